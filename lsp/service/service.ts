/**
 * The language service: holds the snapshot of a workspace, takes changes, and answers with plain objects in offsets. It
 * knows neither protocol nor threads; where the whole workspace is checked is the caller's choice.
 */
import type { Diagnostic, Host } from "../../compiler/index.ts";
import type { FileIndex } from "./occurrences.ts";
import { shiftFindings } from "./shift.ts";
import { Snapshot } from "./snapshot.ts";
import type { Change, WholeCheck } from "./whole.ts";

/** What is known of the whole workspace, and of which snapshot. */
export interface Whole {
  readonly snapshot: Snapshot;
  readonly findings: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly indexes: ReadonlyMap<string, FileIndex>;
}

/** Findings that rest on files which do not belong to what a file needs: only the check of the whole can tell. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(["bind/unused-declaration", "suppress/stale"]);

/** Milliseconds without a change that are a pause: longer than from one letter to the next. */
const PAUSE = 350;

export class LanguageService {
  readonly #host: Host;
  readonly #check: WholeCheck;
  readonly #open = new Set<string>();
  readonly #onWhole: (paths: readonly string[]) => void;
  #snapshot: Snapshot;
  #whole: Whole | null = null;
  #changes: Change[] = [];
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** `onWhole` is told the files whose findings the check of the whole may have changed. */
  constructor(host: Host, check: WholeCheck, onWhole: (paths: readonly string[]) => void = () => {}) {
    this.#host = host;
    this.#check = check;
    this.#onWhole = onWhole;
    this.#snapshot = Snapshot.of(host);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** The text of an open editor. */
  setText(path: string, text: string): void {
    this.#open.add(path);
    this.#change(path, text, text);
  }

  /** The editor is closed: the file counts as it is on disk. */
  close(path: string): void {
    this.#open.delete(path);
    this.#change(path, undefined, this.#onDisk(path));
  }

  /** Files changed on disk; open editors are not touched by it. */
  filesChanged(paths: readonly string[]): void {
    let others = false;
    for (const path of paths) {
      if (this.#open.has(path)) continue;
      if (path.endsWith(".cordon")) this.#change(path, undefined, this.#onDisk(path));
      else others = true;
    }
    if (!others) return;
    this.#snapshot = this.#snapshot.refreshed();
    this.#schedule();
  }

  #onDisk(path: string): string | null {
    try {
      return this.#host.readFile(path);
    } catch {
      return null;
    }
  }

  #change(path: string, overlay: string | null | undefined, text: string | null): void {
    this.#changes.push({ path, text: overlay });
    this.#snapshot = this.#snapshot.with(path, text);
    this.#schedule();
  }

  /** A pause in typing starts the check of the whole; while one runs, changes gather. */
  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#disposed) return;
    this.#timer = setTimeout(() => void this.whole(), PAUSE);
  }

  /** What holds of the whole workspace at the newest snapshot: waits for the check of it. */
  async whole(): Promise<Whole> {
    clearTimeout(this.#timer);
    while (this.#whole?.snapshot !== this.#snapshot && !this.#disposed) {
      this.#running ??= this.#run().finally(() => {
        this.#running = null;
      });
      await this.#running;
    }
    return this.#whole ?? { snapshot: this.#snapshot, findings: new Map(), indexes: new Map() };
  }

  async #run(): Promise<void> {
    const snapshot = this.#snapshot;
    const changes = this.#changes;
    this.#changes = [];
    const answer = await this.#check.check(changes);
    if (this.#disposed) return;
    const findings = new Map([...(this.#whole?.findings ?? []), ...answer.findings]);
    const indexes = new Map([...(this.#whole?.indexes ?? []), ...answer.indexes]);
    for (const path of answer.removed) indexes.delete(path);
    this.#whole = { snapshot, findings, indexes };
    this.#onWhole(answer.findings.map(([path]) => path));
  }

  /** What is known of the whole without waiting; of an older snapshot while a check runs. */
  get lastWhole(): Whole | null {
    return this.#whole;
  }

  /** The findings of parsing alone, and those of before where the text around them is the same: for the first moment. */
  syntaxFindings(path: string, shown: readonly Diagnostic[], shownText: string): readonly Diagnostic[] {
    const parsed = this.#snapshot.parsed(path);
    if (parsed === null) return [];
    const kept = shown.filter(({ code }) => !code.startsWith("syntax/"));
    return [...parsed.diagnostics, ...shiftFindings(kept, shownText, parsed.source.text)];
  }

  /**
   * The findings of one file: those of the whole where they are up to date, else of the file with what it needs; then what
   * only the whole can tell is kept from before, as far as the text is the same.
   */
  findings(path: string): readonly Diagnostic[] {
    const snapshot = this.#snapshot;
    const whole = this.#whole;
    if (whole?.snapshot === snapshot) return whole.findings.get(path) ?? [];
    if (!snapshot.sources.has(path)) return [];
    const { compilation } = snapshot.focus(path);
    const own = compilation.diagnostics.filter(
      ({ span, code }) => span.file === path && !OF_THE_WHOLE.has(code),
    );
    const before = whole?.snapshot.text(path) ?? null;
    const kept = (whole?.findings.get(path) ?? []).filter(({ code }) => OF_THE_WHOLE.has(code));
    return before === null ? own : [...own, ...shiftFindings(kept, before, snapshot.text(path) ?? "")];
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#check.dispose();
  }
}
