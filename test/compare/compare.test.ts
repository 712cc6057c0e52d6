import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { compareJurisdictions, type Difference, type PairReport } from "../../compiler/compare/index.ts";
import { markdownCompare, prettyCompare } from "../../compiler/compare/render.ts";
import { meetsCondition, whereOf } from "../../compiler/compare/where.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { type Compilation, compile, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { interpret } from "../../compiler/oracle/index.ts";

/** The same law in a second country, which draws its line at another place and forbids what goes to one state. */
const OTHER = EXAMPLE.slice(0, EXAMPLE.indexOf("scenario"))
  .replaceAll("XX", "YY")
  .replaceAll("XCL", "YCL")
  .replace("example.chips", "example.others")
  .replace("tpp >= 4800", "tpp >= 2400");

const PROPOSAL = `
proposal catch_up "Follow the neighbor" {
  list measure slower_processors "Slower processors" {
    authority trade_act
    cite "99 CFR 2.9"
    when circuit in item.family and item.tpp >= 2400 TPP
    unless destination in partners
    requires license
    review case by case
    from 2026-02-01 by order_2026
  }
}
`;

function compiled(more = ""): Compilation {
  const host = new MemoryHost({
    "trade.cordon": VOCABULARY,
    "measures.cordon": EXAMPLE + more,
    "others.cordon": OTHER,
  });
  const compilation = compile(host, []);
  expect(compilation.diagnostics.filter((d) => d.severity === "error").map((d) => d.message)).toEqual([]);
  return compilation;
}

function compared(asOf: string, where: string | null = null, proposals: string[] = []): PairReport {
  const compilation = compiled(PROPOSAL);
  const chosen = where === null ? null : whereOf(compilation, where);
  if (chosen?.kind === "wrong") throw new Error(chosen.problems.map((p) => p.message).join("; "));
  const program = chosen?.program ?? compilation.program;
  const condition = chosen === null ? null : { text: where!, condition: chosen.condition };
  const report = compareJurisdictions(program, ["XX", "YY"], { asOf, where: condition, proposals });
  const [pair] = report.pairs;
  for (const difference of pair!.differences) replays(program, difference, asOf);
  return pair!;
}

/** The oracle, which shares no code with the comparison, answers the witness as it says. */
function replays(program: Program, { witness, left, right }: Difference, asOf: string): void {
  expect(witness).not.toBeNull();
  const answer = (jurisdiction: string): string =>
    interpret(program, witness!, { asOf, jurisdiction }).verdict;
  expect([answer("XX"), answer("YY")]).toEqual([left.verdict, right.verdict]);
}

describe("comparison of two laws", () => {
  it("finds nothing before either is in force", () => {
    expect(compared("2026-01-31")).toMatchObject({ differences: [], incomplete: null });
  });

  it("finds the stretch between two thresholds", () => {
    const { differences, incomplete } = compared(
      "2026-02-01",
      "circuit in item.family and item.tpp >= 2400 TPP",
    );
    expect(incomplete).toBeNull();
    expect(differences).toMatchObject([{ kind: "only_one_requires", stricter: "YY", evidence: "proved" }]);
    expect(differences[0]?.regions.flat()).toContainEqual({
      fact: "item.tpp",
      values: ">= 2400 TPP and < 4800 TPP",
    });
    expect(differences[0]?.reasons.right).toEqual([
      {
        measure: "example.others.fast_processors",
        title: "Fast processors",
        citations: ["99 CFR 2.1", "999 FR 1001"],
      },
    ]);
  });

  it("keeps to the condition", () => {
    expect(compared("2026-02-01", "circuit in item.family and item.tpp >= 4800 TPP").differences).toEqual([]);
  });

  it("shows that a proposal closes the gap", () => {
    const where = "circuit in item.family and item.tpp >= 2400 TPP";
    expect(compared("2026-02-01", where).differences).toHaveLength(1);
    const after = compared("2026-02-01", where, ["catch_up"]);
    expect(after.differences).toEqual([]);
    expect(after.closed).toMatchObject([{ kind: "only_one_requires", stricter: "YY" }]);
    expect(compared("2026-02-01", where).closed).toEqual([]);
  });
});

