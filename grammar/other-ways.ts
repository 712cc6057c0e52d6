/**
 * What people write elsewhere in place of what the language has: `4,800`, `1 June 2025`, `less than`, `1)`, `; or`. It is
 * reported with what to write instead and read as if that stood there, so that one slip is one finding.
 */
import type { IToken } from "chevrotain";
import { comparisonsWith, FIRST_WORDS } from "./other-comparisons.ts";
import { Duties } from "./other-duties.ts";
import { isMonth, MONTH_NUMBERS } from "./other-months.ts";
import { numbersMeant, shortest } from "./other-numbers.ts";
import { endOf, type OtherWriting, type TypesOfOtherWays } from "./other-reading.ts";

/** Words behind which a day stands; a text there is a day in quotes. */
const DATE_WORDS = new Set([
  "from",
  "until",
  "through",
  "on",
  "announced",
  "published",
  "before",
  "of",
  "to",
  "at",
]);

/** Letters of the longest word with which something written otherwise may begin. */
const LONGEST = "notwithstanding".length;

const pad = (number: number): string => String(number).padStart(2, "0");

/** Reads tokens once, joining and replacing what is written otherwise. Before words become those of the language. */
class Reader extends Duties {
  /** whether the limbs of each open block have labels; null for a bracket that is no brace */
  readonly #open: (boolean | null)[] = [];

  /** by the type of the next token: reads what is written otherwise, and says whether it was */
  readonly #readers: ((token: IToken) => boolean)[] = [];

