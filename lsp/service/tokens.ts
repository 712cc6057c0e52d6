/** What each name is, for the colors that a grammar of patterns cannot know. */
import { kindOfKey, occurrencesOf } from "./occurrences.ts";
import type { Snapshot } from "./snapshot.ts";

/** Token types of the protocol that Cordon uses, in the order of their numbers. */
export const tokenTypes = [
  "namespace",
  "type",
  "class",
  "enum",
  "enumMember",
  "property",
  "variable",
  "function",
  "number",
  "event",
] as const;
export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = ["declaration"] as const;

const typeOfKind: Readonly<Record<string, TokenType>> = {
  module: "namespace",
  jurisdiction: "namespace",
  record: "type",
  scheme: "type",
  unit: "number",
  enum: "enum",
  value: "enumMember",
  code: "enumMember",
  item: "enumMember",
  field: "property",
  column: "property",
  variable: "variable",
  define: "function",
  reach: "function",
  unencodable: "function",
  group: "variable",
  list: "variable",
  review: "function",
  measure: "class",
  exception: "class",
  authority: "class",
  finding: "class",
  universe: "class",
  case: "class",
  proposal: "class",
  instrument: "event",
};

export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly declaration: boolean;
}

/** In the order of places, without overlaps, each on one line. */
export function semanticTokens(snapshot: Snapshot, path: string, from = 0, to = Infinity): SemanticToken[] {
  const text = snapshot.text(path);
  if (text === null || !snapshot.sources.has(path)) return [];
  const found: SemanticToken[] = [];
  let last = 0;
  for (const { start, end, key, declares } of occurrencesOf(snapshot.focus(path).index(path))) {
    const type = typeOfKind[kindOfKey(key)];
    if (type === undefined || start < last || end <= start || end < from || start > to) continue;
    if (text.slice(start, end).includes("\n")) continue;
    found.push({ start, end, type, declaration: declares });
    last = end;
  }
  return found;
}
