/**
 * Cases over the wire, in a worker only: the whole law is compiled where the request is answered, which an editor with a large
 * workspace would notice.
 */
import { ErrorCodes, ResponseError } from "vscode-languageserver/browser";
import type { Host } from "../../compiler/index.ts";
import { type Server, uriOf } from "../server.ts";
import { evaluate, factsOf } from "../service/evaluation.ts";

export function answerCases(server: Server, hostOf: (root: string) => Host): void {
  const { connection } = server;

  connection.onRequest("cordon/facts", (params: unknown) => {
    const { service, root } = server.locate(addressIn(params));
    return factsOf(service.snapshot, hostOf(root));
  });

  connection.onRequest("cordon/eval", (params: unknown): unknown => {
    const { service, root } = server.locate(addressIn(params));
    const { snapshot } = service;
    const evaluation = evaluate(snapshot, hostOf(root), fieldOf(params, "case"), {
      asOf: textIn(params, "asOf") ?? "",
      ...(textIn(params, "knownAt") === null ? {} : { knownAt: textIn(params, "knownAt")! }),
    });
    if (evaluation === null || "problems" in evaluation) return evaluation;
    const places = Object.entries(evaluation.places).flatMap(([id, span]) => {
      const text = server.positions(service, span.file);
      return text === null ? [] : [[id, { uri: uriOf(root, span.file), range: text.range(span) }]];
    });
    return { answer: evaluation.answer, places: Object.fromEntries(places) };
  });
}

function addressIn(params: unknown): string {
  const uri = textIn(params, "uri");
  if (uri === null || !URL.canParse(uri))
    throw new ResponseError(ErrorCodes.InvalidParams, "expected `uri`, the address of a document");
  return uri;
}

function textIn(params: unknown, name: string): string | null {
  const value = fieldOf(params, name);
  return typeof value === "string" ? value : null;
}

function fieldOf(params: unknown, name: string): unknown {
  return typeof params === "object" && params !== null
    ? (params as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
