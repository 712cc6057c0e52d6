import { describe, expect, it } from "vitest";
import { evaluateTable } from "../../compiler/dmn/evaluate.ts";
import { readDmn } from "../../compiler/dmn/read.ts";
import { numberValue, writeValue } from "../../compiler/dmn/value.ts";
import { type TableText, writeDmn } from "./support/write-dmn.ts";

function ask(table: Omit<TableText, "inputs">, x: number): string {
  const [read] = readDmn(writeDmn({ inputs: [["x", "number", "[0..100]"]], ...table })).tables;
  const { value, matched, problem } = evaluateTable(read!, new Map([["x", numberValue(x)]]));
  return `${writeValue(value)} by ${matched.join(" ") || "none"}${problem === null ? "" : `: ${problem}`}`;
}

const rules = ["> 1 | 10", "> 5 | 30", "> 3 | 20"];
const outputs = [["y", "30,10,20"]] as const;

describe("hit policies", () => {
  it.each([
    ["UNIQUE", undefined, "null by 1 2 3: rules 1, 2, 3 match, and one at most may"],
    ["ANY", undefined, "null by 1 2 3: rules 1, 2, 3 match with different outputs"],
    ["FIRST", undefined, "10 by 1 2 3"],
    ["PRIORITY", undefined, "30 by 1 2 3"],
    ["RULE ORDER", undefined, "[10, 30, 20] by 1 2 3"],
    ["OUTPUT ORDER", undefined, "[30, 10, 20] by 1 2 3"],
    ["COLLECT", undefined, "[10, 30, 20] by 1 2 3"],
    ["COLLECT", "SUM", "60 by 1 2 3"],
    ["COLLECT", "MIN", "10 by 1 2 3"],
    ["COLLECT", "MAX", "30 by 1 2 3"],
    ["COLLECT", "COUNT", "3 by 1 2 3"],
  ])("%s %s", (hitPolicy, aggregation, answer) => {
    expect(ask({ hitPolicy, ...(aggregation === undefined ? {} : { aggregation }), rules, outputs }, 9)).toBe(
      answer,
    );
  });

  it("answers ANY where the outputs agree, though they are written differently", () => {
    expect(ask({ hitPolicy: "ANY", rules: ["> 1 | 1.50", "> 2 | 1.5"] }, 9)).toBe("1.5 by 1 2");
  });

  it("takes the default where no rule matches, and null where there is none", () => {
    expect(ask({ rules }, 0)).toBe("null by none");
    expect(ask({ rules, outputs: [["y", undefined, "7"]] }, 0)).toBe("7 by none");
  });

  it("makes a context of several outputs", () => {
    expect(ask({ rules: ["> 1 | 1 | x * 2"], outputs: [["a"], ["b"]] }, 9)).toBe("{a: 1, b: 18} by 1");
  });

  it("refuses inputs that are not allowed, and tables that were not read whole", () => {
    expect(ask({ rules }, 101)).toBe("null by none: 101 is not among the allowed values of x");
    expect(ask({ rules: ["!= 1 | 1"] }, 1)).toContain("is no unary test of S-FEEL");
  });
});
