import { describe, expect, it } from "vitest";
import { calendar } from "../../compiler/calendar/calendar.ts";
import { habitsOf, ordinaryCase } from "../../compiler/calendar/ordinary.ts";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { type Compiled, checkSources, compileProgram } from "../property/compile.ts";

const HEAD = `module law of XX current to 2030-01-01

jurisdiction XX { reach leaves  codes XCL, OCL }
jurisdiction YY { reach leaves }
codes XCL below by dots
codes OCL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
enum role = end_user, consignee
record transaction {
  act : act "What is done?"
  destination : country "Where to?"
  origin : country "Made where?"
  tpp : number >= 0 "Performance?"
  item : item "What is it?"
  parties : list of party "Who takes part?"
}
record item { codes : set of code "Which codes?"  family : set of role "Which family?"  weight : number >= 0 "Weight?" }
record party { roles : set of role "Which roles?"  seat : country "Where?" }
reach leaves "1" = act = shipment
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits list }
item XCL '1A' "One" = tpp >= 100000
item XCL '2B' "Two" = tpp >= 200000
item OCL '7' "Seven" = tpp >= 300000
list measure fast { authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral  requires license
  from 2020-01-01 { when tpp >= 100 } }
`;

const scenario = (title: string, given: string, asks = "XX"): string =>
  `scenario "${title}" { given { ${given} } expect on 2024-05-05 ${asks} ${asks === "XX" ? "license" : "no requirement"} }\n`;

function lawWith(...scenarios: readonly string[]): Compiled {
  const { program, errors } = checkSources({ "law.cordon": HEAD + scenarios.join("") });
  expect(errors).toEqual([]);
  return compileProgram(program);
}

const ship = (rest: string): string => `act: shipment, ${rest}`;

function ordinary(
  scenarios: readonly string[],
  facts: CaseJson,
  serves: (facts: CaseJson) => boolean = () => true,
): CaseJson {
  const { program } = lawWith(...scenarios);
  return ordinaryCase(facts, habitsOf(program, program.jurisdictions[0]!), serves);
}

describe("an ordinary case", () => {
  it("has what most scenarios state, if that serves", () => {
    const scenarios = [
      scenario("a", ship("destination: CN, tpp: 500")),
      scenario("b", ship("destination: CN, tpp: 900")),
      scenario("c", ship("destination: FR, tpp: 900")),
    ];
    expect(ordinary(scenarios, { destination: "AD", tpp: 1 })).toEqual({ destination: "CN", tpp: 900 });
    const isNotChina = (facts: CaseJson): boolean => !JSON.stringify(facts).includes("CN");
    expect(ordinary(scenarios, { destination: "AD" }, isNotChina)).toEqual({ destination: "FR" });
    expect(ordinary(scenarios, { destination: "AD" }, () => false)).toEqual({ destination: "AD" });
  });

  it("keeps what is as usual as anything, and what is said in place of a value", () => {
    const scenarios = [
      scenario("a", ship("destination: CN, tpp: 500")),
      scenario("b", ship("destination: FR, tpp: 500")),
    ];
    expect(ordinary(scenarios, { destination: "FR" })).toEqual({ destination: "FR" });
    expect(ordinary(scenarios, { destination: { unknown: true } })).toEqual({
      destination: { unknown: true },
    });
  });

  it("takes the habits of its own jurisdiction first, and for a country those of all places", () => {
    const scenarios = [
      scenario("a", ship("destination: CN, tpp: 500")),
      scenario("b", ship("destination: JP, tpp: 1"), "YY"),
      scenario("c", ship("destination: JP, tpp: 2"), "YY"),
    ];
    expect(ordinary(scenarios, { destination: "AD", origin: "AD" })).toEqual({
      destination: "CN",
      origin: "JP",
    });
  });

  it("puts a code of the same list in the place of one that was made up", () => {
    const scenarios = [
      ...["a", "b"].map((title) => scenario(title, ship("tpp: 500, item: { codes: {OCL '7'} }"))),
      scenario("c", ship("tpp: 500, item: { codes: {XCL '2B'} }")),
    ];
    const needsKind = (facts: CaseJson): boolean => JSON.stringify(facts).includes("weight");
    expect(ordinary(scenarios, { item: { codes: ["XCL 9Z999"], weight: 1 } }, needsKind)).toEqual({
      item: { codes: ["XCL 2B"], weight: 1 },
    });
  });

  it("takes a whole record from a scenario, without what it does not need, but none that stays longer", () => {
    const scenarios = [
      scenario("a", ship("tpp: 500, item: { codes: {XCL '1A'}, family: {end_user}, weight: 5 }")),
    ];
    const names = (word: string) => (facts: CaseJson) => JSON.stringify(facts).includes(word);
    expect(ordinary(scenarios, { item: { codes: [], weight: 9 } }, names("XCL 1A"))).toEqual({
      item: { codes: ["XCL 1A"] },
    });
    const isLong = (facts: CaseJson): boolean => names("XCL 1A")(facts) && names("end_user")(facts);
    expect(ordinary(scenarios, { item: { weight: 9 } }, isLong)).toEqual({ item: { weight: 9 } });
  });

  it("never puts a list in the place of one of its elements", () => {
    const scenarios = [scenario("a", ship("tpp: 500, parties: [{ roles: {end_user}, seat: CN }]"))];
    const { program } = lawWith(...scenarios);
    const tried: CaseJson[] = [];
    ordinaryCase(
      { parties: { closed: [{ seat: "AD" }] } },
      habitsOf(program, program.jurisdictions[0]!),
      (facts) => {
        tried.push(facts);
        return false;
      },
    );
    expect(tried.length).toBeGreaterThan(0);
    for (const facts of tried) expect(JSON.stringify(facts)).not.toMatch(/\[\[|\[\{"closed/);
  });

  it("is what a calendar shows of a day that no scenario is about, and its answers are those of the tables", () => {
    const scenarios = [
      scenario("a", ship("destination: SG, origin: CN, tpp: 4992")),
      scenario("b", ship("destination: SG, origin: CN, tpp: 4992, item: { codes: {XCL '1A'} }")),
    ];
    const { program, engine } = lawWith(...scenarios);
    const [entry] = calendar(program, engine).entries;
    expect(entry).toMatchObject({ day: "2020-01-01", direction: "tighter", certainty: "certain" });
    expect(entry!.witness).toMatchObject({
      scenario: null,
      case: { act: "shipment", tpp: 4992 },
      before: { verdict: "no_requirement" },
      after: { verdict: "license_required" },
    });
  });
});
