/** The rows of one measure as a reader checks them: each cell leads to the sentence that says its clause. */
import { type Span, span } from "../../../grammar/base/span.ts";
import type { Measure } from "../../check/tree.ts";
import { cellText } from "../../print/table.ts";
import type { Table as DecisionTable, Effect, Effective, Row } from "../../runtime/format.ts";
import { groundDraft, requirementDraft, tableDocuments } from "../../table/tables.ts";
import type { Block, Table } from "../document.ts";
import { literal, type Phrase, type Statement } from "../phrase.ts";
import { CellWords } from "./cell-words.ts";
import { languageOf, type Site, verdictBadge } from "./context.ts";

/** The decision tables of a measure alone, one block each; `said` are the sentences that its page shows. */
export function rowBlocks(site: Site, measure: Measure, said: readonly Statement[]): readonly Block[] {
  const rules = site.rulesOf(measure);
  const { requirements, grounds } = rules;
  const drafts = [...requirements.map(requirementDraft), ...grounds.map(groundDraft)];
  const clauses = new Clauses(said);
  const words = new CellWords(site, rules);
  return tableDocuments(drafts).flatMap(({ tables }) =>
    tables.map((table) => tableBlock(site, measure, table, clauses, words)),
  );
}

function tableBlock(
  site: Site,
  measure: Measure,
  table: DecisionTable,
  clauses: Clauses,
  words: CellWords,
): Table {
  const { heads, notes } = site.words;
  const inputs = table.inputs.filter(({ id }) => table.rows.some((row) => row.cells[id] !== undefined));
  const each = table.each.map((binder) => binder.var).join(", ");
  const rows = table.rows.map((row): readonly Phrase[] => [
    [literal(shortId(row, measure))],
    effectivePhrase(site, row.effective),
    ...inputs.map((input): Phrase => {
      const cell = row.cells[input.id];
      if (cell === undefined) return ["-"];
      const [, start, end] = cell.at;
      const text = words.text(input, cell) ?? cellText(cell, input.unit);
      const place = span(measure.span.file, measure.span.start + start, measure.span.start + end);
      const clause = clauses.around(place);
      return clause === null
        ? [literal(text), " ", { kind: "place", span: place }]
        : [{ kind: "clause", text, span: clause }];
    }),
    effectPhrase(site, row.then),
  ]);
  return {
    kind: "table",
    caption: each === "" ? notes.cells : `${heads.each} ${each}. ${notes.cells}`,
    head: [heads.row, heads.inForce, ...inputs.map((input) => words.head(input, table.rows)), heads.effect],
    rows,
    rowHeads: true,
    scrolls: true,
  };
}

/** The row within its measure: `2023-11-17/(1)`. */
function shortId(row: Row, measure: Measure): string {
  return row.id.startsWith(`${measure.id}/`) ? row.id.slice(measure.id.length + 1) : row.id;
}

/** The days of a row, then the limits of its time, if it has any: knowledge, one view only, or an unclear state. */
function effectivePhrase(site: Site, effective: Effective): Phrase {
  const { from, until, knownFrom, knownUntil, view, state } = effective;
  const { times, notes } = site.words;
  const whole: Phrase = from === null && until === null ? [notes.always] : times.during(from, until);
  const known: Phrase =
    knownFrom === undefined && knownUntil === undefined
      ? []
      : [
          `${languageOf(site).semicolon}${times.known} `,
          ...times.during(knownFrom ?? null, knownUntil ?? null),
        ];
  const limits = [view, state].flatMap((limit) => (limit === undefined ? [] : [times[limit]]));
  return [...whole, ...known, ...limits.map((limit) => `${languageOf(site).semicolon}${limit}`)];
}

function effectPhrase(site: Site, effect: Effect): Phrase {
  if (!("verdict" in effect)) return "grounds" in effect ? [literal(effect.grounds.join(", "))] : [];
  const { policy } = languageOf(site).terms;
  const badge = verdictBadge(site, effect.verdict);
  const to = effect.to === undefined ? [] : [` ${site.wording.agency(effect.to)}`];
  const { review } = effect;
  if (review === undefined) return [badge, ...to];
  if ("policy" in review) return [badge, ...to, ` ${policy[review.policy]}`];
  if (!("review" in review)) return [badge, ...to];
  const grid = site.model.program.reviews.find(({ id }) => id === review.review);
  return grid === undefined ? [badge, ...to] : [badge, ...to, " ", site.wording.titleTerm(grid)];
}

/** The sentences of a page by what they say. */
class Clauses {
  readonly #spans: readonly Span[];

  constructor(said: readonly Statement[]) {
    const found: Span[] = [];
    const gather = (statements: readonly Statement[]): void => {
      for (const { span: at, parts } of statements) {
        if (at !== null) found.push(at);
        gather(parts);
      }
    };
    gather(said);
    this.#spans = found;
  }

  /** The shortest sentence that says a place, or else the longest that lies within it. */
  around(place: Span): Span | null {
    let outer: Span | null = null;
    let inner: Span | null = null;
    for (const at of this.#spans) {
      if (at.file !== place.file) continue;
      if (at.start <= place.start && place.end <= at.end) {
        if (outer === null || length(at) < length(outer)) outer = at;
      } else if (
        place.start <= at.start &&
        at.end <= place.end &&
        (inner === null || length(at) > length(inner))
      )
        inner = at;
    }
    return outer ?? inner;
  }
}

function length({ start, end }: Span): number {
  return end - start;
}
