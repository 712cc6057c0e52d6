/** The published form of imported tables: plain JSON, every value with its kind, every cell with its text and meaning. */
import type { Analysis, Refused } from "./analyze.ts";
import { constant } from "./evaluate-expression.ts";
import { findingsOf } from "./findings.ts";
import type { Box, Grid } from "./grid.ts";
import type { DecisionTable, DmnModel, Problem, TestCell, ValueCell } from "./model.ts";
import type { Part } from "./scale.ts";
import type { Expression, Test } from "./syntax.ts";
import { type Value, writeDay, writeNumber, writeValue } from "./value.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export const FORMAT = "cordon-decision-tables/1";

/** A model as JSON; `analyses` stands beside the tables, in their order, or is left out. */
export function modelJson(model: DmnModel, analyses?: readonly (Analysis | Refused)[]): Json {
  return {
    format: FORMAT,
    source: { language: "DMN", version: model.version, name: model.name },
    problems: model.problems.map(problemJson),
    tables: model.tables.map((table, i) => {
      const analysis = analyses?.[i];
      const json = tableJson(table);
      return analysis === undefined ? json : { ...json, analysis: analysisJson(table, analysis) };
    }),
  };
}

function tableJson(table: DecisionTable): { readonly [name: string]: Json } {
  return {
    id: table.id,
    name: table.name,
    place: { ...table.place },
    hitPolicy: table.hitPolicy,
    aggregator: table.aggregator,
    inputs: table.inputs.map((input) => ({
      label: input.label,
      expression: input.expression.text,
      type: input.type,
      allowed: input.allowed === null ? null : testCellJson(input.allowed),
    })),
    outputs: table.outputs.map((output) => ({
      name: output.name,
      type: output.type,
      allowed: output.allowed === null ? null : output.allowed.map(valueJson),
      default: output.otherwise === null ? null : valueCellJson(output.otherwise),
    })),
    rules: table.rules.map((rule) => ({
      number: rule.number,
      id: rule.id,
      inputs: rule.inputs.map(testCellJson),
      outputs: rule.outputs.map(valueCellJson),
      annotations: rule.annotations,
    })),
    problems: table.problems.map(problemJson),
  };
}

function problemJson({ severity, where, place, message }: Problem): Json {
  return { severity, where, place: { ...place }, message };
}

function testCellJson({ text, tests }: TestCell): Json {
  if (tests === null) return { text, unread: true };
  if (tests.kind === "any") return { text, any: true };
  return { text, ...(tests.negated ? { not: true } : {}), tests: tests.tests.map(testJson) };
}

function testJson(test: Test): Json {
  if (test.kind === "equals") return { equals: expressionJson(test.to) };
  if (test.kind === "compare") return { [test.operator]: expressionJson(test.to) };
  return {
    from: expressionJson(test.low),
    fromClosed: test.lowClosed,
    to: expressionJson(test.high),
    toClosed: test.highClosed,
  };
}

function valueCellJson({ text, expression }: ValueCell): Json {
  if (expression === null) return text === "" ? { text } : { text, unread: true };
  return { text, value: expressionJson(expression) };
}

/** A constant as its value, anything else as its parts. */
function expressionJson(expression: Expression): Json {
  const value = constant(expression);
  if (value !== undefined) return valueJson(value);
  switch (expression.kind) {
    case "name":
      return { name: expression.name };
    case "path":
      return { of: expressionJson(expression.of), name: expression.name };
    case "list":
      return { list: expression.items.map(expressionJson) };
    case "negate":
      return { negate: expressionJson(expression.of) };
    case "arithmetic":
      return {
        operator: expression.operator,
        left: expressionJson(expression.left),
        right: expressionJson(expression.right),
      };
    case "call":
      return { call: expression.name, args: expression.args.map(expressionJson) };
    case "literal":
      return valueJson(expression.value);
  }
}

/** Numbers are text, so that no reader rounds them. */
export function valueJson(value: Value): Json {
  switch (value.kind) {
    case "null":
      return null;
    case "boolean":
    case "string":
      return value.value;
    case "number":
      return { number: writeNumber(value.value) };
    case "date":
      return { date: writeDay(value.day) };
    case "list":
      return { list: value.items.map(valueJson) };
    case "context":
      return {
        context: Object.fromEntries([...value.entries].map(([name, entry]) => [name, valueJson(entry)])),
      };
    default:
      return { [value.kind]: writeValue(value).replace(/^[^"]*"|"\)$/g, "") };
  }
}

function analysisJson(table: DecisionTable, analysis: Analysis | Refused): Json {
  if ("refused" in analysis)
    return {
      refused: analysis.refused.map(({ where, place, message }) => ({ where, place: { ...place }, message })),
    };
  const boxes = (list: readonly Box[]): Json => list.map((box) => boxJson(box, analysis.grid));
  const { gaps } = analysis;
  return {
    gaps: boxes(gaps.named.boxes),
    gapsWithOtherText: boxes(gaps.otherText.boxes),
    gapsWithNull: boxes(gaps.nulls.boxes),
    gapsComplete: gaps.named.complete && gaps.otherText.complete && gaps.nulls.complete,
    overlapCount: analysis.overlapCount,
    conflictCount: analysis.conflictCount,
    overlaps: analysis.overlaps.map(({ rules, box, sameOutputs, conflict }) => ({
      rules,
      box: boxJson(box, analysis.grid),
      sameOutputs,
      conflict,
    })),
    neverMatches: analysis.neverMatches,
    duplicates: analysis.duplicates,
    subsumptions: analysis.subsumptions.map((one) => ({ ...one })),
    masked: analysis.masked.map((one) => ({ ...one })),
    misleading: analysis.misleading.map((one) => ({ ...one })),
    contractions: analysis.contractions.map(({ rules, column, atoms }) => ({
      rules,
      column,
      cell: analysis.grid.scales[column - 1]!.parts(atoms).map(partJson),
    })),
    firstNormalForm: !analysis.firstNormalForm.violated,
    secondNormalForm:
      !analysis.firstNormalForm.violated &&
      analysis.secondNormalForm.contractions.length + analysis.secondNormalForm.cells.length === 0,
    recommendedPolicy: analysis.recommendedPolicy,
    findings: findingsOf(table, analysis).map((finding) => ({ ...finding })),
  };
}

function boxJson(box: Box, grid: Grid): Json {
  return box.map((set, c) => grid.scales[c]!.parts(set).map(partJson));
}

function partJson(part: Part): Json {
  if (part.kind === "value") return { value: valueJson(part.value) };
  if (part.kind !== "interval") return { [part.kind === "everything" ? "any" : "otherText"]: true };
  return {
    from: part.low === null ? null : valueJson(part.low),
    fromClosed: part.lowClosed,
    to: part.high === null ? null : valueJson(part.high),
    toClosed: part.highClosed,
  };
}
