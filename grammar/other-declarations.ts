/** Declarations as other texts begin and fill them: `define broker means ...`, `group partners: CA`, `instrument a, "A"`, `'A scenario'`. */
import type { IToken } from "chevrotain";
import { endOf, UNREAD } from "./other-reading.ts";
import { Sentences } from "./other-sentences.ts";
import { wordsBySpelling } from "./tokens.ts";

/** Declarations with a value behind `=`. */
const WITH_VALUE = new Set(["define", "group", "reach", "review"]);

/** Declarations whose name stands behind their word. */
const NAMED = new Set([
  ...WITH_VALUE,
  "authority",
  "case",
  "exception",
  "finding",
  "instrument",
  "measure",
  "unencodable",
]);

/** Clauses of declarations that commas part elsewhere, by what stands before the comma. */
const CLAUSES = new Set(
  "agency announced because cite codes from held permits published reach until".split(" "),
);

/** Clauses behind whose word a list stands at once. */
const LISTING = new Set(["items", "destinations", "activities"]);

/** Words behind which a day stands at once. */
const BEFORE_DAY = new Set(["announced", "from", "published", "through", "until"]);

/** Signs between members of a set, as words. */
const SET_SIGNS: ReadonlyMap<string, readonly [text: string, type: "Plus" | "Minus"]> = new Map([
  ["plus", ["+", "Plus"]],
  ["minus", ["-", "Minus"]],
]);

const OF_SETS = new Set([
  "group",
  "from",
  "destinations",
  "items",
  "add",
  "remove",
  "define",
  "when",
  "unless",
]);

/** Tokens before what stands too much behind `module us.base of US current to 2026-01-31`. */
const LONGEST_MODULE = 16;

const CITED =
  "cite the place alone; what amended it is an `instrument`, which a version names: `from 2025-03-01 by NAME`";
const READ = "write `current to` and the day up to which you read the law, as in `current to 2026-01-31`";
const REMARK = "what the law says is a clause or a condition; a remark stands behind `//`";

export abstract class Declarations extends Sentences {
  /** By the word at hand. */
  protected declared(image: string): boolean {
    const before = this.before()?.image ?? "";
    if (NAMED.has(before) && this.#nameOfWords()) return true;
    switch (image) {
      case "is":
      case "means":
        return this.#isBehindName() && this.#value(1);
      case "on":
        return this.#needlessOn();
      case "of":
        return this.#following();
      case "and":
        return this.#needlessAnd() || this.#listOfReleases();
      case "plus":
      case "minus":
        return this.#signOfSets(image);
      case "to":
        return this.#range();
      case "equals":
      case "equal":
        return this.#equals();
      default:
        return false;
    }
  }

  /** `define embargoed: destination = BY`, `define goods := ...`; `published: 2024-05-01`, `given: { ... }` */
  protected valueSign(): boolean {
    const before = this.before();
    const isBeforeDay =
      BEFORE_DAY.has(before?.image ?? "") &&
      (this.is(this.at(1), "Date") || this.startsDay(this.at(1), this.at(2)));
    const isGiven = before?.image === "given" && this.is(this.at(1), "LeftBrace");
    if (isBeforeDay || (isGiven && this.opensLine(before!))) {
      this.report(1, "clauses are written", []);
      this.leaveOut(1);
      return true;
    }
    const isDefined = this.is(this.at(1), "Equal") && this.touching(2);
    return this.#isBehindName() && this.#value(isDefined ? 2 : 1);
  }

  /** Behind the name of a declaration with a value, or its title; the word opens the line. */
  #isBehindName(): boolean {
    const back = (steps: number): IToken | undefined => this.tokens[this.index - steps];
    const name = this.is(back(1), "Text") ? 2 : 1;
    const word = back(name + 1);
    return this.is(back(name), "Identifier") && WITH_VALUE.has(word?.image ?? "") && this.opensLine(word!);
  }

