/**
 * Checking again after an edit. A file is checked anew where its text changed, and where a name that it looked up no longer
 * means what it did; all other files keep their symbols, drafts, findings and references. What all files say together
 * (circles, faults that spread, cases, what is unused) is always found anew: it costs little.
 *
 * The result is that of `check`, to the letter. Wherever that is in doubt everything is checked anew: where types, units,
 * lists or jurisdictions are touched, files come and go, two declarations share a name, or there is a circle.
 */
import type { Declaration, TypeExpression } from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { span } from "../../grammar/base/span.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { walk } from "../../grammar/walk.ts";
import type { DataRead } from "../load/workspace.ts";
import { type CheckResult, checkFiles, conclude, inOrder, programOf, resultOf } from "./check.ts";
import { addFiles, headOf, makeFile, modulePath, symbolKey } from "./collect.ts";
import { Context } from "./context.ts";
import type { CheckInput } from "./input.ts";
import { reviewUses } from "./reviews.ts";
import { shedFile } from "./shed.ts";
import { surfaces, typeText } from "./surface.ts";
import type { AnySymbol, FileUnit, SymbolKind } from "./symbols.ts";
import type { Program } from "./tree.ts";

/** More files than this at once are no edit but another state of the workspace. */
const MOST_FILES = 40;
const MOST_ROUNDS = 6;

/** Checks a program again and again as it is edited. Each result counts until the next check. */
export class Checker {
  #context: Context | null = null;
  #hasCycles = false;
  #isShed = false;
  #lastChecked: ReadonlySet<string> = new Set();

  /** The paths of the files that the last check looked into; for all others it found what the check before did. */
  get lastChecked(): ReadonlySet<string> {
    return this.#lastChecked;
  }

  /**
   * As `check`. The program is made when it is first asked for.
   *
   * @throws {Error} from `program` of an earlier result, and after `shed`
   */
  check(input: CheckInput): CheckResult {
    const files = inOrder(input.files);
    const former = this.#hasCycles ? null : this.#context;
    this.#context = null;
    let context = former;
    if (context === null || !this.#goOn(context, input, files)) {
      context = new Context(input);
      addFiles(context, files);
      context.pending = context.files;
      checkFiles(context);
      this.#hasCycles = conclude(context);
      this.#lastChecked = new Set(context.files.map(({ path }) => path));
      this.#isShed = false;
    }
    this.#context = context;
    return this.#result(context, input);
  }

  /**
   * Gives back all that the next check can do without: trees, programs and references. For one who wants findings of a large
   * workspace. Takes back the references of the last result, too.
   */
  shed(): void {
    if (this.#context === null) return;
    for (const file of this.#context.files) if (this.#lastChecked.has(file.path)) shedFile(file);
    this.#context.references.clear();
    this.#isShed = true;
  }

  #result(context: Context, input: CheckInput): CheckResult {
    let program: Program | null = null;
    const { diagnostics, references } = resultOf(context);
    const isCurrent = (): boolean => this.#context === context && context.input === input && !this.#isShed;
    return {
      diagnostics,
      references,
      get program() {
        if (program === null && !isCurrent()) throw new Error("this program is no longer to be had");
        program ??= programOf(context);
        return program;
      },
    };
  }

  /** Brings the context up to date; false where it cannot be, and then it is of no more use. */
  #goOn(context: Context, input: CheckInput, files: readonly ParseResult[]): boolean {
    if (context.isSpent || context.hasDuplicates) return false;
    if ((input.references ?? true) !== (context.input.references ?? true)) return false;
    if (files.length !== context.files.length || !sameData(context, input)) return false;
    const changed = new Map<string, ParseResult>();
    for (const [i, result] of files.entries()) {
      const file = context.files[i]!;
      if (file.path !== result.source.path) return false;
      if (file.result === result) continue;
      if (!isInward(file, result)) return false;
      changed.set(file.path, result);
    }
    context.input = input;
    this.#lastChecked = new Set();
    if (changed.size === 0) return true;
    context.reopen();
    const checked = checkRounds(context, changed);
    if (checked === null) return false;
    context.pending = context.files.filter(({ path }) => checked.has(path));
    this.#lastChecked = checked;
    return !conclude(context);
  }
}

