/** Section 2 of the meaning: two clocks, two views, statuses, groups and defines by day. */
import { describe, expect, test } from "vitest";
import { mayDifferInPractice } from "../../compiler/runtime/completions/law-ever.ts";
import type { Bundle, Effective, X } from "../../compiler/runtime/format.ts";
import { load } from "../../compiler/runtime/index.ts";
import {
  ALWAYS,
  bundle,
  determine,
  document,
  field,
  holds,
  LICENSE,
  PROHIBITED,
  type RowSource,
  reachingAll,
  table,
} from "./bundles.ts";

const at = [0, 0, 0] as const;
const chinese: X = ["=", field("destination"), ["code", "country", "CN"]];

function dated(...effective: readonly Effective[]) {
  const rows = effective.map((rectangle, i) => ({
    id: `m/${i}/-`,
    of: "m",
    effective: rectangle,
    cells: { c: { is: "yes" as const } },
    effect: LICENSE,
  }));
  return reachingAll([document("list", [table({ c: { type: "truth", value: chinese } }, rows)])]);
}

const toChina = { destination: "CN" };

describe("rectangles", () => {
  const law = dated({ from: "2023-11-17", until: "2024-12-02" });
  test.each([
    ["2023-11-16", "no_requirement"],
    ["2023-11-17", "license_required"],
    ["2024-12-01", "license_required"],
    ["2024-12-02", "no_requirement"],
  ])("on %s: %s", (asOf, verdict) => {
    expect(determine(law, toChina, { asOf }).verdict).toBe(verdict);
  });

  const published = dated({ from: "2025-09-29", until: null, knownFrom: "2025-09-30" });
  test.each([
    [undefined, "license_required"],
    ["2025-09-29", "no_requirement"],
    ["2025-09-30", "license_required"],
  ])("known at %s: %s", (knownAt, verdict) => {
    const options = knownAt === undefined ? {} : { knownAt };
    expect(determine(published, toChina, { asOf: "2025-09-29", ...options }).verdict).toBe(verdict);
  });

  test("what was replaced by later knowledge is only seen from before it", () => {
    const replaced = dated({ from: null, until: null, knownUntil: "2025-01-01" });
    expect(determine(replaced, toChina).verdict).toBe("no_requirement");
    expect(determine(replaced, toChina, { knownAt: "2024-12-31" }).verdict).toBe("license_required");
    expect(determine(replaced, toChina, { knownAt: "2025-01-01" }).verdict).toBe("no_requirement");
  });

  test.each(["unclear", "unrecorded"] as const)("%s: unknown where it would hold", (state) => {
    const doubtful = dated({ from: null, until: null, state });
    expect(determine(doubtful, toChina).verdict).toBe("undetermined");
    expect(determine(doubtful, { destination: "JP" }).verdict).toBe("no_requirement");
  });

  test("practice is shown where it differs from the text", () => {
    const unenforced = dated(
      { from: "2025-05-15", until: null, view: "text" },
      { from: null, until: "2025-01-01", view: "practice" },
    );
    const found = determine(unenforced, toChina, { asOf: "2025-06-01" });
    expect(found.verdict).toBe("license_required");
    expect(found.practice).toEqual({ verdict: "no_requirement", reviewPolicy: null, requirements: [] });
    expect(determine(unenforced, { destination: "JP" }, { asOf: "2025-06-01" }).practice).toBeNull();
  });

  test("practice is asked for where the law of the jurisdiction itself may part from its text", () => {
    const rowsOf = (of: string, view: "text" | undefined) => {
      const effective = { from: "2025-05-15", until: null, ...(view && { view }) };
      return table({ c: { type: "truth", value: chinese } }, [
        { id: `${of}/-`, of, effective, cells: { c: { is: "yes" as const } } },
      ]);
    };
    const tables = [
      document("list", [rowsOf("m", "text")]),
      { ...document("list", [rowsOf("n", undefined)]), jurisdiction: "NL" },
    ];
    const { model } = load(bundle(tables));
    const mayDiffer = (day: string) =>
      ["US", "NL"].map((name) => mayDifferInPractice(model, name, day, null));
    expect(mayDiffer("2025-05-14")).toEqual([false, false]);
    expect(mayDiffer("2025-05-15")).toEqual([true, false]);
  });

  describe("practice is what the text says where what the text alone has does not hold", () => {
    const TEXT = { from: null, until: null, view: "text" } as const;
    const inputs = { cn: { type: "truth", value: chinese } } as const;
    const yes = { cn: { is: "yes" as const } };
    const bothOf = (law: Bundle, facts: object) => {
      const { verdict, practice } = determine(law, facts);
      return [verdict, practice === null ? verdict : practice.verdict];
    };
    const reach = { US: { title: null, schemes: [], reach: "here" } };
    const grounds = [{ id: "here/1", of: "here", cells: {}, effect: { grounds: ["here"] } }];

    test("and where it holds, practice is without it: a ground", () => {
      const rows = [{ id: "here/1", of: "here", cells: yes, effect: { grounds: ["here"] }, effective: TEXT }];
      const measures = document("list", [table({}, [{ id: "m/-", of: "m", cells: {} }])], {
        reach: { m: "here" },
      });
      const law = bundle([document("reach", [table(inputs, rows)]), measures], { jurisdictions: reach });
      expect(bothOf(law, toChina)).toEqual(["license_required", "not_reached"]);
      expect(bothOf(law, { destination: "JP" })).toEqual(["not_reached", "not_reached"]);
      expect(bothOf(law, {})).toEqual(["undetermined", "not_reached"]);
    });

    test("a measure that reaches acts which no other measure reaches", () => {
      const none = [{ ...grounds[0]!, cells: yes }];
      const rows = [
        { id: "m/-", of: "m", cells: yes, effective: TEXT },
        { id: "n/-", of: "n", cells: yes },
      ];
      const law = bundle(
        [
          document("reach", [table(inputs, none)]),
          document("list", [table(inputs, rows)], { reach: { n: "here" } }),
        ],
        { jurisdictions: reach },
      );
      // `m` holds of no act to Japan, and yet what it reaches is within the law of the text
      expect(bothOf(law, { destination: "JP" })).toEqual(["no_requirement", "not_reached"]);
    });

    test("a define that others rest on", () => {
      const where = { title: null, parameters: [], truth: true, at } as const;
      const versions = [
        { effective: TEXT, value: chinese, at },
        { effective: { from: null, until: null, view: "practice" }, value: ["yes"], at },
      ] as const;
      const called = table({ c: { type: "truth", value: ["call", "meant", null] } }, [
        { id: "m/-", of: "m", cells: { c: { is: "yes" } } },
      ]);
      const law = reachingAll([document("list", [called])], { defines: { meant: { ...where, versions } } });
      expect(bothOf(law, { destination: "JP" })).toEqual(["no_requirement", "license_required"]);
    });

    test("and costs no second answer", () => {
      const many = Array.from({ length: 40 }, (_, i) => ({ id: `n${i}/-`, cells: yes }));
      const work = (more: readonly RowSource[], destination: string): number => {
        const engine = load(reachingAll([document("list", [table(inputs, [...many, ...more])])]));
        engine.evaluate({ destination }, { asOf: "2026-01-01" });
        return engine.work;
      };
      const ofText = [{ id: "m/-", cells: yes, effective: TEXT }];
      expect(work(ofText, "CN")).toBeGreaterThan(1.8 * work([], "CN"));
      expect(work(ofText, "JP")).toBeLessThan(work([], "JP") + 10);
    });
  });
});

