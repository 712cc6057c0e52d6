/** What every build has to pass before anything is written: its tables say what its sources say. */
import type { Program } from "../../check/tree.ts";
import type { NormalProgram } from "../../normal/normal-program.ts";
import type { Bundle } from "../../runtime/format.ts";
import { type Fault, translationFaults } from "./translation.ts";

/** A mistake in Cordon: a table that does not say what its sources say. */
export class UnfaithfulBuild extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const [first, ...others] = faults;
    const where = first?.where == null ? "" : `, where ${first.where}`;
    const more = others.length === 0 ? "" : `, and ${others.length} more`;
    super(`the tables do not say what the sources say: ${first?.id}: ${first?.what}${where}${more}`);
    this.name = "UnfaithfulBuild";
    this.faults = faults;
  }
}

/**
 * Ids of the rows and definitions that were too large to be compared; all others are proved to say the same as their
 * sources, for all transactions and days.
 *
 * @throws {UnfaithfulBuild} where one says something else
 */
export function requireFaithful(normal: NormalProgram, program: Program, bundle: Bundle): readonly string[] {
  const faults = translationFaults(normal, program, bundle);
  const certain = faults.filter((fault) => !fault.isOpen);
  if (certain.length > 0) throw new UnfaithfulBuild(certain);
  return faults.map((fault) => fault.id);
}
