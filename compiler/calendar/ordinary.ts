/**
 * A case as a reader would have put it: what scenarios say of a fact, in place of what a search picked because nothing told
 * it from others (a country that no rule names, a code made up). An answer that stays the same makes it as good a witness.
 */
import { leastCase } from "../analysis/index.ts";
import type { CaseJson, Field, Jurisdiction, Program, RecordType } from "../check/tree.ts";

/** How often a value is stated. */
interface Use {
  readonly value: CaseJson;
  readonly count: number;
  readonly size: number;
}

/** What scenarios state, the most usual first. */
export interface Habits {
  /** at a place, by the scenarios that ask the jurisdiction or one within it */
  readonly at: (place: string) => readonly Use[];
  /** of the same fact, or of any country where the fact is one, by all scenarios */
  readonly like: (place: string) => readonly Use[];
}

/** Proposals are no law that anybody trades under: their scenarios do not count. */
export function habitsOf({ scenarios, transaction }: Program, { id }: Jurisdiction): Habits {
  const own = new Tally();
  const all = new Tally();
  for (const { given, proposal, expectations } of scenarios) {
    if (proposal !== null) continue;
    const isOwn = expectations.some(({ jurisdiction }) => lies(jurisdiction, id));
    for (const { place, value } of partsOf(given)) {
      if (isOwn) own.add(place, value);
      if (!isRecord(value)) all.add(kindOf(transaction, place), value);
    }
  }
  return { at: (place) => own.uses(place), like: (place) => all.uses(kindOf(transaction, place)) };
}

function lies(jurisdiction: Jurisdiction, id: string): boolean {
  return jurisdiction.id === id || (jurisdiction.within !== null && lies(jurisdiction.within, id));
}

/** The fact at a place, whatever record it is reached through; of countries that they are some. */
function kindOf(transaction: RecordType | null, place: string): string {
  let record = transaction;
  let field: Field | undefined;
  for (const step of place.replaceAll("[]", "").split(".")) {
    field = record?.fields.get(step);
    const type = field?.type;
    record = type?.kind === "record" ? type.record : type?.kind === "list" ? type.of : null;
  }
  if (field === undefined) return place;
  const { type } = field;
  const isElement = place.endsWith("[]");
  const of = type.kind === "set" ? type.of : type;
  if (of.kind !== "code" || of.scheme?.isCountry !== true) return `${field.id}${isElement ? "[]" : ""}`;
  return type.kind === "set" && !isElement ? "countries" : "country";
}

class Tally {
  readonly #counts = new Map<string, Map<string, { readonly value: CaseJson; count: number }>>();
  readonly #sorted = new Map<string, readonly Use[]>();

  add(at: string, value: CaseJson): void {
    let values = this.#counts.get(at);
    if (values === undefined) {
      values = new Map();
      this.#counts.set(at, values);
    }
    const key = JSON.stringify(value);
    const known = values.get(key);
    if (known === undefined) values.set(key, { value, count: 1 });
    else known.count++;
  }

