/** Every expression of a program, and what stands inside one. */
import type {
  Binder,
  Chronology,
  ConditionClause,
  Expr,
  Guarded,
  PolicyValue,
  Program,
} from "../check/tree.ts";

/** The expressions directly inside an expression. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "field":
    case "column":
      return [expr.of];
    case "call":
      return expr.receiver === null ? expr.args : [expr.receiver, ...expr.args];
    case "arithmetic":
    case "compare":
    case "meets":
    case "union":
    case "minus":
    case "intersect":
      return [expr.left, expr.right];
    case "convert":
    case "not":
    case "knowledge":
    case "isUnknown":
      return [expr.operand];
    case "aggregate":
      return [...ofBinder(expr.binder), expr.value];
    case "and":
    case "or":
      return expr.operands;
    case "limbs":
      return expr.limbs.flatMap((limb) => [limb.condition, ...orNone(limb.unless)]);
    case "in":
      return [expr.element, expr.set];
    case "classified":
      return [expr.item, expr.codes];
    case "listedIn":
      return [expr.subject];
    case "listedBy":
      return [expr.item, expr.country];
    case "quantifier":
      return ofBinder(expr.binder);
    case "entryCondition":
      return [expr.column];
    case "setLiteral":
      return expr.members;
    case "schemesOf":
      return [expr.country];
    default:
      return [];
  }
}

function orNone(expr: Expr | null): readonly Expr[] {
  return expr === null ? [] : [expr];
}

/** The list of a binder, and its `where`. */
export function ofBinder(binder: Binder): readonly Expr[] {
  return [binder.list, ...orNone(binder.where)];
}

/** An expression and all inside it, without following calls. */
export function inside(expr: Expr): readonly Expr[] {
  return [expr, ...children(expr).flatMap(inside)];
}

function ofGuarded(chronology: Chronology<Guarded>): readonly Expr[] {
  return chronology.versions.flatMap(({ value }) => [value.value, ...orNone(value.unless)]);
}

function ofPolicy(policy: PolicyValue | null): readonly Expr[] {
  if (policy?.kind === "column") return [policy.column];
  if (policy?.kind !== "grid") return [];
  return policy.grid.limbs.flatMap((limb) => [...orNone(limb.when), ...ofPolicy(limb.policy)]);
}

function ofClauses(clauses: readonly ConditionClause[]): readonly Expr[] {
  return clauses.map((clause) => clause.condition);
}

/** The outermost expressions of all declarations. */
export function allExpressions(program: Program): readonly Expr[] {
  const fields = program.records.flatMap((record) => [...record.fields.values()]);
  return [
    ...fields.flatMap((f) => [...orNone(f.appliesWhen), ...orNone(f.closedWhen), ...orNone(f.formula)]),
    ...program.groups.flatMap((group) => group.chronology.versions.map((version) => version.value.value)),
    ...[...program.defines, ...program.items, ...program.reaches].flatMap((d) => ofGuarded(d.chronology)),
    ...program.reviews.flatMap((review) =>
      review.chronology.versions.flatMap(({ value }) => ofPolicy({ kind: "grid", grid: value })),
    ),
    ...program.measures.flatMap((measure) => [
      ...measure.saves.map((saving) => saving.condition),
      ...measure.chronology.versions.flatMap(({ value }) => [
        ...value.binders.flatMap(ofBinder),
        ...ofClauses(value.conditions),
        ...ofClauses(value.exclusions),
        ...value.outcomes.flatMap((outcome) => orNone(outcome.when)),
        ...ofPolicy(value.review),
        ...value.routes.flatMap((route) => orNone(route.when)),
      ]),
    ]),
    ...program.exceptions.flatMap((exception) =>
      exception.chronology.versions.flatMap(({ value }) => [
        ...ofClauses(value.conditions),
        ...ofClauses(value.exclusions),
      ]),
    ),
  ];
}
