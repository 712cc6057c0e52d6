import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { law } from "./law.ts";

/**
 * Random edits, renames, saves, closes, deletions and requests that are taken back, through the real protocol. At every stop
 * the server must answer as one that was started fresh on the same texts, and must have published what it answers.
 */
const seed = Number(process.env.CORDON_SEED ?? 20261126);
const steps = Number(process.env.CORDON_STEPS ?? (process.env.CORDON_LONG === undefined ? 300 : 100_000));
/** steps from one stop to the next */
const stops = steps <= 300 ? 100 : 1000;
const encoding = seed % 2 === 0 ? "utf-16" : "utf-8";

/** A generator of its own (mulberry32), so that a seed gives the same storm everywhere. */
function seeded(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const pieces = [
  ..."}{.,()=",
  '"',
  "\n",
  " when ",
  "ac_zone",
  "CN, ",
  "from 2024-01-01 ",
  "🚢",
  "出口",
  "허가 ",
  "// ",
  "/// allow bind/unused-declaration: 理由\n",
  "group g = CN\n",
  "use trade\n",
  "3A090",
  "module us.base of US\n",
];

interface Position {
  readonly line: number;
  readonly character: number;
}

/** Positions reckoned apart from the server's own code. */
function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const character = encoding === "utf-16" ? line.length : Buffer.byteLength(line, "utf8");
  return { line: before.split("\n").length - 1, character };
}

function offsetOf(text: string, { line, character }: Position): number {
  const lines = text.split("\n");
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  if (encoding === "utf-16") return start + character;
  return (
    start +
    Buffer.from(lines[line] ?? "", "utf8")
      .subarray(0, character)
      .toString("utf8").length
  );
}

/** What an editor and the disk hold. */
class World {
  readonly client: Client;
  readonly disk = new Map<string, string>();
  readonly open = new Map<string, string>();

  constructor(client: Client) {
    this.client = client;
    for (const [path, text] of Object.entries(law)) if (path.endsWith(".cordon")) this.disk.set(path, text);
  }

  text(path: string): string | undefined {
    return this.open.get(path) ?? this.disk.get(path);
  }

  async write(path: string, text: string | null): Promise<void> {
    const file = join(this.client.root, path);
    const type = text === null ? 3 : this.disk.has(path) ? 2 : 1;
    if (text === null) {
      this.disk.delete(path);
      rmSync(file, { force: true });
    } else {
      this.disk.set(path, text);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    await this.client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: this.client.uri(path), type }],
    });
  }

  async show(path: string): Promise<void> {
    const text = this.disk.get(path) ?? "";
    this.open.set(path, text);
    await this.client.open(path, text);
  }

  async hide(path: string): Promise<void> {
    this.open.delete(path);
    await this.client.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: this.client.uri(path) },
    });
  }

  /** Puts texts in place of pieces of an open document, from its end to its beginning. */
  async edit(path: string, edits: readonly { start: number; end: number; newText: string }[]): Promise<void> {
    let text = this.open.get(path)!;
    const changes = [];
    for (const { start, end, newText } of [...edits].sort((a, b) => b.start - a.start)) {
      changes.push({ range: { start: positionOf(text, start), end: positionOf(text, end) }, text: newText });
      text = text.slice(0, start) + newText + text.slice(end);
    }
    this.open.set(path, text);
    await this.client.change(path, changes);
  }
}

type Edits = Record<string, { range: { start: Position; end: Position }; newText: string }[]>;

