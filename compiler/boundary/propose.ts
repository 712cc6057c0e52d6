/**
 * Scenarios for what no scenario exercises. Transactions come from the analysis engine, put into the situations that the
 * scenarios there are speak about, or are those of the scenarios on another day; kept is what exercises something new.
 */
import type { Span } from "../../grammar/base/span.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type {
  CaseJson,
  DatedVersion,
  Expr,
  IsoDate,
  Jurisdiction,
  LimbValue,
  Measure,
  Program,
  Scenario,
} from "../check/tree.ts";
import { measureWith, Recorder } from "../coverage/measure.ts";
import { addHits, type Point, rowKey, type Side } from "../coverage/points.ts";
import { Dependents } from "../dependents/dependents.ts";
import { type Dated, datedDeclarations, everyExpression, outermostLimbs } from "../dependents/parts.ts";
import { conditionOf, example, overTransaction } from "../mutate/local.ts";
import { type Seed, seedsOf, withFacts } from "../mutate/seeds.ts";
import type { Requirement, Rule } from "../normal/normal-program.ts";
import { requirementHolds } from "../proofs/claims.ts";
import { Examiner } from "../proofs/examiner.ts";
import { speakable } from "../proofs/scenario-text.ts";
import { arisen, showClaim } from "../proofs/witness.ts";
import { type Found, SmallLaw } from "./small-law.ts";

/** A case and the days on which it is to be judged. */
export interface Proposal {
  /** what it exercises, in words */
  readonly title: string;
  readonly given: CaseJson;
  readonly jurisdiction: Jurisdiction;
  readonly days: readonly IsoDate[];
}

export interface ProposeOptions {
  /** scenarios at most */
  readonly limit: number;
  /** whether the place is one to write scenarios for */
  readonly isRequested: (place: Span) => boolean;
  readonly step: (what: string) => void;
  /** what the scenarios exercise of these places, by `hitsOf`; absent: it is measured */
  readonly measured?: readonly number[];
  /** told at the end */
  readonly onSearched?: (searched: Searched) => void;
}

/** Sides of places by what became of them. */
export interface Searched {
  /** nothing exercised them */
  readonly missing: number;
  /** a case was looked for */
  readonly tried: number;
  /** nothing exercises them with what was found, either */
  readonly left: number;
}

/** Proposals in the order of the places they are about. */
export function propose(program: Program, options: ProposeOptions): readonly Proposal[] {
  const recorder = new Recorder(program, options.isRequested);
  const finder = new Finder(program);
  const found: Proposal[] = [];
  const missed = recorder.points.all;
  if (options.measured !== undefined) addHits(missed, options.measured);
  else
    measureWith(recorder, {
      step: (done, all) => options.step(`measuring coverage: ${done} of ${all} expectations`),
    });
  // what cannot be found is tried in vain, which is not to take for ever
  const most = options.limit * TRIES;
  const idle = (): number =>
    missed.reduce((n, { sides }) => n + sides.filter(({ hits }) => hits === 0).length, 0);
  const missing = idle();
  let tries = 0;
  missed.forEach((point, i) => {
    point.sides.forEach((side, index) => {
      if (side.hits > 0 || found.length >= options.limit || tries >= most) return;
      tries++;
      options.step(`writing scenarios: ${found.length} for ${i} of ${missed.length} places`);
      for (const candidate of finder.candidates(point, index)) {
        if (!seenBy(candidate, recorder, finder.partFor(point, candidate)).includes(side)) continue;
        // the other measures may leave nothing to look at: what does not govern is asked for no route
        const all = seenBy(candidate, recorder);
        if (!all.includes(side)) continue;
        // what it exercises besides needs no other scenario
        for (const seen of all) seen.hits++;
        found.push({
          ...candidate,
          title: `${point.detail === "" ? point.of : titleOf(point)}: ${side.name}`,
        });
        break;
      }
    });
  });
  options.onSearched?.({ missing, tried: tries, left: idle() });
  return found;
}

const TRIES = 12;

function titleOf({ of, detail }: Point): string {
  return detail.startsWith(of) ? detail : `${of} on ${detail}`;
}

/** What a candidate exercises if it is put to the law as a scenario, or to a part of it. */
function seenBy(
  { given, jurisdiction, days }: Candidate,
  recorder: Recorder,
  part?: Program,
): readonly Side[] {
  const module = recorder.program.modules[0]!;
  const { span } = module;
  const expectations = days.map((on) => ({
    on,
    knownAt: null,
    practice: false,
    jurisdiction,
    verdict: "undetermined" as const,
    by: [],
    review: null,
    routes: null,
    missing: [],
    span,
  }));
  const scenario: Scenario = { title: "", module, span, proposal: null, given, expectations };
  return expectations.flatMap((expectation) => recorder.seen(scenario, expectation, part));
}

