/** The exact range of an incomplete case (H1): the hull of the answers of its completions. */
import { describe, expect, test } from "vitest";
import type { Effect, TableDocument, X } from "../../compiler/runtime/format.ts";
import { load } from "../../compiler/runtime/index.ts";
import {
  bundle,
  definitions,
  determine,
  document,
  field,
  item,
  PROHIBITED,
  quantity,
  type RowSource,
  table,
} from "./bundles.ts";

const truth = { type: { kind: "truth" } } as const;
const country = { type: { kind: "code", scheme: "country" } } as const;
const licensed = field("licensed");
const to = (...countries: string[]): X => ["in", field("destination"), ["codes", "country", ...countries]];

/** One measure with a row for each condition. */
function law(conditions: readonly X[], effects: Readonly<Record<number, Effect>> = {}) {
  const inputs = Object.fromEntries(
    conditions.map((value, i) => [`c${i}`, { type: "truth", value } as const]),
  );
  const rows = conditions.map((_, i): RowSource => {
    const effect = effects[i];
    return { id: `m/${i}`, cells: { [`c${i}`]: { is: "yes" } }, ...(effect === undefined ? {} : { effect }) };
  });
  const measures: TableDocument = document("list", [table(inputs, rows)]);
  return bundle([measures]);
}

const range = (found: { atLeast: string; atMost: string }) => [found.atLeast, found.atMost];
const missing = (found: { missing: readonly { path: string }[] }) => found.missing.map(({ path }) => path);

describe("conditions that depend on one another", () => {
  test.each<[string, readonly X[], object]>([
    ["a fact and its contrary", [licensed, ["not", licensed]], {}],
    ["a country and all others", [to("CN", "JP"), ["not", to("CN", "JP")]], {}],
    [
      "two groups that are the whole",
      [["or", to("CN"), ["and", ["not", to("CN")], ["not", to("JP")]]], to("JP")],
      {},
    ],
    [
      "a limit and what is below it",
      [
        [">=", item("layers"), ["number", "16"]],
        ["<", item("layers"), ["number", "16"]],
      ],
      { item: {} },
    ],
  ])("%s leave one answer", (_, conditions, facts) => {
    const found = determine(law(conditions), facts);
    expect(range(found)).toEqual(["license_required", "license_required"]);
    expect(found).toMatchObject({ verdict: "license_required", missing: [], caveats: [] });
    expect(range(determine(law(conditions), facts, { completions: 0 }))).toEqual([
      "no_requirement",
      "license_required",
    ]);
  });

  test("a gap of one number keeps the answer open", () => {
    const node = item("layers");
    const gap = law([
      [">", node, ["number", "900/7"]],
      ["<", node, ["number", "900/7"]],
    ]);
    const found = determine(gap, { item: {} });
    expect(range(found)).toEqual(["no_requirement", "license_required"]);
    expect(missing(found)).toEqual(["item.layers"]);
    expect(found.caveats).toEqual([]);
  });

  test("a fact that is compared with another one that is given counts as it, or as another", () => {
    const same: X = ["=", field("destination"), field("departure")];
    const covered = law([to("CN"), same, ["and", ["not", to("CN")], ["not", same]]]);
    const found = determine(covered, { departure: "NL" });
    expect(found).toMatchObject({ verdict: "license_required", caveats: [] });
    expect(range(determine(law([to("CN"), same]), { departure: "NL" }))).toEqual([
      "no_requirement",
      "license_required",
    ]);
  });

  test("two facts that are compared and not given may be the same or not", () => {
    const same: X = ["=", field("destination"), field("departure")];
    const found = determine(law([["and", ["not", same], ["not", to("CN", "DE")]]]), {});
    expect(range(found)).toEqual(["no_requirement", "license_required"]);
    expect(found.caveats).toEqual([]);
  });

  test("the facts asked for are those on which the answer turns", () => {
    const decided: X = ["or", licensed, ["not", licensed]];
    const found = determine(law([["and", decided, to("CN")]]), {});
    expect(missing(found)).toEqual(["destination"]);
    expect(missing(determine(law([["and", decided, to("CN")]]), {}, { completions: 0 }))).toEqual([
      "licensed",
      "destination",
    ]);
  });

  test("of an open verdict the lower end may be higher than truth values tell", () => {
    const open = law([licensed, ["not", licensed], to("CN")], { 2: PROHIBITED });
    expect(range(determine(open, {}))).toEqual(["license_required", "prohibited"]);
    expect(range(determine(open, {}, { completions: 0 }))).toEqual(["no_requirement", "prohibited"]);
    expect(missing(determine(open, {}))).toEqual(["destination"]);
  });

  test("review policies are narrowed by themselves", () => {
    const policy = (denied: boolean): Effect => ({
      verdict: "license_required",
      review: {
        grid: [
          { label: "a", when: denied ? licensed : ["not", licensed], policy: { policy: "policy_of_denial" } },
          { label: "b", otherwise: true, policy: { policy: "case_by_case" } },
        ],
      },
    });
    const both = law([["yes"], ["yes"]], { 0: policy(true), 1: policy(false) });
    expect(determine(both, {})).toMatchObject({ reviewPolicy: "policy_of_denial", reviewRange: null });
    expect(determine(both, {}, { completions: 0 }).reviewRange).toEqual(["case_by_case", "policy_of_denial"]);
  });
});