describe("a long list", () => {
  /** Fourteen measures of one country, each about another country of destination. */
  const MANY = ["BR", "IN", "CN", "RU", "IR", "KP", "SY", "CU", "BY", "VE", "MM", "AF", "IQ", "LY"]
    .map(
      (code, i) => `
list measure to_${code.toLowerCase()} "To ${code}" {
  authority trade_act
  cite "99 CFR 3.${i + 1}"
  when destination = ${code}
  requires license
  review case by case
  from 2026-02-01 by order_2026
}
`,
    )
    .join("");

  it("tells each pair of answers once, with all measures behind it, and of each when asked", () => {
    const { program } = compiled(MANY);
    const asked = { asOf: "2026-02-01", where: null, proposals: [] };
    const [byKind] = compareJurisdictions(program, ["XX", "YY"], asked).pairs;
    const [byMeasure] = compareJurisdictions(program, ["XX", "YY"], { ...asked, each: true }).pairs;
    expect([byKind?.by, byMeasure?.by]).toEqual(["kind", "measure"]);
    for (const pair of [byKind!, byMeasure!]) {
      expect(pair.incomplete).toBeNull();
      for (const difference of pair.differences) replays(program, difference, "2026-02-01");
    }
    const answers = byKind!.differences.map(({ left, right }) => `${left.atMost} ${right.atMost}`);
    expect(new Set(answers).size).toBe(answers.length);
    // what one witness has of policies and routes says nothing of the other measures
    const terms = byKind!.differences.flatMap(({ left, right }) => [left, right]);
    expect(terms.every(({ reviewPolicy, routes }) => reviewPolicy === null && routes.length === 0)).toBe(
      true,
    );
    expect(byMeasure!.differences.some(({ left }) => left.reviewPolicy === "case_by_case")).toBe(true);
    const behind = (pair: PairReport): string[] =>
      pair.differences.flatMap(({ reasons }) => [...reasons.left, ...reasons.right].map((r) => r.measure));
    expect(new Set(behind(byKind!))).toEqual(new Set(behind(byMeasure!)));
    expect(behind(byKind!).filter((id) => id.startsWith("example.chips.to_")).length).toBeGreaterThanOrEqual(
      14,
    );
  });
});

describe("conditions of the command line", () => {
  it("are checked as in a measure", () => {
    const wrong = (text: string): string => {
      const found = whereOf(compiled(), text);
      return found.kind === "wrong" ? found.problems.map((p) => `${p.at} ${p.message}`).join("; ") : "fine";
    };
    expect(wrong("destination = BR")).toBe("fine");
    expect(wrong("destination in partners")).toMatch(/partners/);
    expect(wrong("destination in example.chips.partners")).toBe("fine");
    expect(wrong("destinatoin = BR")).toMatch(/^0 .*destinatoin/);
    expect(wrong("item.tpp >= 4800 nm")).not.toBe("fine");
    expect(wrong("item.tpp")).not.toBe("fine");
    expect(wrong("")).not.toBe("fine");
    expect(wrong("destination = BR\ndefine other = departure = BR")).not.toBe("fine");
  });

  it("hold of complete cases as the oracle reads them", () => {
    const found = whereOf(compiled(), "destination = BR and item.tpp >= 4800 TPP");
    if (found.kind === "wrong") throw new Error("refused");
    const meets = (destination: string, tpp: string): boolean =>
      meetsCondition(
        found.program,
        found.condition,
        { act: "shipment", departure: "NL", destination, item: { family: ["circuit"], tpp } },
        "2026-02-01",
        "XX",
      );
    expect([meets("BR", "4800 TPP"), meets("BR", "4799 TPP"), meets("NO", "4800 TPP")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("the United States and the Netherlands on immersion scanners, October 2024", () => {
  const root = resolve(import.meta.dirname, "../../examples");
  const where =
    "lithography in item.family and item.wavelength = 193 nm and destination = CN and act = shipment";

  it("each requires a license of what leaves its own territory, the Netherlands by its order", () => {
    const compilation = compile(new NodeHost(root), []);
    const found = whereOf(compilation, where);
    if (found.kind === "wrong") throw new Error(found.problems.map((p) => p.message).join("; "));
    const condition = { text: where, condition: found.condition };
    const asOf = "2024-10-01";
    const report = compareJurisdictions(found.program, ["US", "NL"], { asOf, where: condition });
    const [pair] = report.pairs;
    const only = (name: string): readonly Difference[] =>
      pair!.differences.filter((d) => d.kind === "only_one_requires" && d.stricter === name);
    const measures = (differences: readonly Difference[], side: "left" | "right"): string[] =>
      differences.flatMap((d) => d.reasons[side].map((reason) => reason.measure));
    expect(measures(only("NL"), "right")).toContain("nl.equipment_order.equipment_order");
    expect(measures(only("US"), "left").some((id) => id.startsWith("us.equipment."))).toBe(true);
    for (const { witness, left, right } of [...only("US"), ...only("NL")]) {
      const verdict = (jurisdiction: string): string =>
        interpret(found.program, witness!, { asOf, jurisdiction }).verdict;
      expect([verdict("US"), verdict("NL")]).toEqual([left.verdict, right.verdict]);
    }
    const plain = { strong: (text: string) => text, soft: (text: string) => text };
    expect(prettyCompare(report, plain)).toContain("Stcrt. 2023, 18212");
    expect(markdownCompare(report)).toContain("<details>");
  }, 180_000);
});
