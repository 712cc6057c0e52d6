/** Sections 3 and 4 of the meaning: reach, exceptions, review, routes, the verdict and its range. */
import { describe, expect, test } from "vitest";
import type { Effect, TableDocument, X, XPolicyLimb, XReview } from "../../compiler/runtime/format.ts";
import { load } from "../../compiler/runtime/index.ts";
import {
  ALWAYS,
  bundle,
  determine,
  document,
  field,
  NOTICE,
  PROHIBITED,
  type RowSource,
  table,
} from "./bundles.ts";

const to = (country: string): X => ["=", field("destination"), ["code", "country", country]];
const licensed = field("licensed");
const inputs = {
  cn: { type: "truth", value: to("CN") },
  jp: { type: "truth", value: to("JP") },
  l: { type: "truth", value: licensed },
  us: { type: "truth", value: ["=", field("departure"), ["code", "country", "US"]] },
} as const;

const yes = { is: "yes" } as const;
const measures = (rows: readonly RowSource[], extra = {}): TableDocument =>
  document("list", [table(inputs, rows)], extra);

describe("the verdict", () => {
  const law = bundle([
    measures([
      { id: "a/-", cells: { cn: yes } },
      { id: "b/-", cells: { l: yes }, effect: PROHIBITED },
      { id: "c/-", cells: {}, effect: NOTICE },
    ]),
  ]);
  test.each([
    [{ destination: "CN", licensed: true }, "prohibited", "prohibited"],
    [{ destination: "CN", licensed: false }, "license_required", "license_required"],
    [{ destination: "JP", licensed: false }, "notification_required", "notification_required"],
    [{ destination: "CN" }, "license_required", "prohibited"],
    [{}, "notification_required", "prohibited"],
    [{ licensed: true }, "prohibited", "prohibited"],
  ])("%j: from %s to %s", (facts, atLeast, atMost) => {
    const found = determine(law, facts);
    expect([found.atLeast, found.atMost]).toEqual([atLeast, atMost]);
    expect(found.verdict).toBe(atLeast === atMost ? atLeast : "undetermined");
  });

  test("reasons are all kept, those that hold first, the strictest first", () => {
    const { requirements } = determine(law, { destination: "CN" });
    expect(requirements.map((r) => `${r.id} ${r.holds} ${r.verdict}`)).toEqual([
      "a/- yes license_required",
      "c/- yes notification_required",
      "b/- unknown prohibited",
    ]);
  });

  test("facts of requirements that could not change the answer are not asked for", () => {
    expect(determine(law, { licensed: true }).missing).toEqual([]);
    expect(determine(law, { destination: "CN" }).missing.map((m) => m.path)).toEqual(["licensed"]);
    expect(determine(law, {}).missing.map((m) => m.path)).toEqual(["licensed", "destination"]);
  });

  test("what is stated unknown is not asked again, but said", () => {
    const found = determine(law, { destination: "CN", licensed: { unknown: true } });
    expect(found.verdict).toBe("undetermined");
    expect(found.missing).toEqual([]);
    expect(found.caveats).toEqual(["licensed is stated unknown, and the answer depends on it"]);
  });
});

