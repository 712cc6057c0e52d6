/** From the checked program to measures in normal form. */
import type {
  Chronology,
  Citation,
  ConditionClause,
  DatedVersion,
  Declared,
  Exception,
  ExceptionBody,
  Expr,
  GroupChange,
  Guarded,
  Item,
  Jurisdiction,
  Measure,
  MeasureBody,
  Program,
  Reach,
  Saving,
  Universe,
} from "../check/tree.ts";
import { guarded, limbFormula } from "./condition.ts";
import type {
  Classification,
  Ground,
  MeantGap,
  NormalDefine,
  NormalGroup,
  NormalProgram,
  NormalReview,
  Releasing,
  Requirement,
  Rule,
} from "./normal-program.ts";
import type { Way } from "./requirement.ts";
import { baseId, outcomeParts, rectangleSuffix, waysOf, waysOfValue } from "./requirement.ts";
import { strataOf } from "./strata.ts";
import type { Stretch } from "./timeline.ts";
import { groupStretches, stretches } from "./timeline.ts";
import { some } from "./walk.ts";
import { key } from "./words.ts";

export interface NormalizeOptions {
  /** ids or names of proposals whose declarations take part */
  readonly proposals?: readonly string[];
}

/** The program in normal form; sorted by identity, so that the order of declarations is nowhere visible. */
export function normalize(program: Program, options: NormalizeOptions = {}): NormalProgram {
  const wanted = wantedProposals(program, options.proposals ?? []);
  return normalForm(program, (d) => d.proposal === null || wanted.has(d.proposal));
}

/** The normal form with proposals, by that of the law without any: nothing of the law is brought into it again. */
export function withProposals(
  law: NormalProgram,
  program: Program,
  proposals: readonly string[],
): NormalProgram {
  const wanted = wantedProposals(program, proposals);
  const own = normalForm(program, (d) => d.proposal !== null && wanted.has(d.proposal));
  return {
    requirements: byId([...law.requirements, ...own.requirements]),
    grounds: byId([...law.grounds, ...own.grounds]),
    classifications: byId([...law.classifications, ...own.classifications]),
    releases: byId([...law.releases, ...own.releases]),
    gaps: byId([...law.gaps, ...own.gaps]),
    defines: byDeclaration([...law.defines, ...own.defines], ({ define }) => define.id),
    groups: byDeclaration([...law.groups, ...own.groups], ({ group }) => group.id),
    reviews: byDeclaration([...law.reviews, ...own.reviews], ({ review }) => review.id),
  };
}

function normalForm(program: Program, takesPart: (declared: Declared) => boolean): NormalProgram {
  const measures = program.measures.filter(takesPart);
  const strata = strataOf(program, measures);
  const ids = new Identities();
  return {
    requirements: byId(
      measures
        .filter((m) => m.kind !== "extraterritorial")
        .flatMap((m) => requirementRules(m, strata.get(m) ?? 0, ids)),
    ),
    grounds: byId([
      ...program.reaches.filter(takesPart).flatMap((r) => reachRules(r, ids)),
      ...measures.filter((m) => m.kind === "extraterritorial").flatMap((m) => extensionRules(m, ids)),
    ]),
    classifications: byId(program.items.filter(takesPart).flatMap((i) => classificationRules(i, ids))),
    releases: byId(program.exceptions.filter(takesPart).flatMap((e) => releaseRules(e, ids))),
    gaps: byId(program.universes.filter(takesPart).flatMap((u) => gapRules(u, ids))),
    defines: byDeclaration(program.defines.filter(takesPart), (d) => d.id).map(
      (define): NormalDefine => ({
        define,
        versions: stretches(define.chronology).map(({ effective, version }) => {
          const { value, unless } = version.value;
          const from = { clause: "value", citation: null } as const;
          const truth = define.type.kind === "truth" || define.type.kind === "condition";
          return {
            effective,
            value: guarded(value, unless, version.span),
            formula: truth ? limbFormula(value, unless, false, from, version.span) : null,
            span: version.span,
          };
        }),
      }),
    ),
    groups: byDeclaration(program.groups.filter(takesPart), (g) => g.id).map(
      (group): NormalGroup => ({
        group,
        versions: groupStretches(group.chronology).map(({ effective, changes }) => ({
          effective,
          value: foldChanges(changes),
          span: changes.at(-1)!.span,
        })),
      }),
    ),
    reviews: byDeclaration(program.reviews.filter(takesPart), (r) => r.id).map(
      (review): NormalReview => ({
        review,
        versions: stretches(review.chronology).map(({ effective, version }) => ({
          effective,
          grid: version.value,
          span: version.span,
        })),
      }),
    ),
  };
}

function wantedProposals(program: Program, names: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(names);
  for (const proposal of program.proposals) {
    if (wanted.has(proposal.name) || wanted.has(proposal.id)) wanted.add(proposal.id).add(proposal.name);
  }
  return wanted;
}

