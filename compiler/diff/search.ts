/** Differences found by trying cases, for changes that the diagrams cannot hold. */
import { type LeastOptions, leastCase } from "../analysis/index.ts";
import type { CaseJson, IsoDate } from "../check/tree.ts";
import { candidates, type Edit, transplanted } from "./candidates.ts";
import { sideKey, sideOfAnswer } from "./direction.ts";
import { type Answers, isSameAnswer, type Pair, type ViewName } from "./pair.ts";
import { distinct, holds, sizeOf } from "./paths.ts";

/** Cases tried on one day. */
const MOST_CASES = 160;
/** Cases tried besides, with the thing that showed a difference in the place of their own. */
const MOST_TRANSPLANTED = 400;

export interface Tried {
  readonly case: CaseJson;
  readonly answers: Answers;
}

/**
 * Cases that are answered otherwise on one day, one for each pair of answers and reasons, the smallest found. Tried
 * are the scenarios of the jurisdiction that are nearest to the edit, and the same with one fact moved.
 */
export function searchDifferences(
  pair: Pair,
  at: { readonly asOf: IsoDate; readonly jurisdiction: string; readonly view: ViewName },
  edit: Edit,
): readonly Tried[] {
  const isAsked = (facts: CaseJson): boolean => pair.given === null || holds(facts, pair.given);
  const scenarios = [...pair.old.scenarios, ...pair.new.scenarios];
  const own = scenarios.filter(({ expectations }) =>
    expectations.some(({ jurisdiction }) => jurisdiction.name === at.jurisdiction),
  );
  const seeds = distinct((own.length > 0 ? own : scenarios).map(({ given }) => given).filter(isAsked));
  const found = new Map<string, Tried>();
  const tryAll = (cases: readonly CaseJson[]): void => {
    for (const facts of cases.filter(isAsked)) {
      const answers = pair.ask(facts, at.asOf, at.jurisdiction, at.view, 0);
      if (answers === null || isSameAnswer(answers)) continue;
      // an incomplete case differs wherever a rule differs: only what is settled on both sides is told
      if (answers.old.verdict === "undetermined" || answers.new.verdict === "undetermined") continue;
      const key = `${sideKey(answers.oldSide)} > ${sideKey(answers.newSide)} ${differingMeasures(answers).join(" ")}`;
      const known = found.get(key);
      if (known === undefined || sizeOf(facts) < sizeOf(known.case)) found.set(key, { case: facts, answers });
    }
  };
  tryAll([...(pair.given === null ? [] : [pair.given]), ...candidates(seeds, edit, MOST_CASES)]);
  const [least] = [...found.values()].sort((a, b) => sizeOf(a.case) - sizeOf(b.case));
  if (least !== undefined) tryAll(transplanted(least.case, seeds, edit, MOST_TRANSPLANTED));
  return [...found.values()];
}

/** Measures that govern one answer and not the other; where there is none, all that govern. */
export function differingMeasures({ old, new: now }: Answers): readonly string[] {
  const reasons = (answer: Answers["old"]): Set<string> =>
    new Set(
      governingOf(answer).map(
        (r) => `${r.measure}${r.releasedBy === null ? "" : ` ${r.releasedBy.split("/")[0]}`}`,
      ),
    );
  const [before, after] = [reasons(old), reasons(now)];
  const only = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
  const chosen = only.length > 0 ? only : [...before, ...after];
  return [...new Set(chosen.flatMap((ids) => ids.split(" ")))].sort();
}

/** Ids of the measures that give an answer, or may give it. */
export function governing(answer: Answers["old"]): readonly string[] {
  return [...new Set(governingOf(answer).map((r) => r.measure))];
}

function governingOf({ requirements, verdict }: Answers["old"]): Answers["old"]["requirements"] {
  return requirements.filter(
    (r) => (r.releasedBy === null ? r.verdict : "authorized") === verdict || r.holds === "unknown",
  );
}

/**
 * Leaves out what can go while both laws answer as they did. Facts without which an answer is known only after trying what
 * they may be are kept.
 */
export function smallest(
  pair: Pair,
  {
    asOf,
    jurisdiction,
    view,
  }: { readonly asOf: IsoDate; readonly jurisdiction: string; readonly view: ViewName },
  tried: Tried,
  options: LeastOptions = {},
): Tried {
  const want = [sideKey(tried.answers.oldSide), sideKey(tried.answers.newSide)];
  let { answers } = tried;
  const serves = (less: CaseJson): boolean => {
    if (pair.given !== null && !holds(less, pair.given)) return false;
    // most of what matters, matters to the law that is asked first
    const practice = view === "practice";
    const before = pair.old.answer(less, asOf, jurisdiction, { completions: 0, missing: false, practice });
    if (before === null || sideKey(sideOfAnswer(before, view)) !== want[0]) return false;
    const both = pair.ask(less, asOf, jurisdiction, view, 0);
    if (both === null || sideKey(both.newSide) !== want[1] || both.restsOnMissing) return false;
    answers = both;
    return true;
  };
  const facts = leastCase(tried.case, serves, options);
  return { case: facts, answers };
}
