import { describe, expect, it } from "vitest";
import { HOSTILE, siteSaying } from "./hostile-site.ts";

describe.each(HOSTILE)("a law that says %s everywhere", (_, said) => {
  const files = siteSaying(said, null);

  it("has every kind of page", () => {
    const pages = [...files.keys()].map((path) => path.replace(/^report\//, ""));
    for (const name of ["index", "coverage", "changes", "matrix", "timeline", "search", "citations", "map"])
      for (const folder of ["", "zh/"])
        for (const form of ["html", "md"]) expect(pages).toContain(`${folder}${name}.${form}`);
  });

  it("says what its catalog says on the Chinese pages", () => {
    const page = (name: string): string => files.get(`report/${name}`) ?? "";
    // what is translated is no text of another language; acts, which are not, are
    const [, heading] = page("zh/measure/law.chips.html").match(/<h1[^>]*>(.*?)<\/h1>/s) ?? [];
    expect(heading?.trim()).toMatch(/./);
    expect(heading).not.toContain("lang=");
    expect(page("zh/measure/law.chips.html")).toMatch(/<a [^>]*lang="en"/);
  });

  it("keeps it a text in Markdown", () => {
    for (const [path, whole] of files) {
      if (!path.endsWith(".md")) continue;
      // within a span of code every mark is a text
      const text = whole.replace(/(?<![\\`])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");
      // the marks of a link or of an element are escaped wherever they are not the compiler's own
      expect(text, path).not.toMatch(/<(?!a id="|\/a>)[a-z!/]|(?<!\\)\]\(javascript:/i);
      expect(whole, path).not.toMatch(/[\u202e\u2066\u200b]/);
      expect(text, path).not.toMatch(/^# heading/m);
      expect(text, path).not.toMatch(/(?<!\\)\*\*bold/);
    }
  });

  it("keeps it a text in HTML", () => {
    for (const [path, text] of files) {
      if (!path.endsWith(".html")) continue;
      expect(text, path).not.toMatch(/<(?:img|iframe|object|embed|base|link)\b/i);
      expect(text, path).not.toMatch(/(?:href|src)="(?:javascript|https?):/i);
      expect(text, path).not.toMatch(/[\u202e\u2066\u200b]/);
    }
  });
});
