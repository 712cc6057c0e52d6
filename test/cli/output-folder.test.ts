import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Unusable } from "../../compiler/cli/exit-codes.ts";
import { replaceFolder, writeFile } from "../../compiler/cli/output-folder.ts";
import { beginGathered, writeWhole } from "../../compiler/output.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cordon-out-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface File {
  readonly path: string;
  readonly text: string;
}

const writeFolder = (target: string, files: readonly File[]): void =>
  replaceFolder(target, (output) => {
    for (const { path, text } of files) writeWhole(output, path, text);
  });

const MANIFEST = (files: string[]) => ({
  path: "manifest.json",
  text: JSON.stringify({ format: "cordon/manifest@1", files: files.map((path) => ({ path })) }),
});

describe("writing a build", () => {
  it("replaces an earlier build whole", () => {
    const out = join(folder, "dist");
    writeFolder(out, [
      MANIFEST(["US/list.json", "NL/list.json"]),
      { path: "US/list.json", text: "1" },
      { path: "NL/list.json", text: "1" },
    ]);
    writeFolder(out, [
      MANIFEST(["US/list.json"]),
      { path: "US/list.json", text: "2" },
      { path: "report/index.html", text: "" },
    ]);
    expect(readFileSync(join(out, "US/list.json"), "utf8")).toBe("2");
    expect(existsSync(join(out, "NL"))).toBe(false);
    expect(readdirSync(folder)).toEqual(["dist"]);
  });

  it("writes into an empty folder", () => {
    const out = join(folder, "empty");
    mkdirSync(out);
    writeFolder(out, [MANIFEST([])]);
    expect(readdirSync(out)).toEqual(["manifest.json"]);
  });

  it("leaves a folder alone that holds a file no build wrote", () => {
    const out = join(folder, "thesis");
    writeFolder(out, [MANIFEST([])]);
    writeFileSync(join(out, "thesis.tex"), "ten years of work");
    expect(() => writeFolder(out, [MANIFEST([])])).toThrow(/holds thesis\.tex, which no build wrote/);
    expect(readFileSync(join(out, "thesis.tex"), "utf8")).toBe("ten years of work");
  });

  it("leaves a folder alone whose manifest is not ours", () => {
    const out = join(folder, "site");
    mkdirSync(out);
    writeFileSync(join(out, "manifest.json"), '{ "name": "site" }');
    expect(() => writeFolder(out, [])).toThrow(Unusable);
  });

  it("never replaces the folder it runs in", () => {
    expect(() => writeFolder(".", [])).toThrow(/holds the folder you are in/);
    expect(() => writeFolder("..", [])).toThrow(/holds the folder you are in/);
  });

  it("writes nothing where a file stands in the way, and leaves no remains", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => writeFolder(join(folder, "file"), [MANIFEST([])])).toThrow(/is not a folder/);
    expect(() => writeFolder(join(folder, "file", "dist"), [MANIFEST([])])).toThrow(/nothing was changed/);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("keeps the old build when the new one cannot be written", () => {
    const out = join(folder, "dist");
    writeFolder(out, [MANIFEST(["a.json"]), { path: "a.json", text: "old" }]);
    const clash = [
      MANIFEST(["a.json"]),
      { path: "a.json", text: "new" },
      { path: "a.json/b.json", text: "" },
    ];
    expect(() => writeFolder(out, clash)).toThrow(Unusable);
    expect(readFileSync(join(out, "a.json"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["dist"]);
  });

  it("keeps the old build when the new one breaks off half way", () => {
    const out = join(folder, "dist");
    writeFolder(out, [MANIFEST(["a.json"]), { path: "a.json", text: "old" }]);
    const broken = (): void =>
      replaceFolder(out, (output) => {
        output.begin("a.json").write("half");
        throw new Error("no further");
      });
    expect(broken).toThrow("no further");
    expect(readFileSync(join(out, "a.json"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["dist"]);
  });

  it("writes files side by side, piece by piece", () => {
    const out = join(folder, "dist");
    const rows = replaceFolder(out, (output) => {
      const [a, b] = [beginGathered(output, "a.txt"), beginGathered(output, "b/b.txt")];
      for (let i = 0; i < 30_000; i++) {
        a.write(`é${i}\n`);
        b.write(`𝒃${i}\n`);
      }
      a.end();
      b.end();
      return 30_000;
    });
    expect(rows).toBe(30_000);
    const expected = (letter: string): string =>
      Array.from({ length: rows }, (_, i) => `${letter}${i}\n`).join("");
    expect(readFileSync(join(out, "a.txt"), "utf8")).toBe(expected("é"));
    expect(readFileSync(join(out, "b/b.txt"), "utf8")).toBe(expected("𝒃"));
  });

  it("refuses a path that leaves the folder", () => {
    expect(() => writeFolder(join(folder, "dist"), [{ path: "../outside.json", text: "" }])).toThrow(
      /outside/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("writing a file", () => {
  it("replaces it, and says why it cannot", () => {
    const path = join(folder, "a.cordon");
    writeFile(path, "1");
    writeFile(path, "2");
    expect(readFileSync(path, "utf8")).toBe("2");
    expect(() => writeFile(join(folder, "none", "a.cordon"), "")).toThrow(/there is no such folder/);
    expect(readdirSync(folder)).toEqual(["a.cordon"]);
  });
});
