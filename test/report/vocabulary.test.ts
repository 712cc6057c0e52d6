import { Ajv2020 } from "ajv/dist/2020.js";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { caseJsonSchema } from "../../compiler/report/vocabulary/json-schema.ts";
import { caseMarkdown } from "../../compiler/report/vocabulary/markdown.ts";
import { caseTypes } from "../../compiler/report/vocabulary/typescript.ts";
import { sample } from "../support/sample-program.ts";

const { program } = sample();

/** Cases that `cordon eval` reads, and cases it refuses by their form. */
const GOOD = [
  {},
  { act: "shipment", destination: "CN", case: "one", asOf: "2026-01-31", obligations: { "a/1/1": true } },
  { destination: { unknown: true }, item: { tpp: 4800, value: "5000 EUR", codes: ["ECCN 3A090.a"] } },
  { item: { tpp: "4800 TPP", value: { value: 5000, unit: "EUR" }, made_for_data_centers: "yes" } },
  { item: { tpp: { value: 4800, unit: "TPP" } }, parties: { open: [{ headquarters: "UA-43" }] } },
  { parties: [{ owners: [{ share: 50 }] }], contract_date: "2026-01-31", knowledge: "aware" },
];
const BAD = [
  { destinaton: "CN" },
  { act: "sale" },
  { destination: "China" },
  { destination: { notApplicable: true } },
  { item: { tpp: "4800" } },
  { item: { value: 5000 } },
  { item: { codes: "ECCN 3A090.a" } },
  { parties: [{ owner: [] }] },
  { contract_date: "31.01.2026" },
  { obligations: { a: "yes" } },
];

describe("the vocabulary as JSON Schema", () => {
  // Formats need another package; the patterns beside them hold without it.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false, allErrors: true });
  const validate = ajv.compile(JSON.parse(caseJsonSchema(program)!) as object);

  it.each(GOOD)("admits %j", (facts) => {
    expect(validate(facts), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(BAD)("rejects %j", (facts) => {
    expect(validate(facts)).toBe(false);
  });
});

describe("the vocabulary as TypeScript", () => {
  /** Messages of the type checker for a value of type `Case`. */
  function problems(facts: unknown): string[] {
    const text = `${caseTypes(program)}\nexport const given: Case = ${JSON.stringify(facts)};\n`;
    const file = ts.createSourceFile("case.ts", text, ts.ScriptTarget.ES2022);
    const host: ts.CompilerHost = {
      getSourceFile: (name) => (name === "case.ts" ? file : undefined),
      writeFile: () => {},
      getDefaultLibFileName: () => "lib.d.ts",
      useCaseSensitiveFileNames: () => true,
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => "",
      getNewLine: () => "\n",
      fileExists: (name) => name === "case.ts",
      readFile: () => undefined,
    };
    const checked = ts.createProgram(["case.ts"], { noLib: true, strict: true, types: [] }, host);
    return [...checked.getSyntacticDiagnostics(), ...checked.getSemanticDiagnostics(file)].map((d) =>
      ts.flattenDiagnosticMessageText(d.messageText, "\n"),
    );
  }

  it("admits what it describes, and nothing misnamed", () => {
    // Without a standard library only what the file itself declares can be wrong.
    for (const facts of GOOD.filter((f) => !("asOf" in f))) expect(problems(facts)).toEqual([]);
    expect(problems({ destinaton: "CN" }).join()).toContain("destinaton");
    expect(problems({ act: "sale" }).join()).toContain("sale");
  });
});

describe("the vocabulary as a page", () => {
  it("asks every question in a table", () => {
    expect(caseMarkdown(program)).toMatchSnapshot();
  });
});

describe("a program without a transaction", () => {
  it("has no vocabulary", () => {
    const bare: Program = { ...program, transaction: null };
    expect([caseJsonSchema(bare), caseTypes(bare), caseMarkdown(bare)]).toEqual([null, null, null]);
  });
});

describe("texts of sources in the vocabulary", () => {
  it("cannot leave a comment or a table", () => {
    const record = program.transaction!;
    const [name, field] = [...record.fields][0]!;
    const hostile = { ...field, question: "*/ export const evil = 1; /* | `x` <b>" };
    const changed: Program = { ...program, transaction: { ...record, fields: new Map([[name, hostile]]) } };
    const comments = caseTypes(changed)!.replace(/\/\*\*[\s\S]*?\*\//g, "");
    expect(comments).not.toContain("evil");
    const row = caseMarkdown(changed)!
      .split("\n")
      .find((line) => line.includes("evil"))!;
    expect(row.replace(/\\./g, "").split("|")).toHaveLength(6);
    expect(row).not.toContain("<b>");
  });
});
