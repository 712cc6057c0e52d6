/** The requirements of a measure (section 3): one for each version, outermost limb, outcome and binding. */
import type { Binder, IsoDate, Label, LimbValue, Measure, MeasureBody, OutcomeValue } from "../check/tree.ts";
import { bindings, counts } from "./bindings.ts";
import { limbTruth, truthOf } from "./expressions.ts";
import { remember } from "./memory.ts";
import { reached } from "./reach.ts";
import { byName, deciding, every, onDay, ownScene, type Scene } from "./scene.ts";
import { type InForce, inForce } from "./time.ts";
import { allOf, and, anyOf, not, type Truth } from "./truth.ts";
import type { Value } from "./values.ts";

export interface Requirement {
  readonly measure: Measure;
  /** `<measure>/<from>/<limb>` with its bindings, as a table names it */
  readonly id: string;
  /** the labels of its outermost limbs and of its outcome */
  readonly labels: readonly string[];
  readonly holds: Truth;
  readonly verdict: OutcomeValue["verdict"];
  readonly body: MeasureBody;
  /** the moment and the names with which its review and routes are read */
  readonly scene: Scene;
  readonly names: ReadonlyMap<string, Value>;
}

/** All requirements of a measure that may hold, by the day it is read on (savings) and before any release. */
export function requirementsOf(measure: Measure, scene: Scene): readonly Requirement[] {
  return remember(scene, "requirements", measure, null, () => requirementsAnew(measure, scene));
}

function requirementsAnew(measure: Measure, scene: Scene): readonly Requirement[] {
  const { reads } = scene.world;
  const mark = reads.length;
  const found = readings(measure, scene).flatMap(({ day, applies }) =>
    requirementsOn(measure, applies, onDay(ownScene(scene, []), day)),
  );
  // What the requirements share (reach, savings, bindings) decides nothing where none of them may hold.
  if (scene.world.onlyDeciding && found.every((requirement) => requirement.holds === "no"))
    reads.length = mark;
  return found;
}

/** Whether a measure arises; for an extraterritorial one: whether its ground is given. */
export function someRequirementHolds(measure: Measure, scene: Scene): Truth {
  return anyOf(requirementsOf(measure, scene).map((requirement) => requirement.holds));
}

interface Reading {
  readonly day: IsoDate;
  readonly applies: Truth;
}

/** On which days a measure is read: its own, unless savings hold; then the earliest day of theirs. */
function readings(measure: Measure, scene: Scene): readonly Reading[] {
  const own = ownScene(scene, []);
  const saved: Reading[] = [];
  let unsaved: Truth = "yes";
  for (const day of [...new Set(measure.saves.map(({ asOf }) => asOf))].sort()) {
    const running = measure.saves.filter(
      ({ asOf, until }) => asOf === day && (until === null || scene.moment.day < until),
    );
    // Savings of one day are one: each has the measure read on that day, and one of them suffices.
    const holds = deciding(scene.world, () => anyOf(running.map(({ condition }) => truthOf(condition, own))));
    saved.push({ day, applies: and(unsaved, holds) });
    unsaved = and(unsaved, not(holds));
  }
  return [...saved, { day: scene.moment.day, applies: unsaved }].filter(({ applies }) => applies !== "no");
}

function requirementsOn(measure: Measure, applies: Truth, scene: Scene): readonly Requirement[] {
  const found = inForce(measure.chronology, scene.moment);
  if (found.state === "none") return [];
  const { value: body, from } = found.version;
  const base = allOf([applies, inDoubt(found), groundTruth(measure, scene)]);
  return allBindings(body.binders, scene).flatMap((binding) =>
    limbCombinations(body).flatMap((limbs) =>
      outcomesOf(measure, body).map(({ outcome, verdict }): Requirement => {
        const inside = binding.scene;
        const labels = [...limbs.map((limb) => limb.label), outcome?.label ?? null].flatMap(labelText);
        const holds = deciding(scene.world, () =>
          every(
            [
              (): Truth => and(base, binding.holds),
              ...plainConditions(body).map((condition) => () => truthOf(condition, inside)),
              ...limbs.map((limb) => () => limbTruth(limb, inside)),
              ...body.exclusions.map((exclusion) => () => not(truthOf(exclusion.condition, inside))),
              (): Truth => (outcome === null ? "yes" : outcomeTruth(outcome, body.outcomes, inside)),
            ],
            (part) => part(),
            scene.world,
          ),
        );
        const bound = binding.labels.length === 0 ? "" : `[${binding.labels.join(",")}]`;
        const id = `${measure.id}/${from ?? "undated"}/${labels.join("") || "-"}${bound}`;
        return { measure, id, labels, holds, verdict, body, scene: inside, names: byName(inside) };
      }),
    ),
  );
}

