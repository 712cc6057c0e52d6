import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./client.ts";
import { law } from "./law.ts";

const measures = "us/measures.cordon";
/** Nothing covers what goes to Japan: the proof shows a case. */
const universe = `
universe chips_to_asia "Chips to Asia" {
  from 2024-01-01
  when destination in {CN, JP} and act = shipment and departure = US and item.tpp >= 4800 TPP
  covered by ac_a
}
`;
// The second condition of the measure says what the entry of the list says: it is left out, so that one thing is proved.
const text = `${law[measures]!.replace("  when fast\n", "").replace(/define fast.*\n\n/, "")}${universe}`;

let client: Client;
const edits: { edit: { changes: Record<string, { range: object; newText: string }[]> } }[] = [];
beforeAll(async () => {
  client = await Client.start(
    { ...law, [measures]: text },
    { window: { workDoneProgress: true }, workspace: { applyEdit: true } },
    { proofs: true, commands: ["cordon.showTable", "cordon.showReferences"] },
  );
  client.connection.onRequest("workspace/applyEdit", (params) => {
    edits.push(params);
    return { applied: true };
  });
  await client.open(measures, text);
}, 120_000);
afterAll(async () => {
  expect(await client.stop()).toBe(0);
}, 120_000);

const proved = (found: readonly { code?: unknown }[]): unknown[] =>
  found.map(({ code }) => code).filter((code) => String(code).startsWith("proof/"));
const shown = () => client.findings(measures, (found) => proved(found).length > 0);

describe("proofs in the background", { timeout: 120_000 }, () => {
  it("are shown when nothing is typed, taken back with the next letter, and shown again", async () => {
    expect(proved(await shown())).toEqual(["proof/gap"]);
    await client.change(measures, [{ text: `${text}// typing\n` }]);
    expect(proved(await client.findings(measures, () => true))).toEqual([]);
    await client.change(measures, [{ text }]);
    expect(proved(await shown())).toEqual(["proof/gap"]);
    const titles = client.log.flatMap(({ message }) =>
      message.method === "$/progress" ? [JSON.stringify(message.params)] : [],
    );
    expect(titles.some((title) => title.includes("proving"))).toBe(true);
  });

  it("offer their case as a scenario", async () => {
    const [gap] = await shown();
    const found = await client.request<
      { title: string; edit: { changes: Record<string, { newText: string }[]> } }[]
    >("textDocument/codeAction", measures, { range: gap!.range, context: { diagnostics: [gap] } });
    const fix = found.find(({ title }) => title === "write this case as a scenario");
    const [edit] = fix!.edit.changes[client.uri(measures)]!;
    expect(edit!.newText).toMatch(
      /^\n\nscenario "chips_to_asia: a case that nothing covers" \{\n {2}given \{.*destination: JP.*\n/,
    );
  });

  it("are withdrawn and given back with the setting", async () => {
    await shown();
    const set = (proofs: boolean) =>
      client.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { cordon: { proofs } },
      });
    await set(false);
    expect(await client.findings(measures, (found) => found.length === 0)).toEqual([]);
    await set(true);
    expect(proved(await shown())).toEqual(["proof/gap"]);
  });
});

describe("lenses", () => {
  interface Lens {
    range: { start: object };
    command?: { title: string; command: string; arguments?: unknown[] };
  }

  it("tell rows and scenarios when they are to be seen", async () => {
    const found = await client.request<Lens[]>("textDocument/codeLens", measures);
    const resolved = await Promise.all(
      found.map((lens) => client.connection.sendRequest<Lens>("codeLens/resolve", lens)),
    );
    expect(resolved.map(({ command }) => [command!.title, command!.command])).toEqual([
      ["1 row", "cordon.showTable"],
      ["1 row", "cordon.showTable"],
      ["1 scenario", "cordon.showReferences"],
    ]);
    expect(resolved[1]!.command!.arguments).toEqual([client.uri(measures), "us.measures.ac_a"]);
    const [, , locations] = resolved[2]!.command!.arguments as [string, object, { uri: string }[]];
    expect(locations.map(({ uri }) => uri)).toEqual([client.uri("us/scenarios.cordon")]);
  });

  it("say nothing of a declaration that is gone", async () => {
    const [lens] = await client.request<Lens[]>("textDocument/codeLens", measures);
    await client.change(measures, [{ text: `// moved\n${text}` }]);
    const resolved = await client.connection.sendRequest<Lens>("codeLens/resolve", lens);
    expect(resolved.command!.title).toBe("");
    await client.change(measures, [{ text }]);
  });
});

describe("missing scenarios", { timeout: 120_000 }, () => {
  interface Action {
    title: string;
    command?: { command: string; arguments: unknown[] };
  }

  it("are offered where one asks for actions, and written behind the declaration", async () => {
    const line = text.split("\n").findIndex((found) => found.startsWith("item ECCN"));
    const place = { line, character: 0 };
    const ask = (triggerKind: number) =>
      client.request<Action[]>("textDocument/codeAction", measures, {
        range: { start: place, end: place },
        context: { diagnostics: [], triggerKind },
      });
    expect((await ask(2)).filter(({ command }) => command !== undefined)).toEqual([]);
    const offered = (await ask(1)).find(({ title }) => title === "write the scenarios that are missing here");
    const { command, arguments: given } = offered!.command!;
    const run = () =>
      client.connection.sendRequest("workspace/executeCommand", { command, arguments: given });
    expect(await run()).toBe(true);
    const [written] = edits.pop()!.edit.changes[client.uri(measures)]!;
    expect(written!.newText).toMatch(/^\n\n\/\/\/ @unreviewed\nscenario "/);
    const lines = text.split("\n");
    lines[line] += written!.newText;
    await client.change(measures, [{ text: lines.join("\n") }]);
    const after = await client.findings(measures, () => true);
    expect(after.filter(({ severity }) => severity === 1)).toEqual([]);
    const ran = await client.connection.sendRequest<{ results: { passed: boolean }[] }>(
      "cordon/runScenarios",
      {
        uri: client.uri(measures),
      },
    );
    expect(ran.results.length).toBeGreaterThan(0);
    expect(ran.results.every(({ passed }) => passed)).toBe(true);
    // What was missing is there now.
    expect(await run()).toBe(false);
  });
});
