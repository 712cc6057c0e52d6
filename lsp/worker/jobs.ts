/** Long work in a worker of its own, which is made from the same script and ends with the work. */
import type { Host } from "../../compiler/index.ts";
import { JobStopped, type Jobs, LocalJobs, type Results, runJob, type Tasks } from "../service/jobs.ts";
import type { Change } from "../service/whole.ts";
import { FileStore, type SentFiles } from "./files.ts";

/** What such a worker is told first; the server's own messages have no such field. */
interface Order {
  readonly cordonJob: {
    readonly root: string;
    readonly files: SentFiles;
    readonly kind: keyof Tasks;
    readonly task: Tasks[keyof Tasks];
    readonly changes: readonly Change[];
  };
}

type Told =
  | { readonly progress: string }
  | { readonly result: Results[keyof Tasks] }
  | { readonly failure: string };

/** Makes this script do an order instead of serving, if it is told one. To be called before the server listens. */
export function takeOrders(): void {
  globalThis.addEventListener("message", (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (typeof data !== "object" || data === null || !("cordonJob" in data)) return;
    event.stopImmediatePropagation();
    const { root, files, kind, task, changes } = (data as Order).cordonJob;
    const tell = (told: Told): void => globalThis.postMessage(told);
    const store = new FileStore();
    store.put(files);
    try {
      tell({ result: runJob(store.host(root), kind, task, changes, (progress) => tell({ progress })) });
    } catch (error) {
      tell({ failure: error instanceof Error ? error.message : String(error) });
    }
  });
}

/**
 * The script once more. A page on disk has an origin of its own kind, whose workers may not load what started them: there the
 * text of the script must be given in `cordonScript`.
 */
function scriptAddress(): string {
  const { cordonScript } = globalThis as { readonly cordonScript?: string };
  if (cordonScript === undefined) return globalThis.location.href;
  ownAddress ??= URL.createObjectURL(new Blob([cordonScript], { type: "text/javascript" }));
  return ownAddress;
}

let ownAddress: string | undefined;

export class WorkerJobs implements Jobs {
  readonly #root: string;
  readonly #files: FileStore;
  readonly #local: LocalJobs;
  readonly #running = new Set<() => void>();

  constructor(root: string, files: FileStore, host: Host) {
    this.#root = root;
    this.#files = files;
    this.#local = new LocalJobs(host);
  }

  run<K extends keyof Tasks>(
    kind: K,
    task: Tasks[K],
    changes: readonly Change[],
    signal: AbortSignal,
    onProgress: (what: string) => void,
  ): Promise<Results[K]> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new JobStopped());
        return;
      }
      const here = (): void => {
        // Nobody asked for proofs, and whoever types would wait for them.
        if (kind === "prove") reject(new JobStopped());
        else this.#local.run(kind, task, changes, signal, onProgress).then(resolve, reject);
      };
      let worker: Worker;
      try {
        worker = new Worker(scriptAddress());
      } catch {
        here();
        return;
      }
      const end = (): void => {
        signal.removeEventListener("abort", stop);
        this.#running.delete(stop);
        worker.terminate();
      };
      const stop = (): void => {
        end();
        reject(new JobStopped());
      };
      signal.addEventListener("abort", stop);
      this.#running.add(stop);
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ("progress" in data) {
          onProgress(data.progress);
          return;
        }
        end();
        if ("result" in data) resolve(data.result as Results[K]);
        else reject(new Error(data.failure));
      };
      // The script could not be loaded again: not every place lets a worker start another.
      worker.onerror = (event) => {
        event.preventDefault();
        end();
        here();
      };
      const order: Order = { cordonJob: { root: this.#root, files: this.#files.all(), kind, task, changes } };
      worker.postMessage(order);
    });
  }

  dispose(): void {
    for (const stop of [...this.#running]) stop();
  }
}
