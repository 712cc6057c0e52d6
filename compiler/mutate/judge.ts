/**
 * What becomes of a mutant that no scenario noticed. The measures that rest on what was changed are compared one by one,
 * with the rest of the law left out, by the analysis engine: where no transaction makes a difference on any day that
 * matters, the mutant is the same law in other words. Else a transaction that makes one is put to the whole law.
 */
import { Analysis, type Law, lawOf } from "../analysis/index.ts";
import { addDays } from "../check/days.ts";
import type {
  CaseJson,
  DatedVersion,
  ExpectationValue,
  IsoDate,
  Jurisdiction,
  Measure,
  Program,
} from "../check/tree.ts";
import { Dependents } from "../dependents/dependents.ts";
import { type Dated, datedDeclarations } from "../dependents/parts.ts";
import { scenarioText, speakable } from "../proofs/scenario-text.ts";
import { expectationText } from "./expectation-text.ts";
import { type Asked, conditionOf, difference, example } from "./local.ts";
import { type Mutant, withMutant } from "./mutant.ts";
import { answerOf, put } from "./notice.ts";
import { Readers } from "./readers.ts";
import { type Seed, seedsOf, withFacts } from "./seeds.ts";

export type Judgement =
  /** proved */
  | { readonly kind: "equivalent" }
  /** a scenario that the law passes and the mutant does not */
  | { readonly kind: "differs"; readonly scenario: string }
  | { readonly kind: "unknown" };

/** Nodes for one question about one measure on one day. */
const BUDGET = 40_000;
/** Days on which a measure is compared; beyond, nothing is proved. */
const DAYS = 4;
/** Measures that are compared; beyond, nothing is proved. */
const MEASURES = 2;
/** Measures of a law that is compared as a whole where its measures, each by itself, settle nothing. */
const SMALL_LAW = 40;
/** Days on which such a law is compared; beyond, nothing is proved. */
const MOST_DAYS = 24;
/** Kinds of change of one day for which a case is looked for. */
const CHANGES = 3;
/** Cases put to the law and to the mutant, in search of one that tells them apart; each costs a whole interpretation. */
const TRIES = 24;
/** Stands for the day of the situation itself, on which other law than that of the first day is in force. */
const LATER = "";
/** For a law without any date, where one day is as good as another. */
const SOME_DAY = "2000-01-02";

/** A day, by the text or by practice. */
type Moment = Pick<ExpectationValue, "on" | "practice">;

export class Judge {
  readonly #program: Program;
  readonly #twin: Program;
  readonly #dependents: Dependents;
  readonly #readers: Readers;
  readonly #laws = new Map<string, Law>();
  readonly #dated: ReadonlyMap<string, Dated>;
  readonly #twinDated: ReadonlyMap<string, Dated>;
  readonly #seeds: ReadonlyMap<string, readonly Seed[]>;
  #tries = 0;

  constructor(program: Program, twin: Program) {
    this.#program = program;
    this.#twin = twin;
    this.#dependents = new Dependents(program);
    this.#readers = new Readers(twin);
    const byId = (of: Program) => new Map(datedDeclarations(of).map((dated) => [dated.declared.id, dated]));
    this.#dated = byId(program);
    this.#twinDated = byId(twin);
    this.#seeds = seedsOf(program);
  }

  judge(mutant: Mutant): Judgement {
    this.#tries = 0;
    const local = this.#judgeByItself(mutant);
    if (local.kind !== "unknown") return local;
    const inMeasures = this.#judgeInMeasures(mutant);
    return inMeasures.kind === "unknown" ? this.#judgeInWhole(mutant) : inMeasures;
  }

