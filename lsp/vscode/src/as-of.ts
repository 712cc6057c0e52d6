/** The day that hints and hovers speak of: shown in the status bar, picked there, told to the server. */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { dayOf, daysNamedIn } from "./days.ts";
import { LANGUAGE } from "./language.ts";
import { shownMeasures } from "./roots.ts";

const KEY = "asOf";

export class AsOf implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable[];
  #client: BaseLanguageClient | null = null;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    this.#item = vscode.window.createStatusBarItem("cordon.asOf", vscode.StatusBarAlignment.Right, 100);
    this.#item.name = "Cordon: as-of day";
    this.#item.command = "cordon.pickAsOf";
    this.#subscriptions = [
      this.#item,
      vscode.commands.registerCommand("cordon.pickAsOf", (day?: unknown) => this.#pick(day)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("cordon.asOf")) this.#tell();
      }),
    ];
    this.#show();
  }

  /** The day that counts, as `2026-09-24`; null: none. What was picked counts before what is set. */
  get day(): string | null {
    const picked = this.#memory.get<string | null>(KEY);
    return picked === undefined ? this.#set : picked;
  }

  get #set(): string | null {
    return dayOf(vscode.workspace.getConfiguration(LANGUAGE).get<string>("asOf") ?? "");
  }

  /** From now on that server is told the day. It is to begin with `day`. */
  serve(client: BaseLanguageClient): void {
    this.#client = client;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #pick(given: unknown): Promise<void> {
    const choice = typeof given === "string" ? dayOf(given) : await this.#ask();
    if (choice === undefined) return;
    await this.#memory.update(KEY, choice === "as set" ? undefined : choice);
    this.#tell();
    // The walkthrough goes on to its next step, and takes the focus: not before the question is answered.
    void vscode.commands.executeCommand("setContext", "cordon.choseDay", true);
  }

  /** A day, null for none, `as set` for what the settings say; undefined: the question was left. */
  async #ask(): Promise<string | null | undefined> {
    interface Choice extends vscode.QuickPickItem {
      readonly take: () => string | null | Promise<string | null | undefined>;
    }
    const today = new Date();
    const todays = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
    const set = this.#set;
    // The file in sight, also where the walkthrough asks.
    const text = shownMeasures()?.document;
    const named = text === undefined ? [] : daysNamedIn(text.getText());
    const choices: Choice[] = [
      { label: "$(edit) Another day…", description: "written as 2026-09-24", take: () => askDay(this.day) },
      { label: `$(calendar) ${todays}`, description: "today", take: () => todays },
      { label: "$(circle-slash) No day", description: "nothing is marked", take: () => null },
      { label: "$(settings) As the settings say", description: set ?? "no day", take: () => "as set" },
      ...(named.length === 0
        ? []
        : [{ label: "Days named in this file", kind: vscode.QuickPickItemKind.Separator, take: () => null }]),
      ...named.map(({ day, line }) => ({ label: day, description: line, take: () => day })),
    ];
    const choice = await vscode.window.showQuickPick(choices, {
      title: "The day to read the law as of",
      placeHolder: this.day === null ? "no day is chosen" : `now ${this.day}`,
      matchOnDescription: true,
      // Asked from the walkthrough, which may take the focus again a moment later.
      ignoreFocusOut: true,
    });
    return choice?.take();
  }

  #tell(): void {
    this.#show();
    const { day } = this;
    if (this.#client?.state === State.Running)
      void this.#client.sendRequest("cordon/asOf", { date: day }).catch(() => {});
  }

  #show(): void {
    const { day } = this;
    this.#item.text = `$(calendar) ${day === null ? "no as-of day" : `as of ${day}`}`;
    this.#item.tooltip =
      day === null
        ? "Cordon: hints and hovers mark nothing as in force. Click to choose a day."
        : `Cordon: hints and hovers mark what is in force on ${day}. Click to choose another day, or none.`;
    this.#item.accessibilityInformation = {
      label: day === null ? "Cordon: no as-of day is chosen" : `Cordon: the law is read as of ${day}`,
    };
    this.#item.show();
  }
}

async function askDay(now: string | null): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: "The day to read the law as of",
    value: now ?? "",
    placeHolder: "2026-09-24",
    ignoreFocusOut: true,
    validateInput: (text) =>
      dayOf(text) === null ? "Write a day of the calendar, such as 2026-09-24." : null,
  });
}
