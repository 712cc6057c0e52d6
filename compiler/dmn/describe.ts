/** Boxes and cells in words. */
import type { Atoms } from "./atoms.ts";
import type { Box, Grid } from "./grid.ts";
import type { Part, Scale } from "./scale.ts";
import { writeValue } from "./value.ts";

/**
 * e.g. `Age in [18..65), Risk = "High"`; columns that are wholly inside are left out. With `named`, null and text that
 * is not named are out of the question.
 */
export function describeBox(box: Box, grid: Grid, named = false): string {
  const parts = grid.scales.flatMap((scale, c) => {
    const set = box[c]!;
    const whole = set[0] === 0 && set[1]! >= (named ? scale.plain : scale.count) - 1;
    return whole ? [] : [`${scale.column.label} ${describeSet(set, scale)}`];
  });
  return parts.length === 0 ? "any input" : parts.join(", ");
}

function describeSet(set: Atoms, scale: Scale): string {
  const parts = scale.parts(set);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    if (only.kind === "value") return `= ${writeValue(only.value)}`;
    if (only.kind === "other text") return "= any other text";
    return describePart(only) === "-"
      ? "is not null"
      : `in ${describePart(only)}`.replace(/^in (?=[<>])/, "");
  }
  return `in ${parts.map(describePart).join(", ")}`;
}

/** A part as one would write it in a cell. */
export function describePart(part: Part): string {
  if (part.kind === "value") return writeValue(part.value);
  if (part.kind === "other text") return "any other text";
  if (part.kind === "everything") return "-";
  const { low, high } = part;
  if (low === null && high === null) return "-";
  if (low === null) return `${part.highClosed ? "<=" : "<"} ${writeValue(high!)}`;
  if (high === null) return `${part.lowClosed ? ">=" : ">"} ${writeValue(low)}`;
  return `${part.lowClosed ? "[" : "("}${writeValue(low)}..${writeValue(high)}${part.highClosed ? "]" : ")"}`;
}
