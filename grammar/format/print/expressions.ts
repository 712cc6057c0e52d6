import { type Doc, doc, util } from "prettier";
import type * as Ast from "../../ast.ts";
import { commentsOf, takeAbove } from "./comments.ts";
import { type Context, fill, group, hardline, indent, join, line, softline } from "./context.ts";

type Printer<K extends Ast.AnyNode["kind"]> = (c: Context<Extract<Ast.AnyNode, { kind: K }>>) => Doc;
type Printers<K extends Ast.AnyNode["kind"]> = { readonly [P in K]: Printer<P> };

export const expressions: Printers<
  | Exclude<Ast.Expression["kind"], "DateLiteral" | "Text">
  | "ConditionLimb"
  | "TableRow"
  | "Cell"
  | "PathSegment"
  | "Binder"
  | "UnitExpression"
> = {
  Logical: (c) => {
    const above = c.node.operands.slice(1).map((operand) => takeAbove(operand, c.options.originalText));
    const [first, ...rest] = c.many("operands");
    return group([
      first!,
      indent(rest.map((operand, i) => [above[i]!, line, c.node.operator, " ", operand])),
    ]);
  },
  Not: (c) => ["not ", c.one("operand")],
  Knowledge: (c) => [c.node.test === "known" ? "known that " : "unknown whether ", c.one("operand")],
  RequiredBy: (c) => ["required by ", c.one("measures")],
  Comparison: (c) => {
    const [first, ...rest] = c.many("operands");
    return [first!, rest.map((operand, i) => [" ", c.node.operators[i]!, " ", operand])];
  },
  Membership: (c) => {
    const { test, negated } = c.node;
    const words = {
      in: negated ? "not in" : "in",
      meets: "meets",
      is: negated ? "is not" : "is",
      unknown: negated ? "is not unknown" : "is unknown",
    };
    return [c.one("left"), " ", words[test], c.after(" ", "right")];
  },
  Listed: (c) => [c.one("subject"), " listed ", c.node.test, " ", c.one("target"), c.after(" as ", "as")],
  Quantifier: (c) =>
    group([
      c.node.quantifier,
      " ",
      c.one("binder"),
      c.node.where === null ? "" : indent([line, "where ", c.one("where")]),
    ]),
  LimbBlock: (c) => [c.node.quantifier, " of ", c.limbBlock("limbs")],
  ConditionLimb: (c) => {
    const label = c.node.label === null ? "" : [c.one("label"), " "];
    return group([
      label,
      c.one("condition"),
      indent([c.after([line, "unless "], "unless"), c.after(line, "cite")]),
    ]);
  },
  TableBlock: printTable,
  TableRow: (c) => [
    c.after("", "label"),
    c.node.label === null ? "" : " ",
    join(" | ", c.many("cells")),
    c.after(" ", "cite"),
  ],
  Cell: (c) => {
    const words = { any: "*", yes: "yes", no: "no", compare: `${c.node.operator} `, value: "" };
    return [words[c.node.test], c.one("value")];
  },
  Arithmetic: printChain,
  CodeRange: (c) => [c.one("low"), "..", c.one("high")],
  Aggregate: (c) =>
    group([
      c.node.operation,
      " of ",
      c.one("value"),
      indent([line, "for ", c.one("binder"), c.node.where === null ? "" : [line, "where ", c.one("where")]]),
    ]),
  NumberLiteral: (c) => [c.node.text, c.after(" ", "unit")],
  UnitExpression: (c) => c.node.text,
  TruthLiteral: (c) => (c.node.value ? "yes" : "no"),
  CodeLiteral: (c) => {
    const code = c.node.quoted ? `'${c.node.text}'` : c.node.text;
    return [c.after("", "scheme"), c.node.scheme === null ? "" : " ", code];
  },
  SetLiteral: (c) => {
    if (c.node.members.length === 0) return "{}";
    return group(["{", indent([softline, join([",", line], c.many("members"))]), softline, "}"]);
  },
  Parenthesized: (c) => group(["(", indent([softline, c.one("inner")]), softline, ")"]),
  PathExpression: (c) => join(".", c.many("segments")),
  PathSegment: (c) => [c.one("name"), c.node.args === null ? "" : ["(", c.commas("args"), ")"]],
  Binder: (c) => [
    c.one("name"),
    " in ",
    c.one("list"),
    c.after(" listed in ", "listedIn"),
    c.after(" as ", "as"),
  ],
  ErrorExpression: (c) => c.source(),
};

/** A chain of sums fills its lines and breaks before a sign; products stay together. */
function printChain(c: Context<Ast.Arithmetic>): Doc {
  if (!isSum(c.node)) return [c.one("left"), ` ${c.node.operator} `, c.one("right")];
  return indent(fill(chainParts(c)));
}

/** Operands, each with its sign, and the breaks between them; a commented part of the chain prints as one operand. */
function chainParts(c: Context<Ast.Arithmetic>): Doc[] {
  const { left, operator } = c.node;
  const flat = isSum(left) && commentsOf(left).length === 0;
  const before = flat ? c.within<Ast.Arithmetic, Doc[]>("left", chainParts) : [c.one("left")];
  return [...before, line, [operator, " ", c.one("right")]];
}

function isSum(node: Ast.Expression): boolean {
  return node.kind === "Arithmetic" && node.operator !== "*" && node.operator !== "/";
}

/** A table keeps its columns under each other, as the writer of a schedule would set it. */
function printTable(c: Context<Ast.TableBlock>): Doc {
  const head: Doc[] = [c.node.quantifier, " of table ", join(" | ", c.many("headers")), " "];
  if (c.node.rows.length === 0) return [head, "{}"];
  // Comments may break a row anywhere: then the columns are left as they fall.
  const rows = hasComments(c.node.rows)
    ? c.many("rows")
    : aligned(c.each<Ast.TableRow, RowText>("rows", rowText));
  return [head, "{", indent([hardline, join([",", hardline], rows)]), hardline, "}"];
}

interface RowText {
  readonly label: string;
  readonly cells: readonly string[];
  readonly cite: string;
}

function rowText(row: Context<Ast.TableRow>): RowText {
  return { label: flat(row.one("label")), cells: row.many("cells").map(flat), cite: flat(row.one("cite")) };
}

function flat(printed: Doc): string {
  const options = { printWidth: Number.MAX_SAFE_INTEGER, tabWidth: 2, useTabs: false };
  return doc.printer.printDocToString(printed, { ...options, parentParser: "cordon" } as Parameters<
    typeof doc.printer.printDocToString
  >[1]).formatted;
}

function aligned(rows: readonly RowText[]): string[] {
  const columns = Math.max(...rows.map((row) => row.cells.length));
  const pad = (text: string, width: number) => text + " ".repeat(width - util.getStringWidth(text));
  const width = (texts: readonly (string | undefined)[]) =>
    Math.max(...texts.map((text) => util.getStringWidth(text ?? "")));
  const labelWidth = width(rows.map((row) => row.label));
  const widths = Array.from({ length: columns }, (_, i) => width(rows.map((row) => row.cells[i])));
  return rows.map((row) => {
    const cells = row.cells.map((cell, i) => (i === row.cells.length - 1 ? cell : pad(cell, widths[i]!)));
    const label = labelWidth === 0 ? "" : `${pad(row.label, labelWidth)} `;
    return label + cells.join(" | ") + (row.cite === "" ? "" : ` ${row.cite}`);
  });
}

function hasComments(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasComments);
  const { comments = [] } = value as { comments?: readonly unknown[] };
  return comments.length > 0 || ("kind" in value && Object.values(value).some(hasComments));
}
