/** The evaluator of the format page, run on real tables: it may know less than the runtime, never something else. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { build } from "../../compiler/index.ts";
import { type Engine, load } from "../../compiler/runtime/index.ts";
import { exampleLaw } from "../support/examples.ts";
import { ALWAYS, bundle, document, field, item, own, table } from "./bundles.ts";

const page = readFileSync(new URL("../../compiler/runtime/FORMAT.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```python\n(.*?)```/gs)].map((match) => match[1]!);
const python = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);
const folder = mkdtempSync(join(tmpdir(), "cordon-format-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

if (python === undefined)
  console.info("skipped: the evaluator of the format page needs python3, which is not on the PATH");

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The rows that the evaluator of the page prints, by id. */
function evaluate(
  program: string,
  buildFolder: string,
  caseJson: unknown,
  day: string,
): ReadonlyMap<string, "holds" | "may hold"> {
  write("evaluate.py", program);
  write("case.json", JSON.stringify(caseJson));
  const result = spawnSync(
    python!,
    [join(folder, "evaluate.py"), join(folder, buildFolder), join(folder, "case.json"), day],
    { encoding: "utf8" },
  );
  if (result.status !== 0) throw new Error(result.stderr.split("\n").slice(-4).join("\n"));
  const lines = result.stdout.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [, word, id] = /^(holds|may hold) (.*) \S+$/.exec(line)!;
      return [id!, word as "holds" | "may hold"];
    }),
  );
}

