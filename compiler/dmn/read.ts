/**
 * Reads a DMN file into decision tables. Whatever is not read is a problem with its place and reason; nothing is
 * dropped in silence. Logic that is no decision table is listed too, because who imports a file wants to know what
 * stayed behind.
 */
import { CellReader } from "./cells.ts";
import type { DecisionTable, DmnModel, Problem } from "./model.ts";
import { readTable } from "./read-table.ts";
import { Types } from "./types.ts";
import {
  attribute,
  child,
  children,
  descendants,
  type Element,
  knownVersions,
  parseXml,
  placeOf,
  versionOf,
} from "./xml.ts";

const LOGIC = new Set([
  "literalExpression",
  "invocation",
  "context",
  "relation",
  "functionDefinition",
  "list",
  "conditional",
  "filter",
  "for",
  "some",
  "every",
]);

/** Reads the text of a DMN file, version 1.1 to 1.6. Never throws for what a file may say. */
export function readDmn(text: string): DmnModel {
  const parsed = parseXml(text);
  if ("problem" in parsed) return { name: "", version: null, tables: [], problems: [parsed.problem] };
  const { root } = parsed;
  const version = versionOf(root) ?? null;
  const name = attribute(root, "name") ?? "";
  if (version === null || root.localName !== "definitions") {
    const found = `<${root.localName}> of ${root.namespaceURI ?? "no namespace"}`;
    const message = `expected the definitions of DMN ${knownVersions()}, found ${found}`;
    const problem: Problem = { severity: "error", where: "file", place: placeOf(root), message };
    return { name, version: null, tables: [], problems: [problem] };
  }
  const types = new Types(root);
  const variables = variableTypes(root);
  const names = [...variables.keys(), ...types.componentNames()];
  const problems: Problem[] = children(root, "import").map((element) => ({
    severity: "warning",
    where: `import "${attribute(element, "name") ?? attribute(element, "namespace") ?? ""}"`,
    place: placeOf(element),
    message: "other files are not read; a type that comes from there is taken from the cells of its column",
  }));
  const tables: DecisionTable[] = [];
  for (const element of children(root)) {
    if (!["decision", "businessKnowledgeModel"].includes(element.localName ?? "")) continue;
    const title = attribute(element, "name") ?? attribute(element, "id") ?? "";
    const what = element.localName === "decision" ? "decision" : "business knowledge model";
    const holders = descendants(element, "decisionTable");
    for (const holder of holders)
      tables.push(
        readTable(holder, {
          types,
          variables,
          cells: (where, sink) => new CellReader(names, where, sink),
          name: nameOf(holder, title),
          decision: what === "decision" && holder.parentNode === element ? title : null,
          where: `${what} "${nameOf(holder, title)}"`,
          outputType: holder.parentNode === element ? variableType(element) : null,
        }),
      );
    const rest = logicOf(element);
    if (rest !== undefined)
      problems.push({
        severity: "warning",
        where: `${what} "${title}"`,
        place: placeOf(rest),
        message: `its ${rest.localName} is no decision table and is left out${holders.length > 0 ? "; the tables inside it are read" : ""}`,
      });
  }
  return { name, version, tables, problems };
}

function logicOf(element: Element): Element | undefined {
  const holder =
    element.localName === "businessKnowledgeModel" ? child(element, "encapsulatedLogic") : element;
  const logic = holder === undefined ? [] : children(holder);
  return logic.find((one) => LOGIC.has(one.localName ?? ""));
}

function variableType(element: Element): string | null {
  const variable = child(element, "variable");
  return variable === undefined ? null : attribute(variable, "typeRef");
}

/** Names that cells may use, with their type: inputs, decisions, parameters and entries of contexts. */
function variableTypes(root: Element): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const tag of ["variable", "formalParameter"])
    for (const element of descendants(root, tag)) {
      const name = attribute(element, "name");
      if (name !== null && !found.has(name)) found.set(name, attribute(element, "typeRef"));
    }
  for (const tag of ["inputData", "decision"])
    for (const element of children(root, tag)) {
      const name = attribute(element, "name");
      if (name !== null && !found.has(name)) found.set(name, null);
    }
  return found;
}

/** Name of the nearest context entry around a table, behind the name of its decision. */
function nameOf(table: Element, title: string): string {
  for (let node = table.parentNode; node !== null; node = node.parentNode) {
    const element = node as Element;
    if (element.localName !== "contextEntry") continue;
    const variable = child(element, "variable");
    const name = variable === undefined ? null : attribute(variable, "name");
    return name === null ? title : `${title} / ${name}`;
  }
  return title;
}
