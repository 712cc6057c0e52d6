/** Answers as a sheet: one row for each case and jurisdiction. */
import { stringify } from "csv-stringify/sync";
import type { Answer, CaseProblem, Determination } from "../../runtime/answer.ts";
import type { Line } from "./block.ts";

const COLUMNS = [
  "line",
  "case",
  "as_of",
  "known_at",
  "jurisdiction",
  "verdict",
  "at_least",
  "at_most",
  "review_policy",
  "routes",
  "measures",
  "basis",
  "may_apply",
  "exceptions",
  "obligations",
  "missing",
  "practice",
  "caveats",
  "contradictions",
  "assertions",
  "problems",
] as const;

type Row = Partial<Readonly<Record<(typeof COLUMNS)[number], string | number | null>>>;

/** The first row: what the columns hold. */
export function csvHead(): string {
  return csvText([Object.fromEntries(COLUMNS.map((column) => [column, column]))]);
}

export function csvOf(lines: readonly Line[]): string {
  return csvText(
    lines.flatMap((found): Row[] => {
      const { line } = found;
      if ("answer" in found) return answerRows(line, found.answer);
      return [{ line, case: found.case, problems: several(found.problems.map(told)) }];
    }),
  );
}

/** A cell that begins as a formula does is no formula: names of cases are not trusted with whoever opens the sheet. */
function csvText(rows: readonly Row[]): string {
  return stringify([...rows], { columns: [...COLUMNS], escape_formulas: true });
}

function answerRows(line: number, { case: name, asOf, knownAt, determinations }: Answer): Row[] {
  const of = { line, case: name, as_of: asOf, known_at: knownAt };
  if (determinations.length === 0) return [of];
  return determinations.map((d) => ({ ...of, ...answered(d) }));
}

function answered(d: Determination): Row {
  const holding = governing(d);
  return {
    jurisdiction: d.jurisdiction,
    verdict: d.verdict,
    at_least: d.atLeast,
    at_most: d.atMost,
    review_policy: d.reviewPolicy,
    routes: several(d.routes),
    measures: several(holding.map(({ measure }) => measure)),
    basis: several(holding.flatMap(({ basis }) => basis)),
    may_apply: several(mayApply(d).map(({ measure }) => measure)),
    exceptions: several(d.exceptions.filter(({ holds }) => holds === "yes").map(({ id }) => id)),
    obligations: several(d.obligations.map(({ text }) => text)),
    missing: several(d.missing.map(({ path }) => path)),
    practice: d.practice?.verdict ?? null,
    caveats: several(d.caveats),
    contradictions: several(d.contradictions),
    assertions: several(d.assertions),
  };
}

/** The requirements behind a verdict; where it is open, those that hold whatever it will be. */
function governing({ verdict, requirements }: Determination): Determination["requirements"] {
  return requirements.filter(
    (r) =>
      r.holds === "yes" &&
      (verdict === "undetermined"
        ? r.releasedBy === null
        : (r.releasedBy === null ? r.verdict : "authorized") === verdict),
  );
}

/** The requirements on which an open verdict rests. */
function mayApply({ verdict, requirements }: Determination): Determination["requirements"] {
  return verdict === "undetermined" ? requirements.filter(({ holds }) => holds === "unknown") : [];
}

function told({ path, message }: CaseProblem): string {
  return path === "" ? message : `${path}: ${message}`;
}

function several(texts: readonly string[]): string {
  return [...new Set(texts)].join("; ");
}
