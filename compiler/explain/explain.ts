/**
 * Why a case is answered as it is: the clauses that hold, with what each of their cells asks and finds; the clauses that
 * nearly hold, with the cells that fail; and the smallest change of facts that gives another verdict, confirmed by
 * evaluation.
 */
import { expressionsOf } from "../analysis/index.ts";
import type { CaseJson, Program } from "../check/tree.ts";
import { normalize } from "../normal/lower.ts";
import type { CaseProblem, Determination } from "../runtime/answer.ts";
import { readCase } from "../runtime/cases/case.ts";
import { Context } from "../runtime/expressions/context.ts";
import { hereOf } from "../runtime/expressions/here.ts";
import type { Engine, QuickVerdict } from "../runtime/index.ts";
import type { EvaluateOptions } from "../runtime/options.ts";
import { type Flips, flipsOf, type Seen } from "./flip.ts";
import { Marks } from "./marks.ts";
import { type ClauseFinding, clausesOf } from "./near.ts";
import { changed, changesOf, type FactChange } from "./neighbors.ts";

export interface ExplainOptions {
  readonly asOf: string;
  readonly knownAt?: string | null;
  /** null: all that answer */
  readonly jurisdictions?: readonly string[] | null;
  /** evaluations in search of another verdict, for each jurisdiction; default 4000 */
  readonly budget?: number;
}

export interface CaseExplanation {
  readonly case: string | null;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly jurisdictions: readonly JurisdictionExplanation[];
}

export interface JurisdictionExplanation {
  readonly determination: Determination;
  /** clauses that hold or may hold */
  readonly why: readonly ClauseFinding[];
  /** clauses that do not, the nearest first */
  readonly whyNot: readonly ClauseFinding[];
  readonly change: Flips;
}

/** Clauses to show that do not hold. */
const NEAREST = 5;
const FLIPS = 5;
/** Facts read and cells tested in search of another verdict: a few seconds of the law of the United States. */
const WORK = 4_000_000;

/**
 * Explains a case. `engine`: the tables of the program.
 *
 * @returns the problems of a case that cannot be read
 */
export function explainCase(
  program: Program,
  engine: Engine,
  facts: CaseJson,
  options: ExplainOptions,
): CaseExplanation | { readonly problems: readonly CaseProblem[] } {
  const { asOf, knownAt = null } = options;
  const evaluation: EvaluateOptions = { asOf, ...(knownAt === null ? {} : { knownAt }) };
  const names = options.jurisdictions ?? engine.jurisdictions;
  const answer = engine.evaluate(facts, { ...evaluation, jurisdictions: names });
  if ("problems" in answer) return answer;
  const read = readCase(facts, engine.model.vocabulary, engine.model.obligationIds);
  if (!read.ok) return { problems: read.problems };
  let singles: readonly FactChange[] | null = null;
  const jurisdictions = answer.determinations.map((determination): JurisdictionExplanation => {
    const { jurisdiction } = determination;
    const context = new Context(
      read.case,
      engine.model.epoch(asOf, knownAt, "text"),
      asOf,
      hereOf(engine.model, jurisdiction),
      null,
    );
    const clauses = clausesOf(jurisdiction, context);
    const whyNot = clauses.filter(({ failing }) => failing.length > 0).slice(0, NEAREST);
    singles ??= changesOf(program, facts, marksOf(program, context));
    const asked = { ...evaluation, jurisdictions: [jurisdiction] };
    const begin = engine.work;
    const atFirst = determination.contradictions.length;
    const { see, isWhole } = seer(engine, facts, determination, asked);
    const change = flipsOf(facts, singles, see, {
      budget: options.budget ?? 4000,
      limit: FLIPS,
      isAsked: asker(whyNot),
      isSpent: () => engine.work - begin >= WORK,
      contradict: (changes) => contradictions(changed(facts, changes), engine, asked) > atFirst,
    });
    return {
      determination,
      why: clauses.filter(({ failing }) => failing.length === 0),
      whyNot,
      change: { ...change, complete: change.complete && isWhole() },
    };
  });
  return { case: answer.case, asOf, knownAt, jurisdictions };
}

