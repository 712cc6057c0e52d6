import { describe, expect, it } from "vitest";
import { renderGithub } from "../../compiler/render/github.ts";
import { renderJson, toFindingsJson } from "../../compiler/render/json.ts";
import { renderSarif, toSarif } from "../../compiler/render/sarif.ts";
import { finding, lookup, measure } from "./findings.ts";

const rich = finding(measure, "600 Gbit/s", {
  help: "write `75 GB/s`, or 100 %",
  subject: { name: "us.base.ac_a", citation: "15 CFR 742.6(a)" },
  related: [{ span: finding(measure, "item 3A090.a").span, message: "the item" }],
  fixes: [
    {
      title: "write `75 GB/s`",
      safe: true,
      edits: [{ span: finding(measure, "600 Gbit/s").span, newText: "75 GB/s" }],
    },
  ],
});
const bare = finding(measure, "XX", { severity: "hint", code: "check/other" });
const source = lookup(measure);

describe("findings as JSON", () => {
  it("have everything a program needs, with both offsets and lines", () => {
    const { summary, findings } = toFindingsJson([bare, rich], source);
    expect(summary).toEqual({ errors: 1, warnings: 0, hints: 1 });
    expect(findings[0]).toEqual({
      code: "check/example",
      severity: "error",
      message: "something about `600 Gbit/s`",
      place: {
        file: "us/base.cordon",
        start: { offset: 56, line: 2, column: 42 },
        end: { offset: 66, line: 2, column: 52 },
      },
      help: "write `75 GB/s`, or 100 %",
      subject: { name: "us.base.ac_a", citation: "15 CFR 742.6(a)" },
      related: [
        {
          message: "the item",
          place: {
            file: "us/base.cordon",
            start: { offset: 0, line: 1, column: 1 },
            end: { offset: 12, line: 1, column: 13 },
          },
        },
      ],
      fixes: [
        {
          title: "write `75 GB/s`",
          safe: true,
          edits: [
            {
              place: {
                file: "us/base.cordon",
                start: { offset: 56, line: 2, column: 42 },
                end: { offset: 66, line: 2, column: 52 },
              },
              newText: "75 GB/s",
            },
          ],
        },
      ],
    });
    expect(findings[1]).toMatchObject({ help: null, subject: null, related: [], fixes: [] });
  });

  it("are the same bytes whatever the order they were found in", () => {
    expect(renderJson([bare, rich], source)).toBe(renderJson([rich, bare], source));
    expect(JSON.parse(renderJson([], source))).toEqual({
      format: 1,
      summary: { errors: 0, warnings: 0, hints: 0 },
      findings: [],
    });
  });

  it("say null for positions in a file that is not at hand", () => {
    expect(toFindingsJson([bare], () => null).findings[0]!.place).toEqual({
      file: "us/base.cordon",
      start: null,
      end: null,
    });
  });
});

describe("findings as GitHub annotations", () => {
  it("escape what would end a property or the command", () => {
    expect(renderGithub([rich], source)).toBe(
      "::error file=us/base.cordon,line=2,col=42,endColumn=52,title=check/example::" +
        "something about `600 Gbit/s`%0Ain us.base.ac_a, 15 CFR 742.6(a)%0Ahelp: write `75 GB/s`, or 100 %25\n",
    );
    const odd = { ...bare, span: { ...bare.span, file: "a,b:c%.cordon" }, message: "x\n::error::y" };
    expect(renderGithub([odd], source)).toBe(
      "::notice file=a%2Cb%3Ac%25.cordon,title=check/other::x ::error::y\n",
    );
  });

  it("give lines only for a span over several, and nothing for no findings", () => {
    expect(renderGithub([finding(measure, "{ (1) a,\n  (2) b }")], source)).toContain(
      "line=5,endLine=6,title=",
    );
    expect(renderGithub([], source)).toBe("");
  });
});

describe("findings as SARIF", () => {
  const options = {
    source,
    version: "1.2.3",
    page: (code: string) =>
      code === "check/example" ? { why: "It matters.", wrong: "a", right: "b" } : null,
  };

  it("have a rule with its page for each code, and results that point to it", () => {
    const [run] = toSarif([rich, bare], options).runs;
    const driver = run!.tool.driver;
    expect(driver).toMatchObject({ name: "cordon", semanticVersion: "1.2.3" });
    expect(driver.rules!.map((rule) => rule.id)).toEqual(["check/example", "check/other"]);
    expect(driver.rules![0]!.help!.text).toBe("It matters.\n\nWrong:\n\na\n\nRight:\n\nb");
    for (const result of run!.results!) {
      expect(driver.rules![result.ruleIndex!]!.id).toBe(result.ruleId);
    }
    expect(run!.results!.map((result) => result.level)).toEqual(["error", "note"]);
  });

  it("have the place, related places and the fix", () => {
    const result = toSarif([rich], options).runs[0]!.results![0]!;
    const region = { startLine: 2, startColumn: 42, endLine: 2, endColumn: 52 };
    expect(result.locations![0]!.physicalLocation).toEqual({
      artifactLocation: { uri: "us/base.cordon", uriBaseId: "%SRCROOT%" },
      region,
    });
    expect(result.relatedLocations![0]!.message).toEqual({ text: "the item" });
    expect(result.fixes![0]!.artifactChanges[0]!.replacements).toEqual([
      { deletedRegion: region, insertedContent: { text: "75 GB/s" } },
    ]);
  });

  it("encode paths, and leave a fix out whose place is unknown", () => {
    const odd = { ...rich, span: { ...rich.span, file: "北京/a b.cordon" } };
    const location = toSarif([odd], options).runs[0]!.results![0]!.locations![0]!.physicalLocation!;
    expect(location).toEqual({
      artifactLocation: { uri: "%E5%8C%97%E4%BA%AC/a%20b.cordon", uriBaseId: "%SRCROOT%" },
    });
    expect(toSarif([rich], { ...options, source: () => null }).runs[0]!.results![0]!.fixes).toEqual([]);
  });

  it("are the same bytes whatever the order they were found in", () => {
    expect(renderSarif([bare, rich], options)).toBe(renderSarif([rich, bare], options));
  });
});