describe("groups by day", () => {
  const zone: X = ["in", field("destination"), ["group", "zone"]];
  const versions = [
    { effective: { from: "2020-01-01", until: "2023-01-01" }, value: ["codes", "country", "CN"], at },
    { effective: { from: "2023-01-01", until: "2024-01-01" }, value: ["codes", "country", "CN", "HK"], at },
    {
      effective: { from: "2024-01-01", until: null, state: "unclear" },
      value: ["codes", "country", "CN"],
      at,
    },
  ] as const;
  const closed = { groups: { zone: { title: null, versions } } };
  const open = { groups: { zone: { title: null, open: true as const, versions } } };
  test.each([
    ["2019-12-31", "CN", "no", "unknown"],
    ["2022-12-31", "HK", "no", "unknown"],
    ["2022-12-31", "CN", "yes", "yes"],
    ["2023-01-01", "HK", "yes", "yes"],
    ["2024-01-01", "CN", "unknown", "unknown"],
    ["2024-01-01", "JP", "unknown", "unknown"],
  ])("on %s, %s: %s, in an open group %s", (asOf, destination, whenClosed, whenOpen) => {
    expect(holds(zone, { destination }, closed, [], { asOf })).toBe(whenClosed);
    expect(holds(zone, { destination }, open, [], { asOf })).toBe(whenOpen);
  });
});

