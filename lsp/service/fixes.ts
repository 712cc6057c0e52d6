/** Fixes beyond those that findings carry: they rest on what else stands in the workspace, or are a choice of the author. */
import { nearCodes } from "../../compiler/editor/index.ts";
import type { Diagnostic } from "../../compiler/index.ts";
import type { AnyNode } from "../../grammar/ast.ts";
import { ancestorsAt, docComment } from "../../grammar/walk.ts";
import type { Snapshot } from "./snapshot.ts";
import { declarationAt, isDeclaration, nameOf } from "./syntax.ts";

type Fix = Diagnostic["fixes"][number];

/** The finding with all its fixes; those of its own first. None of ours is safe to take without reading. */
export function withFixes(snapshot: Snapshot, finding: Diagnostic): Diagnostic {
  const { file } = finding.span;
  const text = snapshot.parsed(file)?.source.text;
  if (text === undefined) return finding;
  const own = (makers[finding.code]?.(snapshot, finding, text) ?? []).map(
    ({ title, start, end, newText }): Fix => ({
      title,
      safe: false,
      edits: [{ span: { file, start, end }, newText }],
    }),
  );
  const allow =
    finding.severity === "error" || finding.code.startsWith("suppress/")
      ? []
      : allowing(snapshot, finding, text);
  return { ...finding, fixes: [...finding.fixes, ...own, ...allow] };
}

