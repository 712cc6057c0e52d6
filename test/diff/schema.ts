import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { jsonDiff } from "../../compiler/diff/json.ts";
import type { DiffReport } from "../../compiler/diff/report.ts";

const file = resolve(import.meta.dirname, "../../compiler/diff/diff.schema.json");
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(file, "utf8")) as object,
);

/** What of a report, as it is published, its schema does not allow. */
export function schemaProblems(report: DiffReport): string[] {
  validate(JSON.parse(jsonDiff(report)));
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
