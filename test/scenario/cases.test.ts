import { describe, expect, it } from "vitest";
import { type Compilation, compile, MemoryHost } from "../../compiler/index.ts";
import { smallLaw } from "../cli/small-law.ts";

const FACTS = `
record party "Who takes part" {
  headquarters : country "Where is its head office?"
}
fact parties of transaction : list of party "Who takes part?"
fact mass of item : kg "How heavy is it?"
`;

const BASE = `
case to_china "To China" {
  act: shipment,
  destination: CN,
  item: { family: {circuit}, tpp: 5000 TPP, mass: 8 kg },
  parties: [{ headquarters: CN }]
}
`;

function compiled(text: string): Compilation {
  const sources = smallLaw();
  const measures = `${sources["measures.cordon"]!}${FACTS}${text}`;
  return compile(new MemoryHost({ ...sources, "measures.cordon": measures }), [], undefined, {
    references: true,
  });
}

/** The facts of each scenario in `text`, by its title. */
function given(text: string): Record<string, unknown> {
  const { program, diagnostics } = compiled(text);
  expect(diagnostics.map((d) => d.code).filter((code) => code !== "bind/unused-declaration")).toEqual([]);
  return Object.fromEntries(program.scenarios.map((scenario) => [scenario.title, scenario.given]));
}

const one = (facts: string, before = BASE) =>
  given(`${before}scenario "One" { given ${facts} expect on 2026-03-01 XX license }`).One;

const PARTY = { headquarters: "CN" };
const ITEM = { family: ["circuit"], tpp: "5000 TPP", mass: "8 kg" };
const CHINA = { act: "shipment", destination: "CN", item: ITEM, parties: [PARTY] };

describe("facts put over a case", () => {
  it.each([
    ["nothing", "to_china", CHINA],
    ["a fact of its own", "to_china with { departure: NL }", { ...CHINA, departure: "NL" }],
    ["another value", "to_china with { destination: VN }", { ...CHINA, destination: "VN" }],
    [
      "a fact of a record",
      "to_china with { item: { tpp: 1 TPP } }",
      { ...CHINA, item: { ...ITEM, tpp: "1 TPP" } },
    ],
    ["a set", "to_china with { item: { family: {} } }", { ...CHINA, item: { ...ITEM, family: [] } }],
    [
      "a list",
      "to_china with { parties: [{ headquarters: JP }] }",
      { ...CHINA, parties: [{ headquarters: "JP" }] },
    ],
    ["an open list", "to_china with { parties: open [] }", { ...CHINA, parties: { open: [] } }],
    ["a state", "to_china with { item: unknown }", { ...CHINA, item: { unknown: true } }],
    [
      "a record over a state",
      "to_china with { item: unknown } with { item: { tpp: 1 TPP } }",
      { ...CHINA, item: { tpp: "1 TPP" } },
    ],
  ])("%s", (_, facts, expected) => expect(one(facts)).toEqual(expected));

  it("takes a fact back", () => {
    const { destination: _, ...rest } = CHINA;
    expect(one("to_china with { destination: not given, item: { tpp: not given } }")).toEqual({
      ...rest,
      item: { family: ["circuit"], mass: "8 kg" },
    });
  });

  it("lets the later operand win", () => {
    const both = `${BASE}case small { item: { tpp: 1 TPP } }\ncase home { destination: JP, departure: NL }\n`;
    const small = { ...CHINA, item: { ...ITEM, tpp: "1 TPP" } };
    expect(one("to_china with small", both)).toEqual(small);
    expect(one("small with to_china", both)).toEqual(CHINA);
    expect(one("to_china with small with home with { departure: DE }", both)).toEqual({
      ...small,
      destination: "JP",
      departure: "DE",
    });
  });

  it("builds on a case that builds on another, wherever they stand", () => {
    const chain = 'case c = b with { departure: NL }\ncase b "B" = to_china with { item: { tpp: 2 TPP } }\n';
    expect(one("c", chain + BASE)).toEqual({ ...CHINA, item: { ...ITEM, tpp: "2 TPP" }, departure: "NL" });
  });

  it("follows a long chain", () => {
    const links = Array.from(
      { length: 3000 },
      (_, i) => `case c${i} = c${i + 1} with { item: { tpp: ${i} TPP } }`,
    );
    const text = `${BASE}${links.join("\n")}\ncase c3000 = to_china\n`;
    expect(one("c0", text)).toEqual({ ...CHINA, item: { ...ITEM, tpp: "0 TPP" } });
  });
});

describe("cases in the program", () => {
  it("are declared with all their facts", () => {
    const { program } = compiled(`${BASE}case b "B" = to_china with { destination: VN }\n`);
    expect(program.cases.map((c) => [c.name, c.title, c.given])).toEqual([
      ["b", "B", { ...CHINA, destination: "VN" }],
      ["to_china", "To China", CHINA],
    ]);
  });

  it("that nothing builds on are reported", () => {
    expect(compiled(BASE).diagnostics.map((d) => `${d.code}: ${d.message}`)).toEqual([
      "bind/unused-declaration: case `to_china` is not used",
    ]);
  });

  it("can be found from where they are used", () => {
    const { references } = compiled(`${BASE}case b = to_china\n`);
    const uses = [...references].filter(([, reference]) => reference.name === "to_china");
    expect(uses.map(([node]) => node.kind)).toEqual(["Name", "Name"]);
    expect(new Set(uses.map(([, reference]) => reference)).size).toBe(1);
  });
});
