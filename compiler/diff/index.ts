/**
 * What changes between two laws: whose answer, in which direction, from which day, by which citation, with a transaction
 * that shows it. A refactoring changes nothing, and nothing is reported of it.
 */
import type { CaseJson, IsoDate, Program } from "../check/tree.ts";
import { Behavior } from "./behavior.ts";
import { scenarioFlips } from "./flips.ts";
import { type LawSide, SourceSide } from "./law-side.ts";
import { Pair } from "./pair.ts";
import { periodsJoined } from "./periods.ts";
import { inReadingOrder } from "./reading-order.ts";
import { DIFF_FORMAT, type DiffReport, type Note, summaryOf } from "./report.ts";
import { editedBehind, Resting } from "./resting.ts";
import { type Legal, textChanges } from "./texts.ts";

export type { AnswerChange, DiffReport, Direction, ScenarioFlip, TextChange } from "./report.ts";
export { isForbidden, summaryOf } from "./report.ts";

export interface DiffOptions {
  /** what the report calls the two */
  readonly oldName: string;
  readonly newName: string;
  /** only this day; absent or null: every day */
  readonly asOf?: IsoDate | null;
  /** only transactions with these facts, in the form of a case */
  readonly given?: CaseJson | null;
  /** only these; absent or null: all */
  readonly jurisdictions?: readonly string[] | null;
  /** ask the search, as of large laws, also where diagrams would do */
  readonly bySearch?: boolean;
  /** conflicts in asking the search about what the law leaves open; absent: as many as a large law needs */
  readonly mostForOpen?: number;
  readonly onProgress?: (what: string) => void;
}

/** Compares two programs without errors. */
export function diffPrograms(old: Program, now: Program, options: DiffOptions): DiffReport {
  return diffLaws(new SourceSide(old), new SourceSide(now), options);
}

/**
 * Compares two laws. Sides of one kind are compared best: a law of sources is put beside a build as the build it would
 * make. Everything is known: days of publication are compared as texts.
 */
export function diffLaws(old: LawSide, other: LawSide, options: DiffOptions): DiffReport {
  const { asOf = null, onProgress = () => undefined } = options;
  const now = other.beside(old);
  const pair = new Pair(old, now, options.given ?? null);
  const [before, after] = [new Set(old.jurisdictions), new Set(now.jurisdictions)];
  const all = [...new Set([...before, ...after])].sort();
  const jurisdictions = all.filter((name) => options.jurisdictions?.includes(name) ?? true);
  const notes: Note[] = jurisdictions.flatMap((jurisdiction): Note[] => {
    if (before.has(jurisdiction) && after.has(jurisdiction)) return [];
    const added = after.has(jurisdiction);
    return [
      {
        code: added ? "jurisdiction-added" : "jurisdiction-removed",
        jurisdiction,
        message: `${jurisdiction} is ${added ? "new" : "gone"}: all its answers are`,
      },
    ];
  });
  const both = jurisdictions.filter((name) => before.has(name) && after.has(name));
  const days = asOf === null ? Behavior.moments(daysOf(pair)) : [asOf];
  const { bySearch = false, mostForOpen } = options;
  const onDay = (jurisdiction: string, day: IsoDate): void =>
    onProgress(`comparing ${jurisdiction} on ${day}, up to ${days.at(-1)}`);
  const behavior = new Behavior(pair, days, { onlyDay: asOf !== null, bySearch, mostForOpen, onDay });
  const changes = both.flatMap((jurisdiction) => {
    onProgress(`comparing ${jurisdiction}`);
    return behavior.changesOf(jurisdiction);
  });
  const wanted = new Set(jurisdictions);
  const isWanted = ({ jurisdiction }: Legal): boolean => jurisdiction === null || wanted.has(jurisdiction);
  const resting = once(() => [new Resting(old.slices.sayings), new Resting(now.slices.sayings)] as const);
  const behind = (names: ReadonlySet<string>) => editedBehind(names, ...resting());
  const found = {
    changes: periodsJoined(inReadingOrder(changes)),
    texts: textChanges(old.legal, now.legal, isWanted, (id) => behavior.isMoved(id), behind),
    // a scenario is about a day: between two days of one law it has nothing to say
    scenarios: isBetweenDays(pair)
      ? []
      : scenarioFlips(pair, new Set(both), asOf, (...day) => behavior.mayConcern(...day)),
  };
  return {
    ...{ format: DIFF_FORMAT, old: options.oldName, new: options.newName, asOf, jurisdictions },
    ...{ summary: summaryOf(found), ...found, notes: [...notes, ...behavior.notes] },
  };
}

function isBetweenDays({ old, new: now }: Pair): boolean {
  return old.on("") !== now.on("");
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function daysOf(pair: Pair): readonly IsoDate[] {
  return [...new Set([...pair.old.slices.sayings.days, ...pair.new.slices.sayings.days])].sort();
}
