import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { Column, Scheme, Type } from "../../compiler/check/tree.ts";
import { builtinUnits, UNITLESS } from "../../compiler/check/units.ts";
import type { ListNames } from "../../compiler/load/cells.ts";
import { type ListShape, loadList, loadListRows } from "../../compiler/load/lists.ts";
import { contentHash } from "../../compiler/load/sha256.ts";
import { SourceFile } from "../../grammar/base/source-file.ts";
import { span } from "../../grammar/base/span.ts";

const nowhere = span("list.cordon", 0, 0);
const declared = (name: string) => ({
  id: name,
  name,
  module: { path: "m", jurisdiction: null, currentTo: null, span: nowhere },
  title: null,
  doc: null,
  confidence: null,
  span: nowhere,
  nameSpan: nowhere,
  proposal: null,
});
const scheme = (name: string, extra: Partial<Scheme>): Scheme => ({
  ...declared(name),
  below: "dots",
  pattern: null,
  members: [],
  isCountry: false,
  jurisdiction: null,
  ...extra,
});
const number: Type = { kind: "number", unit: UNITLESS };
const country = scheme("country", { below: "levels", pattern: "UA|-43", isCountry: true });
const purpose = scheme("purpose", { members: ["wmd.nuclear", "military"] });
const types: Readonly<Record<string, Type>> = {
  footnotes: { kind: "set", of: number },
  share: { kind: "number", unit: builtinUnits.get("%")! },
  node: { kind: "number", unit: builtinUnits.get("nm")! },
  confirmed: { kind: "truth" },
  limit: { kind: "money" },
  seen: { kind: "date" },
  name: { kind: "text" },
  role: {
    kind: "enum",
    enum: { id: "role", name: "role", values: ["end_user", "carrier"], ordered: false, span: nowhere },
  },
  country: { kind: "code", scheme: country },
  purposes: { kind: "set", of: { kind: "code", scheme: purpose } },
  scope: { kind: "condition" },
  review: { kind: "review" },
  usable: { kind: "set", of: { kind: "exception" } },
};

function shape(columns: readonly string[], dated = false): ListShape {
  const entries = columns.map((name): [string, Column] => [
    name,
    { name, type: types[name]!, span: nowhere },
  ]);
  return {
    key: "id",
    from: dated ? "added" : null,
    until: dated ? "removed" : null,
    columns: new Map(entries),
  };
}

const define = { ...declared("all_items") } as unknown as NonNullable<ReturnType<ListNames["condition"]>>;
const exception = { ...declared("RFF") } as unknown as NonNullable<ReturnType<ListNames["exception"]>>;
const names: ListNames = {
  condition: (name) => (name === "all_items" ? define : null),
  review: () => null,
  exception: (name) => (name === "RFF" ? exception : null),
  candidates: (kind) => (kind === "condition" ? ["all_items"] : kind === "exception" ? ["RFF"] : ["mix_sme"]),
};

const load = (text: string, columns: readonly string[], dated = false, path = "lists/el.csv") =>
  loadListRows(new SourceFile(path, text), shape(columns, dated), names);

/** Findings as `line:column code: message`, with what is marked. */
function findings(text: string, columns: readonly string[], dated = false, path = "lists/el.csv"): string[] {
  const source = new SourceFile(path, text);
  return loadListRows(source, shape(columns, dated), names).diagnostics.map((d) => {
    const { line, column } = source.position(d.span.start);
    const help = d.help === undefined ? "" : ` | ${d.help}`;
    return `${line}:${column} ${d.code} [${text.slice(d.span.start, d.span.end)}] ${d.message}${help}`;
  });
}

const cell = (type: string, text: string) => {
  const loaded = load(`id,${type}\nX1,"${text.replaceAll('"', '""')}"\n`, [type]);
  return loaded.diagnostics.length > 0 ? loaded.diagnostics[0]!.message : loaded.rows[0]!.cells.get(type);
};

