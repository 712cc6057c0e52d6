/**
 * The fast way to a determination, where law and case allow it: measures whose columns read given facts, one ground of
 * reach, no exception in force, nothing unknown. Everything else takes the general way; the two give the same answers.
 */
import type { Determination, RequirementAnswer, Verdict } from "./answer.ts";
import { horizonCaveats } from "./answers.ts";
import { isObject, readScalar } from "./case-values.ts";
import type { Env } from "./context.ts";
import { severity } from "./determine.ts";
import type { Epoch } from "./epoch.ts";
import type { RequirementEffect, ReviewPolicy } from "./format.ts";
import type { Model } from "./model.ts";
import { isScalar } from "./plain-column.ts";
import { PlainTable, type Records } from "./plain-table.ts";
import { stricter } from "./review.ts";
import type { IndexedRow } from "./table-index.ts";
import type { FieldInfo, RecordInfo } from "./vocabulary.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a row gives, made ready. */
interface PlainRow {
  readonly answer: RequirementAnswer;
  readonly severity: number;
  readonly policy: ReviewPolicy | null;
  readonly routes: readonly string[];
}

/** A record that columns read facts of. */
interface UsedRecord {
  readonly path: readonly string[];
  readonly info: RecordInfo;
  /** names of the facts that are read, and of records on the way to others */
  readonly names: ReadonlySet<string>;
}

const MAX_REMEMBERED = 10_000;

export class PlainPlan {
  readonly #model: Model;
  readonly #jurisdiction: string;
  readonly #caveats: readonly string[];
  readonly #ground: readonly PlainTable[] | null;
  readonly #tables: readonly { readonly table: PlainTable; readonly rows: readonly PlainRow[] }[];
  readonly #root: UsedRecord;
  readonly #nested: readonly UsedRecord[];
  /** facts no measure reads are checked all the same: what was found good */
  readonly #good = new Map<FieldInfo, Set<unknown>>();

  private constructor(
    model: Model,
    jurisdiction: string,
    day: string,
    ground: readonly PlainTable[] | null,
    tables: readonly PlainTable[],
  ) {
    this.#model = model;
    this.#jurisdiction = jurisdiction;
    this.#caveats = horizonCaveats(jurisdiction, day, model);
    this.#ground = ground;
    this.#tables = tables.map((table) => ({
      table,
      rows: table.index.rows.map((row) => plainRow(row, model)),
    }));
    const used = usedRecords([...tables, ...(ground ?? [])], model.vocabulary.transaction);
    this.#root = used[0]!;
    this.#nested = used.slice(1);
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
    const tables = inForce.map((index) => PlainTable.of(index, model, env));
    const grounds = groundId === null ? null : groundTables(groundId, model, epoch, env);
    if (tables.includes(null) || grounds?.includes(null)) return null;
    return new PlainPlan(
      model,
      jurisdiction,
      day,
      grounds as readonly PlainTable[] | null,
      tables as PlainTable[],
    );
  }

  /** The verdict; null where the case needs the general way. */
  decide(facts: unknown): Verdict | null {
    const reached = this.#read(facts);
    if (reached === null) return null;
    if (!reached) return "not_reached";
    let strictest = -1;
    let verdict: Verdict = "no_requirement";
    const tables = this.#tables;
    for (let t = 0; t < tables.length; t++) {
      const { table, rows } = tables[t]!;
      const first = table.first();
      if (first === -1) continue;
      const row = rows[first]!;
      if (row.severity > strictest) {
        strictest = row.severity;
        verdict = row.answer.verdict;
      }
    }
    return verdict;
  }

  /** The whole determination; null where the case needs the general way. */
  determine(facts: unknown): Determination | null {
    const reached = this.#read(facts);
    if (reached === null) return null;
    const hits: PlainRow[] = [];
    if (reached) {
      const found: number[] = [];
      for (const { table, rows } of this.#tables) {
        found.length = 0;
        table.collect(found);
        for (const i of found) hits.push(rows[i]!);
      }
      if (this.#tables.length > 1)
        hits.sort((a, b) => b.severity - a.severity || (a.answer.id < b.answer.id ? -1 : 1));
    }
    return this.#answer(reached, hits);
  }

  #answer(reached: boolean, hits: readonly PlainRow[]): Determination {
    const strictest = hits[0]?.severity ?? -1;
    const verdict: Verdict = hits[0]?.answer.verdict ?? (reached ? "no_requirement" : "not_reached");
    let reviewPolicy: ReviewPolicy | null = null;
    let reviewUnstated = false;
    const routes: string[] = [];
    const requirements: RequirementAnswer[] = [];
    for (const hit of hits) {
      requirements.push(hit.answer);
      if (hit.severity !== strictest) continue;
      reviewPolicy = stricter(reviewPolicy, hit.policy);
      reviewUnstated ||= hit.policy === null;
      for (const route of hit.routes) if (!routes.includes(route)) routes.push(route);
    }
    return {
      jurisdiction: this.#jurisdiction,
      reached: reached ? "yes" : "no",
      verdict,
      reviewPolicy,
      reviewUnstated,
      reviewRange: null,
      routes: routes.length > 1 ? routes.sort() : routes,
      requirements,
      exceptions: [],
      obligations: [],
      missing: [],
      atLeast: verdict,
      atMost: verdict,
      practice: null,
      caveats: this.#caveats,
      contradictions: [],
      assertions: [],
    };
  }

  /** Looks all facts up: whether the law reaches the act; null where something is not plainly given. */
  #read(facts: unknown): boolean | null {
    if (!isObject(facts) || !this.#isGood(facts, this.#root)) return null;
    let records: Records | null = null;
    if (this.#nested.length > 0) {
      records = this.#openRecords(facts);
      if (records === null) return null;
    }
    const tables = this.#tables;
    for (let t = 0; t < tables.length; t++) if (!tables[t]!.table.read(facts, records)) return null;
    if (this.#ground === null) return true;
    let reached = false;
    for (const table of this.#ground) {
      if (!table.read(facts, records)) return null;
      reached ||= table.first() !== -1;
    }
    return reached;
  }

  #openRecords(facts: Json): Records | null {
    const records = new Map<string, Json>();
    for (const used of this.#nested) {
      const owner = used.path.length === 1 ? facts : records.get(used.path.slice(0, -1).join("."));
      const record = owner?.[used.path[used.path.length - 1]!];
      if (!isObject(record) || !this.#isGood(record, used)) return null;
      records.set(used.path.join("."), record);
    }
    return records;
  }

  /**
   * Whether a record holds nothing that the general way might refuse or note. With as many keys as names that are read,
   * either it holds just those, or one of them is missing, which is seen when it is read.
   */
  #isGood(record: Json, used: UsedRecord): boolean {
    let count = 0;
    for (const _ in record) count++;
    return count === used.names.size || this.#othersAreGood(record, used);
  }

  #othersAreGood(record: Json, used: UsedRecord): boolean {
    for (const [name, json] of Object.entries(record)) {
      if (used.names.has(name)) continue;
      const field = used.info.fields.get(name);
      if (
        field === undefined
          ? !(used === this.#root && name === "case" && typeof json === "string")
          : !this.#isGoodFact(json, field)
      )
        return false;
    }
    return true;
  }

  #isGoodFact(json: unknown, field: FieldInfo): boolean {
    if (!isScalar(field) || (typeof json === "object" && json !== null)) return false;
    let good = this.#good.get(field);
    if (good === undefined) {
      good = new Set();
      this.#good.set(field, good);
    }
    if (good.has(json)) return true;
    if (!readScalar(json, field.type, field.range, this.#model.vocabulary).ok) return false;
    if (good.size < MAX_REMEMBERED) good.add(json);
    return true;
  }
}

