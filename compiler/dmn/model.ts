/** A decision table as it was read: typed columns, rules of cells, and everything that could not be read. */
import type { Expression, Tests } from "./syntax.ts";
import type { Value, ValueKind } from "./value.ts";

/** Line and column in the file, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type HitPolicy = "UNIQUE" | "ANY" | "FIRST" | "PRIORITY" | "COLLECT" | "RULE ORDER" | "OUTPUT ORDER";

export type Aggregator = "SUM" | "MIN" | "MAX" | "COUNT";

/** `integer` is a number without fractions; DMN itself has only `number`, some editors write `integer`. */
export type ColumnType = Exclude<ValueKind, "null" | "list" | "context"> | "integer";

/** Something that was not read, or that was read with a reservation. */
export interface Problem {
  /** An error leaves a part unread; a warning says how something was read that might have been meant differently. */
  readonly severity: "error" | "warning";
  /** e.g. `decision "Risk", rule 3, input 2` */
  readonly where: string;
  readonly place: Place;
  readonly message: string;
  /** set where only the value of an expression is lost, so that the boxes of the rules are still known */
  readonly valueOnly?: true;
}

export interface TestCell {
  readonly text: string;
  readonly place: Place;
  /** null where the text was not read; a problem says why */
  readonly tests: Tests | null;
}

export interface ValueCell {
  readonly text: string;
  readonly place: Place;
  readonly expression: Expression | null;
}

export interface InputColumn {
  readonly label: string;
  /** what the tests of this column look at */
  readonly expression: ValueCell;
  /** null where neither the file nor the cells tell */
  readonly type: ColumnType | null;
  readonly allowed: TestCell | null;
}

export interface OutputColumn {
  readonly name: string | null;
  readonly type: ColumnType | null;
  /** in order of priority, highest first; null where the file does not list them */
  readonly allowed: readonly Value[] | null;
  readonly otherwise: ValueCell | null;
}

export interface Rule {
  /** from 1 */
  readonly number: number;
  readonly id: string | null;
  readonly inputs: readonly TestCell[];
  readonly outputs: readonly ValueCell[];
  readonly annotations: readonly string[];
}

export interface DecisionTable {
  readonly id: string | null;
  /** the decision, or the path to the entry that holds the table */
  readonly name: string;
  /** the decision whose whole logic this table is; null for a table inside another expression */
  readonly decision: string | null;
  readonly place: Place;
  readonly hitPolicy: HitPolicy;
  readonly aggregator: Aggregator | null;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
}

export interface DmnModel {
  readonly name: string;
  /** e.g. "1.3" */
  readonly version: string | null;
  readonly tables: readonly DecisionTable[];
  /** what is wrong outside the tables */
  readonly problems: readonly Problem[];
}
