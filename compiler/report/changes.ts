/**
 * What a version of the law changes against the one before it, in one sentence for each change: a limit, a member of a
 * set, a limb, a consequence. It compares what was written; that answers change is for `diff` to tell.
 */
import { countryName } from "../check/countries.ts";
import type {
  Binder,
  ConditionClause,
  ExceptionBody,
  Group,
  Guarded,
  MeasureBody,
  Obligation,
  OutcomeValue,
  PolicyGridValue,
  PolicyLimbValue,
  PolicyValue,
  RouteValue,
} from "../check/tree.ts";
import { key } from "../normal/words.ts";
import {
  clauseStatement,
  gridStatements,
  obligationStatement,
  outcomePhrase,
  outcomeStatement,
  policyPhrase,
  releasePhrase,
  routeStatement,
} from "./clauses.ts";
import {
  addition,
  conditionChanges,
  dropping,
  exclusion,
  head,
  inExclusion,
  labelled,
  type Matched,
  match,
  memberChanges,
  unlessChanges,
  withGrown,
} from "./condition-changes.ts";
import { groupOn } from "./membership.ts";
import { alternatives, boundName, noun, withSchemeOnce } from "./nouns.ts";
import { compare } from "./order.ts";
import { literal, type Phrase, type Statement, statement } from "./phrase.ts";
import type { Wording } from "./wording/wording.ts";

/** Changes of a measure, in the order of its clauses; one sentence that nothing changes, if nothing does. */
export function measureChanges(before: MeasureBody, after: MeasureBody, w: Wording): Statement[] {
  return orNone(
    [
      ...binderChanges(before.binders, after.binders, w),
      ...clauseChanges(before, after, w),
      ...outcomeChanges(before.outcomes, after.outcomes, w),
      ...reviewChanges(before.review, after.review, w),
      ...routeChanges(before.routes, after.routes, w),
    ],
    w,
  );
}

/** Changes of an exception. */
export function exceptionChanges(before: ExceptionBody, after: ExceptionBody, w: Wording): Statement[] {
  return orNone(
    [
      ...releaseChanges(before, after, w),
      ...clauseChanges(before, after, w),
      ...obligationChanges(before.obligations, after.obligations, w),
    ],
    w,
  );
}

/** Changes of an item, a defined term or a ground of reach. */
export function guardedChanges(before: Guarded, after: Guarded, w: Wording): Statement[] {
  if (before.value.type.kind !== "truth")
    return orNone(
      key(before.value) === key(after.value)
        ? []
        : [statement(w.grammar.replaced(noun(before.value, w), noun(after.value, w)))],
      w,
    );
  return orNone(
    [...conditionChanges(before.value, after.value, w), ...unlessChanges(before.unless, after.unless, w)],
    w,
  );
}

/** Changes of a grid of review policies. */
export function gridChanges(before: PolicyGridValue, after: PolicyGridValue, w: Wording): Statement[] {
  return orNone(limbPolicyChanges(before, after, w), w);
}

/** What a version of a group adds and removes; of countries, who comes in and who goes out on its day. */
export function groupChanges(group: Group, index: number, w: Wording): Statement[] {
  const version = group.chronology.versions[index]!;
  const before = group.chronology.versions[index - 1]!;
  const subject: Phrase = [w.language.texts.labels.members];
  const { from } = version;
  const [old, now] = from === null ? [null, null] : [groupBefore(group, from), groupOn(group, from)];
  if (old !== null && now !== null) {
    const named = (codes: readonly string[]): Phrase | null =>
      codes.length === 0 ? null : countriesPhrase(codes, w);
    const added = named([...now].filter((code) => !old.has(code)));
    const removed = named([...old].filter((code) => !now.has(code)));
    return orNone(
      added === null && removed === null ? [] : [statement(w.grammar.membership(subject, added, removed))],
      w,
    );
  }
  const { operation, value } = version.value;
  const members = w.grammar.series(withSchemeOnce(alternatives(value), w), "and");
  if (operation === "add") return [statement(w.grammar.membership(subject, members, null))];
  if (operation === "remove") return [statement(w.grammar.membership(subject, null, members))];
  if (before.value.operation !== "set") return [statement(w.grammar.members("set", members))];
  return orNone(memberChanges(subject, before.value.value, value, w), w);
}

/** Members until a day: those of the versions before it, read on that day. */
function groupBefore(group: Group, day: string): ReadonlySet<string> | null {
  const versions = group.chronology.versions.filter(({ from }) => from === null || from < day);
  return groupOn({ ...group, chronology: { ...group.chronology, versions } }, day);
}

