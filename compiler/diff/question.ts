/** What a search is asked of two versions of a law: in which ways their answers differ. */

import { severity, type View, WITH_ROUTES } from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat/sat.ts";
import { type AnswerGates, differ } from "../analysis/search/answers.ts";
import type { Differences } from "../analysis/search/differences.ts";
import { isOfSettled, ranksOf, YES } from "./kinds.ts";

export interface Question {
  readonly views: readonly [View, View];
  readonly differ: Lit;
  /** as `keyOf` reads them */
  readonly kinds: readonly Lit[];
  /** the law leaves nothing open about either verdict */
  readonly settled: Lit;
}

const BEYOND = severity("not_reached");
const FREE = severity("no_requirement");

export function questionOf(search: Differences, views: readonly [View, View]): Question {
  const { gates } = search;
  const [a, b] = views.map((view) => search.answer(view, WITH_ROUTES)) as [AnswerGates, AnswerGates];
  const same = gates.or(...a.most.verdicts.map((lit, rank) => gates.and(lit, b.most.verdicts[rank]!)));
  // a policy that is open is neither stricter nor milder than another
  const isOne = ({ least, most }: AnswerGates): Lit =>
    gates.and(
      most.policies[0]!,
      ...most.policies.map((lit, at) => not(gates.differ(lit, least.policies[at]!))),
    );
  const areOne = gates.and(same, isOne(a), isOne(b));
  const stricter = (x: AnswerGates, y: AnswerGates): Lit =>
    gates.and(
      areOne,
      gates.or(...x.most.policies.map((lit, at) => gates.and(not(lit), y.most.policies[at]!))),
    );
  const isFree = ({ most }: AnswerGates): Lit => gates.or(most.verdicts[BEYOND]!, most.verdicts[FREE]!);
  // beyond the reach of the law an act is free, but where that alone is what changes
  const verdicts = (x: AnswerGates, other: AnswerGates): readonly Lit[] => {
    const own = [...x.most.verdicts];
    const beyond = own[BEYOND]!;
    own[BEYOND] = gates.and(beyond, isFree(other));
    own[FREE] = gates.or(own[FREE]!, gates.and(beyond, not(isFree(other))));
    return own;
  };
  return {
    views,
    differ: differ(a, b, gates),
    kinds: [...verdicts(a, b), ...verdicts(b, a), stricter(a, b), stricter(b, a)],
    settled: gates.and(search.isSettled(a), search.isSettled(b)),
  };
}

/** That answers differ in a way. */
export function isKind({ gates }: Differences, { differ, kinds, settled }: Question, kind: string): Lit {
  return gates.and(differ, ...isOf(kinds, kind), isOfSettled(kind) ? settled : not(settled));
}

/** That both laws reach the act. */
export function areReached(search: Differences, { views }: Question): Lit {
  const beyond = views.map((view) => search.answer(view, WITH_ROUTES).most.verdicts[BEYOND]!);
  return search.gates.and(...beyond.map(not));
}

/** The same, whatever the law leaves open. */
export function isOf(kinds: readonly Lit[], kind: string): readonly Lit[] {
  return kinds.map((lit, i) => (kind[i] === YES ? lit : not(lit)));
}

/**
 * That a measure, asked alone, makes what may be a kind of change of the whole law: neither of its answers is stricter than
 * that of the whole, and the stricter of the two is its own; of equals, one of both.
 */
export function mayMake({ gates }: Differences, { kinds }: Question, kind: string): Lit {
  const [before, after] = ranksOf(kind);
  const ranks = (kinds.length - 2) / 2;
  const [old, now] = [kinds.slice(0, ranks), kinds.slice(ranks, 2 * ranks)];
  const own = [...(before >= after ? [old[before]!] : []), ...(after >= before ? [now[after]!] : [])];
  return gates.and(
    gates.or(...own),
    gates.or(...old.slice(0, before + 1)),
    gates.or(...now.slice(0, after + 1)),
  );
}
