/** Exceptions: which requirements they release, and which obligations come with them. */
import type { Context, Env } from "../expressions/context.ts";
import type { Note } from "../expressions/trace.ts";
import type { ReleaseEffect, XObligation } from "../format.ts";
import { type Hit, hitsFor, hitsOf, type Requirement } from "../tables/requirements.ts";
import { NO, or, type Truth, YES } from "../values/truth.ts";

/** An exception that holds or may hold, and what it lifts. */
export interface Release {
  readonly exception: string;
  readonly row: string;
  readonly hit: Hit;
  readonly effect: ReleaseEffect;
  readonly holds: Truth;
  readonly requirements: readonly Requirement[];
  readonly obligations: readonly { readonly source: XObligation; readonly holds: Truth }[];
  readonly notes: readonly Note[];
}

/** The exceptions of some jurisdictions that release one of the requirements. */
export function releasesOf(
  requirements: readonly Requirement[],
  jurisdictions: readonly string[],
  context: Context,
): readonly Release[] {
  const { model } = context.epoch;
  const programs = new Set(requirements.flatMap(({ measure }) => model.exceptionsOf(measure.id)));
  for (const program of programs)
    if (!jurisdictions.includes(program.document.jurisdiction)) programs.delete(program);
  const releases: Release[] = [];
  for (const program of programs) {
    if (program.table.scope !== "released") {
      for (const hit of hitsOf(program, context))
        addRelease(hit, matching(hit, requirements), context, releases);
      continue;
    }
    for (const requirement of requirements.filter(({ measure }) =>
      model.exceptionsOf(measure.id).includes(program),
    )) {
      for (const hit of hitsFor(program, context, requirement)) {
        addRelease(hit, matching(hit, [requirement]), context, releases);
      }
    }
  }
  return releases;
}

function matching(hit: Hit, requirements: readonly Requirement[]): readonly Requirement[] {
  const effect = hit.row.row.then;
  if (!("releases" in effect)) return [];
  return requirements.filter(({ measure, row }) =>
    effect.releases.some(
      (release) =>
        release.measure === measure.id &&
        (release.limb === undefined || row.row.limbs.includes(release.limb)),
    ),
  );
}

function addRelease(hit: Hit, requirements: readonly Requirement[], context: Context, into: Release[]): void {
  const effect = hit.row.row.then;
  if (!("releases" in effect) || requirements.length === 0) return;
  const { trace } = context;
  const mark = trace?.notes.length ?? 0;
  const obligations = effect.obligations.map((source) => ({ source, holds: dutyHolds(source, hit.env) }));
  trace?.drop(mark);
  if (effect.obligations.some(({ id }) => context.case.obligations.get(id) === false)) return;
  into.push({
    exception: hit.row.row.of,
    row: hit.id,
    hit,
    effect,
    holds: hit.holds,
    requirements,
    obligations,
    notes: hit.notes,
  });
}

function dutyHolds(obligation: XObligation, env: Env): Truth {
  return obligation.when === undefined ? YES : env.context.epoch.model.test(obligation.when, [])(env);
}

/** Whether a requirement is released, by those that hold or may hold. */
export function releasedTruth(requirement: Requirement, releases: readonly Release[]): Truth {
  let result: Truth = NO;
  for (const release of releases)
    if (release.requirements.includes(requirement)) result = or(result, release.holds);
  return result;
}
