/**
 * The language server as an editor uses it, measured at the client: a measure typed letter by letter in generated workspaces of
 * growing size and in the examples, with and without proofs in the background. Times are of the clock and grow with the load
 * of the machine, which is said; processor time grows less.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
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

const seed = Number(process.env.CORDON_SEED ?? 20261125);
const sizes = (process.env.CORDON_BENCH_FILES ?? "100,300,1000").split(",").map(Number);
const PER_FILE = 10;
const command = resolve(import.meta.dirname, "../../dist/cordon.js");

interface Place {
  readonly folder: string;
  /** the file in which is typed, at its end */
  readonly path: string;
  readonly authority: string;
}

interface Measured {
  readonly keys: readonly number[];
  readonly completed: readonly number[];
  readonly hovered: readonly number[];
  /** milliseconds */
  readonly firstFindings: number;
  readonly firstWhole: number;
  /** after the last letter */
  readonly wholeAgain: number;
  /** milliseconds of processor time, all threads, for each letter with what is asked at it */
  readonly cpuPerLetter: number;
  /** megabytes: at rest after all that, and the most there ever was */
  readonly resident: number;
  readonly peak: number;
}

/** What the system knows of a process; where it does not tell, not-a-number. */
function ofSystem(pid: number, name: "VmRSS" | "VmHWM"): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

function cpuOf(pid: number): number {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ").slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return Number.NaN;
  }
}

const measureTyped = (authority: string): string => `
list measure typed_here "Typed in the editor" {
  authority ${authority}
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

async function type({ folder, path, authority }: Place, proofs: boolean): Promise<Measured> {
  const started = performance.now();
  const server = spawn(process.execPath, [command, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const pid = server.pid!;
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const uri = pathToFileURL(join(folder, path)).href;
  let version = 1;
  /** resolves when the findings of a version come */
  let arrived: { readonly version: number; readonly resolve: () => void } | null = null;
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    if (params.uri === uri && params.version === arrived?.version) arrived?.resolve();
  });
  connection.listen();
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const untilFindings = (send: () => Promise<void>): Promise<number> =>
    timed(async () => {
      const found = new Promise<void>((resolve) => {
        arrived = { version, resolve };
      });
      await send();
      await found;
    });
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "bench" }],
    capabilities: {},
    initializationOptions: { proofs },
  });
  await connection.sendNotification("initialized", {});
  const text = readFileSync(join(folder, path), "utf8");
  await untilFindings(() =>
    connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "cordon", version, text },
    }),
  );
  const firstFindings = performance.now() - started;
  await connection.sendRequest("workspace/symbol", { query: "typed_here" });
  const firstWhole = performance.now() - started;

  const random = seeded(seed);
  const line = text.split("\n").length - 1;
  const keys: number[] = [];
  const completed: number[] = [];
  const hovered: number[] = [];
  let at = { line, character: 0 };
  const cpuBefore = cpuOf(pid);
  const typed = measureTyped(authority);
  for (const letter of typed) {
    version++;
    const contentChanges = [{ range: { start: at, end: at }, text: letter }];
    keys.push(
      await untilFindings(() =>
        connection.sendNotification("textDocument/didChange", {
          textDocument: { uri, version },
          contentChanges,
        }),
      ),
    );
    at =
      letter === "\n" ? { line: at.line + 1, character: 0 } : { line: at.line, character: at.character + 1 };
    if (/[a-z. ]/.test(letter)) {
      const asked = { textDocument: { uri }, position: at };
      completed.push(await timed(() => connection.sendRequest("textDocument/completion", asked)));
      const position = { line: Math.floor(random() * line), character: 12 };
      const pointed = { textDocument: { uri }, position };
      hovered.push(await timed(() => connection.sendRequest("textDocument/hover", pointed)));
    }
    // A person types four to eight letters a second, and stops to think now and then: then the whole is checked.
    await pause(random() < 0.04 ? 1500 : 60 + random() * 120);
  }
  const cpuPerLetter = (cpuOf(pid) - cpuBefore) / typed.length;
  const wholeAgain = await timed(() => connection.sendRequest("workspace/symbol", { query: "typed_here" }));
  // Garbage is collected when nothing was typed for a while.
  await pause(12_000);
  const [resident, peak] = [ofSystem(pid, "VmRSS"), ofSystem(pid, "VmHWM")];
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  await ended;
  connection.dispose();
  return { keys, completed, hovered, firstFindings, firstWhole, wholeAgain, cpuPerLetter, resident, peak };
}

function generated(files: number): Place {
  const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
  const sources = generateWorkspace(0, seed);
  for (let i = 0; i < files; i++)
    sources[`law/part${String(i).padStart(4, "0")}.cordon`] = generateModule(i, PER_FILE, seed + i);
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, path: "law/part0007.cordon", authority: "act_x" };
}

function examples(): Place {
  const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
  cpSync(resolve(import.meta.dirname, "../../examples"), folder, { recursive: true });
  return { folder, path: "us/equipment.cordon", authority: "ecra" };
}

console.log(`editor: ${machine()}, seed ${seed}, load ${loadavg()[0]!.toFixed(1)} before`);
const latency = [["where", "proofs", "what", "median", "p95", "most", "count"]];
const costs = [
  ["where", "proofs", "first findings", "first whole", "whole again", "CPU a letter", "at rest", "peak"],
];
const part = (times: readonly number[], share: number): string =>
  `${times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)]!.toFixed(1)} ms`;
const places: [string, () => Place][] = [
  ["examples", examples],
  ...sizes.map((files): [string, () => Place] => [`${files} files`, () => generated(files)]),
];
for (const [where, make] of places) {
  const place = make();
  for (const proofs of process.env.CORDON_BENCH_PROOFS === "off" ? [false] : [false, true]) {
    const found = await type(place, proofs);
    const whats = [
      ["keystroke to findings", found.keys],
      ["completion", found.completed],
      ["hover", found.hovered],
    ] as const;
    const on = proofs ? "on" : "off";
    for (const [what, times] of whats)
      latency.push([
        where,
        on,
        what,
        part(times, 0.5),
        part(times, 0.95),
        part(times, 1),
        String(times.length),
      ]);
    const seconds = (time: number): string => `${(time / 1000).toFixed(2)} s`;
    costs.push([
      where,
      on,
      seconds(found.firstFindings),
      seconds(found.firstWhole),
      seconds(found.wholeAgain),
      `${found.cpuPerLetter.toFixed(1)} ms`,
      `${found.resident.toFixed(0)} MB`,
      `${found.peak.toFixed(0)} MB`,
    ]);
  }
  rmSync(place.folder, { recursive: true });
}
table(`latency as the client sees it, ${PER_FILE} measures a file`, latency);
table("start, whole checks, processor time and memory", costs);
console.log(`\nload ${loadavg()[0]!.toFixed(1)} after`);
