/** Duties, terms, policies and expectations in more words than a clause has: `obliges the exporter to report`, `within thirty days`. */
import type { IToken } from "chevrotain";
import { nearNames } from "./base/suggest.ts";
import { Declarations } from "./other-declarations.ts";
import { UNREAD } from "./other-reading.ts";
import { wordsBySpelling } from "./tokens.ts";

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["five", 5],
  ["ten", 10],
  ["fourteen", 14],
  ["fifteen", 15],
  ["twenty", 20],
  ["thirty", 30],
  ["sixty", 60],
  ["ninety", 90],
]);

const TIMES = new Set(["before", "within", "every"]);
const PERIODS = new Set("week weeks month months quarter quarters year years".split(" "));

/** The last words of policies. */
const POLICY_ENDS = new Set(["denial", "approval", "case", "entitlement"]);
const LEAVING_OUT = new Set(["except", "excluding", "without"]);
const ARTICLES = new Set(["a", "an", "the"]);

/** Behind which `obliges` is a name. */
const JOINS = new Set("and or in is not meets listed".split(" "));

const DUTY =
  "name the duty and to whom it is owed, as in `obliges report to AGENCY within 30 days`; a duty of another kind stands behind `//`";
const TERM = "say how many days, as in `every 180 days`";
const POLICY =
  "write a grid, as in `review { (1) policy of denial when destination in partners, (2) case by case otherwise }`";
const EXPECTATION =
  "say on which day, of which jurisdiction and what is expected, as in `expect on 2026-01-31 XX license`";

/** How members are left out of several sets. */
const differenceOf = (set: string): string =>
  `join what it is left out of, as in \`(partners + neighbors) - ${set}\``;

export abstract class Duties extends Declarations {
  /** By the word at hand. */
  protected duty(image: string): boolean {
    switch (image) {
      case "obliges":
        return this.#obliges();
      case "expect":
        return this.#expects();
      case "for":
        return this.policyTail() || this.#forAll();
      case "is":
        return this.#factOfCase();
      default:
        if (PERIODS.has(image)) return this.#period();
        return NUMBERS.has(image) && this.#numberInWords(image);
    }
  }

  /** `obliges the exporter to report to the agency`: neither a duty by its name nor to whom it is owed */
  #obliges(): boolean {
    const [duty, to, whom] = [this.at(1), this.at(2), this.at(3)];
    if (!this.isInRule || duty === undefined || to === undefined || this.opensLine(to)) return false;
    if (!this.opensLine(this.at(0)!) || !this.#isName(duty) || !this.is(to, "Identifier")) return false;
    const isOwed =
      to.image === "to" || to.image === "with" || nearNames(to.image, ["to", "with"], 1).length > 0;
    const hasArticle = ARTICLES.has(duty.image) || (isOwed && ARTICLES.has(whom?.image ?? ""));
    if (!hasArticle && (isOwed || wordsBySpelling.has(to.image))) return false;
    const count = this.#toEndOfLine(1);
    this.report(count, "duties are written", [], DUTY);
    this.replace(count, "Identifier", null, UNREAD);
    return true;
  }

