/** Which facts would settle an undetermined answer, most useful first. */
import type { MissingFact } from "../answer.ts";
import type { CodesNote, FactNote, Note } from "../expressions/trace.ts";
import type { Model } from "../law/model.ts";
import type { Code } from "../values/codes.ts";
import { isUnknown, MISSING, NO, YES } from "../values/truth.ts";
import { expectation } from "../values/vocabulary.ts";
import { isCoarse } from "./coarse.ts";
import { type Decision, severity } from "./determine.ts";
import { strictness } from "./review.ts";

/** What keeps a decision open, beside the facts that are not given. */
export interface Openness {
  readonly missing: readonly MissingFact[];
  /** facts that the case states as unknown */
  readonly unstated: readonly string[];
  /** texts that cannot be encoded and that the answer touches */
  readonly unencodable: readonly string[];
  /** groups whose members are not all known */
  readonly openGroups: readonly string[];
}

/** Reads the notes of a decision that was made with a trace; `matters`: the facts that can change it, where that is known. */
export function opennessOf(
  decision: Decision,
  model: Model,
  matters: ReadonlySet<string> | null = null,
): Openness {
  const missing = new Map<Place, Weighed>();
  const tooCoarse = new Map<Place, Weighed>();
  const unstated = new Set<string>();
  const unencodable = new Set<string>();
  const openGroups = new Set<string>();
  const places = new Places(model);
  openParts(decision).forEach(({ notes, weight }, part) => {
    for (const note of notes) {
      if (note.kind !== "fact" && note.kind !== "codes") {
        (note.kind === "openGroup" ? openGroups : unencodable).add(note.id);
        continue;
      }
      const place = places.of(note);
      // a part counts once for a place, however often it comes to it
      if (place === null || place.part === part) continue;
      place.part = part;
      const { path } = place;
      if (note.kind === "codes") weigh(tooCoarse, place, weight, () => finerFact(note, path, model));
      else if (note.state === MISSING) weigh(missing, place, weight, () => factOf(note, path));
      else unstated.add(path);
    }
  });
  const ranked = [...missing.values()].filter(({ fact: { path } }) => matters === null || matters.has(path));
  // A code that is given is no fact that completions fill in: what it leaves open always matters.
  for (const [place, finer] of tooCoarse) if (!missing.has(place)) ranked.push(finer);
  ranked.sort((a, b) => b.weight - a.weight);
  return {
    missing: ranked.map(({ fact }) => fact).filter(({ path }) => !path.includes("[?]")),
    unstated: [...unstated].sort(),
    openGroups: [...openGroups].sort().map((id) => model.groups.get(id)?.title ?? id),
    unencodable: [...unencodable].map((id) => {
      const text = model.bundle.definitions.unencodable[id];
      return text === undefined ? id : `${text.title ?? id}: ${text.because}`;
    }),
  };
}

interface Weighed {
  readonly fact: MissingFact;
  weight: number;
}

function weigh(into: Map<Place, Weighed>, place: Place, weight: number, fact: () => MissingFact): void {
  const known = into.get(place);
  if (known === undefined) into.set(place, { fact: fact(), weight });
  else known.weight += weight;
}

/** A place of the case that a decision rests on. */
interface Place {
  readonly path: string;
  /** the last part of the decision that came to it */
  part: number;
}

/** The places that notes name: notes come by the thousand, the same ones again and again, and each is looked at once. */
class Places {
  readonly #model: Model;
  readonly #ofNotes = new Map<Note, Place | null>();
  readonly #byPath = new Map<string, Place>();

  constructor(model: Model) {
    this.#model = model;
  }

  /** Null where codes that are given are none too coarse. */
  of(note: FactNote | CodesNote): Place | null {
    let place = this.#ofNotes.get(note);
    if (place === undefined) {
      place = note.kind === "codes" && coarseOf(note, this.#model) === null ? null : this.#at(note);
      this.#ofNotes.set(note, place);
    }
    return place;
  }

  #at({ record, field }: FactNote | CodesNote): Place {
    const path = record.pathOf(field);
    let place = this.#byPath.get(path);
    if (place === undefined) {
      place = { path, part: -1 };
      this.#byPath.set(path, place);
    }
    return place;
  }
}

function coarseOf({ codes }: CodesNote, model: Model): Code | null {
  return codes.find((code) => isCoarse(code, model)) ?? null;
}

/** A fact that is not given, and how much the decision rests on it. */
export interface OpenFact {
  readonly note: FactNote;
  readonly path: string;
  readonly weight: number;
}

/** The facts that are not given and could change a decision that was made with a trace, the weightiest first. */
export function openFacts(decision: Decision): readonly OpenFact[] {
  const facts = new Map<string, { note: FactNote; path: string; weight: number }>();
  for (const { notes, weight } of openParts(decision)) {
    for (const note of notes) {
      if (note.kind !== "fact" || note.state !== MISSING) continue;
      const path = note.record.pathOf(note.field);
      if (path.includes("[?]")) continue;
      const known = facts.get(path);
      if (known === undefined) facts.set(path, { note, path, weight });
      else known.weight += weight;
    }
  }
  return [...facts.values()].sort((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1));
}

interface OpenPart {
  readonly notes: readonly Note[];
  readonly weight: number;
}

/** The parts of a decision that are unknown and could change it, heavier the stricter. */
function openParts(decision: Decision): readonly OpenPart[] {
  const { atLeast, atMost, review, releases } = decision;
  // By id, so that the order of tables and rows never shows.
  const outcomes = decision.outcomes.toSorted((a, b) => (a.requirement.id < b.requirement.id ? -1 : 1));
  const parts: OpenPart[] = [];
  const verdictOpen = atLeast !== atMost;
  const reviewOpen = review.least !== review.most;
  if (!verdictOpen && !reviewOpen) return parts;
  if (isUnknown(decision.reached)) parts.push({ notes: decision.reachNotes, weight: 4 });
  for (const { requirement, released, most, policy } of outcomes) {
    const matters =
      severity(most) > severity(atLeast) ||
      (most === atMost && reviewOpen && strictness(policy.most) > strictness(review.least));
    if (isUnknown(requirement.holds) && matters)
      parts.push({ notes: requirement.notes, weight: severity(most) });
    if (
      requirement.holds !== NO &&
      isUnknown(released) &&
      severity(requirement.effect.verdict) >= severity(atLeast)
    ) {
      const open = releases.filter(
        (release) => release.requirements.includes(requirement) && release.holds !== YES,
      );
      for (const release of open) parts.push({ notes: release.notes, weight: severity(most) });
    }
    if (reviewOpen && most === atMost && policy.least !== policy.most)
      parts.push({ notes: policy.notes, weight: 1 });
  }
  return parts;
}

function finerFact(note: CodesNote, path: string, model: Model): MissingFact {
  const { scheme, text } = coarseOf(note, model)!;
  const question = note.field.question ?? `What is \`${path}\`?`;
  return { path, question, expects: `a finer code than ${scheme.name} ${text}` };
}

function factOf({ field }: FactNote, path: string): MissingFact {
  return { path, question: field.question ?? `What is \`${path}\`?`, expects: expectation(field.type) };
}
