import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { LONGEST } from "./support/longest-files.ts";

/**
 * Enforces the import directions of ARCHITECTURE.md. A room may import itself and the rooms listed for it; `types`
 * rooms only by `import type`.
 */
const root = resolve(import.meta.dirname, "..");

interface Room {
  readonly path: string;
  readonly uses: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
}

const engineRoom = (name: string): string => `compiler/analysis/${name}`;
const runtimeRoom = (name: string): string => `compiler/runtime/${name}`;

/** From the ground up. */
const RUNTIME = [
  "values",
  "cases",
  "expressions",
  "tables",
  "law",
  "determination",
  "completions",
  "plain",
].map(runtimeRoom);

const rooms: readonly Room[] = [
  { path: "grammar/base", uses: [], packages: ["fastest-levenshtein"] },
  { path: "grammar/format", uses: ["grammar", "grammar/base"], packages: ["prettier"] },
  { path: "grammar/highlight", uses: ["grammar", "grammar/base"], packages: ["node:"] },
  { path: "grammar", uses: ["grammar/base"], packages: ["chevrotain"] },
  {
    path: "compiler/load",
    uses: ["grammar", "grammar/base", "compiler/check", "compiler/host.ts"],
    packages: ["ajv", "csv-parse/", "fraction.js", "picomatch"],
  },
  { path: "compiler/host", uses: ["compiler/host.ts"], packages: ["node:"] },
  {
    path: "compiler/check",
    uses: ["grammar", "grammar/base", "compiler/load"],
    packages: ["fraction.js", "i18n-iso-countries"],
  },
  {
    path: "compiler/normal",
    uses: ["grammar", "grammar/base", "compiler/check"],
    types: ["compiler/runtime"],
    packages: ["fraction.js"],
  },
  {
    path: "compiler/table",
    uses: [
      "grammar/base",
      "compiler/check",
      "compiler/normal",
      "compiler/load",
      "compiler/host.ts",
      "compiler/output.ts",
    ],
    types: ["compiler/runtime", "grammar"],
    packages: ["fraction.js"],
  },
  { path: "compiler/runtime", uses: RUNTIME },
  // an evaluation takes the law of its moment everywhere, so that rooms name types of those above them
  ...RUNTIME.map((path, i) => ({
    path,
    uses: [...RUNTIME.slice(0, i), "compiler/runtime/answer.ts", "compiler/runtime/remarks.ts"],
    types: ["compiler/runtime", ...RUNTIME.slice(i + 1)],
  })),
  {
    path: "compiler/oracle",
    uses: ["compiler/check"],
    types: ["grammar", "grammar/base"],
    packages: ["fraction.js"],
  },
  {
    path: "compiler/proofs",
    uses: [
      "grammar/base",
      "compiler/check",
      "compiler/normal",
      "compiler/analysis",
      "compiler/analysis/conditions",
      "compiler/analysis/opening",
      "compiler/oracle",
    ],
    types: ["grammar"],
  },
  {
    path: "compiler/analysis",
    uses: [
      "compiler/check",
      "compiler/normal",
      "compiler/oracle",
      ...["conditions", "diagrams", "opening", "cases", "search", "translation"].map(engineRoom),
    ],
    packages: ["fraction.js"],
  },
  { path: "compiler/regions", uses: [] },
  // the rooms of the engine, from the ground up
  { path: engineRoom("sat"), uses: ["compiler/analysis/in-order.ts"] },
  {
    path: engineRoom("conditions"),
    uses: ["compiler/check", "compiler/normal", "compiler/regions", "compiler/analysis/in-order.ts"],
    packages: ["fraction.js"],
  },
  {
    path: engineRoom("diagrams"),
    uses: [
      "compiler/check",
      "compiler/normal",
      "compiler/oracle",
      "compiler/regions",
      engineRoom("conditions"),
    ],
    packages: ["fraction.js"],
  },
  {
    path: engineRoom("opening"),
    uses: ["compiler/check", "compiler/normal", ...["conditions", "diagrams"].map(engineRoom)],
    types: ["compiler/oracle"],
    packages: ["fraction.js"],
  },
  {
    path: engineRoom("cases"),
    uses: [
      "compiler/check",
      "compiler/normal",
      "compiler/oracle",
      ...["conditions", "diagrams", "opening"].map(engineRoom),
    ],
    packages: ["fraction.js"],
  },
  {
    path: engineRoom("search"),
    uses: [
      "compiler/check",
      "compiler/normal",
      "compiler/analysis/in-order.ts",
      "compiler/regions",
      ...["sat", "conditions", "diagrams", "opening", "cases"].map(engineRoom),
    ],
    types: ["compiler/oracle"],
  },
  {
    path: engineRoom("translation"),
    uses: ["compiler/check", "compiler/normal", ...["conditions", "diagrams"].map(engineRoom)],
    types: ["compiler/runtime"],
    packages: ["fraction.js"],
  },
  {
    path: "compiler/print",
    uses: ["grammar", "grammar/base", "compiler/check", "compiler/normal", "compiler/table"],
    types: ["compiler/runtime"],
    packages: ["fraction.js"],
  },
  { path: "compiler/render", uses: ["grammar/base"], packages: ["sarif"] },
  {
    path: "compiler/scenario",
    uses: ["grammar/base", "compiler/check", "compiler/runtime", "compiler/render"],
  },
  { path: "compiler/dependents", uses: ["compiler/check", "compiler/normal"] },
  {
    path: "compiler/coverage",
    uses: [
      "grammar/base",
      "compiler/check",
      "compiler/dependents",
      "compiler/normal",
      "compiler/oracle",
      "compiler/scenario",
      "compiler/render",
    ],
  },
  {
    path: "compiler/mutate",
    uses: [
      "grammar/base",
      "compiler/analysis",
      "compiler/check",
      "compiler/coverage",
      "compiler/dependents",
      "compiler/normal",
      "compiler/oracle",
      "compiler/print",
      "compiler/proofs",
      "compiler/scenario",
      "compiler/render",
    ],
    types: ["grammar"],
    packages: ["fraction.js"],
  },
  {
    path: "compiler/boundary",
    uses: [
      "grammar/base",
      "compiler/analysis",
      "compiler/check",
      "compiler/coverage",
      "compiler/dependents",
      "compiler/mutate",
      "compiler/normal",
      "compiler/proofs",
      "compiler/runtime",
    ],
  },
  {
    path: "compiler/report",
    uses: [
      "grammar",
      "grammar/base",
      "compiler/check",
      "compiler/normal",
      "compiler/scenario",
      "compiler/coverage",
      "compiler/dependents",
      "compiler/lawmap",
      "compiler/print",
      "compiler/table",
      "compiler/output.ts",
      "compiler/regions",
    ],
    types: ["compiler/diff", "compiler/runtime"],
    packages: ["escape-html", "fraction.js"],
  },
  {
    path: "compiler/diff",
    uses: [
      "compiler/analysis",
      "compiler/analysis/sat",
      "compiler/analysis/search",
      "compiler/check",
      "compiler/normal",
      "compiler/print",
      "compiler/table",
      "compiler/runtime",
      runtimeRoom("cases"),
      "compiler/scenario",
      "compiler/regions",
      "compiler/report",
      "compiler/load",
    ],
    packages: ["fraction.js"],
  },
  {
    path: "compiler/compare",
    uses: [
      "compiler/regions",
      "grammar",
      "grammar/base",
      "compiler/diff",
      "compiler/analysis",
      "compiler/analysis/conditions",
      "compiler/analysis/opening",
      "compiler/analysis/sat",
      "compiler/analysis/search",
      "compiler/check",
      "compiler/normal",
      "compiler/proofs",
      "compiler/table",
      "compiler/runtime",
      runtimeRoom("cases"),
      "compiler/report",
      "compiler/load",
      "compiler/oracle",
    ],
    packages: ["ajv"],
  },
  {
    path: "lsp/service",
    uses: ["compiler/index.ts", "compiler/editor", "grammar", "grammar/base", "grammar/format"],
  },
  {
    path: "lsp",
    uses: ["lsp/service", "compiler/index.ts", "compiler/editor", "compiler/host", "grammar/base"],
    packages: ["node:", "vscode-languageserver"],
  },
  { path: "lsp/editors", uses: ["lsp/editors/monaco", "grammar"], packages: ["node:"] },
  {
    path: "lsp/editors/monaco",
    uses: ["grammar", "grammar/highlight"],
    packages: ["monaco-editor/", "vscode-jsonrpc/browser", "vscode-languageserver-protocol"],
  },
  {
    path: "lsp/playground",
    uses: ["lsp/editors/monaco", "compiler/init", "grammar"],
    types: ["compiler/editor", "compiler/runtime"],
    packages: ["monaco-editor/", "preact", "vscode-languageserver-protocol", "esbuild", "node:"],
  },
  {
    path: "lsp/vscode/src",
    uses: ["compiler/init", "lsp/node.ts"],
    packages: ["vscode", "escape-html", "node:path"],
  },
  { path: "lsp/vscode/webview", uses: [], types: ["lsp/vscode/src"] },
  {
    path: "lsp/vscode",
    uses: ["lsp/service/snippets.ts", "package.json"],
    packages: ["@vscode/vsce", "esbuild", "node:"],
  },
  {
    path: "lsp/worker",
    uses: ["lsp", "lsp/service", "compiler/index.ts"],
    packages: ["vscode-languageserver"],
  },
  {
    path: "compiler/editor",
    uses: [
      "grammar",
      "grammar/base",
      "compiler/index.ts",
      "compiler/messages.ts",
      "compiler/output.ts",
      "compiler/boundary",
      "compiler/calendar/calendar.ts",
      "compiler/calendar/render.ts",
      "compiler/check",
      "compiler/diff",
      "compiler/load",
      "compiler/normal",
      "compiler/print",
      "compiler/report",
      "compiler/runtime",
      "compiler/scenario",
      "compiler/table",
    ],
    packages: ["fraction.js"],
  },
  {
    path: "compiler/explorer",
    uses: [
      "compiler/check",
      "compiler/report",
      "compiler/runtime",
      ...["values", "cases", "expressions", "determination"].map(runtimeRoom),
    ],
    packages: ["preact"],
  },
  {
    path: "compiler/survey",
    uses: [
      "compiler/check",
      "compiler/compare",
      "compiler/explorer",
      "compiler/normal",
      "compiler/report",
      "compiler/runtime",
    ],
    packages: ["d3-"],
  },
  { path: "compiler/init", uses: [] },
  {
    path: "compiler/calendar",
    uses: [
      "compiler/analysis",
      "compiler/check",
      "compiler/normal",
      "compiler/runtime",
      runtimeRoom("completions"),
      "compiler/table",
      "compiler/dependents",
      "compiler/explain",
      "compiler/print",
      "compiler/render",
    ],
    types: ["grammar/base"],
  },
  {
    path: "compiler/explain",
    uses: [
      "compiler/analysis",
      "compiler/check",
      "compiler/normal",
      "compiler/runtime",
      ...["values", "cases", "expressions", "tables"].map(runtimeRoom),
      "compiler/print",
      "compiler/render",
    ],
    types: ["grammar/base", runtimeRoom("law")],
    packages: ["fraction.js"],
  },
  { path: "compiler/lawmap", uses: ["compiler/check"] },
  {
    path: "compiler/names",
    uses: [],
    types: ["compiler/check"],
    packages: ["any-ascii", "fastest-levenshtein"],
  },
  { path: "compiler/dmn", uses: [], packages: ["@xmldom/xmldom", "fraction.js"] },
];

