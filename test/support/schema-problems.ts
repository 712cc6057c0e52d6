import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

const root = resolve(import.meta.dirname, "../..");
const known = new Map<string, ValidateFunction>();

/** What of a value the schema in a file of the repository does not allow. */
export function problemsBy(path: string, value: object): string[] {
  let validate = known.get(path);
  if (validate === undefined) {
    const schema = JSON.parse(readFileSync(resolve(root, path), "utf8")) as object;
    validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);
    known.set(path, validate);
  }
  validate(JSON.parse(JSON.stringify(value)));
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
