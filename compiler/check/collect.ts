/**
 * First pass: one symbol for each declaration, and for each file its module and the modules it uses. Nothing is
 * understood yet but names.
 */
import type * as ast from "../../grammar/ast.ts";
import { span } from "../../grammar/base/span.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { at, type Context, makeOwner, nameSpan, type Site, say } from "./context.ts";
import { dayProblem } from "./days.ts";
import { documentation } from "./documentation.ts";
import {
  type AnySymbol,
  type FileUnit,
  kindNoun,
  type ModuleInfo,
  type SymbolKind,
  withArticle,
} from "./symbols.ts";

/** Makes the files and their modules; `files` must be sorted by path, so that the result does not depend on their order. */
export function addFiles(context: Context, files: readonly ParseResult[]): void {
  for (const result of files) {
    const file = makeFile(result, moduleNamed(context, modulePath(result), result));
    file.module.files.push(file);
    context.files.push(file);
  }
}

/** Collects the symbols of the files that are being checked. */
export function collect(context: Context): void {
  for (const file of context.pending) collectFile(context, file);
  if (context.pending === context.files) return;
  for (const module of new Set(context.pending.map((file) => file.module))) enterAgain(module);
}

/** Puts the names of a module back into the order of its files: near names and sets of measures go by it. */
function enterAgain(module: ModuleInfo): void {
  if (module.files.length === 1) return;
  module.symbols.clear();
  module.proposed.clear();
  for (const symbol of module.files.flatMap((file) => file.symbols)) {
    if (symbol.kind !== "item" && symbol.name !== "")
      tableFor(module, symbol.proposal).set(symbol.name, symbol);
  }
}

export function makeFile(result: ParseResult, module: ModuleInfo): FileUnit {
  return {
    result,
    path: result.source.path,
    module,
    uses: new Map(),
    usedImports: new Set(),
    defaultScheme: undefined,
    units: undefined,
    symbols: [],
    fields: [],
    facts: [],
    scenarios: [],
    checkedScenarios: [],
    findings: [],
    asked: new Set(),
    asksAll: false,
    used: new Set(),
    codeUses: [],
    columnUses: [],
    extensions: [],
    reviewUses: [],
  };
}

/** The module that a file belongs to. */
export function modulePath(result: ParseResult): string {
  const head = headOf(result);
  return head === null || head.path.parts.length === 0 ? fallbackPath(result) : pathText(head.path);
}

export function headOf(result: ParseResult): ast.ModuleDeclaration | null {
  return result.file.declarations.find((d) => d.kind === "ModuleDeclaration") ?? null;
}

/** A file without `module` still gets one, so that its other faults are found; the missing word is reported. */
function fallbackPath(result: ParseResult): string {
  return result.source.path.replace(/\.cordon$/, "").replaceAll(/[^A-Za-z0-9_]+/g, "_");
}

function pathText(path: ast.ModulePath): string {
  return path.parts.map((part) => part.text).join(".");
}

function moduleNamed(context: Context, path: string, result: ParseResult): ModuleInfo {
  const known = context.modules.get(path);
  if (known !== undefined) return known;
  const head = headOf(result);
  const module: ModuleInfo = {
    path,
    draft: {
      path,
      jurisdiction: null,
      currentTo: null,
      span: span(result.source.path, head?.start ?? 0, head?.end ?? 0),
    },
    symbols: new Map(),
    proposed: new Map(),
    files: [],
  };
  context.modules.set(path, module);
  return module;
}

/** A site for findings about a file as a whole. */
export function fileSite(context: Context, file: FileUnit): Site {
  return { context, file, owner: makeOwner(file.module.path, span(file.path, 0, 0)), proposal: null };
}

function collectFile(context: Context, file: FileUnit): void {
  const site = fileSite(context, file);
  let seenOther = false;
  let seenHead = false;
  for (const node of file.result.file.declarations) {
    if (node.kind === "ModuleDeclaration") {
      if (seenHead || seenOther) say(site, "bind/misplaced-module", node, {});
      seenHead = true;
      readCurrentTo(site, node);
    } else if (node.kind === "UseDeclaration") {
      seenOther = true;
      readUse(site, node);
    } else if (node.kind !== "ErrorDeclaration") {
      if (!seenHead && !seenOther && headOf(file.result) === null) {
        const end = file.result.source.text.indexOf("\n", node.start);
        const place = { start: node.start, end: end === -1 ? node.end : Math.min(end, node.end) };
        const heading = `module ${file.module.path}\n`;
        say(
          site,
          "bind/no-module",
          place,
          { declaration: declarationNoun(node) },
          {
            fixes: [
              {
                title: `begin with \`${heading.trim()}\``,
                safe: false,
                edits: [{ span: span(file.path, 0, 0), newText: heading }],
              },
            ],
          },
        );
      }
      seenOther = true;
      declare(context, file, node, null);
    }
  }
}

