/**
 * How contracts, tables of other programs and memoranda put what the language has: `destination other than CA`, `world except CA`,
 * `requires: license`, `given { act = shipment }`, `expect as of 2026-01-31`.
 */
import type { IToken } from "chevrotain";
import { Clauses } from "./other-clauses.ts";
import { endOf } from "./other-reading.ts";
import { wordsBySpelling } from "./tokens.ts";

/** What asks whether a fact is a member, or is not; the longest first. */
const MEMBERSHIPS: readonly (readonly [words: readonly string[], isNot: boolean])[] = (
  [
    ["is not one of", true],
    ["is not a member of", true],
    ["does not belong to", true],
    ["is other than", true],
    ["other than", true],
    ["different from", true],
    ["not", true],
    ["is one of", false],
    ["is any of", false],
    ["is a member of", false],
    ["is part of", false],
    ["belongs to", false],
    ["within", false],
  ] as const
).map(([words, isNot]) => [words.split(" "), isNot]);

const MEMBERSHIP_WORDS = new Set(MEMBERSHIPS.map(([words]) => words[0]!));

/** What all countries are called before those that are left out. */
const WORLDS: readonly (readonly string[])[] = [
  ["world"],
  ["worldwide"],
  ["all"],
  ["all", "countries"],
  ["all", "destinations"],
  ["any", "country"],
  ["any", "destination"],
  ["every", "country"],
];
const FIRST_OF_WORLDS = new Set(WORLDS.map(([first]) => first!));
const POLICY_ENDS = new Set(["denial", "approval"]);
const LEAVING_OUT = new Set(["except", "excluding", "without"]);

/** Clauses behind whose word comes at once what they say. */
const CLAUSES = new Set(
  "activities authority cite destinations from items obliges origin releases requires review topic unless until when".split(
    " ",
  ),
);

/** What declares rules, and so has such clauses; fields of records may be called like them. */
const RULES = new Set(["measure", "exception", "general-license"]);

const COUNTRY = /^[A-Z]{2}$/;
const CODE = /^\d/;
const SIGNS = ["Less", "LessEqual", "Greater", "GreaterEqual"] as const;
const MORE = new Set(["more", "higher", "greater", "above"]);

/** Behind which a condition goes on. */
const JOINS = new Set(["when", "unless", "where", "and", "or", "not", ",", "=", "("]);

/** Tokens from a brace back to the beginning of its line that are looked through. */
const MOST_BEFORE_BRACE = 24;

/** What an open brace is of. */
type Block = "rule" | "case" | null;

export abstract class Turns extends Clauses {
  readonly #blocks: Block[] = [];

  /** An opening brace: of a rule or a version of it, of the facts of a case, or of anything else. */
  protected opened(): void {
    this.#blocks.push(this.#blocks.at(-1) === "case" ? "case" : this.#blockHere());
  }

  protected closed(): void {
    this.#blocks.pop();
  }

  /** Whether what stands here is a clause of a rule, or of a version of it. */
  protected get isInRule(): boolean {
    return this.#blocks.at(-1) === "rule";
  }

  /** Whether what stands here is a fact of a case. */
  protected get isInCase(): boolean {
    return this.#blocks.at(-1) === "case";
  }

  #blockHere(): Block {
    for (let back = 1; back <= MOST_BEFORE_BRACE; back++) {
      const token = this.tokens[this.index - back];
      if (token === undefined) return null;
      if (token.image === "given") return "case";
      if (RULES.has(token.image)) return "rule";
      if (this.opensLine(token)) return token.image === "from" ? (this.#blocks.at(-1) ?? null) : null;
    }
    return null;
  }

