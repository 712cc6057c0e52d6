import { beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../../compiler/explorer/app/case.ts";
import { quickAnswer } from "../../compiler/explorer/app/quick.ts";
import { type Engine, load } from "../../compiler/runtime/index.ts";
import { settledOnly } from "../../compiler/settled.ts";
import { type Examples, examples } from "../support/explorer-page.ts";

describe("the answer between two keystrokes", () => {
  let law: Examples;
  let engine: Engine;
  beforeAll(() => {
    law = examples();
    engine = load(law.bundle);
  }, 300_000);

  it("is the library's without its search and without practice", () => {
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    const chosen = all.filter((_, at) => at % Math.ceil(all.length / 40) === 0);
    expect(chosen.length).toBeGreaterThan(20);
    for (const { given, expectations, title } of chosen) {
      const asOf = expectations[0]!.on;
      const answer = engine.evaluate(given, { asOf, completions: 0 });
      if ("problems" in answer) throw new Error(title);
      const quick = quickAnswer(engine, { facts: given as Json, asOf, knownAt: null });
      expect(quick, title).toEqual({
        problems: [],
        determinations: answer.determinations.map((one) => ({ ...one, practice: null })),
      });
    }
  });

  it("settles as much where only what is settled is asked for", () => {
    const settled = settledOnly(engine);
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    for (const { given, expectations, title } of all.filter((_, at) => at % 60 === 0)) {
      const { on: asOf } = expectations[0]!;
      const jurisdictions = [...engine.jurisdictions];
      const [full, plain] = [
        engine.evaluate(given, { asOf, completions: 0 }),
        settled.evaluate(given, { asOf, jurisdictions }),
      ];
      if ("problems" in full || "problems" in plain) throw new Error(title);
      const told = full.determinations.map((one, at) => ({
        ...one,
        practice: null,
        missing: plain.determinations[at]!.missing,
        caveats: plain.determinations[at]!.caveats,
      }));
      expect(plain.determinations, title).toEqual(told);
    }
  });

  it("is the same object where it says the same", () => {
    const facts: Json = { destination: "CN", item: { family: ["lithography"] } };
    const ask = (more: Json, before: ReturnType<typeof quickAnswer>["determinations"] = []) =>
      quickAnswer(
        engine,
        { facts: { ...facts, ...(more as object) }, asOf: "2026-09-24", knownAt: null },
        before,
      ).determinations;
    const first = ask({});
    const again = ask({}, first);
    expect(again.every((one, at) => one === first[at])).toBe(true);
    const other = ask({ destination: "NL" }, first);
    const changed = other.filter((one, at) => one !== first[at]).map(({ jurisdiction }) => jurisdiction);
    expect(changed).toContain("US");
  });

  it("says what is wrong with a case and with a day", () => {
    const wrongCase = quickAnswer(engine, { facts: { item: 1 }, asOf: "2026-09-24", knownAt: null });
    expect(wrongCase.problems.map(({ path }) => path)).toEqual(["item"]);
    const wrongDay = quickAnswer(engine, { facts: {}, asOf: "2026-02-30", knownAt: null });
    expect(wrongDay.problems.map(({ path }) => path)).toEqual(["asOf"]);
    expect([...wrongCase.determinations, ...wrongDay.determinations]).toEqual([]);
  });
});
