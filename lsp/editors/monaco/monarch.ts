/** Monarch rules for Monaco, made from the token table: colors by pattern, before the server says what each name is. */
import { type TokenCategory, words } from "../../../grammar/tokens.ts";

type Action = string | { readonly cases: Readonly<Record<string, string>> } | readonly string[];
type Rule = readonly [pattern: string, action: Action];

export interface MonarchRules {
  readonly [list: string]: unknown;
  readonly tokenizer: Readonly<Record<string, readonly Rule[]>>;
}

/** Names of the tokens, as themes know them. */
const TOKENS: Readonly<Partial<Record<TokenCategory, string>>> = {
  declaration: "keyword.declaration",
  kind: "keyword.kind",
  clause: "keyword.clause",
  operator: "keyword.operator",
  outcome: "constant.outcome",
  truth: "constant.language",
  type: "type",
  header: "keyword.header",
};

export function monarchRules(): MonarchRules {
  const lists: Record<string, string[]> = {};
  const taken = new Set<string>();
  const cases: Record<string, string> = {};
  for (const [category, token] of Object.entries(TOKENS)) {
    const spelled = Object.values(words)
      .filter((info) => info.category === category && !taken.has(info.word))
      .map(({ word }) => word);
    for (const word of spelled) taken.add(word);
    lists[category] = [...new Set(spelled)].sort();
    cases[`@${category}`] = token;
  }
  const hyphenated = [...taken].filter((word) => word.includes("-")).sort((a, b) => b.length - a.length);
  return {
    ...lists,
    tokenizer: {
      root: [
        ["///.*$", "comment.doc"],
        ["//.*$", "comment"],
        ['"(?:[^"\\\\]|\\\\.)*(?:"|$)', "string"],
        ["\\d{4}-\\d{1,2}-\\d{1,2}\\b", "number.date"],
        ["\\d[A-Z]\\d+(?:\\.[A-Za-z0-9]+)*", "constant.code"],
        ["'[^'\\n]*'?", "constant.code"],
        ["\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:e[+-]?\\d+)?", "number"],
        // A word is a name where it stands before or behind a dot, or before a colon.
        ["(\\.)([A-Za-z_]\\w*)", ["delimiter", "identifier"]],
        ["[A-Za-z_]\\w*(?=\\.\\w|\\s*:)", "identifier"],
        [`(?:${hyphenated.join("|")})(?![\\w-])`, { cases: { ...cases, "@default": "identifier" } }],
        ["[A-Za-z_]\\w*", { cases: { ...cases, "@default": "identifier" } }],
        ["<=|>=|!=|<|>|=|\\.\\.|[-+*/&|%]", "operator"],
        ["[{}()\\[\\]]", "@brackets"],
        ["[,:.]", "delimiter"],
      ],
    },
  };
}
