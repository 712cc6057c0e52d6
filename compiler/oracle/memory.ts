/**
 * Remembers what a declaration says of a record at a moment, so that law which refers to law is not read again and
 * again. It changes no result: everything remembered depends on nothing else.
 */
import type { Scene } from "./scene.ts";
import type { Moment } from "./time.ts";
import type { MissingRead, RecordValue } from "./values.ts";

interface Remembered {
  readonly result: unknown;
  /** what was read to find it, to be told again */
  readonly reads: readonly MissingRead[];
}

/** By what is asked, record and moment. */
type Known = Map<number, Remembered>;

/** What is remembered of one case. */
export class Memory {
  readonly declarations = new Map<object, Known>();
  /** whether an item is classified in a set of codes, by what the set says */
  readonly classified = new Map<string, Known>();
  readonly #moments = new Map<string, number>();
  readonly #momentIds = new WeakMap<Moment, number>();
  /** the moment that was asked about last: it is hardly ever another one */
  #last: { readonly moment: Moment; readonly id: number } | null = null;
  readonly #recordIds = new WeakMap<RecordValue, number>();
  /** by the object that states the record, then by place */
  readonly #stated = new WeakMap<object, Map<string, number>>();
  /** of records that nothing states: they are nothing but their place and state */
  readonly #unstated = new Map<string, number>();
  #records = 0;

  /** A number for what is asked of a record (null: of none) at a moment. */
  key(what: keyof typeof ASKED, record: RecordValue | null, moment: Moment): number {
    const own = record === null ? 0 : this.#recordId(record);
    const at = this.#momentId(moment);
    // The numbers of few records and moments are small ones, which cost less; others lie below zero.
    return at < FEW_MOMENTS
      ? (own * FEW_MOMENTS + at) * QUESTIONS + ASKED[what]
      : -((own * MOMENTS + at) * QUESTIONS + ASKED[what]);
  }

  #momentId(moment: Moment): number {
    if (this.#last?.moment === moment) return this.#last.id;
    const id = this.#momentIdOf(moment);
    this.#last = { moment, id };
    return id;
  }

  #momentIdOf(moment: Moment): number {
    let id = this.#momentIds.get(moment);
    if (id === undefined) {
      const text = `${moment.day}/${moment.knownAt ?? ""}/${moment.view}`;
      id = this.#moments.get(text) ?? this.#moments.size;
      this.#moments.set(text, id);
      this.#momentIds.set(moment, id);
    }
    return id;
  }

  /** Two records are the same if they are stated by the same object, or are nothing but their place and state. */
  #recordId(record: RecordValue): number {
    const known = this.#recordIds.get(record);
    if (known !== undefined) return known;
    const place = `${record.path}|${record.state}|${record.perhapsNone ?? ""}|${record.record.id}`;
    let places = this.#unstated;
    if (record.state === "given") {
      places = this.#stated.get(record.fields) ?? new Map<string, number>();
      this.#stated.set(record.fields, places);
    }
    const id = places.get(place) ?? ++this.#records;
    places.set(place, id);
    this.#recordIds.set(record, id);
    return id;
  }
}

const ASKED = {
  field: 0,
  definition: 1,
  members: 2,
  ground: 3,
  requirements: 4,
  call: 5,
  classified: 6,
} as const;

const QUESTIONS = 8;
/** More than one case is read at: the day of the act, and those of savings. */
const MOMENTS = 1 << 20;
const FEW_MOMENTS = 1 << 8;

/** `evaluate()`, or what it gave before for the same declaration, record and moment. */
export function remember<T>(
  scene: Scene,
  what: Exclude<keyof typeof ASKED, "classified">,
  of: object,
  record: RecordValue | null,
  evaluate: () => T,
): T {
  return rememberIn(scene.world.memory.declarations, scene, what, of, record, evaluate);
}

/** The same of a set of codes that says `codes`. */
export function rememberClassified<T>(scene: Scene, codes: string, item: RecordValue, evaluate: () => T): T {
  return rememberIn(scene.world.memory.classified, scene, "classified", codes, item, evaluate);
}

function rememberIn<T, Of>(
  memory: Map<Of, Known>,
  scene: Scene,
  what: keyof typeof ASKED,
  of: Of,
  record: RecordValue | null,
  evaluate: () => T,
): T {
  const { reads } = scene.world;
  const key = scene.world.memory.key(what, record, scene.moment);
  const known = memory.get(of)?.get(key);
  if (known !== undefined) {
    for (const read of known.reads) reads.push(read);
    return known.result as T;
  }
  const mark = reads.length;
  const result = evaluate();
  const remembered = { result, reads: readOnce(reads, mark) };
  // looked up again, as evaluating may have remembered more of the same
  const entries = memory.get(of);
  if (entries === undefined) memory.set(of, new Map([[key, remembered]]));
  else entries.set(key, remembered);
  return result;
}

const NO_READS: readonly MissingRead[] = [];

/** What was read since the mark, each fact once: law that refers to law would tell of it again and again. */
function readOnce(reads: MissingRead[], mark: number): readonly MissingRead[] {
  if (reads.length === mark) return NO_READS;
  const once = new Set<MissingRead>();
  for (let i = mark; i < reads.length; i++) once.add(reads[i]!);
  if (once.size < reads.length - mark) {
    reads.length = mark;
    for (const read of once) reads.push(read);
  }
  return [...once];
}

/**
 * Runs with nothing remembered of some declarations; afterwards what was remembered of them before is so again. Of
 * classifications nothing is remembered before or after.
 */
export function without<T>(memory: Memory, forgotten: Iterable<object>, run: () => T): T {
  const { declarations, classified } = memory;
  const before = [...forgotten].map((of) => [of, declarations.get(of)] as const);
  for (const [of] of before) declarations.delete(of);
  classified.clear();
  try {
    return run();
  } finally {
    classified.clear();
    for (const [of, known] of before) {
      if (known === undefined) declarations.delete(of);
      else declarations.set(of, known);
    }
  }
}
