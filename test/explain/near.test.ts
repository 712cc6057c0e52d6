/** Which entries are near to an item that no list has, and which changes of facts are none. */
import { describe, expect, it } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { explainCase, type JurisdictionExplanation } from "../../compiler/explain/explain.ts";
import { checkSources, compileProgram } from "../property/compile.ts";

const LAW = `module law of XX current to 2030-01-01

jurisdiction RR { members both  codes SHARED }
group both = AT, BE
codes SHARED below by dots
jurisdiction XX { reach leaves  codes XCL }
codes XCL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
enum sort = good, program
enum family = scanner, resist, chip
record transaction { act : act "What is done?"  item : item "Which item?" }
record item {
  codes : set of code "Which codes?"
  sort : sort "What sort of thing?"
  family : set of family "Which family?"
  feature : nm > 0 applies when scanner in family "Smallest feature?"
  wave : nm > 0 applies when scanner in family "Wavelength?"
  qubits : number >= 0 applies when chip in family "How many?"
  thick : nm > 0 applies when resist in family "How thick?"
}
reach leaves "1" = act = shipment
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits list }
item SHARED '9' "Fine scanners" { from 2020-01-01 = wave >= 193 nm and feature <= 45 nm }
item XCL '1A1' "Resists" { from 2020-01-01 = sort = good and resist in family and not (qubits > 5) }
item XCL '1A2' "Scanners" { from 2020-01-01 = it is SHARED '9' }
item XCL '1A3' "Scanners by way of another" { from 2020-01-01 = it is XCL '1A2' }
item XCL '1B1' "Programs" { from 2020-01-01 = sort = program }
item XCL '1B2' "Chips" { from 2020-01-01 = qubits > 50 }
item XCL '1B3' "Thick resists" { from 2020-01-01 = thick > 3 nm }
list measure alpha "Other things" {
  authority law  cite "99 CFR 1"  topic sme  origin unilateral
  items XCL '1B1', XCL '1B2', XCL '1B3'
  requires license
  from 2020-01-01
}
list measure beta "Tools" {
  authority law  cite "99 CFR 2"  topic sme  origin unilateral
  items XCL '1A1', XCL '1A2', XCL '1A3'
  requires license
  from 2020-01-01
}
`;

const { program, errors } = checkSources({ "law.cordon": LAW });
const { engine } = compileProgram(program);

function explain(item: CaseJson): JurisdictionExplanation {
  expect(errors).toEqual([]);
  const found = explainCase(program, engine, { act: "shipment", item }, { asOf: "2024-01-01" });
  if ("problems" in found) throw new Error(JSON.stringify(found.problems));
  return found.jurisdictions[0]!;
}

const scanner: CaseJson = {
  codes: [],
  sort: "good",
  family: ["scanner"],
  feature: "50 nm",
  wave: "193 nm",
};

describe("an item that no list has", () => {
  const { determination, whyNot, change } = explain(scanner);

  it("is nearest to the entry that a number parts it from, also where that is defined by another entry", () => {
    expect(determination.verdict).toBe("no_requirement");
    const [beta] = whyNot;
    expect(beta?.measure).toBe("law.beta");
    expect(
      beta?.failing[0]?.entries.map(({ id, failing }) => [
        id,
        ...failing.map(({ asks, is }) => `${asks}: ${is}`),
      ]),
    ).toEqual([
      ["law.XCL 1A2/2020-01-01/-", "<= 45 nm: 50 nm"],
      ["law.XCL 1A3/2020-01-01/-", "<= 45 nm: 50 nm"],
    ]);
  });

  it("is near to no entry that is about other things, and to their list after the others", () => {
    const alpha = whyNot.find(({ measure }) => measure === "law.alpha");
    expect(alpha?.failing[0]?.entries).toEqual([]);
    expect(whyNot.map(({ measure }) => measure)).toEqual(["law.beta", "law.alpha"]);
  });

  it("is told of no change to a fact that does not apply to it", () => {
    const paths = change.flips.map(({ changes }) => changes.map(({ path }) => path.join(".")).join(" + "));
    expect(paths).toContain("item.feature");
    expect(paths.join(" ")).not.toMatch(/qubits|thick/);
  });
});
