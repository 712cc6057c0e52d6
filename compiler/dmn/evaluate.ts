/** The answer of a table for given inputs, by its hit policy. */
import type Fraction from "fraction.js";
import { evaluateExpression, meets, type Scope } from "./evaluate-expression.ts";
import type { DecisionTable, Rule } from "./model.ts";
import { comparePriorities } from "./priority.ts";
import { equalValues, NULL, numberValue, type Value, writeValue } from "./value.ts";

export interface TableAnswer {
  /** null of FEEL where no rule matches and no default is stated, and where there is a problem */
  readonly value: Value;
  /** numbers of the rules that match, from 1 */
  readonly matched: readonly number[];
  /** why there is no answer: a policy that is broken, a value that is not allowed, a cell that was not read */
  readonly problem: string | null;
}

/** Evaluates a table. Names in cells and input expressions take their values from `scope`. */
export function evaluateTable(table: DecisionTable, scope: Scope): TableAnswer {
  const unread = table.problems.find((problem) => problem.severity === "error");
  if (unread !== undefined) return refuse([], `${unread.where}: ${unread.message}`);
  const values = table.inputs.map((input) => evaluateExpression(input.expression.expression!, scope));
  for (const [i, input] of table.inputs.entries()) {
    const tests = input.allowed?.tests;
    if (tests != null && meets(tests, values[i]!, scope) !== true)
      return refuse([], `${writeValue(values[i]!)} is not among the allowed values of ${input.label}`);
  }
  const matching = table.rules.filter((rule) =>
    rule.inputs.every((cell, i) => meets(cell.tests!, values[i]!, scope) === true),
  );
  const numbers = matching.map((rule) => rule.number);
  if (matching.length === 0) return { value: defaults(table, scope), matched: [], problem: null };
  const results = matching.map((rule) => resultOf(table, rule, scope));
  return decide(table, numbers, results);
}

/** Outputs of one rule, left to right. */
type Result = readonly Value[];

function decide(table: DecisionTable, matched: readonly number[], results: readonly Result[]): TableAnswer {
  const answer = (value: Value): TableAnswer => ({ value, matched, problem: null });
  const shape = (result: Result): Value => assemble(table, result);
  switch (table.hitPolicy) {
    case "UNIQUE":
      if (results.length > 1)
        return refuse(matched, `rules ${matched.join(", ")} match, and one at most may`);
      return answer(shape(results[0]!));
    case "ANY":
      if (
        !results.every((result) => result.every((value, i) => equalValues(value, results[0]![i]!) === true))
      )
        return refuse(matched, `rules ${matched.join(", ")} match with different outputs`);
      return answer(shape(results[0]!));
    case "FIRST":
      return answer(shape(results[0]!));
    case "RULE ORDER":
      return answer({ kind: "list", items: results.map(shape) });
    case "PRIORITY":
    case "OUTPUT ORDER": {
      if (table.outputs.every((output) => output.allowed === null))
        return refuse(matched, "no output lists its values in order of priority");
      const sorted = results.toSorted((a, b) => comparePriorities(table, a, b));
      return answer(
        table.hitPolicy === "PRIORITY" ? shape(sorted[0]!) : { kind: "list", items: sorted.map(shape) },
      );
    }
    case "COLLECT":
      return collect(table, matched, results);
  }
}

function collect(table: DecisionTable, matched: readonly number[], results: readonly Result[]): TableAnswer {
  const answer = (value: Value): TableAnswer => ({ value, matched, problem: null });
  if (table.aggregator === null)
    return answer({ kind: "list", items: results.map((result) => assemble(table, result)) });
  if (table.aggregator === "COUNT") return answer(numberValue(results.length));
  if (table.outputs.length !== 1) return refuse(matched, `${table.aggregator} needs exactly one output`);
  const numbers: Fraction[] = [];
  for (const [value] of results) {
    if (value?.kind !== "number") return refuse(matched, `${table.aggregator} needs numbers as outputs`);
    numbers.push(value.value);
  }
  const combine = {
    SUM: (a: Fraction, b: Fraction) => a.add(b),
    MIN: (a: Fraction, b: Fraction) => (a.compare(b) <= 0 ? a : b),
    MAX: (a: Fraction, b: Fraction) => (a.compare(b) >= 0 ? a : b),
  }[table.aggregator];
  return answer({ kind: "number", value: numbers.reduce(combine) });
}

function resultOf(table: DecisionTable, rule: Rule, scope: Scope): Result {
  return table.outputs.map((_, i) => {
    const expression = rule.outputs[i]!.expression;
    return expression === null ? NULL : evaluateExpression(expression, scope);
  });
}

function defaults(table: DecisionTable, scope: Scope): Value {
  if (table.outputs.every((output) => output.otherwise?.expression == null)) return NULL;
  const value = assemble(
    table,
    table.outputs.map((output) =>
      output.otherwise?.expression == null ? NULL : evaluateExpression(output.otherwise.expression, scope),
    ),
  );
  const many = ["RULE ORDER", "OUTPUT ORDER"].includes(table.hitPolicy);
  return many || (table.hitPolicy === "COLLECT" && table.aggregator === null)
    ? { kind: "list", items: [value] }
    : value;
}

/** One output is its value; several make a context of their names. */
function assemble(table: DecisionTable, result: Result): Value {
  if (table.outputs.length === 1) return result[0]!;
  return {
    kind: "context",
    entries: new Map(table.outputs.map((output, i) => [output.name ?? `output ${i + 1}`, result[i]!])),
  };
}

function refuse(matched: readonly number[], problem: string): TableAnswer {
  return { value: NULL, matched, problem };
}
