import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cordon, workspace } from "../cli/run-cli.ts";
import { writeDmn } from "./support/write-dmn.ts";

const fixture = (name: string): string => join(import.meta.dirname, "fixtures", name);

describe("cordon import", () => {
  it("prints the tables of a file and ends clean", () => {
    const { code, stdout, stderr } = cordon(["import", "--from", "dmn", fixture("permits.dmn")]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Berth: 4 rules, 2 inputs, 1 output, UNIQUE\n");
  });

  it("ends with findings where the analysis finds a conflict", () => {
    const { code, stdout } = cordon(["import", "--from", "dmn", fixture("permits.dmn"), "--analyze"]);
    expect(code).toBe(1);
    expect(stdout).toContain('error conflict: rules 2 and 3 both match Tons = 500, Cargo = "bulk"');
  });

  it("says once why a table is not analyzed", () => {
    const folder = workspace({
      "one.dmn": writeDmn({ inputs: [["x", "number"]], rules: ["<=<0 | 1", "> 0 | 2"] }),
    });
    const { code, stdout } = cordon(["import", "--from", "dmn", "one.dmn", "--analyze"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout.match(/cannot read "<=<0"/g)).toHaveLength(1);
    expect(stdout).toContain("error not analyzed, because of what could not be read");
  });

  it("writes the tables as JSON, numbers as text, and prints the same with --format json", () => {
    const folder = workspace({
      "one.dmn": writeDmn({ inputs: [["x", "number"]], rules: ["(0.1..7] | 1", "<= 0.1, > 7 | 2"] }),
    });
    const args = ["import", "--from", "dmn", "one.dmn", "--analyze", "--format", "json", "-o", "one.json"];
    const { code, stdout } = cordon(args, { cwd: folder });
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "one.json"), "utf8")).toBe(stdout);
    const { format, tables } = JSON.parse(stdout) as {
      format: string;
      tables: { rules: { inputs: unknown[] }[]; analysis: { gaps: unknown[] } }[];
    };
    expect(format).toBe("cordon-decision-tables/1");
    expect(tables[0]!.rules[0]!.inputs).toEqual([
      {
        text: "(0.1..7]",
        tests: [{ from: { number: "0.1" }, fromClosed: false, to: { number: "7" }, toClosed: true }],
      },
    ]);
    expect(tables[0]!.analysis.gaps).toEqual([]);
  });

  it("names the place of what it cannot read", () => {
    const { code, stdout } = cordon(["import", "--from", "dmn", fixture("unreadable.dmn")]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/error .*unreadable\.dmn:10:\d+ decision "Grade", rule 1, input 1: cannot read/);
  });

  it("cannot use a file that is no DMN, and asks for the language", () => {
    const other = cordon(["import", "--from", "dmn", "-"], { input: "<a/>" });
    expect([other.code, other.stdout]).toEqual([2, ""]);
    expect(other.stderr).toContain("cannot read standard input: expected the definitions of DMN");
    expect(cordon(["import", fixture("permits.dmn")]).code).toBe(2);
  });
});