// --------------------------------------------------------------------------------------------------------- rules

/** Rules of one chronology: every rectangle of a version has the same ways. */
function rulesOf<D extends Declared & { readonly chronology: Chronology<T> }, T, E>(
  of: D,
  jurisdiction: Jurisdiction | null,
  citations: readonly Citation[],
  ids: Identities,
  ways: (
    version: DatedVersion<T>,
  ) => readonly (Way & { readonly effect: E; readonly binders: Rule<D, E>["binders"] })[],
): Rule<D, E>[] {
  const all: readonly Stretch<T>[] = stretches(of.chronology);
  const waysOfVersion = new Map<DatedVersion<T>, ReturnType<typeof ways>>();
  return all.flatMap(({ effective, version }) => {
    const siblings = all.filter((s) => s.version === version).map((s) => s.effective);
    const suffix = rectangleSuffix(effective, version.from, siblings);
    let found = waysOfVersion.get(version);
    if (found === undefined) {
      found = ways(version);
      waysOfVersion.set(version, found);
    }
    return found.map(
      (way): Rule<D, E> => ({
        id: ids.unique(`${baseId(of.id, version.from, way.limbs)}${suffix}`),
        of,
        jurisdiction,
        version: version.from,
        limbs: way.limbs,
        effective,
        binders: way.binders,
        parts: way.parts,
        effect: way.effect,
        citations: ruleCitations(citations, way, version),
        span: way.span,
      }),
    );
  });
}

/** The declaration's citations, then the limb's, then the instrument that brought the version. */
function ruleCitations(
  citations: readonly Citation[],
  way: Way,
  version: DatedVersion<unknown>,
): readonly string[] {
  const instrument = version.by?.citation?.text;
  return [
    ...new Set([...citations.map((c) => c.text), ...way.citations, ...(instrument ? [instrument] : [])]),
  ];
}

function requirementRules(measure: Measure, stratum: number, ids: Identities): Rule<Measure, Requirement>[] {
  return rulesOf<Measure, MeasureBody, Requirement>(
    measure,
    measure.jurisdiction,
    measure.citations,
    ids,
    (version) => {
      const body = version.value;
      const binders = body.binders.map((binder) => ({ ...binder, where: null }));
      return waysOf(body, body.binders, measure.citations, version.span).flatMap((way) =>
        body.outcomes.map((outcome) => ({
          ...way,
          binders,
          limbs: outcome.label === null ? way.limbs : [...way.limbs, outcome.label.text],
          parts: [...way.parts, ...outcomeParts(outcome, body.outcomes)],
          citations: outcome.citation === null ? way.citations : [...way.citations, outcome.citation.text],
          span: body.outcomes.length > 1 && way.limbs.length === 0 ? outcome.span : way.span,
          effect: {
            verdict: outcome.verdict,
            to: outcome.to,
            awaitingDecision: outcome.awaitingDecision,
            review: body.review,
            routes: body.routes,
            reach: measure.reach,
            saves: savingsOf(measure),
            stratum,
          },
        })),
      );
    },
  );
}

/** The savings of a measure in the order in which they are tried: the one of the earliest day governs. */
function savingsOf(measure: Measure): readonly Saving[] {
  if (measure.saves.length < 2) return measure.saves;
  const rank = ({ asOf, until, condition }: Saving): string =>
    [asOf, until ?? "open", key(condition)].join("\n");
  return measure.saves
    .map((saving) => ({ saving, rank: rank(saving) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ saving }) => saving);
}

function reachRules(reach: Reach, ids: Identities): Rule<Reach | Measure, Ground>[] {
  const citations = reach.citations ?? [];
  const ways = definitionWays({ grounds: [reach.id], saves: [] }, citations);
  return rulesOf<Reach, Guarded, Ground>(reach, reach.module.jurisdiction, citations, ids, ways);
}

function extensionRules(measure: Measure, ids: Identities): Rule<Reach | Measure, Ground>[] {
  const grounds = [...measure.extends.map((reach) => reach.id).sort(), measure.id];
  return rulesOf<Measure, MeasureBody, Ground>(
    measure,
    measure.jurisdiction,
    measure.citations,
    ids,
    (version) =>
      waysOf(version.value, version.value.binders, measure.citations, version.span).map((way) => ({
        ...way,
        binders: version.value.binders.map((binder) => ({ ...binder, where: null })),
        effect: { grounds, saves: savingsOf(measure) },
      })),
  );
}

function classificationRules(item: Item, ids: Identities): Rule<Item, Classification>[] {
  const citations = item.citations ?? [];
  const ways = definitionWays({ scheme: item.scheme, code: item.code }, citations);
  const jurisdiction = item.scheme.jurisdiction ?? item.module.jurisdiction;
  const found = rulesOf<Item, Guarded, Classification>(item, jurisdiction, citations, ids, ways);
  const [first] = item.chronology.versions;
  if (found.length > 0 || first === undefined) return found;
  const effect = { scheme: item.scheme, code: item.code };
  return [neverInForce(item, jurisdiction, citations, first, effect, ids)];
}

