/** Columns and cells of a decision table in words, from the parts of the rules that they were made from. */
import type { CompareOp, Expr, Value } from "../../check/tree.ts";
import type { Formula, Test } from "../../normal/condition.ts";
import type { NormalProgram } from "../../normal/normal-program.ts";
import type { Bound } from "../../normal/quantity.ts";
import type { Cell, Input, Row } from "../../runtime/format.ts";
import { type Column, cellOf, type Question } from "../../table/cells.ts";
import { callName, noun, setPhrase, valuePiece } from "../nouns.ts";
import { type Phrase, plain } from "../phrase.ts";
import { condition } from "../sentences.ts";
import type { Wording } from "../wording/wording.ts";
import type { Site } from "./context.ts";

/** What the tables of one measure are made from: finds the part of a rule that a cell stands for. */
export class CellWords {
  readonly #site: Site;
  /** parts by column and question: equal cells of a column ask the same */
  readonly #parts = new Map<string, Formula>();

  constructor(site: Site, { requirements, grounds }: NormalProgram) {
    this.#site = site;
    for (const { parts } of [...requirements, ...grounds])
      for (const part of parts) {
        const { column, question } = cellOf(part, null);
        this.#parts.set(keyOf(column, question), part);
      }
  }

  /** What a column is about, on one line; the label of the source where no row asks. */
  head(input: Input, rows: readonly Row[]): string {
    const { wording } = this.#site;
    for (const row of rows) {
      const part = this.#partOf(input, row.cells[input.id]);
      if (part === null) continue;
      if (part.kind === "atom" && !saysWhether(row.cells[input.id]!))
        return plain(noun(part.test.subject, wording));
      return plain(conditionHead(part.expr, this.#site));
    }
    return input.label;
  }

  /** What a cell asks; null where its rule is not known. */
  text(input: Input, cell: Cell): string | null {
    const part = this.#partOf(input, cell);
    if (part === null) return null;
    if (part.kind !== "atom" || saysWhether(cell)) return this.#site.wording.grammar.truth(cell.is === "yes");
    const said = plain(testPhrase(part.test, this.#site));
    return part.negated ? this.#site.words.notes.not(said) : said;
  }

  #partOf(input: Input, cell: Cell | undefined): Formula | null {
    if (cell === undefined) return null;
    const { at: _, ...question } = cell;
    return this.#parts.get(keyOf(input, question)) ?? null;
  }
}

function keyOf({ type, value }: Pick<Column, "type" | "value">, question: Question): string {
  const asked = Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([type, value, asked]);
}

/** A cell of a column that says whether a whole condition holds. */
function saysWhether({ is }: Pick<Cell, "is">): boolean {
  return is === "yes" || is === "no";
}

/** The condition of a column that says yes or no: a named one by its name, one with many limbs by what leads them. */
function conditionHead(expr: Expr, site: Site): Phrase {
  const { wording } = site;
  if (expr.kind === "call" && expr.receiver === null) return callName(expr, wording);
  if (expr.kind === "field" && expr.of.kind === "transaction") return [wording.field(expr.field)];
  const joined = expr.kind === "or" || expr.kind === "and" ? expr.operands : [];
  if (joined.length > 0 && joined.every(({ kind }) => kind === "call"))
    return wording.grammar.series(
      joined.map((one) => conditionHead(one, site)),
      expr.kind === "or" ? "or" : "and",
    );
  const whole = condition(expr, wording);
  if (whole.parts.length <= LIMBS) return wording.grammar.inline(whole);
  return [plain(whole.phrase).replace(/[:：]$/u, "…")];
}

/** Limbs that the head of a column still spells out. */
const LIMBS = 3;

function testPhrase(test: Test, { wording }: Site): Phrase {
  const { grammar, language } = wording;
  switch (test.kind) {
    case "bounds":
      return boundsPhrase(test, wording);
    case "member":
    case "meets":
    case "classified":
      return setPhrase(test.set, wording);
    case "equals":
      return [valuePiece(test.value, test.subject.type, wording)];
    case "unstated":
      return [language.terms.factState.unknown];
    case "truth":
      return grammar.holds(noun(test.subject, wording), false);
  }
}

/** `at least 1600 TPP and below 4800 TPP`. */
function boundsPhrase({ subject, interval }: Extract<Test, { kind: "bounds" }>, wording: Wording): Phrase {
  const { grammar } = wording;
  const { low, high } = interval;
  const isDate = subject.type.kind === "date";
  const said = (op: CompareOp, { at }: Bound): Phrase =>
    grammar.bound(op, isDate, [valuePiece(at.kind === "money" ? money(at) : at, subject.type, wording)]);
  if (low !== null && high !== null && !low.open && !high.open && isSame(low, high)) return said("=", low);
  return grammar.series(
    [
      ...(low === null ? [] : [said(low.open ? ">" : ">=", low)]),
      ...(high === null ? [] : [said(high.open ? "<" : "<=", high)]),
    ],
    "and",
  );
}

function money({ value, currency }: Extract<Bound["at"], { kind: "money" }>): Value {
  return { kind: "money", amount: value, currency };
}

function isSame({ at: a }: Bound, { at: b }: Bound): boolean {
  if (a.kind === "date" || b.kind === "date") return a.kind === b.kind && a.value === b.value;
  return a.value.equals(b.value);
}
