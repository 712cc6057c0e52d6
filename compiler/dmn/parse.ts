/**
 * Reads cells. Names of FEEL may hold spaces, so the reader must know the names in scope and takes the longest one that
 * fits; everything else is a plain recursive descent over the text. What is not S-FEEL is refused, never guessed.
 */
import Fraction from "fraction.js";
import { FUNCTIONS } from "./functions.ts";
import { type Comparison, type Expression, type Test, type Tests, Unreadable } from "./syntax.ts";
import { booleanValue, NULL, stringValue } from "./value.ts";

const WORD = /[\p{L}_?][\p{L}\p{N}_]*/uy;
const NUMBER = /\d+(?:\.\d+)?|\.\d+/y;
const SPACE = /\s+/y;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;
const KEYWORDS = new Set([
  "if",
  "then",
  "else",
  "for",
  "in",
  "return",
  "some",
  "every",
  "satisfies",
  "function",
]);
const JOINERS = new Set(["and", "or", "between", "instance", "in"]);

/** Reads an input entry or a list of allowed values. Throws `Unreadable`. */
export function parseTests(text: string, names: readonly string[] = []): Tests {
  return new Reader(text, names).tests();
}

/** Reads an output entry or an input expression. Throws `Unreadable`. */
export function parseExpression(text: string, names: readonly string[] = []): Expression {
  return new Reader(text, names).whole();
}

class Reader {
  readonly #text: string;
  readonly #names: readonly string[];
  #at = 0;

  constructor(text: string, names: readonly string[]) {
    this.#text = text;
    this.#names = [...names].sort((a, b) => b.length - a.length);
    this.#space();
  }

