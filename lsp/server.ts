/**
 * The server: lifecycle, documents and findings on a connection. What it needs of the world, such as files and threads,
 * comes from its environment, so that it runs in Node and in a browser worker alike.
 */
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { Diagnostic as Finding, Host } from "../compiler/index.ts";
import { answerRequests, capabilities } from "./features.ts";
import { toDiagnostic } from "./protocol/convert.ts";
import { type Encoding, Positions } from "./protocol/positions.ts";
import { type Jobs, LocalJobs } from "./service/jobs.ts";
import { Proofs } from "./service/proofs.ts";
import { LanguageService } from "./service/service.ts";
import type { Change, WholeCheck } from "./service/whole.ts";

export interface Environment {
  readonly version: string;
  /** takes what the client sent to begin with, before anything else is asked */
  begin?(initializationOptions: unknown): void;
  /**
   * The folder whose workspace a file belongs to, as an address without a slash at its end: the nearest with a manifest, else
   * that of the editor's folders which holds it, else its own.
   */
  rootOf(uri: string, folders: readonly string[]): string;
  /** roots to be read at once: those of the folders that the editor opened */
  rootsIn(folderUri: string): readonly string[];
  host(rootUri: string): Host;
  check(rootUri: string, host: Host): WholeCheck;
  /** where long work is done; absent: in the same thread, and nothing is proved there unasked */
  jobs?(rootUri: string, host: Host): Jobs;
}

/** A file by its workspace and its path there. */
export interface Located {
  readonly service: LanguageService;
  readonly path: string;
  readonly root: string;
}

interface OpenDocument {
  readonly text: string;
  readonly version: number;
}

export interface ClientAbilities {
  readonly snippets: boolean;
  readonly pulls: boolean;
  readonly watches: boolean;
  readonly refreshesFindings: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  readonly progress: boolean;
  /** takes edits that it did not ask for */
  readonly applies: boolean;
}

export class Server {
  readonly connection: Connection;
  readonly #environment: Environment;
  readonly #services = new Map<string, LanguageService>();
  readonly #jobs = new Map<string, Jobs>();
  readonly #proofs = new Map<LanguageService, Proofs>();
  readonly #documents = new Map<string, OpenDocument>();
  /** what the editor was told, by address; for the first moment after a change and to say nothing twice */
  readonly #shown = new Map<
    string,
    { readonly findings: readonly Finding[]; readonly text: string; readonly sent: string }
  >();
  /** addresses of which the editor was told before the whole was checked: the whole may say otherwise */
  readonly #provisional = new Set<string>();
  readonly #due = new Map<string, ReturnType<typeof setTimeout>>();
  /** told once when findings of some file may be others than before */
  readonly #waiting = new Set<() => void>();
  /** whether the editor asks for the findings of files that are not open */
  #pullsUnopened = false;
  #folders: readonly string[] = [];
  #slowest = 0;
  encoding: Encoding = "utf-16";
  /** whether proofs run in the background */
  #proving = true;
  /** commands of the editor that code lenses may name */
  commands: ReadonlySet<string> = new Set();
  /** the day that hints and hovers speak of; null: none */
  asOf: string | null = null;
  client: ClientAbilities = {
    snippets: false,
    pulls: false,
    watches: false,
    refreshesFindings: false,
    refreshesHints: false,
    refreshesLenses: false,
    progress: false,
    applies: false,
  };

