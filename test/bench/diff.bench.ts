/**
 * Whole runs of `cordon diff` between two builds at growing size, a process each: builds of one law, of a law with one row
 * of a hundred edited, and with a single one. The law is a control list: each measure has entries and destinations of its
 * own, and what is not listed by code is reached by its parameters.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { controlList } from "./control-list.ts";
import { run } from "./run-command.ts";
import { machine, table } from "./support.ts";

const seed = 20261125;
const sizes = (process.env.CORDON_BENCH_SIZES ?? "100,1000,10000").split(",").map(Number);
console.log(`diff: ${machine()}, seed ${seed}`);

/** A build of the law with every `every`th row edited; 0: none. */
function built(folder: string, name: string, rows: number, every: number): string {
  const sources = join(folder, name);
  for (const [path, text] of Object.entries(controlList(rows, seed, every))) {
    mkdirSync(dirname(join(sources, path)), { recursive: true });
    writeFileSync(join(sources, path), text);
  }
  run(["build", sources, "-o", `${sources}-built`]);
  return `${sources}-built`;
}

const start = run(["--help"]).seconds;
const lines: string[][] = [["rows", "nothing, CPU s", "one row, CPU s", "1 in 100, CPU s", "changes found"]];
for (const rows of sizes) {
  const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
  const before = built(folder, "before", rows, 0);
  const compared = [0, rows, 100].map((every) =>
    run(["diff", before, built(folder, `after${every}`, rows, every), "--format", "json"]),
  );
  const found = compared.map(({ output }) => (JSON.parse(output) as { changes: unknown[] }).changes.length);
  lines.push([
    String(rows),
    ...compared.map(({ seconds }) => (seconds - start).toFixed(2)),
    found.join(", "),
  ]);
  rmSync(folder, { recursive: true });
}
table(`cordon diff OLD NEW (start-up of ${start.toFixed(2)} s taken off)`, lines);
