/**
 * Entries of control lists read on an item. Where they ask of the item alone they are read once for the law of an
 * epoch, however many ask: laws of several countries, completions of other facts, cases that are silent about an item.
 */

import type { RecordValue } from "../cases/records.ts";
import type { ItemRow } from "../law/epoch.ts";
import type { ItemInfo } from "../law/model.ts";
import type { CellTest } from "../tables/cell-test.ts";
import type { TableProgram } from "../tables/table-program.ts";
import { and, doubt, MISSING, NO, or, type Truth, YES } from "../values/truth.ts";
import type { Value } from "../values/values.ts";
import type { Evaluation } from "./compile.ts";
import { Context, type Remark, Remarks } from "./context.ts";
import type { EntryRun } from "./entry-runs.ts";
import { type Note, Trace } from "./trace.ts";

interface ReadOnce<T> {
  readonly found: T;
  readonly notes: readonly Note[];
  readonly remarks: readonly Remark[];
  /** to be called by whoever uses it */
  readonly again: () => void;
}

/** What the entries count for, against the cost of a search, in each evaluation that reads them on an item. */
const WORK = 200;
const BEING_READ: ReadOnce<Truth> = { found: MISSING, notes: [], remarks: [], again: () => undefined };
/** Epochs for which an item keeps its readings: savings have measures read on a few days in turn. */
const KEPT = 4;
/** The same of an item that nothing is stated of, which many cases share. */
const KEPT_OF_BLANK = 64;

export class EntryReadings {
  /** the evaluation that the entries have to themselves */
  readonly #context: Context;
  readonly #record: RecordValue;
  /** another one, which remembers nothing yet */
  readonly #another: () => Context;
  readonly #known = new Map<ItemInfo, ReadOnce<Truth>>();
  readonly #columns = new Map<Evaluation, ReadOnce<Value>>();
  readonly #firsts = new Map<CellTest, ReadOnce<Truth>>();
  readonly #runs = new Map<EntryRun, ReadOnce<Truth>>();

  private constructor(record: RecordValue, { epoch, day, here }: Context) {
    this.#record = record;
    // Nothing here asks of the rest of the case, of the day or of the state.
    const alone = { name: null, facts: record, obligations: new Map() };
    const trace = new Trace();
    this.#another = () => new Context(alone, epoch, day, here, trace);
    this.#context = this.#another();
  }

  /** Those of an item for the law that an evaluation reads. */
  static of(record: RecordValue, context: Context): EntryReadings {
    const found = context.once<EntryReadings | null>(EntryReadings, record, null, () => {
      if (!record.isBlank) context.epoch.model.work.done += WORK;
      return EntryReadings.#kept(record, context);
    });
    return found!;
  }

  static #kept(record: RecordValue, context: Context): EntryReadings {
    const { readings } = record;
    const known = readings.get(context.epoch);
    if (known !== undefined) return known;
    const made = new EntryReadings(record, context);
    const [oldest] = readings.keys();
    if (readings.size >= (record.isBlank ? KEPT_OF_BLANK : KEPT)) readings.delete(oldest!);
    readings.set(context.epoch, made);
    return made;
  }

  /** Whether the item meets one of the entries; `by`, the evaluation that asks, is told what was noted on the way. */
  truthOf(run: EntryRun, by: Context): Truth {
    const { found, notes, remarks, again } = this.#runs.get(run) ?? this.#readRun(run);
    again();
    by.trace?.addAll(notes);
    by.remarks.addAll(remarks);
    return found;
  }

  #readRun(run: EntryRun): ReadOnce<Truth> {
    const { epoch } = this.#context;
    const trace = new Trace();
    const remarks = new Remarks();
    const { found, again } = this.#record.watched(() => {
      let result: Truth = NO;
      for (const { declaration, member } of run.entries) {
        const rows = epoch.itemRows(declaration);
        if (rows.length === 0 || this.#isRuledOut(rows, remarks)) continue;
        const reading = this.#known.get(declaration) ?? this.#read(declaration);
        reading.again();
        trace.addAll(reading.notes);
        remarks.addAll(reading.remarks);
        result = or(result, and(reading.found, member));
        if (result === YES) break;
      }
      return result;
    });
    const reading = { found, notes: trace.since(0), remarks: remarks.since(0), again };
    this.#runs.set(run, reading);
    return reading;
  }

  #read(item: ItemInfo): ReadOnce<Truth> {
    this.#known.set(item, BEING_READ);
    const reading = this.#readingOf((context) => entryTruth(item, this.#record, context));
    this.#known.set(item, reading);
    return reading;
  }

  /** Whether what the rows of an entry ask first is not so: most entries begin with the kind of thing that they are about. */
  #isRuledOut(rows: readonly ItemRow[], remarks: Remarks): boolean {
    for (const { program, index } of rows) {
      const [first] = program.cells(index);
      if (first === undefined) return false;
      const reading = this.#firsts.get(first) ?? this.#readFirst(first, program);
      reading.again();
      remarks.addAll(reading.remarks);
      if (reading.found !== NO) return false;
    }
    return true;
  }

  /** What stands first is asked once for all entries that begin with it. */
  #readFirst(first: CellTest, program: TableProgram): ReadOnce<Truth> {
    this.#firsts.set(first, BEING_READ);
    const reading = first.fixed
      ? this.#readFixed(first, program)
      : this.#readingOf((context) => program.readingOf(this.#record, context).cell(first));
    this.#firsts.set(first, reading);
    return reading;
  }

  /** What depends on the value of a column alone is told by the value, which is found once for all that ask about it. */
  #readFixed(first: CellTest, program: TableProgram): ReadOnce<Truth> {
    const column = program.column(first.column);
    let value = this.#columns.get(column);
    if (value === undefined) {
      value = this.#readingOf((context) => program.readingOf(this.#record, context).value(first.column));
      this.#columns.set(column, value);
    }
    const context = this.#context;
    const mark = context.trace!.notes.length;
    const found = first.test(value.found, { context, frame: [], released: null });
    context.trace!.drop(mark);
    return { ...value, found };
  }

  #readingOf<T>(find: (context: Context) => T): ReadOnce<T> {
    // what a context remembers is not read again: a record that notes what is read has it read for each entry
    const context = this.#record.isWatched ? this.#another() : this.#context;
    const { trace, remarks, epoch } = context;
    const { work } = epoch.model;
    const worked = work.done;
    const mark = trace!.notes.length;
    const remarked = remarks.mark;
    const { found, again } = this.#record.watched(() => find(context));
    const reading = { found, notes: trace!.since(mark), remarks: remarks.since(remarked), again };
    trace!.drop(mark);
    // It is counted where an evaluation first asks for the item, or the count would depend on what was asked before.
    work.done = worked;
    return reading;
  }
}

/** Whether a record meets an entry: some row in force holds. */
export function entryTruth(item: ItemInfo, record: RecordValue, context: Context): Truth {
  const { trace } = context;
  const mark = trace?.notes.length ?? 0;
  let result: Truth = NO;
  for (const { program, index, state } of context.epoch.itemRows(item)) {
    const truth = program.readingOf(record, context).row(index);
    result = or(result, state === undefined ? truth : doubt(truth));
    if (result === YES) break;
  }
  if (result === YES || result === NO) trace?.drop(mark);
  return result;
}
