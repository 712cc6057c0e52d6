/**
 * Reads the given facts of a case into places, without looking names up: cases of one program name their facts in one
 * order, and an order that was seen is recognized key by key. Whatever else a case holds is checked as the general way
 * would check it, or left to the general way.
 */
import { isObject, readScalar } from "../cases/case-values.ts";
import type { FieldInfo, RecordInfo, Vocabulary } from "../values/vocabulary.ts";
import { isScalar, type PlainFact } from "./column.ts";

type Json = Readonly<Record<string, unknown>>;

/** A record that columns read facts of. */
interface UsedRecord {
  readonly info: RecordInfo;
  readonly isRoot: boolean;
  /** place of each fact that is read */
  readonly places: Map<string, number>;
  /** records in this one that hold further facts */
  readonly records: Map<string, UsedRecord>;
  /** orders of keys that were seen, the last one first */
  readonly orders: Order[];
}

interface Order {
  readonly keys: readonly string[];
  readonly targets: readonly Target[];
}

/** What to do with the value of a key: keep it, go into it, or check it. */
type Target = number | UsedRecord | FieldInfo | "name";

const MAX_ORDERS = 8;
const MAX_REMEMBERED = 10_000;

export class PlainFacts {
  /** the values read last, by place */
  readonly values: unknown[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #root: UsedRecord;
  /** values of facts no measure reads that were found good */
  readonly #good = new Map<FieldInfo, Set<unknown>>();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#root = usedRecord(vocabulary.transaction, true);
  }

  /** The place in which a fact will stand. All places are taken before the first case is read. */
  placeOf(fact: PlainFact): number {
    let record = this.#root;
    for (const name of fact.records) {
      let next = record.records.get(name);
      if (next === undefined) {
        const { type } = record.info.fields.get(name)!;
        next = usedRecord(type.kind === "record" ? type.record : record.info, false);
        record.records.set(name, next);
      }
      record = next;
    }
    let place = record.places.get(fact.field.name);
    if (place === undefined) {
      place = this.values.length;
      this.values.push(undefined);
      record.places.set(fact.field.name, place);
    }
    return place;
  }

  /** False where the case is not plain: a fact is not given, or something else needs the general way. */
  read(facts: unknown): boolean {
    return isObject(facts) && this.#read(facts, this.#root);
  }

  #read(record: Json, used: UsedRecord): boolean {
    const order = used.orders[0];
    if (order === undefined) return this.#learn(record, used);
    const { keys, targets } = order;
    let i = 0;
    for (const key in record) {
      if (key !== keys[i]) return this.#learn(record, used);
      const target = targets[i]!;
      const value = record[key];
      if (typeof target === "number") this.values[target] = value;
      else if (!this.#follow(value, target)) return false;
      i++;
    }
    return i === keys.length || this.#learn(record, used);
  }

  #follow(value: unknown, target: UsedRecord | FieldInfo | "name"): boolean {
    if (target === "name") return typeof value === "string";
    if ("orders" in target) return isObject(value) && this.#read(value, target);
    return this.#isGood(value, target);
  }

  /** Recognizes another order of keys, or learns a new one, if it has all facts that are read. */
  #learn(record: Json, used: UsedRecord): boolean {
    const keys = Object.keys(record);
    const { orders } = used;
    const known = orders.findIndex(
      (order) => order.keys.length === keys.length && order.keys.every((key, i) => key === keys[i]),
    );
    if (known > 0) orders.unshift(...orders.splice(known, 1));
    else if (known === -1) {
      const targets = keys.map((key) => targetOf(key, used));
      if (targets.includes(null)) return false;
      const has = new Set(keys);
      if (![...used.places.keys(), ...used.records.keys()].every((name) => has.has(name))) return false;
      orders.unshift({ keys, targets: targets as Target[] });
      if (orders.length > MAX_ORDERS) orders.pop();
    }
    // Inherited keys would be learned again without end: they are none of JSON.
    for (const key in record) if (!Object.hasOwn(record, key)) return false;
    return this.#read(record, used);
  }

  /** A fact that no measure reads must be readable all the same. */
  #isGood(json: unknown, field: FieldInfo): boolean {
    if (typeof json === "object") return false;
    let good = this.#good.get(field);
    if (good === undefined) {
      good = new Set();
      this.#good.set(field, good);
    }
    if (good.has(json)) return true;
    if (!readScalar(json, field.type, field.range, this.#vocabulary).ok) return false;
    if (good.size < MAX_REMEMBERED) good.add(json);
    return true;
  }
}

function usedRecord(info: RecordInfo, isRoot: boolean): UsedRecord {
  return { info, isRoot, places: new Map(), records: new Map(), orders: [] };
}

/** Null where only the general way knows what to do with the key. */
function targetOf(key: string, used: UsedRecord): Target | null {
  const place = used.places.get(key) ?? used.records.get(key);
  if (place !== undefined) return place;
  const field = used.info.fields.get(key);
  if (field === undefined) return used.isRoot && key === "case" ? "name" : null;
  return isScalar(field) ? field : null;
}
