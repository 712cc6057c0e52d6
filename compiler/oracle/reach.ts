/** Whether an act is within a ground: the declared condition, or an extraterritorial measure that extends it. */
import type { Measure, Reach } from "../check/tree.ts";
import { limbwiseTruth } from "./expressions.ts";
import { remember } from "./memory.ts";
import { someRequirementHolds } from "./requirements.ts";
import { ownScene, type Scene, some } from "./scene.ts";
import { or, type Truth } from "./truth.ts";

export function reached(ground: Reach | Measure, scene: Scene): Truth {
  return remember(scene, "ground", ground, null, () => reachedAnew(ground, scene));
}

function reachedAnew(ground: Reach | Measure, scene: Scene): Truth {
  const own = ownScene(scene, []);
  if ("kind" in ground) return someRequirementHolds(ground, own);
  const extensions = scene.world.program.measures.filter(
    (measure) => measure.proposal === null && measure.extends.some((reach) => reach.id === ground.id),
  );
  const itself = limbwiseTruth(ground.chronology, own);
  if (itself === "yes" && own.world.onlyAnswer) return "yes";
  return or(
    itself,
    some(extensions, (measure) => someRequirementHolds(measure, own), own.world),
  );
}
