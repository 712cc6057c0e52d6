/**
 * Runs many command lines in one process, for tests that only look at what is printed: reads `[{ cwd, args }]` from
 * standard input and writes `[{ code, stdout, stderr }]`.
 */
import { readFileSync } from "node:fs";
import { run } from "../../compiler/cli/program.ts";

const tasks = JSON.parse(readFileSync(0, "utf8")) as { cwd: string; args: string[] }[];
const write = process.stdout.write.bind(process.stdout);
const results: { code: number; stdout: string; stderr: string }[] = [];
for (const { cwd, args } of tasks) {
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    process[name].write = (text: string | Uint8Array) => {
      said[name] += String(text);
      return true;
    };
  process.chdir(cwd);
  results.push({ code: await run(args), ...said });
}
process.stdout.write = write;
write(JSON.stringify(results));
