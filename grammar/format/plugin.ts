import type { AstPath, Doc, Parser, ParserOptions, Printer, SupportLanguage } from "prettier";
import { type AnyNode, childKeys, type File } from "../ast.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import { parse as parseSource } from "../parse.ts";
import type { Comment } from "../parse-result.ts";
import { clauses } from "./print/clauses.ts";
import { breakParent, Context, hardline, lineSuffix, type PrintChild } from "./print/context.ts";
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

interface AttachedComment extends Comment {
  readonly leading?: boolean;
  readonly trailing?: boolean;
}

function print(path: AstPath<AnyNode>, options: ParserOptions<AnyNode>, printChild: PrintChild): Doc {
  const node = path.node as AnyNode & { comments?: readonly AttachedComment[] };
  const printed = table[node.kind](new Context(path, options, printChild));
  const dangling = (node.comments ?? []).some((comment) => !comment.leading && !comment.trailing);
  return dangling && node.kind !== "File"
    ? [printed, printDangling(path)]
    : dangling
      ? [printed, printAll(path)]
      : printed;
}

/** Comments inside a node that has no children to hang them on go to the end of its line. */
function printDangling(path: AstPath<AnyNode>): Doc {
  return eachDangling(path, (text) => [lineSuffix([" ", text]), breakParent]);
}

/** A file of comments alone. */
function printAll(path: AstPath<AnyNode>): Doc {
  return eachDangling(path, (text) => [text, hardline]);
}

function eachDangling(path: AstPath<AnyNode>, print: (text: string) => Doc): Doc {
  const docs: Doc[] = [];
  (path as unknown as AstPath<{ comments: AttachedComment[] }>).each((child) => {
    const comment = child.node as AttachedComment & { printed?: boolean };
    if (comment.leading || comment.trailing) return;
    comment.printed = true;
    docs.push(print(comment.text.trimEnd()));
  }, "comments");
  return docs;
}

const printer: Printer<AnyNode> = {
  print,
  getVisitorKeys: (node) => [...childKeys[node.kind]],
  canAttachComment: (node) => "kind" in node && (node.kind as string) !== "Comment",
  isBlockComment: () => false,
  printComment(path) {
    return (path.node as unknown as Comment).text.trimEnd();
  },
};
export const printers = { cordon: printer };

export const defaultOptions = { printWidth: 110, tabWidth: 2, useTabs: false };
