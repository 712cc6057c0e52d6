/** Versions and limbs that no transaction meets on any day on which they are in force. */

import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Binder, Declared, Expr, Jurisdiction, Variable } from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import type { Rectangle } from "../normal/timeline.ts";
import { caseOf, conditionOf } from "./case-of.ts";
import { itemHolds, releaseHolds, textHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { gather } from "./gather.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { ruleName, versionName } from "./names.ts";
import { withWitness } from "./report.ts";

interface AnyRule {
  readonly id: string;
  readonly of: Declared;
  readonly jurisdiction: Jurisdiction | null;
  readonly version: string | null;
  readonly limbs: readonly string[];
  readonly effective: Rectangle;
  readonly binders: readonly Binder[];
  readonly parts: readonly Formula[];
  readonly span: { readonly file: string; readonly start: number; readonly end: number };
}

/** Findings, one for a version whose limbs are all empty and one for each limb otherwise. */
export function neverHolds(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const { normal, program } = examiner.law;
  const { transaction } = program;
  if (transaction === null) return [];
  const claims: (readonly [AnyRule, Claim])[] = [
    ...[...normal.requirements, ...normal.grounds].map((rule) => [rule, textHolds(rule)] as const),
    ...normal.releases.map((rule) => [rule, releaseHolds(rule, null)] as const),
    ...normal.classifications.flatMap((rule) => {
      const claim = itemHolds(rule, transaction);
      return claim === null ? [] : [[rule, claim] as const];
    }),
  ];
  const candidates = claims.filter(([rule]) => concerns(rule.of) && !isConstant(rule));
  const empty = new Set<AnyRule>();
  for (const [rule, claim] of impossibleOnce(examiner, candidates)) {
    if (isEmpty(examiner, rule, claim)) empty.add(rule);
  }
  return reports(
    examiner,
    claims.map(([rule]) => rule).filter((rule) => rule.effective.knownUntil === null),
    empty,
  );
}

type Candidate = readonly [AnyRule, Claim];

/** Those that are impossible at one moment of their time, as few are. */
function impossibleOnce(examiner: Examiner, candidates: readonly Candidate[]): readonly Candidate[] {
  const questions = candidates.flatMap((about) => {
    const [rule] = about;
    const jurisdiction = rule.jurisdiction ?? examiner.program.jurisdictions[0];
    return jurisdiction === undefined
      ? []
      : [{ about, jurisdiction, moments: examiner.moments(rule.effective) }];
  });
  return gather(questions).flatMap(({ jurisdiction, point, about }) => {
    const impossible = examiner.impossibleOf(
      jurisdiction,
      point,
      about.map(([, claim]) => claim),
    );
    return about.filter((_, i) => impossible[i]);
  });
}

function isEmpty(examiner: Examiner, rule: AnyRule, claim: Claim): boolean {
  const jurisdiction = rule.jurisdiction ?? examiner.program.jurisdictions[0];
  if (jurisdiction === undefined) return false;
  const everywhere = examiner
    .moments(rule.effective)
    .every((point) => examiner.cannotBe(jurisdiction, point, claim));
  if (!everywhere) return false;
  const { usesToday, usesHere } = dependenciesOf(expressionsOf(rule.parts), examiner.law);
  return !usesToday && !(usesHere && rule.jurisdiction === null);
}

/** A limb written as plain `no` says itself that it never holds. */
function isConstant(rule: AnyRule): boolean {
  return rule.parts.some((part) => part.kind === "constant" && part.expr.kind === "const");
}

export function* expressionsOf(parts: readonly Formula[]): Generator<Expr> {
  for (const part of parts) {
    if (part.kind === "all" || part.kind === "any") yield* expressionsOf(part.parts);
    else yield part.expr;
  }
}

function reports(
  examiner: Examiner,
  rules: readonly AnyRule[],
  empty: ReadonlySet<AnyRule>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const versions = groupBy(rules, (rule) => `${rule.of.id} ${rule.version}`);
  for (const inVersion of versions.values()) {
    const first = inVersion[0]!;
    const subject = { subject: { name: first.of.name } };
    if (inVersion.every((rule) => empty.has(rule))) {
      const place = inVersion.length === 1 ? first.span : first.of.nameSpan;
      const finding = reportProof("proof/never-holds", place, { what: versionName(first) }, subject);
      found.push(withNearMiss(examiner, first, finding));
      continue;
    }
    const limbs = groupBy(inVersion, (rule) => rule.limbs.join(" "));
    for (const ofLimb of limbs.values()) {
      const rule = ofLimb[0]!;
      if (!ofLimb.every((r) => empty.has(r))) continue;
      const finding = reportProof("proof/never-holds", rule.span, { what: ruleName(rule) }, subject);
      found.push(withNearMiss(examiner, rule, finding));
    }
  }
  return found;
}

/** The conditions of a rule that all have to hold, one by one. */
function conjuncts(parts: readonly Formula[]): readonly Formula[] {
  return parts.flatMap((part) => (part.kind === "all" ? conjuncts(part.parts) : [part]));
}

/** With a transaction that meets all conditions but one, the last one that can be left out. */
function withNearMiss(examiner: Examiner, rule: AnyRule, finding: Diagnostic): Diagnostic {
  const { program } = examiner;
  const jurisdiction = rule.jurisdiction ?? program.jurisdictions[0];
  const [point] = examiner.moments(rule.effective, []);
  if (rule.binders.length > 0 || jurisdiction === undefined || point === undefined) return finding;
  const it = "it" in rule.of ? (rule.of as { readonly it: Variable | null }).it : null;
  const parts = conjuncts(rule.parts).map((part) => conditionOf(part, it, program.transaction!));
  // of a single condition there is nothing to meet beside it
  if (parts.length < 2) return finding;
  for (const missed of [...parts.keys()].reverse()) {
    const others = parts.filter((_, i) => i !== missed);
    if (others.includes(null)) return finding;
    const shown = caseOf(examiner, rule.of, jurisdiction, point, others as readonly Expr[]);
    if (shown === null) continue;
    const title = `${rule.of.name}: all conditions but one`;
    const options = { title, behind: rule.of.span, as: "all conditions but one are met" };
    return withWitness(finding, shown, examiner, options);
  }
  return finding;
}