  uses(at: string): readonly Use[] {
    let sorted = this.#sorted.get(at);
    if (sorted === undefined) {
      sorted = [...(this.#counts.get(at) ?? [])]
        .map(([key, { value, count }]) => ({ key, value, count, size: sizeOf(value) }))
        .sort((a, b) => b.count - a.count || a.size - b.size || (a.key < b.key ? -1 : 1));
      this.#sorted.set(at, sorted);
    }
    return sorted;
  }
}

/**
 * Each part of the case, those around others first, as it most often stands in scenarios; no part becomes longer, and nothing
 * is put in the place of another where `serves` does not agree.
 */
export function ordinaryCase(
  whole: CaseJson,
  habits: Habits,
  serves: (facts: CaseJson) => boolean,
): CaseJson {
  let facts = whole;
  const settle = (path: Path): void => {
    const value = valueAt(facts, path);
    if (value === undefined || isState(value)) return;
    // that there is none of something is nearly as plain as what is most usual
    const tries = isNone(value) ? 1 : TRIES;
    for (const other of usual(habits, placeOf(path), value, tries)) {
      const found = withValue(facts, path, other);
      if (!serves(found)) continue;
      const shorter = isPlain(other) ? found : leastCase(found, serves);
      if (sizeOf(shorter) > sizeOf(facts)) continue;
      facts = shorter;
      return;
    }
    for (const step of stepsOf(value)) settle([...path, ...step]);
  };
  for (const step of stepsOf(whole)) settle(step);
  return facts;
}

/** Values of a place that are tried. */
const TRIES = 8;

/** What is stated more often than a value in its place; codes of the same list first. */
function usual(habits: Habits, place: string, value: CaseJson, tries: number): readonly CaseJson[] {
  const key = JSON.stringify(value);
  const size = sizeOf(value);
  const scheme = schemeOf(value);
  const better = (uses: readonly Use[]): readonly Use[] => {
    const own = uses.find((use) => JSON.stringify(use.value) === key)?.count ?? 0;
    return uses.filter((use) => use.count > own && (!isPlain(value) || use.size <= size));
  };
  const [here, like] = [better(habits.at(place)), better(habits.like(place))];
  const akin = (uses: readonly Use[]): readonly Use[] =>
    scheme === null ? [] : uses.filter((use) => schemeOf(use.value) === scheme).slice(0, tries);
  const found = [...akin(here), ...akin(like), ...here.slice(0, tries), ...like.slice(0, tries)];
  return [...new Map(found.map((use) => [JSON.stringify(use.value), use.value])).values()];
}

/** `al_b` of `al_b 2B910`, also of a set with no other code. */
function schemeOf(value: CaseJson): string | null {
  const text = Array.isArray(value) && value.length === 1 ? (value[0] as CaseJson) : value;
  return typeof text === "string" && text.includes(" ") ? text.slice(0, text.indexOf(" ")) : null;
}

type Path = readonly (string | number)[];

interface Part {
  readonly place: string;
  readonly value: CaseJson;
}

function partsOf(json: CaseJson, path: Path = []): readonly Part[] {
  const own = path.length === 0 || isState(json) ? [] : [{ place: placeOf(path), value: json }];
  return [...own, ...stepsOf(json).flatMap((step) => partsOf(valueAt(json, step)!, [...path, ...step]))];
}

/** How what stands in a value is reached; a list may be said to be open or closed. */
function stepsOf(value: CaseJson): readonly Path[] {
  if (Array.isArray(value)) return value.map((_, i) => [i]);
  if (!isRecord(value) || isState(value)) return [];
  return Object.entries(value).flatMap(([name, inner]): readonly Path[] =>
    (name === "closed" || name === "open") && Array.isArray(inner)
      ? inner.map((_, i) => [name, i])
      : [[name]],
  );
}

/** A value or a set of them, with no record in it. */
function isPlain(value: CaseJson): boolean {
  return Array.isArray(value) ? value.every(isPlain) : !isRecord(value);
}

/** A set or a list with nothing in it. */
function isNone(value: CaseJson): boolean {
  if (isRecord(value))
    return [value.closed, value.open].some((items) => items !== undefined && isNone(items));
  return Array.isArray(value) && value.length === 0;
}

/** How many values it has; one that says that there are none is one. */
function sizeOf(value: CaseJson): number {
  const steps = stepsOf(value);
  return steps.length === 0 ? 1 : steps.reduce((sum, step) => sum + sizeOf(valueAt(value, step)!), 0);
}

/** `parties[].roles`: elements of a list are told from the list, and a list is one whether it is said to be closed or not. */
function placeOf(path: Path): string {
  return path
    .filter((step) => step !== "closed" && step !== "open")
    .reduce<string>(
      (at, step) => (typeof step === "number" ? `${at}[]` : at === "" ? step : `${at}.${step}`),
      "",
    );
}

function valueAt(json: CaseJson, path: Path): CaseJson | undefined {
  return path.reduce<CaseJson | undefined>(
    (at, step) =>
      typeof at === "object" && at !== null ? (at as Record<string | number, CaseJson>)[step] : undefined,
    json,
  );
}

function withValue(json: CaseJson, path: Path, value: CaseJson): CaseJson {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(json))
    return json.map((part: CaseJson, i) => (i === step ? withValue(part, rest, value) : part));
  const record = json as Record<string, CaseJson>;
  return { ...record, [step]: withValue(record[step]!, rest, value) };
}

/** Not a value, but what is said in its place. */
function isState(value: CaseJson): boolean {
  return isRecord(value) && (value.unknown === true || value.notApplicable === true);
}

function isRecord(json: CaseJson): json is { readonly [key: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
