/** `item is S` (H9) and `item listed by C`. */
import { describe, expect, test } from "vitest";
import type { Bundle, Effective, X, XSet } from "../../compiler/runtime/format.ts";
import { ALWAYS, bundle, determine, document, item, own, table } from "./bundles.ts";

interface ItemSource {
  readonly code: string;
  readonly condition: X;
  readonly effective?: Effective;
}

const OVER = [">=", own("tpp"), ["number", "4800"]] as const satisfies X;

function classifying(condition: X, items: readonly ItemSource[]): Bundle {
  const inputs = Object.fromEntries(
    items.map(({ condition: value }, i) => [`c${i}`, { type: "truth", value } as const]),
  );
  const rows = items.map(({ code, effective }, i) => ({
    id: `${code}/${i}`,
    of: code,
    effective: effective ?? ALWAYS,
    cells: { [`c${i}`]: { is: "yes" } as const },
    effect: { scheme: "eccn", code },
  }));
  const only = table({ c: { type: "truth", value: condition } }, [
    { id: "m/undated/-", cells: { c: { is: "yes" } } },
  ]);
  const items_ = document("classification", [table(inputs, rows, { scope: "item" })]);
  return bundle([document("list", [only]), items_]);
}

const A: ItemSource = { code: "3A090.a", condition: OVER };
const B: ItemSource = { code: "3A090.b", condition: [">=", own("tpp"), ["number", "1600"]] };
const circuit = { family: ["circuit"] };

function is(set: XSet, items: readonly ItemSource[], facts: object, asOf = "2026-01-01") {
  return answer(["classified", ["get", ["case"], "item"], set], items, facts, asOf);
}

function answer(condition: X, items: readonly ItemSource[], facts: object, asOf = "2026-01-01") {
  const found = determine(classifying(condition, items), { item: facts }, { asOf });
  const word = { license_required: "yes", no_requirement: "no", undetermined: "unknown" }[
    found.verdict as "undetermined"
  ];
  return {
    word,
    contradictions: found.contradictions.length,
    caveats: found.caveats,
    missing: found.missing.map((m) => m.path),
  };
}

const codes = (...list: string[]): XSet => ["codes", "eccn", ...list];

