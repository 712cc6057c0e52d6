/** The files of the program in the editor, and the server that knows them. One program at a time; the next one has a server of its own. */
import * as monaco from "monaco-editor/editor.js";
import { type Client, LANGUAGE, startClient } from "../editors/monaco/client.ts";
import { fromRange } from "../editors/monaco/convert.ts";
import type { Program } from "./program.ts";
import type { Evaluated, Facts, Place, ScenarioRun, Tables } from "./requests.ts";

// With an authority: where there is none, the editor and the server write the same address in two ways.
const FOLDER = "memory://playground/law";

export interface Finding {
  readonly path: string;
  readonly severity: "error" | "warning" | "hint";
  readonly code: string;
  readonly message: string;
  readonly range: monaco.IRange;
}

/** What the page is told. */
export interface Listener {
  /** a text changed; not while a program is loaded */
  onChange(): void;
  onFindings(findings: readonly Finding[]): void;
  onCursor(line: number): void;
  onOpen(path: string): void;
  onMessage(message: string): void;
  /** the user asks for the result of a scenario from inside the source */
  onRunScenario(): void;
}

export class Workspace {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly #listener: Listener;
  readonly #startServer: () => Worker;
  readonly #results: monaco.editor.IEditorDecorationsCollection;
  #client: Client | null = null;
  #models = new Map<string, monaco.editor.ITextModel>();
  #isLoading = false;
  #loads = 0;

  constructor(container: HTMLElement, startServer: () => Worker, listener: Listener) {
    this.#listener = listener;
    this.#startServer = startServer;
    this.editor = monaco.editor.create(container, {
      model: null,
      automaticLayout: true,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      fontSize: 13,
      lineNumbersMinChars: 3,
      wordBasedSuggestions: "off",
      "semanticHighlighting.enabled": true,
      stickyScroll: { enabled: false },
      fixedOverflowWidgets: true,
      tabSize: 2,
      wordWrap: "bounded",
      wordWrapColumn: 130,
      ariaLabel: "Source of the law",
      accessibilitySupport: "auto",
    });
    this.#results = this.editor.createDecorationsCollection();
    this.editor.onDidChangeCursorPosition(({ position }) => listener.onCursor(position.lineNumber));
    monaco.editor.onDidChangeMarkers(() => this.#tellFindings());
    monaco.editor.registerEditorOpener({
      openCodeEditor: (_editor, uri, at) => {
        const path = pathOf(uri.toString());
        if (path === null || !this.#models.has(path)) return false;
        this.show(path);
        if (at !== undefined)
          this.#reveal(
            "lineNumber" in at
              ? {
                  startLineNumber: at.lineNumber,
                  startColumn: at.column,
                  endLineNumber: at.lineNumber,
                  endColumn: at.column,
                }
              : at,
          );
        return true;
      },
    });
  }

  /** Puts a program in place of the one before. */
  async load(program: Program): Promise<void> {
    const load = ++this.#loads;
    this.#isLoading = true;
    this.editor.setModel(null);
    this.#client?.dispose();
    this.#client = null;
    for (const model of this.#models.values()) model.dispose();
    this.#models = new Map(
      Object.entries(program.files).map(([path, text]) => [path, this.#modelOf(path, text)]),
    );
    this.#isLoading = false;
    this.show(program.open);
    const texts = Object.entries(program.files);
    const client = await startClient(this.#startServer(), {
      folder: FOLDER,
      files: Object.fromEntries(texts.map(([path, text]) => [uriOf(path), text])),
      ...(program.question.asOf === "" ? {} : { asOf: program.question.asOf }),
      onMessage: (message) => this.#listener.onMessage(message),
      commands: { "cordon.runScenario": () => this.#listener.onRunScenario() },
    });
    // Another program was chosen before the server was ready.
    if (load !== this.#loads) {
      client.dispose();
      return;
    }
    this.#client = client;
    const shown = this.editor.getModel();
    if (shown !== null) client.open(shown);
  }

  #modelOf(path: string, text: string): monaco.editor.ITextModel {
    const language = path.endsWith(".cordon") ? LANGUAGE : "plaintext";
    const model = monaco.editor.createModel(text, language, monaco.Uri.parse(uriOf(path)));
    model.onDidChangeContent(() => {
      if (this.#isLoading) return;
      if (language !== LANGUAGE)
        void this.#client?.connection.sendRequest("cordon/files", {
          files: { [uriOf(path)]: model.getValue() },
        });
      this.#listener.onChange();
    });
    return model;
  }

  /** The texts as they are now. */
  get files(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#models].map(([path, model]) => [path, model.getValue()]));
  }

  get path(): string {
    const uri = this.editor.getModel()?.uri.toString();
    return (uri === undefined ? null : pathOf(uri)) ?? "";
  }

  show(path: string): void {
    const model = this.#models.get(path);
    if (model === undefined || this.editor.getModel() === model) return;
    this.#results.clear();
    this.editor.setModel(model);
    this.#client?.open(model);
    this.#listener.onOpen(path);
  }

  /** Shows a place of the source and puts the cursor there. */
  goTo(place: { readonly path: string; readonly range: monaco.IRange }): void {
    this.show(place.path);
    this.#reveal(place.range);
    this.editor.focus();
  }

  goToPlace({ uri, range }: Place): void {
    const path = pathOf(uri);
    if (path !== null) this.goTo({ path, range: fromRange(range) });
  }

  #reveal(range: monaco.IRange): void {
    this.editor.setSelection(range);
    this.editor.revealRangeInCenterIfOutsideViewport(range, monaco.editor.ScrollType.Immediate);
  }

