/** Cases with a day of their own, where another was asked about. */
import type { CaseInput } from "./case-file.ts";
import { tell } from "./terminal.ts";

/** Cases that state another day than was asked about. */
export interface OwnDays {
  readonly count: number;
  /** `cases.ndjson:3 2024-01-01`, the first of them */
  readonly first: { readonly place: string; readonly day: string } | null;
}

const DAYS = { asOf: "--as-of", knownAt: "--known-at" } as const;

/** By the name of the day. */
export type OwnDaysOf = Readonly<Record<keyof typeof DAYS, OwnDays>>;

/** What was asked about, for all cases that state no day of their own. */
export interface AskedDays {
  readonly asOf?: string;
  readonly knownAt?: string;
}

export function ownDaysOf(cases: readonly CaseInput[], asked: AskedDays): OwnDaysOf {
  const of = (name: keyof typeof DAYS): OwnDays => {
    const day = asked[name];
    const others =
      day === undefined ? [] : cases.filter((input) => input[name] !== null && input[name] !== day);
    const [first] = others;
    return {
      count: others.length,
      first: first === undefined ? null : { place: first.place, day: first[name]! },
    };
  };
  return { asOf: of("asOf"), knownAt: of("knownAt") };
}

/** Of cases that follow each other. */
export function joinedOwnDays(one: OwnDaysOf, next: OwnDaysOf): OwnDaysOf {
  const join = (a: OwnDays, b: OwnDays): OwnDays => ({ count: a.count + b.count, first: a.first ?? b.first });
  return { asOf: join(one.asOf, next.asOf), knownAt: join(one.knownAt, next.knownAt) };
}

/**
 * Says of cases that state another day than was asked about that their own counts: whoever asks about one day must not read the
 * answer of another for it.
 *
 * @param cases how many there are in all
 */
export function tellOfOwnDays(own: OwnDaysOf, cases: number, asked: AskedDays): void {
  for (const [name, option] of Object.entries(DAYS) as [keyof typeof DAYS, string][]) {
    const { count, first } = own[name];
    if (first === null) continue;
    const who =
      cases === 1
        ? `${first.place} states a day of its own as \`${name}\`, ${first.day}`
        : `${count} of ${cases} cases ${count === 1 ? "states a day of its" : "state a day of their"} own as \`${name}\`, such as ${first.place} ${first.day}`;
    tell(`note: ${who}, and that counts; \`${option} ${asked[name]}\` is for cases that state none`);
  }
}
