/**
 * What may stand at an offset: the words of the language, and names and literals by their kind. Each candidate is put there
 * and parsed; one that the parser does not stumble over may stand. So the answer is the parser's own, and cannot go stale.
 */
import type { AnyNode } from "./ast.ts";
import { parse } from "./parse.ts";
import { type WordInfo, words } from "./tokens.ts";
import { ancestorsAt, children } from "./walk.ts";

export interface Expected {
  /** in the order of the language's table; a word with several meanings stands once */
  readonly words: readonly WordInfo[];
  readonly name: boolean;
  readonly number: boolean;
  readonly date: boolean;
  readonly code: boolean;
  readonly text: boolean;
  /** where the word begins that is being written; the offset itself where none is */
  readonly start: number;
}

const literals = { name: "zzq_name", number: "7", date: "2024-01-01", code: "3A001", text: '"x"' } as const;

/** What may stand at an offset of a text; `root` is its tree. Letters left of the offset are the word being written. */
export function expectedAt(text: string, root: AnyNode, offset: number): Expected {
  const start = offset - /[\w-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))![0].length;
  const before = compact(text, root, start);
  const accepts = (candidate: string): boolean => {
    const from = before.length;
    const found = parse("", `${before}${candidate}\n`).diagnostics;
    const length = candidate.split(" ")[0]!.length;
    return found.every(
      ({ span, severity }) => severity !== "error" || span.start >= from + length || span.end <= from - 1,
    );
  };
  const seen = new Set<string>();
  const fit: WordInfo[] = [];
  for (const info of Object.values(words) as WordInfo[]) {
    if (seen.has(info.word)) continue;
    const follower = info.before === null ? "" : ` ${info.before[0]}`;
    if (!accepts(`${info.word}${follower}`)) continue;
    seen.add(info.word);
    fit.push(info);
  }
  const name = accepts(literals.name);
  return {
    // Where any name may stand, other words are accepted as names, which is not what they are for.
    words: name
      ? fit.filter((info) => info.hard || info.before !== null || isKeywordThere(before, info.word))
      : fit,
    name,
    number: accepts(literals.number),
    date: accepts(literals.date),
    code: accepts(literals.code),
    text: accepts(literals.text),
    start,
  };
}

/** Whether the word is read as itself and not as a name: then a name in its place gives another tree. */
function isKeywordThere(before: string, word: string): boolean {
  const shape = (tried: string): string => shapeOf(parse("", `${before}${tried}\n`).file);
  return shape(word) !== shape("z".repeat(word.length));
}

function shapeOf(node: AnyNode): string {
  return `${node.kind}(${children(node).map(shapeOf).join()})`;
}

/**
 * The text before the offset without what cannot matter: earlier declarations, and earlier clauses, limbs and members of
 * what the offset lies in, but for the last one. It keeps a parse as short as a line.
 */
function compact(text: string, root: AnyNode, offset: number): string {
  let at = offset;
  while (at > 0 && /\s/.test(text[at - 1]!)) at--;
  const path = ancestorsAt(root, at);
  const cuts: { start: number; end: number }[] = [];
  for (const node of path) {
    const properties = node as unknown as Readonly<Record<string, unknown>>;
    if (node.kind === "PathExpression" || node.kind === "TableBlock" || node.kind === "Comparison") continue;
    for (const value of Object.values(properties)) {
      if (!Array.isArray(value)) continue;
      const earlier = (value as readonly unknown[]).filter(
        (child): child is AnyNode =>
          typeof child === "object" && child !== null && "kind" in child && (child as AnyNode).start < at,
      );
      if (earlier.length > 1) cuts.push({ start: earlier[0]!.start, end: earlier.at(-1)!.start });
    }
  }
  let kept = "";
  let from = 0;
  for (const cut of cuts.sort((a, b) => a.start - b.start)) {
    if (cut.start < from) continue;
    kept += text.slice(from, cut.start);
    from = cut.end;
  }
  return kept + text.slice(from, offset);
}