function labelText(label: Label | null): readonly string[] {
  return label === null ? [] : [label.text];
}

/** A condition before a `from before`, or while its text is unclear, is at most unknown. */
function inDoubt(found: InForce<MeasureBody>): Truth {
  return found.state === "inForce" ? "yes" : "missing";
}

/** An extraterritorial measure is a ground itself; another needs its own, and none at all reaches everything. */
function groundTruth(measure: Measure, scene: Scene): Truth {
  if (measure.kind === "extraterritorial" || measure.reach === null) return "yes";
  return reached(measure.reach, scene);
}

/** An extraterritorial measure has no outcome of its own; its ground counts as one. */
function outcomesOf(
  measure: Measure,
  body: MeasureBody,
): readonly { outcome: OutcomeValue | null; verdict: OutcomeValue["verdict"] }[] {
  if (measure.kind === "extraterritorial") return [{ outcome: null, verdict: "license_required" }];
  return body.outcomes.map((outcome) => ({ outcome, verdict: outcome.verdict }));
}

// ------------------------------------------------------------------------------------------------------- bindings

interface JointBinding {
  readonly scene: Scene;
  readonly labels: readonly string[];
  readonly holds: Truth;
}

/** Every joint binding of the names of `for any`; the list of a later name may depend on an earlier one. */
function allBindings(binders: readonly Binder[], scene: Scene): readonly JointBinding[] {
  let joint: readonly JointBinding[] = [{ scene, labels: [], holds: "yes" }];
  for (const binder of binders) {
    joint = joint.flatMap((earlier) =>
      bindings(binder, earlier.scene).map((binding) => ({
        scene: binding.scene,
        labels: [...earlier.labels, binding.label],
        holds: and(earlier.holds, counts(binder, binding)),
      })),
    );
  }
  return joint;
}

// ---------------------------------------------------------------------------------------------------------- limbs

function isOutermostBlock(condition: MeasureBody["conditions"][number]): boolean {
  return (
    condition.clause === "when" &&
    condition.condition.kind === "limbs" &&
    condition.condition.quantifier === "any"
  );
}

function plainConditions(body: MeasureBody): readonly MeasureBody["conditions"][number]["condition"][] {
  return body.conditions
    .filter((condition) => !isOutermostBlock(condition))
    .map((clause) => clause.condition);
}

/** One limb of each outermost block, in every combination. */
function limbCombinations(body: MeasureBody): readonly (readonly LimbValue[])[] {
  let combinations: readonly (readonly LimbValue[])[] = [[]];
  for (const { condition } of body.conditions.filter(isOutermostBlock)) {
    if (condition.kind !== "limbs") continue;
    combinations = combinations.flatMap((earlier) => condition.limbs.map((limb) => [...earlier, limb]));
  }
  return combinations;
}

// ------------------------------------------------------------------------------------------------------- outcomes

interface Alternative {
  readonly label: Label | null;
  readonly when: OutcomeValue["when"];
  readonly otherwise: boolean;
  readonly except: readonly Label[];
}

/** Whether an outcome (or a limb of a review) holds: its own condition, and none that displaces it. */
export function outcomeTruth<A extends Alternative>(outcome: A, all: readonly A[], scene: Scene): Truth {
  const displacing = all.filter((other) => outcome.except.some((label) => label.text === other.label?.text));
  return and(
    ownCondition(outcome, all, scene),
    allOf(displacing.map((other) => not(ownCondition(other, all, scene)))),
  );
}

function ownCondition<A extends Alternative>(outcome: A, all: readonly A[], scene: Scene): Truth {
  if (outcome.otherwise) {
    const others = all.filter((other) => other !== outcome && !other.otherwise);
    return not(anyOf(others.map((other) => ownCondition(other, all, scene))));
  }
  return outcome.when === null ? "yes" : truthOf(outcome.when, scene);
}
