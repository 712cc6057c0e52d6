import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./client.ts";
import { law } from "./law.ts";

const path = "us/wide.cordon";
/** Everything of interest stands behind letters of many widths, on one line. */
const line =
  'group near "近く 😀 근처" = CN group wide "広い 😀 넓은" = near + {JP} ' +
  'define slow "遅い 😀" = item.tpp < 3 TPP ' +
  'item ECCN 3A991 "雑 😀" = slow ' +
  'scenario "中国へ 😀 중국" { given { act: shipment, departure: US, destination: CN, item: { tpp: 1 TPP } } expect on 2024-01-01 US prohibited }';
const text = `module us.wide of US\n\nuse trade, us.base\n\n${line}\n`;
const row = 4;

describe.each(["utf-16", "utf-8"] as const)(
  "columns in %s behind Chinese, Japanese, Korean and emoji",
  (encoding) => {
    let client: Client;
    beforeAll(async () => {
      client = await Client.start(
        { ...law, [path]: text },
        { general: { positionEncodings: [encoding, "utf-16"] } },
        { commands: ["cordon.showTable", "cordon.showReferences"] },
      );
      await client.open(path, text);
    }, 120_000);
    afterAll(async () => {
      expect(await client.stop()).toBe(0);
    }, 120_000);

    interface Range {
      start: { line: number; character: number };
      end: { line: number; character: number };
    }

    /** The column of a piece, reckoned apart from the server. */
    function column(piece: string, nth = 0): number {
      let at = -1;
      for (let i = 0; i <= nth; i++) at = line.indexOf(piece, at + 1);
      expect(at).toBeGreaterThan(0);
      const before = line.slice(0, at);
      return encoding === "utf-16" ? before.length : Buffer.byteLength(before, "utf8");
    }
    const position = (piece: string, nth = 0) => ({ line: row, character: column(piece, nth) });

    /** What stands in a range. */
    function within({ start, end }: Range): string {
      expect([start.line, end.line]).toEqual([row, row]);
      if (encoding === "utf-16") return line.slice(start.character, end.character);
      return Buffer.from(line, "utf8").subarray(start.character, end.character).toString("utf8");
    }
    const send = <T>(method: string, params: object) => client.connection.sendRequest<T>(method, params);

    it("of calls", async () => {
      const [item] = await client.request<{ selectionRange: Range; range: Range }[]>(
        "textDocument/prepareCallHierarchy",
        path,
        { position: position("wide") },
      );
      expect(within(item!.selectionRange)).toBe("wide");
      expect(within(item!.range)).toBe('group wide "広い 😀 넓은" = near + {JP}');
      const calls = await send<{ to: { name: string }; fromRanges: Range[] }[]>(
        "callHierarchy/outgoingCalls",
        { item },
      );
      expect(calls.map(({ to, fromRanges }) => [to.name, ...fromRanges.map(within)])).toEqual([
        ["near", "near"],
      ]);
    });
    it("of types", async () => {
      const [item] = await client.request<object[]>("textDocument/prepareTypeHierarchy", path, {
        position: position("near"),
      });
      const above = await send<{ selectionRange: Range }[]>("typeHierarchy/supertypes", { item });
      expect(above.map(({ selectionRange }) => within(selectionRange))).toEqual(["wide"]);
    });
    it("of help", async () => {
      const help = await client.request<{ signatures: { label: string }[]; activeParameter: number }>(
        "textDocument/signatureHelp",
        path,
        { position: position("US prohibited") },
      );
      expect(help.signatures[0]!.label).toMatch(/^expect on DAY/);
      expect(help.activeParameter).toBe(3);
    });
    it("of lenses", async () => {
      const found = await client.request<{ range: Range }[]>("textDocument/codeLens", path);
      expect(found.map(({ range }) => within(range).slice(0, 12))).toEqual(["3A991", 'scenario "中国']);
    });
    it("of tables, runs and differences", async () => {
      const uri = client.uri(path);
      const { tables } = await send<{
        tables: { rows: { range: Range; cells: { range: Range | null }[] }[] }[];
      }>("cordon/table", { uri });
      const cells = tables[0]!.rows[0]!.cells.flatMap(({ range }) => (range === null ? [] : [within(range)]));
      expect(cells).toEqual(["slow"]);
      const { results } = await send<{ results: { failures: { range: Range }[] }[] }>("cordon/runScenarios", {
        uri,
      });
      expect(results[0]!.failures.map(({ range }) => within(range))).toEqual([
        "expect on 2024-01-01 US prohibited",
      ]);
      const { entries } = await send<{ entries: { kind: string; places: { range: Range }[] }[] }>(
        "cordon/diff",
        {
          texts: { [uri]: text.replace("遅い", "速い") },
        },
      );
      expect(entries.map(({ kind, places }) => [kind, ...places.map(({ range }) => within(range))])).toEqual([
        ["text", "slow"],
      ]);
    });
    it("of fixes", async () => {
      const found = await client.request<
        { title: string; edit?: { changes: Record<string, { range: Range; newText: string }[]> } }[]
      >("textDocument/codeAction", path, {
        range: { start: position("3A991"), end: position("3A991") },
        context: { diagnostics: [] },
      });
      const allow = found.find(({ title }) => title.startsWith("allow"));
      // The declaration does not begin its line, and nothing can be set aside above it.
      expect(allow).toBeUndefined();
      const edit = await client.request<{ changes: Record<string, { range: Range }[]> }>(
        "textDocument/rename",
        path,
        {
          position: position("slow", 1),
          newName: "slower",
        },
      );
      expect(edit.changes[client.uri(path)]!.map(({ range }) => within(range))).toEqual(["slow", "slow"]);
    });
  },
);
