/** An explanation as text for people, and as JSON. */
import type { CaseJson } from "../check/tree.ts";
import { plainText } from "../render/text.ts";
import type { CaseExplanation, JurisdictionExplanation } from "./explain.ts";
import { statedFacts } from "./facts.ts";
import type { Flip } from "./flip.ts";
import type { CellFinding, ClauseFinding, EntryFinding } from "./near.ts";
import type { FactPath } from "./neighbors.ts";

/** Colors of the terminal; the identity in a pipe. */
export interface ExplainPaint {
  readonly strong: (text: string) => string;
  readonly soft: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** `place`: where a row was written, as `path:line`; null where it is not known. */
export function prettyExplanation(
  explanation: CaseExplanation,
  paint: ExplainPaint,
  place: (id: string) => string | null,
): string {
  const known = explanation.knownAt === null ? "" : `, as known on ${explanation.knownAt}`;
  const lines = [paint.strong(`${plainText(explanation.case ?? "Case")}, on ${explanation.asOf}${known}`)];
  for (const one of explanation.jurisdictions) lines.push(...jurisdictionLines(one, paint, place));
  return `${lines.join("\n")}\n`;
}

function jurisdictionLines(
  { determination, why, whyNot, change }: JurisdictionExplanation,
  paint: ExplainPaint,
  place: (id: string) => string | null,
): string[] {
  const lines = ["", `  ${paint.strong(determination.jurisdiction)}  ${answerText(determination)}`];
  const { practice, contradictions, caveats, missing } = determination;
  if (practice !== null) lines.push(`    in practice: ${words(practice.verdict)}`);
  for (const text of contradictions) lines.push(`    ${paint.bad("contradiction:")} ${plainText(text)}`);
  for (const text of caveats) lines.push(`    ${paint.bad("caveat:")} ${plainText(text)}`);
  const section = (title: string): void => void lines.push(`    ${paint.strong(title)}`);
  if (why.length > 0) section("Why");
  for (const clause of why) {
    lines.push(`      ${clauseText(clause, determination)}${at(place(clause.id), paint)}`);
    for (const cell of clause.holding) lines.push(`        ${paint.good("holds")} ${cellText(cell)}`);
    for (const cell of clause.unknown) lines.push(`        ${paint.soft("open")}  ${cellText(cell)}`);
  }
  if (whyNot.length > 0)
    section(why.length > 0 ? "Nearest clauses that do not hold" : "Why not: the nearest clauses");
  for (const clause of whyNot) {
    lines.push(`      ${clauseText(clause, null)}${at(place(clause.id), paint)}`);
    for (const cell of clause.failing) {
      lines.push(`        ${paint.bad("fails")} ${cellText(cell)}`);
      for (const entry of cell.entries) lines.push(`              ${entryText(entry)}`);
    }
    for (const cell of clause.unknown) lines.push(`        ${paint.soft("open")}  ${cellText(cell)}`);
  }
  if (why.length + whyNot.length === 0)
    lines.push("    no measure of this law has a text that is in force on this day");
  if (missing.length > 0) {
    section("To settle it, state");
    lines.push(`      ${plainText(missing.map(({ path }) => path).join(", "))}`);
  }
  section("The smallest change to another verdict");
  for (const flip of change.flips) lines.push(`      ${flipText(flip)}`);
  if (change.flips.length === 0)
    lines.push(
      `      ${change.complete ? "no change of one or two facts of the case gives another verdict" : "none found"} (${change.evaluated} cases evaluated)`,
    );
  return lines;
}

/** `undetermined: at least no requirement, at most license required`, `license required, review case by case`. */
function answerText({
  verdict,
  atLeast,
  atMost,
  reviewPolicy,
}: JurisdictionExplanation["determination"]): string {
  if (verdict === "undetermined") return `undetermined: at least ${words(atLeast)}, at most ${words(atMost)}`;
  return `${words(verdict)}${reviewPolicy === null ? "" : `, review ${words(reviewPolicy)}`}`;
}

/** `us.advanced_computing.ac_a/2023-11-17/(1) "Title" [15 CFR 742.6]: license required`. */
function clauseText(
  { id, title, verdict, citations }: ClauseFinding,
  determination: JurisdictionExplanation["determination"] | null,
): string {
  const cited = citations.length === 0 ? "" : ` [${citations.join("; ")}]`;
  const released = determination?.requirements.find((r) => r.id === id)?.releasedBy ?? null;
  const lifted = released === null ? "" : `, lifted by ${released}`;
  return plainText(`${id}${title === null ? "" : ` "${title}"`}${cited}: ${words(verdict)}${lifted}`);
}

function cellText({ subject, asks, is }: CellFinding): string {
  return plainText(asks === is ? `${subject}: ${is}` : `${subject} ${asks}: it is ${is}`);
}

function entryText({ id, citations, failing }: EntryFinding): string {
  const cited = citations.length === 0 ? "" : ` [${citations.join("; ")}]`;
  return plainText(`nearest entry ${id}${cited}: ${failing.map(cellText).join("; ")}`);
}

/** `license required, if item.tpp were 4800 TPP (it is 4799 TPP)`. */
function flipText({ changes, verdict }: Flip): string {
  const parts = changes.map(
    ({ path, from, to }) =>
      `${pathText(path)} were ${valueText(to)} (${from === undefined ? "not stated" : `it is ${valueText(from)}`})`,
  );
  return plainText(`${words(verdict)}, if ${parts.join(" and ")}`);
}

/** `parties[0].headquarters`. */
export function pathText(path: FactPath): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join("")
    .replaceAll(".closed[", "[");
}

function valueText(json: CaseJson): string {
  if (Array.isArray(json) && json.length === 0) return "none";
  return statedFacts({ value: json })
    .map(({ value }) => value)
    .join(", ");
}

function words(text: string): string {
  return text.replaceAll("_", " ");
}

function at(place: string | null, paint: ExplainPaint): string {
  return place === null ? "" : paint.soft(`  ${plainText(place)}`);
}

export function jsonExplanation(explanation: CaseExplanation): string {
  const jurisdictions = explanation.jurisdictions.map(({ change, ...rest }) => ({
    ...rest,
    change: {
      ...change,
      flips: change.flips.map(({ changes, verdict }) => ({
        verdict,
        changes: changes.map(({ path, from, to }) => ({ path: pathText(path), from: from ?? null, to })),
      })),
    },
  }));
  return `${JSON.stringify({ format: "cordon/explanation@1", ...explanation, jurisdictions }, null, 2)}\n`;
}
