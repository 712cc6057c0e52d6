/** Where an expression is evaluated: the case, the moment, and what the names in sight stand for. */
import type {
  DatedVersion,
  Expr,
  IsoDate,
  Jurisdiction,
  LimbValue,
  Program,
  Variable,
} from "../check/tree.ts";
import type { Memory } from "./memory.ts";
import type { Moment } from "./time.ts";
import { and, isUnknown, or, type Truth } from "./truth.ts";
import type { MissingRead, RecordValue, Value } from "./values.ts";

/**
 * Is told what each condition, limb and dated condition came to, and whether an exception's version lifts a requirement.
 * What is remembered is told once.
 */
export type Observe = (what: Expr | LimbValue | DatedVersion<unknown>, truth: Truth, scene: Scene) => void;

/** What does not change during a determination. */
export interface World {
  readonly program: Program;
  readonly jurisdiction: Jurisdiction;
  readonly transaction: RecordValue;
  /** the country code of the jurisdiction, or unknown where it is not a country */
  readonly here: Value;
  /** obligations whose fulfilment the case states, by id */
  readonly obligations: ReadonlyMap<string, boolean>;
  /** facts that were read and are not given, in the order of evaluation */
  readonly reads: MissingRead[];
  /** forget the reads of what is decided whatever they turn out to be */
  readonly onlyDeciding: boolean;
  /** read no more than the answer rests on */
  readonly onlyAnswer: boolean;
  readonly memory: Memory;
  /** what contradicts itself in the case, by path */
  readonly contradictions: Set<string>;
  readonly observe: Observe | null;
}

/** `and` of what each part comes to. */
export function every<T>(parts: Iterable<T>, truthOf: (part: T) => Truth, { onlyAnswer }: World): Truth {
  let all: Truth = "yes";
  for (const part of parts) {
    all = and(all, truthOf(part));
    if (onlyAnswer && all === "no") break;
  }
  return all;
}

/** `or` of what each part comes to. */
export function some<T>(parts: Iterable<T>, truthOf: (part: T) => Truth, { onlyAnswer }: World): Truth {
  let any: Truth = "no";
  for (const part of parts) {
    any = or(any, truthOf(part));
    if (onlyAnswer && any === "yes") break;
  }
  return any;
}

/** What `evaluate` finds; what it read is forgotten where the result does not rest on it. */
export function deciding(world: World, evaluate: () => Truth): Truth {
  const mark = world.reads.length;
  return decided(world, mark, evaluate());
}

/** The same of what was found and read since a mark. */
export function decided(world: World, mark: number, found: Truth): Truth {
  if (world.onlyDeciding && !isUnknown(found)) world.reads.length = mark;
  return found;
}

export interface Scene {
  readonly world: World;
  readonly moment: Moment;
  readonly names: ReadonlyMap<Variable, Value>;
  /** the names of the requirement that an exception would release */
  readonly released: ReadonlyMap<string, Value> | null;
}

export function withNames(scene: Scene, names: Iterable<readonly [Variable, Value]>): Scene {
  return { ...scene, names: new Map([...scene.names, ...names]) };
}

/** The scene of a declaration of its own: it sees its parameters and nothing else. */
export function ownScene(scene: Scene, names: Iterable<readonly [Variable, Value]>): Scene {
  return { ...scene, names: new Map(names) };
}

export function onDay(scene: Scene, day: IsoDate): Scene {
  return { ...scene, moment: { ...scene.moment, day } };
}

/** The value of a name; a captured name (of a review) is found by its text. */
export function lookUp(scene: Scene, variable: Variable): Value {
  const found = scene.names.get(variable) ?? byName(scene).get(variable.name);
  if (found === undefined) throw new Error(`the name ${variable.name} is not bound`);
  return found;
}

export function byName(scene: Scene): ReadonlyMap<string, Value> {
  return new Map([...scene.names].map(([variable, value]) => [variable.name, value]));
}
