/** Slips of lawyers, mended in an editor: what a client is offered leaves no finding. */
import { expect, it } from "vitest";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { Client } from "./client.ts";

const PATH = "measures.cordon";
const OUTSIDE = "unless destination in partners";

interface Action {
  readonly title: string;
  readonly edit?: {
    readonly changes: Record<
      string,
      {
        readonly range: { readonly start: Place; readonly end: Place };
        readonly newText: string;
      }[]
    >;
  };
}
interface Place {
  readonly line: number;
  readonly character: number;
}

function offsetOf(text: string, { line, character }: Place): number {
  return text.split("\n").slice(0, line).join("\n").length + (line === 0 ? 0 : 1) + character;
}

it("offers what is meant", async () => {
  const slips: readonly (readonly [string, string])[] = [
    [OUTSIDE, "when destination other than CA"],
    [OUTSIDE, "destinations world except CA, JP"],
    ["requires license", "requires: license"],
    ["given { act:", "given { act ="],
    ["expect on 2026-01-31", "expect as of 2026-01-31"],
  ];
  const client = await Client.start({
    "trade.cordon": VOCABULARY,
    [PATH]: EXAMPLE,
    "cordon.json": '{"name":"x"}',
  });
  try {
    await client.open(PATH, EXAMPLE);
    for (const [from, to] of slips) {
      let text = EXAMPLE.replace(from, to);
      expect(text).not.toBe(EXAMPLE);
      await client.change(PATH, [{ text }]);
      const [finding] = await client.findings(PATH, (all) => all.length > 0);
      const actions = await client.request<Action[]>("textDocument/codeAction", PATH, {
        range: finding!.range,
        context: { diagnostics: [finding] },
      });
      const [edit] = actions.find(({ edit: one }) => one !== undefined)!.edit!.changes[client.uri(PATH)]!;
      const [start, end] = [edit!.range.start, edit!.range.end].map((place) => offsetOf(text, place));
      text = text.slice(0, start) + edit!.newText + text.slice(end);
      await client.change(PATH, [{ text }]);
      expect(await client.findings(PATH, (all) => all.length === 0)).toEqual([]);
    }
  } finally {
    await client.stop();
  }
});
