import { describe, expect, it } from "vitest";
import { cordonMany, type Run, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";

function run(...tasks: readonly (readonly string[])[]): Run[] {
  const cwd = workspace({ ...smallLaw(), "undated.json": "{}" });
  return cordonMany(tasks.map((args) => ({ cwd, args })));
}

describe("cordon calendar", () => {
  it("prints each date in the format that is asked for", () => {
    const [pretty, json, md] = run(
      ["calendar"],
      ["calendar", "--format", "json"],
      ["calendar", "--format", "md"],
    );
    expect(pretty).toMatchObject({ code: 0, stderr: "" });
    expect(pretty!.stdout).toMatch(/^2026-02-01\n {2}XX {2}tighter\n/);
    expect(JSON.parse(json!.stdout).entries).toMatchObject([
      { day: "2026-02-01", jurisdiction: "XX", certainty: "certain", direction: "tighter", complete: true },
    ]);
    expect(md!.stdout).toContain("## 2026-02-01\n\n**XX**: tighter");
  });

  it("counts the next days from a day that is named, and reads no clock", () => {
    const [before, after, none, alone, both] = run(
      ["calendar", "--as-of", "2026-01-02", "--next", "30d"],
      ["calendar", "--as-of", "2026-02-01", "--next", "90d"],
      ["calendar", "--next", "90d"],
      ["calendar", "--as-of", "2026-02-01"],
      ["calendar", "--as-of", "2026-02-01", "--next", "90d", "--from", "2026-01-01"],
    );
    expect(before!.stdout).toContain("2026-02-01");
    expect(after).toMatchObject({ code: 0, stdout: "No answer changes on any day that was asked about.\n" });
    expect(none).toMatchObject({ code: 2, stdout: "" });
    expect(none!.stderr).toContain("add --as-of DATE");
    expect(alone!.code).toBe(2);
    expect(both!.code).toBe(2);
  });

  it("refuses days and jurisdictions that are none", () => {
    const [day, order, where, asPaths, built] = run(
      ["calendar", "--from", "2026-02-30"],
      ["calendar", "--from", "2026-02-02", "--until", "2026-02-01"],
      ["calendar", "--jurisdiction", "XY"],
      ["calendar", "US", "NL"],
      ["build", "XX", "-o", "out"],
    );
    expect(day!.code).toBe(2);
    expect(order!.stderr).toContain("lies before");
    expect(where!.stderr).toContain("there is no jurisdiction XY");
    expect(asPaths!.stderr).toBe(
      "error: there is no file or folder US or NL\nhelp: if jurisdictions are meant, write --jurisdiction US,NL\n",
    );
    expect(built).toMatchObject({ code: 2, stdout: "" });
    expect(built!.stderr).toContain("--jurisdiction XX");
  });
});

describe("cordon explain --case", () => {
  it("explains a case, and still the code of a finding", () => {
    const [pretty, json, code] = run(
      ["explain", "--case", "case.json", "--as-of", "2026-03-01"],
      ["explain", "--case", "case.json", "--as-of", "2026-03-01", "--format", "json"],
      ["explain", "check/unit-mismatch"],
    );
    expect(pretty).toMatchObject({ code: 0, stderr: "" });
    expect(pretty!.stdout).toContain("The smallest change to another verdict");
    expect(JSON.parse(json!.stdout)).toMatchObject({ format: "cordon/explanation@1", asOf: "2026-03-01" });
    expect(code!.stdout).toContain("check/unit-mismatch");
  });

  it("says what is missing or too much on the command line", () => {
    const [nothing, both, day, file] = run(
      ["explain"],
      ["explain", "check/unit-mismatch", "--case", "case.json"],
      ["explain", "--case", "undated.json"],
      ["explain", "--case", "none.json", "--as-of", "2026-03-01"],
    );
    for (const one of [nothing, both, day, file]) expect(one).toMatchObject({ code: 2, stdout: "" });
    expect(day!.stderr).toContain("the day of the act is not stated");
    expect(file!.stderr).toContain("there is no such file");
  });
});
