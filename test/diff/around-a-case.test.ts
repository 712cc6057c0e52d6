/** The transactions of a change are described from the case on that shows it, and not from any other. */
import { expect, test } from "vitest";
import { diffPrograms } from "../../compiler/diff/index.ts";
import { shortRegions } from "../../compiler/diff/short-regions.ts";
import { saidBoxes } from "../../compiler/regions/words.ts";
import { measure, program } from "../property/small-law.ts";

const OLD = "destination = CN and item.rate >= 9 TOPS";
const NEW = [
  OLD,
  "destination = KR and urgent",
  "destination = FR and item.rate >= 500 TOPS",
  "destination = JP and calm",
  "destination in {DE, NL} and circuit in item.family and item.tpp >= 4000 TPP",
];

test.each([
  ["destination: KR, urgent: yes", { destination: "KR", urgent: "yes" }],
  ["destination: FR, item: { rate: 600 TOPS }", { destination: "FR", "item.rate": ">= 500 TOPS" }],
  ["destination: JP, calm: yes", { destination: "JP", calm: "yes" }],
  [
    "destination: NL, item: { family: {circuit}, tpp: 4800 TPP }",
    { destination: "DE, NL", "item.tpp": ">= 4000 TPP" },
  ],
])("a change that %s shows", (given, expected) => {
  const scenario = `scenario "Shown" { given { act: shipment, departure: US, ${given} } expect on 2023-01-01 US no requirement }`;
  const law = (when: string) =>
    program(measure("m", `when ${when} requires license from 2022-01-01`) + scenario);
  const { changes } = diffPrograms(law(OLD), law(`(${NEW.map((part) => `(${part})`).join(" or ")})`), {
    oldName: "old",
    newName: "new",
    bySearch: true,
  });
  expect(changes.map(({ plain }) => plain)).toEqual([true]);
  const first = new Map(saidBoxes(changes[0]!.regions)[0]!.map(({ fact, values }) => [fact, values]));
  for (const [fact, values] of Object.entries(expected)) expect(first.get(fact)).toBe(values);
});

test("an element that a change is about is told from those about which nothing changes", () => {
  const law = (places: string) =>
    program(
      `group there = ${places}\n${measure(
        "m",
        "when (any e in uses where e.place in there and e.purpose = military) requires license from 2022-01-01",
      )}`,
    );
  const { changes } = diffPrograms(law("CN, RU"), law("CN, RU, KR"), {
    oldName: "old",
    newName: "new",
    bySearch: true,
  });
  expect(changes).toHaveLength(1);
  expect(changes[0]!.words).toEqual(["KR"]);
  const [box] = saidBoxes(changes[0]!.regions);
  const some = box!.find(({ fact, values }) => fact === "uses" && values.startsWith("has element"))!.values;
  expect(some).toContain("uses[].place KR");
  expect(some).not.toMatch(/CN|RU/);
  expect(some).toContain("uses[].purpose military");
  expect(shortRegions(changes[0]!)[0]!.text).toContain(some);
});
