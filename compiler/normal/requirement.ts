/**
 * One version of a legal declaration as rules: one for each choice of a limb from every outermost block, and for each
 * outcome. Each has the identity of the paragraph it came from.
 */
import type { Span } from "../../grammar/base/span.ts";
import type {
  Binder,
  Citation,
  ConditionClause,
  Expr,
  IsoDate,
  LimbValue,
  OutcomeValue,
} from "../check/tree.ts";
import type { Formula, Provenance } from "./condition.ts";
import { conjunction, limbFormula, partsOf } from "./condition.ts";
import type { Rectangle } from "./timeline.ts";

/** A way for a version to hold. */
export interface Way {
  readonly limbs: readonly string[];
  readonly parts: readonly Formula[];
  /** citations of the limbs chosen */
  readonly citations: readonly string[];
  readonly span: Span;
}

/** All ways for a body of clauses to hold. With `split`, the limbs of `when any of` become ways of their own. */
export function waysOf(
  body: { readonly conditions: readonly ConditionClause[]; readonly exclusions: readonly ConditionClause[] },
  binders: readonly Binder[],
  citations: readonly Citation[],
  span: Span,
): readonly Way[] {
  const common: Formula[] = [];
  const blocks: (readonly Way[])[] = [];
  for (const binder of binders) {
    if (binder.where !== null)
      common.push(...conjunction(binder.where, false, { clause: "for", citation: null }));
  }
  for (const clause of body.conditions) {
    const from = { clause: clause.clause, citation: clause.citation?.text ?? null };
    const block = clause.clause === "when" ? limbBlock(clause.condition) : null;
    if (block === null) common.push(...conjunction(clause.condition, false, from));
    else blocks.push(block.map((limb) => limbWay(limb, citations)));
  }
  for (const clause of body.exclusions) {
    const from = { clause: clause.clause, citation: clause.citation?.text ?? null };
    common.push(...conjunction(clause.condition, true, from));
  }
  let ways: readonly Way[] = [{ limbs: [], parts: common, citations: [], span }];
  for (const block of blocks) ways = ways.flatMap((way) => block.map((limb) => both(way, limb)));
  return ways;
}

function both(a: Way, b: Way): Way {
  return {
    limbs: [...a.limbs, ...b.limbs],
    parts: [...a.parts, ...b.parts],
    citations: [...a.citations, ...b.citations],
    span: b.span,
  };
}

/** The ways for a defined condition (an item, a reach) to hold: one for each limb, with the common `unless`. */
export function waysOfValue(
  value: Expr,
  unless: Expr | null,
  citations: readonly Citation[],
  span: Span,
): readonly Way[] {
  const from = { clause: "value", citation: null } as const;
  const excluded = unless === null ? [] : conjunction(unless, true, { ...from, clause: "unless" });
  const block = limbBlock(value);
  const ways =
    block === null
      ? [{ limbs: [], parts: conjunction(value, false, from), citations: [], span }]
      : block.map((limb) => limbWay(limb, citations));
  return ways.map((way) => ({ ...way, parts: [...way.parts, ...excluded] }));
}

/** The limbs of an `any of` block that stands as the whole of a condition. */
export function limbBlock(condition: Expr): readonly LimbValue[] | null {
  return condition.kind === "limbs" && condition.quantifier === "any" && condition.limbs.length > 0
    ? condition.limbs
    : null;
}

function limbWay(limb: LimbValue, citations: readonly Citation[]): Way {
  const from: Omit<Provenance, "span"> = { clause: "limb", citation: limb.citation?.text ?? null };
  const whole = limbFormula(limb.condition, limb.unless, false, from, limb.span);
  const label = limb.label?.text ?? null;
  return {
    limbs: label === null ? [] : [label],
    parts: partsOf(whole),
    citations:
      limb.citation !== null
        ? [limb.citation.text]
        : label === null
          ? []
          : [labelCitation(citations, label)].flat(),
    span: limb.span,
  };
}