/** Facts that are stated although they do not apply, or against what others say. */
function contradictions(facts: CaseJson, engine: Engine, asked: EvaluateOptions): number {
  const answer = engine.evaluate(facts, { ...asked, completions: 0 });
  return "problems" in answer ? 0 : answer.determinations[0]!.contradictions.length;
}

/**
 * What changed facts come to. Truth values settle most; where they leave open the very range that they left the case, and
 * its completions did not settle that, those of the changed case are not looked into: `isWhole` says whether none were left so.
 */
function seer(
  engine: Engine,
  facts: CaseJson,
  { verdict }: Determination,
  asked: EvaluateOptions,
): { readonly see: (changedFacts: CaseJson) => Seen | null; readonly isWhole: () => boolean } {
  const quickly = (changedFacts: CaseJson): QuickVerdict | null => {
    const then = engine.verdict(changedFacts, { ...asked, completions: 0 });
    return "problems" in then ? null : then[0]!;
  };
  const before = quickly(facts);
  let whole = true;
  const seen = (changedFacts: CaseJson, then: QuickVerdict, closer: Seen["closer"]): Seen => ({
    verdict: then.verdict,
    closer,
    trace: () => traceOf(engine.evaluate(changedFacts, asked)),
  });
  const see = (changedFacts: CaseJson): Seen | null => {
    const then = quickly(changedFacts);
    if (then === null) return null;
    if (then.verdict !== "undetermined") return seen(changedFacts, then, null);
    const isAsBefore = then.atLeast === before?.atLeast && then.atMost === before.atMost;
    if (verdict === "undetermined" && isAsBefore) {
      whole = false;
      return seen(changedFacts, then, null);
    }
    return seen(changedFacts, then, () => {
      const exact = engine.verdict(changedFacts, asked);
      return seen(changedFacts, "problems" in exact ? then : exact[0]!, null);
    });
  };
  return { see, isWhole: () => whole };
}

/** What an answer rests on: where it differs, a change moved something. */
function traceOf(answer: ReturnType<Engine["evaluate"]>): string {
  if ("problems" in answer) return "";
  const d = answer.determinations[0]!;
  const requirements = d.requirements.map((r) => `${r.id} ${r.holds} ${r.releasedBy ?? ""}`);
  const exceptions = d.exceptions.map((e) => `${e.id} ${e.holds}`);
  return JSON.stringify([d.reached, d.atLeast, d.atMost, d.reviewPolicy, requirements, exceptions]);
}

/** Whether a failing cell of one of the clauses speaks of the fact. */
function asker(clauses: readonly ClauseFinding[]): (change: FactChange) => boolean {
  const cells = clauses.flatMap(({ failing }) => failing);
  const subjects = [...cells, ...cells.flatMap(({ entries }) => entries.flatMap((entry) => entry.failing))]
    .map(({ subject }) => subject)
    .join(" ");
  const words = new Set(subjects.split(/\W+/));
  return ({ path }) => words.has(String(path.findLast((step) => typeof step === "string")));
}

/** What the law compares facts with; of countries one of each kind that its groups tell apart on the days it is read on. */
function marksOf(program: Program, context: Context): Marks {
  const expressions = [...expressionsOf(program, normalize(program))];
  return new Marks(expressions, countryKinds(program, context));
}

function countryKinds(program: Program, context: Context): readonly string[] {
  const { model } = context.epoch;
  const { country } = model.vocabulary;
  if (country === null) return [];
  const saved = program.measures.flatMap(({ saves }) => saves.map(({ asOf }) => asOf));
  const epochs = [context.epoch, ...saved.map((day) => context.epoch.on(day))];
  const groups = [...new Set(epochs)].flatMap((epoch) =>
    [...model.groups.keys()].map((id) => epoch.group(id, context)),
  );
  const kinds = new Map<string, string>();
  for (const code of country.members) {
    const kind = groups.map((group) => group.contains(code)).join("");
    if (!kinds.has(kind)) kinds.set(kind, code.text);
  }
  return [...new Set([...kinds.values(), ...model.jurisdictions.keys()])].filter((text) =>
    country.members.some((member) => member.text === text),
  );
}
