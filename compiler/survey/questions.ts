/** The same products put to every jurisdiction, each in the situation in which it would leave there. */

import type { IsoDate, Program } from "../check/tree.ts";
import type { ComparisonPlan } from "../compare/matrix-file.ts";
import { type Json, merged } from "../explorer/app/case.ts";
import { groupsOn } from "../explorer/app/changes.ts";
import type { Determination, Verdict } from "../runtime/answer.ts";
import type { Bundle } from "../runtime/format.ts";
import { type Engine, load } from "../runtime/index.ts";

export interface Product {
  readonly id: string;
  readonly title: string;
  readonly given: Json;
}

/** One product in one jurisdiction, on the day of the report. */
export interface Asked {
  readonly product: Product;
  readonly jurisdiction: string;
  readonly facts: Json;
  readonly answer: Determination;
  /** since when something is asked for; null: nothing is, or as far back as the tables go */
  readonly since: Since | null;
}

export interface Since {
  readonly day: IsoDate;
  /** the answer of the day before is open, as where the sources begin with what was in force already: it may be older */
  readonly orBefore: boolean;
}

export type QuickVerdict = Verdict | "undetermined";

/** Verdicts by destination. */
export type ByDestination = ReadonlyMap<string, QuickVerdict>;

/** Puts the questions of a plan; what the program lacks is left out. */
export class Questions {
  readonly products: readonly Product[];
  readonly jurisdictions: readonly string[];
  readonly #engine: Engine;
  readonly #plan: ComparisonPlan;
  readonly #asOf: IsoDate;
  readonly #situations = new Map<string, Json>();

