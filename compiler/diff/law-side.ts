/**
 * One of two laws that are compared: sources, or a build read back. Nothing is worked out before it is asked for, since
 * two large builds that differ in one row are mostly never looked at.
 */
import { type Judge, Law, lawOf } from "../analysis/index.ts";
import type { CaseJson, IsoDate, Program, Scenario } from "../check/tree.ts";
import type { NormalProgram } from "../normal/normal-program.ts";
import type { CaseProblem, Determination } from "../runtime/answer.ts";
import { readCase } from "../runtime/cases/case.ts";
import type { Bundle } from "../runtime/format.ts";
import { load } from "../runtime/index.ts";
import { NO_SOURCES, type Places, rowPlaces } from "../scenario/places.ts";
import { buildBundle } from "../table/build.ts";
import { withPartsOf } from "../table/equal-parts.ts";
import { lawOfBundle, rowsOf } from "./built/law.ts";
import { legalPartsOfBundle } from "./built/legal.ts";
import { type Part, partOf } from "./built/part.ts";
import { sayingsOfBundle } from "./built/sayings.ts";
import { idleRules } from "./idle.ts";
import { judgeOf } from "./judge.ts";
import { sayingsOf } from "./sayings.ts";
import { Slices } from "./slices.ts";
import { type Legal, legalParts } from "./texts.ts";

/** How a case is answered. */
export interface Asked {
  readonly knownAt?: IsoDate | null | undefined;
  readonly completions?: number | undefined;
  readonly missing?: boolean;
  readonly practice?: boolean;
}

export abstract class LawSide {
  /** scenarios that come with it; a build has none */
  abstract readonly scenarios: readonly Scenario[];
  /** rows, or rules, that may require something */
  abstract readonly size: number;
  abstract readonly jurisdictions: readonly string[];
  /** the day on which the law is read, whatever day is asked about; null: the day asked about */
  readonly #day: IsoDate | null;
  #engine: ReturnType<typeof load> | null = null;
  #places: Places | null = null;
  #law: Law | null = null;
  #slices: Slices | null = null;
  #legal: readonly Legal[] | null = null;
  /** the part asked for last: most days ask for the same */
  #part: { readonly key: string; readonly side: LawSide } | null = null;
  /** the answer given last for a case: it is mostly asked about again before it is changed */
  readonly #answers = new WeakMap<object, { readonly key: string; readonly answer: Determination | null }>();

  constructor(day: IsoDate | null = null) {
    this.#day = day;
  }

  /** The day of the law behind a day that is asked about. */
  on(asOf: IsoDate): IsoDate {
    return this.#day ?? asOf;
  }

  protected get day(): IsoDate | null {
    return this.#day;
  }

  protected abstract readBundle(): Bundle;
  protected abstract readLaw(): Law;
  protected abstract readSlices(): Slices;
  protected abstract readLegal(): readonly Legal[];
  /** Where entries of control lists stand that are in force on a day, by id. */
  abstract entryCitations(ids: ReadonlySet<string>, asOf: IsoDate): readonly string[];
  protected abstract readPart(part: Part): LawSide;

  /** The same, to be compared with another: what is worked out of parts that both have is worked out once. */
  beside(_other: LawSide): LawSide {
    return this;
  }

  /** The whole law, as the analysis reads it. */
  get law(): Law {
    this.#law ??= this.readLaw();
    return this.#law;
  }

  get slices(): Slices {
    this.#slices ??= this.readSlices();
    return this.#slices;
  }

  /** What is compared as text. */
  get legal(): readonly Legal[] {
    this.#legal ??= this.readLegal();
    return this.#legal;
  }

  /** The rows behind the answers. */
  get places(): Places {
    this.#places ??= rowPlaces(this.readBundle(), NO_SOURCES);
    return this.#places;
  }

  /** The tables answer for what the oracle cannot read. */
  protected get judge(): Judge {
    return judgeOf((facts, asOf, jurisdiction) => this.answer(facts, asOf, jurisdiction));
  }

