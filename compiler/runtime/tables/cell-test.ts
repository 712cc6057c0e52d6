/** What the cells of a table ask of the values of their columns. */
import { classified } from "../expressions/classify.ts";
import type { Scope } from "../expressions/compile.ts";
import { asSet, compileSet, isFixed } from "../expressions/compile-sets.ts";
import type { Env } from "../expressions/context.ts";
import { BOUNDS } from "../expressions/field-questions.ts";
import type { Cell, Input } from "../format.ts";
import { codeOf } from "../values/codes.ts";
import { compareValues, isInNoted } from "../values/compare.ts";
import { parseExact } from "../values/exact.ts";
import { meets } from "../values/sets.ts";
import { and, NO, not, type Truth, YES } from "../values/truth.ts";
import { type Plain, statedUnknown, truthOfValue, truthValue, type Value } from "../values/values.ts";

type Question = (env: Env) => (value: Value) => Truth;

interface Compiled {
  readonly question: Question;
  readonly samples: readonly ((env: Env) => readonly Plain[])[];
}

/** What a cell asks, shared by all rows that ask the same; compiled when it is first asked: of a long table few cells are. */
export class CellTest {
  readonly cell: Cell;
  readonly column: number;
  /** the answer depends on the value and the epoch alone */
  readonly fixed: boolean;
  readonly #input: Input;
  readonly #names: Scope;
  #compiled: Compiled | null = null;

  /** @param names those in sight of the table */
  constructor(cell: Cell, column: number, input: Input, names: Scope) {
    this.cell = cell;
    this.column = column;
    this.fixed =
      [cell.in, cell.meets].every((set) => set === undefined || isFixed(set)) &&
      cell.classified === undefined;
    this.#input = input;
    this.#names = names;
  }

  test(value: Value, env: Env): Truth {
    return this.inEpoch(env)(value);
  }

  /** The same with what the epoch gives looked up once; of a test that is not fixed, for one evaluation. */
  inEpoch(env: Env): (value: Value) => Truth {
    this.#compiled ??= compileCell(this.cell, this.#input, this.#names);
    return this.#compiled.question(env);
  }

  /** Some values that the test is about. */
  samples(env: Env): readonly Plain[] {
    this.#compiled ??= compileCell(this.cell, this.#input, this.#names);
    return this.#compiled.samples.flatMap((sample) => sample(env));
  }
}

function compileCell(cell: Cell, input: Input, scope: Scope): Compiled {
  const parts: Question[] = [];
  const samples: ((env: Env) => readonly Plain[])[] = [];
  if (cell.is !== undefined) {
    const test = truthTest(cell.is);
    parts.push(() => test);
    samples.push(() => [truthValue(YES), truthValue(NO)]);
  }
  for (const [key, operator] of BOUNDS) {
    const text = cell[key];
    if (text === undefined) continue;
    const bound = boundOf(text, cell, input, scope);
    parts.push(() => (value) => compareValues(operator, value, bound));
    samples.push(() => [bound]);
  }
  if (cell.in !== undefined) {
    const compiled = compileSet(cell.in, scope);
    samples.push((env) => compiled(env).members ?? []);
    parts.push((env) => {
      const set = compiled(env);
      return (value) => isInNoted(value, set, env);
    });
  }
  if (cell.meets !== undefined) {
    const compiled = compileSet(cell.meets, scope);
    parts.push((env) => {
      const set = compiled(env);
      return (value) => meets(asSet(value), set);
    });
  }
  if (cell.classified !== undefined) {
    const compiled = compileSet(cell.classified, scope);
    parts.push((env) => (value) => classified(value, compiled(env), env));
  }
  return { question: cell.not === true ? negated(conjoined(parts)) : conjoined(parts), samples };
}

function conjoined(parts: readonly Question[]): Question {
  if (parts.length === 1) return parts[0]!;
  return (env) => {
    const tests = parts.map((part) => part(env));
    return (value) => tests.reduce<Truth>((truth, test) => and(truth, test(value)), YES);
  };
}

function negated(question: Question): Question {
  return (env) => {
    const test = question(env);
    return (value) => not(test(value));
  };
}

function truthTest(is: "yes" | "no" | "unknown"): (value: Value) => Truth {
  switch (is) {
    case "yes":
      return truthOfValue;
    case "no":
      return (value) => not(truthOfValue(value));
    case "unknown":
      return statedUnknown;
  }
}

function boundOf(text: string, cell: Cell, input: Input, scope: Scope): Plain {
  switch (input.type) {
    case "number":
      return { kind: "number", value: parseExact(text) ?? 0 };
    case "money":
      return { kind: "money", amount: parseExact(text) ?? 0, currency: cell.currency ?? "" };
    case "date":
      return { kind: "date", day: text };
    case "enum":
      return { kind: "enum", name: text, enum: scope.terms.vocabulary.enumOf.get(text) ?? null };
    case "code": {
      const scheme = scope.terms.vocabulary.schemes.get(input.scheme ?? "");
      return scheme === undefined ? { kind: "text", text } : codeOf(scheme, text);
    }
    default:
      return { kind: "text", text };
  }
}
