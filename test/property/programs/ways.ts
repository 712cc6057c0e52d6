/** Changes of answers as an enumeration tells them, and as a report does. */
import { POLICIES } from "../../../compiler/analysis/index.ts";
import type { AnswerChange } from "../../../compiler/diff/index.ts";

/** From which verdict to which; of one verdict, whether under a stricter or a milder policy, or other terms. */
export function wayOf([before, policy]: readonly string[], [after, other]: readonly string[]): string {
  const [old, now] = [policy, other].map((name) => (POLICIES as readonly string[]).indexOf(name!));
  const isTerms = before === after && old! >= 0 && now! >= 0;
  const step = !isTerms || old === now ? "" : old! < now! ? ", stricter" : ", milder";
  return `${before} -> ${after}${step}`;
}

/** The ways of these changes. */
export function waysIn(changes: readonly AnswerChange[]): ReadonlySet<string> {
  return new Set(
    changes.map(({ old, new: now }) =>
      wayOf([old.verdict, `${old.reviewPolicy}`], [now.verdict, `${now.reviewPolicy}`]),
    ),
  );
}

/** Whether a change of the text holds on a day. */
export function covers({ from, until, view }: AnswerChange, day: string): boolean {
  return view === "text" && (from === null || from <= day) && (until === null || day < until);
}
