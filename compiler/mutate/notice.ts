/** Which scenarios can notice a mutant, and whether they do. */
import type {
  DatedVersion,
  ExpectationValue,
  Expr,
  IsoDate,
  Jurisdiction,
  LimbValue,
  Program,
  Scenario,
} from "../check/tree.ts";
import {
  evaluateTruth,
  type Inquiry,
  inquire,
  type Observe,
  type OracleDetermination,
  RefusedCase,
  type Scene,
  without,
} from "../oracle/index.ts";
import { type Mutant, withMutant } from "./mutant.ts";
import { Readers } from "./readers.ts";

/** What the scenarios made of the mutants. */
export interface Trial {
  /** some scenario fails because of it */
  readonly killed: ReadonlySet<Mutant>;
  /** some scenario comes to another truth, day or requirement where the law was changed */
  readonly seen: ReadonlySet<Mutant>;
}

/** The jurisdiction and those it lies within, whose measures are its own. */
function lineOf(jurisdiction: Jurisdiction): readonly Jurisdiction[] {
  return [jurisdiction, ...(jurisdiction.within === null ? [] : lineOf(jurisdiction.within))];
}

/**
 * Puts the expectations for the concerned jurisdictions to the law, one after another. Each tries the mutants whose place it
 * gets to and that are still alive; of the law, only what reads the changed place is asked again.
 */
export function tryMutants(
  twin: Program,
  mutants: readonly Mutant[],
  concerned: ReadonlySet<string>,
  step: (done: number, all: number, killed: number) => void,
): Trial {
  const triggers = new Triggers(mutants);
  const readers = new Readers(twin);
  const killed = new Set<Mutant>();
  const seen = new Set<Mutant>();
  const all = twin.scenarios
    .filter(({ proposal }) => proposal === null)
    .flatMap((scenario) => scenario.expectations.map((expectation) => ({ scenario, expectation })))
    .filter(({ expectation }) => lineOf(expectation.jurisdiction).some(({ name }) => concerned.has(name)));
  all.forEach(({ scenario, expectation }, i) => {
    step(i, all.length, killed.size);
    const watch = new Watch(triggers, readers, killed);
    const inquiry = put(twin, scenario, expectation, watch.observe);
    watch.end();
    if (inquiry === null || inquiry.determination.verdict !== expectation.verdict) return;
    const right = asserted(expectation, inquiry.determination);
    for (const mutant of watch.noticed(expectation.on, inquiry.determination)) {
      seen.add(mutant);
      const came = answerOf(inquiry, mutant, readers);
      if (came === null || asserted(expectation, came) !== right) killed.add(mutant);
    }
  });
  return { killed, seen };
}

/** Notes the mutants that are alive and make a difference where a case comes by. */
class Watch {
  readonly #triggers: Triggers;
  readonly #readers: Readers;
  readonly #killed: ReadonlySet<Mutant>;
  readonly #noticed = new Set<Mutant>();
  #isOn = true;

  constructor(triggers: Triggers, readers: Readers, killed: ReadonlySet<Mutant>) {
    this.#triggers = triggers;
    this.#readers = readers;
    this.#killed = killed;
  }

  /** What is asked later, of the mutants themselves, is not looked at. */
  end(): void {
    this.#isOn = false;
  }

