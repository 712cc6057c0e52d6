import type { AstPath, Doc, ParserOptions } from "prettier";
import { doc } from "prettier";
import type { AnyNode, Node } from "../../ast.ts";

const { group, hardline, indent, join, line, softline } = doc.builders;

export type NodePath = AstPath<AnyNode>;
export type PrintChild = (path: NodePath) => Doc;
type Options = ParserOptions<AnyNode>;

/**
 * What a printing function needs: the node at hand and a way to print its children by property name. Prettier's
 * path is typed for one node shape; the casts that a union of shapes asks for live here and nowhere else.
 */
export class Context<N extends Node = AnyNode> {
  readonly node: N;
  readonly path: NodePath;
  readonly options: Options;
  readonly #print: PrintChild;

  constructor(path: NodePath, options: Options, print: PrintChild) {
    this.node = path.node as unknown as N;
    this.path = path;
    this.options = options;
    this.#print = print;
  }

  /** The child, or nothing where the property is null. */
  one(key: keyof N & string): Doc {
    if (this.node[key] === null) return "";
    const path = this.path as unknown as AstPath<Record<string, AnyNode>>;
    return path.call(this.#print as unknown as (path: AstPath<AnyNode>) => Doc, key);
  }

  /** `before` and the child, or nothing where the property is null. */
  after(before: Doc, key: keyof N & string): Doc {
    return this.node[key] === null ? "" : [before, this.one(key)];
  }

  many(key: keyof N & string): Doc[] {
    if (this.node[key] === null) return [];
    const path = this.path as unknown as AstPath<Record<string, AnyNode[]>>;
    return path.map(this.#print as unknown as (path: AstPath<AnyNode>) => Doc, key);
  }

  /** Calls `visit` with the context of each child. */
  each<Child extends Node, Result>(
    key: keyof N & string,
    visit: (child: Context<Child>) => Result,
  ): Result[] {
    const path = this.path as unknown as AstPath<Record<string, AnyNode[]>>;
    return path.map(
      (child) => visit(new Context(child as unknown as NodePath, this.options, this.#print)),
      key,
    );
  }

  /** Calls `visit` with the context of a child. */
  within<Child extends Node, Result>(
    key: keyof N & string,
    visit: (child: Context<Child>) => Result,
  ): Result {
    const path = this.path as unknown as AstPath<Record<string, AnyNode>>;
    return path.call(
      (child) => visit(new Context(child as unknown as NodePath, this.options, this.#print)),
      key,
    );
  }

  commas(key: keyof N & string): Doc {
    return join(", ", this.many(key));
  }

  /** The source of the node as written. */
  source(node: Node = this.node): string {
    return this.options.originalText.slice(node.start, node.end);
  }

  /** Whether the author left an empty line before the node: one is kept, more become one. */
  blankLineBefore(node: Node): boolean {
    const text = this.options.originalText;
    let start = node.start;
    const comments = (node as { comments?: { start: number; leading?: boolean }[] }).comments ?? [];
    for (const comment of comments) if (comment.leading && comment.start < start) start = comment.start;
    let breaks = 0;
    for (let i = start - 1; i >= 0 && /\s/.test(text[i]!); i--) if (text[i] === "\n") breaks++;
    return breaks > 1;
  }

  /** Children one to a line in braces; `{}` when there are none. */
  block(key: keyof N & string): Doc {
    const children = this.node[key] as unknown as readonly AnyNode[];
    if (children.length === 0) return "{}";
    return ["{", indent([hardline, this.lines(key)]), hardline, "}"];
  }

  /** Children one to a line, with the author's empty lines between them. */
  lines(key: keyof N & string): Doc {
    const children = this.node[key] as unknown as readonly AnyNode[];
    return this.many(key).map((printed, i) => [
      i === 0 ? "" : hardline,
      i > 0 && this.blankLineBefore(children[i]!) ? hardline : "",
      printed,
    ]);
  }

  /** Children parted by commas, one to a line in braces. */
  limbBlock(key: keyof N & string): Doc {
    const limbs = this.many(key);
    if (limbs.length === 0) return "{}";
    return ["{", indent([hardline, join([",", hardline], limbs)]), hardline, "}"];
  }
}

/** A part that moves to a line of its own, indented, if the line is too long. */
export function hang(content: Doc): Doc {
  return group(indent([line, content]));
}

export { group, hardline, indent, join, line, softline };
export const { fill, lineSuffix, lineSuffixBoundary } = doc.builders;
