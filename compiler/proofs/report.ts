/** From proofs to findings: the place, the words, and the witness as a scenario to be added. */
import type { Diagnostic, Fix, Related } from "../../grammar/base/diagnostic.ts";
import { type Span, span } from "../../grammar/base/span.ts";
import type { RecordType } from "../check/tree.ts";
import type { Examiner } from "./examiner.ts";
import { caseText, EXPECTED, scenarioText } from "./scenario-text.ts";
import type { Shown } from "./witness.ts";

export interface ShowOptions {
  /** of the scenario */
  readonly title: string;
  /** declaration behind which the scenario is to stand */
  readonly behind: Span;
  /** further days on which to ask the same case */
  readonly also?: readonly Shown[];
  /** what the case is an example of; absent: of the finding */
  readonly as?: string;
}

/**
 * The finding with its witness: told in its help, and offered as a scenario that states the present answer. One that is
 * told to nobody stays without.
 */
export function withWitness(
  finding: Diagnostic,
  shown: Shown,
  examiner: Examiner,
  options: ShowOptions,
): Diagnostic {
  const { transaction } = examiner.program;
  if (transaction === null || !examiner.isTold(finding)) return finding;
  const text = caseText(shown.facts, transaction) ?? JSON.stringify(shown.facts);
  const { as = "it shows for example" } = options;
  const told = `in the case ${text} on ${shown.point.asOf}`;
  const fixes = scenarioFix(shown, transaction, options);
  return {
    ...finding,
    help: finding.help === undefined ? `${as} ${told}` : `${finding.help}; ${as} ${told}`,
    fixes: [...finding.fixes, ...fixes],
  };
}

function scenarioFix(
  shown: Shown,
  transaction: RecordType,
  { title, behind, also = [] }: ShowOptions,
): readonly Fix[] {
  const expectations = [shown, ...also].flatMap(({ answer, point, jurisdiction }) =>
    answer === null
      ? []
      : [
          {
            on: point.asOf,
            practice: point.view === "practice",
            jurisdiction: jurisdiction.name,
            verdict: EXPECTED[answer.verdict],
          },
        ],
  );
  const text = scenarioText(title, shown.facts, transaction, expectations);
  if (text === null || expectations.length === 0) return [];
  return [
    {
      title: "write this case as a scenario",
      // it fixes the answer as it is, which may be the one to be corrected
      safe: false,
      edits: [{ span: span(behind.file, behind.end, behind.end), newText: `\n\n${text}` }],
    },
  ];
}

export function related(place: Span, message: string): Related {
  return { span: place, message };
}
