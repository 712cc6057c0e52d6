/** The rules of `grammar/MEANING.md`, one by one, on small programs: what the oracle itself answers. */
import { describe, expect, test } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import {
  hull,
  interpret,
  type OracleDetermination,
  type Question,
  RefusedCase,
} from "../../compiler/oracle/index.ts";
import { checkSources } from "./compile.ts";

const WORDS = `module words
unit TPP = 1 TOPS*bit
enum act = shipment, service
enum family = circuit, tool
enum knowledge = none < suspects < aware
enum role = carrier, end_user
codes country "Countries" below by levels "UA|-43"
codes purpose "Uses" below by dots = wmd.nuclear, wmd.missile, military, civil
record transaction {
  act : act
  departure, destination : country
  item : item
  actor : party
  parties : list of party closed when any x in parties where end_user in x.roles
  guests : list of party
  uses : list of end_use
  signed : date
  worth : money
  urgent, calm : yes or no
}
record party {
  roles : set of role
  headquarters : country
  parent : country or not applicable
  owners : list of owner
  screened, entries, possible_entries : set of text
}
record owner { share : % >= 0 <= 100 }
record end_use { purpose : purpose knowledge : knowledge place : country }
record item {
  family : set of family
  codes : set of code
  listed_in : set of country
  rate : TOPS >= 0
  bits : bit > 0
  tpp : TPP >= 0 applies when circuit in family = rate * bits
  area : mm2 > 0 or not applicable
  density : TPP/mm2 or not applicable = tpp / area
  wavelength : nm > 0 applies when tool in family
}
`;

const HEAD = `module law of US
use words
jurisdiction US { reach everywhere codes UCL agency BIS }
codes UCL "Control list" below by levels "3|B|001|.a|.1"
reach everywhere = departure = US or departure != US or departure is unknown
authority power of US { cite "Act 1" from 2000-01-01 permits list permits extraterritorial }
instrument late { cite "88 FR 1" published 2024-03-01 from 2024-01-01 }
`;

const WHERE = { departure: "US", destination: "CN" };

function program(law: string, files: Record<string, string> = {}) {
  const checked = checkSources({ "words.cordon": WORDS, "law.cordon": HEAD + law, ...files });
  expect(checked.errors).toEqual([]);
  return checked.program;
}

/** A measure that requires a license under a condition, from 2022 on. */
function measure(name: string, clauses: string): string {
  return `list measure ${name} {
  authority power cite "Rule 1"
  ${clauses}
}
`;
}

function when(condition: string): string {
  return measure("m", `when ${condition} requires license from 2022-01-01`);
}

function ask(
  law: string,
  facts: CaseJson,
  question: Partial<Question> = {},
  files: Record<string, string> = {},
): OracleDetermination {
  const caseJson = { ...WHERE, ...(facts as Record<string, CaseJson>) };
  return interpret(program(law, files), caseJson, { asOf: "2024-06-01", jurisdiction: "US", ...question });
}

/** How a condition comes out: `yes`, `no` or `unknown`. */
function truthOf(condition: string, facts: CaseJson, law = "", files: Record<string, string> = {}): string {
  const { verdict } = ask(law + when(condition), facts, {}, files);
  if (verdict === "license_required") return "yes";
  return verdict === "no_requirement" ? "no" : "unknown";
}

/** Tells `unstated` from `missing`: only what is stated unknown makes `unknown whether` hold. */
function stateOf(condition: string, facts: CaseJson, law = ""): string {
  const plain = truthOf(condition, facts, law);
  if (plain !== "unknown") return plain;
  return truthOf(`(unknown whether ${condition})`, facts, law) === "yes" ? "unstated" : "missing";
}

const unknown = { unknown: true };
const none = { notApplicable: true };

describe("truth", () => {
  test.each([
    ["urgent", { urgent: true }, "yes"],
    ["urgent", { urgent: "no" }, "no"],
    ["urgent", { urgent: unknown }, "unstated"],
    ["urgent", {}, "missing"],
    ["(urgent and calm)", { urgent: unknown }, "missing"],
    ["(urgent and calm)", { urgent: unknown, calm: false }, "no"],
    ["(urgent or calm)", { urgent: unknown, calm: true }, "yes"],
    ["(urgent or calm)", { urgent: unknown, calm: false }, "unstated"],
    ["not (urgent)", { urgent: unknown }, "unstated"],
    ["(known that urgent)", { urgent: unknown }, "no"],
    ["(known that urgent)", {}, "missing"],
    ["(unknown whether urgent)", { urgent: unknown }, "yes"],
    ["(unknown whether urgent)", { urgent: true }, "no"],
    ["urgent is unknown", { urgent: unknown }, "yes"],
    ["urgent is unknown", {}, "missing"],
  ])("%s with %j is %s", (condition, facts, expected) => {
    expect(stateOf(condition, facts as CaseJson)).toBe(expected);
  });
});

