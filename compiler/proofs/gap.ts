/** Universes: transactions that no measure covers and nobody meant to leave, and gaps that are written down and are none. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Law, Point } from "../analysis/index.ts";
import { isWithin } from "../analysis/opening/moment.ts";
import type { Expr, IsoDate, Universe } from "../check/tree.ts";
import { caseOf, not, searchCase, shownCase, TRUTH } from "./case-of.ts";
import { conditionHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Concern, Examiner } from "./examiner.ts";
import { reportProof } from "./messages.ts";
import { related, withWitness } from "./report.ts";
import { answerOf, type Shown } from "./witness.ts";

export function gaps(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  return examiner.program.universes.filter(concerns).flatMap((universe) => inUniverse(examiner, universe));
}

function inUniverse(examiner: Examiner, universe: Universe): readonly Diagnostic[] {
  const moments = momentsOf(examiner, universe);
  const found: Diagnostic[] = [];
  const subject = { subject: { name: universe.name } };
  if (moments.length === 0) return found;
  if (never(examiner, universe, moments, inside(universe))) {
    const what = `\`${universe.name}\``;
    return [reportProof("proof/never-holds", universe.nameSpan, { what }, subject)];
  }
  const gap = firstGap(examiner, universe, moments);
  if (gap !== null) found.push(gap);
  for (const meant of universe.gaps) {
    const name = meant.label === null ? "a gap" : `gap \`${meant.label.text}\``;
    const open = and(inside(universe), [uncovered(universe), meant.condition]);
    if (!never(examiner, universe, moments, open)) continue;
    const args = { what: name, universe: universe.name };
    found.push(
      closed(examiner, universe, moments, meant, reportProof("proof/gap-closed", meant.span, args, subject)),
    );
  }
  return found;
}

/** Days within the universe's time on which it, or what covers it, may change; the earliest first. */
function momentsOf(examiner: Examiner, universe: Universe): readonly Point[] {
  const { from, until } = universe;
  const both = { knownFrom: null, knownUntil: null, view: "both", state: "in_force" } as const;
  return [...examiner.moments({ from, until, ...both }, daysOf(examiner.law, universe))].reverse();
}

function daysOf(law: Law, universe: Universe): ReadonlySet<IsoDate> {
  const own = [inside(universe), uncovered(universe), ...universe.gaps.map((gap) => gap.condition)];
  return dependenciesOf(own, law).days;
}

function never(examiner: Examiner, universe: Universe, moments: readonly Point[], condition: Expr): boolean {
  if (dependenciesOf([condition], examiner.law).usesToday) return false;
  return moments.every((point) => examiner.cannotBe(universe.jurisdiction, point, conditionHolds(condition)));
}

/** The gap of the earliest day that has one; one finding for a universe, as the next shows once this one is closed. */
function firstGap(examiner: Examiner, universe: Universe, moments: readonly Point[]): Diagnostic | null {
  const covering = new Set<string>();
  let open: Point | null = null;
  for (const point of moments) {
    const found = gapAt(examiner, universe, point, covering);
    if (found === "open") open ??= point;
    if (found === "covered" || found === "open") continue;
    const finding = reportProof(
      "proof/gap",
      universe.nameSpan,
      { universe: universe.name, day: point.asOf, measures: universe.covering.map(({ name }) => name) },
      {
        related: universe.covering
          .slice(0, 3)
          .map(({ nameSpan }) => related(nameSpan, "it is to cover the universe")),
        subject: subjectOf(universe),
      },
    );
    const title = `${universe.name}: a case that nothing covers`;
    return withWitness(finding, found, examiner, { title, behind: universe.span });
  }
  if (open === null) return null;
  const args = { universe: universe.name, day: open.asOf };
  return reportProof("proof/gap-not-provable", universe.nameSpan, args, { subject: subjectOf(universe) });
}

/** Rules taken in before a day is given up. */
const MOST_ROUNDS = 80;

/**
 * Whether measures cover the universe on a day. Most of them cover other transactions, so that few are needed: one after
 * another those are taken in that the oracle finds to hold, or to need further facts, in a transaction outside those before. `covering`
 * keeps their names for the next day.
 */
function gapAt(
  examiner: Examiner,
  universe: Universe,
  point: Point,
  covering: Set<string>,
): Shown | "covered" | "open" {
  const { jurisdiction } = universe;
  const left = universe.gaps.map(({ condition }) => condition);
  const ids = new Set(universe.covering.map(({ id }) => id));
  const rules = examiner.law.normal.requirements.filter((rule) => ids.has(rule.of.id));
  const wanted = { of: universe, jurisdiction, holding: [inside(universe)], failing: left };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // a measure with savings is read on another day: its rules of all days count
    const avoiding = rules.filter(
      (rule) =>
        covering.has(ruleKey(rule.of.id, rule.limbs.join(""))) &&
        (rule.effect.saves.length > 0 || isWithin(rule.effective, point)),
    );
    const found = searchCase(examiner, { ...wanted, avoiding }, point);
    if (found.is !== "found") return found.is === "never" ? "covered" : "open";
    const answer = answerOf({ ...examiner.enacted, exceptions: [] }, found.facts, point, jurisdiction);
    const own = answer?.requirements.filter(({ measure }) => ids.has(measure));
    if (own === undefined) return "open";
    const before = covering.size;
    for (const { measure, limb } of own) covering.add(ruleKey(measure, limb));
    if (covering.size > before) continue;
    if (own.length > 0) return "open";
    const uncoveredToo = { ...wanted, failing: [covered(universe), ...left] };
    return shownCase(examiner, uncoveredToo, point, found.facts);
  }
  return "open";
}

function ruleKey(measure: string, limb: string): string {
  return `${measure} ${limb}`;
}

/** With a case in which the gap would be, and which a measure covers. */
function closed(
  examiner: Examiner,
  universe: Universe,
  moments: readonly Point[],
  { condition, label }: Universe["gaps"][number],
  finding: Diagnostic,
): Diagnostic {
  for (const point of moments) {
    const shown = caseOf(examiner, universe, universe.jurisdiction, point, [inside(universe), condition]);
    if (shown === null) continue;
    const title = `${universe.name}: gap ${label?.text ?? ""} is covered`;
    return withWitness(finding, shown, examiner, { title, behind: universe.span });
  }
  return finding;
}

function subjectOf({ name, citations }: Universe) {
  const citation = citations[0]?.text;
  return { name, ...(citation === undefined ? {} : { citation }) };
}

// ------------------------------------------------------------------------------------------------- conditions

function inside({ conditions, exclusions, span }: Universe): Expr {
  const operands = [
    ...conditions.map(({ condition }) => condition),
    ...exclusions.map(({ condition }) => not(condition)),
  ];
  return operands.length === 1 ? operands[0]! : { kind: "and", type: TRUTH, span, operands };
}

function covered({ covering, span }: Universe): Expr {
  return { kind: "requiredBy", type: TRUTH, span, measures: covering };
}

function uncovered(universe: Universe): Expr {
  return not(covered(universe));
}

function and(first: Expr, rest: readonly Expr[]): Expr {
  return { kind: "and", type: TRUTH, span: first.span, operands: [first, ...rest] };
}
