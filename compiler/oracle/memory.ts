/**
 * Remembers what a declaration says of a record at a moment, so that law which refers to law is not read again and
 * again. It changes no result: everything remembered depends on nothing else.
 */
import type { Scene } from "./scene.ts";
import type { MissingRead, RecordValue } from "./values.ts";

interface Remembered {
  readonly result: unknown;
  /** what was read to find it, to be told again */
  readonly reads: readonly MissingRead[];
}

export type Memory = Map<object, Map<string, Remembered>>;

/** `evaluate()`, or what it gave before for the same declaration, record and moment. */
export function remember<T>(
  scene: Scene,
  what: "field" | "definition" | "members" | "ground" | "requirements" | "call",
  of: object,
  record: RecordValue | null,
  evaluate: () => T,
): T {
  const { memory, reads } = scene.world;
  const key = `${what}/${momentKey(scene)}/${record === null ? "" : recordKey(record)}`;
  const known = memory.get(of)?.get(key);
  if (known !== undefined) {
    reads.push(...known.reads);
    return known.result as T;
  }
  const mark = reads.length;
  const result = evaluate();
  const entries = memory.get(of) ?? new Map<string, Remembered>();
  entries.set(key, { result, reads: reads.slice(mark) });
  memory.set(of, entries);
  return result;
}

/** Runs with nothing remembered of some declarations; afterwards what was remembered of them before is so again. */
export function without<T>(memory: Memory, forgotten: Iterable<object>, run: () => T): T {
  const before = [...forgotten].map((of) => [of, memory.get(of)] as const);
  for (const [of] of before) memory.delete(of);
  try {
    return run();
  } finally {
    for (const [of, known] of before) {
      if (known === undefined) memory.delete(of);
      else memory.set(of, known);
    }
  }
}

function momentKey({ moment }: Scene): string {
  return `${moment.day}/${moment.knownAt ?? ""}/${moment.view}`;
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** Two records are the same if they are stated by the same object, or are nothing but their place and state. */
function recordKey(record: RecordValue): string {
  const place = `${record.path}|${record.state}|${record.perhapsNone ?? ""}|${record.record.id}`;
  if (record.state !== "given") return place;
  let identity = identities.get(record.fields);
  if (identity === undefined) {
    identity = ++lastIdentity;
    identities.set(record.fields, identity);
  }
  return `${place}|${identity}`;
}
