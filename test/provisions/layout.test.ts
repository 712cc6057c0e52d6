import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { format } from "../../grammar/format/format.ts";

const folder = join(import.meta.dirname, "scenarios");
const files = readdirSync(folder).filter((name) => name.endsWith(".cordon"));

describe("the scenarios of the provisions", () => {
  it("are there", () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(files)("%s is laid out", async (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(await format(name, text)).toBe(text);
  });
});
