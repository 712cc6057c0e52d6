/** What begins and ends on a day: versions, statuses and list entries, with the instrument and the citations behind them. */
import type {
  Chronology,
  Citation,
  Declared,
  Instrument,
  IsoDate,
  Jurisdiction,
  Program,
  Saving,
} from "../check/tree.ts";
import { added } from "./known-cases.ts";

export interface CalendarEvent {
  /** id of the declaration */
  readonly of: string;
  readonly title: string | null;
  /** `begins`, `changes`, `is suspended`, `3 entries are added` */
  readonly what: string;
  readonly instrument: { readonly title: string; readonly citation: string | null } | null;
  readonly citations: readonly string[];
  /** it happens in the list of another state, at which this law looks */
  readonly elsewhere: boolean;
  /** it was in force already on that day: the sources begin, not the law */
  readonly before: boolean;
  /** nothing begins or ends: the law compares the day of the act with this day */
  readonly named: boolean;
}

interface Dated extends Declared {
  readonly chronology: Chronology<unknown>;
  readonly citations?: readonly Citation[];
  readonly jurisdiction?: Jurisdiction;
  /** of a measure */
  readonly saves?: readonly Saving[];
}

/** Keys of the entries that come onto the lists that the law of a jurisdiction looks at. */
export function addedOn(program: Program, jurisdiction: Jurisdiction, day: IsoDate): readonly string[] {
  const { lists } = lawOfJurisdiction(program, jurisdiction);
  const own = program.lists.filter((list) => lists.has(list));
  return own.flatMap(({ rows }) => added(rows, day).map(({ key }) => key)).sort();
}

/**
 * Events of everything that a jurisdiction's law consists of or refers to, in the order of their names; on a day without any, those of
 * the lists of other states, if the law asks whether they list an item.
 */
export function eventsOn(program: Program, jurisdiction: Jurisdiction, day: IsoDate): CalendarEvent[] {
  const { mentioned, lists, abroad } = lawOfJurisdiction(program, jurisdiction);
  const found = mentioned.flatMap((declared) => eventsOf(declared, day, false));
  for (const list of program.lists) {
    if (!lists.has(list)) continue;
    const count = (which: "from" | "until", verb: string): void => {
      const rows = list.rows.filter((row) => row[which] === day);
      if (rows.length === 0) return;
      const keys = rows.map((row) => row.key).sort();
      const shown =
        keys.length > 8 ? `${keys.slice(0, 8).join(", ")} and ${keys.length - 8} more` : keys.join(", ");
      found.push({
        of: list.id,
        title: list.title,
        what: `${rows.length === 1 ? "entry" : "entries"} ${shown} ${rows.length === 1 ? "is" : "are"} ${verb}`,
        instrument: null,
        citations: list.citation === null ? [] : [list.citation.text],
        elsewhere: false,
        before: false,
        named: false,
      });
    };
    count("from", "added");
    count("until", "removed");
  }
  const all = found.length > 0 ? found : abroad.flatMap((item) => eventsOf(item, day, true));
  return all.sort((a, b) => (a.of < b.of ? -1 : a.of > b.of ? 1 : a.what < b.what ? -1 : 1));
}

function eventsOf(declared: Dated, day: IsoDate, elsewhere: boolean): CalendarEvent[] {
  const happened = [...chronologyEvents(declared.chronology, day), ...savingEvents(declared, day)];
  return happened.map(({ what, by, before }) => ({
    of: declared.id,
    title: declared.title,
    what,
    instrument: by === null ? null : { title: by.title ?? by.name, citation: by.citation?.text ?? null },
    citations: (declared.citations ?? []).map(({ text }) => text),
    elsewhere,
    before,
    named: false,
  }));
}

/** Whether all that happens on the day is that something ends, is suspended or is enforced no longer. */
export function isEndAlone(events: readonly CalendarEvent[]): boolean {
  const words: readonly string[] = Object.values(BEGINS).filter((what) => what !== BEGINS.unclear);
  return events.length > 0 && events.every(({ what }) => words.includes(what));
}

interface Happening {
  readonly what: string;
  readonly by: Instrument | null;
  readonly before: boolean;
}

