import type { AstPath, Doc } from "prettier";
import type { AnyNode, NodeKind } from "../../ast.ts";
import type { Comment } from "../../parse-result.ts";
import { hardline, lineSuffix, lineSuffixBoundary } from "./context.ts";

/** What Prettier knows of a comment once it has found the node it belongs to. */
export interface AttachedComment extends Comment {
  readonly leading?: boolean;
  readonly trailing?: boolean;
  /** Prettier asks that whoever prints a comment says so; it refuses a text with a comment left over. */
  printed?: boolean;
}

export function commentsOf(node: object): readonly AttachedComment[] {
  return (node as { comments?: readonly AttachedComment[] }).comments ?? [];
}

/** Nodes that have a line of their own: a comment may stand above or below them. */
const lineNodes: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "ModuleDeclaration",
  "UseDeclaration",
  "JurisdictionDeclaration",
  "InstrumentDeclaration",
  "UnitDeclaration",
  "EnumDeclaration",
  "RecordDeclaration",
  "FactDeclaration",
  "CodesDeclaration",
  "GroupDeclaration",
  "ListDeclaration",
  "DefineDeclaration",
  "ReachDeclaration",
  "ReviewDeclaration",
  "ItemDeclaration",
  "MeasureDeclaration",
  "ExceptionDeclaration",
  "AuthorityDeclaration",
  "FindingDeclaration",
  "UnencodableDeclaration",
  "OmittedDeclaration",
  "UniverseDeclaration",
  "CaseDeclaration",
  "ScenarioDeclaration",
  "ProposalDeclaration",
  "JurisdictionClause",
  "Field",
  "KeyClause",
  "ColumnClause",
  "DatedClause",
  "Version",
  "Status",
  "PolicyLimb",
  "NamesClause",
  "OriginClause",
  "FromClause",
  "ItemsClause",
  "DestinationsClause",
  "ForClause",
  "WhenClause",
  "UnlessClause",
  "RequiresClause",
  "ProhibitsClause",
  "ReviewClause",
  "RoutesClause",
  "ReleasesClause",
  "ObligesClause",
  "SavesClause",
  "OutcomeLimb",
  "RouteLimb",
  "AuthorityClause",
  "Permit",
  "FindingClause",
  "Treats",
  "UniverseStart",
  "CoveredClause",
  "GapsClause",
  "IntendedGap",
  "Expectation",
  "ConditionLimb",
  "TableRow",
]);

/**
 * A node with its comments. A comment above or below a line stays there; a comment inside a line goes to its end, in
 * order, so that it never splits what belongs together (a unit from its number, a word from its phrase).
 */
export function withComments(node: AnyNode, printed: Doc, text: string): Doc {
  const comments = commentsOf(node).filter((comment) => comment.printed !== true);
  if (comments.length === 0) return printed;
  const before: Doc[] = [];
  const after: Doc[] = [];
  for (const comment of comments) {
    comment.printed = true;
    const own = lineNodes.has(node.kind) && standsAlone(comment, text);
    if (comment.leading) before.push(own ? above(comment, text) : atLineEnd(comment));
    else after.push(own && comment.trailing ? below(comment, text) : atLineEnd(comment));
  }
  return [before, printed, after];
}

/** The comments above an operand of a chain, to be printed above its `and` or `or`. */
export function takeAbove(node: AnyNode, text: string): Doc[] {
  return commentsOf(node)
    .filter((comment) => comment.leading && standsAlone(comment, text))
    .map((comment) => {
      comment.printed = true;
      return [hardline, lineSuffixBoundary, textOf(comment)];
    });
}

/** The comments of a file that holds nothing else. */
export function loneComments(path: AstPath<AnyNode>, text: string): Doc[] {
  return commentsOf(path.node).map((comment) => {
    comment.printed = true;
    return [textOf(comment), hardline, blankLineAfter(comment, text) ? hardline : ""];
  });
}

function above(comment: AttachedComment, text: string): Doc {
  return [lineSuffixBoundary, textOf(comment), hardline, blankLineAfter(comment, text) ? hardline : ""];
}

function below(comment: AttachedComment, text: string): Doc {
  return lineSuffix([hardline, blankLineBefore(comment, text) ? hardline : "", textOf(comment)]);
}

function atLineEnd(comment: AttachedComment): Doc {
  return lineSuffix([" ", textOf(comment)]);
}

function textOf(comment: Comment): string {
  return comment.text.trimEnd();
}

/** Nothing but blanks before it on its line. */
export function standsAlone(comment: Comment, text: string): boolean {
  return text.slice(text.lastIndexOf("\n", comment.start - 1) + 1, comment.start).trim() === "";
}

function blankLineAfter(comment: Comment, text: string): boolean {
  return /^[^\S\n]*\n[^\S\n]*\n\s*\S/.test(text.slice(comment.end, comment.end + 400));
}

function blankLineBefore(comment: Comment, text: string): boolean {
  return /\n[^\S\n]*\n[^\S\n]*$/.test(text.slice(Math.max(0, comment.start - 400), comment.start));
}
