import { createToken, Lexer, type TokenType } from "chevrotain";

/**
 * The vocabulary of the language: one row per word, sign and literal. Lexer, parser, messages, highlighting and
 * hover all read this table, so that a word is added in one place.
 */
export type TokenCategory =
  | "declaration"
  | "kind"
  | "clause"
  | "header"
  | "operator"
  | "outcome"
  | "type"
  | "truth"
  | "sign"
  | "bracket"
  | "literal"
  | "comment";

export interface TokenInfo {
  /** How messages name the token: a word in backticks, or `a date`. */
  readonly label: string;
  readonly category: TokenCategory;
  /** TextMate scope, without the language suffix. */
  readonly scope: string;
  /** One sentence for the editor's hover; empty for signs that explain themselves. */
  readonly hover: string;
}

export interface WordInfo extends TokenInfo {
  readonly word: string;
  /** Never a name, not even in the middle of an expression. */
  readonly hard: boolean;
  /** The word is a keyword only in front of one of these words or signs; elsewhere it is a name. */
  readonly before: readonly string[] | null;
}

const scopes: Readonly<Record<TokenCategory, string>> = {
  declaration: "keyword.declaration",
  kind: "storage.modifier",
  clause: "keyword.control.clause",
  header: "keyword.other",
  operator: "keyword.operator.word",
  outcome: "support.constant.outcome",
  type: "support.type",
  truth: "constant.language",
  sign: "keyword.operator",
  bracket: "punctuation.section",
  literal: "constant",
  comment: "comment.line.double-slash",
};

interface WordOptions {
  readonly hard?: boolean;
  readonly before?: readonly string[];
}

function word(text: string, category: TokenCategory, hover: string, options: WordOptions = {}): WordInfo {
  return {
    word: text,
    label: `\`${text}\``,
    category,
    scope: scopes[category],
    hover,
    hard: options.hard ?? false,
    before: options.before ?? null,
  };
}

const hard = { hard: true } as const;

