/**
 * The answer of a view as gates: for the least and for the most restrictive side, which verdict governs, which review
 * policy, which routes. The counterpart of `View.determination` for laws whose diagrams would not fit.
 */
import type { Verdict } from "../../check/tree.ts";
import type { Opened, OpenedRule } from "../opening/opening.ts";
import {
  type Detail,
  type Outcome,
  type Outcomes,
  POLICIES,
  type Side,
  VERDICTS,
} from "../opening/outcome.ts";
import type { OpenedReview } from "../opening/review.ts";
import type { View } from "../opening/view.ts";
import { type Lit, not } from "../sat/sat.ts";
import type { Clauses } from "./clauses.ts";
import type { Gates, Places } from "./gates.ts";
import { NOWHERE } from "./gates.ts";
import type { Search } from "./search.ts";

/** One side of an answer; a literal for each thing that may be said. */
export interface AnswerSide {
  /** the governing verdict, by position in `VERDICTS` */
  readonly verdicts: readonly Lit[];
  /** the governing policy is at least this strict, by position in `POLICIES` */
  readonly policies: readonly Lit[];
  readonly routes: ReadonlyMap<string, Lit>;
}

export interface AnswerGates {
  readonly least: AnswerSide;
  readonly most: AnswerSide;
  /**
   * by measure: that a rule of it gives the verdict of the most restrictive side, or an exception from it does; where both
   * sides have that verdict, a rule that holds for certain
   */
  readonly governs: ReadonlyMap<string, Lit>;
  /** by what a rule says: that it may hold, lifted or not */
  readonly rules: ReadonlyMap<string, readonly Lit[]>;
  /** that the act is reached, for certain and perhaps */
  readonly reached: readonly [Lit, Lit];
}

/** What the rules bring to one side, by verdict. */
interface Tally {
  readonly holds: Lit[][];
  readonly policies: Lit[][][];
  readonly routes: Map<string, Lit[]>[];
  readonly measures: Map<string, Given>[];
}

/** That a measure brings a verdict: as far as its rules may hold, and as far as they do for certain. */
interface Given {
  readonly perhaps: Lit;
  readonly certainly: Lit;
}

type SideName = "least" | "most";

export function answerGates(view: View, clauses: Clauses, detail: Detail): AnswerGates {
  const { gates } = clauses;
  const tallies = { least: emptyTally(), most: emptyTally() };
  const rules = new Map<string, readonly Lit[]>();
  for (const rule of view.rules) {
    addRule(rule, "least", tallies.least, clauses, detail);
    rules.set(ruleKey(rule), addRule(rule, "most", tallies.most, clauses, detail));
  }
  const sideOf = (side: SideName): AnswerSide => {
    const { holds, policies, routes } = tallies[side];
    const reached = clauses.of(view.reached, side === "least" ? "yes" : "possible");
    const some = VERDICTS.map((verdict, rank) =>
      verdict === "not_reached"
        ? gates.yes
        : verdict === "no_requirement"
          ? reached
          : gates.or(...holds[rank]!),
    );
    const verdicts = some.map((here, rank) => gates.and(here, ...some.slice(rank + 1).map(not)));
    const names = [...new Set(routes.flatMap((byRoute) => [...byRoute.keys()]))].sort();
    return {
      verdicts,
      policies: POLICIES.map((_, at) =>
        gates.or(...verdicts.map((governs, rank) => gates.and(governs, gates.or(...policies[rank]![at]!)))),
      ),
      routes: new Map(
        names.map((name) => [
          name,
          gates.or(
            ...verdicts.map((governs, rank) =>
              gates.and(governs, gates.or(...(routes[rank]!.get(name) ?? []))),
            ),
          ),
        ]),
      ),
    };
  };
  const most = sideOf("most");
  const least = sideOf("least");
  const reached = [clauses.of(view.reached, "yes"), clauses.of(view.reached, "possible")] as const;
  return { least, most, governs: governors(least, most, tallies.most, gates), rules, reached };
}

/** Equal for rules that say the same. */
export function ruleKey({ rule, meaning }: OpenedRule): string {
  return `${rule.of.id} ${meaning}`;
}

