import type { Doc } from "prettier";
import type * as Ast from "../../ast.ts";
import { type Context, fill, group, hardline, indent, join, line } from "./context.ts";

type Printer<K extends Ast.AnyNode["kind"]> = (c: Context<Extract<Ast.AnyNode, { kind: K }>>) => Doc;
type Printers<K extends Ast.AnyNode["kind"]> = { readonly [P in K]: Printer<P> };

/** The layout-relevant part of every dated declaration. */
type DatedNode = Ast.Dated & Ast.Node;

export const declarations: Printers<
  | Exclude<
      Ast.Declaration["kind"],
      | "MeasureDeclaration"
      | "ExceptionDeclaration"
      | "AuthorityDeclaration"
      | "FindingDeclaration"
      | "UniverseDeclaration"
      | "CaseDeclaration"
      | "ScenarioDeclaration"
    >
  | Ast.TypeExpression["kind"]
  | Ast.FieldModifier["kind"]
  | Exclude<Ast.ListClause["kind"], "Cite" | "ErrorClause">
  | "File"
  | "Name"
  | "ModulePath"
  | "Text"
  | "DateLiteral"
  | "LabelPath"
  | "JurisdictionClause"
  | "InstrumentClause"
  | "Cite"
  | "Field"
  | "CodeLevels"
  | "CodePath"
  | "ValueList"
  | "Version"
  | "Status"
  | "Parameter"
  | "PolicyGrid"
  | "PolicyLimb"
  | "PolicyWords"
  | "UnencodableClause"