/** Every word with a meaning, in the order of the language reference. */
export const words = {
  Module: word(
    "module",
    "declaration",
    "Names the file's module, its jurisdiction and the day up to which the law was read.",
  ),
  Use: word("use", "declaration", "Makes the names of other modules visible."),
  Jurisdiction: word(
    "jurisdiction",
    "declaration",
    "Declares a country, a union or a regime with its reach, code schemes and agencies.",
  ),
  Instrument: word(
    "instrument",
    "declaration",
    "Declares a legal act: its citation and its announced, published and effective days.",
  ),
  Unit: word("unit", "declaration", "Declares a unit of measure, by itself or as a multiple of another."),
  Enum: word("enum", "declaration", "Declares the values of a fact; with `<` between them they are ordered."),
  Record: word("record", "declaration", "Declares a kind of thing with its facts."),
  Fact: word("fact", "declaration", "Adds facts to a record that another module declares."),
  Codes: word(
    "codes",
    "declaration",
    "Declares a code scheme and how a code is cut into levels; in a jurisdiction, names its schemes.",
  ),
  Group: word("group", "declaration", "Declares a dated set of countries, codes, lists or measures."),
  List: word(
    "list",
    "declaration",
    "Declares a party list or another data file; before `measure`, a list-based control.",
  ),
  Define: word("define", "declaration", "Names a condition, a formula or a derived fact."),
  Item: word("item", "declaration", "Defines, with dated versions, when an item meets a code."),
  Reach: word(
    "reach",
    "declaration",
    "Declares a ground on which the law applies; in a measure, asks for it.",
  ),
  Review: word(
    "review",
    "declaration",
    "Declares a licensing policy; in a measure, states how applications are reviewed.",
  ),
  Measure: word(
    "measure",
    "declaration",
    "Declares one control: what is required, for what, for whom and when.",
  ),
  Exception: word(
    "exception",
    "declaration",
    "Declares what lifts the requirements of the measures it names.",
  ),
  Authority: word(
    "authority",
    "declaration",
    "Declares a statute and the powers it gives; in a measure, names the statute it rests on.",
  ),
  Finding: word("finding", "declaration", "Declares an official finding that widens what a power covers."),
  Unencodable: word(
    "unencodable",
    "declaration",
    "Marks text that no fact can settle; its condition is always unknown.",
  ),
  Omitted: word(
    "omitted",
    "declaration",
    "Names a place in the law that is left out: on purpose, with the reason, or not encoded yet.",
  ),
  CaseWord: word(
    "case",
    "declaration",
    "Declares facts that scenarios and other cases build on; in a policy, see `case by case`.",
  ),
  Universe: word(
    "universe",
    "declaration",
    "Declares transactions of which none may escape the measures it names, but for gaps it writes down.",
  ),
  Scenario: word("scenario", "declaration", "Declares a transaction and the answers it must get."),
  Proposal: word(
    "proposal",
    "declaration",
    "Groups declarations that are not law; they count only when asked for.",
  ),

  KindList: word("list", "kind", "A measure that rests on the classification of the item.", {
    before: ["measure"],
  }),
  EndUser: word("end-user", "kind", "A measure that rests on who takes part."),
  EndUse: word("end-use", "kind", "A measure that rests on what the item is used for."),
  Service: word("service", "kind", "A measure on support or services by persons."),
  Extraterritorial: word(
    "extraterritorial",
    "kind",
    "A measure that extends the reach of the law to foreign items.",
  ),

  Cite: word("cite", "clause", "The citation of what it stands in."),
  Topic: word("topic", "clause", "Subjects under which reports list the measure."),
  Origin: word(
    "origin",
    "clause",
    "Whether the measure is `unilateral`, `coordinated` or carries out a `regime`.",
  ),
  From: word("from", "clause", "The first day on which what follows holds."),
  Until: word("until", "clause", "The first day on which it no longer holds."),
  Through: word("through", "clause", "The last day on which it holds."),
  Suspended: word("suspended", "clause", "In the text, but without effect from this day."),
  Unenforced: word("unenforced", "clause", "In force, but announced not to be enforced."),
  Unclear: word("unclear", "clause", "From this day it cannot be said what holds."),
  Extends: word("extends", "clause", "The reach to which an extraterritorial measure adds a ground."),
  Activities: word(
    "activities",
    "clause",
    "The conditions, such as `export`, one of which the act must meet.",
  ),
  Items: word("items", "clause", "The codes the measure is about."),
  Destinations: word("destinations", "clause", "The countries of destination the measure is about."),
  For: word("for", "clause", "One requirement for each party, use or other element that is named after it."),
  When: word("when", "clause", "A condition that must hold; several add up."),
  Unless: word("unless", "clause", "A condition that must not hold."),
  Requires: word("requires", "clause", "What the measure demands: a license or a notice."),
  Prohibits: word("prohibits", "clause", "The measure forbids the act."),
  Routes: word("routes", "clause", "The types of license one may apply for."),
  Releases: word(
    "releases",
    "clause",
    "The measures, or limbs of measures, whose requirements the exception lifts.",
  ),
  Obliges: word("obliges", "clause", "A duty that comes with the exception."),
  Saves: word("saves", "clause", "Acts that are still judged by the law of an earlier day."),
  Agency: word("agency", "clause", "The agencies of a jurisdiction."),
  States: word("states", "clause", "The group of member states of a union."),
  Members: word("members", "clause", "The group of members of a regime."),
  Announced: word("announced", "clause", "The day on which the instrument was announced."),
  Published: word(
    "published",
    "clause",
    "The day on which the instrument was published; from then on it is known.",
  ),
  Key: word("key", "clause", "The column that identifies an entry of the list."),
  Column: word("column", "clause", "A column of the data file and its type."),
  Dated: word("dated", "clause", "The columns that hold an entry's first day and the day it ends."),
  Held: word("held", "clause", "The agency that holds the power: `held by BIS`."),
  Permits: word("permits", "clause", "A kind of measure the statute allows, with its limits."),
  Treats: word("treats", "clause", "What the finding treats as something else, so that a power covers it."),
  Because: word("because", "clause", "The reason, in words."),
  Covered: word("covered", "clause", "The measures that cover a universe: `covered by`."),
  Gaps: word("gaps", "clause", "The gaps that a universe leaves on purpose, each with its reason."),
  Given: word(
    "given",
    "clause",
    "The facts of the scenario's transaction; `not given` takes a fact of a case back.",
  ),
  Expect: word("expect", "clause", "The answer expected on a day from a jurisdiction."),
  Add: word("add", "clause", "Adds members to the group of the version before."),
  Remove: word("remove", "clause", "Removes members from the group of the version before."),
  Otherwise: word("otherwise", "clause", "Holds where no other limb of the block does."),
  Except: word("except", "clause", "Gives way where the named limbs hold: `except (2) and (4)`."),

  Current: word("current", "header", "Up to which day the law was read: `current to 2026-09-24`."),
  To: word("to", "header", "Whom a notice goes to, or the day of `current to`."),
  With: word(
    "with",
    "header",
    "Facts put over those of a case, or the authority a registration is made with.",
  ),
  Within: word(
    "within",
    "header",
    "What a jurisdiction lies within, or the days within which a duty is due.",
  ),
  Open: word("open", "header", "Further members are possible."),
  OpenList: word("open", "header", "Further members are possible.", { before: ["["] }),
  Below: word("below", "header", "How a code is cut into levels."),
  Dots: word("dots", "header", "Levels are parted by dots: `3A090.a.1`."),
  Brackets: word("brackets", "header", "Levels are bracketed: `7(16)`."),
  Digits: word("digits", "header", "Every digit is a level, as in customs codes."),
  Levels: word("levels", "header", "Levels follow a pattern, given as text."),
  Before: word(
    "before",
    "header",
    "Before a day the beginning of which was not recorded, or days before the act.",
  ),
  Every: word("every", "header", "A duty that returns after so many days."),
  Days: word("days", "header", "Calendar days."),
  Limited: word("limited", "header", "The transactions a power is limited to."),
  Provided: word("provided", "header", "What a measure itself must meet to stay within the power."),
  On: word("on", "header", "The day the scenario is judged by."),
  At: word("at", "header", "The day up to which publications are known: `known at`."),
  Practice: word("practice", "header", "The answer in practice, without what is not enforced."),
  Missing: word("missing", "header", "The facts that would settle the answer."),

  License: word("license", "outcome", "The act needs a license."),
  Notice: word("notice", "outcome", "The act must be notified."),
  Awaiting: word("awaiting", "outcome", "The act must wait for the decision on the notice."),
  Decision: word("decision", "outcome", "See `awaiting decision`."),
  Prohibited: word("prohibited", "outcome", "The act is forbidden."),
  Authorized: word("authorized", "outcome", "An exception lifts the requirement, with its obligations."),
  Requirement: word(
    "requirement",
    "outcome",
    "`no requirement`: the law reaches the act and asks for nothing.",
  ),
  Reached: word("reached", "outcome", "`not reached`: the law does not reach the act."),
  Undetermined: word("undetermined", "outcome", "Facts are missing that would settle the answer."),
  Unilateral: word("unilateral", "outcome", "The jurisdiction acts alone."),
  Coordinated: word("coordinated", "outcome", "Agreed with other states outside a regime."),
  Regime: word("regime", "outcome", "Carries out a multilateral regime."),
  Policy: word("policy", "outcome", "`policy of denial`: applications are denied.", { before: ["of"] }),
  Presumption: word("presumption", "outcome", "`presumption of denial` or `presumption of approval`.", {
    before: ["of"],
  }),
  Denial: word("denial", "outcome", "See `policy of denial` and `presumption of denial`."),
  Approval: word("approval", "outcome", "See `presumption of approval`."),
  Case: word("case", "outcome", "`case by case`: every application is weighed.", { before: ["by"] }),
  Entitlement: word("entitlement", "outcome", "The license must be granted where its conditions are met."),

  Set: word("set", "type", "A set of values: `set of country`.", { before: ["of"] }),
  ListOf: word("list", "type", "A list of records: `list of party`.", { before: ["of"] }),
  Asserted: word("asserted", "type", "A human judgement, recorded as such."),
  Applies: word("applies", "type", "When the fact applies; otherwise it is not applicable by itself."),
  Closed: word("closed", "type", "When a list given in a case counts as complete."),
  Applicable: word("applicable", "type", "`not applicable`: the fact has no value for this thing."),

  And: word("and", "operator", "Both conditions hold.", hard),
  Or: word("or", "operator", "At least one of the conditions holds.", hard),
  OrNot: word("or", "type", "`or not applicable`: the fact may be without a value.", {
    hard: true,
    before: ["not"],
  }),
  Not: word("not", "operator", "The condition does not hold.", hard),
  In: word("in", "operator", "The value is a member of the set, or lies below one.", hard),
  Is: word("is", "operator", "The item or code lies at or below one of the codes.", hard),
  Meets: word("meets", "operator", "Two sets have a member in common.", hard),
  Any: word("any", "operator", "At least one element, limb or row.", hard),
  All: word("all", "operator", "Every element, limb or row.", hard),
  Of: word("of", "operator", "", hard),
  By: word("by", "operator", "", hard),
  As: word("as", "operator", "Names the entry that was found: `listed in entity_list as e`.", hard),
  AsOf: word("as", "header", "`as of`: the day whose law is applied.", { hard: true, before: ["of"] }),
  Where: word("where", "operator", "What the element must meet.", hard),
  Table: word("table", "operator", "A table of conditions: each row is a limb, cells are parted by `|`."),
  Listed: word("listed", "operator", "On a list in force that day: `p listed in L`; or `item listed by C`."),
  Known: word("known", "operator", "`known that`: the declarant knows that the condition holds.", {
    before: ["that", "at"],
  }),
  That: word("that", "operator", "See `known that`."),
  Unknown: word("unknown", "operator", "Stated to be unknown; `unknown whether` tests a condition.", hard),
  Whether: word("whether", "operator", "See `unknown whether`."),
  Required: word("required", "operator", "`required by M`: a requirement of M holds, before any exception.", {
    before: ["by"],
  }),
  Sum: word("sum", "operator", "The sum of a value over the elements.", { before: ["of"] }),
  Max: word("max", "operator", "The largest value over the elements.", { before: ["of"] }),
  Min: word("min", "operator", "The smallest value over the elements.", { before: ["of"] }),
  Count: word("count", "operator", "The number of elements.", { before: ["of"] }),
  Yes: word("yes", "truth", "The fact holds.", hard),
  No: word("no", "truth", "The fact does not hold; before `x in L` or `of`: none does.", hard),
} satisfies Record<string, WordInfo>;

