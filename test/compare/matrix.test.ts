import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Expr } from "../../compiler/check/tree.ts";
import { LAGS_FORMAT, lagsOf } from "../../compiler/compare/lags.ts";
import { type MatrixReport, matrixOf } from "../../compiler/compare/matrix.ts";
import { type MatrixFile, readMatrix } from "../../compiler/compare/matrix-file.ts";
import {
  htmlSheet,
  lagSheet,
  markdownSheet,
  matrixSheet,
  prettySheet,
} from "../../compiler/compare/tables.ts";
import { conditionsOf } from "../../compiler/compare/where.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { compile } from "../../compiler/index.ts";
import { problemsBy } from "../support/schema-problems.ts";

const root = resolve(import.meta.dirname, "../../examples");
const compilation = compile(new NodeHost(root), []);
const file = readMatrix(readFileSync(resolve(root, "matrix.json"), "utf8")) as MatrixFile;

function matrix(asOf: string): MatrixReport {
  const asked = file.rows.flatMap(({ id, power }) =>
    typeof power === "object" && power.when !== undefined ? [{ id, when: power.when }] : [],
  );
  const found = conditionsOf(
    compilation,
    asked.map(({ when }) => when),
  );
  if (found.kind === "wrong") throw new Error(found.problems.map(({ message }) => message).join("; "));
  const conditions = new Map<string, Expr>(asked.map(({ id }, i) => [id, found.conditions[i]!]));
  return matrixOf(found.program, file, conditions, asOf);
}

/** The cells of a row, in the order of the columns. */
function row(report: MatrixReport, id: string): string {
  return report.rows
    .find((r) => r.id === id)!
    .cells.map(({ state }) => state)
    .join(" ");
}

describe("the matrix of powers on 14 March 2025", () => {
  const report = matrix("2025-03-14");

  it("is allowed by its published schema", () => {
    expect(problemsBy("compiler/compare/matrix-report.schema.json", report)).toEqual([]);
  });

  it("has lists beyond the regimes everywhere but in the Union, which may list only what a regime has", () => {
    // Korea's notice of 28 February 2025 came before the published comparison, which does not count it
    expect(row(report, "R02")).toBe("exercised absent exercised exercised exercised exercised");
  });

  it("has end-user controls in the United States alone; Japan and Korea could name some", () => {
    expect(row(report, "R03")).toBe("exercised absent absent absent limited limited");
  });

  it("has end uses beyond weapons in the United States alone; the Union's catch-alls reach a few others", () => {
    expect(row(report, "R05")).toBe("exercised limited limited limited absent absent");
  });

  it("has services for advanced plants in the United States alone; elsewhere a finding would carry them", () => {
    expect(row(report, "R07")).toBe("exercised conditional conditional conditional conditional conditional");
    const cell = report.rows.find(({ id }) => id === "R07")!.cells[4]!;
    expect(cell.authorities.map(({ id }) => id)).toEqual(["jp.base.fefta"]);
    expect(cell.condition).toContain("a finding that making advanced chips");
  });

  it("has reach beyond the territory, rules for single countries and presumptions of denial in the United States alone", () => {
    for (const id of ["R08", "R10", "R11"])
      expect(row(report, id), id).toBe("exercised absent absent absent absent absent");
  });

  it("names what carries a cell", () => {
    const [us, , nl] = report.rows.find(({ id }) => id === "R02")!.cells;
    expect(us!.measures.map(({ id }) => id)).toContain("us.advanced_computing.ac_a");
    expect(nl!.measures).toContainEqual({
      id: "nl.equipment_order.equipment_order",
      title: expect.any(String) as string,
      citations: ["Stcrt. 2023, 18212, art. 2"],
    });
  });

  it("says the same in every format", () => {
    const sheet = matrixSheet(report);
    const plain = { strong: (text: string) => text, soft: (text: string) => text };
    for (const text of [prettySheet(sheet, plain), markdownSheet(sheet), htmlSheet(sheet)]) {
      expect(text).toContain("conditional");
      expect(text).toMatch(/fdp.{1,2}advanced.{1,2}computing/);
    }
  });
});

describe("the matrix on other days", () => {
  it("lets the Union list what states agreed on since May 2025, and shows its exercise since November", () => {
    expect(matrix("2025-06-01").rows[1]!.cells[1]).toMatchObject({
      state: "conditional",
      condition: "only where the measure is coordinated",
    });
    expect(matrix("2025-11-15").rows[1]!.cells[1]).toMatchObject({ state: "exercised" });
  });

  it("has the Korean power for lists of like-minded states since August 2024, and not before", () => {
    const korea = (day: string): string => matrix(day).rows[1]!.cells[5]!.state;
    expect([korea("2024-08-20"), korea("2024-08-21"), korea("2025-02-28")]).toEqual([
      "absent",
      "conditional",
      "exercised",
    ]);
  });
});

describe("lags", () => {
  const lags = lagsOf(compilation.program, ["US", "NL", "JP", "DE"], "2026-09-14");
  const of = (item: string) => lags.find((lag) => lag.item === item)!.firsts;

  it("counts the days after the first state, for an item held in common", () => {
    expect(of("shared quantum-computer").map(({ jurisdiction, on, lag }) => [jurisdiction, on, lag])).toEqual(
      [
        ["DE", "2024-07-23", 0],
        ["US", "2024-09-06", 45],
        ["JP", "2024-09-08", 47],
        ["NL", "2024-12-01", 131],
      ],
    );
    expect(of("shared immersion-scanner")[0]).toMatchObject({
      jurisdiction: "NL",
      on: "2023-09-01",
      measure: "nl.equipment_order.equipment_order",
    });
  });

  it("knows nothing of what is later than the day", () => {
    const early = lagsOf(compilation.program, ["US", "NL", "JP", "DE"], "2024-08-01");
    expect(
      early.find(({ item }) => item === "shared quantum-computer")?.firsts.map((f) => f.jurisdiction),
    ).toEqual(["DE"]);
  });

  it("is allowed by its published schema, and says it as a table", () => {
    const jurisdictions = ["US", "NL", "JP", "DE"];
    const report = { format: LAGS_FORMAT, asOf: "2026-09-14", jurisdictions, items: lags };
    expect(problemsBy("compiler/compare/lags.schema.json", report)).toEqual([]);
    expect(markdownSheet(lagSheet(lags, jurisdictions))).toContain("2024-12-01 \\(+131 days\\)");
  });
});

describe("a file of rows", () => {
  it("is refused in a sentence", () => {
    expect(readMatrix("{")).toEqual([expect.stringContaining("it is not JSON")]);
    expect(
      readMatrix(
        '{ "title": "x", "columns": ["US"], "rows": [{ "id": "a", "title": "b", "kinds": ["lists"] }] }',
      ),
    ).toEqual([expect.stringContaining("/rows/0/kinds/0")]);
    expect(readMatrix('{ "title": "x", "columns": ["US"], "rows": [], "colour": 1 }')).toContainEqual(
      expect.stringContaining("colour"),
    );
  });
});
