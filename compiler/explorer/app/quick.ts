/**
 * The answer between two keystrokes: what the truth values give by the text of the law, decided once. The exact range, and what
 * practice answers otherwise, come with the research.
 */
import type { CaseProblem, Determination } from "../../runtime/answer.ts";
import { answerOf } from "../../runtime/answers.ts";
import { readCase } from "../../runtime/case.ts";
import { Context } from "../../runtime/context.ts";
import { decide } from "../../runtime/determine.ts";
import { hereOf } from "../../runtime/here.ts";
import type { Engine } from "../../runtime/index.ts";
import { Trace } from "../../runtime/trace.ts";
import { optionsOf, type Question } from "./research.ts";

export interface QuickAnswer {
  readonly problems: readonly CaseProblem[];
  readonly determinations: readonly Determination[];
}

/**
 * The answers of all jurisdictions; or what is wrong with the case or its days. An answer that is the same as the one before
 * is that very object, so that what shows it can stay as it is.
 */
export function quickAnswer(
  engine: Engine,
  question: Question,
  before: readonly Determination[] = [],
): QuickAnswer {
  const { model } = engine;
  const { facts, asOf, knownAt } = question;
  const refused = engine.evaluate({}, { ...optionsOf(question), jurisdictions: [] });
  if ("problems" in refused) return { problems: refused.problems, determinations: [] };
  const read = readCase(facts, model.vocabulary, model.obligationIds);
  if (!read.ok) return { problems: read.problems, determinations: [] };
  const epoch = model.epoch(asOf, knownAt, "text");
  const determinations = engine.jurisdictions.map((jurisdiction) => {
    const context = new Context(read.case, epoch, asOf, hereOf(model, jurisdiction), new Trace());
    const answer = answerOf(jurisdiction, decide(jurisdiction, context), null, context, null);
    const last = before.find((one) => one.jurisdiction === jurisdiction);
    return last !== undefined && JSON.stringify(last) === JSON.stringify(answer) ? last : answer;
  });
  return { problems: [], determinations };
}
