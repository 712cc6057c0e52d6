/** Items, groups, defined terms, grounds of reach, review grids, lists, powers and gaps as blocks of a page. */
import type {
  Authority,
  Chronology,
  Citation,
  Define,
  Group,
  GroupChange,
  Guarded,
  Item,
  List,
  Reach,
  Review,
  Unencodable,
  Universe,
} from "../check/tree.ts";
import { countriesPhrase, gridChanges, groupChanges, guardedChanges } from "./changes.ts";
import { gridStatements, said, tested } from "./clauses.ts";
import type { Block } from "./document.ts";
import { changed, confidenceRow, heading, remarks } from "./measures.ts";
import { groupOn } from "./membership.ts";
import { alternatives, noun, setPhrase, withSchemeOnce } from "./nouns.ts";
import { citationsText, periodPhrase, statusPhrase } from "./periods.ts";
import { type Phrase, type Statement, statement } from "./phrase.ts";
import { condition, guarded } from "./sentences.ts";
import { ENGLISH, type Wording } from "./wording/wording.ts";

/** An item of a control list with its thresholds in every version. */
export function itemBlocks(item: Item, w: Wording = ENGLISH): Block[] {
  const title = w.title(item);
  const code = w.code(item.scheme, item.code);
  return [
    {
      kind: "heading",
      level: 3,
      text: title === null ? [code] : [`${code}${w.language.colon}`, title],
      id: item.id,
      span: item.nameSpan,
    },
    ...remarks(item, w),
    ...about(item, w),
    { kind: "statements", statements: guardedVersions(item.chronology, w) },
  ];
}

/** A named condition or formula. */
export function defineBlocks(define: Define, w: Wording = ENGLISH): Block[] {
  const { language, grammar } = w;
  const names = define.parameters.map((parameter): Phrase => [parameter.name]);
  const parameters: Phrase =
    names.length === 0
      ? []
      : [language.name === "en" ? " " : "", ...grammar.bracketed(grammar.series(names, "and"))];
  const title = w.title(define);
  const name: Phrase = [w.wordsOf(define), ...parameters];
  const of = define.of === null ? null : [w.wordsOf(define.of)];
  const whole =
    of === null ? name : language.name === "en" ? [...name, " of ", ...of] : [...of, "：", ...name];
  const statements =
    define.type.kind === "truth"
      ? guardedVersions(define.chronology, w)
      : versions(define.chronology, w, (value) => statement(valuePhrase(value, w)), guardedChanges);
  const isNamedByTitle = title !== null && title === name[0];
  return [
    {
      kind: "heading",
      level: 3,
      text: title === null || isNamedByTitle ? whole : [...whole, language.colon, title],
      id: define.id,
      span: define.nameSpan,
    },
    ...remarks(define, w),
    ...about(define, w),
    { kind: "statements", statements },
  ];
}

function valuePhrase({ value }: Guarded, w: Wording): Phrase {
  return value.type.kind === "set" ? w.grammar.anyOf(setPhrase(value, w)) : noun(value, w);
}

export function reachBlocks(reach: Reach, w: Wording = ENGLISH): Block[] {
  return [
    heading(reach, 3, w),
    ...remarks(reach, w),
    ...about(reach, w),
    { kind: "statements", statements: guardedVersions(reach.chronology, w) },
  ];
}

export function reviewBlocks(review: Review, w: Wording = ENGLISH): Block[] {
  const statements = versions(
    review.chronology,
    w,
    (grid) => statement(w.grammar.reviewedSo(), gridStatements(grid, w)),
    gridChanges,
  );
  return [
    heading(review, 3, w),
    ...remarks(review, w),
    ...about(review, w),
    { kind: "statements", statements },
  ];
}

