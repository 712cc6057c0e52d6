/** What a reader should know of the day and of the proposals before reading differences, or that there are none. */
import type { IsoDate, Jurisdiction, Measure, Program, Proposal } from "../check/tree.ts";
import { chainOf } from "./chain.ts";
import { isInForce } from "./measures.ts";

/** One sentence each. @param proposals ids or names */
export function notesOf(
  program: Program,
  jurisdictions: readonly string[],
  proposals: readonly string[],
  asOf: IsoDate,
): readonly string[] {
  const compared = program.jurisdictions.filter(({ name }) => jurisdictions.includes(name));
  const chosen = program.proposals.filter(
    ({ id, name }) => proposals.includes(id) || proposals.includes(name),
  );
  return [
    ...compared.flatMap((jurisdiction) => emptyNote(program, jurisdiction, chosen, asOf)),
    ...horizonNotes(program, compared, asOf),
    ...chosen.flatMap((proposal) => proposalNotes(proposal, compared, asOf)),
  ];
}

/** On a day before the first measure there is nothing to compare, which says nothing of the law of that day. */
function emptyNote(
  { measures }: Program,
  jurisdiction: Jurisdiction,
  chosen: readonly Proposal[],
  asOf: IsoDate,
): readonly string[] {
  const chain = new Set(chainOf(jurisdiction));
  const own = measures.filter(
    (measure) =>
      chain.has(measure.jurisdiction) &&
      (measure.proposal === null || chosen.some(({ measures: proposed }) => proposed.includes(measure))),
  );
  if (own.some((measure) => isInForce(measure, asOf))) return [];
  return [
    `the sources have no measure of ${jurisdiction.name} that is in force on ${asOf}${beginning(own, asOf)}`,
  ];
}

function beginning(measures: readonly Measure[], after: IsoDate): string {
  const days = measures.flatMap(({ chronology }) => chronology.versions.flatMap(({ from }) => from ?? []));
  const [next] = days.filter((day) => day > after).sort();
  return next === undefined ? "" : `; the next begins on ${next}`;
}

function horizonNotes(
  { modules }: Program,
  compared: readonly Jurisdiction[],
  asOf: IsoDate,
): readonly string[] {
  const read = new Set(compared.flatMap(chainOf));
  return [...read].flatMap((jurisdiction) => {
    const days = modules.flatMap((module) =>
      module.jurisdiction === jurisdiction && module.currentTo !== null ? [module.currentTo] : [],
    );
    const [horizon] = days.sort();
    return horizon === undefined || asOf < horizon
      ? []
      : [`the law of ${jurisdiction.name} was read up to ${horizon}; later changes are not in the sources`];
  });
}

function proposalNotes(
  { name, measures }: Proposal,
  compared: readonly Jurisdiction[],
  asOf: IsoDate,
): readonly string[] {
  const chains = new Set(compared.flatMap(chainOf));
  const own = measures.filter(({ jurisdiction }) => chains.has(jurisdiction));
  if (measures.length > 0 && own.length === 0) {
    const whose = [...new Set(measures.map(({ jurisdiction }) => jurisdiction.name))].join(", ");
    return [`${name} proposes law of ${whose}, which is not compared`];
  }
  if (own.some((measure) => isInForce(measure, asOf))) return [];
  return [`nothing that ${name} proposes is in force on ${asOf}${beginning(own, asOf)}`];
}
