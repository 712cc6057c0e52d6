/** Gaps and overlaps of tables of boxes, held against looking at every combination. */
import { describe, expect, test } from "vitest";
import { analyzeBoxes, type BoxTable, type Stretches } from "../../compiler/analysis/index.ts";
import { Random } from "../support/generate-random.ts";

function randomTable(random: Random): BoxTable {
  const sizes = Array.from({ length: 1 + random.below(4) }, () => 1 + random.below(5));
  const rows = Array.from({ length: random.below(9) }, () => sizes.map((size) => randomCell(random, size)));
  return { sizes, rows };
}

function randomCell(random: Random, size: number): Stretches | null {
  if (random.chance(0.3)) return null;
  const stretches: [number, number][] = [];
  let at = 0;
  while (at < size) {
    const from = at + random.below(size - at);
    const to = from + 1 + random.below(size - from);
    stretches.push([from, to]);
    if (random.chance(0.6)) break;
    at = to + 1;
  }
  return stretches;
}

function* points(sizes: readonly number[]): Generator<readonly number[]> {
  if (sizes.length === 0) {
    yield [];
    return;
  }
  for (const rest of points(sizes.slice(1))) for (let i = 0; i < sizes[0]!; i++) yield [i, ...rest];
}

function rowsAt({ rows }: BoxTable, point: readonly number[]): readonly number[] {
  return rows.flatMap((row, i) =>
    row.every((cell, c) => cell === null || cell.some(([from, to]) => from <= point[c]! && point[c]! < to))
      ? [i]
      : [],
  );
}

const isIn = (box: readonly (readonly [number, number])[], point: readonly number[]): boolean =>
  box.every(([from, to], c) => from <= point[c]! && point[c]! < to);

describe("tables of boxes", () => {
  test("agree with looking at every combination", () => {
    for (let seed = 1; seed <= 800; seed++) {
      const table = randomTable(new Random(seed));
      const found = analyzeBoxes(table)!;
      expect(found.complete).toBe(true);
      const alone = new Set<number>();
      const held = new Set<number>();
      const sets = new Set<string>();
      for (const point of points(table.sizes)) {
        const rows = rowsAt(table, point);
        const inGap = found.gaps.filter(({ box }) => isIn(box, point)).length;
        expect(inGap, `seed ${seed}, ${point}`).toBe(rows.length === 0 ? 1 : 0);
        for (const overlap of found.overlaps) {
          if (isIn(overlap.box, point)) expect(overlap.rows, `seed ${seed}, ${point}`).toEqual(rows);
        }
        for (const row of rows) held.add(row);
        if (rows.length === 1) alone.add(rows[0]!);
        if (rows.length > 1) sets.add(rows.join(","));
      }
      expect(new Set(found.overlaps.map(({ rows }) => rows.join(",")))).toEqual(sets);
      expect(found.empty).toEqual(table.rows.flatMap((_, i) => (held.has(i) ? [] : [i])));
      expect(found.neverAlone).toEqual(
        table.rows.flatMap((_, i) => (held.has(i) && !alone.has(i) ? [i] : [])),
      );
    }
  });

  test("find the one gap and the one overlap among ten thousand rows", () => {
    const { table, gap, twin } = grid(10_000);
    const found = analyzeBoxes(table)!;
    expect(found.complete).toBe(true);
    expect(found.gaps.map(({ box }) => box)).toEqual([gap]);
    expect(found.overlaps.map(({ rows }) => rows)).toEqual([twin]);
  });

  test("give up within the budget", () => {
    expect(analyzeBoxes(grid(1000).table, { budget: 100 })).toBeNull();
  });
});

/** A table of eight columns that parts the universe, but for one row left out and one that stands twice. */
function grid(count: number): { table: BoxTable; gap: [number, number][]; twin: number[] } {
  const sizes = [10, 10, 10, 10, 4, 4, 4, 4];
  const all: [number, number][][] = [];
  const cut = (column: number, box: [number, number][]): void => {
    if (column === 4) {
      all.push(box);
      return;
    }
    for (let i = 0; i < 10; i++) cut(column + 1, [...box, [i, i + 1]]);
  };
  cut(0, []);
  const boxes = all.slice(0, count).map((box, i): [number, number][] => {
    const fine: [number, number] = i % 2 === 0 ? [0, 4] : [0, 2];
    return [...box, fine, [0, 4], [0, 4], [0, 4]];
  });
  // odd rows are parted once more
  const rows = boxes.flatMap((box, i) => {
    if (i % 2 === 0) return [box];
    const other = [...box];
    other[4] = [2, 4];
    return [box, other];
  });
  const left = boxes[42]!;
  const kept = rows.filter((box) => box !== left);
  const table = { sizes, rows: [...kept, kept[7]!].map((box) => box.map((stretch) => [stretch])) };
  return { table, gap: left, twin: [7, kept.length] };
}
