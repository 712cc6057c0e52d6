/** The law piece by piece: every dated declaration with its versions, and the conditions that stand in each. */
import type {
  Chronology,
  ConditionClause,
  DatedVersion,
  Declared,
  Exception,
  Expr,
  Group,
  LimbValue,
  Measure,
  PolicyValue,
  Program,
} from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

export type DatedKind = "measure" | "exception" | "item" | "define" | "group" | "reach" | "review";

/** A dated declaration that is law: what stands in proposals is left out. */
export interface Dated {
  readonly kind: DatedKind;
  readonly declared: Declared;
  readonly chronology: Chronology<unknown>;
}

/** All of them, in the order of kinds and ids. */
export function datedDeclarations(program: Program): readonly Dated[] {
  const of = (kind: DatedKind, all: readonly (Declared & { readonly chronology: Chronology<unknown> })[]) =>
    all
      .filter((declared) => declared.proposal === null)
      .map((declared): Dated => ({ kind, declared, chronology: declared.chronology }));
  return [
    ...of("measure", program.measures),
    ...of("exception", program.exceptions),
    ...of("item", program.items),
    ...of("define", program.defines),
    ...of("group", program.groups),
    ...of("reach", program.reaches),
    ...of("review", program.reviews),
  ];
}

/** The expressions that stand in a version, outermost ones; those of clauses common to all versions stand in each. */
export function expressionsOf(dated: Dated, version: DatedVersion<unknown>): readonly Expr[] {
  const { value } = version;
  switch (dated.kind) {
    case "measure": {
      const body = value as Measure["chronology"]["versions"][number]["value"];
      return [
        ...body.binders.map((binder) => binder.list),
        ...clauses(body.conditions),
        ...clauses(body.exclusions),
        ...present(body.outcomes.map((outcome) => outcome.when)),
        ...policyConditions(body.review),
        ...present(body.routes.map((route) => route.when)),
        ...(dated.declared as Measure).saves.map((saving) => saving.condition),
      ];
    }
    case "exception": {
      const body = value as Exception["chronology"]["versions"][number]["value"];
      return [
        ...clauses(body.conditions),
        ...clauses(body.exclusions),
        ...present(body.obligations.map((obligation) => obligation.when)),
      ];
    }
    case "review":
      return gridConditions(value as { readonly limbs: readonly { readonly when: Expr | null }[] });
    case "group":
      return [(value as Group["chronology"]["versions"][number]["value"]).value];
    default: {
      const guarded = value as { readonly value: Expr; readonly unless: Expr | null };
      return [guarded.value, ...present([guarded.unless])];
    }
  }
}

function clauses(all: readonly ConditionClause[]): readonly Expr[] {
  return all.map(({ condition }) => condition);
}

function present(all: readonly (Expr | null)[]): readonly Expr[] {
  return all.filter((expr) => expr !== null);
}

function policyConditions(policy: PolicyValue | null): readonly Expr[] {
  return policy?.kind === "grid" ? gridConditions(policy.grid) : [];
}

function gridConditions(grid: {
  readonly limbs: readonly { readonly when: Expr | null }[];
}): readonly Expr[] {
  return present(grid.limbs.map((limb) => limb.when));
}

/** Every expression of a version, the outer before the inner. */
export function everyExpression(dated: Dated, version: DatedVersion<unknown>): readonly Expr[] {
  const found: Expr[] = [];
  for (const expr of expressionsOf(dated, version)) walk(expr, (part) => found.push(part));
  return found;
}

/** The limbs an item or a reach holds by: each is a row of its table. */
export function outermostLimbs(expr: Expr): readonly LimbValue[] {
  return expr.kind === "limbs" && expr.quantifier === "any" ? expr.limbs : [];
}