/** Countries by code, in the order of their codes. */
export function countriesPhrase(codes: Iterable<string>, w: Wording): Phrase {
  const { grammar, language } = w;
  const named = [...codes].sort(compare).map((code): Phrase => {
    const name = countryName(code, language.name);
    return [literal(name === null || name.includes(code) ? (name ?? code) : grammar.coded(name, code))];
  });
  return grammar.series(named, "and");
}

function orNone(changes: readonly Statement[], w: Wording): Statement[] {
  return changes.length > 0 ? [...changes] : [statement(w.grammar.none())];
}

type Clauses = Pick<MeasureBody, "conditions" | "exclusions">;

function clauseChanges(before: Clauses, after: Clauses, w: Wording): Statement[] {
  const conditions = matchClauses(before.conditions, after.conditions);
  const exclusions = matchClauses(before.exclusions, after.exclusions);
  const asExclusion = (clause: ConditionClause): Statement => exclusion(clauseStatement(clause, w), w);
  return [
    ...conditions.pairs.flatMap((pair) => pairChanges(pair, w)),
    ...conditions.added.map((clause) => addition(clauseStatement(clause, w), clause, w, "condition")),
    ...conditions.dropped.map((clause) => dropping(clauseStatement(clause, w), clause, w, "condition")),
    ...exclusions.pairs.flatMap((pair) => inExclusion(pairChanges(pair, w), w)),
    ...exclusions.added.map((clause) => addition(asExclusion(clause), clause, w)),
    ...exclusions.dropped.map((clause) => dropping(asExclusion(clause), clause, w)),
  ];
}

function pairChanges([old, now]: readonly [ConditionClause, ConditionClause], w: Wording): Statement[] {
  return labelled(now.label?.text ?? null, w, conditionChanges(old.condition, now.condition, w));
}

/** A clause goes with the one of its label, of what it is about, or of its kind where that is one of a kind. */
function matchClauses(
  before: readonly ConditionClause[],
  after: readonly ConditionClause[],
): Matched<ConditionClause> {
  const content = (clause: ConditionClause): string => key(clause.condition);
  const matched = match(before, after, content, [
    ({ label }) => label?.text ?? null,
    ({ condition: e }) => head(e),
    ({ clause }) => (clause === "when" || clause === "unless" || clause === "for" ? null : clause),
  ]);
  return withGrown(matched, ({ condition: e }) => e);
}

// ------------------------------------------------------------------------------------------- other clauses

function binderChanges(before: readonly Binder[], after: readonly Binder[], w: Wording): Statement[] {
  const content = (binder: Binder): string =>
    `${binder.variable.name} ${key(binder.list)} ${(binder.listedIn ?? []).map((list) => list.id).join()}`;
  const { added, dropped } = match(before, after, content, []);
  const said = (binder: Binder): Statement => statement(w.grammar.forAny(boundName(binder, w)));
  return [
    ...added.map((binder) => addition(said(binder), binder, w)),
    ...dropped.map((binder) => dropping(said(binder), binder, w)),
  ];
}

function outcomeChanges(
  before: readonly OutcomeValue[],
  after: readonly OutcomeValue[],
  w: Wording,
): Statement[] {
  const content = (o: OutcomeValue): string =>
    JSON.stringify([
      o.label?.text,
      o.verdict,
      o.to,
      o.awaitingDecision,
      o.otherwise,
      o.except.map((label) => label.text),
      o.when === null ? null : key(o.when),
    ]);
  const { pairs, added, dropped } = match(before, after, content, [
    ({ label }) => label?.text ?? "",
    () => "any",
  ]);
  const said = (o: OutcomeValue): Statement => outcomeStatement(o, w);
  return [
    ...pairs.flatMap(([old, now]): Statement[] => {
      const { span } = now;
      const sameVerdict =
        old.verdict === now.verdict && old.to === now.to && old.awaitingDecision === now.awaitingDecision;
      if (!sameVerdict && old.when === null && now.when === null)
        return [statement(w.grammar.verdict(outcomePhrase(old, w), outcomePhrase(now, w)), [], { span })];
      if (sameVerdict && old.when !== null && now.when !== null && key(old.when) !== key(now.when))
        return labelled(now.label?.text ?? null, w, conditionChanges(old.when, now.when, w));
      return [
        statement(w.grammar.replaced(w.grammar.inline(said(old)), w.grammar.inline(said(now))), [], { span }),
      ];
    }),
    ...added.map((o) => addition(said(o), o, w)),
    ...dropped.map((o) => dropping(said(o), o, w)),
  ];
}

function reviewChanges(before: PolicyValue | null, after: PolicyValue | null, w: Wording): Statement[] {
  if (before === null || after === null) {
    if (before === after) return [];
    const said = (policy: PolicyValue): Phrase => w.grammar.reviewedUnder(policyPhrase(policy, w));
    return [
      ...(after === null ? [] : [statement(w.grammar.added(said(after), "other"))]),
      ...(before === null ? [] : [statement(w.grammar.dropped(said(before), "other"))]),
    ];
  }
  if (policyKey(before) === policyKey(after)) return [];
  if (before.kind === "grid" && after.kind === "grid") return limbPolicyChanges(before.grid, after.grid, w);
  return [statement(w.grammar.review(policyPhrase(before, w), policyPhrase(after, w)))];
}

