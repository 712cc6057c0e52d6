/**
 * What takes longer than a keystroke: the exact range of an incomplete case, since when each answer holds, which missing
 * fact decides most, and which single change gives another verdict. Done step by step, so that a newer question can cut in.
 */
import type { Determination, Verdict } from "../../runtime/answer.ts";
import type { Engine } from "../../runtime/index.ts";
import { factAt, type Json, type Path, pathOf, textOf, withFact } from "./case.ts";
import { type Change, changesOf, countryKinds } from "./changes.ts";
import type { Marks } from "./marks.ts";
import { optionsOf, type Question, QuickAnswer } from "./quick.ts";

/** A stretch of time in which a jurisdiction answers alike. */
export interface Period {
  /** null: from before the first day that the tables know */
  readonly from: string | null;
  /** exclusive; null: open */
  readonly until: string | null;
  readonly verdict: Verdict | "undetermined";
}

export interface Flip {
  readonly path: string;
  readonly from: Json | null;
  readonly to: Json;
  readonly verdict: Verdict;
}

export type Finding =
  | { readonly kind: "determination"; readonly determination: Determination }
  | { readonly kind: "history"; readonly periods: Readonly<Record<string, readonly Period[]>> }
  /** by the path of a missing fact, in how many jurisdictions its values settle the verdict, on the average */
  | { readonly kind: "settling"; readonly settles: Readonly<Record<string, number>> }
  | { readonly kind: "flips"; readonly flips: Readonly<Record<string, readonly Flip[]>> }
  | { readonly kind: "done" };

/** Changes that are tried at most. */
const MOST_CHANGES = 800;
/** Flips shown for one jurisdiction. */
const MOST_FLIPS = 6;
/** Missing facts whose values are tried. */
const MOST_OPEN = 16;

/** Finding after finding; null where nothing is to be told yet and another task may run. */
export function* research(engine: Engine, marks: Marks, question: Question): Generator<Finding | null> {
  const { facts } = question;
  const options = optionsOf(question);
  const determinations: Determination[] = [];
  for (const jurisdiction of engine.jurisdictions) {
    const answer = engine.evaluate(facts, { ...options, jurisdictions: [jurisdiction] });
    if ("problems" in answer) return;
    for (const determination of answer.determinations) {
      determinations.push(determination);
      yield { kind: "determination", determination };
    }
  }
  yield* histories(engine, question);
  yield* trials(engine, marks, question, determinations);
  yield { kind: "done" };
}

function* histories(engine: Engine, { facts, knownAt }: Question): Generator<Finding | null> {
  const only = engine.model.bundle.definitions.only?.asOf;
  if (only !== undefined) return;
  const days: (string | null)[] = [null, ...engine.days];
  const periods: Record<string, Period[]> = {};
  for (const [at, day] of days.entries()) {
    const until = days[at + 1] ?? null;
    const asOf = day ?? "0001-01-01";
    const verdicts = engine.verdict(facts, { ...optionsOf({ facts, asOf, knownAt }), completions: 0 });
    if ("problems" in verdicts) return;
    for (const { jurisdiction, verdict } of verdicts) {
      const own = periods[jurisdiction] ?? [];
      periods[jurisdiction] = own;
      const last = own.at(-1);
      if (last?.verdict === verdict) own[own.length - 1] = { ...last, until };
      else own.push({ from: day, until, verdict });
    }
    yield null;
  }
  yield { kind: "history", periods };
}

function* trials(
  engine: Engine,
  marks: Marks,
  question: Question,
  determinations: readonly Determination[],
): Generator<Finding | null> {
  const { facts, asOf, knownAt } = question;
  // each change is asked of those alone that have read what it changes
  const now = new QuickAnswer(engine, question);
  while (!now.isComplete) {
    now.next();
    yield null;
  }
  const before = new Map(now.said);
  // what the exact search has settled is settled, whatever the truth values leave open
  for (const { jurisdiction, verdict } of determinations) before.set(jurisdiction, verdict);
  const open = openPaths(determinations, facts);
  const changes = changesOf(engine, marks, facts, open, countryKinds(engine, asOf, knownAt)).toSorted(
    (a, b) => a.size - b.size,
  );
  const flips = new Map<string, Map<string, Flip & { readonly size: number }>>();
  const settled = new Map<string, number[]>();
  for (const change of changes.slice(0, MOST_CHANGES)) {
    const then = new QuickAnswer(
      engine,
      { ...question, facts: withFact(facts, change.path, change.to) },
      now,
    );
    while (!then.isDecided) then.next();
    yield null;
    if (then.problems.length > 0) continue;
    const path = textOf(change.path);
    const isOpen = factAt(facts, change.path) === undefined;
    let settles = 0;
    for (const [jurisdiction, verdict] of then.said) {
      const was = before.get(jurisdiction);
      if (verdict === "undetermined" || verdict === was) continue;
      if (was === "undetermined") settles++;
      note(flips, jurisdiction, flipOf(facts, change, path, verdict));
    }
    if (isOpen) settled.set(path, [...(settled.get(path) ?? []), settles]);
  }
  yield {
    kind: "settling",
    settles: Object.fromEntries(
      [...settled].map(([path, counts]) => [path, counts.reduce((a, b) => a + b, 0) / counts.length]),
    ),
  };
  yield { kind: "flips", flips: Object.fromEntries([...flips].map(([name, own]) => [name, smallest(own)])) };
}

type Sized = Flip & { readonly size: number };

function flipOf(facts: Json, { path, to, size }: Change, text: string, verdict: Verdict): Sized {
  return { path: text, from: factAt(facts, path) ?? null, to, verdict, size };
}

/** The smallest change of each fact to each verdict. */
function note(flips: Map<string, Map<string, Sized>>, jurisdiction: string, flip: Sized): void {
  const own = flips.get(jurisdiction) ?? new Map<string, Sized>();
  flips.set(jurisdiction, own);
  const key = `${flip.path} ${flip.verdict}`;
  const known = own.get(key);
  if (known === undefined || flip.size < known.size) own.set(key, flip);
}

function smallest(own: ReadonlyMap<string, Sized>): readonly Flip[] {
  return [...own.values()]
    .sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_FLIPS)
    .map(({ size: _, ...flip }) => flip);
}

/** Missing facts of all jurisdictions, those first that stand first in most lists. */
function openPaths(determinations: readonly Determination[], facts: Json): readonly Path[] {
  const weights = new Map<string, number>();
  for (const { missing } of determinations)
    missing.forEach(({ path }, at) => {
      weights.set(path, (weights.get(path) ?? 0) + 1 / (at + 1));
    });
  return [...weights]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST_OPEN)
    .flatMap(([text]) => {
      const path = pathOf(text, facts);
      return path === null ? [] : [path];
    });
}