function declarationNoun(node: ast.Declaration): string {
  const kind = kinds[node.kind as keyof typeof kinds] as SymbolKind | undefined;
  return kind === undefined ? "something" : withArticle(kindNoun[kind]);
}

function readCurrentTo(site: Site, node: ast.ModuleDeclaration): void {
  const date = node.currentTo;
  if (date === null || date.missing) return;
  const problem = dayProblem(date.text);
  if (problem !== null) {
    say(site, "check/bad-date", date, { date: date.text, problem });
    return;
  }
  const draft = site.file.module.draft;
  if (draft.currentTo !== null && draft.currentTo !== date.text) {
    say(site, "bind/module-conflict", date, {
      module: draft.path,
      what: "the day to which the law was read",
    });
  }
  draft.currentTo ??= date.text;
}

function readUse(site: Site, node: ast.UseDeclaration): void {
  for (const path of node.paths) {
    if (path.parts.length === 0 || path.parts.some((part) => part.missing)) continue;
    const text = pathText(path);
    const module = site.context.modules.get(text);
    if (module === undefined) {
      const near = nearNames(text, site.context.modules.keys());
      say(
        site,
        "bind/unknown-module",
        path,
        { path: text, near },
        {
          fixes: near.map((name) => ({
            title: `write \`${name}\``,
            safe: false,
            edits: [{ span: at(site, path), newText: name }],
          })),
        },
      );
      continue;
    }
    site.context.noteModule(path, text, module);
    if (!site.file.uses.has(module)) site.file.uses.set(module, path);
  }
}

const kinds = {
  JurisdictionDeclaration: "jurisdiction",
  InstrumentDeclaration: "instrument",
  UnitDeclaration: "unit",
  EnumDeclaration: "enum",
  RecordDeclaration: "record",
  CodesDeclaration: "scheme",
  GroupDeclaration: "group",
  ListDeclaration: "list",
  DefineDeclaration: "define",
  ReachDeclaration: "reach",
  ReviewDeclaration: "review",
  ItemDeclaration: "item",
  MeasureDeclaration: "measure",
  ExceptionDeclaration: "exception",
  AuthorityDeclaration: "authority",
  FindingDeclaration: "finding",
  UnencodableDeclaration: "unencodable",
  OmittedDeclaration: "omitted",
  UniverseDeclaration: "universe",
  CaseDeclaration: "case",
  ProposalDeclaration: "proposal",
} as const;

type Named = Extract<ast.Declaration, { kind: keyof typeof kinds }>;

function declare(context: Context, file: FileUnit, node: ast.Declaration, proposal: string | null): void {
  switch (node.kind) {
    case "ModuleDeclaration":
    case "UseDeclaration":
      say(fileSite(context, file), "bind/misplaced-module", node, {});
      return;
    case "ErrorDeclaration":
      return;
    case "ScenarioDeclaration":
      file.scenarios.push({ node, proposal });
      return;
    case "FactDeclaration":
      file.facts.push(node);
      return;
    default:
      declareNamed(context, file, node, proposal);
  }
}

function declareNamed(context: Context, file: FileUnit, node: Named, proposal: string | null): void {
  const nameNode = node.kind === "ItemDeclaration" ? node.code : node.name;
  const name = nameNode.text;
  const site: Site = { ...fileSite(context, file), proposal };
  if (nameNode.kind === "Name" && nameNode.missing) {
    // What cannot be named cannot be referred to, but its body is still worth checking.
    const nameless = makeSymbol(file, node, nameNode, name, proposal);
    nameless.faulty = true;
    file.symbols.push(nameless);
    return;
  }
  const symbol = continued(context, makeSymbol(file, node, nameNode, name, proposal));
  file.symbols.push(symbol);
  if (symbol.kind !== "unit") context.ownerOf.set(symbol.draft, symbol);
  context.noteSymbol(nameNode, symbol);
  if (symbol.kind === "item") return; // told apart by scheme and code, once schemes are known
  const table = tableFor(file.module, proposal);
  const earlier = table.get(name);
  if (earlier !== undefined) {
    context.hasDuplicates = true;
    const kind = `${earlier.kind === symbol.kind ? "" : `${kindNoun[earlier.kind]} and `}${kindNoun[symbol.kind]}`;
    say(
      { ...site, owner: symbol },
      "bind/duplicate",
      nameNode,
      { name, kind },
      { related: [{ span: nameSpan(earlier), message: "the first declaration" }] },
    );
    return;
  }
  table.set(name, symbol);
  if (symbol.kind === "record" && name === "transaction") {
    if (context.transaction !== null) {
      say(
        { ...site, owner: symbol },
        "bind/transaction-twice",
        nameNode,
        {},
        { related: [{ span: nameSpan(context.transaction), message: "the first declaration" }] },
      );
    } else context.transaction = symbol;
  }
  if (symbol.kind === "proposal") {
    for (const inner of symbol.node.declarations) declare(context, file, inner, name);
  }
}

