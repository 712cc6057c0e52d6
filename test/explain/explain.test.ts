import { describe, expect, it } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import {
  type CaseExplanation,
  explainCase,
  type JurisdictionExplanation,
} from "../../compiler/explain/explain.ts";
import { flipsOf, type Seen } from "../../compiler/explain/flip.ts";
import { changed, type FactChange } from "../../compiler/explain/neighbors.ts";
import { jsonExplanation, pathText, prettyExplanation } from "../../compiler/explain/render.ts";
import { type Compiled, checkSources, compileProgram } from "../property/compile.ts";
import { exampleLaw } from "../support/examples.ts";

const LAW = `module law of XX current to 2030-01-01

jurisdiction XX { reach leaves  codes XCL }
codes XCL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
unit TPP = 1 TOPS*bit
record transaction {
  act : act "What is done?"
  destination : country "Where to?"
  item : item "Which item?"
  parties : list of party "Who?"
}
record item {
  codes : set of code "Which codes?"
  tpp : TPP >= 0 "Performance?"
  area : mm2 > 0 "Area?"
  density : TPP/mm2 = tpp / area
  encrypted : yes or no "Encrypted?"
}
record party { headquarters : country "Where are the headquarters?" }
reach leaves "1" = act = shipment
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits list  permits end-user }
instrument one "First order" { cite "999 FR 1" published 2020-01-01 from 2020-01-01 }
group zone "Zone" = CN, RU
item XCL 1A001 "Fast" { from 2020-01-01 by one = density >= 6 TPP/mm2 }
list measure fast "Fast processors" {
  authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral
  items 1A001  destinations zone
  requires license
  from 2020-01-01 by one
}
end-user measure owners "Parties of the zone" {
  authority law  cite "99 CFR 2"  topic ai_chips  origin unilateral
  for any p in parties
  when p.headquarters in zone and item.encrypted
  prohibits
  from 2020-01-01 by one
}
`;

function law(): Compiled {
  const { program, errors } = checkSources({ "law.cordon": LAW });
  expect(errors).toEqual([]);
  return compileProgram(program);
}

/** The law with more declarations, and with other conditions of its measure about parties. */
function amended(declarations: string, conditions: string): Compiled {
  const text = LAW.replace(/ {2}for any p in parties\n.*\n/, `  ${conditions}\n`);
  const { program, errors } = checkSources({ "law.cordon": `${text}\n${declarations}\n` });
  expect(errors).toEqual([]);
  return compileProgram(program);
}

const base = {
  case: "A chip",
  act: "shipment",
  destination: "CN",
  item: { codes: [], tpp: "590 TPP", area: "100 mm2", encrypted: false },
  parties: [{ headquarters: "DE" }],
};

function explained(facts: CaseJson, { program, engine }: Compiled = law()): JurisdictionExplanation {
  const found = explainCase(program, engine, facts, { asOf: "2021-01-01" });
  if ("problems" in found) throw new Error(found.problems.map(({ message }) => message).join("; "));
  expect(found.jurisdictions).toHaveLength(1);
  return found.jurisdictions[0]!;
}

const inWords = ({ change }: JurisdictionExplanation): string[] =>
  change.flips.map(
    ({ changes, verdict }) =>
      `${verdict}: ${changes.map(({ path, to }) => `${pathText(path)} = ${JSON.stringify(to)}`).join(", ")}`,
  );

const same = (text: string): string => text;
const plain = { strong: same, soft: same, good: same, bad: same };

