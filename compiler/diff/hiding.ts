/**
 * In a law of very many measures, those that are no milder than what is edited can only hide what that changes: a question
 * is asked without them, and with those of them that a case shows to decide. All others may make something else of a change,
 * and are asked about with it.
 */
import { type OpenedRule, type Part, severity } from "../analysis/index.ts";
import type { Requirement } from "../normal/normal-program.ts";
import type { MeasureEdit } from "./measure-edits.ts";
import type { Pair } from "./pair.ts";

/** Rules, beyond which not all are asked about at once. */
const MOST_WHOLE = 1_000;

/** What a measure comes to where it asks for anything. */
interface Weight {
  /** how strict it is where it is at its mildest */
  readonly least: number;
  /** the terms of all of its rules; null: they differ, or depend on facts */
  readonly terms: string | null;
}

export class Hiding {
  /** the law is small enough to be asked about as a whole */
  readonly isNone: boolean;
  readonly #pair: Pair;
  #weights: ReadonlyMap<string, Weight> | null = null;

  constructor(pair: Pair) {
    this.#pair = pair;
    this.isNone = Math.max(pair.old.size, pair.new.size) <= MOST_WHOLE;
  }

  /** What is asked about edits; null: the whole law. `beside`: measures that hide something, as cases show. */
  part(edits: readonly MeasureEdit[], beside: ReadonlySet<string> = new Set()): Part | null {
    if (this.isNone) return null;
    const rules = edits.flatMap((edit) => edit.rules);
    const top = Math.max(...rules.map(({ rule }) => severity(rule.effect.verdict)));
    const strictest = rules.filter(({ rule }) => severity(rule.effect.verdict) === top);
    const terms = sameOf(strictest.map(({ rule }) => termsOf(rule.effect)));
    const hides = ({ least, terms: own }: Weight): boolean =>
      least > top || (least === top && terms !== null && own === terms);
    this.#weights ??= weightsOf(this.#pair);
    const whole = new Set(beside);
    for (const [measure, weight] of this.#weights) if (!hides(weight)) whole.add(measure);
    const edited = new Set(rules.map(({ meaning }) => meaning));
    return {
      measures: new Set([...edits.map(({ measure }) => measure), ...whole]),
      isAsked: ({ rule, meaning }: OpenedRule) => edited.has(meaning) || whole.has(rule.of.id),
    };
  }
}

function weightsOf(pair: Pair): ReadonlyMap<string, Weight> {
  const weights = new Map<string, Weight>();
  for (const { normal } of [pair.old.law, pair.new.law]) {
    const released = new Set(
      normal.releases.flatMap(({ effect }) => effect.releases.map(({ measure }) => measure.id)),
    );
    for (const { of, effect } of normal.requirements) {
      const before = weights.get(of.id);
      const rank = severity(released.has(of.id) ? "authorized" : effect.verdict);
      const own = termsOf(effect);
      weights.set(
        of.id,
        before === undefined
          ? { least: rank, terms: own }
          : { least: Math.min(rank, before.least), terms: sameOf([own, before.terms]) },
      );
    }
  }
  return weights;
}

/** Review and routes as one text; null where they depend on facts. */
function termsOf({ verdict, review, routes }: Requirement): string | null {
  if (routes.some(({ when }) => when !== null)) return null;
  if (review !== null && review.kind !== "policy") return null;
  return [verdict, review?.policy ?? "-", ...routes.map(({ route }) => route).sort()].join(" ");
}

function sameOf(texts: readonly (string | null)[]): string | null {
  const [first = null] = texts;
  return texts.every((text) => text === first) ? first : null;
}
