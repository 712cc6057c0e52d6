/**
 * The engine against the oracle. What the diagrams hold possible contains what the oracle answers; every answer they say
 * is possible has a witness that the oracle answers so, or is not called certain. `CORDON_LONG=1` looks at more.
 */
import { describe, expect, test } from "vitest";
import {
  Analysis,
  epochs,
  lawOf,
  regionText,
  SAME,
  VERDICT_ONLY,
  verdictOf,
} from "../../compiler/analysis/index.ts";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { interpret } from "../../compiler/oracle/index.ts";
import { checkSources } from "../property/compile.ts";
import { exampleLaw } from "../support/examples.ts";
import { generateCase, generateQuestion } from "../support/generate-case.ts";
import { generateProgram, sourcesOf } from "../support/generate-program.ts";
import { Random } from "../support/generate-random.ts";

const LONG = process.env.CORDON_LONG === "1";
const PROGRAMS = LONG ? 600 : 15;

/** A complete case: everything stated, parties screened against whole lists, no possible matches. */
function completeCase(generated: ReturnType<typeof generateProgram>, random: Random): CaseJson {
  const { obligations: _, ...facts } = generateCase(generated, random, { missing: 0, unknown: 0 });
  return JSON.parse(
    JSON.stringify(facts)
      .replace(/(_parties)@\d{4}-\d\d-\d\d/g, "$1")
      .replace(/"possible_entries":\[[^\]]*\]/g, '"possible_entries":[]'),
  );
}

