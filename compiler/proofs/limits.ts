/** Whether a condition holds only within a limit, asked once for each pair of conditions, whatever days they stand on. */

import { NO, type Prop, type PropId, type Props, YES } from "../analysis/conditions/prop.ts";
import type { Analysis, Node, Point } from "../analysis/index.ts";
import type { Jurisdiction } from "../check/tree.ts";
import type { Claim, Examiner } from "./examiner.ts";
import { isSmall, shareFacts } from "./outline.ts";

/**
 * `within` is a proof. `beyond`: a transaction beyond the limit is not excluded, and wants a witness. `open`: only text
 * that cannot be determined may lead beyond it. `too large`: the question grew past its budget; `too wide`: it looks at so many
 * facts that it would, and was not tried.
 */
export type Keeping = "within" | "beyond" | "open" | "too large" | "too wide";

/** Facts beyond which no diagram of a whole is begun. */
const WIDEST = 100;

/** Nodes of a question that could not be taken apart; few are asked. */
const WHOLE = 20_000;

export function keepsWithin(
  examiner: Examiner,
  jurisdiction: Jurisdiction,
  point: Point,
  claim: Claim,
  limit: Claim,
): Keeping {
  const { limits } = examiner.known;
  const [holds, within] = examiner.open(jurisdiction, point, [claim, limit]) as [PropId, PropId];
  const key = `${holds} ${within}`;
  const known = limits.get(key);
  if (known !== undefined) return known;
  const { props } = examiner.known;
  const found = isImplied(examiner, holds, within)
    ? "within"
    : props.subjectsIn(holds, within).length > WIDEST
      ? "too wide"
      : (examiner.look([holds, within], byWhole, WHOLE) ?? "too large");
  limits.set(key, found);
  return found;
}

function byWhole(analysis: Analysis, [holds, within]: readonly Node[]): Keeping {
  const outside = analysis.is(within!, "no");
  const unsure = analysis.is(within!, "missing");
  const certain = analysis.is(holds!, "yes");
  const perhaps = analysis.is(holds!, "missing");
  if (analysis.isPossible(analysis.and(certain, outside))) return "beyond";
  const isOpen =
    analysis.isPossible(analysis.and(certain, unsure)) ||
    analysis.isPossible(analysis.and(perhaps, analysis.or(outside, unsure)));
  return isOpen ? "open" : "within";
}

/**
 * Whether wherever `a` may hold `b` certainly does, found part by part: an alternative that is implied is enough, and so
 * is a part that implies; two questions about one list are compared element by element. What takes two parts together is
 * asked of few facts only. "No" is no proof of anything.
 */
function isImplied(examiner: Examiner, a: PropId, b: PropId): boolean {
  const { implied, props } = examiner.known;
  const key = `${a} ${b}`;
  const known = implied.get(key);
  if (known !== undefined) return known;
  const found = isImpliedByParts(examiner, a, b, props);
  implied.set(key, found);
  return found;
}

function isImpliedByParts(examiner: Examiner, a: PropId, b: PropId, props: Props): boolean {
  if (b === YES || a === NO) return true;
  if (b === NO || a === YES) return false;
  const [from, to] = [props.get(a), props.get(b)];
  if (from.kind === "or") return from.parts.every((part) => isImplied(examiner, part, b));
  if (to.kind === "and") return to.parts.every((part) => isImplied(examiner, a, part));
  const parts = (from.kind === "and" ? from.parts : [a]).filter((part) => shareFacts(part, b, props));
  if (parts.length === 0) return false;
  if (to.kind === "or" && to.parts.some((part) => isImplied(examiner, a, part))) return true;
  if (from.kind === "some" && to.kind === "some" && isSameList(from, to)) {
    if (isImplied(examiner, from.body, to.body)) return true;
  }
  if (from.kind === "and" && parts.some((part) => isImplied(examiner, part, b))) return true;
  const own = props.and(...parts);
  if (!isSmall(b, props) || !isSmall(own, props)) return false;
  return (
    examiner.look([own, b], (analysis, [may, certain]) => {
      const lacks = analysis.where(certain!, isLacking);
      return !analysis.isPossible(analysis.and(analysis.where(may!, isNotExcluded), lacks));
    }) ?? false
  );
}

type Some = Extract<Prop, { kind: "some" }>;

function isSameList(a: Some, b: Some): boolean {
  return a.element.list === b.element.list && a.element.depth === b.element.depth;
}

const isNotExcluded = (value: unknown): boolean => value === "yes" || value === "missing";
const isLacking = (value: unknown): boolean => value === "no" || value === "missing";

/** Whether two expressions are written alike: what they come to is one, even where that cannot be determined. */
export function isSameText(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  // declarations and variables are themselves alone
  if (!isWritten(a) && !Array.isArray(a)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([key, value]) => IGNORED.has(key) || isSameText(value, right.get(key)))
  );
}

const IGNORED: ReadonlySet<string> = new Set(["span", "type"]);

/** An expression, or a value in one. */
function isWritten(value: object): boolean {
  return "kind" in value && !("id" in value);
}
