/**
 * Gaps: combinations of inputs for which no rule matches. They are told apart by what they need: only values that the
 * table names or allows, a text it does not name in a column of free text, or null.
 */
import { joined } from "./canonical.ts";
import { type Region, uncovered } from "./cover.ts";
import type { Box, Grid } from "./grid.ts";

export interface GapClass {
  readonly boxes: readonly Box[];
  /** false if there may be more */
  readonly complete: boolean;
}

export interface Gaps {
  readonly named: GapClass;
  readonly otherText: GapClass;
  readonly nulls: GapClass;
}

export function gapsOf(grid: Grid): Gaps {
  return { named: gapClass(grid, 0), otherText: gapClass(grid, 1), nulls: gapClass(grid, 2) };
}

function gapClass(grid: Grid, wanted: number): GapClass {
  if (grid.scales.length === 0) return { boxes: [], complete: true };
  const regions: Region[] = [];
  let complete = true;
  for (const root of roots(grid, wanted)) {
    const found = uncovered(root, grid.rules);
    for (const region of found.regions) regions.push(region);
    complete &&= found.complete;
  }
  return { boxes: joined(regions, grid), complete };
}

/** Last atom of a class or below: 0 named, 1 other text, 2 null. */
function lastOf(grid: Grid, column: number, limit: number): number {
  const scale = grid.scales[column]!;
  return [scale.plain, scale.plain + scale.open, scale.count][limit]! - 1;
}

/** Disjoint regions that hold exactly the points whose worst value is of the wanted class. */
function roots(grid: Grid, wanted: number): Region[] {
  const columns = grid.scales.length;
  const last = (limit: number): Int32Array =>
    Int32Array.from({ length: columns }, (_, c) => lastOf(grid, c, limit));
  if (wanted === 0) return [{ first: new Int32Array(columns), last: last(0) }];
  const out: Region[] = [];
  for (let c = 0; c < columns; c++) {
    const first = new Int32Array(columns);
    first[c] = lastOf(grid, c, wanted - 1) + 1;
    const end = last(wanted);
    for (let before = 0; before < c; before++) end[before] = lastOf(grid, before, wanted - 1);
    out.push({ first, last: end });
  }
  return out;
}
