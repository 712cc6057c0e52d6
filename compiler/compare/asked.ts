/**
 * Which entries the list measures of a jurisdiction ask for, from which day to which, and what each entry then takes in, as a
 * condition on the item of a transaction. All of it is read by the engine, as of each day: groups of codes and definitions
 * count as they then stand.
 */
import { contains, schemesOf } from "../analysis/conditions/const-set.ts";
import { MISSING, NO, type PropId, type Props } from "../analysis/conditions/prop.ts";
import type { Sym } from "../analysis/conditions/symbol.ts";
import { epochs, type Law } from "../analysis/index.ts";
import { type Env, isSelfContained, ownEnv } from "../analysis/opening/env.ts";
import { Expander } from "../analysis/opening/expand.ts";
import { asSet } from "../analysis/opening/expand-sets.ts";
import type { RequirementRule } from "../analysis/opening/law.ts";
import { envAt } from "../analysis/opening/opening.ts";
import type { Declared, Expr, Field, IsoDate, Item, Measure, Program } from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import { some } from "../normal/walk.ts";
import { chainOf } from "./chain.ts";

/** Days from one to another. */
export interface Spell {
  /** null: it has no beginning */
  readonly from: IsoDate | null;
  /** it was already so on that day, and its beginning is not recorded */
  readonly before: boolean;
  /** the first day on which it is so no longer; null: it goes on */
  readonly to: IsoDate | null;
}

/** What an entry takes in. */
export interface Form extends Spell {
  readonly prop: PropId;
}

/** A measure asks for an entry. */
export interface Asked extends Form {
  readonly entry: Item;
  readonly measure: Measure;
  /** the day on which the text of the measure begins that asks for it */
  readonly text: IsoDate | null;
  /** it asks for it perhaps: what else has to hold could not be encoded */
  readonly open: boolean;
}

/** An entry that a measure asks for by a code. */
interface Ask {
  readonly entry: Item;
  readonly open: boolean;
}

/** Before every law. */
const DAWN: IsoDate = "0001-01-01";

export class NationalList {
  readonly #law: Law;
  readonly #props: Props;
  readonly #name: string;
  readonly #reader: Expander;
  readonly #item: Field;
  readonly #days: readonly IsoDate[];
  readonly #forms = new Map<Item, readonly Form[]>();

  /** @param item the field of a transaction that holds its item */
  constructor(law: Law, props: Props, name: string, item: Field) {
    this.#law = law;
    this.#props = props;
    this.#name = name;
    this.#reader = new Expander(law, props, name);
    this.#item = item;
    this.#days = epochs(law);
  }