> = {
  File: (c) => {
    if (c.node.declarations.length === 0) return "";
    return [printDeclarations(c, "declarations"), hardline];
  },
  Name: (c) => c.node.text,
  ModulePath: (c) => join(".", c.many("parts")),
  Text: (c) => c.source(),
  DateLiteral: (c) => c.node.text,
  LabelPath: (c) => c.node.parts.map((part) => (/^\w+$/.test(part) ? `(${part})` : `('${part}')`)).join(""),
  Cite: (c) => ["cite ", c.one("citation")],

  ModuleDeclaration: (c) => [
    "module ",
    c.one("path"),
    c.after(" of ", "jurisdiction"),
    c.after(" current to ", "currentTo"),
  ],
  UseDeclaration: (c) => group(["use ", indent(join([",", line], c.many("paths")))]),
  JurisdictionDeclaration: (c) => [
    "jurisdiction ",
    heading(c),
    c.after(" within ", "within"),
    " ",
    c.block("clauses"),
  ],
  JurisdictionClause: (c) => [c.node.word, " ", c.commas("names")],
  InstrumentDeclaration: (c) => ["instrument ", heading(c), " ", shortBlock(c, "clauses")],
  InstrumentClause: (c) => [c.node.word, " ", c.one("date")],
  UnitDeclaration: (c) => ["unit ", heading(c), c.after(" = ", "factor")],
  EnumDeclaration: (c) => {
    const separator = c.node.ordered ? [line, "< "] : [",", line];
    return group(["enum ", heading(c), " =", indent([line, join(separator, c.many("values"))])]);
  },
  RecordDeclaration: (c) => ["record ", heading(c), " ", c.block("fields")],
  FactDeclaration: (c) =>
    group(["fact ", c.commas("names"), " of ", c.one("record"), " : ", c.one("type"), modifiers(c)]),
  Field: (c) => group([c.commas("names"), " : ", c.one("type"), modifiers(c)]),
  TruthType: () => "yes or no",
  NamedType: (c) => c.one("name"),
  UnitType: (c) => c.one("unit"),
  CollectionType: (c) => [c.node.collection, " of ", c.one("of")],
  InlineEnumType: (c) => ["{", join(c.node.ordered ? " < " : ", ", c.many("values")), "}"],
  OptionalModifier: () => "or not applicable",
  AssertedModifier: () => "asserted",
  RangeModifier: (c) => [c.node.operator, " ", c.one("bound")],
  AppliesModifier: (c) => ["applies when ", c.one("condition")],
  ClosedModifier: (c) => ["closed when ", c.one("condition")],
  FormulaModifier: (c) => ["= ", c.one("value")],
  QuestionModifier: (c) => c.one("text"),
  CodesDeclaration: (c) => {
    const members: Doc =
      c.node.members.length === 0 ? "" : [" =", indent([line, fill(separated(c.many("members")))])];
    return group(["codes ", heading(c), c.after(" below by ", "levels"), members]);
  },
  CodeLevels: (c) => [c.node.by, c.after(" ", "pattern")],
  CodePath: (c) => {
    const source = c.source();
    return source.startsWith("'") ? source : c.node.text;
  },
  ListDeclaration: (c) => [
    "list ",
    heading(c),
    " of ",
    c.one("record"),
    " from ",
    c.one("file"),
    c.node.clauses.length === 0 ? "" : [" ", c.block("clauses")],
  ],
  KeyClause: (c) => ["key ", c.one("column")],
  ColumnClause: (c) => ["column ", c.one("name"), " : ", c.one("type")],
  DatedClause: (c) => ["dated from ", c.one("from"), c.after(" until ", "until")],

  ValueList: (c) => fill(separated(c.many("members"))),
  Version: (c) => {
    const operation = { set: "=", add: "add", remove: "remove" }[c.node.operation];
    const head: Doc = [
      "from ",
      c.node.before ? "before " : "",
      c.one("date"),
      c.after(" by ", "by"),
      " ",
      operation,
    ];
    return group([head, valueDoc(c)]);
  },
  Status: (c) => {
    const end: Doc = c.node.until === null ? "" : [c.node.inclusive ? "through " : "until ", c.one("until")];
    if (c.node.word === "ended") return [end, c.after(" by ", "by"), c.after(" because ", "because")];
    const parts: Doc[] = [[c.node.word, c.after(" from ", "from")]];
    if (end !== "") parts.push(end);
    if (c.node.by !== null) parts.push(["by ", c.one("by")]);
    if (c.node.because !== null) parts.push(["because ", c.one("because")]);
    return group(indent(join(line, parts)));
  },
  GroupDeclaration: (c) => [
    "group ",
    c.one("name"),
    c.after(" of ", "of"),
    c.node.open ? " open" : "",
    c.after(" ", "title"),
    dated(c),
  ],
  Parameter: (c) => [c.one("type"), " ", c.one("name")],
  DefineDeclaration: (c) => [
    "define ",
    c.one("name"),
    c.node.parameters.length === 0 ? "" : ["(", c.commas("parameters"), ")"],
    c.after(" of ", "of"),
    c.after(" ", "title"),
    dated(c),
  ],
  ReachDeclaration: (c) => ["reach ", heading(c), dated(c)],
  ReviewDeclaration: (c) => ["review ", heading(c), dated(c)],
  ItemDeclaration: (c) => [
    "item ",
    c.one("scheme"),
    c.node.scheme === null ? "" : " ",
    c.one("code"),
    c.after(" ", "title"),
    dated(c),
  ],
  PolicyGrid: (c) => c.limbBlock("limbs"),
  PolicyLimb: (c) => {
    const tail: Doc[] = [];
    if (c.node.when !== null) tail.push(["when ", c.one("when")]);
    if (c.node.otherwise) tail.push("otherwise");
    if (c.node.except.length > 0) tail.push(["except ", join(" and ", c.many("except"))]);
    if (c.node.cite !== null) tail.push(c.one("cite"));
    const label = c.node.label === null ? "" : [c.one("label"), " "];
    return group([label, c.one("policy"), indent(tail.map((part) => [line, part]))]);
  },
  PolicyWords: (c) => c.node.policy.replaceAll("_", " "),
  UnencodableDeclaration: (c) => ["unencodable ", heading(c), " ", shortBlock(c, "clauses")],
  OmittedDeclaration: (c) => ["omitted ", heading(c), " ", shortBlock(c, "clauses")],
  UnencodableClause: (c) => ["because ", c.one("because")],
  ProposalDeclaration: (c) => {
    if (c.node.declarations.length === 0) return ["proposal ", heading(c), " {}"];
    return [
      "proposal ",
      heading(c),
      " {",
      indent([hardline, printDeclarations(c, "declarations")]),
      hardline,
      "}",
    ];
  },
  ErrorDeclaration: (c) => c.source(),
};

