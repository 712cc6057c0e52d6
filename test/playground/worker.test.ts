import { resolve } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { FileStore, isSentFiles } from "../../lsp/worker/files.ts";
import { chromiumPath, launchChromium, skipReason } from "../support/chromium.ts";

const root = resolve(import.meta.dirname, "../..");

/** No plugin and no polyfill: a module of Node anywhere in the server fails here. */
async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["lsp/worker/main.ts"],
    bundle: true,
    platform: "browser",
    format: "iife",
    write: false,
    logLevel: "silent",
    define: { CORDON_VERSION: '"test"' },
  });
  return outputFiles[0]!.text;
}

describe("the files of a worker", () => {
  const store = new FileStore();
  store.put({
    "memory:///w/cordon.json": "{}",
    "memory:///w/a%20b/law.cordon": "law",
    "memory:///w/node_modules/base/cordon.json": "{}",
    "memory:///w/node_modules/base/base.cordon": "base",
    "memory:///elsewhere/x.cordon": "x",
  });

  it("finds the workspace of a file: its manifest, else the editor's folder, else its own", () => {
    expect(store.rootOf("memory:///w/a%20b/law.cordon", [])).toBe("memory:///w");
    expect(store.rootOf("memory:///elsewhere/deep/x.cordon", ["memory:///elsewhere/"])).toBe(
      "memory:///elsewhere",
    );
    expect(store.rootOf("memory:///elsewhere/x.cordon", [])).toBe("memory:///elsewhere");
    expect(store.rootOf("untitled:Untitled-1", ["memory:///w"])).toBe("untitled:");
  });

  it("lists and reads below a root, and keeps packages apart", () => {
    const host = store.host("memory:///w");
    expect(host.listFiles(".", [".cordon"])).toEqual(["a b/law.cordon"]);
    expect(host.readFile("a b/law.cordon")).toBe("law");
    expect(host.readFile("../elsewhere/x.cordon")).toBe("x");
    expect(host.readFile("none.cordon")).toBeNull();
    expect(host.resolvePackage("base")).toBe("node_modules/base");
    expect(host.resolvePackage("other")).toBeNull();
    expect(host.listFiles("node_modules/base", [".cordon"])).toEqual(["node_modules/base/base.cordon"]);
  });

  it("takes files away", () => {
    const store = new FileStore();
    store.put({ "memory:///w/a.cordon": "a" });
    store.put({ "memory:///w/a.cordon": null });
    expect(store.host("memory:///w").listFiles(".", [".cordon"])).toEqual([]);
  });

  it("knows what is no record of texts", () => {
    expect(isSentFiles({ "memory:///a": "x", "memory:///b": null })).toBe(true);
    for (const wrong of [null, 1, [], { "memory:///a": 1 }, { "no address": "x" }])
      expect(isSentFiles(wrong)).toBe(false);
  });
});

