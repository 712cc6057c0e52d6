import { describe, expect, test } from "vitest";
import { tokenize } from "../../grammar/lexer.ts";
import { parse } from "../../grammar/parse.ts";
import { provisions } from "./fixtures.ts";

const programs = provisions();

/** Every text in which one line ends early, as while it is being typed. */
function* cutLines(text: string): Generator<{ cut: string; at: number }> {
  const { tokens } = tokenize(text);
  for (const token of tokens.slice(1)) {
    const before = text.slice(0, token.startOffset).trimEnd();
    const lineEnd = text.indexOf("\n", token.startOffset);
    yield { cut: before + text.slice(lineEnd === -1 ? text.length : lineEnd), at: before.length };
  }
}

describe("a line that ends early", () => {
  test("is one mistake in nearly all cases, and blamed on nothing before it but the line above", () => {
    let cuts = 0;
    let single = 0;
    for (const { path, text } of programs) {
      for (const { cut, at } of cutLines(text)) {
        const { diagnostics, source } = parse(path, cut);
        cuts++;
        if (diagnostics.length <= 1) single++;
        const [first] = diagnostics;
        if (first === undefined) continue;
        const where = source.position(first.span.start).line;
        expect(where, `${path}: ${cut.slice(0, at).split("\n").at(-1)}`).toBeGreaterThanOrEqual(
          source.position(at).line - 1,
        );
      }
    }
    expect(cuts).toBeGreaterThan(3_000);
    expect(single / cuts).toBeGreaterThan(0.93);
  });
});

describe("a mistake stays where it was made", () => {
  const good = "group before = CN\n";
  const after = '\nlist measure after "After" {\n  requires license\n}\ngroup last = CN\n';
  test.each([
    ["a brace that is not closed", 'list measure m "M" {\n  when a'],
    ["a block in a block that is not closed", 'list measure m "M" {\n  from 2024-01-01 {\n    when a\n}'],
    ["a bracket that is not closed", "define d = (a or b"],
    ["a list that is not closed", 'scenario "S" {\n  given { parties: [ { a: b }'],
    ["limbs that are not closed", "define d = any of { (1) a, (2) b"],
    ["a text that is not closed", 'instrument i "Rule {\n}'],
    ["an operator without operand", "define d = a and"],
    ["an unknown declaration", "rule r { when a { b } c }"],
    ["nonsense", ") ] } 12 'x' §"],
    ["a word alone", "list"],
    [
      "an unknown clause with braces",
      'list measure m "M" {\n  penalty { high { very } }\n  requires license\n}',
    ],
    [
      "a declaration in a measure",
      'list measure m "M" {\n  group g { from 2024-01-01 = CN }\n  requires license\n}',
    ],
  ])("%s", (_name, bad) => {
    const { file, diagnostics } = parse("test.cordon", good + bad + after);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(file.declarations[0]!.kind).toBe("GroupDeclaration");
    const [measure, last] = file.declarations.slice(-2);
    expect(measure).toMatchObject({
      kind: "MeasureDeclaration",
      name: { text: "after" },
      clauses: [{ kind: "RequiresClause" }],
    });
    expect(last).toMatchObject({ kind: "GroupDeclaration", name: { text: "last" } });
    for (const finding of diagnostics) expect(finding.span.end).toBeLessThanOrEqual((good + bad).length + 1);
  });

  test("clauses around an unreadable one are read", () => {
    const { file } = parse(
      "test.cordon",
      'list measure m "M" {\n  cite "1"\n  penalty is high, when late\n  requires license\n}',
    );
    const [measure] = file.declarations;
    expect(measure).toMatchObject({
      clauses: [
        { kind: "Cite" },
        { kind: "ErrorClause" },
        { kind: "WhenClause" },
        { kind: "RequiresClause" },
      ],
    });
  });

  test("a misspelt clause is read as what it resembles", () => {
    const { file } = parse("test.cordon", 'list measure m "M" {\n  itmes 3A001\n  reqires license\n}');
    expect(file.declarations[0]).toMatchObject({
      clauses: [{ kind: "ItemsClause" }, { kind: "RequiresClause" }],
    });
  });
});
