/**
 * Regions in the form a reader expects: column by column from the left, pieces that lead to the same remainder joined.
 * The result depends only on the points, not on how the regions were found.
 */
import { type Atoms, range, unite } from "./atoms.ts";
import type { Region } from "./cover.ts";
import type { Box, Grid } from "./grid.ts";
import { merged } from "./merge.ts";

/** With more regions or more work the joined form is not sought: nobody reads it, and it can be the larger one. */
const LIMIT = 10_000_000;
const MANY = 2_000;
const FULL = 1;

interface Branch {
  readonly atoms: Atoms;
  readonly child: number;
}

/** Boxes of disjoint regions, joined. Falls back to the regions themselves where joining would take too long. */
export function joined(found: readonly Region[], grid: Grid): Box[] {
  const regions = merged(found);
  const plain = (): Box[] =>
    regions.map((region) => grid.scales.map((_, c) => range(region.first[c]!, region.last[c]!)));
  if (regions.length === 0 || regions.length > MANY) return plain();
  const nodes: (readonly Branch[])[] = [[], []];
  const known = new Map<string, number>();
  let work = LIMIT;

  const build = (column: number, active: readonly Region[]): number | null => {
    if (column === grid.scales.length) return FULL;
    const edges = new Set<number>();
    for (const region of active) edges.add(region.first[column]!).add(region.last[column]! + 1);
    const starts = [...edges].sort((a, b) => a - b);
    work -= starts.length * active.length;
    if (work < 0) return null;
    const branches: Branch[] = [];
    for (let i = 0; i + 1 < starts.length; i++) {
      const [first, last] = [starts[i]!, starts[i + 1]! - 1];
      const inside = active.filter(
        (region) => region.first[column]! <= first && region.last[column]! >= last,
      );
      if (inside.length === 0) continue;
      const child = build(column + 1, inside);
      if (child === null) return null;
      join(branches, { atoms: range(first, last), child }, grid.scales[column]!.ordered);
    }
    const key = branches.map((branch) => `${branch.atoms.join("-")}:${branch.child}`).join(" ");
    let id = known.get(`${column}|${key}`);
    if (id === undefined) {
      id = nodes.push(branches) - 1;
      known.set(`${column}|${key}`, id);
    }
    return id;
  };

  const root = build(0, regions);
  if (root === null) return plain();
  const boxes: Box[] = [];
  const collect = (node: number, prefix: Box): void => {
    if (prefix.length === grid.scales.length) boxes.push(prefix);
    else for (const { atoms, child } of nodes[node]!) collect(child, [...prefix, atoms]);
  };
  collect(root, []);
  return boxes;
}

/** Joins a piece to the one before it, or, where values have no order, to any with the same remainder. */
function join(branches: Branch[], next: Branch, ordered: boolean): void {
  const at = ordered ? branches.length - 1 : branches.findIndex((branch) => branch.child === next.child);
  const other = branches[at];
  const touches = other !== undefined && (!ordered || other.atoms.at(-1) === next.atoms[0]! - 1);
  if (other !== undefined && touches && other.child === next.child)
    branches[at] = { atoms: unite([other.atoms, next.atoms]), child: next.child };
  else branches.push(next);
}
