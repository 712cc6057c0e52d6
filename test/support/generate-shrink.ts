/** Makes a disagreement small: drops declarations, clauses and facts as long as it stays. */
import type { CaseJson } from "../../compiler/check/tree.ts";
import type { GeneratedProgram, Piece } from "./generate-program.ts";
import type { Random } from "./generate-random.ts";

/** The program with as few declarations and clauses as still fail. `fails` must be false for a program that does not check. */
export function shrinkProgram(
  program: GeneratedProgram,
  fails: (candidate: GeneratedProgram) => boolean,
): GeneratedProgram {
  let best = program;
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = best.pieces.length - 1; i >= 0; i--) {
      const without = { ...best, pieces: best.pieces.filter((_, j) => j !== i) };
      if (fails(without)) {
        best = without;
        changed = true;
        continue;
      }
      const piece = best.pieces[i];
      for (let line = (piece?.lines.length ?? 0) - 2; line >= 1; line--) {
        const current = best.pieces[i]!;
        const shorter: Piece = { ...current, lines: current.lines.filter((_, j) => j !== line) };
        const candidate = { ...best, pieces: best.pieces.map((p, j) => (j === i ? shorter : p)) };
        if (!fails(candidate)) continue;
        best = candidate;
        changed = true;
      }
    }
  }
  return best;
}

/** The case with as few facts as still fail. */
export function shrinkCase(json: CaseJson, fails: (candidate: CaseJson) => boolean): CaseJson {
  let best = json;
  for (let changed = true; changed; ) {
    changed = false;
    for (const candidate of smaller(best)) {
      if (!fails(candidate)) continue;
      best = candidate;
      changed = true;
      break;
    }
  }
  return best;
}

/** Objects that are one statement, not a record: a quantity, `unknown`, `not applicable`. */
const STATEMENTS = ["unknown", "notApplicable", "value", "open"];

function* smaller(json: CaseJson): Generator<CaseJson> {
  if (typeof json !== "object" || json === null) return;
  if (!Array.isArray(json) && STATEMENTS.some((key) => key in json)) return;
  if (Array.isArray(json)) {
    for (let i = 0; i < json.length; i++) yield json.filter((_, j) => j !== i);
    for (let i = 0; i < json.length; i++) {
      for (const inner of smaller(json[i])) yield json.map((element, j) => (j === i ? inner : element));
    }
    return;
  }
  const entries = Object.entries(json);
  for (let i = 0; i < entries.length; i++) yield Object.fromEntries(entries.filter((_, j) => j !== i));
  for (const [name, value] of entries) {
    for (const inner of smaller(value)) yield { ...json, [name]: inner };
  }
}

/** The case without one of its facts, chosen anywhere in it. */
export function withoutFact(json: CaseJson, random: Random): CaseJson {
  const candidates = [...smaller(json)];
  return candidates.length === 0 ? json : random.pick(candidates);
}
