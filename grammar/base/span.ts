/** A half-open range of UTF-16 offsets `[start, end)` in one source file. */
export interface Span {
  /** Path of the file as the host names it: relative to the workspace, with `/` separators. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export function span(file: string, start: number, end: number): Span {
  return { file, start, end };
}

/** The smallest span that holds both; both must lie in the same file. */
export function cover(a: Span, b: Span): Span {
  return { file: a.file, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

export function contains(range: Pick<Span, "start" | "end">, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
