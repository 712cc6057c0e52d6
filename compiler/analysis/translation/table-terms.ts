/** Expressions and cells of a published table as terms: a reader of the format that shares nothing with its writer. */
import Fraction from "fraction.js";
import type { Cell, DefinitionsDocument, Input, X, XBinder, XSet } from "../../runtime/format.ts";
import type { PropId } from "../conditions/prop.ts";
import {
  codeKey,
  type NumberTerm,
  numberKey,
  rangeFor,
  type SetTerm,
  setKey,
  type Terms,
  wordKey,
} from "./terms.ts";

type Op = "=" | "<" | "<=" | ">" | ">=";
const NUMERIC = new Set([
  "number",
  "date",
  "today",
  "+",
  "-",
  "*",
  "/",
  "convert",
  "sum",
  "max",
  "min",
  "count",
]);
const SETS = new Set([
  "set",
  "codes",
  "group",
  "scheme",
  "schemesOf",
  "world",
  "range",
  "plus",
  "minus",
  "both",
]);
const CONNECTIVES = new Set([
  "yes",
  "no",
  "and",
  "or",
  "not",
  "known",
  "unknown",
  "any",
  "all",
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
]);

export class TableTerms {
  readonly #terms: Terms;
  readonly #definitions: DefinitionsDocument;

  constructor(terms: Terms, definitions: DefinitionsDocument) {
    this.#terms = terms;
    this.#definitions = definitions;
  }

  cell(cell: Cell, input: Input): PropId {
    const asked = this.#asked(cell, input);
    return cell.not === true ? this.#terms.space.props.not(asked) : asked;
  }

  #asked(cell: Cell, input: Input): PropId {
    const { props } = this.#terms.space;
    const { value, type } = input;
    if (cell.is === "yes") return this.truth(value);
    if (cell.is === "no") return props.not(this.truth(value));
    if (cell.is === "unknown") return this.#terms.atom(`${this.argument(value)} is unknown`);
    if (cell.in !== undefined) return this.#in(value, cell.in);
    if (cell.meets !== undefined) {
      return this.#terms.atom(`${this.#side(value)} meets ${setKey(this.set(cell.meets))}`);
    }
    if (cell.classified !== undefined) {
      return this.#terms.atom(`${this.key(value)} is ${setKey(this.set(cell.classified))}`);
    }
    if (cell.eq !== undefined && (type === "code" || type === "text")) {
      const word = type === "text" ? JSON.stringify(cell.eq) : codeKey(input.scheme ?? "", cell.eq);
      return this.#terms.atom(`${this.key(value)} equals ${word}`);
    }
    const tests: PropId[] = [];
    for (const [name, op] of BOUNDS) {
      const bound = cell[name];
      if (bound === undefined) continue;
      if (type === "money") {
        const range = rangeFor(op, new Fraction(bound));
        tests.push(this.#terms.within(this.key(value), range, cell.currency ?? null));
        continue;
      }
      const at = type === "date" ? this.#terms.day(bound) : this.#terms.constant(new Fraction(bound));
      const test = this.#terms.compare(op, this.number(value), at);
      if (test === null) throw new Error("a bound that is no constant");
      tests.push(test);
    }
    if (tests.length === 0) throw new Error("a cell that asks nothing");
    return props.and(...tests);
  }

