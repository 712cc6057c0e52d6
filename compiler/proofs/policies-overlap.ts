/** Two different review policies that hold together, neither giving way to the other. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { pointKey } from "../analysis/opening/moment.ts";
import type { Measure, PolicyGridValue, PolicyLimbValue, PolicyValue } from "../check/tree.ts";
import { policyLimbs, requirementHolds, textHolds } from "./claims.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { type Governed, grids, Tries } from "./grids.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { related, withWitness } from "./report.ts";
import { arisen, type Shown, showClaim, withMeasure, withReview } from "./witness.ts";

export function policiesOverlap(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const questions = [...grids(examiner, concerns)].flatMap((governed) =>
    clashing(governed.grid).map((pair) => ({ governed, pair })),
  );
  const found: Diagnostic[] = [];
  const told = new Set<string>();
  const tries = new Tries();
  for (const { governed, pair } of withoutDisjoint(examiner, questions)) {
    const { rule, point } = governed;
    const [a, b] = pair;
    const key = pairKey(a, b);
    if (told.has(key) || !tries.isLeft(key)) continue;
    tries.take(key);
    if (examiner.canBe(rule.of.jurisdiction, point, both(textHolds, governed, pair)) !== true) continue;
    const claim = both(requirementHolds, governed, pair);
    const shown = showClaim(examiner, rule.of, point, claim, (alone, facts) =>
      pair.every((limb) => {
        const only = withReview(rule.of, (review) => markedPolicy(review, limb));
        const answer = arisen(withMeasure(alone, rule.of, only), facts, point, rule);
        return answer?.review.least === "policy_of_denial";
      }),
    );
    if (shown === null) continue;
    told.add(key);
    found.push(report(examiner, governed, pair, shown));
  }
  return found;
}

type Pair = readonly [PolicyLimbValue, PolicyLimbValue];

interface OverlapQuestion {
  readonly governed: Governed;
  readonly pair: Pair;
}

/** The requirement arises, and both limbs of its review hold of it. */
function both(
  holds: typeof textHolds | typeof requirementHolds,
  { rule, grid }: Governed,
  [a, b]: Pair,
): Claim {
  return holds(rule, (reader, own) => {
    const limbs = policyLimbs(rule.effect.review!, reader, own);
    return reader.props.and(limbs[grid.limbs.indexOf(a)]!, limbs[grid.limbs.indexOf(b)]!);
  });
}

/** Leaves out limbs that plainly exclude each other. */
function withoutDisjoint(
  examiner: Examiner,
  questions: readonly OverlapQuestion[],
): readonly OverlapQuestion[] {
  const batches = groupBy(
    questions,
    ({ governed: { rule, point } }) => `${rule.of.jurisdiction.id} ${pointKey(point)}`,
  );
  return [...batches.values()].flatMap((batch) => {
    const { rule, point } = batch[0]!.governed;
    const claims = batch.map(({ governed, pair }) => both(textHolds, governed, pair));
    const apart = examiner.impossibleOf(rule.of.jurisdiction, point, claims);
    return batch.filter((_, i) => !apart[i]);
  });
}

/** Pairs of limbs with different fixed policies; one that gives way does not hold beside the other. */
function clashing({ limbs }: PolicyGridValue): readonly Pair[] {
  return limbs.flatMap((a, i) =>
    limbs.slice(i + 1).flatMap((b) => {
      const fixed = a.policy.kind === "policy" && b.policy.kind === "policy";
      const differ = fixed && policyOf(a) !== policyOf(b);
      return differ && !a.otherwise && !b.otherwise ? [[a, b] as const] : [];
    }),
  );
}

function policyOf({ policy }: PolicyLimbValue): string {
  return policy.kind === "policy" ? policy.policy.replace(/_/g, " ") : "";
}

function pairKey(a: PolicyLimbValue, b: PolicyLimbValue): string {
  return `${a.span.file} ${a.span.start} ${b.span.start}`;
}

/** The review with the strictest policy for one limb and the mildest for all others: the answer says whether it holds. */
function markedPolicy(review: PolicyValue, limb: PolicyLimbValue): PolicyValue {
  const marked = (grid: PolicyGridValue): PolicyGridValue => ({
    ...grid,
    limbs: grid.limbs.map((other) => ({
      ...other,
      policy: { kind: "policy", policy: other === limb ? "policy_of_denial" : "entitlement" },
    })),
  });
  if (review.kind === "grid") return { ...review, grid: marked(review.grid) };
  if (review.kind !== "review") return review;
  const versions = review.review.chronology.versions.map((v) => ({ ...v, value: marked(v.value) }));
  const chronology = { ...review.review.chronology, versions };
  return { ...review, review: { ...review.review, chronology } };
}

function report(examiner: Examiner, { rule, point }: Governed, [a, b]: Pair, shown: Shown): Diagnostic {
  const measure: Measure = rule.of;
  const name = (limb: PolicyLimbValue): string =>
    limb.label === null ? `\`${policyOf(limb)}\`` : `\`${limb.label.text} ${policyOf(limb)}\``;
  const finding = reportProof(
    "proof/policies-overlap",
    b.span,
    { a: name(a), b: name(b), measure: measure.name, day: point.asOf },
    { related: [related(a.span, "this limb holds, too")], subject: { name: measure.name } },
  );
  const title = `${measure.name}: two review policies in one case`;
  return withWitness(finding, shown, examiner, { title, behind: measure.span });
}
