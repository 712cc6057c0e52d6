/**
 * Where the command speaks: results on standard output, everything about the run on standard error. Color and
 * progress appear only where a person is looking.
 */
import pc from "picocolors";

type Colors = ReturnType<typeof pc.createColors>;

/** Colors for standard output; plain text in a pipe, with `NO_COLOR`, and on a dumb terminal. */
export const out: Colors = pc.createColors(wantsColor(process.stdout));

/** Colors for standard error. */
export const err: Colors = pc.createColors(wantsColor(process.stderr));

function wantsColor(stream: { isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0") return true;
  return stream.isTTY === true && TERM !== "dumb";
}

/** Writes a result. */
export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Writes about the run: what was done, what went wrong. */
export function tell(text: string): void {
  process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** One clear error: what was expected, what was found, what to do. */
export function tellError(message: string, help: string | null = null): void {
  tell(`${err.red("error:")} ${message}`);
  if (help !== null) tellHelp(help);
}

/** What to do about what was told before. */
export function tellHelp(help: string): void {
  tell(`${err.cyan("help:")} ${help}`);
}

/**
 * A line on the terminal that says what is being done, replaced by the next one and wiped at the end. Silent in a
 * pipe, so that logs hold results only.
 */
export class Progress {
  readonly #shown = process.stderr.isTTY === true && process.env.TERM !== "dumb";

  step(what: string): void {
    if (this.#shown) process.stderr.write(`\r\x1b[2K${err.dim(what)}`);
  }

  done(): void {
    if (this.#shown) process.stderr.write("\r\x1b[2K");
  }
}

/**
 * A reader that stops early (`cordon eval … | head`) ends the command quietly; a full disk under `> report.md` ends it with one
 * sentence and the code `refused`, as it is no mistake of ours.
 */
export function guardOutput(refused: number): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      if (error.code === undefined) throw error;
      if (stream === process.stdout) tellError(`cannot write the output: ${writeReason(error.code)}`);
      process.exit(refused);
    });
}

const WRITE_REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a part of the path is a file",
  ENOENT: "there is no such folder",
};

/** Why the system refused to write, in words; its own code where we have none. */
export function writeReason(code: string): string {
  return WRITE_REASONS[code] ?? code;
}

/** All of standard input. */
export async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** Columns of a page of text on a stream: those of the terminal, within what reads well. */
export function columns(stream: { readonly columns?: number }): number {
  return Math.max(40, Math.min(stream.columns ?? 100, 140));
}