  truth(x: X): PropId {
    const { props } = this.#terms.space;
    switch (x[0]) {
      case "yes":
      case "no":
        return props.constant(x[0]);
      case "and":
        return props.and(...x.slice(1).map((part) => this.truth(part as X)));
      case "or":
        return props.or(...x.slice(1).map((part) => this.truth(part as X)));
      case "not":
        return props.not(this.truth(x[1]));
      case "known":
        return props.known(this.truth(x[1]));
      case "unknown":
        return props.whether(this.truth(x[1]));
      case "any":
      case "all":
        return this.#terms.atom(`${x[0]} ${this.binder(x[1])} : #${this.truth(x[2])}`);
      case "!=":
        return props.not(this.#compare("=", x[1], x[2]));
      case "=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return this.#compare(x[0], x[1], x[2]);
      case "in":
        return this.#in(x[1], x[2]);
      default:
        return this.#terms.atom(this.key(x));
    }
  }

  #compare(op: Op, left: X, right: X): PropId {
    const constant = (x: X): boolean => ["number", "date", "today"].includes(x[0]) || NUMERIC.has(x[0]);
    if (constant(left) || constant(right)) {
      const found = this.#terms.compare(op, this.number(left), this.number(right));
      if (found !== null) return found;
    }
    const [subject, word, turned] = isWord(left) ? [right, left, TURNED[op]] : [left, right, op];
    if (word[0] === "money" && !isWord(subject)) {
      return this.#terms.within(this.key(subject), rangeFor(turned, new Fraction(word[1])), word[2]);
    }
    if (word[0] === "enum" && !isWord(subject)) {
      const of = word[2] === undefined ? undefined : this.#definitions.enums[word[2]];
      const values = of?.values ?? this.#orderOf(word[1], subject);
      const at = values.indexOf(word[1]);
      const wanted = values.filter((_, i) => holds(turned, i - at));
      return this.#terms.atom(`${this.key(subject)} in ${setKey(this.#terms.set(...wanted))}`);
    }
    if (op === "=" && (word[0] === "code" || word[0] === "text") && !isWord(subject)) {
      return this.#terms.atom(`${this.key(subject)} equals ${this.key(word)}`);
    }
    return this.#terms.atom(`${this.argument(left)} ${op} ${this.argument(right)}`);
  }

  /** The values of the enum a word is compared in: the only one that has it, or that of the fact. */
  #orderOf(word: string, subject: X): readonly string[] {
    const name = subject[0] === "get" ? subject[2] : null;
    for (const record of Object.values(this.#definitions.records)) {
      const type = name === null ? undefined : record.fields[name]?.type;
      if (type?.kind !== "enum") continue;
      const { values } = this.#definitions.enums[type.enum]!;
      if (values.includes(word)) return values;
    }
    return Object.values(this.#definitions.enums).find((e) => e.values.includes(word))?.values ?? [word];
  }

  #in(element: X, set: XSet): PropId {
    const flat = element[0] === "enum" || element[0] === "text" || element[0] === "number";
    if (flat && (set[0] === "get" || set[0] === "column")) {
      return this.#terms.atom(`${this.key(set)} meets ${setKey(this.set(["set", element]))}`);
    }
    return this.#terms.atom(`${this.key(element)} in ${setKey(this.set(set))}`);
  }

  number(x: X): NumberTerm {
    switch (x[0]) {
      case "number":
        return this.#terms.constant(new Fraction(x[1]));
      case "date":
        return this.#terms.day(x[1]);
      case "convert":
        return this.#terms.convert(this.number(x[1]), new Fraction(x[2]), new Fraction(x[3]));
      case "+":
      case "-":
      case "*":
      case "/":
        return this.#terms.arithmetic(x[0], this.number(x[1]), this.number(x[2]));
      default:
        return this.#terms.number(this.key(x));
    }
  }

  binder(binder: XBinder): string {
    const listed = binder.listedIn === undefined ? "" : ` listed in ${[...binder.listedIn].sort()}`;
    const entry = binder.entry === undefined ? "" : ` as ${binder.entry}`;
    const where = binder.where === undefined ? "" : ` where #${this.truth(binder.where)}`;
    return `${binder.var} in ${this.key(binder.in)}${listed}${entry}${where}`;
  }