describe("where completions do not settle it", () => {
  test("a fact stated unknown stays unknown", () => {
    const found = determine(law([licensed, ["not", licensed]]), { licensed: { unknown: true } });
    expect(range(found)).toEqual(["no_requirement", "license_required"]);
    expect(found.caveats).toEqual(["licensed is stated unknown, and the answer depends on it"]);
  });

  test("completions include that the fact is stated unknown, where the law asks for that", () => {
    const found = determine(
      law([
        ["known", licensed],
        ["known", ["not", licensed]],
      ]),
      {},
    );
    expect(range(found)).toEqual(["no_requirement", "license_required"]);
    expect(missing(found)).toEqual(["licensed"]);
  });

  test("a calculation of two facts is not tried out; the range says that it may be too wide", () => {
    const change = {
      records: {
        transaction: {
          title: null,
          fields: { a: quantity("nm", { min: "0" }), b: quantity("nm", { min: "0" }) },
        },
      },
    };
    const sum: X = ["+", field("a"), field("b")];
    const difference: X = ["-", ["+", field("a"), field("b")], field("b")];
    const inputs = {
      x: { type: "truth", value: [">=", sum, difference] },
      y: { type: "truth", value: ["<", field("a"), ["number", "5"]] },
    } as const;
    const measures = document("list", [table(inputs, [{ id: "m/-", cells: { x: { is: "yes" } } }])]);
    const found = determine(bundle([measures], change), {});
    // Every completion gives a license: truth values cannot know it, and no number of numbers shows it.
    expect(range(found)).toEqual(["no_requirement", "license_required"]);
    expect(found.caveats).toEqual([expect.stringMatching(/^range_not_exact: /)]);
  });

  test("with too few completions the range is that of the truth values, and says so", () => {
    const contrary = law([licensed, ["not", licensed]]);
    const found = determine(contrary, {}, { completions: 1 });
    expect(range(found)).toEqual(["no_requirement", "license_required"]);
    expect(found.caveats).toEqual([expect.stringMatching(/^range_not_exact: /)]);
  });
});

describe("facts that hang on others", () => {
  const change = {
    records: {
      transaction: {
        title: null,
        fields: {
          destination: country,
          part: { type: { kind: "record", record: "part" }, optional: true } as const,
          released: truth,
          reported: { ...truth, appliesWhen: ["get", ["var", "it"], "released"] as X },
          either: {
            ...truth,
            formula: ["or", ["get", ["var", "it"], "released"], ["get", ["var", "it"], "other"]] as X,
          },
          other: truth,
        },
      },
      part: { title: null, fields: { heavy: truth } },
    },
  };
  const ask = (conditions: readonly X[], facts: object) =>
    determine({ ...law(conditions), definitions: definitions(change) }, facts);
  const heavy: X = ["get", field("part"), "heavy"];

  test("a record that may be lacking is tried without", () => {
    expect(range(ask([heavy, ["not", heavy]], {}))).toEqual(["license_required", "license_required"]);
    // Lacking, the part is not heavy.
    expect(range(ask([["not", heavy]], {}))).toEqual(["no_requirement", "license_required"]);
  });

  test("a fact that applies only with another goes with it", () => {
    const without: X = ["and", ["not", field("released")], field("reported")];
    expect(ask([without], {}).verdict).toBe("no_requirement");
  });

  test("a formula follows its parts", () => {
    const both: X = ["and", field("either"), ["not", field("released")], ["not", field("other")]];
    expect(ask([both], {}).verdict).toBe("no_requirement");
  });
});

test("a verdict alone and prepared cases give the same range", () => {
  const engine = load(law([licensed, ["not", licensed]]));
  const options = { asOf: "2024-06-01" };
  expect(engine.verdict({}, options)).toMatchObject([{ verdict: "license_required" }]);
  expect(engine.prepare(options).decide({})).toEqual(["license_required"]);
});