describe("on generated programs", () => {
  test("the answer of the oracle to a complete case is among those held possible", () => {
    let compared = 0;
    let settled = 0;
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const generated = generateProgram(seed);
      const { program } = checkSources(sourcesOf(generated));
      const law = lawOf(program);
      const random = new Random(seed * 31);
      for (let i = 0; i < 12; i++) {
        const facts = completeCase(generated, random);
        const question = generateQuestion(generated, random);
        const answer = interpret(program, facts, question);
        if (answer.missing.length > 0 || answer.contradictions.length > 0) continue;
        const analysis = new Analysis({ budget: 500_000, given: { law, facts } });
        const view = analysis.view(law, question, question.jurisdiction);
        const found = analysis.attempt(() => analysis.listOutcomes(view.determination(VERDICT_ONLY)));
        if (found.kind === "budget") continue;
        const possible = found.value.map(({ outcome }) => [outcome.least.verdict, outcome.most.verdict]);
        expect(possible, `seed ${seed}, case ${i}`).toContainEqual([answer.atLeast, answer.atMost]);
        compared++;
        if (possible.length === 1) settled++;
      }
    }
    expect(compared).toBeGreaterThan(PROGRAMS * 8);
    expect(settled).toBeGreaterThan(compared / 2);
  });

  // seed 510 of the long run
  test("a part of a country that a rule names is told apart from the country", () => {
    const { program, errors } = checkSources({
      "law.cordon": `module law of XX
jurisdiction XX { reach everywhere agency AGY }
codes country "Countries" below by levels "UA|-43"
record transaction { destination : country }
reach everywhere = destination = CN or destination != CN
authority power of XX { cite "Act 1" from 2010-01-01 permits list }
list measure sales { authority power cite "Rule 1" destinations {'UA-43', DE} requires license from 2020-01-01 }
`,
    });
    expect(errors).toEqual([]);
    const law = lawOf(program);
    const question = { asOf: "2021-01-01", knownAt: null, jurisdiction: "XX" };
    const answers = ["UA-43", "UA", "UA-14", "DE", "FR"].map((destination) => {
      const { atLeast, atMost } = interpret(program, { destination }, question);
      return [destination, `${atLeast} ${atMost}`];
    });
    const analysis = new Analysis();
    const view = analysis.view(law, question, "XX");
    const found = analysis.listOutcomes(view.determination(VERDICT_ONLY));
    const possible = found.map(({ outcome }) => `${outcome.least.verdict} ${outcome.most.verdict}`);
    expect(new Set(possible)).toEqual(new Set(answers.map(([, range]) => range)));
    const where = found.find(({ outcome }) => outcome.least.verdict === "license_required")!.where;
    expect(analysis.regions(where, 3).regions.map(regionText)).toEqual(["destination DE, UA-43"]);
  });

  // seed 153 of the long run
  test.each(["owner = owner", "weight = weight", "weight <= weight"])(
    "%s is not so of what is not applicable",
    (condition) => {
      const { program, errors } = checkSources({
        "law.cordon": `module law of XX
jurisdiction XX { reach everywhere agency AGY }
codes country "Countries" below by levels "UA|-43"
unit kg
record transaction {
  destination : country
  owner : country or not applicable
  weight : kg or not applicable
}
reach everywhere = destination = CN or destination != CN
authority power of XX { cite "Act 1" from 2010-01-01 permits list }
list measure sales { authority power cite "Rule 1" when ${condition} requires license from 2020-01-01 }
`,
      });
      expect(errors).toEqual([]);
      const law = lawOf(program);
      const question = { asOf: "2021-01-01", knownAt: null, jurisdiction: "XX" };
      const absent = { notApplicable: true };
      for (const [owner, weight] of [
        ["CN", "5 kg"],
        [absent, absent],
      ] as const) {
        const facts = { destination: "CN", owner, weight };
        const { atLeast, atMost } = interpret(program, facts, question);
        const analysis = new Analysis({ given: { law, facts } });
        const view = analysis.view(law, question, "XX");
        const found = analysis.listOutcomes(view.determination(VERDICT_ONLY));
        expect(found.map(({ outcome }) => [outcome.least.verdict, outcome.most.verdict])).toEqual([
          [atLeast, atMost],
        ]);
        expect(atMost).toBe(owner === "CN" ? "license_required" : "no_requirement");
      }
    },
  );

  test("nearly every answer held possible has a witness that the oracle confirms", () => {
    let certain = 0;
    let possible = 0;
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const generated = generateProgram(seed);
      const { program } = checkSources(sourcesOf(generated));
      const law = lawOf(program);
      const random = new Random(seed);
      for (const jurisdiction of generated.jurisdictions) {
        const analysis = new Analysis({ budget: 1_000_000 });
        const view = analysis.view(law, { asOf: random.pick(generated.days) }, jurisdiction);
        const question = { ...view.point, jurisdiction };
        for (const { outcome, where } of analysis.listOutcomes(view.determination(VERDICT_ONLY))) {
          const witness = analysis.witness(where, [view], { tries: 15 });
          if (witness?.certain !== true) {
            possible++;
            continue;
          }
          certain++;
          const replayed = interpret(program, witness.case, question);
          expect([replayed.verdict, replayed.atLeast, replayed.atMost], `seed ${seed}`).toEqual([
            verdictOf(outcome),
            outcome.least.verdict,
            outcome.most.verdict,
          ]);
        }
      }
    }
    expect(certain).toBeGreaterThan(PROGRAMS * 5);
    expect(possible / (certain + possible)).toBeLessThan(0.1);
  });

  test("a law compared with itself changes nothing, and with another day what the oracle says", () => {
    let changed = 0;
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const generated = generateProgram(seed);
      const { program } = checkSources(sourcesOf(generated));
      const law = lawOf(program);
      const analysis = new Analysis({ budget: 1_000_000 });
      const [first, last] = [generated.days[0]!, generated.days.at(-1)!];
      const [before, again, after] = [first, first, last].map((asOf) => analysis.view(law, { asOf }, "US"));
      expect(analysis.changes(before!, again!), `seed ${seed}`).toBe(analysis.space.diagrams.leaf(SAME));
      for (const { change, where } of analysis.listChanges(analysis.changes(before!, after!))) {
        const witness = analysis.witness(where, [before!, after!], { tries: 5 });
        if (witness?.certain !== true) continue;
        changed++;
        expect(witness.answers.map((answer) => [answer?.atLeast, answer?.atMost])).toEqual([
          [change.from.least.verdict, change.from.most.verdict],
          [change.to.least.verdict, change.to.most.verdict],
        ]);
        expect(change.from).not.toBe(change.to);
      }
    }
    expect(changed).toBeGreaterThan(PROGRAMS);
  });
});

