/**
 * Scenarios for what no scenario exercises. Transactions come from the analysis engine, put into the situations that the
 * scenarios there are speak about, or are those of the scenarios on another day; kept is what exercises something new.
 */
import type { Span } from "../../grammar/base/span.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type {
  CaseJson,
  Expr,
  IsoDate,
  Jurisdiction,
  LimbValue,
  Measure,
  Program,
  Scenario,
} from "../check/tree.ts";
import { measureWith, Recorder } from "../coverage/measure.ts";
import { type Dated, datedDeclarations, everyExpression, outermostLimbs } from "../coverage/parts.ts";
import { type Point, rowKey } from "../coverage/points.ts";
import { Dependents } from "../mutate/dependents.ts";
import { conditionOf, example, overTransaction } from "../mutate/local.ts";
import { type Seed, seedsOf, withFacts } from "../mutate/seeds.ts";
import type { Requirement, Rule } from "../normal/normal-program.ts";
import { requirementHolds } from "../proofs/claims.ts";
import { Examiner } from "../proofs/examiner.ts";
import { speakable } from "../proofs/scenario-text.ts";
import { arisen, showClaim } from "../proofs/witness.ts";

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
  /** told at the end: on how many sides of places nothing was exercised, and for how many of them a case was looked for */
  readonly onSearched?: (missing: number, tried: number) => void;
}

/** Proposals in the order of the places they are about. */
export function propose(program: Program, options: ProposeOptions): readonly Proposal[] {
  const recorder = new Recorder(program);
  const finder = new Finder(program);
  const found: Proposal[] = [];
  const missed = recorder.points.all.filter(({ span }) => options.isRequested(span));
  // what is said of other jurisdictions exercises nothing of what is asked for
  const concerned = new Set(
    missed.flatMap(({ of }) => finder.measuresOn(of).map((m) => m.jurisdiction.name)),
  );
  measureWith(
    recorder,
    program,
    (done, all) => options.step(`measuring coverage: ${done} of ${all} expectations`),
    (name) => finder.isConcerned(name, concerned),
  );
  // what cannot be found is tried in vain, which is not to take for ever
  const most = options.limit * TRIES;
  const idle = missed.reduce((n, { sides }) => n + sides.filter(({ hits }) => hits === 0).length, 0);
  let tries = 0;
  missed.forEach((point, i) => {
    point.sides.forEach((side, index) => {
      if (side.hits > 0 || found.length >= options.limit || tries >= most) return;
      tries++;
      options.step(`writing scenarios: ${found.length} for ${i} of ${missed.length} places`);
      for (const candidate of finder.candidates(point, index)) {
        record(finder.partFor(point, candidate), recorder, candidate);
        if (side.hits === 0) continue;
        found.push({
          ...candidate,
          title: `${point.detail === "" ? point.of : titleOf(point)}: ${side.name}`,
        });
        break;
      }
    });
  });
  options.onSearched?.(idle, tries);
  return found;
}

const TRIES = 12;

function titleOf({ of, detail }: Point): string {
  return detail.startsWith(of) ? detail : `${of} on ${detail}`;
}

/** Puts a candidate to a part of the law as if it were a scenario. */
function record(part: Program, recorder: Recorder, { given, jurisdiction, days }: Candidate): void {
  const module = part.modules[0]!;
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
  for (const expectation of expectations) recorder.record(scenario, expectation, part);
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
  }

  measuresOn(id: string): readonly Measure[] {
    return this.#dependents.measuresOn(id);
  }

  /** Whether a jurisdiction, or one that it lies within, is among these. */
  isConcerned(name: string, among: ReadonlySet<string>): boolean {
    return this.#chainOf(name).some((link) => among.has(link));
  }

  /** The measures that a point is of, as far as they answer for the candidate: the law that has to be asked about it. */
  partFor({ of }: Point, { jurisdiction }: Candidate): Program {
    const chain = this.#chainOf(jurisdiction.name);
    const ids = this.measuresOn(of)
      .filter((measure) => chain.includes(measure.jurisdiction.name))
      .map(({ id }) => id)
      .sort((a, b) => this.#dependents.weightOf(a) - this.#dependents.weightOf(b) || (a < b ? -1 : 1))
      .slice(0, MEASURES);
    const key = ids.join(" ");
    let part = this.#parts.get(key);
    if (part === undefined) {
      part = ids.length === 0 ? this.#program : this.#dependents.together(this.#program, ids);
      this.#parts.set(key, part);
    }
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
      const parts = [
        ...everyExpression(dated, version),
        ...everyExpression(dated, version).flatMap(outermostLimbs).map(asExpr),
      ];
      const part = parts.find(
        ({ span }) =>
          span.start === point.span.start && span.end === point.span.end && span.file === point.span.file,
      );
      if (part === undefined) continue;
      const own = overTransaction(this.#program, dated, part);
      if (own === null) continue;
      const wanted: Expr = side === 0 ? own : { kind: "not", operand: own, type: own.type, span: own.span };
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
    const names = new Set(
      this.#dependents.measuresOn(declared.id).map(({ jurisdiction }) => jurisdiction.name),
    );
    return [...this.#seeds].flatMap(([name, seeds]) => (names.has(name) ? seeds.slice(0, SITUATIONS) : []));
  }
}

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
