import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cordon, cordonMany, workspace } from "./run-cli.ts";

const folder = join(import.meta.dirname, "bad");
const programs = readdirSync(folder)
  .filter((name) => name.endsWith(".cordon"))
  .sort();

/** Names and sizes of generated texts that are hard on a parser. */
const EXTREME: readonly (readonly [name: string, text: () => string])[] = [
  ["one line of ten million characters", () => `module bad.m ${"x".repeat(10_000_000)}`],
  ["one line of many words", () => "when ".repeat(2_000_000)],
  ["one text of ten million characters", () => `module bad.m\ngroup near "${"x".repeat(10_000_000)}" = NO`],
  ["brackets ten thousand deep", () => `module bad.m\ndefine deep = ${"(".repeat(10_000)}`],
  ["ten million brackets", () => "(".repeat(10_000_000)],
  ["ten million braces in a definition", () => `module bad.m\ndefine deep = ${"{".repeat(10_000_000)}`],
  ["braces ten thousand deep", () => `module bad.m\n${"group a { ".repeat(10_000)}`],
  ["not ten thousand times", () => `module bad.m\ndefine deep = ${"not ".repeat(10_000)}yes`],
  ["a hundred thousand limbs", () => `module bad.m\ndefine wide = any of { ${"a = b, ".repeat(100_000)} }`],
  ["null characters", () => "\0".repeat(100_000)],
  ["lone halves of surrogate pairs as replacement characters", () => "module bad.m\ngroup \ufffd\ufffd = NO"],
  ["a byte order mark in the middle", () => "module bad.m\n\ufeffgroup near = NO"],
];

describe("bad programs", () => {
  it("are at least forty", () => {
    expect(programs.length).toBeGreaterThanOrEqual(40);
  });

  it("are each answered with their message", { timeout: 120_000 }, () => {
    const cwd = workspace();
    const tasks = programs.map((name) => {
      const own = join(cwd, name.replace(/\.cordon$/, ""));
      mkdirSync(own);
      copyFileSync(join(folder, name), join(own, name));
      return { cwd: own, args: ["check", name] };
    });
    cordonMany(tasks).forEach(({ code, stdout, stderr }, index) => {
      expect.soft(stdout).toMatchSnapshot(programs[index]!);
      expect({ code, stderr }, programs[index]).toEqual({ code: 1, stderr: "" });
    });
  });

  it.each(EXTREME)("%s are answered without a crash and in little output", (_, text) => {
    const cwd = workspace({ "a.cordon": text() });
    const { code, stdout, stderr } = cordon(["check", "a.cordon"], { cwd });
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^(?:error|warning)\[/m);
    expect(stdout.length).toBeLessThan(200_000);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(1_000);
  });

  it("a file that is no text is refused", () => {
    const cwd = workspace({ "a.cordon": "" });
    const { code, stderr } = cordon(["check", "a.cordon", "b.cordon"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatchSnapshot();
  });
});
