/** One evaluation: a case, a moment, and the state whose determination is made. */
import type { Case } from "../cases/case.ts";
import type { Epoch } from "../law/epoch.ts";
import type { Value } from "../values/values.ts";
import type { Here } from "./here.ts";
import type { Note, Trace } from "./trace.ts";

/** What a determination reports beside the answer. */
export interface Remark {
  readonly kind: "contradiction" | "caveat" | "assertion";
  readonly text: string;
}

const NO_NOTES: readonly Note[] = [];
const NO_REMARKS: readonly Remark[] = [];

/** The remarks of an evaluation in the order they were made; one may be made again and again. */
export class Remarks {
  /** false: only the answer is asked for, and what it does not rest on need not be looked at */
  readonly areWanted: boolean;
  readonly #made: Remark[] = [];

  constructor(areWanted = true) {
    this.areWanted = areWanted;
  }

  add(kind: Remark["kind"], text: string): void {
    this.#made.push({ kind, text });
  }

  addAll(remarks: readonly Remark[]): void {
    for (const remark of remarks) this.#made.push(remark);
  }

  /** Where the next remark will stand. */
  get mark(): number {
    return this.#made.length;
  }

  /** The remarks made since a mark, each once: what is remembered is repeated, and would double at every step. */
  since(mark: number): readonly Remark[] {
    if (this.#made.length === mark) return NO_REMARKS;
    return [
      ...new Map(this.#made.slice(mark).map((remark) => [`${remark.kind} ${remark.text}`, remark])).values(),
    ];
  }

  /** Those of a kind, each once, sorted. */
  all(kind: Remark["kind"]): string[] {
    return [...new Set(this.#made.filter((made) => made.kind === kind).map(({ text }) => text))].sort();
  }
}

interface Memo {
  readonly result: unknown;
  readonly notes: readonly Note[];
  readonly remarks: readonly Remark[];
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
  readonly #days: Map<string, Context>;

  constructor(
    facts: Case,
    epoch: Epoch,
    day: string,
    here: Here,
    trace: Trace | null,
    remarks = new Remarks(),
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

  /** The same evaluation without what was remembered: for questions that assume something else. */
  fork(): Context {
    return new Context(this.case, this.epoch, this.day, this.here, this.trace, this.remarks);
  }

  /**
   * Computes once per owner and key, and repeats the notes of the trace and the remarks each time. A computation that needs its own
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
      this.remarks.addAll(known.remarks);
      return known.result as T;
    }
    memos.set(key, { result: placeholder, notes: NO_NOTES, remarks: NO_REMARKS });
    const mark = this.trace?.notes.length ?? 0;
    const remarked = this.remarks.mark;
    const result = compute();
    const notes = this.trace?.since(mark) ?? NO_NOTES;
    memos.set(key, { result, notes, remarks: this.remarks.since(remarked) });
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
