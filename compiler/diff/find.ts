/** The changes of one moment by diagrams, which prove what they say of whole regions. */
import {
  Analysis,
  type Attempt,
  type Change,
  type Node,
  type Part,
  type View,
  WITH_ROUTES,
  type Witness,
} from "../analysis/index.ts";
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { Box } from "../regions/condition.ts";
import { boxText } from "../regions/words.ts";
import type { Moment } from "./behavior.ts";
import { boxesOf } from "./boxes.ts";
import { sideKey, sideOfOutcome } from "./direction.ts";
import { editedIds, editedWords } from "./edited.ts";
import { filledIn } from "./fill.ts";
import type { LawSide } from "./law-side.ts";
import { type Answers, isSameAnswer, Pair } from "./pair.ts";
import { sizeOf } from "./paths.ts";
import type { AnswerChange, AnswerSide } from "./report.ts";
import { differingMeasures, governing, searchDifferences, smallest, type Tried } from "./search.ts";

/** Nodes: some seconds and a hundred megabytes. */
const BUDGET = 100_000;
/** The same for what edits concern, after which a search is the quicker way. */
const NARROW_BUDGET = 25_000;
/** Rules, or rows of a build: beyond these only what the edits concern is looked at. */
export const MOST_RULES = 600;
/** How often measures that decide beside the edited ones are taken in. */
const MOST_ROUNDS = 6;
const MOST_REGIONS = 4;
const WITNESS_TRIES = 12;

export interface Found {
  /** equal for the same change on another day */
  readonly key: string;
  /** of a search: the measures that make such a change; else empty */
  readonly behind: readonly string[];
  readonly old: AnswerSide;
  readonly new: AnswerSide;
  /** as in the report: of what is told from its first day on */
  readonly termsUntil: IsoDate | null;
  readonly regions: readonly Box[];
  readonly regionsComplete: boolean;
  readonly evidence: AnswerChange["evidence"];
  readonly plain: boolean;
  readonly reasons: readonly string[];
  readonly citations: AnswerChange["citations"];
  /** of the reasons, the measures and exceptions that give the answer of each side */
  readonly carriers: AnswerChange["citations"];
  readonly witness: CaseJson | null;
}

/**
 * What changes at the moment, by diagrams; null where they grow too large. `large`: jurisdictions whose whole law has
 * outgrown them before, which are then asked about by parts alone.
 */
export function changesByDiagrams(pair: Pair, moment: Moment, large: Set<string>): readonly Found[] | null {
  const { jurisdiction } = moment;
  const settled = changeOfCase(pair, moment);
  if (settled !== null) return settled;
  const isLarge = Math.max(pair.old.size, pair.new.size) > MOST_RULES || large.has(jurisdiction);
  if (!isLarge) {
    const analysis = analysisOf(pair);
    const old = viewOf(analysis, pair.old, moment);
    const now = viewOf(analysis, pair.new, moment);
    if (saysTheSame(old, now)) return [];
    const exact = analysis.attempt(() =>
      analysis
        .listChanges(analysis.changes(old, now, WITH_ROUTES))
        .map((listed) => proved(analysis, pair, moment, [old, now], listed)),
    );
    if (exact.kind === "done") return exact.value;
    large.add(jurisdiction);
  }
  const narrow = narrowed(pair, moment);
  return narrow.kind === "done" ? narrow.value : null;
}

/** A case that both laws answer as it stands needs no search; null for any other question. */
export function changeOfCase(pair: Pair, moment: Moment): readonly Found[] | null {
  if (pair.given === null) return null;
  const answers = pair.ask(pair.given, moment.asOf, moment.jurisdiction, moment.view);
  const isOpen = [answers?.old, answers?.new].some((answer) => answer?.verdict === "undetermined");
  if (answers === null || isOpen || answers.restsOnMissing) return null;
  if (isSameAnswer(answers)) return [];
  return [replayed(pair, pair.given, answers)];
}

/**
 * By the rules that the edits concern, and no others: outside what these change nothing changes. Where a replayed witness
 * shows that another measure gives the answer, that measure is taken in, and the question asked again.
 */
