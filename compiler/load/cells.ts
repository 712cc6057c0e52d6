/**
 * Turns one cell of a data file into a checked value of its column's type. Nothing is guessed: a cell is of its type as
 * written, blank, or a problem.
 */
import Fraction from "fraction.js";
import type { PolicyName } from "../../grammar/ast.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import { relateToCode, validCode } from "../check/codes.ts";
import { isCountryCode, nearCountries } from "../check/countries.ts";
import { dayProblem } from "../check/days.ts";
import type {
  Define,
  Exception,
  IsoDate,
  ListCell,
  PolicyValue,
  Scheme,
  Type,
  Unit,
  Value,
} from "../check/tree.ts";
import { conversion, isCurrency, nearUnits, parseUnit } from "../check/units.ts";
import { describeJson, type JsonNode } from "./json.ts";

export type NameKind = "condition" | "review" | "exception";

/** The declarations that cells may name, as the list sees them. */
export interface ListNames {
  readonly condition: (name: string) => Define | null;
  readonly review: (name: string) => PolicyValue | null;
  readonly exception: (name: string) => Exception | null;
  /** names to suggest */
  readonly candidates: (kind: NameKind) => Iterable<string>;
}

/** A cell as it stands in the file: text of a CSV, or a value of a JSON object. */
export type RawCell = { readonly kind: "csv"; readonly text: string } | JsonNode;

export type CellResult =
  | { readonly kind: "cell"; readonly cell: ListCell }
  | {
      readonly kind: "bad";
      readonly expected: string;
      readonly found: string;
      readonly near: readonly string[];
    }
  | {
      readonly kind: "unknown";
      readonly what: NameKind;
      readonly name: string;
      readonly near: readonly string[];
    }
  | { readonly kind: "too-long"; readonly length: number }
  | { readonly kind: "invisible"; readonly code: string };

export const MAX_CELL = 10_000;
const MAX_MEMBERS = 2_000;

/** Members of a set in a CSV cell stand between these. */
const SEPARATOR = ";";

const BLANK: CellResult = { kind: "cell", cell: { kind: "blank" } };

// Control characters except tab and line breaks, marks that reorder text, byte order marks, halves of a pair.
const INVISIBLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** The invisible character that makes a text look other than it is, as `U+202E`; null where there is none. */
export function invisibleCharacter(text: string): string | null {
  const found = INVISIBLE.exec(text)?.[0];
  if (found === undefined) return null;
  return `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Reads a cell as a value of `type`. */
export function readCell(raw: RawCell, type: Type, names: ListNames): CellResult {
  if (raw.kind === "null") return BLANK;
  const text = textOf(raw);
  if (text !== null) {
    if (text.trim() === "") return BLANK;
    if (text.length > MAX_CELL) return { kind: "too-long", length: text.length };
    const invisible = invisibleCharacter(text);
    if (invisible !== null) return { kind: "invisible", code: invisible };
  }
  switch (type.kind) {
    case "set":
      return readSet(raw, type.of, names);
    case "condition":
    case "review":
    case "exception":
      return text === null ? wrong(expectedName(type.kind), raw) : readName(text.trim(), type.kind, names);
    default: {
      const value = readValue(raw, type);
      return "value" in value ? { kind: "cell", cell: { kind: "value", value: value.value } } : value;
    }
  }
}

function textOf(raw: RawCell): string | null {
  return raw.kind === "csv" ? raw.text : raw.kind === "text" ? raw.value : null;
}

/** The members of a set: elements of a JSON list, or the pieces of a text between `;`. */
function membersOf(raw: RawCell): readonly RawCell[] | null {
  if (raw.kind === "array") return raw.elements;
  const text = textOf(raw);
  // A single number or truth value of JSON stands for the set of it.
  if (text === null) return raw.kind === "object" ? null : [raw];
  return text
    .split(SEPARATOR)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "")
    .map((piece) => ({ kind: "csv", text: piece }));
}

function readSet(raw: RawCell, of: Type, names: ListNames): CellResult {
  const members = membersOf(raw);
  const expected = `${expectedType(of)}, or several of them between \`${SEPARATOR}\``;
  if (members === null) return wrong(expected, raw);
  if (members.length > MAX_MEMBERS) {
    return {
      kind: "bad",
      expected: `at most ${MAX_MEMBERS} members`,
      found: String(members.length),
      near: [],
    };
  }
  const values: Value[] = [];
  const exceptions: Exception[] = [];
  for (const member of members) {
    const result = readCell(member, of, names);
    if (result.kind === "bad") return { ...result, expected };
    if (result.kind !== "cell") return result;
    if (result.cell.kind === "value") values.push(result.cell.value);
    else if (result.cell.kind === "exceptions") exceptions.push(...result.cell.exceptions);
    else if (result.cell.kind !== "blank") return wrong(expected, member);
  }
  if (members.length === 0) return BLANK;
  return {
    kind: "cell",
    cell: of.kind === "exception" ? { kind: "exceptions", exceptions } : { kind: "values", values },
  };
}

