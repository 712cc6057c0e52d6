/** Section 1 of the meaning: facts, truth, numbers, sets, quantifiers. */
import { describe, expect, test } from "vitest";
import type { X } from "../../compiler/runtime/format.ts";
import { determine, field, holds, item, measureWhere } from "./bundles.ts";

const n = (text: string): X => ["number", text];
const cn: X = ["code", "country", "CN"];
const UNKNOWN = { unknown: true };
const NONE = { notApplicable: true };
const parties: X = field("parties");
const p = (name: string): X => ["get", ["var", "p"], name];

type Rows = readonly (readonly [what: string, condition: X, facts: unknown, expected: string])[];

function table(title: string, rows: Rows): void {
  describe(title, () => {
    test.each(rows)("%s", (_, condition, facts, expected) => {
      expect(holds(condition, facts)).toBe(expected);
    });
  });
}

const licensed = field("licensed");
const yes: X = ["yes"];
const no: X = ["no"];

table("truth", [
  ["given yes", licensed, { licensed: true }, "yes"],
  ["given no", licensed, { licensed: "no" }, "no"],
  ["not given", licensed, {}, "unknown"],
  ["no and missing is no", ["and", licensed, no], {}, "no"],
  ["yes or missing is yes", ["or", licensed, yes], {}, "yes"],
  ["not missing is missing", ["not", licensed], {}, "unknown"],
  ["known that missing", ["known", licensed], {}, "unknown"],
  ["known that stated unknown", ["known", licensed], { licensed: UNKNOWN }, "no"],
  ["known that yes", ["known", licensed], { licensed: true }, "yes"],
  ["unknown whether stated unknown", ["unknown", licensed], { licensed: UNKNOWN }, "yes"],
  ["unknown whether missing", ["unknown", licensed], {}, "unknown"],
  ["unknown whether given", ["unknown", licensed], { licensed: false }, "no"],
  [
    "missing is the stronger unknown in `and`",
    ["unknown", ["and", licensed, ["=", field("destination"), cn]]],
    { licensed: UNKNOWN },
    "unknown",
  ],
  [
    "two stated unknowns stay stated unknown",
    ["unknown", ["or", licensed, ["=", field("destination"), cn]]],
    { licensed: UNKNOWN, destination: UNKNOWN },
    "yes",
  ],
  ["is unknown, stated", ["isUnknown", field("destination")], { destination: UNKNOWN }, "yes"],
  ["is unknown, given", ["isUnknown", field("destination")], { destination: "CN" }, "no"],
  ["is unknown, not given", ["isUnknown", field("destination")], {}, "unknown"],
]);

const circuit = { family: ["circuit"] };

table("facts", [
  ["does not apply by itself", [">", item("tpp"), n("0")], { item: { family: ["other"] } }, "no"],
  ["not applicable negated", ["not", [">", item("tpp"), n("0")]], { item: { family: ["other"] } }, "yes"],
  [
    "stated although it does not apply",
    [">", item("tpp"), n("0")],
    { item: { family: ["other"], tpp: 5 } },
    "yes",
  ],
  ["applies, not given", [">", item("tpp"), n("10")], { item: circuit }, "unknown"],
  ["may not apply: its range does not decide", [">=", item("tpp"), n("0")], { item: {} }, "unknown"],
  ["applies: its range decides", [">=", item("tpp"), n("0")], { item: circuit }, "yes"],
  ["the range rules out", ["<", item("tpp"), n("0")], {}, "no"],
  ["an open end is not reached", [">", item("share"), n("100")], {}, "no"],
  ["stated not applicable", ["<", item("die_area"), n("5")], { item: { die_area: NONE } }, "no"],
  ["optional, not given: may not apply", [">", item("die_area"), n("0")], {}, "unknown"],
  ["formula", [">=", item("density"), n("6")], { item: { ...circuit, tpp: 4992, die_area: 826 } }, "yes"],
  [
    "stated before formula",
    [">=", item("density"), n("6")],
    { item: { ...circuit, tpp: 4992, die_area: 826, density: 1 } },
    "no",
  ],
  [
    "formula where stated unknown",
    [">=", item("density"), n("6")],
    { item: { ...circuit, tpp: 4992, die_area: 826, density: UNKNOWN } },
    "yes",
  ],
  [
    "formula without its parts",
    [">=", item("density"), n("6")],
    { item: { ...circuit, tpp: 4992 } },
    "unknown",
  ],
  [
    "formula of what is not applicable",
    [">=", item("density"), n("0")],
    { item: { ...circuit, tpp: 4992, die_area: NONE } },
    "no",
  ],
  [
    "formula not given, parts stated unknown: missing",
    ["unknown", [">", item("density"), n("1")]],
    { item: { ...circuit, tpp: UNKNOWN, die_area: 5 } },
    "unknown",
  ],
  ["record stated unknown", ["unknown", ["=", item("share"), n("5")]], { item: UNKNOWN }, "yes"],
  ["truth not applicable is no", item("data_center"), { item: { data_center: false } }, "no"],
]);

