/** Scenarios for what none exercises in a piece of a source, as text to be put behind it. */
import type { Span } from "../../grammar/base/span.ts";
import { parse } from "../../grammar/parse.ts";
import { answersOf } from "../boundary/answers.ts";
import { propose } from "../boundary/propose.ts";
import { scenariosText } from "../boundary/text.ts";
import { type Compilation, hasErrors } from "../index.ts";
import { tablesOf } from "./tables.ts";

/** As many as a person reviews in one sitting. */
const MOST = 6;

/**
 * The scenarios, each marked as not reviewed, with the answers that the law gives now. Null where all that can be exercised is,
 * and while the law has errors.
 */
export function missingScenarios(
  compilation: Compilation,
  within: Span,
  onProgress: (what: string) => void = () => undefined,
): string | null {
  if (hasErrors(compilation.diagnostics)) return null;
  const { program } = compilation;
  const proposals = propose(program, {
    limit: MOST,
    isRequested: ({ file, start, end }) => file === within.file && within.start <= start && end <= within.end,
    step: onProgress,
  });
  if (proposals.length === 0) return null;
  const isSource = (text: string): boolean => parse("scenario.cordon", text).diagnostics.length === 0;
  return scenariosText(program, proposals, answersOf(tablesOf(compilation)), isSource);
}
