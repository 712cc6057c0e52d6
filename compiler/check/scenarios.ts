/** Scenarios: the case as JSON, as `cordon eval` reads it, and what is expected of it. */
import type * as ast from "../../grammar/ast.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import { factsParts, putTogether } from "./cases.ts";
import { at, type Context, makeOwner, type Site, say, silently } from "./context.ts";
import { jurisdictionNamed } from "./institutions.ts";
import { checkDate, checkLabel } from "./parts.ts";
import { lookup, lookupQualified, renameFixes, sayUnknown, visibleNames } from "./scopes.ts";
import type { AnySymbol, FileUnit, Owner, SymbolKind } from "./symbols.ts";
import type { ExpectationValue, RecordType, Scenario } from "./tree.ts";

/** The checked scenario with the owner that says whether it is faulty. */
export function checkScenario(
  context: Context,
  file: FileUnit,
  node: ast.ScenarioDeclaration,
  proposal: string | null,
): { readonly scenario: Scenario; readonly owner: Owner } {
  const span = at({ file }, node);
  const owner = makeOwner(node.title.value, span);
  const site: Site = { context, file, owner, proposal };
  const transaction = context.transaction;
  let given: Scenario["given"] = {};
  if (node.given !== null) {
    if (transaction === null) say(site, "check/no-transaction", node.given, { name: "transaction" });
    else given = putTogether(factsParts(node.given, transaction.draft, site), transaction.draft, site);
  }
  const expectations: ExpectationValue[] = [];
  for (const part of node.expectations) {
    if (part.kind === "ErrorClause") silently(site);
    else if (part.kind === "Expectation") {
      const expectation = checkExpectation(site, part, transaction?.draft ?? null);
      if (expectation !== null) expectations.push(expectation);
    }
  }
  if (node.expectations.every((part) => part.kind === "Cite"))
    say(site, "check/no-expectation", node.title, {});
  return {
    scenario: { title: node.title.value, module: file.module.draft, span, proposal, given, expectations },
    owner,
  };
}

function checkExpectation(
  site: Site,
  node: ast.Expectation,
  transaction: RecordType | null,
): ExpectationValue | null {
  const on = checkDate(site, node.on);
  const knownAt = node.knownAt === null ? null : checkDate(site, node.knownAt);
  const jurisdiction = jurisdictionNamed(site, node.jurisdiction);
  const outcome = node.outcome;
  const by: { id: string; limb: string | null }[] = [];
  for (const target of outcome.by) {
    const reason = checkReason(site, target);
    if (reason === null) return null;
    by.push(reason);
  }
  const missing = outcome.missing.map((path) => missingPath(site, path, transaction));
  if (on === null || jurisdiction === null || missing.includes(null)) return silently(site);
  return {
    on,
    knownAt,
    practice: node.practice,
    jurisdiction: jurisdiction.draft,
    verdict: outcome.verdict,
    by,
    review: outcome.review?.policy ?? null,
    routes: outcome.routes === null ? null : outcome.routes.map((name) => name.text),
    missing: missing as string[],
    span: at(site, node),
  };
}

const reasonKinds: ReadonlySet<SymbolKind> = new Set<SymbolKind>(["measure", "exception"]);

/** The measure or exception that is to be among the reasons. */
function checkReason(site: Site, target: ast.ReleaseTarget): { id: string; limb: string | null } | null {
  const parts = target.measure.parts.map((name) => name.text);
  if (parts.length === 0 || target.measure.parts.some((name) => name.missing)) return silently(site);
  const symbol = findReason(site, parts);
  const name = parts.join(".");
  if (symbol === null) {
    return sayUnknown(
      site,
      target.measure,
      name,
      "a measure or an exception",
      visibleNames(site, reasonKinds),
      reasonKinds,
    );
  }
  site.context.use(site, target.measure, symbol, false);
  const limb = checkLabel(target.limb);
  if (limb !== null && target.limb !== null && symbol.kind === "measure" && !symbol.faulty) {
    const known = symbol.labels;
    if (!known.includes(limb.text))
      say(site, "check/unknown-label", target.limb, { label: limb.text, known });
  }
  return { id: symbol.id, limb: limb?.text ?? null };
}

function findReason(site: Site, parts: readonly string[]): AnySymbol | null {
  const found = parts.length > 1 ? [lookupQualified(site, parts)] : lookup(site, parts[0]!);
  return found.find((symbol) => symbol !== null && reasonKinds.has(symbol.kind)) ?? null;
}

/** The path of a fact that is to be among the missing: `item.tpp`, `parties.headquarters`. Lists need no index. */
function missingPath(site: Site, node: ast.PathExpression, transaction: RecordType | null): string | null {
  let record = transaction;
  const words: string[] = [];
  for (const segment of node.segments) {
    if (segment.name.missing || record === null) return silently(site);
    const word = segment.name.text;
    const field = record.fields.get(word);
    if (field === undefined) {
      if (site.context.brokenFields.get(record)?.has(word) === true) return silently(site);
      const near = nearNames(word, record.fields.keys());
      return say(
        site,
        "bind/unknown-field",
        segment,
        { field: word, of: `the record \`${record.name}\``, near },
        { fixes: renameFixes(site, segment, near) },
      );
    }
    words.push(word);
    site.context.noteField(site, segment, field);
    record =
      field.type.kind === "record" ? field.type.record : field.type.kind === "list" ? field.type.of : null;
    if (record === null && segment !== node.segments.at(-1)) {
      return say(site, "check/no-fields", segment, { what: `\`${word}\` is a single fact`, field: "part" });
    }
  }
  return words.join(".");
}
