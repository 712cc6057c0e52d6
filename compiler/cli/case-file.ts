/** Reads cases: one JSON object, an array of them, or one object a line. */
import { SourceFile } from "../../grammar/base/source-file.ts";
import {
  describeJson,
  type JsonNode,
  type JsonNumber,
  type JsonObject,
  memberOf,
  readJson,
} from "../load/json.ts";
import { Unusable } from "./exit-codes.ts";

export interface CaseInput {
  /** `case.json`, `cases.ndjson:3`: for messages */
  readonly place: string;
  /** the case's own day, where it states one */
  readonly asOf: string | null;
  readonly knownAt: string | null;
  /** the facts, without the two members above */
  readonly facts: unknown;
}

/**
 * Splits a text into cases. Throws `Unusable` with the place of the first thing that is no JSON, is stated twice, or
 * would not survive reading.
 *
 * @param factNames names of the facts of a case: a fact called `asOf` stays a fact
 */
export function readCases(path: string, text: string, factNames: ReadonlySet<string>): CaseInput[] {
  const source = sourceOf(path, text);
  const values = valuesIn(source);
  const [first] = values;
  if (first === undefined)
    throw new Unusable(`${placeOf(source)} is empty`, "a case is a JSON object of facts; {} states none");
  const nodes = values.length === 1 && first.kind === "array" ? first.elements : values;
  return nodes.map((node) => {
    const { file } = source;
    const place = nodes.length === 1 ? file.path : `${file.path}:${file.position(node.start).line}`;
    return caseInput(node, place, source, factNames);
  });
}

/** The case that stands alone in a line of many, counted from 1. Throws `Unusable` as `readCases` does. */
export function readCaseLine(
  path: string,
  line: number,
  text: string,
  factNames: ReadonlySet<string>,
): CaseInput {
  const source = sourceOf(path, text, line);
  const [first, second] = valuesIn(source);
  if (first === undefined || second !== undefined)
    throw new Unusable(
      `${placeOf(source)}: expected one case in the line`,
      "write one JSON object of facts in each line",
    );
  return caseInput(first, placeOf(source), source, factNames);
}

/** Whether a text is a JSON object from its beginning to its end. */
export function isOneObject(text: string): boolean {
  const { values, problems } = readJson(text, true);
  return problems.length === 0 && values.length === 1 && values[0]!.kind === "object";
}

/** What cases are read from; `line`, at which of a file a text of one line stands. */
interface CaseSource {
  readonly file: SourceFile;
  readonly line: number | null;
}

function sourceOf(path: string, text: string, line: number | null = null): CaseSource {
  return { file: new SourceFile(path === "-" ? "standard input" : path, text), line };
}

function placeOf({ file, line }: CaseSource): string {
  return line === null ? file.path : `${file.path}:${line}`;
}

function valuesIn(source: CaseSource): readonly JsonNode[] {
  const { values, problems } = readJson(source.file.text, true);
  const [problem] = problems;
  if (problem !== undefined)
    throw new Unusable(
      `${at(source, problem.start)}: ${problem.message}`,
      "a case is a JSON object of facts",
    );
  return values;
}

function at({ file, line: stands }: CaseSource, offset: number): string {
  const { line, column } = file.position(offset);
  return `${file.path}:${stands ?? line}:${column}`;
}

function caseInput(
  node: JsonNode,
  place: string,
  source: CaseSource,
  factNames: ReadonlySet<string>,
): CaseInput {
  if (node.kind !== "object")
    throw new Unusable(
      `${at(source, node.start)}: expected a case, a JSON object of facts, and found ${describeJson(node)}`,
    );
  const own = (["asOf", "knownAt"] as const).filter((name) => !factNames.has(name));
  const [asOf = null, knownAt = null] = own.map((name) => dayOf(node, name, source));
  const facts = {
    ...node,
    members: node.members.filter(({ key }) => !own.some((name) => name === key.value)),
  };
  return { place, asOf, knownAt, facts: plainFacts(facts, source) };
}

function dayOf(node: JsonObject, name: string, source: CaseSource): string | null {
  const member = memberOf(node, name);
  if (member === null) return null;
  if (member.value.kind !== "text" || !/^\d{4}-\d{2}-\d{2}$/.test(member.value.value))
    throw new Unusable(`${at(source, member.value.start)}: \`${name}\` is a day such as "2026-09-24"`);
  return member.value.value;
}

/** The facts as plain data. A number that JavaScript would round is refused: thresholds are exact. */
function plainFacts(node: JsonNode, source: CaseSource): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plainFacts(value, source)]));
    case "array":
      return node.elements.map((element) => plainFacts(element, source));
    case "number":
      return exactNumber(node, source);
    case "text":
    case "truth":
      return node.value;
    case "null":
      return null;
  }
}

function exactNumber(node: JsonNumber, source: CaseSource): number {
  const value = Number(node.text);
  if (!Number.isFinite(value) || significant(node.text) !== significant(String(value)))
    throw new Unusable(
      `${at(source, node.start)}: ${node.text} has more digits than a JSON number keeps`,
      `write it as a text with its unit: "${node.text} UNIT"`,
    );
  return value;
}

/** A number as its significant digits and the power of ten of the last: equal texts are equal numbers. */
function significant(written: string): string {
  const [mantissa, exponent = "0"] = written.toLowerCase().split("e") as [string, string?];
  const [whole, fraction = ""] = mantissa.split(".") as [string, string?];
  const digits = `${whole}${fraction}`.replace(/^(-?)0+/, "$1");
  const trimmed = digits.replace(/0+$/, "");
  if (trimmed === "" || trimmed === "-") return "0";
  return `${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`;
}
