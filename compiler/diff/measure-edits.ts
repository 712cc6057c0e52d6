/** Measures that say something else on a day, whatever they are called: those whose opened rules are not those of the other law. */
import type { Analysis, OpenedRule, Part, View } from "../analysis/index.ts";
import type { Moment } from "./behavior.ts";
import { viewOf } from "./find.ts";
import type { Pair } from "./pair.ts";

/** Reach alone, for acts that no measure asks anything of. */
export const REACH = "";

/** What a measure says otherwise on some days. */
export interface MeasureEdit {
  readonly measure: string;
  /** the rules, old and new, by what they say */
  readonly key: string;
  /** one of the days */
  readonly moment: Moment;
  /** the rules that say something else, and no others */
  readonly rules: readonly OpenedRule[];
  /** these alone, as if every act were reached; of the reach no rules */
  readonly part: Part;
}

export function viewsOf(
  analysis: Analysis,
  pair: Pair,
  moment: Moment,
  part: Part | null = null,
): readonly [View, View] {
  return [viewOf(analysis, pair.old, moment, part), viewOf(analysis, pair.new, moment, part)];
}

/** Those nearest to what was edited first, and the reach last. */
export function editsOf([old, now]: readonly [View, View], moment: Moment): readonly MeasureEdit[] {
  const before = new Set(old.rules.map(({ meaning }) => meaning));
  const after = new Set(now.rules.map(({ meaning }) => meaning));
  const said = new Map<string, readonly [OpenedRule[], OpenedRule[]]>();
  const note = (rules: readonly OpenedRule[], other: ReadonlySet<string>, side: 0 | 1): void => {
    for (const one of rules) {
      if (other.has(one.meaning)) continue;
      let own = said.get(one.rule.of.id);
      if (own === undefined) {
        own = [[], []];
        said.set(one.rule.of.id, own);
      }
      own[side].push(one);
    }
  };
  note(old.rules, after, 0);
  note(now.rules, before, 1);
  const edits = [...said].map(([measure, sides]): MeasureEdit => {
    const rules = sides.flat();
    const meanings = new Set(rules.map(({ meaning }) => meaning));
    const [a, b] = sides.map((side) => [...new Set(side.map(({ meaning }) => meaning))].sort().join(","));
    const isAsked = ({ meaning }: OpenedRule): boolean => meanings.has(meaning);
    const part: Part = { measures: new Set([measure]), isAsked, isReached: true };
    return { measure, key: `${measure} ${a} > ${b}`, moment, rules, part };
  });
  const steps = ({ measure }: MeasureEdit): number => moment.steps.get(measure) ?? Number.POSITIVE_INFINITY;
  edits.sort((a, b) => steps(a) - steps(b) || (a.measure < b.measure ? -1 : 1));
  if (old.reached === now.reached) return edits;
  const key = `${REACH} ${old.reached} > ${now.reached}`;
  return [...edits, { measure: REACH, key, moment, rules: [], part: { measures: new Set() } }];
}
