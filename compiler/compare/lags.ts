/**
 * How long after the first state each other one controlled an item that a regime, or like-minded states, hold in common:
 * a national entry counts whose definition names the shared one, or another entry that does, from the first day on which a
 * measure asks for it. A state's measures are also those of its union.
 */
import { relateToCode, relateToRange } from "../check/codes.ts";
import type { Chronology, Expr, IsoDate, Item, Measure, Program, Scheme } from "../check/tree.ts";
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
  /** the day on which the last entry that names it fell away; null: one is asked for on the day of the table */
  readonly until: IsoDate | null;
  /** it rests on text that could not be encoded: it may be asked for, and may be not */
  readonly open: boolean;
  /** days after the first of all; null: it is open, or the beginning of one of the two is not recorded */
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
    .map((item) => lagOf(item, controls, asOf))
    .filter(({ firsts }) => firsts.length > 0)
    .sort((a, b) => (a.item < b.item ? -1 : a.item > b.item ? 1 : 0));
}

/** When something begins; `before`: it was already so on that day. Null: it has no beginning. */
interface Start {
  readonly from: IsoDate | null;
  readonly before: boolean;
}

/** From a day on, and up to another, an entry names codes. */
interface Carrier extends Start {
  /** the first day on which it does so no longer; null: it goes on */
  readonly to: IsoDate | null;
  readonly open: boolean;
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
    spellsOf(measure.chronology).flatMap(({ from, before, to, value }) => {
      const exclusions = value.exclusions.map(({ condition }) => condition);
      const asked = asksOfAll(
        value.conditions.map(({ condition }) => condition),
        exclusions,
      );
      const direct = asked.map(
        ({ code, open }): Carrier => ({ from, before, to, open, entry: codeText(code), codes: [code] }),
      );
      return [...direct, ...asked.flatMap((ask) => carriers.of(ask))].flatMap((carrier): Control[] => {
        const both = during({ from, before, to }, carrier);
        const day = both.from;
        if (day === null) return [];
        return [{ ...carrier, ...both, from: day, jurisdiction: name, measure, text: from }];
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
  of({ code, but, open }: Ask): readonly Carrier[] {
    const items = (this.#items.get(code.scheme) ?? []).filter(
      (item) => isAtOrBelow(item, code) && !but.some((other) => isAtOrBelow(item, other)),
    );
    const found = items.flatMap((item) => this.#ofItem(item));
    return open ? found.map((carrier) => ({ ...carrier, open })) : found;
  }

  #ofItem(item: Item): readonly Carrier[] {
    const known = this.#known.get(item);
    if (known !== undefined) return known;
    // an entry that comes upon itself says nothing new
    this.#known.set(item, []);
    const found = spellsOf(item.chronology).flatMap(({ from, before, to, value }): Carrier[] => {
      const asks = asksIn(value.value);
      const own = [false, true].map((open): Carrier => {
        const codes = asks.flatMap((ask) => (ask.open === open ? [ask.code] : []));
        return { from, before, to, open, entry: codeText(item), codes };
      });
      const below = asks.flatMap((ask) => this.of(ask));
      return [...own, ...below.map((carrier) => ({ ...carrier, ...during({ from, before, to }, carrier) }))];
    });
    this.#known.set(item, found);
    return found;
  }
}

function lagOf(item: Item, controls: readonly Control[], asOf: IsoDate): Lag {
  const matching = controls.filter(
    ({ codes, from, to }) => (to === null || from < to) && codes.some((code) => isAtOrBelow(item, code)),
  );
  const firsts = [...new Set(matching.map(({ jurisdiction }) => jurisdiction))].map((jurisdiction) => {
    const all = matching.filter((control) => control.jurisdiction === jurisdiction);
    const settled = all.filter(({ open }) => !open);
    const own = settled.length === 0 ? all : settled;
    const on = own.map(({ from }) => from).sort()[0]!;
    const first = own.filter(({ from }) => from === on);
    return {
      jurisdiction,
      on,
      before: first.every(({ before }) => before),
      until: own.some(({ to }) => to === null || asOf < to)
        ? null
        : own
            .flatMap(({ to }) => to ?? [])
            .sort()
            .at(-1)!,
      open: settled.length === 0,
      measure: madeForIt(first).id,
      entries: [...new Set(first.map(({ entry }) => entry))].sort(),
    };
  });
  const sorted = firsts.sort((a, b) => (`${a.on} ${a.jurisdiction}` < `${b.on} ${b.jurisdiction}` ? -1 : 1));
  const start = sorted.find(({ open }) => !open);
  return {
    item: codeText(item),
    title: item.title,
    firsts: sorted.map((first) => ({
      ...first,
      lag:
        start === undefined || start.before || first.before || first.open
          ? null
          : daysBetween(start.on, first.on),
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
  /** what is asked besides could not be encoded */
  readonly open: boolean;
}

/** The codes that a condition names, but for those it negates. */
function asksIn(expr: Expr): readonly Ask[] {
  switch (expr.kind) {
    case "classified":
      return membersOf(expr.codes);
    case "and":
      return asksOfAll(expr.operands);
    case "or":
      return expr.operands.flatMap(asksIn);
    case "limbs": {
      const limbs = expr.limbs.map(({ condition }) => condition);
      if (expr.quantifier === "no") return [];
      return expr.quantifier === "all" ? asksOfAll(limbs) : limbs.flatMap(asksIn);
    }
    case "call":
      return expr.define.chronology.versions.flatMap(({ value }) => asksIn(value.value));
    default:
      return [];
  }
}

/** Of conditions that have to hold together, without exclusions: where one cannot be encoded, what the others name is open. */
function asksOfAll(conditions: readonly Expr[], exclusions: readonly Expr[] = []): readonly Ask[] {
  return conditions.flatMap((condition, at) => {
    const open = exclusions.some(isOpen) || conditions.some((other, i) => i !== at && isOpen(other));
    return asksIn(condition).map((ask) => (open ? { ...ask, open } : ask));
  });
}

/** Whether a condition rests on text that could not be encoded, whatever else is so. */
function isOpen(expr: Expr): boolean {
  switch (expr.kind) {
    case "unencodable":
      return true;
    case "not":
      return isOpen(expr.operand);
    case "and":
      return expr.operands.some(isOpen);
    case "or":
      return expr.operands.every(isOpen);
    case "limbs": {
      const limbs = expr.limbs.map(({ condition }) => condition);
      return expr.quantifier === "all" ? limbs.some(isOpen) : limbs.every(isOpen);
    }
    case "call": {
      const { versions } = expr.define.chronology;
      return versions.length > 0 && versions.every(({ value }) => isOpen(value.value));
    }
    default:
      return false;
  }
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
      return set.value.kind === "code" ? [{ code: set.value, but: [], open: false }] : [];
    case "scheme":
      return [{ code: { scheme: set.scheme, code: "" }, but: [], open: false }];
    case "group":
      return set.group.chronology.versions.flatMap(({ value }) =>
        value.operation === "remove" ? [] : membersOf(value.value),
      );
    case "codeRange":
      return [{ code: { scheme: set.scheme, code: set.low, through: set.high }, but: [], open: false }];
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

interface Spell extends Start {
  readonly to: IsoDate | null;
}

/** Versions with the days on which the next begins or all ends. */
function spellsOf<T>({ versions, statuses }: Chronology<T>): readonly (Spell & { readonly value: T })[] {
  const ends = statuses.flatMap(({ word, from }) => (word === "ended" ? [from] : []));
  return versions.map(({ from, before, value }, i) => {
    const stops = [...versions.slice(i + 1, i + 2).flatMap((next) => next.from ?? []), ...ends];
    return { from, before, to: stops.filter((day) => from === null || day > from).sort()[0] ?? null, value };
  });
}

/** While both last: the later of two beginnings, recorded where one of the two that make it is, to the earlier end. */
function during(a: Spell, b: Spell): Spell {
  const from = later(a.from, b.from);
  const before = [a, b].every((start) => start.before || start.from === null || start.from < from!);
  return { from, before, to: [a.to, b.to].flatMap((day) => day ?? []).sort()[0] ?? null };
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
