/**
 * Sentences of statutes in place of conditions and clauses: `when the end user is in the list`, `(1) It shall be prohibited to ...`. What
 * they mean nobody can be sure of, so each is one finding as a whole, with how such things are said here.
 */
import type { IToken } from "chevrotain";
import { nearNames } from "./base/suggest.ts";
import { FIRST_WORDS } from "./other-comparisons.ts";
import { Lists } from "./other-lists.ts";
import { endOf, UNREAD } from "./other-reading.ts";
import { type WordInfo, words, wordsBySpelling } from "./tokens.ts";

const ARTICLES = new Set(["a", "an", "the"]);

/** Words of sentences that the language has nowhere, each before another word. */
const OF_SENTENCES = new Set(
  (
    "a an the this these those such its their his her shall must may has have had been being are were was that which who " +
    "whose then knows includes include intended concluded"
  ).split(" "),
);

/** Those that are denied. */
const MODALS = new Set("shall must may has have are were was".split(" "));

/** Behind which one of them is a name. */
const BEHIND_NAMES = new Set("and as in is listed meets not or where".split(" "));

/** With which a line of a rule begins that is no clause. */
const BEGINNINGS: readonly (readonly string[])[] = [
  "as amended",
  "by way of",
  "for the purposes of",
  "for the purpose of",
  "in accordance with",
  "in case of",
  "in the case of",
  "no person",
  "notwithstanding",
  "subject to",
  "without prejudice to",
].map((words) => words.split(" "));
const FIRST_OF_BEGINNINGS = new Set(BEGINNINGS.map(([first]) => first!));

/** Words at the beginning of a line with which a sentence goes on. */
const GOING_ON = new Set("been being has have of that to which who whose".split(" "));

/** Clauses that may stand behind a condition on its line. */
const BEHIND_CONDITION = new Set(["cite", "prohibits", "requires", "review"]);

/** What begins a condition, or goes on with one. */
const BEFORE_OPERAND = new Set(["when", "unless", "where", "and", "or", "not", "(", "="]);

/** Words that may be meant by one between two names. */
const MISSPELT = "any all and in is known listed meets not or unknown unless when where".split(" ");

