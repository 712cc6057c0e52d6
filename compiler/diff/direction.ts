/** Answers as sides of a comparison, and which of two is the stricter. */
import { type Outcome, POLICIES, policyName, type Side, severity, verdictOf } from "../analysis/index.ts";
import type { Determination } from "../runtime/answer.ts";
import type { AnswerSide, Direction } from "./report.ts";

/** What the diagrams say of an answer. */
export function sideOfOutcome(outcome: Outcome): AnswerSide {
  const { least, most } = outcome;
  const policy = (side: Side): string | null => policyName(side.policy);
  return {
    verdict: verdictOf(outcome),
    atLeast: least.verdict ?? "not_reached",
    atMost: most.verdict ?? "not_reached",
    reviewPolicy: least.policy === most.policy ? policy(most) : null,
    reviewRange: least.policy === most.policy ? null : [policy(least), policy(most)],
    routes: most.routes,
  };
}

/** What evaluation says, in one of the two views. */
export function sideOfAnswer(answer: Determination, view: "text" | "practice"): AnswerSide {
  const { practice } = answer;
  if (view === "practice" && practice !== null) {
    const open = practice.verdict === "undetermined";
    return {
      verdict: practice.verdict,
      atLeast: open ? "not_reached" : (practice.verdict as AnswerSide["atLeast"]),
      atMost: open ? "prohibited" : (practice.verdict as AnswerSide["atMost"]),
      reviewPolicy: practice.reviewPolicy,
      reviewRange: null,
      routes: [],
    };
  }
  const { verdict, atLeast, atMost, reviewPolicy, reviewRange, routes } = answer;
  return { verdict, atLeast, atMost, reviewPolicy, reviewRange, routes };
}

/** Sides as one text; equal texts are the same answer. */
export function sideKey(side: AnswerSide): string {
  return `${side.atLeast} ${side.atMost} ${policyKey(side)} ${[...side.routes].sort().join(",")}`;
}

function policyKey({ reviewPolicy, reviewRange }: Policy): string {
  return (reviewRange ?? [reviewPolicy]).map((policy) => policy ?? "-").join("..");
}

type Policy = Pick<AnswerSide, "reviewPolicy" | "reviewRange">;

/** Beyond the reach of a law and free under it are two things, neither stricter than the other. */
function rank(verdict: AnswerSide["atLeast"]): number {
  return Math.max(severity(verdict), severity("no_requirement"));
}

/** By verdict, and where it is the same by review policy; routes alone have no direction. */
export function directionOf(old: AnswerSide, now: AnswerSide): Direction {
  const least = rank(now.atLeast) - rank(old.atLeast);
  const most = rank(now.atMost) - rank(old.atMost);
  if (least !== 0 || most !== 0) {
    if (least >= 0 && most >= 0) return "tighter";
    if (least <= 0 && most <= 0) return "looser";
    return "changed";
  }
  const [before, after] = [policyRank(old.reviewPolicy), policyRank(now.reviewPolicy)];
  if (before < 0 || after < 0 || before === after) return "changed";
  return after > before ? "tighter" : "looser";
}

function policyRank(policy: string | null): number {
  return (POLICIES as readonly (string | null)[]).indexOf(policy);
}

/** An answer in words. */
export function sideText(side: AnswerSide): string {
  return answerText(verdictText(side), policyText(side), side.routes);
}

function verdictText({ verdict, atLeast, atMost }: AnswerSide): string {
  return inWords(verdict === "undetermined" ? `between ${atLeast} and ${atMost}` : verdict);
}

/** The policy, or the two between which the law leaves it open; null where none is stated. */
function policyText({ reviewPolicy, reviewRange }: Policy): string | null {
  if (reviewRange === null) return reviewPolicy;
  return `between ${reviewRange.map((policy) => policy ?? "not stated").join(" and ")}`;
}

/** Names of the language as words: a verdict, its review policy and its license types. */
export function answerText(verdict: string, policy: string | null, routes: readonly string[]): string {
  const review = policy === null ? [] : [`review ${inWords(policy)}`];
  return [inWords(verdict), ...review, ...routesText(routes)].join(", ");
}

/** What an answer becomes. Where the verdict stays, what of it is another one: `license required as before, route individual dropped`. */
export function becomesText(old: AnswerSide, now: AnswerSide): string {
  if (verdictText(old) !== verdictText(now)) {
    const hasTerms = policyText(old) !== null || old.routes.length > 0;
    return `${sideText(old)}${hasTerms ? "," : ""} becomes ${sideText(now)}`;
  }
  const terms = [...reviewChange(policyText(old), policyText(now)), ...routeChange(old.routes, now.routes)];
  return `${verdictText(old)} as before, ${terms.join(", ") || "on other terms"}`;
}

/** A policy that is not told is none or, in practice and of a kind of change, one that is open. */
function reviewChange(old: string | null, now: string | null): readonly string[] {
  if (old === now) return [];
  if (now === null) return [`review ${inWords(old!)} becomes none stated, or open`];
  const before = old === null ? "none stated, or open," : inWords(old);
  return [`review ${before} becomes ${inWords(now)}`];
}

function routeChange(old: readonly string[], now: readonly string[]): readonly string[] {
  const changed = (all: readonly string[], verb: string): readonly string[] =>
    routesText(all).map((routes) => `${routes} ${verb}`);
  return [
    ...changed(
      old.filter((route) => !now.includes(route)),
      "dropped",
    ),
    ...changed(
      now.filter((route) => !old.includes(route)),
      "added",
    ),
  ];
}

function routesText(routes: readonly string[]): readonly string[] {
  if (routes.length === 0) return [];
  return [`${routes.length === 1 ? "route" : "routes"} ${inWords(routes.join(", "))}`];
}

function inWords(names: string): string {
  return names.replaceAll("_", " ");
}
