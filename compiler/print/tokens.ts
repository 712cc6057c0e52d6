/** The tokens of a text, one a line: place, type, image. Comments stand where they were written. */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import { tokenize } from "../../grammar/lexer.ts";

export function printTokens(source: SourceFile): string {
  const { tokens, comments, problems } = tokenize(source.text);
  const lines = [
    ...tokens.map((token) => ({ start: token.startOffset, name: token.tokenType.name, text: token.image })),
    ...comments.map((token) => ({ start: token.startOffset, name: "comment", text: token.image })),
    ...problems.map((problem) => ({
      start: problem.start,
      name: `problem: ${problem.kind}`,
      text: problem.text,
    })),
  ];
  lines.sort((a, b) => a.start - b.start);
  return lines
    .map(({ start, name, text }) => {
      const { line, column } = source.position(start);
      return `${line}:${column} ${name} ${JSON.stringify(text)}\n`;
    })
    .join("");
}
