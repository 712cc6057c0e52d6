/** The clauses of a version of law in sentences: conditions, consequences, review policies. */
import type {
  ConditionClause,
  Expr,
  Obligation,
  OutcomeValue,
  PolicyGridValue,
  PolicyValue,
  Release,
  RouteValue,
  Saving,
} from "../check/tree.ts";
import { callName, noun } from "./nouns.ts";
import { literal, type Phrase, type Piece, type Statement, statement } from "./phrase.ts";
import { condition } from "./sentences.ts";
import type { ObligationWords, Said } from "./wording/grammar.ts";
import type { Wording } from "./wording/wording.ts";

/** Conditions and exclusions, one statement each. */
export function tested(
  conditions: readonly ConditionClause[],
  exclusions: readonly ConditionClause[],
  w: Wording,
): Statement[] {
  return [
    ...conditions.map((clause) => clauseStatement(clause, w)),
    ...exclusions.map((clause) => {
      const held = clauseStatement(clause, w);
      const { phrase, parts } = w.grammar.exclusion(held);
      return statement(phrase, parts, held);
    }),
  ];
}

/** What a clause asks for, without whether it excludes. */
export function clauseStatement(clause: ConditionClause, w: Wording): Statement {
  const { condition: tests } = clause;
  const held = clause.clause === "activities" ? activities(tests, w) : condition(tests, w);
  return statement(held.phrase, held.parts, {
    label: clause.label?.text ?? null,
    citation: clause.citation?.text ?? null,
    span: clause.span,
  });
}

/** `the act is export, reexport or transfer`: the acts as a jurisdiction defines them. */
function activities(e: Expr, w: Wording): Statement {
  const acts = e.kind === "or" ? e.operands : [e];
  const names = acts.flatMap((act) =>
    act.kind === "call" && act.args.length === 0 ? [callName(act, w)] : [],
  );
  if (names.length < acts.length) return condition(e, w);
  return statement(w.grammar.acts(w.grammar.series(names, "or")));
}

/** What the law says of the act: it is prohibited, or needs a license or a notice. */
export function outcomePhrase(
  outcome: Pick<OutcomeValue, "verdict" | "to" | "awaitingDecision">,
  w: Wording,
): Phrase {
  const { grammar } = w;
  switch (outcome.verdict) {
    case "prohibited":
      return grammar.prohibited();
    case "license_required":
      return grammar.licenseRequired();
    case "notification_required":
      return grammar.noticeRequired(
        outcome.to === null ? null : w.agency(outcome.to),
        outcome.awaitingDecision,
      );
  }
}

/** A measure and its limb, `Advanced processors (1)`: what an exception releases. */
export function releasePhrase(release: Release, w: Wording): Phrase {
  const limb = release.limb === null ? "" : ` ${release.limb.text}`;
  return [w.titleTerm(release.measure), limb];
}

/** How applications are reviewed, in one statement. */
export function reviewStatement(policy: PolicyValue, w: Wording): Statement {
  if (policy.kind === "grid")
    return statement(w.grammar.reviewedSo(), gridStatements(policy.grid, w), { span: policy.grid.span });
  return statement(w.grammar.reviewedUnder(policyPhrase(policy, w)));
}

/** A review policy as a noun phrase. */
export function policyPhrase(policy: PolicyValue, w: Wording): Phrase {
  switch (policy.kind) {
    case "policy":
      return w.grammar.policy(policy.policy);
    case "review":
      return [w.titleTerm(policy.review)];
    case "column":
      return noun(policy.column, w);
    case "grid":
      return w.grammar.grid(gridStatements(policy.grid, w));
  }
}

/** The limbs of a policy grid. */
export function gridStatements(grid: PolicyGridValue, w: Wording): Statement[] {
  return grid.limbs.map((limb) => {
    const { phrase, parts } = w.grammar.gridLimb(policyPhrase(limb.policy, w), {
      when: limb.when === null ? null : condition(limb.when, w),
      otherwise: limb.otherwise,
      except: limb.except.map((label) => literal(label.text)),
    });
    return statement(phrase, parts, {
      label: limb.label?.text ?? null,
      citation: limb.citation?.text ?? null,
      span: limb.span,
    });
  });
}

/** A statement of what a grammar says, with the place it was taken from. */
export function said(
  { phrase, parts }: Said,
  more: Partial<Pick<Statement, "label" | "citation" | "span">>,
): Statement {
  return statement(phrase, parts, more);
}

/** One outcome among several. */
export function outcomeStatement(outcome: OutcomeValue, w: Wording): Statement {
  const limits = {
    when: outcome.when === null ? null : condition(outcome.when, w),
    otherwise: outcome.otherwise,
    except: outcome.except.map((label) => literal(label.text)),
  };
  return said(w.grammar.ofOutcome(outcomePhrase(outcome, w), limits), {
    label: outcome.label?.text ?? null,
    citation: outcome.citation?.text ?? null,
    span: outcome.span,
  });
}

/** Which law judges what was begun before. */
export function savingStatement(saving: Saving, w: Wording): Statement {
  return said(w.grammar.saving(saving.asOf, saving.until, condition(saving.condition, w)), {
    span: saving.span,
  });
}

/** The type of license a measure offers, and where. */
export function routeStatement(route: RouteValue, w: Wording): Statement {
  const when = route.when === null ? null : condition(route.when, w);
  return said(w.grammar.route(w.free("route", route.route), when), {
    label: route.label?.text ?? null,
    span: route.span,
  });
}

/** What an exception asks for in return. */
export function obligationStatement(obligation: Obligation, w: Wording): Statement {
  const words: ObligationWords = {
    duty: w.free("duty", obligation.duty),
    to: addressee(obligation.to, w),
    timing: obligation.timing,
    days: obligation.days,
    text: obligation.text === null ? null : w.foreign(obligation.text),
  };
  const when = obligation.when === null ? null : condition(obligation.when, w);
  return said(w.grammar.obligation(words, when), { span: obligation.span });
}

function addressee(to: string, w: Wording): Piece {
  if (to !== "here") return w.agency(to);
  const [state] = w.grammar.decidingState();
  return state ?? to;
}
