/** The language server as an editor uses it: 1,000 files with 10,000 measures, and a measure typed letter by letter. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { generateModule, generateWorkspace } from "./sources.ts";
import { machine, seeded, table } from "./support.ts";

const seed = 20261125;
const FILES = Number(process.env.CORDON_BENCH_FILES ?? 1000);
const PER_FILE = 10;
const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
const sources = generateWorkspace(0, seed);
for (let i = 0; i < FILES; i++)
  sources[`law/part${String(i).padStart(4, "0")}.cordon`] = generateModule(i, PER_FILE, seed + i);
for (const [path, text] of Object.entries(sources)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`editor: ${machine()}, seed ${seed}, ${FILES} files, ${FILES * PER_FILE} measures`);

const started = performance.now();
const command = resolve(import.meta.dirname, "../../dist/cordon.js");
const server = spawn(process.execPath, [command, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
const path = "law/part0007.cordon";
const uri = pathToFileURL(join(folder, path)).href;
let version = 1;
/** resolves when the findings of a version come */
let arrived: { readonly version: number; readonly resolve: (count: number) => void } | null = null;
connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
  if (params.uri === uri && params.version === arrived?.version) arrived?.resolve(params.diagnostics.length);
});
connection.listen();

/** Milliseconds until the findings of this version come. */
async function untilFindings(send: () => Promise<void>): Promise<number> {
  const start = performance.now();
  const found = new Promise<number>((resolve) => {
    arrived = { version, resolve };
  });
  await send();
  await found;
  return performance.now() - start;
}

const rootUri = pathToFileURL(folder).href;
await connection.sendRequest<InitializeResult>("initialize", {
  processId: process.pid,
  rootUri,
  workspaceFolders: [{ uri: rootUri, name: "bench" }],
  capabilities: {},
});
await connection.sendNotification("initialized", {});
let text = sources[path]!;
await untilFindings(() =>
  connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "cordon", version, text },
  }),
);
const firstOpen = performance.now() - started;
await connection.sendRequest("workspace/symbol", { query: "zone_0_0" });
const wholeCheck = performance.now() - started;

const typed = `
list measure typed_here "Typed in the editor" {
  authority act_x
  cite "15 CFR 742.9"
  topic chips
  origin unilateral
  destinations CN, RU
  when item.tpp >= 4800 TPP and act = shipment
  requires license
  review case by case
  from 2024-01-01
}
`;
const random = seeded(seed);
const line = text.split("\n").length - 1;
const keys: number[] = [];
const completed: number[] = [];
const hovered: number[] = [];
const timed = async (request: Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await request;
  return performance.now() - start;
};
let at = { line, character: 0 };
for (const letter of typed) {
  version++;
  const range = { start: at, end: at };
  keys.push(
    await untilFindings(() =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ range, text: letter }],
      }),
    ),
  );
  text += letter;
  at = letter === "\n" ? { line: at.line + 1, character: 0 } : { line: at.line, character: at.character + 1 };
  if (/[a-z. ]/.test(letter)) {
    completed.push(
      await timed(connection.sendRequest("textDocument/completion", { textDocument: { uri }, position: at })),
    );
    const position = { line: Math.floor(random() * line), character: 12 };
    hovered.push(
      await timed(connection.sendRequest("textDocument/hover", { textDocument: { uri }, position })),
    );
  }
  // A person types four to eight letters a second.
  await pause(60 + random() * 120);
}
await connection.sendRequest("workspace/symbol", { query: "typed_here" });
await pause(1000);
const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"));
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
rmSync(folder, { recursive: true });

const at95 = (times: number[], part: number): string =>
  `${times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * part)]!.toFixed(1)} ms`;
table("latency as the client sees it", [
  ["what", "median", "p95", "most", "count"],
  ...(
    [
      ["keystroke to findings", keys],
      ["completion", completed],
      ["hover", hovered],
    ] as const
  ).map(([what, times]) => [what, at95(times, 0.5), at95(times, 0.95), at95(times, 1), String(times.length)]),
]);
table("start and memory", [
  ["first findings of the open file", `${(firstOpen / 1000).toFixed(2)} s`],
  ["whole workspace checked", `${(wholeCheck / 1000).toFixed(2)} s`],
  [
    "resident memory at the end",
    memory === null ? "not known" : `${(Number(memory[1]) / 1024).toFixed(0)} MB`,
  ],
]);