function governors(
  least: AnswerSide,
  most: AnswerSide,
  { measures }: Tally,
  gates: Gates,
): ReadonlyMap<string, Lit> {
  const ids = new Set(measures.flatMap((byMeasure) => [...byMeasure.keys()]));
  const governsAt = (rank: number, given: Given | undefined): Lit => {
    if (given === undefined) return gates.no;
    const { perhaps, certainly } = given;
    const brings =
      perhaps === certainly ? perhaps : gates.or(certainly, gates.and(perhaps, not(least.verdicts[rank]!)));
    return gates.and(most.verdicts[rank]!, brings);
  };
  const governs = (id: string): Lit =>
    gates.or(...measures.map((byMeasure, rank) => governsAt(rank, byMeasure.get(id))));
  return new Map([...ids].sort().map((id) => [id, governs(id)]));
}

function emptyTally(): Tally {
  return {
    holds: VERDICTS.map(() => []),
    policies: VERDICTS.map(() => POLICIES.map(() => [])),
    routes: VERDICTS.map(() => new Map()),
    measures: VERDICTS.map(() => new Map()),
  };
}

/** Adds what one rule comes to on a side: its verdict, or `authorized` where an exception lifts it. Returns how it holds. */
function addRule(
  { rule, opened }: OpenedRule,
  side: SideName,
  tally: Tally,
  clauses: Clauses,
  detail: Detail,
): readonly Lit[] {
  const { gates } = clauses;
  const rank = VERDICTS.indexOf(rule.effect.verdict);
  const lifted = VERDICTS.indexOf("authorized");
  const [holds, released] =
    side === "least" ? (["yes", "possible"] as const) : (["possible", "yes"] as const);
  const fullAs = (aspect: "yes" | "possible", leaf: Leaf, places: Places): Lit =>
    gates.and(clauses.of(leaf.holds, aspect, places), not(clauses.of(leaf.released, released, places)));
  const full = (leaf: Leaf, places: Places): Lit => fullAs(holds, leaf, places);
  const freeAs = (aspect: "yes" | "possible", leaf: Leaf, places: Places): Lit =>
    gates.and(clauses.of(leaf.holds, aspect, places), clauses.of(leaf.released, released, places));
  const some = (build: (leaf: Leaf, places: Places) => Lit): Lit =>
    somewhere(opened, clauses, NOWHERE, build);

  const held = some(full);
  const free = some((leaf, places) => freeAs(holds, leaf, places));
  for (const [at, perhaps, as] of [
    [rank, held, fullAs],
    [lifted, free, freeAs],
  ] as const) {
    tally.holds[at]!.push(perhaps);
    const certainly = some((leaf, places) => as("yes", leaf, places));
    const byMeasure = tally.measures[at]!;
    const known = byMeasure.get(rule.of.id) ?? { perhaps: gates.no, certainly: gates.no };
    byMeasure.set(rule.of.id, {
      perhaps: gates.or(known.perhaps, perhaps),
      certainly: gates.or(known.certainly, certainly),
    });
  }
  if (detail.review) {
    POLICIES.forEach((_, at) => {
      tally.policies[rank]![at]!.push(
        some((leaf, places) =>
          gates.and(full(leaf, places), policyAtLeast(leaf.review, side, at, clauses, places)),
        ),
      );
    });
  }
  if (!detail.routes) return [held, free];
  for (const route of routesOf(opened)) {
    const by = some((leaf, places) => {
      const when = leaf.routes.filter((other) => other.route === route);
      const aspect = side === "least" ? "yes" : "possible";
      return gates.and(full(leaf, places), gates.or(...when.map((r) => clauses.of(r.when, aspect, places))));
    });
    const byRoute = tally.routes[rank]!;
    byRoute.set(route, [...(byRoute.get(route) ?? []), by]);
  }
  return [held, free];
}

type Leaf = Extract<Opened, { is: "leaf" }>;

