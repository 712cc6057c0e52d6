/** What the law of a jurisdiction asks, whenever in force, and where its text and its practice part. */

import type { Context } from "../expressions/context.ts";
import { hereOf } from "../expressions/here.ts";
import type { Effective } from "../format.ts";
import type { Epoch } from "../law/epoch.ts";
import type { Model } from "../law/model.ts";
import { hitsOf, type Selection } from "../tables/requirements.ts";
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
  // most days have none, of no jurisdiction, and the law is not gone through for it
  const days = [day, ...model.savingDays];
  const isAny = (effective: Iterable<Effective>): boolean =>
    days.some((on) => somewhereInForce(effective, on, knownAt).length > 0);
  return isAny(model.inOneView.keys()) && isAny(lawEver(model, jurisdiction).inOneView);
}

/**
 * Whether the practice may answer a case otherwise than the text does. It does not where text and practice part only in rows of the
 * text that do not hold for the case: what does not hold can as well be absent.
 */
export function maySayOtherwiseInPractice(jurisdiction: string, context: Context): boolean {
  const { day, epoch } = context;
  const { model, moment } = epoch;
  const { inOneView } = lawEver(model, jurisdiction);
  for (const on of new Set([day, ...model.savingDays])) {
    for (const effective of somewhereInForce(inOneView, on, moment.knownAt)) {
      const programs = effective.view === "text" ? model.inOneView.get(effective) : null;
      if (programs == null) return true;
      const onDay = context.on(on);
      if (programs.some((program) => hitsOf(program, onDay, OF_TEXT_ALONE).length > 0)) return true;
    }
  }
  return !sameGrounds(jurisdiction, epoch, model.epoch(day, moment.knownAt, "practice"));
}

const OF_TEXT_ALONE: Selection = {
  key: "of the text alone",
  keeps: ({ effective }) => effective.view === "text",
};

/** Those in force on a day in the view that they are of. */
function somewhereInForce(
  inOneView: Iterable<Effective>,
  day: string,
  knownAt: string | null,
): readonly Effective[] {
  return [...inOneView].filter((effective) =>
    inForce(effective, { day, knownAt, view: effective.view ?? "text" }),
  );
}

/** Whether measures reach an act on the same grounds: some grounds may be those of rows that are not in force in one of the views. */
function sameGrounds(jurisdiction: string, text: Epoch, practice: Epoch): boolean {
  const [one, other] = [text.groundsOf(jurisdiction), practice.groundsOf(jurisdiction)];
  if (one === null || other === null) return one === other;
  return one.size === other.size && [...one].every((ground) => other.has(ground));
}
