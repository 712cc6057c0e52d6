/**
 * How scenarios stand on one day, and since when. An answer that the truth values leave open is not sought further here: the
 * report shows what is settled, the explorer and `cordon eval` the rest.
 */
import { previousDay } from "../../check/days.ts";
import type { Expr, IsoDate, Jurisdiction, Program, Scenario } from "../../check/tree.ts";
import { datedDeclarations, everyExpression } from "../../coverage/parts.ts";
import type { Answer, CaseProblem, Determination } from "../../runtime/answer.ts";

export interface Standing {
  readonly jurisdiction: Jurisdiction;
  readonly came: Determination;
  /**
   * First day from which verdict and review policy have been the same up to the day asked about; null where nothing is asked
   * for, where they were so on every day that the law records, or where it was not sought.
   */
  readonly since: IsoDate | null;
}

/** Answers that may be asked for in all to find out since when others have been the same: each costs milliseconds. */
const STEPS_BACK = 500;

/** The part of an engine that is needed here. */
export interface Asked {
  evaluate(
    caseJson: unknown,
    options: { asOf: string; completions: number; jurisdictions: string[] },
  ): Answer | { readonly problems: readonly CaseProblem[] };
}

/**
 * The settled answers of the jurisdictions that each scenario asks, on the day; a scenario without any is left out. Since when
 * is sought for the first ones.
 */
export function standings(
  program: Program,
  engine: Asked,
  scenarios: readonly Scenario[],
  day: IsoDate,
): ReadonlyMap<Scenario, readonly Standing[]> {
  const days = new Map<Jurisdiction, readonly IsoDate[]>();
  const daysOf = (jurisdiction: Jurisdiction): readonly IsoDate[] => {
    const known = days.get(jurisdiction) ?? daysOfLaw(program, jurisdiction).filter((other) => other <= day);
    days.set(jurisdiction, known);
    return known;
  };
  const steps = { left: STEPS_BACK };
  const found = new Map<Scenario, readonly Standing[]>();
  for (const scenario of scenarios) {
    const asked = [...new Set(scenario.expectations.map(({ jurisdiction }) => jurisdiction))];
    const all = asked.flatMap((jurisdiction): Standing[] => {
      const came = answerOn(engine, scenario, jurisdiction, day);
      if (came === null || came.verdict === "undetermined") return [];
      const asks = came.requirements.length > 0;
      const since = asks
        ? sinceWhen(engine, scenario, jurisdiction, came, daysOf(jurisdiction), steps)
        : null;
      return [{ jurisdiction, came, since }];
    });
    if (all.length > 0) found.set(scenario, all);
  }
  return found;
}

function answerOn(
  engine: Asked,
  scenario: Scenario,
  { name }: Jurisdiction,
  asOf: IsoDate,
): Determination | null {
  const answer = engine.evaluate(scenario.given, { asOf, completions: 0, jurisdictions: [name] });
  return "problems" in answer ? null : (answer.determinations[0] ?? null);
}

/** Goes back from change to change of the law, until the answer was another. */
function sinceWhen(
  engine: Asked,
  scenario: Scenario,
  jurisdiction: Jurisdiction,
  now: Determination,
  days: readonly IsoDate[],
  steps: { left: number },
): IsoDate | null {
  for (const day of days.toReversed()) {
    if (steps.left-- <= 0) return null;
    const before = answerOn(engine, scenario, jurisdiction, previousDay(day));
    if (before?.verdict !== now.verdict || before.reviewPolicy !== now.reviewPolicy) return day;
  }
  return null;
}

/** The days on which something changes that an answer of the jurisdiction may rest on, ascending. */
function daysOfLaw(program: Program, jurisdiction: Jurisdiction): readonly IsoDate[] {
  const laws = lawsBehind(program, jurisdiction);
  const days = new Set<IsoDate>();
  for (const { declared, chronology } of datedDeclarations(program)) {
    if (!laws.has(declared.module.jurisdiction)) continue;
    for (const { from } of chronology.versions) if (from !== null) days.add(from);
    for (const { from, until } of chronology.statuses) {
      days.add(from);
      if (until !== null) days.add(until);
    }
  }
  for (const { rows } of program.lists)
    for (const { from, until } of rows) for (const day of [from, until]) if (day !== null) days.add(day);
  return [...days].sort();
}

/** The jurisdiction, what it lies within, and whatever law its declarations refer to; null: what belongs to none. */
function lawsBehind(program: Program, jurisdiction: Jurisdiction): ReadonlySet<Jurisdiction | null> {
  const laws = new Set<Jurisdiction | null>([null]);
  for (let law: Jurisdiction | null = jurisdiction; law !== null; law = law.within) laws.add(law);
  const references = referencesOf(program);
  // A set grows while it is walked.
  for (const law of laws) for (const other of references.get(law) ?? []) laws.add(other);
  return laws;
}

type Laws = ReadonlyMap<Jurisdiction | null, ReadonlySet<Jurisdiction | null>>;

const referencesFound = new WeakMap<Program, Laws>();

/** Which laws the declarations of each law refer to. */
function referencesOf(program: Program): Laws {
  const known = referencesFound.get(program);
  if (known !== undefined) return known;
  const found = new Map<Jurisdiction | null, Set<Jurisdiction | null>>();
  for (const dated of datedDeclarations(program)) {
    const own = dated.declared.module.jurisdiction;
    const laws = found.get(own) ?? new Set();
    found.set(own, laws);
    for (const version of dated.chronology.versions)
      for (const expr of everyExpression(dated, version))
        for (const law of lawsNamed(expr, program)) laws.add(law);
  }
  referencesFound.set(program, found);
  return found;
}

function lawsNamed(expr: Expr, program: Program): readonly (Jurisdiction | null)[] {
  switch (expr.kind) {
    case "group":
      return [expr.group.module.jurisdiction];
    case "call":
      return [expr.define.module.jurisdiction];
    case "reached":
      return [expr.reach.module.jurisdiction];
    case "requiredBy":
      return expr.measures.map(({ jurisdiction }) => jurisdiction);
    case "scheme":
      return [expr.scheme.jurisdiction];
    case "codeRange":
      return [expr.scheme.jurisdiction];
    case "const":
      return expr.value.kind === "code" ? [expr.value.scheme.jurisdiction] : [];
    case "listedBy":
    case "schemesOf":
      // any list that is loaded may be the one asked about
      return program.jurisdictions.filter(({ schemes }) => schemes.length > 0);
    default:
      return [];
  }
}
