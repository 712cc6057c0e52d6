import { type AnyNode, childKeys } from "../../grammar/ast.ts";
import { T, tokenize } from "../../grammar/lexer.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { children } from "../../grammar/walk.ts";

const leaves = new Set([
  "Name",
  "Text",
  "DateLiteral",
  "NumberLiteral",
  "UnitExpression",
  "CodePath",
  "CodeLiteral",
  "LabelPath",
]);

const literals = new Set([T.Identifier, T.NumberLiteral, T.Date, T.Code, T.Quoted, T.Text]);

/**
 * What is wrong with a syntax tree, by the invariants of `grammar/ast.ts`; empty for a sound one. Holds for every
 * parse, whatever the text; for one without diagnostics it also asks that no literal or name was dropped.
 */
export function checkTree(result: ParseResult): string[] {
  const faults: string[] = [];
  const fault = (node: AnyNode, text: string) =>
    faults.push(`${node.kind} ${node.start}-${node.end}: ${text}`);
  const covered: AnyNode[] = [];
  const visit = (node: AnyNode) => {
    if (!(node.start >= 0 && node.end >= node.start)) fault(node, "has no extent");
    checkKeys(node, fault);
    if ("missing" in node && node.missing === true && node.end > node.start)
      fault(node, "is missing but not empty");
    let end = node.start;
    for (const child of children(node)) {
      if (child.start < node.start || child.end > node.end) fault(child, `lies outside its ${node.kind}`);
      if (child.start < end) fault(child, `overlaps its sibling in ${node.kind} ${node.start}-${node.end}`);
      end = child.end;
      visit(child);
    }
    if (leaves.has(node.kind) && node.end > node.start) covered.push(node);
  };
  visit(result.file);
  faults.push(...uncovered(result, covered));
  return faults;
}

/** `childKeys` must name exactly the properties that hold nodes. */
function checkKeys(node: AnyNode, fault: (node: AnyNode, text: string) => void): void {
  const keys: readonly string[] | undefined = childKeys[node.kind];
  if (keys === undefined) {
    fault(node, "is of no known kind");
    return;
  }
  for (const [key, value] of Object.entries(node)) {
    const holdsNodes = Array.isArray(value) ? value.some(isNode) : isNode(value);
    if (holdsNodes && !keys.includes(key)) fault(node, `holds nodes in \`${key}\``);
  }
  for (const key of keys) if (!(key in node)) fault(node, `has no \`${key}\``);
}

function isNode(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Every token must lie in a declaration; without errors every name and literal in exactly one leaf. */
function uncovered(result: ParseResult, leafNodes: readonly AnyNode[]): string[] {
  const { source, file, diagnostics } = result;
  const faults: string[] = [];
  const isClean = diagnostics.length === 0;
  const sorted = [...leafNodes].sort((a, b) => a.start - b.start || b.end - a.end);
  let declaration = 0;
  let leaf = 0;
  for (const token of tokenize(source.text).tokens) {
    const start = token.startOffset;
    const end = start + token.image.length;
    while (declaration < file.declarations.length && file.declarations[declaration]!.end <= start)
      declaration++;
    const around = file.declarations[declaration];
    if (around === undefined || around.start > start || around.end < end) {
      faults.push(`token ${start}-${end} \`${token.image}\` lies in no declaration`);
    }
    if (!isClean || !literals.has(token.tokenType)) continue;
    while (leaf < sorted.length && sorted[leaf]!.end <= start) leaf++;
    const holder = sorted[leaf];
    if (holder === undefined || holder.start > start || holder.end < end) {
      faults.push(`token ${start}-${end} \`${token.image}\` lies in no leaf`);
    }
  }
  return faults;
}
