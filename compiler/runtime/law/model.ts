/** A bundle made ready: names resolved, tables indexed, expressions compiled when they are first needed. */

import { compileTest, compileValue, type Evaluation, Scope, type Test } from "../expressions/compile.ts";
import { compileSet, type SetEvaluation } from "../expressions/compile-sets.ts";
import { type EntryRun, runsOf } from "../expressions/entry-runs.ts";
import type {
  Bundle,
  Effective,
  MeasureInfo,
  Row,
  Table,
  TableDocument,
  TableKind,
  X,
  XDefine,
  XGroup,
  XJurisdiction,
  XReview,
  XSet,
} from "../format.ts";
import { TableProgram } from "../tables/table-program.ts";
import { Terms } from "../tables/terms.ts";
import { type Code, codeOf, type Scheme } from "../values/codes.ts";
import { type ListInfo, readList } from "../values/lists.ts";
import { isWrittenOut, touches } from "../values/sets.ts";
import { Boundaries, type Moment, type View } from "../values/time.ts";
import { NO } from "../values/truth.ts";
import type { SetValue } from "../values/values.ts";
import type { FieldInfo, Vocabulary } from "../values/vocabulary.ts";
import { entriesAlone } from "./entries-alone.ts";
import { Epoch } from "./epoch.ts";
import { Items } from "./items.ts";
import { KeptSets } from "./kept-sets.ts";

export interface Declaration extends MeasureInfo {
  readonly id: string;
  readonly kind: TableKind;
  readonly jurisdiction: string;
}

export interface ItemInfo {
  readonly id: string;
  readonly code: Code;
  readonly rows: readonly { readonly program: TableProgram; readonly row: Row; readonly index: number }[];
}

/** What the declared items of a scheme have to do with a set of codes. */
export interface ItemsOfSet {
  /** those at or above a member, in the order in which they are declared */
  readonly runs: readonly EntryRun[];
  /** whether some member has none */
  readonly undeclared: boolean;
}

const MAX_EPOCHS = 64;

export class Model {
  readonly bundle: Bundle;
  readonly terms: Terms;
  readonly lists: ReadonlyMap<string, ListInfo>;
  readonly reviews: ReadonlyMap<string, XReview>;
  readonly jurisdictions: ReadonlyMap<string, XJurisdiction>;
  readonly declarations = new Map<string, Declaration>();
  /** how many facts were read and cells tested so far: the same number on every machine */
  readonly work = { done: 0 };
  /** null: a build cut down to a day or to some jurisdictions does not know them all */
  readonly obligationIds: Set<string> | null;
  /** when something is in force in one view only; with the tables, where that is rows of requirements or grounds alone */
  readonly inOneView: ReadonlyMap<Effective, readonly TableProgram[] | null>;
  readonly keptSets = new KeptSets();
  /** all tables with measures, exceptions and reaches */
  readonly programs: TableProgram[] = [];
  readonly #programsOf = new Map<string, TableProgram[]>();
  readonly #requirementPrograms = new Map<string, readonly TableProgram[]>();
  readonly #exceptionsOf = new Map<string, TableProgram[]>();
  readonly #programsOfGround = new Map<string, TableProgram[]>();
  readonly #itemsByScheme = new Map<
    string,
    Map<string, { id: string; code: Code; rows: ItemInfo["rows"][number][] }>
  >();
  readonly #itemsOfSets = new WeakMap<SetValue, Map<Scheme, ItemsOfSet>>();
  readonly #items = new Map<Scheme, Items>();
  readonly #acts: Boundaries;
  readonly #knowledge: Boundaries;
  readonly #epochs = new Map<string, Epoch>();
  readonly #tests = new Map<X, Test>();
  readonly #values = new Map<X, Evaluation>();
  readonly #sets = new Map<XSet, SetEvaluation>();
  #savingDays: readonly string[] | null = null;
  #alone: ReadonlySet<ItemInfo> | null = null;