describe("facts", () => {
  test.each([
    ["item.area < 5 mm2", { item: { area: none } }, "no"],
    ["not (item.area < 5 mm2)", { item: { area: none } }, "yes"],
    ["item.area != 5 mm2", { item: { area: none } }, "yes"],
    ["item.wavelength < 193 nm", { item: { family: ["circuit"] } }, "no"],
    ["item.wavelength < 193 nm", { item: { family: ["tool"] } }, "missing"],
    ["item.wavelength < 193 nm", { item: { family: ["circuit"], wavelength: 100 } }, "yes"],
    ["item.wavelength < 193 nm", { item: { family: ["tool"], wavelength: "0.193 um" } }, "no"],
    ["item.wavelength <= 193 nm", { item: { family: ["tool"], wavelength: "0.193 um" } }, "yes"],
    ["item.rate >= 0 TOPS", {}, "yes"],
    ["item.rate >= 0 TOPS", { item: { rate: unknown } }, "yes"],
    ["item.area > 0 mm2", {}, "missing"],
    ["item.area > 0 mm2", { item: { area: unknown } }, "unstated"],
    ["item.tpp >= 4800 TPP", { item: { family: ["circuit"], rate: 600, bits: 8 } }, "yes"],
    ["item.tpp >= 4800 TPP", { item: { family: ["circuit"], rate: 600, bits: 8, tpp: 4799 } }, "no"],
    ["item.tpp >= 4800 TPP", { item: { family: ["tool"], rate: 600, bits: 8 } }, "no"],
    ["item.tpp >= 4800 TPP", { item: { family: ["circuit"], rate: 600, bits: unknown } }, "missing"],
    ["item.density >= 5.92 TPP/mm2", { item: { family: ["circuit"], tpp: 592, area: 100 } }, "yes"],
    ["item.density >= 5.92 TPP/mm2", { item: { family: ["circuit"], tpp: 592, area: none } }, "no"],
    ["item.density > 0 TPP/mm2", { item: { family: ["circuit"], tpp: 592, area: unknown } }, "missing"],
    ["worth <= 5000 EUR", { worth: "5000 EUR" }, "yes"],
    ["worth <= 5000 EUR", { worth: "1 USD" }, "missing"],
    ["signed < 2023-11-17", { signed: "2023-11-16" }, "yes"],
    ["signed < today", { signed: "2024-06-01" }, "no"],
    ["any u in uses where u.knowledge >= suspects", { uses: [{ knowledge: "aware" }] }, "yes"],
  ])("%s with %j is %s", (condition, facts, expected) => {
    expect(stateOf(condition, facts as CaseJson)).toBe(expected);
  });

  test("a number outside its declared range refuses the case", () => {
    expect(() => truthOf("item.rate > 1 TOPS", { item: { rate: -1 } })).toThrow(RefusedCase);
  });
});

describe("codes and sets", () => {
  const group = "group zone open = CN\n";
  test.each([
    ["any u in uses where u.purpose is wmd", { uses: [{ purpose: "wmd.nuclear" }] }, "yes"],
    ["any u in uses where u.purpose in {purpose 'wmd.nuclear'}", { uses: [{ purpose: "wmd" }] }, "missing"],
    [
      "any u in uses where u.purpose is wmd - purpose 'wmd.nuclear'",
      { uses: [{ purpose: "wmd.missile" }] },
      "yes",
    ],
    [
      "any u in uses where u.purpose is wmd - purpose 'wmd.nuclear'",
      { uses: [{ purpose: "wmd.nuclear" }] },
      "no",
    ],
    ["destination in zone", { destination: "CN" }, "yes"],
    ["destination in zone", { destination: "FR" }, "missing"],
    ["destination in world", { destination: "FR" }, "yes"],
    ["actor.parent in {CN}", { actor: { parent: none } }, "no"],
    ["actor.parent not in {CN}", { actor: { parent: none } }, "yes"],
    ["actor.roles meets {end_user}", { actor: { roles: ["carrier"] } }, "no"],
    ["actor.roles meets {end_user}", {}, "missing"],
  ])("%s with %j is %s", (condition, facts, expected) => {
    expect(stateOf(`(${condition})`, facts as CaseJson, group)).toBe(expected);
  });
});

