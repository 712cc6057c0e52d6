/** Runs the command in a process of its own, and says what that took. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const command = resolve(import.meta.dirname, "../../dist/cordon.js");

export interface Run {
  /** CPU time of all threads */
  readonly seconds: number;
  /** most memory held, in megabytes */
  readonly peak: number;
  readonly output: string;
}

/** @throws {Error} where the command ends with another exit code than 0 */
export function run(args: readonly string[]): Run {
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
  const [, seconds, peak] = /USAGE ([\d.]+) ([\d.]+)/.exec(result.stderr)!;
  return { seconds: Number(seconds), peak: Number(peak), output: result.stdout };
}
