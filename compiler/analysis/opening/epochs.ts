/** The days on which anything in a law begins or ends: between two of them nothing can change. */
import type { IsoDate } from "../../check/tree.ts";
import type { Rectangle } from "../../normal/timeline.ts";
import type { Law } from "./law.ts";

/** Every such day, ascending. Dates that facts are compared with are no epochs: they are values of facts. */
export function epochs(law: Law): readonly IsoDate[] {
  const days = new Set<IsoDate>();
  const take = ({ from, until }: Rectangle): void => {
    for (const day of [from, until]) if (day !== null) days.add(day);
  };
  const { normal, program } = law;
  for (const rule of [
    ...normal.requirements,
    ...normal.grounds,
    ...normal.classifications,
    ...normal.releases,
  ]) {
    take(rule.effective);
  }
  for (const { versions } of [...normal.defines, ...normal.groups, ...normal.reviews]) {
    for (const { effective } of versions) take(effective);
  }
  for (const list of program.lists) {
    for (const { from, until } of list.rows) for (const day of [from, until]) if (day !== null) days.add(day);
  }
  for (const measure of program.measures) {
    for (const { until } of measure.saves) if (until !== null) days.add(until);
  }
  return [...days].sort();
}

/** Days of knowledge on which a state of knowledge begins or ends. */
export function knowledgeEpochs(law: Law): readonly IsoDate[] {
  const days = new Set<IsoDate>();
  const take = ({ knownFrom, knownUntil }: Rectangle): void => {
    for (const day of [knownFrom, knownUntil]) if (day !== null) days.add(day);
  };
  const { normal } = law;
  for (const rule of [
    ...normal.requirements,
    ...normal.grounds,
    ...normal.classifications,
    ...normal.releases,
  ]) {
    take(rule.effective);
  }
  for (const { versions } of [...normal.defines, ...normal.groups, ...normal.reviews]) {
    for (const { effective } of versions) take(effective);
  }
  for (const list of law.program.lists) for (const { from } of list.rows) if (from !== null) days.add(from);
  return [...days].sort();
}
