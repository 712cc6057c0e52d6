/**
 * Values and sets in words. Numbers keep the unit they were written in: a reader compares them with the law's text,
 * not with what the compiler converted.
 */
import type Fraction from "fraction.js";
import { countryName } from "../check/countries.ts";
import type { Binder, Expr, Scheme, Type, Value } from "../check/tree.ts";
import { literal, type Phrase, type Piece } from "./phrase.ts";
import { inlineCondition } from "./sentences.ts";
import type { BoundName } from "./wording/grammar.ts";
import type { Wording } from "./wording/wording.ts";

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

/** A value of a type, as a reader writes it. */
export function valuePiece(value: Value, type: Type, w: Wording): Piece {
  const { grammar } = w;
  switch (value.kind) {
    case "truth":
      return literal(grammar.truth(value.value));
    case "number":
      return literal(quantityText(value.value, type));
    case "money":
      return literal(`${numberText(value.amount)} ${value.currency}`);
    case "date":
      return grammar.day(value.value);
    case "text":
      // An exception is spoken of by its id.
      if (type.kind === "exception")
        return w.name({ id: value.value, name: value.value.split(".").at(-1) ?? value.value });
      return literal(grammar.quoted(value.value));
    case "enum":
      return type.kind === "enum" ? w.value(type.enum, value.value) : literal(value.value);
    case "code":
      return literal(codeText(value.scheme, value.code, w));
  }
}

/**
 * A code as a reader knows it: a country by name, another code with its scheme where that belongs to a law. The code
 * itself always stands in it.
 */
export function codeText(scheme: Scheme, code: string, w: Wording): string {
  const { grammar, language } = w;
  if (scheme.isCountry) {
    const name = countryName(code, language.name);
    // A subdivision brings its code along.
    if (name === null || name.includes(code)) return name ?? code;
    return grammar.coded(name, code);
  }
  const name = w.codeName(scheme, code);
  if (name !== null) return grammar.coded(name, code);
  return scheme.jurisdiction === null ? code : w.code(scheme, code);
}

/** A value as a noun phrase: `the TPP of the item`. */
export function noun(e: Expr, w: Wording): Phrase {
  const { grammar } = w;
  switch (e.kind) {
    case "const":
      return [valuePiece(e.value, e.type, w)];
    case "transaction":
      return grammar.transaction();
    case "variable":
      return variable(e, w);
    case "field":
      return grammar.factOf([w.field(e.field)], e.of.kind === "transaction" ? null : noun(e.of, w));
    case "column":
      return grammar.columnOf([w.column(e.column)], noun(e.of, w));
    case "released":
      return grammar.ofReleased([w.column(e.name)]);
    case "call":
      return grammar.factOf(callName(e, w), e.receiver === null ? null : noun(e.receiver, w));
    case "today":
      return grammar.dayOfAct();
    case "here":
      return grammar.decidingState();
    case "arithmetic":
      return arithmetic(e, w);
    case "convert":
      return noun(e.operand, w);
    case "aggregate":
      return aggregate(e, w);
    default:
      return isSet(e) ? setPhrase(e, w) : grammar.whether(inlineCondition(e, w));
  }
}

function variable(e: Kind<"variable">, w: Wording): Phrase {
  if (e.variable.name !== "it") return [literal(e.variable.name)];
  return e.type.kind === "record" ? w.grammar.theRecord(w.wordsOf(e.type.record)) : w.grammar.it();
}

/** `us made (group A)`: the name of a define with its arguments. */
export function callName(e: Kind<"call">, w: Wording): Phrase {
  const { grammar } = w;
  const name = w.wordsTerm(e.define);
  if (e.args.length === 0) return [name];
  const given = grammar.series(
    e.args.map((argument) => noun(argument, w)),
    "and",
  );
  const spaced = w.language.name === "en" ? " " : "";
  return [name, spaced, ...grammar.bracketed(given)];
}

