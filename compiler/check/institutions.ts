/** Jurisdictions and instruments; authorities, findings and unencodable text. */
import type * as ast from "../../grammar/ast.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import { at, type Context, nameSpan, type Site, say, silently } from "./context.ts";
import { nextDay } from "./days.ts";
import { siteOf } from "./defines.ts";
import { openScope } from "./expressions/scope.ts";
import { condition } from "./expressions/value.ts";
import { findingCapture } from "./finding-names.ts";
import { checkCite, checkDate } from "./parts.ts";
import { renameFixes, resolveName } from "./scopes.ts";
import type {
  AuthoritySymbol,
  FindingSymbol,
  InstrumentSymbol,
  JurisdictionSymbol,
  OmittedSymbol,
  UnencodableSymbol,
} from "./symbols.ts";
import type { Citation, Jurisdiction, PermitValue, Variable } from "./tree.ts";

/** Jurisdictions are known by their name everywhere: there is one United States. */
export function jurisdictionNamed(site: Site, name: ast.Name): JurisdictionSymbol | null {
  if (name.missing) return silently(site);
  const known = site.context.jurisdictions.get(name.text);
  if (known !== undefined) {
    site.context.use(site, name, known, false);
    return known;
  }
  const near = nearNames(name.text, site.context.jurisdictions.keys());
  return say(
    site,
    "bind/unknown-name",
    name,
    { name: name.text, expected: "a jurisdiction", near, hint: null },
    { fixes: renameFixes(site, name, near) },
  );
}

export function declareJurisdictions(context: Context): void {
  for (const symbol of context.ofKind("jurisdiction")) {
    const earlier = context.jurisdictions.get(symbol.name);
    if (symbol.name === "") continue;
    if (earlier === undefined) context.jurisdictions.set(symbol.name, symbol);
    else if (earlier.file.module !== symbol.file.module) {
      say(
        siteOf(context, symbol),
        "bind/duplicate",
        symbol.nameNode,
        { name: symbol.name, kind: "jurisdiction" },
        { related: [{ span: nameSpan(earlier), message: "the first declaration" }] },
      );
    }
  }
  for (const symbol of context.ofKind("jurisdiction")) declareJurisdiction(context, symbol);
  for (const file of context.pending) {
    const head = file.result.file.declarations.find((d) => d.kind === "ModuleDeclaration");
    if (head === undefined || head.jurisdiction === null) continue;
    const site: Site = { context, file, owner: context.moduleOwner(file.module), proposal: null };
    const jurisdiction = jurisdictionNamed(site, head.jurisdiction);
    if (jurisdiction === null) continue;
    const draft = file.module.draft;
    if (draft.jurisdiction !== null && draft.jurisdiction !== jurisdiction.draft) {
      say(site, "bind/module-conflict", head.jurisdiction, { module: draft.path, what: "the jurisdiction" });
    }
    draft.jurisdiction ??= jurisdiction.draft;
  }
}

function declareJurisdiction(context: Context, symbol: JurisdictionSymbol): void {
  const site = siteOf(context, symbol);
  const draft = symbol.draft;
  if (symbol.node.within !== null) {
    const outer = jurisdictionNamed(site, symbol.node.within);
    if (outer !== null) {
      draft.within = outer.draft;
      site.context.rests(site, outer, at(site, symbol.node.within), true);
    }
  }
  for (const clause of symbol.node.clauses) {
    if (clause.kind === "ErrorClause") {
      symbol.faulty = true;
      continue;
    }
    switch (clause.word) {
      case "reach": {
        const reach = clause.names[0] === undefined ? null : resolveName(site, clause.names[0], ["reach"]);
        draft.reach = reach?.draft ?? null;
        break;
      }
      case "codes":
        for (const name of clause.names) declareScheme(site, symbol, name);
        break;
      case "agency":
        draft.agencies = [...draft.agencies, ...clause.names.filter((n) => !n.missing).map((n) => n.text)];
        for (const agency of draft.agencies) context.agencies.add(agency);
        break;
      case "states":
      case "members": {
        const group = clause.names[0] === undefined ? null : resolveName(site, clause.names[0], ["group"]);
        draft[clause.word] = group?.draft ?? null;
        break;
      }
    }
  }
}

