/** Measures: their header, their versions with the common clauses merged in, and their savings. */

import type * as ast from "../../grammar/ast.ts";
import { exact } from "../../grammar/base/exact.ts";
import { chronology, type Draft } from "./chronology.ts";
import { clauseWord, type Level, readLevel, type Subject } from "./clauses.ts";
import { at, type Context, type Site, say, silently } from "./context.ts";
import { siteOf } from "./defines.ts";
import { openScope, type Scope, sayUnused } from "./expressions/scope.ts";
import { condition } from "./expressions/value.ts";
import { columnSymbols } from "./lists.ts";
import { checkCite, checkDate } from "./parts.ts";
import { resolveName } from "./scopes.ts";
import type { AnySymbol, ListSymbol, MeasureSymbol } from "./symbols.ts";
import type {
  Chronology,
  Citation,
  Jurisdiction,
  MeasureBody,
  PolicyValue,
  Reach,
  Saving,
  Variable,
} from "./tree.ts";

export function checkMeasure(context: Context, symbol: MeasureSymbol): void {
  const site = siteOf(context, symbol);
  const draft = symbol.draft;
  const subject: Subject = symbol.node.measureKind === "extraterritorial" ? "extraterritorial" : "measure";
  draft.kind = symbol.node.measureKind;
  draft.topics = [];
  draft.extends = [];
  draft.saves = [];
  draft.authority = null;
  draft.origin = null;
  draft.reach = null;
  const jurisdiction = ownJurisdiction(site, symbol);
  if (jurisdiction !== null) draft.jurisdiction = jurisdiction;
  checkPlaces(site, symbol.node.clauses, subject);
  readHeader(site, symbol, subject);
  const { common, versions, statuses } = readVersions(site, symbol.node.clauses, jurisdiction, (level) =>
    noteUses(context, symbol, level),
  );
  draft.saves = savings(symbol.node.clauses, openScope(site));
  draft.chronology = finishVersions(site, versions, statuses, (level) => mergedBody(common, level));
  symbol.labels = limbLabels(draft.chronology);
  if (jurisdiction === null) return;
  if (draft.reach === null && subject === "measure") defaultReach(site, symbol, jurisdiction);
  checkNeeds(site, symbol, subject, common, versions);
}

// ---------------------------------------------------------------------------------------------------------- header

/** The jurisdiction whose law a measure or exception is; null with a finding. */
export function ownJurisdiction(site: Site, symbol: { readonly nameNode: ast.Node }): Jurisdiction | null {
  const jurisdiction = site.file.module.draft.jurisdiction;
  if (jurisdiction !== null) {
    const owner = site.context.ownerOf.get(jurisdiction);
    if (owner !== undefined) site.owner.needs.add(owner);
    return jurisdiction;
  }
  if (site.context.moduleOwner(site.file.module).faulty) return silently(site);
  return say(site, "check/no-jurisdiction", symbol.nameNode, { module: site.file.module.path });
}

const headerWords: ReadonlySet<string> = new Set(["authority", "topic", "origin", "reach", "extends"]);
const outcomeWords: ReadonlySet<string> = new Set(["requires", "prohibits", "review", "routes"]);

/** Clauses that do not belong in this kind of declaration, or not in a version. */
export function checkPlaces(site: Site, clauses: readonly ast.MeasureClause[], subject: Subject): void {
  for (const clause of clauses) {
    wrongKind(site, clause, subject);
    if (clause.kind !== "FromClause" || clause.clauses === null) continue;
    for (const inner of clause.clauses) {
      wrongKind(site, inner, subject);
      const word = clauseWord(inner) ?? otherWord(inner);
      if (word === null || !(headerWords.has(word) || ["cite", "from", "saves"].includes(word))) continue;
      const hint = "it holds for all versions: write it before them";
      say(site, "check/misplaced-clause", inner, { clause: word, where: "the block of a version", hint });
    }
  }
}

function otherWord(clause: ast.MeasureClause): string | null {
  switch (clause.kind) {
    case "Cite":
      return "cite";
    case "FromClause":
      return "from";
    case "SavesClause":
      return "saves";
    case "ObligesClause":
      return "obliges";
    default:
      return null;
  }
}

function wrongKind(site: Site, clause: ast.MeasureClause, subject: Subject): void {
  const word = clauseWord(clause) ?? otherWord(clause);
  if (word === null) return;
  const wrong = (where: string, hint: string): void => {
    say(site, "check/misplaced-clause", clause, { clause: word, where, hint });
  };
  if (subject === "exception") {
    if (outcomeWords.has(word))
      wrong("an exception", "an exception lifts requirements; write what it `releases` and `obliges`");
    else if (word === "for any")
      wrong("an exception", "names bound by the requirement stand behind `released`");
    else if (headerWords.has(word) || word === "saves") wrong("an exception", "it belongs in a measure");
    return;
  }
  if (word === "releases" || word === "obliges") wrong("a measure", "it belongs in an exception");
  if (subject === "extraterritorial" && outcomeWords.has(word)) {
    wrong(
      "an extraterritorial measure",
      "such a measure brings an act under the law; what is then required, other measures say with `reach`",
    );
  }
  if (subject === "extraterritorial" && word === "for any") {
    wrong("an extraterritorial measure", "write `when any ... in ... where ...`");
  }
  if (subject === "measure" && word === "extends")
    wrong("this measure", "only extraterritorial measures extend a reach");
}

