/** The faults of a small program by their definitions, looked for in every transaction on every day. */
import type { IsoDate } from "../../../compiler/check/tree.ts";
import type { Truths } from "./enumerate.ts";
import type { GroupModel, LimbModel, MeasureModel, ReviewLimbModel, VersionModel } from "./small-program.ts";
import { type Condition, DAYS, TRANSACTIONS } from "./small-world.ts";

/** `code subject`, and where the finding stands if that is a condition. */
export interface Fault {
  readonly code: string;
  readonly about: string;
}

type Cell = readonly [day: IsoDate, transaction: number];
type Holds = (cell: Cell) => boolean;

/** A way for a declaration to hold, with the days on which it is in force. */
interface RuleModel {
  readonly label: string;
  readonly days: readonly IsoDate[];
  readonly parts: readonly PartModel[];
}
interface PartModel {
  readonly condition: Condition;
  readonly negated: boolean;
}

export function faultsOf(groups: readonly GroupModel[], truths: Truths): readonly Fault[] {
  return groups.flatMap((group) => new Faults(group, truths).all());
}

/** Every condition of a group, to be asked about. */
export function conditionsOf({ measure, exception, universe, item }: GroupModel): readonly Condition[] {
  const limbs = [...measure.versions.flatMap((version) => version.limbs), ...(item?.limbs ?? [])];
  return [
    ...(typeof measure.authority === "object" ? [measure.authority.limitedTo] : []),
    ...measure.when,
    ...measure.unless,
    ...limbs.flatMap(({ atoms }) => atoms),
    ...measure.review.flatMap(({ when }) => (when === null ? [] : [when])),
    ...(exception?.when ?? []),
    ...(universe === null ? [] : [...universe.when, ...universe.gaps.map(({ condition }) => condition)]),
  ];
}

class Faults {
  readonly #group: GroupModel;
  readonly #truths: Truths;
  readonly #found: Fault[] = [];

  constructor(group: GroupModel, truths: Truths) {
    this.#group = group;
    this.#truths = truths;
  }

  all(): readonly Fault[] {
    const { measure, item } = this.#group;
    const versions = measure.versions.map((version, i) => {
      const end = measure.versions[i + 1]?.from ?? measure.until;
      return { version, rules: rulesOf(version, measure, daysFrom(version.from, end)) };
    });
    for (const { version, rules } of versions) {
      this.#empty(measure.name, version.from, rules);
      if (this.#group.exception?.limb == null) this.#shadowed(measure.name, version.from, rules);
      this.#vires(version.from, rules);
    }
    const rules = versions.flatMap((each) => each.rules);
    this.#idle(measure.name, rules);
    this.#review(rules);
    this.#exception(rules);
    this.#universe(rules);
    if (item !== null) {
      const { hole, code } = item;
      const days = DAYS.filter((day) => hole === null || day < hole.from || hole.until <= day);
      const own = item.limbs.map((limb) => ruleOf(limb, [], days));
      this.#empty(code, "2020-01-01", own);
      this.#shadowed(code, "2020-01-01", own);
      this.#idle(code, own);
      if (hole !== null) this.#add("hole-in-time", code);
    }
    this.#scenario(versions);
    return this.#found;
  }

  #add(code: string, about: string): void {
    this.#found.push({ code: `proof/${code}`, about });
  }

  // ------------------------------------------------------------------------------------------------- conditions

