import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../compiler/index.ts";
import { cordon, workspace } from "./run-cli.ts";
import { smallLaw } from "./small-law.ts";

const WHOLE = {
  act: "shipment",
  departure: "NL",
  destination: "BR",
  item: { family: ["circuit"], tpp: "5000 TPP" },
};
const DAY = ["--as-of", "2026-03-01"];

function law(): string {
  return workspace(smallLaw());
}

function evaluate(cwd: string, facts: unknown, args: readonly string[] = DAY) {
  return cordon(["eval", "-", ...args], { cwd, input: JSON.stringify(facts) });
}

function answer(cwd: string, facts: unknown, args: readonly string[] = DAY): Answer {
  return JSON.parse(evaluate(cwd, facts, [...args, "--format", "json"]).stdout) as Answer;
}

describe("cordon eval", () => {
  it("answers a whole case", () => {
    const cwd = law();
    const run = evaluate(cwd, WHOLE);
    expect(run.stdout).toMatchSnapshot();
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(answer(cwd, WHOLE)).toMatchSnapshot();
  });

  it("says of a case with a day of its own that it is the one that counts, where another was asked about", () => {
    const cwd = law();
    const early = { ...WHOLE, asOf: "2026-01-31" };
    const own = "standard input states a day of its own as `asOf`, 2026-01-31, and that counts";
    const note = `note: ${own}; \`--as-of 2026-03-01\` is for cases that state none\n`;
    expect(evaluate(cwd, early).stderr).toBe(note);
    const explained = cordon(["explain", "--case", "-", ...DAY], { cwd, input: JSON.stringify(early) });
    expect([explained.stderr, explained.stdout.split("\n")[0]]).toEqual([note, "Case, on 2026-01-31"]);
    expect(evaluate(cwd, early, ["--as-of", "2026-01-31"]).stderr).toBe("");
    expect(evaluate(cwd, early, []).stderr).toBe("");
    const many = evaluate(
      cwd,
      [WHOLE, early, { ...WHOLE, knownAt: "2026-01-01" }],
      [...DAY, "--known-at", "2026-02-01"],
    );
    expect(many.stderr).toBe(
      "note: 1 of 3 cases states a day of its own as `asOf`, such as standard input:1 2026-01-31, and that counts; `--as-of 2026-03-01` is for cases that state none\n" +
        "note: 1 of 3 cases states a day of its own as `knownAt`, such as standard input:1 2026-01-01, and that counts; `--known-at 2026-02-01` is for cases that state none\n",
    );
  });

  it("explains what decided and what did not", () => {
    expect(evaluate(law(), WHOLE, [...DAY, "--explain"]).stdout).toMatchSnapshot();
  });

  it("never says that an empty transaction is free, and asks for what would settle it", () => {
    const cwd = law();
    const run = evaluate(cwd, {});
    expect(run.stdout).toMatchSnapshot();
    expect(run).toMatchObject({ code: 3, stderr: "" });
    const { determinations } = answer(cwd, {});
    expect(determinations).toHaveLength(1);
    expect(determinations[0]!.verdict).toBe("undetermined");
    expect(determinations[0]!.atMost).toBe("license_required");
    expect(determinations[0]!.missing.map((fact) => fact.path)).toContain("item.tpp");
  });

  it("reads many cases from an array and from lines, and answers in order", () => {
    const cwd = law();
    const cases = [
      { ...WHOLE, case: "one" },
      { case: "two" },
      { ...WHOLE, case: "three", destination: "NO" },
    ];
    const array = evaluate(cwd, cases, [...DAY, "--format", "json"]);
    expect(array.code).toBe(3);
    const answers = JSON.parse(array.stdout) as Answer[];
    expect(answers.map((a) => [a.case, a.determinations[0]!.verdict])).toEqual([
      ["one", "license_required"],
      ["two", "undetermined"],
      ["three", "no_requirement"],
    ]);
    const lines = cordon(["eval", "-", ...DAY, "--format", "ndjson"], {
      cwd,
      input: cases.map((c) => JSON.stringify(c)).join("\n"),
    });
    expect(lines.code).toBe(3);
    expect(
      lines.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Answer),
    ).toEqual(answers);
  });

  it("takes the day from the case before the one on the command line", () => {
    const cwd = law();
    expect(answer(cwd, { ...WHOLE, asOf: "2026-01-31" }).determinations[0]!.verdict).toBe("no_requirement");
    expect(answer(cwd, { ...WHOLE, knownAt: "2026-01-09" }).determinations[0]!.verdict).toBe(
      "no_requirement",
    );
    const without = evaluate(cwd, WHOLE, []);
    expect(without.code).toBe(2);
    expect(without.stderr).toMatchSnapshot();
  });

  it.each([
    ["a number sent as text", { ...WHOLE, item: { tpp: "5000" } }],
    ["an unknown country", { ...WHOLE, destination: "QQ" }],
    ["a unit of another kind", { ...WHOLE, item: { tpp: "5000 nm" } }],
    ["an unknown fact", { ...WHOLE, destinaton: "BR" }],
    ["a list of cases with a wrong one", [WHOLE, { ...WHOLE, act: 7 }]],
    ["no object", 5],
  ])("refuses %s with one clear error", (_, facts) => {
    const cwd = law();
    const run = evaluate(cwd, facts);
    expect(run.stderr).toMatchSnapshot();
    expect(run.stderr.match(/^error/gm)).toHaveLength(1);
    expect(run.code).toBe(2);
  });

  it("states refusals in JSON as well, in the place of the answer", () => {
    const run = evaluate(law(), [WHOLE, { case: "bad", act: 7 }], [...DAY, "--format", "json"]);
    const [, refused] = JSON.parse(run.stdout) as unknown[];
    expect(refused).toMatchObject({ case: "bad", problems: [{ path: "act" }] });
    expect(run.code).toBe(2);
  });

  it("refuses a jurisdiction there is none of", () => {
    const run = evaluate(law(), WHOLE, [...DAY, "--jurisdiction", "XY"]);
    expect(run.stderr).toMatchSnapshot();
    expect(run.code).toBe(2);
  });

  it("answers from a build as from the sources", () => {
    const cwd = law();
    expect(cordon(["build"], { cwd }).code).toBe(0);
    const fromBuild = answer(cwd, WHOLE, [...DAY, "--build", "dist"]);
    expect(fromBuild).toEqual(answer(cwd, WHOLE));
    expect(answer(cwd, {}, [...DAY, "--build", "dist"])).toEqual(answer(cwd, {}));
  });

  it("does not answer from a build that was changed", () => {
    const cwd = law();
    expect(cordon(["build"], { cwd }).code).toBe(0);
    const tables = readdirSync(join(cwd, "dist/XX"));
    const path = join(cwd, "dist/XX", tables.find((name) => name === "list.json")!);
    writeFileSync(path, readFileSync(path, "utf8").replace("license_required", "notification_required"));
    const run = evaluate(cwd, WHOLE, [...DAY, "--build", "dist"]);
    expect(run.stderr).toMatchSnapshot();
    expect(run).toMatchObject({ code: 2, stdout: "" });
  });

  it("does not answer from sources with errors", () => {
    const sources = smallLaw();
    const cwd = workspace({
      ...sources,
      "measures.cordon": sources["measures.cordon"]!.replace("requires", "requres"),
    });
    const run = evaluate(cwd, WHOLE);
    expect(run.stderr).toMatchSnapshot();
    expect(run).toMatchObject({ code: 1, stdout: "" });
  });

  it("prints no control sequence of a case", () => {
    const run = evaluate(law(), { ...WHOLE, case: "\u001b[2Jclear \u202e" });
    expect(run.stdout).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    expect(run.stdout).toContain("<U+001B>");
  });
});