  /** Lays the shown file out; null where it was done, else why not. */
  async format(): Promise<string | null> {
    const errors = this.#findings().some(
      ({ severity, code, path }) => severity === "error" && code.startsWith("syntax/") && path === this.path,
    );
    if (errors) return "The text is not formatted while it cannot be read: mend the syntax first.";
    await this.editor.getAction("editor.action.formatDocument")?.run();
    return null;
  }

  /** Writes what differed into the source, behind the expectation it is about. */
  showResults(run: ScenarioRun): void {
    this.#results.set(
      run.results.flatMap(({ failures }) =>
        failures.map(({ message, range }) => ({
          range: { ...fromRange(range), startLineNumber: range.end.line + 1, startColumn: 1 },
          options: {
            after: { content: `  ${message}`, inlineClassName: "scenario-failure" },
            showIfCollapsed: true,
          },
        })),
      ),
    );
  }

  #findings(): Finding[] {
    return monaco.editor
      .getModelMarkers({ owner: "cordon" })
      .flatMap(({ resource, severity, code, message, ...range }) => {
        const path = pathOf(resource.toString());
        if (path === null) return [];
        const kind =
          severity === monaco.MarkerSeverity.Error
            ? "error"
            : severity === monaco.MarkerSeverity.Warning
              ? "warning"
              : "hint";
        const name = typeof code === "string" ? code : (code?.value ?? "");
        return [{ path, severity: kind, code: name, message, range } as const];
      });
  }

  #tellFindings(): void {
    this.#listener.onFindings(this.#findings());
  }

  // What the server is asked; null while there is none.

  tables(): Promise<Tables | null> {
    return this.#ask("cordon/table", {});
  }

  facts(): Promise<Facts> {
    return this.#ask("cordon/facts", {});
  }

  evaluate(facts: unknown, asOf: string): Promise<Evaluated> {
    return this.#ask("cordon/eval", { case: facts, asOf });
  }

  runScenarios(path: string): Promise<ScenarioRun | null> {
    return this.#ask("cordon/runScenarios", { uri: uriOf(path) });
  }

  setAsOf(day: string): void {
    void this.#ask("cordon/asOf", { date: day === "" ? null : day });
  }

  async #ask<R>(method: string, params: object): Promise<R | null> {
    const client = this.#client;
    if (client === null || this.path === "") return null;
    try {
      return await client.connection.sendRequest<R>(method, { uri: uriOf(this.path), ...params });
    } catch (error) {
      // The answer of a server that was ended meanwhile is of no use to anybody.
      if (client !== this.#client) return null;
      throw error;
    }
  }
}

export function uriOf(path: string): string {
  return `${FOLDER}/${path}`;
}

export function pathOf(uri: string): string | null {
  return uri.startsWith(`${FOLDER}/`) ? decodeURIComponent(uri.slice(FOLDER.length + 1)) : null;
}
