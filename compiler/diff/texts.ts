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
interface Legal {
  readonly what: string;
  readonly declared: Declared;
  readonly citations: readonly string[];
  /** one line for each version or date */
  readonly dates: readonly string[];
}

/** Declarations both programs have under one name, compared by title, citations, dates. */
export function textChanges(
  old: Program,
  now: Program,
  isWanted: (declared: Declared) => boolean,
  isMoved: (id: string) => boolean,
): readonly TextChange[] {
  const before = legalParts(old).filter(({ declared }) => declared.proposal === null);
  const after = new Map(
    legalParts(now)
      .filter(({ declared }) => declared.proposal === null)
      .map((legal) => [`${legal.what} ${legal.declared.id}`, legal]),
  );
  const changes = before.flatMap((legal): TextChange[] => {
    const { what, declared } = legal;
    const other = after.get(`${what} ${declared.id}`);
    if (other === undefined || !isWanted(declared)) return [];
    const change = (
      kind: TextChange["kind"],
      a: readonly string[],
      b: readonly string[],
    ): readonly TextChange[] => {
      const [oldOnly, newOnly] = [a.filter((x) => !b.includes(x)), b.filter((x) => !a.includes(x))];
      if (oldOnly.length + newOnly.length === 0) return [];
      return [{ kind, what, id: declared.id, old: oldOnly, new: newOnly }];
    };
    const title = (d: Declared): readonly string[] => (d.title === null ? [] : [d.title]);
    const isDated = what === "instrument" || isMoved(declared.id);
    return [
      ...(isDated ? change("re-dated", legal.dates, other.dates) : []),
      ...change("re-cited", legal.citations, other.citations),
      ...change("reworded", title(declared), title(other.declared)),
    ];
  });
  return changes.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key({ id, kind }: TextChange): string {
  return `${id} ${kind}`;
}

function legalParts(program: Program): readonly Legal[] {
  const dated = (
    what: string,
    all: readonly (Declared & {
      readonly citations?: readonly Citation[];
      readonly chronology: Chronology<unknown>;
    })[],
  ): Legal[] =>
    all.map((declared) => ({
      what,
      declared,
      citations: citationsIn(declared.citations ?? [], declared.chronology),
      dates: declared.chronology.versions.map(versionDates),
    }));
  const plain = (
    what: string,
    all: readonly (Declared & { readonly citations?: readonly Citation[] })[],
  ): Legal[] =>
    all.map((declared) => ({
      what,
      declared,
      citations: (declared.citations ?? []).map((citation) => citation.text).sort(),
      dates: [],
    }));
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
    ...program.lists.map((list) => ({
      what: "list",
      declared: list,
      citations: list.citation === null ? [] : [list.citation.text],
      dates: [],
    })),
    ...program.instruments.map(instrumentParts),
  ];
}

function instrumentParts(instrument: Instrument): Legal {
  const { citation, announced, published, from } = instrument;
  const day = (word: string, date: IsoDate | null): string[] => (date === null ? [] : [`${word} ${date}`]);
  return {
    what: "instrument",
    declared: instrument,
    citations: citation === null ? [] : [citation.text],
    dates: [...day("announced", announced), ...day("published", published), ...day("from", from)],
  };
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