  constructor(bundle: Bundle) {
    this.bundle = bundle;
    const { definitions } = bundle;
    this.obligationIds = definitions.only === undefined ? new Set() : null;
    this.terms = Terms.of(definitions);
    this.lists = new Map(bundle.lists.map((list) => [list.id, readList(list)]));
    this.reviews = new Map(Object.entries(definitions.reviews));
    this.jurisdictions = new Map(Object.entries(definitions.jurisdictions));
    const inOneView = new Map<Effective, TableProgram[] | null>();
    const acts: string[] = [];
    const knowledge: string[] = [];
    const note = (effective: Effective, program: TableProgram | null): void => {
      if (effective.from !== null) acts.push(effective.from);
      if (effective.until !== null) acts.push(effective.until);
      if (effective.knownFrom !== undefined) knowledge.push(effective.knownFrom);
      if (effective.knownUntil !== undefined) knowledge.push(effective.knownUntil);
      if (effective.view === undefined) return;
      const before = inOneView.get(effective);
      inOneView.set(effective, program === null || before === null ? null : [...(before ?? []), program]);
    };
    for (const named of [this.groups, this.defines, this.reviews]) {
      for (const { versions } of named.values())
        for (const version of versions) note(version.effective, null);
    }
    for (const document of bundle.tables) {
      if (document.kind === "universe") continue;
      for (const table of document.tables) {
        this.#addTable(document, table, note);
        for (const { until } of table.saves ?? []) if (until !== null) acts.push(until);
      }
    }
    for (const programs of this.#programsOfGround.values())
      programs.sort((a, b) => a.table.rows.length - b.table.rows.length);
    for (const list of this.lists.values()) {
      acts.push(...list.changes);
      for (const row of list.rows) if (row.from !== null) knowledge.push(row.from);
    }
    this.inOneView = inOneView;
    this.#acts = new Boundaries(acts);
    this.#knowledge = new Boundaries(knowledge);
  }

  get vocabulary(): Vocabulary {
    return this.terms.vocabulary;
  }

  get groups(): ReadonlyMap<string, XGroup> {
    return this.terms.groups;
  }

  get defines(): ReadonlyMap<string, XDefine> {
    return this.terms.defines;
  }

  #addTable(
    document: TableDocument,
    table: Table,
    note: (effective: Effective, program: TableProgram | null) => void,
  ): void {
    for (const [id, info] of Object.entries(document.measures)) {
      this.declarations.set(id, { ...info, id, kind: document.kind, jurisdiction: document.jurisdiction });
    }
    const program = new TableProgram(this, document, table);
    const isItems = document.kind === "classification";
    if (!isItems) this.programs.push(program);
    table.rows.forEach((row, index) => {
      const effect = row.then;
      note(row.effective, "verdict" in effect || "grounds" in effect ? program : null);
      if ("releases" in effect) {
        for (const obligation of effect.obligations) this.obligationIds?.add(obligation.id);
        for (const { measure } of effect.releases) addTo(this.#exceptionsOf, measure, program);
      }
      if ("grounds" in effect)
        for (const ground of effect.grounds) addTo(this.#programsOfGround, ground, program);
      if ("verdict" in effect) addTo(this.#programsOf, row.of, program);
      if ("scheme" in effect) this.#addItem(program, row, index, effect.scheme, effect.code);
    });
  }

  #addItem(program: TableProgram, row: Row, index: number, schemeId: string, codeText: string): void {
    const scheme = this.vocabulary.schemes.get(schemeId);
    if (scheme === undefined) return;
    let items = this.#itemsByScheme.get(schemeId);
    if (items === undefined) {
      items = new Map();
      this.#itemsByScheme.set(schemeId, items);
    }
    const item = items.get(row.of) ?? { id: row.of, code: codeOf(scheme, codeText), rows: [] };
    item.rows.push({ program, row, index });
    items.set(row.of, item);
  }

  /** The tables with rows of a measure. */
  programsOf(measure: string): readonly TableProgram[] {
    return this.#programsOf.get(measure) ?? [];
  }

  /** The tables with rows of exceptions that release a measure, or a limb of it. */
  exceptionsOf(measure: string): readonly TableProgram[] {
    return this.#exceptionsOf.get(measure) ?? [];
  }

  /** The tables with measures of a jurisdiction's own. */
  requirementPrograms(jurisdiction: string): readonly TableProgram[] {
    let programs = this.#requirementPrograms.get(jurisdiction);
    if (programs === undefined) {
      programs = this.programs.filter(
        ({ document, table }) =>
          document.jurisdiction === jurisdiction && table.rows.some((row) => "verdict" in row.then),
      );
      this.#requirementPrograms.set(jurisdiction, programs);
    }
    return programs;
  }

  /** A jurisdiction and those it lies within, innermost first. */
  chain(jurisdiction: string): readonly string[] {
    const chain: string[] = [];
    for (let next: string | undefined = jurisdiction; next !== undefined && !chain.includes(next); ) {
      chain.push(next);
      next = this.jurisdictions.get(next)?.within;
    }
    return chain;
  }

  /** The default ground of a jurisdiction, its own or that of what it lies within. */
  defaultGround(jurisdiction: string): string | null {
    for (const name of this.chain(jurisdiction)) {
      const reach = this.jurisdictions.get(name)?.reach;
      if (reach !== undefined) return reach;
    }
    return null;
  }

  /** The tables with rows that give a ground, the short ones first: the others are read only where these do not give it. */
  programsOfGround(ground: string): readonly TableProgram[] {
    return this.#programsOfGround.get(ground) ?? [];
  }

  /** The item declarations of a scheme, whatever their dates. */
  items(scheme: Scheme): readonly ItemInfo[] {
    return this.#itemsOf(scheme).all;
  }

  #itemsOf(scheme: Scheme): Items {
    let items = this.#items.get(scheme);
    if (items === undefined) {
      items = new Items([...(this.#itemsByScheme.get(scheme.id)?.values() ?? [])]);
      this.#items.set(scheme, items);
    }
    return items;
  }

  /** Whether an entry asks of the item alone. */
  asksOfItemAlone(entry: ItemInfo): boolean {
    this.#alone ??= entriesAlone(this);
    return this.#alone.has(entry);
  }

  /** The item declarations at a code. */
  itemsAt(code: Code): readonly ItemInfo[] {
    return this.#itemsOf(code.scheme).at(code);
  }

  /** The item declarations of a scheme at, below or above some of its codes. */
  itemsNear(scheme: Scheme, codes: readonly Code[]): readonly ItemInfo[] {
    return this.#itemsOf(scheme).near(codes.map((code) => ({ scheme, code })));
  }

  /** The item declarations of a scheme at or above members of a set, and whether a member has none. */
  itemsIn(set: SetValue, scheme: Scheme): ItemsOfSet {
    let known = this.#itemsOfSets.get(set);
    if (known === undefined) {
      known = new Map();
      this.#itemsOfSets.set(set, known);
    }
    let found = known.get(scheme);
    if (found === undefined) {
      const demands = set.demands.filter((demand) => demand.scheme === scheme);
      const items = this.#itemsOf(scheme);
      const near = isWrittenOut(set) ? items.near(demands) : items.all;
      const all = near.map((declaration) => ({ declaration, member: set.contains(declaration.code) }));
      found = {
        runs: runsOf(
          all.filter(({ member }) => member !== NO),
          (entry) => this.asksOfItemAlone(entry),
        ),
        undeclared: demands.some(
          (demand) => !all.some(({ declaration }) => touches(demand, declaration.code)),
        ),
      };
      known.set(scheme, found);
    }
    return found;
  }

  /** The law of a moment. Days between which nothing changes share one. */
  epoch(day: string, knownAt: string | null, view: View): Epoch {
    const key = `${this.#acts.period(day)}/${knownAt === null ? "" : this.#knowledge.period(knownAt)}/${view}`;
    let epoch = this.#epochs.get(key);
    if (epoch === undefined) {
      if (this.#epochs.size >= MAX_EPOCHS) this.#epochs.clear();
      const moment: Moment = { day, knownAt, view };
      epoch = new Epoch(this, moment);
      this.#epochs.set(key, epoch);
    }
    return epoch;
  }

  /** Every day from which something may be different, ascending. */
  get days(): readonly string[] {
    return this.#acts.days;
  }

  /** The days on which some saving has a measure read. */
  get savingDays(): readonly string[] {
    this.#savingDays ??= [
      ...new Set(this.programs.flatMap(({ table }) => (table.saves ?? []).map(({ asOf }) => asOf))),
    ].sort();
    return this.#savingDays;
  }

  // A field's expressions are over `it`, the record; compiled once.

  appliesWhen(field: FieldInfo): Test | null {
    return field.appliesWhen === null ? null : this.test(field.appliesWhen, RECEIVER);
  }

  closedWhen(field: FieldInfo): Test | null {
    return field.closedWhen === null ? null : this.test(field.closedWhen, RECEIVER);
  }

  formula(field: FieldInfo): Evaluation | null {
    const { formula, type } = field;
    if (formula === null) return null;
    const value = this.value(formula, RECEIVER);
    if (type.kind !== "enum") return value;
    // a word that stands alone is one of the fact's own
    return (env) => {
      const found = value(env);
      return found.kind === "enum" && found.enum === null ? { ...found, enum: type.enum } : found;
    };
  }

  /** The value of a dated group, which stands under no names. */
  set(x: XSet): SetEvaluation {
    let set = this.#sets.get(x);
    if (set === undefined) {
      set = compileSet(x, Scope.of(this.terms, NO_NAMES));
      this.#sets.set(x, set);
    }
    return set;
  }

  /** The schemes of the jurisdiction with the name of a country; none, if it is not loaded. */
  schemesOf(country: string): readonly Scheme[] {
    const ids = this.jurisdictions.get(country)?.schemes ?? [];
    return ids.flatMap((id) => this.vocabulary.schemes.get(id) ?? []);
  }

  /** The compiled condition of an expression that stands under these names. */
  test(x: X, names: readonly string[]): Test {
    let test = this.#tests.get(x);
    if (test === undefined) {
      test = compileTest(x, Scope.of(this.terms, names));
      this.#tests.set(x, test);
    }
    return test;
  }

  value(x: X, names: readonly string[]): Evaluation {
    let value = this.#values.get(x);
    if (value === undefined) {
      value = compileValue(x, Scope.of(this.terms, names));
      this.#values.set(x, value);
    }
    return value;
  }
}

function addTo(map: Map<string, TableProgram[]>, key: string, program: TableProgram): void {
  const programs = map.get(key);
  if (programs === undefined) map.set(key, [program]);
  else if (!programs.includes(program)) programs.push(program);
}

const RECEIVER = ["it"] as const;
const NO_NAMES: readonly string[] = [];
