/** The scenarios of a law with what was expected and what came, and what all of them together exercise. */
import type { ExpectationValue, Scenario } from "../../check/tree.ts";
import { POINT_KINDS } from "../../coverage/points.ts";
import { type Missed, missedSides, summarize } from "../../coverage/summary.ts";
import { type Block, type Page, type Part, plainPart, type Table } from "../document.ts";
import type { JurisdictionModel } from "../model.ts";
import { lines, literal, type Phrase, type Piece } from "../phrase.ts";
import { inlineCondition } from "../sentences.ts";
import {
  declaredNames,
  languageOf,
  overviewLink,
  resultOf,
  type Site,
  titleOf,
  trailOf,
  verdictBadge,
} from "./context.ts";
import { sectionOf } from "./listing.ts";

export const COVERAGE_PAGE = "coverage";

/** Sides that the page lists; `cordon test --coverage --reporter json` has them all. */
const MISSED = 200;

/** The scenarios of a jurisdiction's modules; null where there are none. */
export function scenariosPage(site: Site, part: JurisdictionModel): Page | null {
  if (part.scenarios.length === 0) return null;
  const modules = new Map<string, Scenario[]>();
  for (const scenario of part.scenarios) {
    const known = modules.get(scenario.module.path);
    if (known === undefined) modules.set(scenario.module.path, [scenario]);
    else known.push(scenario);
  }
  return {
    name: site.homes.of(part).scenarios,
    title: site.words.pages.scenarios(titleOf(site, part)),
    trail: trailOf(site, part),
    parts: [
      plainPart(() => scenarioTitlesNote(site, part.scenarios)),
      ...[...modules].flatMap(([module, scenarios]): Part[] =>
        sectionOf(module, module, [plainPart(() => [scenarioTable(site, module, scenarios)])]),
      ),
    ],
  };
}

/** Scenarios have titles in the thousands, which catalogs leave alone: said where some are in another language than the page. */
export function scenarioTitlesNote(site: Site, scenarios: readonly Scenario[]): readonly Block[] {
  return scenarios.every(({ title }) => typeof site.wording.foreign(title) === "string")
    ? []
    : [{ kind: "paragraph", text: [site.words.notes.scenarioTitles] }];
}

function scenarioTable(site: Site, caption: string, scenarios: readonly Scenario[]): Table {
  const { heads } = site.words;
  return {
    kind: "table",
    caption,
    head: [heads.scenario, heads.expected, heads.outcome, heads.source],
    rows: scenarios.map((scenario): Phrase[] => [
      [site.wording.foreign(scenario.title)],
      lines(scenario.expectations.map((expectation) => expected(site, expectation))),
      [outcome(site, scenario)],
      [{ kind: "place", span: scenario.span }],
    ]),
    rowHeads: true,
    stacks: true,
  };
}

function expected(site: Site, expectation: ExpectationValue): Phrase {
  const { on, knownAt, practice, jurisdiction, verdict, by, review } = expectation;
  const { headings } = languageOf(site).texts;
  const { policy } = languageOf(site).terms;
  const named = by.flatMap(({ id, limb }, i): Phrase => {
    const reason = site.reasons.get(id);
    const name: Piece =
      reason === undefined
        ? { kind: "term", text: id.slice(id.lastIndexOf(".") + 1), id }
        : site.wording.titleTerm(reason);
    return [i === 0 ? " " : languageOf(site).semicolon, name, ...(limb === null ? [] : [` ${limb}`])];
  });
  return [
    literal(on),
    ...(knownAt === null ? [] : [" [", literal(knownAt), "]"]),
    ...(practice ? [` ${headings.practice}`] : []),
    ` ${jurisdiction.name} `,
    verdictBadge(site, verdict),
    ...named,
    ...(review === null ? [] : [` ${policy[review]}`]),
  ];
}

function outcome(site: Site, scenario: Scenario): Piece {
  const result = resultOf(site, scenario);
  const { notes } = site.words;
  if (result === null) return { kind: "badge", tone: "neutral", text: notes.notRun };
  return {
    kind: "badge",
    tone: result.passed ? "good" : "bad",
    text: result.passed ? notes.held : notes.failed,
  };
}

/** What the scenarios exercise; null where it was not measured. */
export function coveragePage(site: Site): Page | null {
  const { coverage } = site.findings;
  if (coverage === null) return null;
  const { heads, notes, points, sections, counted } = site.words;
  const { kinds, all } = summarize(coverage);
  const missed = missedSides(coverage);
  const figures = (): Table => ({
    kind: "table",
    caption: counted.scenarios(coverage.scenarios),
    head: [heads.kind, heads.covered, heads.of, heads.percent],
    rows: [
      ...POINT_KINDS.map((kind) => [points[kind], kinds[kind]] as const),
      [points.all, all] as const,
    ].map(([name, { covered, total, percent }]) => [
      [name],
      [String(covered)],
      [String(total)],
      // where there is nothing, nothing is covered
      [total === 0 ? "–" : `${percent.toFixed(1)}\u00a0%`],
    ]),
    rowHeads: true,
  });
  const rest = missed.length - MISSED;
  return {
    name: COVERAGE_PAGE,
    title: site.words.pages.coverage,
    trail: [overviewLink(site)],
    parts: [
      plainPart(() => [{ kind: "paragraph", text: [notes.coverageLead] }, figures()]),
      ...(missed.length === 0
        ? []
        : sectionOf(sections.missed, "missed", [
            plainPart(() => [
              missedTable(site, missed.slice(0, MISSED)),
              ...(rest > 0 ? [{ kind: "paragraph", text: [notes.truncated(rest)] } as const] : []),
            ]),
          ])),
    ],
  };
}

function missedTable(site: Site, missed: readonly Missed[]): Table {
  const { heads, points, sections, sides } = site.words;
  const said = (side: string): string => sides[side] ?? side;
  const nameOf = declaredNames(site);
  // a row is named within what it belongs to
  const detailOf = ({ of, detail }: Missed["point"]): string =>
    detail.startsWith(`${of}/`) ? detail.slice(of.length + 1) : detail;
  // what is asked tells apart what one declaration asks in several places
  const partOf = (point: Missed["point"]): Phrase => {
    const { colon } = languageOf(site);
    if (point.asked !== null) return [...inlineCondition(point.asked, site.wording), colon];
    return point.detail === "" ? [] : [detailOf(point), colon];
  };
  return {
    kind: "table",
    caption: sections.missed,
    head: [heads.name, heads.kind, heads.side, heads.place],
    rows: missed.map(({ point, side, span }) => [
      nameOf(point.of),
      [points[point.kind]],
      [...partOf(point), said(side)],
      [{ kind: "place", span }],
    ]),
    rowHeads: true,
    stacks: true,
  };
}