/** A dated set: what each version makes of it. */
export function groupBlocks(group: Group, w: Wording = ENGLISH): Block[] {
  const { grammar } = w;
  const say = ({ operation, value }: GroupChange): Statement => {
    const empty = value.kind === "setLiteral" && value.members.length === 0;
    if (empty) return statement(grammar.noMember());
    const all = grammar.series(withSchemeOnce(alternatives(value), w), "and");
    return statement(grammar.members(operation, all));
  };
  const statements = group.chronology.versions.flatMap((version, index): Statement[] => {
    const { from, value, span } = version;
    const held = say(value);
    if (from === null) return [statement(held.phrase, held.parts, { span })];
    const members = membersThatDay(group, from, value, w);
    return [
      said(grammar.introduced(periodPhrase(group.chronology, index, w), held), { span }),
      ...(members === null ? [] : [statement(members, [], { span })]),
      ...(value.operation === "set"
        ? changed(version, index === 0 ? [] : groupChanges(group, index, w), w)
        : []),
    ];
  });
  statements.push(
    ...group.chronology.statuses.map((status) =>
      statement(statusPhrase(status, w), [], { span: status.span }),
    ),
  );
  const blocks: Block[] = [heading(group, 3, w), ...remarks(group, w), ...about(group, w)];
  if (group.open) blocks.push({ kind: "paragraph", text: [w.language.texts.notes.openGroup] });
  return [...blocks, { kind: "statements", statements }];
}

/** More members than these nobody reads in a sentence. */
const MAX_MEMBERS = 80;

/** The countries of a group from a day on, where its version does not list them itself. */
function membersThatDay(group: Group, day: string, change: GroupChange, w: Wording): Phrase | null {
  const isList = alternatives(change.value).every((member) => member.kind === "const");
  if (isList && change.operation === "set") return null;
  const countries = groupOn(group, day);
  if (countries === null || countries.size === 0 || countries.size > MAX_MEMBERS) return null;
  return w.grammar.membersThatDay(countriesPhrase(countries, w), countries.size);
}

/** A party list or other data: where it comes from and how many entries are dated how. */
export function listBlocks(list: List, w: Wording = ENGLISH): Block[] {
  const { labels, notes } = w.language.texts;
  const days = list.rows.flatMap((row) => (row.from === null ? [] : [row.from])).sort();
  const rows: [string, Phrase][] = [
    [labels.data, [notes.entries(list.file, list.rows.length)]],
    [labels.content, [list.contentHash]],
  ];
  if (list.citation !== null) rows.unshift([labels.citation, [w.foreign(list.citation.text)]]);
  const [first, last] = [days[0], days.at(-1)];
  if (first !== undefined && last !== undefined)
    rows.push([labels.entriesAdded, [notes.days(w.grammar.day(first), w.grammar.day(last))]]);
  return [heading(list, 3, w), ...remarks(list, w), { kind: "facts", rows }];
}

/** A power: who holds it, and which measures it permits when. */
export function authorityBlocks(authority: Authority, w: Wording = ENGLISH): Block[] {
  const { labels, frame } = w.language.texts;
  const { grammar } = w;
  const rows: [string, Phrase][] = [
    [
      labels.citation,
      [authority.citations.length === 0 ? frame.noneStated : w.foreign(citationsText(authority.citations))],
    ],
  ];
  if (authority.heldBy.length > 0)
    rows.push([
      labels.heldBy,
      grammar.series(
        authority.heldBy.map((agency) => [w.agency(agency)]),
        "and",
      ),
    ]);
  rows.push(...timeRows(authority, w));
  const statements = authority.permits.map((permit) => {
    const origins = permit.provided?.origins.map((origin): Phrase => [originText(origin, w)]) ?? null;
    const limit = permit.limitedTo === null ? null : condition(permit.limitedTo, w);
    const permitted = grammar.permits(
      permit.kind,
      permit,
      origins === null ? null : grammar.series(origins, "or"),
      limit,
    );
    return said(permitted, { span: permit.span });
  });
  return [
    heading(authority, 3, w),
    ...remarks(authority, w),
    { kind: "facts", rows },
    { kind: "statements", statements },
  ];
}

function originText(origin: string, w: Wording): string {
  const known: Readonly<Record<string, string>> = w.language.terms.origin;
  return known[origin] ?? origin;
}

