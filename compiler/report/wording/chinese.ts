/**
 * The grammar of phrases in Chinese (simplified): conditions stand before consequences, as in Chinese statutes, and only
 * Chinese marks stand between Chinese words.
 */
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

/** `2024年9月7日`; what is no day stays as it is. */
export function chineseDate(day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return found === null ? day : `${found[1]}年${Number(found[2])}月${Number(found[3])}日`;
}

const day = chineseDate;

/** `甲、乙和丙`. */
function series(phrases: readonly Phrase[], last: "and" | "or"): Phrase {
  const word = last === "and" ? "和" : "或";
  return phrases.flatMap((phrase, index): Phrase => {
    if (index === 0) return phrase;
    return [index === phrases.length - 1 ? word : "、", ...phrase];
  });
}

function inline(s: Statement): Phrase {
  const label: Phrase = s.label === null ? [] : [literal(s.label)];
  if (s.parts.length === 0) return [...label, ...s.phrase];
  const parts = s.parts.flatMap((part, index): Phrase => [...(index === 0 ? [] : ["；"]), ...inline(part)]);
  return [...label, ...s.phrase, "［", ...parts, "］"];
}

/** `参与方中列于某名单的参与方p（其条目记作e）`. */
function bound({ record, variable, list, listedIn, entry }: BoundName): Phrase {
  // `最终用途中的最终用途u` says twice what `最终用途u` says.
  const isNamedAlike = list.length === 1 && list[0] === record;
  const among = listedIn === null ? ["中的"] : ["中列入", ...listedIn, "的"];
  return [
    ...(isNamedAlike ? (listedIn === null ? [] : ["列入", ...listedIn, "的"]) : [...list, ...among]),
    ...(record === null ? [] : [record]),
    // A word that has no translation would run into the name behind it.
    ...(record === null || typeof record === "string" ? [] : [" "]),
    variable,
    ...(entry === null ? [] : ["（其条目记作", entry, "）"]),
  ];
}

const nouns = {
  series,
  bracketed: (phrase) => ["（", ...phrase, "）"],
  truth: (value) => (value ? "是" : "否"),
  day,
  quoted: (text) => `“${text}”`,
  coded: (name, code) => `${name}（${code}）`,
  transaction: () => ["该交易"],
  factOf: (fact, of) => (of === null ? fact : [...of, "的", ...fact]),
  theRecord: (record) => ["该", record],
  it: () => ["其"],
  columnOf: (column, entry) => ["条目", ...entry, "载明的", ...column],
  ofReleased: (name) => ["被豁免要求的", ...name],
  dayOfAct: () => ["行为日"],
  decidingState: () => ["作出决定的国家"],
  sum: (op, value, over, where) => [
    "（对",
    ...(where === null ? [] : ["满足“", ...where, "”的"]),
    ...bound(over),
    "，",
    ...value,
    `的${{ sum: "总和", max: "最大值", min: "最小值" }[op]}）`,
  ],
  count: (over, where) => [
    "（",
    ...(where === null ? [] : ["满足“", ...where, "”的"]),
    ...bound(over),
    "的数目）",
  ],
  whether: (condition) => ["是否", ...condition],
  anyCodeOf: (scheme) => [scheme, "的任一编码"],
  controlListsOf: (country) => [...country, "的管制清单"],
  anyCountry: () => ["任何国家"],
  except: (all, without) => ["（", ...all, "，但", ...without, "除外）"],
  inBoth: (left, right) => ["（", ...left, "中同时属于", ...right, "者）"],
  fromTo: (low, high) => `${low}至${high}`,
} satisfies NounGrammar;

const COMPARISONS = {
  "=": ["", ""],
  "!=": ["", ""],
  "<": ["低于", "早于"],
  "<=": ["不超过", "不晚于"],
  ">": ["超过", "晚于"],
  ">=": ["不低于", "不早于"],
} as const;

function compareWords({ op, isDate }: Pick<Comparison, "op" | "isDate">): string {
  return COMPARISONS[op][isDate ? 1 : 0];
}

function compare(comparison: Comparison): Phrase {
  const { subject, op, bound: limit, not } = comparison;
  const how = compareWords(comparison);
  if (how === "") return [...subject, (op === "!=") !== not ? "不为" : "为", ...limit];
  return [...subject, not ? "并非" : "", how, ...limit];
}

const LEADS: Readonly<Record<Lead, string>> = {
  all: "同时满足下列各项",
  any: "满足下列任一项",
  none: "下列各项均不满足",
  notAll: "下列各项并非全部满足",
};

