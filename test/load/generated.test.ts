import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

it("the validator of the manifest is what `npm run generate` makes of the schema, and makes no code itself", () => {
  const room = resolve(import.meta.dirname, "../../compiler/load");
  const folder = mkdtempSync(join(tmpdir(), "cordon-validator-"));
  try {
    execFileSync(process.execPath, [join(room, "generate.mjs"), folder], { stdio: "pipe" });
    for (const name of ["manifest-validator.gen.js", "manifest-validator.gen.d.ts"]) {
      const committed = readFileSync(join(room, name), "utf8");
      expect(committed).toBe(readFileSync(join(folder, name), "utf8"));
      expect(committed).not.toMatch(/\beval\(|\bFunction\(/);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
