/** Results of scenarios as text for people, JSON and JUnit XML. */
import { plainText } from "../render/text.ts";
import { verdictWords } from "./compare.ts";
import type { DecidingClause, ExpectationResult, ScenarioResult } from "./outcome.ts";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly expectations: number;
}

export function tally(results: readonly ScenarioResult[]): Tally {
  const passed = results.filter((result) => result.passed).length;
  return {
    passed,
    failed: results.length - passed,
    expectations: results.reduce((sum, result) => sum + result.expectations.length, 0),
  };
}

/** Color functions; identity where no color is wanted. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly soft: (text: string) => string;
}

export const NO_PAINT: Paint = { good: (t) => t, bad: (t) => t, soft: (t) => t };

export type PlaceOf = (span: { readonly file: string; readonly start: number }) => string;

/** Failures in full and a summary; what passed is only counted. */
export function prettyResults(results: readonly ScenarioResult[], placeOf: PlaceOf, paint: Paint): string {
  const lines: string[] = [];
  for (const result of results) {
    if (result.passed) continue;
    lines.push(
      `${paint.bad("failed")} ${plainText(result.scenario.title)}  ${paint.soft(placeOf(result.scenario.span))}`,
    );
    for (const problem of result.problems) {
      lines.push(
        `  ${plainText(problem.path === "" ? problem.message : `${problem.path}: ${problem.message}`)}`,
      );
      lines.push(`    ${plainText(problem.help)}`);
    }
    for (const failed of result.expectations.filter((e) => !e.passed))
      lines.push(...failure(failed, placeOf, paint));
    lines.push("");
  }
  const { passed, failed, expectations } = tally(results);
  const summary = `${count(passed + failed, "scenario")}, ${count(expectations, "expectation")}: ${passed} passed, ${failed} failed`;
  lines.push(failed === 0 ? paint.good(summary) : paint.bad(summary));
  return `${lines.join("\n")}\n`;
}

function failure(result: ExpectationResult, placeOf: PlaceOf, paint: Paint): string[] {
  const { expectation } = result;
  const known = expectation.knownAt === null ? "" : ` as known on ${expectation.knownAt}`;
  const practice = expectation.practice ? " in practice" : "";
  const lines = [
    `  on ${expectation.on}${known}${practice}, ${expectation.jurisdiction.name}  ${paint.soft(placeOf(expectation.span))}`,
  ];
  for (const mismatch of result.mismatches) {
    lines.push(`    expected  ${plainText(mismatch.expected)}`);
    lines.push(`    came      ${plainText(mismatch.came)}`);
  }
  if (result.deciding.length === 0 && result.came !== null)
    lines.push("    decided by no clause: no measure applied");
  for (const clause of result.deciding.slice(0, LISTED)) lines.push(...decided(clause, paint));
  if (result.deciding.length > LISTED) lines.push(`      and ${result.deciding.length - LISTED} more`);
  for (const fact of result.missing.slice(0, LISTED))
    lines.push(`    missing   ${plainText(`${fact.path}: ${fact.question}`)}`);
  if (result.missing.length > LISTED) lines.push(`      and ${result.missing.length - LISTED} more`);
  return lines;
}

const LISTED = 8;

function decided(clause: DecidingClause, paint: Paint): string[] {
  const how = clause.holds === "yes" ? "decided by" : "may hold  ";
  const citations = clause.citations.length === 0 ? "" : ` [${plainText(clause.citations.join("; "))}]`;
  const title = clause.title === null ? "" : ` "${plainText(clause.title)}"`;
  const place = clause.place === null ? "" : `  ${paint.soft(clause.place)}`;
  return [`    ${how} ${plainText(clause.id)}${title}, ${verdictWords(clause.verdict)}${citations}${place}`];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** One JSON document, by `results.schema.json`; `more` is what was measured besides. */
export function jsonResults(
  results: readonly ScenarioResult[],
  placeOf: PlaceOf,
  more: { readonly coverage?: object; readonly mutation?: object } = {},
): string {
  const document = {
    format: "cordon-test/1",
    ...tally(results),
    scenarios: results.map((result) => ({
      title: result.scenario.title,
      module: result.scenario.module.path,
      place: placeOf(result.scenario.span),
      passed: result.passed,
      problems: result.problems,
      expectations: result.expectations.map((e) => ({
        on: e.expectation.on,
        knownAt: e.expectation.knownAt,
        practice: e.expectation.practice,
        jurisdiction: e.expectation.jurisdiction.name,
        expected: e.expectation.verdict,
        came: e.came?.verdict ?? null,
        passed: e.passed,
        place: placeOf(e.expectation.span),
        mismatches: e.mismatches,
        deciding: e.deciding,
        missing: e.missing,
      })),
    })),
    ...more,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** JUnit XML: one suite per module, one case per scenario. No times: the same run gives the same bytes. */
export function junitResults(results: readonly ScenarioResult[], placeOf: PlaceOf): string {
  const modules = new Map<string, ScenarioResult[]>();
  for (const result of results) {
    const path = result.scenario.module.path;
    modules.set(path, [...(modules.get(path) ?? []), result]);
  }
  const total = tally(results);
  const suites = [...modules].map(([path, own]) => {
    const { passed, failed } = tally(own);
    const cases = own.map((result) => {
      const open = `    <testcase classname="${xml(path)}" name="${xml(result.scenario.title.replace(/\s+/g, " "))}"${placeAttributes(placeOf(result.scenario.span))}`;
      if (result.passed) return `${open}/>`;
      const details = prettyResults([result], placeOf, NO_PAINT).split("\n").slice(0, -3).join("\n");
      const first = result.problems[0]?.message ?? firstMismatch(result);
      return `${open}>\n      <failure message="${xml(first.replace(/\s+/g, " "))}">${xml(details)}</failure>\n    </testcase>`;
    });
    return `  <testsuite name="${xml(path)}" tests="${passed + failed}" failures="${failed}">\n${cases.join("\n")}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${total.passed + total.failed}" failures="${total.failed}">\n${suites.join("\n")}${suites.length === 0 ? "" : "\n"}</testsuites>\n`;
}

/** What readers of JUnit take for a path has no line in it. */
function placeAttributes(place: string): string {
  const [, file = place, line] = /^(.*):(\d+)$/s.exec(place) ?? [];
  return ` file="${xml(file)}"${line === undefined ? "" : ` line="${line}"`}`;
}

function firstMismatch(result: ScenarioResult): string {
  const mismatch = result.expectations.flatMap((e) => e.mismatches)[0];
  return mismatch === undefined ? "failed" : `expected ${mismatch.expected}, came ${mismatch.came}`;
}

function xml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them, not even escaped
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
  );
}
