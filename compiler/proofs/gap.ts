/** Universes: transactions that no measure covers and nobody meant to leave, and gaps that are written down and are none. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Law, Point } from "../analysis/index.ts";
import type { Expr, IsoDate, Universe } from "../check/tree.ts";
import { caseOf, not, TRUTH } from "./case-of.ts";
import { conditionHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { reportProof } from "./messages.ts";
import { related, withWitness } from "./report.ts";

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
  for (const point of moments) {
    if (examiner.cannotBe(universe.jurisdiction, point, gapHolds(universe))) continue;
    const left = [covered(universe), ...universe.gaps.map(({ condition }) => condition)];
    const shown = caseOf(examiner, universe, universe.jurisdiction, point, [inside(universe)], left);
    if (shown === null) continue;
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
    return withWitness(finding, shown, examiner.program, { title, behind: universe.span });
  }
  return null;
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
    return withWitness(finding, shown, examiner.program, { title, behind: universe.span });
  }
  return finding;
}

function subjectOf({ name, citations }: Universe) {
  const citation = citations[0]?.text;
  return { name, ...(citation === undefined ? {} : { citation }) };
}

// ------------------------------------------------------------------------------------------------- conditions

function gapHolds(universe: Universe): Claim {
  const left = universe.gaps.map((gap) => conditionHolds(gap.condition));
  return (reader, env) =>
    reader.props.and(
      conditionHolds(inside(universe))(reader, env),
      reader.props.isNo(conditionHolds(covered(universe))(reader, env)),
      ...left.map((gap) => reader.props.isNo(gap(reader, env))),
    );
}

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
