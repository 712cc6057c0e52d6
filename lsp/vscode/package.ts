/**
 * Packages the extension, offline: bundles client, pages and server, adds what is made from the language's own tables, and
 * writes `dist/cordon-<version>.vsix`, or the file that is named. The same sources give the same bytes.
 */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { type BuildOptions, build } from "esbuild";
import root from "../../package.json" with { type: "json" };
import { snippets } from "../service/snippets.ts";
import { extensionIcon, fileIcons, png, svg } from "./icon.ts";
import manifest from "./package.json" with { type: "json" };

const here = import.meta.dirname;
const top = resolve(here, "../..");
const target = resolve(process.argv[2] ?? join(top, "dist", `cordon-${root.version}.vsix`));
const stage = mkdtempSync(join(tmpdir(), "cordon-vscode-"));

/** Modules that the server starts as threads; their names are those it asks for, beside the folder it stands in. */
const threads = { "lsp-checker": "lsp/checker.ts", "lsp-job": "lsp/job.ts" };

const common: BuildOptions = {
  absWorkingDir: top,
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: "none",
  logLevel: "warning",
  // The formatter needs Prettier's printer, not its languages.
  alias: { prettier: "prettier/standalone" },
  define: { CORDON_VERSION: JSON.stringify(root.version) },
};

try {
  await Promise.all([bundleClient(), bundlePages(), bundleServer(), bundleWorker()]);
  writeOwnFiles();
  makeAlike();
  mkdirSync(dirname(target), { recursive: true });
  await createVSIX({
    cwd: stage,
    packagePath: target,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** Takes from the files what differs from one packaging to the next: their times, as a zip writes them, and their modes. */
function makeAlike(): void {
  // The earliest day that a zip can write, in its clock without a zone.
  process.env.SOURCE_DATE_EPOCH ??= String(Date.UTC(1980, 0, 1) / 1000);
  process.env.TZ = "UTC";
  for (const entry of readdirSync(stage, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o644);
}

async function bundleClient(): Promise<void> {
  const client: BuildOptions = {
    ...common,
    format: "cjs",
    external: ["vscode"],
    outdir: join(stage, "dist"),
  };
  const outExtension = { ".js": ".cjs" };
  await build({
    ...client,
    outExtension,
    entryPoints: ["lsp/vscode/src/node.ts"],
    platform: "node",
    target: "node22",
  });
  await build({
    ...client,
    outExtension,
    entryPoints: ["lsp/vscode/src/browser.ts"],
    platform: "browser",
    target: "es2022",
  });
}

async function bundlePages(): Promise<void> {
  await build({
    ...common,
    entryPoints: ["lsp/vscode/webview/table.ts", "lsp/vscode/webview/table.css"],
    platform: "browser",
    format: "iife",
    target: "es2022",
    outdir: join(stage, "media"),
  });
}

async function bundleServer(): Promise<void> {
  await build({
    ...common,
    entryPoints: { "bin/server": "lsp/vscode/src/server.ts", ...threads },
    platform: "node",
    format: "esm",
    target: "node22",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    outdir: join(stage, "server"),
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  writeFileSync(join(stage, "server", "package.json"), '{ "type": "module" }\n');
}

async function bundleWorker(): Promise<void> {
  await build({
    ...common,
    entryPoints: { worker: "lsp/worker/main.ts" },
    platform: "browser",
    format: "iife",
    target: "es2022",
    outdir: join(stage, "server"),
    logOverride: { "empty-import-meta": "error" },
  });
}

function writeOwnFiles(): void {
  const write = (name: string, content: string | Buffer): void => writeFileSync(join(stage, name), content);
  const copy = (from: string, name: string): void => write(name, readFileSync(join(top, from)));
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  // Its type is that of its sources; what is packaged says what it is by its ending.
  const { type: _type, private: _private, ...published } = manifest;
  write("package.json", json({ ...published, version: root.version }));
  copy("grammar/highlight/cordon.tmLanguage.gen.json", "cordon.tmLanguage.json");
  copy("grammar/highlight/language-configuration.gen.json", "language-configuration.json");
  copy("compiler/load/cordon.schema.json", "manifest.schema.json");
  copy("LICENSE", "LICENSE.txt");
  write("snippets.json", json(snippetFile()));
  write("icon.png", png(extensionIcon, 256));
  for (const ground of ["light", "dark"] as const) write(`file-${ground}.svg`, svg(fileIcons[ground]));
  for (const name of ["README.md", "CHANGELOG.md", "walkthrough"])
    cpSync(join(here, name), join(stage, name), { recursive: true });
}

/** For the command that inserts a snippet. Without prefixes, for the server offers the same while one types, where they fit. */
function snippetFile(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    snippets.map(({ label, detail, insertText }) => [
      label,
      { description: detail, body: insertText?.split("\n") },
    ]),
  );
}
