/**
 * Differences beside verdicts: where the law stands, what it is called, when it was made, what its exceptions oblige to, and what its
 * authorities permit.
 */
import type {
  Authority,
  Chronology,
  Citation,
  DatedVersion,
  Declared,
  Exception,
  Instrument,
  IsoDate,
  Obligation,
  OutcomeValue,
  Program,
} from "../check/tree.ts";
import { heldText, noticeText, type Owed, obligationText, permitText } from "../print/owed.ts";
import { writtenExpr } from "../print/written.ts";
import { type Entries, entriesOf, entryChanges } from "./listed.ts";
import type { TextChange } from "./report.ts";
import { structureOf } from "./structure.ts";

/** Something owed. */
export interface Duty {
  /** in one line, with its condition */
  readonly text: string;
  /** owed in some cases only; the text does not tell, as it may quote anything */
  readonly isConditional: boolean;
}

/** `when`: its condition, as text; null: owed always. */
export function dutyOf(owed: Owed, when: string | null): Duty {
  return { text: obligationText(owed, when), isConditional: when !== null };
}

export function noticeOf(to: string, awaitingDecision: boolean): Duty {
  return { text: noticeText(to, awaitingDecision), isConditional: false };
}

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
  /** to whom a measure wants notice given, and what an exception obliges to; absent: nothing is owed */
  readonly duties?: readonly Duty[];
  /** what the conditions of duties name; absent: nothing */
  readonly dutiesName?: ReadonlySet<string>;
  /** of a list, its entries */
  readonly entries?: Entries;
  /** of an authority, one line for each thing that it permits; absent: none. Builds know of no authorities */
  readonly powers?: readonly string[];
}

/**
 * Declarations both laws have under one name, compared by title, citations, dates, duties, entries and powers.
 *
 * @param editedBehind which declarations behind these names say something else in the other law
 */
export function textChanges(
  old: readonly Legal[],
  now: readonly Legal[],
  isWanted: (legal: Legal) => boolean,
  isMoved: (id: string) => boolean,
  editedBehind: (names: ReadonlySet<string>) => readonly string[],
): readonly TextChange[] {
  const after = new Map(now.map((legal) => [`${legal.what} ${legal.id}`, legal]));
  const changes = old.flatMap((legal): readonly TextChange[] => {
    const { what, id } = legal;
    const other = after.get(`${what} ${id}`);
    if (other === undefined || !isWanted(legal)) return [];
    // most of two builds is one object in both, whose words are the same
    if (other === legal) return restingDuties(legal, other, editedBehind);
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
    const duties = change("re-obliged", textsOf(legal.duties), textsOf(other.duties));
    const entries = entryChanges(legal.entries ?? NO_ENTRIES, other.entries ?? NO_ENTRIES);
    return [
      ...(dates.length > 0 && (what === "instrument" || isMoved(id)) ? dates : []),
      ...change("re-cited", legal.citations, other.citations),
      ...change("reworded", title(legal), title(other)),
      ...(duties.length > 0 ? duties : restingDuties(legal, other, editedBehind)),
      ...(entries.old.length + entries.new.length === 0
        ? []
        : [{ kind: "re-listed" as const, what, id, ...entries }]),
      ...change("re-empowered", legal.powers ?? [], other.powers ?? []),
    ];
  });
  return changes.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const NO_ENTRIES: Entries = new Map();

/** The words of the duties are the same, and what their conditions name says something else. */
function restingDuties(
  { what, id, duties, dutiesName }: Legal,
  other: Legal,
  editedBehind: (names: ReadonlySet<string>) => readonly string[],
): readonly TextChange[] {
  if (dutiesName === undefined || dutiesName.size === 0) return [];
  const edited = editedBehind(new Set([...dutiesName, ...(other.dutiesName ?? [])]));
  if (edited.length === 0) return [];
  return [
    {
      kind: "re-obliged",
      what,
      id,
      old: textsOf(duties?.filter(({ isConditional }) => isConditional)),
      new: [`the same, resting on what is edited: ${edited.join(", ")}`],
    },
  ];
}

function textsOf(duties: readonly Duty[] = []): readonly string[] {
  return [...new Set(duties.map(({ text }) => text))];
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
  const dated = <T>(
    what: string,
    all: readonly (Declared & {
      readonly citations?: readonly Citation[];
      readonly chronology: Chronology<T>;
    })[],
    dutiesIn: (body: T) => readonly Duty[] = () => [],
  ): Legal[] =>
    all.flatMap((declared) => {
      const { citations = [], chronology } = declared;
      const { versions } = chronology;
      const duties = versions.flatMap(({ value }) => dutiesIn(value));
      return legal(what, declared, citationsIn(citations, chronology), versions.map(versionDates)).map(
        (one) => (duties.length === 0 ? one : { ...one, duties }),
      );
    });
  const plain = (
    what: string,
    all: readonly (Declared & { readonly citations?: readonly Citation[] })[],
  ): Legal[] =>
    all.flatMap((declared) =>
      legal(what, declared, (declared.citations ?? []).map((citation) => citation.text).sort(), []),
    );
  return [
    ...dated("measure", program.measures, ({ outcomes }) => outcomes.flatMap(noticesIn)),
    ...program.exceptions.flatMap((exception) =>
      dated("exception", [exception], ({ obligations }) => obligations.map(obligationOf)).map((one) => ({
        ...one,
        dutiesName: namesInDuties(exception),
      })),
    ),
    ...dated("item", program.items),
    ...dated("define", program.defines),
    ...dated("group", program.groups),
    ...dated("review", program.reviews),
    ...dated("reach", program.reaches),
    ...program.authorities.flatMap((authority) =>
      plain("authority", [authority]).map((one) => ({ ...one, powers: powersOf(authority) })),
    ),
    ...plain("jurisdiction", program.jurisdictions),
    ...program.lists.flatMap((list) =>
      legal("list", list, list.citation === null ? [] : [list.citation.text], []).map((one) => ({
        ...one,
        entries: entriesOf(list),
      })),
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

function obligationOf(owed: Obligation): Duty {
  return dutyOf(owed, owed.when === null ? null : writtenExpr(owed.when));
}

function namesInDuties({ chronology }: Exception): ReadonlySet<string> {
  const conditions = chronology.versions.flatMap(({ value }) =>
    value.obligations.flatMap(({ when }) => when ?? []),
  );
  return new Set(conditions.flatMap((condition) => [...structureOf({ condition }).names]));
}

function noticesIn({ to, awaitingDecision }: OutcomeValue): readonly Duty[] {
  return to === null ? [] : [noticeOf(to, awaitingDecision)];
}

/** Held by whom, for how long, and each kind of measure that is permitted, as far as it is. */
function powersOf(authority: Authority): readonly string[] {
  const held = heldText(authority);
  return [
    ...(held === "" ? [] : [held]),
    ...authority.permits.map((permit) => permitText(permit, writtenExpr)),
  ];
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
