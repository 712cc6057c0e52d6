/** Review policies: the grids of `review` declarations and those written in measures. */
import type * as ast from "../../grammar/ast.ts";
import { datedChronology } from "./chronology.ts";
import { at, type Context, say, silently } from "./context.ts";
import { siteOf } from "./defines.ts";
import { type Capture, openScope, type Scope } from "./expressions/scope.ts";
import { condition, value } from "./expressions/value.ts";
import { wantType } from "./expressions/wants.ts";
import { checkCite, checkDisplacement, checkLabel } from "./parts.ts";
import { lookup, resolveName } from "./scopes.ts";
import type { AnySymbol, ReviewSymbol, ReviewUse } from "./symbols.ts";
import type { Label, PolicyGridValue, PolicyLimbValue, PolicyValue, Variable } from "./tree.ts";
import { sameType } from "./types.ts";

export type ReviewUses = Map<AnySymbol, ReviewUse[]>;

/** A policy in words, the name of a grid, or a column of a bound entry. */
export function checkPolicy(node: ast.Policy | ast.PolicyGrid, scope: Scope): PolicyValue | null {
  if (node.kind === "PolicyWords") return { kind: "policy", policy: node.policy };
  if (node.kind === "PolicyGrid") {
    const grid = checkGrid(node, scope);
    return grid === null ? null : { kind: "grid", grid };
  }
  if (node.kind === "ErrorExpression") return silently(scope);
  if (node.kind === "PathExpression" && node.segments.length === 1 && node.segments[0]!.args === null) {
    const review = resolveName(scope, node.segments[0]!.name, ["review"], true);
    return review === null ? null : { kind: "review", review: review.draft };
  }
  const column = value(node, scope, wantType({ kind: "review" }));
  return column === null ? null : { kind: "column", column };
}

export function checkGrid(node: ast.PolicyGrid, scope: Scope): PolicyGridValue | null {
  checkDisplacement(scope, node.limbs);
  const limbs: PolicyLimbValue[] = [];
  for (const limb of node.limbs) {
    const policy = checkPolicy(limb.policy, scope);
    const when = limb.when === null ? null : condition(limb.when, scope);
    if (policy === null || (limb.when !== null && when === null)) continue;
    limbs.push({
      label: checkLabel(limb.label),
      policy,
      when,
      otherwise: limb.otherwise,
      except: limb.except.map((label) => checkLabel(label) as Label),
      citation: checkCite(scope, limb.cite),
      span: at(scope, limb),
    });
  }
  return limbs.length < node.limbs.length ? null : { limbs, span: at(scope, node) };
}

export function checkReview(context: Context, symbol: ReviewSymbol, uses: ReviewUses): void {
  const site = siteOf(context, symbol);
  const captures = new Map<string, Variable>();
  const scope: Scope = { ...openScope(site), capture: captureFrom(uses.get(symbol) ?? [], captures) };
  const found = datedChronology<PolicyGridValue>(site, symbol.node, symbol.nameNode, (written) => {
    if (written.operation !== "set") {
      return say(site, "check/add-to-condition", written.node, { word: written.operation });
    }
    if (written.unless !== null) return say(site, "check/unless-on-value", written.unless, {});
    if (written.value.kind !== "PolicyGrid") return silently(site);
    return checkGrid(written.value, scope);
  });
  symbol.draft.chronology = { versions: found.versions, statuses: found.statuses };
  symbol.draft.citations = found.citations;
  symbol.draft.captures = [...captures.values()];
}

/** A name counts if every measure that uses the grid binds it to one type. */
function captureFrom(uses: readonly ReviewUse[], captures: Map<string, Variable>): Capture {
  return (name) => {
    const known = captures.get(name);
    if (known !== undefined) return known;
    const first = uses.find((use) => use.bound.has(name))?.bound.get(name);
    if (first === undefined) return null;
    const missing = uses.find((use) => {
      const variable = use.bound.get(name);
      return variable === undefined || !sameType(variable.type, first.type);
    });
    if (missing !== undefined) return { missingIn: missing.measure.name };
    const variable: Variable = { name, type: first.type, span: first.span };
    captures.set(name, variable);
    return variable;
  };
}

/** Who uses which grid: by name, and through the grids that name it in their limbs. */
export function reviewUses(context: Context): ReviewUses {
  const uses: ReviewUses = new Map();
  for (const { review, use } of context.files.flatMap((file) => file.reviewUses)) {
    const list = uses.get(review);
    if (list === undefined) uses.set(review, [use]);
    else list.push(use);
  }
  spreadUses(context, uses);
  return uses;
}

function spreadUses(context: Context, uses: ReviewUses): void {
  const pending = [...uses.keys()];
  for (let symbol = pending.pop(); symbol !== undefined; symbol = pending.pop()) {
    if (symbol.kind !== "review") continue;
    const own = uses.get(symbol) ?? [];
    for (const inner of namedReviews(context, symbol)) {
      const list = uses.get(inner) ?? [];
      const fresh = own.filter((use) => !list.includes(use));
      if (fresh.length === 0) continue;
      uses.set(inner, [...list, ...fresh]);
      pending.push(inner);
    }
  }
}

function namedReviews(context: Context, symbol: ReviewSymbol): ReviewSymbol[] {
  const site = siteOf(context, symbol);
  const values = [
    symbol.node.value,
    ...symbol.node.versions.map((v) => (v.kind === "Version" ? v.value : null)),
  ];
  return values
    .flatMap((value) => (value?.kind === "PolicyGrid" ? value.limbs : []))
    .flatMap((limb) => {
      if (limb.policy.kind !== "PathExpression" || limb.policy.segments.length !== 1) return [];
      const name = limb.policy.segments[0]!.name.text;
      return lookup(site, name).filter((s): s is ReviewSymbol => s.kind === "review");
    });
}
