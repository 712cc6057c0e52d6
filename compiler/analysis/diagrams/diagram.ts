/**
 * Reduced, ordered, hash-consed decision diagrams over variables with finitely many classes, and with any values at
 * the leaves. Children stand in runs of neighboring classes, so a node costs what it tells apart, not what the domain
 * has. Two diagrams of one manager are the same function exactly if they are the same number.
 */

export type Node = number;

/** Raised when a budget is used up; `during` names what was being built. */
export class OutOfNodes extends Error {
  readonly during: readonly string[];
  constructor(during: readonly string[]) {
    super("the decision diagrams grew past their budget");
    this.during = during;
  }
}

/** A function of two leaves, remembered per pair of nodes. */
export interface Operation<A = unknown, B = A, C = A> {
  readonly name: string;
  readonly apply: (a: A, b: B) => C;
  /** both orders give the same */
  readonly commutative: boolean;
  /** the result where it depends on one side alone; undefined where it does not */
  readonly shortcut?: (a: Node, b: Node) => Node | undefined;
}

const LEAF = Number.MAX_SAFE_INTEGER;
const SPAN = 2 ** 26;

/** Results of operations on pairs. A later one may take the place of an earlier one: then it is computed again. */
class Results {
  #entries: Int32Array<ArrayBuffer>;
  #used = 0;

  constructor(budget: number) {
    this.#entries = new Int32Array(4 << (budget < SMALL ? 8 : 16)).fill(-1);
  }

  get(operation: number, a: Node, b: Node): Node {
    const entries = this.#entries;
    const at = this.#slot(entries, operation, a, b);
    const hit = entries[at] === operation && entries[at + 1] === a && entries[at + 2] === b;
    return hit ? entries[at + 3]! : -1;
  }

  set(operation: number, a: Node, b: Node, result: Node): void {
    if (++this.#used * 4 > this.#entries.length && this.#entries.length < LARGEST) this.#grow();
    this.#put(this.#entries, operation, a, b, result);
  }

  #put(entries: Int32Array, operation: number, a: Node, b: Node, result: Node): void {
    const at = this.#slot(entries, operation, a, b);
    entries[at] = operation;
    entries[at + 1] = a;
    entries[at + 2] = b;
    entries[at + 3] = result;
  }

  #slot(entries: Int32Array, operation: number, a: Node, b: Node): number {
    let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(operation, 0xc2b2ae35);
    h ^= h >>> 15;
    h = Math.imul(h, 0x2c1b3c6d);
    h ^= h >>> 13;
    return (h << 2) & (entries.length - 1);
  }

  #grow(): void {
    const before = this.#entries;
    const entries = new Int32Array(before.length * 4).fill(-1);
    for (let i = 0; i < before.length; i += 4) {
      if (before[i]! >= 0) this.#put(entries, before[i]!, before[i + 1]!, before[i + 2]!, before[i + 3]!);
    }
    this.#entries = entries;
  }
}

/** Questions with budgets below it begin with little room for results. */
const SMALL = 20_000;

/** four million results of four numbers each */
const LARGEST = 4 << 22;

export class Diagrams {
  readonly #level: number[] = [];
  /** ends (exclusive) and children by turns; null for a leaf */
  readonly #runs: (Int32Array | null)[] = [];
  readonly #values: unknown[] = [];
  readonly #leaves = new Map<unknown, Node>();
  #table: Int32Array<ArrayBuffer>;
  /** results of `map`, by function */
  readonly #caches = new Map<unknown, Map<number, Node>>();
  readonly #operations = new Map<Operation<never>, number>();
  readonly #results: Results;
  readonly #budget: number;
  readonly #work: string[] = [];
  readonly #made = new Map<string, number>();
  readonly no: Node;
  readonly yes: Node;

  constructor(budget = 4_000_000) {
    this.#budget = budget;
    this.#results = new Results(budget);
    this.#table = new Int32Array(1 << (budget < SMALL ? 8 : 14)).fill(-1);
    this.no = this.leaf("no");
    this.leaf("unstated");
    this.leaf("missing");
    this.yes = this.leaf("yes");
  }