function readHeader(site: Site, symbol: MeasureSymbol, subject: Subject): void {
  const draft = symbol.draft;
  const citations: Citation[] = [];
  for (const clause of symbol.node.clauses) {
    if (clause.kind === "Cite") {
      const citation = checkCite(site, clause);
      if (citation !== null) citations.push(citation);
    } else if (clause.kind === "OriginClause") draft.origin = clause.origin;
    else if (clause.kind === "NamesClause") readNames(site, symbol, clause, subject);
  }
  draft.citations = exact(citations);
}

function readNames(site: Site, symbol: MeasureSymbol, clause: ast.NamesClause, subject: Subject): void {
  const draft = symbol.draft;
  const first = clause.names[0];
  if (first === undefined) return;
  switch (clause.word) {
    case "authority":
      draft.authority = resolveName(site, first, ["authority"])?.draft ?? null;
      return;
    case "topic":
      draft.topics = clause.names.filter((name) => !name.missing).map((name) => name.text);
      return;
    case "reach": {
      const ground = resolveName(site, first, ["reach", "measure"], true);
      if (ground === null) return;
      if (ground.kind === "measure" && ground.node.measureKind !== "extraterritorial") {
        say(site, "bind/wrong-kind", first, {
          name: first.text,
          found: `a measure of kind ${ground.node.measureKind}`,
          expected: "a reach or an extraterritorial measure",
        });
        return;
      }
      draft.reach = ground.draft;
      return;
    }
    case "extends":
      if (subject !== "extraterritorial") return;
      for (const name of clause.names) {
        const reach = resolveName(site, name, ["reach"]);
        if (reach === null) continue;
        draft.extends = [...draft.extends, reach.draft];
        site.file.extensions.push({ reach, by: symbol, span: at(site, name) });
      }
      return;
    case "activities":
      return;
  }
}

/** The ground of the jurisdiction, or of one it lies within. */
function defaultReach(site: Site, symbol: MeasureSymbol, jurisdiction: Jurisdiction): void {
  let from: Jurisdiction | null = jurisdiction;
  let reach: Reach | null = null;
  for (let depth = 0; from !== null && reach === null && depth < 16; depth++) {
    reach = from.reach;
    from = from.within;
  }
  symbol.draft.reach = reach;
  const owner = reach === null ? undefined : site.context.ownerOf.get(reach);
  if (owner !== undefined) site.context.rests(site, owner, symbol.draft.nameSpan, true);
}

// -------------------------------------------------------------------------------------------------------- versions

export interface VersionLevel {
  readonly clause: ast.FromClause;
  readonly level: Level;
}

/** The common clauses, and each version with its own. */
export function readVersions(
  site: Site,
  clauses: readonly ast.MeasureClause[],
  jurisdiction: Jurisdiction | null,
  note: (level: Level) => void,
  open: Scope = openScope(site),
): {
  readonly common: Level;
  readonly versions: readonly VersionLevel[];
  readonly statuses: readonly ast.Status[];
} {
  const common = readLevel(clauses, open, jurisdiction);
  const versions: VersionLevel[] = [];
  const statuses: ast.Status[] = [];
  for (const clause of clauses) {
    if (clause.kind === "Status") statuses.push(clause);
    if (clause.kind !== "FromClause") continue;
    const inner = clause.clauses ?? [];
    const level = readLevel(inner, common.scope, jurisdiction);
    statuses.push(...inner.filter((c) => c.kind === "Status"));
    for (const [word, node] of level.words) {
      const first = common.words.get(word);
      if (first === undefined || headerWords.has(word)) continue;
      say(
        site,
        "check/common-and-versioned",
        node,
        { clause: word },
        { related: [{ span: at(site, first), message: "the common clause" }] },
      );
    }
    versions.push({ clause, level });
  }
  if (versions.length === 0) note(common);
  for (const { level } of versions) {
    note({ ...level, binders: [...common.binders, ...level.binders], review: level.review ?? common.review });
  }
  sayUnused(common.scope, open);
  for (const { level } of versions) sayUnused(level.scope, common.scope);
  return { common, versions, statuses };
}

export function finishVersions<T>(
  site: Site,
  versions: readonly VersionLevel[],
  statuses: readonly ast.Status[],
  body: (level: Level, clause: ast.FromClause) => T,
): Chronology<T> {
  if (versions.length === 0) {
    silently(site);
    return { versions: [], statuses: [] };
  }
  const drafts: Draft<T>[] = versions.map(({ clause, level }) => ({
    date: clause.date,
    before: clause.before,
    by: clause.by,
    node: clause,
    value: body(level, clause),
  }));
  return chronology(site, drafts, statuses);
}