function narrowed(pair: Pair, moment: Moment): Attempt<readonly Found[]> {
  const part = new Set(moment.restsOn(moment.affected));
  let dominating = new Set<string>();
  for (let round = 1; ; round++) {
    for (const id of dominating) for (const on of moment.restsOn([id])) part.add(on);
    const small = new Pair(pair.old.part(part), pair.new.part(part), pair.given, pair.leftOut);
    const analysis = analysisOf(small, null, NARROW_BUDGET);
    const [old, now] = [viewOf(analysis, small.old, moment), viewOf(analysis, small.new, moment)];
    if (saysTheSame(old, now)) return { kind: "done", value: [] };
    dominating = new Set();
    const attempt = analysis.attempt(() =>
      analysis.listChanges(analysis.changes(old, now, WITH_ROUTES)).flatMap((listed) => {
        const facts = witnessIn(analysis, listed, [old, now])?.case ?? null;
        const { shown, others } = inTheWhole(pair, small, moment, facts, part);
        for (const id of others) dominating.add(id);
        // decided by others as far as one witness tells; with no round left to look further, it stays possible
        if (shown === null && others.length > 0 && round < MOST_ROUNDS) return [];
        return [describe(analysis, pair, moment, listed, shown, shown === null ? "possible" : "bounded")];
      }),
    );
    if (attempt.kind === "budget" || dominating.size === 0 || round === MOST_ROUNDS) return attempt;
  }
}

/** What the whole law says of a witness of the part, and which other measures decide there. */
function inTheWhole(
  pair: Pair,
  small: Pair,
  moment: Moment,
  facts: CaseJson | null,
  part: ReadonlySet<string>,
): { readonly shown: Tried | null; readonly others: readonly string[] } {
  const { asOf, jurisdiction, view } = moment;
  const ask = (of: Pair, asked: CaseJson): Answers | null => of.ask(asked, asOf, jurisdiction, view);
  if (facts === null) return { shown: null, others: [] };
  // other measures look at facts that the part does not know: what is missing is filled in as plainly as can be
  const asked = completions(facts, pair, moment).flatMap((full) => {
    const answers = ask(pair, full);
    return answers === null ? [] : [{ full, answers }];
  });
  const told = asked.find(({ answers }) => !isSameAnswer(answers)) ?? asked[0];
  if (told === undefined) return { shown: null, others: [] };
  const { full, answers } = told;
  const others = [...governing(answers.old), ...governing(answers.new)].filter((id) => !part.has(id));
  if (isSameAnswer(answers)) return { shown: null, others };
  const inPart = ask(small, full);
  const less = inPart === null ? full : smallest(small, moment, { case: full, answers: inPart }).case;
  const again = less === full ? null : ask(pair, less);
  const isAlike =
    again !== null &&
    !again.restsOnMissing &&
    sideKey(again.oldSide) === sideKey(answers.oldSide) &&
    sideKey(again.newSide) === sideKey(answers.newSide);
  return { shown: isAlike ? { case: less, answers: again } : { case: full, answers }, others };
}

/**
 * The case with what its answers miss filled in with nothing: empty lists, `no`, not applicable. Facts that may be left out
 * are left out first, as the change may be about those that do not state them.
 */
export function completions(facts: CaseJson, pair: Pair, moment: Moment): readonly CaseJson[] {
  const whole = completed(facts, pair, moment);
  return pair.leftOut.size === 0 ? [whole] : [completed(facts, pair, moment, pair.leftOut), whole];
}

function completed(
  facts: CaseJson,
  pair: Pair,
  { asOf, jurisdiction }: Moment,
  leave: ReadonlySet<string> = new Set(),
): CaseJson {
  const { transaction } = pair.new.part(new Set()).law.program;
  let full = facts;
  // what one law misses is mostly what the other does: that is asked when the first has all it wants
  const sides = [pair.new, pair.old];
  for (let round = 0, settled = 0; round < 2 * MOST_ROUNDS && settled < sides.length; round++) {
    const side = sides[settled]!;
    const before = full;
    for (const { path } of side.answer(full, asOf, jurisdiction, { completions: 0 })?.missing ?? [])
      full = filledIn(full, path, transaction, leave);
    settled = full === before ? settled + 1 : settled;
  }
  return full;
}

