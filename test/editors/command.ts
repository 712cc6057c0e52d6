/** A folder with a command `cordon` in it, for editors that look for it on the path; and whether an editor is there. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface Workplace {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A workspace with these files, and an environment in which `cordon` is the command of these sources. */
export function workplace(files: Readonly<Record<string, string>>): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "cordon-editor-"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const command = join(bin, "cordon");
  const main = join(root, "compiler/cli/main.ts");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(command, 0o755);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, environment: { ...process.env, PATH: `${bin}:${process.env.PATH}`, HOME: folder } };
}

export function isInstalled(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}
