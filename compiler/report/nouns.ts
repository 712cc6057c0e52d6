/**
 * Values and sets in words. Numbers keep the unit they were written in: a reader compares them with the law's text,
 * not with what the compiler converted.
 */
import type Fraction from "fraction.js";
import { countryName } from "../check/countries.ts";
import type { Expr, Scheme, Type, Value } from "../check/tree.ts";
import { literal, nameOf, type Phrase, type Piece, series, term, words } from "./phrase.ts";
import { inlineCondition } from "./sentences.ts";

type Kind<K extends Expr["kind"]> = Extract<Expr, { readonly kind: K }>;

/** An exact number as a reader writes it: a decimal where it ends, else a fraction. */
export function numberText(value: Fraction): string {
  const text = value.toString();
  return text.includes("(") ? value.toFraction() : text;
}

/** `4800 TPP`, `25 %`; a bare number where the unit is none. */
export function quantityText(value: Fraction, type: Type): string {
  const unit = type.kind === "number" ? type.unit.text : "";
  return unit === "" || unit === "1" ? numberText(value) : `${numberText(value)} ${unit}`;
}

function valuePiece(value: Value, type: Type): Piece {
  switch (value.kind) {
    case "truth":
      return literal(value.value ? "yes" : "no");
    case "number":
      return literal(quantityText(value.value, type));
    case "money":
      return literal(`${numberText(value.amount)} ${value.currency}`);
    case "date":
      return literal(value.value);
    case "text":
      return literal(`“${value.value}”`);
    case "enum":
      return literal(words(value.value));
    case "code":
      return literal(codeText(value.scheme, value.code));
  }
}

/** A code as a reader knows it: a country by name, another code with its scheme where that belongs to a law. */
export function codeText(scheme: Scheme, code: string): string {
  if (scheme.isCountry) {
    const name = countryName(code, "en");
    return name === null ? code : `${name} (${code})`;
  }
  return scheme.jurisdiction === null ? code : `${scheme.name} ${code}`;
}

/** A field's name in words; a field named after its unit is written as the unit is (`TPP`). */
export function fieldWords(field: { readonly name: string; readonly type: Type }): string {
  const { name, type } = field;
  if (type.kind === "number" && type.unit.text.toLowerCase() === name.toLowerCase()) return type.unit.text;
  return words(name);
}

/** A value as a noun phrase: `the TPP of the item`. */
export function noun(e: Expr): Phrase {
  switch (e.kind) {
    case "const":
      return [valuePiece(e.value, e.type)];
    case "transaction":
      return ["the transaction"];
    case "variable":
      return variable(e);
    case "field":
      return e.of.kind === "transaction"
        ? [`the ${fieldWords(e.field)}`]
        : [`the ${fieldWords(e.field)} of `, ...noun(e.of)];
    case "column":
      return [`the ${words(e.column)} stated for the entry `, ...noun(e.of)];
    case "released":
      return [`${words(e.name)} of the released requirement`];
    case "call":
      return callNoun(e);
    case "today":
      return ["the day of the act"];
    case "here":
      return ["the state that decides"];
    case "arithmetic":
      return arithmetic(e);
    case "convert":
      return noun(e.operand);
    case "aggregate":
      return aggregate(e);
    default:
      return isSet(e) ? setPhrase(e) : ["whether ", ...inlineCondition(e)];
  }
}

function variable(e: Kind<"variable">): Phrase {
  if (e.variable.name !== "it") return [literal(e.variable.name)];
  return [e.type.kind === "record" ? `the ${words(e.type.record.name)}` : "it"];
}

/** `us made (group A)`: the name of a define with its arguments. */
export function callName(e: Kind<"call">): Phrase {
  const pieces: Piece[] = [nameOf(e.define, "words")];
  if (e.args.length > 0)
    pieces.push(
      " (",
      ...series(
        e.args.map((argument) => noun(argument)),
        "and",
      ),
      ")",
    );
  return pieces;
}

function callNoun(e: Kind<"call">): Phrase {
  if (e.receiver === null) return ["the ", ...callName(e)];
  return ["the ", ...callName(e), " of ", ...noun(e.receiver)];
}

const OPERATORS = { "+": " + ", "-": " − ", "*": " × ", "/": " / " } as const;

function arithmetic(e: Kind<"arithmetic">): Phrase {
  const side = (x: Expr): Phrase => (x.kind === "arithmetic" ? ["(", ...noun(x), ")"] : noun(x));
  return [...side(e.left), OPERATORS[e.op], ...side(e.right)];
}

function aggregate(e: Kind<"aggregate">): Phrase {
  const { binder } = e;
  const over: Piece[] = [
    ", over every ",
    literal(binder.variable.name),
    " among ",
    ...noun(binder.list),
    ...(binder.where === null ? [] : [" where ", ...inlineCondition(binder.where)]),
  ];
  if (e.op === "count") return ["(the number", ...over, ")"];
  const name = { sum: "sum", max: "largest", min: "smallest" }[e.op];
  return [`(the ${name} of `, ...noun(e.value), ...over, ")"];
}

const SETS: ReadonlySet<Expr["kind"]> = new Set([
  "setLiteral",
  "group",
  "scheme",
  "schemesOf",
  "world",
  "codeRange",
  "union",
  "minus",
  "intersect",
] satisfies Expr["kind"][]);

function isSet(e: Expr): boolean {
  return SETS.has(e.kind);
}

/** A set as the alternatives it offers: `China (CN), Macau (MO) or D5`. */
export function setPhrase(e: Expr): Phrase {
  const members = alternatives(e);
  return series(withSchemeOnce(members), "or");
}

function alternatives(e: Expr): readonly Expr[] {
  if (e.kind === "union") return [...alternatives(e.left), ...alternatives(e.right)];
  if (e.kind === "setLiteral") return e.members.flatMap(alternatives);
  return [e];
}

/** `ECCN 3A090.a, 4A090.a`: the scheme stands before the first of a run of its codes. */
function withSchemeOnce(members: readonly Expr[]): Phrase[] {
  let before: Scheme | null = null;
  return members.map((member) => {
    const scheme = schemeOf(member);
    const repeated = scheme !== null && scheme === before;
    before = scheme;
    return setMember(member, repeated);
  });
}

function schemeOf(e: Expr): Scheme | null {
  if (e.kind === "const" && e.value.kind === "code") return e.value.scheme;
  return e.kind === "codeRange" ? e.scheme : null;
}

function setMember(e: Expr, repeated: boolean): Phrase {
  switch (e.kind) {
    case "const":
      if (e.value.kind === "code" && repeated && !e.value.scheme.isCountry) return [literal(e.value.code)];
      return [valuePiece(e.value, e.type)];
    case "codeRange":
      return [
        literal(
          `${repeated || e.scheme.jurisdiction === null ? "" : `${e.scheme.name} `}${e.low} to ${e.high}`,
        ),
      ];
    case "group":
      return [nameOf(e.group, "name")];
    case "scheme":
      return ["any code of ", term(e.scheme.title ?? e.scheme.name, e.scheme.id)];
    case "schemesOf":
      return ["the control lists of ", ...noun(e.country)];
    case "world":
      return ["any country"];
    case "minus":
      return ["(", ...setPhrase(e.left), " except ", ...setPhrase(e.right), ")"];
    case "intersect":
      return ["(", ...setPhrase(e.left), " that also belong to ", ...setPhrase(e.right), ")"];
    default:
      return noun(e);
  }
}