// ---------------------------------------------------------------------------------------------------------- names

const POLICIES: readonly PolicyName[] = [
  "policy_of_denial",
  "presumption_of_denial",
  "case_by_case",
  "presumption_of_approval",
  "entitlement",
];

function expectedName(kind: NameKind): string {
  if (kind === "review") return "a review policy or the name of a `review`";
  return kind === "condition" ? "the name of a `define`" : "the name of an `exception`";
}

function readName(name: string, kind: NameKind, names: ListNames): CellResult {
  if (kind === "review") {
    const policy = POLICIES.find((p) => p === name.toLowerCase().replaceAll(" ", "_"));
    const review: PolicyValue | null = policy === undefined ? names.review(name) : { kind: "policy", policy };
    if (review !== null) return { kind: "cell", cell: { kind: "review", policy: review } };
  } else if (kind === "condition") {
    const define = names.condition(name);
    if (define !== null) return { kind: "cell", cell: { kind: "condition", define } };
  } else {
    const exception = names.exception(name);
    if (exception !== null) return { kind: "cell", cell: { kind: "exceptions", exceptions: [exception] } };
  }
  const words = kind === "review" ? POLICIES.map((policy) => policy.replaceAll("_", " ")) : [];
  return {
    kind: "unknown",
    what: kind,
    name: shown(name),
    near: nearNames(name, [...words, ...names.candidates(kind)]),
  };
}

// --------------------------------------------------------------------------------------------------------- values

function expectedType(type: Type): string {
  switch (type.kind) {
    case "truth":
      return "`yes` or `no`";
    case "number":
      return type.unit.text === "" ? "a number" : `a number in ${type.unit.text}`;
    case "money":
      return "an amount with its currency, such as `5000 EUR`";
    case "date":
      return "a day written YYYY-MM-DD";
    case "text":
      return "a text";
    case "enum":
      return `one of ${type.enum.values
        .slice(0, 12)
        .map((v) => `\`${v}\``)
        .join(", ")}`;
    case "code":
      if (type.scheme === null) return "a code of a named scheme";
      return type.scheme.isCountry ? "a country code (ISO 3166-1)" : `a code of \`${type.scheme.name}\``;
    case "set":
      return `${expectedType(type.of)}, or several of them between \`${SEPARATOR}\``;
    case "condition":
    case "review":
    case "exception":
      return expectedName(type.kind);
    case "list":
    case "record":
    case "entry":
      return "a value that fits into a cell";
  }
}

function shown(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ");
  return flat.length > 60 ? `${flat.slice(0, 57)}...` : flat;
}

