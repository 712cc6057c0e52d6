/** The timeline: what came into force when, one lane for each jurisdiction, and the lags between them. */
import type { Chronology, IsoDate, Jurisdiction, Program } from "../check/tree.ts";
import { type Lag, lagsOf } from "../compare/lags.ts";
import {
  type Block,
  type Page,
  type PageLink,
  plainPart,
  sectionPart,
  type Table,
} from "../report/document.ts";
import { compare } from "../report/order.ts";
import { type Event, events } from "../report/periods.ts";
import { literal, type Phrase, type Piece, plain } from "../report/phrase.ts";
import type { Wording } from "../report/wording/wording.ts";
import { lagChart } from "./charts/lags.ts";
import { type LaneMark, laneChart } from "./charts/lanes.ts";
import { surveyTexts } from "./texts.ts";

export const TIMELINE_PAGE = "timeline";

export interface TimelineSource {
  readonly program: Program;
  /** those that are shown, in the order of their lanes */
  readonly jurisdictions: readonly Jurisdiction[];
  readonly asOf: IsoDate;
  readonly wording: Wording;
}

/** Null where nothing is dated. */
export function timelinePage(source: TimelineSource, trail: readonly PageLink[]): Page | null {
  const { wording, program, jurisdictions, asOf } = source;
  const texts = surveyTexts[wording.language.name].timeline;
  const lanes = jurisdictions
    .map((jurisdiction) => ({ jurisdiction, happened: eventsOf(program, jurisdiction, wording) }))
    .filter(({ happened }) => happened.length > 0);
  if (lanes.length === 0) return null;
  const names = jurisdictions.map(({ name }) => name);
  const lags = lagsOf(program, names, asOf);
  const lead: Block = { kind: "paragraph", text: [texts.lead] };
  return {
    name: TIMELINE_PAGE,
    title: wording.language.texts.headings.timeline,
    trail,
    parts: [
      plainPart(() => [lead]),
      sectionPart(texts.lanes, "lanes"),
      plainPart(() => [laneFigure(lanes, source)]),
      ...(lags.length === 0
        ? []
        : [
            sectionPart(texts.lags, "lags"),
            plainPart(() => [
              { kind: "paragraph", text: [texts.lagsLead] },
              ...averages(lags, names, source),
              lagFigure(lags, names, source),
            ]),
          ]),
    ],
  };
}

interface LaneOf {
  readonly jurisdiction: Jurisdiction;
  readonly happened: readonly Event[];
}

/** What changes in the law of a jurisdiction: measures and exceptions each, entries of a list by the day. */
function eventsOf(program: Program, jurisdiction: Jurisdiction, w: Wording): readonly Event[] {
  const own = <T extends { readonly proposal: string | null; readonly jurisdiction: Jurisdiction }>(
    all: readonly T[],
  ): T[] => all.filter((one) => one.proposal === null && one.jurisdiction === jurisdiction);
  const named = [...own(program.measures), ...own(program.exceptions)].flatMap((declared) =>
    events<unknown>(declared.chronology, [w.titleTerm(declared)], w),
  );
  const groups = program.groups
    .filter(({ proposal, module }) => proposal === null && module.jurisdiction === jurisdiction)
    .flatMap((group) => events<unknown>(group.chronology, [w.titleTerm(group)], w));
  return [...named, ...groups, ...entryEvents(program, jurisdiction, w)].sort(
    (a, b) => compare(a.day, b.day) || compare(plain(a.what), plain(b.what)),
  );
}

function entryEvents(program: Program, jurisdiction: Jurisdiction, w: Wording): Event[] {
  const texts = surveyTexts[w.language.name].timeline;
  const counts = new Map<string, { day: string; scheme: string; count: number }>();
  for (const item of program.items) {
    if (item.proposal !== null || item.module.jurisdiction !== jurisdiction) continue;
    for (const day of beginningsOf<unknown>(item.chronology)) {
      const key = `${day} ${item.scheme.name}`;
      const known = counts.get(key) ?? { day, scheme: w.scheme(item.scheme), count: 0 };
      known.count++;
      counts.set(key, known);
    }
  }
  return [...counts.values()].map(({ day, scheme, count }) => ({
    day,
    kind: "changes",
    what: [texts.entriesBegin(count, scheme)],
    by: [],
  }));
}

function beginningsOf<T>({ versions }: Chronology<T>): readonly string[] {
  return versions.flatMap(({ from, before }) => (from === null || before ? [] : [from]));
}