  tests(): Tests {
    if (this.#text.trim() === "-") return { kind: "any" };
    const start = this.#at;
    let tests: Tests;
    if (this.#word("not") && this.#take("(")) {
      tests = { kind: "tests", negated: true, tests: this.#list() };
      this.#expect(")");
    } else {
      this.#at = start;
      tests = { kind: "tests", negated: false, tests: this.#list() };
    }
    this.#end();
    return tests;
  }

  whole(): Expression {
    const expression = this.#sum();
    this.#end();
    return expression;
  }

  #list(): Test[] {
    const tests = [this.#test()];
    while (this.#take(",")) tests.push(this.#test());
    return tests;
  }

  #test(): Test {
    for (const operator of ["!=", "<>"])
      if (this.#text.startsWith(operator, this.#at))
        this.#fail(`"${operator}" is no unary test of S-FEEL; write not(...)`);
    if (this.#text.startsWith("=", this.#at))
      this.#fail(`"=" is no unary test of S-FEEL; write the value alone`);
    for (const operator of ["<=", ">=", "<", ">"] as const satisfies readonly Comparison[])
      if (this.#take(operator)) return { kind: "compare", operator, to: this.#sum() };
    return this.#interval() ?? { kind: "equals", to: this.#sum() };
  }

  /** An interval; undefined where the bracket opens a list or a parenthesis instead. */
  #interval(): Test | undefined {
    const start = this.#at;
    const open = this.#text[this.#at];
    if (open !== "[" && open !== "(" && open !== "]") return undefined;
    this.#skip(1);
    if (this.#text[this.#at] === "]" && open === "[") {
      this.#at = start;
      return undefined;
    }
    const low = this.#sum();
    if (!this.#take("..")) {
      if (open === "]") this.#fail(`expected ".."`);
      this.#at = start;
      return undefined;
    }
    const high = this.#sum();
    const close = this.#text[this.#at];
    if (close !== "]" && close !== ")" && close !== "[")
      this.#fail(`expected "]", ")" or "[" at the end of an interval`);
    this.#skip(1);
    return { kind: "interval", low, lowClosed: open === "[", high, highClosed: close === "]" };
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const operator = this.#take("+") ? "+" : this.#take("-") ? "-" : undefined;
      if (operator === undefined) return left;
      left = { kind: "arithmetic", operator, left, right: this.#product() };
    }
  }

  #product(): Expression {
    let left = this.#power();
    for (;;) {
      if (this.#text.startsWith("**", this.#at)) return left;
      const operator = this.#take("*") ? "*" : this.#take("/") ? "/" : undefined;
      if (operator === undefined) return left;
      left = { kind: "arithmetic", operator, left, right: this.#power() };
    }
  }

  #power(): Expression {
    let left = this.#sign();
    while (this.#take("**")) left = { kind: "arithmetic", operator: "**", left, right: this.#sign() };
    return left;
  }

  #sign(): Expression {
    return this.#take("-") ? { kind: "negate", of: this.#sign() } : this.#path();
  }

  #path(): Expression {
    let expression = this.#primary();
    while (this.#text[this.#at] === "." && this.#text[this.#at + 1] !== ".") {
      this.#skip(1);
      expression = { kind: "path", of: expression, name: this.#name() };
    }
    return expression;
  }

  #primary(): Expression {
    const first = this.#text[this.#at];
    if (first === undefined) this.#fail("the text ends where a value is expected");
    if (first === '"') return { kind: "literal", value: stringValue(this.#string()) };
    if (first === "@") {
      this.#skip(1);
      if (this.#text[this.#at] !== '"') this.#fail(`expected text after "@"`);
      return { kind: "call", name: "@", args: [{ kind: "literal", value: stringValue(this.#string()) }] };
    }
    if (first === "[") return this.#listLiteral();
    if (this.#take("(")) {
      const inner = this.#sum();
      this.#expect(")");
      return inner;
    }
    NUMBER.lastIndex = this.#at;
    const digits = NUMBER.exec(this.#text);
    if (digits !== null) {
      this.#skip(digits[0].length);
      return { kind: "literal", value: { kind: "number", value: new Fraction(digits[0]) } };
    }
    return this.#nameOrCall();
  }

  #listLiteral(): Expression {
    this.#expect("[");
    const items: Expression[] = [];
    if (!this.#take("]")) {
      do items.push(this.#sum());
      while (this.#take(","));
      this.#expect("]");
    }
    return { kind: "list", items };
  }

  #nameOrCall(): Expression {
    const start = this.#at;
    for (const name of FUNCTIONS.keys())
      if (this.#phrase(name)) {
        if (this.#take("(")) return { kind: "call", name, args: this.#arguments() };
        this.#at = start;
      }
    const known = this.#known();
    if (known !== undefined) return { kind: "name", name: known };
    const word = this.#name();
    if (word === "true" || word === "false") return { kind: "literal", value: booleanValue(word === "true") };
    if (word === "null") return { kind: "literal", value: NULL };
    this.#at = word.startsWith("?") || KEYWORDS.has(word) ? start : this.#at;
    if (word.startsWith("?")) this.#fail(`"?" makes this a full FEEL expression, which S-FEEL does not have`);
    if (KEYWORDS.has(word)) this.#fail(`"${word}" is full FEEL, which is not read`);
    if (this.#text[this.#at] === "(") {
      this.#at = start;
      this.#fail(`the function "${word}" is not read`);
    }
    return { kind: "name", name: word };
  }

  #arguments(): Expression[] {
    const args: Expression[] = [];
    if (this.#take(")")) return args;
    do args.push(this.#sum());
    while (this.#take(","));
    this.#expect(")");
    return args;
  }

  #name(): string {
    const known = this.#known();
    if (known !== undefined) return known;
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0];
    if (word === undefined)
      this.#fail(`cannot read ${JSON.stringify(this.#text.slice(this.#at, this.#at + 12))}`);
    this.#skip(word.length);
    return word;
  }

  #known(): string | undefined {
    return this.#names.find((name) => this.#phrase(name));
  }

  /** Takes a name that may hold spaces, if it ends here. */
  #phrase(name: string): boolean {
    if (name === "" || !this.#text.startsWith(name, this.#at)) return false;
    const next = this.#text[this.#at + name.length];
    if (next !== undefined && WORD_CHARACTER.test(next)) return false;
    this.#skip(name.length);
    return true;
  }

  #word(word: string): boolean {
    return this.#phrase(word);
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === "\\" ? 2 : 1;
    if (end >= this.#text.length) this.#fail("the text in quotes does not end");
    const inner = this.#text.slice(start + 1, end);
    this.#skip(end + 1 - start);
    return inner.replace(
      /\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|[\s\S])/g,
      (whole: string, mark: string) => ESCAPES[mark] ?? decode(mark) ?? whole,
    );
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#skip(text.length);
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.#fail(`expected "${text}"`);
  }

  #skip(count: number): void {
    this.#at += count;
    this.#space();
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    const space = SPACE.exec(this.#text);
    if (space !== null) this.#at += space[0].length;
  }

  #end(): void {
    if (this.#at >= this.#text.length) return;
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0];
    if (word !== undefined && JOINERS.has(word)) this.#fail(`"${word}" is full FEEL, which is not read`);
    this.#fail(`did not expect ${JSON.stringify(this.#text.slice(this.#at, this.#at + 12))}`);
  }

  #fail(message: string): never {
    throw new Unreadable(message, this.#at);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\\": "\\",
  n: "\n",
  r: "\r",
  t: "\t",
};

function decode(mark: string): string | undefined {
  return /^[uU][0-9a-fA-F]+$/.test(mark)
    ? String.fromCodePoint(Number.parseInt(mark.slice(1), 16))
    : undefined;
}
