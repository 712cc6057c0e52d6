/** Boxes as sets of points, so that two ways to cut the same region compare equal. */
import type { Box, Grid } from "../../../compiler/dmn/grid.ts";
import type { Part, Scale } from "../../../compiler/dmn/scale.ts";
import { compareValues, equalValues, type Value } from "../../../compiler/dmn/value.ts";

/** One end of an interval as a list of expectations states it. */
export interface Bound {
  readonly at: Value | null;
  readonly closed: boolean;
}

export interface Interval {
  readonly low: Bound;
  readonly high: Bound;
}

/** All combinations of atoms in the boxes. */
export function pointsOf(boxes: readonly Box[]): Set<string> {
  const out = new Set<string>();
  const visit = (box: Box, column: number, prefix: string): void => {
    const set = box[column];
    if (set === undefined) {
      out.add(prefix);
      return;
    }
    for (let i = 0; i < set.length; i += 2)
      for (let atom = set[i]!; atom <= set[i + 1]!; atom++) visit(box, column + 1, `${prefix} ${atom}`);
  };
  for (const box of boxes) visit(box, 0, "");
  return out;
}

/** A box of intervals as a box of atoms; columns that it does not state are open. Only named values take part. */
export function boxOf(intervals: readonly Interval[], grid: Grid): Box {
  return grid.scales.map((scale, column) => {
    const interval = intervals[column];
    const atoms: number[] = [];
    for (let atom = 0; atom < scale.plain; atom++)
      if (interval === undefined || scale.parts([atom, atom]).every((part) => inside(part, interval)))
        atoms.push(atom, atom);
    return atoms;
  });
}

function inside(part: Part, { low, high }: Interval): boolean {
  if (part.kind === "everything") return low.at === null && high.at === null;
  if (part.kind === "other text") return false;
  if (part.kind === "value") return above(part.value, true, low) && below(part.value, true, high);
  return (
    (low.at === null || (part.low !== null && above(part.low, part.lowClosed, low))) &&
    (high.at === null || (part.high !== null && below(part.high, part.highClosed, high)))
  );
}

function above(value: Value, closed: boolean, bound: Bound): boolean {
  const order = bound.at === null ? 1 : (orderOf(value, bound.at) ?? Number.NaN);
  return order > 0 || (order === 0 && (bound.closed || !closed));
}

function below(value: Value, closed: boolean, bound: Bound): boolean {
  const order = bound.at === null ? -1 : (orderOf(value, bound.at) ?? Number.NaN);
  return order < 0 || (order === 0 && (bound.closed || !closed));
}

function orderOf(a: Value, b: Value): number | null {
  if (a.kind === "boolean" && b.kind === "boolean") return Number(a.value) - Number(b.value);
  return compareValues(a, b);
}

/** The atom of a scale that holds a value; undefined outside the allowed values. */
export function atomOf(scale: Scale, value: Value): number | undefined {
  for (let atom = 0; atom < scale.count; atom++) {
    const [part] = scale.parts([atom, atom]);
    if (part !== undefined && holds(part, value)) return atom;
  }
  return undefined;
}

function holds(part: Part, value: Value): boolean {
  switch (part.kind) {
    case "everything":
      return value.kind !== "null";
    case "other text":
      return value.kind === "string";
    case "value":
      return equalValues(part.value, value) === true;
    case "interval": {
      if (value.kind === "null") return false;
      const low = part.low === null ? 1 : (orderOf(value, part.low) ?? Number.NaN);
      const high = part.high === null ? -1 : (orderOf(value, part.high) ?? Number.NaN);
      return (low > 0 || (low === 0 && part.lowClosed)) && (high < 0 || (high === 0 && part.highClosed));
    }
  }
}
