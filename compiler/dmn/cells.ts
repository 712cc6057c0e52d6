/** Reads the text of cells, once for each text of a column, and notes what cannot be read. */
import { constant } from "./evaluate-expression.ts";
import type { ColumnType, Place, Problem, TestCell, ValueCell } from "./model.ts";
import { parseExpression, parseTests } from "./parse.ts";
import { type Expression, type Tests, Unreadable } from "./syntax.ts";
import type { Value } from "./value.ts";

export class CellReader {
  readonly #names: readonly string[];
  readonly #where: string;
  readonly #sink: Problem[];
  readonly #tests = new Map<string, Tests | Unreadable>();

  constructor(names: readonly string[], where: string, sink: Problem[]) {
    this.#names = names;
    this.#where = where;
    this.#sink = sink;
  }

  note(severity: Problem["severity"], where: string, place: Place, message: string): void {
    this.#sink.push({ severity, where: `${this.#where}${where === "" ? "" : `, ${where}`}`, place, message });
  }

  tests(text: string, place: Place, where: string): TestCell {
    if (text === "") {
      this.note("warning", where, place, `the cell is empty; read as "-"`);
      return { text, place, tests: { kind: "any" } };
    }
    let tests = this.#tests.get(text);
    if (tests === undefined) {
      tests = attempt(() => parseTests(text, this.#names));
      this.#tests.set(text, tests);
    }
    if (!(tests instanceof Unreadable)) return { text, place, tests };
    this.note(
      "error",
      where,
      place,
      `cannot read ${quote(text)}: ${tests.message} (character ${tests.offset + 1})`,
    );
    return { text, place, tests: null };
  }

  expression(text: string, place: Place, where: string): ValueCell {
    if (text === "") return { text, place, expression: null };
    const expression = attempt(() => parseExpression(text, this.#names));
    if (!(expression instanceof Unreadable)) return { text, place, expression };
    const reason = `${expression.message} (character ${expression.offset + 1})`;
    this.#sink.push({
      severity: "error",
      where: `${this.#where}, ${where}`,
      place,
      message: `cannot read ${quote(text)}: ${reason}`,
      valueOnly: true,
    });
    return { text, place, expression: null };
  }
}

function attempt<T>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

export function quote(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 57)}...` : line);
}

/** The operands of a cell, in order. */
export function operands(tests: Tests): Expression[] {
  if (tests.kind === "any") return [];
  return tests.tests.flatMap((test) => (test.kind === "interval" ? [test.low, test.high] : [test.to]));
}

/** Constant operands of a cell; a list counts as its items. */
export function constants(tests: Tests): Value[] {
  return operands(tests).flatMap((operand) => {
    const value = constant(operand);
    if (value === undefined) return [];
    return value.kind === "list" ? value.items : [value];
  });
}

/** Whether values of this kind belong in a column of that type. */
export function fits(value: Value, type: ColumnType): boolean {
  return value.kind === "null" || value.kind === (type === "integer" ? "number" : type);
}
