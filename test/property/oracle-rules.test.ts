/** Facts, truth, sets, classification and listing (section 1 of `grammar/MEANING.md`): what the oracle itself answers. */
import { describe, expect, test } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { RefusedCase } from "../../compiler/oracle/index.ts";
import { compileProgram } from "./compile.ts";
import { none, program, stateOf, truthOf, unknown, WHERE, when } from "./small-law.ts";

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

  test("a quotient is no number: the oracle refuses what the runtime refuses", () => {
    for (const area of ["900/7", "900/7 mm2"]) {
      expect(() => truthOf("item.area > 5 mm2", { item: { area } }), area).toThrow(RefusedCase);
      const { engine } = compileProgram(program(when("item.area > 5 mm2")));
      const answer = engine.evaluate({ ...WHERE, item: { area } }, { asOf: "2024-06-01" });
      expect("problems" in answer, area).toBe(true);
    }
    expect(truthOf("item.area > 5 mm2", { item: { area: "128.5 mm2" } })).toBe("yes");
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
