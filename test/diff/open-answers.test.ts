/** What the law leaves open is asked about within a budget of its own; where that ends, every format says so. */
import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { htmlDiff } from "../../compiler/diff/html.ts";
import { type DiffReport, diffPrograms, isForbidden } from "../../compiler/diff/index.ts";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { UNTITLED } from "../../compiler/diff/titles.ts";
import { checkSources } from "../property/compile.ts";
import { HEAD, WORDS } from "../property/programs/small-world.ts";
import { schemaProblems } from "./schema.ts";

/** Loans to where the text says, and to where a text says that nobody read. */
const lawOf = (destinations: string): Program => {
  const law = `${HEAD}
unencodable annex_not_read "Annex" { because "it could not be read" }
list measure loans {
  authority power cite "Rule 1"
  when act = loan and not published
  when any of { (1) destination = CN, (2) destination in ${destinations} and annex_not_read }
  requires license
  from 2020-01-01
}
`;
  const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": law });
  expect(errors).toEqual([]);
  return program;
};

const compared = (mostForOpen?: number): DiffReport =>
  diffPrograms(lawOf("{KR}"), lawOf("{KR, JP}"), {
    oldName: "old",
    newName: "new",
    bySearch: true,
    ...(mostForOpen === undefined ? {} : { mostForOpen }),
  });

describe("answers that the law leaves open", () => {
  it("are listed, with nothing to note, where they are searched to the end", () => {
    const { changes, notes } = compared();
    expect(changes.map(({ old, new: now }) => [old.verdict, now.verdict])).toEqual([
      ["no_requirement", "undetermined"],
    ]);
    expect(notes).toEqual([]);
  });

  it("may be missing where they are not, which is said with the measure in all formats", () => {
    const report = compared(0);
    expect(schemaProblems(report)).toEqual([]);
    expect(report.changes).toEqual([]);
    expect(report.notes.map(({ code, jurisdiction }) => [code, jurisdiction])).toEqual([
      ["open-answers", "US"],
    ]);
    const said = "loans may change answers that the law leaves open could not be searched to the end";
    expect(prettyDiff(report)).toContain(said);
    expect(prettyDiff(report)).toContain("no change found");
    expect(markdownDiff(report, UNTITLED, 500)).toContain(said);
    expect(htmlDiff(report)).toContain(said);
  });

  it("count as any direction where they were not searched", () => {
    for (const direction of ["looser", "tighter", "any"] as const)
      expect(isForbidden(compared(0), direction)).toBe(true);
  });
});
