/** Powers and their exercise: one matrix for each of two days, and what changed between them, by which measures. */
import type { Expr, IsoDate, Measure, Program } from "../check/tree.ts";
import { Limits } from "../compare/limits.ts";
import { type Carrier, type Cell, type MatrixReport, matrixOf } from "../compare/matrix.ts";
import type { MatrixFile } from "../compare/matrix-file.ts";
import {
  type Block,
  type Page,
  type PageLink,
  plainPart,
  sectionPart,
  type Table,
} from "../report/document.ts";
import { lines, type Phrase, type Piece, type Tone } from "../report/phrase.ts";
import type { Wording } from "../report/wording/wording.ts";
import { surveyTexts } from "./texts.ts";

export const POWERS_PAGE = "matrix";

/** A matrix of the workspace with its conditions, bound to a program. */
export interface BoundMatrix {
  readonly file: MatrixFile;
  readonly program: Program;
  readonly conditions: ReadonlyMap<string, Expr>;
}

/** The matrix on the day of the report, and on the day with which it is compared; null: there is none. */
export interface Powers {
  readonly now: MatrixReport;
  readonly before: MatrixReport | null;
}

export function powersOf({ file, program, conditions }: BoundMatrix, asOf: IsoDate): Powers {
  const { since } = file;
  const limits = new Limits(program);
  const on = (day: IsoDate): MatrixReport => matrixOf(program, file, conditions, day, limits);
  return { now: on(asOf), before: since === undefined || since >= asOf ? null : on(since) };
}

export function powersPage(
  { now, before }: Powers,
  program: Program,
  wording: Wording,
  trail: readonly PageLink[],
): Page {
  const { language } = wording;
  const { asOf } = now;
  const texts = surveyTexts[language.name].powers;
  const measures = new Map(program.measures.map((measure) => [measure.id, measure]));
  const shown = before === null ? [now] : [now, before];
  return {
    name: POWERS_PAGE,
    title: texts.title,
    trail,
    parts: [
      plainPart(() => [
        { kind: "paragraph", text: [texts.lead] },
        { kind: "fold", summary: [texts.legend], blocks: [legend(wording)] },
      ]),
      ...shown.flatMap((report) => [
        sectionPart(texts.on(language.date(report.asOf)), `on-${report.asOf}`),
        plainPart(() => [gridOf(report, wording), ...remarksOf(report, wording)]),
        ...(report === now && before !== null
          ? [
              sectionPart(texts.changed(language.date(before.asOf), language.date(asOf)), "changed"),
              plainPart(() => [changes(before, now, measures, wording)]),
            ]
          : []),
      ]),
    ],
  };
}

/** Symbol and tone of a state: a color never stands alone. */
const SIGNS: Readonly<Record<Cell["state"], readonly [symbol: string, tone: Tone]>> = {
  exercised: ["●", "good"],
  available: ["◐", "authorized"],
  conditional: ["◔", "notification_required"],
  limited: ["◑", "license_required"],
  absent: ["○", "neutral"],
  impossible: ["∅", "undetermined"],
  "not applicable": ["–", "not_reached"],
  unknown: ["?", "undetermined"],
};

function stateWord(state: Cell["state"], { language }: Wording): string {
  const { powerState, factState } = language.terms;
  if (state === "not applicable") return factState.not_applicable;
  return state === "unknown" ? factState.unknown : powerState[state];
}

function stateBadge(state: Cell["state"], wording: Wording): Piece {
  const [symbol, tone] = SIGNS[state];
  return { kind: "badge", text: `${symbol} ${stateWord(state, wording)}`, tone };
}

function legend(wording: Wording): Block {
  const texts = surveyTexts[wording.language.name].powers;
  const { misfit, ...said } = texts.states;
  const states = { ...said, "not applicable": misfit };
  return {
    kind: "table",
    caption: texts.legend,
    head: [wording.language.texts.labels.state, wording.language.texts.labels.meaning],
    rows: (Object.keys(SIGNS) as Cell["state"][]).map((state) => [
      [stateBadge(state, wording)],
      [states[state]],
    ]),
  };
}

function gridOf(report: MatrixReport, wording: Wording): Table {
  const texts = surveyTexts[wording.language.name].powers;
  return {
    kind: "table",
    caption: texts.caption(
      wording.titleText({ id: "matrix.title", name: report.title, title: report.title }),
      wording.language.date(report.asOf),
    ),
    head: [texts.row, ...report.columns],
    rowHeads: true,
    rows: report.rows.map(({ id, title, cells }) => [
      rowName(id, title, wording),
      ...cells.map((cell): Phrase => [stateBadge(cell.state, wording), " ", ...carriersOf(cell, wording)]),
    ]),
  };
}

/** A row by its id and its title, which a catalog may translate as that of `matrix.R01`. */
function rowName(id: string, title: string, wording: Wording): Phrase {
  return [`${id} `, wording.title({ id: `matrix.${id}`, name: title, title }) ?? title];
}

/** Carriers that a cell names; the remarks below have all. */
const NAMED = 1;

