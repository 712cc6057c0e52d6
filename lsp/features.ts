/** The requests that the server answers, and the capabilities that it states: one list, so that they cannot part. */
import {
  CodeActionKind,
  CodeActionTriggerKind,
  DocumentHighlightKind,
  type Location,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { ADD_MISSING, answerCommands, answerLenses, RUN_SCENARIO } from "./commands.ts";
import { answerFindings } from "./findings.ts";
import {
  markdown,
  symbolKind,
  toCodeAction,
  toCompletions,
  toDocumentSymbol,
  toEdits,
  toFoldingRange,
  toTokenData,
} from "./protocol/convert.ts";
import type { Positions } from "./protocol/positions.ts";
import { answerRelations } from "./relations.ts";
import { answerOwnRequests, stopIfCancelled } from "./requests.ts";
import { type Located, type Server, uriOf } from "./server.ts";
import { actions } from "./service/actions.ts";
import { completions } from "./service/completion.ts";
import { withFixes } from "./service/fixes.ts";
import { formatAll, formatOnType, formatRange } from "./service/formatting.ts";
import { hints } from "./service/hints.ts";
import { hover } from "./service/hover.ts";
import { links } from "./service/links.ts";
import {
  definitions,
  highlights,
  implementations,
  prepareRename,
  references,
  rename,
  typeDefinitions,
} from "./service/navigation.ts";
import { folds, outline, selections, workspaceSymbols } from "./service/outline.ts";
import { declarationAt, type Place } from "./service/syntax.ts";
import { semanticTokens, tokenModifiers, tokenTypes } from "./service/tokens.ts";

export const capabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: [".", '"', " "] },
  hoverProvider: true,
  definitionProvider: true,
  declarationProvider: true,
  typeDefinitionProvider: true,
  implementationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  renameProvider: { prepareProvider: true },
  signatureHelpProvider: { triggerCharacters: [" ", "(", ","], retriggerCharacters: [" ", ","] },
  callHierarchyProvider: true,
  typeHierarchyProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: "}" },
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: { delta: true },
    range: true,
  },
  codeActionProvider: {
    codeActionKinds: [
      CodeActionKind.QuickFix,
      CodeActionKind.Refactor,
      CodeActionKind.SourceOrganizeImports,
      CodeActionKind.SourceFixAll,
    ],
  },
  inlayHintProvider: true,
  codeLensProvider: { resolveProvider: true },
  documentLinkProvider: {},
  executeCommandProvider: { commands: [RUN_SCENARIO, ADD_MISSING] },
  diagnosticProvider: { identifier: "cordon", interFileDependencies: true, workspaceDiagnostics: true },
  workspace: {
    workspaceFolders: { supported: true },
    fileOperations: {
      willRename: { filters: [{ scheme: "file", pattern: { glob: "**/*.{cordon,csv}" } }] },
    },
  },
};

/** A document that a request is about, at the moment it came. */
export interface Asked extends Located {
  readonly uri: string;
  readonly text: Positions;
}

/** Declarations whose rows, thresholds and days scenarios exercise. */
const CAN_BE_MISSED: ReadonlySet<string> = new Set([
  "MeasureDeclaration",
  "ItemDeclaration",
  "ReachDeclaration",
  "DefineDeclaration",
]);

