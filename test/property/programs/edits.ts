/** Edits of a small program, as an amendment makes them: a threshold, a set, a date, a condition, a policy, an exception. */
import { Random } from "../../support/generate-random.ts";
import type { GroupModel, MeasureModel } from "./small-program.ts";
import { DAYS, randomAtom, randomCondition } from "./small-world.ts";

type Edit = (group: GroupModel, random: Random) => GroupModel;

const EDITS: readonly Edit[] = [
  // another threshold, operator or set
  (group, random) =>
    measureOf(group, ({ versions }) => ({
      versions: versions.map((version, i) =>
        i > 0
          ? version
          : {
              ...version,
              limbs: version.limbs.map((limb, j) =>
                j > 0 ? limb : { ...limb, atoms: [randomAtom(random), ...limb.atoms.slice(1)] },
              ),
            },
      ),
    })),
  (group, random) => measureOf(group, ({ when }) => ({ when: [randomCondition(random), ...when.slice(1)] })),
  (group) => measureOf(group, () => ({ unless: [] })),
  (group, random) => measureOf(group, () => ({ unless: [randomAtom(random)] })),
  // a limb less
  (group) =>
    measureOf({ ...group, exception: null, scenario: null }, ({ versions }) => ({
      versions: versions.map((version) => ({ ...version, limbs: version.limbs.slice(0, 1) })),
    })),
  // another day
  (group) => measureOf(group, ({ until }) => ({ until: until === null ? DAYS[3]! : null })),
  (group, random) =>
    measureOf(group, ({ versions }) => {
      const [first, ...rest] = versions;
      return {
        versions: [
          { ...first!, from: random.pick(DAYS.slice(0, 2)) },
          ...rest.filter(({ from }) => from > DAYS[1]!),
        ],
      };
    }),
  // another policy
  (group) =>
    measureOf(group, ({ review }) => ({
      review: review.map((limb, i) =>
        i === 0 ? { ...limb, policy: "presumption of approval" as const } : limb,
      ),
    })),
  (group) => measureOf(group, () => ({ review: [] })),
  // an exception less, or a narrower one
  (group) => ({ ...group, exception: null }),
  (group, random) =>
    group.exception === null
      ? group
      : { ...group, exception: { ...group.exception, when: [...group.exception.when, randomAtom(random)] } },
];

/** The groups with one or two edits of one of them. */
export function edited(groups: readonly GroupModel[], seed: number): readonly GroupModel[] {
  const random = new Random(seed * 40_503 + 1);
  const at = random.below(groups.length);
  let group = groups[at]!;
  for (let count = random.between(1, 2); count > 0; count--) group = random.pick(EDITS)(group, random);
  return JSON.parse(JSON.stringify(groups.map((other, i) => (i === at ? group : other))));
}

function measureOf(group: GroupModel, change: (measure: MeasureModel) => Partial<MeasureModel>): GroupModel {
  const { measure } = group;
  const labels = (m: MeasureModel) => m.versions.flatMap(({ limbs }) => limbs.map(({ label }) => label));
  const changed = { ...measure, ...change(measure) };
  const { exception, scenario } = group;
  const known = (limb: string | null | undefined): boolean => limb == null || labels(changed).includes(limb);
  return {
    ...group,
    measure: changed,
    exception: known(exception?.limb) ? exception : null,
    scenario: known(scenario?.limb) ? scenario : null,
  };
}
