/**
 * Whole runs of `cordon compare` on the examples, a process each: by cases, and with every measure behind each pair of
 * answers. What reading and checking takes is taken off.
 */
import { resolve } from "node:path";
import { run } from "./run-command.ts";
import { machine, table } from "./support.ts";

const sources = resolve(import.meta.dirname, "../../examples");
const days = ["2022-10-10", "2025-01-01", "2026-09-24"];
console.log(`compare: ${machine()}`);

interface Pair {
  readonly differences: readonly unknown[];
}

const checked = run(["compare", "US", "NL", "--lags", "--as-of", days[0]!, "--sources", sources]).seconds;
const lines: string[][] = [
  ["jurisdictions", "day", "by cases, CPU s", "all measures, CPU s", "pairs of answers"],
];
for (const names of [
  ["US", "NL"],
  ["US", "NL", "EU", "DE", "JP", "KR"],
]) {
  for (const day of days) {
    const args = ["compare", ...names, "--as-of", day, "--sources", sources];
    const byCase = run(args).seconds;
    const { seconds, output } = run([...args, "--format", "json"]);
    const { pairs } = JSON.parse(output) as { readonly pairs: readonly Pair[] };
    const found = pairs.reduce((sum, { differences }) => sum + differences.length, 0);
    lines.push([
      String(names.length),
      day,
      (byCase - checked).toFixed(2),
      (seconds - checked).toFixed(2),
      String(found),
    ]);
  }
}
table(`cordon compare (reading and checking, ${checked.toFixed(2)} s, taken off)`, lines);