describe("classified", () => {
  test.each([
    ["stated at", codes("3A090.a"), { codes: ["ECCN 3A090.a"], ...circuit, tpp: 5000 }, "yes", 0],
    ["stated below", codes("3A090.a"), { codes: ["ECCN 3A090.a.1"], ...circuit, tpp: 5000 }, "yes", 0],
    [
      "stated at, parameters say no: holds, reported",
      codes("3A090.a"),
      { codes: ["ECCN 3A090.a"], ...circuit, tpp: 10 },
      "yes",
      1,
    ],
    [
      "stated above: parameters decide, yes",
      codes("3A090.a"),
      { codes: ["ECCN 3A090"], ...circuit, tpp: 5000 },
      "yes",
      0,
    ],
    [
      "stated above: parameters decide, no",
      codes("3A090.a"),
      { codes: ["ECCN 3A090"], ...circuit, tpp: 10 },
      "no",
      0,
    ],
    [
      "stated above, parameters not given",
      codes("3A090.a"),
      { codes: ["ECCN 3A090"], ...circuit },
      "unknown",
      0,
    ],
    [
      "another code stated, parameters not given",
      codes("3A090.a"),
      { codes: ["ECCN 5A992"], ...circuit },
      "no",
      0,
    ],
    [
      "another code stated, parameters say yes: holds, reported",
      codes("3A090.a"),
      { codes: ["ECCN 5A992"], ...circuit, tpp: 5000 },
      "yes",
      1,
    ],
    [
      "another code stated, but the list is open",
      codes("3A090.a"),
      { codes: { open: ["ECCN 5A992"] }, ...circuit },
      "unknown",
      0,
    ],
    ["no code, parameters yes", codes("3A090.a"), { ...circuit, tpp: 4800 }, "yes", 0],
    ["no code, parameters no", codes("3A090.a"), { ...circuit, tpp: 4799 }, "no", 0],
    ["no code, no parameters", codes("3A090.a"), {}, "unknown", 0],
    ["the whole entry: one paragraph is enough", codes("3A090"), { ...circuit, tpp: 1600 }, "yes", 0],
    ["nothing is declared at the code", codes("4A001"), { ...circuit, tpp: 1 }, "unknown", 0],
    ["nothing declared, but stated", codes("4A001"), { codes: ["ECCN 4A001.a"] }, "yes", 0],
    [
      "declared above the code only: no where that is no",
      codes("3A090.a.1"),
      { ...circuit, tpp: 1 },
      "no",
      0,
    ],
    [
      "declared above the code only: else unknown",
      codes("3A090.a.1"),
      { ...circuit, tpp: 5000 },
      "unknown",
      0,
    ],
    ["scheme: any stated code", ["scheme", "eccn"], { codes: ["ECCN 9Z999"] }, "yes", 0],
    ["scheme: by parameters", ["scheme", "eccn"], { ...circuit, tpp: 1 }, "no", 0],
    ["minus", ["minus", codes("3A090"), codes("3A090.b")], { ...circuit, tpp: 2000 }, "no", 0],
    [
      "minus, of what stays",
      ["minus", codes("3A090"), codes("3A090.b")],
      { ...circuit, tpp: 5000 },
      "yes",
      0,
    ],
    [
      "minus drops what it contains",
      ["minus", codes("3A090.a", "4A001"), codes("4A001")],
      { ...circuit, tpp: 1 },
      "no",
      0,
    ],
    ["range", ["range", "eccn", "3A089", "3A090"], { ...circuit, tpp: 5000 }, "yes", 0],
    [
      "range with an undeclared sibling",
      ["range", "eccn", "3A089", "3A090"],
      { ...circuit, tpp: 1 },
      "unknown",
      0,
    ],
  ] as const)("%s", (_, set, facts, expected, contradictions) => {
    const found = is(set as XSet, [A, B], facts);
    expect([found.word, found.contradictions]).toEqual([expected, contradictions]);
  });

  test("an item record that is stated unknown", () => {
    expect(is(codes("3A090.a"), [A], { unknown: true }).word).toBe("unknown");
  });

  test("codes that are stated unknown leave it unknown to the declarant, where nothing else could say", () => {
    const whether: X = ["unknown", ["classified", ["get", ["case"], "item"], codes("4A001")]];
    expect(answer(whether, [A], { codes: { unknown: true }, ...circuit, tpp: 1 }).word).toBe("yes");
    expect(answer(whether, [A], { unknown: true }).word).toBe("yes");
    expect(answer(whether, [A], { ...circuit, tpp: 1 }).word).toBe("unknown");
    expect(answer(whether, [A], { codes: ["ECCN 4A001"] }).word).toBe("no");
  });

  test("a whole scheme without any declaration is unknown", () => {
    expect(is(["scheme", "eccn"], [], { ...circuit, tpp: 1 }).word).toBe("unknown");
  });

  const dated: ItemSource = { ...A, effective: { from: "2023-11-17", until: "2025-01-01" } };

  test("a code of no version in force is ignored with a caveat, and its definition is no", () => {
    const facts = { codes: ["ECCN 3A090.a"], ...circuit, tpp: 5000 };
    expect(is(codes("3A090.a"), [dated], facts, "2024-01-01").word).toBe("yes");
    const later = is(codes("3A090.a"), [dated], facts, "2025-01-01");
    expect(later.word).toBe("no");
    expect(later.caveats).toEqual(["ECCN 3A090.a does not exist on 2025-01-01; it is ignored"]);
  });

  test("where its text is unclear, a definition is unknown where it would hold", () => {
    const unclear: ItemSource = { ...A, effective: { from: null, until: null, state: "unclear" } };
    expect(is(codes("3A090.a"), [unclear], { ...circuit, tpp: 5000 }).word).toBe("unknown");
    expect(is(codes("3A090.a"), [unclear], { ...circuit, tpp: 1 }).word).toBe("no");
  });

  test("only facts that could settle it are asked for", () => {
    expect(is(codes("3A090.a"), [A, B], circuit).missing).toEqual(["item.tpp"]);
    expect(is(codes("4A001"), [A], {}).missing).toEqual(["item.codes"]);
    expect(is(codes("4A001"), [A], { codes: [] }).missing).toEqual(["item.codes"]);
    expect(is(codes("4A001.a"), [A], { codes: ["ECCN 4A001"] }).missing).toEqual(["item.codes"]);
  });
});

