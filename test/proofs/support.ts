/** Small laws of Ruritania, what is proved about them, and their witnesses replayed. */

import { interpret } from "../../compiler/oracle/index.ts";
import { prove } from "../../compiler/proofs/index.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { checkSource, HEAD } from "../support/carets.ts";

/** Findings of the main file, which must check without an error. */
export function proved(source: string): readonly Diagnostic[] {
  const { result, findings } = checkSource(source);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return prove(result.program).filter(({ span }) => span.file === "main.cordon");
}

export function codes(source: string): readonly string[] {
  return proved(source).map(({ code }) => code);
}

/** The text a finding is about. */
export function about(source: string, { span }: Diagnostic): string {
  return `${HEAD}${source}`.slice(span.start, span.end);
}

/** Adds the witness of a finding to the source, and says whether the oracle gives what the scenario expects. */
export function replayed(source: string, finding: Diagnostic): string {
  const [fix] = finding.fixes;
  if (fix === undefined) throw new Error(`${finding.code} has no witness`);
  const [edit] = fix.edits;
  const at = edit!.span.start - HEAD.length;
  const { result, findings } = checkSource(`${source.slice(0, at)}${edit!.newText}${source.slice(at)}`);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  const [scenario] = result.program.scenarios;
  const wrong = scenario!.expectations.filter(({ on, jurisdiction, verdict }) => {
    const answer = interpret(result.program, scenario!.given, { asOf: on, jurisdiction: jurisdiction.name });
    return answer.verdict !== verdict;
  });
  return wrong.length === 0 ? scenario!.expectations.map(({ verdict }) => verdict).join(", ") : "differs";
}