/** What tells a declaration apart from all others of its file. */
export function symbolKey({ kind, name, proposal, file, node }: AnySymbol): string {
  const scheme = node.kind === "ItemDeclaration" ? (node.scheme?.text ?? "") : "";
  return [file.path, kind, proposal ?? "", scheme, name].join(" ");
}

/** The symbol that the same declaration had before its file was read anew, as if it were new; else the symbol itself. */
function continued(context: Context, symbol: AnySymbol): AnySymbol {
  const key = symbolKey(symbol);
  const former = context.former.get(key);
  if (former === undefined) return symbol;
  context.former.delete(key);
  // Others point at the draft, and must not find in it what an earlier text said.
  for (const key of Object.keys(former.draft)) delete (former.draft as Record<string, unknown>)[key];
  const draft = Object.assign(former.draft, symbol.draft);
  return Object.assign(former, symbol, { draft });
}

function tableFor(module: ModuleInfo, proposal: string | null): Map<string, AnySymbol> {
  if (proposal === null) return module.symbols;
  let table = module.proposed.get(proposal);
  if (table === undefined) {
    table = new Map();
    module.proposed.set(proposal, table);
  }
  return table;
}

function makeSymbol(
  file: FileUnit,
  node: Named,
  nameNode: ast.Name | ast.CodePath,
  name: string,
  proposal: string | null,
): AnySymbol {
  const kind = kinds[node.kind];
  const id = [file.module.path, ...(proposal === null ? [] : [proposal]), name].join(".");
  const docs = documentation(file.result.source.text, file.result.comments, node.start);
  const declared = {
    id,
    name,
    module: file.module.draft,
    title: "title" in node && node.title !== null && !node.title.missing ? node.title.value : null,
    doc: docs.doc,
    confidence: docs.confidence,
    span: span(file.path, node.start, node.end),
    nameSpan: span(file.path, nameNode.start, nameNode.end),
    proposal,
  };
  const symbol = {
    ...makeOwner(name, declared.nameSpan),
    kind,
    node,
    nameNode,
    name,
    id,
    file,
    proposal,
    draft: kind === "unit" ? { unit: null } : { ...declared, ...emptyDraft[kind]() },
    ...extras[kind]?.(),
  };
  // Every kind's draft is completed by the pass for that kind before anything reads it.
  return symbol as unknown as AnySymbol;
}

const noVersions = { versions: [], statuses: [] };
const emptyDraft: Readonly<Record<SymbolKind, () => object>> = {
  jurisdiction: () => ({ within: null, reach: null, schemes: [], agencies: [], states: null, members: null }),
  instrument: () => ({ citation: null, announced: null, published: null, from: null }),
  unit: () => ({}),
  enum: () => ({ values: [], ordered: false }),
  record: () => ({ fields: new Map() }),
  scheme: () => ({ below: "dots", pattern: null, members: [], isCountry: false, jurisdiction: null }),
  group: () => ({ of: { kind: "text" }, open: false, chronology: noVersions }),
  list: () => ({
    record: null,
    file: "",
    citation: null,
    key: "",
    columns: new Map(),
    rows: [],
    contentHash: "",
  }),
  define: () => ({ of: null, it: null, parameters: [], type: { kind: "truth" }, chronology: noVersions }),
  reach: () => ({ chronology: noVersions }),
  review: () => ({ captures: [], chronology: noVersions }),
  item: () => ({ scheme: null, code: "", it: null, chronology: noVersions }),
  measure: () => ({ chronology: noVersions }),
  exception: () => ({ chronology: noVersions }),
  authority: () => ({ citations: [], heldBy: [], from: null, before: false, until: null, permits: [] }),
  finding: () => ({ by: "", citations: [], from: null, captures: [], treats: [] }),
  unencodable: () => ({ citations: [], because: "" }),
  omitted: () => ({ citations: [], because: null }),
  universe: () => ({
    citations: [],
    from: null,
    until: null,
    conditions: [],
    exclusions: [],
    covering: [],
    gaps: [],
  }),
  case: () => ({ given: {} }),
  proposal: () => ({ measures: [] }),
};
const extras: Partial<Record<SymbolKind, () => object>> = {
  unit: () => ({ state: "new" }),
  group: () => ({ holds: "values" }),
  measure: () => ({ labels: [] }),
  case: () => ({ parts: [] }),
  define: () => ({ signature: "new", type: null, receiver: null }),
};