  #isName(token: IToken): boolean {
    return this.is(token, "Identifier") && !JOINS.has(token.image);
  }

  /** Tokens from `from` to the end of the line, or to a brace. */
  #toEndOfLine(from: number): number {
    let count = from;
    for (;;) {
      const token = this.at(count);
      if (token === undefined || this.opensLine(token) || this.isOne(token, ["LeftBrace", "RightBrace"]))
        return count;
      count++;
    }
  }

  /** `within 3 months`, `every year`: months and years have no fixed number of days */
  #period(): boolean {
    const before = this.before();
    const isNumber = this.is(before, "NumberLiteral");
    const time = isNumber ? this.tokens[this.index - 2] : before;
    if (!this.isInRule || !TIMES.has(time?.image ?? "") || this.firstOfLine() !== "obliges") return false;
    this.report(1, "terms are written", [], TERM);
    const days = this.made("days", "Identifier");
    this.leaveOut(
      1,
      isNumber ? [days] : [{ ...this.at(0)!, image: "1", ...this.typed("NumberLiteral") }, days],
    );
    return true;
  }

  /** `within thirty days` */
  #numberInWords(image: string): boolean {
    if (!TIMES.has(this.before()?.image ?? "") || this.at(1)?.image !== "days") return false;
    const number = String(NUMBERS.get(image)!);
    this.report(1, "numbers are written", [number]);
    this.replace(1, "NumberLiteral", number);
    return true;
  }

  /** `review policy of denial for BY`, `review policy of denial, except for partners` */
  protected policyTail(): boolean {
    const next = this.at(1);
    if (!this.isInRule || this.firstOfLine() !== "review" || !POLICY_ENDS.has(this.before()?.image ?? ""))
      return false;
    const isComma = this.is(this.at(0), "Comma");
    if (next === undefined || this.opensLine(this.at(0)!) || this.opensLine(next)) return false;
    if (isComma ? wordsBySpelling.has(next.image) && !LEAVING_OUT.has(next.image) : next.image === "any")
      return false;
    const count = this.#toEndOfLine(1);
    this.report(count, "policies are written", [], POLICY);
    this.leaveOut(count);
    return true;
  }

  /** `destinations partners, except CA` */
  protected exceptMembers(): boolean {
    if (!this.isInRule || this.firstOfLine() !== "destinations" || !LEAVING_OUT.has(this.at(1)?.image ?? ""))
      return false;
    const from = this.at(2)?.image === "for" ? 3 : 2;
    const members = this.members(from);
    if (members === null) return false;
    const isOne = members.all.length === 1;
    const list = members.all.map(({ image }) => image).join(", ");
    const count = from + members.count;
    const set = isOne ? list : `{${list}}`;
    // of several, a difference leaves out of the last alone
    const isOfOne = this.tokens[this.index - 2]?.image === "destinations";
    this.report(
      count,
      "sets are written",
      isOfOne ? [` - ${set}`] : [],
      isOfOne ? undefined : differenceOf(set),
    );
    this.leaveOut(count, [this.made("-", "Minus"), ...(isOne ? members.all : this.braced(members.all))]);
    return true;
  }

  /** `for all parties p where ...` */
  #forAll(): boolean {
    const [every, list, name, behind] = [1, 2, 3, 4].map((ahead) => this.at(ahead));
    if (!this.isInRule || !this.opensLine(this.at(0)!)) return false;
    if (!["all", "any", "each", "every"].includes(every?.image ?? "")) return false;
    const isNamed =
      this.is(list, "Identifier") && this.is(name, "Identifier") && !wordsBySpelling.has(name!.image);
    if (!isNamed || (behind?.image !== "where" && behind?.image !== "listed")) return false;
    const meant = `for any ${name!.image} in ${list!.image}`;
    this.report(4, "parties and uses are gone through", [meant]);
    const word = (image: string): IToken => this.made(image, "Identifier");
    this.leaveOut(4, [word("for"), word("any"), name!, word("in"), list!]);
    return true;
  }

  /** `expect license by m`: neither a day nor a jurisdiction */
  #expects(): boolean {
    const next = this.at(1);
    const isOutcome = [
      "license",
      "licence",
      "notice",
      "prohibited",
      "authorized",
      "no",
      "undetermined",
    ].includes(next?.image ?? "");
    if (!isOutcome || !this.opensLine(this.at(0)!)) return false;
    const count = this.#toEndOfLine(1);
    this.report(count, "expectations are written", [], EXPECTATION);
    this.replace(count, "Identifier", null, UNREAD);
    return true;
  }

  /** `expect on 2024-07-01 XX: license` */
  protected signOfExpectation(): boolean {
    const isBehind = this.is(this.before(), "Identifier") && this.is(this.tokens[this.index - 2], "Date");
    if (!isBehind || this.firstOfLine() !== "expect") return false;
    this.report(1, "answers are written", []);
    this.leaveOut(1);
    return true;
  }

  /** `given { act is shipment }` */
  #factOfCase(): boolean {
    if (!this.isInCase || !this.is(this.before(), "Identifier")) return false;
    if (!this.isOne(this.tokens[this.index - 2], ["LeftBrace", "Comma"])) return false;
    this.report(1, "facts of a case are written", [":"]);
    this.replace(1, "Colon", ":");
    return true;
  }
}
