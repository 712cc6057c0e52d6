/** Limits of a power under official findings: `treats C as D` makes what meets C count where D is asked for. */
import type { Point } from "../analysis/index.ts";
import type { Authority, Expr, Finding, IsoDate, Jurisdiction, Variable } from "../check/tree.ts";
import { some, substitute } from "../normal/walk.ts";
import { conditionHolds } from "./claims.ts";
import type { Examiner } from "./examiner.ts";

/** Findings that hold on a day for powers of the authority. */
export function findingsFor(examiner: Examiner, authority: Authority, day: IsoDate): readonly Finding[] {
  return examiner.program.findings.filter(
    ({ from, module, proposal }) =>
      (from === null || from <= day) &&
      (module.jurisdiction === null || module.jurisdiction.id === authority.jurisdiction.id) &&
      (proposal === null || examiner.proposals.includes(proposal)),
  );
}

/**
 * The limit with every part that a finding's `D` implies widened by its `C`, wherever the part stands unnegated: in
 * `any u in end_uses where u.purpose is wmd + military`, "an advanced node is military" counts such a node as well.
 */
export function underFindings(
  limit: Expr,
  findings: readonly Finding[],
  examiner: Examiner,
  jurisdiction: Jurisdiction,
  point: Point,
): Expr {
  const treats = findings.flatMap((finding) =>
    finding.treats.map((treat) => ({ ...treat, captures: finding.captures })),
  );
  /** `around`: the quantifiers outside, the outermost first, each as a frame for a condition inside it */
  const widen = (expr: Expr, bound: readonly Bound[]): Expr => {
    switch (expr.kind) {
      case "and":
      case "or":
        return { ...expr, operands: expr.operands.map((operand) => widen(operand, bound)) };
      case "limbs":
        if (expr.quantifier === "no") return expr;
        return {
          ...expr,
          limbs: expr.limbs.map((limb) => ({ ...limb, condition: widen(limb.condition, bound) })),
        };
      case "quantifier": {
        const { binder, quantifier } = expr;
        if (quantifier !== "any" || binder.where === null || binder.listedIn !== null) return expr;
        const inside = [...bound, { variable: binder.variable, quantifier: expr }];
        return { ...expr, binder: { ...binder, where: widen(binder.where, inside) } };
      }
      default: {
        const wider = treats.flatMap(({ condition, as, captures }) => {
          const names = matched(captures, bound);
          if (names === null) return [];
          const meant = substitute(as, names);
          return implies(meant, expr, bound, examiner, jurisdiction, point)
            ? [substitute(condition, names)]
            : [];
        });
        if (wider.length === 0) return expr;
        return { kind: "or", type: expr.type, span: expr.span, operands: [expr, ...wider] };
      }
    }
  };
  return widen(limit, []);
}

interface Bound {
  readonly variable: Variable;
  readonly quantifier: Extract<Expr, { kind: "quantifier" }>;
}

/** The innermost bound name of each captured name's record; null where there is none. */
function matched(captures: readonly Variable[], bound: readonly Bound[]): ReadonlyMap<Variable, Expr> | null {
  const names = new Map<Variable, Expr>();
  for (const capture of captures) {
    const found = [...bound].reverse().find(({ variable }) => sameRecord(variable, capture));
    if (found === undefined) return null;
    const { variable } = found;
    names.set(capture, { kind: "variable", type: variable.type, span: variable.span, variable });
  }
  return names;
}

function sameRecord({ type: a }: Variable, { type: b }: Variable): boolean {
  return a.kind === "record" && b.kind === "record" && a.record === b.record;
}

/** Whether no transaction has an element for which `a` is yes and `b` is not. */
function implies(
  a: Expr,
  b: Expr,
  bound: readonly Bound[],
  examiner: Examiner,
  jurisdiction: Jurisdiction,
  point: Point,
): boolean {
  if (some(b, (part) => part.kind === "unencodable")) return false;
  const type = b.type;
  const not: Expr = { kind: "not", type, span: b.span, operand: b };
  const unsure: Expr = { kind: "knowledge", type, span: b.span, test: "unknown", operand: b };
  const fails: Expr = { kind: "or", type, span: b.span, operands: [not, unsure] };
  const both: Expr = { kind: "and", type, span: b.span, operands: [a, fails] };
  const whole = [...bound].reverse().reduce<Expr>(
    (inner, { quantifier }) => ({
      ...quantifier,
      binder: { ...quantifier.binder, where: inner },
    }),
    both,
  );
  return examiner.cannotBe(jurisdiction, point, conditionHolds(whole));
}
