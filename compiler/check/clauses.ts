/**
 * The clauses of measures and exceptions at one level: those common to all versions, or those of one version.
 */
import type * as ast from "../../grammar/ast.ts";
import { at, say, silently } from "./context.ts";
import { bindElement } from "./expressions/binders.ts";
import { choose, fieldCandidate, transactionExpr } from "./expressions/candidates.ts";
import type { Scope } from "./expressions/scope.ts";
import { membersValue } from "./expressions/sets.ts";
import { condition } from "./expressions/value.ts";
import { wantType } from "./expressions/wants.ts";
import { checkAgency } from "./institutions.ts";
import { checkCite, checkDisplacement, checkLabel, checkLabels } from "./parts.ts";
import { checkPolicy } from "./reviews.ts";
import type {
  Binder,
  ConditionClause,
  Expr,
  Jurisdiction,
  Label,
  Obligation,
  OutcomeValue,
  PolicyValue,
  RouteValue,
} from "./tree.ts";
import { numberValue } from "./type-names.ts";
import { ANY_CODE, TRUTH } from "./types.ts";

export type Subject = "measure" | "extraterritorial" | "exception";

/** What the clauses of one level say. Clauses that were faulty are left out; their owner is faulty. */
export interface Level {
  /** the scope in which the clauses stand: with the names of `for any` */
  readonly scope: Scope;
  readonly binders: Binder[];
  readonly conditions: ConditionClause[];
  readonly exclusions: ConditionClause[];
  readonly outcomes: OutcomeValue[];
  review: PolicyValue | null;
  readonly routes: RouteValue[];
  readonly releases: ast.ReleaseTarget[];
  readonly obligations: Omit<Obligation, "id">[];
  /** the single clauses that stand here, by word */
  readonly words: ReadonlyMap<string, ast.MeasureClause>;
}

/** Clauses of which there is one, common or versioned; the others add up. */
export function clauseWord(clause: ast.MeasureClause): string | null {
  switch (clause.kind) {
    case "NamesClause":
      return clause.word;
    case "OriginClause":
      return "origin";
    case "ItemsClause":
      return "items";
    case "DestinationsClause":
      return "destinations";
    case "ForClause":
      return "for any";
    case "RequiresClause":
      return "requires";
    case "ProhibitsClause":
      return "prohibits";
    case "ReviewClause":
      return "review";
    case "RoutesClause":
      return "routes";
    case "ReleasesClause":
      return "releases";
    default:
      return null;
  }
}

/** `requires` and `prohibits` are one clause in this respect. */
function slot(word: string): string {
  return word === "prohibits" ? "requires" : word;
}

export function readLevel(
  clauses: readonly ast.MeasureClause[],
  outer: Scope,
  jurisdiction: Jurisdiction | null,
): Level {
  const words = singleClauses(clauses, outer);
  const binders: Binder[] = [];
  const conditions: ConditionClause[] = [];
  const scope = bindNames(clauses, outer, binders, conditions);
  const level: Level = {
    scope,
    binders,
    conditions,
    exclusions: [],
    outcomes: [],
    review: null,
    routes: [],
    releases: [],
    obligations: [],
    words,
  };
  checkLabels(
    scope,
    clauses.map((clause) => (clause.kind === "UnlessClause" ? clause.label : null)),
  );
  for (const clause of clauses) readClause(clause, level, jurisdiction);
  return level;
}

function singleClauses(clauses: readonly ast.MeasureClause[], scope: Scope): Map<string, ast.MeasureClause> {
  const words = new Map<string, ast.MeasureClause>();
  for (const clause of clauses) {
    const word = clauseWord(clause);
    if (word === null) continue;
    const first = words.get(slot(word));
    if (first === undefined) words.set(slot(word), clause);
    else {
      say(
        scope,
        "check/clause-twice",
        clause,
        { clause: word },
        { related: [{ span: at(scope, first), message: "the first" }] },
      );
    }
  }
  return words;
}

