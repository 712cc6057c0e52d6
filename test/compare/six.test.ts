import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { compareJurisdictions } from "../../compiler/compare/index.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { compile } from "../../compiler/index.ts";
import { interpret, type OracleDetermination } from "../../compiler/oracle/index.ts";

const NAMES = ["US", "NL", "EU", "DE", "JP", "KR"];

describe("the six jurisdictions of the examples", () => {
  const root = resolve(import.meta.dirname, "../../examples");
  const { program } = compile(new NodeHost(root), [], undefined, { onlyLaw: true });

  /** Cases are put to the tables; the oracle shares nothing with these, and with the analysis only the checked program. */
  it.each(["2022-10-10", "2026-09-24"])(
    "on %s: every case shown by the tables is answered so by the oracle",
    (asOf) => {
      const { pairs } = compareJurisdictions(program, NAMES, { asOf, by: "case" });
      expect(pairs).toHaveLength(15);
      const answers = new Map<string, OracleDetermination>();
      const answer = (witness: CaseJson, jurisdiction: string): OracleDetermination => {
        const key = `${jurisdiction} ${JSON.stringify(witness)}`;
        const known =
          answers.get(key) ?? interpret(program, witness, { asOf, jurisdiction, onlyAnswer: true });
        answers.set(key, known);
        return known;
      };
      let shown = 0;
      for (const { left, right, differences, by, incomplete } of pairs) {
        expect([by, incomplete]).toEqual(["case", null]);
        for (const { witness, evidence, reasons, ...sides } of differences) {
          if (witness === null) continue;
          expect(evidence).toBe("proved");
          shown++;
          for (const [side, jurisdiction] of [
            ["left", left],
            ["right", right],
          ] as const) {
            const found = answer(witness, jurisdiction);
            const told = sides[side];
            // completions may settle what truth values leave open
            if (told.verdict !== "undetermined" || found.verdict !== "undetermined")
              expect(found.verdict === "undetermined" || found.verdict === told.verdict).toBe(true);
            if (found.verdict === "undetermined") continue;
            const governing = found.requirements
              .filter(({ verdict, holds }) => verdict === found.verdict && holds === "yes")
              .map(({ measure }) => measure);
            expect(reasons[side].map(({ measure }) => measure).sort()).toEqual(
              [...new Set(governing)].sort(),
            );
          }
        }
      }
      expect(shown).toBeGreaterThan(230);
    },
  );
});
