import { describe, expect, it } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { candidates, type Edit, transplanted } from "../../compiler/diff/candidates.ts";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";

const { program } = compile(new MemoryHost({ "trade.cordon": VOCABULARY, "measures.cordon": EXAMPLE }), []);

/** An edit of the performance from which an entry holds. */
const threshold: Edit = { declarations: program.items, words: new Set(["4800", "2400"]) };
/** An edit of a group that gains or loses a member. */
const member: Edit = { declarations: [], words: new Set(["NO"]) };

const elsewhere = Array.from({ length: 300 }, (_, i): CaseJson => ({ destination: "CN", note: `${i}` }));
const chip: CaseJson = { destination: "BR", item: { kind: "commodity", tpp: "5000 TPP" } };

describe("cases worth trying on an edit", () => {
  it("are those that state what the edit compares, and the same on its lines", () => {
    const chosen = candidates([...elsewhere, chip], threshold, 20);
    expect(chosen.length).toBeLessThanOrEqual(20);
    expect(chosen[0]).toEqual(chip);
    for (const tpp of ["4800 TPP", "4752 TPP", "4848 TPP"])
      expect(chosen).toContainEqual({ destination: "BR", item: { kind: "commodity", tpp } });
  });

  it("are those that name what a group gains or loses, and others with it in the place of their own", () => {
    const named: CaseJson = { destination: "NO", item: { tpp: "1 TPP" } };
    const chosen = candidates([...elsewhere.slice(0, 20), chip, named], member, 60);
    expect(chosen[0]).toEqual(named);
    expect(chosen).toContainEqual({ destination: "NO", item: { kind: "commodity", tpp: "5000 TPP" } });
  });

  it("carry the thing that shows a difference to other destinations", () => {
    const others: CaseJson[] = ["CA", "JP"].map((destination) => ({ destination, item: { tpp: "1 TPP" } }));
    expect(transplanted(chip, [...elsewhere, ...others], threshold, 10)).toEqual(
      ["CA", "JP"].map((destination) => ({ destination, item: { kind: "commodity", tpp: "5000 TPP" } })),
    );
    expect(transplanted({ destination: "NO" }, others, member, 10)).toEqual([]);
  });
});
