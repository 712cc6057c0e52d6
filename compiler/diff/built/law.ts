/**
 * The law of a build: its rows and definitions as rules in normal form, so that the analysis reads tables as it reads
 * sources. Only what is asked for is read. What no answer depends on (places, titles of facts, powers) is not there, and
 * declarations have no versions of their own: what is in force when stands in the rules.
 */
import { type Judge, Law } from "../../analysis/index.ts";
import type { Declared, Exception, Item, Measure, Program, Reach, Scheme, Type } from "../../check/tree.ts";
import type { Formula } from "../../normal/condition.ts";
import type {
  Classification,
  Ground,
  NormalProgram,
  Releasing,
  Requirement,
  Rule,
} from "../../normal/normal-program.ts";
import type {
  Bundle,
  Cell,
  ClassificationEffect,
  Input,
  ReachEffect,
  ReleaseEffect,
  RequirementEffect,
  Row,
  Table,
  TableDocument,
  TableKind,
  X,
} from "../../runtime/format.ts";
import {
  labelOf,
  NO_NAMES,
  readBinder,
  readPolicy,
  readX,
  type Scope,
  variable,
  withName,
} from "./expressions.ts";
import { BundleNames } from "./names.ts";
import { namesNoDeclaration } from "./own-terms.ts";
import { RowRule } from "./row-rule.ts";
import { NO_CHRONOLOGY, NOWHERE } from "./vocabulary.ts";

/** A row with the table and the document it stands in. */
export interface PlacedRow {
  readonly row: Row;
  readonly table: Table;
  readonly document: TableDocument;
}

/** @throws {Error} where the build names what it does not hold; `readBundle` vouches for what the compiler wrote */
export function lawOfBundle(bundle: Bundle, judge: Judge | null = null): Law {
  const reader = new BundleReader(bundle);
  return new Law(...reader.read(), judge);
}

export function* rowsOf(bundle: Bundle): Generator<PlacedRow> {
  for (const document of bundle.tables)
    for (const table of document.tables) for (const row of table.rows) yield { row, table, document };
}

