/** What `cordon compare` finds; `compare.schema.json` describes the same for readers of the JSON. */
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { AnswerSide } from "../diff/report.ts";
import type { Box } from "../regions/condition.ts";
import { saidBoxes } from "../regions/words.ts";

export const COMPARE_FORMAT = "cordon-compare/1";

export interface CompareReport {
  readonly format: typeof COMPARE_FORMAT;
  readonly asOf: IsoDate;
  readonly where: string | null;
  /** by jurisdiction, where each is asked about the act from its own territory: what was put in for it; else null */
  readonly home: Readonly<Record<string, Readonly<Record<string, string>>>> | null;
  /** names of proposals that take part */
  readonly proposals: readonly string[];
  /** what to know before reading: law not yet, or no longer, in the sources on that day; proposals that change nothing then */
  readonly notes: readonly string[];
  readonly pairs: readonly PairReport[];
}

export interface PairReport {
  readonly left: string;
  readonly right: string;
  /**
   * `case`: each pair of answers once, with the measures that give it in one case; `kind`: with all measures that give it in
   * some transaction; `measure`: each of these by itself
   */
  readonly by: "case" | "kind" | "measure";
  readonly differences: readonly Difference[];
  /**
   * with proposals: what only one requires without them, and both or neither with them; by the proposed measures that make
   * it so, which stand among the reasons beside all measures that make such a gap
   */
  readonly closed: readonly Difference[];
  /** null: every difference is among them; else why not */
  readonly incomplete: string | null;
  /** no transaction meets the condition of `where`: that there is no difference says nothing of the law */
  readonly isEmpty: boolean;
}

export interface Difference {
  /** which of the two is the stricter; null: neither */
  readonly stricter: string | null;
  /** `only_one_requires`: the other lets it go; `both_require`: in another way; `neither_requires` */
  readonly kind: "only_one_requires" | "both_require" | "neither_requires";
  readonly left: AnswerSide;
  readonly right: AnswerSide;
  readonly regions: readonly Box[];
  readonly regionsComplete: boolean;
  /** `proved`: replayed; `possible`: no transaction that shows it was found */
  readonly evidence: "proved" | "possible";
  /**
   * measures that govern, with their citations, on each side: of the witness; where differences are told by `kind`, all that
   * govern in some transaction of the kind
   */
  readonly reasons: { readonly left: readonly Reason[]; readonly right: readonly Reason[] };
  /** as small as can be where the list is short, or limited by `where`; from home, as it is put to the left */
  readonly witness: CaseJson | null;
  /** from home, the same as it is put to the right; else null */
  readonly counterpart: CaseJson | null;
}

export interface Reason {
  readonly measure: string;
  readonly title: string | null;
  readonly citations: readonly string[];
}

/** As readers of the JSON get it: with the conditions of regions in words. */
export function publishedComparison(report: CompareReport): object {
  const said = (all: readonly Difference[]): readonly object[] =>
    all.map((one) => ({ ...one, regions: saidBoxes(one.regions) }));
  return {
    ...report,
    pairs: report.pairs.map((pair) => ({
      ...pair,
      differences: said(pair.differences),
      closed: said(pair.closed),
    })),
  };
}