function sign(label: string, category: TokenCategory = "sign", scope = scopes[category]): TokenInfo {
  return { label: `\`${label}\``, category, scope, hover: "" };
}

function literal(label: string, scope: string, category: TokenCategory = "literal"): TokenInfo {
  return { label, category, scope, hover: "" };
}

/** Signs and literals; their patterns stand in the lexer. */
export const signs = {
  LeftBrace: sign("{", "bracket"),
  RightBrace: sign("}", "bracket"),
  LeftParen: sign("(", "bracket"),
  RightParen: sign(")", "bracket"),
  LeftBracket: sign("[", "bracket"),
  RightBracket: sign("]", "bracket"),
  Comma: sign(",", "sign", "punctuation.separator"),
  Colon: sign(":", "sign", "punctuation.separator"),
  DotDot: sign(".."),
  Dot: sign(".", "sign", "punctuation.accessor"),
  Bar: sign("|", "sign", "punctuation.separator"),
  LessEqual: sign("<="),
  GreaterEqual: sign(">="),
  NotEqual: sign("!="),
  Less: sign("<"),
  Greater: sign(">"),
  Equal: sign("="),
  Plus: sign("+"),
  Minus: sign("-"),
  Ampersand: sign("&"),
  Star: sign("*"),
  Slash: sign("/"),
  Percent: sign("%", "sign", "keyword.other.unit"),
} satisfies Record<string, TokenInfo>;