function laneFigure(lanes: readonly LaneOf[], { asOf, wording }: TimelineSource): Block {
  const { language } = wording;
  const texts = surveyTexts[language.name].timeline;
  const drawn = lanes.map(({ jurisdiction, happened }) => ({
    name: jurisdiction.name,
    marks: marksOf(happened, jurisdiction.name, wording),
  }));
  const rows = lanes
    .flatMap(({ jurisdiction, happened }) => happened.map((event) => ({ jurisdiction, event })))
    .sort((a, b) => compare(b.event.day, a.event.day) || compare(a.jurisdiction.name, b.jurisdiction.name))
    .map(({ jurisdiction, event }): Phrase[] => [
      [literal(event.day)],
      [jurisdiction.name],
      event.what,
      event.by,
    ]);
  const { labels } = language.texts;
  const table: Table = {
    kind: "table",
    caption: texts.lanesTable,
    head: [labels.day, labels.jurisdiction, labels.what, labels.by],
    rowHeads: true,
    stacks: true,
    rows,
  };
  const names = language.list(
    drawn.map(({ name }) => name),
    "and",
  );
  const days = new Set(rows.map(([day]) => plain(day!)));
  return {
    kind: "figure",
    svg: laneChart(drawn, asOf, {
      asOf: language.texts.frame.asOf(language.date(asOf)),
      before: texts.before,
    }),
    caption: [texts.lanesCaption],
    alternative: texts.lanesAlternative(names, days.size),
    table,
  };
}

/** Events of a day in one mark. */
function marksOf(happened: readonly Event[], name: string, { language }: Wording): readonly LaneMark[] {
  const byDay = new Map<string, Event[]>();
  for (const event of happened) byDay.set(event.day, [...(byDay.get(event.day) ?? []), event]);
  return [...byDay].map(([day, own]) => {
    const said = own.slice(0, NAMED).map(({ what }) => plain(what));
    const more = own.length > NAMED ? [`+ ${own.length - NAMED}`] : [];
    return {
      day,
      count: own.length,
      begins: own.some(({ kind }) => kind === "begins" || kind === "unrecordedBeginning"),
      title: `${name}, ${language.date(day)}${language.colon}${[...said, ...more].join(language.semicolon)}`,
    };
  });
}

/** Events that a mark names. */
const NAMED = 6;

function averages(
  lags: readonly Lag[],
  names: readonly string[],
  { wording }: TimelineSource,
): readonly Block[] {
  const texts = surveyTexts[wording.language.name].timeline;
  const rows = names.flatMap((name): (readonly [string, Phrase])[] => {
    const own = lags.flatMap(({ firsts }) =>
      firsts.flatMap(({ jurisdiction, lag }) => (jurisdiction === name && lag !== null ? [lag] : [])),
    );
    if (own.length === 0) return [];
    const mean = Math.round(own.reduce((sum, lag) => sum + lag, 0) / own.length);
    return [[name, [texts.averagesLead(mean, own.length)]]];
  });
  return rows.length === 0
    ? []
    : [
        { kind: "heading", level: 3, text: [texts.averages], id: null, span: null },
        { kind: "facts", rows },
      ];
}

function lagFigure(
  lags: readonly Lag[],
  names: readonly string[],
  { wording, program }: TimelineSource,
): Block {
  const { language } = wording;
  const texts = surveyTexts[language.name].timeline;
  const measures = new Map(program.measures.map((measure) => [measure.id, measure]));
  // a lag names codes as the sources write them
  const items = new Map(program.items.map((item) => [`${item.scheme.name} ${item.code}`, item]));
  const codeOf = (code: string): string => {
    const item = items.get(code);
    return item === undefined ? code : wording.code(item.scheme, item.code);
  };
  const titleOf = ({ item }: Lag): Piece | null => {
    const declared = items.get(item);
    return declared === undefined ? null : wording.title(declared);
  };
  const rows = lags.map((lag): Phrase[] => [
    [codeOf(lag.item), ...[titleOf(lag)].flatMap((title): Phrase => (title === null ? [] : [" ", title]))],
    ...names.map((name): Phrase => {
      const first = lag.firsts.find(({ jurisdiction }) => jurisdiction === name);
      if (first === undefined) return ["–"];
      const since = first.before ? texts.by(first.on) : first.on;
      const day =
        first.covered === "perhaps"
          ? texts.perhaps(since)
          : first.covered === "in part"
            ? texts.inPart(since)
            : since;
      const measure = measures.get(first.measure);
      const said = first.lag === null ? [] : [` ${first.lag === 0 ? texts.first : texts.after(first.lag)}`];
      return [
        measure === undefined ? day : { kind: "term", text: day, id: measure.id },
        ...said,
        ...(first.until === null ? [] : [`${language.comma}${texts.until(first.until)}`]),
        first.entries.length === 0
          ? ""
          : language.inBrackets(first.entries.slice(0, 2).map(codeOf).join(language.comma)),
      ];
    }),
  ]);
  const dated = lags.filter(({ firsts }) => firsts.some(({ before }) => !before));
  return {
    kind: "figure",
    svg: lagChart(
      dated.map((lag) => ({
        name: plain([titleOf(lag) ?? codeOf(lag.item)]),
        points: lag.firsts
          .filter(({ covered }) => covered === "wholly")
          .map(({ jurisdiction, on, before, lag: days }) => ({
            lane: names.indexOf(jurisdiction),
            day: on,
            title: `${jurisdiction}${language.colon}${before ? texts.by(on) : on}${days === null || days === 0 ? "" : ` ${texts.after(days)}`}`,
          })),
      })),
      names,
    ),
    caption: [texts.lagsCaption],
    alternative: texts.lagsAlternative(lags.length),
    table: { kind: "table", caption: texts.lagsTable, head: [texts.item, ...names], rows, rowHeads: true },
  };
}