describe("on the examples", () => {
  const { program } = exampleLaw();
  const law = lawOf(program);

  test("an A800 that was free in June 2023 needs a license in December, and the witness says so", () => {
    const facts = {
      act: "shipment",
      departure: "US",
      destination: "CN",
      end_uses: [],
      item: {
        kind: "commodity",
        family: ["circuit"],
        tpp: "4992 TPP",
        io_bandwidth: "400 GB/s",
        die_area: "826 mm2",
        performance_density: "6.04 TPP/mm2",
        for_data_center: true,
      },
    };
    const analysis = new Analysis({ byParameters: true, given: { law, facts } });
    const june = analysis.view(law, { asOf: "2023-06-01" }, "US");
    const december = analysis.view(law, { asOf: "2023-12-01" }, "US");
    const changes = analysis.listChanges(analysis.changes(june, december));
    const tighter = changes.find(
      ({ change }) =>
        verdictOf(change.from) === "no_requirement" && verdictOf(change.to) === "license_required",
    );
    expect(tighter).toBeDefined();
    const witness = analysis.witness(tighter!.where, [june, december])!;
    expect(witness.certain).toBe(true);
    expect(witness.answers.map((answer) => answer?.verdict)).toEqual(["no_requirement", "license_required"]);
    expect(witness.case).toMatchObject(facts);
  });

  test("the Dutch order of September 2024 reached scanners of an overlay up to 2.40 nm", () => {
    const facts = {
      act: "shipment",
      departure: "NL",
      destination: "CN",
      end_uses: [],
      item: { kind: "commodity", family: ["lithography"], wavelength: "193 nm", numerical_aperture: 1.35 },
    };
    const analysis = new Analysis({ byParameters: true, given: { law, facts } });
    const august = analysis.view(law, { asOf: "2024-08-01" }, "NL");
    const october = analysis.view(law, { asOf: "2024-10-01" }, "NL");
    const changes = analysis.listChanges(analysis.changes(august, october));
    const tighter = changes.find(
      ({ change }) =>
        verdictOf(change.from) === "no_requirement" && verdictOf(change.to) === "license_required",
    );
    const { regions } = analysis.regions(tighter!.where);
    expect(regions.map(regionText).join("\n")).toContain("item.chuck_overlay > 1.5 nm and <= 2.4 nm");
    const witness = analysis.witness(tighter!.where, [august, october])!;
    expect(witness.certain).toBe(true);
    expect(witness.answers.map((answer) => answer?.verdict)).toEqual(["no_requirement", "license_required"]);
  });

  test("epochs hold every day on which a measure begins", () => {
    const days = epochs(law);
    expect([...days].sort()).toEqual(days);
    for (const day of ["2022-10-21", "2023-11-17", "2024-09-07"]) expect(days).toContain(day);
  });

  test("a question that is too large says which measures make it so", () => {
    const analysis = new Analysis({ budget: 20_000 });
    const view = analysis.view(law, { asOf: "2023-12-01" }, "US");
    const found = analysis.attempt(() => view.determination(VERDICT_ONLY));
    expect(found.kind).toBe("budget");
    expect(found.kind === "budget" && found.measures[0]).toMatch(/^us\./);
  });

  test("a table that is full before the budget is used up counts as a question too large", () => {
    const analysis = new Analysis();
    const full = (message: string) => (): never => {
      throw new RangeError(message);
    };
    expect(analysis.attempt(full("Map maximum size exceeded"))).toEqual({ kind: "budget", measures: [] });
    expect(() => analysis.attempt(full("Invalid array length"))).toThrow(RangeError);
  });
});
