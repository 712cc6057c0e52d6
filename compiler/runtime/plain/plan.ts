/**
 * The fast way to a determination, where law and case allow it: measures whose columns read given facts, one ground of
 * reach, no exception in force, nothing unknown. Everything else takes the general way; the two give the same answers.
 */
import { type Determination, POLICIES, type RequirementAnswer, type Verdict } from "../answer.ts";
import { horizonCaveats } from "../determination/answers.ts";
import { severity } from "../determination/determine.ts";
import { strictness } from "../determination/review.ts";
import type { Env } from "../expressions/context.ts";
import type { RequirementEffect } from "../format.ts";
import type { Epoch } from "../law/epoch.ts";
import type { Model } from "../law/model.ts";
import type { IndexedRow } from "../tables/table-index.ts";
import { PlainFacts } from "./facts.ts";
import { PlainTable } from "./table.ts";

/** What a row gives, made ready. */
interface PlainRow {
  readonly answer: RequirementAnswer;
  readonly severity: number;
  readonly alone: Alone;
  /** strictness of the policy, -1 where none is stated */
  readonly policy: number;
  /** sorted */
  readonly routes: readonly string[];
}

/** The answer of a law that is asked alone; made once, so that an answer costs nothing. */
export type Alone = readonly [Verdict];

const NOT_REACHED: Alone = Object.freeze(["not_reached"] as const);
const NO_REQUIREMENT: Alone = Object.freeze(["no_requirement"] as const);

interface RankedTable {
  readonly table: PlainTable;
  /** place of each row of the table among all rows */
  readonly ranks: Int32Array;
}

const NONE: readonly never[] = Object.freeze([]);

export class PlainPlan {
  readonly #jurisdiction: string;
  readonly #caveats: readonly string[];
  readonly #ground: readonly PlainTable[] | null;
  readonly #tables: readonly RankedTable[];
  /** all rows in the order of answers: the strictest first, then by id */
  readonly #rows: readonly PlainRow[];
  /** the rows found last, by rank */
  readonly #found: Int32Array;
  readonly #facts: PlainFacts;

  private constructor(
    model: Model,
    jurisdiction: string,
    day: string,
    facts: PlainFacts,
    ground: readonly PlainTable[] | null,
    tables: readonly PlainTable[],
  ) {
    this.#jurisdiction = jurisdiction;
    this.#caveats = Object.freeze(horizonCaveats(jurisdiction, day, model));
    this.#facts = facts;
    this.#ground = ground;
    const interned = new Map<string, readonly string[]>();
    const rows = tables.flatMap((table) =>
      table.index.rows.map((row) => ({ row, plain: plainRow(row, model, interned) })),
    );
    rows.sort(
      (a, b) => b.plain.severity - a.plain.severity || (a.plain.answer.id < b.plain.answer.id ? -1 : 1),
    );
    const ranks = new Map(rows.map(({ row }, rank) => [row, rank]));
    this.#rows = rows.map(({ plain }) => plain);
    this.#found = new Int32Array(rows.length);
    this.#tables = tables.map((table) => ({
      table,
      ranks: Int32Array.from(table.index.rows, (row) => ranks.get(row)!),
    }));
  }

  /** The plan of a jurisdiction on a day, or null where the law needs the general way. */
  static of(model: Model, epoch: Epoch, jurisdiction: string, day: string, env: Env): PlainPlan | null {
    const chain = model.chain(jurisdiction);
    const indexes = chain
      .flatMap((name) => model.requirementPrograms(name))
      .map((program) => epoch.index(program));
    const inForce = indexes.filter((index) => index.rows.length > 0);
    const groundId = model.defaultGround(jurisdiction);
    for (const measure of chain.flatMap((name) => [...epoch.measuresInForce(name)])) {
      if ((model.declarations.get(measure)?.reach ?? null) !== groundId) return null;
      const exceptions = model
        .exceptionsOf(measure)
        .filter((program) => chain.includes(program.document.jurisdiction));
      if (exceptions.some((program) => epoch.index(program).rows.length > 0)) return null;
    }
    if (inForce.length === 0 || inForce.some(({ rows }) => !rows.every(isPlainRow))) return null;
    const facts = new PlainFacts(model.vocabulary);
    const tables = inForce.map((index) => PlainTable.of(index, model, facts, env));
    const grounds = groundId === null ? null : groundTables(groundId, model, epoch, facts, env);
    if (tables.includes(null) || grounds?.includes(null)) return null;
    return new PlainPlan(
      model,
      jurisdiction,
      day,
      facts,
      grounds as readonly PlainTable[] | null,
      tables as PlainTable[],
    );
  }

  /** The verdict, alone in an array; null where the case needs the general way. */
  decide(facts: unknown): Alone | null {
    const reached = this.#read(facts);
    if (reached === null) return null;
    if (!reached) return NOT_REACHED;
    let rank = this.#rows.length;
    const tables = this.#tables;
    for (let t = 0; t < tables.length; t++) {
      const { table, ranks } = tables[t]!;
      const first = table.first();
      if (first !== -1 && ranks[first]! < rank) rank = ranks[first]!;
    }
    return rank < this.#rows.length ? this.#rows[rank]!.alone : NO_REQUIREMENT;
  }

  /** The whole determination; null where the case needs the general way. */
  determine(facts: unknown): Determination | null {
    const reached = this.#read(facts);
    if (reached === null) return null;
    let count = 0;
    if (reached) {
      const tables = this.#tables;
      const found = this.#found;
      for (let t = 0; t < tables.length; t++) {
        const { table, ranks } = tables[t]!;
        const from = count;
        count = table.collect(found, from);
        for (let i = from; i < count; i++) found[i] = ranks[found[i]!]!;
      }
      sort(found, count);
    }
    return this.#answer(reached, count);
  }

  /** The answer for the rows found last. */
  #answer(reached: boolean, count: number): Determination {
    const found = this.#found;
    const strictest = count === 0 ? null : this.#rows[found[0]!]!;
    const verdict: Verdict = strictest?.answer.verdict ?? (reached ? "no_requirement" : "not_reached");
    let policy = -1;
    let reviewUnstated = false;
    let routes: readonly string[] = NONE;
    const requirements: RequirementAnswer[] = new Array(count);
    for (let i = 0; i < count; i++) {
      const hit = this.#rows[found[i]!]!;
      requirements[i] = hit.answer;
      if (hit.severity !== strictest?.severity) continue;
      if (hit.policy > policy) policy = hit.policy;
      if (hit.policy === -1) reviewUnstated = true;
      if (hit.routes !== routes) routes = routes.length === 0 ? hit.routes : joined(routes, hit.routes);
    }
    return {
      jurisdiction: this.#jurisdiction,
      reached: reached ? "yes" : "no",
      verdict,
      reviewPolicy: policy === -1 ? null : POLICIES[POLICIES.length - 1 - policy]!,
      reviewUnstated,
      reviewRange: null,
      routes,
      requirements,
      exceptions: NONE,
      obligations: NONE,
      missing: NONE,
      atLeast: verdict,
      atMost: verdict,
      practice: null,
      caveats: this.#caveats,
      contradictions: NONE,
      assertions: NONE,
    };
  }

  /** Finds the rows of all facts: whether the law reaches the act; null where something is not plainly given. */
  #read(json: unknown): boolean | null {
    const facts = this.#facts;
    if (!facts.read(json)) return null;
    const { values } = facts;
    const tables = this.#tables;
    for (let t = 0; t < tables.length; t++) if (!tables[t]!.table.read(values)) return null;
    if (this.#ground === null) return true;
    let reached = false;
    for (const table of this.#ground) {
      if (!table.read(values)) return null;
      reached ||= table.first() !== -1;
    }
    return reached;
  }
}