type Candidate = Omit<Proposal, "title">;

class Finder {
  readonly #program: Program;
  readonly #dependents: Dependents;
  readonly #dated: ReadonlyMap<string, Dated>;
  readonly #seeds: ReadonlyMap<string, readonly Seed[]>;
  readonly #examiner: Examiner;
  readonly #rules: ReadonlyMap<string, Rule<Measure, Requirement>>;
  readonly #parts = new Map<string, Program>();
  readonly #small: SmallLaw | null;

  constructor(program: Program) {
    this.#program = program;
    this.#dependents = new Dependents(program);
    this.#dated = new Map(datedDeclarations(program).map((dated) => [dated.declared.id, dated]));
    this.#seeds = seedsOf(program);
    this.#examiner = new Examiner(program);
    const rules = new Map<string, Rule<Measure, Requirement>>();
    for (const rule of this.#examiner.law.normal.requirements) {
      if (!rules.has(rowKey(rule.id))) rules.set(rowKey(rule.id), rule);
    }
    this.#rules = rules;
    this.#small = SmallLaw.of(program, this.#dependents);
  }

  /** Names of the jurisdictions of which a declaration may decide an answer: by a measure, or as their own ground. */
  concernedBy(id: string): ReadonlySet<string> {
    return new Set(this.#dependents.jurisdictionsOn(id).map(({ name }) => name));
  }

  /** The measures that a point is of, as far as they answer for the candidate: the law that has to be asked about it. */
  partFor({ of }: Point, { jurisdiction }: Candidate): Program | undefined {
    const chain = this.#chainOf(jurisdiction.name);
    const ids = this.#dependents
      .measuresOn(of)
      .filter((measure) => chain.includes(measure.jurisdiction.name))
      .map(({ id }) => id)
      .sort((a, b) => this.#dependents.weightOf(a) - this.#dependents.weightOf(b) || (a < b ? -1 : 1))
      .slice(0, MEASURES);
    if (ids.length === 0) return undefined;
    const key = ids.join(" ");
    const part = this.#parts.get(key) ?? this.#dependents.together(this.#program, ids);
    this.#parts.set(key, part);
    return part;
  }

  #chainOf(name: string): readonly string[] {
    const chain: string[] = [];
    const own = this.#program.jurisdictions.find((one) => one.name === name);
    for (let at = own ?? null; at !== null; at = at.within) chain.push(at.name);
    return chain;
  }

  /** Cases that may exercise the side, the likelier first. */
  *candidates(point: Point, side: number): Generator<Candidate> {
    const dated = this.#dated.get(point.of);
    if (dated === undefined) return;
    if (point.kind === "date") yield* this.#onDate(dated, point);
    else if (dated.kind === "measure" && point.kind === "row") yield* this.#ofRow(point);
    else yield* this.#ofCondition(dated, point, side);
    if (this.#small !== null) yield* this.#inSmallLaw(this.#small, dated, point, side);
  }

  /** Cases that bring the measures that rest on the place to each of their answers. */
  *#inSmallLaw(law: SmallLaw, dated: Dated, point: Point, side: number): Generator<Candidate> {
    const { id } = dated.declared;
    const place = function* (found: Iterable<Found>, days: readonly IsoDate[]): Generator<Candidate> {
      for (const { facts, jurisdiction } of found) yield { given: speakable(facts), jurisdiction, days };
    };
    if (point.kind === "date") {
      const days = [dayOfNumber(dayNumber(point.detail) - 1), point.detail];
      yield* place(law.changing(id, point.detail), days);
      return;
    }
    for (const [i, version] of dated.chronology.versions.entries()) {
      const part = partAt(dated, version, point);
      if (part === undefined && point.kind !== "row" && version.span.start !== point.span.start) continue;
      const own = part === undefined ? null : overTransaction(this.#program, dated, part);
      const wanted = own === null || side === 0 ? own : contrary(own);
      for (const day of this.#daysWithin(dated, i)) yield* place(law.answered(id, wanted, day), [day]);
    }
  }

  /** The first day of a version, and days on which something changes that measures on the declaration rest on. */
  #daysWithin({ declared, chronology }: Dated, index: number): readonly IsoDate[] {
    const from = chronology.versions[index]!.from ?? FIRST;
    const until = chronology.versions[index + 1]?.from ?? null;
    const changes = this.#dependents
      .measuresOn(declared.id)
      .flatMap(({ id }) => this.#dependents.daysOf(id))
      .filter((day) => day > from && (until === null || day < until));
    return [from, ...new Set(changes.sort())].slice(0, DAYS);
  }

  /** The cases of the scenarios, and an example of the entry that changes, on the day and on the day before. */
  *#onDate(dated: Dated, { detail: day }: Point): Generator<Candidate> {
    const days = [dayOfNumber(dayNumber(day) - 1), day];
    for (const { given, expectation } of this.#situations(dated))
      yield { given, jurisdiction: expectation.jurisdiction, days };
    const version = dated.chronology.versions.find(({ from }) => from === day);
    const condition = version === undefined ? null : conditionOf(this.#program, dated, version);
    const facts = condition === null ? null : this.#example(dated, condition, day);
    if (facts !== null) yield* this.#placed(dated, facts, () => days);
  }

  /** A row of a measure: the smallest transaction for which the engine proves that it arises. */
  *#ofRow({ detail }: Point): Generator<Candidate> {
    const rule = this.#rules.get(detail);
    const point = rule === undefined ? undefined : this.#examiner.moments(rule.effective)[0];
    if (rule === undefined || point === undefined) return;
    this.#examiner.allot();
    const shown = showClaim(
      this.#examiner,
      rule.of,
      point,
      requirementHolds(rule),
      (alone, facts) => arisen(alone, facts, point, rule) !== null,
    );
    if (shown === null) return;
    yield { given: speakable(shown.facts), jurisdiction: shown.jurisdiction, days: [point.asOf] };
  }

  /** A condition of an entry, a ground or a named condition: facts that bring it to the side, in the known situations. */
  *#ofCondition(dated: Dated, point: Point, side: number): Generator<Candidate> {
    for (const version of dated.chronology.versions) {
      const day = version.from ?? FIRST;
      const part = partAt(dated, version, point);
      if (part === undefined) continue;
      const own = overTransaction(this.#program, dated, part);
      if (own === null) continue;
      const wanted = side === 0 ? own : contrary(own);
      const facts = this.#example(dated, wanted, day);
      if (facts === null) continue;
      yield* this.#placed(dated, facts, ({ expectation: { on } }) =>
        [...new Set(version.from === null ? [on] : [on, version.from])].sort(),
      );
    }
  }

  #example(dated: Dated, condition: Expr, day: IsoDate): CaseJson | null {
    const program = this.#dependents.aroundConditions(this.#program, dated.declared.id);
    const measure = this.#program.measures.find(({ proposal }) => proposal === null);
    return program === null || measure === undefined ? null : example({ program, condition, measure }, day);
  }

  *#placed(dated: Dated, facts: CaseJson, days: (seed: Seed) => readonly IsoDate[]): Generator<Candidate> {
    for (const seed of this.#situations(dated)) {
      const given = speakable(withFacts(seed.given, facts));
      yield { given, jurisdiction: seed.expectation.jurisdiction, days: days(seed) };
    }
  }

