/**
 * Proofs about the law while it is written. They begin when the check of the whole found no error and nothing was typed for a
 * while, run beside everything else, and hold for the snapshot they began with alone: a change ends them and takes them back.
 */
import { type Diagnostic, hasErrors } from "../../compiler/index.ts";
import { JobStopped } from "./jobs.ts";
import type { LanguageService } from "./service.ts";
import type { Snapshot } from "./snapshot.ts";

export interface ProofsOptions {
  /** proves the law as it is now; rejects with `JobStopped` when the signal says so */
  readonly prove: (signal: AbortSignal) => Promise<readonly Diagnostic[]>;
  /** told the files whose findings came or went */
  readonly onChange: (paths: readonly string[]) => void;
  /** told what went wrong in a proof; nothing is found then */
  readonly onFailure: (error: unknown) => void;
  /** milliseconds without a change before they begin */
  readonly pause?: number;
}

export class Proofs {
  readonly #service: LanguageService;
  readonly #options: ProofsOptions;
  #isOn: boolean;
  #proved: {
    readonly snapshot: Snapshot;
    readonly findings: ReadonlyMap<string, readonly Diagnostic[]>;
  } | null = null;
  #running: { readonly snapshot: Snapshot; readonly stop: AbortController } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(service: LanguageService, isOn: boolean, options: ProofsOptions) {
    this.#service = service;
    this.#isOn = isOn;
    this.#options = options;
  }

  /** What is proved of a file of the newest snapshot; nothing before it is proved. */
  findings(path: string): readonly Diagnostic[] {
    const proved = this.#proved;
    return proved?.snapshot === this.#service.snapshot ? (proved.findings.get(path) ?? []) : [];
  }

  switch(isOn: boolean): void {
    if (this.#isOn === isOn) return;
    this.#isOn = isOn;
    if (isOn) this.checked();
    else this.#forget();
  }

  /** The whole was checked: of a law without errors proofs begin after a pause. */
  checked(): void {
    const { snapshot, lastWhole } = this.#service;
    if (!this.#isOn || lastWhole?.snapshot !== snapshot) return;
    if (this.#proved?.snapshot === snapshot || this.#running?.snapshot === snapshot) return;
    for (const findings of lastWhole.findings.values()) if (hasErrors(findings)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#prove(snapshot), this.#options.pause ?? 1000);
  }

  /** A text or a file may have changed. */
  changed(): void {
    const { snapshot } = this.#service;
    const isStale =
      (this.#proved !== null && this.#proved.snapshot !== snapshot) ||
      (this.#running !== null && this.#running.snapshot !== snapshot);
    if (isStale) this.#forget();
    else clearTimeout(this.#timer);
  }

  async #prove(snapshot: Snapshot): Promise<void> {
    if (this.#service.snapshot !== snapshot) return;
    const stop = new AbortController();
    this.#running = { snapshot, stop };
    try {
      const found = await this.#options.prove(stop.signal);
      if (this.#service.snapshot !== snapshot || stop.signal.aborted) return;
      const findings = new Map<string, Diagnostic[]>();
      for (const finding of found) {
        const { file } = finding.span;
        const known = findings.get(file);
        if (known === undefined) findings.set(file, [finding]);
        else known.push(finding);
      }
      this.#proved = { snapshot, findings };
      this.#options.onChange([...findings.keys()]);
    } catch (error) {
      if (!(error instanceof JobStopped)) this.#options.onFailure(error);
    } finally {
      if (this.#running?.stop === stop) this.#running = null;
    }
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#running?.stop.abort();
    this.#running = null;
    const gone = [...(this.#proved?.findings.keys() ?? [])];
    this.#proved = null;
    if (gone.length > 0) this.#options.onChange(gone);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#running?.stop.abort();
  }
}
