/** One evaluation: a case, a moment, and the state whose determination is made. */
import type { Case } from "./case.ts";
import type { Epoch } from "./epoch.ts";
import type { Here } from "./here.ts";
import type { RecordValue } from "./records.ts";
import type { Note, Trace } from "./trace.ts";
import type { Unknown } from "./truth.ts";
import type { Value } from "./values.ts";
import type { RecordInfo } from "./vocabulary.ts";

/** What a determination reports beside the answer. */
export interface Remarks {
  readonly contradictions: Set<string>;
  readonly caveats: Set<string>;
  readonly assertions: Set<string>;
}

interface Memo {
  readonly result: unknown;
  readonly notes: readonly Note[];
}

export class Context {
  readonly case: Case;
  readonly epoch: Epoch;
  /** the day the law is read on */
  readonly day: string;
  readonly here: Here;
  readonly trace: Trace | null;
  readonly remarks: Remarks;
  readonly #memos = new Map<object, Map<unknown, Memo>>();
  readonly #further = new Map<RecordInfo, Map<string, RecordValue>>();
  readonly #days: Map<string, Context>;

  constructor(
    facts: Case,
    epoch: Epoch,
    day: string,
    here: Here,
    trace: Trace | null,
    remarks: Remarks = { contradictions: new Set(), caveats: new Set(), assertions: new Set() },
    days = new Map<string, Context>(),
  ) {
    this.case = facts;
    this.epoch = epoch;
    this.day = day;
    this.here = here;
    this.trace = trace;
    this.remarks = remarks;
    this.#days = days;
    days.set(day, this);
  }

  /** The same evaluation with the law of another day (savings); knowledge and view stay. */
  on(day: string): Context {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const epoch = this.epoch.on(day);
    return new Context(this.case, epoch, day, this.here, this.trace, this.remarks, this.#days);
  }

  /** The element that stands for all further ones of an open list: one for each list and state. */
  further(info: RecordInfo, path: string, open: Unknown, make: () => RecordValue): RecordValue {
    const elements = this.#further.get(info) ?? new Map<string, RecordValue>();
    this.#further.set(info, elements);
    const key = `${open} ${path}`;
    let element = elements.get(key);
    if (element === undefined) {
      element = make();
      elements.set(key, element);
    }
    return element;
  }

  /** The same evaluation without what was remembered: for questions that assume something else. */
  fork(): Context {
    return new Context(this.case, this.epoch, this.day, this.here, this.trace, this.remarks);
  }

  /**
   * Computes once per owner and key, and repeats the notes of the trace each time. A computation that needs its own
   * result (which a checked program never does) meets the placeholder instead of running for ever.
   */
  once<T>(owner: object, key: unknown, placeholder: T, compute: () => T): T {
    let memos = this.#memos.get(owner);
    if (memos === undefined) {
      memos = new Map();
      this.#memos.set(owner, memos);
    }
    const known = memos.get(key);
    if (known !== undefined) {
      this.trace?.addAll(known.notes);
      return known.result as T;
    }
    memos.set(key, { result: placeholder, notes: [] });
    const mark = this.trace?.notes.length ?? 0;
    const result = compute();
    memos.set(key, { result, notes: this.trace?.since(mark) ?? [] });
    return result;
  }
}

/** Where an expression is evaluated: the context and the values of bound names. */
export interface Env {
  readonly context: Context;
  readonly frame: Value[];
  /** bindings of the requirement to be released, by name */
  readonly released: ReadonlyMap<string, Value> | null;
}