  /**
   * What the measures of the jurisdiction and of those it lies within ask for. Proposals ask for nothing, and a notice is no
   * license.
   */
  asked(): readonly Asked[] {
    const { program, requirementsOf } = this.#law;
    const own = program.jurisdictions.find(({ name }) => name === this.#name);
    const chain = new Set(own === undefined ? [] : chainOf(own));
    return program.measures
      .filter(
        ({ kind, jurisdiction, proposal }) => kind === "list" && chain.has(jurisdiction) && proposal === null,
      )
      .flatMap((measure) => requirementsOf.get(measure.id) ?? [])
      .filter(({ effect }) => effect.verdict !== "notification_required")
      .flatMap((rule) => this.#askedBy(rule));
  }

  /** What an entry takes in, over time; while that is not recorded, nothing. */
  formsOf(entry: Item): readonly Form[] {
    let forms = this.#forms.get(entry);
    if (forms === undefined) {
      forms = this.#readForms(entry);
      this.#forms.set(entry, forms);
    }
    return forms;
  }

  /** Entries that an entry names on a day, by its own text and by that of entries that it names. */
  named(entry: Item, asOf: IsoDate): ReadonlySet<Item> {
    const env = envAt({ asOf, knownAt: null, view: "text" });
    const found = new Set<Item>([entry]);
    for (const one of found) {
      const rules = (this.#law.entriesOf(one.scheme).get(one.code) ?? []).filter(({ of }) => of === one);
      for (const { effective, parts } of rules)
        if (this.#reader.readings.isWithin(effective, env.point))
          for (const ask of parts.flatMap((part) => this.#of(part, env))) found.add(ask.entry);
    }
    return found;
  }

  #readForms(entry: Item): readonly Form[] {
    const { readings } = this.#reader;
    const rules = (this.#law.entriesOf(entry.scheme).get(entry.code) ?? []).filter(({ of }) => of === entry);
    const pieces = this.#pieces(entry, (env) => {
      const item = this.#reader.field(this.#reader.transaction, this.#item, env);
      const inForce = rules.filter(({ effective }) => readings.isWithin(effective, env.point));
      return this.#props.or(
        ...inForce.map(({ of, parts, effective }) => {
          if (effective.state === "unrecorded") return NO;
          const own = ownEnv(env, [[of.it, item]]);
          const holds = this.#props.and(...parts.map((part) => this.#reader.formula(part, own)));
          return effective.state === "in_force" ? holds : this.#props.and(holds, MISSING);
        }),
      );
    });
    return pieces.flatMap(({ value, isDaily, ...spell }) => {
      // what changes from day to day takes in what it does on one of them perhaps
      const prop = isDaily ? this.#props.and(value, MISSING) : value;
      return prop === NO ? [] : [{ ...spell, prop }];
    });
  }

  #askedBy(rule: RequirementRule): readonly Asked[] {
    const pieces = this.#pieces(rule.of, (env) => this.#asks(rule, env));
    return pieces.flatMap(({ value, isDaily, ...spell }) =>
      value.flatMap(({ entry, open }) =>
        this.formsOf(entry).flatMap((form): Asked[] => {
          const both = during(spell, form);
          if (both === null) return [];
          const { of: measure, version: text } = rule;
          return [{ ...both, prop: form.prop, entry, measure, text, open: open || isDaily }];
        }),
      ),
    );
  }

  // ---------------------------------------------------------------------------------------------------- measures

  #asks({ effective, parts }: RequirementRule, env: Env): readonly Ask[] {
    if (!this.#reader.readings.isWithin(effective, env.point) || effective.state === "unrecorded") return [];
    const asks = this.#ofAll(parts, env);
    return effective.state === "in_force" ? asks : asks.map((ask) => ({ ...ask, open: true }));
  }

  /** Of conditions that have to hold together: where one cannot be met for sure, what the others name is open. */
  #ofAll(parts: readonly Formula[], env: Env): readonly Ask[] {
    return parts.flatMap((part) => {
      const asks = this.#of(part, env);
      if (asks.length === 0) return [];
      const open = parts.some((other) => other !== part && !this.#canHold(other, env));
      return open ? asks.map((ask) => ({ ...ask, open })) : asks;
    });
  }

  /** The entries that a condition names, but for those it negates. */
  #of(formula: Formula, env: Env): readonly Ask[] {
    switch (formula.kind) {
      case "constant":
        return [];
      case "all":
        return this.#ofAll(formula.parts, env);
      case "any":
        return formula.parts.flatMap((part) => this.#of(part, env));
      case "atom":
        return formula.negated ? [] : this.#ofAtom(formula.expr, env);
    }
  }

  #ofAtom(expr: Expr, env: Env): readonly Ask[] {
    if (expr.kind === "classified")
      return isSelfContained(expr.codes) ? this.#entriesIn(this.#reader.evaluate(expr.codes, env)) : [];
    if (expr.kind !== "call") return [];
    const versions = this.#law.defines.get(expr.define.id)?.versions ?? [];
    const version = this.#reader.readings.versionAt(versions, env.point);
    if (version === null || version.formula === null || version.effective.state === "unrecorded") return [];
    const asks = this.#of(version.formula, env);
    return version.effective.state === "in_force" ? asks : asks.map((ask) => ({ ...ask, open: true }));
  }

  #entriesIn(codes: Sym): readonly Ask[] {
    const set = asSet(codes);
    if (set.is !== "const") return [];
    const among = schemesOf(set.set).flatMap((scheme) => {
      const found = this.#law.entriesOf(scheme);
      return [...found].flatMap(([code, rules]) =>
        contains(set.set, { kind: "code", scheme, code }) === "yes" ? rules.map(({ of }) => of) : [],
      );
    });
    return [...new Set(among)].map((entry) => ({ entry, open: false }));
  }