  get size(): number {
    return this.#level.length;
  }

  /** Runs `build`, charging the nodes it makes to a name. */
  charge<T>(name: string, build: () => T): T {
    this.#work.push(name);
    const before = this.size;
    try {
      return build();
    } finally {
      this.#work.pop();
      this.#made.set(name, (this.#made.get(name) ?? 0) + this.size - before);
    }
  }

  /** The leaf of a value; values are told apart as keys of a map, so objects must be interned by the caller. */
  leaf(value: unknown): Node {
    const known = this.#leaves.get(value);
    if (known !== undefined) return known;
    const id = this.#add(LEAF, null);
    this.#values[id] = value;
    this.#leaves.set(value, id);
    return id;
  }

  isLeaf(node: Node): boolean {
    return this.#level[node] === LEAF;
  }

  value(node: Node): unknown {
    return this.#values[node];
  }

  /** Position of the node's variable in the order; leaves stand below all. */
  level(node: Node): number {
    return this.#level[node]!;
  }

  /** `[end, child, end, child ...]`, ends exclusive, the last end being the number of classes. */
  runs(node: Node): Int32Array {
    return this.#runs[node]!;
  }

  child(node: Node, cls: number): Node {
    const runs = this.#runs[node]!;
    for (let i = 0; i < runs.length; i += 2) if (cls < runs[i]!) return runs[i + 1]!;
    throw new Error(`class ${cls} is not in the domain`);
  }

  /** The node with these children; all of them must lie below `level`. */
  node(level: number, runs: readonly number[]): Node {
    const merged: number[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const last = merged.length - 2;
      if (last >= 0 && merged[last + 1] === runs[i + 1]) merged[last] = runs[i]!;
      else merged.push(runs[i]!, runs[i + 1]!);
    }
    if (merged.length === 2) return merged[1]!;
    return this.#intern(level, merged);
  }

  /** A leaf for each class of one variable. */
  variable<T>(level: number, values: readonly T[]): Node {
    return this.node(
      level,
      values.flatMap((value, i) => [i + 1, this.leaf(value)]),
    );
  }

  /** The operation on every pair of leaves. */
  apply<A, B, C>(operation: Operation<A, B, C>, a: Node, b: Node): Node {
    let id = this.#operations.get(operation as unknown as Operation<never>);
    if (id === undefined) {
      id = this.#operations.size + 1;
      this.#operations.set(operation as unknown as Operation<never>, id);
    }
    return this.#apply(operation as Operation, id, a, b);
  }

