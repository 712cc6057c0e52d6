/** The days on which some answer changes, as a page. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { askLong } from "./long-requests.ts";
import type { Pages } from "./pages.ts";
import type { CalendarAnswer } from "./protocol.ts";
import { openMeasures } from "./roots.ts";

export class Calendar implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #pages: Pages;
  readonly #registered: vscode.Disposable;

  constructor(client: BaseLanguageClient, pages: Pages) {
    this.#client = client;
    this.#pages = pages;
    this.#registered = vscode.commands.registerCommand("cordon.showCalendar", (uri?: unknown) =>
      this.#show(uri instanceof vscode.Uri ? uri : openMeasures()),
    );
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #show(uri: vscode.Uri | undefined): Promise<void> {
    if (uri === undefined) {
      void vscode.window.showInformationMessage("Open a file of measures first.");
      return;
    }
    const params = { uri: this.#client.code2ProtocolConverter.asUri(uri) };
    const title = "Cordon: looking for the days that change answers";
    const answer = await askLong<CalendarAnswer>(this.#client, title, "cordon/calendar", params);
    if (answer === undefined) return;
    if (answer.blocked === null) await this.#pages.show("Calendar of changes", answer.markdown);
    else void vscode.window.showInformationMessage(`There is no calendar: ${answer.blocked}.`);
  }
}
