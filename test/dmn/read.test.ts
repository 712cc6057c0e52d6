import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseExpression, parseTests } from "../../compiler/dmn/parse.ts";
import { readDmn } from "../../compiler/dmn/read.ts";
import { Unreadable } from "../../compiler/dmn/syntax.ts";
import { type TableText, writeDmn } from "./support/write-dmn.ts";

const table = { inputs: [["x", "number"]], rules: ["< 5 | 1"] } as const;

describe("reading DMN", () => {
  it.each([
    ["http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"],
    ["http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"],
    ["https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"],
    ["https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"],
    ["https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"],
    ["https://www.omg.org/spec/DMN/20240513/MODEL/", "1.6"],
  ])("knows the namespace %s as %s", (namespace, version) => {
    const model = readDmn(writeDmn(table, namespace));
    expect([model.version, model.tables.length, model.problems]).toEqual([version, 1, []]);
  });

  it.each([
    ["<definitions", "not XML"],
    ["<a>&b;</a>", "entity not found"],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"],
    ['<definitions xmlns="urn:foreign"/>', "expected the definitions of DMN 1.1 to 1.6"],
    ["", "not XML"],
  ])("refuses %j", (text, reason) => {
    const model = readDmn(text);
    expect(model.version).toBeNull();
    expect(model.problems.map(({ message }) => message).join()).toContain(reason);
  });

  it.each([
    ["<a>\n<b>\n</a>\n", 2],
    ["<a>\n\n<b", 3],
    ["<a/>\n\n<b/>", 3],
    ["{}", 1],
  ])("says in which line %j is no XML", (text, line) => {
    expect(readDmn(text).problems.map(({ place }) => place.line)).toEqual([line]);
  });

  it("says where and why a part was not read", () => {
    const model = readDmn(readFileSync(join(import.meta.dirname, "fixtures/unreadable.dmn"), "utf8"));
    const problems = [...model.problems, ...model.tables.flatMap((one) => one.problems)];
    expect(
      problems.map(({ severity, where, place, message }) => `${severity} ${place.line} ${where}: ${message}`),
    ).toEqual([
      'warning 3 import "other": other files are not read; a type that comes from there is taken from the cells of its column',
      'warning 4 decision "Sum": its literalExpression is no decision table and is left out',
      'error 10 decision "Grade", rule 1, input 1: cannot read "points > 3 and points < 5": did not expect "> 3 and poin" (character 8)',
      'error 11 decision "Grade", rule 1, output 1: cannot read "if late then 1 else 2": "if" is full FEEL, which is not read (character 1)',
      'warning 14 decision "Grade", rule 2, input 1: the cell is empty; read as "-"',
      'error 21 decision "Grade", rule 4: has 0 input entries and 1 output entry; the table has 1 input and 1 output',
      'warning 18 decision "Grade", rule 3, input 1: "many" is no number, so this test never matches in its column',
    ]);
  });

  it("refuses what is not S-FEEL instead of guessing", () => {
    for (const text of [
      "!= 5",
      "<> 5",
      "= 5",
      "? > 3",
      "5 % 2",
      "'a'",
      "> 5 and < 10",
      "sqrt(4)",
      "[1..",
      "not(1",
      '"a',
      "1 2",
      "",
    ])
      expect(() => parseTests(text), text).toThrow(Unreadable);
  });

  it("takes the longest name that fits", () => {
    expect(parseExpression("net tons total - net tons", ["net tons", "net tons total"])).toEqual({
      kind: "arithmetic",
      operator: "-",
      left: { kind: "name", name: "net tons total" },
      right: { kind: "name", name: "net tons" },
    });
  });

  it("keeps hit policies, aggregators and priorities", () => {
    const [one] = readDmn(
      writeDmn({ ...table, hitPolicy: "COLLECT", aggregation: "SUM", outputs: [["sum", "2,1", "0"]] }),
    ).tables;
    expect([one!.hitPolicy, one!.aggregator, one!.outputs[0]!.allowed?.length]).toEqual([
      "COLLECT",
      "SUM",
      2,
    ]);
  });

  it("reports an unknown hit policy and a stray aggregation", () => {
    const messages = (more: object): string[] =>
      readDmn(writeDmn({ ...table, ...more })).tables[0]!.problems.map(({ message }) => message);
    expect(messages({ hitPolicy: "LAST" })).toEqual([
      'unknown hit policy "LAST"; known are UNIQUE, ANY, FIRST, PRIORITY, COLLECT, RULE ORDER, OUTPUT ORDER',
    ]);
    expect(messages({ aggregation: "MAX" })).toEqual([
      "an aggregation means nothing with hit policy UNIQUE; left out",
    ]);
  });

  it("warns of a hit policy that has nothing to go by", () => {
    const problems = (more: Partial<TableText>): string[] =>
      readDmn(
        writeDmn({ inputs: [["x", "number"]], rules: ['> 1 | "low"', '> 2 | "high"'], ...more }),
      ).tables[0]!.problems.map(({ severity, message }) => `${severity} ${message}`);
    const listed = [["result", '"high","low"']] as const;
    for (const hitPolicy of ["PRIORITY", "OUTPUT ORDER"]) {
      expect(problems({ hitPolicy })).toEqual([
        `warning ${hitPolicy} goes by the order of the allowed values, and no output lists any: it gives no result`,
      ]);
      expect(problems({ hitPolicy, outputs: listed })).toEqual([]);
    }
    for (const aggregation of ["SUM", "MIN", "MAX"]) {
      const collect = { hitPolicy: "COLLECT", aggregation };
      expect(problems({ ...collect, rules: ["> 1 | 1", '> 2 | "high"'] })).toEqual([
        `warning ${aggregation} needs numbers, and the output of rule 2 is none: it gives no result where that matches`,
      ]);
      expect(problems({ ...collect, outputs: [["a"], ["b"]], rules: ["> 1 | 1 | 2"] })).toEqual([
        `warning ${aggregation} needs exactly one output: it gives no result`,
      ]);
      expect(problems({ ...collect, rules: ["> 1 | 1", "> 2 | x + 1"] })).toEqual([]);
    }
    expect(problems({ hitPolicy: "COLLECT", aggregation: "COUNT" })).toEqual([]);
    expect(problems({ hitPolicy: "COLLECT" })).toEqual([]);
  });
});
