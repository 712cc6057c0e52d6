/**
 * What one requirement, or a whole determination, comes to: the least and the most restrictive answer still possible,
 * which differ only where the law itself leaves something open. Outcomes add up by the rule that the most restrictive
 * governs: a semilattice, so that "over all bindings" is exact.
 */
import type { Verdict } from "../../check/tree.ts";
import type { Truth } from "../conditions/truth.ts";
import type { Operation } from "../diagrams/diagram.ts";

/** Least restrictive first; the review policies as the checked tree names them. */
export const POLICIES = [
  "entitlement",
  "presumption_of_approval",
  "case_by_case",
  "presumption_of_denial",
  "policy_of_denial",
] as const;
export type Policy = (typeof POLICIES)[number];

/** Least restrictive first. */
export const VERDICTS: readonly Verdict[] = [
  "not_reached",
  "no_requirement",
  "authorized",
  "notification_required",
  "license_required",
  "prohibited",
];

/** Position in `VERDICTS`; below zero where nothing holds. */
export function severity(verdict: Verdict | null): number {
  return verdict === null ? -1 : VERDICTS.indexOf(verdict);
}

export interface Side {
  /** null: nothing holds */
  readonly verdict: Verdict | null;
  /** position in `POLICIES`; -1: none stated */
  readonly policy: number;
  readonly routes: readonly string[];
  /** ids of the rules that have the governing verdict */
  readonly rules: readonly string[];
}

export interface Outcome {
  readonly key: string;
  readonly least: Side;
  readonly most: Side;
}

const NOTHING_HOLDS: Side = { verdict: null, policy: -1, routes: [], rules: [] };

/** How much of an answer the diagrams tell apart; more detail, more leaves. */
export interface Detail {
  readonly review: boolean;
  readonly routes: boolean;
  readonly rules: boolean;
}

export const VERDICT_ONLY: Detail = { review: false, routes: false, rules: false };
export const WITH_REVIEW: Detail = { review: true, routes: false, rules: false };
export const WITH_ROUTES: Detail = { review: true, routes: true, rules: false };

/** One object for each outcome, so that diagrams can hold them at their leaves. */
export class Outcomes {
  readonly #known = new Map<string, Outcome>();
  readonly neutral: Outcome;
  /** the more restrictive of two outcomes, side by side */
  readonly merge: Operation<Outcome>;

  constructor() {
    this.neutral = this.of(NOTHING_HOLDS, NOTHING_HOLDS);
    this.merge = {
      name: "merge",
      commutative: true,
      apply: (a, b) => this.of(stricter(a.least, b.least), stricter(a.most, b.most)),
      shortcut: (a, b) => (a === b ? a : undefined),
    };
  }

  of(least: Side, most: Side): Outcome {
    const key = `${sideKey(least)} .. ${sideKey(most)}`;
    let outcome = this.#known.get(key);
    if (outcome === undefined) {
      outcome = { key, least, most };
      this.#known.set(key, outcome);
    }
    return outcome;
  }

  /** What an act comes to that no requirement touches. */
  floor(reached: Truth): Outcome {
    const bare = (verdict: Verdict): Side => ({ ...NOTHING_HOLDS, verdict });
    return this.of(
      bare(reached === "yes" ? "no_requirement" : "not_reached"),
      bare(reached === "no" ? "not_reached" : "no_requirement"),
    );
  }
}

function sideKey({ verdict, policy, routes, rules }: Side): string {
  return `${verdict ?? "-"} ${policy} [${routes.join(",")}] {${rules.join(",")}}`;
}

function stricter(a: Side, b: Side): Side {
  const order = severity(a.verdict) - severity(b.verdict);
  if (order !== 0) return order > 0 ? a : b;
  return {
    verdict: a.verdict,
    policy: Math.max(a.policy, b.policy),
    routes: union(a.routes, b.routes),
    rules: union(a.rules, b.rules),
  };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  return [...new Set([...a, ...b])].sort();
}

/** The verdict, where there is one. */
export function verdictOf({ least, most }: Outcome): Verdict | "undetermined" {
  return least.verdict === most.verdict && least.verdict !== null ? least.verdict : "undetermined";
}
