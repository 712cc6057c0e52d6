/** `check` and `build` of generated workspaces at growing size: CPU seconds, growth and peak memory, one process each. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "./run-command.ts";
import { generateWorkspace } from "./sources.ts";
import { machine, table } from "./support.ts";

const seed = 20261125;
const sizes = (process.env.CORDON_BENCH_SIZES ?? "10,100,1000,10000").split(",").map(Number);
console.log(`scale: ${machine()}, seed ${seed}`);

const start = run(["--help"]).seconds;
const rows: string[][] = [["measures", "check, CPU s", "growth", "build, CPU s", "growth", "build, peak MB"]];
let previous: { check: number; build: number } | undefined;
for (const size of sizes) {
  const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
  for (const [path, text] of Object.entries(generateWorkspace(size, seed))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const check = run(["check", folder]);
  const build = run(["build", folder, "-o", join(folder, "out")]);
  const net = { check: check.seconds - start, build: build.seconds - start };
  const growth = (now: number, before: number | undefined) =>
    before === undefined ? "-" : `x ${(now / before).toFixed(1)}`;
  rows.push([
    String(size),
    net.check.toFixed(2),
    growth(net.check, previous?.check),
    net.build.toFixed(2),
    growth(net.build, previous?.build),
    build.peak.toFixed(0),
  ]);
  previous = net;
  rmSync(folder, { recursive: true });
}
table(`whole commands (start-up of ${start.toFixed(2)} s taken off)`, rows);
