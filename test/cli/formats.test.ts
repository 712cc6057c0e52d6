import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cordon, workspace } from "./run-cli.ts";
import { smallLaw } from "./small-law.ts";

const FAULTY = {
  "cordon.json": '{ "name": "faulty" }\n',
  "law/a.cordon": "module a\n\ngroup near = NO, SE\n",
  "law/b.cordon": "module b\n\ngrop far = AU\n\nwhatever { this }\n",
};

describe("cordon check", () => {
  it("prints findings for people, with paths as seen from where it runs", () => {
    const cwd = workspace(FAULTY);
    expect(cordon(["check"], { cwd }).stdout).toMatchSnapshot();
    expect(cordon(["check", "law"], { cwd }).stdout).toContain("law/b.cordon:3:1");
    expect(cordon(["check"], { cwd: join(cwd, "law") }).stdout).toMatch(/[^/]b\.cordon:3:1/);
    expect(cordon(["check", join(cwd, "law")], { cwd: "/" }).stdout).toContain(
      `${cwd.slice(1)}/law/b.cordon:3:1`,
    );
  });

  it("prints findings as JSON, SARIF and annotations", () => {
    const cwd = workspace(FAULTY);
    const json = cordon(["check", "--format", "json"], { cwd });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchSnapshot();
    const sarif = cordon(["check", "--format", "sarif"], { cwd });
    expect(sarif.code).toBe(1);
    expect(JSON.parse(sarif.stdout)).toMatchObject({
      version: "2.1.0",
      runs: [{ tool: { driver: { name: "cordon" } } }],
    });
    const github = cordon(["check", "--format", "github"], { cwd });
    expect(github.code).toBe(1);
    expect(github.stdout).toMatchSnapshot();
  });

  it("says nothing in annotations, and little for people, where nothing is wrong", () => {
    const cwd = workspace(smallLaw());
    expect(cordon(["check", "--format", "github"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(cordon(["check"], { cwd })).toEqual({ code: 0, stdout: "no findings\n", stderr: "" });
  });

  it("shows findings of the files that are asked for, and errors wherever they are", () => {
    const cwd = workspace(FAULTY);
    const { code, stdout } = cordon(["check", "law/a.cordon"], { cwd });
    expect(stdout).toContain("law/b.cordon");
    expect(code).toBe(1);
  });
});

describe("cordon fmt", () => {
  const messy = "module   a\ngroup near=NO,SE\n";

  it("formats files in place and names those it changed", () => {
    const cwd = workspace({ "a.cordon": messy, "sub/b.cordon": "module b\n" });
    expect(cordon(["fmt"], { cwd })).toEqual({ code: 0, stdout: "a.cordon\n", stderr: "" });
    const text = readFileSync(join(cwd, "a.cordon"), "utf8");
    expect(text).toMatchSnapshot();
    expect(cordon(["fmt"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("only looks, with --check", () => {
    const cwd = workspace({ "a.cordon": messy });
    const run = cordon(["fmt", "--check"], { cwd });
    expect(run).toMatchObject({ code: 1, stdout: "a.cordon\n" });
    expect(run.stderr).toMatchSnapshot();
    expect(readFileSync(join(cwd, "a.cordon"), "utf8")).toBe(messy);
  });

  it("formats standard input", () => {
    const cwd = workspace();
    expect(cordon(["fmt", "-"], { cwd, input: messy }).stdout).toMatchSnapshot();
    expect(cordon(["fmt", "-", "--check"], { cwd, input: messy }).code).toBe(1);
  });

  it("leaves a file alone that is no text", () => {
    const cwd = workspace();
    const bytes = Buffer.from("module a\ngroup near = NO \xff", "latin1");
    writeFileSync(join(cwd, "a.cordon"), bytes);
    const run = cordon(["fmt"], { cwd });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toBe("error: cannot read a.cordon: it is not UTF-8 text\n");
    expect(readFileSync(join(cwd, "a.cordon"))).toEqual(bytes);
  });

  it("leaves a file alone that does not parse, and formats the others", () => {
    const broken = "module b\ngrop far = AU\n";
    const cwd = workspace({ "a.cordon": messy, "b.cordon": broken });
    const run = cordon(["fmt"], { cwd });
    expect(run).toMatchObject({ code: 1, stdout: "a.cordon\n" });
    expect(run.stderr).toMatchSnapshot();
    expect(readFileSync(join(cwd, "b.cordon"), "utf8")).toBe(broken);
  });
});

describe("cordon print", () => {
  it.each(["tokens", "ast", "program", "normal", "tables"])("prints %s", (stage) => {
    const cwd = workspace(smallLaw());
    const run = cordon(["print", stage, "measures.cordon"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatchSnapshot();
  });

  it("prints the early stages of a faulty file, and no tables of it", () => {
    const cwd = workspace(FAULTY);
    const ast = cordon(["print", "ast", "law/b.cordon"], { cwd });
    expect(ast.code).toBe(1);
    expect(ast.stdout).toContain("ErrorDeclaration");
    const tables = cordon(["print", "tables", "law/b.cordon"], { cwd });
    expect(tables).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("cordon vocabulary", () => {
  it.each(["json-schema", "ts", "md"])("prints the facts of a case as %s", (format) => {
    const run = cordon(["vocabulary", "--format", format], { cwd: workspace(smallLaw()) });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatchSnapshot();
  });

  it("says so where there is no transaction", () => {
    const cwd = workspace({ "a.cordon": "module a\n" });
    const run = cordon(["vocabulary"], { cwd });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatchSnapshot();
  });
});

describe("cordon explain", () => {
  it("prints the page of a finding", () => {
    const run = cordon(["explain", "workspace/unknown-package"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatchSnapshot();
  });
});
