/** Regions of a diagram as short tables: boxes as wide as the region allows, few of them. */
import type Fraction from "fraction.js";
import { dayOfNumber } from "../../check/days.ts";
import { exactText } from "../../normal/words.ts";
import type { Box, Condition, ListCondition, May, Part, SaidWord } from "../../regions/condition.ts";
import { boxText } from "../../regions/words.ts";
import { askedOf } from "../conditions/asked.ts";
import type { Word } from "../conditions/const-set.ts";
import { type Class, isMadeUp } from "../conditions/domain.ts";
import type { ListRef, Range } from "../conditions/subject.ts";
import type { Node } from "./diagram.ts";
import { cheapestPaths } from "./paths.ts";
import type { Space } from "./space.ts";
import type { Variable } from "./variables.ts";

/** A box: every transaction that meets the conditions is in the region. No condition: every transaction at all. */
export interface Region {
  readonly conditions: Box;
  readonly node: Node;
}

export interface Regions {
  readonly regions: readonly Region[];
  /** the regions cover the whole; false where the limit was reached */
  readonly complete: boolean;
}

/** Covers a diagram (its leaf `yes`) with maximal boxes, the most unremarkable first. */
export function regionsOf(space: Space, of: Node, limit = 50): Regions {
  const { diagrams, quantifiers } = space;
  const whole = quantifiers.possible(of);
  // what cannot be may be covered as well: it makes boxes wider
  const impossible = diagrams.map(isNotYes, quantifiers.constraint(whole));
  const allowed = diagrams.apply(space.or, whole, impossible);
  const regions: Region[] = [];
  let rest = whole;
  while (rest !== diagrams.no && regions.length < limit) {
    const [path] = cheapestPaths(space, rest);
    if (path === undefined) break;
    const region = widen(space, allowed, [...path]);
    regions.push(region);
    rest = diagrams.apply(space.and, rest, diagrams.map(isNotYes, region.node));
  }
  return { regions, complete: rest === diagrams.no };
}

const isNotYes = (value: unknown): "yes" | "no" => (value === "yes" ? "no" : "yes");

/** The point grown, one fact after the other, to the widest box inside `allowed`. */
function widen(space: Space, allowed: Node, point: readonly (readonly [number, number])[]): Region {
  const { variables } = space;
  const box = new Map<number, Set<number>>(point.map(([level, cls]) => [level, new Set([cls])]));
  const order = [...box.keys()].sort(
    (a, b) => dropFirst(variables.at(b)) - dropFirst(variables.at(a)) || b - a,
  );
  for (const level of order) {
    const before = box.get(level)!;
    box.delete(level);
    if (isInside(space, box, allowed)) continue;
    box.set(level, before);
    const { size } = variables.at(level);
    for (let cls = 0; cls < size; cls++) {
      if (before.has(cls)) continue;
      before.add(cls);
      if (!isInside(space, box, allowed)) before.delete(cls);
    }
  }
  const conditions = [...box]
    .sort(([a], [b]) => a - b)
    .map(([level, classes]) =>
      conditionOf(
        space,
        variables.at(level),
        [...classes].sort((a, b) => a - b),
      ),
    );
  return { conditions, node: boxNode(space, box) };
}

/** Facts a reader would rather not hear of are tried first. */
function dropFirst(variable: Variable): number {
  if (variable.is === "exists" || variable.is === "state") return 2;
  if (variable.is !== "value") return 1;
  const { subject } = variable;
  return subject.is === "opaque" || subject.is === "aggregate" || subject.is === "stated" ? 3 : 0;
}

/** Whether every point of the box is in the diagram; walks only what the box reaches. */
function isInside(space: Space, box: ReadonlyMap<number, ReadonlySet<number>>, of: Node): boolean {
  const { diagrams } = space;
  const seen = new Set<Node>();
  const stack = [of];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (diagrams.isLeaf(node)) {
      if (node !== diagrams.yes) return false;
      continue;
    }
    const classes = box.get(diagrams.level(node));
    const runs = diagrams.runs(node);
    for (let i = 0, start = 0; i < runs.length; i += 2) {
      const end = runs[i]!;
      if (classes === undefined || [...classes].some((cls) => cls >= start && cls < end))
        stack.push(runs[i + 1]!);
      start = end;
    }
  }
  return true;
}