const SIGNS = ["Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "NotEqual"] as const;

/** Tokens of a sentence that are looked at. */
const LONGEST = 200;

const CONDITION =
  "say it by facts, as in `destination in partners`, and of a use or a party as in `any u in end_uses where u.purpose is military`";
const USES =
  "uses and parties are asked one by one, as in `any u in end_uses where u.purpose is military` or `any p in parties where p.headquarters in partners`";
const CLAUSE =
  "`items`, `destinations` and `activities` say what the rule is about, `when` and `unless` ask for facts, `requires license` or `prohibits` says what follows; words that say no more stand behind `//`";

/** Whether a word joins or quantifies conditions, so that nothing is called so. */
function isHard(word: string): boolean {
  return wordsBySpelling.get(word)?.some((name) => (words[name] as WordInfo).hard) ?? false;
}

export abstract class Sentences extends Lists {
  /** Articles of a condition that is one without them. */
  readonly #needless = new Set<IToken>();
  /** No token from where it was looked for up to here is a word of a sentence; this one is, or the end. */
  #next = 0;

  /** By the first word. */
  protected sentence(image: string): boolean {
    if (ARTICLES.has(image) && this.#needless.has(this.at(0)!)) {
      this.leaveOut(1);
      return true;
    }
    return this.#clause(image) || this.#countryInWords(image) || this.#nameInWords();
  }

  /** `North Korea`, `Russian Federation`: a name that nothing has, of which the code is told where countries are looked up */
  #countryInWords(image: string): boolean {
    const isWord = (token: IToken | undefined): boolean =>
      this.is(token, "Identifier") && /^[A-Z][a-z]+$/.test(token!.image);
    if (image.charCodeAt(0) > 90 || !isWord(this.at(0)) || !isWord(this.at(1)) || this.opensLine(this.at(1)!))
      return false;
    const before = this.before();
    if (!this.isOne(before, ["Equal", "Comma", "LeftBrace", "Plus", "Minus"]) && before?.image !== "in")
      return false;
    const count = isWord(this.at(2)) && !this.opensLine(this.at(2)!) ? 3 : 2;
    const behind = this.at(count);
    const isMember =
      behind === undefined ||
      this.opensLine(behind) ||
      this.isOne(behind, ["Comma", "RightBrace", "Plus", "Minus"]);
    if (!isMember || !this.apart(count)) return false;
    this.replace(count, "Identifier", null);
    return true;
  }

  /** Whether a word that only sentences have is among the next tokens. */
  protected isSentenceAhead(): boolean {
    return this.#hasWordOfSentence(LONGEST);
  }

  /** A condition that begins with the next token: one finding if it is a sentence, as far as that goes. */
  protected condition(): boolean {
    if (!this.isSentenceAhead() || this.#beginsLimbs()) return false;
    const count = this.#lengthOfCondition();
    if (!this.#hasWordOfSentence(count) || this.#isConditionWithArticles(count)) return false;
    this.report(count, "conditions are written", [], CONDITION);
    this.#leaveUnread(count);
    return true;
  }

  /** `any of the following`, which the limbs follow */
  #beginsLimbs(): boolean {
    return ["of", "the", "following"].every((word, i) => this.at(i + 1)?.image === word);
  }

  /** `(1) It shall be prohibited to ...`, in a rule: a paragraph is no limb there */
  protected paragraph(): boolean {
    return this.isInRule && this.#clause("(");
  }

  /** `the exporter shall keep records`, on a line of its own in a rule */
  #clause(image: string): boolean {
    if (!this.isInRule || !this.opensLine(this.at(0)!)) return false;
    const goesOn = BEFORE_OPERAND.has(this.before()?.image ?? "") || this.is(this.before(), "Comma");
    if (goesOn || (image !== "(" && !FIRST_OF_BEGINNINGS.has(image) && wordsBySpelling.has(image)))
      return false;
    let count = 1;
    if (!FIRST_OF_BEGINNINGS.has(image) && !this.isSentenceAhead()) return false;
    while (count < LONGEST && !this.#endsLine(count)) count++;
    const begins =
      FIRST_OF_BEGINNINGS.has(image) &&
      BEGINNINGS.some((words) => words.every((word, i) => this.at(i)?.image === word));
    if (!begins && !this.#hasWordOfSentence(count)) return false;
    this.report(count, "clauses are written", [], CLAUSE);
    this.#leaveUnread(count);
    return true;
  }

  #endsLine(ahead: number): boolean {
    const token = this.at(ahead);
    return token === undefined || this.opensLine(token) || this.isOne(token, ["LeftBrace", "RightBrace"]);
  }

  /** How many tokens stand before what ends a condition: a brace, the end of a limb or of its line. */
  #lengthOfCondition(): number {
    let open = 0;
    for (let ahead = 0; ahead < LONGEST; ahead++) {
      const token = this.at(ahead);
      if (token === undefined || this.isOne(token, ["LeftBrace", "RightBrace"])) return ahead;
      if (this.is(token, "LeftParen")) open++;
      else if (this.is(token, "RightParen") && --open < 0) return ahead;
      if (this.is(token, "Comma") && this.#endsLimb(ahead)) return ahead;
      if (ahead === 0) continue;
      if (this.opensLine(token) && !GOING_ON.has(token.image)) return ahead;
      if (token.image === "when" || token.image === "unless") return ahead;
      if (this.isInRule && BEHIND_CONDITION.has(token.image)) return ahead;
      if (token.image === "from" && this.is(this.at(ahead + 1), "Date")) return ahead;
    }
    return LONGEST;
  }

  #endsLimb(comma: number): boolean {
    const next = this.at(comma + 1);
    return next === undefined || this.opensLine(next) || this.is(next, "LeftParen");
  }

  /** Whether one of the next `count` tokens is a word that only a sentence has, which goes on behind it. */
  #hasWordOfSentence(count: number): boolean {
    const { tokens, index } = this;
    // gone through once, however many conditions begin on the way
    this.#next = Math.max(this.#next, index);
    while (this.#next < tokens.length && !this.#isOfSentence(this.#next)) this.#next++;
    return this.#next + 1 < index + count;
  }

  #isOfSentence(at: number): boolean {
    const [token, next, before] = [this.tokens[at]!, this.tokens[at + 1], this.tokens[at - 1]];
    if (!this.is(token, "Identifier") || !OF_SENTENCES.has(token.image)) return false;
    if (!this.isOne(next, ["Identifier", "NumberLiteral", "Code", "Quoted", "Text"])) return false;
    if (this.isOne(before, ["Dot", "NumberLiteral"]) || before?.image === "known") return false;
    // `may 2025`
    if (token.image === "may" && this.is(next, "NumberLiteral")) return false;
    if (token.image === "a" && next!.image === "member") return false;
    if (next!.image === "not" && MODALS.has(token.image)) return this.tokens[at + 2]?.image !== "in";
    return !BEHIND_NAMES.has(next!.image);
  }

  /** `the destination is CA`: what there is too much of is left out, and the rest read as it stands. */
  #isConditionWithArticles(count: number): boolean {
    const articles: IToken[] = [];
    for (let ahead = 0; ahead < count; ahead++) {
      const [token, name, behind] = [this.at(ahead)!, this.at(ahead + 1), this.at(ahead + 2)];
      if (token.image === "of") return false;
      if (ahead + 1 >= count || !this.#isOfSentence(this.index + ahead)) continue;
      if (!ARTICLES.has(token.image) || !this.#isFact(name) || ahead + 2 >= count) return false;
      const isAsked =
        this.isOne(behind, ["Dot", ...SIGNS]) ||
        BEHIND_NAMES.has(behind!.image) ||
        FIRST_WORDS.has(behind!.image);
      const before = ahead === 0 ? "when" : this.at(ahead - 1)!.image;
      if (!isAsked || !BEFORE_OPERAND.has(before)) return false;
      articles.push(token);
    }
    const [first, ...others] = articles;
    const again = others.map((token) => ({ start: token.startOffset, end: endOf(token) }));
    for (const token of articles) this.#needless.add(token);
    const { startOffset } = this.at(0)!;
    if (first!.startOffset === startOffset) this.report(1, "facts are named", [], undefined, again);
    else return false;
    return true;
  }

  /** A word that a fact may be called. */
  #isFact(token: IToken | undefined): boolean {
    return this.is(token, "Identifier") && !isHard(token!.image);
  }

  /** A word that is none of the language. */
  #isName(token: IToken | undefined): boolean {
    return this.is(token, "Identifier") && !wordsBySpelling.has(token!.image);
  }

  /** `performance density >= 5 TPP/mm2`: a name of several words, which nothing has */
  #nameInWords(): boolean {
    const isEndUse = this.#isEndUse(0);
    if (!isEndUse && (!this.#isName(this.at(0)) || !this.#isName(this.at(1)))) return false;
    if (this.opensLine(this.at(1)!)) return false;
    const before = this.before();
    const begins =
      (this.isOne(before, ["Identifier", "LeftParen", "Equal"]) && BEFORE_OPERAND.has(before!.image)) ||
      this.#isLabelBefore();
    if (!begins) return false;
    let count = 2;
    while (
      this.#isName(this.at(count)) &&
      !this.opensLine(this.at(count)!) &&
      !FIRST_WORDS.has(this.at(count)!.image)
    )
      count++;
    const behind = this.at(count);
    const isAsked =
      this.isOne(behind, SIGNS) ||
      behind?.image === "is" ||
      behind?.image === "in" ||
      (behind?.image === "not" && this.at(count + 1)?.image === "in");
    if (!isAsked || this.opensLine(behind!) || !this.apart(count)) return false;
    for (let ahead = 0; ahead < count; ahead++) {
      const { image } = this.at(ahead)!;
      if (FIRST_WORDS.has(image)) return false;
      if (!this.#isEndUse(ahead) && nearNames(image, MISSPELT, 1).length > 0) return false;
    }
    const name = Array.from({ length: count }, (_, ahead) => this.at(ahead)!.image);
    // a fact that stands there twice is no name
    if (new Set(name).size < count) return false;
    if (isEndUse) this.report(count, "facts are named", [], USES);
    else this.report(count, "facts are named", [name.join("_")]);
    this.#leaveUnread(count);
    return true;
  }

  /** `end use`, `end user`, whose second word is one of the language elsewhere */
  #isEndUse(ahead: number): boolean {
    const second = this.at(ahead + 1)?.image;
    return this.at(ahead)?.image === "end" && (second === "use" || second === "user");
  }

  /** Behind the label of a limb. */
  #isLabelBefore(): boolean {
    const back = (steps: number): IToken | undefined => this.tokens[this.index - steps];
    return (
      this.is(back(1), "RightParen") &&
      this.is(back(3), "LeftParen") &&
      (this.opensLine(back(3)!) || this.isOne(back(4), ["Comma", "LeftBrace"]))
    );
  }

  #leaveUnread(count: number): void {
    this.replace(count, "Identifier", null, UNREAD);
  }
}
