import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";

const file = resolve(import.meta.dirname, "../../compiler/scenario/results.schema.json");
const validate = new Ajv2020({
  strict: true,
  allErrors: true,
  allowUnionTypes: true,
  formats: { date: /^\d{4}-\d{2}-\d{2}$/ },
}).compile(JSON.parse(readFileSync(file, "utf8")) as object);

/** What of a document its published schema does not allow. */
export function schemaProblems(document: object): string[] {
  validate(document);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
