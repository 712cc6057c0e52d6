/** What is asked of an engine beside the case: the day, the state of knowledge, the jurisdictions. */
import type { CaseProblem } from "./answer.ts";
import { isDay } from "./cases/case-values.ts";
import type { Model } from "./law/model.ts";
import { nearNames } from "./values/near.ts";

export interface EvaluateOptions {
  /** the day of the act */
  readonly asOf: string;
  /** drops what was published later; absent: everything is known */
  readonly knownAt?: string;
  /** absent: every jurisdiction with measures or a reach */
  readonly jurisdictions?: readonly string[];
  /**
   * How many completions of an incomplete case may be decided to find the exact range of its answer; where they do not
   * suffice, or cost too much work, a caveat says so. 0: none, the range that the truth values give. Absent: 200.
   */
  readonly completions?: number;
  /**
   * False, with no completions: which facts are missing is not worked out, and an answer to an incomplete case costs half. For
   * programs that ask of many cases what the truth values give.
   */
  readonly missing?: boolean;
  /** False: whether practice answers otherwise than the text is not worked out. */
  readonly practice?: boolean;
  /**
   * Read no more than the answer rests on. It is the same; contradictions, caveats and assertions about other facts may then
   * not be told. For programs that ask large tables about few cases.
   */
  readonly onlyAnswer?: boolean;
}

export const COMPLETIONS = 200;

/** Facts read and cells tested that a completion may cost on the average: beyond, fewer of them are decided. */
export const WORK_PER_COMPLETION = 500;

/** One problem for each option that cannot be answered. */
export function optionProblems(options: EvaluateOptions, model: Model): CaseProblem[] {
  const problems: CaseProblem[] = [];
  const { only } = model.bundle.definitions;
  if (options.asOf === undefined) {
    problems.push(
      problem("bad-date", "asOf", "the day of the act is not given", "give a day, such as 2026-01-31"),
    );
  }
  for (const path of ["asOf", "knownAt"] as const) {
    const day: unknown = options[path];
    if (day === undefined || (typeof day === "string" && isDay(day))) continue;
    const message = `\`${String(day).slice(0, 60)}\` is no day of the calendar`;
    problems.push(problem("bad-date", path, message, "write year, month and day: 2026-01-31"));
  }
  if (only?.asOf !== undefined && options.asOf !== undefined && options.asOf !== only.asOf) {
    const message = `these tables were built for ${only.asOf} only`;
    problems.push(problem("not-in-build", "asOf", message, `ask for ${only.asOf}, or build without a day`));
  }
  for (const name of options.jurisdictions ?? []) {
    const known = [...model.jurisdictions.keys()];
    if (!model.jurisdictions.has(name)) {
      const near = nearNames(name, known).map((other) => `\`${other}\``);
      const help =
        near.length > 0 ? `did you mean ${near.join(" or ")}?` : `the jurisdictions are ${known.join(", ")}`;
      problems.push(
        problem("unknown-jurisdiction", "jurisdictions", `there is no jurisdiction \`${name}\``, help),
      );
    } else if (only?.jurisdictions !== undefined && !only.jurisdictions.includes(name)) {
      const message = `these tables were built for ${only.jurisdictions.join(", ")} only`;
      problems.push(problem("not-in-build", "jurisdictions", message, `build with ${name}`));
    }
  }
  return problems;
}

function problem(kind: string, path: string, message: string, help: string): CaseProblem {
  return { code: `case/${kind}`, path, message, help };
}