describe("lists", () => {
  test.each([
    ["any x in guests where x.headquarters = CN", { guests: [{ headquarters: "CN" }] }, "yes"],
    ["any x in guests where x.headquarters = CN", { guests: [] }, "no"],
    ["all x in guests where x.headquarters = CN", { guests: [] }, "yes"],
    ["no x in guests where x.headquarters = CN", {}, "missing"],
    ["any x in guests where x.headquarters = CN", { guests: { open: [{ headquarters: "FR" }] } }, "missing"],
    ["any x in guests where x.headquarters = CN", { guests: unknown }, "unstated"],
    [
      "any x in parties where x.headquarters = CN",
      { parties: [{ headquarters: "FR", roles: ["carrier"] }] },
      "missing",
    ],
    [
      "any x in parties where x.headquarters = CN",
      { parties: [{ headquarters: "FR", roles: ["end_user"] }] },
      "no",
    ],
    [
      "(sum of o.share for o in actor.owners) >= 50 %",
      { actor: { owners: [{ share: 25 }, { share: 25 }] } },
      "yes",
    ],
    ["(sum of o.share for o in actor.owners) >= 50 %", { actor: { owners: [{ share: 50 }, {}] } }, "yes"],
    ["(sum of o.share for o in actor.owners) >= 50 %", { actor: { owners: [{ share: 49 }, {}] } }, "missing"],
    [
      "(sum of o.share for o in actor.owners) >= 50 %",
      { actor: { owners: { open: [{ share: 50 }] } } },
      "yes",
    ],
    ["(sum of o.share for o in actor.owners) >= 50 %", { actor: { owners: [] } }, "no"],
    ["(max of o.share for o in actor.owners) < 50 %", { actor: { owners: [] } }, "no"],
    [
      "(min of o.share for o in actor.owners) < 50 %",
      { actor: { owners: { open: [{ share: 20 }] } } },
      "yes",
    ],
  ])("%s with %j is %s", (condition, facts, expected) => {
    expect(stateOf(`(${condition})`, facts as CaseJson)).toBe(expected);
  });
});

describe("classification", () => {
  const items = `item UCL 3A001.a = tpp >= 4800 TPP
item UCL 3A001.b { from 2023-01-01 = tpp >= 100 TPP until 2024-01-01 }
`;
  const chip = (tpp: number | null, ...codes: string[]): CaseJson => ({
    item: { family: ["circuit"], ...(tpp === null ? {} : { tpp }), ...(codes.length === 0 ? {} : { codes }) },
  });
  test.each([
    ["item is UCL 3A001.a", chip(4800), "yes"],
    ["item is UCL 3A001.a", chip(4799), "no"],
    ["item is UCL 3A001.a", chip(null), "missing"],
    ["item is UCL 3A001.a", chip(1, "UCL 3A001.a"), "yes"],
    ["item is UCL 3A001.a", chip(1, "UCL 3A001.a.1"), "yes"],
    ["item is UCL 3A001.a", chip(1, "UCL 3A001"), "no"],
    ["item is UCL 3A001.a", chip(4800, "UCL 3A001"), "yes"],
    ["item is UCL 3A001.a", chip(null, "UCL 4A003"), "no"],
    ["item is UCL 3A001.a", chip(4800, "UCL 4A003"), "yes"],
    ["item is UCL 3A001", chip(4800), "yes"],
    ["item is UCL 3A001.a.1", chip(4800), "missing"],
    ["item is UCL 3A001.a.1", chip(4799), "no"],
    ["item is UCL 4A003", chip(4799), "missing"],
    // nothing but a stated code could say, and the codes are not known
    ["item is UCL 4A003", { item: { codes: { unknown: true }, family: ["circuit"] } }, "unstated"],
    ["item is UCL 4A003", { item: { unknown: true } }, "unstated"],
    // its only declaration has ended: the code is ignored, the parameters decide
    ["item is UCL 3A001.a", chip(4800, "UCL 3A001.b"), "yes"],
    ["item listed by US", chip(4800), "yes"],
    ["item listed by FR", chip(4800), "missing"],
    ["item listed by FR", { item: { listed_in: ["FR"] } }, "yes"],
    ["item listed by FR", { item: { listed_in: ["DE"] } }, "no"],
    ["item listed by FR", { item: { listed_in: { open: ["DE"] } } }, "missing"],
    ["item listed by FR", { item: { listed_in: { unknown: true } } }, "unstated"],
  ])("%s with %j is %s", (condition, facts, expected) => {
    expect(stateOf(condition, facts as CaseJson, items)).toBe(expected);
  });
});

