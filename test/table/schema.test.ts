import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { emitted } from "../support/emitted.ts";
import { sample } from "../support/sample-program.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const ajv = new Ajv2020({ allErrors: false, strictTuples: false });
const schema = (name: string): object =>
  JSON.parse(
    readFileSync(new URL(`../../compiler/table/schema/${name}.schema.json`, import.meta.url), "utf8"),
  );
ajv.addSchema(schema("expression"));
const validators = Object.fromEntries(
  ["table", "definitions", "list", "manifest"].map((name) => [`cordon/${name}@1`, ajv.compile(schema(name))]),
);

function problems(document: Json): string[] {
  const format =
    typeof document === "object" && document !== null && !Array.isArray(document) ? document.format : "";
  const validate = validators[String(format)];
  if (validate === undefined) return [`unknown format ${String(format)}`];
  return validate(document) ? [] : [ajv.errorsText(validate.errors)];
}

const { program } = sample();
const documents = emitted(program).files.map((file) => ({
  path: file.path,
  document: JSON.parse(file.text) as Json,
}));

describe("the published schemas", () => {
  it.each(documents)("accept $path", ({ document }) => {
    expect(problems(document)).toEqual([]);
  });

  it("reject a document with any object lacking a required key, or having one too many", () => {
    for (const { path, document } of documents) {
      for (const [place, mutant] of mutants(document)) {
        expect(problems(mutant), `${path}: ${place}`).not.toEqual([]);
      }
    }
  });

  const table = documents.find((d) => d.path === "US/list.json")!.document;
  const change = (edit: (text: string) => string): Json => JSON.parse(edit(JSON.stringify(table)));

  it.each([
    ["a float as a bound", (t: string) => t.replace('"gt":"5000"', '"gt":5000')],
    [
      "an unknown operator",
      (t: string) => t.replace('["call","test.deemed",null]', '["eval","test.deemed",null]'),
    ],
    ["an operator with too few operands", (t: string) => t.replace('["group","test.zone"]', '["group"]')],
    ["a verdict that is none", (t: string) => t.replace('"license_required"', '"license"')],
    ["a day out of the calendar", (t: string) => t.replace('"until":"2023-11-17"', '"until":"2023-13-17"')],
    ["a cell that asks nothing", (t: string) => t.replace('"is":"no","at"', '"at"')],
    ["a policy that is none", (t: string) => t.replace("presumption_of_denial", "maybe")],
    ["a place of two numbers", (t: string) => t.replace(/"at":\[(\d+),(\d+),\d+\]/, '"at":[$1,$2]')],
  ])("reject %s", (_, edit) => {
    const changed = change(edit);
    expect(changed).not.toEqual(table);
    expect(problems(changed)).not.toEqual([]);
  });
});

/** Objects of the format whose keys are names, so that one more is no mistake. */
const DICTIONARIES = new Set([
  "measures",
  "cells",
  "fields",
  "records",
  "enums",
  "units",
  "schemes",
  "jurisdictions",
]);
const MORE_DICTIONARIES = new Set(["groups", "defines", "reviews", "unencodable", "dimension", "columns"]);
/** Keys without which an object is still of the format. */
const OPTIONAL = new Set(
  (
    "authority topics origin confidence reach scope saves unit scheme path question is eq gt ge lt le currency in " +
    "meets classified not to awaitingDecision review routes when label except otherwise limb timing days text knownFrom " +
    "knownUntil view state listedIn entry where optional asserted min minOpen max maxOpen appliesWhen closedWhen formula " +
    "offset pattern members country jurisdiction within currentTo open rows from until"
  ).split(" "),
);

/** Every copy of a document with one key dropped or one added. */
function* mutants(value: Json, name = "", place = ""): Generator<[string, Json]> {
  if (Array.isArray(value)) {
    for (const [i, member] of value.entries())
      for (const [where, mutant] of mutants(member, "", `${place}[${i}]`))
        yield [where, [...value.slice(0, i), mutant, ...value.slice(i + 1)]];
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const isDictionary = DICTIONARIES.has(name) || MORE_DICTIONARIES.has(name);
  if (!isDictionary) {
    yield [`${place}.surplus`, { ...value, surplus: true }];
    for (const key of Object.keys(value)) {
      const isRequired = !OPTIONAL.has(key) || ((key === "from" || key === "until") && name === "effective");
      const { [key]: _, ...rest } = value;
      if (isRequired) yield [`${place} without ${key}`, rest];
    }
  }
  for (const [key, member] of Object.entries(value))
    for (const [where, mutant] of mutants(member, isDictionary ? "" : key, `${place}.${key}`))
      yield [where, { ...value, [key]: mutant }];
}
