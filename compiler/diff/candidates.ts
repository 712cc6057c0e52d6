/**
 * Cases worth trying on an edit: those of scenarios that are about what it changes, and the same with one fact moved to a
 * line that it draws.
 */
import type Fraction from "fraction.js";
import type { CaseJson, Field } from "../check/tree.ts";
import { exactText } from "../normal/words.ts";
import { at, distinct, pathsOf, replaced } from "./paths.ts";

/** What two laws say otherwise. */
export interface Edit {
  /** the edited declarations, old and new */
  readonly declarations: readonly object[];
  /** numbers (as fractions), codes and names that only one of the laws says */
  readonly words: ReadonlySet<string>;
}

/** Up to `most` cases, those nearest to the edit first; of cases as near as others, some at even distances. */
export function candidates(seeds: readonly CaseJson[], edit: Edit, most: number): readonly CaseJson[] {
  const lines = linesOf(edit, seeds);
  const names = new Set(lines.keys());
  const byNearness = new Map<number, CaseJson[]>();
  for (const seed of seeds) {
    const nearness = nearnessOf(seed, names, edit.words);
    const alike = byNearness.get(nearness);
    if (alike === undefined) byNearness.set(nearness, [seed]);
    else alike.push(seed);
  }
  const classes = [...byNearness].sort(([a], [b]) => b - a).map(([, alike]) => alike);
  const chosen = nearest(classes, Math.ceil(most / 2));
  const moved = nearest(
    classes.map((alike) => distinct(alike.flatMap((seed) => movedToLines(seed, lines)))),
    most - chosen.length,
  );
  return distinct([...chosen, ...moved]);
}

/**
 * The thing of a case that the edit is about, as the item, in the place of that of other cases: what other destinations and
 * parties make of it. At most `most`, at even distances.
 */
export function transplanted(
  facts: CaseJson,
  seeds: readonly CaseJson[],
  edit: Edit,
  most: number,
): readonly CaseJson[] {
  const lines = linesOf(edit, seeds);
  const [path] = pathsOf(facts)
    .filter((one) => one.length > 1 && lines.has(String(one.at(-1))))
    .sort((a, b) => a.length - b.length);
  if (path === undefined) return [];
  const thing = path.slice(0, -1);
  const value = at(facts, thing)!;
  return thinned(
    distinct(
      seeds.filter((seed) => at(seed, thing) !== undefined).map((seed) => replaced(seed, thing, value)),
    ),
    most,
  );
}

/** How many of the facts that the edit compares a case states, and one more for anything that the edit names. */
function nearnessOf(seed: CaseJson, names: ReadonlySet<string>, words: ReadonlySet<string>): number {
  const stated = new Set<string>();
  let isNamed = false;
  const visit = (value: CaseJson): void => {
    if (typeof value === "string") isNamed ||= isWord(value, words);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (names.has(name)) stated.add(name);
        visit(inner as CaseJson);
      }
    }
  };
  visit(seed);
  return stated.size + (isNamed ? 1 : 0);
}

function movedToLines(seed: CaseJson, lines: Lines): readonly CaseJson[] {
  return pathsOf(seed).flatMap((path) => {
    const values = lines.get(String(path.findLast((step) => typeof step === "string")));
    return [...(values ?? [])].map((value) => replaced(seed, path, value));
  });
}

/** Of classes in order, all of the first ones, and of the one that is too large as many as there is room for. */
function nearest<T>(classes: readonly (readonly T[])[], most: number): readonly T[] {
  const chosen: T[] = [];
  for (const alike of classes) chosen.push(...thinned(alike, most - chosen.length));
  return chosen;
}

/** At most so many, taken at even distances. */
function thinned<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

/** By the name of a fact: values between which the edit draws lines. */
type Lines = ReadonlyMap<string, Iterable<CaseJson>>;

/**
 * Constants of the edit that facts are compared with. Where no constant is edited: what cases state in its words, as the
 * members of a group; then all constants in the edited declarations.
 */
function linesOf({ declarations, words }: Edit, seeds: readonly CaseJson[]): Lines {
  const all: { readonly field: Field; readonly constant: Constant }[] = [];
  const seen = new Set<object>();
  const visit = (value: unknown, isTop: boolean): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof Map) {
      for (const part of value.values()) visit(part, false);
      return;
    }
    if (!isTop && "nameSpan" in value) return;
    noteComparison(value as Comparison, (field, constant) => all.push({ field, constant }));
    for (const part of Object.values(value)) visit(part, false);
  };
  for (const declaration of declarations) visit(declaration, true);
  const own = all.filter(({ constant }) => words.has(wordOf(constant)));
  const lines = new Map<string, Set<CaseJson>>();
  const note = (name: string, value: CaseJson): void => {
    const known = lines.get(name);
    if (known === undefined) lines.set(name, new Set([value]));
    else known.add(value);
  };
  if (own.length === 0)
    for (const seed of seeds) for (const stated of statedWords(seed, words)) note(...stated);
  if (lines.size > 0) return lines;
  for (const { field, constant } of own.length > 0 ? own : all)
    for (const value of around(field, constant)) note(field.name, value);
  return lines;
}

/** Whether a fact is one of these words, or the code in it is. */
function isWord(value: string, words: ReadonlySet<string>): boolean {
  return words.has(value) || words.has(value.slice(value.indexOf(" ") + 1));
}

/** Facts of a case that are these words, with their names. */
function statedWords(seed: CaseJson, words: ReadonlySet<string>): readonly (readonly [string, CaseJson])[] {
  return pathsOf(seed).flatMap((path): [string, CaseJson][] => {
    const [name, value] = [path.at(-1), at(seed, path)];
    return typeof name === "string" && typeof value === "string" && isWord(value, words)
      ? [[name, value]]
      : [];
  });
}

interface Constant {
  readonly kind: string;
  readonly value?: unknown;
  readonly code?: string;
}
interface Side {
  readonly kind?: string;
  readonly field?: Field;
  readonly value?: Constant;
  readonly members?: readonly Side[];
}
interface Comparison {
  readonly kind?: string;
  readonly left?: Side;
  readonly right?: Side;
  readonly element?: Side;
  readonly set?: Side;
}

function noteComparison(value: Comparison, note: (field: Field, constant: Constant) => void): void {
  if (value.kind === "compare") {
    const { left, right } = value;
    const [fact, constant] = left?.kind === "field" ? [left, right] : [right, left];
    if (fact?.field !== undefined && constant?.value !== undefined) note(fact.field, constant.value);
  }
  if (value.kind === "in" && value.element?.field !== undefined) {
    for (const member of value.set?.members ?? []) {
      if (member.value !== undefined) note(value.element.field, member.value);
    }
  }
}

/** As the texts of declarations say it. */
function wordOf(constant: Constant): string {
  if (constant.kind === "number") return (constant.value as Fraction).toFraction();
  return constant.code ?? String(constant.value);
}

/** A constant, and numbers on both sides of it. */
function around(field: Field, value: Constant): readonly CaseJson[] {
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