/** Whether it is so for some binding of the rule's names. */
function somewhere(
  opened: Opened,
  clauses: Clauses,
  places: Places,
  build: (leaf: Leaf, places: Places) => Lit,
): Lit {
  if (opened.is === "leaf") return build(opened, places);
  const { gates } = clauses;
  return gates.some(opened.list, opened.element, places, (inner) =>
    gates.or(...opened.alternatives.map((alternative) => somewhere(alternative, clauses, inner, build))),
  );
}

function routesOf(opened: Opened): readonly string[] {
  const names =
    opened.is === "leaf" ? opened.routes.map(({ route }) => route) : opened.alternatives.flatMap(routesOf);
  return [...new Set(names)];
}

/** Whether the policy of a review, at the milder or the stricter end of what is possible, is at least so strict. */
function policyAtLeast(
  review: OpenedReview,
  side: SideName,
  at: number,
  clauses: Clauses,
  places: Places,
): Lit {
  const { gates } = clauses;
  if (review.is === "fixed") {
    const [least, most] = review.range.split(",").map(Number) as [number, number];
    return (side === "least" ? least : most) >= at ? gates.yes : gates.no;
  }
  const limbs = review.limbs.map(({ holds, policy }) => ({
    certain: (): Lit => clauses.of(holds, "yes", places),
    possible: (): Lit => clauses.of(holds, "possible", places),
    strict: (): Lit => policyAtLeast(policy, side, at, clauses, places),
  }));
  if (side === "most") return gates.or(...limbs.map((limb) => gates.and(limb.possible(), limb.strict())));
  const byCertain = gates.or(...limbs.map((limb) => gates.and(limb.certain(), limb.strict())));
  if (!review.covers) return byCertain;
  // nothing is certain, and something must hold: the mildest of what may
  const byPossible = gates.and(
    ...limbs.map((limb) => not(limb.certain())),
    gates.or(...limbs.map((limb) => limb.possible())),
    ...limbs.map((limb) => gates.or(not(limb.possible()), limb.strict())),
  );
  return gates.or(byCertain, byPossible);
}

// ------------------------------------------------------------------------------------------------------- outcomes

/** The answer in the assignment found last. */
export function outcomeIn({ least, most }: AnswerGates, search: Search, outcomes: Outcomes): Outcome {
  const sideIn = ({ verdicts, policies, routes }: AnswerSide): Side => ({
    verdict: VERDICTS[verdicts.findIndex((lit) => search.isTrue(lit))] as Verdict,
    policy: policies.findLastIndex((lit) => search.isTrue(lit)),
    routes: [...routes].flatMap(([name, lit]) => (search.isTrue(lit) ? [name] : [])),
    rules: [],
  });
  return outcomes.of(sideIn(least), sideIn(most));
}

/** That the answer is this one. */
export function isOutcome({ least, most }: AnswerGates, outcome: Outcome, gates: Gates): Lit {
  const isSide = ({ verdicts, policies, routes }: AnswerSide, side: Side): readonly Lit[] => [
    verdicts[VERDICTS.indexOf(side.verdict!)]!,
    ...policies.map((lit, at) => (at <= side.policy ? lit : not(lit))),
    ...[...routes].map(([name, lit]) => (side.routes.includes(name) ? lit : not(lit))),
  ];
  return gates.and(...isSide(least, outcome.least), ...isSide(most, outcome.most));
}

/** That two answers differ. */
export function differ(a: AnswerGates, b: AnswerGates, gates: Gates): Lit {
  const sides = ["least", "most"] as const;
  return gates.or(
    ...sides.flatMap((side) => {
      const [from, to] = [a[side], b[side]];
      const names = new Set([...from.routes.keys(), ...to.routes.keys()]);
      return [
        ...from.verdicts.map((lit, rank) => gates.differ(lit, to.verdicts[rank]!)),
        ...from.policies.map((lit, at) => gates.differ(lit, to.policies[at]!)),
        ...[...names].map((name) =>
          gates.differ(from.routes.get(name) ?? gates.no, to.routes.get(name) ?? gates.no),
        ),
      ];
    }),
  );
}

/** Every literal of an answer. */
export function literalsOf({ least, most }: AnswerGates): readonly Lit[] {
  return [least, most].flatMap(({ verdicts, policies, routes }) => [
    ...verdicts,
    ...policies,
    ...routes.values(),
  ]);
}
