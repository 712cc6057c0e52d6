/** `p listed in L`, and what binders make of it. */
import { describe, expect, test } from "vitest";
import type { ListDocument, X } from "../../compiler/runtime/format.ts";
import { bundle, determine, document, field, holds, table } from "./bundles.ts";

const list: ListDocument = {
  format: "cordon/list@1",
  id: "el",
  names: ["entity_list", "us-entity-list"],
  title: "Entity List",
  citation: null,
  columns: {
    footnotes: { kind: "set", of: { kind: "number", unit: "" } },
    scope: { kind: "condition" },
    review: { kind: "review" },
  },
  rows: [
    {
      key: "A",
      from: "2020-01-01",
      cells: { footnotes: ["set", ["number", "1"], ["number", "5"]], review: { policy: "policy_of_denial" } },
    },
    {
      key: "B",
      from: "2024-12-02",
      until: "2025-06-01",
      cells: { scope: "to_china", review: { policy: "case_by_case" } },
    },
  ],
};

const listed: X = ["any", { var: "p", in: field("parties") }, ["listedIn", ["var", "p"], "el"]];

function is(facts: object, asOf = "2026-01-01", knownAt?: string): string {
  const options = knownAt === undefined ? { asOf } : { asOf, knownAt };
  return holds(listed, { parties: [facts] }, {}, [list], options);
}

describe("listed in", () => {
  test.each([
    ["an entry in force", { entries: ["A"] }, "2026-01-01", "yes"],
    ["before it was added", { entries: ["B"], screened: ["entity_list"] }, "2024-12-01", "no"],
    ["on the day it was added", { entries: ["B"] }, "2024-12-02", "yes"],
    ["the day before it was removed", { entries: ["B"] }, "2025-05-31", "yes"],
    ["the day it was removed", { entries: ["B"], screened: ["entity_list"] }, "2025-06-01", "no"],
    ["a key of no entry", { entries: ["Z"], screened: ["us-entity-list"] }, "2026-01-01", "no"],
    ["a possible match", { possible_entries: ["A"], screened: ["entity_list"] }, "2026-01-01", "unknown"],
    [
      "a possible match of what is not in force",
      { possible_entries: ["B"], screened: ["entity_list"] },
      "2026-01-01",
      "no",
    ],
    ["not screened", {}, "2026-01-01", "unknown"],
    ["screened against another list", { screened: ["other"] }, "2026-01-01", "unknown"],
    ["screened, covering the day", { screened: ["entity_list@2025-12-01"] }, "2026-01-01", "no"],
    ["screened before a change", { screened: ["entity_list@2025-05-31"] }, "2025-06-01", "unknown"],
    ["screened after a change", { screened: ["entity_list@2025-06-01"] }, "2025-05-31", "unknown"],
    ["screened on the day", { screened: ["us-entity-list@2025-06-01"] }, "2025-06-01", "no"],
  ])("%s", (_, facts, asOf, expected) => {
    expect(is(facts, asOf)).toBe(expected);
  });

  test("an entry is known from its first day", () => {
    expect(is({ entries: ["B"], screened: ["entity_list"] }, "2025-01-01", "2024-12-01")).toBe("no");
    expect(is({ entries: ["B"], screened: ["entity_list"] }, "2025-01-01", "2024-12-02")).toBe("yes");
  });

  test("stated unknown is not missing", () => {
    const asks: X = ["unknown", listed];
    expect(holds(asks, { parties: [{ screened: { unknown: true } }] }, {}, [list])).toBe("yes");
    expect(holds(asks, { parties: [{}] }, {}, [list])).toBe("unknown");
  });
});

const defines = {
  to_china: {
    title: null,
    parameters: [],
    truth: true,
    versions: [
      {
        effective: { from: null, until: null },
        value: ["=", field("destination"), ["code", "country", "CN"]],
        at: [0, 0, 0],
      },
    ],
  },
} as const;

const perEntry = bundle(
  [
    document("end-user", [
      table(
        { scope: { type: "truth", value: ["entryCondition", ["column", ["var", "e"], "scope"]] } },
        [
          {
            id: "m/undated/-",
            cells: { scope: { is: "yes" } },
            effect: { verdict: "license_required", review: { column: ["column", ["var", "e"], "review"] } },
          },
        ],
        { each: [{ var: "p", in: field("parties"), listedIn: ["el"], entry: "e" }] },
      ),
    ]),
  ],
  { defines },
  [list],
);

describe("a requirement for each listed party", () => {
  test("names its binding and reads the entry's own scope and review", () => {
    const facts = { destination: "CN", parties: [{ entries: ["A", "B"] }, { screened: ["entity_list"] }] };
    const found = determine(perEntry, facts, { asOf: "2025-01-01" });
    expect(found.requirements.map((r) => [r.id, r.reviewPolicy])).toEqual([
      ["m/undated/-[p=parties[0],e=A]", "policy_of_denial"],
      ["m/undated/-[p=parties[0],e=B]", "case_by_case"],
    ]);
    expect(found.reviewPolicy).toBe("policy_of_denial");
  });

  test("an entry's condition limits it; a blank one does not", () => {
    const facts = { destination: "JP", parties: [{ entries: ["A", "B"] }] };
    const found = determine(perEntry, facts, { asOf: "2025-01-01" });
    expect(found.requirements.map((r) => r.id)).toEqual(["m/undated/-[p=parties[0],e=A]"]);
  });

  test("a party that was not screened may be listed", () => {
    const found = determine(perEntry, { destination: "CN", parties: [{}] });
    expect(found.verdict).toBe("undetermined");
    expect(found.requirements.map((r) => [r.id, r.holds])).toEqual([
      ["m/undated/-[p=parties[0]]", "unknown"],
    ]);
    expect(found.reviewRange).toEqual([null, "policy_of_denial"]);
    expect(found.missing.map((m) => m.path)).toEqual(["parties[0].screened"]);
  });

  test("an open list may hold a listed party", () => {
    const found = determine(perEntry, { destination: "CN", parties: { open: [] } });
    expect(found.requirements.map((r) => [r.id, r.holds])).toEqual([
      ["m/undated/-[p=parties[?]]", "unknown"],
    ]);
    expect(found.missing.map((m) => m.path)).toEqual(["parties"]);
  });

  test("columns of an entry are values; blank ones are not applicable", () => {
    const five: X = ["in", ["number", "5"], ["column", ["var", "e"], "footnotes"]];
    const condition: X = ["any", { var: "p", in: field("parties"), listedIn: ["el"], entry: "e" }, five];
    expect(holds(condition, { parties: [{ entries: ["A"] }] }, {}, [list], { asOf: "2025-01-01" })).toBe(
      "yes",
    );
    expect(holds(condition, { parties: [{ entries: ["B"] }] }, {}, [list], { asOf: "2025-01-01" })).toBe(
      "no",
    );
  });
});
