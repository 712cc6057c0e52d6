/** The runtime's sentences are read back for what they are, and each has words on every page. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refusalTexts, remarkTexts } from "../../compiler/explorer/remark-texts.ts";
import { REMARKS, type RemarkName, remark, remarked } from "../../compiler/runtime/remarks.ts";

const names = Object.keys(REMARKS) as RemarkName[];

/** Something unmistakable for every place of a remark, with marks that a pattern could stumble over. */
function filled(name: RemarkName): Readonly<Record<string, string>> {
  const places = [...REMARKS[name].matchAll(/\{(\w+)\}/g)].map(([, place]) => place!);
  return Object.fromEntries(places.map((place) => [place, `‹${place}.$1(*)›`]));
}

describe("what the runtime says beside a verdict", () => {
  it.each(names)("is read back from its sentence: %s", (name) => {
    const places = filled(name);
    const sentence: string = Reflect.apply(remark, null, [name, places]);
    expect(sentence).not.toMatch(/[{}]/);
    expect(remarked(sentence)).toEqual({ name, places });
  });

  it("is nothing else than what it is", () => {
    expect(remarked("")).toBeNull();
    expect(remarked("the law of XX was read")).toBeNull();
    expect(remarked("codes is stated, the stated value counts")).toBeNull();
  });

  it("reads a code with its scheme, whatever the code is", () => {
    const sentence = "ECCN 3A001 b does not exist on 2024-01-01; it is ignored";
    expect(remarked(sentence)).toEqual({
      name: "noSuchCode",
      places: { scheme: "ECCN", code: "3A001 b", day: "2024-01-01" },
    });
  });

  it.each(names)("has words in every language that say what fills its places: %s", (name) => {
    const places = filled(name);
    for (const [language, texts] of Object.entries(remarkTexts)) {
      const told: string = Reflect.apply(texts[name], null, [places]);
      for (const place of Object.values(places)) expect(told).toContain(place);
      const bare = Object.values(places).reduce((text, place) => text.replace(place, ""), told);
      expect(/\p{Script=Han}/u.test(bare), told).toBe(language === "zh");
      if (language === "zh") expect(bare).not.toMatch(/\p{Script=Latin}/u);
    }
  });
});

describe("why a fact is refused", () => {
  it("is said in Chinese for every code that the runtime has", () => {
    const folder = new URL("../../compiler/runtime/cases/", import.meta.url);
    const codes = readdirSync(folder)
      .filter((file) => /^case.*\.ts$/.test(file))
      .flatMap((file) => [...readFileSync(new URL(file, folder), "utf8").matchAll(/"(case\/[a-z-]+)"/g)])
      .map(([, code]) => code!);
    expect(codes.length).toBeGreaterThan(15);
    expect(Object.keys(refusalTexts.zh).sort()).toEqual([...new Set(codes)].sort());
  });
});
