/**
 * Differences found by trying cases: for changes that the diagrams cannot hold. The cases are those of the scenarios, and
 * the same with one fact moved to where an edited declaration draws its lines.
 */
import type Fraction from "fraction.js";
import type { CaseJson, Field, IsoDate } from "../check/tree.ts";
import { exactText } from "../normal/words.ts";
import { sideKey, sideOfAnswer } from "./direction.ts";
import { type Answers, isSameAnswer, type Pair, type ViewName } from "./pair.ts";

/** Cases tried on one day. */
const MOST_CASES = 240;

export interface Tried {
  readonly case: CaseJson;
  readonly answers: Answers;
}

/**
 * Cases that are answered otherwise on one day, one for each pair of answers and reasons, the smallest found. `edited`
 * holds the declarations, old and new, whose lines are worth trying.
 */
export function searchDifferences(
  pair: Pair,
  at: { readonly asOf: IsoDate; readonly jurisdiction: string; readonly view: ViewName },
  edited: readonly object[],
): readonly Tried[] {
  const isAsked = (facts: CaseJson): boolean => pair.given === null || holds(facts, pair.given);
  const seeds = [...pair.old.scenarios, ...pair.new.scenarios].map(({ given }) => given).filter(isAsked);
  const fresh = candidates(seeds, edited, MOST_CASES);
  const cases = distinct([...(pair.given === null ? [] : [pair.given]), ...fresh].filter(isAsked));
  const found = new Map<string, Tried>();
  for (const facts of cases) {
    const answers = pair.ask(facts, at.asOf, at.jurisdiction, at.view, 0);
    if (answers === null || isSameAnswer(answers)) continue;
    // an incomplete case differs wherever a rule differs: only what is settled on both sides is told
    if (answers.old.verdict === "undetermined" || answers.new.verdict === "undetermined") continue;
    const key = `${sideKey(answers.oldSide)} > ${sideKey(answers.newSide)} ${differingMeasures(answers).join(" ")}`;
    const known = found.get(key);
    if (known === undefined || sizeOf(facts) < sizeOf(known.case)) found.set(key, { case: facts, answers });
  }
  return [...found.values()];
}

/** Measures that govern one answer and not the other; where there is none, all that govern. */
export function differingMeasures({ old, new: now }: Answers): readonly string[] {
  const reasons = (answer: Answers["old"]): Set<string> =>
    new Set(
      governingOf(answer).map(
        (r) => `${r.measure}${r.releasedBy === null ? "" : ` ${r.releasedBy.split("/")[0]}`}`,
      ),
    );
  const [before, after] = [reasons(old), reasons(now)];
  const only = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
  const chosen = only.length > 0 ? only : [...before, ...after];
  return [...new Set(chosen.flatMap((ids) => ids.split(" ")))].sort();
}

/** Ids of the measures that give an answer, or may give it. */
export function governing(answer: Answers["old"]): readonly string[] {
  return [...new Set(governingOf(answer).map((r) => r.measure))];
}

function governingOf({ requirements, verdict }: Answers["old"]): Answers["old"]["requirements"] {
  return requirements.filter(
    (r) => (r.releasedBy === null ? r.verdict : "authorized") === verdict || r.holds === "unknown",
  );
}

/**
 * Leaves out fact after fact while both laws answer as they did; many at once first, as most can go. Facts without which
 * an answer is known only after trying what they may be are kept. `paths`: facts that may be left out; `most`: how often to try.
 */
export function smallest(
  pair: Pair,
  {
    asOf,
    jurisdiction,
    view,
  }: { readonly asOf: IsoDate; readonly jurisdiction: string; readonly view: ViewName },
  tried: Tried,
  {
    paths = pathsOf(tried.case),
    most = Number.POSITIVE_INFINITY,
  }: { readonly paths?: readonly Path[]; readonly most?: number } = {},
): Tried {
  const want = [sideKey(tried.answers.oldSide), sideKey(tried.answers.newSide)];
  let best = tried;
  let left = most;
  const drop = (paths: readonly Path[]): void => {
    if (left-- <= 0) return;
    const less = paths.reduce<CaseJson>(without, best.case);
    const isAsked = pair.given === null || holds(less, pair.given);
    // most of what matters, matters to the law that is asked first
    const before = isAsked
      ? pair.old.answer(less, asOf, jurisdiction, { completions: 0, missing: false })
      : null;
    const isAlike = before !== null && sideKey(sideOfAnswer(before, view)) === want[0];
    const answers = isAlike ? pair.ask(less, asOf, jurisdiction, view, 0) : null;
    if (answers !== null && sideKey(answers.newSide) === want[1]) {
      best = { case: less, answers };
    } else if (paths.length > 1) {
      const middle = paths.length >> 1;
      drop(paths.slice(0, middle));
      drop(paths.slice(middle));
    }
  };
  drop(paths);
  return best;
}

// ------------------------------------------------------------------------------------------------------ candidates

