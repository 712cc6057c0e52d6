import { Lexer } from "chevrotain";
import { describe, expect, test, vi } from "vitest";
import { lexerDefinition, maxWords, T, tokenize } from "../../grammar/lexer.ts";
import { syntaxMessages } from "../../grammar/messages.ts";
import { parse } from "../../grammar/parse.ts";
import { CordonParser } from "../../grammar/parser/file.ts";
import { words } from "../../grammar/tokens.ts";
import { sources } from "./fixtures.ts";

describe("the grammar", () => {
  test("is free of ambiguities with one token of lookahead, and says nothing", () => {
    const spoken = [vi.spyOn(console, "log"), vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
    expect(() => new CordonParser(true)).not.toThrow();
    for (const spy of spoken) expect(spy).not.toHaveBeenCalled();
  });

  test("has a lexer that decides by first characters", () => {
    const lexer = new Lexer(lexerDefinition, { ensureOptimizations: true, positionTracking: "onlyOffset" });
    expect(lexer.lexerDefinitionErrors).toEqual([]);
  });

  test.each([...sources("test/provisions"), ...sources("examples")])("reads $path", ({ path, text }) => {
    expect(parse(path, text).diagnostics).toEqual([]);
  });

  test("explains every word", () => {
    const silent = Object.values(words).filter((w) => w.hover === "" && w.word !== "of" && w.word !== "by");
    expect(silent).toEqual([]);
  });
});

describe("words", () => {
  const kinds = (text: string) => tokenize(text).tokens.map((token) => token.tokenType.name);

  test("are names behind a dot, before a dot and before a colon", () => {
    expect(kinds("e.review")).toEqual(["Identifier", "Dot", "Identifier"]);
    expect(kinds("item.tpp")).toEqual(["Identifier", "Dot", "Identifier"]);
    expect(kinds("from: date")).toEqual(["Identifier", "Colon", "Identifier"]);
  });

  test("keep their meaning where a dot was left hanging at a line's end", () => {
    expect(kinds("us.\ngroup")).toEqual(["Identifier", "Dot", "Group"]);
  });

  test("are keywords in phrases and names elsewhere", () => {
    expect(kinds("sum of")).toEqual(["Sum", "Of"]);
    expect(kinds("sum + 1")).toEqual(["Identifier", "Plus", "NumberLiteral"]);
    expect(kinds("list measure")).toEqual(["KindList", "Measure"]);
    expect(kinds("list of party")).toEqual(["ListOf", "Of", "Identifier"]);
    expect(kinds("or not applicable")).toEqual(["OrNot", "Not", "Applicable"]);
    expect(kinds("or not deemed")).toEqual(["Or", "Not", "Identifier"]);
  });

  test("of a kind may hold a hyphen", () => {
    expect(kinds("end-use end-user end-users end - use")).toEqual([
      "EndUse",
      "EndUser",
      "Identifier",
      "Minus",
      "Identifier",
      "Identifier",
      "Minus",
      "Use",
    ]);
  });
});

describe("every word serves as a name", () => {
  const spelling = [...new Set(Object.values(words).map((w) => w.word))].filter(
    (word) => !word.includes("-"),
  );

  test.each(spelling)("%s", (word) => {
    const text = `record r { ${word} : number   a, ${word}, b : number }
define d of r = r.${word} > 0 and x.${word}.y
scenario "s" {
  given { ${word}: 1, a: { ${word}: 2 } }
  expect on 2024-01-01 US no requirement
}`;
    expect(parse("test.cordon", text).diagnostics).toEqual([]);
  });

  const hard = new Set(
    Object.values(words)
      .filter((w) => w.hard)
      .map((w) => w.word),
  );

  /** Words that begin a clause or part of one: no declaration has such a name. */
  const reserved = new Set(
    "when unless cite otherwise except requires prohibits releases obliges saves from until through".split(
      " ",
    ),
  );

  test.each(spelling.filter((word) => !hard.has(word)))(
    "%s as a value, a declared name and a reference",
    (word) => {
      const declared = reserved.has(word) ? "d" : word;
      const text = `enum e = a, ${word}, b
enum f = ${word} < c
fact ${word}, d of r : number
define ${declared} of r = kind in {a, ${word}} and ${word} = b
group g = {${word}, CN} + ${word} - CN
end-user measure m "M" {
  topic a, ${word}, b
  when (${word} or act = ${word} or b)
  requires license
}`;
      expect(parse("test.cordon", text).diagnostics).toEqual([]);
    },
  );

  test.each([...hard, ...reserved])("%s names no declaration: one error, with another name", (word) => {
    for (const [text, declared] of [
      [`define ${word} = act = shipment`, "definition"],
      [`group ${word} "Zone" { from 2024-01-01 = CN }`, "group"],
      [`list measure ${word} { requires license }`, "measure"],
      [`exception ${word} "X" { releases m }`, "exception"],
      [`define ${word}(countries C) of party = headquarters in C`, "definition"],
    ] as const) {
      const { diagnostics, file } = parse("test.cordon", text);
      expect(diagnostics, text).toMatchObject([
        {
          code: "syntax/reserved-name",
          fixes: [{ title: `write \`${word}_${declared}\``, edits: [{ newText: `${word}_${declared}` }] }],
        },
      ]);
      expect(file.declarations[0]).toMatchObject({ name: { text: word, missing: false } });
    }
  });
});

/** What takes more room to show than a page has. */
const generated: Readonly<Record<string, string>> = {
  "syntax/too-deep": `define d = ${"(".repeat(999)}`,
  "syntax/too-large": "(".repeat(maxWords + 1),
};

describe("messages", () => {
  test("name every code, with a page that shows it and one that is free of it", () => {
    for (const [code, { page }] of Object.entries(syntaxMessages)) {
      const found = (text: string) => parse("test.cordon", text).diagnostics.map((d) => d.code);
      const wrong = generated[code] ?? page.wrong;
      expect(found(wrong), `${code} in ${page.wrong}`).toContain(code);
      expect(found(page.right), `${code} in ${page.right}`).toEqual([]);
      expect(page.why.length, code).toBeGreaterThan(40);
    }
  });

  test("offer fixes that mend what they are for", () => {
    for (const text of ["gropu g = CN", "define d = a && b", "define d = tpp ≥ 3", "define d = (a"]) {
      const { diagnostics } = parse("test.cordon", text);
      const [first] = diagnostics;
      const edit = first!.fixes[0]!.edits[0]!;
      const mended = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
      const codes = parse("test.cordon", mended).diagnostics.filter((d) => d.code === first!.code);
      expect(codes, `${text} became ${mended}`).toEqual([]);
    }
  });
});

test("token types are named once", () => {
  expect(new Set(Object.values(T).map((type) => type.name)).size).toBe(Object.keys(T).length);
});