/** A space of diagrams, cut down to the transactions asked about; `after` has opened the two laws before. */
export function analysisOf(pair: Pair, after: Analysis | null = null, budget = BUDGET): Analysis {
  const { given, leftOut } = pair;
  return new Analysis({
    budget,
    leftOut,
    ...(after === null ? {} : { after }),
    ...(given === null ? {} : { given: { law: pair.new.law, facts: given } }),
  });
}

export function viewOf(
  analysis: Analysis,
  side: LawSide,
  { asOf, view, jurisdiction }: Moment,
  part: Part | null = null,
): View {
  return analysis.view(side.law, { asOf: side.on(asOf), view, today: asOf }, jurisdiction, part);
}

/** Rules that say the same of the same facts answer the same: a refactored law is told apart from a changed one here. */
export function saysTheSame(old: View, now: View): boolean {
  const meanings = (view: View): string => [...new Set(view.rules.map((rule) => rule.meaning))].sort().join();
  return old.reached === now.reached && meanings(old) === meanings(now);
}

function proved(
  analysis: Analysis,
  pair: Pair,
  moment: Moment,
  views: readonly View[],
  listed: { readonly change: Change; readonly where: Node },
): Found {
  const { change } = listed;
  const [old, now] = [sideOfOutcome(change.from), sideOfOutcome(change.to)];
  const shownBy = (smallest: boolean): Tried | null => {
    const witness = witnessOf(analysis, listed, views, smallest);
    return witness === null ? null : confirmed(pair, moment, witness, { old, now, smallest });
  };
  // a verdict that no transaction which states its codes leaves open may be left open where none are stated
  const shown = shownBy(isSettled(change)) ?? (isOneVerdict(change) ? null : shownBy(true));
  return describe(analysis, pair, moment, listed, shown, shown === null ? "possible" : "proved");
}

/** Null: none was found. Of what the law leaves open a case shows nothing that leaves out what this may rest on. */
function witnessIn(
  analysis: Analysis,
  listed: { readonly change: Change; readonly where: Node },
  views: readonly View[],
): Witness | null {
  return witnessOf(analysis, listed, views, isSettled(listed.change));
}

function witnessOf(
  analysis: Analysis,
  { where }: { readonly where: Node },
  views: readonly View[],
  smallest: boolean,
): Witness | null {
  const tried = analysis.attempt(() => analysis.witness(where, views, { tries: WITNESS_TRIES, smallest }));
  return tried.kind === "done" ? tried.value : null;
}

/** Whether the law leaves nothing open before and after. */
function isSettled(change: Change): boolean {
  return (
    isOneVerdict(change) && [change.from, change.to].every(({ least, most }) => least.policy === most.policy)
  );
}

function isOneVerdict({ from, to }: Change): boolean {
  return [from, to].every(({ least, most }) => least.verdict === most.verdict);
}

/** A change in words, and where the law of it stands. */
function describe(
  analysis: Analysis,
  pair: Pair,
  moment: Moment,
  { change, where }: { readonly change: Change; readonly where: Node },
  shown: Tried | null,
  evidence: AnswerChange["evidence"],
): Found {
  const all = analysis.regions(where, MOST_REGIONS);
  const [old, now] =
    shown !== null && evidence === "bounded"
      ? [shown.answers.oldSide, shown.answers.newSide]
      : [sideOfOutcome(change.from), sideOfOutcome(change.to)];
  const reasons = shown === null ? moment.affected : differingMeasures(shown.answers);
  const regions = boxesOf(all);
  return {
    key: `${sideKey(old)} > ${sideKey(now)} ${regions.map((box) => boxText(box)).join(" or ")} ${reasons.join(" ")}`,
    behind: [],
    old,
    new: now,
    termsUntil: null,
    regions,
    regionsComplete: all.complete,
    evidence,
    plain: true,
    reasons,
    ...groundsOf(pair, reasons, shown === null ? null : shown.answers),
    witness: shown?.case ?? null,
  };
}

