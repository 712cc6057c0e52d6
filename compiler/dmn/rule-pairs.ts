/** What follows from pairs of rules that meet: inclusion, priority, and columns left open. */
import { includes } from "./atoms.ts";
import type { Box, Grid } from "./grid.ts";
import type { DecisionTable } from "./model.ts";
import type { Outputs } from "./outputs.ts";

/** Pairs examined beyond counting; a table with more is one where every rule meets every other. */
const LIMIT = 2_000_000;

export function boxIncludes(a: Box, b: Box): boolean {
  return a.every((set, c) => includes(set, b[c]!));
}

export class RulePairs {
  readonly subsumptions: { readonly rule: number; readonly included: number }[] = [];
  readonly misleading: { readonly rule: number; readonly over: number }[] = [];
  /** by rule, the rules it meets that come before it in precedence */
  readonly preceding = new Map<number, number[]>();

  readonly #table: DecisionTable;
  readonly #grid: Grid;
  readonly #outputs: Outputs;
  #left = LIMIT;

  constructor(table: DecisionTable, grid: Grid, outputs: Outputs) {
    this.#table = table;
    this.#grid = grid;
    this.#outputs = outputs;
  }

  get complete(): boolean {
    return this.#left >= 0;
  }

  /** Takes note of two rules that meet, `a` before `b` in the table. */
  add(a: number, b: number, sameOutputs: boolean): void {
    if (--this.#left < 0) return;
    if (sameOutputs) {
      this.#subsume(a, b);
      this.#subsume(b, a);
    }
    if (this.#table.hitPolicy === "FIRST") this.#precede(a, b);
    if (this.#table.hitPolicy !== "PRIORITY") return;
    const order = this.#outputs.priority(a, b);
    if (order === null || order === 0) return;
    const [winner, loser] = order < 0 ? [a, b] : [b, a];
    this.#precede(winner, loser);
    if (this.#leavesOpen(winner, loser)) this.misleading.push({ rule: winner + 1, over: loser + 1 });
  }

  #subsume(wide: number, narrow: number): void {
    if (boxIncludes(this.#grid.rules[wide]!, this.#grid.rules[narrow]!))
      this.subsumptions.push({ rule: wide + 1, included: narrow + 1 });
  }

  #precede(winner: number, loser: number): void {
    const list = this.preceding.get(loser);
    if (list === undefined) this.preceding.set(loser, [winner]);
    else list.push(winner);
  }

  #leavesOpen(winner: number, loser: number): boolean {
    const open = (rule: number, column: number): boolean =>
      this.#table.rules[rule]!.inputs[column]!.tests?.kind === "any";
    return this.#table.inputs.some((_, column) => open(winner, column) && !open(loser, column));
  }
}
