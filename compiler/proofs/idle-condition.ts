/** Conditions without which a rule would hold in the same transactions: facts that are asked for and never matter. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Binder, Declared, Expr, Field, Jurisdiction, RecordType, Variable } from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import type { Rectangle } from "../normal/timeline.ts";
import { caseOf, conditionOf } from "./case-of.ts";
import { type PartsClaim, partsHold } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Concern, Examiner } from "./examiner.ts";
import { fieldsIn, fieldsOf } from "./fields.ts";
import { gather } from "./gather.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { shownName } from "./names.ts";
import { expressionsOf } from "./never-holds.ts";
import { withWitness } from "./report.ts";

interface AnyRule {
  readonly of: Declared;
  readonly jurisdiction: Jurisdiction | null;
  readonly version: string | null;
  readonly effective: Rectangle;
  readonly binders: readonly Binder[];
  readonly parts: readonly Formula[];
}

interface Asked {
  readonly rule: AnyRule;
  readonly jurisdiction: Jurisdiction;
  readonly holds: PartsClaim;
}

/** One finding for each condition that never matters, of two that say the same for the later. */
export function idleConditions(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const { transaction } = examiner.program;
  if (transaction === null) return [];
  const asked = rulesOf(examiner, transaction).filter(
    ({ rule }) => concerns(rule.of) && rule.parts.length > 1,
  );
  const likely = impliedOnce(examiner, asked);
  const found: Diagnostic[] = [];
  for (const rules of groupBy(asked, ({ rule }) => rule.of.id).values()) {
    const idle = new Set<string>();
    const all = new Map(rules.flatMap(({ rule }) => rule.parts.map((part) => [placeOf(part), part])));
    for (const place of [...all.keys()].sort().reverse()) {
      const own = rules.flatMap((each) =>
        each.rule.parts.filter((part) => placeOf(part) === place).map((part) => ({ each, part })),
      );
      // a clause that stands for several versions may matter in one of them only
      const everywhere =
        own.every(({ part }) => likely.has(part)) &&
        own.every(({ each, part }) => isIdle(examiner, each, part, idle));
      if (everywhere) idle.add(place);
    }
    for (const place of [...idle].sort()) {
      const { rule } = rules.find((each) => each.rule.parts.some((part) => placeOf(part) === place))!;
      const part = all.get(place)!;
      const what = shownName(rule.of);
      const subject = { subject: { name: rule.of.name } };
      const finding = reportProof("proof/idle-condition", part.span, { what }, subject);
      found.push(withCase(examiner, rule, part, finding));
    }
  }
  return found;
}

function placeOf({ span }: Formula): string {
  return `${span.file} ${String(span.start).padStart(9, "0")} ${span.end}`;
}

function rulesOf(examiner: Examiner, transaction: RecordType): readonly Asked[] {
  const { normal } = examiner.law;
  const rules = [...normal.requirements, ...normal.grounds, ...normal.releases, ...normal.classifications];
  return rules.flatMap((rule): Asked[] => {
    const jurisdiction = rule.jurisdiction ?? examiner.program.jurisdictions[0];
    const holds = partsHold(rule, transaction);
    const { knownUntil, state } = rule.effective;
    if (jurisdiction === undefined || holds === null || knownUntil !== null || state !== "in_force")
      return [];
    return [{ rule, jurisdiction, holds }];
  });
}

/** Conditions that at one moment are implied by the others, as few are. */
function impliedOnce(examiner: Examiner, asked: readonly Asked[]): ReadonlySet<Formula> {
  const questions = asked.flatMap(({ rule, jurisdiction, holds }) => {
    const moments = examiner.moments(rule.effective);
    return rule.parts
      .filter((part) => mayBeIdle(part, rule.parts))
      .map((part) => ({ about: { rule, holds, part }, jurisdiction, moments }));
  });
  const implied = new Set<Formula>();
  for (const { jurisdiction, point, about } of gather(questions)) {
    const impossible = examiner.impossibleOf(
      jurisdiction,
      point,
      about.map(({ rule, holds, part }) => holds(without(rule.parts, part), part)),
    );
    for (const [i, { part }] of about.entries()) if (impossible[i]) implied.add(part);
  }
  return implied;
}

/** Whether on every day all transactions that meet the other conditions of the rule, of which there are some, meet this. */
function isIdle(
  examiner: Examiner,
  { rule, jurisdiction, holds }: Asked,
  part: Formula,
  gone: ReadonlySet<string>,
): boolean {
  const others = without(rule.parts, part).filter((other) => !gone.has(placeOf(other)));
  if (!mayBeIdle(part, [...others, part])) return false;
  const { usesToday, usesHere } = dependenciesOf(expressionsOf(rule.parts), examiner.law);
  if (usesToday || (usesHere && rule.jurisdiction === null)) return false;
  let meets = false;
  for (const point of examiner.moments(rule.effective)) {
    const [implied, empty] = examiner.impossibleOf(jurisdiction, point, [
      holds(others, part),
      holds(others, null),
    ]);
    if (!implied) return false;
    meets ||= !empty;
  }
  return meets;
}

/** With a case that meets the other conditions, and so this one. */
function withCase(examiner: Examiner, rule: AnyRule, part: Formula, finding: Diagnostic): Diagnostic {
  const { program } = examiner;
  const jurisdiction = rule.jurisdiction ?? program.jurisdictions[0]!;
  if (rule.binders.length > 0) return finding;
  const it = "it" in rule.of ? (rule.of as { readonly it: Variable | null }).it : null;
  const others = rule.parts
    .filter((other) => placeOf(other) !== placeOf(part))
    .map((other) => conditionOf(other, it, program.transaction!));
  if (others.includes(null)) return finding;
  for (const point of examiner.moments(rule.effective)) {
    const shown = caseOf(examiner, rule.of, jurisdiction, point, others as readonly Expr[]);
    if (shown === null) continue;
    const title = `${shownName(rule.of)}: met without being asked`;
    return withWitness(finding, shown, examiner, { title, behind: rule.of.span });
  }
  return finding;
}

function without(parts: readonly Formula[], part: Formula): readonly Formula[] {
  return parts.filter((other) => other !== part);
}

/**
 * Only what may leave nothing out, or where another condition looks at one of its facts. Not where it can be implied only through `applies when`: that
 * circuits are meant by a threshold for circuits is worth saying, and a case may state the one against the other.
 */
function mayBeIdle(part: Formula, parts: readonly Formula[]): boolean {
  if (part.kind === "constant") return false;
  const own = [...fieldsOf(part)];
  const others = without(parts, part).map(fieldsOf);
  const isShared = own.some((field) => others.some((fields) => fields.has(field)));
  if (!isShared && !mayHoldAlways(part)) return false;
  const gates = new Set<Field>();
  for (const field of others.flatMap((fields) => [...fields])) {
    if (field.appliesWhen !== null) for (const gate of fieldsIn(field.appliesWhen)) gates.add(gate);
  }
  return !own.every((field) => gates.has(field));
}

/** A choice, or a test of a word: `act = sale or act = loan`, `knowledge >= none`. */
function mayHoldAlways(part: Formula): boolean {
  if (part.kind === "any") return true;
  return part.kind === "atom" && part.test.kind === "member" && part.test.subject.type.kind === "enum";
}