export const literals = {
  Identifier: literal("a name", "variable.other"),
  NumberLiteral: literal("a number", "constant.numeric"),
  Date: literal("a date", "constant.numeric.date"),
  Code: literal("a code", "constant.other.code"),
  Quoted: literal("a code in single quotes", "constant.other.code"),
  Text: literal("a text in double quotes", "string.quoted.double"),
} satisfies Record<string, TokenInfo>;

export type WordName = keyof typeof words;
export type SignName = keyof typeof signs;
export type LiteralName = keyof typeof literals;

/** Every word that may stand where a name is asked for: identifiers, and keywords that are not hard. */
export const NameWord = createToken({ name: "NameWord", pattern: Lexer.NA, label: "a name" });
/** Every word at all. */
export const AnyWord = createToken({ name: "AnyWord", pattern: Lexer.NA, label: "a word" });
/** `any`, `all`, `no` */
export const QuantWord = createToken({ name: "QuantWord", pattern: Lexer.NA, label: "`any`, `all` or `no`" });
/** `sum`, `max`, `min`, `count` */
export const AggregateWord = createToken({ name: "AggregateWord", pattern: Lexer.NA, label: "`sum`" });
/** The five kinds of measure, as words. */
export const KindWord = createToken({ name: "KindWord", pattern: Lexer.NA, label: "a kind of measure" });
/** Clauses that only name declarations: `authority`, `topic`, `reach`, `extends`, `activities`. */
export const NamesWord = createToken({ name: "NamesWord", pattern: Lexer.NA, label: "a clause" });
/** `suspended`, `unenforced`, `unclear` */
export const StatusWord = createToken({ name: "StatusWord", pattern: Lexer.NA, label: "a status" });
/** `until`, `through` */
export const EndWord = createToken({ name: "EndWord", pattern: Lexer.NA, label: "`until` or `through`" });
export const CompareSign = createToken({ name: "CompareSign", pattern: Lexer.NA, label: "a comparison" });
export const SumSign = createToken({ name: "SumSign", pattern: Lexer.NA, label: "`+`, `-` or `&`" });
export const ProductSign = createToken({ name: "ProductSign", pattern: Lexer.NA, label: "`*` or `/`" });
/** A code, bare or in single quotes. */
export const CodeToken = createToken({ name: "CodeToken", pattern: Lexer.NA, label: "a code" });

