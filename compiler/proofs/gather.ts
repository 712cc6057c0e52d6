/** Questions that may be asked at any of several moments, brought together at few of them: opening a law takes time. */
import type { Point } from "../analysis/index.ts";
import { pointKey } from "../analysis/opening/moment.ts";
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

/** Those of the questions that may be asked at one moment. */
interface Moment<T> {
  readonly point: Point;
  readonly questions: Question<T>[];
  left: number;
}

/** Each question once, at the moment that suits most of those still open; those without a moment are left out. */
export function gather<T>(questions: readonly Question<T>[]): readonly Gathering<T>[] {
  const moments = new Map<string, Moment<T>>();
  const open = new Map<Question<T>, readonly Moment<T>[]>();
  for (const question of questions) {
    const own = question.moments.map((point) => {
      const key = `${question.jurisdiction.id} ${pointKey(point)}`;
      let moment = moments.get(key);
      if (moment === undefined) {
        moment = { point, questions: [], left: 0 };
        moments.set(key, moment);
      }
      moment.questions.push(question);
      moment.left++;
      return moment;
    });
    open.set(question, own);
  }
  const found: Gathering<T>[] = [];
  for (;;) {
    let best: Moment<T> | null = null;
    for (const moment of moments.values()) if (moment.left > (best?.left ?? 0)) best = moment;
    if (best === null) return found;
    const chosen = best.questions.filter((question) => open.has(question));
    found.push({
      jurisdiction: chosen[0]!.jurisdiction,
      point: best.point,
      about: chosen.map(({ about }) => about),
    });
    for (const question of chosen) {
      for (const moment of open.get(question)!) moment.left--;
      open.delete(question);
    }
  }
}
