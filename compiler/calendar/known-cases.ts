/**
 * Cases at hand: those that changed on other days and the scenarios of the workspace, also with each list entry that begins or
 * ends on a day, and with each country that a group changes by. They show that an answer changes where the proof over all
 * cases is out of reach; they never show that none does.
 */
import type { Law } from "../analysis/index.ts";
import { previousDay } from "../check/days.ts";
import type { CaseJson, IsoDate, Jurisdiction, ListRow, Scenario } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

export interface KnownCase {
  /** of the scenario; null: it changed on another day */
  readonly title: string | null;
  readonly facts: CaseJson;
}

/**
 * Scenarios about the day or its eve, those first that ask this jurisdiction, and of them the shortest: who knows the law shows a
 * change by the transaction that it was made for, where a search shows any.
 */
export function casesOfDay({ program }: Law, day: IsoDate, { id }: Jurisdiction): readonly KnownCase[] {
  const turns = [previousDay(day), day];
  return program.scenarios
    .flatMap(({ title, given: facts, proposal, expectations }) => {
      const about = expectations.filter(({ on }) => turns.includes(on));
      if (proposal !== null || about.length === 0) return [];
      const isOwn = about.some(({ jurisdiction }) => jurisdiction.id === id);
      return [{ title, facts, rank: JSON.stringify(facts).length + (isOwn ? 0 : ABROAD) }];
    })
    .sort((a, b) => a.rank - b.rank || (a.title < b.title ? -1 : Number(a.title > b.title)));
}

/** More than any case is long. */
const ABROAD = 1_000_000;

/** `shown`: cases that changed on other days */
export function knownCases(law: Law, day: IsoDate, shown: readonly CaseJson[]): readonly KnownCase[] {
  const { program } = law;
  const scenarios = program.scenarios.filter((scenario) => scenario.proposal === null);
  // one that its author asks about on either day is likeliest to change
  const turns = [previousDay(day), day];
  const isOfDay = ({ expectations }: Scenario): boolean => expectations.some(({ on }) => turns.includes(on));
  const given: readonly KnownCase[] = [
    ...shown.map((facts) => ({ title: null, facts })),
    ...[...scenarios.filter(isOfDay), ...scenarios.filter((scenario) => !isOfDay(scenario))].map(
      ({ title, given: facts }) => ({ title, facts }),
    ),
  ];
  const titled = (title: string | null, what: string): string | null => title && `${title}, ${what}`;
  const keys = program.lists.flatMap((list) => [
    ...some(added(list.rows, day)),
    ...some(list.rows.filter(({ until }) => until === day)),
  ]);
  // where a listed party was settled before, another one is
  const parties = [
    ...given.filter(({ facts }) => namesEntry(facts)),
    ...given.filter(({ facts }) => !namesEntry(facts)),
  ];
  const listed = [...new Set(keys)].sort().flatMap((key) =>
    parties.flatMap(({ title, facts }) => {
      const entered = withEntry(facts, key);
      return entered === facts ? [] : [{ title: titled(title, `with ${key}`), facts: entered }];
    }),
  );
  const moved = countriesOf(law, day).flatMap((country) =>
    given.flatMap(({ title, facts }) => {
      const there = inCountry(facts, country);
      return there === null ? [] : [{ title: titled(title, `to ${country}`), facts: there }];
    }),
  );
  // what changes on the day is likeliest to show in the cases that speak of it
  return [...listed, ...moved, ...given];
}

/** Entries of a list that begin on one day, or end on it, are mostly alike. */
const ENTRIES = 4;

/** Rows that begin on a day; where some do not take the place of one that ends on it, those alone. */
export function added<R extends Pick<ListRow, "key" | "from" | "until">>(
  rows: readonly R[],
  day: IsoDate,
): readonly R[] {
  const ended = new Set(rows.flatMap(({ key, until }) => (until === day ? [key] : [])));
  const begun = rows.filter(({ from }) => from === day);
  const fresh = begun.filter(({ key }) => !ended.has(key));
  return fresh.length > 0 ? fresh : begun;
}

function some(rows: readonly { readonly key: string }[]): readonly string[] {
  return rows
    .map(({ key }) => key)
    .sort()
    .slice(0, ENTRIES);
}

/** More countries than these are a new group rather than a change of one. */
const COUNTRIES = 4;

/** Countries in the changes of groups that are made on the day, where they are few. */
function countriesOf({ program, countries }: Law, day: IsoDate): readonly string[] {
  const found = new Set<string>();
  for (const group of program.groups) {
    for (const { from, value } of group.chronology.versions) {
      if (from !== day || value.operation === "set") continue;
      walk(value.value, (part) => {
        if (part.kind === "const" && part.value.kind === "code" && part.value.scheme === countries)
          found.add(part.value.code);
      });
    }
  }
  return found.size > COUNTRIES ? [] : [...found].sort();
}

/** The case with its country of destination replaced throughout; null where it states none, or this one. */
function inCountry(facts: CaseJson, country: string): CaseJson | null {
  const destination = isRecord(facts) ? facts.destination : undefined;
  if (typeof destination !== "string" || destination === country) return null;
  return replaced(facts, destination, country);
}

function replaced(json: CaseJson, from: string, to: string): CaseJson {
  if (json === from) return to;
  if (Array.isArray(json)) return json.map((part: CaseJson) => replaced(part, from, to));
  if (!isRecord(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, part]) => [name, replaced(part, from, to)]));
}

function isRecord(json: CaseJson): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

type Json = { readonly [name: string]: CaseJson };

/** The case with everyone who was screened found under this entry; the case itself where nobody was. */
function withEntry(json: CaseJson, key: string): CaseJson {
  if (Array.isArray(json))
    return same(
      json,
      json.map((part: CaseJson) => withEntry(part, key)),
    );
  if (typeof json !== "object" || json === null) return json;
  const record = json as Json;
  const parts = Object.entries(record).map(([name, part]) => [name, withEntry(part, key)] as const);
  const copied = parts.some(([name, part]) => part !== record[name]) ? Object.fromEntries(parts) : record;
  return "screened" in record ? { ...copied, entries: [key] } : copied;
}

function namesEntry(facts: CaseJson): boolean {
  return /"entries":\["/.test(JSON.stringify(facts));
}

function same(before: readonly CaseJson[], after: readonly CaseJson[]): readonly CaseJson[] {
  return after.every((part, i) => part === before[i]) ? before : after;
}

/** Whether the case states one of the days: then it may be the case that changes, and not the law. */
export function speaksOf(facts: CaseJson, days: readonly IsoDate[]): boolean {
  const text = JSON.stringify(facts);
  return days.some((day) => text.includes(`"${day}"`));
}