  constructor(connection: Connection, environment: Environment) {
    this.connection = connection;
    this.#environment = environment;
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }) =>
      this.#set(uri, text, version),
    );
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      let text = this.#documents.get(textDocument.uri)?.text ?? "";
      for (const change of contentChanges) {
        if (!("range" in change)) text = change.text;
        else {
          const at = new Positions(text, this.encoding);
          const { start, end } = change.range;
          text = text.slice(0, at.offset(start)) + change.text + text.slice(at.offset(end));
        }
      }
      this.#set(textDocument.uri, text, textDocument.version);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#documents.delete(uri);
      const { service, path } = this.locate(uri);
      service.close(path);
      this.#proofs.get(service)?.changed();
      this.#publishSoon(uri);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => this.filesChanged(changes.map(({ uri }) => uri)));
    connection.onDidChangeConfiguration(({ settings }) => {
      this.setAsOf(settings?.cordon?.asOf);
      this.#setProving(settings?.cordon?.proofs);
    });
    connection.onShutdown(() => {
      for (const timer of this.#due.values()) clearTimeout(timer);
      for (const proofs of this.#proofs.values()) proofs.dispose();
      for (const service of this.#services.values()) service.dispose();
      for (const jobs of this.#jobs.values()) jobs.dispose();
    });
    answerRequests(this);
    connection.listen();
  }

  /** Files that changed other than in an open editor are read again. */
  filesChanged(uris: readonly string[]): void {
    const changed = new Map<LanguageService, string[]>();
    for (const uri of uris) {
      const { service, path } = this.locate(uri);
      changed.set(service, [...(changed.get(service) ?? []), path]);
    }
    for (const [service, paths] of changed) {
      service.filesChanged(paths);
      this.#proofs.get(service)?.changed();
    }
    for (const uri of uris) if (uri.endsWith(".cordon")) this.#publishSoon(uri);
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#environment.begin?.(params.initializationOptions);
    const { general, textDocument, workspace, window } = params.capabilities;
    const encodings = general?.positionEncodings ?? [];
    // An editor that counts in UTF-8 says so first; all others count in UTF-16.
    this.encoding = encodings[0] === PositionEncodingKind.UTF8 ? "utf-8" : "utf-16";
    this.client = {
      snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
      pulls: textDocument?.diagnostic !== undefined,
      watches: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
      refreshesFindings: workspace?.diagnostics?.refreshSupport ?? false,
      refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
      refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
      progress: window?.workDoneProgress ?? false,
      applies: workspace?.applyEdit ?? false,
    };
    this.#folders =
      params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri === null ? [] : [params.rootUri]);
    const options: unknown = params.initializationOptions;
    if (typeof options === "object" && options !== null) {
      if ("asOf" in options) this.setAsOf(options.asOf);
      if ("proofs" in options) this.#setProving(options.proofs);
      if ("commands" in options && Array.isArray(options.commands))
        this.commands = new Set(options.commands.filter((name) => typeof name === "string"));
    }
    return {
      capabilities: {
        ...capabilities,
        positionEncoding: this.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      },
      serverInfo: { name: "cordon", version: this.#environment.version },
    };
  }

  #initialized(): void {
    if (this.client.watches) {
      const watchers = ["**/*.cordon", "**/cordon.json", "**/*.csv"].map((globPattern) => ({ globPattern }));
      unanswered(this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    for (const folder of this.#folders)
      for (const root of this.#environment.rootsIn(folder)) void this.#firstCheck(this.#serviceOf(root));
  }

  /** The first check of a workspace takes longest: the editor may show that it runs. */
  async #firstCheck(service: LanguageService): Promise<void> {
    if (!this.client.progress) {
      await service.whole();
      return;
    }
    const progress = await this.connection.window.createWorkDoneProgress();
    progress.begin("Cordon", undefined, "checking the workspace");
    await service.whole();
    progress.done();
  }

  /** The day of hints and hovers; anything but a day of the form `2026-09-24` is none. */
  setAsOf(day: unknown): void {
    const asOf = typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
    if (asOf === this.asOf) return;
    this.asOf = asOf;
    if (this.client.refreshesHints) unanswered(this.connection.languages.inlayHint.refresh());
  }

  #serviceOf(root: string): LanguageService {
    const known = this.#services.get(root);
    if (known !== undefined) return known;
    const host = this.#environment.host(root);
    const tell = (paths: readonly string[]): void => {
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
      // A folder without any measures is no fault of an editor's: there may be some soon.
      for (const path of paths) if (path !== "") this.#publishSoon(uriOf(root, path));
      if (this.client.pulls && this.client.refreshesFindings)
        unanswered(Promise.resolve(this.connection.languages.diagnostics.refresh()));
    };
    const service = new LanguageService(host, this.#environment.check(root, host), (paths) => {
      tell(paths);
      // What they count rests on the whole, and what was asked for while one typed may have been let fall.
      if (this.client.refreshesLenses) unanswered(this.connection.sendRequest(CodeLensRefreshRequest.type));
      for (const uri of this.#provisional) if (this.locate(uri).service === service) this.#publishSoon(uri);
      this.#proofs.get(service)?.checked();
    });
    this.#services.set(root, service);
    if (this.#environment.jobs !== undefined)
      this.#proofs.set(
        service,
        new Proofs(service, this.#proving, {
          prove: (signal) => this.#prove(root, signal),
          onChange: tell,
          onFailure: (error) => this.connection.console.error(`proving failed: ${String(error)}`),
        }),
      );
    return service;
  }

  async #prove(root: string, signal: AbortSignal): Promise<readonly Finding[]> {
    const stop = new AbortController();
    signal.addEventListener("abort", () => stop.abort());
    const progress = await this.progress("Cordon", () => stop.abort());
    try {
      return await this.jobs(root).run("prove", {}, this.changes(root), stop.signal, progress.report);
    } finally {
      progress.done();
    }
  }

  /** What is found in a document: by checking, and what is proved of it. */
  findings({ service, path }: Located): readonly Finding[] {
    return [...service.findings(path), ...(this.#proofs.get(service)?.findings(path) ?? [])];
  }

  #setProving(value: unknown): void {
    if (typeof value !== "boolean") return;
    this.#proving = value;
    for (const proofs of this.#proofs.values()) proofs.switch(value);
  }

  locate(uri: string): Located {
    const root = this.#environment.rootOf(uri, this.#folders);
    return { service: this.#serviceOf(root), path: pathOf(root, uri), root };
  }

  /** The path of an address below a root, wherever its workspace is. */
  pathIn(root: string, uri: string): string {
    return pathOf(root, uri);
  }

  get services(): ReadonlyMap<string, LanguageService> {
    return this.#services;
  }

  jobs(root: string): Jobs {
    let jobs = this.#jobs.get(root);
    if (jobs === undefined) {
      const host = this.#environment.host(root);
      jobs = this.#environment.jobs?.(root, host) ?? new LocalJobs(host);
      this.#jobs.set(root, jobs);
    }
    return jobs;
  }

  /** The texts of open editors of a workspace: what differs from the disk. */
  changes(root: string): readonly Change[] {
    return [...this.#documents].flatMap(([uri, { text }]) => {
      const located = this.locate(uri);
      return located.root === root ? [{ path: located.path, text }] : [];
    });
  }

  /** Shows in the editor that something takes long, where it can; `onCancel` is told when the user stops it there. */
  async progress(
    title: string,
    onCancel: () => void,
  ): Promise<{ readonly report: (what: string) => void; readonly done: () => void }> {
    if (!this.client.progress) return { report: () => undefined, done: () => undefined };
    const shown = await this.connection.window.createWorkDoneProgress();
    shown.token.onCancellationRequested(onCancel);
    shown.begin(title, undefined, undefined, true);
    return { report: (what) => shown.report(what), done: () => shown.done() };
  }

  #set(uri: string, text: string, version: number): void {
    this.#documents.set(uri, { text, version });
    const { service, path } = this.locate(uri);
    service.setText(path, text);
    this.#proofs.get(service)?.changed();
    this.#publishSoon(uri);
  }

  /** Right after what is being handled; changes that come together are answered once. */
  #publishSoon(uri: string): void {
    clearTimeout(this.#due.get(uri));
    this.#due.set(
      uri,
      setTimeout(() => {
        this.#due.delete(uri);
        this.#publish(uri);
      }, 0),
    );
  }

  /** The findings of a file as the service sees them now. Where checking is slow, those of parsing go first. */
  #publish(uri: string): void {
    if (this.#documents.has(uri) ? this.client.pulls : this.#pullsUnopened) {
      // What was sent before the editor asked would stand there twice.
      if ((this.#shown.get(uri)?.findings.length ?? 0) > 0) this.#send(uri, [], "");
      return;
    }
    const located = this.locate(uri);
    const { service, path } = located;
    const text = service.snapshot.text(path) ?? "";
    const isFresh = service.lastWhole?.snapshot === service.snapshot;
    if (isFresh) this.#provisional.delete(uri);
    else this.#provisional.add(uri);
    const shown = this.#shown.get(uri);
    if (this.#slowest > 40 && !isFresh && shown !== undefined)
      this.#send(uri, service.syntaxFindings(path, shown.findings.filter(isChecked), shown.text), text);
    const start = performance.now();
    const findings = this.findings(located);
    this.#slowest = Math.max(this.#slowest * 0.9, performance.now() - start);
    this.#send(uri, findings, text);
  }

  #send(uri: string, findings: readonly Finding[], text: string): void {
    const version = this.#documents.get(uri)?.version;
    const diagnostics = this.convert(uri, findings);
    const sent = JSON.stringify([version, diagnostics]);
    const shown = this.#shown.get(uri);
    if (shown?.sent === sent || (shown === undefined && diagnostics.length === 0 && version === undefined))
      return;
    this.#shown.set(uri, { findings, text, sent });
    void this.connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }

  /** The editor asks for the findings of files that are not open: what it was sent of them is taken back, and no more is sent. */
  stopPushingUnopened(): void {
    if (this.#pullsUnopened) return;
    this.#pullsUnopened = true;
    for (const uri of this.#shown.keys()) this.#publishSoon(uri);
  }

  /** The next time that findings may be others than before, or that the request is taken back. */
  nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      token.onCancellationRequested(() => {
        this.#waiting.delete(resolve);
        resolve();
      });
    });
  }

  /** The version of an open document; null: it is not open. */
  versionOf(uri: string): number | null {
    return this.#documents.get(uri)?.version ?? null;
  }

  convert(uri: string, findings: readonly Finding[]): ReturnType<typeof toDiagnostic>[] {
    const { service, root } = this.locate(uri);
    return findings.map((finding) =>
      toDiagnostic(
        finding,
        (path) => this.positions(service, path),
        (path) => uriOf(root, path),
      ),
    );
  }

  positions(service: LanguageService, path: string): Positions | null {
    const text = service.snapshot.text(path);
    return text === null ? null : new Positions(text, this.encoding);
  }
}

/** What is proved holds for one snapshot alone; what is checked may stay for a moment where the text is the same. */
function isChecked({ code }: Finding): boolean {
  return !code.startsWith("proof/");
}

/** What the editor is asked for its own good: one that refuses, or has ended, is served on without it. */
function unanswered(request: Promise<unknown>): void {
  request.catch(() => {});
}

export function uriOf(root: string, path: string): string {
  return new URL(
    path
      .split("/")
      .map((part) => encodeURIComponent(part))
      .join("/"),
    `${root}/`,
  ).href;
}

/** The path below the root; of a file elsewhere, one with `..`. */
function pathOf(root: string, uri: string): string {
  const from = decodeURIComponent(new URL(`${root}/`).pathname)
    .split("/")
    .slice(0, -1);
  const to = decodeURIComponent(new URL(uri).pathname).split("/");
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}
