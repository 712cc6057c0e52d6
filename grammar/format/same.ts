import type { Comment } from "../parse-result.ts";

/** Whether two syntax trees say the same, wherever their pieces stand. */
export function sameTree(a: unknown, b: unknown): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((x, i) => sameTree(x, b[i]));
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  const left = Object.entries(a).filter(([key]) => key !== "start" && key !== "end" && key !== "comments");
  const right = b as Record<string, unknown>;
  return left.every(([key, value]) => sameTree(value, right[key]));
}

/**
 * Whether no comment was lost or reordered. Comments that came to stand on one line read as one comment, so the
 * texts are compared joined.
 */
export function sameComments(a: readonly Comment[], b: readonly Comment[]): boolean {
  const joined = (comments: readonly Comment[]) =>
    comments.map((comment) => comment.text.replace(/\s+/g, "")).join("");
  return joined(a) === joined(b);
}