  constructor(
    program: Program,
    bundle: Bundle,
    plan: ComparisonPlan,
    asOf: IsoDate,
    order: readonly string[],
  ) {
    this.#engine = load(bundle);
    this.#plan = plan;
    this.#asOf = asOf;
    const cases = new Map(program.cases.map((one) => [one.id, one]));
    for (const [name, ids] of Object.entries(plan.situations)) {
      const given = ids.map((id) => cases.get(id)?.given as Json | undefined);
      if (given.some((facts) => facts === undefined) || !this.#engine.jurisdictions.includes(name)) continue;
      this.#situations.set(
        name,
        given.reduce<Json>((under, over) => merged(under, over ?? {}), {}),
      );
    }
    this.jurisdictions = order.filter((name) => this.#situations.has(name));
    this.products = plan.products.flatMap((id) => {
      const found = cases.get(id);
      return found === undefined
        ? []
        : [{ id, title: found.title ?? found.name, given: found.given as Json }];
    });
  }

  /** Every product in every jurisdiction; asked once. */
  answers(): readonly (readonly Asked[])[] {
    this.#answers ??= this.#ask();
    return this.#answers;
  }

  #answers: readonly (readonly Asked[])[] | null = null;

  #ask(): readonly (readonly Asked[])[] {
    const asked = this.products.map((product) =>
      this.jurisdictions.flatMap((jurisdiction): Omit<Asked, "since">[] => {
        const facts = this.facts(product, jurisdiction, this.#plan.destination);
        const answer = this.#engine.evaluate(facts, { asOf: this.#asOf, jurisdictions: [jurisdiction] });
        if ("problems" in answer) return [];
        return answer.determinations.map((determination) => ({
          product,
          jurisdiction,
          facts,
          answer: determination,
        }));
      }),
    );
    const since = this.#since(asked.flat());
    return asked.map((row) => row.map((one) => ({ ...one, since: since.get(one) ?? null })));
  }

  /** The verdict of each destination for a product, asked once for all countries that the law does not tell apart. */
  byDestination(product: Product, jurisdiction: string): ByDestination {
    const key = `${product.id} ${jurisdiction}`;
    const known = this.#byDestination.get(key) ?? this.#askEverywhere(product, jurisdiction);
    this.#byDestination.set(key, known);
    return known;
  }

  readonly #byDestination = new Map<string, ByDestination>();

  #askEverywhere(product: Product, jurisdiction: string): ByDestination {
    const options = { asOf: this.#asOf, jurisdictions: [jurisdiction], completions: 0 };
    const known = new Map<string, QuickVerdict>();
    const found = new Map<string, QuickVerdict>();
    for (const [code, kind] of this.#kinds()) {
      let verdict = known.get(kind);
      if (verdict === undefined) {
        const answer = this.#engine.verdict(this.facts(product, jurisdiction, code), options);
        verdict = "problems" in answer ? "undetermined" : (answer[0]?.verdict ?? "undetermined");
        known.set(kind, verdict);
      }
      found.set(code, verdict);
    }
    return found;
  }

  /** Countries that answers may be asked for. */
  get destinations(): readonly string[] {
    return [...this.#kinds().keys()];
  }

  /** The situation with another destination in place of its own, and the product in it. */
  facts(product: Product, jurisdiction: string, destination: string): Json {
    const situation = this.#situations.get(jurisdiction) ?? {};
    return merged(replaced(situation, this.#plan.destination, destination), product.given);
  }

  /** Day by day backwards, as long as the verdict stays what it is. */
  #since(asked: readonly Omit<Asked, "since">[]): ReadonlyMap<object, Since> {
    const found = new Map<object, Since>();
    // tables that were cut down to a day know of no other
    if (this.#engine.model.bundle.definitions.only?.asOf !== undefined) return found;
    let open = asked.filter(({ answer }) => !ASKS_NOTHING.has(answer.verdict));
    const days = this.#engine.days.filter((day) => day <= this.#asOf).toReversed();
    for (const [at, day] of days.entries()) {
      if (open.length === 0) break;
      const before = days[at + 1];
      open = open.filter((one) => {
        const asOf = before ?? "0001-01-01";
        const options = { asOf, jurisdictions: [one.jurisdiction], completions: 0 };
        const then = this.#engine.verdict(one.facts, options);
        const verdict = "problems" in then ? null : then[0]?.verdict;
        if (verdict === one.answer.verdict) return true;
        found.set(one, { day, orBefore: verdict === "undetermined" });
        return false;
      });
    }
    return found;
  }

  #kindsOfCountries: ReadonlyMap<string, string> | null = null;

  #kinds(): ReadonlyMap<string, string> {
    this.#kindsOfCountries ??= kindsOf(this.#engine, this.#asOf);
    return this.#kindsOfCountries;
  }
}

/** Since when nothing is asked for is no question that anybody has; the tables often begin with it. */
const ASKS_NOTHING: ReadonlySet<QuickVerdict> = new Set(["no_requirement", "not_reached", "undetermined"]);

/** One text in place of another, wherever a fact is exactly that. */
function replaced(json: Json, from: string, to: string): Json {
  if (json === from) return to;
  if (Array.isArray(json)) return json.map((part: Json) => replaced(part, from, to));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, part]) => [name, replaced(part as Json, from, to)]),
  );
}

/**
 * Countries by what the law can tell of them: whether it is named on its own outside the groups, and in which groups it is
 * on the day.
 */
function kindsOf(engine: Engine, asOf: IsoDate): ReadonlyMap<string, string> {
  const { model } = engine;
  const { country } = model.vocabulary;
  if (country === null) return new Map();
  // a case that is saved is judged by the groups of another day
  const groups = [asOf, ...model.savingDays].flatMap((day) => groupsOn(engine, day, null));
  const named = new Set([...model.jurisdictions.keys(), ...codesNamed(model.bundle, country.id)]);
  return new Map(
    country.members.map((code) => [
      code.text,
      named.has(code.text) ? code.text : `groups ${groups.map((group) => group.contains(code)).join("")}`,
    ]),
  );
}

/** Country codes that expressions of the law name themselves. */
function codesNamed({ tables, definitions, lists }: Bundle, scheme: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value) && (value[0] === "codes" || value[0] === "code") && value[1] === scheme)
      for (const code of value.slice(2)) found.add(String(code));
    for (const part of Object.values(value)) visit(part);
  };
  visit([tables, definitions.defines, definitions.records, definitions.reviews, lists]);
  return found;
}
