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
import { tell } from "./terminal.ts";

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
  const source = new SourceFile(path === "-" ? "standard input" : path, text);
  const { values, problems } = readJson(text, true);
  const [problem] = problems;
  if (problem !== undefined)
    throw new Unusable(
      `${at(source, problem.start)}: ${problem.message}`,
      "a case is a JSON object of facts",
    );
  const [first] = values;
  if (first === undefined)
    throw new Unusable(`${source.path} is empty`, "a case is a JSON object of facts; {} states none");
  const nodes = values.length === 1 && first.kind === "array" ? first.elements : values;
  return nodes.map((node) => {
    const place = nodes.length === 1 ? source.path : `${source.path}:${source.position(node.start).line}`;
    return caseInput(node, place, source, factNames);
  });
}

/**
 * Says of cases that state another day than was asked about that their own counts: whoever asks about one day must not read the
 * answer of another for it.
 */
export function tellOfOwnDays(
  cases: readonly CaseInput[],
  asked: { readonly asOf?: string; readonly knownAt?: string },
): void {
  for (const [name, option] of [
    ["asOf", "--as-of"],
    ["knownAt", "--known-at"],
  ] as const) {
    const day = asked[name];
    if (day === undefined) continue;
    const others = cases.filter((input) => input[name] !== null && input[name] !== day);
    const [first] = others;
    if (first === undefined) continue;
    const who =
      cases.length === 1
        ? `${first.place} states a day of its own as \`${name}\`, ${first[name]}`
        : `${others.length} of ${cases.length} cases ${others.length === 1 ? "states a day of its" : "state a day of their"} own as \`${name}\`, such as ${first.place} ${first[name]}`;
    tell(`note: ${who}, and that counts; \`${option} ${day}\` is for cases that state none`);
  }
}

function at(source: SourceFile, offset: number): string {
  const { line, column } = source.position(offset);
  return `${source.path}:${line}:${column}`;
}

function caseInput(
  node: JsonNode,
  place: string,
  source: SourceFile,
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

function dayOf(node: JsonObject, name: string, source: SourceFile): string | null {
  const member = memberOf(node, name);
  if (member === null) return null;
  if (member.value.kind !== "text" || !/^\d{4}-\d{2}-\d{2}$/.test(member.value.value))
    throw new Unusable(`${at(source, member.value.start)}: \`${name}\` is a day such as "2026-09-24"`);
  return member.value.value;
}

/** The facts as plain data. A number that JavaScript would round is refused: thresholds are exact. */
function plainFacts(node: JsonNode, source: SourceFile): unknown {
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

function exactNumber(node: JsonNumber, source: SourceFile): number {
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