  readonly observe: Observe = (what, truth, scene) => {
    if (!this.#isOn) return;
    for (const mutant of this.#triggers.not(what, truth)) this.#noticed.add(mutant);
    for (const mutant of this.#triggers.tests(what)) {
      if (this.#noticed.has(mutant) || this.#killed.has(mutant)) continue;
      if (this.#truthIn(mutant, what as Expr, scene) !== truth) this.#noticed.add(mutant);
    }
  };

  /** The expression in the changed law; the case goes on as if nothing had been asked. */
  #truthIn(mutant: Mutant, expr: Expr, scene: Scene): string {
    const { reads, memory } = scene.world;
    const mark = reads.length;
    const { trigger } = mutant;
    // what an expression reads does not read the declaration in which it stands
    const stale = trigger.kind === "other truth" && trigger.elsewhere ? this.#readers.of(mutant) : [];
    this.#isOn = false;
    try {
      return withMutant(mutant, () => without(memory, stale, () => evaluateTruth(expr, scene)));
    } finally {
      this.#isOn = true;
      reads.length = mark;
    }
  }

  noticed(on: IsoDate, { requirements }: OracleDetermination): readonly Mutant[] {
    const found = new Set([...this.#noticed, ...this.#triggers.onDay(on)]);
    for (const { measure } of requirements)
      for (const mutant of this.#triggers.requirement(measure)) found.add(mutant);
    return [...found].filter((mutant) => !this.#killed.has(mutant));
  }
}

/** What the mutant answers where the law was asked before; null for facts that are no case to it. */
export function answerOf(inquiry: Inquiry, mutant: Mutant, readers: Readers): Answered | null {
  try {
    return withMutant(mutant, () => inquiry.again(readers.of(mutant)));
  } catch (error) {
    if (error instanceof RefusedCase) return null;
    throw error;
  }
}

/** Puts a case to a law; null for facts that are no case. */
export function put(
  program: Program,
  { given }: Pick<Scenario, "given">,
  {
    on,
    knownAt,
    practice,
    jurisdiction,
  }: Pick<ExpectationValue, "on" | "knownAt" | "practice" | "jurisdiction">,
  observe?: Observe,
): Inquiry | null {
  try {
    return inquire(program, given, {
      asOf: on,
      knownAt,
      view: practice ? "practice" : "text",
      jurisdiction: jurisdiction.name,
      ...(observe === undefined ? {} : { observe }),
    });
  } catch (error) {
    if (error instanceof RefusedCase) return null;
    throw error;
  }
}

type Answered = Omit<OracleDetermination, "contradictions">;

/** What the expectation looks at, as text: what it does not name may change without its noticing. */
function asserted(expectation: ExpectationValue, answer: Answered): string {
  const { review, routes, by, missing } = expectation;
  return JSON.stringify([
    answer.verdict,
    review === null ? null : answer.review,
    routes === null ? null : answer.routes,
    by.map((reason) => isReason(reason, answer, expectation.verdict)),
    missing.map((path) => answer.missing.some((found) => found.replace(/\[\d+\]/g, "") === path)),
  ]);
}

function isReason(
  { id, limb }: ExpectationValue["by"][number],
  answer: Answered,
  verdict: ExpectationValue["verdict"],
): boolean {
  const lifted = verdict === "authorized" || verdict === "undetermined";
  return answer.requirements.some(
    (requirement) =>
      requirement.releasedBy.includes(id) ||
      (requirement.measure === id &&
        (limb === null || requirement.limb.includes(limb)) &&
        (requirement.holds === "yes" || verdict === "undetermined") &&
        (lifted || requirement.releasedBy.length === 0)),
  );
}

type Observed = Expr | LimbValue | DatedVersion<unknown>;

/** Mutants by what triggers them. */
class Triggers {
  readonly #tests = new Map<unknown, Mutant[]>();
  readonly #not = { yes: new Map<unknown, Mutant[]>(), no: new Map<unknown, Mutant[]>() };
  readonly #days = new Map<string, Mutant[]>();
  readonly #measures = new Map<string, Mutant[]>();

  constructor(mutants: readonly Mutant[]) {
    for (const mutant of mutants) {
      const { trigger } = mutant;
      if (trigger.kind === "other truth") for (const expr of trigger.exprs) file(this.#tests, expr, mutant);
      else if (trigger.kind === "not")
        for (const what of trigger.of) file(this.#not[trigger.truth], what, mutant);
      else if (trigger.kind === "day") for (const day of trigger.days) file(this.#days, day, mutant);
      else file(this.#measures, trigger.measure, mutant);
    }
  }

  tests(what: Observed): readonly Mutant[] {
    return this.#tests.get(what) ?? [];
  }

  not(what: Observed, truth: string): readonly Mutant[] {
    const [yes, no] = [this.#not.yes.get(what) ?? [], this.#not.no.get(what) ?? []];
    return [...(truth === "yes" ? [] : yes), ...(truth === "no" ? [] : no)];
  }

  onDay(day: string): readonly Mutant[] {
    return this.#days.get(day) ?? [];
  }

  requirement(measure: string): readonly Mutant[] {
    return this.#measures.get(measure) ?? [];
  }
}

function file<K>(map: Map<K, Mutant[]>, key: K, mutant: Mutant): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [mutant]);
  else known.push(mutant);
}
