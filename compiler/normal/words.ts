/**
 * A checked expression as text in the notation of the language. Two uses: labels for people, with short names, and keys
 * that are equal exactly for equal expressions, with full identities. Neither depends on how the source was laid out.
 */
import type Fraction from "fraction.js";
import type { Binder, Expr, Type, Unit, Value } from "../check/tree.ts";

/** For people: names as declared, no conversions. */
export function label(expr: Expr): string {
  return write(expr, 0, short);
}

/** Equal for two expressions exactly if they mean the same reading of the same facts. */
export function key(expr: Expr): string {
  return write(expr, 0, full);
}

/** An exact number: a decimal where it ends, else a fraction (`900/7`). */
export function exactText(value: Fraction): string {
  let rest = value.d;
  let twos = 0;
  let fives = 0;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos++;
  }
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives++;
  }
  const sign = value.s < 0n ? "-" : "";
  if (rest !== 1n) return `${sign}${value.n}/${value.d}`;
  const places = Math.max(twos, fives);
  if (places === 0) return `${sign}${value.n}`;
  const scaled = (value.n * 10n ** BigInt(places)) / value.d;
  const digits = scaled.toString().padStart(places + 1, "0");
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A constant as the language writes it; numbers with their unit where one is given. */
export function valueText(value: Value, unit: Unit | null = null): string {
  switch (value.kind) {
    case "truth":
      return value.value ? "yes" : "no";
    case "number":
      return unit === null || unit.text === ""
        ? exactText(value.value)
        : `${exactText(value.value)} ${unit.text}`;
    case "money":
      return `${exactText(value.amount)} ${value.currency}`;
    case "text":
      return JSON.stringify(value.value);
    case "code":
      return codeText(value.code);
    default:
      return value.value;
  }
}

/** A code bare where the language allows it, else in single quotes. */
export function codeText(code: string): string {
  return /^(?:\d[A-Z]\d{3,4}(?:\.[A-Za-z0-9]+)*|[A-Za-z_][\w.]*)$/.test(code) ? code : `'${code}'`;
}

// ------------------------------------------------------------------------------------------------------- writing

interface Style {
  readonly declared: (declaration: { readonly id: string; readonly name: string }) => string;
  /** what stands before a code */
  readonly scheme: (scheme: { readonly id: string; readonly name: string }, code: string) => string;
  /** what stands before the fields of the transaction and of `it` */
  readonly root: (name: string) => string;
  /** as a person would write it: no conversions, no braces round one member, `not in` */
  readonly natural: boolean;
}

const short: Style = {
  declared: (d) => d.name,
  // countries and purposes are words and need no scheme; `3A090` stands in several
  scheme: (scheme, code) => (/^[A-Za-z_]/.test(code) ? "" : `${scheme.name} `),
  root: () => "",
  natural: true,
};

const full: Style = {
  declared: (d) => d.id,
  scheme: (scheme) => `${scheme.id} `,
  root: (name) => `${name}.`,
  natural: false,
};

/** Binding strength: what stands below the strength of its place is put in brackets. */
const OR = 1;
const AND = 2;
const NOT = 3;
const TEST = 4;
const SUM = 5;
const PRODUCT = 6;
const ATOM = 7;

const STRENGTH: Partial<Record<Expr["kind"], number>> = {
  or: OR,
  and: AND,
  quantifier: OR,
  not: NOT,
  knowledge: NOT,
  compare: TEST,
  in: TEST,
  meets: TEST,
  classified: TEST,
  listedIn: TEST,
  listedBy: TEST,
  isUnknown: TEST,
  requiredBy: TEST,
  union: SUM,
  minus: SUM,
  intersect: SUM,
};

function write(expr: Expr, place: number, style: Style): string {
  const own =
    expr.kind === "arithmetic"
      ? expr.op === "+" || expr.op === "-"
        ? SUM
        : PRODUCT
      : (STRENGTH[expr.kind] ?? ATOM);
  const text = plain(expr, own, style);
  return own < place ? `(${text})` : text;
}