describe("reach", () => {
  const ground = (id: string, rows: readonly RowSource[]): TableDocument =>
    document("reach", [
      table(
        inputs,
        rows.map((r) => ({ ...r, of: id, effect: r.effect ?? { grounds: [id] } })),
      ),
    ]);
  const grounds = ground("ear", [{ id: "ear/1", cells: { us: yes } }]);
  const fdp = document("extraterritorial", [
    table(inputs, [{ id: "fdp/1", cells: { cn: yes, l: yes }, effect: { grounds: ["ear", "fdp"] } }]),
  ]);
  const jurisdictions = { US: { title: null, schemes: [], reach: "ear" } };
  const law = bundle(
    [
      grounds,
      fdp,
      measures(
        [
          { id: "a/-", cells: { cn: yes } },
          { id: "b/-", cells: { cn: yes }, effect: PROHIBITED },
        ],
        { reach: { a: "ear", b: "fdp" } },
      ),
    ],
    { jurisdictions },
  );
  test.each([
    [
      "the default ground",
      { departure: "US", destination: "CN", licensed: false },
      "yes",
      "license_required",
    ],
    ["not reached", { departure: "JP", destination: "CN", licensed: false }, "no", "not_reached"],
    ["reached, nothing applies", { departure: "US", destination: "JP" }, "yes", "no_requirement"],
    [
      "reached by the extension alone",
      { departure: "JP", destination: "CN", licensed: true },
      "yes",
      "prohibited",
    ],
    ["reach unknown", { destination: "JP" }, "unknown", "undetermined"],
  ])("%s", (_, facts, reached, verdict) => {
    const found = determine(law, facts);
    expect([found.reached, found.verdict]).toEqual([reached, verdict]);
  });

  test("unknown reach: not reached to what would be required, and the facts that settle it", () => {
    const found = determine(law, { destination: "CN", licensed: false });
    expect([found.atLeast, found.atMost]).toEqual(["not_reached", "license_required"]);
    expect(found.missing.map((m) => m.path)).toEqual(["departure"]);
  });

  test("grounds of one table may rest on each other, in any order", () => {
    const values = { inner: { type: "truth", value: ["reached", "inner"] }, us: inputs.us } as const;
    const rows: RowSource[] = [
      { id: "ear/1", of: "ear", cells: { inner: yes }, effect: { grounds: ["ear"] } },
      { id: "inner/1", of: "inner", cells: { us: yes }, effect: { grounds: ["inner"] } },
    ];
    for (const order of [rows, rows.toReversed()]) {
      const both = bundle([document("reach", [table(values, order)])], { jurisdictions });
      expect(determine(both, { departure: "US" }).reached).toBe("yes");
      expect(determine(both, { departure: "JP" }).reached).toBe("no");
      expect(determine(both, {}).reached).toBe("unknown");
    }
  });

  test("`reached` as a condition", () => {
    const condition: X = ["reached", "fdp"];
    const asks = bundle([
      fdp,
      document("list", [
        table({ c: { type: "truth", value: condition } }, [{ id: "a/-", cells: { c: yes } }]),
      ]),
    ]);
    expect(determine(asks, { destination: "CN", licensed: true }).verdict).toBe("license_required");
    expect(determine(asks, { destination: "JP" }).verdict).toBe("no_requirement");
  });
});

