import { templateFiles } from "../../compiler/init/template.ts";

/** The sources of the template workspace by path: a small law for tests of the commands. */
export function smallLaw(): Record<string, string> {
  const wanted = new Set(["cordon.json", "trade.cordon", "measures.cordon", "case.json"]);
  return Object.fromEntries(
    templateFiles("small-law", "0.0.0")
      .filter((file) => wanted.has(file.path))
      .map((file) => [file.path, file.text]),
  );
}
