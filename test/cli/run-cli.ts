import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { COMPILED } from "../support/compiled.ts";

const main = resolve(import.meta.dirname, "../../compiler/cli/main.ts");

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** arguments of Node itself */
  readonly node?: readonly string[];
}

/** Arguments that start the real command in a process of its own. */
export function command(args: readonly string[], node: readonly string[] = []): string[] {
  return ["--disable-warning=ExperimentalWarning", ...node, main, ...args];
}

/** Environment of a run: no color, no trace, whatever the tests themselves run with. */
export function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, CORDON_TRACE, ...rest } = process.env;
  return { ...rest, NODE_COMPILE_CACHE: COMPILED, ...more };
}

/** Runs the command to its end. */
export function cordon(args: readonly string[], options: RunOptions = {}): Run {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, command(args, options.node), {
    cwd: options.cwd ?? import.meta.dirname,
    input: options.input ?? "",
    env: environment(options.env),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** Runs many command lines in one process: much faster, for tests that do not care about the process itself. */
export function cordonMany(
  tasks: readonly { readonly cwd: string; readonly args: readonly string[] }[],
): Run[] {
  const { stdout, stderr, error } = spawnSync(process.execPath, [join(import.meta.dirname, "run-many.ts")], {
    input: JSON.stringify(tasks),
    env: environment(),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  if (stdout === "") throw new Error(`the command ended the process: ${stderr}`);
  return JSON.parse(stdout) as Run[];
}

/** A folder of its own for a test, with these files, removed at its end. */
export function workspace(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cordon-cli-")));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [path, text] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  return folder;
}