describe("data lists", () => {
  const law = `list bad of party from "bad-parties.csv" { key id column notes : set of number dated from added until removed }
`;
  const files = {
    "bad-parties.csv": "id,notes,added,removed\nE1,5,2023-01-01,\nE2,1,2023-01-01,2024-03-01\n",
  };
  test.each([
    [{ actor: { entries: ["E1"] } }, "yes"],
    [{ actor: { entries: ["E2"], screened: ["bad"] } }, "no"],
    [{ actor: { possible_entries: ["E1"], screened: ["bad"] } }, "unknown"],
    [{ actor: { screened: ["bad-parties"] } }, "no"],
    [{ actor: { screened: ["bad@2024-03-01"] } }, "no"],
    [{ actor: { screened: ["bad@2024-02-29"] } }, "unknown"],
    [{ actor: {} }, "unknown"],
  ])("a party with %j is listed: %s", (facts, expected) => {
    expect(truthOf("actor listed in bad", facts as CaseJson, law, files)).toBe(expected);
  });

  test("binds the entry with its element", () => {
    const condition = "(any x in guests listed in bad as e where 5 in e.notes)";
    expect(truthOf(condition, { guests: [{ entries: ["E1"] }] }, law, files)).toBe("yes");
    expect(truthOf(condition, { guests: [{ entries: ["E2"], screened: ["bad"] }] }, law, files)).toBe("no");
  });
});

describe("time", () => {
  const dated = measure(
    "m",
    "requires license from 2023-01-01 from 2024-01-01 by late { when urgent }".replace(
      "from 2023-01-01",
      "from 2023-01-01 { }",
    ),
  );
  test.each([
    ["2022-12-31", null, "no_requirement"],
    ["2023-01-01", null, "license_required"],
    ["2024-01-01", null, "no_requirement"],
    ["2024-01-01", "2024-02-29", "license_required"],
    ["2024-01-01", "2024-03-01", "no_requirement"],
  ])("on %s, known at %s: %s", (asOf, knownAt, verdict) => {
    expect(ask(dated, { urgent: false }, { asOf, knownAt }).verdict).toBe(verdict);
  });

  test("before a `from before`, a measure is at most unknown", () => {
    const law = measure("m", "when urgent requires license from before 2023-01-01");
    expect(ask(law, { urgent: true }, { asOf: "2020-01-01" }).atMost).toBe("license_required");
    expect(ask(law, { urgent: true }, { asOf: "2020-01-01" }).verdict).toBe("undetermined");
    expect(ask(law, { urgent: false }, { asOf: "2020-01-01" }).verdict).toBe("no_requirement");
  });

  test("statuses", () => {
    const law = (status: string): string =>
      measure("m", `requires license from 2023-01-01 ${status} from 2024-01-01 until 2025-01-01 because "x"`);
    expect(ask(law("suspended"), {}).verdict).toBe("no_requirement");
    expect(ask(law("suspended"), {}, { asOf: "2025-01-01" }).verdict).toBe("license_required");
    expect(ask(law("unclear"), {}).verdict).toBe("undetermined");
    expect(ask(law("unenforced"), {}).verdict).toBe("license_required");
    expect(ask(law("unenforced"), {}, { view: "practice" }).verdict).toBe("no_requirement");
  });

  test("a group adds and removes in the order of its known versions", () => {
    const law = `group zone { from 2022-01-01 = CN, FR from 2023-01-01 remove CN from 2024-01-01 by late add CN }\n${when("destination in zone")}`;
    expect(ask(law, {}, { asOf: "2022-06-01" }).verdict).toBe("license_required");
    expect(ask(law, {}, { asOf: "2023-06-01" }).verdict).toBe("no_requirement");
    expect(ask(law, {}, { asOf: "2024-06-01" }).verdict).toBe("license_required");
    expect(ask(law, {}, { asOf: "2024-06-01", knownAt: "2024-02-01" }).verdict).toBe("no_requirement");
  });

  test("a saving reads the measure and what it refers to on another day", () => {
    const law = `define strict { from 2024-01-01 = destination = CN }
${measure("m", "when strict requires license from 2022-01-01 saves signed < 2024-01-01 until 2024-09-01 as of 2023-12-31")}`;
    expect(ask(law, { signed: "2023-06-01" }).verdict).toBe("no_requirement");
    expect(ask(law, { signed: "2024-06-01" }).verdict).toBe("license_required");
    expect(ask(law, { signed: "2023-06-01" }, { asOf: "2024-09-01" }).verdict).toBe("license_required");
    expect(ask(law, {}).verdict).toBe("undetermined");
  });
});

