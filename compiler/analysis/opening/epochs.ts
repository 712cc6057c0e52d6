/** The days on which anything in a law begins or ends: between two of them nothing can change. */
import type { IsoDate } from "../../check/tree.ts";
import type { Rectangle } from "../../normal/timeline.ts";
import type { Law } from "./law.ts";

/** Every such day, ascending. Dates that facts are compared with are no epochs: they are values of facts. */
export function epochs(law: Law): readonly IsoDate[] {
  return ascending([
    ...rectanglesOf(law).flatMap(({ from, until }) => [from, until]),
    ...law.program.lists.flatMap(({ rows }) => rows.flatMap(({ from, until }) => [from, until])),
    ...law.program.measures.flatMap(({ saves }) => saves.map(({ until }) => until)),
  ]);
}

/** Days of knowledge on which a state of knowledge begins or ends. */
export function knowledgeEpochs(law: Law): readonly IsoDate[] {
  return ascending([
    ...rectanglesOf(law).flatMap(({ knownFrom, knownUntil }) => [knownFrom, knownUntil]),
    ...law.program.lists.flatMap(({ rows }) => rows.map(({ from }) => from)),
  ]);
}

/** When each rule, and each version of what rules refer to, is in force. */
function rectanglesOf({ normal }: Law): readonly Rectangle[] {
  return [
    ...[normal.requirements, normal.grounds, normal.classifications, normal.releases].flatMap((rules) =>
      rules.map(({ effective }) => effective),
    ),
    ...[...normal.defines, ...normal.groups, ...normal.reviews].flatMap(({ versions }) =>
      versions.map(({ effective }) => effective),
    ),
  ];
}

function ascending(days: readonly (IsoDate | null)[]): readonly IsoDate[] {
  return [...new Set(days)].filter((day) => day !== null).sort();
}
