/** The one layout, for a file, for the declarations of a range, and for the declaration that was just closed. */
import { FormatRefusal, format } from "../../grammar/format/format.ts";
import type { Snapshot } from "./snapshot.ts";

export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Edits that lay out a whole file; none where it does not parse or needs none. */
export async function formatAll(snapshot: Snapshot, path: string): Promise<TextEdit[]> {
  const text = snapshot.text(path);
  return text === null ? [] : formatSlice(path, text, 0, text.length);
}

/** Lays out the outermost declarations that a range touches. */
export async function formatRange(
  snapshot: Snapshot,
  path: string,
  start: number,
  end: number,
): Promise<TextEdit[]> {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return [];
  const touched = parsed.file.declarations.filter((node) => node.start < end && start < node.end);
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return [];
  const { text } = parsed.source;
  return formatSlice(path, text, text.lastIndexOf("\n", first.start - 1) + 1, lineEnd(text, last.end));
}

/** After `}` was typed in front of `offset`: lays out the declaration that it closes. */
export async function formatOnType(snapshot: Snapshot, path: string, offset: number): Promise<TextEdit[]> {
  const parsed = snapshot.parsed(path);
  const closed = parsed?.file.declarations.find(({ end }) => end === offset);
  return closed === undefined ? [] : formatRange(snapshot, path, closed.start, closed.end);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

async function formatSlice(path: string, text: string, start: number, end: number): Promise<TextEdit[]> {
  const old = text.slice(start, end);
  try {
    return smallest(old, await format(path, old), start);
  } catch (error) {
    // What does not parse keeps its layout: its findings say what is wrong.
    if (error instanceof FormatRefusal) return [];
    throw error;
  }
}

/** One edit from the first line that differs to the last. */
function smallest(old: string, now: string, offset: number): TextEdit[] {
  if (old === now) return [];
  const before = old.split(/(?<=\n)/);
  const after = now.split(/(?<=\n)/);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const start = offset + before.slice(0, head).join("").length;
  const end = offset + before.slice(0, before.length - tail).join("").length;
  return [{ start, end, newText: after.slice(head, after.length - tail).join("") }];
}