  /** By the first word. */
  protected turn(image: string): boolean {
    if (MEMBERSHIP_WORDS.has(image) && this.#membership(image)) return true;
    switch (image) {
      case "expect":
        return this.#expectation();
      case "in":
      case "for":
        return this.#jurisdiction();
      case "applies":
        return this.#scope();
      case "except":
        return this.#exception();
      case "on":
        return this.#caseByCase() || this.#onwards();
      case "onwards":
      case "onward":
        return this.#onwards();
      case "under":
        return this.#instrument();
      case "until":
        return this.#openEnd();
      case "policy":
      case "presumption":
        return this.#policyInShort() || this.#policy();
      case "denial":
      case "approval":
        return this.#policyInShort();
      case "end":
        return this.#kindOfMeasure();
      case "made":
      case "signed":
      case "adopted":
      case "dated":
        return this.#dayOfInstrument();
      case "of":
        return this.#orMore();
      case "or":
        return this.#needlessMore();
      default:
        return FIRST_OF_WORLDS.has(image) && this.#world();
    }
  }

  /** `destination other than CA`, `destination not partners`, `destination is one of CA, JP`, behind a fact */
  #membership(image: string): boolean {
    const fact = this.before();
    if (!this.is(fact, "Identifier") || wordsBySpelling.has(fact!.image) || !this.isInCondition())
      return false;
    const found = MEMBERSHIPS.find(
      ([words]) =>
        words[0] === image &&
        words.every((word, i) => this.at(i)?.image === word && !this.opensLine(this.at(i)!)),
    );
    if (found === undefined) return false;
    const [words, isNot] = found;
    const isSet = words.length > 1 && this.is(this.at(words.length), "LeftBrace");
    if (isSet) {
      const meant = isNot ? "not in" : "in";
      this.report(words.length, "membership is written", [meant]);
      this.readAs(words.length, meant.split(" "));
      return true;
    }
    const members = this.members(words.length);
    if (members === null) return false;
    const [first] = members.all;
    const isOne = members.all.length === 1;
    const isCountry = isOne && COUNTRY.test(first!.image);
    const sign = isNot ? "!=" : "=";
    const relation = isNot ? ["not", "in"] : ["in"];
    const list = members.all.map((one) => one.image).join(", ");
    const meant = isCountry ? `${sign} ${list}` : `${relation.join(" ")} ${isOne ? list : `{${list}}`}`;
    const count = words.length + members.count;
    this.report(count, isCountry ? "comparisons are written" : "membership is written", [meant]);
    const asked = isCountry
      ? [this.made(sign, isNot ? "NotEqual" : "Equal")]
      : relation.map((word) => this.made(word, "Identifier"));
    this.leaveOut(count, [...asked, ...(isOne ? [first!] : this.braced(members.all))]);
    return true;
  }

  /** `CA`, `CA, JP`, `CA or JP`: names from a token on, up to the end of the line or what is no list; null: none, or a word of a clause. */
  protected members(from: number): { readonly all: readonly IToken[]; readonly count: number } | null {
    const all: IToken[] = [];
    let count = 0;
    for (;;) {
      const member = this.at(from + count);
      const isName = this.is(member, "Identifier") && !wordsBySpelling.has(member!.image);
      if (!isName || this.opensLine(member!)) return null;
      all.push(member!);
      count++;
      const next = this.at(from + count);
      // a path is no member
      if (this.is(next, "Dot")) return null;
      const after = this.at(from + count + 1);
      const joins =
        this.is(next, "Comma") ||
        ((next?.image === "or" || next?.image === "and") &&
          COUNTRY.test(member!.image) &&
          COUNTRY.test(after?.image ?? ""));
      if (!joins) return { all, count };
      count++;
    }
  }

  protected braced(members: readonly IToken[]): readonly IToken[] {
    const comma = this.made(",", "Comma");
    return [
      this.made("{", "LeftBrace"),
      ...members.flatMap((member, at) => (at === 0 ? [member] : [comma, member])),
      { ...this.made("}", "RightBrace"), startOffset: endOf(members.at(-1)!) - 1 },
    ];
  }