function mergedBody(common: Level, own: Level): MeasureBody {
  return {
    binders: common.binders.concat(own.binders),
    conditions: common.conditions.concat(own.conditions),
    exclusions: common.exclusions.concat(own.exclusions),
    outcomes: own.outcomes.length > 0 ? own.outcomes : common.outcomes,
    review: own.review ?? common.review,
    routes: own.routes.length > 0 ? own.routes : common.routes,
  };
}

/** The labels by which a requirement may be told apart: of the outermost blocks and of the outcomes. */
function limbLabels(chronology: Chronology<MeasureBody>): readonly string[] {
  const labels = new Set<string>();
  for (const { value } of chronology.versions) for (const label of bodyLabels(value)) labels.add(label);
  return labels.size === 0 ? noLabels : [...labels];
}

const noLabels: readonly string[] = [];

function* bodyLabels(body: MeasureBody): Generator<string> {
  for (const clause of body.conditions) {
    if (clause.clause !== "when" || clause.condition.kind !== "limbs") continue;
    for (const limb of clause.condition.limbs) if (limb.label !== null) yield limb.label.text;
  }
  for (const outcome of body.outcomes) if (outcome.label !== null) yield outcome.label.text;
}

function savings(clauses: readonly ast.MeasureClause[], scope: Scope): Saving[] {
  const found: Saving[] = [];
  for (const clause of clauses) {
    if (clause.kind !== "SavesClause") continue;
    const holds = condition(clause.condition, scope);
    const asOf = checkDate(scope, clause.asOf);
    const until = clause.until === null ? null : checkDate(scope, clause.until);
    if (holds === null || asOf === null || (clause.until !== null && until === null)) continue;
    found.push({ condition: holds, until, asOf, span: at(scope, clause) });
  }
  return found;
}

/** Notes which grids the level uses, by name or through the rows of a list, and what it binds for them. */
function noteUses(context: Context, symbol: MeasureSymbol, level: Level): void {
  if (level.review === null) return;
  const bound = new Map<string, Variable>();
  for (const binder of level.binders) {
    bound.set(binder.variable.name, binder.variable);
    if (binder.entry !== null) bound.set(binder.entry.name, binder.entry);
  }
  for (const review of reviewsOf(context, level.review)) {
    symbol.file.reviewUses.push({ review, use: { measure: symbol, bound } });
  }
}

function reviewsOf(context: Context, policy: PolicyValue): AnySymbol[] {
  switch (policy.kind) {
    case "policy":
      return [];
    case "review": {
      const owner = context.ownerOf.get(policy.review);
      return owner !== undefined && "kind" in owner ? [owner] : [];
    }
    case "column": {
      const column = policy.column;
      if (column.kind !== "column" || column.of.type.kind !== "entry") return [];
      return column.of.type.lists.flatMap((list) =>
        columnSymbols(context, context.ownerOf.get(list) as ListSymbol, column.column),
      );
    }
    case "grid":
      return policy.grid.limbs.flatMap((limb) => reviewsOf(context, limb.policy));
  }
}

// ------------------------------------------------------------------------------------------------ what it must have

function checkNeeds(
  site: Site,
  symbol: MeasureSymbol,
  subject: Subject,
  common: Level,
  versions: readonly VersionLevel[],
): void {
  const draft = symbol.draft;
  const needs = (clause: string, hint: string): void => {
    say(site, "check/missing-clause", symbol.nameNode, { kind: "measure", name: symbol.name, clause, hint });
  };
  const unread = symbol.node.clauses.some((clause) => clause.kind === "ErrorClause");
  if (unread) return;
  if (
    draft.authority === null &&
    !symbol.node.clauses.some((c) => c.kind === "NamesClause" && c.word === "authority")
  ) {
    say(site, "check/no-authority", symbol.nameNode, { name: symbol.name });
  }
  if (draft.citations.length === 0)
    needs("cite", 'say where the law is written, as in `cite "15 CFR 744.23"`');
  if (versions.length === 0)
    needs("from", "say since when it holds, as in `from 2023-11-17`, or `from before 2019-01-01`");
  if (subject === "extraterritorial") {
    if (
      draft.extends.length === 0 &&
      !symbol.node.clauses.some((c) => c.kind === "NamesClause" && c.word === "extends")
    ) {
      needs("extends", "name the reach it adds to");
    }
    return;
  }
  const withOutcome = (level: Level): boolean => level.words.has("requires");
  if (withOutcome(common)) return;
  const without = versions.filter(
    ({ level, clause }) =>
      !withOutcome(level) && !(clause.clauses ?? []).some((c) => c.kind === "ErrorClause"),
  );
  if (versions.length === 0 || without.length > 0) {
    needs("requires", "say what it asks for: `requires license`, `requires notice to AGENCY` or `prohibits`");
  }
}
