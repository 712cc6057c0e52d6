/**
 * What all passes of the checker share: the symbols, the findings, and the map from syntax to what it refers to.
 */
import type * as ast from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { ReportOptions } from "../../grammar/base/registry.ts";
import { type Span, span } from "../../grammar/base/span.ts";
import type { CheckInput } from "./input.ts";
import { type CheckCode, type checkMessages, report } from "./messages.ts";
import type {
  AnySymbol,
  FieldSymbol,
  FileUnit,
  ItemSymbol,
  ModuleInfo,
  Owner,
  SymbolKind,
} from "./symbols.ts";
import type * as tree from "./tree.ts";

/** What a piece of syntax refers to; the editor's hover, definition and rename stand on it. */
export interface Reference {
  readonly kind: SymbolKind | "field" | "variable" | "column" | "value" | "code" | "module";
  readonly name: string;
  /** where it is declared; null for values that come with the language, such as countries */
  readonly span: Span | null;
  readonly target:
    | tree.Declared
    | tree.EnumType
    | tree.Field
    | tree.Variable
    | tree.Column
    | tree.Module
    | { readonly scheme: tree.Scheme; readonly code: string }
    | null;
}

type ArgsOf<C extends CheckCode> = Parameters<(typeof checkMessages)[C]["message"]>[0];

/** Where something is being checked: the file it stands in and the declaration that answers for it. */
export interface Site {
  readonly context: Context;
  readonly file: FileUnit;
  readonly owner: Owner;
  /** the proposal it stands in */
  readonly proposal: string | null;
}

export class Context {
  readonly input: CheckInput;
  readonly diagnostics: Diagnostic[] = [];
  readonly references = new Map<object, Reference>();
  readonly files: FileUnit[] = [];
  readonly modules = new Map<string, ModuleInfo>();
  readonly symbols: AnySymbol[] = [];
  readonly scenarios: {
    readonly file: FileUnit;
    readonly node: ast.ScenarioDeclaration;
    readonly proposal: string | null;
  }[] = [];
  readonly facts: { readonly file: FileUnit; readonly node: ast.FactDeclaration }[] = [];
  readonly fields: FieldSymbol[] = [];
  /** the symbol behind a draft, for what expressions point at */
  readonly ownerOf = new Map<object, AnySymbol | FieldSymbol>();
  /** by scheme id, then code */
  readonly items = new Map<string, Map<string, ItemSymbol>>();
  /** the modules that declare items of a scheme, by its id */
  readonly itemModules = new Map<string, Set<ModuleInfo>>();
  /** names of fields whose type is faulty: their uses are silently faulty too */
  readonly brokenFields = new Map<tree.RecordType, Set<string>>();
  /** sets of codes that an item record is tested against: what they touch is known once all items are */
  readonly codeUses: { readonly site: Site; readonly set: tree.Expr }[] = [];
  /** the scheme of countries, where there is one */
  country: tree.Scheme | null = null;
  /** every agency that a jurisdiction declares */
  readonly agencies = new Set<string>();
  /** members of groups of lists or measures, where they have been asked for */
  readonly expanded = new Map<AnySymbol, ReadonlySet<AnySymbol> | null>();
  /** jurisdictions whose `codes` clause names something faulty: codes without a scheme are not judged there */
  readonly withoutSchemes = new Set<tree.Jurisdiction>();
  /** bodies that have been checked; some are asked for earlier than others */
  readonly checked = new Set<AnySymbol>();
  /** parameters of defines, where they have been asked for */
  readonly parameters = new Map<AnySymbol, readonly tree.Variable[] | null>();
  /** conditions that list entries name: what they rest on is known once the rows are read */
  readonly columnUses: {
    readonly site: Site;
    readonly lists: readonly tree.List[];
    readonly column: string;
    readonly span: Span;
  }[] = [];
  /** jurisdictions by name, the same for all modules */
  readonly jurisdictions = new Map<string, AnySymbol & { kind: "jurisdiction" }>();
  readonly #moduleOwners = new Map<ModuleInfo, Owner>();
  transaction: (AnySymbol & { kind: "record" }) | null = null;

  constructor(input: CheckInput) {
    this.input = input;
  }