/** Sorts the first numbers. Few rows hold at once: sorting them by insertion is the quickest. */
function sort(numbers: Int32Array, count: number): void {
  if (count > 50) {
    numbers.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const number = numbers[i]!;
    let j = i - 1;
    for (; j >= 0 && numbers[j]! > number; j--) numbers[j + 1] = numbers[j]!;
    numbers[j + 1] = number;
  }
}

/** The union of two sorted lists, sorted. */
function joined(a: readonly string[], b: readonly string[]): readonly string[] {
  const more = b.filter((route) => !a.includes(route));
  return more.length === 0 ? a : [...a, ...more].sort();
}

function isPlainRow({ row }: IndexedRow): boolean {
  const effect = row.then;
  if (!("verdict" in effect)) return false;
  const constantReview = effect.review === undefined || "policy" in effect.review;
  return constantReview && (effect.routes ?? []).every(({ when }) => when === undefined);
}

/** Equal sets of routes become one object: they are compared by identity. */
function plainRow({ row }: IndexedRow, model: Model, interned: Map<string, readonly string[]>): PlainRow {
  const effect = row.then as RequirementEffect;
  const policy = effect.review !== undefined && "policy" in effect.review ? effect.review.policy : null;
  const routes = [...new Set((effect.routes ?? []).map(({ route }) => route))];
  const key = routes.toSorted().join("\u0000");
  const sorted = interned.get(key) ?? routes.toSorted();
  interned.set(key, sorted);
  const info = model.declarations.get(row.of);
  const answer: RequirementAnswer = {
    id: row.id,
    measure: row.of,
    title: info?.title ?? null,
    kind: info?.kind ?? "list",
    limb: row.limbs.length === 0 ? null : row.limbs.join(""),
    holds: "yes",
    verdict: effect.verdict,
    reviewPolicy: policy,
    routes,
    basis: row.citations,
    releasedBy: null,
  };
  return {
    answer,
    severity: severity(effect.verdict),
    alone: Object.freeze([effect.verdict] as const),
    policy: strictness(policy),
    routes: sorted,
  };
}

function groundTables(
  ground: string,
  model: Model,
  epoch: Epoch,
  facts: PlainFacts,
  env: Env,
): readonly (PlainTable | null)[] {
  return model
    .programsOfGround(ground)
    .map((program) => epoch.index(program, epoch.grounds.rowsOf(ground)))
    .filter((index) => index.rows.length > 0)
    .map((index) => PlainTable.of(index, model, facts, env));
}
