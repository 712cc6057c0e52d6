/** What a reader should know of the day and of the proposals before reading differences, or that there are none. */
import type { IsoDate, Jurisdiction, Measure, Program, Proposal } from "../check/tree.ts";
import { chainOf } from "./chain.ts";
import type { Homes } from "./home.ts";
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
    ...compared.flatMap((jurisdiction) => recordNote(program, jurisdiction, asOf)),
    ...horizonNotes(program, compared, asOf),
    ...chosen.flatMap((proposal) => proposalNotes(proposal, compared, asOf)),
  ];
}

/** What is put in for each jurisdiction that is asked at home; none is said where none is. */
export function homeNotes(homes: Homes): readonly string[] {
  const [first] = homes.values();
  if (first === undefined) return [];
  const facts = [...first.facts.keys()];
  const countries = [...homes].map(([name, home]) => `${[...home.facts.values()][0]} for ${name}`);
  const put = `${facts.join(" and ")} ${facts.length === 1 ? "is" : "are"} ${countries.join(", ")}`;
  const goesTo = first.abroad.map(({ path }) => path);
  const abroad =
    goesTo.length === 0
      ? ""
      : `; ${goesTo.join(" and ")} ${goesTo.length === 1 ? "is" : "are"} in the territory of neither, nor of a union that it lies within`;
  return [`each is asked about the same act from its own territory: ${put}${abroad}`];
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

/** What was in force when the sources begin with it: what it asked for earlier, nobody wrote down. */
function recordNote({ measures }: Program, jurisdiction: Jurisdiction, asOf: IsoDate): readonly string[] {
  const chain = new Set(chainOf(jurisdiction));
  const days = measures
    .filter((measure) => chain.has(measure.jurisdiction) && measure.proposal === null)
    .flatMap(({ chronology: { versions } }) => {
      const [first] = versions;
      return first?.before === true && first.from !== null && first.from > asOf ? [first.from] : [];
    })
    .sort();
  const [first] = days;
  if (first === undefined) return [];
  const last = days.at(-1)!;
  const when = first === last ? first : `${first} to ${last}`;
  const [what, them] = days.length === 1 ? ["1 measure", "it"] : [`${days.length} measures`, "them"];
  return [
    `${what} of ${jurisdiction.name} had begun before the sources begin with ${them} (${when}); what was asked for on ${asOf} is not recorded`,
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
    const own = modules.flatMap(({ jurisdiction: of, currentTo }) =>
      of === jurisdiction && currentTo !== null ? [currentTo] : [],
    );
    const days = [...new Set(own)].filter((day) => day <= asOf).sort();
    const [first, ...later] = days;
    if (first === undefined) return [];
    const isPart = own.some((day) => day > asOf);
    const upTo = later.length === 0 ? first : `${later.at(-1)}, in part up to ${first} only`;
    const what = isPart ? `part of the law of ${jurisdiction.name}` : `the law of ${jurisdiction.name}`;
    return [`${what} was read up to ${upTo}; later changes are not in the sources`];
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