const OPERATORS = { "+": " + ", "-": " − ", "*": " × ", "/": " / " } as const;

function arithmetic(e: Kind<"arithmetic">, w: Wording): Phrase {
  const side = (x: Expr): Phrase => (x.kind === "arithmetic" ? w.grammar.bracketed(noun(x, w)) : noun(x, w));
  return [...side(e.left), OPERATORS[e.op], ...side(e.right)];
}

function aggregate(e: Kind<"aggregate">, w: Wording): Phrase {
  const { binder } = e;
  const over = { ...boundName(binder, w), record: null };
  const where = binder.where === null ? null : inlineCondition(binder.where, w);
  if (e.op === "count") return w.grammar.count(over, where);
  return w.grammar.sum(e.op, noun(e.value, w), over, where);
}

/** What a binder binds, without its condition. */
export function boundName(binder: Binder, w: Wording): BoundName {
  const { variable: bound, list, listedIn, entry } = binder;
  return {
    record: bound.type.kind === "record" ? w.wordsOf(bound.type.record) : null,
    variable: literal(bound.name),
    list: noun(list, w),
    listedIn:
      listedIn === null
        ? null
        : w.grammar.series(
            listedIn.map((named) => [w.titleTerm(named)]),
            "or",
          ),
    entry: entry === null ? null : literal(entry.name),
  };
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
export function setPhrase(e: Expr, w: Wording): Phrase {
  return w.grammar.series(withSchemeOnce(alternatives(e), w), "or");
}

/** What a set is the union of, one by one. */
export function alternatives(e: Expr): readonly Expr[] {
  if (e.kind === "union") return [...alternatives(e.left), ...alternatives(e.right)];
  if (e.kind === "setLiteral") return e.members.flatMap(alternatives);
  return [e];
}

/** `ECCN 3A090.a, 4A090.a`: the scheme stands before the first of a run of its codes. */
export function withSchemeOnce(members: readonly Expr[], w: Wording): Phrase[] {
  let before: Scheme | null = null;
  return members.map((member) => {
    const scheme = schemeOf(member);
    const repeated = scheme !== null && scheme === before;
    before = scheme;
    return setMember(member, repeated, w);
  });
}

function schemeOf(e: Expr): Scheme | null {
  if (e.kind === "const" && e.value.kind === "code") return e.value.scheme;
  return e.kind === "codeRange" ? e.scheme : null;
}

function setMember(e: Expr, repeated: boolean, w: Wording): Phrase {
  const { grammar } = w;
  switch (e.kind) {
    case "const":
      if (e.value.kind === "code" && repeated && e.value.scheme.jurisdiction !== null)
        return [literal(e.value.code)];
      return [valuePiece(e.value, e.type, w)];
    case "codeRange": {
      const scheme = repeated || e.scheme.jurisdiction === null ? "" : `${w.scheme(e.scheme)} `;
      return [literal(`${scheme}${grammar.fromTo(e.low, e.high)}`)];
    }
    case "group":
      return [w.name(e.group)];
    case "scheme":
      return grammar.anyCodeOf(w.titleTerm(e.scheme));
    case "schemesOf":
      return grammar.controlListsOf(noun(e.country, w));
    case "world":
      return grammar.anyCountry();
    case "minus":
      return exception(e, w);
    case "intersect":
      return grammar.inBoth(setPhrase(e.left, w), setPhrase(e.right, w));
    default:
      return noun(e, w);
  }
}

/** `A except B and C`, however the exclusions were nested. */
function exception(e: Kind<"union" | "minus" | "intersect">, w: Wording): Phrase {
  const excluded: Expr[] = [];
  let all: Expr = e;
  for (; all.kind === "minus"; all = all.left) excluded.unshift(...alternatives(all.right));
  return w.grammar.except(setPhrase(all, w), w.grammar.series(withSchemeOnce(excluded, w), "and"));
}
