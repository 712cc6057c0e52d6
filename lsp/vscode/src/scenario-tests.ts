/** Scenarios in the testing view: found in the sources, run by the server, failures shown at the expectation they are about. */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { LANGUAGE } from "./language.ts";
import type { RunAnswer, ScenarioResult } from "./protocol.ts";
import { openMeasures } from "./roots.ts";
import { scenariosInText } from "./scenario-titles.ts";

type RunOnSave = "never" | "failed" | "file";

export class ScenarioTests implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #tests = vscode.tests.createTestController("cordon", "Cordon scenarios");
  readonly #subscriptions: vscode.Disposable[];
  /** ids of items that failed when they were run last */
  readonly #failed = new Set<string>();

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#tests.refreshHandler = () => this.#findAll();
    this.#tests.createRunProfile(
      "Run",
      vscode.TestRunProfileKind.Run,
      async (request, token) => void (await this.#run(request, token)),
      true,
    );
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.cordon");
    this.#subscriptions = [
      this.#tests,
      watcher,
      watcher.onDidCreate((uri) => this.#readFile(uri)),
      watcher.onDidChange((uri) => this.#readFile(uri)),
      watcher.onDidDelete((uri) => this.#tests.items.delete(uri.toString())),
      vscode.workspace.onDidOpenTextDocument((document) => this.#readDocument(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#readDocument(document)),
      vscode.workspace.onDidSaveTextDocument((document) => void this.#runAfterSave(document)),
      vscode.commands.registerCommand("cordon.runScenarios", (uri?: unknown) => this.#runFile(uri)),
    ];
    void this.#findAll();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Runs the scenario of a code lens, or without a title all of the file. */
  async runScenario(uri: vscode.Uri, title: string | null): Promise<void> {
    await this.#readFile(uri);
    const file = this.#tests.items.get(uri.toString());
    if (file === undefined) {
      void vscode.window.showInformationMessage("There is no scenario in this file yet.");
      return;
    }
    const chosen = title === null ? file : (file.children.get(idOf(uri, title)) ?? file);
    const { passed, failed } = await this.#run(new vscode.TestRunRequest([chosen]));
    // What failed is shown by the editor at its place; what passed would otherwise go by unseen.
    if (failed === 0 && passed > 0)
      vscode.window.setStatusBarMessage(
        `$(pass) ${passed === 1 ? "The scenario passed" : `${passed} scenarios passed`}`,
        5000,
      );
  }

  async #runFile(given: unknown): Promise<void> {
    const uri = given instanceof vscode.Uri ? given : openMeasures();
    if (uri === undefined)
      void vscode.window.showInformationMessage("Open a file of measures first: its scenarios are run.");
    else await this.runScenario(uri, null);
  }

  async #findAll(): Promise<void> {
    const files = await vscode.workspace.findFiles("**/*.cordon", "**/node_modules/**");
    await Promise.all(files.map((uri) => this.#readFile(uri)));
  }

  async #readFile(uri: vscode.Uri): Promise<void> {
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (open !== undefined) {
      this.#readDocument(open);
      return;
    }
    try {
      this.#read(uri, new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    } catch {
      this.#tests.items.delete(uri.toString());
    }
  }

  #readDocument(document: vscode.TextDocument): void {
    const { languageId, uri } = document;
    if (languageId !== LANGUAGE || uri.scheme === "git" || uri.path.includes("/node_modules/")) return;
    this.#read(uri, document.getText());
  }

  #read(uri: vscode.Uri, text: string): void {
    const found = scenariosInText(text);
    if (found.length === 0) {
      this.#tests.items.delete(uri.toString());
      return;
    }
    const known = this.#tests.items.get(uri.toString());
    const file =
      known ?? this.#tests.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    if (known === undefined) this.#tests.items.add(file);
    const lines = new Lines(text);
    const ids = new Set<string>();
    for (const { title, start } of found) {
      const id = idOf(uri, title);
      ids.add(id);
      const item = file.children.get(id) ?? this.#tests.createTestItem(id, title, uri);
      const line = lines.lineOf(start);
      if (item.range?.start.line !== line) item.range = new vscode.Range(line, 0, line, 0);
      file.children.add(item);
    }
    for (const [id] of file.children) if (!ids.has(id)) file.children.delete(id);
  }

  async #runAfterSave(document: vscode.TextDocument): Promise<void> {
    if (document.languageId !== LANGUAGE) return;
    const when = vscode.workspace.getConfiguration(LANGUAGE).get<RunOnSave>("scenarios.runOnSave", "failed");
    if (when === "never") return;
    const file = this.#tests.items.get(document.uri.toString());
    const chosen: vscode.TestItem[] = when === "file" && file !== undefined ? [file] : [];
    for (const [, other] of this.#tests.items)
      if (!chosen.includes(other))
        for (const [id, item] of other.children) if (this.#failed.has(id)) chosen.push(item);
    if (chosen.length > 0) await this.#run(new vscode.TestRunRequest(chosen));
  }

  async #run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken = new vscode.CancellationTokenSource().token,
  ): Promise<{ readonly passed: number; readonly failed: number }> {
    const run = this.#tests.createTestRun(request);
    const count = { passed: 0, failed: 0 };
    try {
      for (const [file, items] of this.#chosen(request)) {
        if (token.isCancellationRequested) break;
        for (const item of items) run.started(item);
        const answer = await this.#ask(file, items, token);
        for (const item of items) {
          const result = answer.results.find(({ title }) => title === item.label);
          if (result?.passed === true) {
            count.passed++;
            this.#failed.delete(item.id);
            run.passed(item);
            run.appendOutput(`passed: ${item.label}\r\n`, undefined, item);
          } else {
            count.failed++;
            this.#failed.add(item.id);
            this.#fail(run, item, answer.blocked ?? "it is not among what the server ran", result ?? null);
          }
        }
      }
    } finally {
      run.end();
    }
    return count;
  }

  /** The scenarios that a request means, by their file. */
  #chosen({ include, exclude }: vscode.TestRunRequest): Map<vscode.TestItem, vscode.TestItem[]> {
    const left = new Set(exclude ?? []);
    const chosen = new Map<vscode.TestItem, vscode.TestItem[]>();
    const add = (file: vscode.TestItem, item: vscode.TestItem): void => {
      if (left.has(item) || left.has(file)) return;
      chosen.set(file, [...(chosen.get(file) ?? []), item]);
    };
    const all: vscode.TestItem[] = [];
    this.#tests.items.forEach((item) => void all.push(item));
    for (const item of include ?? all)
      if (item.parent === undefined) item.children.forEach((child) => void add(item, child));
      else add(item.parent, item);
    return chosen;
  }

  async #ask(
    file: vscode.TestItem,
    items: readonly vscode.TestItem[],
    token: vscode.CancellationToken,
  ): Promise<RunAnswer> {
    if (this.#client.state !== State.Running)
      return { blocked: "the language server does not run", results: [] };
    const uri = this.#client.code2ProtocolConverter.asUri(file.uri!);
    const titles = items.map(({ label }) => label);
    try {
      return await this.#client.sendRequest<RunAnswer>("cordon/runScenarios", { uri, titles }, token);
    } catch (error) {
      return { blocked: error instanceof Error ? error.message : String(error), results: [] };
    }
  }

  #fail(run: vscode.TestRun, item: vscode.TestItem, blocked: string, result: ScenarioResult | null): void {
    const at = (range: ScenarioResult["range"] | null | undefined): vscode.Location =>
      new vscode.Location(
        item.uri!,
        range === null || range === undefined
          ? (item.range ?? new vscode.Range(0, 0, 0, 0))
          : this.#client.protocol2CodeConverter.asRange(range),
      );
    if (result === null) {
      const message = new vscode.TestMessage(`The scenario was not run: ${blocked}.`);
      message.location = at(null);
      run.errored(item, message);
      return;
    }
    // A sentence beside the expectation says more than a comparison of two words would.
    const messages = result.failures.map(({ message: text, range }) => {
      const message = new vscode.TestMessage(text);
      message.location = at(range);
      return message;
    });
    run.failed(item, messages);
    for (const { message } of result.failures)
      run.appendOutput(`failed: ${item.label}: ${message}\r\n`, undefined, item);
  }
}

function idOf(uri: vscode.Uri, title: string): string {
  return `${uri.toString()}#${title}`;
}

/** Lines of a text by offset. */
class Lines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  }

  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
