import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  CancellationTokenSource,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
} from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { law } from "./law.ts";

let client: Client;
beforeAll(async () => {
  client = await Client.start(law, { window: { workDoneProgress: true } });
}, 120_000);
afterAll(async () => {
  expect(await client.stop()).toBe(0);
}, 120_000);

// Every test begins with what is on disk.
const open = new Set<string>();
beforeEach(async () => {
  for (const path of open) await close(path);
});

async function close(path: string): Promise<void> {
  open.delete(path);
  await client.connection.sendNotification("textDocument/didClose", {
    textDocument: { uri: client.uri(path) },
  });
}

/** Puts a text into the editor. */
async function write(path: string, text: string): Promise<void> {
  if (open.has(path)) await close(path);
  open.add(path);
  await client.open(path, text);
}

interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}
interface Table {
  id: string;
  title: string;
  kind: string;
  jurisdiction: string;
  columns: { id: string; title: string; kind: string }[];
  rows: {
    id: string;
    measure: string;
    limb: string;
    cells: { text: string; range: Range | null }[];
    uri: string;
    range: Range;
  }[];
}

const measures = "us/measures.cordon";
const text = law[measures]!;

const ask = <T>(method: string, params: object): Promise<T> =>
  client.connection.sendRequest<T>(method, params);

/** What stands in a range of a text, in UTF-16. */
function within(source: string, { start, end }: Range): string {
  const lines = source.split("\n");
  if (start.line === end.line) return lines[start.line]!.slice(start.character, end.character);
  return [
    lines[start.line]!.slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line]!.slice(0, end.character),
  ].join("\n");
}

describe("cordon/table", () => {
  it("shows the rows of the declarations of a document, each cell with its clause", async () => {
    await write(measures, text);
    const { complete, tables } = await ask<{ complete: boolean; tables: Table[] }>("cordon/table", {
      uri: client.uri(measures),
    });
    expect(complete).toBe(true);
    expect(tables.map(({ title }) => title)).toEqual(["US, entries of control lists", "US, list measures"]);
    const [items, own] = tables;
    expect(items!.rows[0]!.cells.map((cell) => cell.text)).toEqual([
      "always",
      ">= 4800 TPP",
      "us.base.ECCN 3A090.a",
    ]);
    expect(own!.columns.map(({ title }) => title)).toEqual([
      "in force",
      "item",
      "destination",
      "fast",
      "then",
    ]);
    const [row] = own!.rows;
    expect(row).toMatchObject({
      id: "us.measures.ac_a/2022-10-21/-",
      measure: "us.measures.ac_a",
      limb: "",
      uri: client.uri(measures),
    });
    expect(row!.cells.map((cell) => cell.text)).toEqual([
      "2022-10-21.., known 2022-10-13..",
      "is 3A090.a",
      "in ac_zone",
      "yes",
      "license required, review presumption of denial",
    ]);
    expect(row!.cells.map(({ range }) => (range === null ? null : within(text, range)))).toEqual([
      null,
      expect.stringContaining("3A090.a"),
      expect.stringContaining("ac_zone"),
      expect.stringContaining("fast"),
      null,
    ]);
  });

  it("shows what is without errors while the rest is being written, and says so", async () => {
    await write(measures, text.replace("  when fast", "  when fastt"));
    const { complete, tables } = await ask<{ complete: boolean; tables: Table[] }>("cordon/table", {
      uri: client.uri(measures),
    });
    expect(complete).toBe(false);
    expect(tables.map(({ kind }) => kind)).toEqual(["classification"]);
  });

  it.each([
    ["utf-16", 2 + 4],
    ["utf-8", 4 + 4 * 3],
  ] as const)("counts columns in %s behind Chinese, Japanese, Korean and emoji", async (encoding, width) => {
    const other = await Client.start(law, { general: { positionEncodings: [encoding, "utf-16"] } });
    const one = text.replace('"Advanced chips"', '"😀出口許可"');
    await other.open(measures, one);
    const { tables } = await other.connection.sendRequest<{ tables: Table[] }>("cordon/table", {
      uri: other.uri(measures),
    });
    expect(await other.stop()).toBe(0);
    const [cell] = tables[0]!.rows[0]!.cells.filter(({ range }) => range !== null);
    expect(cell!.range!.start.character).toBe('item ECCN 3A090.a ""'.length + width + " = ".length);
  });

  it("answers for what is no source", async () => {
    expect(await ask("cordon/table", { uri: client.uri("no/such.cordon") })).toEqual({
      complete: true,
      tables: [],
    });
    await expect(ask("cordon/table", { uri: "no address" })).rejects.toThrow("address");
  });
});