function wrong(expected: string, raw: RawCell, near: readonly string[] = []): CellResult & { kind: "bad" } {
  const text = textOf(raw);
  const found =
    raw.kind === "number"
      ? `\`${shown(raw.text)}\``
      : text === null
        ? describeJson(raw as JsonNode)
        : `\`${shown(text)}\``;
  return { kind: "bad", expected, found, near };
}

type ValueResult = { readonly value: Value } | (CellResult & { kind: "bad" });

function readValue(raw: RawCell, type: Type): ValueResult {
  const bad = (near: readonly string[] = [], why?: string): ValueResult =>
    wrong(why === undefined ? expectedType(type) : `${expectedType(type)} (${why})`, raw, near);
  const text = textOf(raw)?.trim() ?? null;
  switch (type.kind) {
    case "truth": {
      if (raw.kind === "truth") return { value: { kind: "truth", value: raw.value } };
      const word = text?.toLowerCase();
      if (word === "yes" || word === "true") return { value: { kind: "truth", value: true } };
      if (word === "no" || word === "false") return { value: { kind: "truth", value: false } };
      return bad();
    }
    case "number":
      return readNumber(raw.kind === "number" ? raw.text : text, type.unit, bad);
    case "money": {
      const found = /^(\S+)\s+([A-Z]{3})$/.exec(text ?? "");
      const amount = found === null ? null : exactNumber(found[1]!);
      if (found === null || amount === null || !isCurrency(found[2]!)) return bad();
      return { value: { kind: "money", amount, currency: found[2]! } };
    }
    case "date": {
      if (text === null) return bad();
      const problem = dayProblem(text);
      if (problem === null) return { value: { kind: "date", value: text as IsoDate } };
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? bad([], problem) : bad();
    }
    case "text":
      return text === null ? bad() : { value: { kind: "text", value: text } };
    case "enum":
      if (text !== null && type.enum.values.includes(text)) return { value: { kind: "enum", value: text } };
      return bad(text === null ? [] : nearNames(text, type.enum.values));
    case "code":
      return readCode(raw.kind === "number" ? raw.text : text, type.scheme, bad);
    default:
      return bad();
  }
}

/** The exact value of a decimal; null for anything else, thousands separators and huge exponents included. */
export function exactNumber(text: string): Fraction | null {
  if (text.length > 60) return null;
  const found = /^([+-]?\d+(?:\.\d+)?)(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (found === null) return null;
  const mantissa = new Fraction(found[1]!);
  return found[2] === undefined ? mantissa : mantissa.mul(new Fraction(10).pow(Number(found[2])));
}

function readNumber(
  text: string | null,
  unit: Unit,
  bad: (near?: readonly string[], why?: string) => ValueResult,
): ValueResult {
  const found = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*([^\d\s,.].*)?$/.exec(text ?? "");
  const amount = found === null ? null : exactNumber(found[1]!);
  if (found === null || amount === null) return bad();
  const written = found[2];
  if (written === undefined || written === unit.text) return { value: { kind: "number", value: amount } };
  const other = parseUnit(written, new Map([[unit.text, unit]]));
  if (other === null) return bad(nearUnits(written, new Map()), `\`${shown(written)}\` is no unit`);
  const to = conversion(other, unit);
  if (to === null) return bad([], `\`${written}\` measures something else`);
  return { value: { kind: "number", value: amount.mul(to.factor).add(to.offset) } };
}

function readCode(
  text: string | null,
  scheme: Scheme | null,
  bad: (near?: readonly string[], why?: string) => ValueResult,
): ValueResult {
  if (text === null || scheme === null) return bad();
  if (scheme.isCountry)
    return isCountryCode(text) ? { value: { kind: "code", scheme, code: text } } : bad(nearCountries(text));
  if (!validCode(scheme, text)) return bad(nearNames(text, scheme.members));
  const known =
    scheme.members.length === 0 || scheme.members.some((m) => relateToCode(scheme, text, m) !== "out");
  return known ? { value: { kind: "code", scheme, code: text } } : bad(nearNames(text, scheme.members));
}
