import { describe, expect, it } from "vitest";
import type { XSet } from "../../compiler/runtime/format.ts";
import { groupsIn, KeptSets } from "../../compiler/runtime/law/kept-sets.ts";
import { factSet } from "../../compiler/runtime/values/sets.ts";

describe("sets that are kept from day to day", () => {
  const both: XSet = ["plus", ["group", "a"], ["minus", ["scheme", "s"], ["group", "b"]]];
  const [a, otherA, b] = [factSet([]), factSet([]), factSet([])];

  it("are told apart by their groups, wherever these stand", () => {
    expect(groupsIn(both)).toEqual(["a", "b"]);
    expect(groupsIn(["codes", "s", "1", "2"])).toEqual([]);
  });

  it("are one object as long as their groups are, and again when these come back", () => {
    const kept = new KeptSets();
    const on = (...groups: ReturnType<typeof factSet>[]) => kept.of(both, groups, () => factSet([]));
    const first = on(a, b);
    expect(on(a, b)).toBe(first);
    expect(on(otherA, b)).not.toBe(first);
    expect(on(b, a)).not.toBe(first);
    expect(on(a, b)).toBe(first);
    expect(new KeptSets().of(both, [a, b], () => factSet([]))).not.toBe(first);
  });
});
