/** Exceptions: what they release, under which conditions, and what they oblige to. */
import type * as ast from "../../grammar/ast.ts";
import type { Level } from "./clauses.ts";
import { at, type Context, type Site, say, silently } from "./context.ts";
import { siteOf } from "./defines.ts";
import { measuresNamed } from "./expressions/named-sets.ts";
import { openScope, type Released, type Scope } from "./expressions/scope.ts";
import { checkPlaces, finishVersions, ownJurisdiction, readVersions } from "./measures.ts";
import { checkCite, checkLabel } from "./parts.ts";
import type { ExceptionSymbol, MeasureSymbol } from "./symbols.ts";
import type {
  Citation,
  ConditionClause,
  ExceptionBody,
  List,
  MeasureBody,
  Obligation,
  Release,
  Type,
} from "./tree.ts";
import { entryOf, sameType } from "./types.ts";

export function checkException(context: Context, symbol: ExceptionSymbol): void {
  const site = siteOf(context, symbol);
  const draft = symbol.draft;
  const jurisdiction = ownJurisdiction(site, symbol);
  if (jurisdiction !== null) draft.jurisdiction = jurisdiction;
  checkPlaces(site, symbol.node.clauses, "exception");
  const citations: Citation[] = [];
  for (const clause of symbol.node.clauses) {
    const citation = clause.kind === "Cite" ? checkCite(site, clause) : null;
    if (citation !== null) citations.push(citation);
  }
  draft.citations = citations;
  const targets = allTargets(symbol.node.clauses);
  const resolved = new Map<ast.ReleaseTarget, readonly Release[]>();
  for (const target of targets) resolved.set(target, releasesOf(target, site));
  const released = releasedTypes(site, [...resolved.values()].flat());
  const scope: Scope = { ...openScope(site), released };
  const { common, versions, statuses } = readVersions(
    site,
    symbol.node.clauses,
    jurisdiction,
    () => {},
    scope,
  );
  draft.chronology = finishVersions(site, versions, statuses, (level, clause) =>
    exceptionBody(symbol, common, level, clause, resolved),
  );
  checkNeeds(site, symbol, targets, versions.length);
}

function allTargets(clauses: readonly ast.MeasureClause[]): ast.ReleaseTarget[] {
  return clauses.flatMap((clause) => {
    if (clause.kind === "ReleasesClause") return clause.targets;
    if (clause.kind === "FromClause" && clause.clauses !== null) return allTargets(clause.clauses);
    return [];
  });
}

/** The measures a target names, one or a group's, each with the limb that is meant. */
function releasesOf(target: ast.ReleaseTarget, site: Site): readonly Release[] {
  const measures = targetMeasures(target, site);
  if (measures === null) return [];
  const limb = checkLabel(target.limb);
  return measures.map((measure) => {
    if (limb !== null && target.limb !== null && !measure.faulty) {
      const known = measure.labels;
      if (!known.includes(limb.text))
        say(site, "check/unknown-label", target.limb, { label: limb.text, known });
    }
    return { measure: measure.draft, limb, span: at(site, target) };
  });
}

/** The target as the measures it names. It is written as a module path and read as an expression's path. */
export function targetMeasures(target: ast.ReleaseTarget, site: Site): readonly MeasureSymbol[] | null {
  const names = target.measure.parts;
  if (names.length === 0 || names.some((name) => name.missing)) return silently(site);
  const path: ast.PathExpression = {
    kind: "PathExpression",
    start: target.measure.start,
    end: target.measure.end,
    segments: names.map((name) => ({
      kind: "PathSegment",
      start: name.start,
      end: name.end,
      name,
      args: null,
    })),
  };
  const found = measuresNamed(path, site);
  const reference = site.context.references.get(path);
  if (reference !== undefined) {
    site.context.references.delete(path);
    site.context.references.set(target.measure, reference);
  }
  return found === null ? null : [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What `released.x` is: bound by every measure that is released, to one type (for entries: of any of their lists). */
function releasedTypes(site: Site, releases: readonly Release[]): Released {
  const measures = [...new Set(releases.map((release) => release.measure))];
  return (name) => {
    if (measures.some((measure) => site.context.ownerOf.get(measure)?.faulty)) return { missingIn: "" };
    const types: Type[] = [];
    for (const measure of measures) {
      for (const version of measure.chronology.versions) {
        const type = boundType(version.value, name);
        if (type === null) return { missingIn: measure.name };
        types.push(type);
      }
    }
    const first = types[0];
    if (first === undefined) return { missingIn: "" };
    if (types.every((type) => type.kind === "entry")) {
      const lists = new Set<List>(types.flatMap((type) => (type.kind === "entry" ? type.lists : [])));
      return entryOf([...lists].sort((a, b) => (a.id < b.id ? -1 : 1)));
    }
    const odd = types.findIndex((type) => !sameType(type, first));
    return odd === -1 ? first : { missingIn: measures[Math.min(odd, measures.length - 1)]!.name };
  };
}

function boundType(body: MeasureBody, name: string): Type | null {
  for (const binder of body.binders) {
    if (binder.variable.name === name) return binder.variable.type;
    if (binder.entry?.name === name) return binder.entry.type;
  }
  return null;
}

function exceptionBody(
  symbol: ExceptionSymbol,
  common: Level,
  own: Level,
  clause: ast.FromClause,
  resolved: ReadonlyMap<ast.ReleaseTarget, readonly Release[]>,
): ExceptionBody {
  const targets = own.releases.length > 0 ? own.releases : common.releases;
  const conditions: ConditionClause[] = [...common.conditions, ...own.conditions];
  const obligations: Obligation[] = [...common.obligations, ...own.obligations].map((obligation, i) => ({
    ...obligation,
    id: `${symbol.id}/${clause.date.text}/${i + 1}`,
  }));
  return {
    releases: targets.flatMap((target) => resolved.get(target) ?? []),
    conditions,
    exclusions: [...common.exclusions, ...own.exclusions],
    obligations,
  };
}

function checkNeeds(
  site: Site,
  symbol: ExceptionSymbol,
  targets: readonly ast.ReleaseTarget[],
  versions: number,
): void {
  if (symbol.node.clauses.some((clause) => clause.kind === "ErrorClause")) return;
  const needs = (clause: string, hint: string): void => {
    say(site, "check/missing-clause", symbol.nameNode, {
      kind: "exception",
      name: symbol.name,
      clause,
      hint,
    });
  };
  if (symbol.draft.citations.length === 0)
    needs("cite", 'say where it is written, as in `cite "15 CFR 740.8"`');
  if (versions === 0) needs("from", "say since when it may be used, as in `from 2023-11-17`");
  if (targets.length === 0) needs("releases", "name the measures whose requirements it lifts");
}
