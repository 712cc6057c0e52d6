/**
 * The answer between two keystrokes: what the truth values give by the text of the law, decided once. The exact range, and what
 * practice answers otherwise, come with the research. A jurisdiction that read none of the facts that changed is not asked again.
 */
import type { CaseProblem, Determination } from "../../runtime/answer.ts";
import { answerOf } from "../../runtime/answers.ts";
import { readCase } from "../../runtime/case.ts";
import { Context } from "../../runtime/context.ts";
import { decide } from "../../runtime/determine.ts";
import { hereOf } from "../../runtime/here.ts";
import type { Engine } from "../../runtime/index.ts";
import { Trace } from "../../runtime/trace.ts";
import { changedPaths, WatchedCase } from "./reads.ts";
import { optionsOf, type Question } from "./research.ts";

export interface QuickAnswer {
  readonly question: Question;
  readonly problems: readonly CaseProblem[];
  readonly determinations: readonly Determination[];
  /** by jurisdiction, the case as it read it */
  readonly watched: ReadonlyMap<string, WatchedCase>;
  /** jurisdictions that were asked: all others have read nothing of what changed */
  readonly asked: readonly string[];
}

/**
 * The answers of all jurisdictions; or what is wrong with the case or its days. An answer that is the same as the one before
 * is that very object, so that what shows it can stay as it is.
 */
export function quickAnswer(
  engine: Engine,
  question: Question,
  before: QuickAnswer | null = null,
): QuickAnswer {
  const { model } = engine;
  const { facts, asOf, knownAt } = question;
  const refused = (problems: readonly CaseProblem[]): QuickAnswer => ({
    question,
    problems,
    determinations: [],
    watched: new Map(),
    asked: [],
  });
  const options = engine.evaluate({}, { ...optionsOf(question), jurisdictions: [] });
  if ("problems" in options) return refused(options.problems);
  const read = readCase(facts, model.vocabulary, model.obligationIds);
  if (!read.ok) return refused(read.problems);
  const changed = changesSince(engine, question, before);
  const last = new Map(before?.determinations.map((one) => [one.jurisdiction, one]));
  const epoch = model.epoch(asOf, knownAt, "text");
  const watched = new Map<string, WatchedCase>();
  const asked: string[] = [];
  const determinations = engine.jurisdictions.map((jurisdiction) => {
    const known = last.get(jurisdiction);
    const readBefore = before?.watched.get(jurisdiction) ?? null;
    const holds = (isConcerned: (path: string) => boolean): boolean =>
      changed !== null && !changed.some(isConcerned);
    if (known !== undefined && readBefore !== null && holds((path) => readBefore.reads.has(path))) {
      watched.set(jurisdiction, readBefore);
      return known;
    }
    asked.push(jurisdiction);
    // of its own for each: what one has read is remembered, and is not read again for another
    const own = new WatchedCase(read.case, readBefore, (fact) => holds((path) => isWithin(path, fact)));
    const context = new Context(own.case, epoch, asOf, hereOf(model, jurisdiction), new Trace());
    const result = answerOf(jurisdiction, decide(jurisdiction, context), null, context, null);
    watched.set(jurisdiction, own);
    return known !== undefined && JSON.stringify(known) === JSON.stringify(result) ? known : result;
  });
  return { question, problems: [], determinations, watched, asked };
}

/** Paths of what has changed since; null where nothing of the answer before holds again. */
function changesSince(
  engine: Engine,
  { facts, asOf, knownAt }: Question,
  before: QuickAnswer | null,
): readonly string[] | null {
  if (before === null || before.problems.length > 0) return null;
  if (before.question.asOf !== asOf || before.question.knownAt !== knownAt) return null;
  return changedPaths(before.question.facts, facts, engine.model.vocabulary);
}

function isWithin(path: string, fact: string): boolean {
  return path === fact || path.startsWith(`${fact}.`);
}
