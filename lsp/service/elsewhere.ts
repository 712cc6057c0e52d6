/** Who carries out elsewhere what a measure or an entry of a control list carries out here. */
import { callees, callers, declaredBy, type HierarchyItem } from "./hierarchy.ts";
import { kindOfKey } from "./occurrences.ts";
import type { Whole } from "./service.ts";

export interface SameElsewhere {
  /** the entry in common: of a regime, or of another list */
  readonly common: HierarchyItem;
  /** the other entries that are defined by it */
  readonly others: readonly HierarchyItem[];
}

/** Entries that are looked at for one measure: it may name a whole list. */
const MOST = 6;

/** Of an entry: the entries that its definition follows, with the others that follow them. Of a measure: those of its entries. */
export function sameElsewhere(whole: Whole, key: string): SameElsewhere[] {
  const own = kindOfKey(key) === "measure" ? entriesOf(whole, key) : declaredBy(whole, key);
  const found = new Map<string, SameElsewhere>();
  for (const entry of own)
    for (const { item: common } of callees(whole, entry.key)) {
      if (common.kind !== "item" || schemeOf(common.key) === schemeOf(entry.key) || found.has(common.key))
        continue;
      const others = callers(whole, common.key)
        .map(({ item }) => item)
        .filter(({ kind, key: other }) => kind === "item" && schemeOf(other) !== schemeOf(entry.key));
      found.set(common.key, { common, others });
    }
  return [...found.values()];
}

/** The entries that a measure names, and those of the groups it names. */
function entriesOf(whole: Whole, key: string): HierarchyItem[] {
  const used = callees(whole, key).map(({ item }) => item);
  const grouped = used
    .filter(({ kind }) => kind === "group")
    .flatMap((group) => callees(whole, group.key).map(({ item }) => item));
  return [...used, ...grouped].filter(({ kind }) => kind === "item").slice(0, MOST);
}

/** `us.base.ECCN` of `code:us.base.ECCN:3A090.a`. */
function schemeOf(key: string): string {
  return key.split(":")[1] ?? "";
}