describe("defines by day", () => {
  const condition = {
    title: null,
    parameters: ["C"],
    truth: true,
    versions: [
      {
        effective: { from: "2023-01-01", until: null },
        value: ["in", field("destination"), ["var", "C"]],
        at,
      },
    ],
  } as const;
  const amount = {
    title: null,
    parameters: [],
    truth: false,
    versions: [{ effective: { from: "2023-01-01", until: null }, value: ["number", "5"], at }],
  } as const;
  const defines = { to: condition, limit: amount };
  const call: X = ["call", "to", null, ["codes", "country", "CN"]];
  test("a condition before its first version is no", () => {
    expect(holds(call, toChina, { defines }, [], { asOf: "2022-12-31" })).toBe("no");
    expect(holds(call, toChina, { defines }, [], { asOf: "2023-01-01" })).toBe("yes");
  });
  test("a value before its first version is unknown", () => {
    const compared: X = ["<", ["number", "4"], ["call", "limit", null]];
    expect(holds(compared, {}, { defines }, [], { asOf: "2022-12-31" })).toBe("unknown");
    expect(holds(compared, {}, { defines }, [], { asOf: "2023-01-01" })).toBe("yes");
  });
});

describe("savings", () => {
  const rows = [
    {
      id: "m/old/-",
      of: "m",
      effective: { from: null, until: "2023-11-17" },
      cells: { c: { is: "yes" as const } },
      effect: LICENSE,
    },
    {
      id: "m/new/-",
      of: "m",
      effective: { from: "2023-11-17", until: null },
      cells: { c: { is: "yes" as const } },
      effect: PROHIBITED,
    },
  ];
  const before: X = ["<", field("date"), ["date", "2023-10-18"]];
  const saves = [{ when: before, until: "2024-03-01", asOf: "2023-11-16" }];
  const law = bundle([document("list", [table({ c: { type: "truth", value: chinese } }, rows, { saves })])]);
  const at2024 = { asOf: "2024-01-01" };
  test.each([
    ["the condition holds", { ...toChina, date: "2023-10-17" }, at2024, "license_required"],
    ["it does not", { ...toChina, date: "2023-10-18" }, at2024, "prohibited"],
    ["its time is over", { ...toChina, date: "2023-10-17" }, { asOf: "2024-03-01" }, "prohibited"],
    ["the measure does not apply on either day", { destination: "JP" }, at2024, "no_requirement"],
  ])("%s", (_, facts, options, verdict) => {
    expect(determine(law, facts, options).verdict).toBe(verdict);
  });

  test("the day on which its time is over is one from which something is different", () => {
    expect(load(law).days).toEqual(["2023-11-17", "2024-03-01"]);
  });

  test("an unknown condition leaves the requirements of both days possible", () => {
    const found = determine(law, toChina, at2024);
    expect([found.verdict, found.atMost]).toEqual(["undetermined", "prohibited"]);
    expect(found.requirements.map((r) => [r.id, r.holds])).toEqual([
      ["m/new/-", "unknown"],
      ["m/old/-", "unknown"],
    ]);
    expect(found.missing.map((m) => m.path)).toEqual(["date"]);
  });
});

test("answers beyond the day to which the law was read carry a caveat", () => {
  const jurisdictions = { US: { title: null, schemes: [], reach: "everywhere", currentTo: "2026-01-01" } };
  const law = { ...dated(ALWAYS), definitions: { ...dated(ALWAYS).definitions, jurisdictions } };
  expect(determine(law, toChina, { asOf: "2025-12-31" }).caveats).toEqual([]);
  expect(determine(law, toChina, { asOf: "2026-01-01" }).caveats).toHaveLength(1);
});
