/**
 * Fixed texts of the site itself: what its pages are called, what they are for, and the heads of their tables. The English
 * table gives the shape; terms of the law come from `wording`.
 */
import type { IsoDate } from "../../check/tree.ts";
import { type ConditionWords, ENGLISH } from "../../regions/words.ts";
import { literal, type Phrase } from "../phrase.ts";
import type { LanguageName } from "../wording/glossary.ts";
import { chineseWords } from "./words-zh.ts";

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

const englishWords = {
  data: "The same data as a table",
  asOf: (day: string): string => `What the law says on ${day}.`,
  readTo: (day: string): string => `law read to ${day} only`,
  undated: "No source says to which day its law was read: the report shows the law without a day.",
  foot: "Restated from the sources, each sentence with its place. Not legal advice.",
  inForce: "in force",
  notYet: (day: string): string => `from ${day}`,
  neverInForce: "without a version",
  counted: {
    measures: (n: number): string => counted(n, "measure", "measures"),
    items: (n: number): string => counted(n, "item", "items"),
    entries: (n: number): string => counted(n, "entry", "entries"),
    scenarios: (n: number): string => counted(n, "scenario", "scenarios"),
    products: (n: number): string => counted(n, "product", "products"),
    destinations: (n: number): string => counted(n, "destination", "destinations"),
    works: (n: number): string => counted(n, "citation", "citations"),
    exceptions: (n: number): string => counted(n, "exception", "exceptions"),
    proposals: (n: number): string => counted(n, "proposal", "proposals"),
    changes: (n: number): string => counted(n, "changed answer", "changed answers"),
    inForce: (n: number, of: number): string => `${n} of ${of} in force`,
    measuresInForce: (n: number, of: number): string =>
      n === of ? counted(n, "measure", "measures") : `${n} of ${of} measures in force`,
  },
  pages: {
    jurisdiction: (name: string): string => `What ${name} requires`,
    measures: (module: string): string => `Measures of ${module}`,
    items: (name: string): string => `Items: ${name}`,
    allItems: "Items of all lists",
    entries: (name: string): string => `Entries and destinations: ${name}`,
    exceptions: (name: string): string => `Exceptions: ${name}`,
    terms: (name: string): string => `Groups and terms: ${name}`,
    shared: "Shared groups and terms",
    authorities: (name: string): string => `Authorities: ${name}`,
    scenarios: (name: string): string => `Scenarios: ${name}`,
    products: "Products",
    citations: "Citation index",
    glossary: "Glossary",
    search: "Search",
    coverage: "Scenario coverage",
    changes: "Change log",
    proposals: (name: string): string => `Proposals for ${name}`,
  },
  purposes: {
    products: "May it go there, under whose law, why, and since when?",
    items: "Which entry of which list names a thing, with its thresholds?",
    entries: "For each entry: which destinations need a license?",
    search: "Find a measure, an entry, a term or a citation.",
    map: "How much of the law is encoded, and what is left out?",
    coverage: "What do the scenarios exercise, and what do they miss?",
    changes: "Whose answer changes against the earlier build, and in which direction?",
    citations: "Which declarations rest on which provision?",
    glossary: "What do the words, facts, units and verdicts mean?",
    shared: "What several laws refer to.",
  },
  sections: {
    ask: "What do you want to know?",
    jurisdictions: "Under whose law?",
    recent: "What changed last",
    coming: "What is still to come",
    says: "What it says",
    rows: "The rows of its decision table",
    scenarios: "Scenarios that exercise it",
    instruments: "Acts behind it",
    uses: "Terms it uses",
    items: "Items it names",
    more: "More of this law",
    answers: "What the law answers",
    facts: "The facts",
    history: "How the answers came about",
    namedBy: "Named by",
    vocabulary: "Facts of a case",
    values: "Values",
    units: "Units",
    verdicts: "Verdicts",
    policies: "Review policies",
    statuses: "States of a version",
    missed: "What no scenario sees",
    texts: "Changes of text",
    flips: "Scenarios that are answered otherwise",
    figures: "Figures",
  },
  heads: {
    measure: "Measure",
    status: "On the day of the report",
    requires: "Requires",
    citation: "Citation",
    since: "Since",
    orEarlier: "or earlier",
    code: "Code",
    title: "Title",
    list: "List",
    measures: "Measures that name it",
    day: "Day",
    change: "What changes",
    by: "By",
    jurisdiction: "Jurisdiction",
    inForce: "In force",
    row: "Row",
    effect: "Then",
    each: "For each",
    scenario: "Scenario",
    answer: "Answer",
    expected: "Expected",
    outcome: "Outcome",
    why: "Why",
    review: "Review policy",
    product: "Product",
    route: "From, to",
    fact: "Fact",
    value: "Value",
    from: "From",
    act: "Act",
    announced: "Announced",
    published: "Published",
    effective: "Effective",
    destinations: "Destinations",
    usedBy: "Used by",
    question: "Question",
    kind: "Kind",
    covered: "Covered",
    of: "Of",
    percent: "Percent",
    place: "Place",
    side: "What is missing",
    direction: "Direction",
    before: "Before",
    after: "After",
    where: "Where",
    source: "Source",
    name: "Name",
    meaning: "Meaning",
  },
  notes: {
    noRows: "It adds no row of its own.",
    cells: "Each cell leads to the sentence above that says it; - stands for any value.",
    notExercised: "No scenario names it among its reasons.",
    scenariosNotRun: "The scenarios were not run for this report.",
    productsLead: (day: string): string =>
      `Each product as the sources describe it, with the transactions that scenarios put it into and the answer on ${day}. “Since” is the first day from which a measure behind the answer has asked for the same without a break, where that was sought.`,
    answersOnly: (day: string): string =>
      `Answers on ${day} of the jurisdictions that each scenario asks. Where facts are missing, the answer is not determined.`,
    notAsked: "not determined from these facts",
    always: "always",
    /** a cell that asks for the contrary of what it names */
    not: (said: string): string => `not ${said}`,
    entriesLead: (day: string): string =>
      `Each code that list measures name, with the destinations for which some list measure asks for a license on ${day} if nothing else is known. Conditions of the measures and exceptions may narrow it; the pages of the measures say how.`,
    allDestinations: "all destinations",
    allBut: "all but",
    depends: "depends on the transaction",
    noMeasure: "no measure names it by code",
    searchHint: "A code, a name, a title or a citation",
    searchLabel: "Search the report",
    searchCount: (n: string): string => `${n} found`,
    searchNone: "Nothing found.",
    searchMore: "only the first are shown; type more",
    searchNoScript:
      "The search needs its script, which this browser does not run. The citation index and the lists of items are pages of their own.",
    scenarioTitles: "Titles of scenarios stand in the language of the sources.",
    itemTitles: "Titles of entries without a translation stand in the language of the sources.",
    truncated: (n: number): string => `and ${n} more`,
    truncatedScenarios: (n: number): string =>
      n === 1
        ? "One more scenario asks of it, among those of "
        : `${n} more scenarios ask of it, among those of `,
    apart: (n: number): string =>
      `${counted(n, "change", "changes")} for transactions with more to them than any scenario has`,
    noChanges: "No answer changes.",
    changesLead: (old: string): string => `What this law answers otherwise than ${old} did.`,
    inPractice: "in practice only",
    otherTerms: (day: IsoDate): string => `from ${day} on other terms, for the case that shows it`,
    lawAdded: (law: string): string => `The law of ${law} is new: all its answers are.`,
    lawRemoved: (law: string): string => `The law of ${law} is gone, and all its answers with it.`,
    /** by the code of a note */
    notCompared: {
      budget: "Not everything was searched to the end: there may be kinds of change that are not listed.",
      "open-answers":
        "Answers that the law leaves open were not searched to the end: of these there may be kinds of change that are not listed.",
      facts:
        "The declaration of a fact was edited: answers to cases that do not state it may change without being listed.",
    },
    details: "What was not compared to the end",
    whole: "whole law",
    recorded: "beginning not recorded",
    held: "holds",
    failed: "does not hold",
    notRun: "not run",
    sourceOf: (file: string): string => `Source: ${file}`,
    coverageLead:
      "Every row, threshold, membership, date and exception of the law has sides that a scenario can see. A side that none has seen could be wrong without anyone noticing.",
    glossaryLead: "The facts that a case may state, and the words that answers use.",
  },
  points: {
    row: "rows that hold",
    threshold: "sides of thresholds",
    list: "members and non-members",
    date: "days before and days of a change",
    exception: "exceptions, used and not",
    all: "all",
  },
  /** sides of what scenarios exercise, by their names in `compiler/coverage` */
  sides: {
    holds: "holds",
    "on the side that holds": "on the side that holds",
    "on the other side": "on the other side",
    "a member": "a member",
    "no member": "no member",
    "the day before": "the day before",
    "the day": "the day",
    released: "released",
    "not released": "not released",
  } as Readonly<Record<string, string>>,
  /** limits of the time of a row */
  times: {
    /** at least one is a day; the last is excluded */
    during: (from: IsoDate | null, until: IsoDate | null): Phrase => [
      ...(from === null ? [] : ["from ", literal(from)]),
      ...(until === null ? [] : [from === null ? "until " : " until ", literal(until)]),
    ],
    known: "as known",
    text: "by the text",
    practice: "in practice",
    unclear: "unclear",
    unrecorded: "not recorded",
  },
  policies: {
    policy_of_denial: "Applications are refused.",
    presumption_of_denial: "Applications are refused unless the applicant shows why not.",
    case_by_case: "Each application is judged on its own.",
    presumption_of_approval: "Applications are granted unless something speaks against it.",
    entitlement: "Whoever meets the conditions has a right to the license.",
  },
  statuses: {
    suspended: "The text has no effect for a time.",
    unenforced: "The text is in force; the authority has said that it does not apply it.",
    unclear: "Sources disagree, or none was found, on whether the text is in force.",
    ended: "The text has no effect any more.",
  },
  answers: {
    range: (least: string, most: string): string => `between ${least} and ${most}`,
    policyNotStated: "not stated",
    notFitting: "refused: its facts do not fit",
  },
  /** which of two laws meets what a scenario expects */
  meets: {
    old: "met no longer",
    new: "met now",
    both: "met before and after",
    neither: "met neither before nor after",
  },
  textKinds: {
    "re-dated": "date moved",
    "re-cited": "cited otherwise",
    reworded: "worded otherwise",
    "re-obliged": "other duties",
    "re-listed": "other entries",
    "re-empowered": "other powers",
  },
  directions: { tighter: "tighter", looser: "looser", changed: "changed" },
  regions: {
    or: "or",
    everything: "every transaction",
    /** conditions that are not told */
    leftOut: {
      elsewhere: "under further conditions, not shown, on facts that the edits do not look at",
      any: "under further conditions, not shown",
    },
    /** between the name of a record and that of a fact within it */
    within: ", ",
    /** how conditions are said */
    conditions: ENGLISH as ConditionWords,
  },
  evidence: {
    proved: "proved, with a case that shows it",
    possible: "possible: no case was found that shows it",
    bounded:
      "a case shows it; some that fit the description may keep their answer, where another measure asks the same of them before and after",
    found: "shown by a case; the whole region is not known",
  },
};

export type SiteWords = typeof englishWords;

export const siteWords: Readonly<Record<LanguageName, SiteWords>> = { en: englishWords, zh: chineseWords };
