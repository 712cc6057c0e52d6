/**
 * How long after the first state each other one controlled an item that a regime, or like-minded states, hold in common:
 * a national entry counts whose definition names the shared one, from the first day on which a measure asks for it.
 */
import { relateToCode } from "../check/codes.ts";
import type { Expr, IsoDate, Item, Measure, Program, Scheme } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

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

/** Items held in common that one of the jurisdictions controls by a list, up to a day. */
export function lagsOf(program: Program, jurisdictions: readonly string[], asOf: IsoDate): readonly Lag[] {
  const shared = new Set(
    program.jurisdictions.filter(({ members }) => members !== null).flatMap(({ schemes }) => schemes),
  );
  const controls = jurisdictions
    .flatMap((name) => controlsOf(program, name))
    .filter(({ from }) => from <= asOf);
  return program.items
    .filter(({ scheme }) => shared.has(scheme))
    .map((item) => lagOf(item, controls))
    .filter(({ firsts }) => firsts.length > 0)
    .sort((a, b) => (a.item < b.item ? -1 : a.item > b.item ? 1 : 0));
}

/** From a day on, a measure asks for an entry, which names codes of other schemes. */
interface Control {
  readonly jurisdiction: string;
  readonly from: IsoDate;
  readonly before: boolean;
  readonly measure: Measure;
  readonly entry: string;
  readonly codes: readonly Code[];
}

function controlsOf(program: Program, jurisdiction: string): readonly Control[] {
  const own = program.measures.filter(
    (m) => m.kind === "list" && m.jurisdiction.name === jurisdiction && m.proposal === null,
  );
  return own.flatMap((measure) =>
    measure.chronology.versions.flatMap(({ from, before, value }) => {
      const asked = value.conditions.flatMap(({ condition }) => codesIn(condition));
      const direct = asked.map((code): Control[] =>
        from === null ? [] : [{ jurisdiction, from, before, measure, entry: codeText(code), codes: [code] }],
      );
      const entries = program.items.filter((item) => asked.some((code) => isAtOrBelow(item, code)));
      const byEntry = entries.map((item) =>
        item.chronology.versions.flatMap((version): Control[] => {
          const day = later(from, version.from);
          if (day === null) return [];
          const isOld = [
            { from, before },
            { from: version.from, before: version.before },
          ].every((clock) => clock.before || clock.from === null || clock.from < day);
          const codes = codesIn(version.value.value);
          return [{ jurisdiction, from: day, before: isOld, measure, entry: codeText(item), codes }];
        }),
      );
      return [...direct, ...byEntry].flat();
    }),
  );
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
      measure: first.map(({ measure }) => measure.id).sort()[0]!,
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

/** The codes that a condition names, but for those it negates. */
function codesIn(expr: Expr): readonly Code[] {
  const found: Code[] = [];
  const visit = (part: Expr): void => {
    if (part.kind === "not") return;
    if (part.kind === "classified") {
      walk(part.codes, (of) => {
        if (of.kind === "const" && of.value.kind === "code") found.push(of.value);
        if (of.kind === "scheme") found.push({ scheme: of.scheme, code: "" });
        if (of.kind === "group")
          for (const { value } of of.group.chronology.versions) found.push(...membersIn(value.value));
      });
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

/** Codes of a set of codes that a group is made of. */
function membersIn(set: Expr): readonly Code[] {
  const found: Code[] = [];
  walk(set, (part) => {
    if (part.kind === "const" && part.value.kind === "code") found.push(part.value);
    if (part.kind === "scheme") found.push({ scheme: part.scheme, code: "" });
    if (part.kind === "group" && part !== set)
      for (const { value } of part.group.chronology.versions) found.push(...membersIn(value.value));
  });
  return found;
}

function isAtOrBelow({ scheme, code }: Code, above: Code): boolean {
  if (scheme !== above.scheme) return false;
  return above.code === "" || relateToCode(scheme, code, above.code) === "in";
}

function codeText({ scheme, code }: Code): string {
  return `${scheme.name} ${code}`;
}

/** The later of two days; null where neither is known. */
function later(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function daysBetween(a: IsoDate, b: IsoDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
}