  /** Whether a condition may be certain; one that speaks of bound elements may, unless some text in it could not be encoded. */
  #canHold(formula: Formula, env: Env): boolean {
    if (formula.kind === "all") return formula.parts.every((part) => this.#canHold(part, env));
    if (formula.kind === "any") return formula.parts.some((part) => this.#canHold(part, env));
    if (formula.kind === "atom" && !isSelfContained(formula.expr))
      return !some(formula.expr, ({ kind }) => kind === "unencodable");
    return canBeYes(this.#reader.formula(formula, env), this.#props);
  }

  // -------------------------------------------------------------------------------------------------------- time

  /** What is made of the law, day by day, as long as it stays the same. */
  #pieces<T>(
    declared: Dated,
    make: (env: Env) => T,
  ): readonly (Spell & { readonly value: T; readonly isDaily: boolean })[] {
    const found: (Spell & { readonly value: T; readonly isDaily: boolean })[] = [];
    let from: IsoDate | null = null;
    do {
      const day: IsoDate = from ?? DAWN;
      const point = { asOf: day, knownAt: null, view: "text" } as const;
      const { value, during } = this.#reader.readings.watch(point, () => make(envAt(point)));
      const isDaily = during.today !== null;
      const to = isDaily ? (this.#days.find((other) => other > day) ?? null) : during.until;
      found.push({ value, isDaily, from, before: from !== null && this.#isUnrecorded(declared, from), to });
      from = to;
    } while (from !== null);
    return found;
  }

  /** Whether what begins on a day had begun before: as the declaration says, else anything it may refer to. */
  #isUnrecorded(declared: Dated, day: IsoDate): boolean {
    const own = declared.chronology.versions.filter(({ from }) => from === day);
    const beginning = own.length > 0 ? own : startsOn(this.#law.program, day);
    return beginning.length > 0 && beginning.every(({ before }) => before);
  }
}

/** The field of a transaction that holds its item; null: there is none. */
export function itemField({ program }: Law): Field | null {
  const type = program.items[0]?.it.type;
  if (type?.kind !== "record") return null;
  const fields = [...(program.transaction?.fields.values() ?? [])];
  return fields.find((field) => field.type.kind === "record" && field.type.record === type.record) ?? null;
}

/** While both last: from the later of two beginnings, recorded where one of the two that make it is, to the earlier end. */
export function during(a: Spell, b: Spell): Spell | null {
  const from =
    [a.from, b.from]
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1) ?? null;
  const to = [a.to, b.to].flatMap((day) => day ?? []).sort()[0] ?? null;
  if (from !== null && to !== null && from >= to) return null;
  const before = [a, b].every((start) => start.before || start.from === null || start.from < from!);
  return { from, before, to };
}

type Dated = Declared & { readonly chronology: { readonly versions: readonly Version[] } };

interface Version {
  readonly from: IsoDate | null;
  readonly before: boolean;
}

const STARTS = new WeakMap<Program, ReadonlyMap<IsoDate, readonly Version[]>>();

function startsOn(program: Program, day: IsoDate): readonly Version[] {
  let starts = STARTS.get(program);
  if (starts === undefined) {
    const { defines, groups, items } = program;
    const dated: readonly Dated[] = [...defines, ...groups, ...items];
    const made = new Map<IsoDate, Version[]>();
    for (const version of dated.flatMap(({ chronology }) => chronology.versions))
      if (version.from !== null) made.set(version.from, [...(made.get(version.from) ?? []), version]);
    starts = made;
    STARTS.set(program, starts);
  }
  return starts.get(day) ?? [];
}

/** Whether a condition is certain of anything, as far as its parts taken one by one tell. */
function canBeYes(prop: PropId, props: Props): boolean {
  const node = props.get(prop);
  switch (node.kind) {
    case "const":
      return node.truth === "yes";
    case "and":
      return node.parts.every((part) => canBeYes(part, props));
    case "or":
      return node.parts.some((part) => canBeYes(part, props));
    case "choice":
      return canBeYes(node.yes, props) || canBeYes(node.no, props);
    case "some":
      return canBeYes(node.body, props);
    default:
      return true;
  }
}
