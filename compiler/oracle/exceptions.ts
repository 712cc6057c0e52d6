/** Exceptions and what they release (section 3). */
import type { Exception, ExceptionBody } from "../check/tree.ts";
import { truthOf } from "./expressions.ts";
import type { Requirement } from "./requirements.ts";
import { deciding, every, ownScene, type Scene } from "./scene.ts";
import { inForce } from "./time.ts";
import { not, type Truth } from "./truth.ts";

export interface Release {
  readonly exception: Exception;
  /** whether the exception holds for the requirement */
  readonly holds: Truth;
}

/** The exceptions that name a requirement and hold, or may hold, for it. */
export function releasesOf(
  requirement: Requirement,
  exceptions: readonly Exception[],
  scene: Scene,
): readonly Release[] {
  return exceptions
    .map((exception) => ({ exception, holds: releases(exception, requirement, scene) }))
    .filter(({ holds }) => holds !== "no");
}

function releases(exception: Exception, requirement: Requirement, scene: Scene): Truth {
  const found = inForce(exception.chronology, scene.moment);
  if (found.state === "none") return "no";
  const body = found.version.value;
  if (!body.releases.some((release) => names(release, requirement))) return "no";
  const inside: Scene = { ...ownScene(scene, []), released: requirement.names };
  const holds = deciding(scene.world, () =>
    every(
      [
        (): Truth => (found.state === "inForce" ? "yes" : "missing"),
        ...body.conditions.map((clause) => () => truthOf(clause.condition, inside)),
        ...body.exclusions.map((clause) => () => not(truthOf(clause.condition, inside))),
        (): Truth => (obligationsFulfilled(body, scene) ? "yes" : "no"),
      ],
      (part) => part(),
      scene.world,
    ),
  );
  scene.world.observe?.(found.version, holds, scene);
  return holds;
}

function names(release: ExceptionBody["releases"][number], requirement: Requirement): boolean {
  if (release.measure.id !== requirement.measure.id) return false;
  return release.limb === null || requirement.labels.includes(release.limb.text);
}

/** An obligation counts as fulfilled until the case says that it is not (H22). */
function obligationsFulfilled(body: ExceptionBody, scene: Scene): boolean {
  return body.obligations.every((obligation) => scene.world.obligations.get(obligation.id) !== false);
}
