import { afterEach, describe, expect, it } from "vitest";
import { Client } from "./client.ts";
import { law } from "./law.ts";

let client: Client | undefined;
afterEach(async () => {
  const running = client;
  client = undefined;
  if (running !== undefined) expect(await running.stop()).toBe(0);
});

const codes = (found: readonly { code?: unknown }[]): unknown[] => found.map(({ code }) => code);

describe("diagnostics of a real server", () => {
  it("publishes what is wrong as it is typed, and takes it back", async () => {
    client = await Client.start(law);
    await client.open("us/measures.cordon", law["us/measures.cordon"]!);
    expect(await client.findings("us/measures.cordon", () => true)).toEqual([]);
    const text = law["us/measures.cordon"]!;
    await client.change("us/measures.cordon", [{ text: text.replace("ac_zone", "ac_zonee") }]);
    const wrong = await client.findings("us/measures.cordon", (found) => found.length > 0);
    expect(codes(wrong)).toEqual(["bind/unknown-name"]);
    await client.change("us/measures.cordon", [{ text }]);
    expect(await client.findings("us/measures.cordon", (found) => found.length === 0)).toEqual([]);
  });

  it("tells files that are not open what a change did to them", async () => {
    client = await Client.start(law);
    const base = law["us/base.cordon"]!;
    await client.open("us/base.cordon", base);
    await client.findings("us/base.cordon", () => true);
    await client.change("us/base.cordon", [{ text: base.replace("group ac_zone", "group zone") }]);
    const found = await client.findings("us/measures.cordon", (all) => all.length > 0);
    expect(codes(found)).toEqual(["bind/unknown-name"]);
  });

  it("takes back what another file has mended since", async () => {
    client = await Client.start(law);
    const base = law["us/base.cordon"]!;
    const measures = law["us/measures.cordon"]!;
    await client.open("us/base.cordon", base);
    await client.open("us/measures.cordon", measures);
    await client.findings("us/measures.cordon", () => true);
    // As an editor renames: one file after the other, and nothing in the first when the second is done.
    await client.change("us/measures.cordon", [{ text: measures.replaceAll("ac_zone", "zone") }]);
    await client.findings("us/measures.cordon", (found) => found.length > 0);
    await client.change("us/base.cordon", [{ text: base.replace("group ac_zone", "group zone") }]);
    expect(await client.findings("us/measures.cordon", (found) => found.length === 0)).toEqual([]);
  });

  it("answers pulled diagnostics, and says when they did not change", async () => {
    client = await Client.start(law, { textDocument: { diagnostic: {} } });
    const text = law["us/measures.cordon"]!.replace("requires license", "requires licence");
    await client.open("us/measures.cordon", text);
    type Report = { kind: string; resultId: string; items: { code: string }[] };
    const first = await client.request<Report>("textDocument/diagnostic", "us/measures.cordon");
    expect(first.kind).toBe("full");
    expect(codes(first.items)).toEqual(["syntax/misspelt-word"]);
    const second = await client.request<Report>("textDocument/diagnostic", "us/measures.cordon", {
      previousResultId: first.resultId,
    });
    expect(second).toEqual({ kind: "unchanged", resultId: first.resultId });
  });

  it("takes the folder of the editor for the workspace where there is no manifest", async () => {
    const { "cordon.json": _, ...bare } = law;
    client = await Client.start(bare);
    await client.open("us/measures.cordon", law["us/measures.cordon"]!);
    expect(await client.findings("us/measures.cordon", () => true)).toEqual([]);
  });

  it.each([
    ["utf-16", 2 + 4],
    ["utf-8", 4 + 4 * 3],
  ] as const)("counts columns in %s behind Chinese, Japanese, Korean and emoji", async (encoding, width) => {
    client = await Client.start(law, { general: { positionEncodings: [encoding, "utf-16"] } });
    expect(client.result.capabilities.positionEncoding).toBe(encoding);
    const text = `${law["us/base.cordon"]!}\n`;
    const line = text.split("\n").length - 1;
    await client.open("us/base.cordon", text);
    const title = "😀出口許可";
    await client.change("us/base.cordon", [
      {
        range: { start: { line, character: 0 }, end: { line, character: 0 } },
        text: `instrument x "${title}" { cite "한국" }\n`,
      },
    ]);
    // Typed behind the title, in columns of the agreed unit: 14 letters of the head, then the title.
    const character = 14 + width;
    await client.change("us/base.cordon", [
      { range: { start: { line, character }, end: { line, character } }, text: "!" },
    ]);
    type Symbols = { name: string; detail: string; selectionRange: { start: { character: number } } }[];
    const symbols = await client.request<Symbols>("textDocument/documentSymbol", "us/base.cordon");
    expect(symbols.at(-1)!.detail).toBe(`instrument - ${title}!`);
    const links = await client.request<{ range: object }[]>("textDocument/selectionRange", "us/base.cordon", {
      positions: [{ line, character: character + 1 }],
    });
    expect(links[0]!.range).toEqual({
      start: { line, character: 13 },
      end: { line, character: character + 2 },
    });
  });
});
