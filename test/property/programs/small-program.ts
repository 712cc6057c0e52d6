/** A random program of the small world as data: one group of declarations around each measure, and faults seeded in it. */
import type { IsoDate } from "../../../compiler/check/tree.ts";
import { Random } from "../../support/generate-random.ts";
import { type Condition, DAYS, freshAtom, randomAtom, randomCondition } from "./small-world.ts";

export interface LimbModel {
  readonly label: string;
  /** all of them hold */
  readonly atoms: readonly Condition[];
}

export interface VersionModel {
  readonly from: IsoDate;
  readonly limbs: readonly LimbModel[];
}

export interface ReviewLimbModel {
  readonly label: string;
  readonly policy: "presumption of denial" | "case by case" | "presumption of approval";
  /** null: `otherwise` */
  readonly when: Condition | null;
  readonly except: string | null;
}

export interface MeasureModel {
  readonly name: string;
  readonly authority: "power" | "lists_not" | { readonly limitedTo: Condition };
  readonly when: readonly Condition[];
  readonly unless: readonly Condition[];
  readonly versions: readonly VersionModel[];
  readonly until: IsoDate | null;
  /** days on which nobody knows whether it holds */
  readonly unclear: { readonly from: IsoDate; readonly until: IsoDate | null } | null;
  /** empty: none is stated */
  readonly review: readonly ReviewLimbModel[];
}

export interface ExceptionModel {
  readonly name: string;
  /** null: the whole measure */
  readonly limb: string | null;
  readonly when: readonly Condition[];
  readonly from: IsoDate;
  readonly until: IsoDate | null;
}

export interface UniverseModel {
  readonly name: string;
  readonly from: IsoDate;
  readonly when: readonly Condition[];
  readonly gaps: readonly { readonly label: string; readonly condition: Condition }[];
}

export interface ItemModel {
  readonly code: string;
  readonly limbs: readonly LimbModel[];
  /** a suspension that nobody ordered */
  readonly hole: { readonly from: IsoDate; readonly until: IsoDate } | null;
}

export interface ScenarioModel {
  readonly title: string;
  readonly on: IsoDate;
  readonly limb: string | null;
}

/** A measure and what belongs to it; groups do not speak of each other. */
export interface GroupModel {
  readonly measure: MeasureModel;
  readonly exception: ExceptionModel | null;
  readonly universe: UniverseModel | null;
  readonly item: ItemModel | null;
  readonly scenario: ScenarioModel | null;
}

export const SEEDS = [
  "gap",
  "closed gap",
  "overlap",
  "silent review",
  "dead review limb",
  "shadowed limb",
  "empty limb",
  "idle condition",
  "idle exception",
  "ultra vires",
  "wrong kind of power",
  "hole in time",
  "scenario outside",
] as const;
export type Seed = (typeof SEEDS)[number];

/** The groups of a program: by chance sound or not, and one in which the fault is seeded. */
export function randomGroups(seed: number, fault: Seed): readonly GroupModel[] {
  const random = new Random(seed * 2_654_435_761);
  const plain = randomGroup(random, 0);
  // each place has a condition of its own, also where two read alike
  return JSON.parse(JSON.stringify([plain, seeded(fault, randomGroup(random, 1), random)]));
}

function randomGroup(random: Random, index: number): GroupModel {
  const measure = randomMeasure(random, `m${index}`);
  const labels = [...new Set(measure.versions.flatMap(({ limbs }) => limbs.map(({ label }) => label)))];
  const from = random.pick(DAYS);
  const exception = random.chance(0.5)
    ? {
        name: `X${index}`,
        limb: labels.length > 1 && random.chance(0.3) ? random.pick(labels) : null,
        when: [randomCondition(random)],
        from,
        until: random.chance(0.3) ? laterThan(from, random) : null,
      }
    : null;
  const universe = random.chance(0.5)
    ? {
        name: `u${index}`,
        from: random.pick(DAYS),
        when: [randomCondition(random), ...(random.chance(0.5) ? [randomAtom(random)] : [])],
        gaps: random.chance(0.6) ? [{ label: "(1)", condition: randomCondition(random) }] : [],
      }
    : null;
  const item = random.chance(0.4)
    ? {
        code: `3A00${index + 1}`,
        limbs: randomLimbs(random).map(({ label, atoms }) => ({ label, atoms })),
        hole: random.chance(0.3) ? { from: DAYS[1]!, until: DAYS[2]! } : null,
      }
    : null;
  const scenario = random.chance(0.4)
    ? {
        title: `about m${index}`,
        on: random.pick(DAYS),
        limb: labels.length > 0 && random.chance(0.5) ? random.pick(labels) : null,
      }
    : null;
  return { measure, exception, universe, item, scenario };
}

function randomMeasure(random: Random, name: string): MeasureModel {
  const dates = random.chance(0.5) ? [DAYS[0]!] : [DAYS[0]!, random.pick(DAYS.slice(1, 3))];
  return {
    name,
    authority: random.weighted<MeasureModel["authority"]>([
      [6, () => "power"],
      [3, () => ({ limitedTo: randomCondition(random) })],
      [0.5, () => "lists_not"],
    ]),
    when: random.chance(0.6) ? [randomCondition(random)] : [],
    unless: random.chance(0.4) ? [randomAtom(random)] : [],
    versions: dates.map((from) => ({ from, limbs: randomLimbs(random) })),
    until: random.chance(0.2) ? DAYS[3]! : null,
    unclear: null,
    review: random.chance(0.6) ? randomReview(random) : [],
  };
}