  constructor(...all: ConstructorParameters<typeof Duties>) {
    super(...all);
    const { types } = this;
    const opens = (labelled: () => boolean | null) => () => {
      this.#open.push(labelled());
      return false;
    };
    const closes = () => {
      this.#open.pop();
      return false;
    };
    const readers: readonly (readonly [keyof TypesOfOtherWays, (token: IToken) => boolean])[] = [
      [
        "LeftBrace",
        opens(() => {
          this.opened();
          return this.#labelAt(this.index + 1);
        }),
      ],
      [
        "LeftParen",
        () => this.listInParentheses() || this.remark() || this.paragraph() || opens(() => null)(),
      ],
      ["LeftBracket", () => this.listInSquareBrackets()],
      [
        "RightBrace",
        () => {
          this.closed();
          return closes();
        },
      ],
      ["RightParen", () => closes() || this.#behindLabel()],
      [
        "NumberLiteral",
        ({ image }) =>
          (this.#goesOn() && (this.signBehind() || this.#number() || this.#day() || this.#label())) ||
          (image.length > 4 && this.pointOfThousands()) ||
          this.amountInWords(),
      ],
      ["CurrencySign", () => this.signFirst()],
      ["Identifier", ({ image }) => image.length <= LONGEST && this.#word(image)],
      ["Date", ({ image }) => image.length < 10 && this.#day()],
      ["Text", ({ image }) => (image.length === 12 && this.#day()) || this.nameInQuotes()],
      [
        "Equal",
        () => this.severalValues(false) || this.needlessSign() || this.factOfCase() || this.#behindEqual(),
      ],
      ["Colon", () => this.needlessSign() || this.valueSign() || this.signOfExpectation()],
      ["Dot", () => this.fullStop()],
      [
        "Comma",
        () => this.needlessComma() || this.policyTail() || this.exceptMembers() || this.commaOfClauses(),
      ],
      ["Quoted", () => this.title()],
      ["NotEqual", () => this.severalValues(true)],
      ["Less", () => this.#comparison()],
      ["Greater", () => this.#comparison()],
    ];
    for (const [type, reader] of readers) this.#readers[types[type].tokenTypeIdx!] = reader;
  }

  #word(image: string): boolean {
    if (this.clause(image) || this.turn(image) || this.phrase(image)) return true;
    if (image === "when" || image === "unless") return this.#behind();
    if (this.duty(image) || this.declared(image) || this.sentence(image)) return true;
    if (image === "or" || image === "and") return this.#joiner();
    if (image.length === 1 || (image.length < 5 && /^[ivx]+$/.test(image))) return this.#label();
    if (FIRST_WORDS.has(image)) return this.#comparison() || this.#day();
    return isMonth(image) && this.#day();
  }

  /** Takes the next token, and what stands behind it as a whole if it is a sentence. */
  #behind(): boolean {
    this.keep();
    this.condition();
    return true;
  }

  /** `(a) the exporter has been informed`, in a block of limbs */
  #behindLabel(): boolean {
    const open = this.tokens[this.index - 2];
    const isLabel = this.#open.at(-1) === true && this.is(open, "LeftParen");
    const before = this.tokens[this.index - 3];
    return isLabel && this.isOne(before, ["LeftBrace", "Comma"]) && this.#behind();
  }

  /** `define known = the exporter knows that ...` */
  #behindEqual(): boolean {
    // most lines are none, which is known sooner than how they begin
    if (!this.isSentenceAhead()) return false;
    const first = this.firstOfLine();
    return (
      (first === "define" || first === "reach" || first === "item" || first === "from") && this.#behind()
    );
  }

  /** Whether what follows a number may be part of it, of a day or of a label; most numbers have a unit. */
  #goesOn(): boolean {
    const next = this.at(1);
    return !this.is(next, "Identifier") || isMonth(next!.image) || next!.image.length === 2;
  }

  read(): readonly IToken[] {
    while (this.index < this.tokens.length) {
      const token = this.tokens[this.index]!;
      if (this.#readers[token.tokenTypeIdx]?.(token)) continue;
      this.keep();
    }
    return this.result;
  }

  /** `4,800`, `4 800`, `0,193`, `4.800,5`, behind a comparison or the name of a fact. */
  #number(): boolean {
    if (!this.is(this.at(0), "NumberLiteral")) return false;
    const before = this.before();
    const signs = [
      "Less",
      "LessEqual",
      "Greater",
      "GreaterEqual",
      "Equal",
      "NotEqual",
      "Colon",
      "Minus",
    ] as const;
    if (!this.isOne(before, signs)) return false;
    const count = this.numberAt(0);
    if (count === 1) return false;
    const start = this.at(0)!.startOffset;
    const image = this.text.slice(start, endOf(this.at(count - 1)!));
    const meant = numbersMeant(image, this.is(before, "Equal"));
    if (meant.length === 0) return false;
    this.report(count, "numbers are written", meant.map(shortest));
    this.replace(count, "NumberLiteral", meant[0]!);
    return true;
  }

  #day(): boolean {
    const [first, second, third] = [this.at(0)!, this.at(1), this.at(2)];
    const found: readonly [count: number, days: readonly string[], advice?: string] | undefined =
      this.#dayInWords() ??
      (this.is(first, "NumberLiteral") && this.is(second, "Dot") ? this.#dayInParts(3, ".") : undefined) ??
      (this.is(first, "NumberLiteral") && this.is(second, "Slash") && this.is(third, "NumberLiteral")
        ? this.#dayInParts(5, "/")
        : undefined) ??
      (this.is(first, "NumberLiteral") && this.is(second, "Minus") && this.is(third, "NumberLiteral")
        ? this.#dayInParts(5, "-")
        : undefined) ??
      this.#dayAsText();
    if (found === undefined) return false;
    const [count, days, advice] = found;
    // a day that the calendar lacks is not offered: that it lacks it is found where days are checked
    const real = days.filter(isReal);
    if (real.length > 0) this.report(count, "days are written", advice === undefined ? real : [], advice);
    this.replace(count, "Date", null, real[0] ?? days[0]);
    return true;
  }

  /** `1 June 2025`, `1st of June, 2025`, `June 1, 2025`, `June 2025` */
  #dayInWords(): readonly [count: number, days: readonly string[], advice?: string] | undefined {
    const first = this.at(0)!;
    const month = (token: IToken | undefined): number | undefined =>
      this.is(token, "Identifier") ? MONTH_NUMBERS.get(token!.image.toLowerCase()) : undefined;
    const startsWithDay = this.is(first, "NumberLiteral") && /^\d{1,2}$/.test(first.image);
    if (!startsWithDay && month(first) === undefined) return undefined;
    const from = this.index;
    let count = 0;
    const take = (isMeant: (token: IToken | undefined) => boolean): IToken | undefined => {
      const token = this.tokens[from + count];
      if (!isMeant(token)) return undefined;
      count++;
      return token;
    };
    const takeDay = (): IToken | undefined => {
      const day = take((token) => this.is(token, "NumberLiteral") && /^\d{1,2}$/.test(token!.image));
      if (day !== undefined)
        take((token) => /^(?:st|nd|rd|th)$/i.test(token?.image ?? "") && token!.startOffset === endOf(day));
      return day;
    };
    let day = takeDay();
    if (day !== undefined) take((token) => token?.image === "of");
    const named = month(take((token) => month(token) !== undefined));
    if (named === undefined) return undefined;
    day ??= takeDay();
    take((token) => this.is(token, "Comma"));
    const year = take((token) => this.is(token, "NumberLiteral") && /^\d{4}$/.test(token!.image));
    if (year === undefined) return undefined;
    const days = dates(Number(year.image), named, day === undefined ? 1 : Number(day.image));
    if (days.length === 0) return undefined;
    return day === undefined ? [count, days, `say which day, as in \`${days[0]}\``] : [count, days];
  }

  /** `01/06/2025`, `2025.6.1`, `2025-6-1` */
  #dayInParts(count: number, sign: string): readonly [number, readonly string[]] | undefined {
    if (this.at(count - 1) === undefined || !this.touching(count)) return undefined;
    const written = this.text.slice(this.at(0)!.startOffset, endOf(this.at(count - 1)!));
    const [a, b, c, ...more] = written.split(sign);
    if (more.length > 0 || ![a, b, c].every((part) => /^\d{1,4}$/.test(part ?? ""))) return undefined;
    const [x, y, z] = [Number(a), Number(b), Number(c)];
    let days: readonly string[] = [];
    if (/^\d{4}$/.test(a!)) days = dates(x, y, z);
    else if (/^\d{4}$/.test(c!)) days = [...new Set([...dates(z, y, x), ...dates(z, x, y)])];
    return days.length === 0 ? undefined : [count, days];
  }

  /** `2025-6-1`, and `"2025-06-01"` where a day is to stand */
  #dayAsText(): readonly [number, readonly string[]] | undefined {
    const token = this.at(0)!;
    const found = /^(")?(\d{4})-(\d{1,2})-(\d{1,2})\1?$/.exec(token.image);
    if (found === null) return undefined;
    const isText = this.is(token, "Text");
    if (isText ? !DATE_WORDS.has(this.before()?.image ?? "") : !this.is(token, "Date")) return undefined;
    const days = dates(Number(found[2]), Number(found[3]), Number(found[4]));
    return days.length === 0 || days[0] === token.image ? undefined : [1, days];
  }

  /** `less than 5 nm`, `is at least 5 nm`, `before 2025-01-01`, `> = 5 nm`; behind what is compared. */
  #comparison(): boolean {
    const first = this.at(0)!;
    const before = this.before();
    if (!this.isOne(before, ["Identifier", "RightParen"])) return false;
    if (this.isOne(first, ["Less", "Greater"])) {
      const next = this.at(1);
      if (!this.is(next, "Equal") || !/^[ \t]+$/.test(this.text.slice(endOf(first), next!.startOffset)))
        return false;
      this.report(2, "comparisons are written", [`${first.image}=`]);
      this.replace(2, this.is(first, "Less") ? "LessEqual" : "GreaterEqual", null);
      return true;
    }
    if (!this.is(first, "Identifier") || !FIRST_WORDS.has(first.image)) return false;
    const skipped = ["is", "are", "of"].includes(first.image) ? 1 : 0;
    const found = comparisonsWith(this.at(skipped)?.image).find(([words]) =>
      words.every((word, i) => this.at(skipped + i)?.image === word),
    );
    if (found === undefined) return false;
    const count = skipped + found[0].length;
    const value = this.at(count);
    const isDay = this.is(value, "Date") || this.startsDay(value, this.at(count + 1));
    const isNumber = (this.is(value, "NumberLiteral") && !isDay) || this.isAmountAhead(count);
    const ofTime = ["before", "after", "on"].includes(found[0][0]!);
    // `from before 2019-01-01` is a version, also where `from` is misspelt
    if (ofTime ? !isDay || before!.image === "from" || this.opensLine(before!) : !isNumber && !isDay)
      return false;
    if (this.opensLine(first)) return false;
    this.report(count, "comparisons are written", [found[2]]);
    this.replace(count, found[1], null);
    return true;
  }

