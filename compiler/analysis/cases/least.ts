/** The least case that still serves: elements of lists, facts and members of sets are left out as long as it does. */
import type { CaseJson } from "../../check/tree.ts";

type Path = readonly (string | number)[];

export interface LeastOptions {
  /** places of facts that can hardly go, without positions in lists: they are tried one by one, after all others */
  readonly needed?: ReadonlySet<string>;
  /** a case whose facts alone are tried; default: all */
  readonly among?: CaseJson;
}

/**
 * Many are left out at once, and halves of them where that is too much, as most of a case that was made by search can go. An
 * element takes its facts along, so that elements come first; a list with fewer of them is another transaction, which is
 * why nothing is left out but where `serves` agrees. The result serves, if the whole does.
 */
export function leastCase(
  whole: CaseJson,
  serves: (facts: CaseJson) => boolean,
  { needed = new Set(), among = whole }: LeastOptions = {},
): CaseJson {
  let least = whole;
  let gone: ReadonlySet<string> = new Set();
  const leaveOut = (paths: readonly Path[]): void => {
    const there = paths.filter((path) => !isGone(path, gone));
    if (there.length === 0) return;
    const more = new Set([...gone, ...there.map(keyOf)]);
    const less = without(whole, more);
    if (serves(less)) {
      least = less;
      gone = more;
    } else if (there.length > 1) {
      const middle = there.length >> 1;
      leaveOut(there.slice(0, middle));
      leaveOut(there.slice(middle));
    }
  };
  const { elements, facts, members } = partsOf(among);
  for (const list of elements) leaveOut(list);
  const around = new Set([...needed].flatMap(withRecords));
  const isNeeded = (path: Path): boolean => around.has(placeOf(path));
  leaveOut(facts.filter((path) => !isNeeded(path)));
  for (const path of facts) if (isNeeded(path)) leaveOut([path]);
  for (const set of members) leaveOut(set);
  return least;
}

interface Parts {
  /** elements of each list, of those around others first */
  readonly elements: Path[][];
  /** facts of a record before the record */
  readonly facts: Path[];
  /** members of each set that has several */
  readonly members: Path[][];
}

function partsOf(json: CaseJson): Parts {
  const parts: Parts = { elements: [], facts: [], members: [] };
  const see = (value: CaseJson, path: Path): void => {
    const list = listIn(value);
    if (list !== null) {
      const own = list.items.map((_, i) => [...path, ...list.steps, i]);
      if (list.items.some(isRecord)) parts.elements.push(own);
      else if (own.length > 1) parts.members.push(own);
      list.items.forEach((item, i) => {
        if (isRecord(item)) seeRecord(item, own[i]!);
      });
    } else if (isRecord(value) && !isState(value)) seeRecord(value, path);
    if (path.length > 0) parts.facts.push(path);
  };
  const seeRecord = (record: Json, path: Path): void => {
    for (const [name, value] of Object.entries(record)) see(value, [...path, name]);
  };
  see(json, []);
  return parts;
}

/** The items of a value that is a list or a set, and how they are reached: it may be said to be open or closed. */
function listIn(value: CaseJson): { readonly items: readonly CaseJson[]; readonly steps: Path } | null {
  if (Array.isArray(value)) return { items: value, steps: [] };
  if (!isRecord(value)) return null;
  for (const name of ["closed", "open"]) {
    const items = value[name];
    if (Array.isArray(items)) return { items, steps: [name] };
  }
  return null;
}

/** Not a value, but what is said in its place. */
function isState(value: Json): boolean {
  return value.unknown === true || value.notApplicable === true;
}

function without(json: CaseJson, gone: ReadonlySet<string>, at = ""): CaseJson {
  const below = (step: string | number): string => (at === "" ? `${step}` : `${at}/${step}`);
  if (Array.isArray(json))
    return json.flatMap((item, i) => (gone.has(below(i)) ? [] : [without(item, gone, below(i))]));
  if (!isRecord(json)) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]): [string, CaseJson][] =>
      gone.has(below(name)) ? [] : [[name, without(value, gone, below(name))]],
    ),
  );
}

function keyOf(path: Path): string {
  return path.join("/");
}

/** It, or what it stands in, was left out. */
function isGone(path: Path, gone: ReadonlySet<string>): boolean {
  return path.some((_, i) => gone.has(keyOf(path.slice(0, i + 1))));
}

/** A place, and the records that it stands in: with a record all of its facts would go. */
function withRecords(place: string): readonly string[] {
  const steps = place.split(".");
  return steps.map((_, i) => steps.slice(0, i + 1).join("."));
}

/** Which fact it is, whatever the element. */
function placeOf(path: Path): string {
  return path.filter((step) => typeof step !== "number" && step !== "closed" && step !== "open").join(".");
}

type Json = { readonly [key: string]: CaseJson };

function isRecord(json: CaseJson): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
