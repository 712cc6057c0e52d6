/**
 * Writes the Commerce Control List as Cordon sources.
 *
 *     node examples/tools/ccl/main.ts DATA_FOLDER [OUTPUT_FOLDER]
 *
 * The data folder holds `ccl.json`, `country-chart.json` and `country-groups.json`, which are no part of this repository;
 * the output folder is `examples/us/ccl` unless another is named.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.ts";

const [folder, output = fileURLToPath(new URL("../../us/ccl", import.meta.url))] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node examples/tools/ccl/main.ts DATA_FOLDER [OUTPUT_FOLDER]");
  process.exitCode = 2;
} else {
  mkdirSync(output, { recursive: true });
  for (const [name, text] of await generate(folder)) writeFileSync(join(output, name), text);
}