  /** Whether a label starts at a token: `(1)`, `(iii)`. */
  #labelAt(index: number): boolean {
    const open = this.tokens[index];
    if (!this.is(open, "LeftParen")) return false;
    const [content, close] = [this.tokens[index + 1], this.tokens[index + 2]];
    return (
      this.isOne(content, ["NumberLiteral", "Identifier"]) &&
      /^(?:\d+|[a-z]|[ivx]+)$/.test(content!.image) &&
      this.is(close, "RightParen")
    );
  }

  /** `1)`, `a)` and `1.` at the start of a limb */
  #label(): boolean {
    const [first, second, third] = [this.at(0)!, this.at(1), this.at(2)];
    if (!/^(?:\d{1,3}|[a-z]|[ivx]+)$/.test(first.image)) return false;
    const isDot = this.is(second, "Dot") && third !== undefined && endOf(second!) < third.startOffset;
    if ((!isDot && !this.is(second, "RightParen")) || endOf(first) !== second!.startOffset) return false;
    if (this.#open.length === 0 || this.#open.at(-1) === null) return false;
    const before = this.before();
    if (!this.isOne(before, ["LeftBrace", "Comma"]) || !this.opensLine(first)) return false;
    this.report(2, "labels are written", [`(${first.image})`]);
    const bracket = (token: IToken, name: "LeftParen" | "RightParen", image: string): IToken => ({
      ...token,
      image,
      tokenType: this.types[name],
      tokenTypeIdx: this.types[name].tokenTypeIdx!,
    });
    this.soFar().push(bracket(first, "LeftParen", ""), first, bracket(second!, "RightParen", second!.image));
    this.#open[this.#open.length - 1] = true;
    this.index += 2;
    return true;
  }

  /** `or` and `and` between limbs, with a comma or without */
  #joiner(): boolean {
    const token = this.at(0)!;
    if (!this.is(token, "Identifier") || !["or", "and"].includes(token.image)) return false;
    if (this.#open.at(-1) !== true || !this.#startsLimb(this.index + 1)) return false;
    const hasComma = this.is(this.before(), "Comma");
    this.report(1, "limbs are parted", hasComma ? [] : [","]);
    if (hasComma) {
      this.soFar();
      this.index++;
    } else this.replace(1, "Comma", null);
    return true;
  }

  #startsLimb(index: number): boolean {
    const token = this.tokens[index];
    if (token === undefined || !this.opensLine(token)) return false;
    if (!this.#labelAt(index)) return false;
    const after = this.tokens[index + 3];
    return (
      !(after === undefined || this.isOne(after, ["Comma", "RightBrace", "Dot"])) &&
      !/^(?:and|or)$/.test(after.image)
    );
  }
}

/** `;` behind a limb, with the `or` or `and` that follows it; null where no limb follows. */
export function limbEnd(text: string, start: number): OtherWriting | null {
  const found = /;(?:\s*(?:or|and)\b)?(?=\s*(?:\([0-9a-z]{1,4}\)|[0-9a-z]{1,4}[.)]\s))/y;
  found.lastIndex = start;
  const written = found.exec(text)?.[0];
  if (written === undefined) return null;
  return {
    kind: "writing",
    start,
    end: start + written.length,
    text: written,
    what: "limbs are parted",
    meant: [","],
  };
}

function isReal(day: string): boolean {
  const [year, month, ofMonth] = day.split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, ofMonth)).getUTCDate() === ofMonth;
}

/** The day in the form of the language, if any year may have it. */
function dates(year: number, month: number, day: number): string[] {
  if (month < 1 || month > 12 || day < 1 || day > 31) return [];
  return [`${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`];
}

/** The tokens of a text with what is written otherwise read as meant; what that is goes to `problems`. */
export function readOtherWays(
  text: string,
  tokens: readonly IToken[],
  types: TypesOfOtherWays,
  problems: { push(problem: OtherWriting): unknown },
): readonly IToken[] {
  return new Reader(text, tokens, types, problems).read();
}
