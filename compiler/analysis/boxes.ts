/**
 * Gaps and overlaps of a table whose rows are boxes over finite columns: decision tables by themselves, apart from any
 * law. Column by column the values fall into stretches on which the same rows are still open; equal situations further
 * right are looked at once. The work is in proportion to what the rows tell apart, not to pairs of rows.
 */

/** Half-open stretches of classes, ascending and apart. */
export type Stretches = readonly (readonly [from: number, to: number])[];

export interface BoxTable {
  /** number of classes of each column */
  readonly sizes: readonly number[];
  /** one entry per column; null: every value */
  readonly rows: readonly (readonly (Stretches | null)[])[];
}

/** For each column a stretch of classes. */
export type Box = readonly (readonly [from: number, to: number])[];

export interface Gap {
  readonly box: Box;
}

export interface Overlap {
  /** positions of the rows that hold together, and no others, in the box */
  readonly rows: readonly number[];
  readonly box: Box;
}

export interface BoxAnalysis {
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap[];
  /** rows that hold nowhere by themselves: wherever they do, another one holds as well */
  readonly neverAlone: readonly number[];
  /** rows that hold nowhere at all */
  readonly empty: readonly number[];
  /** all gaps and overlaps are listed; false where a limit was reached */
  readonly complete: boolean;
}

export interface BoxOptions {
  /** gaps and sets of overlapping rows to list; default 1000 each */
  readonly limit?: number;
  /** situations to look at before giving up; default two million */
  readonly budget?: number;
}

/** A situation: which rows are open once the columns before have been read. Runs are ends and what follows. */
interface Situation {
  readonly column: number;
  readonly runs: readonly { readonly end: number; readonly then: Situation | Leaf }[];
  /** something below is a gap, or an overlap */
  readonly hasGap: boolean;
  readonly hasOverlap: boolean;
}

interface Leaf {
  readonly open: readonly number[];
  readonly hasGap: boolean;
  readonly hasOverlap: boolean;
}

/** What holds for every combination of classes. Null: the budget did not suffice. */
export function analyzeBoxes(table: BoxTable, options: BoxOptions = {}): BoxAnalysis | null {
  const order = columnOrder(table);
  const search = new Search(table, order, options.budget ?? 2_000_000);
  const root = search.root();
  if (root === null) return null;
  const limit = options.limit ?? 1000;
  const gaps = new Listing(table, limit);
  gaps.collect(root, (s) => s.hasGap);
  const overlaps = new Listing(table, limit);
  overlaps.collect(root, (s) => s.hasOverlap);
  const held = search.held();
  return {
    gaps: gaps.found.map(({ box }) => ({ box })),
    overlaps: overlaps.bySet(),
    neverAlone: indexes(table, (row) => held.some.has(row) && !held.alone.has(row)),
    empty: indexes(table, (row) => !held.some.has(row)),
    complete: !gaps.isFull && !overlaps.isFull,
  };
}

function indexes(table: BoxTable, test: (row: number) => boolean): readonly number[] {
  return table.rows.flatMap((_, row) => (test(row) ? [row] : []));
}

/** Columns that most rows look at, and that cut finest, come first: they part the rows soonest. */
function columnOrder({ sizes, rows }: BoxTable): readonly number[] {
  const weight = sizes.map((size, column) => {
    const starts = new Set<number>();
    let blanks = 0;
    for (const row of rows) {
      const cell = row[column];
      if (cell == null) blanks++;
      else for (const [from] of cell) starts.add(from);
    }
    return { column, blank: blanks / Math.max(1, rows.length), cuts: Math.min(size, starts.size) };
  });
  return weight.sort((a, b) => a.blank - b.blank || b.cuts - a.cuts).map(({ column }) => column);
}

class Search {
  readonly #table: BoxTable;
  readonly #order: readonly number[];
  readonly #memo: Map<string, Situation | Leaf>[];
  readonly #held = { some: new Set<number>(), alone: new Set<number>() };
  #left: number;

  constructor(table: BoxTable, order: readonly number[], budget: number) {
    this.#table = table;
    this.#order = order;
    this.#left = budget;
    this.#memo = Array.from({ length: order.length + 1 }, () => new Map());
  }

