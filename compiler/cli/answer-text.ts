/**
 * An answer as text for people: what is required of whom under which citation, and what to find out where it is open.
 *
 * Cases and sources are not trusted with the terminal: every text of theirs passes `plainText`.
 */

import { plainText } from "../render/text.ts";
import type { Answer, Determination, MissingFact, RequirementAnswer } from "../runtime/answer.ts";
import { out } from "./terminal.ts";

export interface AnswerTextOptions {
  /** every requirement and exception, also those that decided nothing */
  readonly explain: boolean;
  /** `path:line` of a row or declaration, or null */
  readonly place: (id: string) => string | null;
}

export function prettyAnswer(answer: Answer, options: AnswerTextOptions): string {
  const known = answer.knownAt === null ? "" : `, as known on ${answer.knownAt}`;
  const lines = [out.bold(`${plainText(answer.case ?? "Case")}, on ${answer.asOf}${known}`)];
  for (const determination of answer.determinations)
    lines.push(...determinationLines(determination, options));
  if (answer.determinations.length === 0) lines.push("  no jurisdiction answers");
  lines.push(...questions(answer.determinations, options));
  return `${lines.join("\n")}\n`;
}

function determinationLines(d: Determination, options: AnswerTextOptions): string[] {
  const lines = [`  ${out.bold(d.jurisdiction)}  ${headline(d)}`];
  const shown = (options.explain ? d.requirements : governing(d)).map((r) => requirementLine(r, options));
  lines.push(...shortened([...new Set(shown)], options, "      "));
  if (options.explain || d.verdict === "authorized")
    for (const exception of d.exceptions) {
      const holds = exception.holds === "yes" ? "releases" : "may release";
      lines.push(
        `      exception ${plainText(exception.id)}${quoted(exception.title)} ${holds} ${plainText(exception.releases.join(", "))}${basis(exception.basis)}${at(options.place(exception.id))}`,
      );
    }
  for (const obligation of d.obligations)
    lines.push(
      `      ${obligation.holds === "yes" ? "obligation" : "possible obligation"}: ${plainText(`${obligation.text} (${obligation.exception})`)}`,
    );
  if (d.routes.length > 0) lines.push(`      license types: ${d.routes.map(words).join(", ")}`);
  if (d.practice !== null) {
    const review = d.practice.reviewPolicy === null ? "" : `, review ${words(d.practice.reviewPolicy)}`;
    lines.push(`      in practice: ${words(d.practice.verdict)}${review}`);
  }
  for (const text of d.contradictions) lines.push(`      ${out.yellow("contradiction:")} ${plainText(text)}`);
  for (const text of d.caveats) lines.push(`      ${out.yellow("caveat:")} ${plainText(text)}`);
  if (options.explain && d.assertions.length > 0)
    lines.push(`      rests on the judgments: ${plainText(d.assertions.join(", "))}`);
  return lines;
}

function headline(d: Determination): string {
  if (d.verdict === "undetermined")
    return `${out.yellow("undetermined")}: at least ${words(d.atLeast)}, at most ${words(d.atMost)}`;
  const review =
    d.reviewRange !== null
      ? `, review between ${d.reviewRange.map((p) => (p === null ? "not stated" : words(p))).join(" and ")}`
      : d.reviewPolicy === null
        ? ""
        : `, review ${words(d.reviewPolicy)}${d.reviewUnstated ? " (another requirement states none)" : ""}`;
  const paint =
    d.verdict === "prohibited" ? out.red : d.verdict === "license_required" ? out.yellow : out.green;
  return `${paint(words(d.verdict))}${review}`;
}

/** The requirements that carry the verdict; where it is open, those that may. */
function governing(d: Determination): readonly RequirementAnswer[] {
  if (d.verdict === "undetermined")
    return d.requirements.filter((r) => r.holds === "unknown" || r.releasedBy === null);
  return d.requirements.filter(
    (r) => r.holds === "yes" && (r.releasedBy === null ? r.verdict : "authorized") === d.verdict,
  );
}

function requirementLine(r: RequirementAnswer, options: AnswerTextOptions): string {
  const how = r.holds === "yes" ? "by" : "maybe by";
  const released = r.releasedBy === null ? "" : `, lifted by ${plainText(r.releasedBy)}`;
  const detail = options.explain
    ? `: ${words(r.verdict)}${r.reviewPolicy === null ? "" : `, review ${words(r.reviewPolicy)}`}`
    : "";
  return `      ${how} ${plainText(r.id)}${quoted(r.title)}${detail}${released}${basis(r.basis)}${at(options.place(r.id))}`;
}

/** What to find out, each fact once, as a list of questions. */
function questions(determinations: readonly Determination[], options: AnswerTextOptions): string[] {
  const facts = new Map<string, { fact: MissingFact; asks: string[] }>();
  for (const d of determinations)
    for (const fact of d.missing) {
      const entry = facts.get(fact.path) ?? { fact, asks: [] };
      entry.asks.push(d.jurisdiction);
      facts.set(fact.path, entry);
    }
  if (facts.size === 0) return [];
  const lines: string[] = [];
  let number = 0;
  for (const { fact, asks } of facts.values()) {
    number++;
    const question = fact.question === "" ? "" : `  ${plainText(fact.question)}`;
    lines.push(
      `  ${String(number).padStart(3)}. ${plainText(fact.path)}${question} ${out.dim(`(${plainText(fact.expects)}; ${asks.join(", ")})`)}`,
    );
  }
  return ["", "  To settle this, supply:", ...shortened(lines, options, "       ")];
}

/** Enough to act on; the most useful come first. */
const LISTED = 12;

function shortened(lines: readonly string[], options: AnswerTextOptions, indent: string): string[] {
  if (options.explain || lines.length <= LISTED) return [...lines];
  return [...lines.slice(0, LISTED), `${indent}and ${lines.length - LISTED} more, which --explain shows`];
}

function words(text: string): string {
  return text.replaceAll("_", " ");
}

function quoted(title: string | null): string {
  return title === null ? "" : ` "${plainText(title)}"`;
}

function basis(citations: readonly string[]): string {
  return citations.length === 0 ? "" : ` [${plainText(citations.join("; "))}]`;
}

function at(place: string | null): string {
  return place === null ? "" : out.dim(`  ${plainText(place)}`);
}
