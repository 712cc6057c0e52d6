/**
 * Work on the whole law that may take long. It runs beside the editor, in a thread of its own where there are threads, which
 * ends with the work or when nobody wants it any more: what goes in and out is plain data.
 */
import {
  type AskedPage,
  type CalendarPage,
  calendarPage,
  type Difference,
  difference,
  missingScenarios,
  type ReportPage,
  reportPage,
} from "../../compiler/editor/index.ts";
import {
  compile,
  type Diagnostic,
  type Host,
  hasErrors,
  manifestFindings,
  proofs,
} from "../../compiler/index.ts";
import { OverlayHost } from "./overlay-host.ts";
import { type RunResult, runScenarios } from "./scenarios.ts";
import type { Change } from "./whole.ts";

/** What each kind of work needs, beside the texts of open editors. */
export interface Tasks {
  /** texts of before, by path; null: there was no such file. What is not named was as it is now. */
  diff: {
    readonly texts: readonly (readonly [path: string, text: string | null])[];
    /** only this day, or only these jurisdictions; null: all */
    readonly asOf: string | null;
    readonly jurisdictions: readonly string[] | null;
  };
  report: { readonly path: string } & AskedPage;
  calendar: { readonly path: string };
  /** scenarios of a source; titles null: all of them */
  run: { readonly path: string; readonly titles: readonly string[] | null };
  prove: Readonly<Record<string, never>>;
  /** a piece of a source that scenarios are to be written for */
  missing: { readonly path: string; readonly start: number; readonly end: number };
}

export interface Results {
  diff: Difference;
  /** null while the law has errors, and for a page that there is not */
  report: ReportPage | null;
  calendar: CalendarPage;
  /** null while the law has errors */
  run: readonly RunResult[] | null;
  /** nothing of a law with errors */
  prove: readonly Diagnostic[];
  /** as text; null where none is missing that could be found */
  missing: string | null;
}

export interface Jobs {
  /**
   * Does the work on the law as it is on disk with `changes` put over it. `onProgress` is told what is being done.
   *
   * @throws {JobStopped} once `signal` says that nobody wants the result
   */
  run<K extends keyof Tasks>(
    kind: K,
    task: Tasks[K],
    changes: readonly Change[],
    signal: AbortSignal,
    onProgress: (what: string) => void,
  ): Promise<Results[K]>;
  dispose(): void;
}

export class JobStopped extends Error {
  constructor() {
    super("the work was stopped");
  }
}

type Work = {
  readonly [K in keyof Tasks]: (host: Host, task: Tasks[K], onProgress: (what: string) => void) => Results[K];
};

const work: Work = {
  diff(host, { texts, asOf, jurisdictions }, onProgress) {
    onProgress("checking both laws");
    const now = compile(host, []);
    // What did not change need not be parsed again.
    const old = compile(new OverlayHost(host, new Map(texts)), [], now);
    return difference(old, now, { old: "before", now: "now", asOf, jurisdictions }, onProgress);
  },
  report(host, { path, ...asked }, onProgress) {
    onProgress("writing the report");
    return reportPage(compile(host, []), path, asked);
  },
  calendar(host, { path }, onProgress) {
    onProgress("looking for the days that change answers");
    return calendarPage(compile(host, []), path, onProgress);
  },
  run(host, { path, titles }, onProgress) {
    onProgress("running scenarios");
    return runScenarios(compile(host, []), path, titles);
  },
  prove(host, _task, onProgress) {
    onProgress("proving");
    const compilation = compile(host, []);
    if (hasErrors(compilation.diagnostics)) return [];
    return [...manifestFindings(compilation), ...proofs(compilation)];
  },
  missing(host, { path, start, end }, onProgress) {
    onProgress("measuring coverage");
    return missingScenarios(compile(host, []), { file: path, start, end }, onProgress);
  },
};

/** Does the work in the thread it is called in. */
export function runJob<K extends keyof Tasks>(
  host: Host,
  kind: K,
  task: Tasks[K],
  changes: readonly Change[],
  onProgress: (what: string) => void,
): Results[K] {
  const overlays = new Map(changes.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text]])));
  return work[kind](new OverlayHost(host, overlays), task, onProgress);
}

/** For where there are no threads: whoever asks waits. */
export class LocalJobs implements Jobs {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  async run<K extends keyof Tasks>(
    kind: K,
    task: Tasks[K],
    changes: readonly Change[],
    signal: AbortSignal,
    onProgress: (what: string) => void,
  ): Promise<Results[K]> {
    if (signal.aborted) throw new JobStopped();
    return runJob(this.#host, kind, task, changes, onProgress);
  }

  dispose(): void {
    // Nothing is kept.
  }
}
