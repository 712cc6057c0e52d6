/** Lexing and parsing to a tree, MB/s, against Langium, TypeScript's parser and a bare chevrotain grammar. */
import { globSync, readFileSync } from "node:fs";
import { createServicesForGrammar } from "langium/grammar";
import ts from "typescript";
import { parse } from "../../grammar/parse.ts";
import { langiumGrammar, parseBare, subsetSource } from "./peers/subset.ts";
import { generateModule } from "./sources.ts";
import { machine, secondsPerCall, table } from "./support.ts";

const seed = 20261125;
console.log(`parse: ${machine()}, seed ${seed}`);

const subset = subsetSource(2_000, seed);
const whole = Array.from({ length: 80 }, (_, i) => generateModule(i, 25, seed + i)).join("\n");
/** The law of the examples, file by file as it is read. */
const folder = new URL("../../examples/", import.meta.url);
const law = globSync("**/*.cordon", { cwd: folder }).map((path) =>
  readFileSync(new URL(path, folder), "utf8"),
);
const typescript = Array.from(
  { length: 9_000 },
  (_, i) => `export interface M${i} { readonly a: string; b?: number; c: readonly M${i >> 1}[] }
export function f${i}(m: M${i}, n: number): boolean { return m.b !== undefined && (m.b >= n || m.c.length < ${i}); }
`,
).join("");

const langium = await createServicesForGrammar({ grammar: langiumGrammar });
function parseLangium(text: string): void {
  const result = langium.parser.LangiumParser.parse(text);
  if (result.parserErrors.length + result.lexerErrors.length > 0)
    throw new Error(`langium: ${result.parserErrors[0]?.message ?? result.lexerErrors[0]?.message}`);
}
function parseOurs(text: string): void {
  const result = parse("bench.cordon", text);
  if (result.diagnostics.length > 0) throw new Error(`cordon: ${result.diagnostics[0]!.message}`);
}

const megabytes = (text: string) => text.length / 1e6;
const rate = (text: string, seconds: number) => megabytes(text) / seconds;
const rates = {
  whole: rate(
    whole,
    secondsPerCall(() => parseOurs(whole)),
  ),
  law: rate(
    law.join(""),
    secondsPerCall(() => law.forEach(parseOurs)),
  ),
  ours: rate(
    subset,
    secondsPerCall(() => parseOurs(subset)),
  ),
  bare: rate(
    subset,
    secondsPerCall(() => parseBare(subset)),
  ),
  langium: rate(
    subset,
    secondsPerCall(() => parseLangium(subset), 3),
  ),
  typescript: rate(
    typescript,
    secondsPerCall(() => ts.createSourceFile("bench.ts", typescript, ts.ScriptTarget.Latest, false)),
  ),
};
const row = (label: string, value: number) => [label, value.toFixed(1), (rates.ours / value).toFixed(2)];
table("lexing and parsing to a tree", [
  ["parser", "MB/s", "Cordon is times as fast"],
  row(`Cordon, its own grammar (${megabytes(whole).toFixed(1)} MB)`, rates.whole),
  row(`Cordon, the examples (${law.length} files, ${megabytes(law.join("")).toFixed(1)} MB)`, rates.law),
  row(`Cordon, the common subset (${megabytes(subset).toFixed(1)} MB)`, rates.ours),
  row("bare chevrotain, no tree", rates.bare),
  row("Langium, AST and CST", rates.langium),
  row(`TypeScript ${ts.version} (${megabytes(typescript).toFixed(1)} MB of its own)`, rates.typescript),
]);
