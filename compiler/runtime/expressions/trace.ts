/**
 * Which facts an unknown answer rests on. While an expression is evaluated, every unknown fact it reads is noted; what
 * turns out decided drops the notes of its parts, so that only facts that could change something remain.
 */

import type { RecordValue } from "../cases/records.ts";
import type { TableProgram } from "../tables/table-program.ts";
import type { Code } from "../values/codes.ts";
import type { Unknown } from "../values/truth.ts";
import type { FieldInfo } from "../values/vocabulary.ts";

/** A fact that is not known. A record has one note for each of its facts and states, so that notes that say the same are one. */
export interface FactNote {
  readonly kind: "fact";
  readonly record: RecordValue;
  readonly field: FieldInfo;
  readonly state: Unknown;
  /** the newest collection that it was found in: a mark is cheaper than a set of what was found */
  collected: number;
}

/** Codes that are given; one may be too coarse to decide. A record has one note for each fact that it gives itself. */
export interface CodesNote {
  readonly kind: "codes";
  readonly record: RecordValue;
  readonly field: FieldInfo;
  readonly codes: readonly Code[];
  collected: number;
}

export type Note = FactNote | CodesNote | { readonly kind: "unencodable" | "openGroup"; readonly id: string };

/** How many collections of notes were made: their marks. */
let collections = 0;

const NONE: readonly Note[] = [];

/** A row, or one of its cells, that was read on the way and is unknown. */
export interface OpenRow {
  readonly program: TableProgram;
  readonly index: number;
  /** position among the cells of the row; null: the whole row */
  readonly cell: number | null;
  /** the item record it was read on, in a table of items */
  readonly record: RecordValue | null;
  readonly notes: readonly Note[];
}

export class Trace {
  readonly notes: Note[] = [];
  /** null: rows are not kept */
  readonly rows: OpenRow[] | null;

  constructor(keepsRows = false) {
    this.rows = keepsRows ? [] : null;
  }

  add(note: Note): void {
    this.notes.push(note);
  }

  addAll(notes: readonly Note[]): void {
    for (const note of notes) this.notes.push(note);
  }

  /**
   * The notes taken since a mark, each once. What is remembered is repeated wherever it is used, and uses are remembered
   * in turn: with its repetitions a list would double at every step.
   */
  since(mark: number): readonly Note[] {
    const count = this.notes.length - mark;
    if (count === 0) return NONE;
    if (count === 1) return [this.notes[mark]!];
    const collection = ++collections;
    const texts = new Set<string>();
    const found: Note[] = [];
    for (let i = mark; i < this.notes.length; i++) {
      const note = this.notes[i]!;
      if (note.kind === "fact" || note.kind === "codes") {
        if (note.collected === collection) continue;
        note.collected = collection;
      } else {
        const key = `${note.kind} ${note.id}`;
        if (texts.has(key)) continue;
        texts.add(key);
      }
      found.push(note);
    }
    return found;
  }

  drop(mark: number): void {
    this.notes.length = mark;
  }
}
