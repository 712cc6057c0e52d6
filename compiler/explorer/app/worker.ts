/** Research in a thread of its own, with an engine of its own; where no thread can be had, between two keystrokes. */

import type { Bundle } from "../../runtime/format.ts";
import { type Engine, load } from "../../runtime/index.ts";
import { Marks } from "./marks.ts";
import type { Question } from "./quick.ts";
import { type Finding, research } from "./research.ts";

/** What is sent to the thread: the tables once, as text, then questions; only the newest is pursued. */
export type ToWorker =
  | { readonly kind: "tables"; readonly text: string }
  | { readonly kind: "question"; readonly id: number; readonly question: Question };

export interface FromWorker {
  readonly id: number;
  readonly finding: Finding;
}

/** Milliseconds of work between two looks at the mailbox. */
const SLICE = 25;
/** Between keystrokes it has to be less than a frame. */
const SHORT_SLICE = 8;

export class Researcher {
  #engine: Engine | null;
  #marks: Marks | null;
  #newest = 0;
  readonly #slice: number;
  readonly #tell: (message: FromWorker) => void;

  constructor(tell: (message: FromWorker) => void, own: { engine: Engine; marks: Marks } | null = null) {
    this.#tell = tell;
    this.#engine = own?.engine ?? null;
    this.#marks = own?.marks ?? null;
    this.#slice = own === null ? SLICE : SHORT_SLICE;
  }

  receive(message: ToWorker): void {
    if (message.kind === "tables") {
      const bundle = JSON.parse(message.text) as Bundle;
      this.#engine = load(bundle);
      this.#marks = new Marks(bundle);
    } else {
      this.#newest = message.id;
      void this.#pursue(message.id, message.question);
    }
  }

  async #pursue(id: number, question: Question): Promise<void> {
    if (this.#engine === null || this.#marks === null) return;
    const steps = research(this.#engine, this.#marks, question);
    let until = performance.now() + this.#slice;
    for (const finding of steps) {
      if (finding !== null) this.#tell({ id, finding });
      if (performance.now() < until) continue;
      await breath();
      if (this.#newest !== id) return;
      until = performance.now() + this.#slice;
    }
  }
}

/** Lets other tasks run: a message that waits, or a frame to be drawn. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** The page's side: asks, and hands on what belongs to its newest question. */
export class Research {
  #id = 0;
  readonly #send: (message: ToWorker) => void;

  /** `script`: the text of the page's own script, which is what the thread runs */
  constructor(
    script: string | null,
    tables: string,
    own: { readonly engine: Engine; readonly marks: Marks },
    take: (finding: Finding) => void,
  ) {
    const receive = ({ id, finding }: FromWorker): void => {
      if (id === this.#id) take(finding);
    };
    const worker = startWorker(script);
    if (worker === null) {
      const researcher = new Researcher(receive, own);
      this.#send = (message) => {
        if (message.kind === "question") researcher.receive(message);
      };
      return;
    }
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => receive(data));
    this.#send = (message) => worker.postMessage(message);
    this.#send({ kind: "tables", text: tables });
  }

  ask(question: Question): void {
    this.#id++;
    this.#send({ kind: "question", id: this.#id, question });
  }

  /** Whatever is still found belongs to nothing. */
  forget(): void {
    this.#id++;
  }
}

function startWorker(script: string | null): Worker | null {
  if (script === null || typeof Worker === "undefined") return null;
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return new Worker(address);
  } catch {
    return null;
  }
}
