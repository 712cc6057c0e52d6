/**
 * JSON in one canonical writing: equal values give equal bytes, however they were built. Laid out to be read and
 * compared as text: one cell, one input, one fact, one dated version, one list entry a line.
 */

/** Keys that come first where they occur, in this order; all others follow in the order of their text. */
const FIRST = [
  "format",
  "id",
  "name",
  "title",
  "jurisdiction",
  "kind",
  "key",
  "of",
  "type",
  "label",
  "unit",
  "scheme",
  "path",
  "effective",
  "from",
  "until",
  "cordon",
  "build",
  "limbs",
  "each",
  "inputs",
  "cells",
  "verdict",
];
/** Keys that come last. */
const LAST = ["then", "measures", "tables", "rows", "value", "at"];

const rank = new Map([
  ...FIRST.map((key, index) => [key, index - 1000] as const),
  ...LAST.map((key, index) => [key, index + 1000] as const),
]);

/** Keys whose members stand on a line each, however long it gets. */
const LINES = new Set([
  "cells",
  "inputs",
  "each",
  "measures",
  "fields",
  "enums",
  "units",
  "schemes",
  "jurisdictions",
  "versions",
  "columns",
  "unencodable",
  "files",
]);
/** Keys whose members are opened: what lies below them is worth lines of its own. */
const OPENED = new Set(["tables", "rows", "records", "groups", "defines", "reviews"]);
/** Rows of a data list have no cells with places and fit on a line. */
const isShortRow = (value: unknown): boolean => isObject(value) && "key" in value;

/** The canonical text of a document, ending in a line feed. */
export function canonicalText(document: unknown): string {
  return `${open(document, "")}\n`;
}

/** The canonical text of a value on one line. */
export function canonicalLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalLine).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = entriesOf(value);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([key, member]) => `${JSON.stringify(key)}: ${canonicalLine(member)}`).join(", ")} }`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entriesOf(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0));
}

/** A value with each of its members on lines of their own. */
function open(value: unknown, indent: string): string {
  if (!isObject(value)) return canonicalLine(value);
  const entries = entriesOf(value);
  if (entries.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = entries.map(
    ([key, member]) => `${inner}${JSON.stringify(key)}: ${memberText(key, member, inner)}`,
  );
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function memberText(key: string, value: unknown, indent: string): string {
  if (LINES.has(key)) return list(value, indent, canonicalLine);
  if (OPENED.has(key)) {
    return list(value, indent, (member, inner) =>
      isShortRow(member) ? canonicalLine(member) : open(member, inner),
    );
  }
  return canonicalLine(value);
}

/** An object or array with one member a line. */
function list(value: unknown, indent: string, write: (member: unknown, indent: string) => string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((member) => inner + write(member, inner)).join(",\n")}\n${indent}]`;
  }
  if (!isObject(value)) return canonicalLine(value);
  const entries = entriesByText(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, member]) => `${inner}${JSON.stringify(key)}: ${write(member, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/** Members of a dictionary: its keys are names, none comes first. */
function entriesByText(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
