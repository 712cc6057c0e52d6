/**
 * Answers that ask only what is settled, and what of: decided once, by the text of the law. What is missing from an open answer,
 * its exact range, and what practice answers otherwise cost as much again each, and are not looked for.
 */
import type { Asked } from "./report/site/standing.ts";
import { readCase } from "./runtime/cases/case.ts";
import { answerOf } from "./runtime/determination/answers.ts";
import { decide } from "./runtime/determination/determine.ts";
import { Context } from "./runtime/expressions/context.ts";
import { hereOf } from "./runtime/expressions/here.ts";
import type { Engine } from "./runtime/index.ts";

/** The same engine, with such answers. */
export function settledOnly({ model }: Engine): Asked {
  return {
    evaluate(caseJson, { asOf, jurisdictions }) {
      const read = readCase(caseJson, model.vocabulary, model.obligationIds);
      if (!read.ok) return { problems: read.problems };
      const epoch = model.epoch(asOf, null, "text");
      const determinations = jurisdictions.map((jurisdiction) => {
        const context = new Context(read.case, epoch, asOf, hereOf(model, jurisdiction), null);
        return answerOf(jurisdiction, decide(jurisdiction, context), null, context, null);
      });
      return { case: read.case.name, asOf, knownAt: null, determinations };
    },
  };
}
