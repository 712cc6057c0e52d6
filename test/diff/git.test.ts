import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { cordon, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";

const root = resolve(import.meta.dirname, "../..");
const command = `"${process.execPath}" --disable-warning=ExperimentalWarning "${resolve(root, "compiler/cli/main.ts")}"`;

function git(cwd: string, ...args: string[]): string {
  const identity = [
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], { cwd, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return stdout;
}

function repository(): string {
  const files = smallLaw();
  const folder = workspace({
    ...files,
    ".gitattributes": "cordon.json diff=cordon\n*.cordon diff=cordon-text\n",
  });
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  return folder;
}

describe("git", () => {
  it("shows in `git diff` whose answer changes, once, by an external driver on the manifest", () => {
    const folder = repository();
    // as README.md says; git calls the driver with seven arguments, of which none is needed
    git(folder, "config", "diff.cordon.command", `f() { ${command} diff HEAD .; }; f`);
    const measures = join(folder, "measures.cordon");
    writeFileSync(measures, readFileSync(measures, "utf8").replace("tpp >= 4800", "tpp >= 2400"));
    const manifest = join(folder, "cordon.json");
    writeFileSync(manifest, `${readFileSync(manifest, "utf8")}\n`);
    const shown = git(folder, "diff");
    expect(shown).toContain("HEAD → .: 1 tighter");
    expect(shown).toContain("no requirement becomes license required");
    expect(shown.split("HEAD → .").length).toBe(2);
  });

  it("shows sources in the layout of `cordon fmt`, so that a diff of texts has no noise", () => {
    const folder = repository();
    git(folder, "config", "diff.cordon-text.textconv", `f() { ${command} fmt - < "$1"; }; f`);
    const measures = join(folder, "measures.cordon");
    const text = readFileSync(measures, "utf8");
    writeFileSync(measures, text.replace(/^ {2}/gm, "      "));
    expect(git(folder, "diff", "--", "measures.cordon")).not.toContain("\n@@");
    writeFileSync(measures, text.replace("tpp >= 4800", "tpp >= 2400"));
    expect(git(folder, "diff", "--", "measures.cordon")).toMatch(/^\+.*tpp >= 2400 TPP/m);
  });

  it("compares a build with what it was made from, and with edited sources", () => {
    const folder = repository();
    expect(cordon(["build", "-o", "built"], { cwd: folder }).code).toBe(0);
    const same = cordon(["diff", "built", ".", "--fail-on", "any"], { cwd: folder });
    expect([same.code, same.stdout]).toEqual([0, "built → .: no answer changes\n"]);
    const measures = join(folder, "measures.cordon");
    writeFileSync(measures, readFileSync(measures, "utf8").replace("tpp >= 4800", "tpp >= 2400"));
    const edited = cordon(["diff", "built", ".", "--fail-on", "tighter"], { cwd: folder });
    expect(edited.code).toBe(1);
    expect(edited.stdout).toContain("item.tpp >= 2400 TPP and < 4800 TPP");
    const part = cordon(["build", "-o", "part", "--as-of", "2026-03-01"], { cwd: folder });
    expect(part.code).toBe(0);
    const refused = cordon(["diff", "part", "."], { cwd: folder });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("part was built for a part of the law alone (2026-03-01)");
  });
});

describe("the GitHub action", () => {
  it("names only commands, options and inputs that there are", () => {
    const action = readFileSync(join(root, "action.yml"), "utf8");
    const asked = new Set([...action.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name));
    const declared = new Set([...action.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name]) => name));
    expect([...asked].filter((name) => !declared.has(name!))).toEqual([]);
    const help = cordon(["diff", "--help"], {}).stdout;
    for (const option of ["--format", "--fail-on", "--old-name", "--new-name"]) {
      expect(action).toContain(option);
      expect(help).toContain(option);
    }
  });

  /** Runs the step that compares, as the runner would. */
  const runStep = (folder: string, base: string, names: Readonly<Record<string, string>> = {}) => {
    const action = readFileSync(join(root, "action.yml"), "utf8");
    const script = /id: diff[\s\S]*?run: \|\n([\s\S]*?)\n {4}- if/.exec(action)![1]!.replace(/^ {8}/gm, "");
    const out = workspace({ output: "", summary: "" });
    const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        BASE: base,
        CORDON: command.replaceAll('"', ""),
        FAIL_ON: "tighter",
        ...names,
        RUNNER_TEMP: out,
        GITHUB_OUTPUT: join(out, "output"),
        GITHUB_STEP_SUMMARY: join(out, "summary"),
      },
    });
    const [output, summary, report] = ["output", "summary", "cordon-diff.md"].map((name) =>
      readFileSync(join(out, name), "utf8"),
    );
    return { status, stderr, output, summary, report };
  };

  it("writes a report that a comment can hold, and fails as it is told", () => {
    const folder = repository();
    const measures = join(folder, "measures.cordon");
    writeFileSync(measures, readFileSync(measures, "utf8").replace("tpp >= 4800", "tpp >= 2400"));
    const { status, stderr, output, summary, report } = runStep(folder, "HEAD");
    expect(status, stderr).toBe(0);
    expect(output).toContain("code=1");
    expect(report).toContain("### Changes of answers");
    expect(summary).toBe(report);
    expect(report).toContain("## HEAD → .");
    // whatever a branch is called, it is a name and nothing else
    const names = { OLD_NAME: "main", NEW_NAME: '--each "$(touch made)" lower *limits*' };
    const named = runStep(folder, "HEAD", names);
    expect(named.status, named.stderr).toBe(0);
    const [head] = named.report!.split("\n", 1);
    expect(head!.replaceAll("\\", "")).toBe('## main → --each "$(touch made)" lower *limits*');
    expect(head).toContain("\\*limits\\*");
    expect(existsSync(join(folder, "made"))).toBe(false);
  });

  it("says of a first law that there is nothing to compare it with, and refuses an unknown base", () => {
    const folder = workspace({ "README.md": "nothing yet\n" });
    git(folder, "init", "-q");
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "first");
    for (const [name, text] of Object.entries(smallLaw())) writeFileSync(join(folder, name), text);
    const first = runStep(folder, "HEAD");
    expect(first.status, first.stderr).toBe(0);
    expect(first.output).toContain("code=0");
    expect(first.summary).toContain("All of this law is new");
    const unknown = runStep(folder, "no-such-revision");
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("no-such-revision");
  });
});
