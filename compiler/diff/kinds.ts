/**
 * Kinds of change: from which verdict to which, whether the policy of the same verdict is stricter or milder, and whether the law
 * leaves anything open. They are defined once, for what cases show and for what a search is asked; as texts, kinds of many days and
 * measures can be told apart.
 */
import { POLICIES, severity, VERDICTS } from "../analysis/index.ts";
import type { Verdict } from "../check/tree.ts";
import { isSameAnswer, type Sides } from "./pair.ts";
import type { AnswerSide } from "./report.ts";

const YES = "1";
const SETTLED = "settled";
const BEYOND = severity("not_reached");
const FREE = severity("no_requirement");

/** Truth values, or literals of a search. */
export interface Logic<T> {
  readonly and: (...all: readonly T[]) => T;
  readonly or: (...all: readonly T[]) => T;
  readonly not: (one: T) => T;
}

/** What kinds look at in an answer. */
export interface Terms<T> {
  /** the strictest verdict that is possible, by position in `VERDICTS` */
  readonly verdicts: readonly T[];
  /** the strictest policy that is possible is at least this strict, by position in `POLICIES` */
  readonly policies: readonly T[];
  /** a policy is stated, and it is the only one: one that is open is neither stricter nor milder than another */
  readonly isOnePolicy: T;
}

/** What makes two answers the kind of change that they are, but for whether the law leaves anything open. */
export interface Traits<T> {
  /** by position in `VERDICTS`; beyond the reach of the law an act is free, but where that alone is what changes */
  readonly old: readonly T[];
  readonly new: readonly T[];
  /** the policy of the same verdict */
  readonly stricter: T;
  readonly milder: T;
}

export function traitsOf<T>({ and, or, not }: Logic<T>, a: Terms<T>, b: Terms<T>): Traits<T> {
  const same = or(...a.verdicts.map((one, rank) => and(one, b.verdicts[rank]!)));
  const areComparable = and(same, a.isOnePolicy, b.isOnePolicy);
  const stricter = (x: Terms<T>, y: Terms<T>): T =>
    and(areComparable, or(...x.policies.map((one, at) => and(not(one), y.policies[at]!))));
  const isFree = ({ verdicts }: Terms<T>): T => or(verdicts[BEYOND]!, verdicts[FREE]!);
  const verdicts = (x: Terms<T>, other: Terms<T>): readonly T[] => {
    const own = [...x.verdicts];
    const beyond = own[BEYOND]!;
    own[BEYOND] = and(beyond, isFree(other));
    own[FREE] = or(own[FREE]!, and(beyond, not(isFree(other))));
    return own;
  };
  return { old: verdicts(a, b), new: verdicts(b, a), stricter: stricter(a, b), milder: stricter(b, a) };
}

/** In the order of the texts. */
export function listOf<T>({ old, new: now, stricter, milder }: Traits<T>): readonly T[] {
  return [...old, ...now, stricter, milder];
}

export function fromList<T>(list: readonly T[]): Traits<T> {
  const ranks = VERDICTS.length;
  const [stricter, milder] = list.slice(2 * ranks) as [T, T];
  return { old: list.slice(0, ranks), new: list.slice(ranks, 2 * ranks), stricter, milder };
}

/** That answers have the traits of a kind, whatever the law leaves open. */
export function hasTraits<T>({ and, not }: Logic<T>, traits: Traits<T>, kind: string): T {
  return and(...listOf(traits).map((one, i) => (kind[i] === YES ? one : not(one))));
}

/** A kind as a text. */
export function keyOf(traits: Traits<boolean>, isSettled: boolean): string {
  const is = listOf(traits).map((yes) => (yes ? YES : "0"));
  return `${is.join("")} ${isSettled ? SETTLED : "open"}`;
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
export function traitsIn(kind: string): string {
  return kind.slice(0, kind.indexOf(" "));
}

/** The old and the new verdict of a kind, by position in `VERDICTS`. */
export function ranksOf(kind: string): readonly [number, number] {
  return [kind.indexOf(YES), kind.indexOf(YES, VERDICTS.length) - VERDICTS.length];
}

export function sideOf(verdict: Verdict): AnswerSide {
  return { verdict, atLeast: verdict, atMost: verdict, reviewPolicy: null, reviewRange: null, routes: [] };
}

const TRUTH: Logic<boolean> = {
  and: (...all) => all.every((one) => one),
  or: (...all) => all.includes(true),
  not: (one) => !one,
};

function termsOf({ atMost, reviewPolicy }: AnswerSide): Terms<boolean> {
  const policy = (POLICIES as readonly (string | null)[]).indexOf(reviewPolicy);
  return {
    verdicts: VERDICTS.map((verdict) => verdict === atMost),
    policies: POLICIES.map((_, at) => at <= policy),
    isOnePolicy: policy >= 0,
  };
}

/** The kind that two answers stand for. */
export function shownBy({ oldSide, newSide }: Pick<Sides, "oldSide" | "newSide">): string {
  const isSettled = [oldSide, newSide].every(({ verdict }) => verdict !== "undetermined");
  return keyOf(traitsOf(TRUTH, termsOf(oldSide), termsOf(newSide)), isSettled);
}

/** Whether a kind is between what is beyond the reach of the law and what is free under it. */
export function isReachAlone(kind: string): boolean {
  return ranksOf(kind).every((rank) => rank <= FREE);
}

/** Whether nothing is asked for on one side, and something on the other: the one may be beyond the reach of its law. */
export function isOfFree(kind: string): boolean {
  return !isReachAlone(kind) && ranksOf(kind).includes(FREE);
}

/** Whether two answers show a change of the kind. One verdict with other terms may be a kind: the same answer is none. */
export function shows(answers: Sides, kind: string): boolean {
  return shownBy(answers) === kind && !isSameAnswer(answers);
}