const everything = [
  "chevrotain",
  "prettier",
  "ajv",
  "csv-parse/",
  "csv-stringify/",
  "fraction.js",
  "commander",
  "picocolors",
  "chokidar",
  "vscode-languageserver",
  "vscode-languageserver/",
];

function sources(folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ts") || entry.name.endsWith(".d.ts")) continue;
    const path = relative(root, join(entry.parentPath, entry.name));
    if (!path.includes("node_modules")) found.push(path);
  }
  return found.sort();
}

/** The longest room that holds the file; undefined for the open rooms (cli, facade). */
function roomOf(path: string): Room | undefined {
  return rooms
    .filter((room) => path.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

function imports(path: string): { target: string; typeOnly: boolean }[] {
  const text = readFileSync(join(root, path), "utf8");
  const pattern =
    /^\s*(?:import|export)\s+(type\s)?[^;"']*?from\s+["']([^"']+)["']|^\s*import\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    target: (match[2] ?? match[3] ?? match[4])!,
    typeOnly: match[1] !== undefined,
  }));
}

function allowed(room: Room, target: string, typeOnly: boolean): boolean {
  const other = roomOf(target);
  const names = [other?.path, target].filter((name) => name !== undefined);
  if (names.includes(room.path)) return true;
  return names.some((name) => room.uses.includes(name) || (typeOnly && (room.types ?? []).includes(name)));
}