function policyKey(policy: PolicyValue): string {
  switch (policy.kind) {
    case "policy":
      return policy.policy;
    case "review":
      return `review ${policy.review.id}`;
    case "column":
      return `column ${key(policy.column)}`;
    case "grid":
      return policy.grid.limbs.map(policyLimbKey).join("; ");
  }
}

function policyLimbKey(limb: PolicyLimbValue): string {
  return JSON.stringify([
    limb.label?.text,
    policyKey(limb.policy),
    limb.when === null ? null : key(limb.when),
    limb.otherwise,
    limb.except.map((label) => label.text),
  ]);
}

function limbPolicyChanges(before: PolicyGridValue, after: PolicyGridValue, w: Wording): Statement[] {
  const { pairs, added, dropped } = match(before.limbs, after.limbs, policyLimbKey, [
    ({ label }) => label?.text ?? null,
  ]);
  const said = (limb: PolicyLimbValue): Statement =>
    gridStatements({ limbs: [limb], span: limb.span }, w)[0] ?? statement([]);
  return [
    ...pairs.flatMap(([old, now]): Statement[] => {
      const label = now.label?.text ?? null;
      const sameFrame =
        old.otherwise === now.otherwise &&
        old.except.map(({ text }) => text).join() === now.except.map(({ text }) => text).join();
      const samePolicy = policyKey(old.policy) === policyKey(now.policy);
      if (sameFrame && samePolicy && old.when !== null && now.when !== null)
        return labelled(label, w, conditionChanges(old.when, now.when, w));
      const unlabelled = (limb: PolicyLimbValue): Phrase => w.grammar.inline({ ...said(limb), label: null });
      return labelled(label, w, [
        statement(w.grammar.replaced(unlabelled(old), unlabelled(now)), [], { span: now.span }),
      ]);
    }),
    ...added.map((limb) => addition(said(limb), limb, w)),
    ...dropped.map((limb) => dropping(said(limb), limb, w)),
  ];
}

function routeChanges(before: readonly RouteValue[], after: readonly RouteValue[], w: Wording): Statement[] {
  const content = ({ route, when }: RouteValue): string => `${route} ${when === null ? "" : key(when)}`;
  const { pairs, added, dropped } = match(before, after, content, [({ route }) => route]);
  const said = (route: RouteValue): Phrase => w.grammar.inline({ ...routeStatement(route, w), label: null });
  return [
    ...pairs.flatMap(([old, now]) =>
      old.when !== null && now.when !== null
        ? conditionChanges(old.when, now.when, w)
        : [statement(w.grammar.replaced(said(old), said(now)), [], { span: now.span })],
    ),
    ...added.map((route) => addition(routeStatement(route, w), route, w)),
    ...dropped.map((route) => dropping(routeStatement(route, w), route, w)),
  ];
}

function releaseChanges(before: ExceptionBody, after: ExceptionBody, w: Wording): Statement[] {
  const content = ({ measure, limb }: ExceptionBody["releases"][number]): string =>
    `${measure.id} ${limb?.text ?? ""}`;
  const { added, dropped } = match(before.releases, after.releases, content, []);
  const said = (releases: typeof added): Phrase | null =>
    releases.length === 0
      ? null
      : w.grammar.series(
          releases.map((release) => releasePhrase(release, w)),
          "and",
        );
  if (added.length === 0 && dropped.length === 0) return [];
  const subject: Phrase = [w.language.texts.labels.releases];
  return [
    statement(w.grammar.membership(subject, said(added), said(dropped)), [], {
      span: after.releases[0]?.span ?? null,
    }),
  ];
}

function obligationChanges(
  before: readonly Obligation[],
  after: readonly Obligation[],
  w: Wording,
): Statement[] {
  const content = ({ duty, to, timing, days, text, when }: Obligation): string =>
    JSON.stringify([duty, to, timing, days, text, when === null ? null : key(when)]);
  const { pairs, added, dropped } = match(before, after, content, [({ duty, to }) => `${duty} ${to}`]);
  const said = (obligation: Obligation): Statement => obligationStatement(obligation, w);
  return [
    ...pairs.map(([old, now]) =>
      statement(w.grammar.replaced(w.grammar.inline(said(old)), w.grammar.inline(said(now))), [], {
        span: now.span,
      }),
    ),
    ...added.map((obligation) => addition(said(obligation), obligation, w)),
    ...dropped.map((obligation) => dropping(said(obligation), obligation, w)),
  ];
}
