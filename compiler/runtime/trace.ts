/**
 * Which facts an unknown answer rests on. While an expression is evaluated, every unknown fact it reads is noted; what
 * turns out decided drops the notes of its parts, so that only facts that could change something remain.
 */
import type { Code } from "./codes.ts";
import type { RecordValue } from "./records.ts";
import type { TableProgram } from "./table-program.ts";
import type { Unknown } from "./truth.ts";
import type { FieldInfo } from "./vocabulary.ts";

export type Note =
  | {
      readonly kind: "fact";
      readonly record: RecordValue;
      readonly field: FieldInfo;
      readonly state: Unknown;
    }
  /** codes that are given; one may be too coarse to decide */
  | {
      readonly kind: "codes";
      readonly record: RecordValue;
      readonly field: FieldInfo;
      readonly codes: readonly Code[];
    }
  | { readonly kind: "unencodable" | "openGroup"; readonly id: string };

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
    const facts = new Map<RecordValue, Map<FieldInfo, Unknown>>();
    const texts = new Set<string>();
    const found: Note[] = [];
    for (let i = mark; i < this.notes.length; i++) {
      const note = this.notes[i]!;
      if (note.kind !== "fact") {
        const what = note.kind === "codes" ? note.record.pathOf(note.field) : note.id;
        const key = `${note.kind} ${what}`;
        if (texts.has(key)) continue;
        texts.add(key);
      } else {
        const fields = facts.get(note.record) ?? new Map<FieldInfo, Unknown>();
        if (fields.get(note.field) === note.state) continue;
        facts.set(note.record, fields.set(note.field, note.state));
      }
      found.push(note);
    }
    return found;
  }

  drop(mark: number): void {
    this.notes.length = mark;
  }
}
