/**
 * Everything the analysis knows about one table: what no rule covers, which rules meet, and which rules say less than
 * they seem to. Nothing is sampled; where a search is given up, the result says so.
 */
import { intersect } from "./atoms.ts";
import { type Contraction, contractionsOf } from "./contractions.ts";
import { type Gaps, gapsOf } from "./gaps.ts";
import { type Box, type Grid, gridOf } from "./grid.ts";
import { type Masked, maskedRules } from "./masked.ts";
import type { DecisionTable, HitPolicy, Place } from "./model.ts";
import { firstNormalForm, type SecondNormalForm, secondNormalForm } from "./normal-forms.ts";
import { Outputs } from "./outputs.ts";
import { forEachOverlap } from "./overlaps.ts";
import { RulePairs } from "./rule-pairs.ts";

/** Rules are numbered from 1 and columns from 1, as a reader counts them. */
export interface Overlap {
  readonly rules: readonly [number, number];
  /** the points that meet both rules */
  readonly box: Box;
  readonly sameOutputs: boolean;
  /** the rules may not meet here: under UNIQUE never, under ANY not with different outputs */
  readonly conflict: boolean;
}

export interface Analysis {
  readonly grid: Grid;
  readonly gaps: Gaps;
  readonly overlaps: readonly Overlap[];
  /** all of them, also those beyond the list */
  readonly overlapCount: number;
  readonly conflictCount: number;
  /** rules that no input can meet */
  readonly neverMatches: readonly number[];
  /** rules with the same boxes, in groups */
  readonly duplicates: readonly (readonly number[])[];
  /** a rule and a narrower one inside it with the same outputs */
  readonly subsumptions: readonly { readonly rule: number; readonly included: number }[];
  readonly masked: readonly Masked[];
  /** under PRIORITY: a rule that wins although it leaves open a column which the other rule looks at,
   * unless that rule is masked anyway */
  readonly misleading: readonly { readonly rule: number; readonly over: number }[];
  readonly contractions: readonly Contraction[];
  readonly firstNormalForm: { readonly violated: boolean; readonly byPolicy: boolean };
  readonly secondNormalForm: SecondNormalForm;
  /** the strictest policy the table satisfies; null where gaps leave that open */
  readonly recommendedPolicy: HitPolicy | null;
  /** false if pairs beyond the limit were counted but not examined */
  readonly pairsComplete: boolean;
}

/** Why a table is not analyzed. */
export interface Refused {
  readonly refused: readonly { readonly where: string; readonly place: Place; readonly message: string }[];
}

/** Overlaps listed one by one; beyond, they are only counted. */
export const LISTED_OVERLAPS = 1_000;

export function analyze(table: DecisionTable): Analysis | Refused {
  const unread = table.problems.filter(
    (problem) => problem.severity === "error" && problem.valueOnly !== true,
  );
  if (unread.length > 0)
    return { refused: unread.map(({ where, place, message }) => ({ where, place, message })) };
  const grid = gridOf(table);
  if ("refusal" in grid) {
    const { column, refusal } = grid;
    const at = table.rules.findIndex((rule) => rule.inputs[column] === refusal.cell);
    const where = at < 0 ? `input ${column + 1}` : `rule ${table.rules[at]!.number}, input ${column + 1}`;
    const place = refusal.cell?.place ?? table.place;
    const text = refusal.cell === null ? "" : ` (${refusal.cell.text})`;
    return { refused: [{ where: `${table.name}, ${where}`, place, message: `${refusal.message}${text}` }] };
  }
  return analyzeGrid(table, grid);
}

function analyzeGrid(table: DecisionTable, grid: Grid): Analysis {
  const outputs = new Outputs(table);
  const pairs = new RulePairs(table, grid, outputs);
  const overlaps: Overlap[] = [];
  let overlapCount = 0;
  let conflictCount = 0;
  let differing = 0;
  forEachOverlap(grid.rules, (a, b) => {
    overlapCount += 1;
    const sameOutputs = outputs.same(a, b);
    const conflict = table.hitPolicy === "UNIQUE" || (table.hitPolicy === "ANY" && !sameOutputs);
    if (!sameOutputs) differing += 1;
    if (conflict) conflictCount += 1;
    pairs.add(a, b, sameOutputs);
    if (overlaps.length < LISTED_OVERLAPS) {
      const other = grid.rules[b]!;
      const box = grid.rules[a]!.map((set, c) => intersect(set, other[c]!));
      overlaps.push({ rules: [a + 1, b + 1], box, sameOutputs, conflict });
    }
  });
  const gaps = gapsOf(grid);
  const duplicates = firstNormalForm(grid);
  const byPolicy = table.hitPolicy === "FIRST" || table.hitPolicy === "RULE ORDER";
  const violated = byPolicy || duplicates.length > 0;
  const contractions = contractionsOf(grid, outputs);
  const masked = maskedRules(table, grid, outputs, pairs);
  const closed = gaps.named.boxes.length === 0 && gaps.otherText.boxes.length === 0 && gaps.named.complete;
  return {
    grid,
    gaps,
    overlaps: overlaps.sort((a, b) => a.rules[0] - b.rules[0] || a.rules[1] - b.rules[1]),
    overlapCount,
    conflictCount,
    neverMatches: grid.rules.flatMap((box, i) => (box.some((set) => set.length === 0) ? [i + 1] : [])),
    duplicates,
    subsumptions: pairs.subsumptions,
    masked,
    // A rule that never decides misleads nobody about when it does.
    misleading: pairs.misleading.filter(({ over }) => masked.every(({ rule }) => rule !== over)),
    contractions,
    firstNormalForm: { violated, byPolicy },
    // As the normal forms build on each other, the second is asked only where the first holds.
    secondNormalForm: violated
      ? { contractions: [], cells: [] }
      : secondNormalForm(table, grid, contractions),
    recommendedPolicy: !closed ? null : overlapCount === 0 ? "UNIQUE" : differing === 0 ? "ANY" : "PRIORITY",
    pairsComplete: pairs.complete,
  };
}
