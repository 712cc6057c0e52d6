/** Joins regions that differ in one column only and touch there, again and again until none do. */
import type { Region } from "./cover.ts";

export function merged(regions: readonly Region[]): Region[] {
  let current = [...regions];
  const columns = current[0]?.first.length ?? 0;
  for (let idle = 0, column = 0; idle < columns && current.length > 1; column = (column + 1) % columns) {
    const next = mergedAlong(current, column);
    idle = next.length === current.length ? idle + 1 : 0;
    current = next;
  }
  return current;
}

function mergedAlong(regions: readonly Region[], column: number): Region[] {
  const groups = new Map<string, Region[]>();
  for (const region of regions) {
    const key = `${without(region.first, column)}|${without(region.last, column)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [region]);
    else group.push(region);
  }
  const out: Region[] = [];
  for (const group of groups.values()) {
    group.sort((a, b) => a.first[column]! - b.first[column]!);
    let open = group[0]!;
    for (const region of group.slice(1))
      if (region.first[column] === open.last[column]! + 1) open = { first: open.first, last: region.last };
      else {
        out.push(open);
        open = region;
      }
    out.push(open);
  }
  return out;
}

function without(bounds: Int32Array, column: number): string {
  return `${bounds.subarray(0, column).join(" ")},${bounds.subarray(column + 1).join(" ")}`;
}