describe("cordon/runScenarios", () => {
  const path = "us/scenarios.cordon";
  interface Run {
    blocked: string | null;
    results: {
      title: string;
      passed: boolean;
      failures: { message: string; expected: string; came: string; range: Range }[];
    }[];
  }

  it("runs those that are named, and says where an answer differs", async () => {
    const wrong = law[path]!.replace(
      "US license by",
      "US no requirement\n  expect on 2024-01-01 US license by",
    );
    await write(path, wrong);
    const uri = client.uri(path);
    const { blocked, results } = await ask<Run>("cordon/runScenarios", { uri });
    expect(blocked).toBeNull();
    expect(results.map(({ title, passed }) => [title, passed])).toEqual([["chips to China", false]]);
    const [failure] = results[0]!.failures;
    expect(within(wrong, failure!.range)).toBe("expect on 2024-01-01 US no requirement");
    expect(failure).toMatchObject({ expected: "no requirement", came: "license required" });
    expect((await ask<Run>("cordon/runScenarios", { uri, titles: ["another"] })).results).toEqual([]);
  });

  it("runs on the whole law, whatever the document uses", async () => {
    // A ground of reach in a module that the scenario does not use.
    const beyond = `module us.beyond of US

use trade, us.base

reach abroad = act = shipment and departure = TW

extraterritorial measure made_abroad "Made abroad" {
  authority ecra
  cite "15 CFR 734.9"
  extends leaves_us
  when abroad
  from 2022-10-21 by rule_2022
}
`;
    await write("us/beyond.cordon", beyond.replace("permits list", ""));
    const scenario = law[path]!.replace("departure: US", "departure: TW");
    await write(path, scenario);
    const { blocked, results } = await ask<Run>("cordon/runScenarios", { uri: client.uri(path) });
    expect([blocked, ...results.map(({ passed }) => passed)]).toEqual([null, true]);
  });

  it("does not run what rests on errors", async () => {
    await write(path, law[path]!.replace("us.measures\n", "us.measuress\n"));
    expect(await ask<Run>("cordon/runScenarios", { uri: client.uri(path) })).toEqual({
      blocked: "the law has errors",
      results: [],
    });
  });
});

