// Bundles the command, the library, the runtime and the Prettier plugin into dist/. Run by `npm install` (prepare).
import { readFile, rename, rm } from "node:fs/promises";
import { build } from "esbuild";

const { version } = JSON.parse(await readFile("package.json", "utf8"));

/** What is made takes the place of the last at the end: sources with an error leave a command that works. */
const outdir = "dist.next";
await rm(outdir, { recursive: true, force: true });

const common = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "esm",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
};

// The command is split into chunks, so that `--help` reads only what it prints; packages are bundled in, because
// resolving them one by one costs more than running them. Prettier stays outside: it is large and only `fmt` needs it.
await build({
  ...common,
  packages: "bundle",
  external: ["prettier"],
  minifySyntax: true,
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  entryPoints: {
    cordon: "compiler/cli/main.ts",
    "batch-thread": "compiler/cli/batch-thread.ts",
    "coverage-thread": "compiler/cli/coverage-thread.ts",
    "scenario-thread": "compiler/cli/scenario-thread.ts",
    "lsp-checker": "lsp/checker.ts",
    "lsp-job": "lsp/job.ts",
  },
  outdir,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
});
await build({
  ...common,
  entryPoints: { index: "compiler/index.ts", prettier: "grammar/format/index.ts" },
  outdir,
});
// The runtime and the matching of names have no dependencies left and run in a browser as they are.
await build({
  ...common,
  platform: "neutral",
  target: "es2022",
  packages: "bundle",
  mainFields: ["module", "main"],
  entryPoints: { runtime: "compiler/runtime/index.ts", names: "compiler/names/index.ts" },
  outdir,
});
// The language server in a web worker. A module of Node in it would fail the build here, not in the browser.
await build({
  bundle: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  minify: true,
  sourcemap: true,
  logLevel: "warning",
  logOverride: { "empty-import-meta": "error" },
  define: { CORDON_VERSION: JSON.stringify(version) },
  entryPoints: { "lsp-worker": "lsp/worker/main.ts" },
  outdir,
});
// The program of the report's explorer: written into its page, where nothing else may run.
await build({
  ...common,
  platform: "browser",
  target: "es2022",
  format: "iife",
  packages: "bundle",
  minify: true,
  sourcemap: false,
  legalComments: "none",
  entryPoints: { explorer: "compiler/explorer/app/main.ts" },
  outdir,
});
await rm("dist", { recursive: true, force: true });
await rename(outdir, "dist");
