/** Rules that require nothing: what is left of measures that a question is not about. */
import type { Expr, Measure } from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import type { Requirement, Rule } from "../normal/normal-program.ts";

const PLACE = { file: "", start: 0, end: 0 };
const NO: Expr = {
  kind: "const",
  type: { kind: "truth" },
  span: PLACE,
  value: { kind: "truth", value: false },
};

const NEVER: Formula = {
  kind: "constant",
  value: false,
  negated: false,
  expr: NO,
  clause: "when",
  citation: null,
  span: PLACE,
};

/**
 * A law reaches what its default ground and the grounds of its measures reach, whether those require anything or not:
 * one rule for each ground, jurisdiction and stretch of time stays, and never holds.
 */
export function idleRules(
  rules: readonly Rule<Measure, Requirement>[],
): readonly Rule<Measure, Requirement>[] {
  const kept = new Map<string, Rule<Measure, Requirement>>();
  for (const rule of rules) {
    const { from, until, knownUntil, view } = rule.effective;
    const ground = rule.effect.reach?.id ?? "";
    const key = [rule.of.jurisdiction.id, ground, from, until, knownUntil, view].join(" ");
    if (kept.has(key)) continue;
    kept.set(key, { ...rule, binders: [], parts: [NEVER], effect: { ...rule.effect, saves: [] } });
  }
  return [...kept.values()];
}
