/** Completes a case until a row is true, or not: with the facts that the row rests on, and no others. */
import type { Case } from "../cases/case.ts";
import { recordAt, stated } from "../cases/case-places.ts";
import { Context } from "../expressions/context.ts";
import { type Note, type OpenRow, Trace } from "../expressions/trace.ts";
import type { Row } from "../format.ts";
import { requirementsOf } from "../law/grounds.ts";
import { hitsOf, type Selection } from "../tables/requirements.ts";
import { Reading as RowReading, type TableProgram } from "../tables/table-program.ts";
import { isUnknown, NO, or, type Truth, YES } from "../values/truth.ts";
import type { Choices } from "./choices.ts";

/** The truth of a row for a case, the facts on which it rests, and the rows that it was read through. */
interface Reading {
  readonly facts: Case;
  readonly context: Context;
  readonly truth: Truth;
  readonly notes: readonly Note[];
  readonly rows: readonly OpenRow[];
  /** whether a row or cell is the row itself or one of its cells */
  readonly isOwn: (row: OpenRow) => boolean;
}

export type Read = (facts: Case) => Reading;

type Wanted = typeof YES | typeof NO;

/** Rows that rest on one another, at most so deep. */
const MAX_DEPTH = 6;
/** Of them so many are tried. */
const MAX_TRIES = 8;

export class Dives {
  readonly #choices: Choices;
  #last = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /**
   * A case in which a row is true as wanted, with as few further facts as it takes; null where none is found at
   * the cost of some work. `lenient`: a row that nothing can settle, though nothing rules it out, will do as one that holds.
   */
  to(read: Read, facts: Case, wanted: Wanted, work: number, lenient = false): Case | null {
    const start = read(facts);
    this.#last = start.context.epoch.model.work.done + work;
    return this.#from(read, start, wanted, lenient, 0);
  }

  #from(read: Read, start: Reading, wanted: Wanted, lenient: boolean, depth: number): Case | null {
    let at = start;
    if (at.truth === wanted) return at.facts;
    if (!isUnknown(at.truth) || this.#isSpent(at)) return null;
    if (wanted === NO || depth === MAX_DEPTH) return this.#throughFacts(read, at, wanted, lenient, depth);
    // All cells of a row must hold: where one cannot, nothing else helps.
    for (const cell of at.rows.filter((row) => row.cell !== null && at.isOwn(row)).sort(bySize)) {
      if (!at.rows.some((row) => row.cell === cell.cell && at.isOwn(row))) continue;
      const facts = this.#within(cell, at, lenient, depth);
      if (facts === null) return null;
      if (facts === at.facts) continue;
      at = read(facts);
      if (at.truth === YES) return facts;
      if (at.truth === NO) return null;
    }
    const rests = pathsOf(at.notes);
    const rows = at.rows
      .filter((row) => row.cell === null && !at.isOwn(row) && isPartOf(row, rests))
      .sort(bySize)
      .slice(0, MAX_TRIES);
    for (const row of rows) {
      const facts = this.#within(row, at, false, depth);
      const found = facts === null ? null : this.#from(read, read(facts), wanted, lenient, depth);
      if (found !== null) return found;
    }
    if (lenient) {
      for (const row of rows) {
        const facts = this.#within(row, at, true, depth);
        if (facts !== null && read(facts).truth !== NO) return facts;
      }
    }
    return this.#throughFacts(read, at, wanted, lenient, depth);
  }

  #isSpent({ context }: Reading): boolean {
    return context.epoch.model.work.done > this.#last;
  }

  /** Makes hold what a row rests on. */
  #within(inner: OpenRow, at: Reading, lenient: boolean, depth: number): Case | null {
    if (this.#isSpent(at)) return null;
    const read = readingOfOpen(inner, at.context);
    return this.#from(read, read(at.facts), YES, lenient, depth + 1);
  }

  /** One fact after another. */
  #throughFacts(read: Read, at: Reading, wanted: Wanted, lenient: boolean, depth: number): Case | null {
    const choice = this.#choices.first(at.notes, at.context);
    if (choice === null) return lenient ? at.facts : null;
    const rests = pathsOf(at.notes).size;
    const later: { readonly next: Reading; readonly rests: number }[] = [];
    for (const statement of choice.statements) {
      if (this.#isSpent(at)) return null;
      const next = read({ ...at.facts, facts: stated(at.facts.facts, choice.steps, statement) });
      if (next.truth === wanted) return next.facts;
      if (!isUnknown(next.truth)) continue;
      const left = pathsOf(next.notes).size;
      // Of a row that is to hold nothing was lost but the fact itself; one that is not to hold rests on less and less.
      const isGood = wanted === YES && left >= rests - 1;
      const found = isGood ? this.#from(read, next, wanted, lenient, depth) : null;
      if (found !== null) return found;
      if (!isGood) later.push({ next, rests: left });
    }
    later.sort((a, b) => (a.rests - b.rests) * (wanted === YES ? -1 : 1));
    for (const { next } of later) {
      const found = this.#from(read, next, wanted, lenient, depth);
      if (found !== null) return found;
    }
    return null;
  }
}

/** Reads a row, for whatever it is then bound to; of a measure, with its ground. */
export function readingOf(program: TableProgram, row: Row, { epoch, day, here }: Context): Read {
  const selection: Selection = { key: `row ${row.id}`, keeps: (other) => other === row };
  return (facts) => {
    const trace = new Trace(true);
    const context = new Context(facts, epoch, day, here, trace);
    const found =
      "verdict" in row.then
        ? requirementsOf(program, context, selection)
        : hitsOf(program, context, selection);
    const truth = found.reduce<Truth>((all, { holds }) => or(all, holds), NO);
    const notes = isUnknown(truth) ? found.flatMap((one) => one.notes) : [];
    const isOwn = (other: OpenRow): boolean =>
      other.program === program && program.row(other.index) === row && other.record === null;
    return { facts, context, truth, notes, rows: trace.rows ?? [], isOwn };
  };
}

function readingOfOpen({ program, index, cell, record }: OpenRow, on: Context): Read {
  if (record === null && cell === null) return readingOf(program, program.row(index), on);
  const { epoch, day, here } = on;
  return (facts) => {
    const trace = new Trace(true);
    const context = new Context(facts, epoch, day, here, trace);
    const item = record === null ? null : recordAt(record.path, context);
    const frame = item === null ? [] : [item];
    const mark = trace.notes.length;
    const reading = new RowReading(program, { context, frame, released: null });
    const lost = record !== null && item === null;
    const truth = lost ? NO : cell === null ? reading.row(index) : reading.cell(program.cells(index)[cell]!);
    const isOwn = (other: OpenRow): boolean =>
      cell === null && other.program === program && other.index === index && other.record === item;
    return { facts, context, truth, notes: trace.since(mark), rows: trace.rows ?? [], isOwn };
  };
}

/** Whether all that a row rests on is among the facts that are to be completed. */
function isPartOf({ record, notes }: OpenRow, rests: ReadonlySet<string>): boolean {
  if (record?.path.includes("[?]") === true) return false;
  const paths = [...pathsOf(notes)];
  return paths.length > 0 && paths.every((path) => rests.has(path) && !path.includes("[?]"));
}

function bySize(a: OpenRow, b: OpenRow): number {
  return a.notes.length - b.notes.length;
}

function pathsOf(notes: readonly Note[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const note of notes) if (note.kind === "fact") paths.add(note.record.pathOf(note.field));
  return paths;
}