table("comparison", [
  ["exact, not rounded", ["=", ["+", n("0.1"), n("0.2")], n("0.3")], {}, "yes"],
  ["!= of not applicable", ["!=", item("maker"), ["text", "A"]], { item: { maker: NONE } }, "yes"],
  ["= of not applicable", ["=", item("maker"), ["text", "A"]], { item: { maker: NONE } }, "no"],
  ["text", ["=", item("maker"), ["text", "A"]], { item: { maker: "A" } }, "yes"],
  ["ordered enum", [">=", item("grade"), ["enum", "middle"]], { item: { grade: "high" } }, "yes"],
  ["ordered enum, below", [">=", item("grade"), ["enum", "middle"]], { item: { grade: "low" } }, "no"],
  ["dates", ["<", field("date"), ["date", "2026-01-01"]], { date: "2025-12-31" }, "yes"],
  ["today", ["<=", field("date"), ["today"]], { date: "2026-01-01" }, "yes"],
  ["money", ["<=", field("value"), ["money", "5000", "EUR"]], { value: "5000 EUR" }, "yes"],
  [
    "money of another currency",
    ["<=", field("value"), ["money", "5000", "EUR"]],
    { value: "1 JPY" },
    "unknown",
  ],
  ["disjoint ranges are not equal", ["=", item("share"), n("101")], {}, "no"],
  [
    "unit conversion",
    [">", ["convert", item("share"), "1/100", "0"], n("0.25")],
    { item: { share: 26 } },
    "yes",
  ],
]);

table("arithmetic on ranges", [
  ["sum of a known and an unknown", [">", ["+", item("share"), n("1")], n("0.5")], {}, "yes"],
  ["difference", ["<=", ["-", n("100"), item("share")], n("100")], {}, "yes"],
  ["product", ["<=", ["*", item("share"), item("share")], n("10000")], {}, "yes"],
  ["quotient by what may be zero", [">", ["/", n("1"), item("share")], n("0")], {}, "unknown"],
  ["quotient by zero is not applicable", ["not", [">", ["/", n("1"), n("0")], n("0")]], {}, "yes"],
  [
    "quotient by a positive range",
    [">", ["/", n("1"), item("die_area")], n("0")],
    { item: { die_area: UNKNOWN } },
    "unknown",
  ],
  ["negative factors turn the range", [">=", ["*", item("share"), n("-1")], n("-100")], {}, "yes"],
]);

const zone: X = ["in", field("destination"), ["codes", "country", "CN", "HK"]];

table("sets of codes", [
  ["member", zone, { destination: "CN" }, "yes"],
  ["below a member", zone, { destination: "CN-11" }, "yes"],
  ["not a member", zone, { destination: "JP" }, "no"],
  [
    "above a member",
    ["in", field("destination"), ["codes", "country", "UA-43"]],
    { destination: "UA" },
    "unknown",
  ],
  ["unknown element", zone, {}, "unknown"],
  ["world", ["in", field("destination"), ["world"]], { destination: "JP" }, "yes"],
  [
    "minus",
    ["in", field("destination"), ["minus", ["world"], ["codes", "country", "CN"]]],
    { destination: "CN" },
    "no",
  ],
  [
    "minus below",
    ["in", field("destination"), ["minus", ["codes", "country", "UA"], ["codes", "country", "UA-43"]]],
    { destination: "UA" },
    "unknown",
  ],
  [
    "both",
    ["in", field("destination"), ["both", ["world"], ["codes", "country", "CN"]]],
    { destination: "CN" },
    "yes",
  ],
  ["set not given", ["in", cn, field("via") as never], {}, "unknown"],
  ["set given", ["in", cn, field("via") as never], { via: ["US"] }, "no"],
  ["open set", ["in", cn, field("via") as never], { via: { open: ["US"] } }, "unknown"],
  ["meets", ["meets", field("via") as never, ["codes", "country", "CN"]], { via: ["US", "CN"] }, "yes"],
  ["meets nothing", ["meets", field("via") as never, ["codes", "country", "CN"]], { via: [] }, "no"],
  ["set of a single value", ["in", cn, ["set", field("destination")]], { destination: "CN" }, "yes"],
  ["number in a set, by range", ["in", item("share"), ["set", n("120"), n("130")]], {}, "no"],
  ["set element in a set", ["in", field("via"), ["codes", "country", "CN"]], { via: ["CN"] }, "yes"],
]);

const inCn: X = ["any", { var: "p", in: parties }, ["=", p("headquarters"), cn]];
const shareOf = (op: "sum" | "max" | "min" | "count", where?: X): X => [
  op,
  where === undefined ? { var: "p", in: parties } : { var: "p", in: parties, where },
  p("share"),
];

