import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parse.ts";

const codes = (text: string): string[] => parse("a.cordon", text).diagnostics.map(({ code }) => code);

/** One character of each sort that cannot be seen, by what it is called. */
const HIDDEN: readonly (readonly [character: string, name: string])[] = [
  ["\u00ad", "U+00AD (soft hyphen)"],
  ["\u034f", "U+034F (grapheme joiner)"],
  ["\u061c", "U+061C (Arabic letter mark)"],
  ["\u200b", "U+200B (zero-width space)"],
  ["\u200c", "U+200C (zero-width non-joiner)"],
  ["\u200d", "U+200D (zero-width joiner)"],
  ["\u200f", "U+200F (right-to-left mark)"],
  ["\u2028", "U+2028 (line separator)"],
  ["\u202a", "U+202A (left-to-right embedding)"],
  ["\u202e", "U+202E (right-to-left override)"],
  ["\u2060", "U+2060 (word joiner or invisible operator)"],
  ["\u2066", "U+2066 (left-to-right isolate)"],
  ["\u3164", "U+3164 (Hangul filler)"],
  ["\ufeff", "U+FEFF (byte order mark)"],
  ["\ufff9", "U+FFF9 (annotation mark)"],
  ["\u{e0041}", "U+E0041 (tag)"],
];

describe("a character that cannot be seen", () => {
  it.each(HIDDEN)("%j is an error in code, in a text and in a quoted code", (character, name) => {
    for (const [text, where] of [
      [`group zone = CN, ${character}HK`, "the code"],
      [`group zo${character}ne = CN`, "the code"],
      [`group zone "Zo${character}ne" = CN`, "a text"],
      [`group zone = eccn '3A${character}090'`, "a text"],
    ] as const) {
      const found = parse("a.cordon", text).diagnostics.filter(
        ({ code }) => code === "syntax/hidden-character",
      );
      expect(found, JSON.stringify(text)).toMatchObject([
        {
          severity: "error",
          message: `the character ${name} in ${where} cannot be seen`,
          fixes: [{ title: "remove it" }],
        },
      ]);
      const [edit] = found[0]!.fixes[0]!.edits;
      const mended = text.slice(0, edit!.span.start) + edit!.newText + text.slice(edit!.span.end);
      expect(mended).toBe(text.replace(character, ""));
    }
  });

  it.each(HIDDEN)("%j is a warning in a comment", (character, name) => {
    for (const comment of ["//", "///"]) {
      const found = parse("a.cordon", `${comment} all of ${character} it\ngroup zone = CN`).diagnostics;
      expect(found).toMatchObject([
        {
          code: "syntax/hidden-in-comment",
          severity: "warning",
          message: `the character ${name} in a comment cannot be seen`,
        },
      ]);
    }
  });

  it("is told once, not as a character the language does not know as well", () => {
    expect(codes("group zone = CN,\u202e HK")).toEqual(["syntax/hidden-character"]);
  });

  it("is found wherever it stands among texts and comments", () => {
    const text = `group a "x\u200b" = CN // \u200b\ngroup b = NO\u200b // "\u200b"\ngroup c "//\u200b" = NO`;
    expect(codes(text)).toEqual([
      "syntax/hidden-character",
      "syntax/hidden-in-comment",
      "syntax/hidden-character",
      "syntax/hidden-in-comment",
      "syntax/hidden-character",
    ]);
  });

  it("is no mistake where writing needs it", () => {
    for (const writing of [
      "中华人民共和国、香港特别行政区",
      "外国為替及び外国貿易法（昭和二十四年）",
      "대외무역법 제19조",
      "می‌خواهم و श्रीमान् क्‍ष",
      "👩‍🔬 👨‍👩‍👧‍👦 ❤️‍🔥 🏳️‍🌈",
      "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
      "tpp\u00a04800",
    ])
      expect(codes(`group zone "${writing}" = CN // ${writing}`), writing).toEqual([]);
  });

  it("is no byte order mark where that belongs", () => {
    expect(codes("\ufeffgroup zone = CN")).toEqual([]);
  });
});
