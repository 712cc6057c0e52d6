import { describe, expect, it } from "vitest";
import type { CaseJson, Program } from "../../compiler/check/tree.ts";
import { compareJurisdictions } from "../../compiler/compare/index.ts";
import { markdownCompare, prettyCompare } from "../../compiler/compare/render.ts";
import {
  COMPARE_FORMAT,
  type CompareReport,
  type Difference,
  type PairReport,
  publishedComparison,
} from "../../compiler/compare/report.ts";
import { meetsCondition, whereOf } from "../../compiler/compare/where.ts";
import { type Compilation, compile, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { interpret } from "../../compiler/oracle/index.ts";
import { saidBoxes } from "../../compiler/regions/words.ts";
import { exampleLaw } from "../support/examples.ts";
import { lessByOne } from "../support/less-by-one.ts";
import { problemsBy } from "../support/schema-problems.ts";

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

function compiled(more = "", others: Readonly<Record<string, string>> = {}): Compilation {
  const host = new MemoryHost({
    "trade.cordon": VOCABULARY,
    "measures.cordon": EXAMPLE + more,
    "others.cordon": OTHER,
    ...others,
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

function compareText(pair: PairReport): string {
  const report: CompareReport = {
    format: COMPARE_FORMAT,
    asOf: "2026-02-01",
    where: null,
    home: null,
    proposals: [],
    notes: [],
    pairs: [pair],
  };
  expect(problemsBy("compiler/compare/compare.schema.json", publishedComparison(report))).toEqual([]);
  return prettyCompare(report, { strong: (text) => text, soft: (text) => text });
}

/** The oracle, which shares no code with the comparison, answers the witness as it says. */
function replays(
  program: Program,
  { witness, left, right }: Difference,
  asOf: string,
  names: readonly string[] = ["XX", "YY"],
): void {
  expect(witness).not.toBeNull();
  const answer = (jurisdiction: string): string =>
    interpret(program, witness!, { asOf, jurisdiction }).verdict;
  expect(names.map(answer)).toEqual([left.verdict, right.verdict]);
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
    expect(saidBoxes(differences[0]!.regions).flat()).toContainEqual({
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
    const pair = compared("2026-02-01", "circuit in item.family and item.tpp >= 4800 TPP");
    expect(pair).toMatchObject({ differences: [], isEmpty: false });
    expect(compareText(pair)).toContain("no difference in any transaction");
  });

  it("says where no transaction meets the condition", () => {
    const pair = compared("2026-02-01", "destination = BR and destination = IN");
    expect(pair).toMatchObject({ differences: [], incomplete: null, isEmpty: true });
    expect(compareText(pair)).toContain("no transaction meets this condition");
    // but not of a condition that is met where the laws agree, nor without one
    expect(compared("2026-01-31").isEmpty).toBe(false);
  });

  it("shows that a proposal closes the gap", () => {
    const where = "circuit in item.family and item.tpp >= 2400 TPP";
    expect(compared("2026-02-01", where).differences).toHaveLength(1);
    const after = compared("2026-02-01", where, ["catch_up"]);
    expect(after.differences).toEqual([]);
    expect(after.closed).toMatchObject([{ kind: "only_one_requires", stricter: "YY" }]);
    expect(compared("2026-02-01", where).closed).toEqual([]);
    // where it was, and a small case, which the proposal does not leave open
    const [gap] = after.closed;
    expect(saidBoxes(gap!.regions).flat()).toContainEqual({
      fact: "item.tpp",
      values: ">= 2400 TPP and < 4800 TPP",
    });
    expect(Object.keys(gap!.witness!).sort()).toEqual(["act", "departure", "destination", "item"]);
    expect(compareText(after)).toMatch(/closed by .*\n {2}where .*2400 TPP/);
    expect(compareText(after)).toContain("witness  {");
  });

  it("says what to know of the day and of proposals before reading that nothing differs", () => {
    const { program } = compiled(PROPOSAL);
    const notes = (names: readonly string[], asOf: string, proposals: string[]): readonly string[] =>
      compareJurisdictions(program, names, { asOf, proposals }).notes;
    const [first, , ...rest] = notes(["XX", "YY"], "1990-01-01", ["catch_up"]);
    expect(first).toMatch(
      /^the sources have no measure of XX that is in force on 1990-01-01; the next begins on 2/,
    );
    expect(rest).toEqual([
      expect.stringMatching(
        /^nothing that catch_up proposes is in force on 1990-01-01; the next begins on 2/,
      ),
    ]);
    expect(notes(["YY"], "2026-02-01", ["catch_up"])).toEqual([
      "catch_up proposes law of XX, which is not compared",
    ]);
    expect(notes(["XX", "YY"], "2026-02-01", ["catch_up"])).toEqual([]);
    expect(notes(["XX", "YY"], "2999-01-01", ["catch_up"])).toContainEqual(
      expect.stringMatching(
        /^the law of XX was read up to 2\d\d\d-\d\d-\d\d; later changes are not in the sources$/,
      ),
    );
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
    const [byMeasure] = compareJurisdictions(program, ["XX", "YY"], { ...asked, by: "measure" }).pairs;
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

describe("a comparison by cases", () => {
  const asOf = "2026-02-01";
  /** Fourteen measures about as many countries of destination, of which some forbid, and some ask for notice. */
  const many = (module: string): string =>
    ["BR", "IN", "CN", "RU", "IR", "KP", "SY", "CU", "BY", "VE", "MM", "AF", "IQ", "LY"]
      .map(
        (code, i) => `
list measure ${module}_${code.toLowerCase()} "To ${code}" {
  authority trade_act
  cite "99 CFR 4.${i + 1}"
  when destination = ${code}
  ${["requires license", "prohibits", "requires notice to Trade_Office"][i % 3]}
  from ${asOf} by order_2026
}
`,
      )
      .join("");
  /** A third country with measures of its own, and a part of it that reads its law by its own name. */
  const third = (EXAMPLE.slice(0, EXAMPLE.indexOf("scenario")) + many("third"))
    .replaceAll("XX", "ZZ")
    .replaceAll("XCL", "ZCL")
    .replace("example.chips", "example.third")
    .replace("permits list", "permits list");
  const compilation = compiled(
    many("first").replaceAll("destination = BR", "destination = BR and departure = NL"),
    {
      "third.cordon": third,
    },
  );
  const { program } = compilation;
  const names = ["XX", "YY", "ZZ"];
  const byCase = compareJurisdictions(program, names, { asOf, by: "case" });
  const byKind = compareJurisdictions(program, names, { asOf, by: "kind" });
  const answersOf = (pair: PairReport): string[] =>
    pair.differences.map(({ left, right }) => `${left.verdict} ${right.verdict}`).sort();

  it("finds the same pairs of answers as one that names every measure, and shows each", () => {
    expect(byCase.pairs.map(({ by }) => by)).toEqual(["case", "case", "case"]);
    for (const [i, pair] of byCase.pairs.entries()) {
      expect(pair.incomplete).toBeNull();
      expect(answersOf(pair)).toEqual(answersOf(byKind.pairs[i]!));
      for (const difference of pair.differences) {
        replays(program, difference, asOf, [pair.left, pair.right]);
        expect(difference.evidence).toBe("proved");
      }
    }
    expect(answersOf(byCase.pairs[0]!)).toContain("prohibited no_requirement");
  });

  it("names the measures that govern in the case, which are among those of the whole list", () => {
    for (const [i, pair] of byCase.pairs.entries()) {
      for (const { kind, reasons, witness, left } of pair.differences) {
        const answer = interpret(program, witness!, { asOf, jurisdiction: pair.left });
        const governing = answer.requirements.filter(({ verdict }) => verdict === left.verdict);
        expect(reasons.left.map(({ measure }) => measure)).toEqual(
          [...new Set(governing.map(({ measure }) => measure))].sort(),
        );
        if (kind !== "neither_requires") expect([...reasons.left, ...reasons.right]).not.toEqual([]);
      }
      const all = (report: PairReport): Set<string> =>
        new Set(
          report.differences.flatMap((d) => [...d.reasons.left, ...d.reasons.right].map((r) => r.measure)),
        );
      expect([...all(byKind.pairs[i]!)]).toEqual(expect.arrayContaining([...all(pair)]));
    }
  });

  it("says that other measures may give the same, and how to ask for them", () => {
    const plain = { strong: (text: string) => text, soft: (text: string) => text };
    expect(prettyCompare(byCase, plain)).toContain("--measures to see all of them");
    expect(prettyCompare(byKind, plain)).not.toContain("--measures");
  });

  it("has small cases where a condition was given, which still show what they stand for", () => {
    const text = "act = shipment";
    const found = whereOf(compilation, text);
    if (found.kind === "wrong") throw new Error(text);
    const limited = compareJurisdictions(found.program, names, {
      asOf,
      where: { text, condition: found.condition },
    });
    for (const pair of limited.pairs)
      for (const difference of pair.differences) {
        expect(difference.witness).toMatchObject({ act: "shipment" });
        if (pair.by !== "kind") continue;
        const shows = (facts: CaseJson): boolean =>
          (facts as { readonly act?: string }).act === "shipment" &&
          [pair.left, pair.right].every(
            (jurisdiction, i) =>
              interpret(found.program, facts, { asOf, jurisdiction }).verdict ===
              [difference.left, difference.right][i]!.verdict,
          );
        expect(shows(difference.witness!)).toBe(true);
        // no fact of it is there for nothing
        for (const less of lessByOne(difference.witness!))
          expect(shows(less), JSON.stringify([difference.witness, less])).toBe(false);
      }
  });

  it("tells of short lists measure by measure, however it is asked", () => {
    const short = compareJurisdictions(compiled().program, ["XX", "YY"], { asOf, by: "case" });
    expect(short.pairs[0]?.by).toBe("measure");
    expect(short.pairs[0]?.differences.every(({ regions }) => regions.length > 0)).toBe(true);
  });
});

describe("a measure that is law in both jurisdictions", () => {
  /** A union, whose members read its law with their own name in the place of its. */
  const UNION = `module example.union of BE current to 2026-11-01

use trade

jurisdiction BE "Union" {
  reach leaves_union
  agency Union_Office
}

reach leaves_union "99 EU 1" = act = shipment and departure = here

authority union_act "Union Act" of BE {
  cite "99 EU 2"
  held by Union_Office
  from 2020-01-01
  permits list
}

${Array.from(
  { length: 14 },
  (_, i) => `list measure rule_${i} "Rule ${i}" {
  authority union_act
  cite "99 EU ${i + 3}"
  when item.tpp >= ${i + 1}00 TPP and item.tpp < ${i + 2}00 TPP
  requires license
  from 2026-02-01
}
`,
).join("\n")}`;
  const MEMBER = `module example.member of NL current to 2026-11-01

use trade

jurisdiction NL "Member" within BE {
  agency Member_Office
}
`;

  it("is behind a difference wherever one of them asks for a license by it and the other does not", () => {
    const { program } = compiled("", { "union.cordon": UNION, "member.cordon": MEMBER });
    const [pair] = compareJurisdictions(program, ["BE", "NL"], { asOf: "2026-02-01", by: "kind" }).pairs;
    const behind = (stricter: string, side: "left" | "right"): readonly string[] =>
      pair!.differences
        .filter((d) => d.stricter === stricter)
        .flatMap((d) => d.reasons[side].map((r) => r.title ?? ""));
    const rules = Array.from({ length: 14 }, (_, i) => `Rule ${i}`).sort();
    expect(pair!.by).toBe("kind");
    expect([...behind("BE", "left")].sort()).toEqual(rules);
    expect([...behind("NL", "right")].sort()).toEqual(rules);
    // and behind the answer of that one alone
    expect(behind("BE", "right")).toEqual([]);
    expect(behind("NL", "left")).toEqual([]);
    const [byCase] = compareJurisdictions(program, ["BE", "NL"], { asOf: "2026-02-01", by: "case" }).pairs;
    const sides = byCase!.differences.flatMap(({ left, right, reasons }) => [
      { answer: left, reasons: reasons.left },
      { answer: right, reasons: reasons.right },
    ]);
    for (const { answer, reasons } of sides)
      expect(reasons.length > 0).toBe(answer.verdict === "license_required");
  });
});

describe("a measure of which the law does not say whether it holds", () => {
  const DOUBTFUL = `
list measure clear "To Brazil" {
  authority trade_act
  cite "99 CFR 3.1"
  when destination = BR
  requires license
  from 2026-02-01 by order_2026
}
list measure doubtful "To Brazil and India" {
  authority trade_act
  cite "99 CFR 3.2"
  when destination in {BR, IN}
  requires license
  from before 2026-03-01
}
`;

  it("gives no answer that is settled without it, and an open one of its own", () => {
    const { program } = compiled(DOUBTFUL);
    for (const by of ["kind", "measure"] as const) {
      const [pair] = compareJurisdictions(program, ["XX", "YY"], { asOf: "2026-02-01", by }).pairs;
      const toBy = (measure: string): readonly string[] =>
        pair!.differences
          .filter(({ reasons }) => reasons.left.some((reason) => reason.measure.endsWith(measure)))
          .map(({ left }) => left.verdict);
      expect(new Set(toBy(".clear"))).toEqual(new Set(["license_required"]));
      expect(new Set(toBy(".doubtful"))).toEqual(new Set(["undetermined"]));
    }
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
  const where =
    "lithography in item.family and item.wavelength = 193 nm and destination = CN and act = shipment";

  it("each requires a license of what leaves its own territory, the Netherlands by its order", () => {
    const compilation = exampleLaw();
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
