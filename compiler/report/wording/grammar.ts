/**
 * What a report can say, without the words: the abstract grammar of its phrases. Which phrases a condition or a provision
 * is made of is decided once, from the checked program; a language only decides word order, connectives and
 * punctuation. So two languages cannot say different things, and neither can say what the law does not.
 *
 * `not` says the opposite of a phrase. A statement whose `parts` are not empty ends in a colon: its limbs follow.
 */
import type { MeasureKind } from "../../../grammar/ast.ts";
import type { CompareOp, DatedStatus } from "../../check/tree.ts";
import type { Phrase, Piece, Statement } from "../phrase.ts";

/** Words and limbs of a statement; label, citation and place are those of the clause it says. */
export type Said = Pick<Statement, "phrase" | "parts">;

/** `party p among the parties, listed in the Entity List as e`. */
export interface BoundName {
  /** what kind of thing is bound, or null where the list says so already */
  readonly record: Piece | null;
  readonly variable: Piece;
  readonly list: Phrase;
  readonly listedIn: Phrase | null;
  readonly entry: Piece | null;
}

/** A condition within another: `isCompound` if it joins several on one line, so that it must be kept together. */
export interface Inner extends Said {
  readonly isCompound: boolean;
}

/** How the limbs of a list work together. */
export type Lead = "all" | "any" | "none" | "notAll";

export interface Comparison {
  readonly subject: Phrase;
  readonly op: CompareOp;
  readonly bound: Phrase;
  /** days are before and after, not less and more */
  readonly isDate: boolean;
  readonly not: boolean;
}

export interface NounGrammar {
  readonly series: (phrases: readonly Phrase[], last: "and" | "or") => Phrase;
  readonly bracketed: (phrase: Phrase) => Phrase;
  readonly truth: (value: boolean) => string;
  readonly day: (day: string) => string;
  /** a text of a case, in quotation marks */
  readonly quoted: (text: string) => string;
  /** `China (CN)` */
  readonly coded: (name: string, code: string) => string;
  readonly transaction: () => Phrase;
  readonly factOf: (fact: Phrase, of: Phrase | null) => Phrase;
  readonly theRecord: (record: Piece) => Phrase;
  readonly it: () => Phrase;
  /** what a data list states for an entry */
  readonly columnOf: (column: Phrase, entry: Phrase) => Phrase;
  readonly ofReleased: (name: Phrase) => Phrase;
  readonly dayOfAct: () => Phrase;
  readonly decidingState: () => Phrase;
  readonly sum: (op: "sum" | "max" | "min", value: Phrase, over: BoundName, where: Phrase | null) => Phrase;
  readonly count: (over: BoundName, where: Phrase | null) => Phrase;
  readonly whether: (condition: Phrase) => Phrase;
  readonly anyCodeOf: (scheme: Piece) => Phrase;
  readonly controlListsOf: (country: Phrase) => Phrase;
  readonly anyCountry: () => Phrase;
  readonly except: (all: Phrase, without: Phrase) => Phrase;
  readonly inBoth: (left: Phrase, right: Phrase) => Phrase;
  readonly fromTo: (low: string, high: string) => string;
}

export interface ConditionGrammar {
  /** two conditions in one sentence */
  readonly joined: (parts: readonly Phrase[], last: "and" | "or") => Phrase;
  /** a statement on one line, its limbs in brackets */
  readonly inline: (statement: Statement) => Phrase;
  readonly constant: (value: boolean) => Phrase;
  readonly lead: (lead: Lead) => Phrase;
  readonly compare: (comparison: Comparison) => Phrase;
  /** two bounds of one subject */
  readonly range: (low: Comparison, high: Comparison) => Phrase;
  /** a code at or below others, a value in named sets, or a value that is one of some values */
  readonly isIn: (element: Phrase, how: "under" | "inSet" | "isOne", set: Phrase, not: boolean) => Phrase;
  readonly includes: (set: Phrase, element: Phrase, not: boolean) => Phrase;
  readonly meets: (set: Phrase, members: Phrase, several: boolean, not: boolean) => Phrase;
  readonly classified: (item: Phrase, codes: Phrase, not: boolean) => Phrase;
  readonly statedUnknown: (what: Phrase, not: boolean) => Phrase;
  readonly listedIn: (who: Phrase, lists: Phrase, not: boolean) => Phrase;
  readonly onControlListOf: (item: Phrase, country: Phrase, not: boolean) => Phrase;
  readonly withinReach: (reach: Piece, not: boolean) => Phrase;
  readonly requiredBy: (measures: Phrase, not: boolean) => Phrase;
  readonly entryHolds: (column: Phrase, not: boolean) => Phrase;
  readonly unencodable: (name: Piece, not: boolean) => Phrase;
  /** a named property of a record, or a named condition */
  readonly applies: (name: Phrase, to: Phrase | null, not: boolean) => Phrase;
  readonly holds: (what: Phrase, not: boolean) => Phrase;
  readonly known: (inner: Inner, not: boolean) => Said;
  readonly unknownWhether: (inner: Inner, not: boolean) => Said;
  readonly forEvery: (who: BoundName, inner: Inner | null, not: boolean) => Said;
  readonly exists: (who: BoundName, inner: Inner | null, none: boolean) => Said;
  /** a condition that does not count where another holds */
  readonly unless: (held: Statement, exclusion: Statement) => Said;
}

