/** A fact that is worked out where it is not stated, in another way than before: the analysis does not see it, and says so. */
import { describe, expect, it } from "vitest";
import { diffLaws, isForbidden } from "../../compiler/diff/index.ts";
import { BuiltSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { checkSources } from "../property/compile.ts";
import { schemaProblems } from "./schema.ts";

const lawOf = (regions: string, condition = "occupied") => {
  const law = `module law of XX current to 2026-01-01
jurisdiction XX "XX" { reach everywhere agency XA }
codes country "Countries" below by levels "UA|-43"
record transaction {
  destination : country "Where?"
}
fact occupied of transaction : yes or no
  = destination in {${regions}}
  "Is it bound for occupied places?"
reach everywhere = destination = UA or destination != UA
authority power "Act" of XX { cite "Act 1" from 2018-08-13 permits list }
list measure embargo {
  authority power cite "Rule 1"
  when ${condition}
  requires license
  from 2020-01-01
}
`;
  const { program, errors } = checkSources({ "law.cordon": law });
  expect(errors).toEqual([]);
  return program;
};

const sides = {
  sources: (program: ReturnType<typeof lawOf>) => new SourceSide(program),
  builds: (program: ReturnType<typeof lawOf>) => new BuiltSide(buildBundle(normalize(program), program)),
};

describe.each(["sources", "builds"] as const)("a formula that is edited, between two %s", (kind) => {
  const compared = (old: ReturnType<typeof lawOf>, now: ReturnType<typeof lawOf>, bySearch: boolean) => {
    const report = diffLaws(sides[kind](old), sides[kind](now), { oldName: "old", newName: "new", bySearch });
    expect(schemaProblems(report)).toEqual([]);
    return report;
  };

  it.each([false, true])("is noted where rules rest on the fact, asked by search: %s", (bySearch) => {
    const report = compared(lawOf("'UA-43', 'UA-09'"), lawOf("'UA-43'"), bySearch);
    expect(report.notes.map(({ code, jurisdiction }) => [code, jurisdiction])).toEqual([["facts", "XX"]]);
    expect(report.notes[0]!.message).toContain("transaction.occupied was edited");
    expect(prettyDiff(report)).not.toContain("no answer changes");
    expect(isForbidden(report, "looser")).toBe(true);
  });

  it("is not where none does", () => {
    const other = "destination in {DE}";
    expect(compared(lawOf("'UA-43', 'UA-09'", other), lawOf("'UA-43'", other), false).notes).toEqual([]);
  });
});
