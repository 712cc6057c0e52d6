/** The page of a measure: what it says, its rows, the scenarios that exercise it, and by which acts it came. */
import type { Exception, Instrument, Measure } from "../../check/tree.ts";
import { type Block, type Page, type Part, plainPart, type Table } from "../document.ts";
import { measureFacts, measureStatements, remarks } from "../measures.ts";
import type { JurisdictionModel } from "../model.ts";
import { instrumentPhrase } from "../periods.ts";
import { literal, type Phrase, type Piece } from "../phrase.ts";
import {
  cameBadge,
  dayText,
  languageOf,
  resultOf,
  type Site,
  stateBadge,
  strictestOf,
  trailOf,
  verdictBadge,
} from "./context.ts";
import { rowBlocks } from "./rows.ts";

/** Scenarios of one measure that a page shows; the page of all scenarios has the rest. */
const SCENARIOS = 40;

/** A measure on a page of its own. */
export function measurePage(site: Site, part: JurisdictionModel, measure: Measure): Page {
  return {
    name: site.homes.pageOf(measure.id)!,
    title: site.wording.titleText(measure),
    trail: trailOf(site, part),
    hasClauses: true,
    parts: measureParts(site, measure, 2),
  };
}

/** The measures of one module on one page, where a law has too many for a page each. */
export function modulePage(
  site: Site,
  part: JurisdictionModel,
  module: string,
  measures: readonly Measure[],
): Page {
  return {
    name: site.homes.pageOf(measures[0]!.id)!,
    title: site.words.pages.measures(module),
    trail: trailOf(site, part),
    hasClauses: true,
    parts: measures.map((measure) => ({
      ids: [measure.id],
      section: null,
      blocks: () => moduleBlocks(site, measure),
    })),
  };
}

function moduleBlocks(site: Site, measure: Measure): readonly Block[] {
  const statements = measureStatements(measure, site.wording);
  return [
    {
      kind: "heading",
      level: 2,
      text: [site.wording.titleText(measure), " ", literal(measure.name)],
      id: measure.id,
      span: measure.nameSpan,
    },
    ...leadBlocks(site, measure),
    { kind: "statements", statements },
    { kind: "fold", summary: [site.words.sections.rows], blocks: rowBlocks(site, measure, statements) },
  ];
}

function measureParts(site: Site, measure: Measure, level: 2 | 3): readonly Part[] {
  const { sections } = site.words;
  const section = (word: string, title: string, blocks: () => readonly Block[]): Part => {
    const id = `section.${word}`;
    const heading: Block = { kind: "heading", level, text: [title], id, span: null };
    return { ids: [], section: { id, title }, blocks: () => [heading, ...blocks()] };
  };
  const said = (): Block => ({ kind: "statements", statements: measureStatements(measure, site.wording) });
  const uses = site.uses.usedBy(measure).filter(({ id }) => site.homes.pageOf(id) !== null);
  const acts = instrumentsOf(measure);
  const items = itemsNamed(site, measure);
  return [
    plainPart(() => leadBlocks(site, measure)),
    {
      ids: [measure.id],
      section: { id: measure.id, title: sections.says },
      blocks: () => [
        { kind: "heading", level, text: [sections.says], id: measure.id, span: measure.nameSpan },
        said(),
      ],
    },
    section("rows", sections.rows, () => {
      const rows = rowBlocks(site, measure, measureStatements(measure, site.wording));
      return rows.length === 0 ? [{ kind: "paragraph", text: [site.words.notes.noRows] }] : rows;
    }),
    ...(items.length === 0
      ? []
      : [section("items", sections.items, () => [{ kind: "paragraph", text: commas(site, items) }])]),
    section("scenarios", sections.scenarios, () => scenarioBlocks(site, measure)),
    ...(acts.length === 0 ? [] : [section("acts", sections.instruments, () => [actTable(site, acts)])]),
    ...(uses.length === 0
      ? []
      : [
          section("uses", sections.uses, () => [
            {
              kind: "paragraph",
              text: commas(
                site,
                uses.map((used) => site.wording.titleTerm(used)),
              ),
            },
          ]),
        ]),
  ];
}