describe("listed by a country", () => {
  const listedBy = (country: string): X => [
    "listedBy",
    ["get", ["case"], "item"],
    ["code", "country", country],
  ];
  test.each([
    ["by its schemes", "US", { ...circuit, tpp: 5000 }, "license_required"],
    ["not by its schemes", "US", { ...circuit, tpp: 1 }, "no_requirement"],
    ["as stated", "JP", { listed_in: ["JP"] }, "license_required"],
    ["of a country that is not loaded", "JP", { ...circuit, tpp: 1 }, "undetermined"],
    ["of one that the case rules out", "JP", { listed_in: ["NL"], ...circuit, tpp: 1 }, "no_requirement"],
    ["of one that may be added", "JP", { listed_in: { open: ["NL"] }, ...circuit, tpp: 1 }, "undetermined"],
    [
      "schemes count beside what is stated",
      "US",
      { listed_in: [], ...circuit, tpp: 5000 },
      "license_required",
    ],
  ] as const)("%s", (_, country, facts, verdict) => {
    expect(determine(classifying(listedBy(country), [A]), { item: facts }).verdict).toBe(verdict);
  });
});

test("codes of the state's own schemes", () => {
  const condition: X = ["classified", ["get", ["case"], "item"], ["schemesOf", ["here"]]];
  expect(determine(classifying(condition, [A]), { item: { ...circuit, tpp: 5000 } }).verdict).toBe(
    "license_required",
  );
  const elsewhere: X = ["classified", ["get", ["case"], "item"], ["schemesOf", ["code", "country", "JP"]]];
  expect(determine(classifying(elsewhere, [A]), { item: { ...circuit, tpp: 5000 } }).verdict).toBe(
    "undetermined",
  );
});

test("a code of a scheme with declared members must stand at, above or below one", () => {
  const schemes = {
    country: { name: "country", title: null, below: "dots", members: ["US"], country: true },
    eccn: { name: "ECCN", title: null, below: "dots", members: ["3A090", "5A002.a"] },
  } as const;
  const source = classifying(["classified", ["get", ["case"], "item"], ["scheme", "eccn"]], [A]);
  const withMembers = { ...source, definitions: { ...source.definitions, schemes } };
  const stated = (code: string) =>
    determine(withMembers, { item: { codes: [`ECCN ${code}`], ...circuit, tpp: 1 } });
  expect(stated("5A002").verdict).toBe("license_required");
  expect(stated("3A090.z").verdict).toBe("license_required");
  expect(stated("7Z").verdict).toBe("no_requirement");
  expect(stated("7Z").caveats).toHaveLength(1);
});

test("item definitions may refer to other items of other records", () => {
  const parts: ItemSource = { code: "4A090", condition: ["classified", ["var", "it"], codes("3A090.a")] };
  expect(is(codes("4A090"), [A, parts], { ...circuit, tpp: 5000 }).word).toBe("yes");
  expect(item("tpp")).toEqual(["get", ["get", ["case"], "item"], "tpp"]);
});
