/** Words of their classes that are equal where they must be, and differ where they must. */
import { type Word, wordKey } from "../conditions/const-set.ts";
import { placeKey, type Subject } from "../conditions/subject.ts";
import type { Assignment } from "../diagrams/paths.ts";
import type { Variable } from "../diagrams/variables.ts";
import { classOf } from "./realize-numbers.ts";
import type { Realized } from "./realized.ts";

type Value = Variable & { readonly is: "value" };
type Same = Value & { readonly subject: Subject & { readonly is: "same" } };

/** Words of a class that are tried. */
const TRIES = 24;

/** Null where what is asked to be the same, or not to be, cannot be. `assignment` is told which words are the same. */
export function chooseWords(
  values: readonly Value[],
  assignment: Map<number, number>,
  path: Assignment,
  around: Realized | null,
): ReadonlyMap<string, Word> | null {
  const words = new Map<string, Word>(around?.words);
  const byPlace = new Map(values.map((variable) => [placeKey(variable.subject), variable]));
  for (const variable of values) {
    const { subject } = variable;
    if (subject.is !== "word" && subject.is !== "stated") continue;
    const [first] = classOf(variable, assignment).words;
    if (first !== undefined) words.set(placeKey(subject), first);
  }
  const fixed = new Set<string>();
  const choices = (place: string): readonly Word[] => {
    const variable = byPlace.get(place);
    if (variable !== undefined && !fixed.has(place)) return classOf(variable, assignment).words;
    const word = words.get(place);
    return word === undefined ? [] : [word];
  };
  const wanted = (variable: Same): boolean => classOf(variable, assignment).value === true;
  const all = values.filter((variable): variable is Same => variable.subject.is === "same");
  const asked = all.filter(({ level }) => path.has(level));
  const chosen = together(
    asked.map((one) => ({ places: placesOf(one), areSame: wanted(one) })),
    choices,
  );
  if (chosen === null) return null;
  for (const [place, word] of chosen) {
    words.set(place, word);
    fixed.add(place);
  }
  for (const variable of all) {
    const [left, right] = placesOf(variable);
    const [lefts, rights] = [choices(left), choices(right)];
    if (lefts.length === 0 || rights.length === 0) continue;
    if (!path.has(variable.level)) {
      const pair = pairOf(lefts.slice(0, TRIES), rights, wanted(variable));
      if (pair !== undefined) {
        words.set(left, pair[0]);
        words.set(right, pair[1]);
      }
    }
    const [a, b] = [words.get(left), words.get(right)];
    const equal = a !== undefined && b !== undefined && wordKey(a) === wordKey(b);
    assignment.set(
      variable.level,
      variable.domain.classes.findIndex((cls) => (cls.value === true) === equal),
    );
  }
  return words;
}

function placesOf({ subject: { left, right } }: Same): readonly [string, string] {
  return [placeKey(left), placeKey(right)];
}

interface Pair {
  readonly places: readonly [string, string];
  readonly areSame: boolean;
}

/** Places that have one word. */
interface Group {
  readonly places: Set<string>;
  words: readonly Word[];
}

/** A word for each of the places, as the pairs have to be; null where none are found. A place without words is left out. */
function together(
  pairs: readonly Pair[],
  choices: (place: string) => readonly Word[],
): ReadonlyMap<string, Word> | null {
  const known = pairs.filter(({ places }) => places.every((place) => choices(place).length > 0));
  const groups = new Map<string, Group>();
  for (const place of known.flatMap(({ places }) => places))
    if (!groups.has(place)) groups.set(place, { places: new Set([place]), words: choices(place) });
  for (const { places, areSame } of known) {
    const [a, b] = [groups.get(places[0])!, groups.get(places[1])!];
    if (!areSame || a === b) continue;
    const keys = new Set(b.words.map(wordKey));
    a.words = a.words.filter((word) => keys.has(wordKey(word)));
    for (const place of b.places) {
      a.places.add(place);
      groups.set(place, a);
    }
  }
  const apart = known.flatMap(({ places, areSame }) =>
    areSame ? [] : [[groups.get(places[0])!, groups.get(places[1])!] as const],
  );
  const chosen = new Map<Group, Word>();
  // those with the fewest words have the least to choose from
  for (const group of [...new Set(groups.values())].sort((a, b) => a.words.length - b.words.length)) {
    const others = apart.flatMap(([a, b]) => (a === group ? [b] : b === group ? [a] : []));
    if (others.includes(group)) return null;
    const taken = new Set(
      others.flatMap((other) => (chosen.has(other) ? [wordKey(chosen.get(other)!)] : [])),
    );
    const word = group.words.find((one) => !taken.has(wordKey(one)));
    if (word === undefined) return null;
    chosen.set(group, word);
  }
  return new Map([...groups].map(([place, group]) => [place, chosen.get(group)!]));
}

/** The first two that are the same, or that are not. */
function pairOf(
  lefts: readonly Word[],
  rights: readonly Word[],
  areSame: boolean,
): readonly [Word, Word] | undefined {
  for (const a of lefts) {
    const b = rights.find((right) => (wordKey(a) === wordKey(right)) === areSame);
    if (b !== undefined) return [a, b];
  }
  return undefined;
}
