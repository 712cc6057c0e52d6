/** What an editor knows without a parser: comments, brackets, words, indentation. */
export interface LanguageConfiguration {
  readonly comments: { readonly lineComment: string };
  readonly brackets: readonly (readonly [string, string])[];
  readonly colorizedBracketPairs: readonly (readonly [string, string])[];
  readonly autoClosingPairs: readonly {
    readonly open: string;
    readonly close: string;
    readonly notIn?: readonly string[];
  }[];
  readonly surroundingPairs: readonly (readonly [string, string])[];
  readonly wordPattern: string;
  readonly indentationRules: {
    readonly increaseIndentPattern: string;
    readonly decreaseIndentPattern: string;
  };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly action: { readonly indent: string; readonly appendText: string };
  }[];
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
}

export function languageConfiguration(): LanguageConfiguration {
  const pairs = [
    ["{", "}"],
    ["(", ")"],
    ["[", "]"],
  ] as const;
  return {
    comments: { lineComment: "//" },
    brackets: pairs,
    colorizedBracketPairs: pairs,
    autoClosingPairs: [
      ...pairs.map(([open, close]) => ({ open, close, notIn: ["string", "comment"] })),
      { open: '"', close: '"', notIn: ["string", "comment"] },
      { open: "'", close: "'", notIn: ["string", "comment"] },
    ],
    surroundingPairs: [...pairs, ['"', '"'], ["'", "'"]],
    // a code with its levels is one word, and so is a kind of measure with its hyphen
    wordPattern:
      "\\d[A-Z]\\d+(?:\\.[A-Za-z0-9]+)*|end-use[r]?|\\d{4}-\\d{2}-\\d{2}|[A-Za-z_]\\w*|\\d[\\d_]*(?:\\.\\d+)?",
    indentationRules: {
      increaseIndentPattern: '^(?:[^"/]|"[^"]*"|/(?!/))*[{(\\[](?:[^"})\\]/]|/(?!/))*(?://.*)?$',
      decreaseIndentPattern: "^\\s*[})\\]]",
    },
    onEnterRules: [{ beforeText: "^\\s*///", action: { indent: "none", appendText: "/// " } }],
    folding: { markers: { start: "^\\s*//\\s*#region\\b", end: "^\\s*//\\s*#endregion\\b" } },
  };
}
