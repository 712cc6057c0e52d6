/** Membership of the regimes, and the country sets that follow from it, counted as those who write about them count. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { build, compile, MemoryHost } from "../../compiler/index.ts";
import { load } from "../../compiler/runtime/index.ts";

const examples = join(import.meta.dirname, "../../examples");
const files: Record<string, string> = {};
for (const folder of ["trade", "regimes"])
  for (const name of readdirSync(join(examples, folder)))
    files[`${folder}/${name}`] = readFileSync(join(examples, folder, name), "utf8");

/** A law that asks for a license to the members of a set, so that the engine itself counts them. */
function membersOn(set: string, day: string): readonly string[] {
  const law = `module counting of XX
use trade, regimes
jurisdiction XX "Count" { reach everywhere }
reach everywhere "Count" = act = shipment
authority counted "Count" of XX { cite "AWG s. 1" from 1980-01-01 permits list }
list measure members { authority counted cite "AWG s. 1" when destination in ${set} requires license from before 1980-01-01 }`;
  const compilation = compile(new MemoryHost({ ...files, "counting.cordon": law }), []);
  expect(compilation.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  const { bundle } = build(compilation, { tablesOnly: true });
  const engine = load(bundle);
  const countries = bundle.definitions.schemes["trade.country"]!.members!;
  return countries.filter((destination) => {
    const found = engine.evaluate({ act: "shipment", destination }, { asOf: day });
    if ("problems" in found) throw new Error(found.problems[0]!.message);
    return found.determinations[0]!.verdict === "license_required";
  });
}

describe("the regimes", () => {
  it.each([
    ["wassenaar", 42],
    ["nuclear_suppliers", 48],
    ["australia_group", 42],
    ["missile_technology", 35],
    ["all_four", 30],
    // Japan's group A and Korea's group Ga, each without the state itself
    ["all_four - {JP, TR, UA}", 27],
    ["all_four - KR", 29],
    // the bulk group of Japan's rule on chip-making equipment
    ["wassenaar - {JP, RU} + {TW, SG}", 42],
  ] as const)("%s has %i members", (set, size) => {
    expect(membersOn(set, "2025-01-01")).toHaveLength(size);
  });

  it("hold Russia in three, China in one, and Taiwan, Singapore and Israel in none", () => {
    const of = (country: string): readonly string[] =>
      ["wassenaar", "nuclear_suppliers", "australia_group", "missile_technology"].filter((regime) =>
        membersOn(regime, "2025-01-01").includes(country),
      );
    expect(of("RU")).toEqual(["wassenaar", "nuclear_suppliers", "missile_technology"]);
    expect(of("CN")).toEqual(["nuclear_suppliers"]);
    for (const outsider of ["TW", "SG", "IL"]) expect(of(outsider)).toEqual([]);
  });

  it("follow the predecessor that ended on 31 March 1994", () => {
    expect(membersOn("cocom", "1994-03-31")).toHaveLength(17);
    expect(membersOn("cocom", "1994-04-01")).toEqual([]);
  });

  it("gain like-minded states one by one, each on the day of its own law", () => {
    const joined = ["2024-07-22", "2024-07-23", "2024-11-30", "2024-12-01"].map(
      (day) => membersOn("like_minded", day).length,
    );
    expect(joined).toEqual([5, 6, 8, 9]);
  });
});
