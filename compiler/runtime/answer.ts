import type { Day, ReviewPolicy, TableKind } from "./format.ts";

/** Verdicts, most restrictive first. */
export const VERDICTS = [
  "prohibited",
  "license_required",
  "notification_required",
  "authorized",
  "no_requirement",
  "not_reached",
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Review policies, most restrictive first; *not stated* (null) stands outside the order. */
export const POLICIES = [
  "policy_of_denial",
  "presumption_of_denial",
  "case_by_case",
  "presumption_of_approval",
  "entitlement",
] as const satisfies readonly ReviewPolicy[];

/** What `cordon eval --format json` prints for one case. */
export interface Answer {
  readonly case: string | null;
  readonly asOf: Day;
  readonly knownAt: Day | null;
  readonly determinations: readonly Determination[];
}

export interface Determination {
  readonly jurisdiction: string;
  readonly reached: "yes" | "no" | "unknown";
  readonly verdict: Verdict | "undetermined";
  /** the strictest stated one of the governing requirements; null: none stated, or see `reviewRange` */
  readonly reviewPolicy: ReviewPolicy | null;
  /** some governing requirement states no policy */
  readonly reviewUnstated: boolean;
  /** set where the missing facts leave more than one policy possible: [least, most] restrictive; null: none stated */
  readonly reviewRange: readonly [ReviewPolicy | null, ReviewPolicy | null] | null;
  readonly routes: readonly string[];
  readonly requirements: readonly RequirementAnswer[];
  readonly exceptions: readonly ExceptionAnswer[];
  /** of the exceptions that release a requirement (alternatives are not added up, H5) */
  readonly obligations: readonly ObligationAnswer[];
  /** facts that would settle an undetermined answer, most useful first */
  readonly missing: readonly MissingFact[];
  /** least and most restrictive verdict still possible; equal where determined */
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  /** the answer of the practice view, where it differs from the text (H14) */
  readonly practice: {
    readonly verdict: Verdict | "undetermined";
    readonly reviewPolicy: ReviewPolicy | null;
    readonly requirements: readonly string[];
  } | null;
  readonly caveats: readonly string[];
  readonly contradictions: readonly string[];
  /** human judgements the answer rests on: paths of asserted facts that were given and used */
  readonly assertions: readonly string[];
}

export interface RequirementAnswer {
  /** row id, and the bindings where the measure has `for any`: `.../(1)[p=parties[0]]` */
  readonly id: string;
  readonly measure: string;
  readonly title: string | null;
  readonly kind: TableKind;
  readonly limb: string | null;
  /** `unknown`: whether it arises depends on missing facts */
  readonly holds: "yes" | "unknown";
  readonly verdict: Verdict;
  readonly reviewPolicy: ReviewPolicy | null;
  readonly routes: readonly string[];
  readonly basis: readonly string[];
  readonly releasedBy: string | null;
}

export interface ExceptionAnswer {
  readonly id: string;
  readonly title: string | null;
  readonly holds: "yes" | "unknown";
  readonly releases: readonly string[];
  readonly basis: readonly string[];
}

export interface ObligationAnswer {
  readonly id: string;
  readonly exception: string;
  readonly text: string;
  /** unknown: its condition depends on missing facts */
  readonly holds: "yes" | "unknown";
}

export interface MissingFact {
  /** `item.tpp`, `parties[0].headquarters` */
  readonly path: string;
  readonly question: string;
  /** what kind of value is expected, in words: `a quantity in nm`, `yes or no` */
  readonly expects: string;
}

/** A case that cannot be evaluated. One error per wrong fact; nothing is guessed. */
export interface CaseProblem {
  /** `case/wrong-type`, `case/unknown-field`, `case/unknown-code`, `case/wrong-unit`, `case/out-of-range`, `case/bad-date`, ... */
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly help: string;
}
