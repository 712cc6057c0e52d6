/** What `cordon diff` finds; `diff.schema.json` describes the same for readers of the JSON. */
import type { CaseJson, ExpectationValue, IsoDate, Verdict } from "../check/tree.ts";
import type { Box } from "../regions/condition.ts";

export const DIFF_FORMAT = "cordon-diff/3";

/** On the scale of verdicts and, where they are equal, of review policies. `changed`: neither stricter nor milder. */
export type Direction = "tighter" | "looser" | "changed";

export interface DiffReport {
  readonly format: typeof DIFF_FORMAT;
  readonly old: string;
  readonly new: string;
  /** only this day was compared; null: every day */
  readonly asOf: IsoDate | null;
  readonly jurisdictions: readonly string[];
  /** how many of each kind; each way of writing the report has the same */
  readonly summary: Summary;
  /** what reads alike on periods that follow each other is one change */
  readonly changes: readonly AnswerChange[];
  readonly texts: readonly TextChange[];
  readonly scenarios: readonly ScenarioFlip[];
  readonly notes: readonly Note[];
}

/** How many of each kind there are. `scenarios`: expectations that are answered otherwise. */
export type Summary = Readonly<Record<Direction | TextChange["kind"] | "scenarios", number>>;

/** Transactions whose answer is another one. */
export interface AnswerChange {
  readonly jurisdiction: string;
  /** `practice`: only in the view that leaves out what is unenforced */
  readonly view: "text" | "practice";
  readonly direction: Direction;
  /** what stands behind it says the same as before on other days: only a date moved */
  readonly redated: boolean;
  /** first day; null: from the beginning of what is recorded */
  readonly from: IsoDate | null;
  /** first day on which it no longer holds; null: for good */
  readonly until: IsoDate | null;
  /** as of the first day */
  readonly old: AnswerSide;
  readonly new: AnswerSide;
  /** the verdicts stay, but from this day on the witness is answered under other policies or routes than `old` and `new` say */
  readonly termsUntil: IsoDate | null;
  /** boxes that together are the region on the first day, the most ordinary first; empty where cases alone show it */
  readonly regions: readonly Box[];
  /** the boxes are the whole region */
  readonly regionsComplete: boolean;
  /**
   * `proved`: replayed, and the region is exact. `possible`: the region is exact up to what the analysis
   * over-approximates, and no transaction was found that shows it. `bounded`: replayed; outside the region nothing
   * changes, but inside it other measures may answer alike before and after. `found`: replayed; the region is
   * not known.
   */
  readonly evidence: "proved" | "possible" | "bounded" | "found";
  /**
   * shown by a transaction like those of the scenarios, or by diagrams; else by one that a search put together, as few will
   * ever make
   */
  readonly plain: boolean;
  /** measures and exceptions that give one answer or the other */
  readonly reasons: readonly string[];
  /** edited declarations that these rest on */
  readonly edited: readonly string[];
  /** names of the facts that the edited declarations look at: what a short account of the regions is about */
  readonly about: readonly string[];
  /** words that these say in one of the laws alone, such as a country that joins a group; none where they are many */
  readonly words: readonly string[];
  /** of what gives the answer of a side, and of edited entries under it; where nothing is asked for any more, of what lifts it */
  readonly citations: { readonly old: readonly string[]; readonly new: readonly string[] };
  readonly witness: Shown | null;
  /** periods that follow the first up to `until`, each with a region that reads like the one before, and with a case of its own */
  readonly later: readonly LaterPeriod[];
}

export interface LaterPeriod {
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly regions: AnswerChange["regions"];
  readonly witness: Shown | null;
}

/** A case, and the day of which both laws are asked about it. */
export interface Shown {
  readonly case: CaseJson;
  readonly asOf: IsoDate;
}

export interface AnswerSide {
  readonly verdict: Verdict | "undetermined";
  /** least and most restrictive verdict that the law leaves possible; equal where it decides */
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  /** null: none stated, or open: see `reviewRange` */
  readonly reviewPolicy: string | null;
  /** the mildest and the strictest policy that the law leaves possible, null for none stated; null where it decides */
  readonly reviewRange: readonly [string | null, string | null] | null;
  readonly routes: readonly string[];
}

/** A difference that changes no verdict by itself. */
export interface TextChange {
  /**
   * `re-obliged`: notice is given to someone else, or who relies on an exception owes something else, or in other cases;
   * `re-listed`: a list has other entries, or says something else of them; `re-empowered`: an authority permits something
   * else, or for another time
   */
  readonly kind: "re-dated" | "re-cited" | "reworded" | "re-obliged" | "re-listed" | "re-empowered";
  /** what it is: `measure`, `item`, `instrument` ... */
  readonly what: string;
  readonly id: string;
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** What a scenario expects of a day, where the laws answer it otherwise. */
export interface ScenarioFlip {
  readonly title: string;
  readonly module: string;
  readonly jurisdiction: string;
  readonly on: IsoDate;
  /** as known on this day; null: as known by now */
  readonly knownAt: IsoDate | null;
  /** the view that the scenario asks for */
  readonly view: "text" | "practice";
  /** null: refused, the facts do not fit this law */
  readonly old: AnswerSide | null;
  readonly new: AnswerSide | null;
  /** what the scenario expects, in the newest version that has it; policy or routes null: it says nothing of them */
  readonly expected: Pick<ExpectationValue, "verdict" | "review" | "routes">;
  /** which of the two laws meets all that the scenario expects, reasons and missing facts too */
  readonly meets: "old" | "new" | "both" | "neither";
}

export interface Note {
  /**
   * `budget`: kinds of change may be missing; `open-answers`: only where one of the answers is left open by the law, all kinds
   * between settled answers are listed; `facts`: which values a fact may have, or when a list is complete, is another matter
   * now, and changes that this makes may be missing
   */
  readonly code: "jurisdiction-added" | "jurisdiction-removed" | "budget" | "open-answers" | "facts";
  readonly jurisdiction: string | null;
  readonly message: string;
}

export function summaryOf({
  changes,
  texts,
  scenarios,
}: Pick<DiffReport, "changes" | "texts" | "scenarios">): Summary {
  const count = (all: readonly string[], wanted: string): number => all.filter((x) => x === wanted).length;
  const directions = changes.map((change) => change.direction);
  const kinds = texts.map((text) => text.kind);
  return {
    tighter: count(directions, "tighter"),
    looser: count(directions, "looser"),
    changed: count(directions, "changed"),
    "re-dated": count(kinds, "re-dated"),
    "re-cited": count(kinds, "re-cited"),
    reworded: count(kinds, "reworded"),
    "re-obliged": count(kinds, "re-obliged"),
    "re-listed": count(kinds, "re-listed"),
    "re-empowered": count(kinds, "re-empowered"),
    scenarios: scenarios.length,
  };
}

/** Whether a report has what `--fail-on` forbids. What was left undecided counts as anything. */
export function isForbidden(report: DiffReport, failOn: "looser" | "tighter" | "any"): boolean {
  const { changes, texts, notes } = report;
  if (failOn === "any") return changes.length + texts.length + notes.length > 0;
  // a change in no direction may be the forbidden one for some reader: a route lost, a policy or a duty exchanged
  return (
    changes.some(({ direction }) => direction === failOn || direction === "changed") ||
    texts.some(({ kind }) => kind === "re-obliged") ||
    notes.length > 0
  );
}
