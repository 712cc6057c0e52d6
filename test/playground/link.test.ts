import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeFragment, encodeProgram, LIMITS } from "../../lsp/playground/link.ts";
import { isPath, type Program } from "../../lsp/playground/program.ts";

const PROGRAM: Program = {
  files: { "law.cordon": "module law // 半导体 🙂\n", "lists/a.csv": "name\n" },
  open: "law.cordon",
  question: { json: '{ "act": "shipment"', asOf: "2026-02-01" },
};

/** A fragment with any content, well made or not. */
const fragmentOf = (content: string | Uint8Array): string =>
  `#program=${deflateRawSync(content).toString("base64url")}`;
const withParts = (parts: object): string => fragmentOf(JSON.stringify({ version: 1, ...PROGRAM, ...parts }));

describe("a program in a link", () => {
  it("comes back as it was", async () => {
    const fragment = await encodeProgram(PROGRAM);
    expect(fragment).toMatch(/^#program=[\w-]+$/);
    expect(await decodeFragment(fragment!)).toEqual({ kind: "program", program: PROGRAM });
  });

  it("is not made where it would be too long", async () => {
    let noise = "";
    // Text that does not get shorter: a linear congruential generator.
    for (let state = 1; noise.length < LIMITS.fragment * 1.5; ) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      noise += state.toString(36);
    }
    expect(await encodeProgram({ ...PROGRAM, files: { "law.cordon": noise } })).toBeNull();
  });

  it("names an example, or nothing", async () => {
    expect(await decodeFragment("")).toEqual({ kind: "none" });
    expect(await decodeFragment("#")).toEqual({ kind: "none" });
    expect(await decodeFragment("#example=us-chips")).toEqual({ kind: "example", id: "us-chips" });
  });
});

describe("a link of a stranger", () => {
  const refusals: Readonly<Record<string, string>> = {
    "is something else": "#top",
    "is empty": "#program=",
    "has letters that no link has": "#program=<script>",
    "is cut off": withParts({}).slice(0, -20),
    "is not deflated": `#program=${Buffer.from("plain text").toString("base64url")}`,
    "holds bytes that are no text": fragmentOf(Uint8Array.of(0xff, 0xfe, 0xfd)),
    "holds no JSON": fragmentOf("{"),
    "holds a number": fragmentOf("7"),
    "holds null": fragmentOf("null"),
    "is of another version": withParts({ version: 2 }),
    "holds no files": withParts({ files: {} }),
    "holds files in a list": withParts({ files: ["law"] }),
    "holds no source": withParts({ files: { "a.csv": "" } }),
    "holds a text that is none": withParts({ files: { "law.cordon": 7 } }),
    "reaches out of its folder": withParts({ files: { "../law.cordon": "" } }),
    "holds a hidden file": withParts({ files: { ".git/x.cordon": "" } }),
    "holds a program of something else": withParts({ files: { "law.cordon": "", "package.json": "{}" } }),
    "holds too many files": withParts({
      files: Object.fromEntries(Array.from({ length: LIMITS.files + 1 }, (_, at) => [`f${at}.cordon`, ""])),
    }),
    "is a bomb": fragmentOf("0".repeat(LIMITS.text * 4)),
    "is too long": `#program=${"A".repeat(LIMITS.fragment)}`,
  };

  it.each(Object.entries(refusals))("that %s is refused with one sentence", async (_, fragment) => {
    const linked = await decodeFragment(fragment);
    expect(linked).toMatchObject({ kind: "refused" });
    expect(linked.kind === "refused" && linked.reason).toMatch(/^This link .*\.$/);
  });

  it("keeps what it may of a program whose question is odd", async () => {
    const linked = await decodeFragment(
      withParts({ open: "__proto__", question: { json: 7, asOf: "yesterday" } }),
    );
    expect(linked).toEqual({
      kind: "program",
      program: { ...PROGRAM, question: { json: "", asOf: "" } },
    });
  });
});

describe("a path", () => {
  it.each(["law.cordon", "cordon.json", "us/base.cordon", "us/lists/us-entity-list.csv"])(
    "may be %s",
    (path) => {
      expect(isPath(path)).toBe(true);
    },
  );
  it.each([
    "",
    "/law.cordon",
    "a/../law.cordon",
    "a//b.cordon",
    "law.js",
    "a b.cordon",
    "us/cordon.json",
    "package.json",
    "x\n.cordon",
  ])("may not be %j", (path) => {
    expect(isPath(path)).toBe(false);
  });
});
