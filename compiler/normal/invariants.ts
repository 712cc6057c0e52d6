/**
 * What holds of every normal program. Checked in tests, on every program they make; a violation is a bug of `lower.ts`
 * and its helpers, never of a source.
 */

import type { Declared } from "../check/tree.ts";
import { atoms, type Formula } from "./condition.ts";
import type { NormalProgram, Rule } from "./normal-program.ts";
import type { Interval } from "./quantity.ts";
import { productOf } from "./quantity.ts";
import type { Rectangle } from "./timeline.ts";

/** Every violation, one sentence each; empty for a sound program. */
export function violations(normal: NormalProgram): readonly string[] {
  const found: string[] = [];
  const rules: readonly Rule<Declared, unknown>[] = [
    ...normal.requirements,
    ...normal.grounds,
    ...normal.classifications,
    ...normal.releases,
  ];
  found.push(...identityViolations(rules));
  for (const rule of rules) {
    const say = (what: string): void => {
      found.push(`${rule.id}: ${what}`);
    };
    if (!isNever(rule)) rectangleViolations(rule.effective).forEach(say);
    for (const part of rule.parts) formulaViolations(part, "part", rule.of).forEach(say);
    for (const binder of rule.binders) if (binder.where !== null) say("a binder keeps its condition");
  }
  found.push(...disjointness(rules));
  for (const { id, versions } of [
    ...normal.defines.map((d) => ({ id: d.define.id, versions: d.versions })),
    ...normal.groups.map((g) => ({ id: g.group.id, versions: g.versions })),
    ...normal.reviews.map((r) => ({ id: r.review.id, versions: r.versions })),
  ]) {
    for (const version of versions)
      for (const what of rectangleViolations(version.effective)) found.push(`${id}: ${what}`);
    found.push(...overlaps(versions.map((v) => v.effective)).map((what) => `${id}: ${what}`));
  }
  return found;
}

/** A version that is in force on no day has an empty rectangle, and asks nothing. */
function isNever({ effective: { from, until }, parts }: Rule<Declared, unknown>): boolean {
  return from !== null && from === until && parts.length === 0;
}

/** Ids are unique, and rules stand in the order of their ids. */
function identityViolations(rules: readonly Rule<Declared, unknown>[]): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    if (seen.has(rule.id)) found.push(`${rule.id}: two rules have this id`);
    seen.add(rule.id);
    if (!rule.id.startsWith(`${rule.of.id}/`))
      found.push(`${rule.id}: the id does not begin with ${rule.of.id}`);
  }
  return found;
}

/** Intervals are not empty. */
function rectangleViolations({ from, until, knownFrom, knownUntil }: Rectangle): readonly string[] {
  const found: string[] = [];
  if (from !== null && until !== null && from >= until) found.push(`in force from ${from} until ${until}`);
  if (knownFrom !== null && knownUntil !== null && knownFrom >= knownUntil) {
    found.push(`known from ${knownFrom} until ${knownUntil}`);
  }
  return found;
}

/** Rectangles of one declaration and choice of limbs do not meet. */
function disjointness(rules: readonly Rule<Declared, unknown>[]): readonly string[] {
  const groups = new Map<string, Rule<Declared, unknown>[]>();
  for (const rule of rules.filter((each) => !isNever(each))) {
    // unlabeled limbs of one version share their labels; their order in the version keeps them apart
    const key = `${rule.of.id}\n${rule.limbs.join("")}\n${rule.span.start}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].flatMap((group) =>
    overlaps(group.map((rule) => rule.effective)).map((what) => `${group[0]!.id}: ${what}`),
  );
}

function overlaps(rectangles: readonly Rectangle[]): readonly string[] {
  const found: string[] = [];
  rectangles.forEach((a, i) => {
    for (const b of rectangles.slice(i + 1)) {
      const views = a.view === "both" || b.view === "both" || a.view === b.view;
      if (
        views &&
        meet(a.from, a.until, b.from, b.until) &&
        meet(a.knownFrom, a.knownUntil, b.knownFrom, b.knownUntil)
      ) {
        found.push(`two rectangles meet: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
      }
    }
  });
  return found;
}

function meet(a: string | null, aEnd: string | null, b: string | null, bEnd: string | null): boolean {
  return (bEnd === null || a === null || a < bEnd) && (aEnd === null || b === null || b < aEnd);
}

/** Formulas are flat, folded and carry their places. */
function formulaViolations(part: Formula, within: "part" | "all" | "any", of: Declared): readonly string[] {
  const found: string[] = [];
  if (part.span.file !== of.span.file || part.span.start < of.span.start || part.span.end > of.span.end) {
    found.push(`a part lies outside the declaration, at ${part.span.file}:${part.span.start}`);
  }
  if (part.kind === "constant") {
    if (within !== "part") found.push("a constant stands inside a formula");
    else if (part.value) found.push("a part is always true");
    return found;
  }
  if (part.kind === "atom") {
    if (part.test.kind === "bounds") found.push(...boundsViolations(part.test.interval));
    if (part.test.kind === "bounds" && part.test.axis !== null) {
      const { product } = part.test.axis;
      if (product.coefficient.n === 0n) found.push("a tested formula is always zero");
      if (productOf(part.test.subject)?.key !== product.key) found.push("an axis does not fit its subject");
    }
    return found;
  }
  if (part.kind === within) found.push(`${within} stands directly inside ${within}`);
  if (part.kind === "all" && within === "part") found.push("a conjunction is not parted");
  if (part.parts.length < 2) found.push(`${part.kind} of fewer than two parts`);
  for (const inner of part.parts) found.push(...formulaViolations(inner, part.kind, of));
  return found;
}

function boundsViolations({ low, high }: Interval): readonly string[] {
  if (low === null && high === null) return ["an interval without bounds"];
  const kinds = new Set([low?.at.kind, high?.at.kind].filter((kind) => kind !== undefined));
  return kinds.size > 1 ? ["an interval of two kinds"] : [];
}

/** Number of atoms, for figures and budgets. */
export function atomCount(normal: NormalProgram): number {
  const rules = [...normal.requirements, ...normal.grounds, ...normal.classifications, ...normal.releases];
  return rules.reduce((sum, rule) => sum + rule.parts.reduce((n, part) => n + atoms(part).length, 0), 0);
}
