/** Questions that may be asked at any of several moments, brought together at few of them: opening a law takes time. */
import type { Point } from "../analysis/index.ts";
import { pointKey } from "../analysis/moment.ts";
import type { Jurisdiction } from "../check/tree.ts";

export interface Question<T> {
  readonly about: T;
  readonly jurisdiction: Jurisdiction;
  /** any of these will do */
  readonly moments: readonly Point[];
}

export interface Gathering<T> {
  readonly jurisdiction: Jurisdiction;
  readonly point: Point;
  readonly about: readonly T[];
}

/** Each question once, at the moment that suits most of those still open; those without a moment are left out. */
export function gather<T>(questions: readonly Question<T>[]): readonly Gathering<T>[] {
  const suited = new Map<string, { readonly point: Point; readonly questions: Set<Question<T>> }>();
  const keys = new Map<Question<T>, readonly string[]>();
  for (const question of questions) {
    const own = question.moments.map((point) => `${question.jurisdiction.id} ${pointKey(point)}`);
    keys.set(question, own);
    for (const [i, key] of own.entries()) {
      const known = suited.get(key);
      if (known !== undefined) known.questions.add(question);
      else suited.set(key, { point: question.moments[i]!, questions: new Set([question]) });
    }
  }
  const found: Gathering<T>[] = [];
  for (;;) {
    let best: { readonly point: Point; readonly questions: Set<Question<T>> } | null = null;
    for (const other of suited.values()) if (other.questions.size > (best?.questions.size ?? 0)) best = other;
    if (best === null) return found;
    const chosen = [...best.questions];
    found.push({
      jurisdiction: chosen[0]!.jurisdiction,
      point: best.point,
      about: chosen.map(({ about }) => about),
    });
    for (const question of chosen) {
      for (const key of keys.get(question)!) suited.get(key)!.questions.delete(question);
    }
  }
}