  set(x: XSet): SetTerm {
    switch (x[0]) {
      case "set":
        return this.#terms.set(...x.slice(1).map((member) => this.key(member as X)));
      case "codes":
        return this.#terms.set(...x.slice(2).map((code) => codeKey(x[1], code as string)));
      case "group":
        return this.#terms.named(`group ${x[1]}`);
      case "scheme":
        return this.#terms.named(`scheme ${x[1]}`);
      case "schemesOf":
        return this.#terms.named(`schemes of ${this.key(x[1])}`);
      case "world":
        return this.#terms.named("world");
      case "range":
        return this.#terms.named(`${codeKey(x[1], x[2])}..${x[3]}`);
      case "plus":
        return this.#terms.union(this.set(x[1]), this.set(x[2]));
      case "minus":
      case "both":
        return this.#terms.combined(x[0], this.set(x[1]), this.set(x[2]));
      default:
        return this.#terms.named(`all of ${this.key(x)}`);
    }
  }

  key(x: X): string {
    switch (x[0]) {
      case "number":
        return new Fraction(x[1]).toFraction();
      case "money":
        return `${new Fraction(x[1]).toFraction()} ${x[2]}`;
      case "date":
        return x[1];
      case "enum":
        return x[2] === undefined ? x[1] : wordKey(x[1], x[2]);
      case "text":
        return JSON.stringify(x[1]);
      case "code":
        return codeKey(x[1], x[2]);
      case "today":
      case "here":
      case "case":
        return x[0];
      case "var":
        return `$${x[1]}`;
      case "get":
        return `${this.key(x[1])}.${x[2]}`;
      case "column":
        return `${this.key(x[1])}:${x[2]}`;
      case "released":
        return `released.${x[1]}`;
      case "call": {
        const [, define, receiver, ...args] = x;
        const shown = args.map((a) => this.argument(a));
        return `${define}(${[receiver === null ? "-" : this.key(receiver), ...shown].join(", ")})`;
      }
      case "+":
      case "-":
      case "*":
      case "/":
      case "convert":
        return numberKey(this.number(x));
      case "sum":
      case "max":
      case "min":
      case "count":
        return `${x[0]} of ${this.argument(x[2])} for ${this.binder(x[1])}`;
      case "isUnknown":
        return `${this.argument(x[1])} is unknown`;
      case "meets":
        return `${this.#side(x[1])} meets ${setKey(this.set(x[2]))}`;
      case "classified":
        return `${this.key(x[1])} is ${setKey(this.set(x[2]))}`;
      case "listedIn": {
        const [, subject, ...lists] = x;
        return `${this.key(subject)} listed in ${[...lists].sort()}`;
      }
      case "listedBy":
        return `${this.key(x[1])} listed by ${this.key(x[2])}`;
      case "reached":
        return `reached ${x[1]}`;
      case "required": {
        const [, ...measures] = x;
        return `required by ${[...measures].sort()}`;
      }
      case "entryCondition":
        return `condition of ${this.key(x[1])}`;
      case "unencodable":
        return `unencodable ${x[1]}`;
      default:
        return SETS.has(x[0]) ? setKey(this.set(x as XSet)) : `#${this.truth(x)}`;
    }
  }

  #side(x: X): string {
    return x[0] === "get" || x[0] === "column" || x[0] === "var" ? this.key(x) : setKey(this.set(x as XSet));
  }

  argument(x: X): string {
    return CONNECTIVES.has(x[0]) ? `#${this.truth(x)}` : this.key(x);
  }
}

const BOUNDS = [
  ["eq", "="],
  ["gt", ">"],
  ["ge", ">="],
  ["lt", "<"],
  ["le", "<="],
] as const;
const TURNED = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function isWord(x: X): boolean {
  return ["money", "enum", "code", "text", "number", "date"].includes(x[0]);
}

function holds(op: Op, sign: number): boolean {
  if (op === "=") return sign === 0;
  if (op === "<") return sign < 0;
  if (op === "<=") return sign <= 0;
  return op === ">" ? sign > 0 : sign >= 0;
}
