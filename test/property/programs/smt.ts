/**
 * Conditions of a checked program as formulas of SMT-LIB, straight from the tree: what `compiler/normal` and
 * `compiler/analysis` make of it plays no part. In a complete transaction without optional facts each condition holds or
 * does not, so that one formula is enough.
 */
import type Fraction from "fraction.js";
import type { Binder, Define, Expr, Field, Group, IsoDate, Variable } from "../../../compiler/check/tree.ts";

/** What a path leads to: the start of the names of its facts. */
type Env = ReadonlyMap<Variable, string | Expr>;

/** One space of facts; conditions that are to be compared are translated by one object. */
export class Smt {
  readonly #day: IsoDate;
  /** as many parties as conditions can tell apart */
  readonly #parties: number;
  readonly #declarations = new Map<string, string>();
  readonly #bounds = new Set<string>();
  /** codes of a scheme that conditions name, and those above them, by position */
  readonly #codes: ReadonlyMap<string, readonly string[]>;

  constructor(day: IsoDate, parties: number, codes: ReadonlyMap<string, readonly string[]>) {
    this.#day = day;
    this.#parties = parties;
    this.#codes = codes;
  }

  /** Declarations and what is true of every transaction. */
  get prelude(): string {
    const asserted = [...this.#bounds].map((bound) => `(assert ${bound})`);
    return [...this.#declarations.values(), ...asserted].join("\n");
  }

  truth(expr: Expr, env: Env = new Map()): string {
    switch (expr.kind) {
      case "const":
        if (expr.value.kind !== "truth") throw new Error("no truth");
        return String(expr.value.value);
      case "and":
        return all(expr.operands.map((operand) => this.truth(operand, env)));
      case "or":
        return any(expr.operands.map((operand) => this.truth(operand, env)));
      case "not":
        return not(this.truth(expr.operand, env));
      case "limbs": {
        const limbs = expr.limbs.map(({ condition, unless }) =>
          unless === null
            ? this.truth(condition, env)
            : all([this.truth(condition, env), not(this.truth(unless, env))]),
        );
        if (expr.quantifier === "all") return all(limbs);
        return expr.quantifier === "no" ? not(any(limbs)) : any(limbs);
      }
      case "quantifier":
        return this.#quantifier(expr.quantifier, expr.binder, env);
      case "compare":
        return this.#compare(expr, env);
      case "in":
        return this.#member(expr.element, expr.set, env);
      case "meets":
        return this.#meets(expr.left, expr.right, env);
      case "call": {
        const [value, inner] = this.#opened(expr, env);
        return this.truth(value, inner);
      }
      case "field":
        return this.#fact(expr, env, "Bool");
      default:
        throw new Error(`${expr.kind} is not translated`);
    }
  }

  #quantifier(quantifier: "any" | "all" | "no", { variable, list, where }: Binder, env: Env): string {
    if (list.kind !== "field" || where === null) throw new Error("only lists of the transaction");
    const elements = Array.from({ length: this.#parties }, (_, i) => {
      const path = `${this.#path(list, env)}_${i}`;
      const there = this.#declare(`${path}_there`, "Bool");
      const holds = this.truth(where, new Map([...env, [variable, path]]));
      return quantifier === "all" ? any([not(there), holds]) : all([there, holds]);
    });
    if (quantifier === "all") return all(elements);
    return quantifier === "no" ? not(any(elements)) : any(elements);
  }

  // ---------------------------------------------------------------------------------------------- comparisons

  #compare({ op, left, right }: Extract<Expr, { kind: "compare" }>, env: Env): string {
    if (op === "!=") return not(this.#compare({ ...same(left, right), op: "=" }, env));
    if (left.type.kind === "code" && right.kind === "const")
      return this.#atOrBelow(left, [codeOf(right)], env);
    if (left.type.kind === "enum" || right.type.kind === "enum") {
      return `(${op} ${this.#word(left, right, env)} ${this.#word(right, left, env)})`;
    }
    return `(${op} ${this.#number(left, env)} ${this.#number(right, env)})`;
  }

  /** A word as its place among the values of its enum. */
  #word(expr: Expr, other: Expr, env: Env): string {
    const type = expr.type.kind === "enum" ? expr.type : other.type;
    if (type.kind !== "enum") throw new Error("no word");
    if (expr.kind === "const" && expr.value.kind === "enum")
      return String(type.enum.values.indexOf(expr.value.value));
    return this.#choice(this.#path(expr, env), type.enum.values.length);
  }

