/** The published schemas say what the published types say: the same keys, and the same of them may be left out. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

interface Keys {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const formatPath = fileURLToPath(new URL("../../compiler/runtime/format.ts", import.meta.url));
const source = ts.createSourceFile(
  formatPath,
  readFileSync(formatPath, "utf8"),
  ts.ScriptTarget.ES2023,
  true,
);
const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((i) => [i.name.text, i]));

function keysOfInterface(name: string): Keys {
  const declaration = interfaces.get(name);
  if (declaration === undefined) throw new Error(`format.ts has no interface ${name}`);
  const members = declaration.members.filter(ts.isPropertySignature);
  const names = (optional: boolean): string[] =>
    members
      .filter((m) => (m.questionToken !== undefined) === optional)
      .map((m) => m.name.getText(source))
      .sort();
  return { required: names(false), optional: names(true) };
}

type Schema = { readonly [key: string]: unknown };

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null;
}

function schemaAt(file: string, path: string): Schema {
  let value: unknown = JSON.parse(
    readFileSync(new URL(`../../compiler/table/schema/${file}.schema.json`, import.meta.url), "utf8"),
  );
  for (const key of path.split("/").filter((k) => k !== "")) {
    if (!isSchema(value) || !(key in value)) throw new Error(`${file} has nothing at ${path}`);
    value = value[key];
  }
  if (!isSchema(value)) throw new Error(`${file} has no schema at ${path}`);
  return value;
}

function keysOfSchema(file: string, path: string): Keys {
  const schema = schemaAt(file, path);
  const required = Array.isArray(schema.required) ? schema.required.map(String).sort() : [];
  const all = isSchema(schema.properties) ? Object.keys(schema.properties) : [];
  return { required, optional: all.filter((key) => !required.includes(key)).sort() };
}

describe("schemas and types", () => {
  it.each([
    ["TableDocument", "table", ""],
    ["MeasureInfo", "table", "$defs/measure"],
    ["Table", "table", "$defs/table"],
    ["XSaving", "table", "$defs/table/properties/saves/items"],
    ["Input", "table", "$defs/input"],
    ["Cell", "table", "$defs/cell"],
    ["Row", "table", "$defs/row"],
    ["RequirementEffect", "table", "$defs/row/properties/then/anyOf/0"],
    ["ReachEffect", "table", "$defs/row/properties/then/anyOf/1"],
    ["ClassificationEffect", "table", "$defs/row/properties/then/anyOf/2"],
    ["ReleaseEffect", "table", "$defs/row/properties/then/anyOf/3"],
    ["GapEffect", "table", "$defs/row/properties/then/anyOf/4"],
    ["XObligation", "table", "$defs/row/properties/then/anyOf/3/properties/obligations/items"],
    ["Effective", "expression", "$defs/effective"],
    ["XBinder", "expression", "$defs/binder"],
    ["XPolicyLimb", "expression", "$defs/grid/items"],
    ["DefinitionsDocument", "definitions", ""],
    ["XRecord", "definitions", "properties/records/additionalProperties"],
    [
      "XField",
      "definitions",
      "properties/records/additionalProperties/properties/fields/additionalProperties",
    ],
    ["XEnum", "definitions", "properties/enums/additionalProperties"],
    ["XUnit", "definitions", "properties/units/additionalProperties"],
    ["XScheme", "definitions", "properties/schemes/additionalProperties"],
    ["XJurisdiction", "definitions", "properties/jurisdictions/additionalProperties"],
    ["XGroup", "definitions", "properties/groups/additionalProperties"],
    ["XDefine", "definitions", "properties/defines/additionalProperties"],
    ["XReview", "definitions", "properties/reviews/additionalProperties"],
    ["ListDocument", "list", ""],
    ["XListRow", "list", "properties/rows/items"],
    ["Manifest", "manifest", ""],
    ["ManifestFile", "manifest", "properties/files/items"],
  ])("agree on %s", (name, file, path) => {
    expect(keysOfSchema(file, path)).toEqual(keysOfInterface(name));
  });

  it("agree on the operators of expressions", () => {
    const inTypes = new Set<string>();
    const collect = (node: ts.Node): void => {
      if (ts.isTypeAliasDeclaration(node) && (node.name.text === "X" || node.name.text === "XSet")) {
        for (const member of ts.isUnionTypeNode(node.type) ? node.type.types : []) {
          const tuple = ts.isTypeOperatorNode(member) ? member.type : member;
          const first = ts.isTupleTypeNode(tuple) ? tuple.elements[0] : undefined;
          for (const text of first?.getText(source).matchAll(/"([^"]+)"/g) ?? []) inTypes.add(text[1]!);
        }
      }
      ts.forEachChild(node, collect);
    };
    collect(source);
    const inSchema = new Set<string>();
    const { anyOf } = schemaAt("expression", "$defs/x");
    for (const form of Array.isArray(anyOf) ? anyOf : []) {
      const first: unknown = isSchema(form) && Array.isArray(form.prefixItems) ? form.prefixItems[0] : null;
      if (!isSchema(first)) continue;
      for (const op of Array.isArray(first.enum) ? first.enum : [first.const]) inSchema.add(String(op));
    }
    expect([...inSchema].sort()).toEqual([...inTypes].sort());
  });
});