function randomLimbs(random: Random): readonly LimbModel[] {
  return Array.from({ length: random.between(1, 3) }, (_, i) => {
    const first = randomCondition(random);
    const second = randomAtom(random);
    // two bounds side by side would be read as one interval
    const isInterval = first.facts.includes("size") && second.facts.includes("size");
    const atoms = !isInterval && random.chance(0.5) ? [first, second] : [first];
    return { label: `(${i + 1})`, atoms };
  });
}

const POLICIES = ["presumption of denial", "case by case", "presumption of approval"] as const;

function randomReview(random: Random): readonly ReviewLimbModel[] {
  const count = random.between(1, 3);
  const otherwise = random.chance(0.7);
  return Array.from({ length: count + (otherwise ? 1 : 0) }, (_, i) => ({
    label: `(${i + 1})`,
    policy: POLICIES[i % POLICIES.length]!,
    when: i === count ? null : randomCondition(random),
    // only limbs that give way to nothing are given way to
    except: i > 0 && i < count && random.chance(0.4) ? "(1)" : null,
  }));
}

function laterThan(day: IsoDate, random: Random): IsoDate | null {
  const later = DAYS.filter((other) => other > day);
  return later.length === 0 ? null : random.pick(later);
}

/** The group changed so that it very likely has the fault; whether it does is for the enumeration to say. */
function seeded(fault: Seed, group: GroupModel, random: Random): GroupModel {
  const { measure } = group;
  const withMeasure = (change: Partial<MeasureModel>): GroupModel => ({
    ...group,
    measure: { ...measure, ...change },
    exception: null,
    universe: null,
    scenario: null,
  });
  const wide = randomAtom(random);
  const narrow = freshAtom(random, [wide]);
  const only = (atoms: readonly Condition[]): readonly VersionModel[] => [
    { from: DAYS[0]!, limbs: [{ label: "(1)", atoms }] },
  ];
  switch (fault) {
    case "gap":
    case "closed gap": {
      const hit = fault === "gap";
      const base = withMeasure({
        when: [],
        unless: [],
        versions: only(hit ? [wide, narrow] : [wide]),
        until: null,
      });
      const gaps = hit ? [] : [{ label: "(1)", condition: narrow }];
      return { ...base, universe: { name: "u1", from: DAYS[0]!, when: [wide], gaps } };
    }
    case "overlap":
      return withMeasure({
        review: [
          { label: "(1)", policy: "presumption of denial", when: wide, except: null },
          { label: "(2)", policy: "case by case", when: narrow, except: null },
          { label: "(3)", policy: "presumption of approval", when: null, except: null },
        ],
      });
    case "silent review":
      return withMeasure({
        review: [
          { label: "(1)", policy: "case by case", when: freshAtom(random, measure.when), except: null },
        ],
      });
    case "dead review limb":
      return withMeasure({
        when: [{ text: "destination in {CN, JP}", facts: ["destination"] }],
        review: [
          {
            label: "(1)",
            policy: "case by case",
            when: { text: "destination in {KR, FR}", facts: ["destination"] },
            except: null,
          },
          { label: "(2)", policy: "presumption of denial", when: null, except: null },
        ],
      });
    case "shadowed limb":
      return withMeasure({
        versions: [
          {
            from: DAYS[0]!,
            limbs: [
              { label: "(1)", atoms: [wide] },
              { label: "(2)", atoms: [wide, narrow] },
            ],
          },
        ],
      });
    case "empty limb":
      return withMeasure({
        versions: [
          {
            from: DAYS[0]!,
            limbs: [
              { label: "(1)", atoms: [wide] },
              {
                label: "(2)",
                atoms: [
                  narrow,
                  { text: "item.size < 10", facts: ["size"] },
                  { text: "item.size >= 20", facts: ["size"] },
                ],
              },
            ],
          },
        ],
      });
    case "idle condition":
      return withMeasure({
        when: [{ text: "item.size >= 20", facts: ["size"] }],
        unless: [{ text: "item.size < 10", facts: ["size"] }],
        versions: only([freshAtom(random, [{ text: "", facts: ["size"] }])]),
      });
    case "idle exception": {
      const base = withMeasure({ when: [{ text: "act = sale", facts: ["act"] }] });
      const when = [{ text: "act = loan", facts: ["act"] }];
      return { ...base, exception: { name: "X1", limb: null, when, from: DAYS[0]!, until: null } };
    }
    case "ultra vires":
      return withMeasure({ authority: { limitedTo: freshAtom(random, measure.when) } });
    case "wrong kind of power":
      return withMeasure({ authority: "lists_not" });
    case "hole in time":
      return {
        ...group,
        item: {
          code: "3A002",
          limbs: [{ label: "(1)", atoms: [wide] }],
          hole: { from: DAYS[1]!, until: random.pick(DAYS.slice(2)) },
        },
      };
    case "scenario outside":
      return {
        ...withMeasure({ until: DAYS[3]! }),
        scenario: { title: "about m1", on: DAYS[3]!, limb: null },
      };
  }
}
