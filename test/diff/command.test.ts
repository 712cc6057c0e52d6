import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cordon, cordonMany, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";

function git(cwd: string, ...args: string[]): void {
  const identity = [
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd, encoding: "utf8" });
  expect(status, stderr).toBe(0);
}

/** A repository with the small law committed below a folder, and a lower threshold in the working tree. */
function repository(): string {
  const files = smallLaw();
  const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`law/${path}`, text]));
  const folder = workspace(below);
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  const lower = files["measures.cordon"]!.replace("tpp >= 4800", "tpp >= 2400");
  writeFileSync(join(folder, "law", "measures.cordon"), lower);
  return join(folder, "law");
}

describe("cordon diff", () => {
  it("compares a revision with the working tree, and fails on what it is told to", () => {
    const cwd = repository();
    const [plain, failing, passing, page, json] = cordonMany([
      { cwd, args: ["diff", "HEAD"] },
      { cwd, args: ["diff", "HEAD", ".", "--fail-on", "tighter"] },
      { cwd, args: ["diff", "HEAD", ".", "--fail-on", "looser", "--format", "md"] },
      { cwd, args: ["diff", "HEAD", ".", "--format", "html"] },
      { cwd, args: ["diff", "HEAD", "HEAD", "--format", "json", "--fail-on", "any"] },
    ]);
    expect([plain?.code, failing?.code, passing?.code, page?.code, json?.code]).toEqual([0, 1, 0, 0, 0]);
    expect(plain?.stdout).toContain("HEAD → .: 1 tighter");
    expect(plain?.stdout).toContain(">= 2400 TPP and < 4800 TPP");
    expect(passing?.stdout).toContain("### Changes of answers");
    expect(page?.stdout).toContain("<!doctype html>");
    // what was edited is called by its title, in whatever format
    for (const told of [plain, passing, page]) expect(told?.stdout).toContain("Fast processors");
    expect(JSON.parse(json?.stdout ?? "")).toMatchObject({ changes: [], texts: [], notes: [] });
  });

  it("says in a sentence what it cannot compare", () => {
    const cwd = repository();
    mkdirSync(join(cwd, "built"));
    writeFileSync(join(cwd, "built", "manifest.json"), "{}");
    const unknown = cordon(["diff", "no-such-revision"], { cwd });
    expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
    expect(unknown.stderr).toContain("no-such-revision is neither a folder nor a git revision");
    const built = cordon(["diff", "built", "."], { cwd });
    expect(built.code).toBe(2);
    expect(built.stderr).toContain("built holds no whole build: manifest.json");
  });
});

describe("cordon diff --case", () => {
  it("refuses a case that a law does not know, as eval does, and compares nothing", () => {
    const cwd = repository();
    const cases: Readonly<Record<string, [facts: string, message: string]>> = {
      "word.json": [
        '{"act":"theft"}',
        "word.json does not fit the law of HEAD: act: `theft` is none of the values",
      ],
      "fact.json": ['{"color":"red"}', "color: there is no fact `color`"],
      "unit.json": ['{"item":{"tpp":"5 kg"}}', "item.tpp: `kg` does not measure the same as `TPP`"],
      "many.json": ["[{},{}]", "many.json holds more than one case"],
      "none.json": ["[]", "none.json holds no case"],
      "text.json": ["[1", "text.json:1:3"],
    };
    for (const [file, [text]] of Object.entries(cases)) writeFileSync(join(cwd, file), text);
    const runs = cordonMany(
      Object.keys(cases).map((file) => ({ cwd, args: ["diff", "HEAD", ".", "--case", file] })),
    );
    for (const [i, [, message]] of Object.values(cases).entries()) {
      expect([runs[i]?.code, runs[i]?.stdout]).toEqual([2, ""]);
      expect(runs[i]?.stderr).toContain(message);
    }
  });

  it("asks about the transactions with its facts alone, whatever its name and day", () => {
    const cwd = repository();
    writeFileSync(
      join(cwd, "case.json"),
      '{"case":"small","asOf":"2026-03-01","item":{"family":["circuit"],"tpp":"2400 TPP"}}',
    );
    const run = cordon(["diff", "HEAD", ".", "--case", "case.json"], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("1 tighter");
    expect(run.stdout).toContain('"tpp":"2400 TPP"');
  });
});

describe("cordon diff with errors in a law", () => {
  it("could not run, so that nobody takes it for a forbidden change", () => {
    const cwd = repository();
    writeFileSync(join(cwd, "broken.cordon"), "measure {\n");
    const [now, same] = cordonMany([
      { cwd, args: ["diff", "HEAD", "--fail-on", "any"] },
      { cwd, args: ["diff", "HEAD", "HEAD"] },
    ]);
    expect([now?.code, now?.stdout]).toEqual([2, ""]);
    expect(now?.stderr).toContain("broken.cordon:1");
    expect(same?.code).toBe(0);
    git(cwd, "add", ".");
    git(cwd, "commit", "-q", "-m", "broken");
    const before = cordon(["diff", "HEAD", "HEAD~1", "--fail-on", "any"], { cwd });
    expect([before.code, before.stdout]).toEqual([2, ""]);
    expect(before.stderr).toContain("the sources as of HEAD have errors");
  });
});

describe("cordon compare", () => {
  it("says in a sentence what is wrong with its arguments", () => {
    const cwd = workspace(smallLaw());
    const day = ["--as-of", "2026-02-01"];
    const [one, unknown, where, proposal] = cordonMany([
      { cwd, args: ["compare", "XX", ...day] },
      { cwd, args: ["compare", "XX", "YY", ...day] },
      { cwd, args: ["compare", "XX", "YY", ...day, "--where", "destinatoin = BR"] },
      { cwd, args: ["compare", "XX", "XY", ...day, "--with", "nothing"] },
    ]);
    expect([one?.code, unknown?.code, where?.code, proposal?.code]).toEqual([2, 2, 2, 2]);
    expect(one?.stderr).toContain("needs two jurisdictions");
    expect(unknown?.stderr).toContain("there is no jurisdiction YY");
    expect(where?.stderr).toContain("at character 1");
  });
});