  /** `destinations world except CA`, `destinations all countries except CA, JP` */
  #world(): boolean {
    if (!this.isOne(this.before(), ["Identifier", "Equal"])) return false;
    const world = WORLDS.findLast(
      (words) =>
        words.every((word, i) => this.at(i)?.image === word) &&
        LEAVING_OUT.has(this.at(words.length)?.image ?? ""),
    );
    if (world === undefined) return this.#everywhere();
    if (this.opensLine(this.at(world.length)!)) return false;
    const hasFor = this.at(world.length + 1)?.image === "for" ? 1 : 0;
    const from = world.length + 1 + hasFor;
    const members = this.members(from);
    if (members === null) return false;
    const isOne = members.all.length === 1;
    const list = members.all.map((one) => one.image).join(", ");
    const count = from + members.count;
    this.report(count, "all other countries are written", [`world - ${isOne ? list : `{${list}}`}`]);
    this.leaveOut(count, [
      this.made("world", "Identifier"),
      this.made("-", "Minus"),
      ...(isOne ? members.all : this.braced(members.all)),
    ]);
    return true;
  }

  /** `destinations all`, `destinations any country`: at the end of the line, as more of a set may follow */
  #everywhere(): boolean {
    if (this.before()?.image !== "destinations") return false;
    const words = WORLDS.findLast((all) => all.every((word, i) => this.at(i)?.image === word));
    const next = words === undefined ? undefined : this.at(words.length);
    if (words === undefined || words[0] === "world" || (next !== undefined && !this.opensLine(next)))
      return false;
    this.report(words.length, "all countries are written", ["world"]);
    this.readAs(words.length, ["world"]);
    return true;
  }

  /** `policy of denial`, as a clause of its own */
  #policy(): boolean {
    const isPolicy = this.at(1)?.image === "of" && POLICY_ENDS.has(this.at(2)?.image ?? "");
    if (!isPolicy || !this.isInRule || !this.opensLine(this.at(0)!)) return false;
    // behind the word of the clause, or a label, it may stand on a line of its own
    if (this.before()?.image === "review" || this.isOne(this.before(), ["RightParen", "Comma"])) return false;
    const words = [0, 1, 2].map((ahead) => this.at(ahead)!.image);
    this.report(3, "policies are written", [`review ${words.join(" ")}`]);
    this.readAs(3, ["review", ...words]);
    return true;
  }

  /** `review policy: denial`, `review presumption = denial`, `review denial` */
  #policyInShort(): boolean {
    if (!this.isInRule || this.before()?.image !== "review" || this.opensLine(this.at(0)!)) return false;
    const { image } = this.at(0)!;
    // a grid of policies may be called so
    if (POLICY_ENDS.has(image) && new RegExp(`^review\\s+${image}\\b`, "m").test(this.text)) return false;
    const hasSign = this.isOne(this.at(1), ["Colon", "Equal", "Minus"]) ? 1 : 0;
    const end = POLICY_ENDS.has(image) ? image : this.at(1 + hasSign)?.image;
    if (end === undefined || !POLICY_ENDS.has(end)) return false;
    const isEnd = image === end;
    const meant =
      end === "approval"
        ? ["presumption of approval"]
        : isEnd
          ? ["policy of denial", "presumption of denial"]
          : [`${image} of denial`];
    const count = isEnd ? 1 : 2 + hasSign;
    this.report(count, "policies are written", meant);
    this.readAs(count, meant[0]!.split(" "));
    return true;
  }

  /** `permits end use`, `end use measure` */
  #kindOfMeasure(): boolean {
    const kind = this.at(1)?.image;
    if ((kind !== "use" && kind !== "user") || this.opensLine(this.at(1)!)) return false;
    if (this.before()?.image !== "permits" && this.at(2)?.image !== "measure") return false;
    this.report(2, "kinds of measures are written", [`end-${kind}`]);
    this.replace(2, "Identifier", `end-${kind}`);
    return true;
  }

  /** `made 2024-03-11`, of an instrument */
  #dayOfInstrument(): boolean {
    const offset = this.at(1)?.image === "on" ? 2 : 1;
    if (!this.is(this.at(offset), "Date") || !this.opensLine(this.at(0)!)) return false;
    this.report(offset, "days of an instrument are written", ["announced", "published"]);
    this.readAs(offset, ["announced"]);
    return true;
  }

  /** `expect 2026-01-31`, `expect as of 2026-01-31`, `expect at 2026-01-31` */
  #expectation(): boolean {
    const image = (ahead: number): string => this.at(ahead)?.image ?? "";
    const between = image(1) === "as" && image(2) === "of" ? 2 : image(1) === "at" ? 1 : 0;
    if (!this.opensLine(this.at(0)!) || !this.is(this.at(1 + between), "Date")) return false;
    this.report(1 + between, "the day of an expectation is written", ["expect on"]);
    this.readAs(1 + between, ["expect", "on"]);
    return true;
  }

  /** `expect on 2026-01-31 in XX`, `expect on 2026-01-31 for XX` */
  #jurisdiction(): boolean {
    const name = this.at(1);
    if (!this.is(this.before(), "Date") || this.tokens[this.index - 2]?.image !== "on") return false;
    if (!this.is(name, "Identifier") || wordsBySpelling.has(name!.image)) return false;
    this.report(1, "the jurisdiction of an expectation is written", []);
    this.leaveOut(1);
    return true;
  }

  /** `applies to 1A001`, `applies to CN`: to what is said by a clause for each kind */
  #scope(): boolean {
    const target = this.at(2);
    if (this.at(1)?.image !== "to" || target === undefined || !this.opensLine(this.at(0)!)) return false;
    if (!this.isInRule) return false;
    const isCode = CODE.test(target.image) || this.is(target, "Quoted");
    const meant = isCode ? ["items"] : COUNTRY.test(target.image) ? ["destinations"] : [];
    const advice =
      meant.length > 0
        ? undefined
        : "write `items` before codes, `destinations` before countries, `activities` before acts, and `when` before any other condition";
    this.report(2, "what a rule applies to is written", meant, advice);
    this.readAs(2, [meant[0] ?? "destinations"]);
    return true;
  }

  /** `except for partners`: of what they are partners is for a condition to say */
  #exception(): boolean {
    if (this.at(1)?.image !== "for" || !this.opensLine(this.at(0)!)) return false;
    const members = this.members(2);
    if (members === null) return false;
    const count = 2 + members.count;
    const written = members.all.map(({ image }) => image).join(", ");
    const set = members.all.length === 1 ? written : `{${written}}`;
    this.report(
      count,
      "conditions are written",
      [],
      `write \`unless\` and a condition, as in \`unless destination in ${set}\``,
    );
    this.leaveOut(count);
    return true;
  }

  /** `review on a case by case basis` */
  #caseByCase(): boolean {
    const images = ["on", "a", "case", "by", "case", "basis"];
    if (!images.every((image, ahead) => this.at(ahead)?.image === image)) return false;
    this.report(6, "policies are written", ["case by case"]);
    this.readAs(6, ["case", "by", "case"]);
    return true;
  }

  /** `from 2026-02-01 onwards` */
  #onwards(): boolean {
    if (!this.is(this.before(), "Date") || this.tokens[this.index - 2]?.image !== "from") return false;
    if (this.opensLine(this.at(0)!)) return false;
    this.report(1, "versions without an end are written", []);
    this.leaveOut(1);
    return true;
  }

  /** `from 2026-02-01 under order_2026` */
  #instrument(): boolean {
    if (!this.is(this.before(), "Date") || this.tokens[this.index - 2]?.image !== "from") return false;
    const name = this.at(1);
    if (!this.is(name, "Identifier") || this.opensLine(name!)) return false;
    this.report(1, "the instrument of a version is written", ["by"]);
    this.readAs(1, ["by"]);
    return true;
  }

  /** `until further notice` */
  #openEnd(): boolean {
    if (this.at(1)?.image !== "further" || this.at(2)?.image !== "notice") return false;
    this.report(3, "versions without an end are written", []);
    this.leaveOut(3);
    return true;
  }

  /** `tpp of 4800 TPP or more` */
  #orMore(): boolean {
    if (!this.is(this.before(), "Identifier") || !this.is(this.at(1), "NumberLiteral")) return false;
    const unit = this.is(this.at(2), "Identifier") && this.at(2)!.image !== "or" ? 1 : 0;
    if (this.at(2 + unit)?.image !== "or" || !MORE.has(this.at(3 + unit)?.image ?? "")) return false;
    const value = [this.at(1)!, ...(unit === 1 ? [this.at(2)!] : [])];
    this.report(4 + unit, "comparisons are written", [`>= ${value.map(({ image }) => image).join(" ")}`]);
    this.leaveOut(4 + unit, [this.made(">=", "GreaterEqual"), ...value]);
    return true;
  }

  /** `tpp >= 4800 TPP or more` */
  #needlessMore(): boolean {
    if (!MORE.has(this.at(1)?.image ?? "") || this.opensLine(this.at(1)!)) return false;
    const back = (steps: number): IToken | undefined => this.tokens[this.index - steps];
    const number = this.is(back(1), "NumberLiteral") ? 1 : 2;
    if (!this.is(back(number), "NumberLiteral") || !this.is(back(number + 1), "GreaterEqual")) return false;
    this.report(2, "comparisons are written", []);
    this.leaveOut(2);
    return true;
  }

  /** `requires: license`, `destinations = partners`, `from: 2026-02-01`; `tpp: >= 4800 TPP`; `expect on 2026-01-31: XX` */
  protected needlessSign(): boolean {
    const [before, next] = [this.before(), this.at(1)];
    const isColon = this.is(this.at(0), "Colon");
    const isBehindDay =
      isColon && this.is(before, "Date") && ["on", "from"].includes(this.tokens[this.index - 2]?.image ?? "");
    const isBeforeSign = isColon && this.is(before, "Identifier") && this.isOne(next, SIGNS);
    if (!isBehindDay && !isBeforeSign && !this.#isBehindClause(before)) return false;
    this.report(1, isBeforeSign ? "comparisons are written" : "clauses are written", []);
    this.leaveOut(1);
    return true;
  }

  #isBehindClause(before: IToken | undefined): boolean {
    if (!this.isInRule || !this.is(before, "Identifier")) return false;
    // a condition goes on over several lines, and facts may be called like clauses
    const goesOn = JOINS.has(this.tokens[this.index - 2]?.image ?? "");
    return !goesOn && CLAUSES.has(before!.image) && this.opensLine(before!);
  }

  /** `given { act = shipment }` */
  protected factOfCase(): boolean {
    const name = this.before();
    if (!this.isInCase || !this.is(name, "Identifier")) return false;
    // behind a brace that is not closed a declaration may stand: `group zone = CN`
    const begins = this.isOne(this.tokens[this.index - 2], ["LeftBrace", "Comma"]) || this.opensLine(name!);
    if (!begins) return false;
    this.report(1, "facts of a case are written", [":"]);
    this.replace(1, "Colon", ":");
    return true;
  }

  /** `requires license.` at the end of its line */
  protected fullStop(): boolean {
    const [before, next] = [this.before(), this.at(1)];
    if (before === undefined || (!this.isInRule && this.firstOfLine() !== "expect")) return false;
    if (next === undefined || !this.opensLine(next) || endOf(before) !== this.at(0)!.startOffset)
      return false;
    this.report(1, "clauses are ended", []);
    this.leaveOut(1);
    return true;
  }

  /** `when destination in partners, and act = shipment` */
  protected needlessComma(): boolean {
    const [joiner, next] = [this.at(1), this.at(2)];
    if (joiner?.image !== "and" && joiner?.image !== "or") return false;
    // the last of a list is joined so, too
    const goesOn =
      this.isOne(this.at(3), ["Dot", "Equal", "NotEqual", ...SIGNS]) || this.at(3)?.image === "in";
    if (!goesOn || !this.is(next, "Identifier") || !this.isInCondition()) return false;
    this.report(1, "conditions are joined", []);
    this.leaveOut(1);
    return true;
  }

  /** `destination in (CA, JP)` */
  protected listInParentheses(): boolean {
    if (this.before()?.image !== "in") return false;
    const members = this.members(1);
    const close = members === null ? undefined : this.at(1 + members.count);
    if (members === null || members.all.length < 2 || !this.is(close, "RightParen")) return false;
    const list = members.all.map(({ image }) => image).join(", ");
    this.report(members.count + 2, "sets are written", [`{${list}}`]);
    this.leaveOut(members.count + 2, this.braced(members.all));
    return true;
  }
}
