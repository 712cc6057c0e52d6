/** Reads cases as they come: a text of any size is never held whole, if it has one case in each line. */
import { createReadStream } from "node:fs";
import { isOneObject } from "../case-file.ts";
import { Unusable } from "../exit-codes.ts";
import { unreadable } from "../read-text.ts";
import type { Block } from "./block.ts";

export type CaseText =
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "lines"; readonly blocks: AsyncIterable<Block> };

/** Lines that are answered together: enough to be worth the way to a thread, few enough to be told of soon. */
const BLOCK = 100;

/**
 * Opens a file or, for `-`, standard input. Throws `Unusable` where it cannot be read, also later in reading blocks.
 *
 * @param mayBeLines whether cases may be told apart by lines: where the first line that is not blank is a whole object, each has one
 */
export async function openCases(path: string, mayBeLines: boolean): Promise<CaseText> {
  const lines = linesOf(path);
  const read: string[] = [];
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    read.push(next.value);
    if (!mayBeLines || next.value.trim() === "") continue;
    if (isOneObject(next.value)) return { kind: "lines", blocks: blocksOf(read, lines) };
    mayBeLines = false;
  }
  return { kind: "whole", text: read.join("\n") };
}

async function* blocksOf(before: readonly string[], rest: AsyncIterable<string>): AsyncGenerator<Block> {
  let first = 1;
  let lines = [...before];
  for await (const line of rest) {
    if (lines.length >= BLOCK) {
      yield { first, lines };
      first += lines.length;
      lines = [];
    }
    lines.push(line);
  }
  if (lines.length > 0) yield { first, lines };
}

/** The lines of a text, without their ends. A line that is not UTF-8 would be told with other facts than it has. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let open = "";
  for await (const bytes of bytesOf(path)) {
    // what came before is not looked through again: a text of one line comes in many chunks
    const [end = "", ...lines] = decoded(decoder, bytes, path).split("\n");
    open += end;
    if (lines.length === 0) continue;
    yield open;
    open = lines.pop()!;
    yield* lines;
  }
  yield open + decoded(decoder, null, path);
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of path === "-" ? process.stdin : createReadStream(path))
      yield chunk as Uint8Array;
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** @param bytes null: the text is at its end */
function decoded(decoder: TextDecoder, bytes: Uint8Array | null, path: string): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new Unusable(`cannot read ${path === "-" ? "standard input" : path}: it is not UTF-8 text`);
  }
}
