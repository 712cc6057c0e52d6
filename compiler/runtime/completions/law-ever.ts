/** What the law of a jurisdiction asks, whenever in force, and where its text and its practice part. */

import { hereOf } from "../expressions/here.ts";
import type { Effective } from "../format.ts";
import type { Model } from "../law/model.ts";
import { inForce } from "../values/time.ts";
import { Questions } from "./questions.ts";

interface LawEver {
  /** a fact may be stated unknown wherever any condition, of whatever day, asks for that */
  readonly questions: Questions;
  /** when something is in force in one view only */
  readonly inOneView: readonly Effective[];
}

const laws = new WeakMap<Model, Map<string, LawEver>>();

/** All that an answer of the jurisdiction may rest on, also of the law of others. */
export function lawEver(model: Model, jurisdiction: string): LawEver {
  const byName = laws.get(model) ?? new Map<string, LawEver>();
  laws.set(model, byName);
  const known = byName.get(jurisdiction);
  if (known !== undefined) return known;
  // which groups the law looks at is not asked
  const groups = [...model.groups.values()].flatMap(({ versions }) => versions);
  const inOneView = new Set<Effective>();
  const note = (effective: Effective): true => {
    if (effective.view !== undefined) inOneView.add(effective);
    return true;
  };
  for (const { effective } of groups) note(effective);
  const questions = new Questions(model, jurisdiction, note, hereOf(model, jurisdiction), []);
  const law = { questions, inOneView: [...inOneView] };
  byName.set(jurisdiction, law);
  return law;
}

/** Whether text and practice differ for a jurisdiction on a day, or on one on which some saving has a measure read. */
export function mayDifferInPractice(
  model: Model,
  jurisdiction: string,
  day: string,
  knownAt: string | null,
): boolean {
  const days = [day, ...model.savingDays];
  const isAny = (inOneView: readonly Effective[]): boolean =>
    inOneView.some((effective) => {
      const { view = "text" } = effective;
      return days.some((on) => inForce(effective, { day: on, knownAt, view }));
    });
  // most days have none, of no jurisdiction, and the law is not gone through for it
  return isAny(model.inOneView) && isAny(lawEver(model, jurisdiction).inOneView);
}