function declareScheme(site: Site, symbol: JurisdictionSymbol, name: ast.Name): void {
  const scheme = resolveName(site, name, ["scheme"]);
  if (scheme === null) {
    site.context.withoutSchemes.add(symbol.draft);
    return;
  }
  if (scheme.draft.jurisdiction !== null && scheme.draft.jurisdiction !== symbol.draft) {
    say(site, "bind/scheme-twice", name, { scheme: scheme.name, first: scheme.draft.jurisdiction.name });
    return;
  }
  scheme.draft.jurisdiction = symbol.draft;
  // A jurisdiction and its schemes point at each other; only one direction may carry faults.
  symbol.draft.schemes = [...symbol.draft.schemes, scheme.draft];
}

export function declareInstrument(context: Context, symbol: InstrumentSymbol): void {
  const site = siteOf(context, symbol);
  for (const clause of symbol.node.clauses) {
    if (clause.kind === "ErrorClause") symbol.faulty = true;
    else if (clause.kind === "Cite") symbol.draft.citation = checkCite(site, clause);
    else {
      if (symbol.draft[clause.word] !== null)
        say(site, "check/clause-twice", clause, { clause: clause.word });
      symbol.draft[clause.word] = checkDate(site, clause.date);
    }
  }
}

/** Whether the name is an agency of the jurisdiction or of one it lies within; `here` and jurisdictions may stand too. */
export function checkAgency(site: Site, name: ast.Name, jurisdiction: Jurisdiction | null): string {
  if (name.missing || name.text === "here" || jurisdiction === null) return name.text;
  const known: string[] = [];
  let from: Jurisdiction | null = jurisdiction;
  for (let depth = 0; from !== null && depth < 16; depth++) {
    known.push(...from.agencies);
    from = from.within;
  }
  const fine = known.length === 0 || known.includes(name.text) || site.context.jurisdictions.has(name.text);
  if (!fine) {
    const near = nearNames(name.text, known);
    const args = { name: name.text, jurisdiction: jurisdiction.name, near };
    say(site, "check/unknown-agency", name, args, { fixes: renameFixes(site, name, near) });
  }
  return name.text;
}

// ---------------------------------------------------------------------------------------------------------- powers

export function checkAuthority(context: Context, symbol: AuthoritySymbol): void {
  const site = siteOf(context, symbol);
  const draft = symbol.draft;
  const jurisdiction = jurisdictionNamed(site, symbol.node.of);
  if (jurisdiction !== null) draft.jurisdiction = jurisdiction.draft;
  const citations: Citation[] = [];
  const permits: PermitValue[] = [];
  for (const clause of symbol.node.clauses) {
    switch (clause.kind) {
      case "Cite": {
        const citation = checkCite(site, clause);
        if (citation !== null) citations.push(citation);
        break;
      }
      case "AuthorityClause":
        if (clause.word === "held") {
          draft.heldBy = clause.names.map((name) => checkAgency(site, name, jurisdiction?.draft ?? null));
        } else if (clause.date !== null) {
          draft.from = checkDate(site, clause.date);
          draft.before = clause.before;
        }
        break;
      case "Permit": {
        const permit = checkPermit(site, clause);
        if (permit !== null) permits.push(permit);
        break;
      }
      case "Status": {
        const until = clause.until === null ? null : checkDate(site, clause.until);
        if (clause.word !== "ended") {
          say(site, "check/misplaced-clause", clause, {
            clause: clause.word,
            where: "an authority",
            hint: "an authority begins and ends; write `until DATE`",
          });
        } else if (until !== null) draft.until = clause.inclusive ? nextDay(until) : until;
        break;
      }
      case "ErrorClause":
        symbol.faulty = true;
        break;
    }
  }
  draft.citations = citations;
  draft.permits = permits;
}

function checkPermit(site: Site, node: ast.Permit): PermitValue | null {
  const limitedTo = node.limitedTo === null ? null : condition(node.limitedTo, openScope(site));
  const origins = node.provided === null ? null : providedOrigins(site, node.provided);
  const from = node.from === null ? null : checkDate(site, node.from);
  const until = node.until === null ? null : checkDate(site, node.until);
  if (node.by !== null) resolveName(site, node.by, ["instrument"]);
  if ((node.limitedTo !== null && limitedTo === null) || (node.provided !== null && origins === null))
    return null;
  if (from !== null && until !== null && until <= from)
    say(site, "check/until-before-from", node.until!, { from, until });
  return {
    kind: node.measureKind,
    limitedTo,
    provided: origins === null ? null : { origins },
    from,
    until,
    span: at(site, node),
  };
}

