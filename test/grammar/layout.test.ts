import { describe, expect, test } from "vitest";
import type { AnyNode } from "../../grammar/ast.ts";
import { parse } from "../../grammar/parse.ts";
import { children } from "../../grammar/walk.ts";
import { provisions, sources } from "./fixtures.ts";

/** A tree without positions. */
function shape(node: AnyNode): unknown {
  const scalars = Object.entries(node).filter(
    ([key, value]) => key !== "start" && key !== "end" && (typeof value !== "object" || value === null),
  );
  return [Object.fromEntries(scalars), children(node).map(shape)];
}

function shapeOf(text: string): unknown {
  const { file, diagnostics } = parse("test.cordon", text);
  expect(diagnostics).toEqual([]);
  return shape(file);
}

const withoutComments = (text: string) =>
  text.replace(/("(?:[^"\\\n]|\\.)*")|\/\/.*$/gm, (_, quoted?: string) => quoted ?? "");

/**
 * Layout means nothing but for one rule, a unit stands on its number's line: recovery looks at lines and
 * indentation, and must not let them decide how a sound text is read.
 */
describe.each([...provisions(), ...sources("test/grammar"), ...sources("examples")])("$path", ({ text }) => {
  test("means the same without indentation", () => {
    expect(shapeOf(text.replace(/^[ \t]+/gm, ""))).toEqual(shapeOf(text));
  });

  test("means the same with Windows line ends and a byte order mark", () => {
    expect(shapeOf(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual(shapeOf(text));
  });

  test("means the same on one line", () => {
    expect(shapeOf(withoutComments(text).replace(/\s*\n\s*/g, " "))).toEqual(shapeOf(text));
  });
});

test("a unit stands on its number's line", () => {
  const twoFields = shapeOf("record r { a : nm > 0\n b : nm }");
  expect(shapeOf("record r { a : nm > 0   b : nm }")).toEqual(twoFields);
  expect(parse("test.cordon", "define d = x > 3\n  nm").diagnostics).toHaveLength(1);
});
