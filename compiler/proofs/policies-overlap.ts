/** Two different review policies that hold together, neither giving way to the other. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Measure, PolicyGridValue, PolicyLimbValue, PolicyValue } from "../check/tree.ts";
import { policyLimbs, requirementHolds, textHolds } from "./claims.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { type Governed, grids, Tries } from "./grids.ts";
import { reportProof } from "./messages.ts";
import { related, withWitness } from "./report.ts";
import { arisen, type Shown, showClaim, withMeasure, withReview } from "./witness.ts";

export function policiesOverlap(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const told = new Set<string>();
  const tries = new Tries();
  for (const governed of grids(examiner, concerns)) {
    const { rule, point, grid } = governed;
    const pairs = clashing(grid).filter(([a, b]) => !told.has(pairKey(a, b)) && tries.isLeft(pairKey(a, b)));
    const together =
      (holds: typeof textHolds | typeof requirementHolds) =>
      ([a, b]: (typeof pairs)[number]): Claim =>
        holds(rule, (reader, own) => {
          const limbs = policyLimbs(rule.effect.review!, reader, own);
          return reader.props.and(limbs[grid.limbs.indexOf(a)]!, limbs[grid.limbs.indexOf(b)]!);
        });
    const { jurisdiction } = rule.of;
    const apart = examiner.impossibleOf(jurisdiction, point, pairs.map(together(textHolds)));
    for (const pair of pairs.filter((_, i) => !apart[i])) {
      const [a, b] = pair;
      tries.take(pairKey(a, b));
      if (examiner.canBe(jurisdiction, point, together(textHolds)(pair)) !== true) continue;
      const shown = showClaim(examiner, rule.of, point, together(requirementHolds)(pair), (alone, facts) =>
        [a, b].every((limb) => {
          const only = withReview(rule.of, (review) => markedPolicy(review, limb));
          const answer = arisen(withMeasure(alone, rule.of, only), facts, point, rule);
          return answer?.review.least === "policy_of_denial";
        }),
      );
      if (shown === null) continue;
      told.add(pairKey(a, b));
      found.push(report(examiner, governed, [a, b], shown));
    }
  }
  return found;
}

/** Pairs of limbs with different fixed policies; one that gives way does not hold beside the other. */
function clashing({ limbs }: PolicyGridValue): readonly (readonly [PolicyLimbValue, PolicyLimbValue])[] {
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

function report(
  examiner: Examiner,
  { rule, point }: Governed,
  [a, b]: readonly [PolicyLimbValue, PolicyLimbValue],
  shown: Shown,
): Diagnostic {
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
  return withWitness(finding, shown, examiner.program, { title, behind: measure.span });
}