describe("exceptions", () => {
  const release = (limb?: string): Effect => ({
    releases: [limb === undefined ? { measure: "a" } : { measure: "a", limb }],
    obligations: [
      { id: "x/1", duty: "notice", to: "BIS", timing: "before", days: 25, text: "SNAP-R" },
      { id: "x/2", duty: "report", to: "BIS", when: to("CN") },
    ],
  });
  const exception = (rows: readonly RowSource[]): TableDocument =>
    document("exception", [table(inputs, rows)]);
  const law = bundle([
    measures([
      { id: "a/1", of: "a", limbs: ["(1)"], cells: { cn: yes } },
      { id: "a/2", of: "a", limbs: ["(2)", "(ii)"], cells: { l: yes } },
    ]),
    exception([{ id: "x/-", of: "x", cells: { us: yes }, effect: release() }]),
  ]);

  test("a released requirement is authorized, with its obligations", () => {
    const found = determine(law, { departure: "US", destination: "CN", licensed: false });
    expect(found.verdict).toBe("authorized");
    expect(found.requirements.map((r) => [r.id, r.verdict, r.releasedBy])).toEqual([
      ["a/1", "authorized", "x"],
    ]);
    expect(found.exceptions.map((e) => [e.id, e.holds, e.releases])).toEqual([["x", "yes", ["a/1"]]]);
    expect(found.obligations.map((o) => [o.id, o.text, o.holds])).toEqual([
      ["x/1", "notice to BIS before 25 days: SNAP-R", "yes"],
      ["x/2", "report to BIS", "yes"],
    ]);
  });

  test("an obligation that is not due is left out", () => {
    const found = determine(law, { departure: "US", destination: "JP", licensed: true });
    expect(found.obligations.map((o) => o.id)).toEqual(["x/1"]);
  });

  test("an unknown exception leaves the requirement between authorized and its verdict", () => {
    const found = determine(law, { destination: "CN", licensed: false });
    expect([found.atLeast, found.atMost]).toEqual(["authorized", "license_required"]);
    expect(found.missing.map((m) => m.path)).toEqual(["departure"]);
  });

  test.each([
    [true, "authorized"],
    [false, "license_required"],
  ])("an obligation stated as fulfilled %s: %s", (fulfilled, verdict) => {
    const facts = { departure: "US", destination: "CN", licensed: false, obligations: { "x/1": fulfilled } };
    expect(determine(law, facts).verdict).toBe(verdict);
  });

  test("one limb is released, another stays", () => {
    const one = bundle([
      law.tables[0]!,
      exception([{ id: "x/-", of: "x", cells: { us: yes }, effect: release("(ii)") }]),
    ]);
    const facts = { departure: "US", destination: "CN", licensed: true };
    const found = determine(one, facts);
    expect(found.verdict).toBe("license_required");
    expect(found.requirements.map((r) => [r.id, r.releasedBy])).toEqual([
      ["a/1", null],
      ["a/2", "x"],
    ]);
  });

  test("conditions on what is released are tested for each requirement", () => {
    const p: X = ["get", ["var", "p"], "headquarters"];
    const each = [{ var: "p", in: field("parties") }];
    const perParty = bundle([
      document("list", [table({}, [{ id: "a/-", of: "a", cells: {} }], { each })]),
      document("exception", [
        table(
          { hq: { type: "code", value: ["get", ["released", "p"], "headquarters"] } },
          [{ id: "x/-", of: "x", cells: { hq: { in: ["codes", "country", "JP"] } }, effect: release() }],
          { scope: "released" },
        ),
      ]),
    ]);
    const found = determine(perParty, { parties: [{ headquarters: "JP" }, { headquarters: "CN" }] });
    expect(p).toEqual(["get", ["var", "p"], "headquarters"]);
    expect(found.requirements.map((r) => [r.id, r.verdict])).toEqual([
      ["a/-[p=parties[1]]", "license_required"],
      ["a/-[p=parties[0]]", "authorized"],
    ]);
  });

  test("exceptions of a foreign law release nothing", () => {
    const foreign = { ...law.tables[1]!, jurisdiction: "JP" };
    const apart = bundle([law.tables[0]!, foreign]);
    expect(determine(apart, { departure: "US", destination: "CN", licensed: false }).verdict).toBe(
      "license_required",
    );
  });

  test("`required` asks before release", () => {
    const condition: X = ["required", "a"];
    const asks = bundle([
      ...law.tables,
      document("end-use", [
        table({ c: { type: "truth", value: condition } }, [{ id: "n/-", cells: { c: yes }, effect: NOTICE }]),
      ]),
    ]);
    const found = determine(asks, { departure: "US", destination: "CN", licensed: false });
    expect(found.verdict).toBe("notification_required");
    expect(determine(asks, { departure: "US", destination: "JP", licensed: false }).verdict).toBe(
      "no_requirement",
    );
  });
});