export function answerRequests(server: Server): void {
  const { connection } = server;
  const at = (uri: string): Asked | null => {
    const located = server.locate(uri);
    const text = server.positions(located.service, located.path);
    return text === null ? null : { ...located, uri, text };
  };
  const location = ({ root, service }: Located, { path, start, end }: Place): Location | null => {
    const text = server.positions(service, path);
    return text === null ? null : { uri: uriOf(root, path), range: text.range({ start, end }) };
  };
  const locations = (asked: Located, places: readonly Place[]): Location[] =>
    places.flatMap((place) => location(asked, place) ?? []);

  connection.onCompletion(({ textDocument, position }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const found = completions(asked.service.snapshot, asked.path, asked.text.offset(position));
    return { isIncomplete: false, items: toCompletions(found, asked.text, server.client.snippets) };
  });

  connection.onHover(({ textDocument, position }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const { service, path, text } = asked;
    const found = hover(service.snapshot, service.lastWhole, path, text.offset(position), {
      asOf: server.asOf,
    });
    return found === null ? null : { contents: markdown(found.markdown), range: text.range(found) };
  });

  const toDefinition = ({
    textDocument,
    position,
  }: Parameters<Parameters<typeof connection.onDefinition>[0]>[0]) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    return locations(asked, definitions(asked.service.snapshot, asked.path, asked.text.offset(position)));
  };
  connection.onDefinition(toDefinition);
  connection.onDeclaration(toDefinition);

  connection.onTypeDefinition(({ textDocument, position }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    return locations(asked, typeDefinitions(asked.service.snapshot, asked.path, asked.text.offset(position)));
  });

  connection.onImplementation(async ({ textDocument, position }, token) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const whole = await asked.service.whole();
    stopIfCancelled(token);
    const found = implementations(asked.service.snapshot, whole, asked.path, asked.text.offset(position));
    return locations(asked, found);
  });

  connection.onReferences(async ({ textDocument, position, context }, token) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const whole = await asked.service.whole();
    stopIfCancelled(token);
    const offset = asked.text.offset(position);
    return locations(
      asked,
      references(whole.snapshot, whole, asked.path, offset, context.includeDeclaration),
    );
  });

  connection.onDocumentHighlight(({ textDocument, position }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    return highlights(asked.service.snapshot, asked.path, asked.text.offset(position)).map((found) => ({
      range: asked.text.range(found),
      kind: found.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });

  connection.onPrepareRename(({ textDocument, position }) => {
    const asked = at(textDocument.uri);
    const found =
      asked === null ? null : prepareRename(asked.service.snapshot, asked.path, asked.text.offset(position));
    return asked === null || found === null
      ? null
      : { range: asked.text.range(found), placeholder: found.name };
  });

  connection.onRenameRequest(
    async ({ textDocument, position, newName }, token): Promise<WorkspaceEdit | null> => {
      const asked = at(textDocument.uri);
      if (asked === null) return null;
      const whole = await asked.service.whole();
      stopIfCancelled(token);
      const offset = asked.text.offset(position);
      const result = rename(whole.snapshot, whole, asked.path, offset, newName);
      if (result.kind === "refused") throw new ResponseError(LSPErrorCodes.RequestFailed, result.reason);
      const changes: Record<string, { range: Location["range"]; newText: string }[]> = {};
      for (const { uri, range } of locations(asked, result.places)) {
        changes[uri] ??= [];
        changes[uri].push({ range, newText: newName });
      }
      return { changes };
    },
  );

  connection.onDocumentSymbol(({ textDocument }) => {
    const asked = at(textDocument.uri);
    const parsed = asked?.service.snapshot.parsed(asked.path) ?? null;
    return asked === null || parsed === null
      ? null
      : outline(parsed).map((entry) => toDocumentSymbol(entry, asked.text));
  });

  connection.onWorkspaceSymbol(async ({ query }, token) => {
    const found = [];
    for (const [root, service] of server.services) {
      const whole = await service.whole();
      stopIfCancelled(token);
      for (const symbol of workspaceSymbols(whole, query)) {
        const where = location({ root, service, path: symbol.path }, symbol);
        if (where === null) continue;
        found.push({
          name: symbol.name,
          kind: symbolKind(symbol.kind),
          containerName: symbol.container,
          location: where,
        });
      }
    }
    return found;
  });

  connection.onDocumentFormatting(async ({ textDocument }) => {
    const asked = at(textDocument.uri);
    return asked === null ? null : toEdits(await formatAll(asked.service.snapshot, asked.path), asked.text);
  });
  connection.onDocumentRangeFormatting(async ({ textDocument, range }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const { service, path, text } = asked;
    const edits = await formatRange(service.snapshot, path, text.offset(range.start), text.offset(range.end));
    return toEdits(edits, text);
  });
  connection.onDocumentOnTypeFormatting(async ({ textDocument, position }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const edits = await formatOnType(asked.service.snapshot, asked.path, asked.text.offset(position));
    return toEdits(edits, asked.text);
  });

  connection.onFoldingRanges(({ textDocument }) => {
    const asked = at(textDocument.uri);
    const parsed = asked?.service.snapshot.parsed(asked.path) ?? null;
    return asked === null || parsed === null
      ? null
      : folds(parsed).map((fold) => toFoldingRange(fold, asked.text));
  });

  connection.onSelectionRanges(({ textDocument, positions }) => {
    const asked = at(textDocument.uri);
    const parsed = asked?.service.snapshot.parsed(asked.path) ?? null;
    if (asked === null || parsed === null) return null;
    return positions.map((position) => {
      const around = selections(parsed, asked.text.offset(position));
      type Selection = { range: Location["range"]; parent?: Selection };
      const outermost: Selection = { range: asked.text.range({ start: 0, end: asked.text.text.length }) };
      return around
        .toReversed()
        .reduce<Selection>((parent, found) => ({ range: asked.text.range(found), parent }), outermost);
    });
  });

  connection.onCodeAction(({ textDocument, range, context }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const { service, path, text, root, uri } = asked;
    const [from, to] = [text.offset(range.start), text.offset(range.end)];
    const findings = server
      .findings(asked)
      .map((finding) =>
        finding.span.start <= to && from <= finding.span.end ? withFixes(service.snapshot, finding) : finding,
      );
    const found = actions(findings, from, to);
    const isWanted = (kind: string): boolean =>
      context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
    // Asked for on purpose: a light that always burns tells nothing.
    const parsed = service.snapshot.parsed(path);
    const declared = parsed === null ? null : declarationAt(parsed.file, text.offset(range.start));
    const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic && server.client.applies;
    const commands =
      isAsked && isWanted(CodeActionKind.Refactor) && declared !== null && CAN_BE_MISSED.has(declared.kind)
        ? [
            {
              title: "write the scenarios that are missing here",
              kind: CodeActionKind.Refactor,
              command: {
                title: "write missing scenarios",
                command: ADD_MISSING,
                arguments: [uri, declared.start],
              },
            },
          ]
        : [];
    const fixes = found
      .filter(({ kind }) => isWanted(kind))
      .flatMap(
        (action) =>
          toCodeAction(
            action,
            (name) => server.positions(service, name),
            (name) => uriOf(root, name),
          ) ?? [],
      );
    return [...fixes, ...commands];
  });

  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const { service, path, text } = asked;
    const found = hints(
      service.snapshot,
      path,
      text.offset(range.start),
      text.offset(range.end),
      server.asOf,
    );
    return found.map(({ offset, label, tooltip }) => ({
      position: text.position(offset),
      label,
      tooltip,
      paddingLeft: true,
    }));
  });

  answerRelations(server, at);
  answerLenses(server, at);
  answerCommands(server, at);

  connection.onDocumentLinks(({ textDocument }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    return links(asked.service.snapshot, asked.path).map(({ target, tooltip, ...place }) => ({
      range: asked.text.range(place),
      target: target.kind === "address" ? target.value : uriOf(asked.root, target.value),
      tooltip,
    }));
  });

  answerFindings(server);
  answerTokens(server, at);

  answerOwnRequests(server);
}

