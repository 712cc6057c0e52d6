/**
 * Cases at hand: the scenarios of the workspace, also with each list entry that begins or ends on a day. They show that an
 * answer changes where the proof over all cases is out of reach; they never show that none does.
 */
import type { CaseJson, IsoDate, Program } from "../check/tree.ts";

export interface KnownCase {
  readonly title: string;
  readonly facts: CaseJson;
}

export function knownCases(program: Program, day: IsoDate): readonly KnownCase[] {
  const given = program.scenarios
    .filter((scenario) => scenario.proposal === null)
    .map(({ title, given: facts }) => ({ title, facts }));
  const keys = program.lists.flatMap((list) =>
    list.rows.filter(({ from, until }) => from === day || until === day).map(({ key }) => key),
  );
  const listed = [...new Set(keys)].flatMap((key) =>
    given.flatMap(({ title, facts }) => {
      const entered = withEntry(facts, key);
      return entered === facts ? [] : [{ title: `${title}, with ${key}`, facts: entered }];
    }),
  );
  return [...given, ...listed];
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

function same(before: readonly CaseJson[], after: readonly CaseJson[]): readonly CaseJson[] {
  return after.every((part, i) => part === before[i]) ? before : after;
}

/** Whether the case states one of the days: then it may be the case that changes, and not the law. */
export function speaksOf(facts: CaseJson, days: readonly IsoDate[]): boolean {
  const text = JSON.stringify(facts);
  return days.some((day) => text.includes(`"${day}"`));
}