  root(): Situation | Leaf | null {
    return this.#visit(
      0,
      this.#table.rows.map((_, row) => row),
    );
  }

  /** Rows that hold somewhere, and those that hold somewhere alone. */
  held(): { readonly some: ReadonlySet<number>; readonly alone: ReadonlySet<number> } {
    return this.#held;
  }

  /** Null once the budget is used up. */
  #visit(depth: number, open: readonly number[]): Situation | Leaf | null {
    if (open.length === 0) return NOTHING;
    const key = open.join(",");
    const known = this.#memo[depth]!.get(key);
    if (known !== undefined) return known;
    if (--this.#left < 0) return null;
    const made = depth === this.#order.length ? this.#leaf(open) : this.#cut(depth, open);
    if (made !== null) this.#memo[depth]!.set(key, made);
    return made;
  }

  #leaf(open: readonly number[]): Leaf {
    for (const row of open) this.#held.some.add(row);
    if (open.length === 1) this.#held.alone.add(open[0]!);
    return { open, hasGap: false, hasOverlap: open.length > 1 };
  }

  #cut(depth: number, open: readonly number[]): Situation | null {
    const column = this.#order[depth]!;
    const size = this.#table.sizes[column]!;
    const always: number[] = [];
    const events = new Map<number, { readonly add: number[]; readonly drop: number[] }>();
    const at = (position: number) => {
      let event = events.get(position);
      if (event === undefined) {
        event = { add: [], drop: [] };
        events.set(position, event);
      }
      return event;
    };
    for (const row of open) {
      const cell = this.#table.rows[row]![column];
      if (cell == null) always.push(row);
      else {
        for (const [from, to] of cell) {
          at(from).add.push(row);
          at(to).drop.push(row);
        }
      }
    }
    const positions = [...new Set([0, ...events.keys()])].filter((p) => p < size).sort((a, b) => a - b);
    const now = new Set(always);
    const runs: { end: number; then: Situation | Leaf }[] = [];
    for (let i = 0; i < positions.length; i++) {
      const event = events.get(positions[i]!);
      for (const row of event?.drop ?? []) now.delete(row);
      for (const row of event?.add ?? []) now.add(row);
      const then = this.#visit(
        depth + 1,
        [...now].sort((a, b) => a - b),
      );
      if (then === null) return null;
      const end = positions[i + 1] ?? size;
      const last = runs.at(-1);
      if (last?.then === then) last.end = end;
      else runs.push({ end, then });
    }
    return {
      column,
      runs,
      hasGap: runs.some(({ then }) => then.hasGap),
      hasOverlap: runs.some(({ then }) => then.hasOverlap),
    };
  }
}

const NOTHING: Leaf = { open: [], hasGap: true, hasOverlap: false };

/** Boxes below a situation that end in a leaf of some kind. */
class Listing {
  readonly found: { readonly box: Box; readonly rows: readonly number[] }[] = [];
  readonly #sets = new Set<string>();
  readonly #table: BoxTable;
  readonly #limit: number;
  isFull = false;

  constructor(table: BoxTable, limit: number) {
    this.#table = table;
    this.#limit = limit;
  }

  collect(root: Situation | Leaf, wanted: (situation: Situation | Leaf) => boolean): void {
    const path = new Map<number, readonly [number, number]>();
    const visit = (situation: Situation | Leaf): void => {
      if (!wanted(situation)) return;
      if (this.found.length >= this.#limit) {
        this.isFull = true;
        return;
      }
      if ("open" in situation) {
        // of one set of overlapping rows, one box is enough
        const key = situation.open.join(",");
        if (situation.open.length > 0 && this.#sets.has(key)) return;
        this.#sets.add(key);
        const box = this.#table.sizes.map((size, column) => path.get(column) ?? ([0, size] as const));
        this.found.push({ box, rows: situation.open });
        return;
      }
      let start = 0;
      for (const { end, then } of situation.runs) {
        path.set(situation.column, [start, end]);
        visit(then);
        start = end;
      }
      path.delete(situation.column);
    };
    visit(root);
  }

  /** One overlap for each set of rows. */
  bySet(): readonly Overlap[] {
    return this.found.map(({ box, rows }) => ({ rows, box }));
  }
}
