import { describe, expect, it } from "vitest";
import { build } from "../../compiler/index.ts";
import { type Engine, load } from "../../compiler/runtime/index.ts";
import { examples } from "../support/examples.ts";

/** Of the scenarios every so many are tried: enough to meet every kind of measure; all of them in the long suite. */
const EVERY = process.env.CORDON_LONG === "1" ? 1 : 16;
/** Of these, so many are put to all jurisdictions, the others to those that they are about. */
const OF_ALL = process.env.CORDON_LONG === "1" ? 1 : 4;

/** The answer without the order of the facts that are equally useful, which follows that of the rows. */
function comparable(answer: ReturnType<Engine["evaluate"]>) {
  if ("problems" in answer) return answer;
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  return {
    ...answer,
    determinations: answer.determinations.map((d) => ({ ...d, missing: [...d.missing].sort(byPath) })),
  };
}

describe("a build for one day", () => {
  const { compilation, bundle: tables } = examples();
  const whole = load(tables);
  const sample = compilation.program.scenarios.filter((_, i) => i % EVERY === 0);
  const cases = [
    { given: {}, jurisdictions: undefined },
    ...sample.map(({ given, expectations }, i) => ({
      given,
      // every so many by all: what a case is not about takes the longest to answer
      jurisdictions:
        i % OF_ALL === 0 ? undefined : [...new Set(expectations.map((e) => e.jurisdiction.name))],
    })),
  ];

  it.each(["2022-10-21", "2024-12-02", "2026-07-10"])("answers on %s as the whole build does", (asOf) => {
    const { bundle } = build(compilation, { asOf, tablesOnly: true });
    const engine = load(bundle);
    const rows = (tables: typeof bundle.tables) =>
      tables.flatMap((d) => d.tables).flatMap((t) => t.rows).length;
    expect(rows(bundle.tables)).toBeLessThan(rows(whole.model.bundle.tables));
    for (const { given, jurisdictions } of cases) {
      const options = { asOf, ...(jurisdictions === undefined ? {} : { jurisdictions }) };
      expect(comparable(engine.evaluate(given, options))).toEqual(comparable(whole.evaluate(given, options)));
    }
  });

  it("refuses another day", () => {
    const { bundle } = build(compilation, { asOf: "2024-12-02", tablesOnly: true });
    expect(load(bundle).evaluate({}, { asOf: "2024-12-03" })).toMatchObject({ problems: [{ path: "asOf" }] });
  });
});

describe("a build for some jurisdictions", () => {
  it("answers for them as the whole build does", () => {
    const { compilation, bundle: tables } = examples();
    const whole = load(tables);
    const part = load(build(compilation, { jurisdictions: ["NL"], tablesOnly: true }).bundle);
    const options = { asOf: "2025-02-01", jurisdictions: ["NL"] };
    for (const { given } of compilation.program.scenarios.filter((_, i) => i % EVERY === 0))
      expect(comparable(part.evaluate(given, options))).toEqual(comparable(whole.evaluate(given, options)));
    expect(part.evaluate({}, { ...options, jurisdictions: ["US"] })).toMatchObject({
      problems: [{ path: "jurisdictions" }],
    });
  });
});
