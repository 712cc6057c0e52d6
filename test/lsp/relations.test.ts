import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/index.ts";
import { clauseHelp } from "../../lsp/service/clause-help.ts";
import { type FileRename, fileRenames } from "../../lsp/service/file-renames.ts";
import { callees, callers, contained, containers, hierarchyAt } from "../../lsp/service/hierarchy.ts";
import { LanguageService, type Whole } from "../../lsp/service/service.ts";
import { Snapshot } from "../../lsp/service/snapshot.ts";
import { LocalCheck } from "../../lsp/service/whole.ts";
import { law } from "./law.ts";

const measures = "us/measures.cordon";

async function wholeOf(files: Readonly<Record<string, string>>): Promise<Whole> {
  const host = new MemoryHost(files);
  const service = new LanguageService(host, new LocalCheck(host));
  const whole = await service.whole();
  service.dispose();
  return whole;
}

describe("help on clauses", () => {
  /** The part that is active at `@`. */
  function active(source: string, path = measures): string | null {
    const offset = source.indexOf("@");
    const snapshot = Snapshot.of(new MemoryHost({ ...law, [path]: source.replace("@", "") }));
    const help = clauseHelp(snapshot, path, offset);
    if (help !== null) for (const part of help.parts) expect(help.label).toContain(part);
    return help === null ? null : (help.parts[help.active] ?? null);
  }
  const inMeasure = (line: string): string => law[measures]!.replace("  when fast\n", `  ${line}\n`);
  const behind = (text: string): string => `${law[measures]!}\n${text}\n`;

  it.each([
    ["from @", "DAY"],
    ["from 2023-01-01 by @", "[by INSTRUMENT]"],
    ["from 2023-01-01 by rule_2022 { destinations @", "COUNTRIES AND GROUPS"],
    ["suspended from 2024-01-01 until @", "[until DAY]"],
    ["requires @", "license, or notice to AGENCY"],
    ["requires license\n  review { (1) presumption of denial when @", "[{ limbs }]"],
    ["for any p in parties where @", "[where CONDITION]"],
    ["saves fast until 2024-01-01 as of @", "as of DAY"],
    ['cite "@', '"CITATION"'],
    ["unless fast and @", "CONDITION"],
  ])("in a measure: %s", (line, part) => expect(active(inMeasure(line))).toBe(part));

  it.each([
    ["use @", "MODULE, ..."],
    ["module x of @", "[of JURISDICTION]"],
    ["group g = @", "[= COUNTRIES AND GROUPS]"],
    ["item ECCN @", "[SCHEME] CODE"],
    ['scenario "a" {\n  given { act: shipment }\n  expect on @', "on DAY"],
    ['scenario "a" {\n  given { act: shipment }\n  expect on 2024-01-01 US @', "ANSWER"],
    ['scenario "a" {\n  given { act: shipment }\n  expect on 2024-01-01 US license by @', "[by MEASURE]"],
    ["define near(number low, number high) = low < high\ndefine z = near(1, @", "a number high"],
    ["// from @", null],
    ["@", null],
  ])("between declarations: %s", (text, part) => expect(active(behind(text))).toBe(part));

  it("counts in letters behind titles in any script", () => {
    const source = inMeasure("from 2023-01-01 by @").replace('"Advanced computing"', '"😀出口許可 한국"');
    expect(active(source)).toBe("[by INSTRUMENT]");
  });
});