/** When a version of the law holds. */
export interface Period {
  /** null: undated */
  readonly from: string | null;
  readonly before: boolean;
  readonly by: Phrase | null;
  readonly ended: string | null;
  readonly replaced: string | null;
}

export interface ObligationWords {
  readonly duty: Piece;
  readonly to: Piece;
  readonly timing: "before" | "within" | "every" | null;
  readonly days: number | null;
  readonly text: Piece | null;
}

/** What befalls a declaration on a day. */
export type EventKind =
  | "begins"
  | "unrecordedBeginning"
  | "changes"
  | "suspended"
  | "unenforced"
  | "unclear"
  | "ended"
  | "again"
  | "clearAgain"
  | "returns";

export interface ProvisionGrammar {
  readonly prohibited: () => Phrase;
  readonly licenseRequired: () => Phrase;
  readonly noticeRequired: (to: string | null, awaiting: boolean) => Phrase;
  readonly withinLaw: () => Phrase;
  readonly releases: (what: Phrase) => Phrase;
  /** a consequence with its conditions as limbs */
  readonly where: (consequence: Phrase, tests: readonly Statement[]) => Said;
  /** conditions common to the outcomes that follow */
  readonly commonConditions: (tests: readonly Statement[]) => Said;
  readonly ofOutcome: (consequence: Phrase, limits: Limits) => Said;
  readonly exclusion: (held: Statement) => Said;
  readonly acts: (acts: Phrase) => Phrase;
  readonly forAny: (who: BoundName) => Phrase;
  readonly reviewedSo: () => Phrase;
  readonly reviewedUnder: (policy: Phrase) => Phrase;
  readonly policy: (policy: string) => Phrase;
  readonly grid: (limbs: readonly Statement[]) => Phrase;
  readonly gridLimb: (policy: Phrase, limits: Limits) => Said;
  readonly route: (route: Piece, when: Statement | null) => Said;
  /** what an obligation is, without where it is due */
  readonly duty: (obligation: ObligationWords) => Phrase;
  readonly obligation: (obligation: ObligationWords, when: Statement | null) => Said;
  readonly saving: (asOf: string, until: string | null, held: Statement) => Said;
  readonly instrument: (title: Piece, citation: Piece | null) => Phrase;
  readonly period: (period: Period) => Phrase;
  readonly status: (
    status: Pick<DatedStatus, "word" | "from" | "until">,
    by: Phrase | null,
    because: Piece | null,
  ) => Phrase;
  readonly event: (subject: Phrase, kind: EventKind) => Phrase;
  readonly introduced: (lead: Phrase, said: Said) => Said;
  readonly anyOf: (set: Phrase) => Phrase;
  readonly members: (operation: "set" | "add" | "remove", set: Phrase) => Phrase;
  readonly noMember: () => Phrase;
  readonly membersThatDay: (members: Phrase, count: number) => Phrase;
  readonly permits: (
    kind: MeasureKind,
    time: { readonly from: string | null; readonly until: string | null },
    origins: Phrase | null,
    limit: Statement | null,
  ) => Said;
  readonly universe: (measures: Phrase, inside: readonly Statement[]) => Said;
  readonly meantGaps: () => Phrase;
  readonly meantGap: (held: Statement, because: Piece) => Said;
}

/** What narrows one outcome among several. */
export interface Limits {
  readonly when: Statement | null;
  readonly otherwise: boolean;
  /** labels of the limbs that displace it */
  readonly except: readonly Piece[];
}

/** How what is new or dropped works with what stands beside it: all must hold, one suffices, or neither is the question. */
export type Role = "condition" | "alternative" | "other";

/** What a version changed against the one before it, a sentence each. */
export interface ChangeGrammar {
  readonly changedOn: (day: string) => Phrase;
  /** leads the changes of what a measure refers to */
  readonly referencesChanged: () => Phrase;
  readonly changedThere: (day: string, name: Piece) => Phrase;
  readonly restsOnUnencodable: (names: Phrase) => Phrase;
  readonly namesOpenGroups: (names: Phrase) => Phrase;
  readonly none: () => Phrase;
  readonly at: (label: Piece, change: Phrase) => Phrase;
  readonly threshold: (subject: Phrase, before: Phrase, after: Phrase) => Phrase;
  readonly membership: (subject: Phrase, added: Phrase | null, removed: Phrase | null) => Phrase;
  readonly added: (what: Phrase, as: Role) => Phrase;
  readonly dropped: (what: Phrase, as: Role) => Phrase;
  readonly replaced: (before: Phrase, after: Phrase) => Phrase;
  /** a change of what is excluded */
  readonly inExclusion: (change: Phrase) => Phrase;
  readonly verdict: (before: Phrase, after: Phrase) => Phrase;
  readonly review: (before: Phrase, after: Phrase) => Phrase;
  /** bound of a comparison without its subject: `at least 4800 TPP` */
  readonly bound: (op: CompareOp, isDate: boolean, bound: Phrase) => Phrase;
}

export interface Grammar extends NounGrammar, ConditionGrammar, ProvisionGrammar, ChangeGrammar {}
