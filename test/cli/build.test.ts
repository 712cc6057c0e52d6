import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command, cordon, environment, workspace } from "./run-cli.ts";
import { smallLaw } from "./small-law.ts";

/** Every file below a folder with its text. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}

/** A second measure, so that there is an order to change. */
const SECOND = `
list measure slow_processors "Slow processors" {
  authority trade_act
  cite "99 CFR 2.2"
  topic ai_chips
  origin unilateral
  items 1A001.a
  unless destination in partners
  requires notice to Trade_Office
  from 2026-04-01 by order_2026
}
`;

describe("cordon build", () => {
  it("writes tables, manifest and report", () => {
    const cwd = workspace(smallLaw());
    const run = cordon(["build", "-o", "out"], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: "" });
    expect(run.stderr).toMatchSnapshot();
    const files = contents(join(cwd, "out"));
    expect(Object.keys(files)).toMatchSnapshot();
    const manifest = JSON.parse(files["manifest.json"]!) as { files: { path: string }[] };
    for (const { path } of manifest.files) expect(files).toHaveProperty([path]);
  });

  it("writes the same bytes again, from another folder, and with everything shuffled", () => {
    const sources = smallLaw();
    const text = sources["measures.cordon"]! + SECOND;
    const [head, ...declarations] = text.split(/\n\n(?=[a-z])/);
    const build = (files: Record<string, string>, from = ""): Record<string, string> => {
      const cwd = workspace(files);
      const run =
        from === ""
          ? cordon(["build", "-o", "out"], { cwd })
          : cordon(["build", cwd, "-o", join(cwd, "out")], { cwd: from });
      expect(run.code, run.stderr).toBe(0);
      return contents(join(cwd, "out"));
    };
    const once = build({ ...sources, "measures.cordon": text });
    expect(build({ ...sources, "measures.cordon": text })).toEqual(once);
    expect(build({ ...sources, "measures.cordon": text }, workspace())).toEqual(once);
    const shuffled = [head, ...declarations.reverse()].map((part) => part!.trimEnd()).join("\n\n");
    expect(shuffled).not.toBe(text);
    expect(
      build({
        "measures.cordon": `${shuffled}\n`,
        "trade.cordon": sources["trade.cordon"]!,
        "cordon.json": sources["cordon.json"]!,
        "case.json": "",
      }),
    ).toEqual(once);
  });

  it("writes nothing where the sources have errors, and leaves an earlier build", () => {
    const sources = smallLaw();
    const cwd = workspace(sources);
    expect(cordon(["build"], { cwd }).code).toBe(0);
    const before = contents(join(cwd, "dist"));
    writeFileSync(
      join(cwd, "measures.cordon"),
      sources["measures.cordon"]!.replace("destination in partners", "destination in partnrs"),
    );
    const run = cordon(["build"], { cwd });
    expect(run.stderr).toMatchSnapshot();
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(contents(join(cwd, "dist"))).toEqual(before);
  });

  it("refuses to replace a folder with other files", () => {
    const cwd = workspace({ ...smallLaw(), "docs/plan.txt": "" });
    const run = cordon(["build", "-o", "docs"], { cwd });
    expect(run.stderr).toMatchSnapshot();
    expect(run.code).toBe(2);
    expect(existsSync(join(cwd, "docs/plan.txt"))).toBe(true);
  });

  it("builds for one day and answers for no other", () => {
    const cwd = workspace(smallLaw());
    expect(cordon(["build", "-o", "before", "--as-of", "2026-01-31"], { cwd }).code).toBe(0);
    expect(cordon(["build", "-o", "after", "--as-of", "2026-03-01"], { cwd }).code).toBe(0);
    const input = JSON.stringify({
      act: "shipment",
      departure: "NL",
      destination: "BR",
      item: { family: ["circuit"], tpp: 5000 },
    });
    const ask = (build: string, day: string) =>
      cordon(["eval", "-", "--build", build, "--as-of", day], { cwd, input });
    expect(ask("before", "2026-01-31").stdout).toContain("no requirement");
    expect(ask("after", "2026-03-01").stdout).toContain("license required");
    const other = ask("before", "2026-03-01");
    expect(other.code).toBe(2);
    expect(other.stderr).toMatchSnapshot();
  });

  it("builds for some jurisdictions and answers for no other", () => {
    const sources = smallLaw();
    const other = sources["measures.cordon"]!.replace(
      "module example.chips of XX",
      "module example.other of YY",
    )
      .replaceAll("XX", "YY")
      .replaceAll("XCL", "YCL")
      .replace(/scenario [\s\S]*/, "");
    const cwd = workspace({ ...sources, "other.cordon": other });
    expect(cordon(["build", "--jurisdiction", "XX"], { cwd })).toMatchObject({ code: 0 });
    const files = Object.keys(contents(join(cwd, "dist")));
    expect(files).toContain("XX/list.json");
    expect(files).not.toContain("YY/list.json");
    expect(files).not.toContain("report/YY.html");
    const args = ["eval", "-", "--build", "dist", "--as-of", "2026-03-01"];
    const all = cordon([...args, "--format", "json"], { cwd, input: "{}" });
    expect(JSON.parse(all.stdout)).toMatchObject({ determinations: [{ jurisdiction: "XX" }] });
    const run = cordon([...args, "--jurisdiction", "YY"], { cwd, input: "{}" });
    expect(run.stderr).toMatchSnapshot();
    expect(run.code).toBe(2);
  });

  it("refuses a jurisdiction there is none of", () => {
    const run = cordon(["build", "--jurisdiction", "XY"], { cwd: workspace(smallLaw()) });
    expect(run.stderr).toMatchSnapshot();
    expect(run.code).toBe(2);
  });

  it("builds again when a source changes, survives a mistake, and stops when it is told to", async () => {
    const sources = smallLaw();
    const cwd = workspace(sources);
    const child = spawn(process.execPath, command(["build", "--watch"]), { cwd, env: environment() });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    try {
      let seen = "";
      /** Waits until the output holds the pattern, and drops what came before its end. */
      const until = (pattern: RegExp): Promise<string> =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            const found = pattern.exec(seen);
            if (found === null) return;
            child.stderr.off("data", more);
            const text = seen.slice(0, found.index + found[0].length);
            seen = seen.slice(text.length);
            resolve(text);
          };
          const more = (chunk: Buffer): void => {
            seen += chunk.toString();
            look();
          };
          child.stderr.on("data", more);
          child.once("exit", () => reject(new Error(`ended early: ${seen}`)));
          look();
        });
      await until(/built dist[\s\S]*watching for changes/);
      const file = join(cwd, "measures.cordon");
      const table = (): string => readFileSync(join(cwd, "dist/XX/classification.json"), "utf8");
      expect(table()).toContain("4800");
      writeFileSync(file, sources["measures.cordon"]!.replaceAll("4800 TPP", "4700 TPP"));
      await until(/built dist[\s\S]*watching for changes/);
      expect(table()).toContain("4700");
      writeFileSync(file, sources["measures.cordon"]!.replace("requires", "requres"));
      const failed = await until(/1 error[\s\S]*watching for changes/);
      expect(failed).toContain("requres");
      expect(table()).toContain("4700");
      writeFileSync(file, sources["measures.cordon"]!);
      await until(/built dist[\s\S]*watching for changes/);
      expect(table()).toContain("4800");
      child.kill("SIGINT");
      expect(await ended).toBe(0);
    } finally {
      child.kill("SIGKILL");
    }
  });
});