describe("an explanation", () => {
  it("says which clause holds, what each of its cells asks and what it is", () => {
    const { determination, why } = explained({ ...base, item: { ...base.item, tpp: "700 TPP" } });
    expect(determination.verdict).toBe("license_required");
    expect(why).toHaveLength(1);
    expect(why[0]).toMatchObject({ measure: "law.fast", citations: ["99 CFR 1", "999 FR 1"], failing: [] });
    expect(why[0]?.holding).toContainEqual(
      expect.objectContaining({ subject: "destination", asks: "in zone", is: "CN", holds: "yes" }),
    );
  });

  it("names as near entries that fail, not one that holds and is taken out", () => {
    const text = `${LAW}
item XCL 1B002 "Open" { from 2020-01-01 by one = not encrypted }
`;
    const { program, errors } = checkSources({
      "law.cordon": text.replace("items 1A001 ", "items XCL - 1B002 "),
    });
    expect(errors).toEqual([]);
    const { whyNot } = explained(base, compileProgram(program));
    const near = whyNot.flatMap(({ failing }) => failing.flatMap(({ entries }) => entries));
    expect(near.map(({ id }) => id)).toEqual([expect.stringContaining("1A001")]);
    expect(near.every(({ failing }) => failing.length > 0)).toBe(true);
  });

  it("says which cell of the nearest clause fails, down to the limit of the entry", () => {
    const { whyNot } = explained(base);
    expect(whyNot[0]).toMatchObject({ measure: "law.fast" });
    expect(whyNot[0]?.failing).toHaveLength(1);
    const [entry] = whyNot[0]!.failing[0]!.entries;
    expect(entry).toMatchObject({
      citations: ["999 FR 1"],
      failing: [{ asks: ">= 6 TPP/mm2", is: "5.9 TPP/mm2", holds: "no" }],
    });
    expect(whyNot[1]).toMatchObject({ measure: "law.owners" });
    expect(whyNot[1]?.failing.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(["p.headquarters", "item.encrypted"]),
    );
  });

  it("writes a number without an end as a decimal that is cut off, beside the fraction", () => {
    const isOf = (tpp: string, area: string): string | undefined =>
      explained({ ...base, item: { ...base.item, tpp, area } }).whyNot[0]!.failing[0]!.entries[0]!.failing[0]!
        .is;
    expect(isOf("590 TPP", "99 mm2")).toBe("5.9595... (590/99) TPP/mm2");
    // just below the limit of 6
    expect(isOf("1799999.9 TPP", "300000 mm2")).toBe("5.9999... (17999999/3000000) TPP/mm2");
    expect(isOf("1 TPP", "300 mm2")).toBe("0.0033... (1/300) TPP/mm2");
  });

  it("finds the smallest single change first, through a quotient of two facts", () => {
    const flips = inWords(explained(base));
    expect(flips.slice(0, 2).sort()).toEqual([
      'license_required: item.area = "98.3333 mm2"',
      'license_required: item.tpp = "600 TPP"',
    ]);
  });

  it("tries countries that defines are asked with alone, and those that the case itself states", () => {
    const facts = { ...base, destination: "SE", item: { encrypted: false } };
    const prohibited = (conditions: string): string[] =>
      inWords(
        explained(
          facts,
          amended(
            "define headquartered(country c) of party = headquarters = c\ndefine bound(countries C) = destination in C",
            `for any p in parties  when ${conditions}`,
          ),
        ),
      ).filter((flip) => flip.startsWith("prohibited"));
    expect(prohibited("p.headquartered(BR) or bound({PE})")).toEqual([
      'prohibited: destination = "PE"',
      'prohibited: parties[0].headquarters = "BR"',
    ]);
    expect(prohibited("p.headquarters = destination")).toEqual([
      'prohibited: destination = "DE"',
      'prohibited: parties[0].headquarters = "SE"',
    ]);
  });

  it("finds the limit of a formula that a define computes of what it is asked with", () => {
    const compiled = amended(
      "define spread(number k) of item = k * tpp / area",
      "when 4 TPP/mm2 <= item.spread(0.5)",
    );
    // 0.5 * 590 / 100 is 2.95
    expect(
      inWords(explained({ ...base, destination: "SE" }, compiled))
        .slice(0, 2)
        .sort(),
    ).toEqual(['prohibited: item.area = "73.75 mm2"', 'prohibited: item.tpp = "800 TPP"']);
  });

  it("ranks what a person may doubt before what makes it another transaction", () => {
    const singles: FactChange[] = [
      { path: ["item", "codes"], from: ["XCL 1"], to: [], size: 1 },
      { path: ["parties", 0, "entries"], from: undefined, to: ["a-firm"], size: 2 },
      { path: ["item", "tpp"], from: "590 TPP", to: "900 TPP", size: 30 },
    ];
    const facts = { item: { codes: ["XCL 1"], tpp: "590 TPP" }, parties: [{}] };
    const see = (now: CaseJson): Seen => ({
      verdict: JSON.stringify(now) === JSON.stringify(facts) ? "no_requirement" : "license_required",
      closer: null,
      trace: () => "",
    });
    const { flips } = flipsOf(facts, singles, see, { budget: 100, limit: 5, isAsked: () => false });
    expect(flips.map(({ changes }) => changes[0]!.path.at(-1))).toEqual(["tpp", "codes", "entries"]);
  });

  it("tries two changes together where no single one does it, and only then", () => {
    const change = (name: string): FactChange => ({ path: [name], from: 1, to: 2, size: 1 });
    const singles = ["a", "b", "c"].map(change);
    const options = { budget: 100, limit: 5, isAsked: () => false };
    const see =
      (...wanted: readonly string[]) =>
      (facts: CaseJson): Seen => {
        const met = wanted.every((name) => (facts as Record<string, unknown>)[name] === 2);
        return { verdict: met ? "prohibited" : "no_requirement", closer: null, trace: () => "" };
      };
    const named = (...wanted: readonly string[]): string[][] =>
      flipsOf({ a: 1, b: 1, c: 1 }, singles, see(...wanted), options).flips.map(({ changes }) =>
        changes.map(({ path }) => path.join()).sort(),
      );
    expect(named("a", "c")).toEqual([["a", "c"]]);
    expect(named("b", "c")).toEqual([["b", "c"]]);
    expect(named("b")).toEqual([["b"]]);
    expect(named("a", "b", "c")).toEqual([]);
  });

  it("tries every fact by truth values before it looks closer at any", () => {
    const singles = ["a", "b", "c"].map((name): FactChange => ({ path: [name], from: 1, to: 2, size: 1 }));
    let looked = 0;
    const seen = (verdict: string, closer: Seen["closer"] = null): Seen => ({
      verdict,
      closer,
      trace: () => "",
    });
    const see = (facts: CaseJson): Seen => {
      const { a, b, c } = facts as Record<string, unknown>;
      if (c === 2) return seen("prohibited");
      if (a !== 2 && b !== 2) return seen("undetermined");
      return seen("undetermined", () => {
        looked++;
        return seen("license_required");
      });
    };
    const found = (looks: number) =>
      flipsOf({ a: 1, b: 1, c: 1 }, singles, see, {
        budget: 100,
        limit: 5,
        isAsked: () => false,
        isSpent: () => looked >= looks,
      });
    const named = ({ flips }: ReturnType<typeof found>): string[] =>
      flips.map(({ changes, verdict }) => `${changes[0]!.path.join()} ${verdict}`).sort();
    const one = found(1);
    expect(named(one)).toEqual(["a license_required", "c prohibited"]);
    expect(one.complete).toBe(false);
    looked = 0;
    const all = found(3);
    expect(named(all)).toEqual(["a license_required", "b license_required", "c prohibited"]);
    expect(all.complete).toBe(true);
  });

  it("confirms every change by evaluation", () => {
    const compiled = law();
    for (const facts of [base, { ...base, destination: "US" }, { ...base, parties: [] }]) {
      const { determination, change } = explained(facts, compiled);
      expect(change.flips.length).toBeGreaterThan(0);
      for (const { changes, verdict } of change.flips) {
        const answer = compiled.engine.evaluate(changed(facts, changes), { asOf: "2021-01-01" });
        const then = "problems" in answer ? "refused" : answer.determinations[0]!.verdict;
        expect(then).toBe(verdict);
        expect(then).not.toBe(determination.verdict);
      }
    }
  });

  it("stops at its budget and says that it did", () => {
    const { program, engine } = law();
    const found = explainCase(program, engine, base, { asOf: "2021-01-01", budget: 1 }) as CaseExplanation;
    expect(found.jurisdictions[0]?.change).toMatchObject({ evaluated: 1, complete: false });
  });

  it("hands back the problems of a case that cannot be read", () => {
    const { program, engine } = law();
    const found = explainCase(program, engine, { act: 7 }, { asOf: "2021-01-01" });
    expect(found).toMatchObject({ problems: [{ path: "act" }] });
  });

  it("says of an open answer between what it lies and which facts settle it, and of a day before the law that there is none", () => {
    const { program, engine } = law();
    const plain = {
      strong: (t: string) => t,
      soft: (t: string) => t,
      good: (t: string) => t,
      bad: (t: string) => t,
    };
    const textOf = (facts: CaseJson, asOf: string): string => {
      const found = explainCase(program, engine, facts, { asOf });
      expect(found).not.toHaveProperty("problems");
      return prettyExplanation(found as CaseExplanation, plain, () => null);
    };
    const { item: _, ...noItem } = base;
    const open = textOf(noItem, "2021-01-01");
    expect(open).toContain("XX  undetermined: at least no requirement, at most license required");
    expect(open).toMatch(/To settle it, state\n {6}item\./);
    const early = textOf(base, "2010-01-01");
    expect(early).toContain("XX  no requirement");
    expect(early).toContain("no measure of this law has a text that is in force on this day");
    expect(early).not.toContain("To settle it");
  });

  it("is written as text and as JSON", () => {
    const { program, engine } = law();
    const found = explainCase(program, engine, base, { asOf: "2021-01-01" }) as CaseExplanation;
    const text = prettyExplanation(found, plain, () => "law.cordon:3");
    expect(text).toContain("A chip, on 2021-01-01");
    expect(text).toContain("license required, if item.tpp were 600 TPP (it is 590 TPP)");
    expect(text).toContain(">= 6 TPP/mm2: it is 5.9 TPP/mm2");
    const json = JSON.parse(jsonExplanation(found));
    expect(json.jurisdictions[0].change.flips).toContainEqual({
      verdict: "license_required",
      changes: [{ path: "item.tpp", from: "590 TPP", to: "600 TPP" }],
    });
  });
});