/**
 * The parts that make one outcome apply. Its own `when`; for `otherwise` that no other outcome's `when` holds; and for
 * `except (x)` that x's does not. What another outcome is displaced by plays no part, so the order of the block does not
 * either.
 */
export function outcomeParts(outcome: OutcomeValue, block: readonly OutcomeValue[]): readonly Formula[] {
  const from = { clause: "outcome", citation: outcome.citation?.text ?? null } as const;
  const parts: Formula[] = [];
  if (outcome.when !== null) parts.push(...conjunction(outcome.when, false, from));
  if (outcome.otherwise) {
    for (const other of block) {
      if (other !== outcome && !other.otherwise) parts.push(...notApplying(other, block, from));
    }
  }
  for (const label of outcome.except) {
    const other = block.find((o) => o.label?.text === label.text);
    if (other !== undefined && other !== outcome) parts.push(...notApplying(other, block, from));
  }
  return parts;
}

function notApplying(
  other: OutcomeValue,
  block: readonly OutcomeValue[],
  from: Omit<Provenance, "span">,
): readonly Formula[] {
  if (other.when !== null) return conjunction(other.when, true, from);
  const rivals = other.otherwise ? block.filter((o) => o !== other && !o.otherwise) : [];
  const type = { kind: "truth" } as const;
  const conditions: Expr[] = rivals.map(
    (o) => o.when ?? { kind: "const", type, span: o.span, value: { kind: "truth", value: true } },
  );
  // an outcome without a condition always applies; one with `otherwise` applies where none of its rivals does
  const applies: Expr = other.otherwise
    ? {
        kind: "not",
        type,
        span: other.span,
        operand: { kind: "or", type, span: other.span, operands: conditions },
      }
    : { kind: "const", type, span: other.span, value: { kind: "truth", value: true } };
  const parts = conjunction(applies, true, from);
  return parts;
}

// --------------------------------------------------------------------------------------------------- identities

/** `us.base.ac_a/2023-11-17/(1)(ii)`; `undated` and `-` where there is no date and no limb. */
export function baseId(declaration: string, version: IsoDate | null, limbs: readonly string[]): string {
  return `${declaration}/${version ?? "undated"}/${limbs.length === 0 ? "-" : limbs.join("")}`;
}

/**
 * Ids of one version's rectangles. The one that begins with the version and stands in present knowledge has the bare id,
 * so that a later version does not rename it; the others say from which day, and where need be in which state of
 * knowledge and view, they hold.
 */
export function rectangleSuffix(
  effective: Rectangle,
  version: IsoDate | null,
  siblings: readonly Rectangle[],
): string {
  const primary = (r: Rectangle): boolean =>
    r.from === version && r.state === "in_force" && r.knownUntil === null && r.view !== "practice";
  if (primary(effective)) return "";
  const rest = siblings.filter((r) => !primary(r));
  const shown = (r: Rectangle): string => `@${r.from ?? "before"}`;
  const precise = (r: Rectangle): string => `${shown(r)}~${r.knownFrom ?? "always"}`;
  const full = (r: Rectangle): string => `${precise(r)}~${r.view}`;
  for (const name of [shown, precise]) {
    if (rest.filter((r) => name(r) === name(effective)).length === 1) return name(effective);
  }
  return full(effective);
}

/**
 * The citation of a limb: the law's own label behind the one citation of the declaration, as the law writes it
 * (`15 CFR 734.4` and `(a)(3)`). Several citations leave open which one the label belongs to; none is made then.
 */
export function labelCitation(citations: readonly Citation[], label: string): readonly string[] {
  const [only, ...others] = citations;
  if (only === undefined || others.length > 0 || !/^(?:\([A-Za-z0-9]+\))+$/.test(label)) return [];
  return [
    only.kind === "cfr" || only.kind === "usc" || only.kind === "eu"
      ? `${only.text}${label}`
      : `${only.text} ${label}`,
  ];
}
