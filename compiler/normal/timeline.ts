/**
 * Two clocks made into rectangles. A dated declaration says what holds on a day, as far as it was known on a day; here
 * its versions and statuses become half-open rectangles of (day of the act) x (day of knowledge), so that later stages
 * ask only whether a point lies in a rectangle.
 *
 * Invariant: in one view the rectangles of a declaration are disjoint; where there is none, nothing is in force.
 */
import type { Chronology, DatedStatus, DatedVersion, GroupChange, IsoDate } from "../check/tree.ts";

/** Half-open; null is unbounded. */
export interface Rectangle {
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly knownFrom: IsoDate | null;
  readonly knownUntil: IsoDate | null;
  readonly view: "both" | "text" | "practice";
  /**
   * `unclear`: by status; `unrecorded`: before a `from before`. Under both a condition is unknown where it would be
   * true, and any other value is unknown.
   */
  readonly state: "in_force" | "unclear" | "unrecorded";
}

export interface Stretch<T> {
  readonly effective: Rectangle;
  readonly version: DatedVersion<T>;
}

/** The versions whose changes together give the members, the oldest first. */
export interface GroupStretch {
  readonly effective: Rectangle;
  readonly changes: readonly DatedVersion<GroupChange>[];
}

/** Chronologies never change, and a law is brought into normal form once more for each proposal. */
const cut = new WeakMap<Chronology<unknown>, readonly Keyed[]>();

/** Where each version is the one in force: the last by `from` among those known. */
export function stretches<T>(chronology: Chronology<T>): readonly Stretch<T>[] {
  const { versions } = chronology;
  let found = cut.get(chronology);
  if (found === undefined) {
    found = rectangles(chronology, (inForce) => inForce.slice(-1));
    cut.set(chronology, found);
  }
  return found.map(({ effective, key }) => ({ effective, version: versions[key[0]!]! }));
}

/**
 * The same for a group, whose versions add to and remove from the set before them: two days with the same last version
 * differ where one of the changes before it was not yet known.
 */
export function groupStretches(chronology: Chronology<GroupChange>): readonly GroupStretch[] {
  const { versions } = chronology;
  const sinceSet = (inForce: readonly number[]): readonly number[] => {
    const start = inForce.findLastIndex((index) => versions[index]!.value.operation === "set");
    return inForce.slice(Math.max(start, 0));
  };
  return rectangles(chronology, sinceSet).map(({ effective, key }) => ({
    effective,
    changes: key.map((index) => versions[index]!),
  }));
}

/** In force for ever and in every state of knowledge: an undated declaration. */
export function isTimeless(chronology: Chronology<unknown>): boolean {
  const [first, ...rest] = chronology.versions;
  return (
    first !== undefined &&
    rest.length === 0 &&
    first.from === null &&
    first.known === null &&
    chronology.statuses.length === 0
  );
}

// ---------------------------------------------------------------------------------------------------- the sweep

interface Keyed {
  readonly effective: Rectangle;
  readonly key: readonly number[];
}

/** What holds at a point; null where nothing is in force. */
interface Standing {
  readonly key: readonly number[];
  readonly state: Rectangle["state"];
}

/**
 * Cuts both clocks at every day that matters, asks what holds in each cell, and joins equal neighbors: along the
 * day of knowledge first, so that the rectangle of present knowledge has the bounds one reads in the source.
 *
 * `select` turns the indexes of the versions in force (known, `from` reached, ascending) into the identity of the value.
 */
