/** What the tables compare facts with: limits, words and days, by the name of the fact. */

import type { Bundle, Cell } from "../../runtime/format.ts";
import { compare, divide, type Exact, exactText, parseExact, subtract } from "../../runtime/values/exact.ts";

export class Marks {
  readonly #limits = new Map<string, Map<string, Exact>>();
  readonly #words = new Map<string, Set<string>>();
  readonly #days = new Map<string, Set<string>>();
  readonly #uses = new Map<string, number>();

  constructor({ tables, definitions, lists }: Bundle) {
    for (const document of tables)
      for (const table of document.tables) {
        this.#visit(table.each);
        const facts = table.inputs.map(({ value }) => factOf(value));
        for (const { value } of table.inputs) this.#visit(value);
        const byInput = new Map(table.inputs.map(({ id }, at) => [id, facts[at] ?? null]));
        for (const row of table.rows)
          for (const [input, cell] of Object.entries(row.cells)) this.#cell(byInput.get(input) ?? null, cell);
      }
    this.#visit(definitions.defines);
    this.#visit(definitions.records);
    this.#visit(definitions.reviews);
    this.#visit(lists);
  }

  /** Limits of a quantity in the unit of its field, ascending. */
  limits(name: string): readonly Exact[] {
    return [...(this.#limits.get(name)?.values() ?? [])].sort(compare);
  }

  words(name: string): readonly string[] {
    return [...(this.#words.get(name) ?? [])].sort();
  }

  days(name: string): readonly string[] {
    return [...(this.#days.get(name) ?? [])].sort();
  }

  /** How often the law reads a fact of this name. */
  uses(name: string): number {
    return this.#uses.get(name) ?? 0;
  }

  #cell(fact: Fact | null, cell: Cell): void {
    if (fact === null) return;
    for (const bound of [cell.eq, cell.gt, cell.ge, cell.lt, cell.le])
      if (bound !== undefined) this.#limit(fact, bound);
    for (const set of [cell.in, cell.meets]) if (set !== undefined) this.#members(fact.name, set);
  }

  /** Walks expressions, which are arrays with the operator first, and whatever holds them. */
  #visit(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) {
      for (const part of Object.values(value)) this.#visit(part);
      return;
    }
    const [op, left, right] = value as readonly unknown[];
    if (op === "get" && typeof right === "string") this.#uses.set(right, this.uses(right) + 1);
    if (typeof op === "string" && COMPARISONS.has(op)) {
      this.#compared(left, right);
      this.#compared(right, left);
    }
    if (op === "in" || op === "meets") {
      const fact = factOf(left);
      if (fact !== null) this.#members(fact.name, right);
      const other = factOf(right);
      if (other !== null) this.#members(other.name, left);
    }
    for (const part of value) this.#visit(part);
  }

  #compared(left: unknown, right: unknown): void {
    const fact = factOf(left);
    if (fact === null || !Array.isArray(right)) return;
    const [op, value] = right as readonly unknown[];
    if (typeof value !== "string") return;
    if (op === "number") this.#limit(fact, value);
    if (op === "date") into(this.#days, fact.name).add(value);
    if (op === "enum" || op === "text") into(this.#words, fact.name).add(value);
  }

  #limit({ name, factor, offset }: Fact, bound: string): void {
    const value = parseExact(bound);
    if (value === null) return;
    const own = divide(subtract(value, offset), factor);
    const known = this.#limits.get(name) ?? new Map<string, Exact>();
    this.#limits.set(name, known.set(exactText(own), own));
  }

  #members(name: string, set: unknown): void {
    if (!Array.isArray(set)) return;
    const [op, ...rest] = set as readonly unknown[];
    if (op === "codes") for (const code of rest.slice(1)) into(this.#words, name).add(String(code));
    if (op === "set" || op === "plus" || op === "minus" || op === "both")
      for (const part of rest) {
        if (Array.isArray(part) && (part[0] === "enum" || part[0] === "text" || part[0] === "code"))
          into(this.#words, name).add(String(part.at(-1)));
        else this.#members(name, part);
      }
  }
}

const COMPARISONS: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">="]);

interface Fact {
  readonly name: string;
  readonly factor: Exact;
  readonly offset: Exact;
}

/** A fact read as it is, or in another unit. */
function factOf(value: unknown): Fact | null {
  if (!Array.isArray(value)) return null;
  const [op, operand, third, fourth] = value as readonly unknown[];
  if (op === "get" && typeof third === "string") return { name: third, factor: 1, offset: 0 };
  if (op !== "convert") return null;
  const inner = factOf(operand);
  const [factor, offset] = [parseExact(String(third)), parseExact(String(fourth))];
  if (inner === null || factor === null || offset === null || inner.factor !== 1) return null;
  return { name: inner.name, factor, offset };
}

function into(map: Map<string, Set<string>>, key: string): Set<string> {
  const known = map.get(key) ?? new Set<string>();
  map.set(key, known);
  return known;
}
