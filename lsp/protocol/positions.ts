/** Offsets of the service against positions of the protocol, in the unit that was agreed on. */
import type { Position, Range } from "vscode-languageserver";
import { SourceFile } from "../../grammar/base/source-file.ts";

/** What a column counts. Offsets count UTF-16 units. */
export type Encoding = "utf-16" | "utf-8";

export class Positions {
  readonly text: string;
  readonly #source: SourceFile;
  readonly #encoding: Encoding;

  constructor(text: string, encoding: Encoding) {
    this.text = text;
    this.#source = new SourceFile("", text);
    this.#encoding = encoding;
  }

  position(offset: number): Position {
    const { line, column } = this.#source.position(offset);
    const start = this.#source.lineStarts[line - 1]!;
    const character = column - 1;
    if (this.#encoding === "utf-16") return { line: line - 1, character };
    return { line: line - 1, character: utf8Length(this.text.slice(start, start + character)) };
  }

  /** Positions beyond a line or the text are moved to its end, and such within a character to its beginning. */
  offset({ line, character }: Position): number {
    const starts = this.#source.lineStarts;
    const start = starts[line];
    if (start === undefined) return this.text.length;
    const end = this.#lineEnd(line);
    if (this.#encoding === "utf-16") return Math.min(start + character, end);
    let left = character;
    let offset = start;
    while (offset < end) {
      const code = this.text.codePointAt(offset)!;
      left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (left < 0) break;
      offset += code < 0x10000 ? 1 : 2;
    }
    return offset;
  }

  /** The end of a line before its line break. */
  #lineEnd(line: number): number {
    const next = this.#source.lineStarts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text[next - 2] === "\r" ? next - 2 : next - 1;
  }

  range({ start, end }: { readonly start: number; readonly end: number }): Range {
    return { start: this.position(start), end: this.position(end) };
  }
}

function utf8Length(text: string): number {
  let length = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
