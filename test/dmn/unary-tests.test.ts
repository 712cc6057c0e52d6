import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { operands } from "../../compiler/dmn/cells.ts";
import { constant, EMPTY_SCOPE, evaluateExpression, meets } from "../../compiler/dmn/evaluate-expression.ts";
import { parseExpression, parseTests } from "../../compiler/dmn/parse.ts";
import { type Tests, Unreadable } from "../../compiler/dmn/syntax.ts";

/** Unary tests of another engine's language, which shares S-FEEL with DMN and goes its own way beyond. */
const file = join(process.env.CORDON_DATA ?? "", "zen-jdm", "expressions", "unary.csv");
const present = process.env.CORDON_DATA !== undefined && existsSync(file);

interface Row {
  readonly test: string;
  readonly input: string;
  readonly expected: boolean;
}

/** Rows with one plain input; the others need names that S-FEEL has no place for. */
function rows(): Row[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [test, input, expected] = line.split(";").map((part) => part.trim());
      if (test === undefined || input === undefined || expected === undefined || line.startsWith("#"))
        return [];
      const value = /^\{\s*"?\$"?\s*:\s*(.+?)\s*\}$/.exec(input)?.[1];
      return value === undefined
        ? []
        : [{ test, input: value.replaceAll("'", '"'), expected: expected === "true" }];
    });
}

function read(test: string): Tests | null {
  try {
    const tests = parseTests(test);
    // A call without a value is an error of the cell when a table is read.
    const lost = operands(tests).some((one) => one.kind !== "literal" && constant(one)?.kind === "null");
    return lost ? null : tests;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

describe("unary tests of another engine", () => {
  if (!present) {
    it("are not here", (context) =>
      context.skip("CORDON_DATA names no folder with zen-jdm/expressions/unary.csv"));
    return;
  }

  it("mean the same where they are S-FEEL and are refused where they are not", () => {
    const wrong: string[] = [];
    const counts = { same: 0, refused: 0 };
    for (const { test, input, expected } of rows()) {
      const tests = read(test);
      if (tests === null) {
        counts.refused += 1;
        continue;
      }
      const value = evaluateExpression(parseExpression(input), EMPTY_SCOPE);
      if ((meets(tests, value, EMPTY_SCOPE) === true) === expected) counts.same += 1;
      else wrong.push(`${test} for ${input}`);
    }
    expect({ wrong, ...counts }).toEqual({ wrong: [], same: 27, refused: 62 });
  });
});