function isPlainRow({ row }: IndexedRow): boolean {
  const effect = row.then;
  if (!("verdict" in effect)) return false;
  const constantReview = effect.review === undefined || "policy" in effect.review;
  return constantReview && (effect.routes ?? []).every(({ when }) => when === undefined);
}

function plainRow({ row }: IndexedRow, model: Model): PlainRow {
  const effect = row.then as RequirementEffect;
  const policy = effect.review !== undefined && "policy" in effect.review ? effect.review.policy : null;
  const routes = [...new Set((effect.routes ?? []).map(({ route }) => route))];
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
  return { answer, severity: severity(effect.verdict), policy, routes };
}

function groundTables(ground: string, model: Model, epoch: Epoch, env: Env): readonly (PlainTable | null)[] {
  return model
    .programsOfGround(ground)
    .map((program) => epoch.index(program, epoch.grounds.rowsOf(ground)))
    .filter((index) => index.rows.length > 0)
    .map((index) => PlainTable.of(index, model, env));
}

/** The records that tables read, the transaction first, each after the one it stands in. */
function usedRecords(tables: readonly PlainTable[], transaction: RecordInfo): UsedRecord[] {
  const used = new Map<string, { path: string[]; info: RecordInfo; names: Set<string> }>();
  const root = { path: [], info: transaction, names: new Set<string>() };
  used.set("", root);
  for (const { columns } of tables) {
    for (const { fact } of columns) {
      let owner: { path: string[]; info: RecordInfo; names: Set<string> } = root;
      for (const name of fact.records) {
        owner.names.add(name);
        const type = owner.info.fields.get(name)!.type;
        const path: string[] = [...owner.path, name];
        const key = path.join(".");
        const info = type.kind === "record" ? type.record : owner.info;
        const next = used.get(key) ?? { path, info, names: new Set<string>() };
        used.set(key, next);
        owner = next;
      }
      owner.names.add(fact.field.name);
    }
  }
  return [...used.values()].sort((a, b) => a.path.length - b.path.length);
}
