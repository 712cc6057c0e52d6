/** What may grow past its budget, and what becomes of it then. */
import { OutOfNodes } from "./diagram.ts";

/** The analysis grew past its budget; `measures` names what made most of the nodes. */
export interface BudgetExceeded {
  readonly kind: "budget";
  readonly measures: readonly string[];
}

export type Attempt<T> = { readonly kind: "done"; readonly value: T } | BudgetExceeded;

/** Nothing is lost by a failure: smaller questions may still be asked. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { kind: "done", value: run() };
  } catch (error) {
    if (error instanceof OutOfNodes) return { kind: "budget", measures: error.during };
    if (isOutOfRoom(error)) return { kind: "budget", measures: [] };
    throw error;
  }
}

/** A table of the engine is full before the budget is: as good a reason to ask for less. */
function isOutOfRoom(error: unknown): boolean {
  return error instanceof RangeError && /^(?:Map|Set) maximum size exceeded/.test(error.message);
}
