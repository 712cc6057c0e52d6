/** What belongs together across declarations: products and the scenarios that ask of them, measures and what exercises them. */
import type {
  CaseDefinition,
  CaseJson,
  ExpectationValue,
  Item,
  Jurisdiction,
  Program,
  Scenario,
} from "../../check/tree.ts";
import { compare, compareNatural } from "../order.ts";
import type { Uses } from "./uses.ts";

export interface Exercise {
  readonly scenario: Scenario;
  readonly expectation: ExpectationValue;
}

/** Scenarios about one product whose answers are asked for the day of a report: some things stand in hundreds. */
export const ASKED = 8;

/** Things that named cases describe, and the scenarios that ask what may be done with them. */
export class Products {
  /** named cases that describe a thing and nothing else, by title */
  readonly all: readonly CaseDefinition[];
  readonly #asking: ReadonlyMap<string, readonly Scenario[]>;

  /** Only those about which a scenario asks a jurisdiction that is `shown`. */
  constructor(program: Program, shown: readonly Jurisdiction[]) {
    const asking = new Map<string, Scenario[]>();
    for (const scenario of scenariosOf(program)) {
      if (scenario.expectations.every(({ jurisdiction }) => !shown.includes(jurisdiction))) continue;
      const item = itemOf(scenario.given);
      if (item !== null) push(asking, canonical(item), scenario);
    }
    this.#asking = asking;
    this.all = program.cases
      .filter((one) => one.title !== null && one.proposal === null && isProduct(one.given))
      .filter((one) => this.scenariosOf(one).length > 0)
      .sort((a, b) => compareNatural(a.title ?? "", b.title ?? "") || compare(a.id, b.id));
    for (const product of this.all) {
      const scenarios = asking.get(canonical(itemOf(product.given)));
      scenarios?.sort((a, b) => oddityOf(a, product) - oddityOf(b, product));
    }
  }

  /** Scenarios about exactly this thing, the plainest first. */
  scenariosOf(product: CaseDefinition): readonly Scenario[] {
    return this.#asking.get(canonical(itemOf(product.given))) ?? [];
  }

  /** The first scenarios about each, every one once: the first of every product, then the second of every product ... */
  get asked(): readonly Scenario[] {
    const found = new Set<Scenario>();
    for (let i = 0; i < ASKED; i++)
      for (const product of this.all) {
        const scenario = this.scenariosOf(product)[i];
        if (scenario !== undefined) found.add(scenario);
      }
    return [...found];
  }
}

export class Links {
  readonly #exercising = new Map<string, Exercise[]>();
  readonly #items = new Map<string, Item[]>();

  constructor(program: Program, uses: Uses) {
    for (const scenario of scenariosOf(program))
      for (const expectation of scenario.expectations)
        for (const { id } of expectation.by) push(this.#exercising, id, { scenario, expectation });
    for (const item of [...program.items].filter(({ proposal }) => proposal === null).sort(byCode))
      for (const measure of uses.measuresNaming(item)) push(this.#items, measure.id, item);
  }

  /** Expectations that name a measure or an exception among their reasons. */
  exercising(id: string): readonly Exercise[] {
    return this.#exercising.get(id) ?? [];
  }

  /** Items with a declaration of their own that a measure names, in the order of their codes. */
  itemsOf(measure: string): readonly Item[] {
    return this.#items.get(measure) ?? [];
  }
}

/** Those that stand outside proposals, by title. */
function scenariosOf(program: Program): readonly Scenario[] {
  return program.scenarios.filter(({ proposal }) => proposal === null).sort(byTitle);
}

function itemOf(given: CaseJson): CaseJson {
  return isObject(given) ? (given.item ?? null) : null;
}

/** An item with more than one fact: what says only of which kind it is describes no product. */
function isProduct(given: CaseJson): boolean {
  const item = itemOf(given);
  return isObject(given) && Object.keys(given).length === 1 && isObject(item) && Object.keys(item).length > 1;
}

/** How far a scenario is from what a reader of the product asks first: one that names it comes first, and one that states little. */
function oddityOf({ given, title }: Scenario, product: CaseDefinition): number {
  const [longest = ""] = (product.title ?? "").split(/[\s,]+/).sort((a, b) => b.length - a.length);
  return canonical(given).length + (title.includes(longest) ? 0 : 1_000_000);
}

function isObject(json: CaseJson): json is { readonly [key: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Equal for equal facts, in whatever order they are written. */
function canonical(json: CaseJson): string {
  if (!isObject(json)) return Array.isArray(json) ? `[${json.map(canonical).join()}]` : JSON.stringify(json);
  const fields = Object.keys(json).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(json[name] ?? null)}`).join()}}`;
}

function byTitle(a: Scenario, b: Scenario): number {
  return (
    compareNatural(a.title, b.title) ||
    compare(a.module.path, b.module.path) ||
    compare(canonical(a.given), canonical(b.given)) ||
    compare(expectedOf(a), expectedOf(b))
  );
}

function expectedOf({ expectations }: Scenario): string {
  return JSON.stringify(
    expectations.map(({ jurisdiction, span: _, ...rest }) => ({ ...rest, of: jurisdiction.id })),
  );
}

function byCode(a: Item, b: Item): number {
  return compare(a.scheme.id, b.scheme.id) || compareNatural(a.code, b.code) || compare(a.id, b.id);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