  /** A small law as a whole: what a measure by itself shows may be hidden behind others, and shown elsewhere. */
  #judgeInWhole(mutant: Mutant): Judgement {
    if (this.#program.measures.length > SMALL_LAW) return { kind: "unknown" };
    const before = lawOf(this.#program);
    const changed = withMutant(mutant, () => lawOf(this.#twin));
    // a state's answers hold those of its union
    const concerned = new Set(this.#dependents.jurisdictionsOn(mutant.of));
    const isConcerned = (one: Jurisdiction | null): boolean =>
      one !== null && (concerned.has(one) || isConcerned(one.within));
    const [measure = null] = this.#dependents.measuresOn(mutant.of);
    // what hides the change on one day may itself end on another; a ground need not be one of a measure
    const dated = [...this.#program.measures, ...this.#program.reaches];
    const byMeasure = dated.map(({ id }) => this.#daysOf(mutant, id, MOST_DAYS));
    const days = [...new Set(byMeasure.flatMap((of) => of.days))].sort();
    let isProved = byMeasure.every(({ all }) => all) && days.length <= MOST_DAYS;
    for (const jurisdiction of this.#program.jurisdictions.filter(isConcerned)) {
      for (const moment of this.#moments(days.slice(0, MOST_DAYS), this.#program.measures)) {
        const found = this.#compare(mutant, measure, [before, changed], moment, jurisdiction);
        if (typeof found === "object") return { kind: "differs", scenario: found.scenario };
        if (found !== "same") isProved = false;
        if (found === "unknown") break;
      }
    }
    return { kind: isProved ? "equivalent" : "unknown" };
  }

  /** Looks at the changed condition alone; what makes a difference there is then put into the scenarios' situations. */
  #judgeByItself(mutant: Mutant): Judgement {
    const [dated, twin] = [this.#dated.get(mutant.of), this.#twinDated.get(mutant.of)];
    if (dated === undefined || twin === undefined) return { kind: "unknown" };
    let isSame = mutant.trigger.kind !== "day";
    for (const [i, version] of dated.chronology.versions.entries()) {
      const law = this.#asked(this.#program, dated, version);
      const changed = withMutant(mutant, () => this.#asked(this.#twin, twin, twin.chronology.versions[i]!));
      if (law === null || changed === null) return { kind: "unknown" };
      const day = version.from ?? mutant.days[0]!;
      if (mutant.trigger.kind === "day") {
        const facts = example(law, day);
        const found = facts === null ? null : this.#inSituations(mutant, facts, mutant.days);
        if (found !== null) return { kind: "differs", scenario: found };
        continue;
      }
      for (const asked of this.#daysWithin(dated, i)) {
        const found = withMutant(mutant, () => difference(law, changed, asked));
        if (found !== "same") isSame = false;
        if (typeof found === "string") continue;
        const scenario = this.#inSituations(mutant, found.facts, [asked, LATER]);
        if (scenario !== null) return { kind: "differs", scenario };
        if (this.#tries >= TRIES) return { kind: "unknown" };
      }
    }
    return { kind: isSame ? "equivalent" : "unknown" };
  }

  /** The condition of a version with what it rests on; null where it cannot be asked by itself. */
  #asked(program: Program, dated: Dated, version: DatedVersion<unknown>): Asked | null {
    const condition = conditionOf(program, dated, version);
    const around = this.#dependents.around(program, dated.declared.id);
    const measure = program.measures.find(({ proposal }) => proposal === null);
    if (condition === null || around === null || measure === undefined) return null;
    return { program: around, condition, measure };
  }

  /** The first day of a version and those on which what it names changes. */
  #daysWithin({ declared, chronology }: Dated, index: number): readonly IsoDate[] {
    const { from } = chronology.versions[index]!;
    const until = chronology.versions[index + 1]?.from ?? null;
    const changes = this.#dependents
      .daysOf(declared.id)
      .filter((day) => (from === null || day > from) && (until === null || day < until));
    return [from ?? changes[0] ?? SOME_DAY, ...changes];
  }

  /** Puts the facts into the situations of the scenarios; a scenario where the whole law and the mutant answer apart. */
  #inSituations(mutant: Mutant, facts: CaseJson, days: readonly IsoDate[]): string | null {
    const [measure = null] = this.#dependents.measuresOn(mutant.of);
    const concerned = this.#dependents.jurisdictionsOn(mutant.of);
    const jurisdictions = new Map(concerned.map((one) => [one.name, one]));
    for (const [name, seeds] of this.#seeds) {
      if (![...jurisdictions.keys()].some((j) => j === name || jurisdictions.get(j)!.states !== null))
        continue;
      for (const seed of seeds) {
        const given = speakable(withFacts(seed.given, facts));
        for (const day of days) {
          if (this.#tries++ >= TRIES) return null;
          const { jurisdiction } = seed.expectation;
          const text = this.#scenario(
            mutant,
            given,
            { on: day === LATER ? seed.expectation.on : day, practice: false },
            jurisdiction,
            measure,
          );
          if (text !== null) return text;
        }
      }
    }
    return null;
  }

  /** The scenario that tells the two laws apart, or null where they answer alike. */
  #scenario(
    mutant: Mutant,
    given: CaseJson,
    moment: Moment,
    jurisdiction: Jurisdiction,
    measure: Measure | null,
  ): string | null {
    const point = { ...moment, knownAt: null, jurisdiction };
    const inquiry = put(this.#twin, { given }, point);
    const mutated = inquiry === null ? null : answerOf(inquiry, mutant, this.#readers);
    const { transaction } = this.#program;
    if (inquiry === null || mutated === null || transaction === null) return null;
    const verdict = expectationText(inquiry.determination, mutated, measure);
    if (verdict === null) return null;
    const { name } = jurisdiction;
    return scenarioText(`${mutant.of}: ${mutant.change}`, given, transaction, [
      { ...moment, jurisdiction: name, verdict },
    ]);
  }

  /** Compares the measures that rest on what was changed, each with the rest of the law left out. */
  #judgeInMeasures(mutant: Mutant): Judgement {
    const measures = this.#dependents.measuresOn(mutant.of);
    // what no measure rests on is the ground of a jurisdiction, which its answers rest on without any
    let isProved = measures.length > 0 && measures.length <= MEASURES;
    for (const measure of measures.slice(0, MEASURES)) {
      const { days, all } = this.#daysOf(mutant, measure.id);
      isProved &&= all;
      const changed = withMutant(mutant, () => lawOf(this.#dependents.alone(this.#twin, measure.id)));
      const laws = [this.#lawOf(measure), changed] as const;
      for (const moment of this.#moments(days, [measure])) {
        const found = this.#compare(mutant, measure, laws, moment, measure.jurisdiction);
        if (typeof found === "object") return { kind: "differs", scenario: found.scenario };
        if (found !== "same") isProved = false;
        // where one day is too much for the engine, the next will be, too
        if (found === "unknown") break;
      }
    }
    return { kind: isProved ? "equivalent" : "unknown" };
  }

  /** The measure by itself, as the law has it. */
  #lawOf(measure: Measure): Law {
    const law = this.#laws.get(measure.id) ?? lawOf(this.#dependents.alone(this.#program, measure.id));
    this.#laws.set(measure.id, law);
    return law;
  }

  /**
   * The days between which nothing changes for the measure, from the first on which the mutant may matter: before any other, where a
   * saving reads the law of a day on which it does.
   */
  #daysOf(
    mutant: Mutant,
    id: string,
    most = DAYS,
  ): { readonly days: readonly IsoDate[]; readonly all: boolean } {
    if (mutant.trigger.kind === "day") return { days: mutant.days, all: true };
    const own = mutant.days[0]!;
    const turns = this.#dependents.daysOf(id);
    const first = this.#dependents.isReadAhead(id, own) ? addDays([own, ...turns].sort()[0]!, -1) : own;
    const days = [first, ...turns.filter((day) => day > first)];
    return { days: days.slice(0, most), all: days.length <= most };
  }

  /** The days by the text, and by practice where measures are answered otherwise by it. */
  #moments(days: readonly IsoDate[], measures: readonly Measure[]): readonly Moment[] {
    const hasPractice = measures.some(({ id }) => this.#dependents.hasPractice(id));
    return days.flatMap((on) =>
      (hasPractice ? [false, true] : [false]).map((practice): Moment => ({ on, practice })),
    );
  }

  #compare(
    mutant: Mutant,
    measure: Measure | null,
    laws: readonly [Law, Law],
    moment: Moment,
    jurisdiction: Jurisdiction,
  ): "same" | "differs" | "unknown" | { readonly scenario: string } {
    const analysis = new Analysis({ budget: BUDGET });
    const found = withMutant(mutant, () =>
      analysis.attempt(() => {
        const point = { asOf: moment.on, view: moment.practice ? "practice" : "text" } as const;
        const views = laws.map((law) => analysis.view(law, point, jurisdiction.name));
        const changes = analysis.listChanges(analysis.changes(views[0]!, views[1]!, DETAIL));
        return changes
          .slice(0, CHANGES)
          .map(({ where }) => analysis.witness(where, views, { tries: 10 })?.case ?? null);
      }),
    );
    if (found.kind !== "done") return "unknown";
    if (found.value.length === 0) return "same";
    const cases = found.value.filter((facts) => facts !== null);
    // that no case was found for a change proves nothing
    if (cases.length === 0) return "unknown";
    for (const facts of cases) {
      const scenario = this.#scenario(mutant, speakable(facts), moment, jurisdiction, measure);
      if (scenario !== null) return { scenario };
    }
    return "differs";
  }
}

/** Verdicts, reviews and license types: what scenarios look at. */
const DETAIL = { review: true, routes: true, rules: false };
