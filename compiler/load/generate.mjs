// Makes the validator of the manifest from its schema, as a module: where no code may be made from text, as on a page with a
// strict policy, a schema cannot be compiled when it is needed. Run by `npm run generate`; a folder to write to may be named.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const here = import.meta.dirname;
const folder = process.argv[2] ?? here;
const schema = JSON.parse(readFileSync(join(here, "cordon.schema.json"), "utf8"));

const ajv = new Ajv2020({ allErrors: true, code: { source: true, esm: true } });
const { outputFiles } = await build({
  // What it needs of ajv while it runs is a few lines, and is taken in.
  stdin: { contents: standalone.default(ajv, ajv.compile(schema)), resolveDir: here },
  bundle: true,
  format: "esm",
  platform: "neutral",
  write: false,
});
const types =
  'import type { ValidateFunction } from "ajv";\nexport declare const validate: ValidateFunction<unknown>;\n';

writeFileSync(join(folder, "manifest-validator.gen.js"), outputFiles[0].text);
writeFileSync(join(folder, "manifest-validator.gen.d.ts"), types);
