import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LSPErrorCodes } from "vscode-languageserver/node";
import { capabilities } from "../../lsp/features.ts";
import { Client } from "./client.ts";
import { law } from "./law.ts";
import { Metamodel, modelFile } from "./metamodel.ts";

const path = "us/measures.cordon";
const text = law[path]!;
let client: Client;

beforeAll(async () => {
  client = await Client.start(
    law,
    {
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
      workspace: {
        inlayHint: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
      window: { workDoneProgress: true },
    },
    { asOf: "2024-01-01" },
  );
  for (const [name, source] of Object.entries(law))
    if (name.endsWith(".cordon")) await client.open(name, source);
  await client.findings(path, () => true);
}, 120_000);
afterAll(async () => {
  expect(await client.stop()).toBe(0);
}, 120_000);

/** The position of the first letter of a piece of the measure. */
function at(piece: string, source = text): { line: number; character: number } {
  const before = source.slice(0, source.indexOf(piece)).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
type Place = { uri: string; range: { start: { line: number } } };
const places = (found: Place[]): string[] =>
  found.map(({ uri, range }) => `${uri.slice(client.uri("").length).replace(/^\//, "")}:${range.start.line}`);

/** One test for each capability that the server states; the key is that of the capability. */
const tests: Readonly<Record<string, () => Promise<void>>> = {
  completionProvider: async () => {
    const found = await client.request<{ items: { label: string; textEdit: object }[] }>(
      "textDocument/completion",
      path,
      { position: at("requires") },
    );
    expect(found.items.map(({ label }) => label)).toContain("unless");
  },
  hoverProvider: async () => {
    const found = await client.request<{ contents: { value: string } }>("textDocument/hover", path, {
      position: at("ac_zone"),
    });
    expect(found.contents.value).toContain("**from 2023-11-17 by rule_2023**");
  },
  definitionProvider: async () => {
    const found = await client.request<Place[]>("textDocument/definition", path, { position: at("ac_zone") });
    expect(places(found)).toEqual(["us/base.cordon:25"]);
  },
  declarationProvider: async () => {
    const found = await client.request<Place[]>("textDocument/declaration", path, { position: at("ecra") });
    expect(places(found)).toEqual(["us/base.cordon:18"]);
  },
  typeDefinitionProvider: async () => {
    const found = await client.request<Place[]>("textDocument/typeDefinition", "us/base.cordon", {
      position: at("act in", law["us/base.cordon"]),
    });
    expect(places(found)).toEqual(["trade.cordon:4"]);
  },
  implementationProvider: async () => {
    const found = await client.request<Place[]>("textDocument/implementation", path, {
      position: at("3A090.a"),
    });
    expect(places(found)).toEqual([`${path}:9`]);
  },
  referencesProvider: async () => {
    const found = await client.request<Place[]>("textDocument/references", path, {
      position: at("ac_a"),
      context: { includeDeclaration: true },
    });
    expect(places(found)).toEqual([`${path}:9`, "us/scenarios.cordon:6"]);
  },
  documentHighlightProvider: async () => {
    const found = await client.request<{ kind: number }[]>("textDocument/documentHighlight", path, {
      position: at("fast"),
    });
    expect(found.map(({ kind }) => kind)).toEqual([3, 2]);
  },
  documentSymbolProvider: async () => {
    const found = await client.request<{ name: string }[]>("textDocument/documentSymbol", path);
    expect(found.map(({ name }) => name)).toEqual(["us.measures", "fast", "3A090.a", "ac_a"]);
  },
  workspaceSymbolProvider: async () => {
    const found = await client.connection.sendRequest<{ name: string }[]>("workspace/symbol", {
      query: "rule_",
    });
    expect(found.map(({ name }) => name)).toEqual(["rule_2022", "rule_2023"]);
  },
  renameProvider: async () => {
    const prepared = await client.request<{ placeholder: string }>("textDocument/prepareRename", path, {
      position: at("ac_a"),
    });
    expect(prepared.placeholder).toBe("ac_a");
    const found = await client.request<{ changes: Record<string, object[]> }>("textDocument/rename", path, {
      position: at("ac_a"),
      newName: "chips",
    });
    expect(Object.keys(found.changes)).toEqual([client.uri(path), client.uri("us/scenarios.cordon")]);
    const refused = client.request("textDocument/rename", path, { position: at("ac_a"), newName: "1" });
    await expect(refused).rejects.toThrow("is no name");
  },
  signatureHelpProvider: async () => {
    const found = await client.request<{ signatures: { label: string }[]; activeParameter: number }>(
      "textDocument/signatureHelp",
      path,
      { position: { ...at("by rule_2022"), character: at("by rule_2022").character + 3 } },
    );
    expect(found.signatures[0]!.label).toMatch(/^from DAY \[by INSTRUMENT\]/);
    expect(found.activeParameter).toBe(1);
  },
  callHierarchyProvider: async () => {
    interface Item {
      name: string;
    }
    const [item] = await client.request<Item[]>("textDocument/prepareCallHierarchy", path, {
      position: at("fast"),
    });
    expect(item).toMatchObject({ name: "fast", uri: client.uri(path) });
    const incoming = await client.connection.sendRequest<{ from: Item; fromRanges: object[] }[]>(
      "callHierarchy/incomingCalls",
      { item },
    );
    expect(incoming.map(({ from, fromRanges }) => [from.name, fromRanges.length])).toEqual([["ac_a", 1]]);
    const outgoing = await client.connection.sendRequest<{ to: Item }[]>("callHierarchy/outgoingCalls", {
      item: incoming[0]!.from,
    });
    expect(outgoing.map(({ to }) => to.name)).toEqual(["ecra", "3A090.a", "ac_zone", "fast"]);
  },
  typeHierarchyProvider: async () => {
    const items = await client.request<object[]>("textDocument/prepareTypeHierarchy", path, {
      position: at("3A090.a"),
    });
    expect(items).toMatchObject([{ name: "3A090.a", kind: 14 }]);
    for (const method of ["typeHierarchy/supertypes", "typeHierarchy/subtypes"])
      expect(await client.connection.sendRequest(method, { item: items[0] })).toEqual([]);
  },
  documentFormattingProvider: async () => {
    const options = { tabSize: 2, insertSpaces: true };
    expect(await client.request("textDocument/formatting", path, { options })).toEqual([]);
  },
  documentRangeFormattingProvider: async () => {
    const options = { tabSize: 2, insertSpaces: true };
    expect(
      await client.request("textDocument/rangeFormatting", path, { options, range: everything }),
    ).toEqual([]);
  },
  documentOnTypeFormattingProvider: async () => {
    const found = await client.request("textDocument/onTypeFormatting", path, {
      options: { tabSize: 2, insertSpaces: true },
      position: { line: 21, character: 1 },
      ch: "}",
    });
    expect(found).toEqual([]);
  },
  foldingRangeProvider: async () => {
    const found = await client.request<object[]>("textDocument/foldingRange", path);
    expect(found).toEqual([{ startLine: 9, endLine: 20 }]);
  },
  selectionRangeProvider: async () => {
    const found = await client.request<{ parent?: object }[]>("textDocument/selectionRange", path, {
      positions: [at("license")],
    });
    expect(found[0]!.parent).toBeDefined();
  },
  semanticTokensProvider: async () => {
    const full = await client.request<{ resultId: string; data: number[] }>(
      "textDocument/semanticTokens/full",
      path,
    );
    expect(full.data.length % 5).toBe(0);
    const part = await client.request<{ data: number[] }>("textDocument/semanticTokens/range", path, {
      range: { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } },
    });
    expect(part.data).toEqual(full.data.slice(0, part.data.length));
    const delta = await client.request<{ edits: object[] }>("textDocument/semanticTokens/full/delta", path, {
      previousResultId: full.resultId,
    });
    expect(delta.edits).toEqual([]);
  },
  codeActionProvider: async () => {
    await client.change(path, [{ text: text.replace("requires", "reqires") }]);
    const diagnostics = await client.findings(path, (found) => found.length > 0);
    const found = await client.request<{ title: string }[]>("textDocument/codeAction", path, {
      range: diagnostics[0]!.range,
      context: { diagnostics },
    });
    expect(found[0]!.title).toBe("write `requires`");
    await client.change(path, [{ text }]);
    await client.findings(path, (left) => left.length === 0);
  },
  inlayHintProvider: async () => {
    const found = await client.request<{ label: string }[]>("textDocument/inlayHint", "us/base.cordon", {
      range: everything,
    });
    expect(found.map(({ label }) => label)).toEqual([
      "until 2023-11-17",
      "2 members",
      "in force",
      "4 members",
    ]);
    await client.connection.sendRequest("cordon/asOf", { date: null });
    const without = await client.request<{ label: string }[]>("textDocument/inlayHint", "us/base.cordon", {
      range: everything,
    });
    expect(without.map(({ label }) => label)).not.toContain("in force");
  },
  codeLensProvider: async () => {
    const found = await client.request<{ command: { title: string } }[]>(
      "textDocument/codeLens",
      "us/scenarios.cordon",
    );
    expect(found.map(({ command }) => command.title)).toEqual(["run scenario"]);
  },
  executeCommandProvider: async () => {
    const found = await client.connection.sendRequest<{ passed: boolean }[]>("workspace/executeCommand", {
      command: "cordon.runScenario",
      arguments: [client.uri("us/scenarios.cordon"), "chips to China"],
    });
    expect(found.map(({ passed }) => passed)).toEqual([true]);
  },
  documentLinkProvider: async () => {
    const found = await client.request<{ target: string }[]>("textDocument/documentLink", path);
    expect(found.map(({ target }) => target)).toEqual([
      "https://www.ecfr.gov/current/title-15/section-742.6",
    ]);
  },
  diagnosticProvider: async () => {
    const found = await client.request<{ items: object[] }>("textDocument/diagnostic", path);
    expect(found.items).toEqual([]);
    const all = await client.connection.sendRequest<{ items: { uri: string; items: object[] }[] }>(
      "workspace/diagnostic",
      { previousResultIds: [] },
    );
    const sources = Object.keys(law).filter((name) => name.endsWith(".cordon"));
    expect(all.items.map(({ uri }) => uri)).toEqual(sources.map((name) => client.uri(name)).toSorted());
  },
};

describe("every capability that is stated is handled", () => {
  it("has a test for each, and none for others", () => {
    const stated = Object.keys(capabilities).filter((key) => key !== "workspace");
    expect(Object.keys(tests).toSorted()).toEqual(stated.toSorted());
    expect(client.result.capabilities).toMatchObject(capabilities);
  });
  it.each(Object.keys(tests))("%s", (name) => tests[name]!());

  it("changes modules and their uses when files get other names", async () => {
    const files = [{ oldUri: client.uri("us/base.cordon"), newUri: client.uri("us/foundations.cordon") }];
    const found = await client.connection.sendRequest<{
      changes: Record<string, { range: { start: { line: number } }; newText: string }[]>;
    }>("workspace/willRenameFiles", { files });
    const edits = Object.entries(found.changes).map(([uri, all]) => [
      uri.slice(client.uri("").length).replace(/^\//, ""),
      ...all.map(({ newText }) => newText),
    ]);
    expect(edits).toEqual([
      ["us/base.cordon", "us.foundations"],
      ["us/measures.cordon", "us.foundations"],
      ["us/scenarios.cordon", "us.foundations"],
    ]);
    const other = [{ oldUri: client.uri("us/base.cordon"), newUri: client.uri("us/9.cordon") }];
    expect(await client.connection.sendRequest("workspace/willRenameFiles", { files: other })).toBeNull();
  });

  it("answers a request that was cancelled, and the ones after it", async () => {
    await client.change(path, [{ text: `${text}\n` }]);
    const params = {
      textDocument: { uri: client.uri(path) },
      position: at("ac_a"),
      context: { includeDeclaration: true },
    };
    // In one write: between two, the server may have answered before it reads that nobody waits any more.
    client.writeTogether([
      { id: "taken back", method: "textDocument/references", params },
      { method: "$/cancelRequest", params: { id: "taken back" } },
    ]);
    expect(
      places(await client.connection.sendRequest<Place[]>("textDocument/references", params)),
    ).toHaveLength(2);
    const answers = client.log.filter(
      ({ from, message }) => from === "server" && message.id === "taken back",
    );
    expect(answers.map(({ message }) => message)).toMatchObject([
      { error: { code: LSPErrorCodes.RequestCancelled } },
    ]);
  });

  const file = modelFile();
  it.skipIf(file === null)(
    file === null
      ? "messages against the protocol (skipped: CORDON_DATA names no folder with the model)"
      : "messages against the protocol",
    () => {
      expect(client.log.length).toBeGreaterThan(50);
      expect(new Metamodel(file!).problems(client.log)).toEqual([]);
    },
  );
});
