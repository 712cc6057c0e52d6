import type Fraction from "fraction.js";
import type { Word } from "../conditions/const-set.ts";
import type { ListRef, Scope } from "../conditions/subject.ts";
import type { Node } from "../diagrams/diagram.ts";
import type { Assignment } from "../diagrams/paths.ts";

/** Facts of one record and its lists. */
export interface Realized {
  readonly scope: Scope;
  readonly assignment: Assignment;
  /** chosen numbers (dates as days) and words, by place of the subject */
  readonly numbers: ReadonlyMap<string, Fraction>;
  readonly words: ReadonlyMap<string, Word>;
  readonly lists: readonly RealizedList[];
}

export interface RealizedList {
  readonly list: ListRef;
  readonly elements: readonly Realized[];
  /** what no further element may be; absent: it may be anything */
  readonly without?: readonly Node[];
}