describe("cells", () => {
  it.each([
    [
      "footnotes",
      "1; 5",
      { kind: "values", values: [1, 5].map((n) => ({ kind: "number", value: new Fraction(n) })) },
    ],
    ["share", "50", { kind: "value", value: { kind: "number", value: new Fraction(50) } }],
    ["share", "50 %", { kind: "value", value: { kind: "number", value: new Fraction(50) } }],
    ["node", "0.016 um", { kind: "value", value: { kind: "number", value: new Fraction(16) } }],
    ["node", "1e-3", { kind: "value", value: { kind: "number", value: new Fraction(1, 1000) } }],
    ["confirmed", "Yes", { kind: "value", value: { kind: "truth", value: true } }],
    [
      "limit",
      "5000.50 EUR",
      { kind: "value", value: { kind: "money", amount: new Fraction(10001, 2), currency: "EUR" } },
    ],
    ["seen", "2024-02-29", { kind: "value", value: { kind: "date", value: "2024-02-29" } }],
    ["name", "  北方 Works ", { kind: "value", value: { kind: "text", value: "北方 Works" } }],
    ["role", "carrier", { kind: "value", value: { kind: "enum", value: "carrier" } }],
    ["country", "UA-43", { kind: "value", value: { kind: "code", scheme: country, code: "UA-43" } }],
    [
      "purposes",
      "wmd; military",
      {
        kind: "values",
        values: ["wmd", "military"].map((code) => ({ kind: "code", scheme: purpose, code })),
      },
    ],
    ["scope", "all_items", { kind: "condition", define }],
    [
      "review",
      "presumption of denial",
      { kind: "review", policy: { kind: "policy", policy: "presumption_of_denial" } },
    ],
    ["usable", "RFF", { kind: "exceptions", exceptions: [exception] }],
    ["name", "", { kind: "blank" }],
    ["footnotes", " ; ", { kind: "blank" }],
  ])("%s `%s`", (type, text, expected) => {
    expect(cell(type, text)).toEqual(expected);
  });

  it.each([
    ["footnotes", "1, 5", "`footnotes` should be a number, or several of them between `;`, found `1, 5`"],
    ["footnotes", "five", "`footnotes` should be a number, or several of them between `;`, found `five`"],
    ["share", "1,000", "`share` should be a number in %, found `1,000`"],
    ["share", "0x10", "`share` should be a number in % (`x10` is no unit), found `0x10`"],
    ["share", "1e999", "`share` should be a number in %, found `1e999`"],
    ["node", "7 s", "`node` should be a number in nm (`s` measures something else), found `7 s`"],
    [
      "node",
      "7 nanometers",
      "`node` should be a number in nm (`nanometers` is no unit), found `7 nanometers`",
    ],
    ["confirmed", "maybe", "`confirmed` should be `yes` or `no`, found `maybe`"],
    ["limit", "5000", "`limit` should be an amount with its currency, such as `5000 EUR`, found `5000`"],
    [
      "limit",
      "5000 EUX",
      "`limit` should be an amount with its currency, such as `5000 EUR`, found `5000 EUX`",
    ],
    [
      "seen",
      "2023-02-29",
      "`seen` should be a day written YYYY-MM-DD (February 2023 has 28 days), found `2023-02-29`",
    ],
    ["seen", "02/12/2024", "`seen` should be a day written YYYY-MM-DD, found `02/12/2024`"],
    ["role", "Carrier", "`role` should be one of `end_user`, `carrier`, found `Carrier`"],
    ["country", "UK", "`country` should be a country code (ISO 3166-1), found `UK`"],
    [
      "purposes",
      "wmd.nuclear; civil",
      "`purposes` should be a code of `purpose`, or several of them between `;`, found `civil`",
    ],
    ["scope", "all_item", "`scope` names the condition `all_item`, which does not exist"],
    [
      "review",
      "presumtion of denial",
      "`review` names the review `presumtion of denial`, which does not exist",
    ],
    ["usable", "RFF; NAC", "`usable` names the exception `NAC`, which does not exist"],
    ["name", "a\u202Eb", "`name` contains the invisible character U+202E"],
    ["name", "a\u0000b", "`name` contains the invisible character U+0000"],
  ])("%s `%s` is refused", (type, text, message) => {
    expect(cell(type, text)).toBe(message);
  });

  it("suggests what was meant", () => {
    const help = (type: string, text: string) =>
      load(`id,${type}\nX1,${text}\n`, [type]).diagnostics[0]?.help;
    expect(help("country", "UK")).toBe("did you mean `GB`?");
    expect(help("role", "carier")).toBe("did you mean `carrier`?");
    expect(help("scope", "all_item")).toBe("did you mean `all_items`?");
    expect(help("review", "presumtion of denial")).toBe("did you mean `presumption of denial`?");
  });
});

