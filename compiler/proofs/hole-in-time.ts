/** Entries that lapse and come back without an instrument or a reason that says so. */

import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Expr, IsoDate, Item } from "../check/tree.ts";
import { stretches } from "../normal/timeline.ts";
import { caseOf, conditionOf } from "./case-of.ts";
import type { Concern, Examiner } from "./examiner.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { related, withWitness } from "./report.ts";
import { answerOf } from "./witness.ts";

export function holeInTime(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const items = new Set(examiner.law.normal.classifications.map((rule) => rule.of));
  const entries = groupBy(items, (item) => `${item.scheme.id} ${item.code}`);
  return [...entries.values()].flatMap((sameCode) =>
    sameCode.some(concerns) ? holesOf(examiner, sameCode) : [],
  );
}

interface Period {
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly item: Item;
}

function holesOf(examiner: Examiner, items: readonly Item[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let last: Period | null = null;
  for (const period of items.flatMap(periodsOf).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (last?.until != null && last.until < period.from && !isSaid(last.item, last.until)) {
      const args = { code: period.item.code, from: last.until, until: period.from };
      const earlier = last.item === period.item ? [] : [related(last.item.nameSpan, "in force before it")];
      const options = { related: earlier, subject: { name: period.item.code } };
      const finding = reportProof("proof/hole-in-time", period.item.nameSpan, args, options);
      found.push(withCase(examiner, period, last.until, finding));
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

/** With an item that falls under the text that returns, asked about before it does, too. */
function withCase(
  examiner: Examiner,
  { item, from }: Period,
  hole: IsoDate,
  finding: Diagnostic,
): Diagnostic {
  const { program, law } = examiner;
  const rule = law.normal.classifications.find(
    ({ of, effective }) => of === item && effective.from === from && effective.knownUntil === null,
  );
  const jurisdiction = rule?.jurisdiction ?? program.jurisdictions[0];
  if (rule === undefined || jurisdiction === undefined) return finding;
  const parts = rule.parts.map((part) => conditionOf(part, item.it, program.transaction!));
  if (parts.includes(null)) return finding;
  const point = { asOf: from, knownAt: null, view: "text" as const };
  const shown = caseOf(examiner, item, jurisdiction, point, parts as readonly Expr[]);
  if (shown === null) return finding;
  const before = { ...point, asOf: hole };
  const answer = answerOf(program, shown.facts, before, jurisdiction);
  const title = `${item.code}: an item before and after its text returns`;
  const options = { title, behind: item.span, also: [{ ...shown, point: before, answer }] };
  return withWitness(finding, shown, examiner, { ...options, as: "an item of it is asked about" });
}
