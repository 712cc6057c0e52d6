/** Mutants of conditions: thresholds, operators, sets, and conditions left out. */
import Fraction from "fraction.js";
import { relateToCode } from "../check/codes.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type { CompareOp, ConditionClause, Expr, Group, LimbValue, Value } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";
import { writtenClause, writtenExpr } from "../print/written.ts";
import type { Edit, MutantKind } from "./mutant.ts";

/** A change of one expression; its trigger is the expression itself, or the limb that is left out. */
export interface ExpressionChange {
  readonly kind: MutantKind;
  readonly at: Expr;
  readonly change: string;
  readonly edits: readonly Edit[];
  /** limbs of which one has to hold, or may hold, to make a difference: outermost ones are read one by one */
  readonly limbs?: readonly LimbValue[];
}

/** Every change of the expression itself; its parts have changes of their own. */
export function changesOf(expr: Expr): readonly ExpressionChange[] {
  const change = (kind: MutantKind, words: string, key: string, value: unknown): ExpressionChange => ({
    kind,
    at: expr,
    change: words,
    edits: [{ target: expr, key, value }],
  });
  switch (expr.kind) {
    case "compare":
      return comparisonChanges(expr);
    case "and":
    case "or": {
      const other = expr.kind === "and" ? "or" : "and";
      const swapped = change("operator", `\`${expr.kind}\` becomes \`${other}\``, "kind", other);
      if (expr.kind === "or") return [swapped];
      return [
        swapped,
        ...expr.operands.map((operand) =>
          change(
            "condition",
            `\`${short(operand)}\` is left out`,
            "operands",
            expr.operands.filter((o) => o !== operand),
          ),
        ),
      ];
    }
    case "limbs": {
      if (expr.limbs.length < 2 || expr.quantifier === "no") return [];
      const other = expr.quantifier === "any" ? "all" : "any";
      const byLimbs = (limbs: readonly LimbValue[]) => (expr.quantifier === "any" ? { limbs } : {});
      const swapped = `\`${expr.quantifier} of\` becomes \`${other} of\``;
      return [
        { ...change("operator", swapped, "quantifier", other), ...byLimbs(expr.limbs) },
        ...expr.limbs.map((limb) => ({
          ...change(
            "condition",
            `limb ${limb.label?.text ?? `\`${short(limb.condition)}\``} is left out`,
            "limbs",
            expr.limbs.filter((l) => l !== limb),
          ),
          ...byLimbs([limb]),
        })),
      ];
    }
    case "quantifier": {
      if (expr.quantifier === "no" || expr.binder.where === null) return [];
      const other = expr.quantifier === "any" ? "all" : "any";
      return [change("operator", `\`${expr.quantifier}\` becomes \`${other}\``, "quantifier", other)];
    }
    case "in":
      return literalChanges(expr.set).map((part) => ({ ...part, at: expr }));
    case "meets":
      return [...literalChanges(expr.left), ...literalChanges(expr.right)].map((part) => ({
        ...part,
        at: expr,
      }));
    case "classified":
      return literalChanges(expr.codes).map((part) => ({ ...part, at: expr }));
    default:
      return [];
  }
}

function comparisonChanges(expr: Extract<Expr, { kind: "compare" }>): readonly ExpressionChange[] {
  const was = sign(expr.op, expr);
  const make = (kind: MutantKind, becomes: string, key: string, value: unknown): ExpressionChange => ({
    kind,
    at: expr,
    change: `\`${was}\` becomes \`${becomes}\``,
    edits: [{ target: expr, key, value }],
  });
  if (expr.op === "=" || expr.op === "!=") {
    const other = expr.op === "=" ? "!=" : "=";
    return [make("operator", sign(other, expr), "op", other)];
  }
  const side = expr.right.kind === "const" ? "right" : expr.left.kind === "const" ? "left" : null;
  if (side === null) return [];
  const other = LOOSER[expr.op];
  const bound = expr[side] as Extract<Expr, { kind: "const" }>;
  return [
    make("threshold", sign(other, expr), "op", other),
    ...[-1, 1].flatMap((by) => {
      const value = moved(bound.value, by);
      if (value === null) return [];
      const node = { ...bound, value };
      const becomes = sign(expr.op, { ...expr, [side]: node });
      return [make(value.kind === "date" ? "date" : "threshold", becomes, side, node)];
    }),
  ];
}

const LOOSER: Readonly<Record<Exclude<CompareOp, "=" | "!=">, CompareOp>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
};

function sign(op: CompareOp, expr: Extract<Expr, { kind: "compare" }>): string {
  return `${short(expr.left)} ${op} ${short(expr.right)}`;
}

/** The value moved by its smallest unit: one in the last decimal that is written, or a day. */
function moved(value: Value, by: number): Value | null {
  switch (value.kind) {
    case "number":
      return { ...value, value: value.value.add(step(value.value).mul(by)) };
    case "money":
      return { ...value, amount: value.amount.add(step(value.amount).mul(by)) };
    case "date":
      return { ...value, value: dayOfNumber(dayNumber(value.value) + by) };
    default:
      return null;
  }
}

function step(value: Fraction): Fraction {
  const decimals = value.toString().replace(/\(.*$/, "").split(".")[1]?.length ?? 0;
  return new Fraction(1).div(new Fraction(10).pow(decimals) ?? 1);
}

/** Members left out of the sets that are written here; a set of one would be empty, which is another mistake. */
export function literalChanges(set: Expr): readonly Omit<ExpressionChange, "at">[] {
  const found: Omit<ExpressionChange, "at">[] = [];
  walk(set, (part) => {
    if (part.kind !== "setLiteral" || part.members.length < 2) return;
    for (const member of some(part.members)) {
      found.push({
        kind: "set",
        change: `\`${short(member)}\` is no member`,
        edits: [{ target: part, key: "members", value: part.members.filter((m) => m !== member) }],
      });
    }
  });
  return found;
}

/** At most three of many: the first, the middle one, the last. */
function some<T>(all: readonly T[]): readonly T[] {
  return all.length <= 3 ? all : [all[0]!, all[Math.floor(all.length / 2)]!, all.at(-1)!];
}

/**
 * A member too many: the country that scenarios ask about most often and that is in none of the sets named here. None where it
 * changes nothing: one country named outright is asked for (`RU in via`), or all but the named are members already.
 */
export function memberAdded(expr: Expr, countries: readonly string[]): ExpressionChange | null {
  if (expr.kind !== "in" || expr.element.type.kind !== "code") return null;
  if (expr.element.kind === "const" || holdsAllOthers(expr.set)) return null;
  const { scheme } = expr.element.type;
  if (scheme === null || !scheme.isCountry) return null;
  const members: string[] = [];
  const collect = (set: Expr): void =>
    walk(set, (part) => {
      if (part.kind === "const" && part.value.kind === "code") members.push(part.value.code);
    });
  collect(expr.set);
  for (const group of groupsUnder(expr))
    for (const version of group.chronology.versions) collect(version.value.value);
  const code = countries.find((country) => members.every((m) => relateToCode(scheme, country, m) === "out"));
  if (code === undefined) return null;
  const { type, span } = expr.set;
  const member: Expr = {
    kind: "const",
    value: { kind: "code", scheme, code },
    type: expr.element.type,
    span,
  };
  const literal: Expr = { kind: "setLiteral", members: [member], type, span };
  const set: Expr = { kind: "union", left: expr.set, right: literal, type, span };
  return {
    kind: "set",
    at: expr,
    change: `\`${code}\` is a member of \`${short(expr.set)}\`, too`,
    edits: [{ target: expr, key: "set", value: set }],
  };
}

/** Whether the set is the world without some members that it names. */
function holdsAllOthers(set: Expr): boolean {
  switch (set.kind) {
    case "world":
      return true;
    case "minus":
      return holdsAllOthers(set.left);
    case "union":
      return holdsAllOthers(set.left) || holdsAllOthers(set.right);
    case "group": {
      const [only, ...later] = set.group.chronology.versions;
      return only !== undefined && later.length === 0 && holdsAllOthers(only.value.value);
    }
    default:
      return false;
  }
}

/** The groups that a test of membership rests on, those within groups too. */
export function groupsUnder(expr: Expr): ReadonlySet<Group> {
  const found = new Set<Group>();
  const collect = (set: Expr): void =>
    walk(set, (part) => {
      if (part.kind !== "group" || found.has(part.group)) return;
      found.add(part.group);
      for (const version of part.group.chronology.versions) collect(version.value.value);
    });
  if (expr.kind === "in") collect(expr.set);
  else if (expr.kind === "meets") for (const side of [expr.left, expr.right]) collect(side);
  else if (expr.kind === "classified") collect(expr.codes);
  return found;
}

const LONGEST = 48;

/** An expression as a message shows it. */
export function short(expr: Expr): string {
  return shortened(writtenExpr(expr));
}

/** The same for a clause. */
export function shortClause(clause: ConditionClause): string {
  return shortened(writtenClause(clause));
}

function shortened(written: string): string {
  const text = written.replace(/\s+/g, " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