describe("rows of a CSV file", () => {
  const columns = ["name", "footnotes"];

  it("keeps the order of the file and the place of each row", () => {
    const text =
      '\uFEFFid,name,footnotes,added,removed\r\nZ9,"Two\r\nlines",5,2024-12-02,\r\n\r\nA1,é😀,,2022-10-07,2023-01-01\r\n';
    const { rows, diagnostics } = load(text, columns, true);
    expect(diagnostics).toEqual([]);
    expect(rows.map(({ key, from, until }) => [key, from, until])).toEqual([
      ["Z9", "2024-12-02", null],
      ["A1", "2022-10-07", "2023-01-01"],
    ]);
    expect(rows.map((row) => text.slice(row.span.start, row.span.end))).toEqual([
      'Z9,"Two\r\nlines",5,2024-12-02,',
      "A1,é😀,,2022-10-07,2023-01-01",
    ]);
  });

  it("reports every bad row at its cell and keeps the others", () => {
    const text = [
      "id,name,footnotes,added,removed",
      "X1,Works,five,2024-12-02,",
      ",Mills,5,2024-12-02,",
      "X3,Yards,5,2024-13-02,",
      "X4,Docks,5,2024-12-02,2023-12-02",
      "X5,Good,4;5,2024-12-02,",
      "X5,Again,4,2025-01-01,",
      "X6,Works, Ltd.,4,2025-01-01,",
    ].join("\n");
    expect(findings(text, columns, true)).toEqual([
      "2:10 data/bad-cell [five] `footnotes` should be a number, or several of them between `;`, found `five`",
      "3:1 data/no-key [,Mills,5,2024-12-02,] this row has no `id` | `id` is the key of the list: every entry needs its own",
      "4:12 data/bad-cell [2024-13-02] `added` should be a day written YYYY-MM-DD (there is no month 13), found `2024-13-02`",
      "5:23 data/until-before-from [2023-12-02] the entry ends on 2023-12-02, which is not after 2024-12-02, its first day | the second date is the first day on which the entry no longer stands",
      "7:1 data/duplicate-key [X5] the key `X5` is already that of line 6, for some of the same days | give the entry another key, or end the earlier one before this one begins",
      "8:1 data/cell-count [X6,Works, Ltd.,4,2025-01-01,] this row has 6 cells, the first line has 5 | put a cell that holds a comma in double quotes",
    ]);
    expect(load(text, columns, true).rows.map((row) => row.key)).toEqual(["X5"]);
  });

  it("allows a key to return after its entry ended", () => {
    const text = "id,added,removed\nX1,2020-01-01,2022-06-30\nX1,2022-06-30,\n";
    expect(load(text, [], true).rows.length).toBe(2);
    expect(findings("id\nX1\nX1\n", [])).toHaveLength(1);
  });

  it("marks the right cell behind quotes, tabs and wide characters", () => {
    expect(findings('id,name,footnotes\nX1,"北方, ""N"" Works", x \n', columns)[0]).toMatch(
      /^2:\d+ data\/bad-cell \[x\]/,
    );
    expect(findings("id\tname\tfootnotes\nX1\ta,b\tx\n", columns, false, "el.tsv")).toEqual([
      "2:8 data/bad-cell [x] `footnotes` should be a number, or several of them between `;`, found `x`",
    ]);
  });

  it("reports missing and doubled columns once, at the first line", () => {
    expect(findings("id,nam,footnotes,footnotes\nX1,a,1,2\n", columns)).toEqual([
      "1:18 data/duplicate-column [footnotes] two columns are named `footnotes` | give every column a name of its own",
      "1:1 data/no-column [id,nam,footnotes,footnotes] the data file has no column `name` | did you mean `nam`?",
    ]);
    for (const [sign, name] of [
      [";", "semicolons"],
      ["\t", "tabs"],
    ])
      expect(
        findings(`${["id", "name", "footnotes"].join(sign)}\n${["X1", "Example", "5"].join(sign)}`, ["name"]),
      ).toEqual([
        expect.stringContaining(`${name} part the columns of this file, and commas are to part them`),
      ]);
    expect(findings("", ["name"]).map((f) => f.split(" ")[1])).toEqual(["data/no-column", "data/no-column"]);
  });

  it("checks what stands before a broken quote", () => {
    const text = 'id,footnotes\nX1,five\nX2,"5\nX3,4\n';
    expect(findings(text, ["footnotes"]).map((f) => f.split(" [")[0])).toEqual([
      "2:4 data/bad-cell",
      "3:1 data/malformed",
    ]);
  });

  it("refuses keys that programs take for something else, and very long cells", () => {
    expect(findings("id\n__proto__\n", [])[0]).toContain("data/bad-cell");
    expect(findings(`id,name\nX1,${"a".repeat(10_001)}\n`, ["name"])[0]).toContain("data/too-long");
  });

  it("tells how many problems there are beyond the first fifty", () => {
    const rows = Array.from({ length: 120 }, (_, i) => `X${i},bad`);
    const found = findings(["id,footnotes", ...rows].join("\n"), ["footnotes"]);
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toContain("the data file has 120 problems; the first 50 are shown");
  });
});

