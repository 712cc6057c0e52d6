/** The whole site of a law whose every text is one: with explorer, powers, coverage and change log. */
import { boundMatrix } from "../../../compiler/cli/matrix.ts";
import { diffPrograms } from "../../../compiler/diff/index.ts";
import { MemoryHost } from "../../../compiler/host.ts";
import { build, type Compilation, compile, hasErrors } from "../../../compiler/index.ts";
import { lawSaying } from "./hostile-law.ts";

/** What a source may hold that a page must not do, each where it works if it works at all: in front, or anywhere. */
export const HOSTILE: readonly (readonly [what: string, said: string])[] = [
  [
    "markup",
    `javascript:window.hacked=1 <script>window.hacked = 1</script> "><img src=x onerror="window.hacked = 1"> '"></script></style></title><svg onload=window.hacked=1>`,
  ],
  ["a word without end", "a".repeat(400)],
  [
    "marks of other formats",
    `=HYPERLINK("https://evil.example","click") \u202eright to left\u2066 and \u200b hidden | \`code\` | **bold** [x](javascript:window.hacked=1) \n# heading`,
  ],
];

/** Files of the report by path. `explorer`: the program of the explorer; null: without one. */
export function siteSaying(said: string, explorer: string | null): ReadonlyMap<string, string> {
  const [before, after] = [compiled(said, "4800"), compiled(said, "4700")];
  const changes = diffPrograms(before.program, after.program, { oldName: said, newName: "." });
  const matrix = boundMatrix(
    after,
    "matrix.json",
    JSON.stringify({
      title: said,
      columns: ["XX"],
      since: "2022-01-01",
      rows: [{ id: "R01", title: said, kinds: ["list"], remarks: { XX: said } }],
    }),
  );
  const { files } = build(after, { languages: ["en", "zh"], coverage: true, changes, matrix, explorer });
  return new Map(
    files.filter(({ path }) => path.startsWith("report/")).map(({ path, text }) => [path, text]),
  );
}

/** The law with a threshold of its own. */
function compiled(said: string, threshold: string): Compilation {
  const files = Object.entries(lawSaying(said)).map(
    ([path, text]) => [path, text.replaceAll("4800 TPP", `${threshold} TPP`)] as const,
  );
  const compilation = compile(new MemoryHost(Object.fromEntries(files)), []);
  if (hasErrors(compilation.diagnostics))
    throw new Error(JSON.stringify(compilation.diagnostics.filter((d) => d.severity === "error")));
  return compilation;
}
