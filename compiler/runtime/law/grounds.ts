/** Grounds of reach, and whether a measure arises: what conditions of other measures ask for. */
import type { Context } from "../expressions/context.ts";
import { hitsOf, type Requirement, requirementOf, type Selection } from "../tables/requirements.ts";
import type { TableProgram } from "../tables/table-program.ts";
import { MISSING, NO, or, type Truth, YES } from "../values/truth.ts";
import type { Epoch } from "./epoch.ts";

export class Grounds {
  readonly #epoch: Epoch;

  constructor(epoch: Epoch) {
    this.#epoch = epoch;
  }

  /** Whether the act is within a ground: some row that gives it holds. */
  reached(ground: string, context: Context): Truth {
    return context.once(this, ground, MISSING as Truth, () => {
      const programs = this.#epoch.model.programsOfGround(ground);
      return anyHit(programs, this.rowsOf(ground), context);
    });
  }

  /** The rows that give a ground. */
  rowsOf(ground: string): Selection {
    return {
      key: `ground ${ground}`,
      keeps: ({ then: effect }) => "grounds" in effect && effect.grounds.includes(ground),
    };
  }

  /** Whether some requirement of the measures arises, before any release. */
  required(measures: readonly string[], context: Context): Truth {
    const { trace } = context;
    let result: Truth = NO;
    for (const requirement of this.requirements(measures, context)) {
      trace?.addAll(requirement.notes);
      result = or(result, requirement.holds);
      if (result === YES) break;
    }
    return result;
  }

  requirements(measures: readonly string[], context: Context): readonly Requirement[] {
    return measures.flatMap((measure) => {
      const rows: Selection = { key: `measure ${measure}`, keeps: (row) => row.of === measure };
      return this.#epoch.model
        .programsOf(measure)
        .flatMap((program) => requirementsOf(program, context, rows));
    });
  }
}

/** The requirements of the rows of a table that hold or may hold. */
export function requirementsOf(
  program: TableProgram,
  context: Context,
  selection: Selection | null = null,
): readonly Requirement[] {
  return context.once(program, `requirements ${selection?.key ?? ""}`, [], () =>
    hitsOf(program, context, selection).flatMap((hit) => requirementOf(hit, context) ?? []),
  );
}

function anyHit(programs: readonly TableProgram[], rows: Selection, context: Context): Truth {
  const { trace } = context;
  const mark = trace?.notes.length ?? 0;
  let result: Truth = NO;
  for (const program of programs) {
    for (const hit of hitsOf(program, context, rows)) {
      trace?.addAll(hit.notes);
      result = or(result, hit.holds);
    }
    if (result === YES) break;
  }
  if (result === YES || result === NO) trace?.drop(mark);
  return result;
}
