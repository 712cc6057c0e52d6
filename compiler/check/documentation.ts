import type { Comment } from "../../grammar/parse-result.ts";

export interface Documentation {
  /** text of the `///` lines directly above, without markers and tags; null where there are none */
  readonly doc: string | null;
  readonly confidence: string | null;
}

/** The documentation of what starts at `offset`: the unbroken run of `///` lines that ends on the line above. */
export function documentation(text: string, comments: readonly Comment[], offset: number): Documentation {
  const lines: string[] = [];
  let edge = offset;
  for (let i = lastBefore(comments, offset); i >= 0; i--) {
    const comment = comments[i]!;
    if (!comment.text.startsWith("///") || !/^[^\S\n]*\r?\n?[^\S\n]*$/.test(text.slice(comment.end, edge)))
      break;
    lines.unshift(comment.text.slice(3).replace(/^ /, "").trimEnd());
    edge = comment.start;
  }
  let confidence: string | null = null;
  const kept = lines.filter((line) => {
    const tag = /^\s*@confidence\s+(\S+)\s*$/.exec(line);
    if (tag !== null) confidence = tag[1]!;
    return tag === null;
  });
  const doc = kept.join("\n").trim();
  return { doc: doc === "" ? null : doc, confidence };
}

/** Index of the last comment that ends at or before `offset`; comments are sorted. */
function lastBefore(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
