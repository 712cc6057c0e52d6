/** `here` of a union that is asked itself: tables answer as the oracle does, also where `here` is a column of its own. */
import { describe, expect, test } from "vitest";
import { interpret } from "../../compiler/oracle/index.ts";
import { checkSources, compileProgram } from "../property/compile.ts";

const WORDS = `module words
codes country "Countries" below by levels "UA|-43"
record transaction { departure, destination : country }
`;

/** A union of two states, of which one leaves it, with one measure. */
function lawOf(condition: string) {
  const law = `module eu of EU
use words
jurisdiction EU { reach everywhere agency Office states of_union }
group of_union { from 2019-01-01 = NL, DE from 2022-01-01 remove DE }
reach everywhere = departure = US or departure != US
authority power of EU { cite "Act 1" from 2000-01-01 permits list }
list measure m { authority power cite "Rule 1" when ${condition} requires license from 2020-01-01 }
`;
  const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": law });
  expect(errors).toEqual([]);
  return compileProgram(program);
}

describe("a union that is asked itself stands for its states", () => {
  test.each([
    ["here in {NL, FR}", ["yes", "yes"]],
    ["here in {DE}", ["yes", "no"]],
    ["here in {FR}", ["no", "no"]],
    ["not (here in {DE, FR})", ["no", "yes"]],
    ["here in of_union", ["yes", "yes"]],
    ["here = DE", ["yes", "no"]],
    ["here != DE", ["no", "yes"]],
    ["departure = here", ["yes", "no"]],
    ["here in {DE} and departure in {DE}", ["yes", "no"]],
    ["(here in {DE} or destination = JP)", ["yes", "no"]],
  ])("%s", (condition, expected) => {
    const { program, engine } = lawOf(condition);
    const facts = { departure: "DE", destination: "CN" };
    ["2021-06-01", "2023-06-01"].forEach((asOf, i) => {
      const answer = engine.evaluate(facts, { asOf, jurisdictions: ["EU"] });
      if ("problems" in answer) throw new Error("refused");
      const verdict = expected[i] === "yes" ? "license_required" : "no_requirement";
      const oracle = interpret(program, facts, { asOf, jurisdiction: "EU" });
      expect([answer.determinations[0]?.verdict, oracle.verdict], asOf).toEqual([verdict, verdict]);
      const [decided] = engine.prepare({ asOf, jurisdictions: ["EU"] }).decide(facts);
      expect(decided).toBe(verdict);
    });
  });
});