/** Where limbs follow, the colon ends the whole sentence, wherever the list is named in it. */
function split({ phrase, parts }: Said): { readonly words: Phrase; readonly colon: string } {
  const last = phrase.at(-1);
  return parts.length > 0 && last === COLON
    ? { words: phrase.slice(0, -1), colon: COLON }
    : { words: phrase, colon: "" };
}

const COLON = "：";

function led(lead: string, inner: Inner): Said {
  return { phrase: [lead, ...together(inner)], parts: inner.parts };
}

/** Several conditions on one line, kept apart from what follows. */
function together({ phrase, isCompound }: Inner): Phrase {
  return isCompound ? ["（", ...phrase, "）"] : phrase;
}

function unless(held: Statement, exclusion: Statement): Said {
  if (exclusion.parts.length === 0 && held.parts.length === 0)
    return { phrase: [...held.phrase, "，但", ...exclusion.phrase, "的除外"], parts: [] };
  const { words, colon } = split(exclusion);
  const except = statement(["但", ...words, "的除外", colon], exclusion.parts, { span: exclusion.span });
  if (held.parts.length === 0) return { phrase: [...held.phrase, "，"], parts: [except] };
  return { phrase: ["满足第一项且不属于第二项", COLON], parts: [held, except] };
}

const EVENTS: Readonly<Record<EventKind, string>> = {
  begins: "生效",
  unrecordedBeginning: "已有效（起始日未载明）",
  changes: "变更",
  suspended: "暂停施行",
  unenforced: "暂不执行",
  unclear: "效力不明",
  ended: "终止",
  again: "恢复适用",
  clearAgain: "效力恢复明确",
  returns: "恢复",
};

const STATUS_STARTS = {
  suspended: "暂停施行",
  unenforced: "有效但暂不执行",
  unclear: "效力不明",
  ended: "终止",
} as const;

/** `自甲日起至乙日止，依据丙`; what ended for good says so. */
function period({ from, before, by, ended, replaced }: Period): Phrase {
  const begins = from === null ? "未注明日期，始终有效" : `自${day(from)}${before ? "以前" : ""}起`;
  const ends = ended !== null ? `，至${day(ended)}终止` : replaced !== null ? `至${day(replaced)}止` : "";
  return [`${begins}${ends}`, ...(by === null ? [] : ["，依据", ...by])];
}

/** `(2)成立的除外`. */
function displaced(except: readonly Piece[]): Phrase {
  if (except.length === 0) return [];
  const labels = series(
    except.map((label) => [label]),
    "or",
  );
  return ["，但", ...labels, "成立的除外"];
}

/** `甲的，推定拒绝，但(2)成立的除外`. */
function limited(consequence: Phrase, { when, otherwise, except }: Limits): Said {
  const start: Phrase = otherwise ? ["其他情形，"] : [];
  if (when === null) return { phrase: [...start, ...consequence, ...displaced(except)], parts: [] };
  const { words, colon } = split(when);
  return {
    phrase: [...start, ...words, "的，", ...consequence, ...displaced(except), colon],
    parts: when.parts,
  };
}

function timing({ timing: how, days }: ObligationWords): string {
  if (how === null) return "";
  if (days === null)
    return { before: "，应于行为前履行", within: "，应及时履行", every: "，应定期履行" }[how];
  return {
    before: `，应于行为前${days}日履行`,
    within: `，应于${days}日内履行`,
    every: `，应每${days}日履行一次`,
  }[how];
}

/** `须向BIS履行“报告”，应于30日内履行`. */
function duty(obligation: ObligationWords): Phrase {
  const { duty: owed, to, text } = obligation;
  const added: Phrase = text === null ? [] : ["（", text, "）"];
  return ["须向", to, "履行“", owed, "”", timing(obligation), ...added];
}

/** What is said where a condition holds; without one, simply said. */
function inCase(when: Statement | null, consequence: Phrase): Said {
  if (when === null) return { phrase: consequence, parts: [] };
  const { words, colon } = split(when);
  return { phrase: [...words, "的，", ...consequence, colon], parts: when.parts };
}

/** `同时满足下列各项的，须取得许可：`. */
function where(consequence: Phrase, tests: readonly Statement[]): Said {
  if (tests.length === 0) return { phrase: ["在任何情况下，", ...consequence], parts: [] };
  return {
    phrase: [tests.length === 1 ? "满足下列条件的，" : "同时满足下列各项的，", ...consequence, COLON],
    parts: tests,
  };
}