/** The token types that stand for several others. */
export const abstractTypes: readonly TokenType[] = [
  NameWord,
  AnyWord,
  QuantWord,
  AggregateWord,
  KindWord,
  NamesWord,
  StatusWord,
  EndWord,
  CompareSign,
  SumSign,
  ProductSign,
  CodeToken,
];

const categories: Readonly<Record<string, readonly TokenType[]>> = {
  Any: [QuantWord],
  All: [QuantWord],
  No: [QuantWord],
  Sum: [AggregateWord],
  Max: [AggregateWord],
  Min: [AggregateWord],
  Count: [AggregateWord],
  KindList: [KindWord],
  List: [KindWord],
  EndUser: [KindWord],
  EndUse: [KindWord],
  Service: [KindWord],
  Extraterritorial: [KindWord],
  Authority: [NamesWord],
  Topic: [NamesWord],
  Reach: [NamesWord],
  Extends: [NamesWord],
  Activities: [NamesWord],
  Suspended: [StatusWord],
  Unenforced: [StatusWord],
  Unclear: [StatusWord],
  Until: [EndWord],
  Through: [EndWord],
  Less: [CompareSign],
  LessEqual: [CompareSign],
  Greater: [CompareSign],
  GreaterEqual: [CompareSign],
  Equal: [CompareSign],
  NotEqual: [CompareSign],
  Plus: [SumSign],
  Minus: [SumSign],
  Ampersand: [SumSign],
  Star: [ProductSign],
  Slash: [ProductSign],
  Code: [CodeToken],
  Quoted: [CodeToken],
  Identifier: [NameWord, AnyWord],
};

/** The abstract types a token type belongs to, beside those every word has. */
export function categoriesOf(name: string): TokenType[] {
  return [...(categories[name] ?? [])];
}

const wordEntries = Object.entries(words) as [WordName, WordInfo][];

export const W = Object.fromEntries(
  wordEntries.map(([name, info]) => [
    name,
    createToken({
      name,
      pattern: Lexer.NA,
      label: info.label,
      categories: [
        ...categoriesOf(name),
        ...(info.hard || info.before !== null ? [AnyWord] : [NameWord, AnyWord]),
      ],
    }),
  ]),
) as Record<WordName, TokenType>;

/** The table row of a token type, by its name; undefined for the abstract ones and the end of the file. */
export function tokenInfo(type: TokenType): TokenInfo | undefined {
  const name = type.name;
  if (Object.hasOwn(words, name)) return words[name as WordName];
  if (Object.hasOwn(signs, name)) return signs[name as SignName];
  if (Object.hasOwn(literals, name)) return literals[name as LiteralName];
  return undefined;
}

/** The keyword rows of one spelling: most words have one, `list`, `or` and `as` have several. */
export const wordsBySpelling: ReadonlyMap<string, readonly WordName[]> = (() => {
  const map = new Map<string, WordName[]>();
  for (const [name, info] of wordEntries) {
    const names = map.get(info.word);
    // a row that needs a follower is tried before the plain row
    if (names === undefined) map.set(info.word, [name]);
    else if (info.before !== null) names.unshift(name);
    else names.push(name);
  }
  return map;
})();
