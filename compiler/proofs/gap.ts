/** Universes: transactions that no measure covers and nobody meant to leave, and gaps that are written down and are none. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { Analysis, type Law, lawOf, type Point } from "../analysis/index.ts";
import type { CaseJson, ConditionClause, Expr, IsoDate, Measure, Program, Universe } from "../check/tree.ts";
import { conditionHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { reportProof } from "./messages.ts";
import { related, withWitness } from "./report.ts";
import { speakable } from "./scenario-text.ts";
import { smallest } from "./smallest.ts";
import { answerOf, asking, type Shown } from "./witness.ts";

/** Nodes for one witness. */
const BUDGET = 200_000;

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
    found.push(reportProof("proof/gap-closed", meant.span, args, subject));
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
  const probe = probeOf(universe);
  for (const point of moments) {
    if (examiner.cannotBe(universe.jurisdiction, point, gapHolds(universe))) continue;
    const shown = witnessOf(examiner, universe, probe, point);
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

function subjectOf({ name, citations }: Universe) {
  const citation = citations[0]?.text;
  return { name, ...(citation === undefined ? {} : { citation }) };
}

/** A transaction that the oracle finds in the universe, under no covering measure and in no gap that is meant. */
function witnessOf(examiner: Examiner, universe: Universe, probe: Measure, point: Point): Shown | null {
  const { program } = examiner;
  const { jurisdiction } = universe;
  const asked: Program = { ...program, measures: [...program.measures, probe] };
  const shows = (facts: CaseJson): boolean =>
    answerOf(asked, facts, point, jurisdiction)?.requirements.some(
      ({ measure, holds }) => measure === probe.id && holds === "yes",
    ) ?? false;
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt(() => {
    const law = lawOf({ ...program, exceptions: [] }, { proposals: examiner.proposals });
    const view = analysis.view(law, point, jurisdiction.name);
    const prop = gapHolds(universe)(view.expander, view.env);
    analysis.space.tell(prop);
    for (const condition of [inside(universe), ...universe.gaps.map((gap) => gap.condition)])
      view.tell(condition);
    return analysis.witness(analysis.condition(prop), [view], { smallest: false });
  });
  if (found.kind !== "done" || found.value === null) return null;
  const whole = [speakable(found.value.case), found.value.case].find(shows);
  if (whole === undefined) return null;
  const answer = answerOf(program, whole, point, jurisdiction);
  const facts = smallest(
    whole,
    (less) => shows(less) && answerOf(program, less, point, jurisdiction)?.verdict === answer?.verdict,
  );
  return { facts, point, jurisdiction, answer };
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

/** A measure that arises exactly in the gaps. */
function probeOf(universe: Universe): Measure {
  const { span } = universe;
  const clause = (kind: "when" | "unless", condition: Expr): ConditionClause => ({
    clause: kind,
    condition,
    label: null,
    citation: null,
    span,
  });
  const measure = {
    ...universe,
    id: `${universe.id}#gap`,
    kind: "list",
    authority: null,
    topics: [],
    origin: null,
    reach: null,
    extends: [],
    saves: [],
    chronology: { versions: [], statuses: [] },
  } satisfies Measure & Universe;
  const asked = asking(measure, inside(universe));
  const [version] = asked.chronology.versions;
  const conditions = [clause("when", inside(universe))];
  const exclusions = [covered(universe), ...universe.gaps.map((gap) => gap.condition)].map((condition) =>
    clause("unless", condition),
  );
  const value = { ...version!.value, conditions, exclusions };
  return { ...asked, chronology: { ...asked.chronology, versions: [{ ...version!, value }] } };
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

function not(operand: Expr): Expr {
  return { kind: "not", type: TRUTH, span: operand.span, operand };
}

const TRUTH = { kind: "truth" } as const;