async function rename(world: World, path: string, offset: number, newName: string): Promise<void> {
  const { client } = world;
  const text = world.text(path)!;
  let changes: Edits;
  try {
    const params = { position: positionOf(text, offset), newName };
    changes =
      (await client.request<{ changes: Edits } | null>("textDocument/rename", path, params))?.changes ?? {};
  } catch (error) {
    if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) return;
    throw error;
  }
  for (const [uri, list] of Object.entries(changes)) {
    const other = decodeURIComponent(uri.slice(client.uri("").length).replace(/^\//, ""));
    const old = world.text(other)!;
    const edits = list.map(({ range, newText: written }) => ({
      start: offsetOf(old, range.start),
      end: offsetOf(old, range.end),
      newText: written,
    }));
    if (world.open.has(other)) await world.edit(other, edits);
    else {
      let now = old;
      for (const { start, end, newText: written } of edits.sort((a, b) => b.start - a.start))
        now = now.slice(0, start) + written + now.slice(end);
      await world.write(other, now);
    }
  }
}

/** What a user may ask of a place, or of a document. */
const ofPlaces = ["hover", "completion", "definition", "references", "documentHighlight", "signatureHelp"];
const ofDocuments = ["documentSymbol", "foldingRange", "codeLens", "documentLink", "semanticTokens/full"];

function ask(client: Client, text: string, path: string, method: string, offset: number): Promise<unknown> {
  return client.request(`textDocument/${method}`, path, {
    position: positionOf(text, offset),
    context: { includeDeclaration: true },
  });
}

/** The answer without what differs from one server to the next: the folder, and names of answers. */
function plain(client: Client, answer: unknown): string {
  return JSON.stringify(answer, (key, value) => (key === "resultId" ? undefined : value))?.replaceAll(
    client.uri("").replace(/\/$/, ""),
    "root",
  );
}

async function compare(world: World, random: (below: number) => number, step: number): Promise<void> {
  const fresh = await Client.start(
    { "cordon.json": law["cordon.json"]!, ...Object.fromEntries(world.disk) },
    { general: { positionEncodings: [encoding] } },
    { asOf: "2024-01-01" },
  );
  const other = new World(fresh);
  other.disk.clear();
  for (const [path, text] of world.open) {
    other.open.set(path, text);
    await fresh.open(path, text);
  }
  // Waits in both for the check of the whole.
  const symbols = (client: Client) => client.connection.sendRequest("workspace/symbol", { query: "" });
  expect(plain(world.client, await symbols(world.client))).toBe(plain(fresh, await symbols(fresh)));
  for (const path of [...new Set([...world.disk.keys(), ...world.open.keys()])].sort()) {
    const text = world.text(path)!;
    const both = async (what: string, question: (client: Client) => Promise<unknown>): Promise<unknown> => {
      const [one, two] = await Promise.all([question(world.client), question(fresh)]);
      expect(plain(world.client, one), `${what} of ${path} after ${step} steps (seed ${seed})`).toBe(
        plain(fresh, two),
      );
      return one;
    };
    const pulled = await both("findings", (client) => client.request("textDocument/diagnostic", path));
    const { items } = pulled as { items: object[] };
    if (world.open.has(path))
      await world.client.findings(path, (found) => JSON.stringify(found) === JSON.stringify(items));
    for (const method of ofDocuments) await both(method, (client) => ask(client, text, path, method, 0));
    const everything = { start: { line: 0, character: 0 }, end: positionOf(text, text.length) };
    await both("hints", (client) => client.request("textDocument/inlayHint", path, { range: everything }));
    await both("actions", (client) =>
      client.request("textDocument/codeAction", path, { range: everything, context: { diagnostics: [] } }),
    );
    for (let i = 0; i < 3; i++) {
      const offset = whole(text, random(text.length + 1));
      for (const method of ofPlaces)
        await both(`${method} at ${offset}`, (client) => ask(client, text, path, method, offset));
    }
  }
  expect(await fresh.stop()).toBe(0);
}

/** An offset that parts no letter. */
function whole(text: string, offset: number): number {
  return /[\udc00-\udfff]/.test(text[offset] ?? "") ? offset - 1 : offset;
}

/** One thing that a user does. */
async function act(world: World, random: (below: number) => number, step: number): Promise<void> {
  const { client } = world;
  const paths = Object.keys(law).filter((path) => path.endsWith(".cordon"));
  const path = paths[random(paths.length)]!;
  const what = random(100);
  if (!world.open.has(path)) {
    if (what < 70) await world.show(path);
    else if (what < 85) await world.write(path, law[path]!);
    else await world.write(path, null);
    return;
  }
  const text = world.open.get(path)!;
  const offset = whole(text, random(text.length + 1));
  if (what < 60) {
    const end = whole(text, Math.min(text.length, offset + random(4)));
    const edit = { start: Math.min(offset, end), end, newText: pieces[random(pieces.length)]! };
    await world.edit(path, [edit]);
  } else if (what < 68) {
    // Put back now and then, lest all texts rot.
    world.open.set(path, law[path]!);
    await client.change(path, [{ text: law[path]! }]);
  } else if (what < 74) await world.write(path, text);
  else if (what < 78) await world.hide(path);
  else if (what < 81) await rename(world, path, offset, `name_${step % 7}`);
  else {
    const methods = [...ofPlaces, ...ofDocuments];
    const source = new CancellationTokenSource();
    const method = `textDocument/${methods[random(methods.length)]!}`;
    const answer = client.connection.sendRequest(
      method,
      {
        textDocument: { uri: client.uri(path) },
        position: positionOf(text, offset),
        context: { includeDeclaration: true },
      },
      source.token,
    );
    if (what < 92) source.cancel();
    await answer.catch((error: unknown) => {
      const isTakenBack = error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
      if (!isTakenBack) throw error;
    });
  }
}

describe("a server in a storm", () => {
  it(`answers as one that was started fresh (seed ${seed}, ${steps} steps, ${encoding})`, {
    timeout: 7_200_000,
  }, async () => {
    const random = seeded(seed);
    const client = await Client.start(
      law,
      { general: { positionEncodings: [encoding] } },
      { asOf: "2024-01-01" },
    );
    const world = new World(client);
    for (let step = 1; step <= steps; step++) {
      await act(world, random, step);
      // The wire is not kept: a long storm would fill the memory.
      client.log.length = 0;
      if (step % stops === 0 || step === steps) await compare(world, random, step);
    }
    expect(await client.stop()).toBe(0);
  });
});