describe("an explanation of the examples", () => {
  it("says why the A800 was free in June 2023: its links were slower than 600 GB/s", async () => {
    const { program } = exampleLaw();
    const { engine } = compileProgram(program);
    const facts = (await import("../../examples/cases/a800-to-china.json", { with: { type: "json" } }))
      .default;
    const found = explainCase(program, engine, facts as CaseJson, {
      asOf: "2023-06-01",
      jurisdictions: ["US"],
    }) as CaseExplanation;
    const [us] = found.jurisdictions;
    expect(us?.determination.verdict).toBe("no_requirement");
    const entries = us!.whyNot.flatMap(({ failing }) => failing.flatMap((cell) => cell.entries));
    expect(entries).toContainEqual(
      expect.objectContaining({
        id: expect.stringContaining("3A090.a/2022-10-21"),
        failing: [expect.objectContaining({ subject: "io_bandwidth", asks: ">= 600 GB/s", is: "400 GB/s" })],
      }),
    );
    expect(inWords(us!)[0]).toBe('license_required: item.io_bandwidth = "600 GB/s"');
  });

  it("comes to an end where most is left open, and says that not everything was tried", () => {
    const { program } = exampleLaw();
    const { engine } = compileProgram(program);
    const facts = {
      act: "shipment",
      departure: "US",
      destination: "CN",
      item: { kind: "commodity", family: ["circuit"], tpp: "5000 TPP" },
    };
    const [us] = (
      explainCase(program, engine, facts, { asOf: "2026-07-01", jurisdictions: ["US"] }) as CaseExplanation
    ).jurisdictions;
    expect(us!.determination.verdict).toBe("undetermined");
    expect(us!.change.flips.length).toBeGreaterThan(0);
    expect(us!.change.flips.every(({ verdict }) => verdict !== "undetermined")).toBe(true);
    expect(us!.change.complete).toBe(false);
    expect(engine.work).toBeLessThan(8_000_000);
  });
});