/** Semantic tokens whole, of a range, and as what differs from the answer before. */
function answerTokens(server: Server, at: (uri: string) => Asked | null): void {
  const { semanticTokens: tokens } = server.connection.languages;
  const before = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  let answers = 0;
  const whole = (uri: string): { resultId: string; data: number[] } => {
    const asked = at(uri);
    const data =
      asked === null ? [] : toTokenData(semanticTokens(asked.service.snapshot, asked.path), asked.text);
    const answer = { resultId: String(++answers), data };
    before.set(uri, answer);
    return answer;
  };
  tokens.on(({ textDocument }) => whole(textDocument.uri));
  tokens.onRange(({ textDocument, range }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return { data: [] };
    const { service, path, text } = asked;
    const found = semanticTokens(service.snapshot, path, text.offset(range.start), text.offset(range.end));
    return { data: toTokenData(found, text) };
  });
  tokens.onDelta(({ textDocument, previousResultId }) => {
    const known = before.get(textDocument.uri);
    const { resultId, data } = whole(textDocument.uri);
    if (known?.resultId !== previousResultId) return { resultId, data };
    const limit = Math.min(known.data.length, data.length);
    let head = 0;
    while (head < limit && known.data[head] === data[head]) head++;
    let tail = 0;
    while (tail < limit - head && known.data[known.data.length - 1 - tail] === data[data.length - 1 - tail])
      tail++;
    const deleteCount = known.data.length - head - tail;
    const inserted = data.slice(head, data.length - tail);
    const edits =
      deleteCount === 0 && inserted.length === 0 ? [] : [{ start: head, deleteCount, data: inserted }];
    return { resultId, edits };
  });
}
