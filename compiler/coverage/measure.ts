/**
 * What the scenarios exercised. Every expectation is put to the oracle, which tells what each condition came to; where a
 * day next to the expectation's is one on which some law changes, the same case is put to it on that day too, so that a
 * date counts only for a case whose answer it changes.
 */
import type { Span } from "../../grammar/base/span.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type {
  CaseJson,
  DatedVersion,
  ExpectationValue,
  Expr,
  Group,
  IsoDate,
  LimbValue,
  Measure,
  Program,
  Scenario,
} from "../check/tree.ts";
import { datedDeclarations } from "../dependents/parts.ts";
import { walk } from "../normal/walk.ts";
import {
  evaluateTruth,
  interpret,
  type OracleDetermination,
  RefusedCase,
  type Scene,
} from "../oracle/index.ts";
import { Concern } from "./concern.ts";
import { type Point, type Points, pointsOf, rowKey, type Side } from "./points.ts";

export interface Coverage {
  readonly points: readonly Point[];
  readonly scenarios: number;
  readonly expectations: number;
}

export interface CoverageOptions {
  /** the places asked for: of others nothing is told */
  readonly isRequested?: (place: Span) => boolean;
  /** absent: all scenarios are put to the law */
  readonly share?: Share;
  /** is told how far it got */
  readonly step?: (done: number, all: number) => void;
}

/** Every so manieth scenario. Shares of all places in turn come to what all scenarios come to. */
export interface Share {
  /** place of the first one */
  readonly from: number;
  readonly every: number;
}

const WHOLE: Share = { from: 0, every: 1 };

/** Measures the scenarios that stand outside proposals. */
export function measureCoverage(program: Program, options: CoverageOptions = {}): Coverage {
  return measureWith(new Recorder(program, options.isRequested), options);
}

/** The same with a recorder that can go on: further scenarios add to what it has seen. */
export function measureWith(
  recorder: Recorder,
  { step = () => {}, share = WHOLE }: CoverageOptions = {},
): Coverage {
  const { program, points } = recorder;
  const scenarios = program.scenarios.filter(({ proposal }) => proposal === null);
  const asked = scenarios
    .filter((_, i) => i % share.every === share.from)
    .flatMap((scenario) => scenario.expectations.map((expectation) => ({ scenario, expectation })));
  asked.forEach(({ scenario, expectation }, i) => {
    step(i, asked.length);
    recorder.record(scenario, expectation);
  });
  const expectations = scenarios.reduce((sum, scenario) => sum + scenario.expectations.length, 0);
  return { points: points.all, scenarios: scenarios.length, expectations };
}

/** What one evaluation came to. */
interface Seen {
  readonly answer: OracleDetermination;
  /** points that came to yes, and that came to no */
  readonly yes: ReadonlySet<Point>;
  readonly no: ReadonlySet<Point>;
  /** by declaration: what it came to, as text that differs where that differs */
  readonly values: ReadonlyMap<string, string>;
  /** by group: the tests that look into it on the day itself and came to anything but no */
  readonly tests: ReadonlyMap<string, readonly Tested[]>;
}

interface Tested {
  readonly test: Expr;
  readonly truth: string;
  readonly scene: Scene;
}

/** Notes what scenarios exercise. */
export class Recorder {
  readonly points: Points;
  readonly program: Program;
  readonly #concern: Concern;
  readonly #days: ReadonlySet<IsoDate>;
  readonly #ownerOf = new Map<DatedVersion<unknown>, string>();
  readonly #groups: GroupsOf;
  readonly #reviews: ReadonlyMap<string, ReadonlySet<string>>;
  #scenario: Scenario | null = null;
  /** evaluations of the scenario at hand, by the law that was asked */
  readonly #seen = new Map<Program, Map<string, Seen | null>>();

