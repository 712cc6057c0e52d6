/** Exceptions that meet no requirement they release, on any day. */

import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Law, Point } from "../analysis/index.ts";
import type { ReleaseRule, RequirementRule } from "../analysis/opening/law.ts";
import { isWithin } from "../analysis/opening/moment.ts";
import { caseOf, conditionOf } from "./case-of.ts";
import { releaseHolds, textHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { gather } from "./gather.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { listed, versionName } from "./names.ts";
import { expressionsOf } from "./never-holds.ts";
import { withWitness } from "./report.ts";

export function exceptionIdle(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const versions = groupBy(
    examiner.law.normal.releases.filter((rule) => concerns(rule.of) && rule.effective.knownUntil === null),
    (rule) => `${rule.of.id} ${rule.version}`,
  );
  const useful = meetingOnce(examiner, [...versions.values()].flat());
  const found: Diagnostic[] = [];
  for (const rules of versions.values()) {
    const rule = rules[0]!;
    if (rule.effect.releases.length === 0) continue;
    if (rules.some((each) => useful.has(each)) || !rules.every((each) => isIdle(examiner, each))) continue;
    const names = [...new Set(rule.effect.releases.map(({ measure }) => `\`${measure.name}\``))];
    const finding = reportProof(
      "proof/exception-idle",
      rules.length === 1 ? rule.span : rule.of.nameSpan,
      { what: versionName(rule), measures: listed(names) },
      { subject: { name: rule.of.name } },
    );
    found.push(withCase(examiner, rule, finding));
  }
  return found;
}

/** Those that may release something at one moment, which is nearly all of them. */
function meetingOnce(examiner: Examiner, releases: readonly ReleaseRule[]): ReadonlySet<ReleaseRule> {
  const { law } = examiner;
  const questions = releases.flatMap((release) => {
    const moments = examiner.moments(release.effective);
    const rules = new Set(moments.flatMap((point) => released(law, release, point)));
    return [...rules].map((rule) => ({
      about: { release, rule },
      jurisdiction: release.of.jurisdiction,
      moments: moments.filter((point) => isWithin(rule.effective, point)),
    }));
  });
  const useful = new Set<ReleaseRule>();
  for (const { jurisdiction, point, about } of gather(questions)) {
    for (const { release, rule } of about) {
      // one meeting is enough: a list of hundreds of rules is asked about no further
      if (useful.has(release)) continue;
      if (!examiner.cannotBe(jurisdiction, point, meeting(release, rule))) useful.add(release);
    }
  }
  return useful;
}

function isIdle(examiner: Examiner, release: ReleaseRule): boolean {
  const { law } = examiner;
  const { jurisdiction } = release.of;
  const moments = examiner.moments(release.effective);
  if (moments.length === 0 || dependenciesOf(expressionsOf(release.parts), law).usesToday) return false;
  let possible = false;
  for (const point of moments) {
    const rules = released(law, release, point);
    if (rules.some((rule) => rule.effect.saves.length > 0)) return false;
    if (rules.some((rule) => dependenciesOf(expressionsOf(rule.parts), law).usesToday)) return false;
    const claims = [releaseHolds(release, null), ...rules.map((rule) => meeting(release, rule))];
    const [alone, ...meetings] = examiner.impossibleOf(jurisdiction, point, claims);
    // one that cannot hold at all is found as such
    if (alone) continue;
    possible = true;
    if (meetings.includes(false)) return false;
  }
  return possible;
}

/** Requirements the exception would release, in force at the point; savings read them on other days. */
function released(law: Law, release: ReleaseRule, point: Point): readonly RequirementRule[] {
  return release.effect.releases.flatMap(({ measure, limb }) =>
    (law.requirementsOf.get(measure.id) ?? []).filter(
      (rule) =>
        (rule.effect.saves.length > 0 || isWithin(rule.effective, point)) &&
        (limb === null || rule.limbs.includes(limb.text)),
    ),
  );
}

function meeting(release: ReleaseRule, rule: RequirementRule): Claim {
  return textHolds(rule, (reader, own) => releaseHolds(release, own)(reader, { ...own, released: null }));
}

/** With a case in which the exception holds and has nothing to release. */
function withCase(examiner: Examiner, release: ReleaseRule, finding: Diagnostic): Diagnostic {
  const { program } = examiner;
  const conditions = release.parts.map((part) => conditionOf(part, null, program.transaction!)!);
  for (const point of examiner.moments(release.effective)) {
    const shown = caseOf(examiner, release.of, release.of.jurisdiction, point, conditions);
    if (shown === null) continue;
    const title = `${release.of.name}: nothing to release`;
    return withWitness(finding, shown, examiner, { title, behind: release.of.span });
  }
  return finding;
}
