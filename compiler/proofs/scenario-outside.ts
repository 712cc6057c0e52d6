/** Expectations that name a rule on a day on which it has no text. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { GroundRule, ReleaseRule, RequirementRule } from "../analysis/opening/law.ts";
import { isWithin } from "../analysis/opening/moment.ts";
import type { Exception, ExpectationValue, Measure, Scenario } from "../check/tree.ts";
import type { Rectangle } from "../normal/timeline.ts";
import type { Examiner } from "./examiner.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { periods } from "./names.ts";
import { related, withWitness } from "./report.ts";
import { answerOf } from "./witness.ts";

export function scenarioOutside(examiner: Examiner): readonly Diagnostic[] {
  const { law, program } = examiner;
  const { requirements, grounds, releases } = law.normal;
  const rulesOf = groupBy<NamedRule>([...requirements, ...grounds, ...releases], (rule) => rule.of.id);
  return program.scenarios
    .filter(({ proposal }) => proposal === null || examiner.proposals.includes(proposal))
    .flatMap((scenario) =>
      scenario.expectations.flatMap((expectation) =>
        expectation.by.flatMap((reason) =>
          outside(examiner, scenario, expectation, rulesOf.get(reason.id) ?? [], reason),
        ),
      ),
    );
}

type NamedRule = RequirementRule | GroundRule | ReleaseRule;

function outside(
  examiner: Examiner,
  scenario: Scenario,
  expectation: ExpectationValue,
  rules: readonly NamedRule[],
  { limb }: ExpectationValue["by"][number],
): readonly Diagnostic[] {
  const { program } = examiner;
  const first = rules[0];
  if (first === undefined) return [];
  const of = first.of as Measure | Exception;
  const point = {
    asOf: expectation.on,
    knownAt: expectation.knownAt,
    view: expectation.practice ? ("practice" as const) : ("text" as const),
  };
  const own = rules.filter((rule) => limb === null || rule.limbs.join("").includes(limb));
  const saved = "saves" in of ? of.saves.map((saving) => saving.asOf) : [];
  const days = [point.asOf, ...saved];
  if (own.some((rule) => days.some((asOf) => isWithin(rule.effective, { ...point, asOf })))) return [];
  const name = limb === null ? of.name : `${of.name}${limb}`;
  const windows = own
    .map((rule) => rule.effective)
    .filter((r) => r.knownUntil === null && r.view !== "practice");
  const shownPeriods = joined(windows);
  const finding = reportProof(
    "proof/scenario-outside",
    expectation.span,
    { name, on: point.asOf, periods: periods(shownPeriods) },
    { related: [related(of.nameSpan, "declared here")], subject: { name: of.name } },
  );
  const day = shownPeriods.find(({ from }) => from !== null)?.from;
  if (day == null) return [finding];
  const asked = { ...point, asOf: day, knownAt: null };
  const { jurisdiction } = expectation;
  const answer = answerOf(program, scenario.given, asked, jurisdiction);
  const shown = { facts: scenario.given, point: asked, jurisdiction, answer };
  const options = { title: `${scenario.title}, on ${day}`, behind: scenario.span, as: "it may be asked" };
  return [withWitness(finding, shown, examiner, options)];
}

/** Neighboring periods as one. */
function joined(windows: readonly Rectangle[]): readonly Pick<Rectangle, "from" | "until">[] {
  const sorted = [...windows].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  const found: { from: string | null; until: string | null }[] = [];
  for (const { from, until } of sorted) {
    const last = found.at(-1);
    if (last === undefined || (last.until !== null && last.until < (from ?? ""))) found.push({ from, until });
    else if (last.until !== null && (until === null || until > last.until)) last.until = until;
  }
  return found;
}
