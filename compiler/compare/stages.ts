/** What the list of one jurisdiction came to over time, of an item held in common. */
import type { IsoDate, Item, Jurisdiction, Measure } from "../check/tree.ts";
import type { Asked, Form, NationalList } from "./asked.ts";
import type { Cover, Covers, Extent } from "./covers.ts";
import type { First, Partly } from "./lags.ts";
import { singlesOut } from "./measures.ts";

export type Controlled = Omit<First, "lag">;

/** From a day to another the list comes to the same extent. */
interface Stage {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly extent: Extent;
  /** at its beginning */
  readonly by: readonly Asked[];
  readonly partly: Partly | null;
}

export class Stages {
  readonly #jurisdiction: Jurisdiction;
  readonly #list: NationalList;
  readonly #covers: Covers;
  readonly #asOf: IsoDate;
  /** days on which the list changes, each with what is then asked for */
  readonly #days: readonly { readonly day: IsoDate; readonly list: readonly Asked[] }[];

  /** @param asked what begins up to the day */
  constructor(
    jurisdiction: Jurisdiction,
    list: NationalList,
    asked: readonly Asked[],
    covers: Covers,
    asOf: IsoDate,
  ) {
    this.#jurisdiction = jurisdiction;
    this.#list = list;
    this.#covers = covers;
    this.#asOf = asOf;
    const days = asked.flatMap(({ from, to }) => [from ?? UNDATED, to ?? UNDATED]);
    this.#days = [...new Set(days)]
      .filter((day) => day <= asOf)
      .sort()
      .map((day) => ({ day, list: asked.filter((one) => isOn(one, day)) }));
  }

  /** Null: the list has taken in nothing of it. */
  controlled(item: Item): Controlled | null {
    const stages = this.#stagesOf(item);
    const covered = BEST.find((extent) => stages.some((stage) => stage.extent === extent));
    if (covered === undefined) return null;
    const own = stages.filter(({ extent }) => extent === covered);
    const [first] = own;
    const begun = beginning(first!);
    const last = stages.at(-1)!;
    return {
      jurisdiction: this.#jurisdiction.name,
      covered,
      on: first!.from,
      before: first!.from === UNDATED || begun.every(({ before }) => before),
      until: last.extent === covered ? null : own.at(-1)!.to,
      now: last.extent,
      open: covered === "perhaps",
      measure: madeForIt(begun, first!.from).id,
      entries: namesOf(begun),
      named: this.#isNamed(first!.by, item, first!.from),
      partly: stages.flatMap(({ partly }) => partly ?? []),
    };
  }

  #isNamed(by: readonly Asked[], item: Item, on: IsoDate): boolean {
    return by.some(({ entry }) => this.#list.named(entry, on).has(item));
  }

  /** What is said of the item over time; stages that come to the same are one. */
  #stagesOf(item: Item): readonly Stage[] {
    const forms = this.#list.formsOf(item).filter(({ prop }) => this.#covers.isPossible(prop));
    const changes = forms.flatMap(({ from, to }) => [from ?? UNDATED, to ?? UNDATED]);
    const days = [...new Set([...changes, ...this.#days.map(({ day }) => day)])]
      .filter((day) => day <= this.#asOf)
      .sort();
    const stages: Stage[] = [];
    for (const day of days) {
      const form = forms.find((one) => isOn(one, day));
      const list = this.#days.findLast((one) => one.day <= day)?.list ?? [];
      const cover = form === undefined ? NOTHING : this.#coverOf(form, list, day);
      const last = stages.at(-1);
      if (last?.extent === cover.extent) continue;
      if (last !== undefined) stages[stages.length - 1] = ended(last, day);
      stages.push(this.#stage(item, form, cover, list, day));
    }
    return stages;
  }

  /** By what asks for it whatever the state is rather than by what singles out some, as embargoes do. */
  #coverOf({ prop }: Form, list: readonly Asked[], day: IsoDate): Cover {
    const cover = this.#covers.of(prop, list);
    if (cover.extent !== "wholly") return cover;
    const general = list.filter(({ measure }) => !singlesOut(measure, day));
    const wider = this.#covers.of(prop, general);
    const { by } = wider.extent === "wholly" ? wider : cover;
    const isMade = ({ from, text }: Asked): boolean => from === day && text === day;
    // where only a row of older measures covers it, what was made on that day for a part of it says more
    const made = by.some(isMade) ? [] : list.filter((one) => isMade(one) && this.#covers.aims(prop, one));
    return { extent: "wholly", by: [...new Set([...by, ...made])] };
  }

  #stage(item: Item, form: Form | undefined, cover: Cover, list: readonly Asked[], from: IsoDate): Stage {
    const stage: Stage = { from, to: null, extent: cover.extent, by: cover.by, partly: null };
    if (cover.extent !== "in part" || form === undefined) return stage;
    const shown = this.#covers.parted({ of: item, prop: form.prop }, cover, list, this.#jurisdiction, from);
    // what no case shows may be so, and is not said to be
    if (shown === null) return { ...stage, extent: "perhaps" };
    const before = beginning(stage).every((one) => one.before);
    const named = this.#isNamed(cover.by, item, from);
    return {
      ...stage,
      partly: { on: from, before, until: null, entries: namesOf(cover.by), named, ...shown },
    };
  }
}

const BEST = ["wholly", "in part", "perhaps"] as const;

const NOTHING: Cover = { extent: "not", by: [] };

/** Stands for a day before or after all: what has no beginning was always so. */
const UNDATED: IsoDate = "0001-01-01";

function isOn({ from, to }: Form, day: IsoDate): boolean {
  return (from === null || from <= day) && (to === null || day < to);
}

function ended(stage: Stage, to: IsoDate): Stage {
  return { ...stage, to, partly: stage.partly === null ? null : { ...stage.partly, until: to } };
}

/** Of the entries that cover it at its beginning those that begin with it; where it takes several, all. */
function beginning({ by, from }: Stage): readonly Asked[] {
  const begun = by.filter((one) => one.from === from);
  return begun.length > 0 ? begun : by;
}

function namesOf(asked: readonly Asked[]): readonly string[] {
  return [...new Set(asked.map(({ entry: { scheme, code } }) => `${scheme.name} ${code}`))].sort();
}

/**
 * Of measures that ask for it on its first day, one that was made on that day; else one that follows what states hold in common,
 * before embargoes, which ask for whatever a list holds; of these the one whose text is the newest.
 */
function madeForIt(asked: readonly Asked[], on: IsoDate): Measure {
  const rank = ({ text, measure }: Asked): number =>
    text === on ? 0 : measure.origin !== null && measure.origin !== "unilateral" ? 1 : 2;
  return asked.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.text ?? "").localeCompare(a.text ?? "", "en") ||
      (a.measure.id < b.measure.id ? -1 : 1),
  )[0]!.measure;
}
