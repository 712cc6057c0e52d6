import { readFileSync } from "node:fs";
import { Unusable } from "./exit-codes.ts";
import { readStandardInput } from "./terminal.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
};

/**
 * Text of a file or, for `-`, of standard input. Throws `Unusable` where it cannot be read or is not UTF-8: bytes that were
 * replaced by a mark would be lost when the text is written back, and a fact would not be what the file says.
 */
export async function readText(path: string): Promise<string> {
  const bytes = path === "-" ? await readStandardInput() : readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unusable(`cannot read ${path === "-" ? "standard input" : path}: it is not UTF-8 text`);
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** What to say where the system does not let a file be read. */
export function unreadable(path: string, error: unknown): Unusable {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return new Unusable(`cannot read ${path}: ${REASONS[code] ?? (code === "" ? "unknown reason" : code)}`);
}
