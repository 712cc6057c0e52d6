/** What holds in every transaction of the small world on every day of it, as the oracle answers. */
import type { IsoDate } from "../../../compiler/check/tree.ts";
import { interpret } from "../../../compiler/oracle/index.ts";
import { checkSources } from "../compile.ts";
import { probes } from "./small-text.ts";
import { type Condition, DAYS, TRANSACTIONS, WORDS } from "./small-world.ts";

/** Whether a condition holds in a transaction, by its number, on a day. */
export type Truths = (condition: Condition, day: IsoDate, transaction: number) => boolean;

/** Asks the oracle about every condition once. */
export function enumerate(conditions: readonly Condition[]): Truths {
  const texts = [...new Set(conditions.map(({ text }) => text))].map((text) => ({ text, facts: [] }));
  const index = new Map(texts.map(({ text }, i) => [text, i]));
  const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": probes(texts) });
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const holding = new Map(
    DAYS.map((asOf) => [
      asOf,
      TRANSACTIONS.map((facts) => {
        const { requirements } = interpret(program, facts, { asOf, jurisdiction: "US" });
        return new Set(
          requirements.map(({ measure, holds }) => {
            if (holds !== "yes") throw new Error(`${measure} is not certain in ${JSON.stringify(facts)}`);
            return Number(measure.slice("law.probe_".length));
          }),
        );
      }),
    ]),
  );
  return ({ text }, day, transaction) => holding.get(day)![transaction]!.has(index.get(text)!);
}