/** The names of `for any` count for all clauses of the level, wherever it stands. */
function bindNames(
  clauses: readonly ast.MeasureClause[],
  outer: Scope,
  binders: Binder[],
  conditions: ConditionClause[],
): Scope {
  let scope = outer;
  for (const clause of clauses) {
    if (clause.kind !== "ForClause") continue;
    for (const node of clause.binders) {
      const bound = bindElement(node, scope);
      if (bound.binder !== null) binders.push(bound.binder);
      scope = bound.scope;
    }
    if (clause.where !== null) {
      const where = condition(clause.where, scope);
      if (where !== null) conditions.push(conditionClause("for", where, clause.where, scope));
    }
  }
  return scope;
}

function conditionClause(
  clause: ConditionClause["clause"],
  expr: Expr,
  node: ast.Node,
  scope: Scope,
  label: ast.LabelPath | null = null,
  cite: ast.Cite | null = null,
): ConditionClause {
  return {
    clause,
    condition: expr,
    label: checkLabel(label),
    citation: checkCite(scope, cite),
    span: at(scope, node),
  };
}

function readClause(clause: ast.MeasureClause, level: Level, jurisdiction: Jurisdiction | null): void {
  const { scope } = level;
  switch (clause.kind) {
    case "ItemsClause": {
      const test = itemsCondition(clause, scope);
      if (test !== null) level.conditions.push(conditionClause("items", test, clause, scope));
      return;
    }
    case "DestinationsClause": {
      const test = destinationsCondition(clause, scope);
      if (test !== null) level.conditions.push(conditionClause("destinations", test, clause, scope));
      return;
    }
    case "NamesClause":
      if (clause.word === "activities") {
        const test = activitiesCondition(clause, scope);
        if (test !== null) level.conditions.push(conditionClause("activities", test, clause, scope));
      }
      return;
    case "WhenClause": {
      const test = condition(clause.condition, scope);
      if (test !== null) level.conditions.push(conditionClause("when", test, clause, scope));
      return;
    }
    case "UnlessClause": {
      const test = condition(clause.condition, scope);
      if (test !== null) {
        level.exclusions.push(conditionClause("unless", test, clause, scope, clause.label, clause.cite));
      }
      return;
    }
    case "RequiresClause":
      level.outcomes.push(...requirements(clause, scope, jurisdiction));
      return;
    case "ProhibitsClause":
      level.outcomes.push({ ...plainOutcome, verdict: "prohibited", span: at(scope, clause) });
      return;
    case "ReviewClause":
      level.review = checkPolicy(clause.policy, scope);
      return;
    case "RoutesClause":
      readRoutes(clause, level);
      return;
    case "ReleasesClause":
      level.releases.push(...clause.targets);
      return;
    case "ObligesClause": {
      const obligation = checkObligation(clause, scope, jurisdiction);
      if (obligation !== null) level.obligations.push(obligation);
      return;
    }
    case "ErrorClause":
      silently(scope);
      return;
    default:
      return;
  }
}

// ------------------------------------------------------------------------------------------ conditions with a column

/** A fact of the transaction by name, for the clauses that stand for a test of it. */
function transactionFact(name: string, node: ast.Node, scope: Scope): Expr | null {
  const transaction = scope.context.transaction;
  if (transaction === null) return say(scope, "check/no-transaction", node, { name: "transaction" });
  const candidate = fieldCandidate(scope, transaction, transactionExpr(scope, transaction, node), name, 2);
  if (candidate === null) {
    return say(scope, "bind/unknown-field", node, { field: name, of: "the record `transaction`", near: [] });
  }
  if (candidate.type === null) return silently(scope);
  // The word `items` names no fact in the text: nothing is noted as a reference there.
  const built = candidate.build(node);
  scope.context.references.delete(node);
  return built;
}

function itemsCondition(clause: ast.ItemsClause, scope: Scope): Expr | null {
  const item = transactionFact("item", clause, scope);
  const codes = membersValue(clause.members, clause, scope, ANY_CODE);
  if (item === null || codes === null) return null;
  scope.file.codeUses.push({ owner: scope.owner, set: codes });
  return { kind: "classified", item, codes, type: TRUTH, span: at(scope, clause) };
}

function destinationsCondition(clause: ast.DestinationsClause, scope: Scope): Expr | null {
  const element = transactionFact("destination", clause, scope);
  if (element === null) return null;
  const set = membersValue(clause.members, clause, scope, element.type);
  return set === null ? null : { kind: "in", element, set, type: TRUTH, span: at(scope, clause) };
}

