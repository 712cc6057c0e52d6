/** Findings of all files, as an editor asks for them. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { law } from "./law.ts";

interface Report {
  readonly kind: "full" | "unchanged";
  readonly uri: string;
  readonly version: number | null;
  readonly resultId: string;
  readonly items: readonly { readonly code: string }[];
}

const PULLS = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
const measures = "us/measures.cordon";
const wrong = law[measures]!.replace("ac_zone", "ac_zonee");

let client: Client | undefined;
afterEach(async () => {
  const running = client;
  client = undefined;
  if (running !== undefined) expect(await running.stop()).toBe(0);
});

function pull(client: Client, known: readonly Report[], more: object = {}): Promise<{ items: Report[] }> {
  const previousResultIds = known.map(({ uri, resultId }) => ({ uri, value: resultId }));
  return client.connection.sendRequest("workspace/diagnostic", { previousResultIds, ...more });
}

/** Codes by the path of their file. */
function codes(client: Client, reports: readonly Report[]): Record<string, string[]> {
  return Object.fromEntries(
    reports.map(({ uri, items }) => [uri.slice(client.uri("").length), items.map(({ code }) => code)]),
  );
}

describe("findings of the workspace", () => {
  it("are those of all files the first time, also of files that are in order and not open", async () => {
    client = await Client.start({ ...law, [measures]: wrong }, PULLS);
    const { items } = await pull(client, []);
    expect(items.map(({ uri }) => uri)).toEqual(items.map(({ uri }) => uri).toSorted());
    expect(codes(client, items)).toEqual({
      "/trade.cordon": [],
      "/us/base.cordon": [],
      "/us/measures.cordon": ["bind/unknown-name"],
      "/us/scenarios.cordon": [],
    });
    expect(items.every(({ kind, version }) => kind === "full" && version === null)).toBe(true);
  });

  it("wait for something new to tell, and tell that alone", async () => {
    client = await Client.start(law, PULLS);
    const { items } = await pull(client, []);
    await client.open(measures, law[measures]!);
    const next = pull(client, items);
    await client.change(measures, [{ text: wrong }]);
    const changed = (await next).items;
    expect(codes(client, changed)).toEqual({ "/us/measures.cordon": ["bind/unknown-name"] });
    expect(changed[0]!.version).toBe(2);

    const known = items.map((item) => (item.uri === changed[0]!.uri ? changed[0]! : item));
    const mended = pull(client, known);
    await client.change(measures, [{ text: law[measures]! }]);
    expect(codes(client, (await mended).items)).toEqual({ "/us/measures.cordon": [] });
  });

  it("tell of a file that is gone that nothing is found in it", async () => {
    client = await Client.start({ ...law, "us/odd.cordon": "module us.odd of US\nodd" }, PULLS);
    const { items } = await pull(client, []);
    expect(codes(client, items)["/us/odd.cordon"]).not.toEqual([]);
    const next = pull(client, items);
    rmSync(join(client.root, "us/odd.cordon"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("us/odd.cordon"), type: 3 }],
    });
    const gone = (await next).items;
    expect(codes(client, gone)).toEqual({ "/us/odd.cordon": [] });
  });

  it("come in parts where the editor takes parts", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`us/m${at}.cordon`, `module us.m${at} of US\nodd\n`]),
    );
    client = await Client.start({ ...law, ...many }, PULLS);
    const parts: Report[][] = [];
    const { ProgressType } = await import("vscode-languageserver/node");
    client.connection.onProgress(new ProgressType<{ items: Report[] }>(), "part", ({ items }) => {
      parts.push(items);
    });
    const answer = await pull(client, [], { partialResultToken: "part" });
    expect(answer.items).toEqual([]);
    expect(parts.length).toBe(2);
    const told = parts.flat();
    expect(told).toHaveLength(124);
    expect(told.filter(({ items }) => items.length > 0)).toHaveLength(120);
  });

  it("are no longer sent unasked, and what was sent is taken back", async () => {
    client = await Client.start({ ...law, [measures]: wrong }, PULLS);
    await client.findings(measures, (found) => found.length === 1);
    await pull(client, []);
    await client.findings(measures, (found) => found.length === 0);
  });

  it("of a file that an editor opens and asks for do not stand there twice", async () => {
    client = await Client.start({ ...law, [measures]: wrong }, PULLS);
    await client.findings(measures, (found) => found.length === 1);
    await client.open(measures, wrong);
    await client.findings(measures, (found) => found.length === 0);
    const own = await client.request<Report>("textDocument/diagnostic", measures);
    expect(own.items.map(({ code }) => code)).toEqual(["bind/unknown-name"]);
  });

  it("end when the request is taken back", async () => {
    client = await Client.start(law, PULLS);
    const { items } = await pull(client, []);
    const source = new CancellationTokenSource();
    const previousResultIds = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const open = client.connection.sendRequest("workspace/diagnostic", { previousResultIds }, source.token);
    source.cancel();
    await expect(open).rejects.toThrow("cancelled");
  });
});
