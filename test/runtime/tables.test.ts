/** Many rows: bitmaps, classes of numbers and the fast way give what reading row by row gives. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bundle, Effect, X } from "../../compiler/runtime/format.ts";
import { type Answer, load } from "../../compiler/runtime/index.ts";
import { bundle, document, field, item, type Question, type RowSource, table } from "./bundles.ts";

const number = fc.constantFrom("0", "1.5", "10", "100/3", "33.3", "50", "99.99", "100");

function bounds(): fc.Arbitrary<Question> {
  return fc.oneof(
    number.map((eq): Question => ({ eq })),
    number.map((ge): Question => ({ ge })),
    fc.tuple(number, number).map(([gt, le]): Question => ({ gt, le })),
    fc.tuple(number, fc.boolean()).map(([lt, not]): Question => (not ? { lt, not: true } : { lt })),
  );
}

const COUNTRIES = ["CN", "DE", "HK", "JP", "NL", "UA", "UA-43", "US"];

function places(): fc.Arbitrary<Question> {
  const codes = fc.uniqueArray(fc.constantFrom(...COUNTRIES), { minLength: 1, maxLength: 4 });
  return fc.tuple(codes, fc.boolean()).map(([list, not]): Question => {
    const set = ["codes", "country", ...list] as const;
    return not ? { in: set, not: true } : { in: set };
  });
}

const INPUTS = {
  destination: { type: "code", value: field("destination") },
  act: { type: "enum", value: field("act") },
  share: { type: "number", value: item("share") },
  layers: { type: "number", value: item("layers") },
  licensed: { type: "truth", value: field("licensed") },
  date: { type: "date", value: field("date") },
} as const;

const cells = fc.record(
  {
    destination: places(),
    act: fc.constantFrom<Question>(
      { in: ["set", ["enum", "shipment"]] },
      { in: ["set", ["enum", "service"]], not: true },
    ),
    share: bounds(),
    layers: bounds(),
    licensed: fc.constantFrom<Question>({ is: "yes" }, { is: "no" }),
    date: fc.constantFrom<Question>({ lt: "2026-01-01" }, { ge: "2025-06-01", lt: "2026-06-01" }),
  },
  { requiredKeys: [] },
);

const effect: fc.Arbitrary<Effect> = fc.constantFrom<Effect>(
  { verdict: "license_required", review: { policy: "case_by_case" }, routes: [{ route: "individual" }] },
  { verdict: "license_required", review: { policy: "presumption_of_denial" }, routes: [{ route: "bulk" }] },
  { verdict: "license_required" },
  { verdict: "prohibited" },
  { verdict: "notification_required" },
);

function laws(size: fc.ArrayConstraints): fc.Arbitrary<Bundle> {
  return fc.array(fc.tuple(cells, effect), size).map((rows) => {
    const sources = rows.map(
      ([questions, then], i): RowSource => ({
        id: `m${i % 7}/${i}`,
        of: `m${i % 7}`,
        cells: questions as Record<string, Question>,
        effect: then,
      }),
    );
    return bundle([
      document("list", [table(INPUTS, sources.slice(0, -3))]),
      document("end-use", [table(INPUTS, sources.slice(-3))]),
    ]);
  });
}

const amount = fc.constantFrom<unknown>(
  0,
  1.5,
  10,
  33.3,
  33.333333333333336,
  100 / 3,
  33.34,
  50,
  99.99,
  100,
  7,
);

function facts(missing: number): fc.Arbitrary<object> {
  const may = <T>(arbitrary: fc.Arbitrary<T>) =>
    missing === 0
      ? arbitrary
      : fc.oneof(
          { weight: 4, arbitrary },
          { weight: missing, arbitrary: fc.constantFrom(undefined, { unknown: true }) },
        );
  return fc.record({
    destination: may(fc.constantFrom(...COUNTRIES)),
    act: may(fc.constantFrom("shipment", "service")),
    item: fc.record({
      share: may(amount),
      layers: may(fc.oneof(amount, fc.constant({ value: 5, unit: "number" }))),
    }),
    licensed: may(fc.boolean()),
    date: may(fc.constantFrom("2025-05-31", "2025-12-31", "2026-01-01", "2027-01-01")),
  });
}

/** JSON has no undefined. */
function clean(value: object): object {
  return JSON.parse(JSON.stringify(value));
}

/** The same rows in tables of one row each: they are read one by one, without an index. */
function apart(law: Bundle): Bundle {
  const tables = law.tables.map((one) => ({
    ...one,
    tables: one.tables.flatMap((t) => t.rows.map((r) => ({ ...t, rows: [r] }))),
  }));
  return { ...law, tables };
}

const asOf = "2026-01-01";