describe("hierarchies", () => {
  const groups = `
group near = CN, MO
group wide = near + {JP}
group wider = wide + {RU}
`;
  const items = `
codes WA "Regime" below by levels "3|A|1|.a"
item WA '3A1' "Chips" = item.tpp >= 1000 TPP
item WA '3A1.a' "Fast chips" = item.tpp >= 4800 TPP
`;
  const files: Readonly<Record<string, string>> = {
    ...law,
    "us/groups.cordon": `module us.groups of US\nuse trade, us.base\n${groups}`,
    "us/base.cordon": `${law["us/base.cordon"]!}${items.replaceAll("item.tpp", "tpp")}`,
  };
  const names = (found: readonly { name: string }[]): string[] => found.map(({ name }) => name);

  it("lead from a group to those that hold it and those it holds", async () => {
    const whole = await wholeOf(files);
    const offset = files["us/groups.cordon"]!.indexOf("wide =");
    const [item] = hierarchyAt(whole, "us/groups.cordon", offset);
    expect(item).toMatchObject({ name: "wide", kind: "group", detail: "us.groups" });
    expect(names(containers(whole, item!.key))).toEqual(["wider"]);
    expect(names(contained(whole, item!.key))).toEqual(["near"]);
  });

  it("lead from an entry to those above and below it", async () => {
    const whole = await wholeOf(files);
    const [item] = hierarchyAt(whole, "us/base.cordon", files["us/base.cordon"]!.indexOf("'3A1' "));
    expect(names(contained(whole, item!.key))).toEqual(["3A1.a"]);
    const [below] = contained(whole, item!.key);
    expect(names(containers(whole, below!.key))).toEqual(["3A1"]);
  });

  it("lead from a condition to what uses it, scenarios among them", async () => {
    const whole = await wholeOf(files);
    const [measure] = hierarchyAt(whole, measures, files[measures]!.indexOf("ac_a"));
    expect(names(callers(whole, measure!.key).map(({ item }) => item))).toEqual(['"chips to China"']);
    const used = callees(whole, measure!.key);
    expect(names(used.map(({ item }) => item))).toEqual(["ecra", "3A090.a", "ac_zone", "fast"]);
    expect(used[3]!.places.map(({ start, end }) => files[measures]!.slice(start, end))).toEqual(["fast"]);
  });

  it("begin nowhere but at names of declarations", async () => {
    const whole = await wholeOf(files);
    expect(hierarchyAt(whole, measures, files[measures]!.indexOf("requires"))).toEqual([]);
    expect(hierarchyAt(whole, "no/such.cordon", 0)).toEqual([]);
  });
});

describe("other names of files", () => {
  const parties =
    'list firms "Firms" from "firms.csv" {\n  key id\n  column id : text\n  dated from from\n}\n';
  const files = {
    ...law,
    "us/firms.csv": "id,from\na,2024-01-01\n",
    "us/lists.cordon": `module us.lists of US\n\nuse trade\n\n${parties}`,
    "us/more.cordon": "module us.base of US\n\nuse trade\n\ngroup other = CN\n",
  };
  async function edits(from: readonly FileRename[], sources: Readonly<Record<string, string>> = files) {
    return fileRenames(await wholeOf(sources), from).map(
      ({ path, start, end, newText }) => `${path}: ${sources[path]!.slice(start, end)} -> ${newText}`,
    );
  }

  it("are followed by the module, wherever it is used", async () => {
    expect(await edits([{ from: measures, to: "eu/dual-use.cordon" }])).toEqual([
      "us/measures.cordon: us.measures -> eu.dual_use",
      "us/scenarios.cordon: us.measures -> eu.dual_use",
    ]);
  });
  it("are not followed by a module of several files, of another name, or whose new name is taken", async () => {
    expect(await edits([{ from: "us/base.cordon", to: "us/first.cordon" }])).toEqual([]);
    expect(await edits([{ from: "us/more.cordon", to: "us/first.cordon" }])).toEqual([]);
    expect(await edits([{ from: "us/lists.cordon", to: "us/measures.cordon" }])).toEqual([]);
  });
  it("are followed by the names of data files, at either end", async () => {
    expect(await edits([{ from: "us/firms.csv", to: "us/data/firms-2.csv" }])).toEqual([
      'us/lists.cordon: "firms.csv" -> "data/firms-2.csv"',
    ]);
    expect(await edits([{ from: "us/lists.cordon", to: "lists.cordon" }])).toEqual([
      "us/lists.cordon: us.lists -> lists",
      'us/lists.cordon: "firms.csv" -> "us/firms.csv"',
    ]);
    const both = [
      { from: "us/lists.cordon", to: "jp/lists.cordon" },
      { from: "us/firms.csv", to: "jp/firms.csv" },
    ];
    expect(await edits(both)).toEqual(["us/lists.cordon: us.lists -> jp.lists"]);
  });
});