export const chineseGrammar: Grammar = {
  ...nouns,
  joined: (parts, last) =>
    parts.flatMap((part, i): Phrase => (i === 0 ? part : [last === "and" ? "，且" : "，或者", ...part])),
  inline,
  constant: (value) => [value ? "始终成立" : "始终不成立"],
  lead: (lead) => [LEADS[lead], COLON],
  compare,
  range: (low, high) => [...compare(low), "但", compareWords(high), ...high.bound],
  isIn: (element, how, set, not) => {
    const verb = {
      under: not ? "不属于" : "属于",
      inSet: not ? "不属于" : "属于",
      isOne: not ? "不为" : "为",
    }[how];
    return [...element, verb, ...set];
  },
  includes: (set, element, not) => [...set, not ? "不包括" : "包括", ...element],
  meets: (set, members, several, not) => {
    if (!several) return [...set, not ? "不包括" : "包括", ...members];
    return [...set, not ? "不包括" : "包括", ...members, not ? "中的任何一项" : "中的至少一项"];
  },
  classified: (item, codes, not) => [...item, not ? "不归入" : "归入", ...codes],
  statedUnknown: (what, not) => [...what, not ? "未被声明为未知" : "被声明为未知"],
  listedIn: (who, lists, not) => [...who, not ? "未被列入" : "被列入", ...lists],
  onControlListOf: (item, country, not) => [
    ...item,
    not ? "当日未被列入" : "当日被列入",
    ...country,
    "有效的管制清单",
  ],
  withinReach: (reach, not) => [not ? "该行为不属于管辖依据“" : "该行为属于管辖依据“", reach, "”"],
  requiredBy: (measures, not) => [
    not ? "依据下列措施不产生要求（" : "依据下列措施产生要求（",
    ...measures,
    "）",
  ],
  entryHolds: (column, not) => [...column, not ? "不成立" : "成立，或者未载明"],
  unencodable: (name, not) => ["“", name, not ? "”不成立（无法编码的文本）" : "”成立（无法编码的文本）"],
  applies: (name, to, not) => [...(to ?? ["该交易"]), not ? "不符合“" : "符合“", ...name, "”"],
  holds: (what, not) => [...what, not ? "不成立" : "成立"],
  known: (inner, not) => led(not ? "并不知悉" : "知悉", inner),
  unknownWhether: (inner, not) => led(not ? "未声明无法知悉是否" : "已声明无法知悉是否", inner),
  forEvery: (who, inner, not) => ({
    phrase: [
      not ? "并非对每一个" : "对每一个",
      ...bound(who),
      not ? "均满足：" : "，均满足：",
      ...(inner === null ? ["任意情形"] : together(inner)),
    ],
    parts: inner?.parts ?? [],
  }),
  exists: (who, inner, none) => {
    const start: Phrase = [none ? "不存在这样的" : "存在这样的", ...bound(who)];
    if (inner === null) return { phrase: [none ? "不存在" : "存在", ...bound(who)], parts: [] };
    return inner.parts.length > 0
      ? { phrase: [...start, "：", ...inner.phrase], parts: inner.parts }
      : { phrase: [...start, "（", ...inner.phrase, "）"], parts: [] };
  },
  unless,

  prohibited: () => [strong("禁止该行为")],
  licenseRequired: () => [strong("须取得许可")],
  noticeRequired: (to, awaiting) => [
    strong(`须事先通知${to ?? ""}`),
    awaiting ? "，且在作出决定前不得实施该行为" : "",
  ],
  withinLaw: () => ["该行为受该法管辖"],
  releases: (what) => [strong("豁免"), ...what],
  where,
  commonConditions: (tests) =>
    tests.length === 0
      ? { phrase: ["在任何情况下："], parts: [] }
      : { phrase: [tests.length === 1 ? "满足下列条件的：" : "同时满足下列各项的："], parts: tests },
  ofOutcome: limited,
  exclusion: (held) => {
    const { words, colon } = split(held);
    return { phrase: ["但", ...words, "的除外", colon], parts: held.parts };
  },
  acts: (acts) => ["该行为为", ...acts],
  forAny: (who) => ["对至少一个", ...bound(who)],
  reviewedSo: () => ["许可申请按下列规定审查："],
  reviewedUnder: (policy) => ["许可申请的审查政策为", ...policy],
  policy: (policy) => [strong(isPolicy(policy) ? POLICY_TERMS[policy].zh : policy)],
  grid: (limbs) => inline(statement(["下列规定"], limbs)),
  gridLimb: limited,
  route: (route, when) => inCase(when, ["可采用许可类型“", route, "”"]),
  duty,
  obligation: (obligation, when) => {
    const held = inCase(when, duty(obligation));
    return { phrase: [strong("义务"), COLON, ...held.phrase], parts: held.parts };
  },
  saving: (asOf, until, held) => {
    const { words, colon } = split(held);
    return {
      phrase: [
        ...words,
        "的",
        until === null ? "" : `，且该行为早于${day(until)}的`,
        `，适用${day(asOf)}的法律`,
        colon,
      ],
      parts: held.parts,
    };
  },
  instrument: (title, citation) => [title, ...(citation === null ? [] : ["（", citation, "）"])],
  period,
  status: ({ word, from, until }, by, because) => [
    word === "ended" ? `于${day(from)}` : `自${day(from)}起`,
    until === null ? "" : `至${day(until)}`,
    strong(STATUS_STARTS[word]),
    ...(by === null ? [] : ["，依据", ...by]),
    ...(because === null ? [] : ["，理由：", because]),
  ],
  event: (subject, kind) => [...subject, EVENTS[kind]],
  introduced: (lead, { phrase, parts }) => ({
    phrase: [...lead, phrase.length === 0 ? "" : COLON, ...phrase],
    parts,
  }),
  anyOf: (set) => set,
  members: (operation, set) => [{ set: "由下列成员组成：", add: "增加", remove: "移除" }[operation], ...set],
  noMember: () => ["尚无已知成员"],
  membersThatDay: (members, count) => [`自该日起共${count}个成员：`, ...members],
  permits: (kind, { from, until }, origins, limit) => {
    const said: Phrase = [
      "可采取",
      KIND_TERMS[kind].zh,
      from === null ? "" : `，自${day(from)}起`,
      until === null ? "" : `，至${day(until)}止`,
      ...(origins === null ? [] : ["，且其来源为", ...origins]),
    ];
    if (limit === null) return { phrase: said, parts: [] };
    const { words, colon } = split(limit);
    return { phrase: [...said, "，但仅限于", ...words, "的情形", colon], parts: limit.parts };
  },
  universe: (measures, inside) => where(["该交易应由下列措施覆盖（", ...measures, "）"], inside),
  meantGaps: () => ["但下列情形系有意留白："],
  meantGap: (held, because) => {
    const { words, colon } = split(held);
    return { phrase: [...words, "（理由：", because, "）", colon], parts: held.parts };
  },

  referencesChanged: () => ["其所引用的内容另有变更", COLON],
  changedThere: (from, name) => [`${day(from)}，`, name, COLON],
  restsOnUnencodable: (names) => ["取决于无法编码的文本：", ...names],
  namesOpenGroups: (names) => ["成员可能未列全：", ...names],
  changedOn: (from) => [`${day(from)}的变更`, COLON],
  none: () => ["条件未变。"],
  at: (label, change) => [label, COLON, ...change],
  threshold: (subject, before, after) => [...subject, "的限值由", ...before, "改为", ...after],
  membership: (subject, added, removed) => [
    ...subject,
    COLON,
    ...(added === null ? [] : ["增加", ...added]),
    added !== null && removed !== null ? "；" : "",
    ...(removed === null ? [] : ["移除", ...removed]),
  ],
  added: (what, as) => [
    { condition: "新增条件：", alternative: "新增可选情形：", other: "新增：" }[as],
    ...what,
  ],
  dropped: (what, as) => [
    { condition: "删除条件：", alternative: "删除可选情形：", other: "删除：" }[as],
    ...what,
  ],
  replaced: (before, after) => ["由“", ...quotedWithin(before), "”改为“", ...quotedWithin(after), "”"],
  inExclusion: (change) => ["除外情形中：", ...change],
  verdict: (before, after) => ["后果由“", ...quotedWithin(before), "”改为“", ...quotedWithin(after), "”"],
  review: (before, after) => ["审查政策由", ...before, "改为", ...after],
  bound: (op, isDate, limit) => [op === "!=" ? "非" : compareWords({ op, isDate }), ...limit],
};

function isPolicy(policy: string): policy is keyof typeof POLICY_TERMS {
  return Object.hasOwn(POLICY_TERMS, policy);
}
