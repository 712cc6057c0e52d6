import type { IToken } from "chevrotain";
import type { Diagnostic } from "./base/diagnostic.ts";
import { SourceFile } from "./base/source-file.ts";
import { type Span, span } from "./base/span.ts";
import { hiddenFindings } from "./hidden.ts";
import { type LexicalProblem, maxWords, tokenize } from "./lexer.ts";
import { reportSyntax } from "./messages.ts";
import { type OtherWriting, shown } from "./other-reading.ts";
import type { Comment, ParseResult } from "./parse-result.ts";
import { maxFindings } from "./parser/base.ts";
import { CordonParser } from "./parser/file.ts";

let parser: CordonParser | undefined;

/**
 * Parses a source. Never throws: whatever the text is, there is a tree and the list of all that is wrong with it.
 *
 * @param path the file's name in diagnostics, relative to the workspace, with `/`
 */
export function parse(path: string, text: string): ParseResult {
  // made on first use: building the grammar takes longer than parsing a small file
  parser ??= new CordonParser();
  const tokens = tokenize(text);
  const { comments, problems, end } = tokens;
  // before parsing: the parser takes tokens it reads for others
  const hidden = hiddenFindings(path, text, tokens.tokens, comments).slice(0, maxFindings);
  parser.begin(path, text, tokens);
  const file = parser.file();
  const diagnostics = [
    ...problems.slice(0, maxFindings).map((problem) => lexicalFinding(path, problem)),
    ...hidden,
    ...parser.findings,
  ];
  if (end < text.length) {
    const limit = `${maxWords / 1_000_000} million`;
    diagnostics.push(reportSyntax("syntax/too-large", span(path, end, end), { limit }));
  }
  diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { source: new SourceFile(path, text), file, comments: comments.map(comment), diagnostics };
}

function comment(token: IToken): Comment {
  const start = token.startOffset;
  return { start, end: start + token.image.length, text: token.image };
}

function lexicalFinding(path: string, problem: LexicalProblem | OtherWriting): Diagnostic {
  const at = span(path, problem.start, problem.end);
  if (problem.kind === "writing") return otherWriting(at, problem);
  if (problem.kind === "unterminated") {
    return reportSyntax("syntax/unterminated-text", at, { quote: `\`${problem.meant}\`` });
  }
  const meant = problem.meant === null ? null : `\`${problem.meant}\``;
  const isQuote = problem.meant === '"' || problem.meant === "'";
  const newText = isQuote ? problem.meant + problem.text.slice(1, -1) + problem.meant : (problem.meant ?? "");
  const shown = isQuote ? problem.text.slice(0, 1) : problem.text;
  const found = shown.length > 20 ? `${shown.slice(0, 17)}...` : shown;
  const fix = {
    title: meant === null ? "remove it" : `write ${meant}`,
    safe: false,
    edits: [{ span: at, newText }],
  };
  return reportSyntax("syntax/unknown-character", at, { found: `\`${found}\``, meant }, { fixes: [fix] });
}

function otherWriting(at: Span, { text, what, meant, advice, again = [] }: OtherWriting): Diagnostic {
  const texts = advice === undefined && meant.length === 0 ? [""] : meant;
  const places = [at, ...again.map(({ start, end }) => span(at.file, start, end))];
  const fixes = texts.map((newText) => ({
    title: newText === "" ? "remove it" : `write \`${newText}\``,
    safe: false,
    edits: places.map((place) => ({ span: place, newText })),
  }));
  return reportSyntax(
    "syntax/other-writing",
    at,
    { found: shown(text), what, meant, advice: advice ?? null },
    { fixes },
  );
}
