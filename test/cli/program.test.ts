import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { command, cordon, cordonMany, environment, workspace } from "./run-cli.ts";
import { smallLaw } from "./small-law.ts";

/** Pretends an older Node; the entry must notice before it loads anything. */
const OLD_NODE = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.9.0"}})`;

describe("the command", () => {
  it("lists what it can do, and nothing else", () => {
    const { code, stdout, stderr } = cordon(["--help"]);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toMatchSnapshot();
  });

  it("explains each command with examples", () => {
    const names = ["init", "check", "build", "test", "eval", "fmt", "print", "vocabulary", "explain"];
    const runs = cordonMany(names.map((name) => ({ cwd: import.meta.dirname, args: [name, "--help"] })));
    runs.forEach(({ code, stdout }, index) => {
      expect(code).toBe(0);
      expect(stdout).toContain("Examples:");
      expect(stdout).toMatchSnapshot(names[index]!);
    });
  });

  it("prints its version", () => {
    expect(cordon(["--version"])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: "",
    });
  });

  it("loads neither the grammar nor the formatter for its help", () => {
    // A loader hook that names every module that is loaded.
    const hook = `data:text/javascript,${encodeURIComponent(
      `import { registerHooks } from "node:module";
       registerHooks({ resolve(s, c, next) { const r = next(s, c); process.stderr.write(r.url + "\\n"); return r; } });`,
    )}`;
    const { stderr } = cordon(["--help"], { node: ["--import", hook] });
    // Named from the project's root, so that the folder it is cloned into plays no part.
    const root = new URL("../../", import.meta.url).href;
    const loaded = stderr
      .split("\n")
      .filter((url) => url.startsWith(root))
      .map((url) => url.slice(root.length - 1));
    expect(loaded.some((url) => url.endsWith("/compiler/cli/program.ts"))).toBe(true);
    expect(
      loaded.filter((url) => /\/(grammar|chevrotain|prettier|check|table|runtime|ajv|csv-parse)\//.test(url)),
    ).toEqual([]);
    expect(loaded.length).toBeLessThan(20);
  });

  it("answers what it cannot do with one clear error", () => {
    const mistakes: readonly string[][] = [
      [],
      ["buidl"],
      ["check", "--format", "xml"],
      ["build", "--as-of", "2026-02-30"],
      ["build", "--as-of", "yesterday"],
      ["build", "--lang", "fr"],
      ["build", "--jurisdiction", ","],
      ["eval"],
      ["eval", "case.json", "--build", "a", "--sources", "b"],
      ["eval", "nowhere.json"],
      ["print", "tree", "a.cordon"],
      ["check", "nowhere"],
      ["check", "nowhere.cordon"],
      ["test", "nowhere"],
      ["build", "nowhere"],
      ["fmt", "nowhere"],
      ["fmt", "-", "a.cordon"],
      ["explain", "syntax/unexpcted"],
      ["explain", "no-such-thing-at-all"],
      ["check", "a.cordon", "--frmat", "json"],
    ];
    const cwd = workspace();
    const runs = cordonMany(mistakes.map((args) => ({ cwd, args })));
    runs.forEach(({ code, stdout, stderr }, index) => {
      const line = `cordon ${mistakes[index]!.join(" ")}`;
      expect(stderr).toMatchSnapshot(line);
      expect({ code, stdout }, line).toEqual({ code: 2, stdout: "" });
      expect(stderr, line).not.toMatch(/^\s+at /m);
    });
  });

  it("tells an older Node what it needs", () => {
    const run = cordon(["check"], { node: ["--import", OLD_NODE] });
    expect(run.code).toBe(2);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/^cordon needs Node 22\.12 or newer, and this is Node 20\.9\.0; [^\n]*\n$/);
  });

  it("asks for a report when it fails itself, with the trace only on request", () => {
    const broken = `data:text/javascript,${encodeURIComponent(
      `import { registerHooks } from "node:module";
       registerHooks({ load(url, c, next) {
         if (url.endsWith("/actions/explain.ts")) return { format: "module", shortCircuit: true, source: "export function explain() { throw new TypeError('x is not a function'); }" };
         return next(url, c);
       } });`,
    )}`;
    const run = cordon(["explain", "a/b"], { node: ["--import", broken] });
    expect(run.code).toBe(70);
    expect(run.stderr).toMatch(
      /^error: a mistake in Cordon [\d.]+ \(TypeError: x is not a function\); please report [^\n]*\n$/,
    );
    const traced = cordon(["explain", "a/b"], { node: ["--import", broken], env: { CORDON_TRACE: "1" } });
    expect(traced.stderr).toMatch(/^\s+at /m);
  });

  it.runIf(existsSync("/dev/full"))(
    "tells of output that the system refuses to write as what it is, and no mistake of ours",
    () => {
      const full = openSync("/dev/full", "w");
      onTestFinished(() => closeSync(full));
      const run = spawnSync(process.execPath, command(["explain", "check/unit-mismatch"]), {
        stdio: ["ignore", full, "pipe"],
        env: environment(),
        encoding: "utf8",
      });
      expect(run.stderr).toBe("error: cannot write the output: no space is left\n");
      expect(run.status).toBe(2);
    },
  );

  it("says, where laws that belong to several workspaces were read as one, what to name instead", () => {
    const { "case.json": _, ...law } = smallLaw();
    const below = (folder: string): Record<string, string> =>
      Object.fromEntries(Object.entries(law).map(([path, text]) => [`${folder}/${path}`, text]));
    const one = workspace(below("law"));
    const two = workspace({ ...below("drafts/now"), ...below("law") });
    const commands = [["check"], ["calendar"], ["check", "law"]];
    const runs = cordonMany([{ cwd: one, args: ["check"] }, ...commands.map((args) => ({ cwd: two, args }))]);
    const help = runs.map(({ stderr }) =>
      stderr.split("\n").filter((line) => line.startsWith("help: there is no")),
    );
    const said =
      "help: there is no `cordon.json` at or above the folder, so that all sources below it were read as one law; " +
      "name the folder of the law you mean (drafts/now, law), or call the command there";
    expect(help).toEqual([[], [said], [said], []]);
    expect(runs.map((run) => run.code)).toEqual([0, 1, 1, 0]);
  });

  it("does what an option says how to do, also where nothing else asks for it", () => {
    const { "case.json": _, ...law } = smallLaw();
    const cwd = workspace(law);
    const asked = [
      ["--mutants", "3"],
      ["--score-only"],
      ["--seed", "2"],
      ["--missing", "1", "--write-missing", "named.cordon"],
      ["--missing", "1"],
      [],
    ];
    const runs = cordonMany(asked.map((args) => ({ cwd, args: ["test", "measures.cordon", ...args] })));
    expect(runs.map(({ stdout }) => stdout.includes("Mutants (")).join()).toBe(
      "true,true,true,false,false,false",
    );
    expect(runs.map(({ stderr }) => / written to (\S+);/.exec(stderr)?.[1])).toEqual([
      undefined,
      undefined,
      undefined,
      "named.cordon",
      "unreviewed-scenarios.cordon",
      undefined,
    ]);
  });

  it("colors only where it is asked to", () => {
    const cwd = workspace();
    const mark = "\u001b[";
    expect(cordon(["explain", "x"], { cwd }).stderr).not.toContain(mark);
    expect(cordon(["explain", "x"], { cwd, env: { FORCE_COLOR: "1" } }).stderr).toContain(mark);
    expect(cordon(["explain", "x"], { cwd, env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stderr).not.toContain(
      escape,
    );
  });
});