describe("review", () => {
  const grid = (...limbs: readonly XPolicyLimb[]): Effect => ({
    verdict: "license_required",
    review: { grid: limbs },
  });
  const denial = { policy: "presumption_of_denial" } as const;
  const cases = { policy: "case_by_case" } as const;
  const approval = { policy: "presumption_of_approval" } as const;
  function policy(effect: Effect, facts: object, reviews: Readonly<Record<string, XReview>> = {}) {
    const found = determine(bundle([measures([{ id: "a/-", cells: {}, effect }])], { reviews }), facts);
    return found.reviewRange ?? found.reviewPolicy;
  }
  const china: XPolicyLimb = { label: "(1)", policy: denial, when: to("CN") };
  const others: XPolicyLimb = { label: "(3)", policy: approval, otherwise: true };
  const window: XPolicyLimb = { label: "(2)", policy: cases, when: licensed };

  test.each([
    ["the limb that holds", grid(china, others), { destination: "CN" }, "presumption_of_denial"],
    ["otherwise", grid(china, others), { destination: "JP" }, "presumption_of_approval"],
    [
      "the strictest of those that hold",
      grid(window, china),
      { destination: "CN", licensed: true },
      "presumption_of_denial",
    ],
    [
      "displaced by another",
      grid({ ...china, except: ["(2)"] }, window),
      { destination: "CN", licensed: true },
      "case_by_case",
    ],
    [
      "not displaced",
      grid({ ...china, except: ["(2)"] }, window),
      { destination: "CN", licensed: false },
      "presumption_of_denial",
    ],
    ["no limb holds", grid(china), { destination: "JP" }, null],
    [
      "unknown limbs give a range",
      grid(china, others),
      {},
      ["presumption_of_approval", "presumption_of_denial"],
    ],
    ["without `otherwise` there may be none", grid(china), {}, [null, "presumption_of_denial"]],
  ] as const)("%s", (_, effect, facts, expected) => {
    expect(policy(effect, facts)).toEqual(expected);
  });

  const named = (effective: object): Readonly<Record<string, XReview>> => ({
    r: {
      title: null,
      versions: [{ effective: { ...ALWAYS, ...effective }, limbs: [china, others], at: [0, 0, 0] }],
    },
  });
  const byName: Effect = { verdict: "license_required", review: { review: "r" } };

  test("a named grid, by its version", () => {
    expect(policy(byName, { destination: "CN" }, named({}))).toBe("presumption_of_denial");
    expect(policy(byName, { destination: "CN" }, named({ from: "2027-01-01" }))).toBeNull();
    expect(policy(byName, { destination: "CN" }, named({ state: "unclear" }))).toEqual([
      null,
      "policy_of_denial",
    ]);
  });

  test("only requirements with the governing verdict count; one that states none is said", () => {
    const law = bundle([
      measures([
        { id: "a/-", cells: {}, effect: grid({ policy: cases }) },
        { id: "b/-", cells: {} },
        { id: "n/-", cells: {}, effect: { verdict: "notification_required", review: denial } },
      ]),
    ]);
    const found = determine(law, {});
    expect([found.reviewPolicy, found.reviewUnstated]).toEqual(["case_by_case", true]);
  });

  test("the verdict may be determined while the review is not", () => {
    const law = bundle([measures([{ id: "a/-", cells: {}, effect: grid(china, others) }])]);
    const found = determine(law, {});
    expect(found.verdict).toBe("license_required");
    expect(found.missing.map((m) => m.path)).toEqual(["destination"]);
  });

  test("routes are the union over the governing requirements", () => {
    const law = bundle([
      measures([
        {
          id: "a/-",
          cells: {},
          effect: {
            verdict: "license_required",
            routes: [{ route: "individual" }, { route: "global", when: licensed }],
          },
        },
        {
          id: "b/-",
          cells: {},
          effect: { verdict: "license_required", routes: [{ route: "bulk" }, { route: "individual" }] },
        },
        { id: "n/-", cells: {}, effect: { verdict: "notification_required", routes: [{ route: "form" }] } },
      ]),
    ]);
    expect(determine(law, { licensed: true }).routes).toEqual(["bulk", "global", "individual"]);
    expect(determine(law, { licensed: false }).routes).toEqual(["bulk", "individual"]);
  });
});

