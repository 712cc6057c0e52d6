import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { declaresOnly } from "../../grammar/outline.ts";
import { parse } from "../../grammar/parse.ts";

const KINDS = ["Scenario", "CaseWord"] as const;
const HEAD =
  'module a.b of XX current to 2026-01-01\n\nuse trade, cases.some\n\ncase plain "Plain" = { act: shipment }\n\n';
const SCENARIO = 'scenario "One" {\n  given plain\n  expect on 2026-02-01 XX license\n}\n';
const is = (text: string): boolean => declaresOnly(text, KINDS);

describe("a source that declares certain things alone", () => {
  it("is told by its words and braces", () => {
    expect(is("")).toBe(true);
    expect(is(HEAD + SCENARIO)).toBe(true);
    expect(is(`/// list measure x {}\n${HEAD}// define a = b\n${SCENARIO}`)).toBe(true);
    expect(is(HEAD + SCENARIO.replace("One", "list measure x { }"))).toBe(true);
    expect(is(HEAD.replace("a.b", "a.codes").replace("trade", "trade.list") + SCENARIO)).toBe(true);
    expect(
      is(HEAD + SCENARIO.replace("given plain", 'given plain with { x: 1 / 2, y: \'}\', z: "\\"}" } // }')),
    ).toBe(true);
    expect(declaresOnly(HEAD + SCENARIO, ["Scenario"])).toBe(false);
  });

  it("declares nothing else at its end, behind a brace, or in a proposal", () => {
    const measure = "list measure x {\n  when destination = CN\n  requires license\n}\n";
    for (const more of [measure, "define a = yes", "list names of party {\n}", "group g of country = {CN}"]) {
      expect(is(HEAD + SCENARIO + more), more).toBe(false);
      expect(is(`${HEAD}${SCENARIO.trimEnd()} ${more}`), more).toBe(false);
      expect(is(`${more}\n${SCENARIO}`), more).toBe(false);
    }
    expect(is(`${HEAD}proposal p "P" {\n${SCENARIO}}\n`)).toBe(false);
  });

  it("is not told where something is wrong with it that could hide more", () => {
    const measure = "list measure x {\n  requires license\n}\n";
    expect(is(HEAD + SCENARIO.replace("\n}", ""))).toBe(false);
    expect(is(`${HEAD}${SCENARIO}}\n`)).toBe(false);
    expect(is(HEAD + SCENARIO.replace("\n}", "") + measure.replace("license", "license }"))).toBe(false);
    // braces match again, and the measure stands in the scenario
    expect(is(`${HEAD}${SCENARIO.replace("\n}", "")}${measure}}\n`)).toBe(false);
    expect(is(HEAD + SCENARIO.replace('"One"', '"One'))).toBe(false);
    expect(is(`${HEAD}${SCENARIO}lsit measure x\n`)).toBe(false);
    for (const more of ["#\n", "; \n", "“x”\n", "'x\n", "/* x */\n", "/ 2\n", '"x"\n', "\u00a0\n"])
      expect(is(`${HEAD}${SCENARIO}${more}`), more).toBe(false);
  });

  it("of the examples: as the parser says", () => {
    const folder = resolve(import.meta.dirname, "../../examples");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) =>
      f.endsWith(".cordon"),
    );
    expect(files.length).toBeGreaterThan(100);
    const wrong = files.filter((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      const kinds = new Set(parse(path, text).file.declarations.map(({ kind }) => kind));
      const others = [
        "ModuleDeclaration",
        "UseDeclaration",
        "CaseDeclaration",
        "ScenarioDeclaration",
      ] as const;
      for (const kind of others) kinds.delete(kind);
      return is(text) !== (kinds.size === 0);
    });
    expect(wrong).toEqual([]);
  });
});
