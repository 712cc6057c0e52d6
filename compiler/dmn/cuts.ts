/** An ordered column cut into pieces: a cut lies just before or just after a value, and the pieces are the atoms. */
import Fraction from "fraction.js";
import { type Atoms, NONE, range } from "./atoms.ts";
import type { Value } from "./value.ts";

export interface Cut {
  readonly at: Fraction;
  readonly after: boolean;
}

/** An interval of values; a bound that is null is no bound. */
export interface Segment {
  readonly low: Value | null;
  readonly lowClosed: boolean;
  readonly high: Value | null;
  readonly highClosed: boolean;
}

interface SortedCut extends Cut {
  readonly approximate: number;
}

const DAY = new Fraction(86400);

export class CutLine {
  readonly #cuts: readonly SortedCut[];
  readonly #index = new Map<string, number>();
  readonly #discrete: boolean;
  /** a value of the column, which says how a position is written */
  readonly #sample: Value | null;

  constructor(cuts: readonly Cut[], discrete: boolean, sample: Value | null, daily: boolean) {
    this.#discrete = discrete;
    this.#sample = sample;
    const distinct = new Map<string, SortedCut>();
    const limits: Cut[] = daily
      ? [
          { at: new Fraction(0), after: false },
          { at: DAY, after: false },
        ]
      : [];
    for (const cut of [...cuts, ...limits]) {
      const normal = this.#normal(cut);
      distinct.set(keyOf(normal), { ...normal, approximate: Number(normal.at.valueOf()) });
    }
    this.#cuts = [...distinct.values()].sort(compareCuts);
    for (const [i, cut] of this.#cuts.entries()) this.#index.set(keyOf(cut), i);
  }

  get atoms(): number {
    return this.#cuts.length + 1;
  }

  /** Atoms of one value that some cell names. */
  point(at: Fraction): Atoms {
    return this.between({ at, after: false }, { at, after: true });
  }

  /** Atoms between two cuts of this line; null is no bound. */
  between(low: Cut | null, high: Cut | null): Atoms {
    const first = low === null ? 0 : this.#index.get(keyOf(this.#normal(low)))! + 1;
    const last = high === null ? this.#cuts.length : this.#index.get(keyOf(this.#normal(high)))!;
    return first > last ? NONE : range(first, last);
  }

  /** Atoms from midnight to midnight. */
  day(): Atoms {
    return this.between({ at: new Fraction(0), after: false }, { at: DAY, after: false });
  }

  /** The interval that atoms `first` to `last` make up. */
  segment(first: number, last: number): Segment {
    const low = this.#cuts[first - 1];
    const high = this.#cuts[last];
    const step = this.#discrete ? 1 : 0;
    return {
      low: low === undefined ? null : this.#value(low.at),
      lowClosed: low !== undefined && !low.after,
      high: high === undefined ? null : this.#value(high.at.sub(step)),
      highClosed: high !== undefined && (this.#discrete || high.after),
    };
  }

  /** Between counted values, "after one" is "before the next". */
  #normal(cut: Cut): Cut {
    if (!this.#discrete) return cut;
    return { at: cut.after ? cut.at.floor().add(1) : cut.at.ceil(), after: false };
  }

  #value(at: Fraction): Value {
    const sample = this.#sample;
    switch (sample?.kind) {
      case "date":
        return { kind: "date", day: Number(at.valueOf()) };
      case "years and months duration":
        return { kind: sample.kind, months: Number(at.valueOf()) };
      case "days and time duration":
        return { kind: sample.kind, seconds: at };
      case "time":
      case "date and time":
        return { kind: sample.kind, seconds: at, offset: sample.offset === null ? null : 0 };
      default:
        return { kind: "number", value: at };
    }
  }
}

function keyOf(cut: Cut): string {
  return `${cut.at.s < 0n ? "-" : ""}${cut.at.n}/${cut.at.d}${cut.after ? "+" : ""}`;
}

/** The nearest floating-point numbers decide where they differ; exact fractions decide the rest. */
function compareCuts(a: SortedCut, b: SortedCut): number {
  if (
    Math.abs(a.approximate - b.approximate) >
    1e-9 * Math.max(Math.abs(a.approximate), Math.abs(b.approximate))
  )
    return a.approximate - b.approximate;
  return a.at.compare(b.at) || Number(a.after) - Number(b.after);
}
