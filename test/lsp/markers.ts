/** Fixtures with the places marked in the text: a name in a block comment is an offset, `«»` enclose a range. */

export interface Marked {
  readonly text: string;
  /** offsets by the name of the marker */
  readonly at: Readonly<Record<string, number>>;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Takes the markers out of a text. Cordon has no block comments, so they cannot be meant. */
export function marked(source: string): Marked {
  const at: Record<string, number> = {};
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = "";
  for (const [piece] of source.matchAll(/\/\*\w+\*\/|«|»|[^«»/]+|\//g)) {
    const name = /^\/\*(\w+)\*\/$/.exec(piece)?.[1];
    if (name !== undefined) at[name] = text.length;
    else if (piece === "«") open.push(text.length);
    else if (piece === "»") ranges.push({ start: open.pop()!, end: text.length });
    else text += piece;
  }
  return { text, at, ranges: ranges.sort((a, b) => a.start - b.start) };
}
