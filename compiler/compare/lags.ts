/**
 * How long after the first state each other one controlled an item that a regime, or like-minded states, hold in common:
 * a national entry counts whose definition names the shared one, or another entry that does, from the first day on which a
 * measure asks for it. A state's measures are also those of its union.
 */
import { relateToCode, relateToRange } from "../check/codes.ts";
import type { Expr, IsoDate, Item, Measure, Program, Scheme } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";
import { chainOf } from "./chain.ts";

export const LAGS_FORMAT = "cordon-lags/1";

export interface Lag {
  /** as the law writes it: `shared immersion-scanner` */
  readonly item: string;
  readonly title: string | null;
  /** in the order of their days; the first has no lag */
  readonly firsts: readonly First[];
}

export interface First {
  readonly jurisdiction: string;
  readonly on: IsoDate;
  /** it was already so on that day, and its beginning is not recorded */
  readonly before: boolean;
  /** days after the first of all; null: the beginning of one of the two is not recorded */
  readonly lag: number | null;
  readonly measure: string;
  /** the national entries that carry the item */
  readonly entries: readonly string[];
}

interface Code {
  readonly scheme: Scheme;
  readonly code: string;
}

/** A code, or all from one code through another. */
interface Codes extends Code {
  readonly through?: string;
}

/** Items held in common that one of the jurisdictions controls by a list, up to a day. */
export function lagsOf(program: Program, jurisdictions: readonly string[], asOf: IsoDate): readonly Lag[] {
  const shared = new Set(
    program.jurisdictions.filter(({ members }) => members !== null).flatMap(({ schemes }) => schemes),
  );
  const carriers = new Carriers(program);
  const controls = jurisdictions
    .flatMap((name) => controlsOf(program, name, carriers))
    .filter(({ from }) => from <= asOf);
  return program.items
    .filter(({ scheme }) => shared.has(scheme))
    .map((item) => lagOf(item, controls))
    .filter(({ firsts }) => firsts.length > 0)
    .sort((a, b) => (a.item < b.item ? -1 : a.item > b.item ? 1 : 0));
}

/** When something begins; `before`: it was already so on that day. Null: it has no beginning. */
interface Start {
  readonly from: IsoDate | null;
  readonly before: boolean;
}

/** From a day on, an entry names codes. */
interface Carrier extends Start {
  readonly entry: string;
  readonly codes: readonly Codes[];
}

/** From a day on, a measure asks for an entry, which names codes of other schemes. */
interface Control extends Carrier {
  readonly from: IsoDate;
  readonly jurisdiction: string;
  readonly measure: Measure;
  /** the day on which the text of the measure begins that asks for it */
  readonly text: IsoDate | null;
}

function controlsOf(program: Program, name: string, carriers: Carriers): readonly Control[] {
  const jurisdiction = program.jurisdictions.find((one) => one.name === name);
  const chain = new Set(jurisdiction === undefined ? [] : chainOf(jurisdiction));
  const own = program.measures.filter(
    (m) => m.kind === "list" && chain.has(m.jurisdiction) && m.proposal === null,
  );
  return own.flatMap((measure) =>
    measure.chronology.versions.flatMap(({ from, before, value }) => {
      const asked = value.conditions.flatMap(({ condition }) => asksIn(condition));
      const direct = asked.map(
        ({ code }): Carrier => ({ from, before, entry: codeText(code), codes: [code] }),
      );
      return [...direct, ...asked.flatMap((ask) => carriers.of(ask))].flatMap((carrier): Control[] => {
        const start = latest({ from, before }, carrier);
        const day = start.from;
        if (day === null) return [];
        return [{ ...carrier, ...start, from: day, jurisdiction: name, measure, text: from }];
      });
    }),
  );
}

/** Which entries name which codes, themselves or by entries that they name. */
class Carriers {
  readonly #items: ReadonlyMap<Scheme, readonly Item[]>;
  readonly #known = new Map<Item, readonly Carrier[]>();

  constructor(program: Program) {
    const items = new Map<Scheme, Item[]>();
    for (const item of program.items) items.set(item.scheme, [...(items.get(item.scheme) ?? []), item]);
    this.#items = items;
  }

  /** Of the entries that are asked for. */
  of({ code, but }: Ask): readonly Carrier[] {
    const items = (this.#items.get(code.scheme) ?? []).filter(
      (item) => isAtOrBelow(item, code) && !but.some((other) => isAtOrBelow(item, other)),
    );
    return items.flatMap((item) => this.#ofItem(item));
  }

  #ofItem(item: Item): readonly Carrier[] {
    const known = this.#known.get(item);
    if (known !== undefined) return known;
    // an entry that comes upon itself says nothing new
    this.#known.set(item, []);
    const found = item.chronology.versions.flatMap(({ from, before, value }): Carrier[] => {
      const asks = asksIn(value.value);
      const own = { from, before, entry: codeText(item), codes: asks.map(({ code }) => code) };
      const below = asks.flatMap((ask) => this.of(ask));
      return [own, ...below.map((carrier) => ({ ...carrier, ...latest({ from, before }, carrier) }))];
    });
    this.#known.set(item, found);
    return found;
  }
}

