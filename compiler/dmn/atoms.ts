/**
 * Sets of atoms. The values of a column that no cell tells apart form one atom; a cell is then a set of atom numbers,
 * kept as sorted, disjoint, non-touching ranges `[first, last, first, last, ...]`.
 */
export type Atoms = readonly number[];

export const NONE: Atoms = [];

export function range(first: number, last: number): Atoms {
  return first > last ? NONE : [first, last];
}

/** Union of any ranges, in any order. */
export function unite(parts: readonly Atoms[]): Atoms {
  const pairs: [number, number][] = [];
  for (const part of parts) for (let i = 0; i < part.length; i += 2) pairs.push([part[i]!, part[i + 1]!]);
  pairs.sort((a, b) => a[0] - b[0]);
  const out: number[] = [];
  for (const [first, last] of pairs)
    if (out.length > 0 && first <= out[out.length - 1]! + 1) {
      if (last > out[out.length - 1]!) out[out.length - 1] = last;
    } else out.push(first, last);
  return out;
}

export function intersect(a: Atoms, b: Atoms): Atoms {
  const out: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const first = Math.max(a[i]!, b[j]!);
    const last = Math.min(a[i + 1]!, b[j + 1]!);
    if (first <= last) out.push(first, last);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return out;
}

export function meet(a: Atoms, b: Atoms): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! <= b[j + 1]! && b[j]! <= a[i + 1]!) return true;
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return false;
}

/** Whether the first set holds the second. */
export function includes(a: Atoms, b: Atoms): boolean {
  for (let i = 0, j = 0; j < b.length; j += 2) {
    while (i < a.length && a[i + 1]! < b[j]!) i += 2;
    if (i >= a.length || a[i]! > b[j]! || a[i + 1]! < b[j + 1]!) return false;
  }
  return true;
}

/** What is left of `[first, last]` without the set. */
export function complement(set: Atoms, first: number, last: number): Atoms {
  const out: number[] = [];
  let next = first;
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > next) out.push(next, set[i]! - 1);
    next = set[i + 1]! + 1;
  }
  if (next <= last) out.push(next, last);
  return out;
}
