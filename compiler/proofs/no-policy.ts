/** Cases of a measure about which its review says nothing. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { policyLimbs, requirementHolds, textHolds } from "./claims.ts";
import type { Concern, Examiner } from "./examiner.ts";
import { grids, Tries } from "./grids.ts";
import { reportProof } from "./messages.ts";
import { withWitness } from "./report.ts";
import { arisen, showClaim } from "./witness.ts";

export function noPolicy(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const told = new Set<string>();
  const tries = new Tries();
  for (const { rule, point, grid } of grids(examiner, concerns)) {
    const key = `${grid.span.file} ${grid.span.start}`;
    // a limb without a condition always holds
    if (
      told.has(key) ||
      !tries.isLeft(key) ||
      grid.limbs.some((limb) => limb.otherwise || limb.when === null)
    )
      continue;
    const silent = (holds: typeof textHolds | typeof requirementHolds) =>
      holds(rule, (reader, own) =>
        reader.props.not(reader.props.or(...policyLimbs(rule.effect.review!, reader, own))),
      );
    if (examiner.cannotBe(rule.of.jurisdiction, point, silent(textHolds))) continue;
    tries.take(key);
    if (examiner.canBe(rule.of.jurisdiction, point, silent(textHolds)) !== true) continue;
    const shown = showClaim(examiner, rule.of, point, silent(requirementHolds), (alone, facts) => {
      const answer = arisen(alone, facts, point, rule);
      return answer !== null && answer.review.most === null;
    });
    if (shown === null) continue;
    told.add(key);
    const finding = reportProof(
      "proof/no-policy",
      grid.span,
      { measure: rule.of.name, day: point.asOf },
      { subject: { name: rule.of.name } },
    );
    const title = `${rule.of.name}: a case without a review policy`;
    found.push(withWitness(finding, shown, examiner, { title, behind: rule.of.span }));
  }
  return found;
}
