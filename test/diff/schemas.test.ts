import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cordonMany, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";
import { problemsBy } from "../support/schema-problems.ts";

const CASE = {
  case: "small",
  act: "shipment",
  departure: "NL",
  destination: "BR",
  item: { family: ["circuit"], tpp: "4800 TPP" },
};

describe("what commands print as JSON", () => {
  it("is allowed by the published schemas", () => {
    const second = smallLaw()["measures.cordon"]!;
    const cwd = workspace({
      ...smallLaw(),
      "second.cordon": second
        .slice(0, second.indexOf("scenario"))
        .replaceAll("XX", "YY")
        .replaceAll("XCL", "YCL")
        .replace("example.chips", "example.others")
        .replace("tpp >= 4800", "tpp >= 2400"),
      "case.json": JSON.stringify(CASE),
      "matrix.json": JSON.stringify({
        title: "Lists",
        columns: ["XX", "YY"],
        rows: [{ id: "lists", title: "Lists", kinds: ["list"], power: { when: "destination = BR" } }],
      }),
    });
    const day = ["--as-of", "2026-03-01"];
    const json = ["--format", "json"];
    const [compared, matrix, lags, calendar, explained, bad] = cordonMany([
      { cwd, args: ["compare", "XX", "YY", ...day, ...json] },
      { cwd, args: ["compare", "--matrix", ...day, ...json] },
      { cwd, args: ["compare", "XX", "YY", "--lags", ...day, ...json] },
      { cwd, args: ["calendar", ...json] },
      { cwd, args: ["explain", "--case", join(cwd, "case.json"), ...day, ...json] },
      { cwd, args: ["compare", "--matrix", "case.json", ...day] },
    ]);
    const problems = (
      schema: string,
      run: { readonly stdout: string; readonly stderr: string } | undefined,
    ) => problemsBy(schema, JSON.parse(run?.stdout ?? "") as object);
    expect(problems("compiler/compare/compare.schema.json", compared)).toEqual([]);
    expect(problems("compiler/compare/matrix-report.schema.json", matrix)).toEqual([]);
    expect(problems("compiler/compare/lags.schema.json", lags)).toEqual([]);
    expect(problems("compiler/calendar/calendar.schema.json", calendar)).toEqual([]);
    expect(problems("compiler/explain/explanation.schema.json", explained)).toEqual([]);
    // and none of them allows just anything
    expect(problems("compiler/compare/lags.schema.json", compared)).not.toEqual([]);
    expect(problems("compiler/calendar/calendar.schema.json", explained)).not.toEqual([]);
    expect(JSON.parse(matrix?.stdout ?? "")).toMatchObject({
      rows: [
        {
          cells: [
            { jurisdiction: "XX", state: "exercised" },
            { jurisdiction: "YY", state: "exercised" },
          ],
        },
      ],
    });
    expect(bad?.code).toBe(2);
    expect(bad?.stderr).toContain("case.json:1:1: `title` is missing");
    expect(bad?.stderr).toContain("a matrix is JSON with `title`, `columns` and `rows`");
  });
});
