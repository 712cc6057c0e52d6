/** A thread for each piece of long work; it ends with the work, and what it held is given back. */
import { Worker } from "node:worker_threads";
import { JobStopped, type Jobs, type Results, type Tasks } from "./service/jobs.ts";
import type { Change } from "./service/whole.ts";

/** What a thread is started with. */
export interface JobOrder {
  /** folder of the workspace; null: there is nothing but the texts of editors */
  readonly root: string | null;
  readonly kind: keyof Tasks;
  readonly task: Tasks[keyof Tasks];
  readonly changes: readonly Change[];
}

export type JobMessage = { readonly progress: string } | { readonly result: Results[keyof Tasks] };

export class ThreadJobs implements Jobs {
  readonly #root: string | null;
  readonly #running = new Set<Worker>();

  constructor(root: string | null) {
    this.#root = root;
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
      const here = import.meta.url;
      // From source this file stands beside the thread's; in a build it is a chunk, and the thread's stands above it.
      const entry = new URL(here.endsWith(".ts") ? "./job.ts" : "../lsp-job.js", here);
      const order: JobOrder = { root: this.#root, kind, task, changes };
      const worker = new Worker(entry, { workerData: order });
      worker.unref();
      this.#running.add(worker);
      const end = (): void => {
        signal.removeEventListener("abort", stop);
        this.#running.delete(worker);
        void worker.terminate();
      };
      const stop = (): void => {
        end();
        reject(new JobStopped());
      };
      signal.addEventListener("abort", stop);
      worker.on("message", (message: JobMessage) => {
        if ("progress" in message) onProgress(message.progress);
        else {
          end();
          resolve(message.result as Results[K]);
        }
      });
      worker.once("error", (error) => {
        end();
        reject(error);
      });
      // Ended from outside, by `dispose`: after a result this changes nothing.
      worker.once("exit", stop);
    });
  }

  dispose(): void {
    for (const worker of this.#running) void worker.terminate();
    this.#running.clear();
  }
}
