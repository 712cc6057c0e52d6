/** Requests about what rests on what, and about what a clause takes. */
import {
  type CallHierarchyItem,
  type CancellationToken,
  type SignatureHelp,
  SymbolKind,
  type TypeHierarchyItem,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Asked } from "./features.ts";
import { markdown, symbolKind } from "./protocol/convert.ts";
import { Positions } from "./protocol/positions.ts";
import { stopIfCancelled } from "./requests.ts";
import { type Server, uriOf } from "./server.ts";
import { clauseHelp } from "./service/clause-help.ts";
import { fileRenames } from "./service/file-renames.ts";
import {
  type Call,
  callees,
  callers,
  contained,
  containers,
  containersAt,
  type HierarchyItem,
  hierarchyAt,
} from "./service/hierarchy.ts";
import type { Whole } from "./service/service.ts";
import type { Range } from "./service/syntax.ts";

/** What an item carries from one request to the next. */
interface ItemData {
  readonly key: string;
}

export function answerRelations(server: Server, at: (uri: string) => Asked | null): void {
  const { connection } = server;

  connection.onSignatureHelp(({ textDocument, position }): SignatureHelp | null => {
    const asked = at(textDocument.uri);
    const help =
      asked === null ? null : clauseHelp(asked.service.snapshot, asked.path, asked.text.offset(position));
    if (help === null) return null;
    const { label, parts, active, meaning } = help;
    const signature = {
      label,
      ...(meaning === "" ? {} : { documentation: markdown(meaning) }),
      parameters: parts.map((part) => ({ label: part })),
      activeParameter: active,
    };
    return { signatures: [signature], activeSignature: 0, activeParameter: active };
  });

  /** Items in the texts of the check they were found by. */
  const converter = (asked: Asked, whole: Whole) => {
    const texts = new Map<string, Positions>();
    const range = (path: string, place: Range) => {
      let text = texts.get(path);
      if (text === undefined) {
        text = new Positions(whole.snapshot.text(path) ?? "", server.encoding);
        texts.set(path, text);
      }
      return text.range(place);
    };
    const item = (found: HierarchyItem): CallHierarchyItem & TypeHierarchyItem => ({
      name: found.name,
      kind: found.kind.endsWith("measure") ? SymbolKind.Class : symbolKind(found.kind),
      detail: found.detail,
      uri: uriOf(asked.root, found.path),
      range: range(found.path, found.range),
      selectionRange: range(found.path, found.nameRange),
      data: { key: found.key } satisfies ItemData,
    });
    return { item, range };
  };

  const prepare = async (
    uri: string,
    position: Parameters<Positions["offset"]>[0],
    token: CancellationToken,
    find: (whole: Whole, path: string, offset: number) => HierarchyItem[],
  ) => {
    const asked = at(uri);
    if (asked === null) return null;
    const whole = await asked.service.whole();
    stopIfCancelled(token);
    const found = find(whole, asked.path, asked.text.offset(position)).map(converter(asked, whole).item);
    return found.length === 0 ? null : found;
  };

  /** What a request about an item asks of the whole; nothing where the document of the item is gone. */
  const about = async <T>(
    { uri, data }: CallHierarchyItem | TypeHierarchyItem,
    token: CancellationToken,
    answer: (whole: Whole, key: string, asked: Asked) => T[],
  ): Promise<T[] | null> => {
    const asked = at(uri);
    if (asked === null) return null;
    const whole = await asked.service.whole();
    stopIfCancelled(token);
    return answer(whole, (data as ItemData).key, asked);
  };

  const { callHierarchy, typeHierarchy } = connection.languages;
  callHierarchy.onPrepare(({ textDocument, position }, token) =>
    prepare(textDocument.uri, position, token, hierarchyAt),
  );
  callHierarchy.onIncomingCalls(({ item }, token) =>
    about(item, token, (whole, key, asked) => {
      const to = converter(asked, whole);
      return callers(whole, key).map((call: Call) => ({
        from: to.item(call.item),
        fromRanges: call.places.map((place) => to.range(call.item.path, place)),
      }));
    }),
  );
  callHierarchy.onOutgoingCalls(({ item }, token) =>
    about(item, token, (whole, key, asked) => {
      const to = converter(asked, whole);
      return callees(whole, key).map((call: Call) => ({
        to: to.item(call.item),
        fromRanges: call.places.map((place) => to.range(asked.path, place)),
      }));
    }),
  );
  typeHierarchy.onPrepare(({ textDocument, position }, token) =>
    prepare(textDocument.uri, position, token, containersAt),
  );
  typeHierarchy.onSupertypes(({ item }, token) =>
    about(item, token, (whole, key, asked) => containers(whole, key).map(converter(asked, whole).item)),
  );
  typeHierarchy.onSubtypes(({ item }, token) =>
    about(item, token, (whole, key, asked) => contained(whole, key).map(converter(asked, whole).item)),
  );

  connection.workspace.onWillRenameFiles(async ({ files }, token): Promise<WorkspaceEdit | null> => {
    const [first] = files;
    if (first === undefined) return null;
    const { service, root } = server.locate(first.oldUri);
    const renames = files.flatMap(({ oldUri, newUri }) => {
      const from = server.locate(oldUri);
      const to = server.pathIn(root, newUri);
      return from.root === root && !to.startsWith("../") ? [{ from: from.path, to }] : [];
    });
    const whole = await service.whole();
    stopIfCancelled(token);
    const changes: Record<string, { range: ReturnType<Positions["range"]>; newText: string }[]> = {};
    for (const { path, newText, ...place } of fileRenames(whole, renames)) {
      const text = new Positions(whole.snapshot.text(path) ?? "", server.encoding);
      const uri = uriOf(root, path);
      changes[uri] ??= [];
      changes[uri].push({ range: text.range(place), newText });
    }
    return Object.keys(changes).length === 0 ? null : { changes };
  });
}
