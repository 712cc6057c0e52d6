/** Turns of phrase that laws have in place of a word or two of the language: `a license`, `provided that`, `£5,000`, `and/or`. */
import type { IToken } from "chevrotain";
import { isMonth } from "./other-months.ts";
import { meantByPoints, numbersMeant, shortest } from "./other-numbers.ts";
import { endOf, Reading } from "./other-reading.ts";
import { wordsBySpelling } from "./tokens.ts";

/** Signs of amounts, with the currencies that are written so; of several nobody can tell which. */
export const CURRENCY_SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ["$", ["USD", "CAD", "AUD"]],
  ["€", ["EUR"]],
  ["£", ["GBP"]],
  ["¥", ["JPY", "CNY"]],
  ["￥", ["JPY", "CNY"]],
  ["₩", ["KRW"]],
]);

/** Currencies that laws put before the amount. */
const CURRENCIES = new Set("AUD CAD CHF CNY EUR GBP JPY KRW NZD RUB TWD USD".split(" "));

/** Numbers that are words, by their zeros. */
const LARGE: ReadonlyMap<string, number> = new Map([
  ["thousand", 3],
  ["million", 6],
  ["billion", 9],
]);

const COMPARISON_SIGNS = ["Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "NotEqual"] as const;

/** What stands between a number and one that goes on with it, or the sign of its currency. */
const GAP = /^[ \u00a0\u2009\u202f]?$/;

const OUTCOMES: ReadonlyMap<string, string> = new Map([
  ["license", "license"],
  ["licence", "license"],
  ["licenses", "license"],
  ["licences", "license"],
  ["notice", "notice"],
  ["notification", "notice"],
  ["authorisation", "license"],
  ["authorization", "license"],
  ["permit", "license"],
]);

/** With which goes on what a license is required for. */
const BEFORE_TAIL = new Set(["as", "by", "for", "from", "in", "of", "to", "under", "where"]);

const TAIL =
  "write `requires license`, and what it is required for in clauses of their own: `activities`, `items`, `destinations`, or `when` and a condition";

/** A code that begins like a name: `ML1`, `AT1`. */
const NAMELIKE = /^[A-Z]{1,4}\d{1,4}[a-z]?$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export abstract class Phrases extends Reading {
  /** By the first word of the phrase. */
  protected phrase(image: string): boolean {
    switch (image) {
      case "a":
      case "an":
      case "the":
      case "any":
      case "prior":
      case "export":
      case "individual":
      case "authorisation":
      case "authorization":
      case "permit":
        return this.#outcome();
      case "license":
        return this.before()?.image === "requires" && this.requirement(1, 1, ["license"]);
      case "provided":
        return this.#condition();
      case "either":
      case "both":
        return this.#needless();
      case "and":
      case "or":
        return this.#andOr();
      case "not":
      case "no":
        return this.#deadline();
      case "of":
      case "from":
      case "after":
        return this.#sinceWhen();
      case "by":
        return this.#instrument();
      default:
        // most words are small, and these are capitals
        return image.charCodeAt(0) < 91 && (this.#bareCodes() || this.#currencyFirst());
    }
  }

  /** `requires a license`, `requires an export license` */
  #outcome(): boolean {
    if (this.before()?.image !== "requires") return false;
    const most = 4;
    for (let last = 0; last < most; last++) {
      const token = this.at(last);
      if (!this.is(token, "Identifier")) return false;
      const meant = OUTCOMES.get(token!.image);
      if (meant === undefined) continue;
      if (meant === "license" && this.requirement(last + 1, last + 1, ["license"])) return true;
      this.report(last + 1, "what is required is written", [meant]);
      this.replace(last + 1, "Identifier", meant);
      return true;
    }
    return false;
  }

  /** `license for exports`, `license (individual or global)`: a requirement, with more behind it than a clause has */
  protected requirement(count: number, from: number, read: readonly string[]): boolean {
    const first = this.at(from);
    if (first === undefined || this.opensLine(first)) return false;
    const next = this.at(from + 1);
    const isTail =
      this.isOne(first, ["LeftParen", "Comma"]) ||
      (this.is(first, "Identifier") && BEFORE_TAIL.has(first.image));
    const isClause =
      (first.image === "for" && next?.image === "any") ||
      (first.image === "from" && (this.isOne(next, ["Date", "NumberLiteral"]) || isDayAhead(next))) ||
      (this.is(first, "Comma") && this.is(next, "Identifier") && wordsBySpelling.has(next!.image));
    if (!isTail || isClause) return false;
    let whole = count;
    for (;;) {
      const token = this.at(whole);
      if (token === undefined || this.opensLine(token) || this.isOne(token, ["LeftBrace", "RightBrace"]))
        break;
      whole++;
    }
    this.report(whole, "what is required is written", [], TAIL);
    this.leaveOut(
      whole,
      read.map((word) => ({ ...this.at(0)!, image: word })),
    );
    return true;
  }

  /** `provided that ...` as a clause */
  #condition(): boolean {
    if (this.at(1)?.image !== "that" || !this.opensLine(this.at(0)!)) return false;
    this.report(2, "conditions are written", ["when"]);
    this.replace(2, "Identifier", "when");
    return true;
  }

  /** `either A or B`, `both A and B` */
  #needless(): boolean {
    const next = this.at(1);
    const joins = ["when", "unless", "where", "and", "or", "not", "(", "="].includes(
      this.before()?.image ?? "",
    );
    if (!joins || !this.isOne(next, ["Identifier", "LeftParen"]) || JOINS.has(next!.image)) return false;
    this.report(1, "conditions are joined", []);
    this.leaveOut(1);
    return true;
  }

  /** `and/or` */
  #andOr(): boolean {
    const other = this.at(0)!.image === "and" ? "or" : "and";
    if (!this.is(this.at(1), "Slash") || this.at(2)?.image !== other || !this.touching(3)) return false;
    this.report(3, "conditions are joined", ["or"]);
    this.replace(3, "Identifier", "or");
    return true;
  }

  /** `not later than 30 days`, `no later than 30 days` */
  #deadline(): boolean {
    const [, later, than, number, days] = [0, 1, 2, 3, 4].map((ahead) => this.at(ahead));
    if (later?.image !== "later" || than?.image !== "than" || !this.is(number, "NumberLiteral")) return false;
    if (days?.image !== "days") return false;
    this.report(3, "the time of a duty is written", ["within"]);
    this.replace(3, "Identifier", "within");
    return true;
  }

  /** `within 30 days of export`: since when is said in words */
  #sinceWhen(): boolean {
    const first = this.at(0)!;
    const behind = this.text.slice(Math.max(0, first.startOffset - 20), first.startOffset);
    if (!/\d[^\S\n\r]+days[^\S\n\r]+$/.test(behind)) return false;
    let count = 1;
    while (this.isOne(this.at(count), ["Identifier", "NumberLiteral"]) && this.#isInside(count)) count++;
    if (count === 1) return false;
    const words = this.text.slice(first.startOffset, endOf(this.at(count - 1)!));
    this.report(count, "the beginning of a term is written", [`"${words}"`]);
    // what stands behind says more
    if (this.is(this.at(count), "Text")) this.leaveOut(count);
    else this.replace(count, "Text", `"${words}"`);
    return true;
  }

  #isInside(ahead: number): boolean {
    const token = this.at(ahead)!;
    return token.image !== "when" && !this.opensLine(token);
  }

  /** `from 2025-01-01 by "Amendment of 2025"` */
  #instrument(): boolean {
    const title = this.at(1);
    if (!this.is(this.before(), "Date") || !this.is(title, "Text")) return false;
    const named = nameOfInstrument(this.text, title!.image);
    const name = named ?? slug(title!.image);
    const advice = `declare the instrument, as \`instrument ${name} ${title!.image} { from 2025-01-01 }\` with its own day, and write \`by ${name}\``;
    this.report(
      2,
      "instruments are named",
      named === null ? [] : [`by ${named}`],
      named === null ? advice : undefined,
    );
    if (named === null) this.leaveOut(2);
    else {
      this.keep();
      this.replace(1, "Identifier", named);
    }
    return true;
  }

  /** `items GBML ML1, ML2`: codes that look like names, behind the name of their list */
  #bareCodes(): boolean {
    const [first, scheme] = [this.at(0)!, this.before()];
    if (!NAMELIKE.test(first.image) || !this.is(scheme, "Identifier") || !NAME.test(scheme!.image))
      return false;
    if (wordsBySpelling.has(scheme!.image) || this.opensLine(first)) return false;
    // a misspelt word of the language stands where a clause begins
    if (this.opensLine(scheme!) || this.isOne(this.at(1), ["Colon", "Equal"])) return false;
    const codes: { readonly from: number; readonly to: number }[] = [];
    let count = 0;
    for (;;) {
      const from = count;
      if (!this.is(this.at(count), "Identifier") || !NAMELIKE.test(this.at(count)!.image)) break;
      count++;
      while (
        this.is(this.at(count), "Dot") &&
        this.isOne(this.at(count + 1), ["Identifier", "NumberLiteral"]) &&
        this.#touches(count) &&
        this.#touches(count + 1)
      )
        count += 2;
      codes.push({ from, to: count });
      if (!this.isOne(this.at(count), ["Comma", "Plus", "DotDot"])) break;
      count++;
    }
    const last = codes.at(-1)!.to;
    const written = (from: number, to: number): string =>
      this.text.slice(this.at(from)!.startOffset, endOf(this.at(to - 1)!));
    const meant = codes.map(({ from, to }, i) => {
      const end =
        codes[i + 1] === undefined
          ? ""
          : this.text.slice(endOf(this.at(to - 1)!), this.at(codes[i + 1]!.from)!.startOffset);
      return `'${written(from, to)}'${end}`;
    });
    this.report(last, "such codes are written", [meant.join("")]);
    for (const { from, to } of codes) {
      const length = to - from;
      this.replace(
        length,
        "Quoted",
        `'${this.text.slice(this.at(0)!.startOffset, endOf(this.at(length - 1)!))}'`,
      );
      if (to < last) this.keep();
    }
    return true;
  }

  #touches(ahead: number): boolean {
    return endOf(this.at(ahead - 1)!) === this.at(ahead)!.startOffset;
  }

  /** How many tokens a number has, with commas or blanks between its digits. */
  protected numberAt(ahead: number): number {
    if (!this.is(this.at(ahead), "NumberLiteral")) return 0;
    let count = 1;
    for (;;) {
      const [last, next, after] = [ahead + count - 1, ahead + count, ahead + count + 1].map((at) =>
        this.at(at),
      );
      const between = next === undefined ? null : this.text.slice(endOf(last!), next.startOffset);
      if (
        between === "" &&
        this.is(next, "Comma") &&
        this.#digits(after) &&
        endOf(next!) === after!.startOffset
      )
        count += 2;
      else if (between !== null && between !== "" && GAP.test(between) && this.#digits(next)) count++;
      else return count;
    }
  }

  #digits(token: IToken | undefined): boolean {
    return this.is(token, "NumberLiteral") && /^\d+(?:\.\d+)?$/.test(token!.image);
  }

  /** `EUR 5000`, behind a comparison */
  #currencyFirst(): boolean {
    const { image } = this.at(0)!;
    if (!CURRENCIES.has(image) || !this.isOne(this.before(), COMPARISON_SIGNS)) return false;
    const count = this.numberAt(1);
    return count > 0 && this.#amount(1, count, 1 + count, [image]);
  }

  /** Whether an amount stands ahead with its currency first. */
  protected isAmountAhead(ahead: number): boolean {
    return CURRENCIES.has(this.at(ahead)?.image ?? "") && this.numberAt(ahead + 1) > 0;
  }

  /** `10.000 EUR`, `4.800 TPP`, `1.700.000 EUR`: in many countries points part thousands */
  protected pointOfThousands(): boolean {
    const first = this.at(0)!;
    if (!this.isOne(this.before(), [...COMPARISON_SIGNS, "Colon"])) return false;
    let count = 1;
    while (
      this.is(this.at(count), "Dot") &&
      /^\d{3}$/.test(this.at(count + 1)?.image ?? "") &&
      this.touching(count + 2)
    )
      count += 2;
    const image = this.text.slice(first.startOffset, endOf(this.at(count - 1)!));
    const unit = this.at(count);
    const isMoney = this.is(unit, "CurrencySign") || CURRENCIES.has(unit?.image ?? "");
    const meant = meantByPoints(image, isMoney);
    if (meant.length === 0) return false;
    this.report(count, "numbers are written", meant);
    this.replace(count, "NumberLiteral", meant[0]!);
    return true;
  }

  /** `1 million EUR`, `10 per cent` */
  protected amountInWords(): boolean {
    const [number, word] = [this.at(0)!, this.at(1)];
    if (!this.is(word, "Identifier") || this.opensLine(word!)) return false;
    if (word!.image === "per" && this.at(2)?.image === "cent") {
      this.report(3, "amounts are written", [`${number.image} %`]);
      this.leaveOut(3, [number, { ...word!, image: "%", ...this.typed("Percent") }]);
      return true;
    }
    const zeros = LARGE.get(word!.image);
    if (zeros === undefined || !/^\d+$/.test(number.image)) return false;
    const digits = (BigInt(number.image) * 10n ** BigInt(zeros)).toString();
    const written = digits.replaceAll(/\B(?=(?:\d{3})+$)/g, "_");
    this.report(2, "numbers are written", [written]);
    this.replace(2, "NumberLiteral", written);
    return true;
  }

  /** `£5000`, `$5,000`; a sign that belongs to no amount is left out */
  protected signFirst(): boolean {
    const currencies = CURRENCY_SIGNS.get(this.at(0)!.image)!;
    const count = this.numberAt(1);
    if (count > 0 && this.#gap(0)) return this.#amount(1, count, 1 + count, currencies);
    const advice = `write the currency behind the amount, as in \`5000 ${currencies[0]}\``;
    this.report(1, "amounts are written", [], advice);
    this.leaveOut(1);
    return true;
  }

  /** `5000 €`, `5,000€` */
  protected signBehind(): boolean {
    const count = this.numberAt(0);
    const sign = this.at(count);
    if (count === 0 || !this.is(sign, "CurrencySign") || !this.#gap(count - 1)) return false;
    return this.#amount(0, count, count + 1, CURRENCY_SIGNS.get(sign!.image)!);
  }

  #gap(ahead: number): boolean {
    return GAP.test(this.text.slice(endOf(this.at(ahead)!), this.at(ahead + 1)!.startOffset));
  }

  /** Reads `whole` tokens as an amount whose number has `count` tokens from `first` on. */
  #amount(first: number, count: number, whole: number, currencies: readonly string[]): boolean {
    const [from, to] = [this.at(first)!, this.at(first + count - 1)!];
    const end = endOf(this.at(whole - 1)!);
    const image = this.text.slice(from.startOffset, endOf(to));
    const points = count === 1 ? meantByPoints(image, true) : [];
    const numbers = points.length > 0 ? points : count === 1 ? [image] : numbersMeant(image, false);
    if (numbers.length === 0) return false;
    const meant = numbers.flatMap((number) =>
      currencies.map((currency) => `${shortest(number)} ${currency}`),
    );
    this.report(whole, "amounts are written", meant);
    const numberType = this.types.NumberLiteral;
    const unitType = this.types.Identifier;
    const [number, currency] = [numbers[0]!, currencies[0]!];
    this.leaveOut(whole, [
      { ...from, image: number, tokenType: numberType, tokenTypeIdx: numberType.tokenTypeIdx! },
      {
        ...from,
        // ends where the amount does: what is said of it later shows no more
        startOffset: Math.max(from.startOffset, Math.min(end, this.text.length) - currency.length),
        image: currency,
        tokenType: unitType,
        tokenTypeIdx: unitType.tokenTypeIdx!,
      },
    ]);
    return true;
  }
}

const JOINS = new Set(["and", "or", "in", "is", "meets", "listed", "unless", "when"]);

/** `from before 2024-06-01`, `from June 2024`, `from 2024` */
function isDayAhead(token: IToken | undefined): boolean {
  return token !== undefined && (token.image === "before" || isMonth(token.image));
}

/** The name of an instrument that the text declares with this title; null: it declares none. */
function nameOfInstrument(text: string, title: string): string | null {
  for (const [, name, own] of text.matchAll(/\binstrument\s+([A-Za-z_]\w*)\s+("[^"\n]*")/g))
    if (own === title) return name!;
  return null;
}

/** `"Amendment of 2025"` as a name: `amendment_of_2025`. */
function slug(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 40);
  return /^[a-z]/.test(name) ? name : `act_${name}`.replace(/_$/, "");
}
