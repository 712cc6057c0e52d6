/**
 * Findings that hold over all transactions and days, proved by the analysis engine. A finding is reported only where the
 * engine has a proof, or a witness that the oracle replays; over budget, or where the two disagree, nothing is said.
 */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Program } from "../check/tree.ts";
import { type Concern, Examiner } from "./examiner.ts";
import { exceptionIdle } from "./exception-idle.ts";
import { gaps } from "./gap.ts";
import { holeInTime } from "./hole-in-time.ts";
import { idleConditions } from "./idle-condition.ts";
import { limbNeverGoverns } from "./limb-never-governs.ts";
import { neverHolds } from "./never-holds.ts";
import { noPolicy } from "./no-policy.ts";
import { policiesOverlap } from "./policies-overlap.ts";
import { scenarioOutside } from "./scenario-outside.ts";
import { shadowed } from "./shadowed.ts";
import { vires } from "./vires.ts";

type ProofRule = (examiner: Examiner, concerns: Concern) => readonly Diagnostic[];

const RULES: readonly ProofRule[] = [
  scenarioOutside,
  holeInTime,
  vires,
  neverHolds,
  exceptionIdle,
  shadowed,
  idleConditions,
  policiesOverlap,
  noPolicy,
  limbNeverGoverns,
  gaps,
];

export interface ProveOptions {
  /** asked between one kind of proof and the next; after yes, what was found so far is given */
  readonly shouldStop?: (() => boolean) | undefined;
  /** whether anybody is told of a finding; others are given without a case that shows them, which is dear */
  readonly isTold?: ((finding: Diagnostic) => boolean) | undefined;
}

/** Proves what can be proved about a program without errors: first the law as it stands, then each proposal on top. */
export function prove(program: Program, options: ProveOptions = {}): readonly Diagnostic[] {
  if (program.transaction === null) return [];
  const { shouldStop = () => false, isTold = () => true } = options;
  const law = new Examiner(program, { isTold });
  const found: Diagnostic[] = [];
  for (const rule of RULES) {
    if (shouldStop()) return unique(found);
    found.push(...run(rule, law, (declared) => declared.proposal === null));
  }
  for (const proposal of program.proposals) {
    const overlay = new Examiner(program, { proposals: [proposal.id], before: law });
    const isItsOwn: Concern = (declared) =>
      declared.proposal === proposal.id || declared.proposal === proposal.name;
    for (const rule of RULES) {
      if (shouldStop()) return unique(found);
      found.push(...run(rule, overlay, isItsOwn));
    }
  }
  return unique(found);
}

function run(rule: ProofRule, examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  examiner.allot();
  return rule(examiner, concerns);
}

/** A scenario of the law is looked at again under each proposal; its findings count once. */
function unique(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return findings.filter(({ code, span, message }) => {
    const key = `${code} ${span.file} ${span.start} ${message}`;
    return seen.size < seen.add(key).size;
  });
}
