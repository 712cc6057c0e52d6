/** From the plain objects of the service to those of the protocol. */
import {
  type CodeAction,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type FoldingRange,
  InsertTextFormat,
  MarkupKind,
  SymbolKind,
  type TextEdit,
} from "vscode-languageserver";
import type { Diagnostic as Finding } from "../../compiler/index.ts";
import type { Action } from "../service/actions.ts";
import type { Completion, CompletionKind, Completions } from "../service/completion.ts";
import type { Fold, OutlineEntry } from "../service/outline.ts";
import { type SemanticToken, tokenTypes } from "../service/tokens.ts";
import type { Positions } from "./positions.ts";

/** The text of a file by the service's path, with its positions; null where there is none. */
export type Texts = (path: string) => Positions | null;
export type Addresses = (path: string) => string;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
} as const;

export function toDiagnostic(finding: Finding, texts: Texts, uris: Addresses): Diagnostic {
  const { code, severity, message, span, related, help, subject } = finding;
  const place = texts(span.file);
  const about =
    subject === undefined
      ? ""
      : `\n${subject.name}${subject.citation === undefined ? "" : ` (${subject.citation})`}`;
  const relatedInformation = related.flatMap((other) => {
    const text = texts(other.span.file);
    const location = text === null ? null : { uri: uris(other.span.file), range: text.range(other.span) };
    return location === null ? [] : [{ location, message: other.message }];
  });
  return {
    range: place?.range(span) ?? zero,
    severity: severities[severity],
    code,
    source: "cordon",
    message: `${message}${help === undefined ? "" : `\n${help}`}${about}`,
    ...(relatedInformation.length === 0 ? {} : { relatedInformation }),
    ...(code.startsWith("bind/unused-") ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

const zero = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  declaration: CompletionItemKind.Class,
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  unit: CompletionItemKind.Unit,
  code: CompletionItemKind.Constant,
  date: CompletionItemKind.Value,
  citation: CompletionItemKind.Reference,
  module: CompletionItemKind.Module,
  variable: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

export function toCompletions(found: Completions, text: Positions, snippets: boolean): CompletionItem[] {
  const range = text.range(found);
  return found.items
    .filter(({ kind }) => snippets || kind !== "snippet")
    .map((item: Completion) => ({
      label: item.label,
      kind: completionKinds[item.kind],
      detail: item.detail,
      sortText: `${item.rank}${item.label}`,
      textEdit: { range, newText: item.insertText },
      ...(item.documentation === null ? {} : { documentation: item.documentation }),
      ...(item.kind === "snippet" ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    }));
}

export function markdown(value: string): { kind: typeof MarkupKind.Markdown; value: string } {
  return { kind: MarkupKind.Markdown, value };
}

const symbolKinds: Readonly<Record<string, SymbolKind>> = {
  module: SymbolKind.Module,
  jurisdiction: SymbolKind.Namespace,
  instrument: SymbolKind.Event,
  unit: SymbolKind.Number,
  enum: SymbolKind.Enum,
  record: SymbolKind.Struct,
  fact: SymbolKind.Field,
  field: SymbolKind.Field,
  value: SymbolKind.EnumMember,
  version: SymbolKind.Event,
  codes: SymbolKind.Enum,
  group: SymbolKind.Array,
  list: SymbolKind.Array,
  define: SymbolKind.Function,
  reach: SymbolKind.Function,
  item: SymbolKind.Constant,
  scenario: SymbolKind.Method,
  case: SymbolKind.Object,
  proposal: SymbolKind.Package,
};

export function symbolKind(kind: string): SymbolKind {
  return symbolKinds[kind] ?? SymbolKind.Class;
}

export function toDocumentSymbol(entry: OutlineEntry, text: Positions): DocumentSymbol {
  return {
    name: entry.name,
    detail: entry.detail,
    kind: symbolKind(entry.kind),
    range: text.range(entry),
    selectionRange: text.range(entry.nameRange),
    children: entry.children.map((child) => toDocumentSymbol(child, text)),
  };
}

export function toFoldingRange({ start, end, kind }: Fold, text: Positions): FoldingRange {
  const last = text.position(end);
  return {
    startLine: text.position(start).line,
    endLine: last.line,
    ...(kind === null ? {} : { kind }),
  };
}

export function toEdits(
  edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[],
  text: Positions,
): TextEdit[] {
  return edits.map(({ start, end, newText }) => ({ range: text.range({ start, end }), newText }));
}

export function toCodeAction(action: Action, texts: Texts, uris: Addresses): CodeAction | null {
  const changes: Record<string, TextEdit[]> = {};
  for (const { path, start, end, newText } of action.edits) {
    const text = texts(path);
    if (text === null) return null;
    changes[uris(path)] ??= [];
    changes[uris(path)]!.push({ range: text.range({ start, end }), newText });
  }
  return {
    title: action.title,
    kind: action.kind,
    edit: { changes },
    ...(action.findings.length === 0
      ? {}
      : { diagnostics: action.findings.map((finding) => toDiagnostic(finding, texts, uris)) }),
    ...(action.preferred ? { isPreferred: true } : {}),
  };
}

/** Five numbers a token: line and column relative to the one before, length, type, modifiers. */
export function toTokenData(tokens: readonly SemanticToken[], text: Positions): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const { start, end, type, declaration } of tokens) {
    const from = text.position(start);
    const width = text.position(end).character - from.character;
    const across = from.line === line ? from.character - character : from.character;
    data.push(from.line - line, across, width, tokenTypes.indexOf(type), declaration ? 1 : 0);
    ({ line, character } = from);
  }
  return data;
}
