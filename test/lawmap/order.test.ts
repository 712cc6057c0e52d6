import { describe, expect, it } from "vitest";
import { compareInLaw, liesWithin } from "../../compiler/lawmap/order.ts";

describe("the order of the law", () => {
  const inOrder: readonly (readonly string[])[] = [
    ["", "734.3(a)", "734.13", "744.2", "744.11(a)", "744.11(a)(2)(v)", "744.11(b)", "744.21"],
    [
      "742.6(a)(6)(i)",
      "742.6(a)(6)(ii)",
      "742.6(a)(6)(iv)",
      "742.6(a)(6)(v)",
      "742.6(a)(6)(ix)",
      "742.6(a)(6)(x)",
    ],
    ["744.6(b)(2)", "744.6(b)(10)", "744.6(c)", "744.6(d)", "744.6(i)"],
    ["art. 4(1)(ii)", "art. 4(1)(iii)", "art. 4(1)(iv)"],
    ["3A090.a", "3A090.b", "3A991", "3B001"],
    ["15 CFR 736", "15 CFR 742", "87 FR 62186"],
  ];
  it.each(inOrder)("%s", (...places) => {
    const shuffled = [...places].reverse();
    expect(shuffled.sort(compareInLaw)).toEqual(places);
  });

  it("knows what lies within what", () => {
    expect(liesWithin("744.21(g)", "744.21")).toBe(true);
    expect(liesWithin("744.21", "744.21(g)")).toBe(false);
    expect(liesWithin("744.21", "744.2")).toBe(false);
    expect(liesWithin("art. 4a", "art. 4")).toBe(false);
    expect(liesWithin("supp. 1, 3A090", "supp. 1")).toBe(true);
    expect(liesWithin(null, "744.2")).toBe(false);
    expect(liesWithin("744.2", null)).toBe(true);
  });
});