/** `activities export, reexport`: one of these named conditions holds. */
function activitiesCondition(clause: ast.NamesClause, scope: Scope): Expr | null {
  const operands: Expr[] = [];
  for (const name of clause.names) {
    if (name.missing) return silently(scope);
    const chosen = choose(scope, name.text, name, wantType(TRUTH));
    if (chosen === null) continue;
    if (chosen.define !== null && chosen.define.symbol.node.parameters.length > 0) {
      const expected = chosen.define.symbol.node.parameters.length;
      say(scope, "check/arguments", name, { name: name.text, expected, found: 0 });
      continue;
    }
    operands.push(chosen.build(name));
  }
  if (operands.length < clause.names.length || operands.length === 0) return silently(scope);
  if (operands.length === 1) return operands[0]!;
  return { kind: "or", operands, type: TRUTH, span: at(scope, clause) };
}

// ---------------------------------------------------------------------------------------------------------- outcomes

const plainOutcome = {
  label: null,
  to: null,
  awaitingDecision: false,
  when: null,
  otherwise: false,
  except: [],
  citation: null,
};

function requirements(
  clause: ast.RequiresClause,
  scope: Scope,
  jurisdiction: Jurisdiction | null,
): OutcomeValue[] {
  if (clause.outcome !== null) {
    return [{ ...plainOutcome, ...outcome(clause.outcome, scope, jurisdiction), span: at(scope, clause) }];
  }
  checkDisplacement(scope, clause.limbs);
  const outcomes: OutcomeValue[] = [];
  for (const limb of clause.limbs) {
    const when = limb.when === null ? null : condition(limb.when, scope);
    if (limb.when !== null && when === null) continue;
    outcomes.push({
      ...outcome(limb.outcome, scope, jurisdiction),
      label: checkLabel(limb.label),
      when,
      otherwise: limb.otherwise,
      except: limb.except.map((label) => checkLabel(label) as Label),
      citation: checkCite(scope, limb.cite),
      span: at(scope, limb),
    });
  }
  return outcomes;
}

function outcome(
  node: ast.Outcome,
  scope: Scope,
  jurisdiction: Jurisdiction | null,
): Pick<OutcomeValue, "verdict" | "to" | "awaitingDecision"> {
  return {
    verdict: node.outcome === "license" ? "license_required" : "notification_required",
    to: node.to === null ? null : checkAgency(scope, node.to, jurisdiction),
    awaitingDecision: node.awaitingDecision,
  };
}

function readRoutes(clause: ast.RoutesClause, level: Level): void {
  const { scope } = level;
  checkLabels(
    scope,
    clause.limbs.map((limb) => limb.label),
  );
  for (const limb of clause.limbs) {
    const when = limb.when === null ? null : condition(limb.when, scope);
    if (limb.route.missing || (limb.when !== null && when === null)) {
      silently(scope);
      continue;
    }
    level.routes.push({ label: checkLabel(limb.label), route: limb.route.text, when, span: at(scope, limb) });
  }
}

function checkObligation(
  node: ast.ObligesClause,
  scope: Scope,
  jurisdiction: Jurisdiction | null,
): Omit<Obligation, "id"> | null {
  const when = node.when === null ? null : condition(node.when, scope);
  if ((node.when !== null && when === null) || node.duty.missing || node.to.missing) return silently(scope);
  return {
    duty: node.duty.text,
    to: checkAgency(scope, node.to, jurisdiction),
    timing: node.timing,
    days: node.days === null ? null : wholeDays(node.days, scope),
    text: node.text === null || node.text.missing ? null : node.text.value,
    when,
    span: at(scope, node),
  };
}

/** Whole days as written; null with a finding where they are no whole number. */
function wholeDays(node: ast.NumberLiteral, scope: Scope): number | null {
  if (node.missing) return silently(scope);
  const amount = numberValue(node.text);
  if (amount.d !== 1n || amount.s < 0n) {
    return say(scope, "check/number-needed", node, {
      found: `\`${node.text}\`, which is no whole number of days`,
    });
  }
  return Number(amount.n);
}