describe("architecture", () => {
  const files = [...sources("grammar"), ...sources("compiler"), ...sources("lsp")];

  it("finds the sources", () => {
    expect(files).toContain("grammar/ast.ts");
    expect(files).toContain("compiler/check/tree.ts");
  });

  it("imports only in the declared directions", () => {
    const wrong: string[] = [];
    for (const path of files) {
      const room = roomOf(path);
      if (room === undefined) continue;
      for (const { target, typeOnly } of imports(path)) {
        if (target.startsWith(".")) {
          const file = relative(root, resolve(root, dirname(path), target));
          if (!allowed(room, file, typeOnly)) wrong.push(`${path} -> ${file}`);
        } else if (!(room.packages ?? []).some((name) => target === name || target.startsWith(name))) {
          wrong.push(`${path} -> ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps node: out of everything but the command, the host and generators", () => {
    const wrong = files.filter(
      (path) =>
        !/^(compiler\/cli|compiler\/host|grammar\/highlight)\/|^lsp\/(node|checker|job|job-threads|rest|editors\/generate|playground\/(build|examples)|vscode\/(icon|package|src\/node))\.ts$/.test(
          path,
        ) && imports(path).some(({ target }) => target.startsWith("node:")),
    );
    expect(wrong).toEqual([]);
  });

  it("names each heavy package in one place only", () => {
    const homes: Record<string, RegExp> = {
      chevrotain: /^grammar\//,
      prettier: /^grammar\/format\//,
      commander: /^compiler\/cli\//,
      picocolors: /^compiler\/cli\//,
      chokidar: /^compiler\/cli\//,
      ajv: /^compiler\/load\//,
      "csv-parse/": /^compiler\/load\//,
      "csv-stringify/": /^compiler\/cli\/batch\//,
      "vscode-languageserver": /^lsp\//,
      "vscode-languageserver/": /^lsp\//,
    };
    const wrong: string[] = [];
    for (const path of files)
      for (const { target } of imports(path))
        for (const name of everything)
          if (target === name || (name.endsWith("/") && target.startsWith(name)))
            if (homes[name] !== undefined && !homes[name].test(path)) wrong.push(`${path} -> ${target}`);
    expect(wrong).toEqual([]);
  });

  it("begins the tests with files that are there", () => {
    expect(LONGEST.length).toBeGreaterThan(0);
    expect(LONGEST.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it("keeps every source file readable in one sitting", () => {
    const long = files.filter((path) => readFileSync(join(root, path), "utf8").split("\n").length > 600);
    expect(long).toEqual([]);
  });
});
