/** The grammar of phrases in English. */
import { literal, type Phrase, type Piece, type Statement, statement, strong } from "../phrase.ts";
import { KIND_TERMS, POLICY_TERMS } from "./glossary.ts";
import type {
  BoundName,
  Comparison,
  EventKind,
  Grammar,
  Inner,
  Lead,
  Limits,
  NounGrammar,
  ObligationWords,
  Period,
  Said,
} from "./grammar.ts";
import { quotedWithin } from "./quotes.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `7 September 2024`; what is no day stays as it is. */
export function englishDate(day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return day;
  return `${Number(found[3])} ${MONTHS[Number(found[2]) - 1] ?? found[2]} ${found[1]}`;
}

const day = englishDate;

/** `A, B and C`. */
function series(phrases: readonly Phrase[], last: "and" | "or"): Phrase {
  return phrases.flatMap((phrase, index): Phrase => {
    if (index === 0) return phrase;
    return [index === phrases.length - 1 ? ` ${last} ` : ", ", ...phrase];
  });
}

function inline(s: Statement): Phrase {
  const label: Phrase = s.label === null ? [] : [literal(s.label), " "];
  if (s.parts.length === 0) return [...label, ...s.phrase];
  const parts = s.parts.flatMap((part, index): Phrase => [...(index === 0 ? [] : ["; "]), ...inline(part)]);
  return [...label, ...s.phrase, " [", ...parts, "]"];
}

/** Whether a fact named in the plural is spoken of: `the roles of p`. */
function isPlural(subject: Phrase): boolean {
  const [start, name] = subject;
  const text = typeof name === "object" && name.kind === "term" ? name.text : name;
  return start === "the " && typeof text === "string" && /[a-rt-z]s$/.test(text);
}

/** `organized in`: with what follows it would read as one phrase, `the organized in of the actor`. */
function isOpenEnded(fact: Phrase): boolean {
  const last = fact.at(-1);
  const text = typeof last === "object" && last.kind === "term" ? last.text : last;
  return typeof text === "string" && / (?:as|at|by|for|from|in|of|on|to|under|with|within)$/.test(text);
}

/** `a party`, `an item`. */
function article(piece: Piece | null): string {
  const text =
    piece === null || typeof piece === "string" ? piece : piece.kind === "foreign" ? piece.text : "";
  return text !== null && /^[aeio]/i.test(text) ? "an" : "a";
}

/** `party p among the parties that is listed in the Entity List as e`. */
function bound({ record, variable, list, listedIn, entry }: BoundName): Phrase {
  return [
    ...(record === null ? [] : [record, " "]),
    variable,
    " among ",
    ...list,
    ...(listedIn === null ? [] : [" that is listed in ", ...listedIn]),
    ...(entry === null ? [] : [" as ", entry]),
  ];
}

const nouns = {
  series,
  bracketed: (phrase) => ["(", ...phrase, ")"],
  truth: (value) => (value ? "yes" : "no"),
  day,
  quoted: (text) => `“${text}”`,
  coded: (name, code) => `${name} (${code})`,
  transaction: () => ["the transaction"],
  factOf: (fact, of) => [
    "the ",
    ...(isOpenEnded(fact) ? ["“", ...fact, "”"] : fact),
    ...(of === null ? [] : [" of ", ...of]),
  ],
  theRecord: (record) => ["the ", record],
  it: () => ["it"],
  columnOf: (column, entry) => ["the ", ...column, " stated for the entry ", ...entry],
  ofReleased: (name) => [...name, " of the released requirement"],
  dayOfAct: () => ["the day of the act"],
  decidingState: () => ["the state that decides"],
  sum: (op, value, over, where) => [
    `(the ${{ sum: "sum", max: "largest", min: "smallest" }[op]} of `,
    ...value,
    ", over every ",
    ...bound(over),
    ...(where === null ? [] : [" where ", ...where]),
    ")",
  ],
  count: (over, where) => [
    "(the number of every ",
    ...bound(over),
    ...(where === null ? [] : [" where ", ...where]),
    ")",
  ],
  whether: (condition) => ["whether ", ...condition],
  anyCodeOf: (scheme) => ["any code of ", scheme],
  controlListsOf: (country) => ["the control lists of ", ...country],
  anyCountry: () => ["any country"],
  except: (all, without) => ["(", ...all, " except ", ...without, ")"],
  inBoth: (left, right) => ["(", ...left, " that also belong to ", ...right, ")"],
  fromTo: (low, high) => `${low} to ${high}`,
} satisfies NounGrammar;

const COMPARISONS = {
  "=": ["", ""],
  "!=": ["", ""],
  "<": ["less than", "before"],
  "<=": ["at most", "on or before"],
  ">": ["more than", "after"],
  ">=": ["at least", "on or after"],
} as const;