  #part({ condition, negated }: PartModel, [day, transaction]: Cell): boolean {
    return this.#truths(condition, day, transaction) !== negated;
  }

  #holds(rule: RuleModel): Holds {
    return (cell) => rule.days.includes(cell[0]) && rule.parts.every((part) => this.#part(part, cell));
  }

  #every(conditions: readonly Condition[]): Holds {
    return ([day, transaction]) => conditions.every((each) => this.#truths(each, day, transaction));
  }

  #some(holds: Holds, days: readonly IsoDate[] = DAYS): boolean {
    return days.some((day) => TRANSACTIONS.some((_, transaction) => holds([day, transaction])));
  }

  // ------------------------------------------------------------------------------------------------------ faults

  #empty(name: string, from: IsoDate, rules: readonly RuleModel[]): void {
    const empty = rules.filter((rule) => !this.#some(this.#holds(rule)));
    if (empty.length === rules.length) this.#add("never-holds", `${name} ${from}`);
    else for (const { label } of empty) this.#add("never-holds", `${name} ${from} ${label}`);
  }

  #shadowed(name: string, from: IsoDate, rules: readonly RuleModel[]): void {
    const rest = new Set(rules);
    for (const rule of [...rules].reverse()) {
      const others = [...rest].filter((other) => other !== rule).map((other) => this.#holds(other));
      const own = this.#holds(rule);
      if (!this.#some(own) || this.#some((cell) => own(cell) && !others.some((holds) => holds(cell))))
        continue;
      rest.delete(rule);
      this.#add("shadowed", `${name} ${from} ${rule.label}`);
    }
  }

  #vires(from: IsoDate, rules: readonly RuleModel[]): void {
    const { name, authority } = this.#group.measure;
    if (authority === "lists_not") this.#add("ultra-vires", `${name} ${from}`);
    if (typeof authority !== "object") return;
    const within = this.#every([authority.limitedTo]);
    for (const rule of rules) {
      const holds = this.#holds(rule);
      if (this.#some((cell) => holds(cell) && !within(cell)))
        this.#add("ultra-vires", `${name} ${from} ${rule.label}`);
    }
  }

  /** From the last to the first: of several conditions those that all others imply, where these hold at all. */
  #idle(name: string, rules: readonly RuleModel[]): void {
    const places = [...new Set(rules.flatMap(({ parts }) => parts.map(({ condition }) => condition)))];
    const gone = new Set<Condition>();
    const order = orderOf(this.#group);
    for (const place of places.sort((a, b) => order.indexOf(b) - order.indexOf(a))) {
      const idle = rules
        .filter(({ parts }) => parts.some(({ condition }) => condition === place))
        .every((rule) => {
          const own = rule.parts.find(({ condition }) => condition === place)!;
          const others = rule.parts.filter((part) => part !== own && !gone.has(part.condition));
          if (rule.parts.length < 2) return false;
          const rest = this.#holds({ ...rule, parts: others });
          return this.#some(rest) && !this.#some((cell) => rest(cell) && !this.#part(own, cell));
        });
      if (!idle) continue;
      gone.add(place);
      this.#add("idle-condition", `${name} ${order.indexOf(place)}`);
    }
  }

  #review(rules: readonly RuleModel[]): void {
    const { name, review } = this.#group.measure;
    if (review.length === 0) return;
    const arises = rules.map((rule) => this.#holds(rule));
    const met = (holds: Holds): boolean =>
      this.#some((cell) => arises.some((rule) => rule(cell)) && holds(cell));
    const limbs = review.map((limb) => ({ limb, holds: this.#limbHolds(limb, review) }));
    limbs.forEach(({ limb, holds }, i) => {
      for (const other of limbs.slice(i + 1)) {
        const fixed = limb.when !== null && other.limb.when !== null && limb.policy !== other.limb.policy;
        if (fixed && met((cell) => holds(cell) && other.holds(cell)))
          this.#add("policies-overlap", `${name} ${limb.label} ${other.limb.label}`);
      }
      if (met(() => true) && !met(holds)) this.#add("limb-never-governs", `${name} ${limb.label}`);
    });
    if (met((cell) => !limbs.some(({ holds }) => holds(cell)))) this.#add("no-policy", name);
  }

  #limbHolds(limb: ReviewLimbModel, review: readonly ReviewLimbModel[]): Holds {
    const plain = ({ when }: ReviewLimbModel): Holds => (when === null ? () => true : this.#every([when]));
    const others = review.filter(({ when }) => when !== null);
    if (limb.when === null) return (cell) => !others.some((other) => plain(other)(cell));
    const before = review.find(({ label }) => label === limb.except);
    return (cell) => plain(limb)(cell) && (before === undefined || !plain(before)(cell));
  }

  #exception(rules: readonly RuleModel[]): void {
    const { exception } = this.#group;
    if (exception === null) return;
    const days = daysFrom(exception.from, exception.until);
    const parts = exception.when.map((condition) => ({ condition, negated: false }));
    const holds = this.#holds({ label: "", days, parts });
    const released = rules.filter(({ label }) => exception.limb === null || label === exception.limb);
    const about = `${exception.name} ${exception.from}`;
    if (!this.#some(holds)) this.#add("never-holds", about);
    else if (!this.#some((cell) => holds(cell) && released.some((rule) => this.#holds(rule)(cell))))
      this.#add("exception-idle", about);
  }

  #universe(rules: readonly RuleModel[]): void {
    const { universe } = this.#group;
    if (universe === null) return;
    const days = daysFrom(universe.from, null);
    const inside = this.#every(universe.when);
    if (!this.#some(inside, days)) {
      this.#add("never-holds", universe.name);
      return;
    }
    const arises = rules.map((rule) => this.#holds(rule));
    const open: Holds = (cell) => inside(cell) && !arises.some((rule) => rule(cell));
    const left = universe.gaps.map(({ condition }) => this.#every([condition]));
    if (this.#some((cell) => open(cell) && !left.some((gap) => gap(cell)), days))
      this.#add("gap", universe.name);
    universe.gaps.forEach(({ label }, i) => {
      if (!this.#some((cell) => open(cell) && left[i]!(cell), days))
        this.#add("gap-closed", `${universe.name} ${label}`);
    });
  }

  #scenario(
    versions: readonly { readonly version: VersionModel; readonly rules: readonly RuleModel[] }[],
  ): void {
    const { scenario, measure } = this.#group;
    if (scenario === null) return;
    const inForce = versions.some(({ rules }) =>
      rules.some(
        ({ label, days }) =>
          days.includes(scenario.on) && (scenario.limb === null || label === scenario.limb),
      ),
    );
    if (!inForce) this.#add("scenario-outside", `${measure.name} ${scenario.on}`);
  }
}

function daysFrom(from: IsoDate, until: IsoDate | null): readonly IsoDate[] {
  return DAYS.filter((day) => from <= day && (until === null || day < until));
}

function rulesOf(
  version: VersionModel,
  measure: MeasureModel,
  days: readonly IsoDate[],
): readonly RuleModel[] {
  const common = [
    ...measure.when.map((condition) => ({ condition, negated: false })),
    ...measure.unless.map((condition) => ({ condition, negated: true })),
  ];
  return version.limbs.map((limb) => ruleOf(limb, common, days));
}

function ruleOf(limb: LimbModel, common: readonly PartModel[], days: readonly IsoDate[]): RuleModel {
  const own = limb.atoms.map((condition) => ({ condition, negated: false }));
  return { label: limb.label, days, parts: [...common, ...own] };
}

/** The conditions of a group in the order in which its source has them. */
export function orderOf(group: GroupModel): readonly Condition[] {
  return conditionsOf(group);
}
