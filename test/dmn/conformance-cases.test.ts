import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { evaluateTable } from "../../compiler/dmn/evaluate.ts";
import { readDate, readDateAndTime, readDuration, readTime } from "../../compiler/dmn/literals.ts";
import { readDmn } from "../../compiler/dmn/read.ts";
import {
  booleanValue,
  equalValues,
  NULL,
  stringValue,
  type Value,
  writeValue,
} from "../../compiler/dmn/value.ts";
import { elements, parseTestFile, type TestElement } from "./support/test-file.ts";

/** The conformance cases of DMN whose result is a decision table. They are read from the folder named in CORDON_DATA. */
const folder = join(process.env.CORDON_DATA ?? "", "dmn-tck");
const present = process.env.CORDON_DATA !== undefined && existsSync(join(folder, "index.json"));

/** A value as a test file states it: a typed text, a list of items or a structure of components. */
function stated(element: TestElement): Value {
  const list = elements(element, "list")[0];
  if (list !== undefined) return { kind: "list", items: elements(list, "item").map(stated) };
  const components = elements(element, "component");
  if (components.length > 0)
    return {
      kind: "context",
      entries: new Map(components.map((one) => [one.getAttribute("name") ?? "", stated(one)])),
    };
  const value = elements(element, "value")[0];
  if (value === undefined || value.getAttribute("xsi:nil") === "true") return NULL;
  const text = value.textContent ?? "";
  switch (value.getAttribute("xsi:type")) {
    case "xsd:string":
      return stringValue(text);
    case "xsd:boolean":
      return booleanValue(text === "true");
    case "xsd:decimal":
    case "xsd:double":
      return { kind: "number", value: new Fraction(text) };
    case "xsd:date":
      return readDate(text)!;
    case "xsd:time":
      return readTime(text)!;
    case "xsd:dateTime":
      return readDateAndTime(text)!;
    case "xsd:duration":
      return readDuration(text)!;
    default:
      return NULL;
  }
}

describe("conformance cases with decision tables", () => {
  if (!present) {
    it("are not here", (context) => context.skip("CORDON_DATA names no folder with dmn-tck/index.json"));
    return;
  }
  const counts = { inside: 0, outside: [] as string[] };
  for (const level of ["compliance-level-2", "compliance-level-3"])
    for (const name of readdirSync(join(folder, level)).sort()) {
      const files = readdirSync(join(folder, level, name));
      const model = readDmn(readFileSync(join(folder, level, name, `${name}.dmn`), "utf8"));
      for (const file of files.filter((one) => one.endsWith(".xml")))
        for (const testCase of elements(
          parseTestFile(readFileSync(join(folder, level, name, file), "utf8")),
          "testCase",
        )) {
          const scope = new Map(
            elements(testCase, "inputNode").map((node) => [node.getAttribute("name") ?? "", stated(node)]),
          );
          for (const result of elements(testCase, "resultNode")) {
            const decision = result.getAttribute("name") ?? "";
            const title = `${name} ${testCase.getAttribute("id")} ${decision}`;
            const table = model.tables.find((one) => one.decision === decision);
            if (table === undefined) {
              counts.outside.push(title);
              continue;
            }
            counts.inside += 1;
            it(title, () => {
              const want = stated(elements(result, "expected")[0]!);
              const have = evaluateTable(table, scope);
              if (equalValues(have.value, want) !== true)
                expect(`${writeValue(have.value)} ${have.problem ?? ""}`).toBe(writeValue(want));
            });
          }
        }
    }

  it("are as many as documented", () => {
    const folders = [...new Set(counts.outside.map((title) => title.split(" ")[0]))];
    expect({ inside: counts.inside, outside: counts.outside.length, folders }).toEqual({
      inside: 53,
      outside: 23,
      folders: [
        "0008-listGen",
        "0020-vacation-days",
        "0038-dt-on-bkm-explicit-params",
        "0040-singlenestedcontext",
        "0086-import",
        "0088-no-decision-logic",
      ],
    });
  });
});
