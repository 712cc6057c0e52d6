/** Proposed scenarios as a source file, with the answers that the law gives now, for a person to review. */
import type { ExpectationValue, Program } from "../check/tree.ts";
import { caseText, EXPECTED } from "../proofs/scenario-text.ts";
import type { Proposal } from "./propose.ts";

/** What the tables of a build answer to a case; null where they refuse it. */
export type AnswerOf = (
  proposal: Proposal,
  day: string,
) => { readonly verdict: ExpectationValue["verdict"]; readonly review: string | null } | null;

export const HEADING = `/// Written by \`cordon test --write-missing\`: cases for what no scenario exercised, with the answers the law gave. Nobody
/// has said that they are right. Whoever reviews one takes its \`@unreviewed\` away.
`;

/** The declarations of the file, without its head; null where no proposal can be written. */
export function scenariosText(
  program: Program,
  proposals: readonly Proposal[],
  answerOf: AnswerOf,
  isSource: (text: string) => boolean,
): string | null {
  const { transaction } = program;
  if (transaction === null) return null;
  const titles = new Map<string, number>();
  const texts = proposals.flatMap((proposal) => {
    const given = caseText(proposal.given, transaction);
    const expectations = proposal.days.map((day) => expectation(proposal, day, answerOf(proposal, day)));
    if (given === null || expectations.includes(null)) return [];
    const count = (titles.get(proposal.title) ?? 0) + 1;
    titles.set(proposal.title, count);
    const title = count === 1 ? proposal.title : `${proposal.title} (${count})`;
    const text = `/// @unreviewed\nscenario ${JSON.stringify(title)} {\n  given ${given}\n${expectations.join("\n")}\n}\n`;
    // a value that only a case file can state makes no scenario
    return isSource(text) ? [text] : [];
  });
  return texts.length === 0 ? null : texts.join("\n");
}

function expectation({ jurisdiction }: Proposal, day: string, answer: ReturnType<AnswerOf>): string | null {
  if (answer === null) return null;
  const review = answer.review === null ? "" : ` review ${answer.review.replaceAll("_", " ")}`;
  return `  expect on ${day} ${jurisdiction.name} ${EXPECTED[answer.verdict]}${review}`;
}
