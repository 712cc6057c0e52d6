/**
 * The analysis engine: gaps and overlaps of tables of eight columns at growing size and at their worst, six jurisdictions
 * side by side, and the calendar of the examples.
 */
import {
  Analysis,
  analyzeBoxes,
  type BoxTable,
  lawOf,
  type Stretches,
  WITH_ROUTES,
} from "../../compiler/analysis/index.ts";
import { calendar } from "../../compiler/calendar/calendar.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { compile } from "../../compiler/index.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { load } from "../../compiler/runtime/index.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { machine, seeded, table } from "./support.ts";

const seed = 20261125;
const sizes = (process.env.CORDON_BENCH_SIZES ?? "10,100,1000,10000").split(",").map(Number);
console.log(`analysis: ${machine()}, seed ${seed}`);

/** CPU seconds of one call, and what it gave. */
function measured<T>(call: () => T): { readonly seconds: number; readonly value: T } {
  const start = process.cpuUsage();
  const value = call();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, value };
}

/**
 * A control list: two columns name the entry, as codes do, the third a country group; five look at parameters now and
 * then. One row in fifty reads like its neighbor, and overlaps with it.
 */
function controlTable(rows: number): BoxTable {
  const random = seeded(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const entries = Math.ceil(rows / 100);
  const range = (size: number): Stretches | null => {
    if (random() < 0.6) return null;
    const from = below(size);
    return [[from, from + 1 + below(size - from)]];
  };
  const cells = Array.from({ length: rows }, (_, i): (Stretches | null)[] => {
    const at = random() < 0.02 && i > 0 ? i - 1 : i;
    const [family, entry] = [at % 100, Math.floor(at / 100)];
    return [
      [[family, family + 1]],
      [[entry, entry + 1]],
      range(30),
      ...Array.from({ length: 5 }, () => range(12)),
    ];
  });
  return { sizes: [100, entries, 30, 12, 12, 12, 12, 12], rows: cells };
}

/** Rows that overlap in all columns at once: which of them hold together is another set nearly everywhere. */
function tangled(rows: number): BoxTable {
  const random = seeded(seed);
  const size = 64;
  const cell = (): Stretches => {
    const from = Math.floor(random() * (size / 2));
    return [[from, from + size / 2]];
  };
  return {
    sizes: Array.from({ length: 8 }, () => size),
    rows: Array.from({ length: rows }, () => Array.from({ length: 8 }, cell)),
  };
}

const boxes: string[][] = [["rows", "CPU s", "growth", "gaps", "overlaps"]];
let before: number | null = null;
for (const rows of sizes) {
  const made = controlTable(rows);
  const { seconds, value } = measured(() => analyzeBoxes(made));
  boxes.push([
    String(rows),
    seconds.toFixed(3),
    before === null ? "" : `${(seconds / before).toFixed(1)}x`,
    value === null ? "given up" : String(value.gaps.length),
    value === null ? "given up" : String(value.overlaps.length),
  ]);
  before = seconds;
}
table("gaps and overlaps of a table of 8 columns", boxes);

const worst: string[][] = [["rows", "CPU s", "outcome"]];
for (const rows of [8, 16, 24, 32]) {
  const { seconds, value } = measured(() => analyzeBoxes(tangled(rows), { budget: 100_000 }));
  const outcome =
    value === null ? "given up: the budget did not suffice" : `${value.overlaps.length} overlaps`;
  worst.push([String(rows), seconds.toFixed(3), outcome]);
}
table("the worst case: rows that overlap in all 8 columns at once", worst);

const { program } = compile(new NodeHost("examples"), []);
const law = lawOf(program);
const names = ["US", "EU", "NL", "DE", "JP", "KR"];
const compared: string[][] = [["day", "views, CPU s", "every pair, CPU s", "pairs that differ"]];
for (const asOf of ["2019-01-01", "2022-10-21", "2025-03-14"]) {
  const analysis = new Analysis();
  const views = measured(() => names.map((name) => analysis.view(law, { asOf }, name)));
  const differing = measured(
    () =>
      views.value.flatMap((a, i) =>
        views.value.slice(i + 1).filter((b) => analysis.compare(a, b, WITH_ROUTES).differs() === true),
      ).length,
  );
  compared.push([asOf, views.seconds.toFixed(2), differing.seconds.toFixed(2), String(differing.value)]);
}
table("six jurisdictions of the examples, side by side", compared);

const engine = load(buildBundle(normalize(program), program));
const dated: string[][] = [["jurisdiction", "CPU s", "days looked at", "dates", "certain"]];
for (const name of names) {
  const { seconds, value } = measured(() => calendar(program, engine, { jurisdictions: [name] }));
  const certain = value.entries.filter((entry) => entry.certainty === "certain").length;
  dated.push([
    name,
    seconds.toFixed(1),
    String(value.candidates.length),
    String(value.entries.length),
    String(certain),
  ]);
}
table("the calendar of the examples", dated);
