/**
 * Findings for editors that ask for them, of one file or of all. An editor that asks for all asks again as soon as it was
 * answered: so a request that has nothing new to tell stays open until there is something.
 */
import type { CancellationToken, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import { stopIfCancelled } from "./requests.ts";
import { type Server, uriOf } from "./server.ts";

/** files in one part of an answer, where the editor takes parts */
const PART = 100;

export function answerFindings(server: Server): void {
  const { diagnostics } = server.connection.languages;
  diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
    const items = server.convert(uri, server.findings(server.locate(uri)));
    const resultId = fingerprint(JSON.stringify(items));
    return resultId === previousResultId
      ? { kind: "unchanged", resultId }
      : { kind: "full", resultId, items };
  });
  diagnostics.onWorkspace(async ({ previousResultIds }, token, _progress, parts) => {
    server.stopPushingUnopened();
    const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const items = await newReports(server, known, token);
    if (parts === undefined) return { items };
    for (let at = 0; at < items.length; at += PART) parts.report({ items: items.slice(at, at + PART) });
    return { items: [] };
  });
}

/** What differs from what is known. The first time all files are told, and at once, so that later requests know them. */
async function newReports(
  server: Server,
  known: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  for (;;) {
    const change = server.nextChange(token);
    const reports = await allReports(server, known, token);
    if (known.size === 0) return reports;
    const fresh = reports.filter(({ uri, resultId }) => known.get(uri) !== resultId);
    if (fresh.length > 0) return fresh;
    await change;
    stopIfCancelled(token);
  }
}

/** A report for each file, and an empty one for each that is known and is no more. */
async function allReports(
  server: Server,
  known: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const reports = new Map<string, WorkspaceDocumentDiagnosticReport>();
  for (const [root, service] of server.services) {
    const whole = await service.whole();
    stopIfCancelled(token);
    for (const path of new Set([...whole.snapshot.sources.keys(), ...whole.findings.keys()])) {
      // What is said of the workspace itself has no file to stand in.
      if (path === "") continue;
      const uri = uriOf(root, path);
      const items = server.convert(uri, server.findings({ service, path, root }));
      const version = server.versionOf(uri);
      reports.set(uri, { kind: "full", uri, version, resultId: fingerprint(JSON.stringify(items)), items });
    }
  }
  for (const uri of known.keys())
    if (!reports.has(uri))
      reports.set(uri, { kind: "full", uri, version: null, resultId: fingerprint("[]"), items: [] });
  return [...reports.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** A short name of a text that differs where texts do, as far as 53 bits can tell. */
function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return `${text.length}-${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`;
}
