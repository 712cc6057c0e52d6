/**
 * What all passes of the checker share: the symbols, the findings, and the map from syntax to what it refers to.
 */
import type * as ast from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { ReportOptions } from "../../grammar/base/registry.ts";
import { type Span, span } from "../../grammar/base/span.ts";
import type { DataRead } from "../load/workspace.ts";
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
  SymbolOfKind,
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
  input: CheckInput;
  readonly references = new Map<object, Reference>();
  /** all files, in the order of paths */
  readonly files: FileUnit[] = [];
  /** those of them whose declarations are being checked: all, but after an edit */
  pending: readonly FileUnit[] = [];
  readonly modules = new Map<string, ModuleInfo>();
  /** the symbol behind a draft, for what expressions point at */
  readonly ownerOf = new Map<object, AnySymbol | FieldSymbol>();
  /** by scheme id, then code */
  readonly items = new Map<string, Map<string, ItemSymbol>>();
  /** the modules that declare items of a scheme, by its id */
  readonly itemModules = new Map<string, Set<ModuleInfo>>();
  /** names of fields whose type is faulty: their uses are silently faulty too */
  readonly brokenFields = new Map<tree.RecordType, Set<string>>();
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
  /** jurisdictions by name, the same for all modules */
  readonly jurisdictions = new Map<string, AnySymbol & { kind: "jurisdiction" }>();
  /** symbols of files that are read anew, by what tells them apart: the same declaration stays the same symbol */
  readonly former = new Map<string, AnySymbol>();
  /** the same for facts, by id */
  readonly formerFacts = new Map<string, FieldSymbol>();
  /** two declarations share a name or an item's code: which of them counts is a matter of order */
  hasDuplicates = false;
  /** what was checked has been taken apart to leave faults out of the program: no check can go on from here */
  isSpent = false;
  /** the data files that lists were read from */
  readonly dataRead: {
    readonly relativeTo: string;
    readonly path: string;
    readonly read: DataRead | string | null;
  }[] = [];
  readonly #moduleOwners = new Map<ModuleInfo, Owner>();
  transaction: (AnySymbol & { kind: "record" }) | null = null;

  constructor(input: CheckInput) {
    this.input = input;
  }

  /** The symbols of one kind that are being checked, in the order of files. */
  ofKind<K extends SymbolKind>(kind: K): Generator<SymbolOfKind<K>> {
    return symbolsOf(this.pending, kind);
  }

  /** All symbols of one kind, in the order of files. */
  everyOfKind<K extends SymbolKind>(kind: K): Generator<SymbolOfKind<K>> {
    return symbolsOf(this.files, kind);
  }

  /** Everything that can rest on something and be rested on, but for scenarios. */
  owners(): Owner[] {
    return [...this.files.flatMap((file) => file.symbols), ...this.files.flatMap((file) => file.fields)];
  }

  // ------------------------------------------------------------------------------------ what all files together have

  /**
   * Whether what is said and linked now follows from all files together: circles, cases put together, what is unused. The
   * next check takes it back (`reopen`), and keeps what each file has by itself.
   */
  ofTheWhole = false;
  readonly conclusions: Diagnostic[] = [];
  readonly #derived: { readonly from: Owner; readonly to: Owner; readonly evaluated: boolean }[] = [];
  readonly #faultyAtLast: Owner[] = [];

  reopen(): void {
    for (const { from, to, evaluated } of this.#derived) {
      if (evaluated) from.evaluates.delete(to);
      else from.needs.delete(to);
    }
    this.#derived.length = 0;
    for (const owner of this.#faultyAtLast) owner.faulty = false;
    this.#faultyAtLast.length = 0;
    this.conclusions.length = 0;
    this.ofTheWhole = false;
  }

  /** An edge that follows from all files together: `from` needs `to`. */
  deriveNeed(from: Owner, to: Owner): void {
    if (from.needs.has(to)) return;
    from.needs.add(to);
    this.#derived.push({ from, to, evaluated: false });
  }

  /** As before, for what is followed in evaluation; `place` is where it is asked for. */
  deriveEvaluation(from: Owner, to: Owner, place: Span): void {
    if (from.evaluates.has(to)) return;
    from.evaluates.set(to, place);
    this.#derived.push({ from, to, evaluated: true });
  }

  /** All findings so far. */
  found(): Diagnostic[] {
    return [...this.files.flatMap((file) => file.findings), ...this.conclusions];
  }

  report(file: FileUnit, diagnostic: Diagnostic): void {
    (this.ofTheWhole ? this.conclusions : file.findings).push(diagnostic);
  }

  fault(owner: Owner): void {
    if (this.ofTheWhole && !owner.faulty) this.#faultyAtLast.push(owner);
    owner.faulty = true;
  }

  // ------------------------------------------------------------------------------------------------------ references

  /** Weak, since names that are bound in bodies go with them. */
  #references = new WeakMap<object, Map<string, Reference>>();

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

  noteModule(node: object, name: string, module: ModuleInfo): void {
    if (this.input.references === false) return;
    this.references.set(node, {
      kind: "module",
      name,
      get span() {
        return module.draft.span;
      },
      target: module.draft,
    });
  }

  noteField(site: Site, node: object, field: tree.Field): void {
    this.note(node, field, () => ({
      kind: "field",
      name: field.name,
      get span() {
        return field.span;
      },
      target: field,
    }));
    const owner = this.ownerOf.get(field);
    if (owner !== undefined) this.needModule(site, owner.file.module);
  }

  noteSymbol(node: object, symbol: AnySymbol): void {
    // A symbol outlives edits of its file: where it stands is asked when it is wanted.
    this.note(node, symbol, () => ({
      kind: symbol.kind,
      name: symbol.name,
      get span() {
        return nameSpan(symbol);
      },
      target: targetOf(symbol),
    }));
  }

  /** The file needs the module in its `use`. */
  needModule(site: Site, module: ModuleInfo): void {
    if (module !== site.file.module) site.file.usedImports.add(module);
  }

  /** Notes that `node` names `symbol`, and that the owner of the site rests on it. */
  use(site: Site, node: ast.Node, symbol: AnySymbol, evaluated: boolean): void {
    if (symbol !== site.owner) site.file.used.add(symbol);
    this.noteSymbol(node, symbol);
    this.needModule(site, symbol.file.module);
    this.rests(site, symbol, at(site, node), evaluated);
  }

  rests(site: Site, on: Owner, where: Span, evaluated: boolean): void {
    site.owner.needs.add(on);
    if (evaluated && !site.owner.evaluates.has(on)) site.owner.evaluates.set(on, where);
  }
}

function* symbolsOf<K extends SymbolKind>(files: readonly FileUnit[], kind: K): Generator<SymbolOfKind<K>> {
  for (const file of files) {
    for (const symbol of file.symbols) if (symbol.kind === kind) yield symbol as SymbolOfKind<K>;
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
  site.context.report(site.file, diagnostic);
  if (diagnostic.severity === "error") site.context.fault(site.owner);
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
  site.context.fault(site.owner);
  return null;
}

/** An owner that nothing refers to, for pieces such as scenarios. */
export function makeOwner(label: string, place: Span): Owner {
  return { label, place, faulty: false, needs: new Set(), evaluates: new Map() };
}
