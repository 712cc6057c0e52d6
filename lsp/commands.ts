/** Code lenses, and the commands that the server carries out itself. */
import {
  CodeLensRequest,
  CodeLensResolveRequest,
  ErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from "vscode-languageserver";
import type { Asked } from "./features.ts";
import { runJob, stopIfCancelled } from "./requests.ts";
import { type Server, uriOf } from "./server.ts";
import { type Lens, lenses, rowsOf, scenariosOf } from "./service/lenses.ts";

export const RUN_SCENARIO = "cordon.runScenario";
export const ADD_MISSING = "cordon.addMissingScenarios";

/** Commands of the editor that a lens names where the editor says that it has them. */
const SHOW_TABLE = "cordon.showTable";
const SHOW_REFERENCES = "cordon.showReferences";

interface LensData {
  readonly uri: string;
  readonly kind: Lens["kind"];
  readonly start: number;
}

export function answerLenses(server: Server, at: (uri: string) => Asked | null): void {
  const { connection } = server;

  connection.onRequest(CodeLensRequest.type, ({ textDocument }) => {
    const asked = at(textDocument.uri);
    if (asked === null) return null;
    const { uri, text } = asked;
    const needed = { rows: SHOW_TABLE, scenarios: SHOW_REFERENCES } as const;
    return lenses(asked.service.snapshot, asked.path)
      .filter(({ kind }) => kind === "run" || server.commands.has(needed[kind]))
      .map(({ kind, title, ...place }) => ({
        range: text.range(place),
        ...(kind === "run"
          ? { command: { title: "run scenario", command: RUN_SCENARIO, arguments: [uri, title] } }
          : { data: { uri, kind, start: place.start } satisfies LensData }),
      }));
  });

  connection.onRequest(CodeLensResolveRequest.type, async (lens, token) => {
    const { uri, kind, start } = lens.data as LensData;
    const asked = at(uri);
    // Where it cannot be told any more, the lens says nothing.
    const nothing = { ...lens, command: { title: "", command: "" } };
    if (asked === null) return nothing;
    if (kind === "rows") {
      const rows = rowsOf(asked.service.snapshot, asked.path, start);
      if (rows === null) return nothing;
      const title = `${rows.count} ${rows.count === 1 ? "row" : "rows"}`;
      return { ...lens, command: { title, command: SHOW_TABLE, arguments: [uri, rows.id] } };
    }
    const whole = await asked.service.whole();
    stopIfCancelled(token);
    const locations = scenariosOf(whole, asked.path, start).flatMap(({ path, ...place }) => {
      const text = server.positions(asked.service, path);
      return text === null ? [] : [{ uri: uriOf(asked.root, path), range: text.range(place) }];
    });
    const count = locations.length;
    const title = count === 0 ? "no scenario" : `${count} ${count === 1 ? "scenario" : "scenarios"}`;
    return {
      ...lens,
      command: { title, command: SHOW_REFERENCES, arguments: [uri, lens.range.start, locations] },
    };
  });
}

export function answerCommands(server: Server, at: (uri: string) => Asked | null): void {
  const { connection } = server;

  /** A notification, not the request that waits for an answer: nobody must click. */
  const show = (type: MessageType, message: string): void => {
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  };

  const run = async (
    uri: string,
    title: unknown,
    token: Parameters<typeof runJob>[4],
  ): Promise<object | null> => {
    const asked = at(uri);
    if (asked === null) return [];
    const titles = typeof title === "string" ? [title] : null;
    const results = await runJob(server, asked, "run", { path: asked.path, titles }, token);
    if (results === null) {
      show(MessageType.Warning, "The scenario was not run: the law has errors.");
      return null;
    }
    const failed = results.filter(({ passed }) => !passed);
    if (failed.length === 0) show(MessageType.Info, `${results.length} passed.`);
    for (const { title: name, messages } of failed)
      show(MessageType.Warning, `${name}: ${messages.join("; ")}`);
    return results.map(({ title: name, passed, messages, start, end }) => ({
      title: name,
      passed,
      messages,
      range: asked.text.range({ start, end }),
    }));
  };

  /** Writes scenarios behind the declaration at a place; whether any were written. */
  const addMissing = async (
    uri: string,
    start: number,
    token: Parameters<typeof runJob>[4],
  ): Promise<boolean> => {
    const asked = at(uri);
    const { service, path } = asked ?? {};
    const { snapshot } = service ?? {};
    const declaration = path === undefined ? undefined : declarationAround(snapshot, path, start);
    if (asked === null || declaration === undefined) return false;
    const place = { path: asked.path, start: declaration.start, end: declaration.end };
    const text = await runJob(server, asked, "missing", place, token);
    if (text === null) {
      show(MessageType.Info, "No scenario was found for what is missing here.");
      return false;
    }
    if (asked.service.snapshot !== snapshot) {
      show(MessageType.Warning, "The law changed meanwhile: nothing was written.");
      return false;
    }
    const end = asked.text.position(declaration.end);
    const newText = `\n\n${text.trimEnd()}`;
    const { applied } = await connection.workspace.applyEdit({
      label: "write missing scenarios",
      edit: { changes: { [uri]: [{ range: { start: end, end }, newText }] } },
    });
    return applied;
  };

  connection.onExecuteCommand(({ command, arguments: given }, token) => {
    const [uri, what] = given ?? [];
    if (typeof uri === "string" && URL.canParse(uri)) {
      if (command === RUN_SCENARIO) return run(uri, what, token);
      if (command === ADD_MISSING && typeof what === "number") return addMissing(uri, what, token);
    }
    throw new ResponseError(
      ErrorCodes.InvalidParams,
      `expected ${RUN_SCENARIO} with the address of a document, or ${ADD_MISSING} with an offset in it`,
    );
  });
}

function declarationAround(snapshot: Asked["service"]["snapshot"] | undefined, path: string, offset: number) {
  const parsed = snapshot?.parsed(path) ?? null;
  return parsed?.file.declarations.find(({ start, end }) => start <= offset && offset <= end);
}
