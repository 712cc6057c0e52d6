/** Highlighting for Vim and Neovim, made from the token table. */
import { type TokenCategory, words } from "../../../grammar/tokens.ts";

/** Categories of words with the group of Vim they look like. */
const GROUPS: Readonly<Partial<Record<TokenCategory, string>>> = {
  declaration: "Statement",
  kind: "StorageClass",
  clause: "Keyword",
  operator: "Operator",
  outcome: "Constant",
  truth: "Boolean",
  type: "Type",
  header: "PreProc",
};

export function vimSyntax(): string {
  const taken = new Set<string>();
  const lines = Object.entries(GROUPS).flatMap(([category, group]) => {
    const spelled = Object.values(words)
      .filter((info) => info.category === category && !taken.has(info.word))
      .map(({ word }) => word);
    for (const word of spelled) taken.add(word);
    const name = `cordon${category[0]!.toUpperCase()}${category.slice(1)}`;
    return [
      `syntax keyword ${name} ${[...new Set(spelled)].sort().join(" ")}`,
      `highlight default link ${name} ${group}`,
    ];
  });
  return `" Made by \`npm run generate\` from the words of the language.
if exists("b:current_syntax")
  finish
endif
syntax iskeyword @,48-57,_,-
syntax case match
${lines.join("\n")}
syntax match cordonName "\\.\\h\\w*"
syntax match cordonName "\\h\\w*\\ze\\s*:"
syntax match cordonNumber "\\<\\d[0-9_]*\\(\\.\\d[0-9_]*\\)\\?\\(e[+-]\\?\\d\\+\\)\\?"
syntax match cordonCode "\\<\\d\\u\\d\\+\\(\\.\\w\\+\\)*"
syntax match cordonCode "'[^']*'\\?"
syntax match cordonDate "\\<\\d\\{4}-\\d\\{1,2}-\\d\\{1,2}\\>"
syntax region cordonString start=+"+ skip=+\\\\.+ end=+"\\|$+
syntax match cordonComment "//.*$"
syntax match cordonDocumentation "///.*$"
highlight default link cordonNumber Number
highlight default link cordonCode Identifier
highlight default link cordonDate Number
highlight default link cordonString String
highlight default link cordonComment Comment
highlight default link cordonDocumentation SpecialComment
let b:current_syntax = "cordon"
`;
}
