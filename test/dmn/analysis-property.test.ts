import fc from "fast-check";
import { expect, it } from "vitest";
import { analyze } from "../../compiler/dmn/analyze.ts";
import { evaluateTable } from "../../compiler/dmn/evaluate.ts";
import { EMPTY_SCOPE, evaluateExpression } from "../../compiler/dmn/evaluate-expression.ts";
import { parseExpression } from "../../compiler/dmn/parse.ts";
import { readDmn } from "../../compiler/dmn/read.ts";
import { atomOf, pointsOf } from "./support/points.ts";
import { writeDmn } from "./support/write-dmn.ts";

/** Cells of a column, and values that stand for everything the cells can tell apart. */
const COLUMNS = [
  {
    type: "number",
    cells: [
      "-",
      "1",
      "<2",
      ">=2",
      "(1..3]",
      "[1..3)",
      "not(2)",
      "1,3",
      "]2..3[",
      "<=1,>3",
      "not(<2)",
      "null",
      "not(null)",
    ],
    values: ["0", "1", "1.5", "2", "2.5", "3", "4", "null"],
  },
  {
    type: "string",
    cells: ["-", '"a"', '"b"', 'not("a")', '"a","b"', "null", 'not("b","c")'],
    values: ['"a"', '"b"', '"c"', '"zz"', "null"],
  },
  { type: "boolean", cells: ["-", "true", "false", "not(true)", "null"], values: ["true", "false", "null"] },
  {
    type: "date",
    cells: [
      "-",
      'date("2026-01-01")',
      '<date("2026-01-02")',
      '[date("2026-01-01")..date("2026-01-03")]',
      '>date("2026-01-02")',
      'not(date("2026-01-02"))',
    ],
    values: [
      ...["2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"].map(
        (day) => `date("${day}")`,
      ),
      "null",
    ],
  },
] as const;

const tables = fc.array(fc.constantFrom(...COLUMNS), { minLength: 1, maxLength: 3 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    policy: fc.constantFrom("UNIQUE", "FIRST", "PRIORITY", "ANY"),
    rows: fc.array(
      fc.tuple(
        fc.tuple(...columns.map((column) => fc.constantFrom(...column.cells))),
        fc.constantFrom("1", "2"),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  }),
);

/** All combinations of one value of each list. */
function combinations(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
}

it("finds exactly the gaps, overlaps and masked rules that evaluation finds", () => {
  fc.assert(
    fc.property(tables, ({ columns, policy, rows }) => {
      const [table] = readDmn(
        writeDmn({
          hitPolicy: policy,
          inputs: columns.map(({ type }, i) => [`x${i}`, type]),
          outputs: [["result", "2,1"]],
          rules: rows.map(([cells, output]) => [...cells, output].join(" | ")),
        }),
      ).tables;
      const analysis = analyze(table!);
      if ("refused" in analysis) throw new Error(JSON.stringify(analysis.refused));
      const { named, otherText, nulls } = analysis.gaps;
      const gaps = pointsOf([...named.boxes, ...otherText.boxes, ...nulls.boxes]);
      const overlaps = new Map(analysis.overlaps.map(({ rules, box }) => [rules.join(), pointsOf([box])]));
      const deciding = new Set<number>();
      const everMatched = new Set<number>();
      const met = new Set<string>();
      for (const texts of combinations(columns.map(({ values }) => values))) {
        const values = texts.map((text) => evaluateExpression(parseExpression(text), EMPTY_SCOPE));
        const atoms = values.map((value, i) => atomOf(analysis.grid.scales[i]!, value));
        // A null that no cell names has no atom; it behaves as a value that only "-" meets.
        if (atoms.some((atom) => atom === undefined)) continue;
        const point = atoms.map((atom) => ` ${atom}`).join("");
        const { matched } = evaluateTable(table!, new Map(values.map((value, i) => [`x${i}`, value])));
        expect(gaps.has(point)).toBe(matched.length === 0);
        for (const [i, a] of matched.entries())
          for (const b of matched.slice(i + 1)) {
            met.add(`${a},${b}`);
            expect(overlaps.get(`${a},${b}`)?.has(point)).toBe(true);
          }
        for (const rule of matched) everMatched.add(rule);
        if (matched.length > 0)
          for (const rule of deciders(
            policy,
            matched,
            rows.map(([, output]) => output),
          ))
            deciding.add(rule);
      }
      expect([...overlaps.keys()].sort()).toEqual([...met].sort());
      expect(analysis.neverMatches).toEqual(rows.flatMap((_, i) => (everMatched.has(i + 1) ? [] : [i + 1])));
      const idle = [...everMatched].filter((rule) => !deciding.has(rule)).sort((a, b) => a - b);
      expect(analysis.masked.map(({ rule }) => rule)).toEqual(
        policy === "FIRST" || policy === "PRIORITY" ? idle : [],
      );
    }),
    { numRuns: 400 },
  );
});

/** Rules that decide among those that match: the first, or those with the output of highest priority (2 before 1). */
function deciders(policy: string, matched: readonly number[], outputs: readonly string[]): readonly number[] {
  if (policy === "FIRST") return matched.slice(0, 1);
  if (policy !== "PRIORITY") return matched;
  const best = matched.filter((rule) => outputs[rule - 1] === "2");
  return best.length > 0 ? best : matched;
}
