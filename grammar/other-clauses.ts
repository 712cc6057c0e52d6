/**
 * Clauses in the words of laws: `with effect from`, `repealed`, `a license is required`, `except where`; and lists and ranges as they are
 * spoken: `= RU, BY`, `between 1 and 5`, `JP and NO`.
 */
import type { IToken } from "chevrotain";
import { Phrases } from "./other-phrases.ts";
import { endOf } from "./other-reading.ts";

/** Behind which the words are meant; null: behind anything. */
type Follower = "Date" | "Text" | null;

interface Opening {
  readonly words: readonly string[];
  readonly before: Follower;
  readonly what: string;
  readonly meant: readonly string[];
}

const END = "the end of a version is written";
const BEGINNING = "the beginning of a version is written";
const OUTCOME = "what is required is written";

/** What may open a line, the longest first. Where one word is nearly one of the language, the parser says so. */
const OPENINGS: readonly Opening[] = (
  [
    ["ceases to have effect on", "Date", END, ["until"]],
    ["repealed on", "Date", END, ["until"]],
    ["repealed from", "Date", END, ["until"]],
    ["repealed", "Date", END, ["until"]],
    ["expires on", "Date", END, ["until", "through"]],
    ["ends on", "Date", END, ["until", "through"]],
    ["lapses on", "Date", END, ["until", "through"]],
    ["entering into force on", "Date", BEGINNING, ["from"]],
    ["with effect from", "Date", BEGINNING, ["from"]],
    ["effective from", "Date", BEGINNING, ["from"]],
    ["effective on", "Date", BEGINNING, ["from"]],
    ["in force from", "Date", BEGINNING, ["from"]],
    ["in effect from", "Date", BEGINNING, ["from"]],
    ["valid from", "Date", BEGINNING, ["from"]],
    ["applies from", "Date", BEGINNING, ["from"]],
    ["shall apply from", "Date", BEGINNING, ["from"]],
    ["enters into force on", "Date", BEGINNING, ["from"]],
    ["comes into force on", "Date", BEGINNING, ["from"]],
    ["enters into force", "Date", BEGINNING, ["from"]],
    ["comes into force", "Date", BEGINNING, ["from"]],
    ["in force since", "Date", BEGINNING, ["from"]],
    ["takes effect on", "Date", BEGINNING, ["from"]],
    ["takes effect", "Date", BEGINNING, ["from"]],
    ["commences on", "Date", BEGINNING, ["from"]],
    ["commencement", "Date", BEGINNING, ["from"]],
    ["effective", "Date", BEGINNING, ["from"]],
    ["as from", "Date", BEGINNING, ["from"]],
    ["except where", null, "conditions are written", ["unless"]],
    ["except when", null, "conditions are written", ["unless"]],
    ["except if", null, "conditions are written", ["unless"]],
    ["a license is required", null, OUTCOME, ["requires license"]],
    ["a license shall be required", null, OUTCOME, ["requires license"]],
    ["license is required", null, OUTCOME, ["requires license"]],
    ["license required", null, OUTCOME, ["requires license"]],
    ["shall require a license", null, OUTCOME, ["requires license"]],
    ["shall require license", null, OUTCOME, ["requires license"]],
    ["subject to a license", null, OUTCOME, ["requires license"]],
    ["subject to license", null, OUTCOME, ["requires license"]],
    ["shall be prohibited", null, OUTCOME, ["prohibits"]],
    ["is prohibited", null, OUTCOME, ["prohibits"]],
    ["pursuant to", "Text", "citations are written", ["cite"]],
  ] as const
).flatMap(([phrase, before, what, meant]) =>
  // British texts have a licence
  [...new Set([phrase, phrase.replace("license", "licence")])].map((words) => ({
    words: words.split(" "),
    before,
    what,
    meant,
  })),
);

const byFirstWord = new Map<string, Opening[]>();
for (const opening of OPENINGS) {
  const known = byFirstWord.get(opening.words[0]!);
  if (known === undefined) byFirstWord.set(opening.words[0]!, [opening]);
  else known.push(opening);
}

/** Clauses that list names, behind whose word a list stands at once. */
const LISTING = new Set(["items", "destinations", "activities"]);
/** Signs on a line: without an end, a text of one line would be gone through again for each of its words. */
const LONGEST_LINE = 2_000;
const COUNTRY = /^[A-Z]{2}$/;