export function boxNode(space: Space, box: ReadonlyMap<number, ReadonlySet<number>>): Node {
  const { diagrams, variables } = space;
  let node = diagrams.yes;
  for (const [level, classes] of [...box].sort(([a], [b]) => b - a)) {
    const { size } = variables.at(level);
    const runs = Array.from({ length: size }, (_, cls) => [cls + 1, classes.has(cls) ? node : diagrams.no]);
    node = diagrams.node(level, runs.flat());
  }
  return node;
}

// -------------------------------------------------------------------------------------------------------- conditions

/** What a fact must be, by its classes. */
export function conditionOf(space: Space, variable: Variable, classes: readonly number[]): Condition {
  const has = classes.length === 1 && classes[0] === 1;
  switch (variable.is) {
    case "value":
      return { is: "fact", asked: askedOf(variable.subject), may: valuesOf(variable, classes) };
    case "member": {
      const { subject, cls } = variable;
      const part = cls.said ?? wordsPart(cls.words);
      return { is: "fact", asked: askedOf(subject), may: { is: "member", has, part } };
    }
    case "state":
      return { is: "fact", asked: askedOf(variable.subject), may: { is: "stated", isKnown: !has } };
    case "exists":
      return { is: "element", ...listOf(variable.list), has, ...profileOf(space, variable.profile) };
  }
}

/** A list, as conditions name it. */
export function listOf({ owner, path }: ListRef): Pick<ListCondition, "list" | "path"> {
  const around = owner.list === "" ? [] : owner.list.split(".");
  return { list: path, path: [...around, ...path.split(".")] };
}

const PROFILES = 4;

/** The kinds of element in question. */
function profileOf(space: Space, profile: Node): Pick<ListCondition, "ways" | "more"> {
  const { regions, complete } = regionsOf(space, profile, PROFILES);
  return { ways: regions.map(({ conditions }) => conditions), more: complete ? 0 : null };
}

function valuesOf(variable: Variable & { readonly is: "value" }, classes: readonly number[]): May {
  const { domain, subject } = variable;
  const chosen = classes.map((cls) => domain.classes[cls]!);
  const show = (value: Fraction): string => {
    if (subject.is === "date") return dayOfNumber(Number(value.valueOf()));
    const unit =
      subject.is === "number" && subject.field.type.kind === "number" ? subject.field.type.unit.text : "";
    return unit === "" ? exactText(value) : `${exactText(value)} ${unit}`;
  };
  const shown = (value: Fraction | null): string | null => (value === null ? null : show(value));
  const parts: Part[] = mergedRanges(chosen).map(({ range, currency }) => {
    const { low, lowOpen, high, highOpen } = range;
    return { is: "range", low: shown(low), lowOpen, high: shown(high), highOpen, currency };
  });
  const words = chosen.flatMap((cls) => cls.words);
  if (words.length > 0) {
    const among = new Set(words);
    const left = domain.classes.flatMap((cls) => cls.words).filter((word) => !among.has(word));
    const fewer = left.length < words.length && left.length > 0 && left.length <= 12 && !left.some(isMadeUp);
    if (left.length === 0) parts.push({ is: "mark", mark: "any" });
    else parts.push(fewer ? { ...wordsPart(left), isNot: true } : wordsPart(words));
  }
  for (const { range, words: own, said } of chosen)
    if (range === null && own.length === 0 && said !== null) parts.push(said);
  return { is: "values", parts };
}

function wordsPart(words: readonly Word[]): Extract<Part, { is: "words" }> {
  return { is: "words", isNot: false, words: words.map(saidWord) };
}

function saidWord(word: Word): SaidWord {
  if (word.kind !== "code") return word.text;
  return isMadeUp(word) ? null : word.code;
}

/** Neighboring stretches of a line put together. */
function mergedRanges(classes: readonly Class[]): readonly { range: Range; currency: string | null }[] {
  const merged: { range: Range; currency: string | null }[] = [];
  for (const { range, currency } of classes) {
    if (range === null) continue;
    const last = merged.at(-1);
    const touches =
      last !== undefined &&
      last.currency === currency &&
      last.range.high !== null &&
      range.low !== null &&
      last.range.high.equals(range.low) &&
      !(last.range.highOpen && range.lowOpen);
    if (touches) {
      merged[merged.length - 1] = {
        currency,
        range: { ...last.range, high: range.high, highOpen: range.highOpen },
      };
    } else merged.push({ range, currency });
  }
  return merged;
}

/** A region as one line. */
export function regionText({ conditions }: Region): string {
  return boxText(conditions);
}