describe("jurisdictions", () => {
  const jurisdictions = {
    EU: { title: null, schemes: [], reach: "leaves" },
    DE: { title: null, schemes: [], within: "EU" },
    WA: { title: "a regime", schemes: [] },
  };
  const hereInformed: X = ["=", ["here"], field("departure")];
  const leaves = document(
    "reach",
    [
      table({ c: { type: "truth", value: hereInformed } }, [
        { id: "leaves/-", of: "leaves", cells: { c: yes }, effect: { grounds: ["leaves"] } },
      ]),
    ],
    { jurisdiction: "EU" },
  );
  const eu = document("list", [table(inputs, [{ id: "eu/-", cells: { cn: yes } }])], {
    jurisdiction: "EU",
    reach: { eu: "leaves" },
  });
  const de = document("list", [table(inputs, [{ id: "de/-", cells: { jp: yes }, effect: PROHIBITED }])], {
    jurisdiction: "DE",
    reach: { de: "leaves" },
  });
  const law = bundle([leaves, eu, de], { jurisdictions });

  test("a state answers with its own measures and those of what it lies within", () => {
    const answer = load(law).evaluate({ departure: "DE", destination: "CN" }, { asOf: "2026-01-01" });
    if ("problems" in answer) throw new Error("refused");
    expect(answer.determinations.map((d) => [d.jurisdiction, d.reached, d.verdict])).toEqual([
      ["EU", "unknown", "undetermined"],
      ["DE", "yes", "license_required"],
    ]);
    expect(determine(law, { departure: "DE", destination: "JP" }, { jurisdictions: ["DE"] }).verdict).toBe(
      "prohibited",
    );
    expect(determine(law, { departure: "NL", destination: "JP" }, { jurisdictions: ["DE"] }).verdict).toBe(
      "not_reached",
    );
  });

  test("a regime without reach and measures reaches nothing", () => {
    expect(determine(law, {}, { jurisdictions: ["WA"] }).verdict).toBe("not_reached");
  });
});

test("an answer that rests on an open group says which", () => {
  const version = { effective: ALWAYS, value: ["codes", "country", "CN"], at: [0, 0, 0] } as const;
  const groups = { friends: { title: "Friends", open: true as const, versions: [version] } };
  const rows: RowSource[] = [
    { id: "a/-", cells: { to: { in: ["minus", ["world"], ["group", "friends"]] } } },
  ];
  const law = bundle(
    [document("list", [table({ to: { type: "code", value: field("destination") } }, rows)])],
    {
      groups,
    },
  );
  const open = determine(law, { destination: "JP" });
  expect(open.verdict).toBe("undetermined");
  expect(open.caveats).toEqual(["rests on a group of which not all members are known: Friends"]);
  expect(determine(law, { destination: "CN" }).caveats).toEqual([]);
  expect(determine(law, {}).missing.map((m) => m.path)).toEqual(["destination"]);
});

test("text that cannot be encoded is unknown for ever, and named", () => {
  const unencodable = { annex: { title: "Annex of 2025", because: "it could not be read" } };
  const condition: X = ["and", to("CN"), ["unencodable", "annex"]];
  const law = bundle(
    [
      document("list", [
        table({ c: { type: "truth", value: condition } }, [{ id: "a/-", cells: { c: yes } }]),
      ]),
    ],
    { unencodable },
  );
  expect(determine(law, { destination: "CN" }).caveats).toEqual([
    "rests on text that cannot be encoded: Annex of 2025: it could not be read",
  ]);
  expect(determine(law, { destination: "JP" }).caveats).toEqual([]);
});

test("quick verdicts agree with full answers", () => {
  const law = bundle([measures([{ id: "a/-", cells: { cn: yes, l: { is: "no" } } }])]);
  const engine = load(law);
  const prepared = engine.prepare({ asOf: "2026-01-01" });
  for (const destination of ["CN", "JP", undefined]) {
    for (const state of [true, false, undefined]) {
      const facts = { ...(destination && { destination }), ...(state !== undefined && { licensed: state }) };
      const { verdict } = determine(law, facts);
      expect(prepared.decide(facts)).toEqual([verdict]);
    }
  }
  expect(prepared.decide({ destination: 5 })).toEqual(["refused"]);
  expect(() => engine.prepare({ asOf: "soon" })).toThrow(RangeError);
});
