import { type AnyNode, childKeys, type Node } from "./ast.ts";
import { contains } from "./base/span.ts";
import type { ParseResult } from "./parse-result.ts";

/** The child nodes of a node in source order. */
export function children(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  const properties = node as unknown as Readonly<Record<string, unknown>>;
  let sorted = true;
  const add = (value: unknown) => {
    if (!isNode(value)) return;
    if (found.length > 0 && found[found.length - 1]!.start > value.start) sorted = false;
    found.push(value);
  };
  for (const key of childKeys[node.kind]) {
    const value = properties[key];
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  }
  return sorted ? found : found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Visits a node and all below it, parents first; `visit` returns false to leave out what lies below. */
export function walk(
  node: AnyNode,
  visit: (node: AnyNode, parents: readonly AnyNode[]) => boolean | undefined,
): void {
  const parents: AnyNode[] = [];
  const enter = (current: AnyNode) => {
    if (visit(current, parents) === false) return;
    parents.push(current);
    for (const child of children(current)) enter(child);
    parents.pop();
  };
  enter(node);
}

/**
 * The nodes around an offset, the file first and the innermost last. Where two nodes meet at the offset, the one
 * that starts there wins, unless it is only a missing piece.
 */
export function ancestorsAt(root: AnyNode, offset: number): AnyNode[] {
  const path: AnyNode[] = [];
  let current: AnyNode | undefined = contains(root, offset) ? root : undefined;
  while (current !== undefined) {
    path.push(current);
    let inner: AnyNode | undefined;
    for (const child of children(current)) {
      if (child.start > offset) break;
      if (contains(child, offset) && (inner === undefined || child.end > child.start)) inner = child;
    }
    current = inner;
  }
  return path;
}

/** The innermost node at an offset; the file where nothing else stands there. */
export function nodeAt(root: AnyNode, offset: number): AnyNode | undefined {
  return ancestorsAt(root, offset).at(-1);
}

export interface DocComment {
  /** The text of the `///` lines without their markers, joined by line breaks. */
  readonly text: string;
  /** `@confidence likely` and its like, by name. */
  readonly tags: ReadonlyMap<string, string>;
  readonly start: number;
  readonly end: number;
}

/** The `///` lines right above a node, without a blank line between. */
export function docComment(result: ParseResult, node: Pick<Node, "start">): DocComment | undefined {
  const { comments, source } = result;
  let index = lastBefore(comments, node.start);
  const lines: string[] = [];
  let start = node.start;
  let end: number | undefined;
  for (; index >= 0; index--) {
    const comment = comments[index]!;
    if (!comment.text.startsWith("///") || !oneLineApart(source.text, comment.end, start)) break;
    // a comment behind code on its own line does not document what follows
    if (!startsLine(source.text, comment.start)) break;
    lines.unshift(comment.text.slice(3).trim());
    start = comment.start;
    end ??= comment.end;
  }
  if (end === undefined) return undefined;
  const tags = new Map<string, string>();
  const text: string[] = [];
  for (const line of lines) {
    const tag = /^@([a-z]+)\s*(.*)$/.exec(line);
    if (tag === null) text.push(line);
    else tags.set(tag[1]!, tag[2]!);
  }
  return { text: text.join("\n").trim(), tags, start, end };
}

function lastBefore(comments: ParseResult["comments"], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function oneLineApart(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  return between.trim() === "" && between.split("\n").length === 2;
}

function startsLine(text: string, offset: number): boolean {
  let i = offset - 1;
  while (i >= 0 && (text[i] === " " || text[i] === "\t")) i--;
  return i < 0 || text[i] === "\n";
}
