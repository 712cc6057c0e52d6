/**
 * The examples as law: nothing to find, every measure tried, no fact silently taken for granted. That they prove
 * all that they claim, and that every scenario is true: `build.test.ts`.
 */
import { describe, expect, it } from "vitest";
import type { CaseJson, Scenario } from "../../compiler/check/tree.ts";
import { interpret } from "../../compiler/oracle/index.ts";
import { load } from "../../compiler/runtime/index.ts";
import { examples } from "../support/examples.ts";

const { compilation, program, bundle } = examples();
const engine = load(bundle);
/** Measures in force: what a proposal holds stands in no instrument. */
const law = program.measures.filter((measure) => measure.proposal === null);
const long = process.env.CORDON_LONG === "1";

type Expectation = Scenario["expectations"][number];

/** Without practice: nothing here asks about it, and it is worked out anew. */
function answer(given: CaseJson, { on, knownAt, jurisdiction }: Expectation) {
  const found = engine.evaluate(given, {
    asOf: on,
    ...(knownAt === null ? {} : { knownAt }),
    jurisdictions: [jurisdiction.name],
    practice: false,
  });
  if ("problems" in found) throw new Error(found.problems.map((problem) => problem.message).join("; "));
  return found.determinations[0]!;
}

/**
 * What is stated only where there is something to state: a listing that screening found, an obligation that was not met, a
 * classification, a statement of the consignee. To leave it out is not to leave it open.
 */
const EVIDENCE = new Set([
  "entries",
  "possible_entries",
  "obligations",
  "codes",
  "denied",
  "unverified",
  "blocked",
  "consignee_statement",
]);

/** Rest on a text or an option that was not read: they may hold, and never do for certain. Their scenarios are undetermined. */
const NEVER_CERTAIN = new Set([
  "eu.measures.EU008",
  "eu.measures.art_11_2",
  "eu.sanctions.annex_iv_firms_advanced",
  "eu.sanctions.russia_advanced_technology",
  "jp.sanctions.further_goods_to_russia",
  "jp.sanctions.occupied_ukraine",
  "us.ccl.SPP",
  "us.ccl.chart_cc_2",
  "us.ccl.chart_cc_3",
  "us.ccl.deployments",
  "us.ccl.embargo_transfers",
  "us.ccl.industry_sanctions",
  "us.ccl.list_in_words",
  "us.ccl.occasions",
  "us.ccl.referred_elsewhere",
  "us.ccl.thermal_cameras",
  "us.ccl.united_nations_arms",
  "us.ccl.unnamed_territory",
  "us.onward.onward",
]);

/** The case without one of its facts, for every fact of the transaction, its item, its actor and its first party and use. */
function withoutOneFact(given: CaseJson): { readonly path: string; readonly rest: CaseJson }[] {
  const found: { path: string; rest: CaseJson }[] = [];
  const drop = (value: CaseJson, path: string, depth: number, put: (rest: CaseJson) => CaseJson): void => {
    if (Array.isArray(value)) {
      if (value.length > 0) {
        drop(value[0], `${path}[0]`, depth, (rest) => put([rest, ...value.slice(1)]));
      }
      return;
    }
    if (value === null || typeof value !== "object" || depth === 0) return;
    if ("unknown" in value || "notApplicable" in value || "open" in value) return;
    for (const [name, inner] of Object.entries(value)) {
      if (EVIDENCE.has(name)) continue;
      const { [name]: _, ...rest } = value as Readonly<Record<string, CaseJson>>;
      const at = path === "" ? name : `${path}.${name}`;
      found.push({ path: at, rest: put(rest) });
      drop(inner, at, depth - 1, (changed) => put({ ...rest, [name]: changed }));
    }
  };
  drop(given, "", 3, (rest) => rest);
  return found;
}

/** Laws for which the oracle answers in milliseconds: every which scenario is asked. */
const EVERY: Readonly<Record<string, number>> = long ? { NL: 1, JP: 1, KR: 1 } : { NL: 1, JP: 5, KR: 5 };

describe("the examples", () => {
  it("have no findings", () => {
    expect(compilation.diagnostics.map((d) => `${d.span.file}: ${d.code} ${d.message}`)).toEqual([]);
  });

  it("hold at least thirty measures and three hundred expectations", () => {
    expect(program.measures.length).toBeGreaterThanOrEqual(30);
    expect(program.scenarios.length).toBeGreaterThanOrEqual(120);
    expect(program.scenarios.flatMap((scenario) => scenario.expectations).length).toBeGreaterThanOrEqual(300);
  });

  it("try every measure that asks for something, and every exception", () => {
    const tried = new Set(
      program.scenarios.flatMap((s) => s.expectations.flatMap((e) => e.by.map((b) => b.id))),
    );
    const untried = [...law.filter((m) => m.kind !== "extraterritorial"), ...program.exceptions]
      .map((declared) => declared.id)
      .filter((id) => !tried.has(id) && !NEVER_CERTAIN.has(id));
    expect(untried).toEqual([]);
  });

  it("state what they know: every measure has an authority and a citation of a known form", () => {
    const bare = law.filter(
      (m) => m.authority === null || m.citations.length === 0 || m.citations.some((c) => c.kind === "free"),
    );
    expect(bare.map((measure) => measure.id)).toEqual([]);
  });

  it("never answer an empty case, on any day of the scenarios", () => {
    const all = new Set(program.scenarios.flatMap((s) => s.expectations.map((e) => e.on)));
    const days = [...all].sort().filter((_, index) => long || index % 8 === 0);
    for (const asOf of days) {
      const found = engine.evaluate({}, { asOf, practice: false });
      if ("problems" in found) throw new Error("an empty case is a case");
      for (const determination of found.determinations) {
        expect(`${asOf} ${determination.jurisdiction} ${determination.verdict}`).toContain("undetermined");
        expect(determination.missing).not.toEqual([]);
      }
    }
  });

  it("never answer otherwise when a fact is missing, only less", () => {
    const wrong: string[] = [];
    program.scenarios.forEach((scenario, index) => {
      if (!long && index % 24 !== 0) return;
      const expectation = scenario.expectations.at(-1)!;
      if (expectation.practice || expectation.verdict === "undetermined") return;
      // What contradicts itself is answered by what is stated, so a fact less can change the answer.
      if (answer(scenario.given, expectation).contradictions.length > 0) return;
      for (const { path, rest } of withoutOneFact(scenario.given)) {
        const { verdict } = answer(rest, expectation);
        if (verdict !== "undetermined" && verdict !== expectation.verdict)
          wrong.push(`${scenario.title}, without ${path}: ${verdict}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  // The oracle is plain, and takes minutes for a case under the law of the United States: the short run asks it about the
  // answers of some other states alone, the long one about a few of the American ones too.
  it("mean to the oracle what they mean to the tables", { timeout: long ? 7_200_000 : 120_000 }, () => {
    const differing: string[] = [];
    program.scenarios.forEach(({ title, given, expectations }, index) => {
      for (const expectation of expectations) {
        const step = EVERY[expectation.jurisdiction.name] ?? (long ? 60 : null);
        if (step === null || index % step !== 0) continue;
        const ours = answer(given, expectation);
        const theirs = interpret(program, given, {
          asOf: expectation.on,
          knownAt: expectation.knownAt,
          jurisdiction: expectation.jurisdiction.name,
        });
        if (ours.verdict !== theirs.verdict)
          differing.push(`${title}, ${expectation.on}: ${ours.verdict}, by the oracle ${theirs.verdict}`);
      }
    });
    expect(differing).toEqual([]);
  });
});
