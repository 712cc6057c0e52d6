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

/** Takes a text piece by piece. */
export type Write = (piece: string) => void;

/** The canonical text of a document, ending in a line feed. */
export function canonicalText(document: unknown): string {
  const pieces: string[] = [];
  writeCanonical(document, (piece) => pieces.push(piece));
  return pieces.join("");
}

/** Writes the canonical text of a document line by line: those of a large law need not be whole in memory. */
export function writeCanonical(document: unknown, write: Write): void {
  open(document, "", write);
  write("\n");
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
function open(value: unknown, indent: string, write: Write): void {
  if (isObject(value))
    lines("{}", entriesOf(value), indent, write, ([key, member], inner) => {
      write(`${JSON.stringify(key)}: `);
      writeMember(key, member, inner, write);
    });
  else write(canonicalLine(value));
}

function writeMember(key: string, value: unknown, indent: string, write: Write): void {
  if (LINES.has(key)) list(value, indent, write, (member) => write(canonicalLine(member)));
  else if (OPENED.has(key))
    list(value, indent, write, (member, inner) => {
      if (isShortRow(member)) write(canonicalLine(member));
      else open(member, inner, write);
    });
  else write(canonicalLine(value));
}

/** An object or array with one member a line. */
function list(
  value: unknown,
  indent: string,
  write: Write,
  writeOne: (member: unknown, indent: string) => void,
): void {
  if (Array.isArray(value)) lines("[]", value, indent, write, writeOne);
  else if (isObject(value))
    lines("{}", entriesByText(value), indent, write, ([key, member], inner) => {
      write(`${JSON.stringify(key)}: `);
      writeOne(member, inner);
    });
  else write(canonicalLine(value));
}

/** Members between brackets, each on a line of its own. */
function lines<T>(
  brackets: "[]" | "{}",
  all: readonly T[],
  indent: string,
  write: Write,
  writeOne: (one: T, indent: string) => void,
): void {
  const inner = `${indent}  `;
  const [opening, closing] = [brackets[0]!, brackets[1]!];
  all.forEach((one, index) => {
    write(`${index === 0 ? opening : ","}\n${inner}`);
    writeOne(one, inner);
  });
  write(all.length === 0 ? brackets : `\n${indent}${closing}`);
}

/** Members of a dictionary: its keys are names, none comes first. */
function entriesByText(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
