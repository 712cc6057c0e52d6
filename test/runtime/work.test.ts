/** What an answer costs, as a count of facts read and cells tested: the same on every machine. */
import { describe, expect, test } from "vitest";
import type { Determination } from "../../compiler/runtime/answer.ts";
import { load } from "../../compiler/runtime/index.ts";
import { examples } from "../support/examples.ts";

const { bundle } = examples();
const asOf = "2026-01-01";
const rows = bundle.tables.flatMap(({ tables }) => tables).reduce((sum, table) => sum + table.rows.length, 0);

describe("the work for an empty case", () => {
  for (const jurisdiction of load(bundle).jurisdictions) {
    test(`is bounded for ${jurisdiction}, and enough for the exact range`, () => {
      const engine = load(bundle);
      const answer = engine.evaluate({}, { asOf, jurisdictions: [jurisdiction] });
      if ("problems" in answer) throw new Error("refused");
      const [found] = answer.determinations;
      expect(found?.verdict).toBe("undetermined");
      expect(found?.caveats.filter((caveat) => caveat.startsWith("range_not_exact"))).toEqual([]);
      // it grows with the law: a row is read a few times for a verdict, and all of them some times for what is missing
      const verdictAlone = load(bundle);
      verdictAlone.evaluate({}, { asOf, jurisdictions: [jurisdiction], completions: 0 });
      expect(verdictAlone.work).toBeGreaterThan(100);
      expect(verdictAlone.work).toBeLessThan(25 * rows);
      // a verdict costs little where practice is what the text says, the exact range as much as ever
      expect(engine.work).toBeLessThan(Math.max(6 * verdictAlone.work, 5 * rows));
    });
  }

  test("is the same however often it is done", () => {
    const engine = load(bundle);
    const once = (): unknown => {
      const before = engine.work;
      const answer = engine.evaluate({}, { asOf, jurisdictions: ["JP"] });
      return { answer, work: engine.work - before };
    };
    expect(once()).toEqual(once());
  });

  test("is next to nothing for an act that is out of reach", () => {
    const work = (departure: string, jurisdiction: string): number => {
      const engine = load(bundle);
      const item = { kind: "commodity", family: ["circuit"], tpp: "5000 TPP", codes: [] };
      const facts = { act: "shipment", departure, destination: "CN", item };
      const answer = engine.evaluate(facts, { asOf, jurisdictions: [jurisdiction], completions: 0 });
      if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
      return engine.work;
    };
    for (const [jurisdiction, other] of [
      ["JP", "KR"],
      ["KR", "JP"],
    ] as const)
      expect(5 * work(other, jurisdiction)).toBeLessThan(work(jurisdiction, jurisdiction));
  });

  test("is counted against the budget, and a caveat says where that did not suffice", () => {
    const answer = load(bundle).evaluate({}, { asOf, jurisdictions: ["JP"], completions: 1 });
    if ("problems" in answer) throw new Error("refused");
    expect(answer.determinations[0]?.caveats.join()).toMatch(/range_not_exact/);
  });

  test("is about half where neither completions nor what is missing are asked for, and the answer the same", () => {
    for (const jurisdiction of ["US", "NL"]) {
      const engine = load(bundle);
      // a day on which some law is applied otherwise than it is written
      const options = { asOf: "2025-06-01", jurisdictions: [jurisdiction], completions: 0 };
      const ask = (missing: boolean): { readonly found: Determination; readonly work: number } => {
        const before = engine.work;
        const answer = engine.evaluate({}, { ...options, missing });
        if ("problems" in answer) throw new Error("refused");
        return { found: answer.determinations[0]!, work: engine.work - before };
      };
      const [whole, brief] = [ask(true), ask(false)];
      expect(whole.found.missing).not.toEqual([]);
      expect(brief.found).toEqual({
        ...whole.found,
        missing: brief.found.missing,
        caveats: brief.found.caveats,
      });
      expect(brief.work).toBeLessThan(0.7 * whole.work);
    }
  });
});
