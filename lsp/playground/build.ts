/** Builds the playground: one page that holds its scripts, styles and examples, and needs no server and no network. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { library } from "./examples.ts";

const root = join(import.meta.dirname, "../..");

/** The page as text: the same sources give the same bytes. */
export async function buildPlayground(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const [main, page, server, editorWorker, boot] = await Promise.all([
    bundle("lsp/playground/main.ts"),
    bundle("lsp/playground/page.css"),
    bundle("lsp/worker/main.ts", { define: { CORDON_VERSION: JSON.stringify(version) } }),
    bundle("monaco-editor/editor/editor.worker.js"),
    bundle("lsp/playground/boot.ts"),
  ]);
  const parts = {
    main: main.script,
    // That of the editor comes first, so that the page has the last word.
    style: main.style + page.style,
    server: server.script,
    "editor-worker": editorWorker.script,
    library: JSON.stringify(library(version)),
  };
  const data = Object.entries(parts).map(
    ([name, text]) =>
      `<script type="application/gzip+base64" id="page-${name}">${gzipSync(text, { level: 9 }).toString("base64")}</script>`,
  );
  // A script ends at the first end tag, wherever it stands.
  const start = boot.script.trim().replaceAll("</script", "<\\/script");
  const policy = [
    "default-src 'none'",
    // What this one script starts may run, and nothing else; `blob:` is for browsers that do not know the rule.
    `script-src 'sha256-${createHash("sha256").update(start).digest("base64")}' 'strict-dynamic' blob:`,
    "worker-src blob:",
    // The editor places its lines by styles of their own.
    "style-src 'unsafe-inline'",
    "font-src data:",
    "img-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Cordon playground</title>
<link rel="icon" href="data:,">
</head>
<body>
<p id="page-start">The playground is starting.</p>
<noscript><p>The playground runs in the browser, and needs JavaScript.</p></noscript>
${data.join("\n")}
<script>${start}</script>
</body>
</html>
`;
}

interface Bundled {
  readonly script: string;
  readonly style: string;
}

/** One classic script, and the styles it imports. */
async function bundle(entry: string, options: BuildOptions = {}): Promise<Bundled> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    loader: { ".ttf": "dataurl", ".svg": "dataurl" },
    outdir: "out",
    write: false,
    logLevel: "warning",
    ...options,
  });
  const of = (end: string): string => outputFiles!.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { script: of(".js"), style: of(".css") };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const page = await buildPlayground();
  const folder = join(root, "dist/playground");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), page);
  console.log(`dist/playground/index.html: ${(Buffer.byteLength(page) / 1_000_000).toFixed(1)} MB`);
}