  #value(count: number): boolean {
    this.report(count, "values are given", ["="]);
    this.leaveOut(count, [this.made("=", "Equal")]);
    this.condition();
    return true;
  }

  /** `define technical assistance = ...` */
  #nameOfWords(): boolean {
    const word = this.before()!;
    const opens = this.opensLine(word) || word.image === "measure";
    if (!opens || this.at(0)!.image === "the") return false;
    let count = 0;
    while (this.is(this.at(count), "Identifier") && !wordsBySpelling.has(this.at(count)!.image)) {
      if (this.opensLine(this.at(count)!) || this.at(count)!.image === "means") break;
      count++;
    }
    const isName =
      count > 1 &&
      (this.isOne(this.at(count), ["Text", "Equal", "LeftBrace"]) || this.at(count)?.image === "means");
    if (!isName || !this.apart(count)) return false;
    const words = Array.from({ length: count }, (_, ahead) => this.at(ahead)!.image);
    this.#declareAs(count, words.join("_"));
    return true;
  }

  /** `define "technical assistance" = ...` */
  protected nameInQuotes(): boolean {
    const word = this.before();
    if (!NAMED.has(word?.image ?? "") || !this.opensLine(word!)) return false;
    if (!this.isOne(this.at(1), ["Equal", "LeftBrace", "Text"]) && this.at(1)?.image !== "means")
      return false;
    const name = this.at(0)!
      .image.toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "_")
      .replaceAll(/^_+|_+$/g, "");
    if (!/^[a-z]/.test(name)) return false;
    this.#declareAs(1, name);
    return true;
  }

  #declareAs(count: number, name: string): void {
    this.report(count, "declarations are named", [name]);
    this.replace(count, "Identifier", null, name);
  }

  /** `scenario 'Chips to Belarus' {` */
  protected title(): boolean {
    const word = this.before();
    const { image } = this.at(0)!;
    if (word?.image !== "scenario" || !this.opensLine(word) || !this.is(this.at(1), "LeftBrace"))
      return false;
    if (image.includes('"') || image.includes("\\")) return false;
    const meant = `"${image.slice(1, -1)}"`;
    this.report(1, "titles are written", [meant]);
    this.replace(1, "Text", meant);
    return true;
  }

  /** `published on 2024-06-01` */
  #needlessOn(): boolean {
    const before = this.before();
    if (!BEFORE_DAY.has(before?.image ?? "")) return false;
    if (!this.is(this.at(1), "Date") && !this.startsDay(this.at(1), this.at(2))) return false;
    this.report(1, "clauses are written", []);
    this.leaveOut(1);
    return true;
  }

  /** `cite "87 FR 1", published 2024-05-01`; `instrument a, "A"`; `cite "99 CFR 3.1", as amended`; `module m of XX, as amended` */
  protected commaOfClauses(): boolean {
    const [before, next] = [this.before(), this.at(1)];
    if (this.#mended.has(this.at(0)!)) {
      this.leaveOut(1);
      return true;
    }
    if (next === undefined) return false;
    if (this.isOne(before, ["Text", "Date"]) && CLAUSES.has(next.image) && !this.is(this.at(2), "Colon")) {
      const others = this.#commasBehind();
      const again = others.map(({ startOffset }) => ({ start: startOffset, end: startOffset + 1 }));
      this.report(1, "clauses are parted", [], undefined, again.length === 0 ? undefined : again);
      for (const comma of others) this.#mended.add(comma);
      this.leaveOut(1);
      return true;
    }
    const word = this.tokens[this.index - 2];
    const opens = word !== undefined && NAMED.has(word.image) && this.opensLine(word);
    if (opens && this.is(before, "Identifier") && this.isOne(next, ["Text", "LeftBrace"])) {
      this.report(1, "declarations are written", []);
      this.leaveOut(1);
      return true;
    }
    const isCited = this.is(before, "Text") && word?.image === "cite" && !this.opensLine(next);
    const isModule = this.#isBehindModule() && !this.opensLine(next);
    const isWords = this.is(next, "Identifier") && !this.is(this.at(2), "Colon");
    if (!isWords || (!isModule && (!isCited || !this.isInRule))) return false;
    this.#restOfLine(isModule ? "modules are written" : "citations are written", isModule ? READ : CITED);
    return true;
  }

  /** Behind `module NAME of XX` or its day. */
  #isBehindModule(): boolean {
    // a module has a short name and stands first
    if (this.index > LONGEST_MODULE || !this.isOne(this.before(), ["Identifier", "Date"])) return false;
    const word = this.tokens[this.index - 2]?.image;
    return (word === "of" || word === "to") && this.firstOfLine() === "module";
  }

  readonly #mended = new Set<IToken>();

  /** Commas further on this line before clauses. */
  #commasBehind(): IToken[] {
    const found: IToken[] = [];
    for (let ahead = 2; ahead < 40; ahead++) {
      const [token, next] = [this.at(ahead), this.at(ahead + 1)];
      if (token === undefined || this.opensLine(token) || this.is(token, "RightBrace")) break;
      const isBehind = this.isOne(this.at(ahead - 1), ["Text", "Date"]);
      if (this.is(token, "Comma") && isBehind && CLAUSES.has(next?.image ?? "")) found.push(token);
    }
    return found;
  }

  /** Reports what stands from here to the end of the line, or to a brace, and leaves it out. */
  #restOfLine(what: string, advice: string): void {
    let count = 1;
    for (;;) {
      const token = this.at(count);
      if (token === undefined || this.opensLine(token) || this.isOne(token, ["LeftBrace", "RightBrace"]))
        break;
      count++;
    }
    this.report(count, what, [], advice);
    this.leaveOut(count);
  }

  /** `from 2024-06-01 (order_2024)`; `items 1A001 (processors)`, `destinations partners (except CA)`; `module m of XX (as amended)` */
  protected remark(): boolean {
    const before = this.before();
    const [first, close] = [this.at(1), this.at(2)];
    if (this.is(before, "Date") && this.is(first, "Identifier") && this.is(close, "RightParen")) {
      if (this.tokens[this.index - 2]?.image !== "from") return false;
      this.report(3, "the instrument of a version is written", [`by ${first!.image}`]);
      this.leaveOut(3, [this.made("by", "Identifier"), first!]);
      return true;
    }
    if (before === undefined || endOf(before) === this.at(0)!.startOffset || this.opensLine(this.at(0)!))
      return false;
    const isListing = this.isInRule && LISTING.has(this.firstOfLine() ?? "");
    const isMember =
      this.isOne(before, ["Code", "Quoted"]) ||
      (this.is(before, "Identifier") && !wordsBySpelling.has(before.image));
    const isModule = this.#isBehindModule();
    if (!isModule && (!isListing || !isMember)) return false;
    let count = 1;
    while (!this.is(this.at(count), "RightParen")) {
      const token = this.at(count);
      if (token === undefined || this.opensLine(token) || this.isOne(token, ["LeftBrace", "RightBrace"]))
        return false;
      count++;
    }
    this.report(
      count + 1,
      isModule ? "modules are written" : "lists are written",
      [],
      isModule ? READ : REMARK,
    );
    this.leaveOut(count + 1);
    return true;
  }

  /** `any of the following: {`, `all of the following conditions are met: {` */
  #following(): boolean {
    const quantifier = this.before()?.image ?? "";
    if (!["any", "all", "no", "one", "each"].includes(quantifier)) return false;
    let count = 1;
    if (this.at(count)?.image !== "the" || this.at(count + 1)?.image !== "following") return false;
    count += 2;
    while (this.is(this.at(count), "Identifier") && count < 12 && !this.opensLine(this.at(count)!)) count++;
    if (this.is(this.at(count), "Colon")) count++;
    const hasBrace = this.is(this.at(count), "LeftBrace");
    const advice = "write the limbs in braces, parted by commas: `any of { (1) ..., (2) ... }`";
    this.report(count, "limbs are begun", hasBrace ? ["of"] : [], hasBrace ? undefined : advice);
    if (hasBrace) this.readAs(count, ["of"]);
    else {
      // `any` and all behind it are no condition
      this.soFar().pop();
      this.replace(count, "Identifier", null, UNREAD);
    }
    return true;
  }

  /** `RU, BY, and IR` */
  #needlessAnd(): boolean {
    const next = this.at(1);
    if (!this.is(this.before(), "Comma") || !OF_SETS.has(this.firstOfLine() ?? "")) return false;
    const isLast = this.isOne(next, ["Identifier", "Code", "Quoted"]) && !wordsBySpelling.has(next!.image);
    const behind = this.at(2);
    const isEnd =
      behind === undefined || this.opensLine(behind) || this.isOne(behind, ["RightBrace", "RightParen"]);
    if (!isLast || !isEnd) return false;
    this.report(1, "members of a list are joined", []);
    this.leaveOut(1);
    return true;
  }

  /** `releases art_3 and art_4` */
  #listOfReleases(): boolean {
    if (!this.isInRule || this.firstOfLine() !== "releases") return false;
    this.report(1, "members of a list are joined", [","]);
    this.replace(1, "Comma", ",");
    return true;
  }

  /** `annex_1 plus annex_2 minus IR` */
  #signOfSets(image: string): boolean {
    const isBehind = this.isOne(this.before(), ["Identifier", "RightBrace", "RightParen", "Code"]);
    const isBefore = this.isOne(this.at(1), ["Identifier", "LeftBrace", "LeftParen", "Code", "Quoted"]);
    if (!isBehind || !isBefore || !OF_SETS.has(this.firstOfLine() ?? "")) return false;
    if (this.opensLine(this.at(0)!) || wordsBySpelling.has(this.before()!.image)) return false;
    const [text, type] = SET_SIGNS.get(image)!;
    this.report(1, "sets are joined", [text]);
    this.leaveOut(1, [{ ...this.at(0)!, image: text, ...this.typed(type) }]);
    return true;
  }

  /** `1A001 to 1A005` */
  #range(): boolean {
    const [before, next] = [this.before(), this.at(1)];
    const isRange =
      (this.is(before, "Code") && this.is(next, "Code")) ||
      (this.is(before, "Quoted") && this.is(next, "Quoted"));
    if (!isRange) return false;
    this.report(1, "ranges of codes are written", [".."]);
    this.leaveOut(1, [{ ...this.at(0)!, image: "..", ...this.typed("DotDot") }]);
    return true;
  }

  /** `destination equals BY`, `act is equal to shipment` */
  #equals(): boolean {
    const count = this.at(0)!.image === "equals" ? 1 : 2;
    if (count === 2 && this.at(1)?.image !== "to") return false;
    if (!this.isOne(this.before(), ["Identifier"]) || !this.isInCondition()) return false;
    if (!this.isOne(this.at(count), ["Identifier", "Code", "Quoted"])) return false;
    if (this.before()!.image === "is") return false;
    this.report(count, "comparisons are written", ["="]);
    this.leaveOut(count, [this.made("=", "Equal")]);
    return true;
  }
}