interface Change {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

type Maker = (snapshot: Snapshot, finding: Diagnostic, text: string) => readonly Change[];

/** Choices at most. */
const MOST = 4;

const makers: Readonly<Record<string, Maker>> = {
  "syntax/unexpected-closer": (_, { span }) => [{ title: "remove it", ...place(span), newText: "" }],
  "syntax/unterminated-text": (_, { span }, text) => {
    // A brace at the end of the line opens the declaration, and is no part of its title.
    const written = text.slice(span.start, span.end).replace(/\s*\{?\s*$/, "");
    const end = span.start + written.length;
    return [{ title: "close the text", start: end, end, newText: '"' }];
  },
  "syntax/unknown-escape": (_, { span }, text) => [
    {
      title: "write the backslash itself",
      ...place(span),
      newText: `\\${text.slice(span.start, span.end)}`,
    },
  ],
  "bind/unused-declaration": (snapshot, { span }, text) => {
    const parsed = snapshot.parsed(span.file)!;
    const declaration = declarationAt(parsed.file, span.start);
    if (declaration === null) return [];
    let { start } = lines(text, declaration.start, declaration.end);
    const { end } = lines(text, declaration.start, declaration.end);
    // Its comment goes with it.
    if (docComment(parsed, declaration) !== undefined)
      for (let above = lineAbove(text, start); /^\s*\/\/\//.test(above.text); above = lineAbove(text, start))
        start = above.start;
    const blank = /^[^\S\n]*\n/.exec(text.slice(end))?.[0].length ?? 0;
    return [{ title: "remove the declaration", start, end: end + blank, newText: "" }];
  },
  "check/clause-twice": (_, { span }, text) => [
    { title: "remove the second", ...lines(text, span.start, span.end), newText: "" },
  ],
  "check/no-authority": (snapshot, { span }, text) =>
    clauseInside(
      snapshot,
      span,
      text,
      authoritiesFor(snapshot, span).map((name) => `authority ${name}`),
    ),
  "check/missing-clause": (snapshot, { span, message }, text) => {
    const missing = /has no `(\w+)`/.exec(message)?.[1];
    if (missing === "requires") return clauseInside(snapshot, span, text, ["requires license", "prohibits"]);
    if (missing === "from")
      return clauseInside(
        snapshot,
        span,
        text,
        instruments(snapshot, span.file).map(({ name, from }) => `from ${from} by ${name}`),
      );
    return [];
  },
  "check/no-instrument": (snapshot, { span }, text) => {
    const day = text.slice(span.start, span.end);
    return instruments(snapshot, span.file)
      .filter(({ from }) => from === day)
      .map(({ name }) => ({
        title: `write \`by ${name}\``,
        start: span.end,
        end: span.end,
        newText: ` by ${name}`,
      }));
  },
  "proof/idle-condition": (snapshot, { span }, text) => {
    const around = ancestorsAt(snapshot.parsed(span.file)!.file, span.start);
    const clause = around.find(
      (node) =>
        isClause(node) && node.end === span.end && /^\w+\s+$/.test(text.slice(node.start, span.start)),
    );
    return clause === undefined
      ? []
      : [{ title: "strike the condition", ...lines(text, clause.start, clause.end), newText: "" }];
  },
  "suppress/unknown-code": (_, { span }, text) => {
    const comment = text.slice(span.start, span.end);
    const code = /allow\s+([\w/-]+)/.exec(comment)?.[1] ?? "";
    const start = span.start + comment.indexOf(code);
    return nearCodes(code).map((near) => ({
      title: `write \`${near}\``,
      start,
      end: start + code.length,
      newText: near,
    }));
  },
  "suppress/error": (_, { span }, text) => [
    { title: "remove the comment", ...lines(text, span.start, span.end), newText: "" },
  ],
};

/** A comment that sets the finding aside; it waits for a reason, and says so until one is written. */
function allowing(snapshot: Snapshot, { code, span }: Diagnostic, text: string): readonly Fix[] {
  const around = ancestorsAt(snapshot.parsed(span.file)!.file, span.start);
  const start = around
    .filter((node) => isDeclaration(node) || isClause(node))
    .findLast((node) => text.slice(lineStart(text, node.start), node.start).trim() === "")?.start;
  if (start === undefined) return [];
  const indent = text.slice(lineStart(text, start), start);
  const edit = { span: { file: span.file, start, end: start }, newText: `// allow ${code}: \n${indent}` };
  return [{ title: `allow \`${code}\` here, for a reason to be written`, safe: false, edits: [edit] }];
}

function isClause(node: AnyNode): boolean {
  return node.kind.endsWith("Clause") || node.kind === "Version" || node.kind === "Status";
}

/** Clauses to choose from, each on a line of its own behind the head of the declaration whose name is found at fault. */
function clauseInside(
  snapshot: Snapshot,
  { file, start }: Diagnostic["span"],
  text: string,
  clauses: readonly string[],
): Change[] {
  const declaration = declarationAt(snapshot.parsed(file)!.file, start);
  const name = declaration === null ? null : nameOf(declaration);
  if (declaration === null || name === null) return [];
  const open = text.indexOf(
    "{",
    "title" in declaration && declaration.title !== null ? declaration.title.end : name.end,
  );
  if (open === -1 || open >= declaration.end) return [];
  const indent = text.slice(lineStart(text, declaration.start), declaration.start);
  return clauses.slice(0, MOST).map((clause) => ({
    title: `write \`${clause}\``,
    start: open + 1,
    end: open + 1,
    newText: `\n${indent}  ${clause}`,
  }));
}

/** Names of the powers of the jurisdiction whose law the file is. */
function authoritiesFor(snapshot: Snapshot, { file }: Diagnostic["span"]): string[] {
  const { program } = snapshot.focus(file).compilation;
  const path = snapshot.moduleOf(file);
  const jurisdiction = program.modules.find((module) => module.path === path)?.jurisdiction ?? null;
  return program.authorities
    .filter((authority) => authority.jurisdiction === jurisdiction)
    .map(({ name }) => name)
    .sort();
}

/** Instruments in sight, the newest first. */
function instruments(snapshot: Snapshot, file: string): { readonly name: string; readonly from: string }[] {
  return snapshot
    .focus(file)
    .compilation.program.instruments.flatMap(({ name, from }) => (from === null ? [] : [{ name, from }]))
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : a.name < b.name ? -1 : 1));
}

function place({ start, end }: { readonly start: number; readonly end: number }): {
  start: number;
  end: number;
} {
  return { start, end };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineAbove(text: string, start: number): { readonly start: number; readonly text: string } {
  if (start === 0) return { start, text: "" };
  const above = lineStart(text, start - 1);
  return { start: above, text: text.slice(above, start - 1) };
}

/** A range with the lines it fills, where nothing else stands on them. */
function lines(text: string, start: number, end: number): { start: number; end: number } {
  const from = lineStart(text, start);
  const rest = /^[^\S\n]*(?:\n|$)/.exec(text.slice(end))?.[0];
  const isAlone = text.slice(from, start).trim() === "" && rest !== undefined;
  return isAlone ? { start: from, end: end + rest.length } : { start, end };
}