/** Checks the changed files and all that sees a difference in them; the paths of these, or null where it is no use. */
function checkRounds(context: Context, changed: ReadonlyMap<string, ParseResult>): Set<string> | null {
  const checked = new Set<string>();
  let pending = context.files.filter(
    (file) => changed.has(file.path) || file.findings.some((finding) => pointsInto(finding, changed)),
  );
  for (let round = 0; pending.length > 0; round++) {
    if (round > MOST_ROUNDS || pending.length > MOST_FILES || pending.some(reachesFar)) return null;
    const before = surfaces(context, pending);
    const items = itemModules(pending);
    const facts = factsChecked(pending);
    const grids = gridUses(context);
    const news = pending.map((file) => replace(context, file, changed.get(file.path) ?? file.result));
    context.pending = news;
    checkFiles(context);
    context.former.clear();
    if (context.hasDuplicates || itemModules(news) !== items) return null;
    context.formerFacts.clear();
    if (factsChecked(news) !== facts) return null;
    for (const { path } of news) checked.add(path);
    const names = difference(before, surfaces(context, news));
    const usedOtherwise = difference(grids, gridUses(context));
    pending = context.files.filter(
      (file) => !news.includes(file) && (asksFor(file, names) || declaresGrid(file, usedOtherwise)),
    );
  }
  return checked;
}

/** Takes a file out of the context and puts a new reading of it in its place. */
function replace(context: Context, old: FileUnit, result: ParseResult): FileUnit {
  const { module } = old;
  for (const symbol of old.symbols) forget(context, symbol);
  for (const fact of old.fields) {
    context.ownerOf.delete(fact.draft);
    fact.record.draft.fields.delete(fact.draft.name);
    context.formerFacts.set(fact.draft.id, fact);
  }
  if (context.references.size > 0) {
    walk(old.result.file, (node) => {
      context.references.delete(node);
      return undefined;
    });
  }
  const file = makeFile(result, module);
  context.files[context.files.indexOf(old)] = file;
  module.files[module.files.indexOf(old)] = file;
  if (module.files[0] === file) {
    const head = headOf(result);
    module.draft.span = span(file.path, head?.start ?? 0, head?.end ?? 0);
  }
  return file;
}

function forget(context: Context, symbol: AnySymbol): void {
  context.ownerOf.delete(symbol.draft);
  context.checked.delete(symbol);
  context.parameters.delete(symbol);
  context.expanded.delete(symbol);
  if (symbol.kind === "item") {
    const scheme: { readonly id: string } | null = symbol.draft.scheme;
    if (scheme !== null) context.items.get(scheme.id)?.delete(symbol.draft.code);
  } else {
    const { module } = symbol.file;
    const table = symbol.proposal === null ? module.symbols : module.proposed.get(symbol.proposal);
    table?.delete(symbol.name);
  }
  if (symbol.name !== "") context.former.set(symbolKey(symbol), symbol);
}

// ------------------------------------------------------------------------------------------------ what an edit touches

/** What every module sees without naming it, or what others hold more of than their surface. */
const farReaching: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  "jurisdiction",
  "unit",
  "enum",
  "record",
  "scheme",
  "list",
]);

const farReachingNodes: ReadonlySet<Declaration["kind"]> = new Set<Declaration["kind"]>([
  "JurisdictionDeclaration",
  "UnitDeclaration",
  "EnumDeclaration",
  "RecordDeclaration",
  "CodesDeclaration",
  "ListDeclaration",
]);

/** Whether the new reading can only matter to those who name what it declares. */
function isInward(old: FileUnit, result: ParseResult): boolean {
  if (old.module.path !== modulePath(result)) return false;
  const before = headOf(old.result);
  const now = headOf(result);
  if (before?.jurisdiction?.text !== now?.jurisdiction?.text) return false;
  if (before?.currentTo?.text !== now?.currentTo?.text) return false;
  if (factsWritten(old.result) !== factsWritten(result)) return false;
  return ![old.result, result].some(({ file }) => file.declarations.some(isFarReaching));
}

