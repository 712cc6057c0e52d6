/** Universes: transactions that certain measures are to cover, and the gaps among them that are meant. */
import type * as ast from "../../grammar/ast.ts";
import { at, type Context, type Site, say } from "./context.ts";
import { nextDay } from "./days.ts";
import { siteOf } from "./defines.ts";
import { requiredBy } from "./expressions/named-sets.ts";
import { openScope, type Scope } from "./expressions/scope.ts";
import { condition } from "./expressions/value.ts";
import { ownJurisdiction } from "./measures.ts";
import { checkCite, checkDate, checkLabel, checkLabels } from "./parts.ts";
import type { UniverseSymbol } from "./symbols.ts";
import type { Citation, ConditionClause, IntendedGap } from "./tree.ts";

export function checkUniverse(context: Context, symbol: UniverseSymbol): void {
  const site = siteOf(context, symbol);
  const scope = openScope(site);
  const draft = symbol.draft;
  const jurisdiction = ownJurisdiction(site, symbol);
  if (jurisdiction !== null) draft.jurisdiction = jurisdiction;
  const citations: Citation[] = [];
  const conditions: ConditionClause[] = [];
  const exclusions: ConditionClause[] = [];
  const gaps: IntendedGap[] = [];
  const seen = new Map<string, ast.Node>();
  const once = (word: string, clause: ast.Node): boolean => {
    const first = seen.get(word);
    if (first === undefined) seen.set(word, clause);
    else {
      const related = [{ span: at(site, first), message: "the first" }];
      say(site, "check/clause-twice", clause, { clause: word }, { related });
    }
    return first === undefined;
  };
  for (const clause of symbol.node.clauses) {
    switch (clause.kind) {
      case "Cite": {
        const citation = checkCite(site, clause);
        if (citation !== null) citations.push(citation);
        break;
      }
      case "UniverseStart":
        if (once("from", clause)) draft.from = checkDate(site, clause.date);
        break;
      case "Status":
        readEnd(site, symbol, clause, once);
        break;
      case "WhenClause":
      case "UnlessClause": {
        const test = condition(clause.condition, scope);
        if (test === null) break;
        const word = clause.kind === "WhenClause" ? "when" : "unless";
        const own = { label: null, citation: null, span: at(site, clause) };
        (word === "when" ? conditions : exclusions).push({ clause: word, condition: test, ...own });
        break;
      }
      case "CoveredClause": {
        if (!once("covered by", clause)) break;
        const { start, end, measures } = clause;
        const set = requiredBy({ kind: "RequiredBy", start, end, measures }, scope);
        if (set?.kind === "requiredBy") draft.covering = set.measures;
        break;
      }
      case "GapsClause":
        if (once("gaps", clause)) gaps.push(...readGaps(clause, scope));
        break;
      case "ErrorClause":
        symbol.faulty = true;
        break;
    }
  }
  draft.citations = citations;
  draft.conditions = conditions;
  draft.exclusions = exclusions;
  draft.gaps = gaps;
  if (draft.from !== null && draft.until !== null && draft.until <= draft.from) {
    const place = seen.get("until")!;
    say(site, "check/until-before-from", place, { from: draft.from, until: draft.until });
  }
  sayMissing(site, symbol);
}

/** Of the statuses only an end: a promise of the writer is neither suspended nor unclear. */
function readEnd(
  site: Site,
  symbol: UniverseSymbol,
  clause: ast.Status,
  once: (word: string, clause: ast.Node) => boolean,
): void {
  const until = clause.until === null ? null : checkDate(site, clause.until);
  if (clause.word !== "ended") {
    say(site, "check/misplaced-clause", clause, {
      clause: clause.word,
      where: "a universe",
      hint: "a universe begins and ends; write `until DATE`",
    });
  } else if (until !== null && once("until", clause)) {
    symbol.draft.until = clause.inclusive ? nextDay(until) : until;
  }
}

function readGaps(clause: ast.GapsClause, scope: Scope): readonly IntendedGap[] {
  checkLabels(
    scope,
    clause.gaps.map((gap) => gap.label),
  );
  return clause.gaps.flatMap((gap): IntendedGap[] => {
    const test = condition(gap.condition, scope);
    const citation = checkCite(scope, gap.cite);
    if (test === null) return [];
    const { value: because } = gap.because;
    return [{ label: checkLabel(gap.label), condition: test, because, citation, span: at(scope, gap) }];
  });
}

function sayMissing(site: Site, symbol: UniverseSymbol): void {
  const { clauses } = symbol.node;
  if (clauses.some((clause) => clause.kind === "ErrorClause")) return;
  const needs = (clause: string, hint: string): void => {
    const args = { kind: "universe", name: symbol.name, clause, hint };
    say(site, "check/missing-clause", symbol.nameNode, args);
  };
  if (!clauses.some((clause) => clause.kind === "WhenClause"))
    needs("when", "say which transactions it holds, as in `when destination in zone`");
  if (!clauses.some((clause) => clause.kind === "CoveredClause"))
    needs("covered by", "name the measures that cover it, as in `covered by chips + fabs`");
}
