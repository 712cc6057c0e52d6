import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { languageConfiguration } from "./language-configuration.ts";
import { textMateGrammar } from "./textmate.ts";

/** The generated files of this folder, by name. A test compares them with what is committed. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    "cordon.tmLanguage.gen.json": text(textMateGrammar()),
    "language-configuration.gen.json": text(languageConfiguration()),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of Object.entries(generatedFiles()))
    writeFileSync(join(import.meta.dirname, name), text);
}