function leadBlocks(site: Site, measure: Measure): readonly Block[] {
  const releasedBy: readonly Exception[] = site.model.releasedBy.get(measure.id) ?? [];
  const strictest = strictestOf(site, measure);
  const state: Phrase = [
    stateBadge(site, measure.chronology),
    ...(strictest === null ? [] : [" ", verdictBadge(site, strictest)]),
    ...(site.day === null ? [] : [`  ${dayText(site, site.day)}`]),
  ];
  const { labels } = languageOf(site).texts;
  return [
    {
      kind: "facts",
      rows: [
        [labels.status, state],
        [labels.name, [literal(measure.id)]],
        [labels.kind, [languageOf(site).terms.kind[measure.kind]]],
        ...measureFacts(measure, releasedBy, site.wording),
      ],
    },
    ...remarks(measure, site.wording),
  ];
}

function itemsNamed(site: Site, measure: Measure): readonly Piece[] {
  return site.links
    .itemsOf(measure.id)
    .map((item): Piece => ({ kind: "term", text: site.wording.code(item.scheme, item.code), id: item.id }));
}

function commas(site: Site, pieces: readonly Piece[]): Phrase {
  const { comma } = languageOf(site);
  return pieces.flatMap((piece, i): Phrase => (i === 0 ? [piece] : [comma, piece]));
}

function scenarioBlocks(site: Site, measure: Measure): readonly Block[] {
  const { words } = site;
  if (site.findings.results === null) return [{ kind: "paragraph", text: [words.notes.scenariosNotRun] }];
  const rows: Phrase[][] = [];
  for (const { scenario, expectation } of site.links.exercising(measure.id)) {
    const result = resultOf(site, scenario)?.expectations.find((one) => one.expectation === expectation);
    if (result === undefined) continue;
    const came = cameBadge(site, result);
    rows.push([
      [site.wording.foreign(scenario.title)],
      [literal(expectation.on)],
      [expectation.jurisdiction.name],
      came === null ? [] : [came],
      [
        {
          kind: "badge",
          tone: result.passed ? "good" : "bad",
          text: result.passed ? words.notes.held : words.notes.failed,
        },
      ],
      [{ kind: "place", span: expectation.span }],
    ]);
  }
  if (rows.length === 0) return [{ kind: "paragraph", text: [words.notes.notExercised] }];
  const { heads, sections } = words;
  const table: Table = {
    kind: "table",
    caption: sections.scenarios,
    head: [heads.scenario, heads.day, heads.jurisdiction, heads.answer, heads.outcome, heads.source],
    rows: rows.slice(0, SCENARIOS),
    rowHeads: true,
    stacks: true,
  };
  return rows.length <= SCENARIOS
    ? [table]
    : [table, { kind: "paragraph", text: [words.notes.truncated(rows.length - SCENARIOS)] }];
}

/** The acts behind the versions and statuses, each once, in the order of the versions. */
function instrumentsOf({ chronology }: Measure): readonly Instrument[] {
  const all = [...chronology.versions, ...chronology.statuses].map(({ by }) => by);
  return [...new Set(all.filter((by) => by !== null))];
}

function actTable(site: Site, acts: readonly Instrument[]): Table {
  const { heads, sections } = site.words;
  const day = (value: string | null): Phrase => (value === null ? [] : [literal(value)]);
  return {
    kind: "table",
    caption: sections.instruments,
    head: [heads.act, heads.announced, heads.published, heads.effective, heads.source],
    rows: acts.map((act) => [
      instrumentPhrase(act, site.wording),
      day(act.announced),
      day(act.published),
      day(act.from),
      [{ kind: "place", span: act.span }],
    ]),
    rowHeads: true,
  };
}
