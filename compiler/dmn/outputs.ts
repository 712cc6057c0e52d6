/** Outputs of rules compared: equal values where they are constant, equal text where they are calculated. */
import { constant } from "./evaluate-expression.ts";
import type { DecisionTable } from "./model.ts";
import { comparePriorities } from "./priority.ts";
import { NULL, type Value, writeValue } from "./value.ts";

export class Outputs {
  readonly #keys: readonly string[];
  readonly #values: readonly (readonly Value[])[];
  readonly #constant: readonly boolean[];
  readonly #table: DecisionTable;

  constructor(table: DecisionTable) {
    this.#table = table;
    const values = table.rules.map((rule) =>
      rule.outputs.map((cell) => (cell.expression === null ? undefined : constant(cell.expression))),
    );
    this.#keys = table.rules.map((rule, r) =>
      JSON.stringify(
        rule.outputs.map((cell, i) => {
          const value = values[r]![i];
          return value === undefined ? `text ${cell.text}` : `value ${writeValue(value)}`;
        }),
      ),
    );
    this.#values = values.map((row) => row.map((value) => value ?? NULL));
    this.#constant = values.map((row) => row.every((value) => value !== undefined));
  }

  /** Equal exactly where the outputs are. */
  key(rule: number): string {
    return this.#keys[rule]!;
  }

  same(a: number, b: number): boolean {
    return this.#keys[a] === this.#keys[b];
  }

  /** Below zero if rule `a` has the higher priority; null where a calculated output leaves that open. */
  priority(a: number, b: number): number | null {
    if (!this.#constant[a] || !this.#constant[b]) return null;
    return comparePriorities(this.#table, this.#values[a]!, this.#values[b]!);
  }
}
