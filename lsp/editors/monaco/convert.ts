/** Between the objects of the protocol and those of Monaco: lines and columns count from 1 there. */
import * as monaco from "monaco-editor/editor.js";
import type * as lsp from "vscode-languageserver-protocol";

const { CompletionItemKind, CompletionItemInsertTextRule, DocumentHighlightKind } = monaco.languages;

export function toPosition({ lineNumber, column }: monaco.IPosition): lsp.Position {
  return { line: lineNumber - 1, character: column - 1 };
}

export function fromRange({ start, end }: lsp.Range): monaco.IRange {
  return {
    startLineNumber: start.line + 1,
    startColumn: start.character + 1,
    endLineNumber: end.line + 1,
    endColumn: end.character + 1,
  };
}

export function toRange(range: monaco.IRange): lsp.Range {
  return {
    start: { line: range.startLineNumber - 1, character: range.startColumn - 1 },
    end: { line: range.endLineNumber - 1, character: range.endColumn - 1 },
  };
}

export function fromEdit({ range, newText }: lsp.TextEdit): monaco.languages.TextEdit {
  return { range: fromRange(range), text: newText };
}

export function fromLocations(
  found: lsp.Location | readonly lsp.Location[] | null,
): monaco.languages.Location[] {
  const all = found === null ? [] : "uri" in found ? [found] : found;
  return all.map(({ uri, range }) => ({ uri: monaco.Uri.parse(uri), range: fromRange(range) }));
}

const SEVERITIES: Readonly<Record<lsp.DiagnosticSeverity, monaco.MarkerSeverity>> = {
  1: monaco.MarkerSeverity.Error,
  2: monaco.MarkerSeverity.Warning,
  3: monaco.MarkerSeverity.Info,
  4: monaco.MarkerSeverity.Hint,
};

export function fromDiagnostic(found: lsp.Diagnostic): monaco.editor.IMarkerData {
  const related = found.relatedInformation ?? [];
  return {
    ...fromRange(found.range),
    severity: SEVERITIES[found.severity ?? 1],
    message: typeof found.message === "string" ? found.message : found.message.value,
    source: found.source ?? "cordon",
    code: String(found.code ?? ""),
    ...(found.tags?.includes(1) ? { tags: [monaco.MarkerTag.Unnecessary] } : {}),
    relatedInformation: related.map(({ location, message }) => ({
      resource: monaco.Uri.parse(location.uri),
      message,
      ...fromRange(location.range),
    })),
  };
}

const KINDS: readonly (keyof typeof CompletionItemKind)[] = [
  "Text",
  "Method",
  "Function",
  "Constructor",
  "Field",
  "Variable",
  "Class",
  "Interface",
  "Module",
  "Property",
  "Unit",
  "Value",
  "Enum",
  "Keyword",
  "Snippet",
  "Color",
  "File",
  "Reference",
  "Folder",
  "EnumMember",
  "Constant",
  "Struct",
  "Event",
  "Operator",
  "TypeParameter",
];

export function fromMarkup(
  text: lsp.MarkupContent | lsp.MarkedString | undefined,
): monaco.IMarkdownString | undefined {
  if (text === undefined) return undefined;
  return { value: typeof text === "string" ? text : text.value };
}

/** `word`: where the suggestion goes if it does not say so itself. */
export function fromCompletion(
  item: lsp.CompletionItem,
  word: monaco.IRange,
): monaco.languages.CompletionItem {
  const { label, detail, documentation, sortText, filterText, textEdit } = item;
  const range =
    textEdit === undefined
      ? word
      : "range" in textEdit
        ? fromRange(textEdit.range)
        : { insert: fromRange(textEdit.insert), replace: fromRange(textEdit.replace) };
  const text = fromMarkup(documentation);
  return {
    label,
    kind: CompletionItemKind[KINDS[(item.kind ?? 1) - 1] ?? "Text"],
    insertText: textEdit?.newText ?? item.insertText ?? label,
    range,
    ...(item.insertTextFormat === 2 ? { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(text === undefined ? {} : { documentation: text }),
    ...(sortText === undefined ? {} : { sortText }),
    ...(filterText === undefined ? {} : { filterText }),
    ...(item.additionalTextEdits === undefined
      ? {}
      : { additionalTextEdits: item.additionalTextEdits.map(fromEdit) }),
  };
}

export function fromSymbol(symbol: lsp.DocumentSymbol): monaco.languages.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail ?? "",
    kind: (symbol.kind - 1) as monaco.languages.SymbolKind,
    tags: [],
    range: fromRange(symbol.range),
    selectionRange: fromRange(symbol.selectionRange),
    children: (symbol.children ?? []).map(fromSymbol),
  };
}

export function fromHighlight({ range, kind }: lsp.DocumentHighlight): monaco.languages.DocumentHighlight {
  return {
    range: fromRange(range),
    kind:
      kind === 3
        ? DocumentHighlightKind.Write
        : kind === 2
          ? DocumentHighlightKind.Read
          : DocumentHighlightKind.Text,
  };
}

export function fromWorkspaceEdit(edit: lsp.WorkspaceEdit): monaco.languages.WorkspaceEdit {
  const edits: monaco.languages.IWorkspaceTextEdit[] = [];
  const add = (uri: string, list: readonly lsp.TextEdit[]): void => {
    for (const one of list)
      edits.push({ resource: monaco.Uri.parse(uri), versionId: undefined, textEdit: fromEdit(one) });
  };
  for (const [uri, list] of Object.entries(edit.changes ?? {})) add(uri, list);
  for (const change of edit.documentChanges ?? [])
    if ("textDocument" in change)
      add(
        change.textDocument.uri,
        change.edits.filter((one): one is lsp.TextEdit => "newText" in one),
      );
  return { edits };
}

export function fromCommand(command: lsp.Command | undefined): monaco.languages.Command | undefined {
  if (command === undefined) return undefined;
  return { id: command.command, title: command.title, arguments: command.arguments ?? [] };
}
