/** The smallest change of facts that gives another verdict, found by trying and confirmed by evaluation. */
import type { CaseJson } from "../check/tree.ts";
import { changed, type FactChange } from "./neighbors.ts";

export interface Flip {
  readonly changes: readonly FactChange[];
  readonly verdict: string;
}

export interface Flips {
  /** the smallest changes found, one for each fact or pair of facts and verdict, the smallest first */
  readonly flips: readonly Flip[];
  /** cases that were evaluated */
  readonly evaluated: number;
  /** everything within reach was tried */
  readonly complete: boolean;
}

/** What a case comes to: its verdict, and all that could be seen moving towards another. */
export interface Seen {
  readonly verdict: string;
  /** where truth values leave the verdict open and a closer look, which costs a hundred times as much, may not: that look */
  readonly closer: (() => Seen) | null;
  /** asked for only where no single change does it */
  readonly trace: () => string;
}

export interface FlipOptions {
  /** evaluations at most */
  readonly budget: number;
  /** whether they have cost what they may, however few they were */
  readonly isSpent?: () => boolean;
  /** flips to report */
  readonly limit: number;
  /** whether the facts say one thing and another after the changes: no transaction is so */
  readonly contradict?: (changes: readonly FactChange[]) => boolean;
  /** facts that a clause which nearly applies asks for: pairs begin with them */
  readonly isAsked: (change: FactChange) => boolean;
}

/**
 * One fact first, then two together where no single one does it. Every fact is tried by truth values before any case is
 * looked at more closely. Pairs begin with changes that moved something: a requirement that appears or goes, or a clause
 * that comes nearer.
 */
export function flipsOf(
  facts: CaseJson,
  singles: readonly FactChange[],
  see: (facts: CaseJson) => Seen | null,
  { budget, limit, isAsked, isSpent = () => false, contradict = () => false }: FlipOptions,
): Flips {
  const seen = see(facts);
  const now = seen?.closer?.() ?? seen;
  let evaluated = 0;
  if (now === null) return { flips: [], evaluated, complete: true };
  const flips: Flip[] = [];
  const rest: { readonly change: FactChange; readonly then: Seen }[] = [];
  const open: { readonly change: FactChange; readonly closer: () => Seen }[] = [];
  let complete = true;
  const isOver = (): boolean => {
    if (evaluated < budget && !isSpent()) return false;
    complete = false;
    return true;
  };
  const take = (change: FactChange, then: Seen): void => {
    if (then.closer !== null) open.push({ change, closer: then.closer });
    else if (then.verdict === now.verdict) rest.push({ change, then });
    else flips.push({ changes: [change], verdict: then.verdict });
  };
  for (const change of singles) {
    if (isOver()) break;
    evaluated++;
    const then = see(changed(facts, [change]));
    if (then !== null) take(change, then);
  }
  for (const { change, closer } of open) {
    if (isOver()) break;
    take(change, closer());
  }
  if (flips.length === 0) {
    const before = now.trace();
    const kinds = new Set<string>();
    const isMoving = rest.map(({ change, then }) => isAsked(change) || then.trace() !== before);
    const moving = rest.filter((_, i) => isMoving[i]).map(({ change }) => change);
    const still = rest.filter((_, i) => !isMoving[i]).map(({ change }) => change);
    for (const { pair, isMoving } of pairsOf([...moving, ...still], moving.length)) {
      if (isOver()) break;
      // two that move nothing by themselves may do it together, but are many
      if (flips.length >= limit * 4 || (!isMoving && kinds.size >= limit)) {
        complete = false;
        break;
      }
      evaluated++;
      const seen = see(changed(facts, pair));
      const then = seen?.closer?.() ?? seen;
      if (then === null || then.verdict === now.verdict) continue;
      const flip = { changes: pair, verdict: then.verdict };
      flips.push(flip);
      kinds.add(kindOf(flip));
    }
  }
  return { flips: smallest(flips, limit, contradict), evaluated, complete };
}

interface Pair {
  readonly pair: readonly [FactChange, FactChange];
  readonly isMoving: boolean;
}

/** Pairs of changes of different facts, those with a moving change first; of these, those of early changes. */
function* pairsOf(changes: readonly FactChange[], moving: number): Generator<Pair> {
  const key = changes.map(({ path }) => path.join("."));
  for (const isMoving of [true, false])
    for (let sum = 1; sum < changes.length * 2; sum++) {
      for (let a = Math.max(0, sum - changes.length + 1); a < sum - a; a++) {
        const b = sum - a;
        if (a < moving === isMoving && key[a] !== key[b])
          yield { pair: [changes[a]!, changes[b]!], isMoving };
      }
    }
}

/** Which facts, and to which verdict. */
function kindOf({ changes, verdict }: Flip): string {
  return `${changes.map(({ path }) => path.join(".")).join("+")} ${verdict}`;
}

/** One for each set of facts and verdict. */
function smallest(
  flips: readonly Flip[],
  limit: number,
  contradict: (changes: readonly FactChange[]) => boolean,
): readonly Flip[] {
  const chosen: Flip[] = [];
  const kinds = new Set<string>();
  for (const flip of [...flips].sort((a, b) => sizeOf(a) - sizeOf(b))) {
    if (chosen.length === limit) break;
    const kind = kindOf(flip);
    if (kinds.has(kind) || contradict(flip.changes)) continue;
    kinds.add(kind);
    chosen.push(flip);
  }
  return chosen;
}

/** Fewer facts first; of those, what a person may doubt or change, and what leads to a settled verdict. */
function sizeOf({ changes, verdict }: Flip): number {
  const open = verdict === "undetermined" ? 500 : 0;
  const another = changes.some(isAnotherAct) ? 300 : 0;
  return changes.length * 1000 + open + another + changes.reduce((sum, { size }) => sum + size, 0);
}

/** What makes it another transaction, rather than one that may be meant: an item that is nothing, a party on a list. */
function isAnotherAct({ path, from, to }: FactChange): boolean {
  if (path.at(-1) === "entries" && Array.isArray(to) && to.length > 0) return true;
  return Array.isArray(from) && from.length > 0 && Array.isArray(to) && to.length === 0;
}
