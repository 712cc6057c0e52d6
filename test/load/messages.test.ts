import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadMessages } from "../../compiler/load/messages.ts";
import { findMessage, messageCodes, nearCodes } from "../../compiler/messages.ts";

const folder = join(import.meta.dirname, "../../compiler/load");
const sources = readdirSync(folder)
  .filter((name) => name.endsWith(".ts") && name !== "messages.ts")
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");

describe("findings of loading", () => {
  it.each(Object.entries(loadMessages))("%s is reported somewhere and has a page", (code, entry) => {
    expect(sources).toContain(`"${code}"`);
    const { why, wrong, right } = entry.page;
    expect(why).toMatch(/^[A-Z].*\.$/s);
    expect(wrong).not.toBe("");
    expect(right).not.toBe("");
    expect(wrong).not.toBe(right);
  });
});

describe("the registry of findings", () => {
  it("finds a finding of every area by its code", () => {
    for (const area of ["syntax", "bind", "check", "workspace", "data", "suppress"]) {
      const code = [...messageCodes].find((known) => known.startsWith(`${area}/`));
      expect(code).toBeDefined();
      expect(findMessage(code!)?.page.why).not.toBe("");
    }
    expect(findMessage("check/nonsense")).toBeNull();
    expect(findMessage("toString")).toBeNull();
  });

  it("has codes of an area and a name in kebab case", () => {
    expect([...messageCodes].filter((code) => !/^[a-z]+\/[a-z]+(?:-[a-z]+)*$/.test(code))).toEqual([]);
  });

  it("suggests codes for a misspelt one and for a name without its area", () => {
    expect(nearCodes("data/bad-cel")).toEqual(["data/bad-cell"]);
    expect(nearCodes("stale")).toContain("suppress/stale");
  });
});
