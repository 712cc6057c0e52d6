/** Cases and the law that is being written: the facts a case may state, and what the law answers. */
import type { Span } from "../../grammar/base/span.ts";
import { countryName } from "../check/countries.ts";
import type { CaseJson, Program } from "../check/tree.ts";
import { type Compilation, hasErrors } from "../index.ts";
import type { Answer, CaseProblem } from "../runtime/answer.ts";
import type { XEnum, XRecord } from "../runtime/format.ts";
import { type Engine, load } from "../runtime/index.ts";
import { tablesOf } from "./tables.ts";

export interface CaseFacts {
  /** id of the record of a case, in `records` */
  readonly transaction: string;
  readonly records: Readonly<Record<string, XRecord>>;
  readonly enums: Readonly<Record<string, XEnum>>;
  /** countries by code, in the order of their codes */
  readonly countries: readonly (readonly [code: string, name: string])[];
  /** which of the code schemes of a fact are countries, by id */
  readonly countrySchemes: readonly string[];
  readonly jurisdictions: readonly string[];
  /** the cases of the scenarios, with the day they ask about first */
  readonly cases: readonly SampleCase[];
}

export interface SampleCase {
  readonly title: string;
  readonly asOf: string | null;
  readonly facts: CaseJson;
}

/** What a case may state; null where the sources declare no transaction. Of a law with errors: of what has none. */
export function caseFacts(compilation: Compilation): CaseFacts | null {
  const { program } = compilation;
  if (program.transaction === null) return null;
  const { transaction, records, enums, schemes } = tablesOf(compilation).definitions;
  const countrySchemes = Object.entries(schemes).filter(([, scheme]) => scheme.country === true);
  const codes = [...new Set(countrySchemes.flatMap(([, scheme]) => scheme.members ?? []))].sort();
  return {
    transaction,
    records,
    enums,
    countries: codes.map((code) => [code, countryName(code, "en") ?? code]),
    countrySchemes: countrySchemes.map(([id]) => id),
    jurisdictions: engineOf(compilation).jurisdictions,
    cases: program.scenarios
      .filter(({ proposal }) => proposal === null)
      .map(({ title, given, expectations }) => ({
        title,
        asOf: expectations[0]?.on ?? null,
        facts: given,
      })),
  };
}

export interface AskedFor {
  /** the day of the act */
  readonly asOf: string;
  readonly knownAt?: string;
}

export interface Evaluation {
  readonly answer: Answer;
  /** where the measures and exceptions of the answer are declared, by their ids */
  readonly places: Readonly<Record<string, Span>>;
}

/**
 * What the law answers. A case that cannot be read gives its problems; a law with errors gives null, because without what is
 * left out, other answers are right.
 */
export function evaluateCase(
  compilation: Compilation,
  facts: unknown,
  asked: AskedFor,
): Evaluation | { readonly problems: readonly CaseProblem[] } | null {
  if (hasErrors(compilation.diagnostics) || compilation.program.transaction === null) return null;
  const answer = engineOf(compilation).evaluate(facts, asked);
  if ("problems" in answer) return answer;
  const named = answer.determinations.flatMap(({ requirements, exceptions }) => [
    ...requirements.flatMap(({ measure, releasedBy }) => [
      measure,
      ...(releasedBy === null ? [] : [releasedBy]),
    ]),
    ...exceptions.map(({ id }) => id),
  ]);
  const spans = declaredSpans(compilation.program);
  const places: Record<string, Span> = {};
  for (const id of named.sort()) {
    const span = spans.get(id);
    if (span !== undefined) places[id] = span;
  }
  return { answer, places };
}

const engines = new WeakMap<Program, Engine>();

function engineOf(compilation: Compilation): Engine {
  let engine = engines.get(compilation.program);
  if (engine === undefined) {
    engine = load(tablesOf(compilation));
    engines.set(compilation.program, engine);
  }
  return engine;
}

function declaredSpans({ measures, exceptions }: Program): Map<string, Span> {
  return new Map([...measures, ...exceptions].map(({ id, span }) => [id, span]));
}
