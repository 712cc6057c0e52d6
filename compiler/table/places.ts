/**
 * Places in the source, as documents carry them. A place is counted from the first character of the declaration it
 * belongs to, so that moving a declaration, or editing another one, changes no byte of a table.
 */
import type { Span } from "../../grammar/base/span.ts";
import type { Declared } from "../check/tree.ts";
import type { At } from "../runtime/format.ts";

/** The source files of one document, in alphabetical order. */
export class Places {
  readonly sources: readonly string[];
  readonly #index: ReadonlyMap<string, number>;

  constructor(files: Iterable<string>) {
    this.sources = [...new Set(files)].sort();
    this.#index = new Map(this.sources.map((file, index) => [file, index]));
  }

  /** The place of a span within a declaration. */
  at(span: Span, declaration: Declared): At {
    const base = span.file === declaration.span.file ? declaration.span.start : 0;
    return [this.#index.get(span.file) ?? 0, span.start - base, span.end - base];
  }

  whole(declaration: Declared): At {
    return this.at(declaration.span, declaration);
  }
}

/** Back from a place to the source: `declaration` is what the place was counted from (the `of` of a row). */
export function spanOf(at: At, sources: readonly string[], declaration: Declared): Span {
  const [index, start, end] = at;
  const file = sources[index] ?? declaration.span.file;
  const base = file === declaration.span.file ? declaration.span.start : 0;
  return { file, start: base + start, end: base + end };
}
