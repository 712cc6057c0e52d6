/** A code frame: the line of a span with a mark below it, cut to the width of the page. */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Span } from "../../grammar/base/span.ts";
import { type Glyph, glyph } from "./text.ts";

export interface Frame {
  /** number of the line, from 1 */
  readonly line: number;
  /** the line as shown, at most `width` columns; `…` where it was cut */
  readonly text: string;
  /** blanks and marks for the line below */
  readonly marks: string;
  /** the last line of a span that goes on below, or null */
  readonly throughLine: number | null;
}

const CUT = "…";

/**
 * The frame of a span. Only the neighborhood of the span is looked at, so a line of many megabytes costs no more than
 * a short one. An empty span is marked by one sign at its place.
 */
export function codeFrame(source: SourceFile, at: Span, width: number, mark: string): Frame {
  const { line } = source.position(at.start);
  const lineStart = source.lineStarts[line - 1] ?? 0;
  const nextLine = source.lineStarts[line] ?? source.text.length + 1;
  const lineEnd = Math.max(lineStart, nextLine - 1 - (source.text[nextLine - 2] === "\r" ? 1 : 0));
  const start = Math.min(Math.max(at.start, lineStart), lineEnd);
  const end = Math.min(Math.max(at.end, start), lineEnd);
  const last = source.position(Math.max(at.end - 1, at.start)).line;

  // Four columns a unit is the widest a tab can be; the rest of a long line cannot come into view.
  const from = wholeCharacter(source.text, Math.max(lineStart, start - width));
  const to = Math.min(lineEnd, start + width);
  const glyphs = glyphsOf(source.text.slice(from, to));
  const before = glyphs.filter((g) => from + g.at < start);
  const shownBefore = columns(before) + (from > lineStart ? 1 : 0);
  const marked = glyphs.filter((g) => from + g.at >= start && from + g.at < end);
  const wanted = Math.min(columns(marked), Math.floor(width / 2));

  // Everything from the start of the line if the mark fits into view; otherwise the line is cut on the left.
  const room = width - 2;
  const keepLeft =
    from === lineStart && shownBefore + wanted <= room ? shownBefore : Math.min(shownBefore, 24);
  const left = takeRight(before, keepLeft);
  const cutLeft = left.length < before.length || from > lineStart;
  const leftWidth = columns(left) + (cutLeft ? 1 : 0);
  const right = takeLeft(glyphs.slice(before.length), room - leftWidth);
  const cutRight = before.length + right.length < glyphs.length || to < lineEnd;
  const visibleMarked = right.filter((g) => from + g.at < end);
  const sign = Math.max(1, columns(visibleMarked));
  const text = `${cutLeft ? CUT : ""}${[...left, ...right].map((g) => g.text).join("")}${cutRight ? CUT : ""}`;
  return {
    line,
    text: text.trimEnd(),
    marks: `${" ".repeat(leftWidth)}${mark.repeat(sign)}${visibleMarked.length < marked.length || (cutRight && end > to) ? CUT : ""}`,
    throughLine: last > line ? last : null,
  };
}

type Placed = Glyph & { readonly at: number };

/** An offset at or before `offset` that does not split a pair of surrogates. */
function wholeCharacter(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit < 0xe000 && offset > 0 ? offset - 1 : offset;
}

function glyphsOf(text: string): Placed[] {
  const result: Placed[] = [];
  let at = 0;
  let column = 0;
  for (const character of text) {
    const shown = glyph(character, column);
    result.push({ ...shown, at });
    at += shown.units;
    column += shown.width;
  }
  return result;
}

function columns(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, g) => sum + g.width, 0);
}

function takeLeft(glyphs: readonly Placed[], width: number): Placed[] {
  const taken: Placed[] = [];
  let used = 0;
  for (const g of glyphs) {
    if (used + g.width > width) break;
    taken.push(g);
    used += g.width;
  }
  return taken;
}

function takeRight(glyphs: readonly Placed[], width: number): Placed[] {
  return takeLeft([...glyphs].reverse(), width).reverse();
}
