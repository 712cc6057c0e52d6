/** The law of one moment: which versions, rows and entries are in force, and what was derived from them. */

import { unknownSet } from "../cases/records.ts";
import { EMPTY_SET } from "../expressions/compile-sets.ts";
import type { Context } from "../expressions/context.ts";
import type { Effective, XSet } from "../format.ts";
import type { Selection } from "../tables/requirements.ts";
import { rowsInForce, TableIndex } from "../tables/table-index.ts";
import type { TableProgram } from "../tables/table-program.ts";
import { union } from "../values/sets.ts";
import { inForce, type Moment } from "../values/time.ts";
import { MISSING } from "../values/truth.ts";
import type { SetValue } from "../values/values.ts";
import { Grounds } from "./grounds.ts";
import { groupsIn } from "./kept-sets.ts";
import type { ItemInfo, Model } from "./model.ts";

export interface ItemRow {
  readonly program: TableProgram;
  readonly index: number;
  readonly state: Effective["state"];
}

interface Version {
  readonly effective: Effective;
}

/** How many were made. */
let epochs = 0;

export class Epoch {
  /** another for each: what is remembered of an epoch need not keep it alive */
  readonly serial = epochs++;
  readonly model: Model;
  readonly moment: Moment;
  readonly grounds: Grounds;
  readonly #versions = new Map<readonly Version[], Version | null>();
  readonly #groups = new Map<string, SetValue>();
  readonly #sets = new Map<XSet, SetValue>();
  readonly #items = new Map<ItemInfo, readonly ItemRow[]>();
  readonly #groundsOf = new Map<string, ReadonlySet<string> | null>();
  readonly #measures = new Map<string, ReadonlySet<string>>();
  readonly #indexes = new Map<TableProgram, Map<string, TableIndex>>();

  constructor(model: Model, moment: Moment) {
    this.model = model;
    this.moment = moment;
    this.grounds = new Grounds(this);
  }

  /** The same knowledge and view on another day. */
  on(day: string): Epoch {
    return this.model.epoch(day, this.moment.knownAt, this.moment.view);
  }

  /** The version in force, or null. */
  version<V extends Version>(versions: readonly V[]): V | null {
    let version = this.#versions.get(versions) as V | null | undefined;
    if (version === undefined) {
      version = versions.find(({ effective }) => inForce(effective, this.moment)) ?? null;
      this.#versions.set(versions, version);
    }
    return version;
  }

  /** A dated group. An open one may have members that nobody named. */
  group(id: string, context: Context): SetValue {
    const known = this.#groups.get(id);
    if (known !== undefined) return known;
    // A group that came to contain itself (no checked program does) is unknown rather than endless.
    this.#groups.set(id, unknownSet(MISSING));
    const set = this.#groupValue(id, context);
    this.#groups.set(id, set);
    return set;
  }

  #groupValue(id: string, context: Context): SetValue {
    const group = this.model.groups.get(id);
    if (group === undefined) return unknownSet(MISSING);
    const version = this.version(group.versions);
    if (version?.effective.state !== undefined) return unknownSet(MISSING);
    const stated =
      version === null ? EMPTY_SET : this.model.set(version.value)({ context, frame: [], released: null });
    return group.open === true ? { ...union(stated, unknownSet(MISSING)), openGroups: [id] } : stated;
  }

  /** A set that depends on the law alone, built once for all epochs in which its groups are the same. */
  set(x: XSet, context: Context, build: () => SetValue): SetValue {
    let set = this.#sets.get(x);
    if (set === undefined) {
      const groups = groupsIn(x).map((id) => this.group(id, context));
      set = this.model.keptSets.of(x, groups, build);
      this.#sets.set(x, set);
    }
    return set;
  }

  itemRows(item: ItemInfo): readonly ItemRow[] {
    let rows = this.#items.get(item);
    if (rows === undefined) {
      rows = item.rows
        .filter(({ row }) => inForce(row.effective, this.moment))
        .map(({ program, row, index }) => ({ program, index, state: row.effective.state }));
      this.#items.set(item, rows);
    }
    return rows;
  }

  /** Ids of the jurisdiction's own measures that have a version in force. */
  measuresInForce(jurisdiction: string): ReadonlySet<string> {
    let measures = this.#measures.get(jurisdiction);
    if (measures === undefined) {
      const rows = this.model
        .requirementPrograms(jurisdiction)
        .flatMap((program) => this.index(program).rows);
      measures = new Set(rows.map(({ row }) => row.of));
      this.#measures.set(jurisdiction, measures);
    }
    return measures;
  }

  /** On which grounds the measures in force for a jurisdiction and those it lies within reach an act; null: some on none. */
  groundsOf(jurisdiction: string): ReadonlySet<string> | null {
    let grounds = this.#groundsOf.get(jurisdiction);
    if (grounds === undefined) {
      const { model } = this;
      const measures = model.chain(jurisdiction).flatMap((name) => [...this.measuresInForce(name)]);
      const asked = measures.map((measure) => model.declarations.get(measure)?.reach);
      grounds = asked.includes(undefined) ? null : new Set(asked.filter((reach) => reach !== undefined));
      this.#groundsOf.set(jurisdiction, grounds);
    }
    return grounds;
  }

  /** The rows of a table that are in force, all of them or some. */
  index(program: TableProgram, selection: Selection | null = null): TableIndex {
    const key = selection?.key ?? "";
    let indexes = this.#indexes.get(program);
    if (indexes === undefined) {
      indexes = new Map();
      this.#indexes.set(program, indexes);
    }
    let index = indexes.get(key);
    if (index === undefined) {
      index = new TableIndex(program, rowsInForce(program, this.moment, selection));
      indexes.set(key, index);
    }
    return index;
  }
}
