/** What the explorer's page carries: the tables of the build, named cases and scenarios, and where the report tells of what. */
import { countryName } from "../check/countries.ts";
import type { CaseJson, IsoDate, Program } from "../check/tree.ts";
import type { LanguageName } from "../report/wording/glossary.ts";
import type { Wording } from "../report/wording/wording.ts";
import type { Bundle } from "../runtime/format.ts";
import { type Said, saidIn } from "./said.ts";

export interface ExplorerData {
  readonly language: LanguageName;
  /** the day on which the explorer begins */
  readonly asOf: IsoDate;
  /** the very tables of the build */
  readonly bundle: Bundle;
  /** names of countries by code */
  readonly countries: Readonly<Record<string, string>>;
  readonly said: Said;
  /** facts that cases can be put together from */
  readonly cases: readonly NamedCase[];
  readonly scenarios: readonly Example[];
  /** facts of the scenarios, each once: a scenario names them by their number */
  readonly pool: readonly CaseJson[];
  /** where the report tells of a declaration, relative to this page */
  readonly addresses: Readonly<Record<string, string>>;
}

export interface NamedCase {
  readonly title: string;
  readonly given: CaseJson;
}

export interface Example {
  readonly title: string;
  /** name of the jurisdiction whose law it is about; null: of none */
  readonly of: string | null;
  /** the last day of which it says what is expected */
  readonly on: IsoDate;
  /** by fact, its number in the pool */
  readonly given: Readonly<Record<string, number>>;
}

export interface ExplorerSource {
  readonly program: Program;
  readonly bundle: Bundle;
  /** the language of the page, with the titles and words that a catalog has in it */
  readonly wording: Wording;
  readonly asOf: IsoDate;
  /** where the report tells of a declaration, relative to the explorer's page; null: nowhere */
  readonly addressOf: (id: string) => string | null;
}

/** Gathers what the page carries; the order of files is not seen. */
export function explorerData({ program, bundle, wording, asOf, addressOf }: ExplorerSource): ExplorerData {
  const language = wording.language.name;
  const pool = new Pool();
  const scenarios = program.scenarios
    .filter(({ proposal }) => proposal === null)
    .flatMap(({ title, module, given, expectations }): Example[] => {
      const on = expectations
        .map((expectation) => expectation.on)
        .toSorted()
        .at(-1);
      if (on === undefined || !isRecord(given)) return [];
      const facts = Object.entries(given).map(([name, value]) => [name, pool.add(value)] as const);
      return [{ title, of: module.jurisdiction?.name ?? null, on, given: Object.fromEntries(facts) }];
    })
    .sort((a, b) => compare(keyOf(a, pool), keyOf(b, pool)));
  const cases = program.cases
    .filter(({ title }) => title !== null)
    .map((one) => ({ title: wording.titleText(one), given: one.given }))
    .sort((a, b) => compare(a.title, b.title) || compare(JSON.stringify(a.given), JSON.stringify(b.given)));
  return {
    language,
    asOf,
    bundle,
    countries: countryNames(bundle, language),
    said: saidIn(wording, program, bundle),
    cases,
    // renumbered, so that the order in which the facts were met is not seen
    ...pool.sorted(scenarios),
    addresses: addressesOf(bundle, addressOf),
  };
}

/**
 * Writes it as JSON, table by table: the text of a large law is never whole in memory. `<` is written so that no text can end
 * the element that holds it.
 */
export function writeData({ bundle, ...rest }: ExplorerData, write: (text: string) => void): void {
  const { tables, lists, ...others } = bundle;
  const all = (name: string, documents: readonly object[]): void => {
    write(`,${JSON.stringify(name)}:[`);
    documents.forEach((document, at) => {
      write(`${at === 0 ? "" : ","}${safe(document)}`);
    });
    write("]");
  };
  write(`${safe(rest).slice(0, -1)},"bundle":${safe(others).slice(0, -1)}`);
  all("tables", tables);
  all("lists", lists);
  write("}}");
}

function safe(json: object): string {
  return JSON.stringify(json)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

class Pool {
  readonly #numbers = new Map<string, number>();
  readonly #values: CaseJson[] = [];

  add(value: CaseJson): number {
    const key = JSON.stringify(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }

  text(number: number): string {
    return JSON.stringify(this.#values[number]);
  }

  sorted(scenarios: readonly Example[]): Pick<ExplorerData, "pool" | "scenarios"> {
    const keys = [...this.#numbers].sort(([a], [b]) => compare(a, b));
    const place = new Map(keys.map(([, number], at) => [number, at]));
    return {
      pool: keys.map(([, number]) => this.#values[number]!),
      scenarios: scenarios.map((scenario) => ({
        ...scenario,
        given: Object.fromEntries(
          Object.entries(scenario.given).map(([name, number]) => [name, place.get(number)!]),
        ),
      })),
    };
  }
}

function keyOf({ title, of, on, given }: Example, pool: Pool): string {
  const facts = Object.entries(given).map(([name, number]) => `${name}:${pool.text(number)}`);
  return [title, of ?? "", on, ...facts].join("\u0000");
}

function countryNames(bundle: Bundle, language: LanguageName): Record<string, string> {
  const scheme = Object.values(bundle.definitions.schemes).find(({ country }) => country === true);
  const members = [...(scheme?.members ?? [])].sort();
  return Object.fromEntries(members.map((code) => [code, countryName(code, language) ?? code]));
}

function addressesOf(bundle: Bundle, addressOf: ExplorerSource["addressOf"]): Record<string, string> {
  const ids = [
    ...bundle.tables.flatMap(({ measures }) => Object.keys(measures)),
    ...Object.keys(bundle.definitions.groups),
  ];
  const found = [...new Set(ids)].sort().flatMap((id) => {
    const address = addressOf(id);
    return address === null ? [] : [[id, address] as const];
  });
  return Object.fromEntries(found);
}

function isRecord(json: CaseJson): json is { readonly [name: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