  #number(expr: Expr, env: Env): string {
    switch (expr.kind) {
      case "const":
        if (expr.value.kind !== "number") throw new Error("no number");
        return rational(expr.value.value);
      case "arithmetic":
        return `(${expr.op} ${this.#number(expr.left, env)} ${this.#number(expr.right, env)})`;
      case "convert":
        return `(+ (* ${this.#number(expr.operand, env)} ${rational(expr.factor)}) ${rational(expr.offset)})`;
      case "call": {
        const [value, inner] = this.#opened(expr, env);
        return this.#number(value, inner);
      }
      case "variable": {
        const bound = env.get(expr.variable);
        if (bound === undefined || typeof bound === "string") throw new Error("no number is bound");
        return this.#number(bound, env);
      }
      case "field": {
        const name = this.#fact(expr, env, "Real");
        this.#range(expr.field, name);
        return name;
      }
      default:
        throw new Error(`${expr.kind} is no number`);
    }
  }

  #range({ range }: Field, name: string): void {
    if (range?.min != null)
      this.#bounds.add(`(${range.minOpen ? ">" : ">="} ${name} ${rational(range.min)})`);
    if (range?.max != null)
      this.#bounds.add(`(${range.maxOpen ? "<" : "<="} ${name} ${rational(range.max)})`);
  }

  // ------------------------------------------------------------------------------------------------------ sets

  #member(element: Expr, set: Expr, env: Env): string {
    if (set.kind === "field") return this.#has(set, memberOf(element), env);
    if (element.type.kind === "code") return this.#inCodes(element, set, env);
    if (set.kind !== "setLiteral") throw new Error(`${set.kind} is no set of words`);
    return any(set.members.map((member) => this.#compare({ ...same(element, member), op: "=" }, env)));
  }

  /** Union is `or`, minus `and not`, intersection `and`. */
  #inCodes(element: Expr, set: Expr, env: Env): string {
    switch (set.kind) {
      case "setLiteral":
        return this.#atOrBelow(element, set.members.map(codeOf), env);
      case "union":
        return any([this.#inCodes(element, set.left, env), this.#inCodes(element, set.right, env)]);
      case "minus":
        return all([this.#inCodes(element, set.left, env), not(this.#inCodes(element, set.right, env))]);
      case "intersect":
        return all([this.#inCodes(element, set.left, env), this.#inCodes(element, set.right, env)]);
      case "group":
        return this.#inGroup(element, set.group, env);
      default:
        throw new Error(`${set.kind} is no set of codes`);
    }
  }

  #inGroup(element: Expr, { chronology }: Group, env: Env): string {
    let members = "false";
    const inForce = chronology.versions.filter(({ from }) => from === null || from <= this.#day);
    for (const { value } of inForce) {
      const change = this.#inCodes(element, value.value, env);
      if (value.operation === "set") members = change;
      else members = value.operation === "add" ? any([members, change]) : all([members, not(change)]);
    }
    return members;
  }

  /** A code is one of those of the list, or (the last place), where its scheme declares no members, another one altogether. */
  #atOrBelow(element: Expr, members: readonly string[], env: Env): string {
    const { type } = element;
    if (type.kind !== "code" || type.scheme === null) throw new Error("a code of no scheme");
    const known = this.#codes.get(type.scheme.name)!;
    const others = type.scheme.members.length === 0 ? 1 : 0;
    const place = this.#choice(this.#path(element, env), known.length + others);
    const at = (test: (code: string) => boolean): string =>
      any(known.flatMap((code, i) => (test(code) ? [`(= ${place} ${i})`] : [])));
    const below = (code: string): boolean => members.some((m) => code === m || code.startsWith(`${m}.`));
    const above = (code: string): boolean => !below(code) && members.some((m) => m.startsWith(`${code}.`));
    // a complete transaction states no code that is too coarse for what is asked of it
    this.#bounds.add(`(not ${at(above)})`);
    return at(below);
  }

  #meets(left: Expr, right: Expr, env: Env): string {
    const [set, members] = left.kind === "field" ? [left, right] : [right, left];
    if (set.kind !== "field" || members.kind !== "setLiteral")
      throw new Error("not a set fact and its members");
    return any(members.members.map((member) => this.#has(set, memberOf(member), env)));
  }

  /** Whether a set fact has a member; the members of a set do not depend on each other. */
  #has(set: Extract<Expr, { kind: "field" }>, member: string, env: Env): string {
    return this.#declare(`${this.#path(set, env)}_has_${member.replaceAll(".", "_")}`, "Bool");
  }

  // ----------------------------------------------------------------------------------------------------- names

  #opened({ define, receiver, args }: Extract<Expr, { kind: "call" }>, env: Env): readonly [Expr, Env] {
    const version = [...define.chronology.versions]
      .reverse()
      .find(({ from }) => from === null || from <= this.#day);
    if (version === undefined) throw new Error(`${define.name} has no version`);
    const { value, unless } = version.value;
    if (unless !== null) throw new Error("a define with `unless` is not translated");
    const inner = new Map<Variable, string | Expr>(env);
    if (receiver !== null && define.it !== null) inner.set(define.it, this.#path(receiver, env));
    (define as Define).parameters.forEach((parameter, i) => {
      inner.set(parameter, args[i]!);
    });
    return [value, inner];
  }

  #fact(expr: Expr, env: Env, sort: "Bool" | "Real"): string {
    return this.#declare(this.#path(expr, env), sort);
  }

  #choice(name: string, values: number): string {
    const declared = this.#declare(name, "Int");
    this.#bounds.add(`(and (>= ${name} 0) (< ${name} ${values}))`);
    return declared;
  }

  #declare(name: string, sort: string): string {
    this.#declarations.set(name, `(declare-const ${name} ${sort})`);
    return name;
  }

  #path(expr: Expr, env: Env): string {
    if (expr.kind === "transaction") return "t";
    if (expr.kind === "field") return `${this.#path(expr.of, env)}_${expr.field.name}`;
    const bound = expr.kind === "variable" ? env.get(expr.variable) : undefined;
    if (typeof bound !== "string") throw new Error(`${expr.kind} is no record`);
    return bound;
  }
}

// ------------------------------------------------------------------------------------------------------ formulas

function not(formula: string): string {
  return `(not ${formula})`;
}
function all(parts: readonly string[]): string {
  return `(and true ${parts.join(" ")})`;
}
function any(parts: readonly string[]): string {
  return `(or false ${parts.join(" ")})`;
}

function rational(value: Fraction): string {
  const [numerator, denominator] = value.abs().toFraction().split("/");
  const size = denominator === undefined ? `${numerator}.0` : `(/ ${numerator}.0 ${denominator}.0)`;
  return value.compare(0) < 0 ? `(- ${size})` : size;
}

function same(left: Expr, right: Expr): Extract<Expr, { kind: "compare" }> {
  return { kind: "compare", op: "=", left, right, type: { kind: "truth" }, span: left.span };
}

function codeOf(expr: Expr): string {
  if (expr.kind !== "const" || expr.value.kind !== "code") throw new Error("no fixed code");
  return expr.value.code;
}

function memberOf(expr: Expr): string {
  if (expr.kind !== "const") throw new Error("no fixed member");
  if (expr.value.kind === "code") return expr.value.code;
  if (expr.value.kind === "enum") return expr.value.value;
  throw new Error("no member");
}
