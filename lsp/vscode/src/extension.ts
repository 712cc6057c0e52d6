/** What the extension does in any host; where the server runs is the caller's affair. */
import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions, Location } from "vscode-languageclient";
import type { AsOf } from "./as-of.ts";
import { Calendar } from "./calendar.ts";
import { Explanations, withPages } from "./explain.ts";
import { HeadDiff } from "./head-diff.ts";
import { Insertions } from "./insertions.ts";
import { LANGUAGE } from "./language.ts";
import { Pages } from "./pages.ts";
import { Report } from "./report.ts";
import { ScenarioTests } from "./scenario-tests.ts";
import { TableView } from "./table-view.ts";
import { Workspaces } from "./workspaces.ts";

/** Commands of this extension that lenses of the server may name. */
const COMMANDS = ["cordon.showTable", "cordon.showReferences"] as const;

/** What any client of the server is made with. */
export function clientOptions(asOf: AsOf, files: () => object = () => ({})): LanguageClientOptions {
  return {
    documentSelector: [{ language: LANGUAGE }],
    initializationOptions: () => ({ asOf: asOf.day, proofs: proofs(), commands: COMMANDS, ...files() }),
    outputChannelName: "Cordon",
    middleware: {
      handleDiagnostics: (uri, findings, next) => next(uri, withPages(findings)),
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        if (report?.kind === "full") report.items = withPages(report.items);
        return report;
      },
      provideWorkspaceDiagnostics: (previous, token, report, next) =>
        next(previous, token, (part) => {
          for (const one of part?.items ?? []) if (one.kind === "full") one.items = withPages(one.items);
          report(part);
        }),
    },
  };
}

/** Registers everything that the manifest promises, and starts the client. */
export async function start(
  context: vscode.ExtensionContext,
  asOf: AsOf,
  client: BaseLanguageClient,
  restart: () => Promise<void>,
): Promise<void> {
  const pages = new Pages(client);
  const scenarios = new ScenarioTests(client);
  client.middleware.executeCommand = (command, given, next) => {
    const [uri, title] = given as readonly unknown[];
    if (command !== "cordon.runScenario" || typeof uri !== "string") return next(command, given);
    return scenarios.runScenario(
      client.protocol2CodeConverter.asUri(uri),
      typeof title === "string" ? title : null,
    );
  };
  asOf.serve(client);
  context.subscriptions.push(
    client,
    pages,
    scenarios,
    new TableView(context.extensionUri, client),
    new Workspaces(context),
    new Explanations(pages),
    new HeadDiff(client, pages),
    new Report(client),
    new Calendar(client, pages),
    new Insertions(),
    vscode.commands.registerCommand("cordon.showReferences", (uri, position, places) =>
      vscode.commands.executeCommand(
        "editor.action.showReferences",
        client.protocol2CodeConverter.asUri(uri),
        client.protocol2CodeConverter.asPosition(position),
        (places as Location[]).map((place) => client.protocol2CodeConverter.asLocation(place)),
      ),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration("cordon.proofs") || !client.isRunning()) return;
      const settings = { cordon: { asOf: asOf.day, proofs: proofs() } };
      void client.sendNotification("workspace/didChangeConfiguration", { settings });
    }),
    vscode.commands.registerCommand("cordon.restartServer", restart),
    vscode.commands.registerCommand("cordon.showLog", () => client.outputChannel.show()),
  );
  void vscode.commands.executeCommand("setContext", "cordon.active", true);
  await client.start();
}

function proofs(): boolean {
  return vscode.workspace.getConfiguration(LANGUAGE).get<boolean>("proofs", true);
}
