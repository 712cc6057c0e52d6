/** The words of the language for Emacs, made from the token table. */
import { type TokenCategory, words } from "../../../grammar/tokens.ts";

const LISTS: Readonly<Partial<Record<TokenCategory, string>>> = {
  declaration: "Words that begin a declaration.",
  kind: "Kinds of measures.",
  clause: "Words of clauses.",
  operator: "Words that join conditions.",
  outcome: "What a measure may require.",
  truth: "Truth values.",
  type: "Words of types.",
  header: "Words of the head of a file.",
};

export function emacsWords(): string {
  const taken = new Set<string>();
  const lists = Object.entries(LISTS).map(([category, about]) => {
    const spelled = Object.values(words)
      .filter((info) => info.category === category && !taken.has(info.word))
      .map(({ word }) => word);
    for (const word of spelled) taken.add(word);
    const quoted = [...new Set(spelled)].sort().map((word) => `    "${word}"`);
    return `(defconst cordon-words-${category}\n  '(\n${quoted.join("\n")})\n  "${about}")`;
  });
  return `;;; cordon-words.el --- The words of Cordon  -*- lexical-binding: t; -*-

;;; Commentary:

;; Made by \`npm run generate' from the words of the language.

;;; Code:

${lists.join("\n\n")}

(provide 'cordon-words)
;;; cordon-words.el ends here
`;
}
