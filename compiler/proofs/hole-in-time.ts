/** Entries that lapse and come back without an instrument or a reason that says so. */

import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { IsoDate, Item } from "../check/tree.ts";
import { stretches } from "../normal/timeline.ts";
import type { Concern, Examiner } from "./examiner.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { related } from "./report.ts";

export function holeInTime(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const items = new Set(examiner.law.normal.classifications.map((rule) => rule.of));
  const entries = groupBy(items, (item) => `${item.scheme.id} ${item.code}`);
  return [...entries.values()].flatMap((sameCode) => (sameCode.some(concerns) ? holesOf(sameCode) : []));
}

interface Period {
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly item: Item;
}

function holesOf(items: readonly Item[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let last: Period | null = null;
  for (const period of items.flatMap(periodsOf).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (last?.until != null && last.until < period.from && !isSaid(last.item, last.until)) {
      const args = { code: period.item.code, from: last.until, until: period.from };
      const earlier = last.item === period.item ? [] : [related(last.item.nameSpan, "in force before it")];
      const options = { related: earlier, subject: { name: period.item.code } };
      found.push(reportProof("proof/hole-in-time", period.item.nameSpan, args, options));
    }
    if (last === null || (last.until !== null && (period.until === null || period.until > last.until))) {
      last = period;
    }
  }
  return found;
}

/** The text as it stands by what is known now; its state plays no part, unclear text is text. */
function periodsOf(item: Item): readonly Period[] {
  return stretches(item.chronology)
    .filter(({ effective }) => effective.knownUntil === null && effective.view !== "practice")
    .map(({ effective }) => ({ from: effective.from ?? "", until: effective.until, item }));
}

/** A suspension or an end on that day with its instrument or its reason is the law's own. */
function isSaid(item: Item, day: IsoDate): boolean {
  return item.chronology.statuses.some(
    (status) => status.from === day && (status.by !== null || status.because !== null),
  );
}
