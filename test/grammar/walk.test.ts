import { describe, expect, test } from "vitest";
import { parse } from "../../grammar/parse.ts";
import { ancestorsAt, children, docComment, nodeAt, walk } from "../../grammar/walk.ts";

/** `|` marks the cursor. */
function at(marked: string) {
  const offset = marked.indexOf("|");
  const result = parse("test.cordon", marked.replace("|", ""));
  return { result, offset };
}

describe("children", () => {
  test("come in source order, whatever the order of the properties", () => {
    const { file } = parse("test.cordon", 'scenario "S" { expect on 2024-01-01 US license  given { a: b } }');
    expect(children(file.declarations[0]!).map((node) => node.kind)).toEqual([
      "Text",
      "Expectation",
      "CaseFacts",
    ]);
  });

  test("are visited below their parents", () => {
    const { file } = parse("test.cordon", "define d = a.b and c");
    const seen: string[] = [];
    walk(file, (node, parents) => {
      seen.push(`${parents.length} ${node.kind}`);
      return node.kind !== "PathExpression";
    });
    expect(seen).toEqual([
      "0 File",
      "1 DefineDeclaration",
      "2 Name",
      "2 ValueList",
      "3 Logical",
      "4 PathExpression",
      "4 PathExpression",
    ]);
  });
});

describe("the node at an offset", () => {
  test.each([
    ["define d = item.t|pp > 1", "Name"],
    ["define d = item.tpp| > 1", "Name"],
    ["define d = item.tpp  |> 1", "Comparison"],
    ["define d = item.tpp > 4800 T|PP", "UnitExpression"],
    ["define d = a\n\n|", "File"],
    ["|define d = a", "DefineDeclaration"],
    ["define d = item.|tpp", "Name"],
    ["define d = a and|", "ErrorExpression"],
  ])("in %s is a %s", (marked, kind) => {
    const { result, offset } = at(marked);
    expect(nodeAt(result.file, offset)?.kind).toBe(kind);
  });

  test("has the file as its first ancestor", () => {
    const { result, offset } = at("group g = {CN, |HK}");
    expect(ancestorsAt(result.file, offset).map((node) => node.kind)).toEqual([
      "File",
      "GroupDeclaration",
      "ValueList",
      "SetLiteral",
      "PathExpression",
      "PathSegment",
      "Name",
    ]);
  });
});

describe("doc comments", () => {
  const doc = (text: string) => {
    const result = parse("test.cordon", text);
    return docComment(result, result.file.declarations.at(-1)!);
  };

  test("stand right above a declaration", () => {
    expect(doc("/// One line\n/// and another\ngroup g = CN")?.text).toBe("One line\nand another");
  });

  test("carry tags", () => {
    const found = doc("/// The day is not certain.\n/// @confidence likely\ngroup g = CN");
    expect(found?.text).toBe("The day is not certain.");
    expect([...found!.tags]).toEqual([["confidence", "likely"]]);
  });

  test.each([
    ["plain comments", "// not documentation\ngroup g = CN"],
    ["comments a blank line away", "/// far away\n\ngroup g = CN"],
    ["comments behind another declaration", "group f = CN /// of f\ngroup g = CN"],
    ["nothing", "group g = CN"],
  ])("are not %s", (_name, text) => {
    expect(doc(text)).toBeUndefined();
  });
});
