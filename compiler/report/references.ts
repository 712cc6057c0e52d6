/**
 * What a measure refers to by name: groups, defined terms, review policies. They change on days of their own, and some leave
 * an answer open; a reader of the measure must be told of both.
 */
import type { Define, Expr, Group, Measure, PolicyValue, Review, Unencodable } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";
import { gridChanges, groupChanges, guardedChanges } from "./changes.ts";
import { compare } from "./order.ts";
import { type Phrase, type Piece, type Statement, statement } from "./phrase.ts";
import type { Wording } from "./wording/wording.ts";

export interface References {
  readonly groups: ReadonlySet<Group>;
  readonly defines: ReadonlySet<Define>;
  readonly reviews: ReadonlySet<Review>;
  readonly unencodables: ReadonlySet<Unencodable>;
}

/** Whatever the versions of a measure name, and the groups that those groups are made of. */
export function referencesOf(measure: Measure): References {
  const groups = new Set<Group>();
  const defines = new Set<Define>();
  const reviews = new Set<Review>();
  const unencodables = new Set<Unencodable>();
  const visit = (expr: Expr): void =>
    walk(expr, (part) => {
      if (part.kind === "call") defines.add(part.define);
      if (part.kind === "unencodable") unencodables.add(part.declaration);
      if (part.kind === "group" && !groups.has(part.group)) {
        groups.add(part.group);
        for (const { value } of part.group.chronology.versions) visit(value.value);
      }
    });
  const visitPolicy = (policy: PolicyValue | null): void => {
    if (policy?.kind === "review") reviews.add(policy.review);
    if (policy?.kind !== "grid") return;
    for (const limb of policy.grid.limbs) {
      if (limb.when !== null) visit(limb.when);
      visitPolicy(limb.policy);
    }
  };
  for (const { value } of measure.chronology.versions) {
    for (const { condition } of [...value.conditions, ...value.exclusions]) visit(condition);
    for (const { when } of [...value.outcomes, ...value.routes]) if (when !== null) visit(when);
    visitPolicy(value.review);
  }
  return { groups, defines, reviews, unencodables };
}

interface Dated {
  readonly id: string;
  readonly day: string;
  readonly statement: Statement;
}

/** On which day what a measure refers to changed, and how; one statement for each, in order. */
export function referenceChanges(measure: Measure, w: Wording): Statement[] {
  const { groups, defines, reviews } = referencesOf(measure);
  const first = measure.chronology.versions[0]?.from ?? "";
  const found: Dated[] = [];
  for (const group of groups)
    found.push(...changesOf(group, w.name(group), first, (i) => groupChanges(group, i, w), w));
  for (const define of defines) {
    const { versions } = define.chronology;
    found.push(
      ...changesOf(
        define,
        w.wordsTerm(define),
        first,
        (i) => guardedChanges(versions[i - 1]!.value, versions[i]!.value, w),
        w,
      ),
    );
  }
  for (const review of reviews) {
    const { versions } = review.chronology;
    found.push(
      ...changesOf(
        review,
        w.titleTerm(review),
        first,
        (i) => gridChanges(versions[i - 1]!.value, versions[i]!.value, w),
        w,
      ),
    );
  }
  found.sort((a, b) => compare(a.day, b.day) || compare(a.id, b.id));
  if (found.length === 0) return [];
  return [
    statement(
      w.grammar.referencesChanged(),
      found.map((one) => one.statement),
    ),
  ];
}

function changesOf(
  declared: Group | Define | Review,
  name: Piece,
  first: string,
  changes: (index: number) => readonly Statement[],
  w: Wording,
): Dated[] {
  return declared.chronology.versions.flatMap(({ from, span }, index): Dated[] => {
    if (index === 0 || from === null || from <= first) return [];
    const parts = changes(index).map((change) => ({ ...change, span: change.span ?? span }));
    const said = statement(w.grammar.changedThere(from, name), parts, { span });
    return [{ id: declared.id, day: from, statement: said }];
  });
}

/** What leaves answers under a measure open whatever the facts: text that cannot be encoded, groups that are not complete. */
export function caveatPhrases(measure: Measure, w: Wording): Phrase[] {
  const { groups, unencodables } = referencesOf(measure);
  const named = (all: Iterable<Group | Unencodable>): Phrase =>
    w.grammar.series(
      [...all].sort((a, b) => compare(a.id, b.id)).map((one) => [w.titleTerm(one)]),
      "and",
    );
  const open = [...groups].filter((group) => group.open);
  return [
    ...(unencodables.size === 0 ? [] : [w.grammar.restsOnUnencodable(named(unencodables))]),
    ...(open.length === 0 ? [] : [w.grammar.namesOpenGroups(named(open))]),
  ];
}