  /** `isRequested`: the places about which it is asked. */
  constructor(program: Program, isRequested?: (place: Span) => boolean) {
    const points = pointsOf(program, isRequested);
    this.program = program;
    this.points = points;
    this.#concern = new Concern(program, points.all, isRequested === undefined);
    this.#days = new Set([...points.dates.values()].flatMap((days) => [...days.keys()]));
    for (const { kind, declared, chronology } of datedDeclarations(program)) {
      if (kind === "group" || kind === "exception") continue;
      for (const version of chronology.versions) this.#ownerOf.set(version, declared.id);
    }
    this.#groups = new GroupsOf();
    this.#reviews = new Map(program.measures.map((measure) => [measure.id, reviewsOf(measure)]));
  }

  record(scenario: Scenario, expectation: ExpectationValue): void {
    if (!this.#concern.isOf(expectation.jurisdiction)) return;
    for (const side of this.seen(scenario, expectation)) side.hits++;
  }

  /**
   * What an expectation exercises, as often as it does, without noting it. `part`: measures of the program, and all that these rest
   * on, where nothing else is asked about.
   */
  seen(
    scenario: Scenario,
    expectation: ExpectationValue,
    part: Program = this.#concern.partFor(expectation.jurisdiction),
  ): readonly Side[] {
    if (this.#scenario !== scenario) this.#seen.clear();
    this.#scenario = scenario;
    const { on } = expectation;
    const evaluate = (day: IsoDate): Seen | null => this.#evaluate(part, scenario.given, expectation, day);
    const now = evaluate(on);
    if (now === null) return [];
    const sides: Side[] = [];
    const hit = (point: Point | undefined, side: number): void => {
      const found = point?.sides[side];
      if (found !== undefined) sides.push(found);
    };
    for (const { id, holds } of now.answer.requirements) {
      if (holds === "yes") hit(this.points.rows.get(rowKey(id)), 0);
    }
    for (const point of now.yes) hit(point, 0);
    for (const point of now.no) if (point.sides.length > 1) hit(point, 1);
    const after = shifted(on, 1);
    if (this.#days.has(on)) {
      const before = evaluate(shifted(on, -1));
      for (const point of this.#changing(on, before, now)) hit(point, 1);
    }
    if (this.#days.has(after)) {
      const next = evaluate(after);
      for (const point of this.#changing(after, now, next)) hit(point, 0);
    }
    return sides;
  }

  /** The dates of declarations that change on the day and come to something else for this case. */
  *#changing(day: IsoDate, before: Seen | null, after: Seen | null): Iterable<Point> {
    if (before === null || after === null) return;
    for (const [id, days] of this.points.dates) {
      const point = days.get(day);
      if (point === undefined) continue;
      // how often a group is asked about is not what it says
      const isOther =
        (before.values.get(id) ?? "") !== (after.values.get(id) ?? "") ||
        before.tests.get(id)?.some((tested) => isOtherOn(tested, day)) === true ||
        after.tests.get(id)?.some((tested) => isOtherOn(tested, shifted(day, -1))) === true;
      if (isOther) yield point;
    }
  }

  #evaluate(part: Program, given: CaseJson, expectation: ExpectationValue, day: IsoDate): Seen | null {
    const { jurisdiction, knownAt, practice } = expectation;
    const key = `${jurisdiction.name} ${day} ${knownAt ?? ""} ${practice}`;
    const ofPart = this.#seen.get(part) ?? new Map<string, Seen | null>();
    this.#seen.set(part, ofPart);
    const known = ofPart.get(key);
    if (known !== undefined) return known;
    const yes = new Set<Point>();
    const no = new Set<Point>();
    const counts = new Map<string, Map<string, number>>();
    const tests = new Map<string, Tested[]>();
    const next = shifted(day, 1);
    // What does not hold and what is not asked at all are alike: neither changes an answer.
    const count = (id: string, what: string): void => {
      if (what === "no") return;
      const ofId = counts.get(id) ?? new Map<string, number>();
      counts.set(id, ofId.set(what, (ofId.get(what) ?? 0) + 1));
    };
    /** What is so of a measure is so once, however many of its requirements it is so of. */
    const once = (id: string, what: string): void => {
      if (counts.get(id)?.has(what) !== true) count(id, what);
    };
    const observe = (what: Expr | LimbValue | DatedVersion<unknown>, truth: string, scene: Scene): void => {
      if (isOver) return;
      const point = this.points.of.get(what);
      if (point !== undefined && truth === "yes") yes.add(point);
      if (point !== undefined && truth === "no") no.add(point);
      const owner = this.#ownerOf.get(what as DatedVersion<unknown>);
      if (owner !== undefined) count(owner, truth);
      if (truth === "no" || !("kind" in what) || scene.moment.day !== day) return;
      for (const { id } of this.#groups.of(what)) {
        const days = this.points.dates.get(id);
        if (days?.has(day) !== true && days?.has(next) !== true) continue;
        const ofId = tests.get(id) ?? [];
        tests.set(id, ofId);
        ofId.push({ test: what, truth, scene });
      }
    };
    let isOver = false;
    let seen: Seen | null = null;
    try {
      const answer = interpret(part, given, {
        asOf: day,
        knownAt,
        view: practice ? "practice" : "text",
        jurisdiction: jurisdiction.name,
        observe,
      });
      for (const requirement of answer.requirements) {
        const { measure, id, holds, review, releasedBy, perhapsReleasedBy } = requirement;
        count(measure, [id, holds, ...releasedBy].join(" "));
        for (const exception of releasedBy) once(exception, `releases ${measure}`);
        for (const exception of perhapsReleasedBy) once(exception, `may release ${measure}`);
        for (const grid of this.#reviews.get(measure) ?? [])
          once(grid, `${measure} ${review.least} ${review.most}`);
      }
      const values = [...counts].map(([id, ofId]): [string, string] => [
        id,
        [...ofId]
          .map(([what, n]) => `${n} ${what}`)
          .sort()
          .join(", "),
      ]);
      seen = { answer, yes, no, values: new Map(values), tests };
    } catch (error) {
      // the scenario fails anyway, and says why
      if (!(error instanceof RefusedCase)) throw error;
    }
    // what is asked of the same case later is not part of its answer
    isOver = true;
    ofPart.set(key, seen);
    return seen;
  }
}

/** Whether a test comes to something else on another day, all else being the same. */
function isOtherOn({ test, truth, scene }: Tested, day: IsoDate): boolean {
  return evaluateTruth(test, { ...scene, moment: { ...scene.moment, day } }) !== truth;
}

function shifted(day: IsoDate, by: number): IsoDate {
  return dayOfNumber(dayNumber(day) + by);
}

/** The groups that a test of membership rests on, those within groups too. */
class GroupsOf {
  readonly #tests = new WeakMap<object, readonly Group[]>();

  of(expr: { readonly kind: string }): readonly Group[] {
    const known = this.#tests.get(expr);
    if (known !== undefined) return known;
    const found = new Set<Group>();
    const test = expr as Expr;
    if (test.kind === "in") collect(test.set, found);
    else if (test.kind === "meets") for (const side of [test.left, test.right]) collect(side, found);
    else if (test.kind === "classified") collect(test.codes, found);
    const groups = [...found];
    this.#tests.set(expr, groups);
    return groups;
  }
}

function collect(set: Expr, found: Set<Group>): void {
  walk(set, (part) => {
    if (part.kind !== "group" || found.has(part.group)) return;
    found.add(part.group);
    for (const version of part.group.chronology.versions) collect(version.value.value, found);
  });
}

/** Ids of the review grids that a measure names. */
function reviewsOf(measure: Measure): ReadonlySet<string> {
  return new Set(
    measure.chronology.versions.flatMap(({ value: { review } }) =>
      review?.kind === "review" ? [review.review.id] : [],
    ),
  );
}
