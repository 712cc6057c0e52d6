/** What Monaco asks of a language, answered by the server: one registration for each capability that it states. */
import * as monaco from "monaco-editor/editor.js";
import type { MessageConnection } from "vscode-jsonrpc/browser";
import type * as lsp from "vscode-languageserver-protocol";
import {
  fromCommand,
  fromCompletion,
  fromDiagnostic,
  fromEdit,
  fromHighlight,
  fromLocations,
  fromMarkup,
  fromRange,
  fromSymbol,
  fromWorkspaceEdit,
  toPosition,
  toRange,
} from "./convert.ts";

const { languages } = monaco;

/** Registers the providers of a language; dispose of them to take them away. */
export function registerProviders(
  language: string,
  connection: MessageConnection,
  capabilities: lsp.ServerCapabilities,
): monaco.IDisposable[] {
  /** Cancelled with Monaco's own token; a request that was cancelled, or failed, gives nothing. */
  const ask = async <R>(
    method: string,
    params: object,
    token: monaco.CancellationToken,
  ): Promise<R | null> => {
    if (token.isCancellationRequested) return null;
    try {
      return await connection.sendRequest<R | null>(method, params, token);
    } catch (error) {
      if (token.isCancellationRequested || isCancelled(error)) return null;
      throw error;
    }
  };
  const document = (model: monaco.editor.ITextModel) => ({ textDocument: { uri: model.uri.toString() } });
  const at = (model: monaco.editor.ITextModel, position: monaco.IPosition) => ({
    ...document(model),
    position: toPosition(position),
  });
  const formatting = ({ tabSize, insertSpaces }: monaco.languages.FormattingOptions) => ({
    options: { tabSize, insertSpaces },
  });
  const locate =
    (method: string) =>
    async (
      model: monaco.editor.ITextModel,
      position: monaco.IPosition,
      token: monaco.CancellationToken,
    ): Promise<monaco.languages.Location[]> =>
      fromLocations(await ask(method, at(model, position), token));
  const registered: monaco.IDisposable[] = [];
  const provide = (isStated: unknown, register: () => monaco.IDisposable): void => {
    if (isStated !== undefined && isStated !== false) registered.push(register());
  };

  provide(capabilities.completionProvider, () =>
    languages.registerCompletionItemProvider(language, {
      triggerCharacters: [...(capabilities.completionProvider?.triggerCharacters ?? [])],
      async provideCompletionItems(model, position, context, token) {
        const found = await ask<lsp.CompletionItem[] | lsp.CompletionList>(
          "textDocument/completion",
          {
            ...at(model, position),
            context: {
              triggerKind: context.triggerKind + 1,
              ...(context.triggerCharacter === undefined
                ? {}
                : { triggerCharacter: context.triggerCharacter }),
            },
          },
          token,
        );
        const word = model.getWordUntilPosition(position);
        const range = {
          startLineNumber: position.lineNumber,
          startColumn: word.startColumn,
          endLineNumber: position.lineNumber,
          endColumn: word.endColumn,
        };
        const items = found === null ? [] : Array.isArray(found) ? found : found.items;
        return {
          suggestions: items.map((item) => fromCompletion(item, range)),
          incomplete: found !== null && !Array.isArray(found) && found.isIncomplete,
        };
      },
    }),
  );
  provide(capabilities.hoverProvider, () =>
    languages.registerHoverProvider(language, {
      async provideHover(model, position, token) {
        const found = await ask<lsp.Hover>("textDocument/hover", at(model, position), token);
        if (found === null) return null;
        const contents = Array.isArray(found.contents) ? found.contents : [found.contents];
        return {
          contents: contents.map((text) => fromMarkup(text)!),
          ...(found.range === undefined ? {} : { range: fromRange(found.range) }),
        };
      },
    }),
  );
  provide(capabilities.definitionProvider, () =>
    languages.registerDefinitionProvider(language, { provideDefinition: locate("textDocument/definition") }),
  );
  provide(capabilities.declarationProvider, () =>
    languages.registerDeclarationProvider(language, {
      provideDeclaration: locate("textDocument/declaration"),
    }),
  );
  provide(capabilities.typeDefinitionProvider, () =>
    languages.registerTypeDefinitionProvider(language, {
      provideTypeDefinition: locate("textDocument/typeDefinition"),
    }),
  );
  provide(capabilities.implementationProvider, () =>
    languages.registerImplementationProvider(language, {
      provideImplementation: locate("textDocument/implementation"),
    }),
  );
  provide(capabilities.referencesProvider, () =>
    languages.registerReferenceProvider(language, {
      async provideReferences(model, position, { includeDeclaration }, token) {
        const context = { includeDeclaration };
        return fromLocations(
          await ask("textDocument/references", { ...at(model, position), context }, token),
        );
      },
    }),
  );
  provide(capabilities.documentHighlightProvider, () =>
    languages.registerDocumentHighlightProvider(language, {
      async provideDocumentHighlights(model, position, token) {
        const found = await ask<lsp.DocumentHighlight[]>(
          "textDocument/documentHighlight",
          at(model, position),
          token,
        );
        return (found ?? []).map(fromHighlight);
      },
    }),
  );
  provide(capabilities.documentSymbolProvider, () =>
    languages.registerDocumentSymbolProvider(language, {
      async provideDocumentSymbols(model, token) {
        const found = await ask<lsp.DocumentSymbol[]>("textDocument/documentSymbol", document(model), token);
        return (found ?? []).map(fromSymbol);
      },
    }),
  );
  provide(capabilities.renameProvider, () =>
    languages.registerRenameProvider(language, {
      async provideRenameEdits(model, position, newName, token) {
        try {
          const edit = await ask<lsp.WorkspaceEdit>(
            "textDocument/rename",
            { ...at(model, position), newName },
            token,
          );
          return edit === null ? { edits: [] } : fromWorkspaceEdit(edit);
        } catch (error) {
          return { edits: [], rejectReason: error instanceof Error ? error.message : String(error) };
        }
      },
      async resolveRenameLocation(model, position, token) {
        const found = await ask<{ range: lsp.Range; placeholder: string }>(
          "textDocument/prepareRename",
          at(model, position),
          token,
        );
        const nowhere = { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 };
        if (found === null) return { range: nowhere, text: "", rejectReason: "nothing here can be renamed" };
        return { range: fromRange(found.range), text: found.placeholder };
      },
    }),
  );
  provide(capabilities.documentFormattingProvider, () =>
    languages.registerDocumentFormattingEditProvider(language, {
      async provideDocumentFormattingEdits(model, options, token) {
        const params = { ...document(model), ...formatting(options) };
        return ((await ask<lsp.TextEdit[]>("textDocument/formatting", params, token)) ?? []).map(fromEdit);
      },
    }),
  );
  provide(capabilities.documentRangeFormattingProvider, () =>
    languages.registerDocumentRangeFormattingEditProvider(language, {
      async provideDocumentRangeFormattingEdits(model, range, options, token) {
        const params = { ...document(model), range: toRange(range), ...formatting(options) };
        const found = await ask<lsp.TextEdit[]>("textDocument/rangeFormatting", params, token);
        return (found ?? []).map(fromEdit);
      },
    }),
  );
  provide(capabilities.documentOnTypeFormattingProvider, () =>
    languages.registerOnTypeFormattingEditProvider(language, {
      autoFormatTriggerCharacters: [
        capabilities.documentOnTypeFormattingProvider!.firstTriggerCharacter,
        ...(capabilities.documentOnTypeFormattingProvider!.moreTriggerCharacter ?? []),
      ],
      async provideOnTypeFormattingEdits(model, position, ch, options, token) {
        const params = { ...at(model, position), ch, ...formatting(options) };
        const found = await ask<lsp.TextEdit[]>("textDocument/onTypeFormatting", params, token);
        return (found ?? []).map(fromEdit);
      },
    }),
  );
  provide(capabilities.foldingRangeProvider, () =>
    languages.registerFoldingRangeProvider(language, {
      async provideFoldingRanges(model, _context, token) {
        const found = await ask<lsp.FoldingRange[]>("textDocument/foldingRange", document(model), token);
        return (found ?? []).map(({ startLine, endLine, kind }) => ({
          start: startLine + 1,
          end: endLine + 1,
          ...(kind === undefined ? {} : { kind: new languages.FoldingRangeKind(kind) }),
        }));
      },
    }),
  );
  provide(capabilities.selectionRangeProvider, () =>
    languages.registerSelectionRangeProvider(language, {
      async provideSelectionRanges(model, positions, token) {
        const params = { ...document(model), positions: positions.map(toPosition) };
        const found = await ask<lsp.SelectionRange[]>("textDocument/selectionRange", params, token);
        return (found ?? []).map((innermost) => {
          const ranges: monaco.languages.SelectionRange[] = [];
          for (let at: lsp.SelectionRange | undefined = innermost; at !== undefined; at = at.parent)
            ranges.push({ range: fromRange(at.range) });
          return ranges;
        });
      },
    }),
  );
  provide(capabilities.semanticTokensProvider, () =>
    languages.registerDocumentSemanticTokensProvider(language, {
      getLegend: () => capabilities.semanticTokensProvider!.legend,
      async provideDocumentSemanticTokens(model, _last, token) {
        const found = await ask<lsp.SemanticTokens>(
          "textDocument/semanticTokens/full",
          document(model),
          token,
        );
        return found === null ? null : { data: new Uint32Array(found.data) };
      },
      releaseDocumentSemanticTokens: () => undefined,
    }),
  );
  provide(capabilities.codeActionProvider, () =>
    languages.registerCodeActionProvider(language, {
      async provideCodeActions(model, range, context, token) {
        const found = await ask<lsp.CodeAction[]>(
          "textDocument/codeAction",
          {
            ...document(model),
            range: toRange(range),
            context: { diagnostics: [], ...(context.only === undefined ? {} : { only: [context.only] }) },
          },
          token,
        );
        const actions = (found ?? []).map((action): monaco.languages.CodeAction => {
          const command = fromCommand(action.command);
          return {
            title: action.title,
            ...(action.kind === undefined ? {} : { kind: action.kind }),
            ...(action.isPreferred === true ? { isPreferred: true } : {}),
            ...(action.edit === undefined ? {} : { edit: fromWorkspaceEdit(action.edit) }),
            ...(command === undefined ? {} : { command }),
            diagnostics: (action.diagnostics ?? []).map(fromDiagnostic),
          };
        });
        return { actions, dispose: () => undefined };
      },
    }),
  );
  provide(capabilities.codeLensProvider, () =>
    languages.registerCodeLensProvider(language, {
      async provideCodeLenses(model, token) {
        const found = await ask<lsp.CodeLens[]>("textDocument/codeLens", document(model), token);
        const lenses = (found ?? []).map((lens): monaco.languages.CodeLens => {
          const command = fromCommand(lens.command);
          return { range: fromRange(lens.range), ...(command === undefined ? {} : { command }) };
        });
        return { lenses, dispose: () => undefined };
      },
    }),
  );
  provide(capabilities.inlayHintProvider, () =>
    languages.registerInlayHintsProvider(language, {
      async provideInlayHints(model, range, token) {
        const params = { ...document(model), range: toRange(range) };
        const found = await ask<lsp.InlayHint[]>("textDocument/inlayHint", params, token);
        const hints = (found ?? []).map(({ position, label, tooltip, paddingLeft }) => {
          const text = fromMarkup(tooltip);
          return {
            label: typeof label === "string" ? label : label.map(({ value }) => value).join(""),
            position: { lineNumber: position.line + 1, column: position.character + 1 },
            paddingLeft: paddingLeft ?? false,
            ...(text === undefined ? {} : { tooltip: text }),
          };
        });
        return { hints, dispose: () => undefined };
      },
    }),
  );
  provide(capabilities.documentLinkProvider, () =>
    languages.registerLinkProvider(language, {
      async provideLinks(model, token) {
        const found = await ask<lsp.DocumentLink[]>("textDocument/documentLink", document(model), token);
        return {
          links: (found ?? []).map(({ range, target, tooltip }) => ({
            range: fromRange(range),
            ...(target === undefined ? {} : { url: target }),
            ...(tooltip === undefined ? {} : { tooltip }),
          })),
        };
      },
    }),
  );
  return registered;
}

function isCancelled(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  // RequestCancelled, ContentModified, ServerCancelled
  return code === -32800 || code === -32801 || code === -32802;
}