function lagOf(item: Item, controls: readonly Control[]): Lag {
  const matching = controls.filter(({ codes }) => codes.some((code) => isAtOrBelow(item, code)));
  const firsts = [...new Set(matching.map(({ jurisdiction }) => jurisdiction))].map((jurisdiction) => {
    const own = matching.filter((control) => control.jurisdiction === jurisdiction);
    const on = own.map(({ from }) => from).sort()[0]!;
    const first = own.filter(({ from }) => from === on);
    return {
      jurisdiction,
      on,
      before: first.every(({ before }) => before),
      measure: madeForIt(first).id,
      entries: [...new Set(first.map(({ entry }) => entry))].sort(),
    };
  });
  const sorted = firsts.sort((a, b) => (`${a.on} ${a.jurisdiction}` < `${b.on} ${b.jurisdiction}` ? -1 : 1));
  const [start] = sorted;
  return {
    item: codeText(item),
    title: item.title,
    firsts: sorted.map((first) => ({
      ...first,
      lag: start === undefined || start.before || first.before ? null : daysBetween(start.on, first.on),
    })),
  };
}

/**
 * Of measures that ask for it on its first day, one that was made on that day; else one that follows what states hold in common,
 * before embargoes, which ask for whatever a list holds; of these the one whose text is the newest.
 */
function madeForIt(controls: readonly Control[]): Measure {
  const rank = ({ from, text, measure }: Control): number =>
    text === from ? 0 : measure.origin !== null && measure.origin !== "unilateral" ? 1 : 2;
  return controls.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.text ?? "").localeCompare(a.text ?? "", "en") ||
      (a.measure.id < b.measure.id ? -1 : 1),
  )[0]!.measure;
}

/** A code that is asked for, but for codes below it. */
interface Ask {
  readonly code: Codes;
  readonly but: readonly Codes[];
}

/** The codes that a condition names, but for those it negates. */
function asksIn(expr: Expr): readonly Ask[] {
  const found: Ask[] = [];
  const visit = (part: Expr): void => {
    if (part.kind === "not") return;
    if (part.kind === "classified") {
      found.push(...membersOf(part.codes));
      return;
    }
    if (part.kind === "and" || part.kind === "or") for (const operand of part.operands) visit(operand);
    if (part.kind === "limbs" && part.quantifier !== "no")
      for (const limb of part.limbs) visit(limb.condition);
    if (part.kind === "call")
      for (const version of part.define.chronology.versions) visit(version.value.value);
  };
  visit(expr);
  return found;
}

/** Codes of a set; those of a group on any day, and what is taken out of a set only where it is so on every day. */
function membersOf(set: Expr): readonly Ask[] {
  switch (set.kind) {
    case "minus": {
      const but = isDated(set.right) ? [] : membersOf(set.right).map(({ code }) => code);
      return membersOf(set.left)
        .filter(({ code }) => !but.some((other) => isAtOrBelow(code, other)))
        .map((ask) => ({ ...ask, but: [...ask.but, ...but] }));
    }
    case "const":
      return set.value.kind === "code" ? [{ code: set.value, but: [] }] : [];
    case "scheme":
      return [{ code: { scheme: set.scheme, code: "" }, but: [] }];
    case "group":
      return set.group.chronology.versions.flatMap(({ value }) =>
        value.operation === "remove" ? [] : membersOf(value.value),
      );
    case "codeRange":
      return [{ code: { scheme: set.scheme, code: set.low, through: set.high }, but: [] }];
    case "union":
      return [...membersOf(set.left), ...membersOf(set.right)];
    case "setLiteral":
      return set.members.flatMap(membersOf);
    default:
      return [];
  }
}

/** Whether the members of the set change with the day, or are not all codes. */
function isDated(set: Expr): boolean {
  let dated = false;
  walk(set, (part) => {
    if (part.kind === "group") {
      const { versions, statuses } = part.group.chronology;
      dated ||= versions.length !== 1 || versions[0]!.from !== null || statuses.length > 0;
      dated ||= versions.some(({ value }) => isDated(value.value));
    } else dated ||= part.kind === "minus" || part.kind === "intersect";
  });
  return dated;
}

/** The later of two beginnings; it is recorded where one of the two that make it is. */
function latest(a: Start, b: Start): Start {
  const from = later(a.from, b.from);
  return { from, before: [a, b].every((start) => start.before || start.from === null || start.from < from!) };
}

function isAtOrBelow({ scheme, code }: Code, above: Codes): boolean {
  if (scheme !== above.scheme) return false;
  if (above.through !== undefined) return relateToRange(scheme, code, above.code, above.through) === "in";
  return above.code === "" || relateToCode(scheme, code, above.code) === "in";
}

function codeText({ scheme, code, through }: Codes): string {
  return `${scheme.name} ${code}${through === undefined ? "" : `..${through}`}`;
}

/** The later of two days; null where neither is known. */
function later(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function daysBetween(a: IsoDate, b: IsoDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
}