  /** The symbols of one kind, in the order of files. */
  *ofKind<K extends SymbolKind>(kind: K): Generator<Extract<AnySymbol, { kind: K }>> {
    for (const symbol of this.symbols) {
      if (symbol.kind === kind) yield symbol as Extract<AnySymbol, { kind: K }>;
    }
  }

  readonly #references = new Map<object, Map<string, Reference>>();

  /** Notes what a piece of syntax refers to. References of one thing are one object: a large program has very many. */
  note(node: object, about: object, reference: () => Reference, key = ""): void {
    if (this.input.references === false) return;
    let known = this.#references.get(about);
    if (known === undefined) {
      known = new Map();
      this.#references.set(about, known);
    }
    let shared = known.get(key);
    if (shared === undefined) {
      shared = reference();
      known.set(key, shared);
    }
    this.references.set(node, shared);
  }

  /** Who answers for the head of a module. */
  moduleOwner(module: ModuleInfo): Owner {
    let owner = this.#moduleOwners.get(module);
    if (owner === undefined) {
      owner = makeOwner(module.path, module.draft.span);
      this.#moduleOwners.set(module, owner);
    }
    return owner;
  }

  noteField(site: Site, node: object, field: tree.Field): void {
    this.note(node, field, () => ({ kind: "field", name: field.name, span: field.span, target: field }));
    const owner = this.ownerOf.get(field);
    if (owner !== undefined) this.needModule(site, owner.file.module);
  }

  noteSymbol(node: object, symbol: AnySymbol): void {
    this.note(node, symbol, () => ({
      kind: symbol.kind,
      name: symbol.name,
      span: nameSpan(symbol),
      target: targetOf(symbol),
    }));
  }

  /** The file needs the module in its `use`. */
  needModule(site: Site, module: ModuleInfo): void {
    if (module !== site.file.module) site.file.usedImports.add(module);
  }

  /** Notes that `node` names `symbol`, and that the owner of the site rests on it. */
  use(site: Site, node: ast.Node, symbol: AnySymbol, evaluated: boolean): void {
    symbol.used ||= symbol !== site.owner;
    this.noteSymbol(node, symbol);
    this.needModule(site, symbol.file.module);
    this.rests(site, symbol, at(site, node), evaluated);
  }

  rests(site: Site, on: Owner, where: Span, evaluated: boolean): void {
    site.owner.needs.add(on);
    if (evaluated && !site.owner.evaluates.has(on)) site.owner.evaluates.set(on, where);
  }
}

function targetOf(symbol: AnySymbol): Reference["target"] {
  return symbol.kind === "unit" ? null : symbol.draft;
}

export function nameSpan(symbol: AnySymbol): Span {
  return span(symbol.file.path, symbol.nameNode.start, symbol.nameNode.end);
}

/** The span of a node in the file of the site. */
export function at(
  site: { readonly file: FileUnit },
  node: { readonly start: number; readonly end: number },
): Span {
  return span(site.file.path, node.start, node.end);
}

/** Reports a finding; an error makes the declaration it stands in faulty. */
export function say<C extends CheckCode>(
  site: Site,
  code: C,
  node: { readonly start: number; readonly end: number },
  args: ArgsOf<C>,
  options?: ReportOptions,
): null {
  const subject = subjectOf(site);
  const diagnostic = report(
    code,
    at(site, node),
    args as never,
    subject === null ? options : { ...options, subject },
  );
  site.context.diagnostics.push(diagnostic);
  if (diagnostic.severity === "error") site.owner.faulty = true;
  return null;
}

/** The measure or exception concerned: a lawyer knows it by its citation. */
function subjectOf(site: Site): Diagnostic["subject"] | null {
  const owner = site.owner as Owner & Partial<AnySymbol>;
  if (owner.kind !== "measure" && owner.kind !== "exception") return null;
  const { name, draft } = owner as AnySymbol & { kind: "measure" | "exception" };
  const citation = draft.citations?.[0]?.text;
  return citation === undefined ? { name } : { name, citation };
}

/** Marks the owner faulty without a message of its own: what it rests on was reported elsewhere. */
export function silently(site: Site): null {
  site.owner.faulty = true;
  return null;
}

/** An owner that nothing refers to, for pieces such as scenarios. */
export function makeOwner(label: string, place: Span): Owner {
  return { label, place, faulty: false, needs: new Set(), evaluates: new Map() };
}
