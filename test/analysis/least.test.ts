import { expect, test } from "vitest";
import { leastCase } from "../../compiler/analysis/index.ts";
import type { CaseJson } from "../../compiler/check/tree.ts";

type Party = { readonly name: string; readonly owners?: readonly { readonly share: string }[] };
type Json = { readonly [key: string]: CaseJson };

const WHOLE: CaseJson = {
  destination: "CN",
  worth: { unknown: true },
  item: { kind: "commodity", codes: ["ECCN 3A090", "HTS 8542"], tpp: "4800 TPP" },
  parties: {
    closed: [
      { name: "a", owners: [{ share: "10 %" }, { share: "60 %" }] },
      { name: "b", owners: [{ share: "50 %" }] },
      { name: "c", owners: [] },
    ],
  },
};

const partiesOf = (facts: CaseJson): readonly Party[] =>
  ((facts as { parties?: { closed: readonly unknown[] } }).parties?.closed ?? []) as readonly Party[];

test("elements that are not needed go, whatever their place in the list", () => {
  const least = leastCase(WHOLE, (facts) =>
    partiesOf(facts).some(({ owners }) => owners?.some(({ share }) => share === "60 %")),
  );
  expect(least).toEqual({ parties: { closed: [{ owners: [{ share: "60 %" }] }] } });
});

test("of a set the members go that are not needed", () => {
  const least = leastCase(WHOLE, (facts) => JSON.stringify(facts).includes("HTS 8542"));
  expect(least).toEqual({ item: { codes: ["HTS 8542"] } });
});

test("a list whose elements may all go is left, where it must be said to be empty", () => {
  const least = leastCase(WHOLE, (facts) => (facts as Json).parties !== undefined);
  expect(least).toEqual({ parties: { closed: [] } });
});

test("what is said of a value, such as that it is unknown, is no fact of its own", () => {
  const asked: CaseJson[] = [];
  leastCase(WHOLE, (facts) => {
    asked.push(facts);
    return (facts as Json).worth !== undefined;
  });
  for (const facts of asked) expect([undefined, { unknown: true }]).toContainEqual((facts as Json).worth);
});

test("nothing goes of what serves as it stands alone", () => {
  const whole = JSON.stringify(WHOLE);
  expect(leastCase(WHOLE, (facts) => JSON.stringify(facts) === whole)).toEqual(WHOLE);
});

test("facts that can hardly go are tried one by one, after the others", () => {
  const order: string[] = [];
  leastCase(
    { a: 1, b: 2, c: 3 },
    (facts) => {
      order.push(Object.keys(facts as Json).join(""));
      return false;
    },
    { needed: new Set(["b"]) },
  );
  expect(order).toEqual(["b", "bc", "ab", "ac"]);
});

test("facts that another case does not state stay", () => {
  const least = leastCase({ a: 1, item: { b: 2, c: 3 } }, () => true, { among: { a: 1, item: { b: 2 } } });
  expect(least).toEqual({});
  const kept = leastCase({ a: 1, item: { b: 2, c: 3 } }, (facts) => (facts as Json).item !== undefined, {
    among: { a: 1, item: { b: 2 } },
  });
  expect(kept).toEqual({ item: { c: 3 } });
});
