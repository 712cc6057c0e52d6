import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { FormatRefusal, format } from "../../grammar/format/format.ts";
import { sameTree } from "../../grammar/format/same.ts";
import { tokenize } from "../../grammar/lexer.ts";
import { parse } from "../../grammar/parse.ts";

const root = resolve(import.meta.dirname, "../..");
const programs = ["examples", "test/provisions"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".cordon"))
    .sort()
    .map((path) => join(folder, path)),
);
const read = (path: string) => readFileSync(join(root, path), "utf8");

/**
 * Offsets between two tokens at which a line may end. It may not inside a quantity (`193 nm`), before the arguments of a
 * phrase, inside a label, and before a reserved word that stands as a name: there the next line would be read as
 * something new.
 */
function gaps(path: string, text: string): number[] {
  const tree = parse(path, text).file;
  const offsets = tokenize(text)
    .tokens.map((token) => token.startOffset)
    .slice(1);
  const free = offsets.filter((offset) => {
    const broken = `${text.slice(0, offset)}// c\n    ${text.slice(offset)}`;
    const parsed = parse(path, broken);
    return parsed.diagnostics.length === 0 && sameTree(tree, parsed.file);
  });
  expect(free.length).toBeGreaterThan(offsets.length * 0.6);
  return free;
}

describe("formatting", () => {
  it("has programs to format", () => expect(programs.length).toBeGreaterThan(30));

  it.each(programs)("%s keeps its tree and its comments, and a second pass changes nothing", async (path) => {
    const once = await format(path, read(path));
    expect(await format(path, once)).toBe(once);
    expect(sameTree(parse(path, read(path)).file, parse(path, once).file)).toBe(true);
  });

  it.each(programs.filter((path) => /^(test.provisions.p|examples.(nl|trade).[^/]*$)/.test(path)))(
    "%s keeps a comment between every two tokens, in order",
    async (path) => {
      const text = read(path).replace(/\/\/.*$/gm, "");
      let commented = "";
      let last = 0;
      const names: string[] = [];
      for (const offset of gaps(path, text)) {
        const name = `// c${names.length}.`;
        names.push(name);
        commented += `${text.slice(last, offset)}${name}\n    `;
        last = offset;
      }
      commented += text.slice(last);
      const once = await format(path, commented);
      const found = [...once.matchAll(/\/\/ c\d+\./g)].map((match) => match[0]);
      expect(found).toEqual(names);
      expect(await format(path, once)).toBe(once);
    },
  );

  it("treats CRLF, CR-free and BOM texts alike", async () => {
    const text = read(programs.find((path) => path.endsWith("nl/equipment-order.cordon"))!);
    const once = await format("a.cordon", text);
    expect(await format("a.cordon", text.replace(/\n/g, "\r\n"))).toBe(once);
    expect((await format("a.cordon", `\uFEFF${text}`)).replace("\uFEFF", "")).toBe(once);
  });

  it("refuses to format what does not parse, and says where", async () => {
    const refusal = await format("a.cordon", "module a\n\ngroup g = CN,\nmeasrue x {}\n").catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(FormatRefusal);
    expect((refusal as FormatRefusal).diagnostics[0]!.span.file).toBe("a.cordon");
  });

  it("formats an empty file and a file of comments alone", async () => {
    expect(await format("a.cordon", "")).toBe("");
    expect(await format("a.cordon", "\n\n// only this\n\n")).toBe("// only this\n");
  });

  it("sets the columns of a table under each other", async () => {
    const text = "define x = any of table destination|item {(1) CN|'3A', (20) {CN, HK} | 3A090 }\n";
    expect(await format("a.cordon", text)).toMatchInlineSnapshot(`
      "define x = any of table destination | item {
        (1)  CN       | '3A',
        (20) {CN, HK} | 3A090
      }
      "
    `);
  });

  it("lays out each construct as the reference shows it", async () => {
    const text = read("examples/nl/equipment-order.cordon");
    expect(await format("order.cordon", text)).toMatchSnapshot();
  });
});
