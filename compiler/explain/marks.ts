/** What the law compares facts with. */
import Fraction from "fraction.js";
import type { Expr, Field, Type, Value, Variable } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

/** Two numbers of which one, at least, is computed. */
export interface ComparedFormulas {
  readonly left: Expr;
  readonly right: Expr;
}

/** What defines with parameters are asked with, by the parameter. */
export type Passed = ReadonlyMap<Variable, readonly Expr[]>;

/** What the law compares facts with, by the id of the field. */
export class Marks {
  readonly #numbers = new Map<string, Fraction[]>();
  readonly #days = new Map<string, string[]>();
  readonly #words = new Map<string, Set<string>>();
  readonly #formulas: ComparedFormulas[] = [];
  readonly #passed = new Map<Variable, Expr[]>();
  readonly #countries: readonly string[];

  /** `countries`: one of each kind that groups of the law tell apart */
  constructor(expressions: Iterable<Expr>, countries: readonly string[]) {
    this.#countries = countries;
    const all = [...expressions];
    for (const expr of all) walk(expr, (part) => this.#pass(part));
    for (const expr of all) walk(expr, (part) => this.#take(part));
  }

  /** The same with more countries. */
  with(countries: readonly string[]): Marks {
    const more = new Marks([], [...new Set([...this.#countries, ...countries])]);
    for (const [id, numbers] of this.#numbers) more.#numbers.set(id, numbers);
    for (const [id, days] of this.#days) more.#days.set(id, days);
    for (const [id, words] of this.#words) more.#words.set(id, words);
    for (const [variable, args] of this.#passed) more.#passed.set(variable, args);
    more.#formulas.push(...this.#formulas);
    return more;
  }

  numbers(field: Field): readonly Fraction[] {
    return this.#numbers.get(field.id) ?? [];
  }

  days(field: Field): readonly string[] {
    return this.#days.get(field.id) ?? [];
  }

  words(field: Field, type: Type): readonly string[] {
    if (type.kind === "enum") return type.enum.values;
    const named = this.#words.get(field.id) ?? [];
    if (type.kind === "code" && type.scheme?.isCountry === true)
      return [...new Set([...this.#countries, ...named])];
    return [...named];
  }

  get formulas(): readonly ComparedFormulas[] {
    return this.#formulas;
  }

  get passed(): Passed {
    return this.#passed;
  }

  #pass(expr: Expr): void {
    if (expr.kind !== "call") return;
    for (const [i, parameter] of expr.define.parameters.entries())
      push(this.#passed, parameter, expr.args[i]!);
  }

  /** The expression; in place of a parameter, what is passed for it. */
  #meant(expr: Expr, seen: readonly Variable[] = []): readonly Expr[] {
    if (expr.kind === "convert")
      return this.#meant(expr.operand, seen).map((operand) => ({ ...expr, operand }));
    if (expr.kind !== "variable" || seen.includes(expr.variable)) return [expr];
    const args = this.#passed.get(expr.variable);
    return args === undefined ? [expr] : args.flatMap((arg) => this.#meant(arg, [...seen, expr.variable]));
  }

  #take(expr: Expr): void {
    if (expr.kind === "compare") {
      for (const left of this.#meant(expr.left))
        for (const right of this.#meant(expr.right)) {
          this.#compared(left, right);
          this.#compared(right, left);
        }
      const isPlain = [expr.left, expr.right].every(
        (side) => scaled(side) !== null || constant(side) !== null,
      );
      const isOfFacts = scaled(expr.left) !== null && scaled(expr.right) !== null;
      if (expr.left.type.kind === "number" && (!isPlain || isOfFacts)) this.#formulas.push(expr);
    }
    const pair =
      expr.kind === "in"
        ? ([expr.element, expr.set] as const)
        : expr.kind === "meets"
          ? ([expr.left, expr.right] as const)
          : null;
    for (const [side, set] of pair === null ? [] : [pair, [pair[1], pair[0]] as const])
      for (const fact of this.#meant(side)) if (fact.kind === "field") this.#among(fact.field, set);
  }

  /** The fact is looked for in a set. */
  #among(field: Field, set: Expr): void {
    walk(set, (part) => {
      for (const meant of this.#meant(part))
        if (meant !== part) this.#among(field, meant);
        else if (meant.kind === "const" && (meant.value.kind === "code" || meant.value.kind === "text"))
          this.#word(field, meant.value.kind === "code" ? meant.value.code : meant.value.value);
    });
  }

  #word(field: Field, word: string): void {
    const words = this.#words.get(field.id) ?? new Set();
    this.#words.set(field.id, words.add(word));
  }

  #compared(left: Expr, right: Expr): void {
    const fact = scaled(left);
    const value = constant(right);
    if (fact === null || value === null) return;
    if (value.kind === "date") push(this.#days, fact.field.id, value.value);
    if (value.kind === "code") this.#word(fact.field, value.code);
    if (value.kind === "text") this.#word(fact.field, value.value);
    if (value.kind === "number")
      push(this.#numbers, fact.field.id, value.value.sub(fact.offset).div(fact.factor));
  }
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** A fact, perhaps in another unit: `fact * factor + offset`. */
function scaled(
  expr: Expr,
): { readonly field: Field; readonly factor: Fraction; readonly offset: Fraction } | null {
  if (expr.kind === "field") return { field: expr.field, factor: new Fraction(1), offset: new Fraction(0) };
  if (expr.kind !== "convert") return null;
  const inner = scaled(expr.operand);
  if (inner === null) return null;
  return {
    field: inner.field,
    factor: inner.factor.mul(expr.factor),
    offset: inner.offset.mul(expr.factor).add(expr.offset),
  };
}

function constant(expr: Expr): Value | null {
  if (expr.kind === "const") return expr.value;
  if (expr.kind !== "convert") return null;
  const inner = constant(expr.operand);
  return inner?.kind === "number"
    ? { kind: "number", value: inner.value.mul(expr.factor).add(expr.offset) }
    : null;
}