/** Name and title. */
function heading(c: Context<Ast.Node & { name: Ast.Name; title: Ast.Text | null }>): Doc {
  return [c.one("name"), c.after(" ", "title")];
}

/** Declarations with braces stand apart; short ones keep the author's grouping. */
function printDeclarations(
  c: Context<Ast.Node & { declarations: readonly Ast.Declaration[] }>,
  key: "declarations",
): Doc {
  const printed = c.many(key);
  return c.node.declarations.map((declaration, i) => {
    if (i === 0) return printed[i]!;
    const apart = c.blankLineBefore(declaration) || tall(declaration) || tall(c.node.declarations[i - 1]!);
    return [hardline, apart ? hardline : "", printed[i]!];
  });
}

/** Printed over several lines, whatever its length. */
function tall(declaration: Ast.Declaration): boolean {
  switch (declaration.kind) {
    case "MeasureDeclaration":
    case "ExceptionDeclaration":
    case "AuthorityDeclaration":
    case "FindingDeclaration":
    case "UniverseDeclaration":
    case "CaseDeclaration":
    case "ScenarioDeclaration":
    case "ProposalDeclaration":
    case "RecordDeclaration":
    case "JurisdictionDeclaration":
    case "ModuleDeclaration":
      return true;
    default:
      return (
        "versions" in declaration &&
        (declaration.versions.length > 0 || (declaration.value !== null && isBlock(declaration.value)))
      );
  }
}

/** `{ cite "..." from D }` on one line where it fits. */
function shortBlock<N extends Ast.Node>(c: Context<N>, key: keyof N & string): Doc {
  const clauses = c.many(key);
  if (clauses.length === 0) return "{}";
  return group(["{", indent(clauses.map((clause) => [line, clause])), line, "}"]);
}

/** ` = value`, or the block of versions. */
function dated(c: Context<DatedNode>): Doc {
  if (c.node.value === null) return [" ", c.block("versions")];
  return group([" =", valueDoc(c)]);
}

/** A block opens on the line of its `=`; anything else moves to the next line if it does not fit. */
function valueDoc(
  c: Context<Ast.Node & { value: Ast.DatedValue | null; unless: Ast.Expression | null }>,
): Doc {
  const value = c.one("value");
  const unless: Doc = c.node.unless === null ? "" : ["unless ", c.one("unless")];
  if (c.node.value !== null && isBlock(c.node.value)) return [" ", value, unless === "" ? "" : [" ", unless]];
  return indent([line, value, unless === "" ? "" : [line, unless]]);
}

function isBlock(value: Ast.DatedValue): boolean {
  if (value.kind === "PolicyGrid") return true;
  const only = value.members.length === 1 ? value.members[0]! : null;
  return only !== null && (only.kind === "LimbBlock" || only.kind === "TableBlock");
}

function modifiers(c: Context<Ast.Node & { modifiers: readonly Ast.FieldModifier[] }>): Doc {
  return indent(c.many("modifiers").map((modifier) => [line, modifier]));
}

/** Members and separators in turn, as `fill` asks. */
function separated(members: readonly Doc[]): Doc[] {
  return members.flatMap((member, i) => (i === members.length - 1 ? [member] : [[member, ","], line]));
}