class BundleReader extends BundleNames {
  read(): [Program, NormalProgram] {
    const rows = [...rowsOf(this.bundle)];
    const of = (...kinds: readonly TableKind[]): readonly PlacedRow[] =>
      rows.filter(({ document }) => kinds.includes(document.kind));
    const requirements = of("list", "end-user", "end-use", "service").map((row) => this.#requirement(row));
    const grounds = of("reach", "extraterritorial").map((row) => this.#ground(row));
    const classifications = of("classification").map((row) => this.#classification(row));
    const releases = of("exception").map((row) => this.#release(row, rows));
    for (const document of this.bundle.lists) this.list(document.id);
    // states and conditions on facts may name definitions, and are read when first asked for
    const { records, jurisdictions, schemes, enums, units, transaction } = this.vocabulary;
    for (const { states } of jurisdictions.values()) void states;
    for (const { fields } of records.values())
      for (const field of fields.values()) void [field.appliesWhen, field.closedWhen, field.formula];
    const normal: NormalProgram = {
      requirements,
      grounds,
      classifications,
      releases,
      defines: sorted(this.defines),
      groups: sorted(this.groups),
      reviews: sorted(this.reviews),
      gaps: [],
    };
    const program: Program = {
      modules: [],
      jurisdictions: [...jurisdictions.values()],
      instruments: [],
      units: [...units.values()],
      enums: [...enums.values()],
      records: [...records.values()],
      schemes: [...schemes.values()],
      groups: normal.groups.map(({ group }) => group),
      lists: sorted(this.lists),
      defines: normal.defines.map(({ define }) => define),
      items: sorted(this.items),
      reaches: sorted(this.reaches),
      reviews: normal.reviews.map(({ review }) => review),
      measures: sorted(this.measures),
      exceptions: sorted(this.exceptions),
      authorities: [],
      findings: [],
      unencodables: sorted(this.unencodables),
      omissions: [],
      cases: [],
      universes: [],
      scenarios: [],
      proposals: [],
      transaction,
    };
    return [program, normal];
  }

  // -------------------------------------------------------------------------------------------------------- rules

  #requirement(placed: PlacedRow): Rule<Measure, Requirement> {
    const { row, table } = placed;
    const { binders, scope } = this.#each(table);
    const effect = row.then as RequirementEffect;
    const measure = this.measure(row.of);
    return this.#rule(placed, () => scope, {
      of: measure,
      binders,
      effect: {
        verdict: effect.verdict,
        to: effect.to ?? null,
        awaitingDecision: effect.awaitingDecision === true,
        review: effect.review === undefined ? null : readPolicy(effect.review, scope, this),
        routes: (effect.routes ?? []).map(({ route, when }) => ({
          label: null,
          route,
          when: when === undefined ? null : readX(when, scope, this),
          span: NOWHERE,
        })),
        reach: measure.reach,
        saves: this.savesOf(table),
        stratum: 0,
      },
    });
  }

  #ground(placed: PlacedRow): Rule<Reach | Measure, Ground> {
    const { row, table, document } = placed;
    const { binders, scope } = this.#each(table);
    const of = document.kind === "reach" ? this.reachOf(row.of) : this.measure(row.of);
    const { grounds } = row.then as ReachEffect;
    return this.#rule(placed, () => scope, {
      of,
      binders,
      effect: { grounds, saves: this.savesOf(table) },
    });
  }

  #classification(placed: PlacedRow): Rule<Item, Classification> {
    const { row } = placed;
    const { scheme: id, code } = row.then as ClassificationEffect;
    const scheme = this.vocabulary.schemes.get(id)!;
    const item = this.items.get(row.of) ?? this.#item(row.of, scheme, code);
    return this.#rule(placed, () => withName(NO_NAMES, item.it), {
      of: item,
      binders: [],
      effect: { scheme, code },
    });
  }

  #item(id: string, scheme: Scheme, code: string): Item {
    const it = variable("it", this.itemRecord());
    const item: Item = { ...this.declaredOf(id), scheme, code, it, chronology: NO_CHRONOLOGY };
    this.items.set(id, item);
    return item;
  }

  #release(placed: PlacedRow, rows: readonly PlacedRow[]): Rule<Exception, Releasing> {
    const { row, table } = placed;
    const { releases } = row.then as ReleaseEffect;
    const looksAtReleased = table.scope === "released";
    const scope = looksAtReleased
      ? { ...NO_NAMES, released: this.#namesOf(new Set(releases.map((r) => r.measure)), rows) }
      : NO_NAMES;
    const exception = this.exception(row.of);
    return this.#rule(placed, () => scope, {
      of: exception,
      binders: [],
      effect: {
        releases: releases.map(({ measure, limb }) => ({
          measure: this.measure(measure),
          limb: limb === undefined ? null : labelOf(limb),
          span: NOWHERE,
        })),
        obligations: [],
        looksAtReleased,
      },
    });
  }

  /** What the rules of these measures bind, for an exception that looks at what it releases. */
  #namesOf(measures: ReadonlySet<string>, rows: readonly PlacedRow[]): ReadonlyMap<string, Type> {
    const types = new Map<string, Type>();
    const tables = new Set(rows.filter(({ row }) => measures.has(row.of)).map(({ table }) => table));
    for (const table of tables)
      for (const [name, { type }] of this.#each(table).scope.names) types.set(name, type);
    return types;
  }

  #rule<D extends Declared, E>(
    { row, table, document }: PlacedRow,
    scopeOf: () => Scope,
    own: Pick<Rule<D, E>, "of" | "binders" | "effect">,
  ): Rule<D, E> {
    const columns = columnsOf(table);
    const read = (): readonly Formula[] => {
      const scope = scopeOf();
      return Object.entries(row.cells).map(([id, cell]) => this.#part(columns.get(id)!.input, cell, scope));
    };
    let isLate = true;
    for (const [id, cell] of Object.entries(row.cells)) {
      const column = columns.get(id);
      if (column === undefined) throw new Error(`no column ${id} in ${table.id}`);
      isLate &&= !column.naming && [cell.in, cell.meets, cell.classified].every(namesNoDeclaration);
    }
    const jurisdiction = this.vocabulary.jurisdictions.get(document.jurisdiction) ?? null;
    return new RowRule(row, { ...own, jurisdiction }, isLate ? read : read());
  }

  #part(input: Input, cell: Cell, scope: Scope): Formula {
    const tested = readX(testOf(input, cell), scope, this);
    const negated = (cell.is === "no") !== (cell.not === true);
    return {
      kind: "atom",
      clause: "when",
      citation: null,
      span: NOWHERE,
      negated,
      expr: tested,
      test: { kind: "truth", subject: tested },
    };
  }

  #each(table: Table): { readonly binders: Rule<Measure, null>["binders"]; readonly scope: Scope } {
    let scope = NO_NAMES;
    const binders = table.each.map((x) => {
      const { binder, inner } = readBinder(x, scope, this);
      scope = inner;
      return binder;
    });
    return { binders, scope };
  }
}

/** The question of a cell as one expression over the value of its column, before `no` and `not`. */
export function testOf({ value, scheme, type }: Input, cell: Cell): X {
  if (cell.is === "unknown") return ["isUnknown", value];
  if (cell.is !== undefined) return value;
  if (cell.in !== undefined) return ["in", value, cell.in];
  if (cell.meets !== undefined) return ["meets", setValue(value), cell.meets];
  if (cell.classified !== undefined) return ["classified", value, cell.classified];
  const at = (text: string): X => {
    if (cell.currency !== undefined) return ["money", text, cell.currency];
    if (type === "date") return ["date", text];
    if (type === "code") return ["code", scheme ?? "", text];
    return type === "text" ? ["text", text] : ["number", text];
  };
  const bounds = (
    [
      ["=", cell.eq],
      [">", cell.gt],
      [">=", cell.ge],
      ["<", cell.lt],
      ["<=", cell.le],
    ] as const
  ).flatMap(([op, text]): X[] => (text === undefined ? [] : [[op, value, at(text)]]));
  return bounds.length === 1 ? bounds[0]! : ["and", ...bounds];
}

function setValue(value: X): Extract<X, readonly ["get", ...unknown[]]> {
  return value as Extract<X, readonly ["get", ...unknown[]]>;
}

interface Column {
  readonly input: Input;
  /** its question names other declarations */
  readonly naming: boolean;
}

const columns = new WeakMap<Table, ReadonlyMap<string, Column>>();

function columnsOf(table: Table): ReadonlyMap<string, Column> {
  let found = columns.get(table);
  if (found === undefined) {
    found = new Map(
      table.inputs.map((input) => [input.id, { input, naming: !namesNoDeclaration(input.value) }]),
    );
    columns.set(table, found);
  }
  return found;
}

function sorted<T>(all: ReadonlyMap<string, T>): readonly T[] {
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