function carriersOf(cell: Cell, wording: Wording): Phrase {
  const carriers = cell.state === "exercised" ? cell.measures : cell.authorities;
  if (hasNoCarriers(cell)) return [];
  const texts = surveyTexts[wording.language.name].powers;
  const more = carriers.length - NAMED;
  return [
    ...listed(carriers.slice(0, NAMED), wording),
    ...(more > 0 ? [wording.language.semicolon, texts.more(more)] : []),
  ];
}

function hasNoCarriers({ state }: Cell): boolean {
  return state === "absent" || state === "impossible" || state === "not applicable";
}

function listed(carriers: readonly Carrier[], wording: Wording): Piece[] {
  return carriers.flatMap((carrier, at): Piece[] => [
    ...(at === 0 ? [] : [wording.language.comma]),
    carrierTerm(carrier, wording),
  ]);
}

function carrierTerm({ id, title }: Carrier, wording: Wording): Piece {
  return wording.titleTerm({ id, title, name: id.slice(id.lastIndexOf(".") + 1) });
}

/** All that stands behind the cells, for reading on. */
function remarksOf(report: MatrixReport, wording: Wording): readonly Block[] {
  const { language } = wording;
  const texts = surveyTexts[language.name].powers;
  const rows = report.rows.flatMap(({ id, cells }) =>
    cells.flatMap((cell): (readonly [string, Phrase])[] => {
      const carriers = cell.state === "exercised" ? cell.measures : cell.authorities;
      const isEmpty = hasNoCarriers(cell);
      const said: Piece[] = [
        stateBadge(cell.state, wording),
        " ",
        ...(isEmpty
          ? []
          : carriers.flatMap((carrier, at) => [
              at === 0 ? "" : language.semicolon,
              ...withCitations(carrier, wording),
            ])),
        ...(cell.condition === null || cell.state !== "conditional"
          ? []
          : [`${language.semicolon}${texts.waits(cell.condition)}`]),
        ...(cell.remark === null
          ? []
          : [isEmpty ? "" : language.semicolon, remarkOf(id, cell.jurisdiction, cell.remark, wording)]),
      ];
      return said.length <= 2 ? [] : [[`${id} ${cell.jurisdiction}`, said]];
    }),
  );
  return rows.length === 0
    ? []
    : [{ kind: "fold", summary: [texts.remarks], blocks: [{ kind: "facts", rows }] }];
}

/** Why a cell is what it is, as the matrix says it or a catalog at `matrix.ROW.JURISDICTION`. */
function remarkOf(row: string, jurisdiction: string, remark: string, wording: Wording): Piece {
  const id = `matrix.${row}.${jurisdiction}`;
  return wording.title({ id, title: remark, name: id }) ?? remark;
}

function withCitations(carrier: Carrier, wording: Wording): Piece[] {
  const { citations } = carrier;
  return [
    carrierTerm(carrier, wording),
    ...(citations.length === 0 ? [] : [wording.language.inBrackets(citations.join("; "))]),
  ];
}

/** Cells that read differently, or that more or other measures carry. */
function changes(
  before: MatrixReport,
  now: MatrixReport,
  measures: ReadonlyMap<string, Measure>,
  wording: Wording,
): Block {
  const { language } = wording;
  const texts = surveyTexts[language.name].powers;
  const rows = now.rows.flatMap(({ id, title, cells }, at) =>
    cells.flatMap((cell, column): Phrase[][] => {
      const was = before.rows[at]!.cells[column]!;
      const known = new Set(was.measures.map((carrier) => carrier.id));
      const own = new Set(cell.measures.map((carrier) => carrier.id));
      const added = cell.measures.filter((carrier) => !known.has(carrier.id));
      const gone = was.measures.filter((carrier) => !own.has(carrier.id));
      if (was.state === cell.state && added.length === 0 && gone.length === 0) return [];
      const why = lines([
        ...added.map(
          (carrier): Phrase => [
            "+ ",
            carrierTerm(carrier, wording),
            ...sinceOf(measures.get(carrier.id), before.asOf, wording),
          ],
        ),
        ...gone.map((carrier): Phrase => ["− ", carrierTerm(carrier, wording)]),
      ]);
      return [
        [
          rowName(id, title, wording),
          [cell.jurisdiction],
          [stateBadge(was.state, wording)],
          [stateBadge(cell.state, wording)],
          why.length === 0 ? [texts.noMeasure] : why,
        ],
      ];
    }),
  );
  if (rows.length === 0) return { kind: "paragraph", text: [texts.nothing] };
  return {
    kind: "table",
    caption: texts.changed(language.date(before.asOf), language.date(now.asOf)),
    head: [texts.row, language.texts.labels.jurisdiction, texts.was, texts.is, texts.why],
    rowHeads: true,
    stacks: true,
    rows,
  };
}

/** The day on which a measure began, and its instrument. */
function sinceOf(measure: Measure | undefined, after: IsoDate, wording: Wording): readonly Piece[] {
  const { language } = wording;
  const texts = surveyTexts[language.name].powers;
  const version = measure?.chronology.versions.find(({ from }) => from !== null && from > after);
  if (version === undefined || version.from === null) return [];
  const { by: instrument } = version;
  const by =
    instrument === null
      ? null
      : instrument.title === null
        ? (instrument.citation?.text ?? null)
        : wording.titleText(instrument);
  return [" ", texts.begun(version.from), by === null ? "" : language.inBrackets(by)];
}
