/** The requests of our own: what an extension or a page shows beside the source. Their shapes stand in README.md. */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { findingPage, tableViews } from "../compiler/editor/index.ts";
import { Positions } from "./protocol/positions.ts";
import { type Located, type Server, uriOf } from "./server.ts";
import { JobStopped, type Results, type Tasks } from "./service/jobs.ts";
import type { Snapshot } from "./service/snapshot.ts";

interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export function answerOwnRequests(server: Server): void {
  const { connection } = server;

  connection.onRequest("cordon/asOf", ({ date }: { readonly date: string | null }) => {
    server.setAsOf(date);
    return { date: server.asOf };
  });

  connection.onRequest("cordon/explain", ({ code }: { readonly code: string }) => findingPage(code));

  connection.onRequest("cordon/table", ({ uri }: { readonly uri: string }) => {
    const located = locate(server, uri);
    const { snapshot } = located.service;
    if (!snapshot.sources.has(located.path)) return { complete: true, tables: [] };
    const { compilation } = snapshot.focus(located.path);
    const places = new Places(server, located, snapshot);
    const tables = tableViews(compilation, located.path).map(({ rows, ...table }) => ({
      ...table,
      rows: rows.map(({ span, cells, ...row }) => ({
        ...row,
        ...(places.of(span) ?? { uri, range: null }),
        // A clause of another file has no place beside this row.
        cells: cells.map(({ text, span: cell }) => ({
          text,
          range: cell === null || cell.file !== span.file ? null : (places.of(cell)?.range ?? null),
        })),
      })),
    }));
    return { complete: !compilation.diagnostics.some(({ severity }) => severity === "error"), tables };
  });

  connection.onRequest(
    "cordon/runScenarios",
    async (
      { uri, titles }: { readonly uri: string; readonly titles?: readonly string[] | null },
      token: CancellationToken,
    ) => {
      const located = locate(server, uri);
      const { snapshot } = located.service;
      const task = { path: located.path, titles: titles ?? null };
      const results = await runJob(server, located, "run", task, token);
      if (results === null) return { blocked: "the law has errors", results: [] };
      const places = new Places(server, located, snapshot);
      const range = ({ start, end }: { readonly start: number; readonly end: number }) =>
        places.of({ file: located.path, start, end })?.range;
      return {
        blocked: null,
        results: results.map(({ start, end, failures, ...result }) => ({
          ...result,
          range: range({ start, end }),
          failures: failures.map(({ message, expected, came, ...place }) => ({
            message,
            expected,
            came,
            range: range(place),
          })),
        })),
      };
    },
  );

  connection.onRequest(
    "cordon/diff",
    async (
      {
        texts,
        asOf = null,
        jurisdictions = null,
      }: {
        readonly texts: Readonly<Record<string, string | null>>;
        readonly asOf?: string | null;
        readonly jurisdictions?: readonly string[] | null;
      },
      token: CancellationToken,
    ) => {
      const old = Object.entries(texts).map(([uri, text]) => ({ ...locate(server, uri), text }));
      const [first] = old;
      if (first === undefined) throw new ResponseError(ErrorCodes.InvalidParams, "name at least one text");
      if (old.some(({ root }) => root !== first.root))
        throw new ResponseError(ErrorCodes.InvalidParams, "the texts belong to more than one workspace");
      const { snapshot } = first.service;
      const task = { texts: old.map(({ path, text }) => [path, text] as const), asOf, jurisdictions };
      const { entries, ...found } = await runJob(server, first, "diff", task, token);
      const places = new Places(server, first, snapshot);
      return {
        ...found,
        entries: entries.map(({ places: spans, ...entry }) => ({
          ...entry,
          places: spans.flatMap((span) => places.of(span) ?? []),
        })),
      };
    },
  );

  connection.onRequest(
    "cordon/report",
    (
      { uri, id = null, page = null }: { readonly uri: string } & Partial<Tasks["report"]>,
      token: CancellationToken,
    ) => {
      const located = locate(server, uri);
      return runJob(server, located, "report", { path: located.path, id, page }, token);
    },
  );

  connection.onRequest("cordon/calendar", ({ uri }: { readonly uri: string }, token: CancellationToken) => {
    const located = locate(server, uri);
    return runJob(server, located, "calendar", { path: located.path }, token);
  });
}

function locate(server: Server, uri: unknown): Located {
  if (typeof uri !== "string" || !URL.canParse(uri))
    throw new ResponseError(ErrorCodes.InvalidParams, "expected the address of a document");
  return server.locate(uri);
}

/** Spans as places of the protocol, in the texts of the snapshot they were found in. */
class Places {
  readonly #server: Server;
  readonly #located: Located;
  readonly #snapshot: Snapshot;
  readonly #texts = new Map<string, Positions | null>();

  constructor(server: Server, located: Located, snapshot: Snapshot) {
    this.#server = server;
    this.#located = located;
    this.#snapshot = snapshot;
  }

  of({ file, start, end }: Span): { uri: string; range: ReturnType<Positions["range"]> } | null {
    let text = this.#texts.get(file);
    if (text === undefined) {
      const source = this.#snapshot.text(file);
      text = source === null ? null : new Positions(source, this.#server.encoding);
      this.#texts.set(file, text);
    }
    return text === null ? null : { uri: uriOf(this.#located.root, file), range: text.range({ start, end }) };
  }
}

/** Long work that ends when the client takes its request back, here or where the editor shows how far it is. */
export async function runJob<K extends keyof Tasks>(
  server: Server,
  { root }: Located,
  kind: K,
  task: Tasks[K],
  token: CancellationToken,
): Promise<Results[K]> {
  // One that was taken back before it was begun tells nobody any more.
  stopIfCancelled(token);
  const stop = new AbortController();
  token.onCancellationRequested(() => stop.abort());
  const progress = await server.progress("Cordon", () => stop.abort());
  try {
    return await server.jobs(root).run(kind, task, server.changes(root), stop.signal, progress.report);
  } catch (error) {
    if (error instanceof JobStopped)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "the request was cancelled");
    throw error;
  } finally {
    progress.done();
  }
}

export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, "the request was cancelled");
}