describe("cordon/diff", () => {
  interface Diff {
    blocked: string | null;
    summary: string;
    markdown: string;
    entries: {
      kind: string;
      direction: string | null;
      title: string;
      places: { uri: string; range: Range }[];
    }[];
  }

  it("says whose answers change, and where the edit stands", async () => {
    const now = text
      .replace("tpp >= 4800 TPP\n\n///", "tpp >= 2400 TPP\n\n///")
      .replace("= item.tpp >= 4800", "= item.tpp >= 2400");
    await write(measures, now);
    const found = await ask<Diff>("cordon/diff", { texts: { [client.uri(measures)]: text } });
    expect(found.blocked).toBeNull();
    expect(found.summary).toMatch(/^\d tighter$/);
    expect(found.markdown).toContain("## before → now");
    const [entry] = found.entries;
    expect(entry).toMatchObject({ kind: "answer", direction: "tighter" });
    expect(entry!.title).toContain("no requirement becomes license required");
    expect(
      entry!.places.map(({ uri, range }) => `${uri === client.uri(measures)} ${within(now, range)}`),
    ).toEqual(expect.arrayContaining(["true fast"]));
  });

  it("finds nothing in what only looks another way, and says why where it cannot compare", async () => {
    await write(measures, `// a remark\n${text}`);
    const same = await ask<Diff>("cordon/diff", { texts: { [client.uri(measures)]: text } });
    expect(same).toMatchObject({ blocked: null, summary: "no answer changes", entries: [] });
    const broken = await ask<Diff>("cordon/diff", {
      texts: { [client.uri(measures)]: text.replace("ac_zone", "ac_zonee") },
    });
    expect(broken).toMatchObject({ blocked: "before has errors", entries: [] });
  });

  it("takes a document that was not there before for a new one", async () => {
    const found = await ask<Diff>("cordon/diff", {
      texts: { [client.uri(measures)]: null, [client.uri("us/scenarios.cordon")]: null },
    });
    expect(found.summary).toContain("tighter");
  });

  it("ends when it is taken back, and the next one is answered", async () => {
    const source = new CancellationTokenSource();
    const params = { texts: { [client.uri(measures)]: text } };
    await write(measures, text);
    // Once work is under way, so that there is something to end.
    const underway = new Promise<void>((resolve) => {
      client.connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
        client.connection.onProgress(WorkDoneProgress.type, token, (value) => {
          if ("kind" in value && value.kind === "begin") resolve();
        });
      });
    });
    const cancelled = client.connection.sendRequest("cordon/diff", params, source.token);
    await underway;
    source.cancel();
    await expect(cancelled).rejects.toThrow("cancelled");
    const early = new CancellationTokenSource();
    const never = client.connection.sendRequest("cordon/diff", params, early.token);
    early.cancel();
    await expect(never).rejects.toThrow("cancelled");
    expect(await ask<Diff>("cordon/diff", params)).toMatchObject({ summary: "no answer changes" });
    const methods = client.log.map(({ message }) => message.method);
    expect(methods).toContain("window/workDoneProgress/create");
    const kinds = client.log.flatMap(({ message }) =>
      message.method === "$/progress" ? [(message.params as { value: { kind: string } }).value.kind] : [],
    );
    expect(kinds.at(-1)).toBe("end");
  });
});

describe("cordon/report and cordon/explain", () => {
  it("gives the page of the jurisdiction, and where a declaration stands on it", async () => {
    await write(measures, text.replace('"Advanced computing"', '"Rechner <b>😀出口</b>"'));
    const page = await ask<{ html: string; anchor: string | null }>("cordon/report", {
      uri: client.uri(measures),
      id: "us.measures.ac_a",
    });
    expect(page.anchor).toBe("us.measures.ac_a");
    expect(page.html).toContain(' id="us.measures.ac_a"');
    expect(page.html).toContain("Rechner &lt;b&gt;😀出口&lt;/b&gt;");
    const whole = await ask<{ path: string; html: string; anchor: string | null }>("cordon/report", {
      uri: client.uri("trade.cordon"),
    });
    expect(whole).toMatchObject({ path: "index.html", anchor: null });
    expect(whole.html).toMatch(/^<!doctype html>/);
    // Where its links lead.
    const terms = await ask<{ path: string; html: string }>("cordon/report", {
      uri: client.uri(measures),
      page: "US/terms.html",
    });
    expect(terms.path).toBe("US/terms.html");
    expect(terms.html).toContain(' id="us.base.ac_zone"');
    expect(await ask("cordon/report", { uri: client.uri(measures), page: "US/none.html" })).toBeNull();
    await write(measures, text.replace("ac_zone", "ac_zonee"));
    expect(await ask("cordon/report", { uri: client.uri(measures) })).toBeNull();
  });

  it("gives the page of a finding", async () => {
    const page = await ask<{ markdown: string; severity: string }>("cordon/explain", {
      code: "bind/unknown-name",
    });
    expect(page.severity).toBe("error");
    expect(page.markdown).toContain("## Right\n\n```cordon\n");
    expect(await ask("cordon/explain", { code: "no/such" })).toBeNull();
  });
});
