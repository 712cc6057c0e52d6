/**
 * Which facts an unknown answer rests on. While an expression is evaluated, every unknown fact it reads is noted; what
 * turns out decided drops the notes of its parts, so that only facts that could change something remain.
 */
import type { RecordValue } from "./records.ts";
import type { Unknown } from "./truth.ts";
import type { FieldInfo } from "./vocabulary.ts";

export type Note =
  | {
      readonly kind: "fact";
      readonly record: RecordValue;
      readonly field: FieldInfo;
      readonly state: Unknown;
    }
  | { readonly kind: "unencodable"; readonly id: string };

export class Trace {
  readonly notes: Note[] = [];

  add(note: Note): void {
    this.notes.push(note);
  }

  /** The notes taken since a mark. */
  since(mark: number): readonly Note[] {
    return this.notes.slice(mark);
  }

  drop(mark: number): void {
    this.notes.length = mark;
  }
}
