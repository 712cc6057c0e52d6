import {
  type AstPath,
  type Doc,
  type Parser,
  type ParserOptions,
  type Printer,
  type SupportLanguage,
  util,
} from "prettier";
import { type AnyNode, childKeys, type File } from "../ast.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import { parse as parseSource } from "../parse.ts";
import type { Comment } from "../parse-result.ts";
import { clauses } from "./print/clauses.ts";
import { loneComments, withComments } from "./print/comments.ts";
import { Context, type PrintChild } from "./print/context.ts";
import { declarations } from "./print/declarations.ts";
import { expressions } from "./print/expressions.ts";

/** A text that cannot be formatted, because it cannot be read. */
export class FormatRefusal extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(`not formatted: ${diagnostics[0]?.message ?? "the text could not be read"}`);
    this.name = "FormatRefusal";
    this.diagnostics = diagnostics;
  }
}

export const languages: SupportLanguage[] = [
  { name: "Cordon", parsers: ["cordon"], extensions: [".cordon"] },
];

const parser: Parser<AnyNode> = {
  astFormat: "cordon",
  locStart: (node) => node.start,
  locEnd: (node) => node.end,
  parse(text, options) {
    const result = parseSource(options.filepath ?? "input.cordon", text);
    const errors = result.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    if (errors.length > 0) throw new FormatRefusal(errors);
    const comments = result.comments.map((comment) => ({ ...comment, kind: "Comment" }));
    // The root spans the whole text, so that comments around the declarations lie inside it.
    return { ...result.file, start: 0, end: text.length, comments } as File & {
      comments: readonly Comment[];
    };
  },
};
export const parsers = { cordon: parser };

const table = { ...declarations, ...clauses, ...expressions } as unknown as Record<
  AnyNode["kind"],
  (context: Context) => Doc
>;

function print(path: AstPath<AnyNode>, options: ParserOptions<AnyNode>, printChild: PrintChild): Doc {
  const { node } = path;
  const text = options.originalText;
  if (node.kind === "File" && node.declarations.length === 0) return loneComments(path, text);
  return withComments(node, table[node.kind](new Context(path, options, printChild)), text);
}

/** A comment that stands after the word or sign between two nodes belongs to the second. */
function toFollowing(comment: HandledComment, text: string): boolean {
  const { precedingNode, followingNode } = comment;
  if (precedingNode === undefined || followingNode === undefined) return false;
  const between = text.slice(precedingNode.end, comment.start).replace(/\/\/.*/g, "");
  // A comma belongs to the member before it, and so does a comment behind the comma.
  if (between.trim() === "" || between.trim() === ",") return false;
  util.addLeadingComment(followingNode, comment);
  return true;
}

interface HandledComment extends Comment {
  readonly precedingNode?: AnyNode;
  readonly followingNode?: AnyNode;
}

const printer: Printer<AnyNode> = {
  print,
  getVisitorKeys: (node) => [...childKeys[node.kind]],
  canAttachComment: (node) => (node.kind as string) !== "Comment",
  isBlockComment: () => false,
  willPrintOwnComments: () => true,
  handleComments: { ownLine: toFollowing, endOfLine: toFollowing, remaining: toFollowing },
  printComment: (path) => (path.node as unknown as Comment).text,
};
export const printers = { cordon: printer };

/** The one layout there is. */
export const defaultOptions = { printWidth: 110, tabWidth: 2, useTabs: false };
