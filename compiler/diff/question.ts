/** What a search is asked of two versions of a law: in which ways their answers differ. */

import { severity, type View, WITH_ROUTES } from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat/sat.ts";
import { type AnswerGates, differ } from "../analysis/search/answers.ts";
import type { Differences } from "../analysis/search/differences.ts";
import { hasTraits, isOfSettled, type Logic, ranksOf, type Terms, type Traits, traitsOf } from "./kinds.ts";

export interface Question {
  readonly views: readonly [View, View];
  readonly differ: Lit;
  readonly traits: Traits<Lit>;
  /** the law leaves nothing open about either verdict */
  readonly settled: Lit;
}

export function questionOf(search: Differences, views: readonly [View, View]): Question {
  const { gates } = search;
  const [a, b] = views.map((view) => search.answer(view, WITH_ROUTES)) as [AnswerGates, AnswerGates];
  const terms = ({ least, most }: AnswerGates): Terms<Lit> => ({
    ...most,
    isOnePolicy: gates.and(
      most.policies[0]!,
      ...most.policies.map((lit, at) => not(gates.differ(lit, least.policies[at]!))),
    ),
  });
  return {
    views,
    differ: differ(a, b, gates),
    traits: traitsOf(logicOf(search), terms(a), terms(b)),
    settled: gates.and(search.isSettled(a), search.isSettled(b)),
  };
}

function logicOf({ gates }: Differences): Logic<Lit> {
  return { and: (...all) => gates.and(...all), or: (...all) => gates.or(...all), not };
}

/** That answers differ in a way. */
export function isKind(search: Differences, { differ, traits, settled }: Question, kind: string): Lit {
  const { gates } = search;
  return gates.and(
    differ,
    hasTraits(logicOf(search), traits, kind),
    isOfSettled(kind) ? settled : not(settled),
  );
}

/** The same, whatever the law leaves open and whether or not the answers differ. */
export function isLikeKind(search: Differences, { traits }: Question, kind: string): Lit {
  return hasTraits(logicOf(search), traits, kind);
}

/** That both laws reach the act. */
export function areReached(search: Differences, { views }: Question): Lit {
  const beyond = severity("not_reached");
  const lits = views.map((view) => search.answer(view, WITH_ROUTES).most.verdicts[beyond]!);
  return search.gates.and(...lits.map(not));
}

/**
 * That a measure, asked alone, makes what may be a kind of change of the whole law: neither of its answers is stricter than
 * that of the whole, and the stricter of the two is its own; of equals, one of both.
 */
export function mayMake({ gates }: Differences, { traits }: Question, kind: string): Lit {
  const [before, after] = ranksOf(kind);
  const { old, new: now } = traits;
  const own = [...(before >= after ? [old[before]!] : []), ...(after >= before ? [now[after]!] : [])];
  return gates.and(
    gates.or(...own),
    gates.or(...old.slice(0, before + 1)),
    gates.or(...now.slice(0, after + 1)),
  );
}