  #apply(operation: Operation, id: number, first: Node, second: Node): Node {
    const swap = operation.commutative && first > second;
    const a = swap ? second : first;
    const b = swap ? first : second;
    const short = operation.shortcut?.(a, b);
    if (short !== undefined) return short;
    const levelA = this.#level[a]!;
    const levelB = this.#level[b]!;
    const level = Math.min(levelA, levelB);
    if (level === LEAF) return this.leaf(operation.apply(this.#values[a], this.#values[b]));
    const known = this.#results.get(id, a, b);
    if (known >= 0) return known;
    const runsA = levelA === level ? this.#runs[a]! : null;
    const runsB = levelB === level ? this.#runs[b]! : null;
    const out: number[] = [];
    let i = 0;
    let j = 0;
    for (;;) {
      const endA = runsA === null ? LEAF : runsA[i]!;
      const endB = runsB === null ? LEAF : runsB[j]!;
      const end = Math.min(endA, endB);
      const left = runsA === null ? a : runsA[i + 1]!;
      const right = runsB === null ? b : runsB[j + 1]!;
      const child = this.#apply(operation, id, left, right);
      const last = out.length - 2;
      if (last >= 0 && out[last + 1] === child) out[last] = end;
      else out.push(end, child);
      if (endA === end) i += 2;
      if (endB === end) j += 2;
      if ((runsA !== null && i >= runsA.length) || (runsB !== null && j >= runsB.length)) break;
    }
    const result = out.length === 2 ? out[1]! : this.#intern(level, out);
    this.#results.set(id, a, b, result);
    return result;
  }

  /** Every leaf changed; `change` must be one function object for one meaning, as results are remembered by it. */
  map<A, B>(change: (value: A) => B, node: Node): Node {
    let cache = this.#caches.get(change);
    if (cache === undefined) {
      cache = new Map();
      this.#caches.set(change, cache);
    }
    const known = cache.get(node);
    if (known !== undefined) return known;
    const result = this.isLeaf(node)
      ? this.leaf(change(this.#values[node] as A))
      : this.node(
          this.#level[node]!,
          [...this.#runs[node]!].map((x, i) => (i % 2 === 0 ? x : this.map(change, x))),
        );
    cache.set(node, result);
    return result;
  }

  /** The diagram where one variable has one class. */
  cofactor(node: Node, level: number, cls: number): Node {
    const memo = new Map<Node, Node>();
    const visit = (at: Node): Node => {
      const own = this.#level[at]!;
      if (own > level) return at;
      if (own === level) return this.child(at, cls);
      const known = memo.get(at);
      if (known !== undefined) return known;
      const result = this.node(
        own,
        [...this.#runs[at]!].map((x, i) => (i % 2 === 0 ? x : visit(x))),
      );
      memo.set(at, result);
      return result;
    };
    return visit(node);
  }

  /** Levels of the variables the function depends on, ascending. */
  support(...nodes: readonly Node[]): readonly number[] {
    const levels = new Set<number>();
    this.visit(nodes, (node) => {
      if (!this.isLeaf(node)) levels.add(this.#level[node]!);
    });
    return [...levels].sort((a, b) => a - b);
  }

  /** The values at the leaves. */
  values(node: Node): readonly unknown[] {
    const found: unknown[] = [];
    this.visit([node], (at) => {
      if (this.isLeaf(at)) found.push(this.#values[at]);
    });
    return found;
  }

  /** Nodes reachable, each once. */
  visit(nodes: readonly Node[], see: (node: Node) => void): void {
    const seen = new Set<Node>();
    const stack = [...nodes];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      see(node);
      const runs = this.#runs[node];
      if (runs != null) for (let i = 1; i < runs.length; i += 2) stack.push(runs[i]!);
    }
  }

  count(...nodes: readonly Node[]): number {
    let count = 0;
    this.visit(nodes, () => {
      count++;
    });
    return count;
  }

  // ------------------------------------------------------------------------------------------------- hash-consing

  #add(level: number, runs: Int32Array | null): Node {
    const id = this.#level.length;
    if (id >= this.#budget) throw new OutOfNodes(this.#responsible());
    this.#level.push(level);
    this.#runs.push(runs);
    return id;
  }

  /** What was being built, and what made most of the nodes before. */
  #responsible(): readonly string[] {
    const most = [...this.#made].sort((a, b) => b[1] - a[1]).slice(0, 3);
    return [...new Set([...this.#work.slice(-1), ...most.map(([name]) => name)])];
  }

  #intern(level: number, runs: readonly number[]): Node {
    let slot = hash(level, runs) & (this.#table.length - 1);
    for (;;) {
      const found = this.#table[slot]!;
      if (found === -1) break;
      if (this.#level[found] === level && same(this.#runs[found]!, runs)) return found;
      slot = (slot + 1) & (this.#table.length - 1);
    }
    const id = this.#add(level, new Int32Array(runs));
    this.#table[slot] = id;
    if (id * 2 > this.#table.length) this.#grow();
    return id;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 4).fill(-1);
    this.#level.forEach((level, id) => {
      const runs = this.#runs[id];
      if (runs == null) return;
      let slot = hash(level, runs) & (table.length - 1);
      while (table[slot] !== -1) slot = (slot + 1) & (table.length - 1);
      table[slot] = id;
    });
    this.#table = table;
  }
}

function hash(level: number, runs: ArrayLike<number>): number {
  let h = Math.imul(level | 0, 0x9e3779b1) ^ (level / SPAN);
  for (let i = 0; i < runs.length; i++) {
    h = Math.imul(h ^ runs[i]!, 0x85ebca6b);
    h ^= h >>> 13;
  }
  return (h ^ (h >>> 16)) >>> 0;
}

function same(a: Int32Array, b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
