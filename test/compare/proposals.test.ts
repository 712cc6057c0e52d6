/** The proposals of the examples close gaps of real law, each shown by a transaction. */
import { describe, expect, it } from "vitest";
import { compareJurisdictions } from "../../compiler/compare/index.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { interpret } from "../../compiler/oracle/index.ts";
import { load } from "../../compiler/runtime/index.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { exampleLaw } from "../support/examples.ts";

const asOf = "2026-09-24";
const LETS_GO = ["no_requirement", "not_reached", "authorized"];

describe("what a report proposed to the allies", () => {
  const { program } = exampleLaw();

  it.each(["JP", "NL", "KR"])(
    "closes gaps between the United States and %s",
    (ally) => {
      const proposal = `report_${ally.toLowerCase()}`;
      const report = compareJurisdictions(program, ["US", ally], { asOf, proposals: [proposal] });
      const [pair] = report.pairs;
      expect(pair?.incomplete).toBeNull();
      const shown = pair!.closed.filter(({ evidence }) => evidence === "proved");
      const closers = shown.flatMap(({ reasons }) => reasons.right.map(({ measure }) => measure));
      expect(closers.some((id) => id.includes(`.proposals.${proposal}.`))).toBe(true);
      const engine = load(buildBundle(normalize(program, { proposals: [proposal] }), program));
      for (const { witness, reasons, stricter } of shown) {
        expect(stricter).toBe("US");
        expect(reasons.right.length).toBeGreaterThan(0);
        // the law as it stands, read by the oracle: only the United States requires something
        const today = (jurisdiction: string): string =>
          interpret(program, witness!, { asOf, jurisdiction }).verdict;
        expect(LETS_GO).not.toContain(today("US"));
        expect(LETS_GO).toContain(today(ally));
        // with the proposal, by its tables: the ally does too
        const answer = engine.evaluate(witness!, { asOf, jurisdictions: [ally] });
        if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
        expect([...LETS_GO, "undetermined"]).not.toContain(answer.determinations[0]?.verdict);
      }
    },
    180_000,
  );
});