const originWords: ReadonlySet<string> = new Set(["unilateral", "coordinated", "regime"]);

/** `origin in {regime, coordinated}` or `origin = regime`: the only limit on a measure itself that can be said. */
function providedOrigins(site: Site, node: ast.Expression): readonly string[] | null {
  if (node.kind === "Parenthesized") return providedOrigins(site, node.inner);
  const wrong = (): null => say(site, "check/permit-limit", node, {});
  let left: ast.Expression;
  let right: ast.Expression;
  if (node.kind === "Membership" && node.test === "in" && !node.negated && node.right !== null) {
    left = node.left;
    right = node.right;
  } else if (node.kind === "Comparison" && node.operators.length === 1 && node.operators[0] === "=") {
    left = node.operands[0]!;
    right = node.operands[1]!;
  } else if (node.kind === "ErrorExpression") return silently(site);
  else return wrong();
  if (plainWord(left) !== "origin") return wrong();
  const words = right.kind === "SetLiteral" ? right.members.map(plainWord) : [plainWord(right)];
  if (words.some((word) => word === null || !originWords.has(word))) return wrong();
  return words as string[];
}

function plainWord(node: ast.Expression): string | null {
  return node.kind === "PathExpression" && node.segments.length === 1 ? node.segments[0]!.name.text : null;
}

export function checkFinding(context: Context, symbol: FindingSymbol): void {
  const site = siteOf(context, symbol);
  const draft = symbol.draft;
  draft.by = checkAgency(site, symbol.node.by, symbol.file.module.draft.jurisdiction);
  const citations: Citation[] = [];
  const treats: FindingSymbol["draft"]["treats"][number][] = [];
  const captures = new Map<string, Variable>();
  for (const clause of symbol.node.clauses) {
    switch (clause.kind) {
      case "Cite": {
        const citation = checkCite(site, clause);
        if (citation !== null) citations.push(citation);
        break;
      }
      case "FindingClause":
        draft.from = checkDate(site, clause.date);
        if (clause.by !== null) resolveName(site, clause.by, ["instrument"]);
        break;
      case "Treats": {
        const scope = { ...openScope(site), capture: findingCapture(site, clause, captures) };
        const one = condition(clause.condition, scope);
        const other = condition(clause.as, scope);
        if (one !== null && other !== null) treats.push({ condition: one, as: other });
        break;
      }
      case "Status":
        say(site, "check/misplaced-clause", clause, {
          clause: clause.word === "ended" ? "until" : clause.word,
          where: "a finding",
          hint: "a finding begins with `from DATE`",
        });
        break;
      case "ErrorClause":
        symbol.faulty = true;
        break;
    }
  }
  draft.citations = citations;
  draft.treats = treats;
  draft.captures = [...captures.values()];
}

export function checkUnencodable(context: Context, symbol: UnencodableSymbol): void {
  const site = siteOf(context, symbol);
  const { citations, because } = placeAndReason(site, symbol);
  symbol.draft.citations = citations;
  symbol.draft.because = because ?? "";
  if (because === null && !symbol.faulty) {
    say(site, "check/missing-clause", symbol.nameNode, {
      kind: "unencodable",
      name: symbol.name,
      clause: "because",
      hint: 'say why no fact settles it, as in `because "the annex could not be read"`',
    });
  }
}

/** A place in the law that is left out. Without a reason it waits to be encoded. */
export function checkOmitted(context: Context, symbol: OmittedSymbol): void {
  const site = siteOf(context, symbol);
  const { citations, because } = placeAndReason(site, symbol);
  symbol.draft.citations = citations;
  symbol.draft.because = because;
  if (citations.length === 0 && !symbol.faulty) {
    say(site, "check/missing-clause", symbol.nameNode, {
      kind: "omitted place",
      name: symbol.name,
      clause: "cite",
      hint: 'say which place in the law is left out, as in `cite "15 CFR 748.15"`',
    });
  }
}

function placeAndReason(
  site: Site,
  symbol: UnencodableSymbol | OmittedSymbol,
): { readonly citations: readonly Citation[]; readonly because: string | null } {
  const citations: Citation[] = [];
  let because: string | null = null;
  for (const clause of symbol.node.clauses) {
    if (clause.kind === "Cite") {
      const citation = checkCite(site, clause);
      if (citation !== null) citations.push(citation);
    } else if (clause.kind === "UnencodableClause") because = clause.because.value;
    else symbol.faulty = true;
  }
  return { citations, because };
}