function compareWords({ op, isDate }: Pick<Comparison, "op" | "isDate">): string {
  return COMPARISONS[op][isDate ? 1 : 0];
}

function compare(comparison: Comparison): Phrase {
  const { subject, op, bound: limit, not } = comparison;
  const negative = (op === "!=") !== not;
  const how = compareWords(comparison);
  const is = isPlural(subject) ? " are" : " is";
  return [...subject, is, negative ? " not " : " ", how === "" ? "" : `${how} `, ...limit];
}

function includes(set: Phrase, not: boolean): string {
  if (isPlural(set)) return not ? " do not include " : " include ";
  return not ? " does not include " : " includes ";
}

const LEADS: Readonly<Record<Lead, string>> = {
  all: "all of these hold:",
  any: "at least one of these holds:",
  none: "none of these holds:",
  notAll: "not all of these hold:",
};

function led(lead: string, inner: Inner): Said {
  return { phrase: [`${lead} `, ...together(inner)], parts: inner.parts };
}

/** Several conditions on one line, kept apart from what follows. */
function together({ phrase, isCompound }: Inner): Phrase {
  return isCompound ? ["(", ...phrase, ")"] : phrase;
}

function unless(held: Statement, exclusion: Statement): Said {
  if (exclusion.parts.length === 0 && held.parts.length === 0)
    return { phrase: [...held.phrase, ", unless ", ...exclusion.phrase], parts: [] };
  const except = statement(["unless ", ...exclusion.phrase], exclusion.parts, { span: exclusion.span });
  if (held.parts.length === 0) return { phrase: [...held.phrase, ","], parts: [except] };
  return { phrase: ["both of these hold:"], parts: [held, except] };
}

const EVENTS: Readonly<Record<EventKind, string>> = {
  begins: "comes into force",
  unrecordedBeginning: "is in force (beginning not recorded)",
  changes: "changes",
  suspended: "is suspended",
  unenforced: "is no longer enforced",
  unclear: "is not certain to be in force from then on",
  ended: "ends",
  again: "applies again",
  clearAgain: "is certain to be in force again",
  returns: "returns",
};

const STATUS_STARTS = {
  suspended: "Suspended",
  unenforced: "In force but not enforced",
  unclear: "Unclear whether in force",
  ended: "Ended",
} as const;

/** `From A until B, by X`; what ended for good says so. */
function period({ from, before, by, ended, replaced }: Period): Phrase {
  const begins = from === null ? "Not dated: always" : `${before ? "Since before" : "From"} ${day(from)}`;
  const ends =
    ended !== null ? ` until it ended on ${day(ended)}` : replaced !== null ? ` until ${day(replaced)}` : "";
  return [`${begins}${ends}`, ...(by === null ? [] : [", by ", ...by])];
}

/** `P otherwise`, `P where X, except where (2) holds`; where limbs follow, what displaces P stands before them. */
function limited(consequence: Phrase, { when, otherwise, except }: Limits): Said {
  const start: Phrase = [...consequence, otherwise ? " otherwise" : ""];
  const labels = series(
    except.map((label) => [label]),
    "or",
  );
  const holds = except.length === 1 ? " holds" : " hold";
  const displaced: Phrase = except.length === 0 ? [] : [", except where ", ...labels, holds];
  if (when === null) return { phrase: [...start, ...displaced], parts: [] };
  if (when.parts.length === 0)
    return { phrase: [...start, " where ", ...when.phrase, ...displaced], parts: [] };
  const comma = displaced.length === 0 ? "" : ",";
  return { phrase: [...start, ...displaced, `${comma} where `, ...when.phrase], parts: when.parts };
}

function timing({ timing: how, days }: ObligationWords): string {
  if (how === null) return "";
  if (days === null) return { before: ", before the act", within: ", in time", every: ", regularly" }[how];
  const length = `${days} ${days === 1 ? "day" : "days"}`;
  return { before: `, ${length} before the act`, within: `, within ${length}`, every: `, every ${length}` }[
    how
  ];
}

/** `report, addressed to BIS, within 30 days (by e-mail)`. */
function duty(obligation: ObligationWords): Phrase {
  const { duty: owed, to, text } = obligation;
  return [owed, ", addressed to ", to, timing(obligation), ...(text === null ? [] : [" (", text, ")"])];
}

/** `where this holds:`, `where all of these hold:`, or `always`. */
function whereTests(tests: readonly Statement[]): string {
  if (tests.length === 0) return ", always";
  return tests.length === 1 ? " where this holds:" : " where all of these hold:";
}

/** A condition at the end of a consequence. */
function whereHeld(held: Statement | null): Said {
  return held === null
    ? { phrase: [], parts: [] }
    : { phrase: [" where ", ...held.phrase], parts: held.parts };
}