describe("rows of a JSON file", () => {
  const columns = ["name", "footnotes", "share"];

  it("takes a list of objects, an object with rows, or lines", () => {
    const row = '{ "id": "X1", "footnotes": [1, 5], "share": 0.1, "name": null }';
    const list = load(`[${row}]`, columns, false, "el.json");
    const rows = load(`{ "source": "gazette", "rows": [${row}] }`, columns, false, "el.json");
    const lines = load(`${row}\n${row.replace("X1", "X2")}\n`, columns, false, "el.jsonl");
    expect([list, rows, lines].map((loaded) => loaded.diagnostics)).toEqual([[], [], []]);
    expect(list.rows[0]!.cells.get("footnotes")).toMatchObject({ kind: "values" });
    expect(list.rows[0]!.cells.get("name")).toEqual({ kind: "blank" });
    expect(lines.rows.map((r) => r.key)).toEqual(["X1", "X2"]);
  });

  it("keeps decimals exact", () => {
    const { rows } = load(
      '[{ "id": 7, "share": 0.1000000000000000055511151231257827 }]',
      ["share"],
      false,
      "el.json",
    );
    expect(rows[0]!.key).toBe("7");
    expect(rows[0]!.cells.get("share")).toEqual({
      kind: "value",
      value: { kind: "number", value: new Fraction("0.1000000000000000055511151231257827") },
    });
  });

  it("reports problems at their places", () => {
    const text =
      '[\n  { "id": "X1", "share": "half" },\n  "X2",\n  { "id": "X3", "share": 1, "share": 2, "__proto__": {} }\n]';
    expect(findings(text, ["share"], false, "el.json")).toEqual([
      '2:26 data/bad-cell ["half"] `share` should be a number in %, found `half`',
      '3:3 data/not-a-row ["X2"] expected an object for each row, found a text | write a list of objects: `[{ "id": "X1" }]`',
      '4:29 data/malformed ["share"] the data file is malformed here: the key `share` stands here twice',
      '4:41 data/malformed ["__proto__"] the data file is malformed here: the key `__proto__` is not allowed',
    ]);
  });

  it("reports a column that no row has", () => {
    expect(findings('[{ "id": "X1", "shares": 1 }]', ["share"], false, "el.json")[0]).toBe(
      '1:2 data/no-column [{ "id": "X1", "shares": 1 }] the data file has no column `share` | did you mean `shares`?',
    );
  });

  it("does not follow values of any depth", () => {
    const text = `[{ "id": ${"[".repeat(100_000)}`;
    expect(findings(text, [], false, "el.json").at(-1)).toContain("nested more than 64 deep");
  });
});

describe("data files", () => {
  it("have the hash of their bytes", () => {
    expect(load("id\nX1\n", []).contentHash).toBe(contentHash("id\nX1\n"));
    expect(load("id\nX1\r\n", []).contentHash).not.toBe(contentHash("id\nX1\n"));
  });

  it("are reported where the list names them", () => {
    const at = span("us.cordon", 10, 20);
    const loaded = (read: Parameters<typeof loadList>[0]) => loadList(read, "el.csv", at, shape([]), names);
    expect(loaded({ kind: "missing", tried: ["us/el.csv", "el.csv"] }).diagnostics).toMatchObject([
      { code: "data/not-found", span: at, help: "looked for `us/el.csv`, `el.csv`" },
    ]);
    expect(loaded({ kind: "outside" }).diagnostics).toMatchObject([{ code: "data/outside", span: at }]);
    expect(findings("x", [], false, "el.xlsx")[0]).toContain("neither CSV, TSV, JSON nor JSON Lines");
  });

  it("of any content are read without failing", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .array(fc.constantFrom('"', ",", "\n", "\r\n", "id", "X1", "{", "[", ":", "]", "}", "é", " "), {
          maxLength: 60,
        })
        .map((a) => a.join("")),
    );
    const endings = fc.constantFrom("csv", "tsv", "json", "jsonl");
    fc.assert(
      fc.property(text, endings, (content, ending) => {
        const loaded = load(`id,name\n${content}`, ["name"], false, `l.${ending}`);
        const { length } = `id,name\n${content}`;
        for (const row of loaded.rows) expect(row.span.start).toBeLessThan(row.span.end);
        for (const d of loaded.diagnostics) expect(d.span.end).toBeLessThanOrEqual(length);
      }),
      { seed: 20261125, numRuns: 2000 },
    );
  });
});
