/** `check` and `build` of generated workspaces at growing size: CPU seconds, growth and peak memory, one process each. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { generateWorkspace } from "./sources.ts";
import { machine, table } from "./support.ts";

const seed = 20261125;
const sizes = (process.env.CORDON_BENCH_SIZES ?? "10,100,1000,10000").split(",").map(Number);
const command = resolve(import.meta.dirname, "../../dist/cordon.js");
console.log(`scale: ${machine()}, seed ${seed}`);

interface Run {
  readonly cpu: number;
  readonly peak: number;
}

/** One run in a process of its own; the command reports its own usage at exit. */
function run(args: readonly string[]): Run {
  const report =
    "process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\nUSAGE '+(u.userCPUTime+u.systemCPUTime)/1e6+' '+u.maxRSS/1024)})";
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const result = spawnSync(process.execPath, ["--import", preload, command, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (result.status !== 0)
    throw new Error(
      `cordon ${args.join(" ")}: exit ${result.status}\n${result.stdout.slice(0, 2000)}${result.stderr.slice(0, 2000)}`,
    );
  const [, cpu, peak] = /USAGE ([\d.]+) ([\d.]+)/.exec(result.stderr)!;
  return { cpu: Number(cpu), peak: Number(peak) };
}

const start = run(["--help"]).cpu;
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
  const net = { check: check.cpu - start, build: build.cpu - start };
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