export abstract class Clauses extends Phrases {
  /** By the first word. */
  protected clause(image: string): boolean {
    if (byFirstWord.has(image) && this.#opening(image)) return true;
    switch (image) {
      case "not":
      case "no":
        return this.#lastDay(3) || this.#outcomeExpected();
      case "to":
        return this.#lastDay(1);
      case "is":
        return this.#membership();
      case "case":
        return this.#caseByCase();
      case "between":
        return this.#range();
      case "and":
        return this.#lastOfList();
      case "license":
        return this.#licenseExpected();
      default:
        return false;
    }
  }

  #opening(image: string): boolean {
    if (!this.opensLine(this.at(0)!) || this.isOne(this.before(), ["Comma", "Equal", "Plus"])) return false;
    const found = byFirstWord
      .get(image)!
      .find(
        ({ words, before }) =>
          words.every((word, i) => this.at(i)?.image === word && (i === 0 || !this.opensLine(this.at(i)!))) &&
          (before === null ||
            this.is(this.at(words.length), before) ||
            (before === "Date" && this.startsDay(this.at(words.length), this.at(words.length + 1)))),
      );
    if (found === undefined) return false;
    const { words, what, meant } = found;
    if (what === OUTCOME && this.requirement(words.length, words.length, meant[0]!.split(" "))) return true;
    this.report(words.length, what, meant);
    this.readAs(words.length, meant[0]!.split(" "));
    return true;
  }

  /** `from 2025-01-01 not later than 2025-12-31`, `from 2025-01-01 to 2025-12-31` */
  #lastDay(count: number): boolean {
    if (count === 3 && (this.at(1)?.image !== "later" || this.at(2)?.image !== "than")) return false;
    if (!this.is(this.at(count), "Date") || !this.#isBehindBeginning()) return false;
    this.report(count, END, count === 3 ? ["through"] : ["through", "until"]);
    this.readAs(count, ["through"]);
    return true;
  }

