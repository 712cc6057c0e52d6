import { describe, expect, it } from "vitest";
import { atomCount, violations } from "../../compiler/normal/invariants.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import type { NormalProgram } from "../../compiler/normal/normal-program.ts";
import { printNormal } from "../../compiler/print/normal.ts";
import { sample } from "../support/sample-program.ts";

type Requirement = NormalProgram["requirements"][number];

const normal = normalize(sample().program);
const chips = normal.requirements.find((r) => r.id === "test.chips/2022-10-21/-")!;

/** The sample with one requirement changed. */
function broken(change: Partial<Requirement>): readonly string[] {
  return violations({ ...normal, requirements: [{ ...chips, ...change }] });
}

describe("invariants of the normal form", () => {
  it("hold of the sample", () => {
    expect(violations(normal)).toEqual([]);
  });

  it("notice two rules with one id, and rectangles that meet", () => {
    const found = violations({ ...normal, requirements: [chips, chips] });
    expect(found[0]).toBe("test.chips/2022-10-21/-: two rules have this id");
    expect(found[1]).toContain("two rectangles meet");
  });

  it("notice an id that is not the declaration's", () => {
    expect(broken({ id: "other/2022-10-21/-" })).toEqual([
      "other/2022-10-21/-: the id does not begin with test.chips",
    ]);
  });

  it("notice empty rectangles", () => {
    const { effective } = chips;
    expect(broken({ effective: { ...effective, from: "2023-11-17" } })).toEqual([
      "test.chips/2022-10-21/-: in force from 2023-11-17 until 2023-11-17",
    ]);
    expect(broken({ effective: { ...effective, knownUntil: "2022-10-07" } })).toEqual([
      "test.chips/2022-10-21/-: known from 2022-10-07 until 2022-10-07",
    ]);
  });

  it("notice parts that are not in normal form", () => {
    const [part] = chips.parts;
    const leaf = { ...part! };
    const constant = { ...leaf, kind: "constant" as const, value: true };
    expect(broken({ parts: [constant] })).toEqual(["test.chips/2022-10-21/-: a part is always true"]);
    expect(broken({ parts: [{ ...leaf, kind: "all", parts: [part!, part!] }] })).toEqual([
      "test.chips/2022-10-21/-: a conjunction is not parted",
    ]);
    expect(broken({ parts: [{ ...leaf, kind: "any", parts: [part!] }] })).toEqual([
      "test.chips/2022-10-21/-: any of fewer than two parts",
    ]);
    expect(broken({ parts: [{ ...leaf, kind: "any", parts: [part!, constant] }] })).toEqual([
      "test.chips/2022-10-21/-: a constant stands inside a formula",
    ]);
  });

  it("notice a part without a place in its declaration", () => {
    const [part] = chips.parts;
    const elsewhere = { ...part!, span: { ...part!.span, file: "other.cordon" } };
    expect(broken({ parts: [elsewhere] })[0]).toContain("a part lies outside the declaration");
  });
});

describe("the printed normal form", () => {
  it("shows time, conditions with their kind, and citations", () => {
    expect(printNormal({ ...normal, requirements: [chips] }).split("\n\n")[1]).toBe(
      [
        "test.chips/2022-10-21/-",
        "  acts from 2022-10-21 until 2023-11-17, known from 2022-10-07",
        "  - item is ECCN 3A090.a  [classified]",
        "  - destination in zone  [member]",
        "  - not: deemed  [truth]",
        "  cites 15 CFR 742.6(a); 87 FR 62186",
      ].join("\n"),
    );
  });

  it("counts atoms", () => {
    expect(
      atomCount({ ...normal, requirements: [chips], grounds: [], classifications: [], releases: [] }),
    ).toBe(3);
  });
});
