/** What there is between two jurisdictions by the oracle's answers to every transaction, and what a comparison tells of it. */
import type { CaseJson, IsoDate, Program, Verdict } from "../../../compiler/check/tree.ts";
import type { Difference } from "../../../compiler/compare/report.ts";
import { interpret, severity } from "../../../compiler/oracle/index.ts";

/** What one jurisdiction answers to a transaction, and the measures that give the most of it. */
export interface Answer {
  readonly verdict: Verdict | "undetermined";
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  readonly by: readonly string[];
}

export type Names = readonly [string, string];
export type Both = readonly [Answer, Answer];

export function answer(program: Program, facts: CaseJson, asOf: IsoDate, jurisdiction: string): Answer {
  const { verdict, atLeast, atMost, requirements } = interpret(program, facts, { asOf, jurisdiction });
  // of an open answer, what may give the most of it
  const giving = requirements.filter(
    (r) => r.verdict === atMost && (r.holds === "yes" || verdict === "undetermined"),
  );
  return { verdict, atLeast, atMost, by: [...new Set(giving.map(({ measure }) => nameOf(measure)))] };
}

/** The last name of a measure, which no other has. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}

export function requires({ atMost }: Pick<Answer, "atMost">): boolean {
  return severity(atMost) >= severity("notification_required");
}

export function isOpen(both: readonly Pick<Answer, "verdict">[]): boolean {
  return both.some(({ verdict }) => verdict === "undetermined");
}

/** The measures of those that require something, each with its side. */
export function behind(both: Both): readonly string[] {
  return both.flatMap((one, i) => (requires(one) ? one.by.map((id) => `${SIDES[i]} ${id}`) : []));
}

const SIDES = ["left", "right"] as const;

/** The same of a difference that is told. */
export function toldBehind(difference: Difference): readonly string[] {
  return SIDES.flatMap((side) =>
    requires(difference[side])
      ? difference.reasons[side].map(({ measure }) => `${side} ${nameOf(measure)}`)
      : [],
  );
}

/** Both verdicts: those that no measure gives are not told apart. */
export function pairOf(both: readonly Pick<Answer, "atMost">[]): string {
  return both.map(({ atMost }) => (severity(atMost) < severity("authorized") ? "none" : atMost)).join(" ");
}

/** Which of the two requires something, and which is the stricter. */
export function kindOf([a, b]: readonly Pick<Answer, "atMost">[], [left, right]: Names): string {
  const [first, second] = [a!, b!];
  const count = [first, second].filter(requires).length;
  if (count === 0) return "neither_requires";
  const stricter = severity(first.atMost) > severity(second.atMost) ? left : right;
  return `${count === 1 ? "only_one_requires" : "both_require"} ${stricter}`;
}

/** Measures by what they are behind. */
export class Behind {
  readonly #all = new Map<string, Set<string>>();

  add(key: string, measures: readonly string[]): void {
    const known = this.#all.get(key) ?? new Set();
    for (const measure of measures) known.add(measure);
    this.#all.set(key, known);
  }

  /** In an order of their own. */
  get text(): string {
    return [...this.#all]
      .map(([key, measures]) => `${key}: ${[...measures].sort().join(" ")}`)
      .sort()
      .join("\n");
  }

  get keys(): string {
    return [...this.#all.keys()].sort().join("\n");
  }

  get measures(): ReadonlySet<string> {
    return new Set([...this.#all.values()].flatMap((measures) => [...measures]));
  }
}

/** Differences of settled answers, and of those that the law leaves open. */
export class Between {
  readonly #names: Names;
  /** by both verdicts, by which requires what, and of what is open by the measures that may give it */
  readonly pairs = new Behind();
  readonly kinds = new Behind();
  readonly open = new Behind();
  readonly verdicts = new Set<string>();

  constructor(names: Names) {
    this.#names = names;
  }

  add(both: Both): void {
    const [a, b] = both;
    this.verdicts.add(`${a.verdict} ${b.verdict}`);
    if (a.atLeast === b.atLeast && a.atMost === b.atMost) return;
    if (isOpen(both)) {
      this.open.add("open", behind(both));
      return;
    }
    this.pairs.add(pairOf(both), behind(both));
    this.kinds.add(kindOf(both, this.#names), behind(both));
  }
}
