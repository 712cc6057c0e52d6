import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { templateFiles, workspaceName } from "../../compiler/init/template.ts";
import { cordon, workspace } from "./run-cli.ts";

describe("cordon init", () => {
  it("writes a workspace that is formatted, checks clean, passes its scenario, builds and answers", () => {
    const cwd = workspace();
    const made = cordon(["init", "my-measures"], { cwd });
    expect(made).toEqual({ code: 0, stdout: expect.any(String), stderr: "" });
    expect(made.stdout).toMatchSnapshot();
    const inside = { cwd: join(cwd, "my-measures") };
    expect(cordon(["fmt", "--check"], inside)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(cordon(["check"], inside)).toEqual({ code: 0, stdout: "no findings\n", stderr: "" });
    expect(cordon(["test"], inside)).toEqual({
      code: 0,
      stdout: "1 scenario, 2 expectations: 1 passed, 0 failed\n",
      stderr: "",
    });
    const built = cordon(["build"], inside);
    expect(built.code).toBe(0);
    expect(built.stderr).toMatch(/^built dist: /);
    const report = readFileSync(join(inside.cwd, "dist/report/XX.md"), "utf8");
    expect(report).toMatchSnapshot();
    const answer = cordon(["eval", "case.json"], inside);
    expect(answer.stdout).toMatchSnapshot();
    expect(answer).toMatchObject({ code: 0, stderr: "" });
  });

  it("writes into the folder it stands in, and names the workspace after it", () => {
    const cwd = workspace();
    expect(cordon(["init"], { cwd }).code).toBe(0);
    const manifest = JSON.parse(readFileSync(join(cwd, "cordon.json"), "utf8")) as { name: string };
    expect(manifest.name).toMatch(/^cordon-cli-/);
  });

  it("overwrites nothing", () => {
    const cwd = workspace({ "README.md": "mine" });
    const { code, stderr } = cordon(["init"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("README.md exists already; nothing was written");
    expect(readFileSync(join(cwd, "README.md"), "utf8")).toBe("mine");
    expect(cordon(["check"], { cwd }).code).toBe(2);
  });

  it.each([
    ["My Measures", "my-measures"],
    ["Maßnahmen 2026", "ma-nahmen-2026"],
    ["Règles", "re-gles"],
    ["出口", "measures"],
    ["--x--", "x"],
  ])("names the workspace in %j %j", (folder, name) => {
    expect(workspaceName(folder)).toBe(name);
  });

  it("holds only paths inside its folder", () => {
    for (const { path } of templateFiles("a", "1.0.0")) expect(path).not.toMatch(/^\/|\.\.|\\/);
  });
});
