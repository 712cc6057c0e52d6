/**
 * The entries of a set of codes in the order in which they are read, cut where it changes whether they ask of the item alone:
 * those that do are read together, once for an item.
 */
import type { ItemInfo } from "../law/model.ts";
import type { Truth } from "../values/truth.ts";

export interface EntryOfSet {
  readonly declaration: ItemInfo;
  /** whether its code is in the set: above a member it can only rule out */
  readonly member: Truth;
}

/** Entries that stand beside each other. */
export interface EntryRun {
  readonly entries: readonly EntryOfSet[];
  /** all of them ask of the item alone, or none does */
  readonly alone: boolean;
}

export function runsOf(
  entries: readonly EntryOfSet[],
  asksOfItemAlone: (entry: ItemInfo) => boolean,
): readonly EntryRun[] {
  const runs: { entries: EntryOfSet[]; alone: boolean }[] = [];
  for (const entry of entries) {
    const alone = asksOfItemAlone(entry.declaration);
    const last = runs.at(-1);
    if (last?.alone === alone) last.entries.push(entry);
    else runs.push({ entries: [entry], alone });
  }
  return runs;
}
