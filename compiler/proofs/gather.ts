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
  const found: Gathering<T>[] = [];
  const place = ({ jurisdiction }: Question<T>, point: Point): string =>
    `${jurisdiction.id} ${pointKey(point)}`;
  let open = questions.filter(({ moments }) => moments.length > 0);
  while (open.length > 0) {
    const suited = new Map<string, { point: Point; questions: Question<T>[] }>();
    for (const question of open) {
      for (const point of question.moments) {
        const key = place(question, point);
        const known = suited.get(key);
        if (known === undefined) suited.set(key, { point, questions: [question] });
        else known.questions.push(question);
      }
    }
    let best = [...suited.values()][0]!;
    for (const other of suited.values()) if (other.questions.length > best.questions.length) best = other;
    const { point, questions: chosen } = best;
    found.push({
      jurisdiction: chosen[0]!.jurisdiction,
      point,
      about: chosen.map(({ about }) => about),
    });
    const taken = new Set(chosen);
    open = open.filter((question) => !taken.has(question));
  }
  return found;
}