describe("large tables", () => {
  test("the index gives what single rows give", () => {
    fc.assert(
      fc.property(
        laws({ minLength: 20, maxLength: 60 }),
        fc.array(facts(1), { minLength: 4, maxLength: 4 }),
        (law, cases) => {
          const indexed = load(law);
          const single = load(apart(law));
          // A search of completions is bounded by its work, of which single rows take more.
          const options = { asOf, completions: 0 };
          for (const one of cases.map(clean))
            expect(indexed.evaluate(one, options)).toEqual(single.evaluate(one, options));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the fast way gives what the general way gives", () => {
    let fast = 0;
    fc.assert(
      fc.property(
        laws({ minLength: 5, maxLength: 50 }),
        fc.array(facts(0), { minLength: 6, maxLength: 6 }),
        (law, cases) => {
          const engine = load(law);
          const prepared = engine.prepare({ asOf });
          const plan = engine.plan("US", { asOf });
          expect(plan).not.toBeNull();
          for (const one of cases.map(clean)) {
            const general = engine.evaluate(one, { asOf }) as Answer;
            if (plan!.decide(one) !== null) fast++;
            expect(prepared.decide(one)).toEqual([general.determinations[0]!.verdict]);
            expect(prepared.evaluate(one)).toEqual(general);
          }
        },
      ),
      { numRuns: 80 },
    );
    expect(fast).toBeGreaterThan(100);
  });
});

describe("the fast way", () => {
  const law = bundle([
    document("list", [
      table({ share: INPUTS.share, destination: INPUTS.destination }, [
        {
          id: "a/1",
          of: "a",
          cells: { share: { gt: "100/3" }, destination: { in: ["codes", "country", "CN", "UA-43"] } },
        },
      ]),
    ]),
  ]);
  const engine = load(law);
  const prepared = engine.prepare({ asOf });
  const plan = engine.plan("US", { asOf })!;

  test.each([
    [{ destination: "CN", item: { share: 34 } }, "license_required", true],
    [{ destination: "CN", item: { share: 33.333333333333336 } }, "license_required", true],
    [{ destination: "CN", item: { share: 33.33333333333333 } }, "no_requirement", true],
    [{ destination: "CN", item: { share: "34 %" } }, "license_required", true],
    [
      { destination: "CN", item: { share: 34, maker: "A" }, licensed: true, case: "named" },
      "license_required",
      true,
    ],
    [{ destination: "CN", item: { share: { value: 34, unit: "%" } } }, "license_required", false],
    [{ destination: "UA", item: { share: 34 } }, "undetermined", false],
    [{ destination: "CN", item: {} }, "undetermined", false],
    [{ destination: "CN" }, "undetermined", false],
    [{ destination: "CN", item: { share: 34 }, parties: [] }, "license_required", false],
    [{ destination: "CN", item: { share: 34 }, licenced: true }, "refused", false],
    [{ destination: "CN", item: { share: 34, licensed: true } }, "refused", false],
    [{ destination: "CN", item: { share: 34 }, licensed: "perhaps" }, "refused", false],
    [{ destination: "CN", item: { share: "34" } }, "refused", false],
    [{ destination: "CN", item: { share: 101 } }, "refused", false],
    [{ destination: "CN", item: { share: Number.NaN } }, "refused", false],
    [{ destination: "XX", item: { share: 34 } }, "refused", false],
    [null, "refused", false],
  ])("%j: %s, fast: %s", (one, verdict, isFast) => {
    for (let again = 0; again < 2; again++) {
      expect(prepared.decide(one)).toEqual([verdict]);
      expect(plan.decide(one) !== null).toBe(isFast);
      expect(prepared.evaluate(one)).toEqual(engine.evaluate(one, { asOf }));
    }
  });

  test("is not taken where the law needs more than given facts", () => {
    const each = [{ var: "p", in: field("parties") }];
    const one: RowSource = { id: "a/1", cells: {} };
    const computed: X = item("density");
    const laws: Bundle[] = [
      bundle([document("list", [table({}, [one], { each })])]),
      bundle([
        document("list", [
          table({ d: { type: "number", value: computed } }, [{ id: "a/1", cells: { d: { gt: "5" } } }]),
        ]),
      ]),
      bundle([
        document("list", [table({}, [{ ...one, effective: { from: null, until: null, state: "unclear" } }])]),
      ]),
      bundle([
        document("list", [table({}, [one])]),
        document("exception", [
          table({}, [{ id: "x/1", cells: {}, effect: { releases: [{ measure: "a" }], obligations: [] } }]),
        ]),
      ]),
    ];
    for (const source of laws) expect(load(source).plan("US", { asOf })).toBeNull();
  });
});