describe("the bundle of the worker", () => {
  it("needs nothing of Node", async () => {
    expect(await bundleWorker()).not.toMatch(/\brequire\(["']node:|from ["']node:/);
  });
});

describe.skipIf(chromiumPath === null)(`the server in a web worker${skipReason}`, () => {
  const uri = "memory:///w/law.cordon";
  let browser: Browser;
  let page: Page;

  /** Sends messages as they would go over the wire, and gives what comes back of interest. */
  const request = (method: string, params: unknown): Promise<unknown> =>
    page.evaluate(([method, params]) => window.ask(method as string, params), [method, params]);
  const notify = (method: string, params: unknown): Promise<void> =>
    page.evaluate(([method, params]) => window.tell(method as string, params), [method, params]);
  const published = (address: string, count: number): Promise<unknown> =>
    page.evaluate(([address, count]) => window.findings(address as string, count as number), [
      address,
      count,
    ] as const);

  beforeAll(async () => {
    const source = await bundleWorker();
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto("about:blank");
    await page.evaluate(startClient, source);
    await request("initialize", {
      processId: null,
      rootUri: "memory:///w",
      capabilities: {},
      initializationOptions: { files: { "memory:///w/trade.cordon": VOCABULARY } },
    });
    await notify("initialized", {});
    await notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "cordon", version: 1, text: EXAMPLE },
    });
  }, 120_000);
  afterAll(() => browser?.close());

  it("checks a document against files that the client sent", async () => {
    expect(await published(uri, 0)).toEqual([]);
  });

  it("says what a change breaks", async () => {
    await notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: EXAMPLE.replace("destination in partners", "destination in partner") }],
    });
    expect(JSON.stringify(await published(uri, 1))).toContain("`partner`");
    await notify("textDocument/didChange", {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text: EXAMPLE }],
    });
    expect(await published(uri, 0)).toEqual([]);
  });

  it("hovers, completes, formats and runs scenarios", async () => {
    const line = EXAMPLE.split("\n").findIndex((text) => text.includes("unless destination"));
    const position = { line, character: 10 };
    const hover = await request("textDocument/hover", { textDocument: { uri }, position });
    expect(JSON.stringify(hover)).toContain("In which country does it end up?");
    const completion = await request("textDocument/completion", { textDocument: { uri }, position });
    expect(JSON.stringify(completion)).toContain('"destination"');
    expect(
      await request("textDocument/formatting", {
        textDocument: { uri },
        options: { tabSize: 2, insertSpaces: true },
      }),
    ).toEqual([]);
    const run = await request("workspace/executeCommand", {
      command: "cordon.runScenario",
      arguments: [uri],
    });
    expect(run).toMatchObject([{ passed: true }]);
  });

  it("proves beside the server, in a worker of its own", async () => {
    const never = EXAMPLE.replace(
      "unless destination",
      "when item.tpp < 100 TPP and item.tpp > 200 TPP\n  unless destination",
    );
    await notify("textDocument/didChange", {
      textDocument: { uri, version: 4 },
      contentChanges: [{ text: never }],
    });
    expect(JSON.stringify(await published(uri, 1))).toContain('"proof/');
    await notify("textDocument/didChange", {
      textDocument: { uri, version: 5 },
      contentChanges: [{ text: EXAMPLE }],
    });
    expect(await published(uri, 0)).toEqual([]);
  });

  it("takes files that come later, and refuses what is none", async () => {
    const renamed = VOCABULARY.replace("destination : country", "goes_to : country");
    await request("cordon/files", { files: { "memory:///w/trade.cordon": renamed } });
    expect(JSON.stringify(await published(uri, 1))).toContain("`destination`");
    await request("cordon/files", { files: { "memory:///w/trade.cordon": VOCABULARY } });
    expect(await published(uri, 0)).toEqual([]);
    await expect(request("cordon/files", { files: { "memory:///w/x.cordon": 7 } })).rejects.toThrow(
      "expected `files`",
    );
  });
});

declare global {
  interface Window {
    ask(method: string, params: unknown): Promise<unknown>;
    tell(method: string, params: unknown): void;
    findings(uri: string, atLeast: number): Promise<unknown>;
  }
}

/** Runs in the page: a client of the simplest kind. */
function startClient(source: string): void {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  const last = new Map<string, readonly unknown[]>();
  const looking = new Set<() => void>();
  let ids = 0;
  worker.onmessage = ({ data }) => {
    if (data.method === "textDocument/publishDiagnostics") {
      last.set(data.params.uri, data.params.diagnostics);
      for (const look of [...looking]) look();
    }
    const asked = waiting.get(data.id);
    if (asked === undefined || data.method !== undefined) return;
    if (data.error === undefined) asked.resolve(data.result);
    else asked.reject(new Error(data.error.message));
  };
  window.ask = (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++ids, { resolve, reject });
      worker.postMessage({ jsonrpc: "2.0", id: ids, method, params });
    });
  window.tell = (method, params) => worker.postMessage({ jsonrpc: "2.0", method, params });
  // None at all, or at least so many.
  window.findings = (uri, atLeast) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = last.get(uri);
        if (found === undefined || (atLeast === 0 ? found.length > 0 : found.length < atLeast)) return;
        looking.delete(look);
        resolve(found);
      };
      looking.add(look);
      look();
    });
}
