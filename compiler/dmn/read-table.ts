/** One decision table: its columns with their types, its rules, its hit policy. */
import { type CellReader, constants, fits, operands, quote } from "./cells.ts";
import { constant } from "./evaluate-expression.ts";
import type {
  Aggregator,
  ColumnType,
  DecisionTable,
  HitPolicy,
  InputColumn,
  OutputColumn,
  Place,
  Problem,
  Rule,
  TestCell,
  ValueCell,
} from "./model.ts";
import type { Types } from "./types.ts";
import { type Value, writeValue } from "./value.ts";
import { attribute, child, children, type Element, placeOf, textOf } from "./xml.ts";

const POLICIES: ReadonlySet<string> = new Set<HitPolicy>([
  "UNIQUE",
  "ANY",
  "FIRST",
  "PRIORITY",
  "COLLECT",
  "RULE ORDER",
  "OUTPUT ORDER",
]);
const AGGREGATORS: ReadonlySet<string> = new Set<Aggregator>(["SUM", "MIN", "MAX", "COUNT"]);
const FEEL = /^(feel|s-feel|.*\/FEEL\/?)$/i;

export interface TableContext {
  readonly types: Types;
  readonly variables: ReadonlyMap<string, string | null>;
  readonly cells: (where: string, sink: Problem[]) => CellReader;
  readonly name: string;
  readonly decision: string | null;
  readonly where: string;
  /** type of the decision, for a single output without one of its own */
  readonly outputType: string | null;
}

export function readTable(element: Element, context: TableContext): DecisionTable {
  const problems: Problem[] = [];
  const cells = context.cells(context.where, problems);
  const inputElements = children(element, "input");
  const outputElements = children(element, "output");
  const rules = children(element, "rule").map((rule, i) =>
    readRule(rule, i + 1, inputElements.length, outputElements.length, cells),
  );
  refuseOtherLanguages(element, cells);
  const inputs = inputElements.map((input, i) => readInput(input, i, rules, context, cells));
  for (const rule of rules)
    for (const [i, cell] of rule.inputs.entries()) checkCell(cell, rule, i, inputs[i]!, cells);
  const place = placeOf(element);
  const table: DecisionTable = {
    id: attribute(element, "id"),
    name: context.name,
    decision: context.decision,
    place,
    ...readPolicy(element, cells),
    inputs,
    outputs: outputElements.map((output, i) =>
      readOutput(output, i, outputElements.length, element, context, cells),
    ),
    rules,
    problems,
  };
  const undecided = withoutResult(table);
  if (undecided !== null) cells.note("warning", "", place, undecided);
  return table;
}

/** Why the hit policy has nothing to go by, whichever rules match. */
function withoutResult({ hitPolicy, aggregator, outputs, rules }: DecisionTable): string | null {
  if (hitPolicy === "PRIORITY" || hitPolicy === "OUTPUT ORDER")
    return outputs.some(({ allowed }) => allowed !== null)
      ? null
      : `${hitPolicy} goes by the order of the allowed values, and no output lists any: it gives no result`;
  if (aggregator === null || aggregator === "COUNT") return null;
  if (outputs.length > 1) return `${aggregator} needs exactly one output: it gives no result`;
  const other = rules.find(({ outputs: [cell] }) => {
    const value = cell?.expression == null ? undefined : constant(cell.expression);
    return value !== undefined && value.kind !== "number";
  });
  return other === undefined
    ? null
    : `${aggregator} needs numbers, and the output of rule ${other.number} is none: it gives no result where that matches`;
}

function readPolicy(
  element: Element,
  cells: CellReader,
): { hitPolicy: HitPolicy; aggregator: Aggregator | null } {
  const place = placeOf(element);
  const policy = (attribute(element, "hitPolicy") ?? "UNIQUE").replace("_", " ");
  const aggregation = attribute(element, "aggregation");
  if (!POLICIES.has(policy))
    cells.note(
      "error",
      "",
      place,
      `unknown hit policy ${quote(policy)}; known are ${[...POLICIES].join(", ")}`,
    );
  if (aggregation !== null && !AGGREGATORS.has(aggregation))
    cells.note(
      "error",
      "",
      place,
      `unknown aggregation ${quote(aggregation)}; known are ${[...AGGREGATORS].join(", ")}`,
    );
  if (aggregation !== null && policy !== "COLLECT")
    cells.note("warning", "", place, `an aggregation means nothing with hit policy ${policy}; left out`);
  const usable = aggregation !== null && AGGREGATORS.has(aggregation) && policy === "COLLECT";
  return {
    hitPolicy: POLICIES.has(policy) ? (policy as HitPolicy) : "UNIQUE",
    aggregator: usable ? (aggregation as Aggregator) : null,
  };
}

function refuseOtherLanguages(element: Element, cells: CellReader): void {
  const language = attribute(element, "expressionLanguage");
  if (language !== null && !FEEL.test(language))
    cells.note(
      "error",
      attribute(element, "id") ?? element.localName ?? "",
      placeOf(element),
      `written in ${language}, not in FEEL`,
    );
  for (const one of children(element)) refuseOtherLanguages(one, cells);
}