  /** The law as if it had these measures alone; it reaches what the whole law reaches. */
  part(part: Part): LawSide {
    const key = [...part].sort().join(" ");
    if (key !== this.#part?.key) this.#part = { key, side: this.readPart(part) };
    return this.#part.side;
  }

  /**
   * The answer for a case; null where the case does not fit the vocabulary of this law. `completions`: cases tried where
   * facts are missing; `missing` false, without any: not told which are. `practice` false: by the text alone.
   */
  answer(
    facts: CaseJson,
    asOf: IsoDate,
    jurisdiction: string,
    { knownAt, completions, missing = true, practice = true }: Asked = {},
  ): Determination | null {
    const key = `${this.on(asOf)} ${jurisdiction} ${knownAt} ${completions} ${missing} ${practice}`;
    const isObject = typeof facts === "object" && facts !== null;
    const known = isObject ? this.#answers.get(facts) : undefined;
    if (known?.key === key) return known.answer;
    const answer = this.#evaluate(facts, asOf, jurisdiction, { knownAt, completions, missing, practice });
    if (isObject) this.#answers.set(facts, { key, answer });
    return answer;
  }

  /** Why the case does not fit the vocabulary of this law, which is the same on every day; nothing where it does. */
  problemsOf(facts: CaseJson): readonly CaseProblem[] {
    this.#engine ??= load(this.readBundle());
    const { vocabulary, obligationIds } = this.#engine.model;
    const read = readCase(facts, vocabulary, obligationIds);
    return read.ok ? [] : read.problems;
  }

  #evaluate(
    facts: CaseJson,
    asOf: IsoDate,
    jurisdiction: string,
    { knownAt, completions, missing, practice }: Asked,
  ): Determination | null {
    this.#engine ??= load(this.readBundle());
    const answer = this.#engine.evaluate(facts, {
      asOf: this.on(asOf),
      jurisdictions: [jurisdiction],
      onlyAnswer: true,
      ...(knownAt == null ? {} : { knownAt }),
      ...(completions === undefined ? {} : { completions }),
      ...(missing === undefined ? {} : { missing }),
      ...(practice === undefined ? {} : { practice }),
    });
    return "problems" in answer ? null : (answer.determinations[0] ?? null);
  }
}

/** A law of sources. */
export class SourceSide extends LawSide {
  readonly #program: Program;
  /** null: all of the program */
  readonly #normal: NormalProgram | null;
  #bundle: Bundle | null = null;

  constructor(program: Program, day: IsoDate | null = null, normal: NormalProgram | null = null) {
    super(day);
    this.#program = program;
    this.#normal = normal;
  }

  get scenarios(): readonly Scenario[] {
    return this.#program.scenarios;
  }

  get size(): number {
    return this.law.normal.requirements.length;
  }

  get jurisdictions(): readonly string[] {
    return this.#program.jurisdictions.map((j) => j.name);
  }

  protected readBundle(): Bundle {
    this.#bundle ??= buildBundle(this.law.normal, this.#program);
    return this.#bundle;
  }

  protected readLaw(): Law {
    // the oracle reads whole programs: the tables of a part judge for themselves
    return this.#normal === null ? lawOf(this.#program) : new Law(this.#program, this.#normal, this.judge);
  }

  protected readSlices(): Slices {
    return new Slices(sayingsOf(this.law));
  }

  protected readLegal(): readonly Legal[] {
    return legalParts(this.#program);
  }

  entryCitations(ids: ReadonlySet<string>, asOf: IsoDate): readonly string[] {
    return this.law.normal.classifications
      .filter(({ of, effective }) => ids.has(of.id) && isOn(effective, this.on(asOf)))
      .flatMap(({ citations }) => citations);
  }

  protected readPart(part: Part): LawSide {
    const { normal } = this.law;
    const chosen = normal.requirements.filter((rule) => part.has(rule.of.id));
    const others = normal.requirements.filter((rule) => !part.has(rule.of.id));
    const requirements = [...chosen, ...idleRules(others)];
    return new SourceSide(this.#program, this.day, { ...normal, requirements });
  }
}

/** A law of tables; `scenarios` are those of its sources, where they are at hand. */
export class BuiltSide extends LawSide {
  readonly scenarios: readonly Scenario[];
  readonly size: number;
  readonly #bundle: Bundle;

  constructor(bundle: Bundle, scenarios: readonly Scenario[] = [], day: IsoDate | null = null) {
    super(day);
    this.#bundle = bundle;
    this.scenarios = scenarios;
    this.size = bundle.tables.reduce(
      (n, { tables }) => n + tables.reduce((m, { rows }) => m + rows.length, 0),
      0,
    );
  }

  override beside(other: LawSide): LawSide {
    if (!(other instanceof BuiltSide)) return this;
    return new BuiltSide(withPartsOf(this.#bundle, other.#bundle), this.scenarios, this.day);
  }

  get jurisdictions(): readonly string[] {
    return Object.keys(this.#bundle.definitions.jurisdictions);
  }

  protected readBundle(): Bundle {
    return this.#bundle;
  }

  protected readLaw(): Law {
    return lawOfBundle(this.#bundle, this.judge);
  }

  protected readSlices(): Slices {
    return new Slices(sayingsOfBundle(this.#bundle));
  }

  protected readLegal(): readonly Legal[] {
    return legalPartsOfBundle(this.#bundle);
  }

  entryCitations(ids: ReadonlySet<string>, asOf: IsoDate): readonly string[] {
    return [...rowsOf(this.#bundle)]
      .filter(({ document }) => document.kind === "classification")
      .filter(({ row }) => ids.has(row.of) && isOn(row.effective, this.on(asOf)))
      .flatMap(({ row }) => row.citations);
  }

  protected readPart(part: Part): LawSide {
    return new BuiltSide(partOf(this.#bundle, part), [], this.day);
  }
}

function isOn(
  { from, until }: { readonly from: IsoDate | null; readonly until: IsoDate | null },
  day: IsoDate,
): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}
