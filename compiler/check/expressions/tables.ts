/** `any of table a | b { (1) cell | cell, ... }`: rows become limbs whose condition joins their cells by `and`. */
import type * as ast from "../../../grammar/ast.ts";
import { at, say, silently } from "../context.ts";
import { checkCite, checkLabel, checkLabels } from "../parts.ts";
import type { Expr, LimbValue } from "../tree.ts";
import { describe, TRUTH } from "../types.ts";
import { compare } from "./compare.ts";
import { classify, hasCodes } from "./conditions.ts";
import { numberLiteral } from "./numbers.ts";
import { type Scope, wording } from "./scope.ts";
import { setValue } from "./sets.ts";
import { value } from "./value.ts";
import { wantType } from "./wants.ts";

export function tableBlock(node: ast.TableBlock, scope: Scope): Expr | null {
  const headers = node.headers.map((header) => value(header, scope));
  checkLabels(
    scope,
    node.rows.map((row) => row.label),
  );
  const limbs: LimbValue[] = [];
  for (const row of node.rows) {
    const limb = rowLimb(row, node, headers, scope);
    if (limb !== null) limbs.push(limb);
  }
  if (limbs.length < node.rows.length) return null;
  return { kind: "limbs", quantifier: node.quantifier, limbs, type: TRUTH, span: at(scope, node) };
}

function rowLimb(
  row: ast.TableRow,
  table: ast.TableBlock,
  headers: readonly (Expr | null)[],
  scope: Scope,
): LimbValue | null {
  if (row.cells.length !== headers.length) {
    return say(scope, "check/table-width", row, { cells: row.cells.length, headers: headers.length });
  }
  const tests: Expr[] = [];
  let faulty = false;
  for (const [i, cell] of row.cells.entries()) {
    if (cell.test === "any") continue;
    const header = headers[i] ?? null;
    const test = header === null ? null : cellTest(cell, header, table.headers[i]!, scope);
    if (test === null) faulty = true;
    else tests.push(test);
  }
  if (faulty) return null;
  return {
    label: checkLabel(row.label),
    condition: joined(tests, row, scope),
    unless: null,
    citation: checkCite(scope, row.cite),
    span: at(scope, row),
  };
}

function joined(tests: readonly Expr[], row: ast.TableRow, scope: Scope): Expr {
  const span = at(scope, row);
  if (tests.length === 0) return { kind: "const", value: { kind: "truth", value: true }, type: TRUTH, span };
  if (tests.length === 1) return tests[0]!;
  return { kind: "and", operands: tests, type: TRUTH, span };
}

/** What a cell asks of the value at the head of its column; the test has the span of the cell. */
function cellTest(cell: ast.Cell, header: Expr, headerNode: ast.Expression, scope: Scope): Expr | null {
  const span = at(scope, cell);
  const type = header.type;
  if (cell.test === "yes" || cell.test === "no") {
    if (type.kind !== "truth") return wrongCell(cell, header, headerNode, scope);
    const holds = { ...header, span } as Expr;
    return cell.test === "yes" ? holds : { kind: "not", operand: header, type: TRUTH, span };
  }
  if (cell.value === null || cell.value.kind === "ErrorExpression") return silently(scope);
  if (cell.test === "compare" && cell.operator !== null) {
    if (type.kind === "set" || type.kind === "truth" || type.kind === "record") {
      return wrongCell(cell, header, headerNode, scope);
    }
    const bound = value(cell.value, scope, wantType(type));
    return bound === null ? null : compare(cell.operator, header, bound, cell, scope, cell.value);
  }
  switch (type.kind) {
    case "record":
      if (!hasCodes(type.record)) return wrongCell(cell, header, headerNode, scope);
      return classify(header, cell.value, span, scope, headerNode);
    case "code":
    case "enum":
    case "text": {
      const set = setValue(cell.value, scope, type);
      return set === null ? null : { kind: "in", element: header, set, type: TRUTH, span };
    }
    case "set": {
      const set = setValue(cell.value, scope, type.of);
      return set === null ? null : { kind: "meets", left: header, right: set, type: TRUTH, span };
    }
    case "number":
      return cell.value.kind === "CodeRange"
        ? between(cell.value, header, cell, scope)
        : equal(cell.value, header, cell, scope);
    case "money":
    case "date":
      return equal(cell.value, header, cell, scope);
    default:
      return wrongCell(cell, header, headerNode, scope);
  }
}

function equal(node: ast.Expression, header: Expr, cell: ast.Cell, scope: Scope): Expr | null {
  const bound = value(node, scope, wantType(header.type));
  return bound === null ? null : compare("=", header, bound, cell, scope, node);
}

/** `34..99`: both ends included; a unit at the end counts for both. */
function between(range: ast.CodeRange, header: Expr, cell: ast.Cell, scope: Scope): Expr | null {
  const { low, high } = range;
  if (low.kind !== "NumberLiteral" || high.kind !== "NumberLiteral") {
    return say(scope, "check/range", range, { problem: "its ends are no numbers" });
  }
  const last = numberLiteral(high, scope, header.type);
  if (last === null || last.type.kind !== "number") return null;
  const first = numberLiteral(low, scope, header.type, low.unit === null ? last.type.unit : null);
  if (first === null) return null;
  const from = compare(">=", header, first, cell, scope, low);
  const to = compare("<=", header, last, cell, scope, high);
  if (from === null || to === null) return null;
  return { kind: "and", operands: [from, to], type: TRUTH, span: at(scope, cell) };
}

function wrongCell(cell: ast.Cell, header: Expr, headerNode: ast.Node, scope: Scope): null {
  return say(scope, "check/cell", cell, {
    cell: wording(scope, cell),
    column: `${wording(scope, headerNode)}, ${describe(header.type)}`,
  });
}
