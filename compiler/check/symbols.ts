/**
 * Symbols: every declaration of a program before it is understood. A symbol holds the syntax, and a draft of the checked
 * declaration that others may already point at while its body is not yet checked; recursion between records, and
 * references against the order of files, need no more than that.
 */
import type * as ast from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Span } from "../../grammar/base/span.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import type * as tree from "./tree.ts";

/** A checked declaration under construction. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Anything that can be faulty, and makes what refers to it faulty too. */
export interface Owner {
  /** how messages name it: `ac_zone`, `item.tpp` */
  readonly label: string;
  readonly place: Span;
  faulty: boolean;
  /** what its meaning rests on; faults travel backwards along these edges */
  readonly needs: Set<Owner>;
  /** the part of `needs` that is followed when it is evaluated; must be free of cycles */
  readonly evaluates: Map<Owner, Span>;
}

export interface ModuleInfo {
  readonly path: string;
  readonly draft: Draft<tree.Module>;
  readonly symbols: Map<string, AnySymbol>;
  /** declarations inside proposals, by name of the proposal */
  readonly proposed: Map<string, Map<string, AnySymbol>>;
  readonly files: FileUnit[];
}

/**
 * One source file: what it declares, what it sees, and all that checking it has found. What is found is held by file, so
 * that after an edit the files which the edit cannot touch keep what they have (`incremental.ts`).
 */
export interface FileUnit {
  readonly result: ParseResult;
  readonly path: string;
  readonly module: ModuleInfo;
  /** used modules, with the place in `use` */
  readonly uses: Map<ModuleInfo, ast.ModulePath>;
  readonly usedImports: Set<ModuleInfo>;
  /** the scheme of codes written without one; undefined until asked for */
  defaultScheme: SchemeSymbol | null | undefined;
  /** units by name as this file sees them; undefined until asked for */
  units: ReadonlyMap<string, tree.Unit> | undefined;
  /** in the order of the text, those in proposals among them */
  readonly symbols: AnySymbol[];
  readonly fields: FieldSymbol[];
  readonly facts: ast.FactDeclaration[];
  readonly scenarios: { readonly node: ast.ScenarioDeclaration; readonly proposal: string | null }[];
  readonly checkedScenarios: { readonly scenario: tree.Scenario; readonly owner: Owner }[];
  readonly findings: Diagnostic[];
  /** names that were looked up, found or not */
  readonly asked: Set<string>;
  /** whether it went through the names of a module, as for near names: then any name more or less may count */
  asksAll: boolean;
  /** declarations that something other than themselves names */
  readonly used: Set<AnySymbol>;
  /** sets of codes that an item record is tested against: what they touch is known once all items are */
  readonly codeUses: { readonly owner: Owner; readonly set: tree.Expr }[];
  /** conditions that list entries name: what they rest on is known once the rows are read */
  readonly columnUses: {
    readonly owner: Owner;
    readonly lists: readonly tree.List[];
    readonly column: string;
    readonly span: Span;
  }[];
  /** measures that extend a reach, with the place */
  readonly extensions: { readonly reach: ReachSymbol; readonly by: MeasureSymbol; readonly span: Span }[];
  /** shared grids that its measures name, with what they bind for them */
  readonly reviewUses: { readonly review: AnySymbol; readonly use: ReviewUse }[];
}

/** A measure (version) that uses a grid, with the names it binds. */
export interface ReviewUse {
  readonly measure: MeasureSymbol;
  readonly bound: ReadonlyMap<string, tree.Variable>;
}

interface SymbolOf<K extends string, N extends ast.Node, D> extends Owner {
  readonly kind: K;
  readonly node: N;
  readonly nameNode: ast.Node;
  readonly name: string;
  /** module path and name; of an item only complete once its scheme is known */
  id: string;
  readonly file: FileUnit;
  readonly proposal: string | null;
  readonly draft: D;
}

export type JurisdictionSymbol = SymbolOf<
  "jurisdiction",
  ast.JurisdictionDeclaration,
  Draft<tree.Jurisdiction>
>;
export type InstrumentSymbol = SymbolOf<"instrument", ast.InstrumentDeclaration, Draft<tree.Instrument>>;
export type UnitSymbol = SymbolOf<"unit", ast.UnitDeclaration, { unit: tree.Unit | null }> & {
  state: "new" | "busy" | "done";
};
export type EnumSymbol = SymbolOf<"enum", ast.EnumDeclaration, Draft<tree.EnumType>>;
export type RecordSymbol = SymbolOf<
  "record",
  ast.RecordDeclaration,
  Draft<tree.RecordType> & { fields: Map<string, tree.Field> }