table("quantifiers", [
  ["any", inCn, { parties: [{ headquarters: "JP" }, { headquarters: "CN" }] }, "yes"],
  ["any, none", inCn, { parties: [{ headquarters: "JP" }] }, "no"],
  ["any, open", inCn, { parties: { open: [{ headquarters: "JP" }] } }, "unknown"],
  ["any, open but found", inCn, { parties: { open: [{ headquarters: "CN" }] } }, "yes"],
  ["any, not given", inCn, {}, "unknown"],
  ["any, list stated unknown", ["unknown", inCn], { parties: UNKNOWN }, "yes"],
  ["any of an empty list", inCn, { parties: [] }, "no"],
  [
    "all of an empty list",
    ["all", { var: "p", in: parties }, ["=", p("headquarters"), cn]],
    { parties: [] },
    "yes",
  ],
  [
    "all, one fails",
    ["all", { var: "p", in: parties }, ["=", p("headquarters"), cn]],
    { parties: [{ headquarters: "JP" }] },
    "no",
  ],
  [
    "where is part of the binding",
    ["any", { var: "p", in: parties, where: [">", p("share"), n("50")] }, ["=", p("headquarters"), cn]],
    { parties: [{ headquarters: "CN", share: 20 }] },
    "no",
  ],
]);

table("aggregates", [
  ["sum", [">=", shareOf("sum"), n("50")], { parties: [{ share: 20 }, { share: 30 }] }, "yes"],
  ["sum of nothing", ["=", shareOf("sum"), n("0")], { parties: [] }, "yes"],
  [
    "an unknown summand adds its range",
    [">=", shareOf("sum"), n("20")],
    { parties: [{ share: 20 }, {}] },
    "yes",
  ],
  ["... and no more", [">", shareOf("sum"), n("120")], { parties: [{ share: 20 }, {}] }, "no"],
  [
    "an unknown condition may leave it out",
    [">=", shareOf("sum", ["=", p("headquarters"), cn]), n("30")],
    { parties: [{ share: 30 }] },
    "unknown",
  ],
  [
    "open: no upper bound",
    ["<", shareOf("sum"), n("1000")],
    { parties: { open: [{ share: 20 }] } },
    "unknown",
  ],
  [
    "open: the lower bound stays",
    [">=", shareOf("sum"), n("20")],
    { parties: { open: [{ share: 20 }] } },
    "yes",
  ],
  ["max", ["=", shareOf("max"), n("30")], { parties: [{ share: 20 }, { share: 30 }] }, "yes"],
  ["max of nothing is not applicable", ["<", shareOf("max"), n("5")], { parties: [] }, "no"],
  ["min, open", [">", shareOf("min"), n("10")], { parties: { open: [{ share: 20 }] } }, "unknown"],
  [
    "min, open: the upper bound stays",
    ["<=", shareOf("min"), n("20")],
    { parties: { open: [{ share: 20 }] } },
    "yes",
  ],
  ["max with an unknown", [">=", shareOf("max"), n("20")], { parties: [{ share: 20 }, {}] }, "yes"],
  [
    "count",
    ["=", shareOf("count", ["=", p("headquarters"), cn]), n("1")],
    {
      parties: [
        { headquarters: "CN", share: 1 },
        { headquarters: "JP", share: 1 },
      ],
    },
    "yes",
  ],
  ["count, open", [">=", shareOf("count"), n("1")], { parties: { open: [{ share: 1 }] } }, "yes"],
]);

test("a stated value that its formula contradicts counts, and is reported", () => {
  const condition: X = [">=", item("density"), n("6")];
  const facts = { item: { ...circuit, tpp: 4992, die_area: 826, density: 1 } };
  expect(determine(measureWhere(condition), facts).contradictions).toEqual([
    "item.density is stated otherwise than its formula gives; the stated value counts",
  ]);
});

test("a fact that is stated although it does not apply counts, and is reported", () => {
  const facts = { item: { family: ["other"], tpp: 5 } };
  const { verdict, contradictions } = determine(measureWhere([">", item("tpp"), n("0")]), facts);
  expect(verdict).toBe("license_required");
  expect(contradictions).toEqual(["item.tpp is stated although it does not apply; the stated value counts"]);
});

test("judgements that the answer rests on are named", () => {
  const { assertions } = determine(measureWhere(item("data_center")), { item: { data_center: true } });
  expect(assertions).toEqual(["item.data_center"]);
});

test("an amount of another currency is asked for again", () => {
  const law = measureWhere(["<=", field("value"), ["money", "5000", "EUR"]]);
  const missing = (value: string) => determine(law, { value }).missing.map(({ path }) => path);
  expect(missing("1 JPY")).toEqual(["value"]);
  expect(missing("1 EUR")).toEqual([]);
  // Beside another open fact, an amount that decides its own comparison is not asked for.
  const either = measureWhere(["or", [">", field("value"), ["money", "5000", "EUR"]], field("licensed")]);
  expect(determine(either, { value: "1 EUR" }).missing.map(({ path }) => path)).toEqual(["licensed"]);
});
