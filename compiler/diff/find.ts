/** The changes of one moment: by the diagrams, which prove; where they grow too large, by trying cases. */
import {
  Analysis,
  type Change,
  type Node,
  regionText,
  type View,
  WITH_ROUTES,
  type Witness,
} from "../analysis/index.ts";
import type { CaseJson } from "../check/tree.ts";
import type { Moment } from "./behavior.ts";
import { sideKey, sideOfOutcome } from "./direction.ts";
import { type Answers, isSameAnswer, type Pair } from "./pair.ts";
import type { AnswerChange, AnswerSide, FactCondition, Note } from "./report.ts";
import { differingMeasures, searchDifferences, smallest } from "./search.ts";

/** Nodes: some seconds and a hundred megabytes. */
const BUDGET = 600_000;
const MOST_REGIONS = 4;
const WITNESS_TRIES = 12;
/** Cases that differed on one day and are tried on all others. */
const MOST_KEPT = 12;

export interface Found {
  /** equal for the same change on another day */
  readonly key: string;
  readonly moment: Moment;
  readonly old: AnswerSide;
  readonly new: AnswerSide;
  readonly regions: readonly (readonly FactCondition[])[];
  readonly regionsComplete: boolean;
  readonly evidence: AnswerChange["evidence"];
  readonly reasons: readonly string[];
  readonly citations: AnswerChange["citations"];
  readonly witness: CaseJson | null;
}

/** What was learned on the days before: a jurisdiction that outgrew the diagrams once will do so again. */
export interface Trail {
  readonly notes: Note[];
  /** by jurisdiction: cases that differed on some day */
  readonly outgrown: Map<string, Map<string, CaseJson>>;
}

/** What changes at the moment; says in the notes where that is not all that may change. */
export function findChanges(pair: Pair, moment: Moment, trail: Trail): readonly Found[] {
  const { asOf, view, jurisdiction } = moment;
  if (trail.outgrown.has(jurisdiction)) return searched(pair, moment, [], trail);
  const analysis = new Analysis({ budget: BUDGET });
  const point = { asOf, view };
  const old = analysis.view(pair.old.law, point, jurisdiction);
  const now = analysis.view(pair.new.law, point, jurisdiction);
  if (saysTheSame(old, now)) return [];
  const exact = analysis.attempt(() =>
    analysis
      .listChanges(analysis.changes(old, now, WITH_ROUTES))
      .map((listed) => proved(analysis, pair, moment, [old, now], listed)),
  );
  if (exact.kind === "done") return exact.value;
  return searched(pair, moment, exact.measures, trail);
}

/** Rules that say the same of the same facts answer the same: a refactored law is told apart from a changed one here. */
function saysTheSame(old: View, now: View): boolean {
  const meanings = (view: View): string => [...new Set(view.rules.map((rule) => rule.meaning))].sort().join();
  return old.reached === now.reached && meanings(old) === meanings(now);
}

function proved(
  analysis: Analysis,
  pair: Pair,
  moment: Moment,
  views: readonly View[],
  { change, where }: { readonly change: Change; readonly where: Node },
): Found {
  const { regions, complete } = analysis.regions(where, MOST_REGIONS);
  const [old, now] = [sideOfOutcome(change.from), sideOfOutcome(change.to)];
  const tried = analysis.attempt(() => analysis.witness(where, views, { tries: WITNESS_TRIES }));
  const witness = tried.kind === "done" ? tried.value : null;
  const shown = witness === null ? null : confirmed(pair, moment, witness, old, now);
  const reasons = shown === null ? moment.affected : differingMeasures(shown.answers);
  const conditions = regions.map((region) =>
    region.conditions.map(({ subject, values }) => ({ fact: subject, values })),
  );
  const words = regions.map(regionText).join(" | ");
  return {
    key: `${sideKey(old)} > ${sideKey(now)} ${words} ${reasons.join(" ")}`,
    moment,
    old,
    new: now,
    regions: conditions,
    regionsComplete: complete,
    evidence: shown === null ? "possible" : "proved",
    reasons,
    citations: citationsOf(pair, reasons, shown?.answers ?? null),
    witness: shown?.case ?? null,
  };
}

