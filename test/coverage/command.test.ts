import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cordon, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";
import { schemaProblems } from "./schema.ts";

describe("cordon test", () => {
  it("measures coverage, and fails below what is asked for", () => {
    const cwd = workspace(smallLaw());
    const enough = cordon(["test", "--coverage", "--min-coverage", "70"], { cwd });
    expect(enough).toMatchObject({ code: 0, stderr: "" });
    expect(enough.stdout).toContain("rows that hold");
    const little = cordon(["test", "--min-coverage", "99.5"], { cwd });
    expect(little.code).toBe(1);
    expect(little.stderr).toMatch(/^coverage is \d+\.\d %, less than the 99.5 % asked for\n$/);
    expect(cordon(["test", "--min-coverage", "101"], { cwd }).code).toBe(2);
  });

  it("reports to machines", () => {
    const cwd = workspace(smallLaw());
    const lcov = cordon(["test", "--reporter", "lcov"], { cwd });
    expect(lcov.code).toBe(0);
    expect(lcov.stdout).toMatch(/^TN:\nSF:measures.cordon\n/);
    const json = cordon(["test", "--reporter", "json", "--coverage", "--mutate", "--mutants", "5"], { cwd });
    const document = JSON.parse(json.stdout) as { readonly coverage: object; readonly mutation: object };
    expect(schemaProblems(document)).toEqual([]);
    expect(document.mutation).toMatchObject({ tried: 5, seed: 1 });
    expect(cordon(["test", "--mutants", "some"], { cwd }).code).toBe(2);
    const every = cordon(["test", "--reporter", "json", "--mutate", "--mutants", "all"], { cwd });
    const { mutation } = JSON.parse(every.stdout) as { readonly mutation: { readonly mutants: number } };
    expect(mutation).toMatchObject({ tried: mutation.mutants, seed: null });
  });

  it("writes what is missing into a new file, and never over one", () => {
    const cwd = workspace(smallLaw());
    const first = cordon(["test", "--write-missing", "more.cordon"], { cwd });
    expect(first.code).toBe(0);
    expect(first.stderr).toMatch(/^\d scenarios written to more.cordon; review each/);
    const text = readFileSync(join(cwd, "more.cordon"), "utf8");
    expect(text).toContain("/// @unreviewed\nscenario ");
    expect(cordon(["check"], { cwd })).toMatchObject({ code: 0, stdout: "no findings\n" });
    expect(cordon(["fmt", "--check"], { cwd }).code).toBe(0);
    expect(cordon(["test"], { cwd }).code).toBe(0);
    const again = cordon(["test", "--write-missing", "more.cordon"], { cwd });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("more.cordon exists; nothing was written");
    expect(readFileSync(join(cwd, "more.cordon"), "utf8")).toBe(text);
    expect(cordon(["test", "--write-missing", "more.txt"], { cwd }).code).toBe(2);
    expect(existsSync(join(cwd, "more.txt"))).toBe(false);
  });
});
