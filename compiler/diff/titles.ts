/** What declarations are called, beside their ids. */
import type { LawSide } from "./law-side.ts";
import type { Entries } from "./listed.ts";
import type { AnswerChange } from "./report.ts";
import type { Legal } from "./texts.ts";

export interface Named {
  readonly title: string | null;
  readonly citations: readonly string[];
  /** of a list */
  readonly entries?: Entries;
}

/** What the law says of a declaration by name; null: it is not known. */
export type Titles = (id: string) => Named | null;

export const UNTITLED: Titles = () => null;

/** As the newer of two laws calls them; what only the older one has, as that does. */
export function titlesOf(old: LawSide, now: LawSide): Titles {
  const known = new Map<string, Legal>();
  for (const legal of [...old.legal, ...now.legal]) {
    const before = known.get(legal.id)?.entries;
    // an entry that is gone is known by its name, too
    const entries = before === undefined ? legal.entries : new Map([...before, ...(legal.entries ?? [])]);
    known.set(legal.id, entries === undefined ? legal : { ...legal, entries });
  }
  return (id) => known.get(id) ?? null;
}

/** Ids of which the first few are told: those of the jurisdiction that answers, and of them those that most is cited of. */
export function fewIds(
  ids: readonly string[],
  { reasons, citations }: Pick<AnswerChange, "reasons" | "citations">,
  titles: Titles,
): { readonly shown: readonly string[]; readonly rest: number } {
  const roots = new Set(reasons.map((id) => id.split(".")[0]));
  const cited = new Set([...citations.old, ...citations.new]);
  const near = (id: string): number => (roots.has(id.split(".")[0]) ? 1 : 0);
  const citedOf = (id: string): number =>
    (titles(id)?.citations ?? []).filter((one) => cited.has(one)).length;
  const sorted = ids.toSorted((a, b) => near(b) - near(a) || citedOf(b) - citedOf(a));
  return { shown: sorted.slice(0, MOST_IDS), rest: Math.max(0, sorted.length - MOST_IDS) };
}

const MOST_IDS = 6;

/** The first ids with their titles, one to a line. */
export function namesText(ids: readonly string[], change: AnswerChange, titles: Titles): readonly string[] {
  const { shown, rest } = fewIds(ids, change, titles);
  return [...shown.map((id) => nameText(id, titles)), ...moreText(rest)];
}

export function nameText(id: string, titles: Titles): string {
  const title = titles(id)?.title ?? null;
  return title === null ? id : `${title}, ${id}`;
}

export function moreText(rest: number): readonly string[] {
  return rest <= 0 ? [] : [`and ${rest} more`];
}