const POLICIES: Readonly<Record<string, string>> = {
  policy_of_denial: `a ${POLICY_TERMS.policy_of_denial.en}`,
  presumption_of_denial: `a ${POLICY_TERMS.presumption_of_denial.en}`,
  case_by_case: POLICY_TERMS.case_by_case.en,
  presumption_of_approval: `a ${POLICY_TERMS.presumption_of_approval.en}`,
  entitlement: `an ${POLICY_TERMS.entitlement.en}`,
};

export const englishGrammar: Grammar = {
  ...nouns,
  joined: (parts, last) => parts.flatMap((part, i): Phrase => (i === 0 ? part : [`, ${last} `, ...part])),
  inline,
  constant: (value) => [value ? "always" : "never"],
  lead: (lead) => [LEADS[lead]],
  compare,
  range: (low, high) => [...compare(low), ` but ${compareWords(high)} `, ...high.bound],
  isIn: (element, how, set, not) => {
    const verb = {
      under: not ? " does not fall under " : " falls under ",
      inSet: not ? " is not in " : " is in ",
      isOne: not ? " is not " : " is ",
    }[how];
    return [...element, verb, ...set];
  },
  includes: (set, element, not) => [...set, includes(set, not), ...element],
  meets: (set, members, several, not) => {
    if (!several) return [...set, includes(set, not), ...members];
    const verb = isPlural(set) ? " include" : " includes";
    return [...set, verb, not ? " none of " : " one of ", ...members];
  },
  classified: (item, codes, not) => [
    ...item,
    not ? " is not classified under " : " is classified under ",
    ...codes,
  ],
  statedUnknown: (what, not) => [...what, not ? " is not" : " is", " stated to be unknown"],
  listedIn: (who, lists, not) => [...who, not ? " is not listed in " : " is listed in ", ...lists],
  onControlListOf: (item, country, not) => [
    ...item,
    not ? " is not" : " is",
    " on a control list in force that day of ",
    ...country,
  ],
  withinReach: (reach, not) => [not ? "the act is not within " : "the act is within ", reach],
  requiredBy: (measures, not) => [
    not ? "no requirement arises under " : "a requirement arises under ",
    ...measures,
  ],
  entryHolds: (column, not) => [...column, not ? " does not hold" : " holds, or none is stated"],
  unencodable: (name, not) => [name, not ? " does not hold" : " holds", " (text that cannot be encoded)"],
  applies: (name, to, not) => [
    "“",
    ...name,
    not ? "” does not apply" : "” applies",
    ...(to === null ? [] : [" to ", ...to]),
  ],
  holds: (what, not) => [...what, not ? " does not hold" : " holds"],
  known: (inner, not) => led(not ? "it is not known that" : "it is known that", inner),
  unknownWhether: (inner, not) =>
    led(not ? "it is not stated to be unknown whether" : "it is stated to be unknown whether", inner),
  forEvery: (who, inner, not) => ({
    phrase: [
      not ? "not for every " : "for every ",
      ...bound(who),
      ", ",
      ...(inner === null ? ["anything holds"] : together(inner)),
    ],
    parts: inner?.parts ?? [],
  }),
  exists: (who, inner, none) => ({
    phrase: [
      none ? "there is no " : `there is ${article(who.record)} `,
      ...bound(who),
      ...(inner === null ? [] : [" of which it is true that ", ...together(inner)]),
    ],
    parts: inner?.parts ?? [],
  }),
  unless,

  prohibited: () => [strong("The act is prohibited")],
  licenseRequired: () => [strong("A license is required")],
  noticeRequired: (to, awaiting) => [
    strong(to === null ? "A notice is required" : `Notice to ${to} is required`),
    awaiting ? ", and the act awaits the decision," : "",
  ],
  withinLaw: () => ["The act is within the law"],
  releases: (what) => [strong("Releases"), " ", ...what],
  where: (consequence, tests) => ({ phrase: [...consequence, whereTests(tests)], parts: tests }),
  commonConditions: (tests) =>
    tests.length === 0
      ? { phrase: ["Always:"], parts: [] }
      : { phrase: [tests.length === 1 ? "Where this holds:" : "Where all of these hold:"], parts: tests },
  ofOutcome: limited,
  exclusion: ({ phrase, parts }) => ({ phrase: ["not where ", ...phrase], parts }),
  acts: (acts) => ["the act is ", ...acts],
  forAny: (who) => ["for at least one ", ...bound(who)],
  reviewedSo: () => ["Applications are reviewed so:"],
  reviewedUnder: (policy) => ["Applications are reviewed under ", ...policy],
  policy: (policy) => [strong(POLICIES[policy] ?? policy.replaceAll("_", " "))],
  grid: (limbs) => inline(statement(["this grid"], limbs)),
  gridLimb: (policy, limits) => limited(policy, limits),
  route: (route, when) => {
    const held = whereHeld(when);
    return { phrase: ["License type ", route, " is available", ...held.phrase], parts: held.parts };
  },
  duty,
  obligation: (obligation, when) => {
    const held = whereHeld(when);
    return {
      phrase: [strong("Obligation"), ": ", ...duty(obligation), when === null ? "" : ",", ...held.phrase],
      parts: held.parts,
    };
  },
  saving: (asOf, until, held) => ({
    phrase: [
      `Saved cases are judged by the law of ${day(asOf)}`,
      until === null ? "" : ` while the act is before ${day(until)}`,
      ", where ",
      ...held.phrase,
    ],
    parts: held.parts,
  }),
  instrument: (title, citation) => [title, ...(citation === null ? [] : [" (", citation, ")"])],
  period,
  status: ({ word, from, until }, by, because) => [
    strong(STATUS_STARTS[word]),
    `${word === "ended" ? " on " : " from "}${day(from)}`,
    until === null ? "" : `, until ${day(until)}`,
    ...(by === null ? [] : [", by ", ...by]),
    ...(because === null ? [] : [", because ", because]),
  ],
  event: (subject, kind) => [...subject, ` ${EVENTS[kind]}`],
  introduced: (lead, { phrase, parts }) => ({
    phrase: [...lead, phrase.length === 0 ? "" : ": ", ...phrase],
    parts,
  }),
  anyOf: (set) => ["any of ", ...set],
  members: (operation, set) => [{ set: "consists of ", add: "adds ", remove: "removes " }[operation], ...set],
  noMember: () => ["no member is known"],
  membersThatDay: (members, count) => [
    `${count} ${count === 1 ? "member" : "members"} from that day: `,
    ...members,
  ],
  permits: (kind, { from, until }, origins, limit) => ({
    phrase: [
      `Permits ${KIND_TERMS[kind].en}s`,
      from === null ? "" : ` from ${day(from)}`,
      until === null ? "" : ` until ${day(until)}`,
      ...(origins === null ? [] : [", provided their origin is ", ...origins]),
      ...(limit === null ? [] : [", limited to cases where ", ...limit.phrase]),
    ],
    parts: limit?.parts ?? [],
  }),
  universe: (measures, inside) => ({
    phrase: [
      "A transaction is under ",
      ...measures,
      inside.length === 0 ? "" : inside.length === 1 ? " where this holds:" : " where all of these hold:",
    ],
    parts: inside,
  }),
  meantGaps: () => ["but for these, left free on purpose:"],
  meantGap: (held, because) => ({
    phrase:
      held.parts.length === 0
        ? [...held.phrase, " (because ", because, ")"]
        : ["because ", because, ", where ", ...held.phrase],
    parts: held.parts,
  }),

  referencesChanged: () => ["What it refers to changed on days of its own:"],
  changedThere: (from, name) => [`${day(from)}, `, name, ":"],
  restsOnUnencodable: (names) => ["Rests on text that cannot be encoded: ", ...names],
  namesOpenGroups: (names) => ["Members may be missing in ", ...names],
  changedOn: (from) => [`What changed on ${day(from)}:`],
  none: () => ["Its conditions stay as they were."],
  at: (label, change) => [label, ": ", ...change],
  threshold: (subject, before, after) => [...subject, ": the limit goes from ", ...before, " to ", ...after],
  membership: (subject, added, removed) => [
    ...subject,
    ": ",
    ...(added === null ? [] : ["adds ", ...added]),
    added !== null && removed !== null ? "; " : "",
    ...(removed === null ? [] : ["removes ", ...removed]),
  ],
  added: (what, as) => [
    { condition: "new condition: ", alternative: "new alternative: ", other: "new: " }[as],
    ...what,
  ],
  dropped: (what, as) => [
    { condition: "condition dropped: ", alternative: "alternative dropped: ", other: "dropped: " }[as],
    ...what,
  ],
  replaced: (before, after) => [
    "instead of “",
    ...quotedWithin(before),
    "” now “",
    ...quotedWithin(after),
    "”",
  ],
  inExclusion: (change) => ["among what is excluded: ", ...change],
  verdict: (before, after) => [
    "the consequence goes from “",
    ...quotedWithin(before),
    "” to “",
    ...quotedWithin(after),
    "”",
  ],
  review: (before, after) => ["review goes from ", ...before, " to ", ...after],
  bound: (op, isDate, limit) => {
    const how = compareWords({ op, isDate });
    const words = op === "!=" ? "not " : how === "" ? "" : `${how} `;
    return [words, ...limit];
  },
};