describe("requirements", () => {
  test("one for each limb, outcome and binding", () => {
    const law = measure(
      "m",
      `for any p in guests
  when any of { (1) p.headquarters = CN, (2) urgent }
  requires { (x) license when calm, (y) notice to BIS otherwise }
  from 2022-01-01`,
    );
    const found = ask(law, {
      guests: [{ headquarters: "CN" }, { headquarters: "FR" }],
      urgent: true,
      calm: false,
    });
    expect(found.requirements.map(({ id, holds }) => `${id} ${holds}`).sort()).toEqual([
      "law.m/2022-01-01/(1)(y)[p=guests[0]] yes",
      "law.m/2022-01-01/(2)(y)[p=guests[0]] yes",
      "law.m/2022-01-01/(2)(y)[p=guests[1]] yes",
    ]);
    expect(found.verdict).toBe("notification_required");
  });

  test("an open list may bind one more", () => {
    const law = measure("m", "for any p in guests when p.headquarters = CN requires license from 2022-01-01");
    expect(ask(law, { guests: { open: [] } }).verdict).toBe("undetermined");
    expect(ask(law, { guests: [] }).verdict).toBe("no_requirement");
  });

  test("a stricter verdict governs", () => {
    const law =
      measure("m", "requires license from 2022-01-01") +
      measure("n", "when urgent prohibits from 2022-01-01");
    expect(ask(law, { urgent: true }).verdict).toBe("prohibited");
    const open = ask(law, {});
    expect([open.atLeast, open.atMost]).toEqual(["license_required", "prohibited"]);
  });
});

describe("exceptions", () => {
  const law = (clauses: string): string =>
    `${measure("m", "when any of { (1) urgent, (2) calm } requires license from 2022-01-01")}
exception free { cite "Rule 2" ${clauses} from 2022-01-01 }
`;
  test("releases what it names", () => {
    expect(ask(law("releases m when destination = CN"), { urgent: true, calm: false }).verdict).toBe(
      "authorized",
    );
    expect(ask(law("releases m(1)"), { urgent: true, calm: true }).verdict).toBe("license_required");
    expect(ask(law("releases m(1)"), { urgent: true, calm: false }).verdict).toBe("authorized");
    expect(ask(law("releases m when destination = FR"), { urgent: true, calm: false }).verdict).toBe(
      "license_required",
    );
  });

  test("unknown: between authorized and the verdict", () => {
    const found = ask(law("releases m when signed < 2023-01-01"), { urgent: true, calm: false });
    expect([found.atLeast, found.atMost]).toEqual(["authorized", "license_required"]);
  });

  test("fails if an obligation is stated unfulfilled", () => {
    const text = law("releases m obliges report to BIS within 30 days");
    const facts = { urgent: true, calm: false };
    expect(ask(text, facts).verdict).toBe("authorized");
    const obligations = { "law.free/2022-01-01/1": false };
    expect(ask(text, { ...facts, obligations }).verdict).toBe("license_required");
  });

  test("asks for requirements before release", () => {
    const text = `${law("releases m unless required by n")}${measure("n", "when destination = CN requires notice to BIS from 2022-01-01")}
exception other { cite "Rule 3" releases n from 2022-01-01 }
`;
    expect(ask(text, { urgent: true, calm: false }).verdict).toBe("license_required");
  });
});

