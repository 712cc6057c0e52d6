/** Differences that change no answer by themselves: where the law stands, what it is called, and when it was made. */
import type {
  Chronology,
  Citation,
  DatedVersion,
  Declared,
  Instrument,
  IsoDate,
  Program,
} from "../check/tree.ts";
import type { TextChange } from "./report.ts";

/** What of a declaration is compared here. */
export interface Legal {
  readonly what: string;
  readonly id: string;
  /** of its module; null: of none */
  readonly jurisdiction: string | null;
  readonly title: string | null;
  readonly citations: readonly string[];
  /** one line for each version or date */
  readonly dates: readonly string[];
}

/** Declarations both laws have under one name, compared by title, citations, dates. */
export function textChanges(
  old: readonly Legal[],
  now: readonly Legal[],
  isWanted: (legal: Legal) => boolean,
  isMoved: (id: string) => boolean,
): readonly TextChange[] {
  const after = new Map(now.map((legal) => [`${legal.what} ${legal.id}`, legal]));
  const changes = old.flatMap((legal): TextChange[] => {
    const { what, id } = legal;
    const other = after.get(`${what} ${id}`);
    // most of two builds is one object in both
    if (other === undefined || other === legal || !isWanted(legal)) return [];
    const change = (
      kind: TextChange["kind"],
      a: readonly string[],
      b: readonly string[],
    ): readonly TextChange[] => {
      const [oldOnly, newOnly] = [a.filter((x) => !b.includes(x)), b.filter((x) => !a.includes(x))];
      if (oldOnly.length + newOnly.length === 0) return [];
      return [{ kind, what, id, old: oldOnly, new: newOnly }];
    };
    const title = (of: Legal): readonly string[] => (of.title === null ? [] : [of.title]);
    const dates = change("re-dated", legal.dates, other.dates);
    return [
      ...(dates.length > 0 && (what === "instrument" || isMoved(id)) ? dates : []),
      ...change("re-cited", legal.citations, other.citations),
      ...change("reworded", title(legal), title(other)),
    ];
  });
  return changes.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key({ id, kind }: TextChange): string {
  return `${id} ${kind}`;
}

/** Of a checked program, without its proposals. */
export function legalParts(program: Program): readonly Legal[] {
  const legal = (
    what: string,
    declared: Declared,
    citations: readonly string[],
    dates: readonly string[],
  ): Legal[] => {
    if (declared.proposal !== null) return [];
    const { id, title, module } = declared;
    return [{ what, id, jurisdiction: module.jurisdiction?.name ?? null, title, citations, dates }];
  };
  const dated = (
    what: string,
    all: readonly (Declared & {
      readonly citations?: readonly Citation[];
      readonly chronology: Chronology<unknown>;
    })[],
  ): Legal[] =>
    all.flatMap((declared) => {
      const { citations = [], chronology } = declared;
      return legal(what, declared, citationsIn(citations, chronology), chronology.versions.map(versionDates));
    });
  const plain = (
    what: string,
    all: readonly (Declared & { readonly citations?: readonly Citation[] })[],
  ): Legal[] =>
    all.flatMap((declared) =>
      legal(what, declared, (declared.citations ?? []).map((citation) => citation.text).sort(), []),
    );
  return [
    ...dated("measure", program.measures),
    ...dated("exception", program.exceptions),
    ...dated("item", program.items),
    ...dated("define", program.defines),
    ...dated("group", program.groups),
    ...dated("review", program.reviews),
    ...dated("reach", program.reaches),
    ...plain("authority", program.authorities),
    ...plain("jurisdiction", program.jurisdictions),
    ...program.lists.flatMap((list) =>
      legal("list", list, list.citation === null ? [] : [list.citation.text], []),
    ),
    ...program.instruments.flatMap((instrument) => {
      const { citation } = instrument;
      return legal("instrument", instrument, citation === null ? [] : [citation.text], daysOf(instrument));
    }),
  ];
}

function daysOf({ announced, published, from }: Instrument): readonly string[] {
  const day = (word: string, date: IsoDate | null): string[] => (date === null ? [] : [`${word} ${date}`]);
  return [...day("announced", announced), ...day("published", published), ...day("from", from)];
}

function versionDates({ from, by }: DatedVersion<unknown>): string {
  return `${from === null ? "undated" : `from ${from}`}${by === null ? "" : ` by ${by.name}`}`;
}

/** Of the declaration, its versions' instruments, and every clause and limb below. */
function citationsIn(own: readonly Citation[], { versions, statuses }: Chronology<unknown>): string[] {
  const found = new Set(own.map((citation) => citation.text));
  for (const { by } of [...versions, ...statuses]) if (by?.citation != null) found.add(by.citation.text);
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if ("nameSpan" in value) return;
    if (isCitation(value)) {
      found.add(value.text);
      return;
    }
    for (const part of Object.values(value)) visit(part);
  };
  for (const { value } of versions) visit(value);
  return [...found].sort();
}

function isCitation(value: object): value is Citation {
  return "text" in value && "kind" in value && "span" in value && !("type" in value);
}
