/** Limbs of review grids that hold in no case of any measure that uses the grid: empty ones, and ones always displaced. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { pointKey } from "../analysis/opening/moment.ts";
import type { PolicyLimbValue } from "../check/tree.ts";
import { policyLimbs, requirementHolds, textHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { type Governed, sharedGrids } from "./grids.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { expressionsOf } from "./never-holds.ts";
import { related, withWitness } from "./report.ts";
import { arisen, showClaim } from "./witness.ts";

interface Question {
  readonly governed: Governed;
  readonly limb: PolicyLimbValue;
}

export function limbNeverGoverns(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  // every measure that uses a shared grid is asked, whether or not it is to be reported on
  const all = [...sharedGrids(examiner, concerns)];
  const concerned = new Set(all.filter(({ rule }) => concerns(rule.of)).map(({ grid }) => grid));
  const questions = all
    .filter(({ grid }) => concerned.has(grid))
    .flatMap((governed) => governed.grid.limbs.map((limb) => ({ governed, limb })));
  const holding = new Set<PolicyLimbValue>();
  const met = new Set<PolicyLimbValue>();
  const batches = groupBy(
    questions,
    ({ governed: { rule, point } }) => `${rule.of.jurisdiction.id} ${pointKey(point)}`,
  );
  for (const batch of batches.values()) {
    const open = batch.filter(({ limb }) => !holding.has(limb));
    const { rule, point } = batch[0]!.governed;
    const never = examiner.impossibleOf(
      rule.of.jurisdiction,
      point,
      open.flatMap((question) => [holds(question), textHolds(question.governed.rule)]),
    );
    open.forEach(({ limb, governed }, i) => {
      if (!never[2 * i] || restsOnToday(examiner, governed)) holding.add(limb);
      if (!never[2 * i + 1]) met.add(limb);
    });
  }
  const found = questions.filter(({ limb }) => met.has(limb) && !holding.has(limb));
  return [...new Map(found.map((question) => [question.limb, question])).values()].map((question) =>
    report(examiner, question),
  );
}

function holds({ governed: { rule, grid }, limb }: Question): Claim {
  return textHolds(
    rule,
    (reader, own) => policyLimbs(rule.effect.review!, reader, own)[grid.limbs.indexOf(limb)]!,
  );
}

function restsOnToday(examiner: Examiner, { rule, grid }: Governed): boolean {
  const conditions = grid.limbs.flatMap((limb) => (limb.when === null ? [] : [limb.when]));
  return dependenciesOf([...expressionsOf(rule.parts), ...conditions], examiner.law).usesToday;
}

function report(examiner: Examiner, { limb, governed: { rule, point } }: Question): Diagnostic {
  const { review } = rule.effect;
  const of =
    review?.kind === "review" ? `review \`${review.review.name}\`` : `the review of \`${rule.of.name}\``;
  const name = limb.label === null ? "a limb" : `limb \`${limb.label.text}\``;
  const finding = reportProof(
    "proof/limb-never-governs",
    limb.span,
    { what: `${name} of ${of}` },
    { related: [related(rule.of.nameSpan, "this measure uses it")], subject: { name: rule.of.name } },
  );
  const shown = showClaim(
    examiner,
    rule.of,
    point,
    requirementHolds(rule),
    (alone, facts) => arisen(alone, facts, point, rule) !== null,
  );
  if (shown === null) return finding;
  const title = `${rule.of.name}: a case under another limb of its review`;
  return withWitness(finding, shown, examiner, { title, behind: rule.of.span });
}