function plain(expr: Expr, own: number, style: Style): string {
  const at = (part: Expr, place: number): string => write(part, place, style);
  const infix = (left: Expr, word: string, right: Expr): string =>
    `${at(left, own)} ${word} ${at(right, own + 1)}`;
  switch (expr.kind) {
    case "const":
      return expr.value.kind === "code"
        ? `${style.scheme(expr.value.scheme, expr.value.code)}${codeText(expr.value.code)}`
        : valueText(expr.value, expr.type.kind === "number" ? expr.type.unit : null);
    case "transaction":
      return "case";
    case "variable":
      return expr.variable.name;
    case "field":
      return `${owner(expr.of, style)}${expr.field.name}`;
    case "column":
      return `${owner(expr.of, style)}${expr.column}`;
    case "released":
      return `released.${expr.name}`;
    case "call": {
      const receiver = expr.receiver === null ? "" : owner(expr.receiver, style);
      const args = expr.args.length === 0 ? "" : `(${expr.args.map((a) => at(a, 0)).join(", ")})`;
      return `${receiver}${style.declared(expr.define)}${args}`;
    }
    case "today":
    case "here":
    case "world":
      return expr.kind;
    case "arithmetic":
      return infix(expr.left, expr.op, expr.right);
    case "convert":
      if (style.natural) return at(expr.operand, own);
      return `convert(${at(expr.operand, 0)}, ${exactText(expr.factor)}, ${exactText(expr.offset)})`;
    case "aggregate":
      return `(${expr.op} of ${at(expr.value, SUM)} for ${binderText(expr.binder, style)})`;
    case "and":
    case "or":
      return expr.operands.map((operand) => at(operand, own + 1)).join(` ${expr.kind} `);
    case "not":
      return (style.natural ? negatedTest(expr.operand, style) : null) ?? `not ${at(expr.operand, TEST)}`;
    case "limbs": {
      const limbs = expr.limbs.map((limb) => {
        const label = limb.label === null ? "" : `${limb.label.text} `;
        const unless = limb.unless === null ? "" : ` unless ${at(limb.unless, OR)}`;
        return `${label}${at(limb.condition, OR)}${unless}`;
      });
      return `${expr.quantifier} of { ${limbs.join(", ")} }`;
    }
    case "knowledge":
      return `${expr.test === "known" ? "known that" : "unknown whether"} ${at(expr.operand, TEST)}`;
    case "isUnknown":
      return `${at(expr.operand, SUM)} is unknown`;
    case "compare":
      return `${at(expr.left, SUM)} ${expr.op} ${at(expr.right, SUM)}`;
    case "in":
      return `${at(expr.element, SUM)} in ${at(expr.set, SUM)}`;
    case "meets":
      return `${at(expr.left, SUM)} meets ${at(expr.right, SUM)}`;
    case "classified":
      return `${at(expr.item, SUM)} is ${at(expr.codes, SUM)}`;
    case "listedIn":
      return `${at(expr.subject, SUM)} listed in ${expr.lists.map(style.declared).sort().join(" + ")}`;
    case "listedBy":
      return `${at(expr.item, SUM)} listed by ${at(expr.country, SUM)}`;
    case "quantifier":
      return `${expr.quantifier} ${binderText(expr.binder, style)}`;
    case "reached":
      return style.declared(expr.reach);
    case "requiredBy":
      return `required by ${expr.measures.map(style.declared).sort().join(" + ")}`;
    case "entryCondition":
      return at(expr.column, own);
    case "unencodable":
      return style.declared(expr.declaration);
    case "setLiteral":
      if (style.natural && expr.members.length === 1) return at(expr.members[0]!, own);
      return `{${expr.members.map((m) => at(m, 0)).join(", ")}}`;
    case "group":
      return style.declared(expr.group);
    case "scheme":
      return style.declared(expr.scheme);
    case "schemesOf":
      return `${owner(expr.country, style)}codes`;
    case "codeRange":
      return `${style.scheme(expr.scheme, expr.low)}${codeText(expr.low)}..${codeText(expr.high)}`;
    case "union":
      return infix(expr.left, "+", expr.right);
    case "minus":
      return infix(expr.left, "-", expr.right);
    case "intersect":
      return infix(expr.left, "&", expr.right);
  }
}

/** `x not in S`, `x is not S`; null for tests that are negated with `not` in front. */
function negatedTest(expr: Expr, style: Style): string | null {
  const at = (part: Expr): string => write(part, SUM, style);
  if (expr.kind === "in") return `${at(expr.element)} not in ${at(expr.set)}`;
  if (expr.kind === "classified") return `${at(expr.item)} is not ${at(expr.codes)}`;
  if (expr.kind === "isUnknown") return `${at(expr.operand)} is not unknown`;
  return null;
}

/** What stands before a field, with its dot; nothing for the transaction and `it`, where the style leaves them out. */
function owner(expr: Expr, style: Style): string {
  if (expr.kind === "transaction") return style.root("case");
  if (expr.kind === "variable" && expr.variable.name === "it") return style.root("it");
  return `${write(expr, ATOM, style)}.`;
}

function binderText(binder: Binder, style: Style): string {
  const listed =
    binder.listedIn === null ? "" : ` listed in ${binder.listedIn.map(style.declared).sort().join(" + ")}`;
  const entry = binder.entry === null ? "" : ` as ${binder.entry.name}`;
  const where = binder.where === null ? "" : ` where ${write(binder.where, 0, style)}`;
  return `${binder.variable.name} in ${write(binder.list, SUM, style)}${listed}${entry}${where}`;
}

/** The unit of a numeric type, or null. */
export function unitOf(type: Type): Unit | null {
  return type.kind === "number" ? type.unit : null;
}