>;
export type SchemeSymbol = SymbolOf<"scheme", ast.CodesDeclaration, Draft<tree.Scheme>>;
export type GroupSymbol = SymbolOf<"group", ast.GroupDeclaration, Draft<tree.Group>> & {
  /** what it holds; lists and measures are resolved when the program is checked and leave no group behind */
  holds: "values" | "lists" | "measures";
};
export type ListSymbol = SymbolOf<
  "list",
  ast.ListDeclaration,
  Draft<tree.List> & { columns: Map<string, tree.Column> }
>;
export type DefineSymbol = SymbolOf<"define", ast.DefineDeclaration, Draft<tree.Define>> & {
  signature: "new" | "busy" | "done";
  /** null where the type could not be found; then nothing is said about its uses */
  type: tree.Type | null;
  receiver: RecordSymbol | null;
};
export type ReachSymbol = SymbolOf<"reach", ast.ReachDeclaration, Draft<tree.Reach>>;
export type ReviewSymbol = SymbolOf<"review", ast.ReviewDeclaration, Draft<tree.Review>>;
export type ItemSymbol = SymbolOf<"item", ast.ItemDeclaration, Draft<tree.Item>>;
export type MeasureSymbol = SymbolOf<"measure", ast.MeasureDeclaration, Draft<tree.Measure>> & {
  /** the labels by which its requirements may be told apart, once it is checked */
  labels: readonly string[];
};
export type ExceptionSymbol = SymbolOf<"exception", ast.ExceptionDeclaration, Draft<tree.Exception>>;
export type AuthoritySymbol = SymbolOf<"authority", ast.AuthorityDeclaration, Draft<tree.Authority>>;
export type FindingSymbol = SymbolOf<"finding", ast.FindingDeclaration, Draft<tree.Finding>>;
export type UniverseSymbol = SymbolOf<"universe", ast.UniverseDeclaration, Draft<tree.Universe>>;
export type UnencodableSymbol = SymbolOf<"unencodable", ast.UnencodableDeclaration, Draft<tree.Unencodable>>;
export type OmittedSymbol = SymbolOf<"omitted", ast.OmittedDeclaration, Draft<tree.Omitted>>;
export type CaseSymbol = SymbolOf<"case", ast.CaseDeclaration, Draft<tree.CaseDefinition>> & {
  /** its own facts, once read; the cases it builds on stay names */
  parts: readonly FactsPart[];
};
export type ProposalSymbol = SymbolOf<"proposal", ast.ProposalDeclaration, Draft<tree.Proposal>>;

export type AnySymbol =
  | JurisdictionSymbol
  | InstrumentSymbol
  | UnitSymbol
  | EnumSymbol
  | RecordSymbol
  | SchemeSymbol
  | GroupSymbol
  | ListSymbol
  | DefineSymbol
  | ReachSymbol
  | ReviewSymbol
  | ItemSymbol
  | MeasureSymbol
  | ExceptionSymbol
  | AuthoritySymbol
  | FindingSymbol
  | UnencodableSymbol
  | OmittedSymbol
  | UniverseSymbol
  | CaseSymbol
  | ProposalSymbol;

export type SymbolKind = AnySymbol["kind"];
export type SymbolOfKind<K extends SymbolKind> = Extract<AnySymbol, { kind: K }>;

/** One operand of `given A with { ... }`, with its place. */
export type FactsPart =
  | { readonly kind: "case"; readonly node: ast.Name; readonly symbol: CaseSymbol }
  | {
      readonly kind: "facts";
      readonly node: ast.CaseRecord;
      readonly facts: { readonly [key: string]: tree.CaseJson };
    };

/** A field of a record with its syntax; names written together (`departure, destination : country`) are fields each. */
export interface FieldSymbol extends Owner {
  readonly draft: Draft<tree.Field>;
  readonly nameNode: ast.Name;
  readonly file: FileUnit;
  readonly record: RecordSymbol;
  readonly typeNode: ast.TypeExpression;
  readonly modifiers: readonly ast.FieldModifier[];
  /** added to the record by `fact` */
  readonly isFact: boolean;
}

/** Messages name a declaration with its kind: `the measure`, `an instrument`. */
export const kindNoun: Readonly<Record<SymbolKind, string>> = {
  jurisdiction: "jurisdiction",
  instrument: "instrument",
  unit: "unit",
  enum: "enum",
  record: "record",
  scheme: "code scheme",
  group: "group",
  list: "list",
  define: "define",
  reach: "reach",
  review: "review grid",
  item: "item",
  measure: "measure",
  exception: "exception",
  authority: "authority",
  finding: "finding",
  unencodable: "unencodable",
  omitted: "omitted place",
  universe: "universe",
  case: "case",
  proposal: "proposal",
};

/** A noun with its article: `an instrument`. */
export function withArticle(noun: string): string {
  return `${/^(?:[aeio]|unen)/.test(noun) ? "an" : "a"} ${noun}`;
}
