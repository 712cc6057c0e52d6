/** Which facts would settle an undetermined answer, most useful first. */
import type { MissingFact } from "./answer.ts";
import { isCoarse } from "./coarse.ts";
import type { Code } from "./codes.ts";
import { type Decision, severity } from "./determine.ts";
import type { Model } from "./model.ts";
import { strictness } from "./review.ts";
import type { Note } from "./trace.ts";
import { isUnknown, MISSING, NO, YES } from "./truth.ts";
import { expectation, type FieldInfo } from "./vocabulary.ts";

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
  const counts = new Map<string, { readonly fact: MissingFact; weight: number }>();
  const tooCoarse = new Map<string, { readonly fact: MissingFact; weight: number }>();
  const unstated = new Set<string>();
  const unencodable = new Set<string>();
  const openGroups = new Set<string>();
  const count = (notes: readonly Note[], weight: number): void => {
    const seen = new Set<string>();
    for (const note of notes) {
      if (note.kind === "codes") {
        const coarse = note.codes.find((code) => isCoarse(code, model));
        const path = note.record.pathOf(note.field);
        if (coarse === undefined || seen.has(path)) continue;
        seen.add(path);
        const known = tooCoarse.get(path);
        if (known !== undefined) known.weight += weight;
        else tooCoarse.set(path, { fact: finerFact(note.field, path, coarse), weight });
        continue;
      }
      if (note.kind !== "fact") {
        (note.kind === "openGroup" ? openGroups : unencodable).add(note.id);
        continue;
      }
      const path = note.record.pathOf(note.field);
      if (seen.has(path)) continue;
      seen.add(path);
      if (note.state !== MISSING) {
        unstated.add(path);
        continue;
      }
      const known = counts.get(path);
      if (known !== undefined) known.weight += weight;
      else counts.set(path, { fact: factOf(note, path), weight });
    }
  };
  for (const { notes, weight } of openParts(decision)) count(notes, weight);
  // A code that is given is no fact that completions fill in: what it leaves open always matters.
  const ranked = [...counts.values()].filter(({ fact: { path } }) => matters === null || matters.has(path));
  for (const [path, finer] of tooCoarse) if (!counts.has(path)) ranked.push(finer);
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

export type FactNote = Extract<Note, { kind: "fact" }>;

function finerFact(field: FieldInfo, path: string, code: Code): MissingFact {
  const question = field.question ?? `What is \`${path}\`?`;
  return { path, question, expects: `a finer code than ${code.scheme.name} ${code.text}` };
}

function factOf({ field }: FactNote, path: string): MissingFact {
  return { path, question: field.question ?? `What is \`${path}\`?`, expects: expectation(field.type) };
}