describe("review and routes", () => {
  const law = (review: string): string => measure("m", `requires license review ${review} from 2022-01-01`);
  test.each([
    [
      "{ (1) case by case when urgent except (2), (2) presumption of denial when calm, (3) entitlement otherwise }",
      { urgent: true, calm: true },
      "presumption_of_denial",
      "presumption_of_denial",
    ],
    [
      "{ (1) presumption of denial when urgent except (2), (2) case by case when calm }",
      { urgent: true, calm: true },
      "case_by_case",
      "case_by_case",
    ],
    [
      "{ (1) presumption of denial when urgent, (2) case by case when calm }",
      { urgent: true, calm: true },
      "presumption_of_denial",
      "presumption_of_denial",
    ],
    [
      "{ (1) presumption of denial when urgent, (2) entitlement otherwise }",
      { urgent: false },
      "entitlement",
      "entitlement",
    ],
    [
      "{ (1) presumption of denial when urgent, (2) entitlement otherwise }",
      {},
      "entitlement",
      "presumption_of_denial",
    ],
    ["{ (1) presumption of denial when urgent }", {}, null, "presumption_of_denial"],
  ])("%s with %j: from %s to %s", (review, facts, least, most) => {
    expect(ask(law(review), facts as CaseJson).review).toEqual({ least, most });
  });

  test("routes are the union of the governing requirements", () => {
    const text =
      measure("m", "requires license routes { individual, bulk when urgent } from 2022-01-01") +
      measure("n", "requires license routes { global } from 2022-01-01") +
      measure("o", "requires notice to BIS routes { other } from 2022-01-01");
    expect(ask(text, { urgent: false }).routes.certain).toEqual(["global", "individual"]);
  });
});

describe("reach", () => {
  const text = `module far of FR
use words
jurisdiction FR { reach near agency AGX }
reach near = departure = FR
authority far_power of FR { cite "Act 2" from 2000-01-01 permits list permits extraterritorial }
list measure far_m { authority far_power cite "Rule 1" requires license from 2022-01-01 }
extraterritorial measure abroad { authority far_power cite "Rule 2" extends near when urgent from 2023-01-01 }
`;
  const answer = (facts: Record<string, CaseJson>, asOf = "2024-06-01"): OracleDetermination => {
    const checked = checkSources({ "words.cordon": WORDS, "far.cordon": text });
    expect(checked.errors).toEqual([]);
    return interpret(checked.program, facts, { asOf, jurisdiction: "FR" });
  };
  test("an act out of reach is not reached", () => {
    expect(answer({ departure: "US", urgent: false }).verdict).toBe("not_reached");
    expect(answer({ departure: "FR", urgent: false }).verdict).toBe("license_required");
  });
  test("an extraterritorial measure extends the ground", () => {
    expect(answer({ departure: "US", urgent: true }).verdict).toBe("license_required");
    expect(answer({ departure: "US", urgent: true }, "2022-06-01").verdict).toBe("not_reached");
  });
  test("unknown reach: from not reached to the requirement", () => {
    const found = answer({ urgent: false });
    expect([found.reached, found.atLeast, found.atMost]).toEqual([
      "unknown",
      "not_reached",
      "license_required",
    ]);
  });
});

describe("the exact hull", () => {
  const exact = (law: string, facts: Record<string, CaseJson>) =>
    hull(program(law), { ...WHERE, ...facts }, { asOf: "2024-06-01", jurisdiction: "US" }, { budget: 5000 });

  test("knows that one of two opposite conditions holds", () => {
    const law =
      measure("m", "when urgent requires license from 2022-01-01") +
      measure("n", "when not urgent requires license from 2022-01-01");
    expect(ask(law, {}).verdict).toBe("undetermined");
    expect(exact(law, {})).toMatchObject({ kind: "hull", verdict: "license_required" });
  });

  test("tries the values on and beside every cut point", () => {
    const law = when("(item.wavelength > 10 nm and item.wavelength < 10.5 nm)");
    expect(exact(law, { item: { family: ["tool"] } })).toMatchObject({
      atLeast: "no_requirement",
      atMost: "license_required",
    });
    const empty = when("(item.wavelength >= 10 nm and item.wavelength < 10 nm)");
    expect(exact(empty, { item: { family: ["tool"] } })).toMatchObject({ verdict: "no_requirement" });
  });

  test("stated unknown is a completion where the program asks for it", () => {
    const law = measure(
      "m",
      "when any of { (1) known that urgent, (2) known that not urgent } requires license from 2022-01-01",
    );
    expect(exact(law, {})).toMatchObject({ verdict: "undetermined" });
  });

  test("gives up when there are too many", () => {
    const law = when("(urgent and calm and signed < 2023-01-01 and destination = CN and act = shipment)");
    const found = hull(program(law), {}, { asOf: "2024-06-01", jurisdiction: "US" }, { budget: 3 });
    expect(found).toEqual({ kind: "too many" });
  });
});