/** The seeds, and the same with one fact moved to a line, evenly thinned out to at most `most`. */
export function candidates(
  cases: readonly CaseJson[],
  edited: readonly object[],
  most: number,
): readonly CaseJson[] {
  const seeds = distinct(cases);
  const lines = [...linesIn(edited).values()];
  const moved = seeds.flatMap((seed) =>
    pathsOf(seed).flatMap((path) => {
      const name = path.findLast((step) => typeof step === "string");
      return lines
        .filter(({ field }) => field.name === name)
        .flatMap(({ values }) => [...values.values()].map((value) => replaced(seed, path, value)));
    }),
  );
  const chosen = thinned(seeds, Math.ceil(most / 2));
  return distinct([...chosen, ...thinned(distinct(moved), most - chosen.length)]);
}

function distinct(cases: readonly CaseJson[]): CaseJson[] {
  return [...new Map(cases.map((facts) => [JSON.stringify(facts), facts])).values()];
}

/** At most so many, taken at even distances. */
function thinned<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

interface Lines {
  readonly field: Field;
  readonly values: Map<string, CaseJson>;
}

/** Constants that facts are compared with, anywhere in these values. */
function linesIn(values: readonly object[]): ReadonlyMap<string, Lines> {
  const lines = new Map<string, Lines>();
  const seen = new Set<object>();
  const note = (field: Field, value: CaseJson): void => {
    let known = lines.get(field.id);
    if (known === undefined) {
      known = { field, values: new Map() };
      lines.set(field.id, known);
    }
    known.values.set(JSON.stringify(value), value);
  };
  const visit = (value: unknown, isTop: boolean): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof Map) {
      for (const part of value.values()) visit(part, false);
      return;
    }
    if (!isTop && "nameSpan" in value) return;
    noteComparison(value as Comparison, note);
    for (const part of Object.values(value)) visit(part, false);
  };
  for (const value of values) visit(value, true);
  return lines;
}

interface Side {
  readonly kind?: string;
  readonly field?: Field;
  readonly value?: { readonly kind: string; readonly value?: unknown; readonly code?: string };
  readonly members?: readonly Side[];
}
interface Comparison {
  readonly kind?: string;
  readonly left?: Side;
  readonly right?: Side;
  readonly element?: Side;
  readonly set?: Side;
}

function noteComparison(value: Comparison, note: (field: Field, value: CaseJson) => void): void {
  if (value.kind === "compare") {
    const { left, right } = value;
    const [fact, constant] = left?.kind === "field" ? [left, right] : [right, left];
    if (fact?.field !== undefined && constant?.value !== undefined) {
      for (const tried of around(fact.field, constant.value)) note(fact.field, tried);
    }
  }
  if (value.kind === "in" && value.element?.field !== undefined) {
    for (const member of value.set?.members ?? []) {
      if (member.value !== undefined)
        for (const tried of around(value.element.field, member.value)) note(value.element.field, tried);
    }
  }
}

/** A constant, and numbers on both sides of it. */
function around(field: Field, value: NonNullable<Side["value"]>): readonly CaseJson[] {
  if (value.kind === "number" && field.type.kind === "number") {
    const number = value.value as Fraction;
    const unit = field.type.unit.text;
    return [number, number.mul("0.99"), number.mul("1.01")].map((n) =>
      unit === "" ? Number(exactText(n)) : `${exactText(n)} ${unit}`,
    );
  }
  if (value.kind === "code" && value.code !== undefined) return [value.code];
  if (value.kind === "enum" || value.kind === "text" || value.kind === "truth")
    return [value.value as CaseJson];
  return [];
}

// ----------------------------------------------------------------------------------------------------------- paths

export type Path = readonly (string | number)[];

/** Every fact, records after what they hold; members of lists stay, as leaving one out says something else. */
export function pathsOf(json: CaseJson, path: Path = []): readonly Path[] {
  if (Array.isArray(json)) return json.flatMap((part, i) => pathsOf(part, [...path, i]));
  if (typeof json !== "object" || json === null) return typeof path.at(-1) === "string" ? [path] : [];
  const inner = Object.entries(json).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [...pathsOf(value, [...path, name]), [...path, name]]
      : pathsOf(value, [...path, name]),
  );
  return path.length === 0 || typeof path.at(-1) === "number" ? inner : [...inner, path];
}

export function without(json: CaseJson, path: Path): CaseJson {
  return changed(json, path, undefined);
}

function replaced(json: CaseJson, path: Path, value: CaseJson): CaseJson {
  return changed(json, path, value);
}

function changed(json: CaseJson, path: Path, value: CaseJson | undefined): CaseJson {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (Array.isArray(json)) return json.map((part, i) => (i === step ? changed(part, rest, value) : part));
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).flatMap(([name, part]): [string, CaseJson][] => {
    if (name !== step) return [[name, part]];
    if (rest.length > 0) return [[name, changed(part, rest, value)]];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/** Whether a case states all the facts of another. */
function holds(facts: CaseJson, wanted: CaseJson): boolean {
  if (typeof wanted !== "object" || wanted === null || Array.isArray(wanted))
    return JSON.stringify(facts) === JSON.stringify(wanted);
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) return false;
  const stated = facts as { readonly [key: string]: CaseJson };
  return Object.entries(wanted).every(([name, value]) => {
    const own = stated[name];
    return own !== undefined && holds(own, value as CaseJson);
  });
}

export function sizeOf(json: CaseJson): number {
  return JSON.stringify(json).length;
}