function rectangles(
  chronology: Chronology<unknown>,
  select: (inForce: readonly number[]) => readonly number[],
): readonly Keyed[] {
  const { versions, statuses } = chronology;
  const days = cuts([
    ...versions.map((v) => v.from),
    ...statuses.map((s) => s.from),
    ...statuses.map((s) => s.until),
  ]);
  const knowledge = cuts([...versions.map((v) => v.known), ...statuses.map((s) => s.known)]);

  const closed: Keyed[] = [];
  let open = new Map<string, Keyed>();
  days.forEach((day, i) => {
    const next = new Map<string, Keyed>();
    for (const run of runsOfDay(day, knowledge)) {
      const identity = JSON.stringify([run.key, { ...run.effective, from: null, until: null }]);
      const before = open.get(identity);
      open.delete(identity);
      const from = before === undefined ? day : before.effective.from;
      next.set(identity, {
        key: run.key,
        effective: { ...run.effective, from, until: days[i + 1] ?? null },
      });
    }
    closed.push(...open.values());
    open = next;
  });
  closed.push(...open.values());
  return closed.sort(byVersionThenTime);

  function runsOfDay(day: IsoDate | null, axis: readonly (IsoDate | null)[]): readonly Keyed[] {
    const runs: Keyed[] = [];
    let last = new Map<string, number>();
    axis.forEach((known, j) => {
      const here = new Map<string, number>();
      for (const { view, standing } of standings(day, known)) {
        const tag = JSON.stringify([standing, view]);
        const knownUntil = axis[j + 1] ?? null;
        const at = last.get(tag);
        if (at === undefined) {
          here.set(tag, runs.length);
          const effective: Rectangle = {
            from: null,
            until: null,
            knownFrom: known,
            knownUntil,
            view,
            state: standing.state,
          };
          runs.push({ key: standing.key, effective });
        } else {
          here.set(tag, at);
          const run = runs[at]!;
          runs[at] = { key: run.key, effective: { ...run.effective, knownUntil } };
        }
      }
      last = here;
    });
    return runs;
  }

  function standings(day: IsoDate | null, known: IsoDate | null) {
    const text = standing(day, known, "text");
    const practice = standing(day, known, "practice");
    if (JSON.stringify(text) === JSON.stringify(practice)) {
      return text === null ? [] : [{ view: "both" as const, standing: text }];
    }
    return [
      ...(text === null ? [] : [{ view: "text" as const, standing: text }]),
      ...(practice === null ? [] : [{ view: "practice" as const, standing: practice }]),
    ];
  }

  function standing(day: IsoDate | null, known: IsoDate | null, view: "text" | "practice"): Standing | null {
    const knownVersions = versions.map((_, index) => index).filter((i) => reached(versions[i]!.known, known));
    const first = knownVersions[0];
    if (first === undefined) return null;
    const holding = statuses.filter((s) => reached(s.known, known) && covers(s, day));
    if (holding.some((s) => s.word === "suspended" || s.word === "ended")) return null;
    if (view === "practice" && holding.some((s) => s.word === "unenforced")) return null;
    const inForce = knownVersions.filter((i) => reached(versions[i]!.from, day));
    if (inForce.length === 0) {
      return versions[first]!.before ? { key: select([first]), state: "unrecorded" } : null;
    }
    const state = holding.some((s) => s.word === "unclear") ? "unclear" : "in_force";
    return { key: select(inForce), state };
  }
}

/** Whether a day that begins something lies at or before the day asked for; null begins before all days. */
function reached(start: IsoDate | null, day: IsoDate | null): boolean {
  return start === null || (day !== null && start <= day);
}

function covers(status: DatedStatus, day: IsoDate | null): boolean {
  if (!reached(status.from, day)) return false;
  return status.word === "ended" || status.until === null || day === null || day < status.until;
}

/** The first days of the intervals into which an axis falls; null begins the first. */
function cuts(days: readonly (IsoDate | null)[]): readonly (IsoDate | null)[] {
  return [null, ...[...new Set(days.filter((day) => day !== null))].sort()];
}

function byVersionThenTime(a: Keyed, b: Keyed): number {
  return (
    a.key.at(-1)! - b.key.at(-1)! ||
    order(a.effective.from, b.effective.from) ||
    order(a.effective.knownFrom, b.effective.knownFrom) ||
    order(a.effective.view, b.effective.view)
  );
}

function order(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0;
}
