/** The syntax tree of a file, one node a line: kind, place, and what the node holds besides its children. */
import { type AnyNode, childKeys, type Node } from "../../grammar/ast.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";

export function printAst(result: ParseResult): string {
  const lines: string[] = [];
  const place = (offset: number): string => {
    const { line, column } = result.source.position(offset);
    return `${line}:${column}`;
  };
  const visit = (node: Node, depth: number, key: string): void => {
    const keys = childKeys[(node as AnyNode).kind];
    const own = Object.entries(node)
      .filter(([name]) => !["kind", "start", "end"].includes(name) && !keys.includes(name))
      .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
    lines.push(
      `${"  ".repeat(depth)}${key}${node.kind} ${place(node.start)}-${place(node.end)}${own.join("")}\n`,
    );
    for (const name of keys) {
      const value = (node as unknown as Readonly<Record<string, Node | readonly Node[] | null>>)[name];
      if (value === null || value === undefined) continue;
      for (const child of Array.isArray(value) ? (value as readonly Node[]) : [value as Node])
        visit(child, depth + 1, `${name}: `);
    }
  };
  visit(result.file, 0, "");
  return lines.join("");
}
