/** The page of a jurisdiction: its measures on the day of the report, and the ways to everything else of its law. */
import type { Measure } from "../../check/tree.ts";
import { type Block, type Card, type Page, type Part, plainPart, type Table } from "../document.ts";
import type { JurisdictionModel } from "../model.ts";
import { compare } from "../order.ts";
import { citationsText, type Event, events } from "../periods.ts";
import { literal, type Phrase } from "../phrase.ts";
import type { Titled, Wording } from "../wording/wording.ts";
import {
  dayText,
  isInForce,
  languageOf,
  overviewLink,
  type Site,
  stateBadge,
  strictestOf,
  titleOf,
  verdictBadge,
} from "./context.ts";
import { sectionOf } from "./listing.ts";

const KINDS = ["list", "end-user", "end-use", "service", "extraterritorial"] as const;

export function jurisdictionPage(
  site: Site,
  part: JurisdictionModel,
  /** pages of this law by what they hold, where they have content */
  more: readonly Card[],
): Page {
  const { headings } = languageOf(site).texts;
  const { kinds } = languageOf(site).terms;
  return {
    name: part.page,
    title: languageOf(site).texts.frame.titleOf(titleOf(site, part)),
    trail: [overviewLink(site)],
    parts: [
      plainPart(() => [
        leadFacts(site, part),
        ...(more.length === 0 ? [] : [{ kind: "cards", cards: more } as const]),
      ]),
      ...KINDS.flatMap((kind) => {
        const measures = part.measures.filter((measure) => measure.kind === kind);
        return measures.length === 0
          ? []
          : sectionOf(kinds[kind], kind, [plainPart(() => [measureTable(site, kinds[kind], measures)])]);
      }),
      ...datesParts(site, part, headings.dates),
    ],
  };
}

function leadFacts(site: Site, part: JurisdictionModel): Block {
  const { labels, notes } = languageOf(site).texts;
  const w = site.wording;
  const { jurisdiction } = part;
  const rows: [string, Phrase][] = [];
  if (jurisdiction !== null) {
    rows.push([labels.name, [literal(jurisdiction.name)]]);
    if (jurisdiction.within !== null) rows.push([labels.within, [w.titleText(jurisdiction.within)]]);
    if (jurisdiction.reach !== null)
      rows.push([labels.reaches, [notes.actsWithin, w.wordsTerm(jurisdiction.reach)]]);
  }
  if (part.currentTo !== null) rows.push([labels.lawReadTo, [dayText(site, part.currentTo)]]);
  const inForce = part.measures.filter((measure) => isInForce(site, measure)).length;
  rows.push([labels.measures, [site.words.counted.inForce(inForce, part.measures.length)]]);
  return { kind: "facts", rows };
}

/** Measures of one kind with what they are on the day and what they ask for. */
export function measureTable(site: Site, caption: string, measures: readonly Measure[]): Table {
  const { heads } = site.words;
  return {
    kind: "table",
    caption,
    head: [heads.measure, heads.status, heads.requires, heads.since, heads.citation],
    rows: measures.map((measure) => {
      const strictest = strictestOf(site, measure);
      return [
        [site.wording.titleTerm(measure), " ", literal(measure.name)],
        [stateBadge(site, measure.chronology)],
        strictest === null ? [] : [verdictBadge(site, strictest)],
        sinceWhen(site, measure),
        [citationsText(measure.citations)],
      ];
    }),
    rowHeads: true,
    stacks: true,
  };
}

function sinceWhen(site: Site, { chronology }: Measure): Phrase {
  const [first] = chronology.versions;
  if (first?.from == null) return [];
  return first.before ? [site.words.notes.recorded] : [literal(first.from)];
}

/** Whatever changes on some day, declaration by declaration; the latest first. */
export function changesOf(site: Site, part: JurisdictionModel): readonly Event[] {
  const w = site.wording;
  const found: Event[] = [];
  for (const measure of part.measures)
    found.push(...events<unknown>(measure.chronology, [w.titleTerm(measure)], w));
  for (const item of part.items)
    found.push(
      ...events(item.chronology, [{ kind: "term", text: w.code(item.scheme, item.code), id: item.id }], w),
    );
  for (const declared of [...part.exceptions, ...part.groups])
    found.push(
      ...events<unknown>(
        declared.chronology,
        /^\p{Lu}/u.test(declared.name) ? lawName(declared, w) : [w.titleTerm(declared)],
        w,
      ),
    );
  for (const declared of [...part.reaches, ...part.reviews])
    found.push(...events<unknown>(declared.chronology, [w.titleTerm(declared)], w));
  for (const define of part.defines)
    found.push(...events<unknown>(define.chronology, [w.wordsTerm(define)], w));
  return found
    .map((event, index) => ({ event, index }))
    .sort((a, b) => compare(b.event.day, a.event.day) || a.index - b.index)
    .map(({ event }) => event);
}

/** Names that begin with a capital are those of the law (`NAC`, `D5`), and are said before the title; others are only of the sources. */
function lawName(declared: Titled, w: Wording): Phrase {
  const name = w.name(declared);
  const title = w.language.name === "en" ? w.title(declared) : null;
  return title === null ? [name] : [name, " (", title, ")"];
}

function datesParts(site: Site, part: JurisdictionModel, title: string): readonly Part[] {
  const dated = [...part.measures, ...part.exceptions, ...part.items, ...part.groups, ...part.reaches];
  const hasDays = [...dated, ...part.defines, ...part.reviews].some(({ chronology }) =>
    chronology.versions.some(({ from }) => from !== null),
  );
  if (!hasDays) return [];
  const { captions } = languageOf(site).texts;
  return sectionOf(title, "dates", [
    plainPart(() => [eventTable(site, captions.dates, changesOf(site, part))]),
  ]);
}

export function eventTable(site: Site, caption: string, all: readonly Event[]): Table {
  const { heads } = site.words;
  return {
    kind: "table",
    caption,
    head: [heads.day, heads.change, heads.by],
    rows: all.map((event): Phrase[] => [[literal(event.day)], event.what, event.by]),
    rowHeads: true,
    stacks: true,
  };
}
