import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printProgram } from "../../compiler/print/program.ts";
import { checkSource } from "../support/carets.ts";

/** Programs without findings, and beside each what the checker made of it (the parts that are the program's own). */
const folder = join(import.meta.dirname, "programs");

/** Paragraphs of the printed program that belong to the module `demo`, and the scenarios. */
function own(printed: string): string {
  const paragraphs = printed.split(/\n(?=\S)/);
  return `${paragraphs.filter((p) => /^\S.* demo\.|^scenario /.test(p.split("\n")[0]!)).join("\n")}\n`;
}

describe("checked programs", () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith(".cordon")))("%s", async (name) => {
    const { result, findings } = checkSource(readFileSync(join(folder, name), "utf8"));
    expect(findings.filter((f) => f.severity !== "hint").map((f) => `${f.code}: ${f.message}`)).toEqual([]);
    await expect(own(printProgram(result.program))).toMatchFileSnapshot(
      join(folder, name.replace(".cordon", ".txt")),
    );
  });
});
