/**
 * What a piece of law says, as text: equal texts say the same of the same names. Places, titles, citations and the order
 * of what has no order are left out; other declarations are named, not repeated.
 */
import Fraction from "fraction.js";
import type { Declared } from "../check/tree.ts";

export interface Structure {
  readonly text: string;
  /** ids of the declarations named, and `code <scheme id> <code>` or `codes <scheme id>` for what items may define */
  readonly names: ReadonlySet<string>;
  /** of a measure that is read on other days for some acts; the text has all of it */
  readonly saved?: Saved;
}

/** A measure with savings, taken apart. */
export interface Saved {
  /** what the measure says itself */
  readonly own: Structure;
  /** by day and id: what it and all it rests on said on the days of its savings */
  readonly before: ReadonlyMap<string, Said>;
}

/** A declaration, and what it says. */
export interface Said {
  readonly id: string;
  readonly says: Structure;
}

/** Parts that no answer depends on. */
const SILENT = new Set([
  "span",
  "nameSpan",
  "doc",
  "title",
  "confidence",
  "citation",
  "citations",
  "by",
  "because",
  "question",
  "module",
  "proposal",
  "test",
]);

/** Conditions on codes whose set is not written out: every entry of every scheme may count. */
const ANY_CODE = "codes *";

const known = new WeakMap<object, Structure>();

/** The structure of a value of the checked program or of the normal form; remembered by object. */
export function structureOf(value: object): Structure {
  let found = known.get(value);
  if (found === undefined) {
    const names = new Set<string>();
    found = { text: JSON.stringify(plain(value, names, true)), names };
    known.set(value, found);
  }
  return found;
}

/** The words in the text of a structure: numbers as fractions, codes, names. */
export function wordsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word!));
}

function plain(value: unknown, names: Set<string>, isTop: boolean): unknown {
  if (value === undefined) return null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Fraction) return value.toFraction();
  if (Array.isArray(value)) return value.map((part) => plain(part, names, false));
  if (value instanceof Map) return [...value].map((pair) => plain(pair, names, false));
  if (!isTop && isNamed(value)) {
    names.add(value.id);
    return { $: value.id };
  }
  return plainRecord(value as Readonly<Record<string, unknown>>, names);
}

function plainRecord(value: Readonly<Record<string, unknown>>, names: Set<string>): unknown {
  if (isVariable(value)) return { name: value.name };
  if (isUnit(value)) return { unit: [value.text, plain(value.dimension, names, false)] };
  noteCodes(value, names);
  // A formula says what its expression says; how it was taken apart is no matter.
  if ("negated" in value && "expr" in value) {
    const constant = value.kind === "constant" ? { constant: value.value } : {};
    return { ...constant, not: value.negated, expr: plain(value.expr, names, false) };
  }
  const isSilent = (key: string): boolean => SILENT.has(key) || (key === "id" && isDuty(value));
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    if (!isSilent(key)) found[key] = plain(value[key], names, false);
  }
  return found;
}

function noteCodes(value: Readonly<Record<string, unknown>>, names: Set<string>): void {
  const { kind, scheme, code } = value;
  if (kind === "code" && typeof code === "string" && isNamed(scheme)) names.add(`code ${scheme.id} ${code}`);
  if ((kind === "scheme" || kind === "codeRange") && isNamed(scheme)) names.add(`codes ${scheme.id}`);
  if (kind === "listedBy" || kind === "schemesOf") names.add(ANY_CODE);
}

/** A declaration, a field or an enum: something with an id and a place of its own. */
function isNamed(value: unknown): value is { readonly id: string } {
  if (typeof value !== "object" || value === null) return false;
  const named = value as Partial<Declared> & { readonly record?: unknown; readonly values?: unknown };
  return (
    typeof named.id === "string" &&
    named.span !== undefined &&
    (named.nameSpan !== undefined || named.record !== undefined || named.values !== undefined)
  );
}

/** An obligation of an exception. Its id holds the day of its version; which it is of them is told by its place. */
function isDuty(value: object): boolean {
  return "duty" in value && "timing" in value && "when" in value;
}

function isVariable(value: object): value is { readonly name: string } {
  return "name" in value && "type" in value && "span" in value && Object.keys(value).length === 3;
}

function isUnit(value: object): value is { readonly text: string; readonly dimension: object } {
  return "dimension" in value && "factor" in value && "text" in value;
}