function reachesFar(file: FileUnit): boolean {
  return (
    file.symbols.some(({ kind }) => farReaching.has(kind)) || file.facts.some(({ type }) => hasOwnEnum(type))
  );
}

/** Whether values are declared in the type itself. */
function hasOwnEnum(type: TypeExpression): boolean {
  return type.kind === "InlineEnumType" || (type.kind === "CollectionType" && hasOwnEnum(type.of));
}

/** The facts as written: every module sees them, so only their places may change. */
function factsWritten({ source, file }: ParseResult): string {
  const facts = file.declarations.filter(({ kind }) => kind === "FactDeclaration");
  return facts.map(({ start, end }) => source.text.slice(start, end)).join("\n");
}

/** Whether facts apply is known once their conditions are checked, and cases ask for it. */
function factsChecked(files: readonly FileUnit[]): string {
  const facts = files.flatMap((file) => file.fields);
  return facts.map(({ draft }) => `${draft.id} ${draft.appliesWhen === null}`).join("\n");
}

function isFarReaching(node: Declaration): boolean {
  if (node.kind === "FactDeclaration") return hasOwnEnum(node.type);
  if (node.kind === "ProposalDeclaration")
    return node.declarations.some((inner) => inner.kind === "FactDeclaration" || isFarReaching(inner));
  return farReachingNodes.has(node.kind);
}

function sameData(context: Context, input: CheckInput): boolean {
  return context.dataRead.every(({ relativeTo, path, read }) =>
    sameRead(read, input.readData(relativeTo, path)),
  );
}

function sameRead(a: DataRead | string | null, b: DataRead | string | null): boolean {
  if (a === null || b === null || typeof a === "string" || typeof b === "string") return a === b;
  if (a.kind === "text" && b.kind === "text")
    return a.source.path === b.source.path && a.source.text === b.source.text;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the finding shows a place in one of the files: the place may have moved. */
function pointsInto(finding: Diagnostic, paths: ReadonlyMap<string, unknown>): boolean {
  const places = [...finding.related, ...finding.fixes.flatMap(({ edits }) => edits)];
  return places.some((place) => paths.has(place.span.file) && place.span.file !== finding.span.file);
}

/** Who uses each shared grid, and what they bind for it: a grid sees all of that. By id. */
function gridUses(context: Context): Map<string, string> {
  const found = new Map<string, string>();
  for (const [review, uses] of reviewUses(context)) {
    const texts = uses.map(({ measure, bound }) => {
      const names = [...bound.values()].map(({ name, type, span: at }) => [name, typeText(type), at]);
      return JSON.stringify([measure.id, names]);
    });
    found.set(review.id, texts.join("\n"));
  }
  return found;
}

function declaresGrid(file: FileUnit, ids: ReadonlySet<string>): boolean {
  return ids.size > 0 && file.symbols.some(({ kind, id }) => kind === "review" && ids.has(id));
}

/** For which schemes which modules declare items: whoever names a scheme uses these modules. */
function itemModules(files: readonly FileUnit[]): string {
  const found = new Set<string>();
  for (const symbol of files.flatMap((file) => file.symbols)) {
    if (symbol.kind !== "item") continue;
    const scheme: { readonly id: string } | null = symbol.draft.scheme;
    if (scheme !== null) found.add(`${scheme.id} ${symbol.file.module.path}`);
  }
  return [...found].sort().join("\n");
}

function difference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Set<string> {
  const names = new Set<string>();
  for (const [name, surface] of before) if (after.get(name) !== surface) names.add(name);
  for (const name of after.keys()) if (!before.has(name)) names.add(name);
  return names;
}

function asksFor(file: FileUnit, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  if (file.asksAll) return true;
  for (const name of names) if (file.asked.has(name)) return true;
  return false;
}