  /** Behind `from D` or `from D by name`. */
  #isBehindBeginning(): boolean {
    const back = (steps: number): IToken | undefined => this.tokens[this.index - steps];
    const day = back(2)?.image === "by" ? 3 : 1;
    return this.is(back(day), "Date") && back(day + 1)?.image === "from";
  }

  /** `destination is in zone`, `destination is not in zone` */
  #membership(): boolean {
    const isNot = this.at(1)?.image === "not";
    const count = isNot ? 3 : 2;
    if (this.at(count - 1)?.image !== "in") return false;
    const meant = isNot ? "not in" : "in";
    this.report(count, "membership is written", [meant]);
    this.readAs(count, meant.split(" "));
    return true;
  }

  /** `case-by-case` */
  #caseByCase(): boolean {
    const images = ["case", "-", "by", "-", "case"];
    if (!images.every((image, ahead) => this.at(ahead)?.image === image) || !this.touching(5)) return false;
    this.report(5, "policies are written", ["case by case"]);
    this.readAs(5, ["case", "by", "case"]);
    return true;
  }

  /** `tpp between 4800 and 6000 TPP` */
  #range(): boolean {
    const unitAt = (ahead: number): number => (this.is(this.at(ahead), "Identifier") ? 1 : 0);
    const first = this.at(1);
    const hasUnit = this.at(2)?.image === "and" ? 0 : unitAt(2);
    const second = this.at(3 + hasUnit);
    if (!this.is(first, "NumberLiteral") || this.at(2 + hasUnit)?.image !== "and") return false;
    if (!this.is(second, "NumberLiteral")) return false;
    const subject = this.#subject(this.index);
    if (subject.length === 0) return false;
    const unit = this.at(4 + hasUnit);
    const isUnit = unitAt(4 + hasUnit) === 1 && !this.opensLine(unit!) && !JOINS.has(unit!.image);
    const count = 4 + hasUnit + (isUnit ? 1 : 0);
    const name = subject.map(({ image }) => image).join("");
    const own = hasUnit ? [this.at(2)!] : isUnit ? [unit!] : [];
    const text = (number: IToken, units: readonly IToken[]): string =>
      [number, ...units].map(({ image }) => image).join(" ");
    const end = isUnit ? [unit!] : [];
    this.report(count, "ranges are written", [
      `>= ${text(first!, own)} and ${name} <= ${text(second!, end)}`,
    ]);
    const sign = (image: string, type: "GreaterEqual" | "LessEqual"): IToken => this.made(image, type);
    this.leaveOut(count, [
      sign(">=", "GreaterEqual"),
      ...[first!, ...own, this.made("and", "Identifier"), ...subject],
      ...[sign("<=", "LessEqual"), second!, ...end],
    ]);
    return true;
  }

  /** `= CA, JP and NO`, `items 1A001 and 1A002`: the last of a list */
  #lastOfList(): boolean {
    const [before, next] = [this.before(), this.at(1)];
    const back = this.tokens[this.index - 2];
    const isOfCountries =
      this.is(back, "Comma") && COUNTRY.test(before?.image ?? "") && COUNTRY.test(next?.image ?? "");
    if (!isOfCountries && !this.#isInListing()) return false;
    this.report(1, "members of a list are joined", [","]);
    this.replace(1, "Comma", ",");
    return true;
  }

  /** On a line that a clause begins which lists names, and nothing else. */
  #isInListing(): boolean {
    if (!LISTING.has(this.firstOfLine() ?? "")) return false;
    for (let at = this.index - 1; at >= 0; at--) {
      const token = this.tokens[at]!;
      if (this.opensLine(token)) return true;
      if (this.isOne(token, ["LeftBrace", "RightBrace", "Equal", "Colon"])) return false;
    }
    return false;
  }

  /** `when destination = RU, BY`: a comma ends a clause for nobody who writes so */
  protected severalValues(isNot: boolean): boolean {
    if (!this.isInCondition()) return false;
    const members: IToken[] = [];
    let count = 1;
    for (;;) {
      const member = this.at(count);
      if (!this.isOne(member, ["Identifier", "Quoted"]) || this.opensLine(member!)) return false;
      members.push(member!);
      count++;
      const comma = this.at(count);
      if (!this.is(comma, "Comma")) break;
      count++;
    }
    if (members.length < 2) return false;
    const word = isNot ? ["not", "in"] : ["in"];
    const list = members.map(({ image }) => image).join(", ");
    this.report(count, "several values are compared", [`${word.join(" ")} {${list}}`]);
    const comma = this.made(",", "Comma");
    this.leaveOut(count, [
      ...word.map((image) => this.made(image, "Identifier")),
      this.made("{", "LeftBrace"),
      ...members.flatMap((member, at) => (at === 0 ? [member] : [comma, member])),
      { ...this.made("}", "RightBrace"), startOffset: endOf(members.at(-1)!) - 1 },
    ]);
    return true;
  }

  /** Behind a fact in a clause `when` or `unless` that begins on this line, outside of all braces. */
  protected isInCondition(): boolean {
    const first = this.firstOfLine();
    if (first !== "when" && first !== "unless") return false;
    if (this.#subject(this.index).length === 0) return false;
    for (let at = this.index - 1; at >= 0; at--) {
      const token = this.tokens[at]!;
      if (this.isOne(token, ["LeftBrace", "RightBrace", "LeftParen", "RightParen"])) return false;
      if (this.opensLine(token)) return true;
    }
    return false;
  }

  /** The word that opens the line of the next token; null: none does, or the line is longer than anybody writes it. */
  protected firstOfLine(): string | null {
    const end = this.at(0)!.startOffset;
    const start = Math.max(0, end - LONGEST_LINE);
    const before = this.text.slice(start, end);
    const line = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"));
    return line === -1 && start > 0 ? null : (/^\s*([a-z]+)/.exec(before.slice(line + 1))?.[1] ?? null);
  }

  /** `item.tpp` before a token, as it stands. */
  #subject(end: number): readonly IToken[] {
    let start = end;
    while (this.is(this.tokens[start - 1], "Identifier")) {
      start--;
      if (!this.is(this.tokens[start - 1], "Dot")) break;
      start--;
    }
    return this.tokens.slice(start, end);
  }

  /** `expect on 2025-01-01 NL no license required` */
  #outcomeExpected(): boolean {
    const isLicense = this.at(0)!.image === "no" && this.at(1)?.image === "license";
    if (!isLicense || !this.#isExpected()) return false;
    const count = this.at(2)?.image === "required" ? 3 : 2;
    this.report(count, "answers are written", ["no requirement"]);
    this.readAs(count, ["no", "requirement"]);
    return true;
  }

  /** `expect on 2025-01-01 NL license required` */
  #licenseExpected(): boolean {
    if (this.at(1)?.image !== "required" || !this.#isExpected()) return false;
    this.report(2, "answers are written", ["license"]);
    this.readAs(2, ["license"]);
    return true;
  }

  /** Behind the day and the jurisdiction of an expectation. */
  #isExpected(): boolean {
    return this.is(this.tokens[this.index - 2], "Date") && this.is(this.before(), "Identifier");
  }

  protected readAs(count: number, words: readonly string[]): void {
    this.leaveOut(
      count,
      words.map((word) => this.made(word, "Identifier")),
    );
  }

  /** A token that stands where the next one does. */
  protected made(
    image: string,
    type:
      | "Identifier"
      | "Comma"
      | "Equal"
      | "NotEqual"
      | "Minus"
      | "LeftBrace"
      | "RightBrace"
      | "GreaterEqual"
      | "LessEqual",
  ): IToken {
    const tokenType = this.types[type];
    return { ...this.at(0)!, image, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx!, payload: undefined };
  }
}

/** Words that go on with a condition, and are no units. */
const JOINS = new Set(["and", "or", "unless", "when", "where"]);
