/** Where names stand, file by file: what definition, references, rename and the symbols of a workspace stand on. */

import type { Compilation, Reference } from "../../compiler/index.ts";
import { type AnyNode, childKeys } from "../../grammar/ast.ts";
import { children } from "../../grammar/walk.ts";

/**
 * The occurrences of one file in the order of places. What is referred to is told by a key that stays the same while the
 * text around it changes, so that indexes made at different times can be put side by side. Plain data: it goes from one
 * thread to another.
 */
export interface FileIndex {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** index into `keys` */
  readonly targets: Int32Array;
  /** 1 where the thing is declared here */
  readonly declares: Uint8Array;
  readonly keys: readonly string[];
}

export interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly key: string;
  readonly declares: boolean;
}

/** Names a thing across edits and threads; `kind:identity`. */
export function keyOf(reference: Reference): string {
  const { kind, name, span, target } = reference;
  switch (kind) {
    case "code":
      return target !== null && "scheme" in target && target.scheme !== null
        ? `code:${target.scheme.id}:${name}`
        : `code::${name}`;
    case "item":
      // An item and the codes that name it are one thing.
      return target !== null && "scheme" in target && target.scheme !== null && "code" in target
        ? `code:${target.scheme.id}:${target.code}`
        : `item:${span?.file}:${span?.start}`;
    case "value":
      return `value:${target !== null && "id" in target ? target.id : ""}:${name}`;
    case "module":
      return `module:${name}`;
    case "unit":
      return `unit:${span?.file}:${name}`;
    case "column":
    case "variable":
      return `${kind}:${span?.file}:${span?.start}`;
    default:
      return `${kind}:${target !== null && "id" in target ? target.id : name}`;
  }
}

/** The part of a key before the first colon. */
export function kindOfKey(key: string): string {
  return key.slice(0, key.indexOf(":"));
}

/** The id of the scheme of a code, by the key of the code. */
export function schemeOfKey(key: string): string {
  return key.slice("code:".length, key.indexOf(":", "code:".length));
}

/** The index of one file of a compilation that was made with references. */
export function indexFile(compilation: Compilation, path: string): FileIndex {
  const found: Occurrence[] = [];
  const result = compilation.workspace.files.get(path);
  const visit = (node: AnyNode): void => {
    const reference = compilation.references.get(node);
    // The path as a whole and its last segment may name the same thing; the narrower one is kept.
    if (reference !== undefined && (node.kind !== "PathExpression" || node.segments.length > 1)) {
      const { span } = reference;
      const declares = span !== null && span.file === path && span.start === node.start && isName(node);
      const { start, end } = narrow(node, reference);
      found.push({ start, end, key: keyOf(reference), declares });
    }
    if (childKeys[node.kind].length > 0) for (const child of children(node)) visit(child);
  };
  if (result !== undefined) visit(result.file);
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  return packed(found.filter((entry, index) => index === 0 || !same(entry, found[index - 1]!)));
}

/** A scheme in front of a code is a name of its own. */
function narrow(node: AnyNode, reference: Reference): { readonly start: number; readonly end: number } {
  if (node.kind === "CodeLiteral" && reference.kind === "code")
    return { start: Math.max(node.start, node.end - codeWidth(node)), end: node.end };
  if (node.kind === "PathSegment") return node.name;
  return node;
}

function codeWidth(node: AnyNode & { readonly kind: "CodeLiteral" }): number {
  return node.text.length + (node.quoted ? 2 : 0);
}

function isName(node: AnyNode): boolean {
  return node.kind === "Name" || node.kind === "CodePath";
}

function same(a: Occurrence, b: Occurrence): boolean {
  return a.start === b.start && a.end === b.end && a.key === b.key;
}

function packed(found: readonly Occurrence[]): FileIndex {
  const numbers = new Map<string, number>();
  const targets = found.map(({ key }) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return {
    starts: Int32Array.from(found, ({ start }) => start),
    ends: Int32Array.from(found, ({ end }) => end),
    targets: Int32Array.from(targets),
    declares: Uint8Array.from(found, ({ declares }) => (declares ? 1 : 0)),
    keys: [...numbers.keys()],
  };
}

/** All occurrences of an index, or those of one thing. */
export function* occurrencesOf(index: FileIndex, key?: string): Generator<Occurrence> {
  const wanted = key === undefined ? null : index.keys.indexOf(key);
  if (wanted === -1) return;
  for (let i = 0; i < index.starts.length; i++) {
    const target = index.targets[i]!;
    if (wanted !== null && target !== wanted) continue;
    yield {
      start: index.starts[i]!,
      end: index.ends[i]!,
      key: index.keys[target]!,
      declares: index.declares[i] === 1,
    };
  }
}

/** The narrowest occurrence at an offset; one that begins there wins over one that ends there. */
export function occurrenceAt(index: FileIndex, offset: number): Occurrence | null {
  let best: Occurrence | null = null;
  for (const occurrence of occurrencesOf(index)) {
    if (occurrence.start > offset) break;
    if (occurrence.end < offset) continue;
    if (best === null || best.end === offset || width(occurrence) < width(best)) best = occurrence;
  }
  return best;
}

function width({ start, end }: Occurrence): number {
  return end - start;
}

export function sameIndex(a: FileIndex, b: FileIndex): boolean {
  return (
    a.starts.length === b.starts.length &&
    a.keys.length === b.keys.length &&
    a.keys.every((key, i) => key === b.keys[i]) &&
    a.starts.every((start, i) => start === b.starts[i]) &&
    a.ends.every((end, i) => end === b.ends[i]) &&
    a.targets.every((target, i) => target === b.targets[i]) &&
    a.declares.every((declares, i) => declares === b.declares[i])
  );
}
