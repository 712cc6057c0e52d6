/**
 * Findings that an author sets aside with a reason:
 *
 *     // allow CODE: reason          on a line of its own: the declaration or clause below it
 *     ... source ...  // allow CODE: reason          behind source: that line
 *
 * Errors cannot be set aside. A comment without a reason has no effect and is itself a finding; so is one that names no
 * finding, and one whose finding no longer occurs.
 */
import { type AnyNode, childKeys, type File, type Node } from "../../grammar/ast.ts";
import type { Diagnostic, Fix } from "../../grammar/base/diagnostic.ts";
import { type Span, span } from "../../grammar/base/span.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import type { Comment, ParseResult } from "../../grammar/parse-result.ts";
import { reportLoad } from "./messages.ts";

interface Suppression {
  readonly code: string;
  readonly reason: string;
  /** the comment */
  readonly span: Span;
  /** offsets in which a finding of that code is set aside */
  readonly start: number;
  readonly end: number;
  readonly comment: Comment;
}

/**
 * The findings that remain, and those about the comments themselves. `diagnostics` must hold everything that was found;
 * `codes` are the codes of all findings there are. While there are errors no comment is called stale, since errors keep
 * other findings from being looked for. Comments about codes that are not looked for this time are left alone.
 */
export function applySuppressions(
  files: Iterable<ParseResult>,
  diagnostics: readonly Diagnostic[],
  codes: ReadonlySet<string>,
  isLookedFor: (code: string) => boolean = () => true,
): Diagnostic[] {
  const suppressions = new Map<string, Suppression[]>();
  const sources = new Map<string, ParseResult>();
  for (const file of files) {
    const found = suppressionsOf(file).filter(({ code }) => isLookedFor(code));
    if (found.length === 0) continue;
    suppressions.set(file.source.path, found);
    sources.set(file.source.path, file);
  }
  if (suppressions.size === 0) return [...diagnostics];

  const used = new Set<Suppression>();
  const forbidden = new Set<Suppression>();
  const remaining = diagnostics.filter((diagnostic) => {
    const matching = (suppressions.get(diagnostic.span.file) ?? []).filter((s) => matches(s, diagnostic));
    for (const suppression of matching) (diagnostic.severity === "error" ? forbidden : used).add(suppression);
    return diagnostic.severity === "error" || !matching.some((s) => s.reason !== "");
  });

  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === "error");
  const about: Diagnostic[] = [];
  for (const [path, list] of suppressions) {
    for (const suppression of list) {
      const { code } = suppression;
      if (!codes.has(code)) {
        about.push(
          reportLoad("suppress/unknown-code", suppression.span, { code, near: nearNames(code, codes) }),
        );
      } else if (suppression.reason === "") {
        about.push(reportLoad("suppress/no-reason", suppression.span, { code }));
      } else if (forbidden.has(suppression)) {
        about.push(reportLoad("suppress/error", suppression.span, { code }));
      } else if (!used.has(suppression) && !hasErrors) {
        const fixes = [removal(sources.get(path)!, suppression.comment)];
        about.push(reportLoad("suppress/stale", suppression.span, { code }, { fixes }));
      }
    }
  }
  return [...remaining, ...about];
}

/** Whether a comment of the files sets a finding aside. */
export function isSetAside(files: Iterable<ParseResult>): (finding: Diagnostic) => boolean {
  const suppressions = new Map([...files].map((file) => [file.source.path, suppressionsOf(file)]));
  return (finding) =>
    finding.severity !== "error" &&
    (suppressions.get(finding.span.file) ?? []).some((each) => each.reason !== "" && matches(each, finding));
}

function matches({ code, start, end }: Suppression, finding: Diagnostic): boolean {
  return code === finding.code && start <= finding.span.start && finding.span.start <= end;
}

// A word with a slash is meant as a code; any other only if a reason follows, so that prose which happens to begin with
// "allow" is left alone.
const ALLOW = /^\/\/\s*allow\s+([\w-]+\/[\w/-]*(?:\s*,\s*[\w-]+\/[\w/-]*)*|[\w-]+(?=\s*:))\s*(?::\s*(.*))?$/;

/** A parse never changes, and most files are the same from one check to the next. */
const known = new WeakMap<ParseResult, readonly Suppression[]>();

function suppressionsOf(file: ParseResult): readonly Suppression[] {
  const found = known.get(file) ?? readSuppressions(file);
  known.set(file, found);
  return found;
}

function readSuppressions(file: ParseResult): Suppression[] {
  const { source, comments } = file;
  const found: Suppression[] = [];
  comments.forEach((comment, index) => {
    const match = ALLOW.exec(comment.text.trimEnd());
    if (match === null) return;
    const range = rangeOf(file, index);
    const reason = (match[2] ?? "").trim();
    for (const code of match[1]!.split(",")) {
      found.push({
        code: code.trim(),
        reason,
        span: span(source.path, comment.start, comment.end),
        comment,
        ...range,
      });
    }
  });
  return found;
}

/** What a comment speaks of: its line if source stands before it, otherwise the node that begins behind it. */
function rangeOf(file: ParseResult, index: number): { readonly start: number; readonly end: number } {
  const { source, comments } = file;
  const comment = comments[index]!;
  const lineStart = source.text.lastIndexOf("\n", comment.start - 1) + 1;
  if (source.text.slice(lineStart, comment.start).trim() !== "")
    return { start: lineStart, end: comment.end };
  let next = afterBlanks(source.text, comment.end);
  for (let i = index + 1; comments[i]?.start === next; i++) next = afterBlanks(source.text, comments[i]!.end);
  const node = nodeStartingAt(file.file, next);
  return node === null ? { start: comment.start, end: comment.end } : { start: node.start, end: node.end };
}

function afterBlanks(text: string, offset: number): number {
  const blank = /\s*/y;
  blank.lastIndex = offset;
  return offset + (blank.exec(text)?.[0].length ?? 0);
}

/** The outermost declaration, clause or other node that begins at the offset. */
function nodeStartingAt(file: File, offset: number): Node | null {
  let level: readonly AnyNode[] = file.declarations;
  for (;;) {
    const exact = level.find((node) => node.start === offset);
    if (exact !== undefined) return exact;
    const around = level.find((node) => node.start < offset && offset < node.end);
    if (around === undefined) return null;
    level = childrenOf(around);
  }
}

function childrenOf(node: AnyNode): AnyNode[] {
  const values = Object.entries(node).filter(([key]) => childKeys[node.kind].includes(key));
  return values
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((child) => child !== null);
}

/** Takes the comment out, with its line if nothing else stands there. */
function removal(file: ParseResult, comment: Comment): Fix {
  const { source } = file;
  const lineStart = source.text.lastIndexOf("\n", comment.start - 1) + 1;
  const before = source.text.slice(lineStart, comment.start);
  const alone = before.trim() === "";
  const start = alone ? lineStart : lineStart + before.trimEnd().length;
  const end = alone && source.text[comment.end] === "\n" ? comment.end + 1 : comment.end;
  return {
    title: "remove the comment",
    safe: true,
    edits: [{ span: span(source.path, start, end), newText: "" }],
  };
}
