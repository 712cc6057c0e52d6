/** Which scenarios can notice a mutant, and whether they do. */
import type {
  DatedVersion,
  ExpectationValue,
  Expr,
  Jurisdiction,
  LimbValue,
  Program,
  Scenario,
} from "../check/tree.ts";
import {
  interpret,
  type Observe,
  type OracleDetermination,
  RefusedCase,
  type Scene,
} from "../oracle/index.ts";
import { type Mutant, withMutant } from "./mutant.ts";

/** An expectation of a scenario, and the answer the law gives without any mutant. */
export interface Probe {
  readonly scenario: Scenario;
  readonly expectation: ExpectationValue;
  readonly answer: OracleDetermination;
}

/** Mutants with the probes that come to another truth, day or requirement where they were changed. */
export interface Noticed {
  readonly probes: number;
  readonly by: ReadonlyMap<Mutant, readonly Probe[]>;
}

/** The jurisdiction and those it lies within, whose measures are its own. */
function lineOf(jurisdiction: Jurisdiction): readonly Jurisdiction[] {
  return [jurisdiction, ...(jurisdiction.within === null ? [] : lineOf(jurisdiction.within))];
}

/**
 * Puts the expectations for the concerned jurisdictions to the law once and notes, for each mutant, which of them get to
 * what it changes.
 */
export function whoCanNotice(
  twin: Program,
  mutants: readonly Mutant[],
  evaluate: (expr: Expr, scene: Scene) => string,
  concerned: ReadonlySet<string>,
  step: (done: number, all: number) => void,
): Noticed {
  const triggers = new Triggers(mutants);
  const by = new Map<Mutant, Probe[]>(mutants.map((mutant) => [mutant, []]));
  const all = twin.scenarios
    .filter(({ proposal }) => proposal === null)
    .flatMap((scenario) => scenario.expectations.map((expectation) => ({ scenario, expectation })))
    .filter(({ expectation }) => lineOf(expectation.jurisdiction).some(({ name }) => concerned.has(name)));
  let probes = 0;
  all.forEach(({ scenario, expectation }, i) => {
    step(i, all.length);
    const noticed = new Set<Mutant>(triggers.onDay(expectation.on));
    const answer = ask(twin, scenario, expectation, (what, truth, scene) => {
      for (const mutant of triggers.not(what, truth)) noticed.add(mutant);
      for (const mutant of triggers.tests(what)) {
        if (noticed.has(mutant)) continue;
        // What is remembered of the unchanged law must not answer for the changed one.
        const world = { ...scene.world, reads: [], memory: new Map(), observe: null };
        if (withMutant(mutant, () => evaluate(what as Expr, { ...scene, world })) !== truth)
          noticed.add(mutant);
      }
    });
    if (answer === null || answer.verdict !== expectation.verdict) return;
    probes++;
    for (const { measure } of answer.requirements)
      for (const mutant of triggers.requirement(measure)) noticed.add(mutant);
    for (const mutant of noticed) by.get(mutant)!.push({ scenario, expectation, answer });
  });
  return { probes, by };
}

/** Whether some scenario that can notice the mutant fails because of it. */
export function isKilled(twin: Program, mutant: Mutant, probes: readonly Probe[]): boolean {
  return withMutant(mutant, () =>
    probes.some(({ scenario, expectation, answer }) => {
      const came = ask(twin, scenario, expectation);
      return came === null || asserted(expectation, came) !== asserted(expectation, answer);
    }),
  );
}

/** The answer of the oracle; null for facts that are no case. */
export function ask(
  program: Program,
  { given }: Pick<Scenario, "given">,
  {
    on,
    knownAt,
    practice,
    jurisdiction,
  }: Pick<ExpectationValue, "on" | "knownAt" | "practice" | "jurisdiction">,
  observe?: Observe,
): OracleDetermination | null {
  try {
    return interpret(program, given, {
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

/** What the expectation looks at, as text: what it does not name may change without its noticing. */
function asserted(expectation: ExpectationValue, answer: OracleDetermination): string {
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
  answer: OracleDetermination,
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
      if (trigger.kind === "other truth") for (const expr of trigger.exprs) put(this.#tests, expr, mutant);
      else if (trigger.kind === "not")
        for (const what of trigger.of) put(this.#not[trigger.truth], what, mutant);
      else if (trigger.kind === "day") for (const day of trigger.days) put(this.#days, day, mutant);
      else put(this.#measures, trigger.measure, mutant);
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

function put<K>(map: Map<K, Mutant[]>, key: K, mutant: Mutant): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [mutant]);
  else known.push(mutant);
}