/**
 * The rule of a version that is in force on no day, such as one that was suspended from its first day on. Its code and its
 * obligations are declared nevertheless, and tables know what is declared by their rows.
 */
function neverInForce<D extends Declared, E>(
  of: D,
  jurisdiction: Jurisdiction | null,
  citations: readonly Citation[],
  { from, span }: DatedVersion<unknown>,
  effect: E,
  ids: Identities,
): Rule<D, E> {
  return {
    id: ids.unique(baseId(of.id, from, [])),
    of,
    jurisdiction,
    version: from,
    limbs: [],
    effective: { from, until: from, knownFrom: null, knownUntil: null, view: "both", state: "in_force" },
    binders: [],
    parts: [],
    effect,
    citations: [...new Set(citations.map((citation) => citation.text))],
    span,
  };
}

function definitionWays<E>(effect: E, citations: readonly Citation[]) {
  return (version: DatedVersion<Guarded>) =>
    waysOfValue(version.value.value, version.value.unless, citations, version.span).map((way) => ({
      ...way,
      binders: [],
      effect,
    }));
}

function releaseRules(exception: Exception, ids: Identities): Rule<Exception, Releasing>[] {
  const found = rulesOf<Exception, ExceptionBody, Releasing>(
    exception,
    exception.jurisdiction,
    exception.citations,
    ids,
    (version) => {
      const { releases, obligations, conditions, exclusions } = version.value;
      const looksAtReleased = [
        ...[...conditions, ...exclusions].map((clause) => clause.condition),
        ...obligations.flatMap((o) => (o.when === null ? [] : [o.when])),
      ].some((condition) => some(condition, (part) => part.kind === "released"));
      return waysOf(version.value, [], exception.citations, version.span).map((way) => ({
        ...way,
        binders: [],
        effect: { releases, obligations, looksAtReleased },
      }));
    },
  );
  const lived = new Set(found.map((rule) => rule.version));
  const never = exception.chronology.versions
    .filter((version) => !lived.has(version.from))
    .map((version) => {
      const { releases, obligations } = version.value;
      const effect = { releases, obligations, looksAtReleased: false };
      return neverInForce(exception, exception.jurisdiction, exception.citations, version, effect, ids);
    });
  return [...found, ...never];
}

function gapRules(universe: Universe, ids: Identities): Rule<Universe, MeantGap>[] {
  const { from, until, citations } = universe;
  const effective = {
    from,
    until,
    knownFrom: null,
    knownUntil: null,
    view: "both",
    state: "in_force",
  } as const;
  return universe.gaps.flatMap((gap) => {
    const limbs = gap.label === null ? [] : [gap.label.text];
    const own = gap.citation === null ? [] : [gap.citation.text];
    const { condition, citation, span } = gap;
    const clause: ConditionClause = { clause: "unless", condition, label: gap.label, citation, span };
    const body = {
      conditions: [...universe.conditions, { ...clause, clause: "when" as const }],
      exclusions: universe.exclusions,
    };
    return waysOf(body, [], citations, span).map(
      (way): Rule<Universe, MeantGap> => ({
        id: ids.unique(baseId(universe.id, from, [...limbs, ...way.limbs])),
        of: universe,
        jurisdiction: universe.jurisdiction,
        version: from,
        limbs: [...limbs, ...way.limbs],
        effective,
        binders: [],
        parts: way.parts,
        effect: { because: gap.because },
        citations: [...new Set([...citations.map((c) => c.text), ...own])],
        span,
      }),
    );
  });
}

/** One set expression for a chain of `=`, `add` and `remove`. */
function foldChanges(changes: readonly DatedVersion<GroupChange>[]): Expr {
  const [first, ...rest] = changes;
  const { value } = first!;
  const empty: Expr = { kind: "setLiteral", type: value.value.type, span: first!.span, members: [] };
  const start = value.operation === "remove" ? empty : value.value;
  return rest.reduce<Expr>(
    (set, change) => ({
      kind: change.value.operation === "add" ? "union" : "minus",
      type: set.type,
      span: change.span,
      left: set,
      right: change.value.value,
    }),
    start,
  );
}

// -------------------------------------------------------------------------------------------------------- order

/** Hands out ids; a second rule that would have the same one (limbs without labels) gets a number. */
class Identities {
  readonly #taken = new Map<string, number>();

  unique(id: string): string {
    const count = (this.#taken.get(id) ?? 0) + 1;
    this.#taken.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  }
}

function byId<R extends { readonly id: string }>(rules: readonly R[]): readonly R[] {
  return byDeclaration(rules, (rule) => rule.id);
}

function byDeclaration<R>(values: readonly R[], id: (value: R) => string): readonly R[] {
  return values
    .map((value) => ({ value, id: id(value) }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ value }) => value);
}