/** The same of the runtime, for all jurisdictions together. */
function runtimeRows(
  engine: Engine,
  caseJson: unknown,
  day: string,
): ReadonlyMap<string, "holds" | "may hold"> {
  const answer = engine.evaluate(caseJson, { asOf: day });
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  const rows = new Map<string, "holds" | "may hold">();
  for (const { requirements } of answer.determinations) {
    for (const { id, holds } of requirements) {
      const row = id.replace(/\[.*$/, "");
      if (holds === "yes") rows.set(row, "holds");
      else if (!rows.has(row)) rows.set(row, "may hold");
    }
  }
  return rows;
}

test("the evaluator has twenty lines", () => {
  expect(blocks).toHaveLength(3);
  expect(blocks[0]!.trim().split("\n")).toHaveLength(20);
});

const [core, printing, items] = blocks as [string, string, string];
/**
 * Of large tables the page asks the same two codes for each other a million times, splits each code into its levels as often, and
 * seeks the same code in the same named set for each row; it is answered once.
 */
const remembering = `
cache = __import__("functools").cache
under, re.findall = cache(under), cache(re.findall)
def once_for(of, known): return lambda v, e, *s: known[v, s] if (v, s) in known else known.setdefault((v, s), of(v, e, *s))
for name in "codes", "group": SETS[name] = once_for(SETS[name], {})
`;

describe.skipIf(python === undefined)("the evaluator of the format page", () => {
  test("reads a small table as the runtime does", () => {
    const zone = {
      title: null,
      versions: [
        {
          effective: { from: "2023-01-01", until: null },
          value: ["codes", "country", "CN", "UA-43"],
          at: [0, 0, 0],
        },
      ],
    } as const;
    const inputs = {
      to: { type: "code", value: field("destination") },
      tpp: { type: "number", value: item("share") },
      l: {
        type: "truth",
        value: ["and", field("licensed"), ["not", ["=", field("act"), ["enum", "service"]]]],
      },
    } as const;
    const law = bundle(
      [
        document("list", [
          table(inputs, [
            { id: "a/1", of: "a", cells: { to: { in: ["group", "zone"] }, tpp: { gt: "100/3" } } },
            {
              id: "a/2",
              of: "a",
              cells: {
                to: { in: ["minus", ["codes", "country", "UA"], ["group", "zone"]] },
                l: { is: "no" },
              },
            },
            {
              id: "a/3",
              of: "a",
              cells: { tpp: { lt: "5", not: true } },
              effective: { from: null, until: "2023-06-01" },
            },
            {
              id: "a/4",
              of: "a",
              cells: { l: { is: "yes" } },
              effective: { from: null, until: null, state: "unclear" },
            },
          ]),
        ]),
      ],
      { groups: { zone } },
    );
    write("small/definitions.json", JSON.stringify(law.definitions));
    write("small/US/list.json", JSON.stringify(law.tables[0]));
    const engine = load(law);
    const cases = [
      { destination: "CN", item: { share: 33.4 }, licensed: false, act: "shipment" },
      { destination: "UA", item: { share: 5 }, licensed: true, act: "service" },
      { destination: "UA", licensed: true, act: "shipment" },
      { item: { share: 4.5 }, licensed: { unknown: true } },
    ];
    for (const one of cases) {
      for (const day of ["2022-12-31", "2023-01-01", "2023-06-01"]) {
        expect([...evaluate(core + printing, "small", one, day)].sort()).toEqual(
          [...runtimeRows(engine, one, day)].sort(),
        );
      }
    }
  });

  test("reads a word that is handed over, with its enum", () => {
    const doing = {
      title: null,
      parameters: ["a"],
      truth: true,
      versions: [{ effective: ALWAYS, value: ["=", field("act"), ["var", "a"]], at: [0, 0, 0] }],
    } as const;
    const asked = { type: "truth", value: ["call", "doing", null, ["enum", "service", "act"]] } as const;
    const rules = table({ asked }, [{ id: "a/1", of: "a", cells: { asked: { is: "yes" } } }]);
    const law = bundle([document("list", [rules])], { defines: { doing } });
    write("word/definitions.json", JSON.stringify(law.definitions));
    write("word/US/list.json", JSON.stringify(law.tables[0]));
    const engine = load(law);
    const cases = [
      { facts: { act: "service" }, expected: [["a/1", "holds"]] },
      { facts: { act: "shipment" }, expected: [] },
      { facts: {}, expected: [["a/1", "may hold"]] },
    ];
    for (const { facts, expected } of cases) {
      expect([...runtimeRows(engine, facts, "2026-01-01")]).toEqual(expected);
      expect([...evaluate(core + printing, "word", facts, "2026-01-01")]).toEqual(expected);
    }
  });

  test("classifies items", () => {
    const rows = [
      {
        id: "i/1",
        of: "i",
        effective: ALWAYS,
        cells: { c: { ge: "50" } },
        effect: { scheme: "eccn", code: "3A090.a" },
      },
    ];
    const measures = table({ i: { type: "item", value: ["get", ["case"], "item"] } }, [
      { id: "a/1", of: "a", cells: { i: { classified: ["codes", "eccn", "3A090"] } } },
    ]);
    const law = bundle([
      document("list", [measures]),
      document("classification", [
        table({ c: { type: "number", value: own("share") } }, rows, { scope: "item" }),
      ]),
    ]);
    write("items/definitions.json", JSON.stringify(law.definitions));
    for (const one of law.tables) write(`items/US/${one.kind}.json`, JSON.stringify(one));
    const whole = core + items + printing;
    expect([...evaluate(whole, "items", { item: { share: 50 } }, "2026-01-01")]).toEqual([["a/1", "holds"]]);
    expect([...evaluate(whole, "items", { item: { share: 49 } }, "2026-01-01")]).toEqual([
      ["a/1", "may hold"],
    ]);
    expect([...evaluate(whole, "items", { item: { codes: ["ECCN 3A090.b"] } }, "2026-01-01")]).toEqual([
      ["a/1", "holds"],
    ]);
    expect([...evaluate(core + printing, "items", { item: { share: 50 } }, "2026-01-01")]).toEqual([
      ["a/1", "may hold"],
    ]);
  });

  test("never contradicts the runtime on the tables of the examples", { timeout: 300_000 }, () => {
    const compilation = exampleLaw();
    const { bundle: built, files } = build(compilation, { tablesOnly: true });
    for (const { path, text } of files) write(`examples/${path}`, text);
    const engine = load(built!);
    const { scenarios } = compilation.program;
    const sample = scenarios.filter((_, i) => i % Math.ceil(scenarios.length / 3) === 0);
    const questions = sample.map(({ given, expectations }) => ({
      caseJson: withoutUnits(given),
      day: expectations[0]!.on,
    }));
    const chip = {
      act: "shipment",
      departure: "US",
      destination: "CN",
      item: { kind: "commodity", codes: ["ECCN 3A090.a"] },
    };
    let certain = 0;
    for (const { caseJson, day } of [...questions, { caseJson: chip, day: "2024-06-01" }]) {
      const theirs = runtimeRows(engine, caseJson, day);
      const ours = evaluate(core + remembering + items + printing, "examples", caseJson, day);
      for (const [row, word] of ours) {
        if (word !== "holds") continue;
        certain++;
        expect([row, theirs.get(row)]).toEqual([row, "holds"]);
      }
      for (const row of theirs.keys()) expect([row, ours.has(row)]).toEqual([row, true]);
    }
    expect(certain).toBeGreaterThan(0);
  });
});

/** Quantities as bare numbers, where the scenario writes them in the unit of the field. */
function withoutUnits(json: unknown): unknown {
  if (typeof json === "string") {
    const match = /^(-?\d+(?:\.\d+)?) ([^\d\s]\S*)$/.exec(json);
    return match === null || /^[A-Z]{3}$/.test(match[2]!) ? json : Number(match[1]);
  }
  if (Array.isArray(json)) return json.map(withoutUnits);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withoutUnits(value)]));
}