function chronologyEvents({ versions, statuses }: Chronology<unknown>, day: IsoDate): Happening[] {
  const found: Happening[] = [];
  versions.forEach(({ from, before, by }, index) => {
    if (from !== day) return;
    const first = before ? "is in force; when it began is not recorded" : "begins";
    found.push({ what: index === 0 ? first : "changes", by, before });
  });
  for (const { word, from, until, by } of statuses) {
    if (from === day) found.push({ what: BEGINS[word], by, before: false });
    if (until === day) found.push({ what: ENDS[word], by, before: false });
  }
  return found;
}

/** The day from which a measure is read as it stands for those, too, for whom it was read as before. */
function savingEvents({ saves = [] }: Dated, day: IsoDate): Happening[] {
  const ends = saves.some(({ until }) => until === day);
  return ends ? [{ what: "saves earlier acts no longer", by: null, before: false }] : [];
}

const BEGINS = {
  suspended: "is suspended",
  unenforced: "is no longer enforced",
  unclear: "becomes unclear",
  ended: "ends",
} as const;

const ENDS = {
  suspended: "applies again",
  unenforced: "is enforced again",
  unclear: "is clear again",
  ended: "returns",
} as const;

// -------------------------------------------------------------------------------------------- what a law consists of

interface Mentioned {
  readonly mentioned: readonly Dated[];
  readonly lists: ReadonlySet<object>;
  /** entries of other states' lists, where it is asked whether a state lists an item */
  readonly abroad: readonly Dated[];
}

const known = new WeakMap<Program, Map<string, Mentioned>>();

/**
 * Measures and exceptions of the jurisdiction and of those it lies within, and every declaration reached from them. The
 * checked program is a graph of objects; whatever can be reached in it takes part. Items are named by their codes, so
 * they come with their scheme.
 */
function lawOfJurisdiction(program: Program, jurisdiction: Jurisdiction): Mentioned {
  const ofProgram = known.get(program) ?? new Map<string, Mentioned>();
  known.set(program, ofProgram);
  const before = ofProgram.get(jurisdiction.id);
  if (before !== undefined) return before;
  const dated: readonly Dated[] = [
    ...program.measures,
    ...program.exceptions,
    ...program.reaches,
    ...program.reviews,
    ...program.defines,
    ...program.groups,
    ...program.items,
  ];
  const chain = chainOf(jurisdiction);
  // whoever asks for one fact of a record does not ask for the others, which may follow from the lists of other laws
  const seen = new Set<object>(program.records);
  const stack: object[] = [
    ...[...program.measures, ...program.exceptions].filter(
      ({ jurisdiction: own, proposal }) => proposal === null && chain.includes(own),
    ),
    ...chain.flatMap((j) => (j.reach === null ? [] : [j.reach])),
  ];
  let looksAbroad = false;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if ("kind" in at && at.kind === "listedBy") looksAbroad = true;
    if (program.schemes.includes(at as never))
      stack.push(...program.items.filter((item) => item.scheme === at));
    const inside =
      at instanceof Map ? [...at.values()] : at instanceof Set ? [...at] : Object.entries(at).flatMap(partOf);
    for (const part of inside) if (typeof part === "object" && part !== null) stack.push(part);
  }
  const found = {
    mentioned: dated.filter((declared) => seen.has(declared) && declared.proposal === null),
    lists: new Set(program.lists.filter((list) => seen.has(list))),
    abroad: looksAbroad ? entriesOfStates(program).filter((item) => !seen.has(item)) : [],
  };
  ofProgram.set(jurisdiction.id, found);
  return found;
}

/** What states list; what they hold in common is on none of their lists by itself. */
function entriesOfStates({ jurisdictions, items }: Program): readonly Dated[] {
  const schemes = new Set(jurisdictions.flatMap((one) => (one.members === null ? one.schemes : [])));
  return items.filter(({ scheme, proposal }) => schemes.has(scheme) && proposal === null);
}

/** Where a thing stands, and by whose authority, is no part of what it says. */
const OUTSIDE = new Set(["module", "jurisdiction", "authority", "span", "nameSpan", "by"]);

function partOf([name, value]: [string, unknown]): unknown[] {
  return OUTSIDE.has(name) ? [] : [value];
}

/** The jurisdiction and those it lies within. */
export function chainOf(jurisdiction: Jurisdiction): readonly Jurisdiction[] {
  return [jurisdiction, ...(jurisdiction.within === null ? [] : chainOf(jurisdiction.within))];
}