function readRule(
  element: Element,
  number: number,
  inputs: number,
  outputs: number,
  cells: CellReader,
): Rule {
  const entries = children(element, "inputEntry");
  const results = children(element, "outputEntry");
  if (entries.length !== inputs || results.length !== outputs)
    cells.note(
      "error",
      `rule ${number}`,
      placeOf(element),
      `has ${counted(entries.length, "input entry", "input entries")} and ${counted(results.length, "output entry", "output entries")}; the table has ${counted(inputs, "input", "inputs")} and ${counted(outputs, "output", "outputs")}`,
    );
  const missing = { text: "", place: placeOf(element) };
  return {
    number,
    id: attribute(element, "id"),
    inputs: Array.from({ length: inputs }, (_, i): TestCell => {
      const entry = entries[i];
      if (entry === undefined) return { ...missing, tests: null };
      return cells.tests(textOf(entry), placeOf(entry), `rule ${number}, input ${i + 1}`);
    }),
    outputs: Array.from({ length: outputs }, (_, i): ValueCell => {
      const entry = results[i];
      if (entry === undefined) return { ...missing, expression: null };
      const where = `rule ${number}, output ${i + 1}`;
      if (textOf(entry) === "")
        cells.note("warning", where, placeOf(entry), "the cell is empty; read as null");
      return cells.expression(textOf(entry), placeOf(entry), where);
    }),
    annotations: children(element, "annotationEntry").map(textOf),
  };
}

function readInput(
  element: Element,
  i: number,
  rules: readonly Rule[],
  context: TableContext,
  cells: CellReader,
): InputColumn {
  const where = `input ${i + 1}`;
  const place = placeOf(element);
  const inner = child(element, "inputExpression");
  const text = inner === undefined ? "" : textOf(inner);
  const reference =
    (inner === undefined ? null : attribute(inner, "typeRef")) ?? context.variables.get(text) ?? null;
  const resolved = context.types.resolve(reference);
  if (text === "") cells.note("error", where, place, "the input has no expression");
  const values = child(element, "inputValues");
  const own =
    values === undefined || textOf(values) === "" ? null : { text: textOf(values), place: placeOf(values) };
  const source = own ?? (resolved.allowed?.text === "" ? null : resolved.allowed);
  const allowed = source === null ? null : cells.tests(source.text, source.place, `${where}, allowed values`);
  if (allowed?.tests != null && operands(allowed.tests).some((operand) => constant(operand) === undefined))
    cells.note(
      "error",
      `${where}, allowed values`,
      allowed.place,
      `${quote(allowed.text)} names something that varies`,
    );
  const type = resolved.type ?? typeOfCells(i, rules, allowed);
  if (resolved.unknown !== null)
    cells.note(
      "warning",
      where,
      place,
      `the type ${quote(resolved.unknown)} is not in this file; ${type === null ? "it stays open" : `read as ${type}, as its values are`}`,
    );
  return {
    label: attribute(element, "label") ?? text,
    expression: cells.expression(text, inner === undefined ? place : placeOf(inner), where),
    type,
    allowed,
  };
}

/** The one kind of all values in a column; null if there is none or more than one. */
function typeOfCells(i: number, rules: readonly Rule[], allowed: TestCell | null): ColumnType | null {
  const kinds = new Set<Value["kind"]>();
  const collect = (cell: TestCell | undefined): void => {
    if (cell?.tests != null) for (const value of constants(cell.tests)) kinds.add(value.kind);
  };
  collect(allowed ?? undefined);
  for (const rule of rules) collect(rule.inputs[i]);
  kinds.delete("null");
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined && kind !== "null" && kind !== "list" && kind !== "context"
    ? kind
    : null;
}

/** A value of another type never matches, which its author can hardly have meant. */
function checkCell(cell: TestCell, rule: Rule, i: number, column: InputColumn, cells: CellReader): void {
  if (cell.tests === null) return;
  const where = `rule ${rule.number}, input ${i + 1}`;
  for (const operand of operands(cell.tests)) {
    const value = constant(operand);
    if (value?.kind === "null" && operand.kind !== "literal")
      cells.note("error", where, cell.place, `${quote(cell.text)} calculates something that has no value`);
    const stray = value === undefined || column.type === null ? undefined : strayOf(value, column.type);
    if (stray !== undefined)
      cells.note(
        "warning",
        where,
        cell.place,
        `${writeValue(stray)} is no ${column.type}, so this test never matches in its column`,
      );
  }
}

function strayOf(value: Value, type: ColumnType): Value | undefined {
  return (value.kind === "list" ? value.items : [value]).find((one) => !fits(one, type));
}

function readOutput(
  element: Element,
  i: number,
  count: number,
  table: Element,
  context: TableContext,
  cells: CellReader,
): OutputColumn {
  const where = `output ${i + 1}`;
  const single = count === 1 ? (attribute(table, "typeRef") ?? context.outputType) : null;
  const resolved = context.types.resolve(attribute(element, "typeRef") ?? single);
  const values = child(element, "outputValues");
  const own =
    values === undefined || textOf(values) === "" ? null : { text: textOf(values), place: placeOf(values) };
  const source = own ?? (resolved.allowed?.text === "" ? null : resolved.allowed);
  const otherwise = child(element, "defaultOutputEntry");
  return {
    name: attribute(element, "name"),
    type: resolved.type,
    allowed: source === null ? null : readAllowedOutputs(source, where, cells),
    otherwise:
      otherwise === undefined
        ? null
        : cells.expression(textOf(otherwise), placeOf(otherwise), `${where}, default`),
  };
}

/** A list of values in order of priority; an interval of allowed outputs gives no order and is no error. */
function readAllowedOutputs(
  source: { readonly text: string; readonly place: Place },
  where: string,
  cells: CellReader,
): Value[] | null {
  const { tests } = cells.tests(source.text, source.place, `${where}, allowed values`);
  if (tests === null || tests.kind === "any" || tests.negated) return null;
  const listed: Value[] = [];
  for (const test of tests.tests) {
    const value = test.kind === "equals" ? constant(test.to) : undefined;
    if (value === undefined) return null;
    listed.push(value);
  }
  return listed;
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
