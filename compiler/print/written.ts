/** Checked expressions as an author writes them: by their own names, without what the checker made of them. */
import type { ConditionClause, Declared, Expr } from "../check/tree.ts";
import { ExprPrinter } from "./expression.ts";

class WrittenPrinter extends ExprPrinter {
  protected override bare(expr: Expr, own: number): string {
    switch (expr.kind) {
      case "field":
        return `${this.#before(expr.of)}${expr.field.name}`;
      case "column":
        return `${this.print(expr.of, 9)}.${expr.column}`;
      case "call": {
        const receiver = expr.receiver === null ? "" : this.#before(expr.receiver);
        const args = expr.args.length === 0 ? "" : `(${expr.args.map((arg) => this.print(arg)).join(", ")})`;
        return `${receiver}${expr.define.name}${args}`;
      }
      case "convert":
        return this.print(expr.operand, own);
      case "classified":
        return `${this.print(expr.item, 9)} is ${codesText(expr.codes)}`;
      case "listedIn":
        return `${this.print(expr.subject, 9)} listed in ${names(expr.lists)}`;
      case "listedBy":
        return `${this.print(expr.item, 9)} listed by ${this.print(expr.country, 9)}`;
      case "reached":
        return expr.reach.name;
      case "requiredBy":
        return `required by ${names(expr.measures)}`;
      case "entryCondition":
        return this.print(expr.column);
      case "unencodable":
        return expr.declaration.name;
      case "group":
        return expr.group.name;
      case "scheme":
        return expr.scheme.name;
      case "schemesOf":
        return `codes of ${this.print(expr.country, 9)}`;
      default:
        return super.bare(expr, own);
    }
  }

  protected override named({ name }: Declared): string {
    return name;
  }

  /** What stands before a fact: nothing for those of the transaction, and of the record that a text is about. */
  #before(of: Expr): string {
    if (of.kind === "transaction" || (of.kind === "variable" && of.variable.name === "it")) return "";
    return `${this.print(of, 9)}.`;
  }
}

const written = new WrittenPrinter();

export function writtenExpr(expr: Expr): string {
  return written.print(expr);
}

/** A clause of a measure with its word. */
export function writtenClause({ clause, condition }: ConditionClause): string {
  if (clause === "items" && condition.kind === "classified") return `items ${codesText(condition.codes)}`;
  if (clause === "destinations" && condition.kind === "in")
    return `destinations ${writtenExpr(condition.set)}`;
  return `${clause} ${writtenExpr(condition)}`;
}

/** One code stands by itself, several in a set. */
function codesText(codes: Expr): string {
  const isOne = codes.kind === "setLiteral" && codes.members.length === 1;
  return isOne ? writtenExpr(codes.members[0]!) : writtenExpr(codes);
}

function names(declared: readonly { readonly name: string }[]): string {
  return declared.map(({ name }) => name).join(" + ");
}
