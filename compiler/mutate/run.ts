/**
 * Tries mutants of the law on the scenarios. One that no scenario notices either changes no answer at all, which the
 * engine may prove, or shows what is not tested, with a transaction that would show the difference.
 */
import type { Program } from "../check/tree.ts";
import { percentOf } from "../coverage/summary.ts";
import { Dependents } from "../dependents/dependents.ts";
import { Judge, type Judgement } from "./judge.ts";
import type { Mutant } from "./mutant.ts";
import { mutantsOf } from "./mutants.ts";
import { tryMutants } from "./notice.ts";
import { sample } from "./sample.ts";
import { twinOf } from "./twin.ts";

export interface MutationOptions {
  /** how many mutants to try; null: all */
  readonly limit: number | null;
  /** decides which, where not all are tried; the same seed takes the same ones of the same law */
  readonly seed: number;
  /** false: what survives is counted and not judged, which takes most of the time */
  readonly judges?: boolean;
  readonly isRequested?: (file: string) => boolean;
  readonly step?: (what: string) => void;
}

export interface Survivor {
  readonly mutant: Mutant;
  /** some scenario comes to another truth at the place, and gives the same answer */
  readonly seen: boolean;
  /** a scenario that would notice, in the language; null: none was found */
  readonly scenario: string | null;
}

export interface Mutation {
  /** how many there are */
  readonly mutants: number;
  readonly tried: number;
  /** null where all were tried */
  readonly seed: number | null;
  readonly killed: number;
  /** proved to change no answer, and not counted in the score; null where survivors were not judged */
  readonly equivalent: number | null;
  readonly survivors: readonly Survivor[];
  /** killed of those that are not equivalent, in percent, cut to a tenth */
  readonly score: number;
}

export function runMutation(program: Program, options: MutationOptions): Mutation {
  const step = options.step ?? (() => {});
  const twin = twinOf(program);
  const concerned = new Concerned(program);
  const all = mutantsOf(twin, options.isRequested ?? (() => true)).filter(
    ({ of }) => concerned.by(of).size > 0,
  );
  const tried = options.limit === null ? all : sample(all, options.limit, options.seed);
  const asked = new Set(tried.flatMap(({ of }) => [...concerned.by(of)]));
  const { killed, seen } = tryMutants(twin, tried, asked, (done, of, dead) =>
    step(`trying ${tried.length} mutants: ${done} of ${of} expectations, ${dead} killed`),
  );
  const left = tried.filter((mutant) => !killed.has(mutant));
  const judge = options.judges === false ? null : new Judge(program, twin);
  const judged = left.map((mutant, i): { mutant: Mutant; judgement: Judgement } => {
    if (judge !== null) step(`judging survivors: ${i} of ${left.length}`);
    return { mutant, judgement: judge?.judge(mutant) ?? { kind: "unknown" } };
  });
  const survivors = judged
    .filter(({ judgement }) => judgement.kind !== "equivalent")
    .map(
      ({ mutant, judgement }): Survivor => ({
        mutant,
        seen: seen.has(mutant),
        scenario: judgement.kind === "differs" ? judgement.scenario : null,
      }),
    );
  return {
    mutants: all.length,
    tried: tried.length,
    seed: tried.length < all.length ? options.seed : null,
    killed: killed.size,
    equivalent: judge === null ? null : judged.length - survivors.length,
    survivors,
    score: percentOf(killed.size, killed.size + survivors.length),
  };
}

/** The jurisdictions whose answers rest on what a mutant changes; the answers of others, and proposals, stay as they are. */
class Concerned {
  readonly #program: Program;
  readonly #dependents: Dependents;
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(program: Program) {
    this.#program = program;
    this.#dependents = new Dependents(program);
  }

  /** Names of those that rest on the declaration; none where no law in force or past does. */
  by(id: string): ReadonlySet<string> {
    const known = this.#known.get(id) ?? this.#find(id);
    this.#known.set(id, known);
    return known;
  }

  #find(id: string): ReadonlySet<string> {
    const { measures, exceptions } = this.#program;
    const own = [...measures, ...exceptions].filter((declared) => declared.id === id);
    const owners = own.map(({ jurisdiction }) => jurisdiction);
    return new Set([...owners, ...this.#dependents.jurisdictionsOn(id)].map(({ name }) => name));
  }
}