  /** Situations of the jurisdictions whose measures rest on the declaration; few, as each is asked for an answer. */
  #situations({ declared }: Dated): readonly Seed[] {
    const names = this.concernedBy(declared.id);
    return [...this.#seeds].flatMap(([name, seeds]) => (names.has(name) ? seeds.slice(0, SITUATIONS) : []));
  }
}

/** The condition of a version that a point is about: of those at one place the one that is asked (`x != y` is written for not `x = y`). */
function partAt(dated: Dated, version: DatedVersion<unknown>, { span, asked }: Point): Expr | undefined {
  const expressions = everyExpression(dated, version);
  const parts = asked === null ? expressions.flatMap(outermostLimbs).map(asExpr) : expressions;
  return parts.find(
    (part) =>
      part.span.start === span.start &&
      part.span.end === span.end &&
      part.span.file === span.file &&
      (asked === null || part.kind === asked.kind),
  );
}

function contrary(operand: Expr): Expr {
  return { kind: "not", operand, type: operand.type, span: operand.span };
}

/** Days on which measures are asked for each of their answers. */
const DAYS = 6;
const SITUATIONS = 6;
/** Measures that a candidate is put to, the simplest first, where many rest on one condition. */
const MEASURES = 4;
/** For a law without any date, where one day is as good as another. */
const FIRST = "2000-01-02";

function asExpr({ condition, unless, span }: LimbValue): Expr {
  const { type } = condition;
  if (unless === null) return { ...condition, span };
  return { kind: "and", operands: [condition, { kind: "not", operand: unless, type, span }], type, span };
}
