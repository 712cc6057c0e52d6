/** Runs the command in this process: for a file of tests with a worker of its own, which puts something in the place of a module. */
import { run } from "../../compiler/cli/program.ts";
import type { Run } from "./run-cli.ts";

const STREAMS = ["stdout", "stderr"] as const;

/** Runs one command line to its end; meanwhile what the process prints is kept back. */
export async function cordonHere(args: readonly string[]): Promise<Run> {
  const said = { stdout: "", stderr: "" };
  const kept = STREAMS.map((name) => {
    const write = process[name].write;
    process[name].write = (text: string | Uint8Array): boolean => {
      said[name] += String(text);
      return true;
    };
    return () => {
      process[name].write = write;
    };
  });
  try {
    return { code: await run(args), ...said };
  } finally {
    for (const giveBack of kept) giveBack();
  }
}