/** The witness, if the tables answer as the diagrams say. */
function confirmed(
  pair: Pair,
  moment: Moment,
  witness: Witness,
  old: AnswerSide,
  now: AnswerSide,
): { readonly case: CaseJson; readonly answers: Answers } | null {
  const answers = pair.ask(witness.case, moment.asOf, moment.jurisdiction, moment.view);
  if (answers === null || isSameAnswer(answers)) return null;
  const fits = (side: AnswerSide, expected: AnswerSide): boolean =>
    side.verdict === expected.verdict &&
    (side.reviewPolicy === expected.reviewPolicy || moment.view === "practice");
  if (!fits(answers.oldSide, old) || !fits(answers.newSide, now)) return null;
  return smallest(pair, moment, { case: witness.case, answers });
}

function searched(pair: Pair, moment: Moment, heavy: readonly string[], trail: Trail): readonly Found[] {
  const { jurisdiction } = moment;
  const known = trail.outgrown.get(jurisdiction) ?? null;
  const { found, tried, differing } = searchDifferences(pair, moment, editedValues(pair, moment), known);
  const differed = known ?? new Map<string, CaseJson>();
  for (const { case: facts } of found) differed.set(JSON.stringify(facts), facts);
  for (const facts of differing) if (differed.size < MOST_KEPT) differed.set(JSON.stringify(facts), facts);
  trail.outgrown.set(jurisdiction, differed);
  if (known === null) {
    trail.notes.push({
      code: "budget",
      jurisdiction,
      message:
        `the answers of ${jurisdiction} are too many-sided to be compared as a whole (${heavy.join(", ")}); ` +
        `cases were tried instead, ${tried} on the first day, and there may be changes that none of them shows`,
    });
  }
  return found.map(({ case: facts, answers }) => {
    const reasons = differingMeasures(answers);
    return {
      key: `${sideKey(answers.oldSide)} > ${sideKey(answers.newSide)} ${reasons.join(" ")}`,
      moment,
      old: answers.oldSide,
      new: answers.newSide,
      regions: [],
      regionsComplete: false,
      evidence: "found",
      reasons,
      citations: citationsOf(pair, reasons, answers),
      witness: facts,
    };
  });
}

/** The edited declarations themselves, in both laws: where they draw lines is worth trying. */
function editedValues(pair: Pair, { edited }: Moment): readonly object[] {
  return [pair.old.law.program, pair.new.law.program].flatMap((program) =>
    [
      ...program.measures,
      ...program.exceptions,
      ...program.items,
      ...program.defines,
      ...program.groups,
      ...program.reaches,
      ...program.reviews,
    ].filter(({ id }) => edited.has(id)),
  );
}

/** Where the law of the reasons stands: of the clauses that decided, or of the declarations as a whole. */
function citationsOf(
  pair: Pair,
  reasons: readonly string[],
  answers: Answers | null,
): AnswerChange["citations"] {
  const wanted = new Set(reasons);
  const ofAnswer = ({ requirements, exceptions }: Answers["old"]): string[] => [
    ...requirements.filter((r) => wanted.has(r.measure)).flatMap((r) => r.basis),
    ...exceptions.filter((e) => wanted.has(e.id.split("/")[0]!)).flatMap((e) => e.basis),
  ];
  const ofLaw = (law: Pair["old"]["law"]): string[] =>
    [...law.program.measures, ...law.program.exceptions]
      .filter(({ id }) => wanted.has(id))
      .flatMap(({ citations }) => citations.map((citation) => citation.text));
  const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
  if (answers !== null) return { old: sorted(ofAnswer(answers.old)), new: sorted(ofAnswer(answers.new)) };
  return { old: sorted(ofLaw(pair.old.law)), new: sorted(ofLaw(pair.new.law)) };
}
