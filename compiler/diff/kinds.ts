/**
 * Kinds of change: from which verdict to which, whether the policy of the same verdict is stricter or milder, and whether
 * the law leaves anything open. As texts, so that kinds of many days and measures can be told apart.
 */
import { POLICIES, VERDICTS } from "../analysis/index.ts";
import type { Verdict } from "../check/tree.ts";
import { isSameAnswer, type Sides } from "./pair.ts";
import type { AnswerSide } from "./report.ts";

export const YES = "1";
const SETTLED = "settled";

/** `is`: old and new verdict, by position in `VERDICTS`; then whether the policy is stricter, and milder. */
export function keyOf(is: readonly boolean[], isSettled: boolean): string {
  return `${is.map((yes) => (yes ? YES : "0")).join("")} ${isSettled ? SETTLED : "open"}`;
}

export function isOfSettled(kind: string): boolean {
  return kind.endsWith(SETTLED);
}

/** What was free first, and of that what needs most by now: the same in whatever order kinds are found. */
export function byVerdicts(a: string, b: string): number {
  const old = (kind: string): string => kind.slice(0, VERDICTS.length);
  const now = (kind: string): string => kind.slice(VERDICTS.length);
  if (old(a) !== old(b)) return old(a) < old(b) ? 1 : -1;
  return now(a) < now(b) ? -1 : now(a) > now(b) ? 1 : 0;
}

/** The kind without whether it is settled. */
export function verdictsIn(kind: string): string {
  return kind.slice(0, kind.indexOf(" "));
}

/** The old and the new verdict of a kind, by position in `VERDICTS`. */
export function ranksOf(kind: string): readonly [number, number] {
  return [kind.indexOf(YES), kind.indexOf(YES, VERDICTS.length) - VERDICTS.length];
}

export function sideOf(verdict: Verdict): AnswerSide {
  return { verdict, atLeast: verdict, atMost: verdict, reviewPolicy: null, reviewRange: null, routes: [] };
}

function kindOf({ oldSide, newSide }: Pick<Sides, "oldSide" | "newSide">): string {
  const verdicts = [oldSide, newSide].flatMap(({ atMost }) => VERDICTS.map((verdict) => verdict === atMost));
  const policy = ({ reviewPolicy }: AnswerSide): number =>
    (POLICIES as readonly (string | null)[]).indexOf(reviewPolicy);
  const [before, after] = [policy(oldSide), policy(newSide)];
  const isSame = oldSide.atMost === newSide.atMost && before >= 0 && after >= 0;
  const isSettled = [oldSide, newSide].every(({ verdict }) => verdict !== "undetermined");
  return keyOf([...verdicts, isSame && after > before, isSame && after < before], isSettled);
}

/** The same, where what is not reached counts as free. */
function freeKindOf({ oldSide, newSide }: Pick<Sides, "oldSide" | "newSide">): string {
  const free = (side: AnswerSide): AnswerSide =>
    side.verdict === "not_reached" ? sideOf("no_requirement") : side;
  return kindOf({ oldSide: free(oldSide), newSide: free(newSide) });
}

/** The kind that two answers stand for. What only the reach changes is a kind of its own. */
export function shownBy(answers: Pick<Sides, "oldSide" | "newSide">): string {
  const kind = kindOf(answers);
  return isReachAlone(kind) ? kind : freeKindOf(answers);
}

/** Whether a kind is between what is beyond the reach of the law and what is free under it. */
export function isReachAlone(kind: string): boolean {
  return ranksOf(kind).every((rank) => rank <= VERDICTS.indexOf("no_requirement"));
}

/** Whether nothing is asked for on one side, and something on the other: the one may be beyond the reach of its law. */
export function isOfFree(kind: string): boolean {
  return !isReachAlone(kind) && ranksOf(kind).includes(VERDICTS.indexOf("no_requirement"));
}

/** Whether two answers show a change of the kind. One verdict with other terms may be a kind: the same answer is none. */
export function shows(answers: Sides, kind: string): boolean {
  return !isSameAnswer(answers) && shownBy(answers) === kind;
}