function timeRows(
  {
    from,
    until,
    before = false,
  }: { readonly from: string | null; readonly until: string | null; readonly before?: boolean },
  w: Wording,
): [string, Phrase][] {
  const { labels } = w.language.texts;
  return [
    ...(from === null
      ? []
      : [[before ? labels.fromBefore : labels.from, [w.grammar.day(from)]] satisfies [string, Phrase]]),
    ...(until === null ? [] : [[labels.until, [w.grammar.day(until)]] satisfies [string, Phrase]]),
  ];
}

/** Text of the law that no fact settles, with the reason. */
export function unencodableBlocks(gap: Unencodable, w: Wording = ENGLISH): Block[] {
  const { labels } = w.language.texts;
  const rows: [string, Phrase][] = [[labels.because, [w.sentence(gap.because)]]];
  if (gap.citations.length > 0) rows.unshift([labels.citation, [w.foreign(citationsText(gap.citations))]]);
  return [heading(gap, 3, w), ...remarks(gap, w), { kind: "facts", rows }];
}

/** Transactions of which none is to escape some measures, and those that are left free on purpose. */
export function universeBlocks(universe: Universe, w: Wording = ENGLISH): Block[] {
  const { grammar } = w;
  const { citations, covering } = universe;
  const rows: [string, Phrase][] = [];
  if (citations.length > 0)
    rows.push([w.language.texts.labels.citation, [w.foreign(citationsText(citations))]]);
  rows.push(...timeRows(universe, w));
  const measures = grammar.series(
    covering.map((measure) => [w.titleTerm(measure)]),
    "or",
  );
  const inside = tested(universe.conditions, universe.exclusions, w);
  const gaps = universe.gaps.map((gap) =>
    said(grammar.meantGap(condition(gap.condition, w), w.sentence(gap.because)), {
      label: gap.label?.text ?? null,
      citation: gap.citation?.text ?? null,
      span: gap.span,
    }),
  );
  const statements = [
    said(grammar.universe(measures, inside), { span: universe.span }),
    ...(gaps.length === 0 ? [] : [statement(grammar.meantGaps(), gaps)]),
  ];
  return [
    heading(universe, 3, w),
    ...remarks(universe, w),
    { kind: "facts", rows },
    { kind: "statements", statements },
  ];
}

/** What a declaration says about itself besides its content. */
function about(
  declared: { readonly confidence: string | null; readonly citations?: readonly Citation[] },
  w: Wording,
): Block[] {
  const { citations = [], confidence } = declared;
  const rows: [string, Phrase][] = [];
  if (citations.length > 0)
    rows.push([w.language.texts.labels.citation, [w.foreign(citationsText(citations))]]);
  rows.push(...confidenceRow(confidence, w));
  return rows.length === 0 ? [] : [{ kind: "facts", rows }];
}

function guardedVersions(chronology: Chronology<Guarded>, w: Wording): Statement[] {
  return versions(
    chronology,
    w,
    (value) => guarded(condition(value.value, w), value.unless, w),
    guardedChanges,
  );
}

/** One statement per version, introduced by its period unless the declaration is undated, with what it changed. */
function versions<T>(
  chronology: Chronology<T>,
  w: Wording,
  say: (value: T) => Statement,
  changes: (before: T, after: T, w: Wording) => Statement[],
): Statement[] {
  const found = chronology.versions.flatMap((version, index): Statement[] => {
    const held = say(version.value);
    const { span } = version;
    if (version.from === null) return [statement(held.phrase, held.parts, { span })];
    const before = chronology.versions[index - 1];
    const news = before === undefined ? [] : changes(before.value, version.value, w);
    return [
      said(w.grammar.introduced(periodPhrase(chronology, index, w), held), { span }),
      ...changed(version, news, w),
    ];
  });
  return [
    ...found,
    ...chronology.statuses.map((status) => statement(statusPhrase(status, w), [], { span: status.span })),
  ];
}