/** The witness, if the tables answer as the diagrams say. */
function confirmed(
  pair: Pair,
  moment: Moment,
  witness: Witness,
  {
    old,
    now,
    smallest: isLess,
  }: { readonly old: AnswerSide; readonly now: AnswerSide; readonly smallest: boolean },
): Tried | null {
  const answers = pair.ask(witness.case, moment.asOf, moment.jurisdiction, moment.view);
  if (answers === null || (isLess ? areAlike(answers) : isSameAnswer(answers))) return null;
  const fits = (side: AnswerSide, expected: AnswerSide): boolean =>
    side.verdict === expected.verdict &&
    (side.reviewPolicy === expected.reviewPolicy || moment.view === "practice");
  if (!fits(answers.oldSide, old) || !fits(answers.newSide, now)) return null;
  return smallest(pair, moment, { case: witness.case, answers });
}

/** Whether both answer the same, whatever the case leaves out. */
function areAlike({ oldSide, newSide }: Answers): boolean {
  return sideKey(oldSide) === sideKey(newSide);
}

/** A change that a case shows, without the transactions around it. */
function replayed(pair: Pair, facts: CaseJson, answers: Answers): Found {
  const reasons = differingMeasures(answers);
  return {
    key: `${sideKey(answers.oldSide)} > ${sideKey(answers.newSide)} ${reasons.join(" ")}`,
    behind: [],
    old: answers.oldSide,
    new: answers.newSide,
    termsUntil: null,
    regions: [],
    regionsComplete: true,
    evidence: "proved",
    plain: true,
    reasons,
    ...groundsOf(pair, reasons, answers),
    witness: facts,
  };
}

/** Cases of scenarios that are answered otherwise, and the same with facts moved to lines that the edits draw. */
export function plainCases(pair: Pair, moment: Moment): readonly Tried[] {
  const edited = editedIds(moment);
  return searchDifferences(pair, moment, {
    declarations: editedDeclarations(pair, edited),
    words: editedWords(moment, edited),
  });
}

/** The smallest of these cases, without the facts that can be left out. */
export function plainest(pair: Pair, moment: Moment, cases: readonly Tried[]): Tried {
  const [first] = [...cases].sort((a, b) => sizeOf(a.case) - sizeOf(b.case));
  return smallest(pair, moment, first!);
}

/** What the edited declarations say, in both laws. */
function editedDeclarations(pair: Pair, edited: ReadonlySet<string>): readonly object[] {
  return [pair.old.law.normal, pair.new.law.normal].flatMap((normal) => [
    ...[...normal.requirements, ...normal.grounds, ...normal.classifications, ...normal.releases]
      .filter((rule) => edited.has(rule.of.id))
      .flatMap((rule) => rule.parts),
    ...normal.defines.filter(({ define }) => edited.has(define.id)).flatMap(({ versions }) => versions),
    ...normal.groups.filter(({ group }) => edited.has(group.id)).flatMap(({ versions }) => versions),
    ...normal.reviews.filter(({ review }) => edited.has(review.id)).flatMap(({ versions }) => versions),
  ]);
}

/** Where the law of the reasons stands: of the clauses that decided, or of the declarations as a whole. */
export function groundsOf(
  pair: Pair,
  reasons: readonly string[],
  answers: Answers | null,
): Pick<Found, "citations" | "carriers"> {
  const wanted = new Set(reasons);
  const ofAnswer = ({ requirements, exceptions }: Answers["old"]): readonly Ground[] =>
    [
      ...requirements.map(({ measure, basis }) => ({ id: measure, citations: basis })),
      ...exceptions.map(({ id, basis }) => ({ id: id.split("/")[0]!, citations: basis })),
    ].filter(({ id }) => wanted.has(id));
  const ofLaw = ({ program }: Pair["old"]["law"]): readonly Ground[] =>
    [...program.measures, ...program.exceptions]
      .filter(({ id }) => wanted.has(id))
      .map(({ id, citations }) => ({ id, citations: citations.map(({ text }) => text) }));
  const old = answers === null ? ofLaw(pair.old.law) : ofAnswer(answers.old);
  const now = answers === null ? ofLaw(pair.new.law) : ofAnswer(answers.new);
  const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();
  const citations = (all: readonly Ground[]) => sorted(all.flatMap((ground) => ground.citations));
  const ids = (all: readonly Ground[]) => sorted(all.map(({ id }) => id));
  return {
    citations: { old: citations(old), new: citations(now) },
    carriers: { old: ids(old), new: ids(now) },
  };
}

/** A measure or an exception, and where it stands. */
interface Ground {
  readonly id: string;
  readonly citations: readonly string[];
}
