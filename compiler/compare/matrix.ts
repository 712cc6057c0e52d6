/**
 * The matrix of powers: for each jurisdiction and each row, whether measures in force on a day exercise the power, and
 * what the powers in force would allow. A cell names what carries it. A state's cell counts the measures and powers of
 * the union it lies within; proposals never count.
 */
import type { Authority, Expr, IsoDate, Jurisdiction, Measure, PermitValue, Program } from "../check/tree.ts";
import { chainOf } from "./chain.ts";
import { type Covered, Limits } from "./limits.ts";
import type { MatrixFile, MatrixRow, PowerQuery } from "./matrix-file.ts";
import { hasPolicy, isInForce, namesFact, singlesOut } from "./measures.ts";
import { notesOf } from "./notes.ts";

export const MATRIX_FORMAT = "cordon-matrix/1";

/**
 * What the powers allow: `available`; `conditional`: under a finding not made, or with other states only; `limited`: of
 * some of the transactions alone; `absent`; `unknown`: the conditions grew too large to be compared; `impossible`: the row asks
 * about transactions that there cannot be, of which no power says anything. Null: not asked.
 */
export type Power = "available" | "conditional" | "limited" | "absent" | "unknown" | "impossible";

/** What one permission allows of transactions that there can be. */
type Allowed = Exclude<Power, "impossible">;

export interface MatrixReport {
  readonly format: typeof MATRIX_FORMAT;
  readonly title: string;
  readonly asOf: IsoDate;
  readonly columns: readonly string[];
  /** what to know of the day */
  readonly notes: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly cells: readonly Cell[];
  }[];
}

export interface Cell {
  readonly jurisdiction: string;
  /** what a reader sees: `exercised`, or else that the row does not fit, or the power */
  readonly state: "exercised" | "not applicable" | Power;
  readonly power: Power | null;
  /** measures in force that exercise it */
  readonly measures: readonly Carrier[];
  /** authorities in force that allow it, wholly or in part */
  readonly authorities: readonly Carrier[];
  /** what a conditional power waits for */
  readonly condition: string | null;
  /** of the file: why the row does not fit, or what else a reader should know */
  readonly remark: string | null;
}

export interface Carrier {
  readonly id: string;
  readonly title: string | null;
  readonly citations: readonly string[];
}

/**
 * `conditions` are those of the rows that state one, by row id, bound to the program. `limits` of the program may be handed on from
 * one day to the next.
 */
export function matrixOf(
  program: Program,
  matrix: MatrixFile,
  conditions: ReadonlyMap<string, Expr>,
  asOf: IsoDate,
  limits: Limits = new Limits(program),
): MatrixReport {
  const maker = new MatrixMaker(program, matrix, conditions, asOf, limits);
  return {
    format: MATRIX_FORMAT,
    title: matrix.title,
    asOf,
    columns: matrix.columns,
    notes: notesOf(program, matrix.columns, [], asOf),
    rows: matrix.rows.map((row) => ({
      id: row.id,
      title: row.title,
      cells: matrix.columns.map((name) => maker.cell(row, name)),
    })),
  };
}

const ALL_ORIGINS = ["unilateral", "coordinated", "regime"] as const;

/** What a power waits for that permits measures of some origins alone. */
const COMES_FROM: Readonly<Record<string, string>> = {
  unilateral: "the state makes by itself",
  coordinated: "other states agree on",
  regime: "a regime has adopted",
};

class MatrixMaker {
  readonly #program: Program;
  readonly #limits: Limits;
  readonly #conditions: ReadonlyMap<string, Expr>;
  readonly #asOf: IsoDate;
  readonly #aside: ReadonlySet<string>;

  constructor(
    program: Program,
    matrix: MatrixFile,
    conditions: ReadonlyMap<string, Expr>,
    asOf: IsoDate,
    limits: Limits,
  ) {
    this.#program = program;
    this.#limits = limits;
    this.#conditions = conditions;
    this.#asOf = asOf;
    this.#aside = new Set(matrix.setAside ?? []);
  }

  /** @throws {Error} for a jurisdiction that the program lacks */
  cell(row: MatrixRow, name: string): Cell {
    const own = this.#program.jurisdictions.find((j) => j.name === name);
    if (own === undefined) throw new Error(`no jurisdiction ${name}`);
    const chain = new Set(chainOf(own));
    const measures = this.#program.measures.filter(
      (m) => chain.has(m.jurisdiction) && this.#exercises(row, m),
    );
    const isImpossible = row.power !== false && this.#isImpossible(row, own);
    const powers = row.power === false || isImpossible ? [] : this.#powers(row, own, chain);
    const asked = isImpossible ? "impossible" : strongest(powers.map((p) => p.power));
    const power = row.power === false ? null : asked;
    const isExercised = measures.length > 0;
    const misfit = row.notApplicable?.[name] ?? null;
    const carriers = powers.filter((p) => p.power === power && power !== "absent");
    return {
      jurisdiction: name,
      state: isExercised ? "exercised" : misfit !== null ? "not applicable" : (power ?? "absent"),
      power,
      measures: measures.map(carrierOf).sort(byId),
      authorities: [...new Set(carriers.map((p) => p.authority))].map(carrierOf).sort(byId),
      condition:
        power === "conditional" ? (mildest(carriers.flatMap((p) => p.condition ?? []))?.text ?? null) : null,
      remark: (isExercised ? null : misfit) ?? row.remarks?.[name] ?? null,
    };
  }

  #exercises(row: MatrixRow, measure: Measure): boolean {
    const { kinds, origins, topics, countrySpecific, facts, review } = row;
    if (measure.proposal !== null || !kinds.includes(measure.kind) || this.#isAside(measure)) return false;
    if (!isInForce(measure, this.#asOf)) return false;
    if (origins !== undefined && (measure.origin === null || !origins.includes(measure.origin))) return false;
    if (topics?.any !== undefined && !topics.any.some((topic) => measure.topics.includes(topic)))
      return false;
    if (topics?.none?.some((topic) => measure.topics.includes(topic)) === true) return false;
    if (countrySpecific !== undefined && singlesOut(measure, this.#asOf) !== countrySpecific) return false;
    if (facts !== undefined && !namesFact(measure, facts, this.#asOf)) return false;
    return review === undefined || hasPolicy(measure, review, this.#asOf);
  }

  #isAside({ id, authority }: Measure): boolean {
    return this.#aside.has(id) || (authority !== null && this.#aside.has(authority.id));
  }

  #powers(
    row: MatrixRow,
    own: Jurisdiction,
    chain: ReadonlySet<Jurisdiction>,
  ): readonly {
    readonly authority: Authority;
    readonly power: Allowed;
    readonly condition: Waiting | null;
  }[] {
    const query = row.power === false ? {} : (row.power ?? {});
    return this.#program.authorities
      .filter((authority) => chain.has(authority.jurisdiction) && !this.#aside.has(authority.id))
      .filter((authority) => isOn(authority, this.#asOf))
      .flatMap((authority) =>
        authority.permits
          .filter((permit) => row.kinds.includes(permit.kind) && isOn(permit, this.#asOf))
          .map((permit) => ({ authority, ...this.#allows(row, query, permit, own) })),
      );
  }

  /** What one permission allows of what the row asks for. */
  #allows(
    row: MatrixRow,
    query: PowerQuery,
    { limitedTo, provided }: PermitValue,
    own: Jurisdiction,
  ): { readonly power: Allowed; readonly condition: Waiting | null } {
    const asked: readonly string[] = row.origins ?? ALL_ORIGINS;
    const allowed = provided === null ? asked : asked.filter((origin) => provided.origins.includes(origin));
    if (allowed.length === 0) return { power: "absent", condition: null };
    const byOrigin =
      allowed.length < asked.length
        ? `a measure that ${allowed.map((origin) => COMES_FROM[origin]!).join(" or ")}`
        : null;
    const covers = limitedTo === null ? "all" : this.#covers(row, limitedTo, own);
    if (covers === "none") return { power: "absent", condition: null };
    if (covers === "unknown") return { power: "unknown", condition: null };
    if (covers === "some" && query.finding === undefined) return { power: "limited", condition: null };
    const finding = covers === "some" && !this.#hasFinding(own) ? (query.finding ?? null) : null;
    const waits = [
      ...(finding === null ? [] : [`a finding ${finding}`]),
      ...(byOrigin === null ? [] : [byOrigin]),
    ];
    if (waits.length === 0) return { power: "available", condition: null };
    const condition = { text: waits.join("; "), waits: waits.length, origins: allowed.length };
    return { power: "conditional", condition };
  }

  /** An official finding in force that carries some measure into a power. */
  #hasFinding(own: Jurisdiction): boolean {
    const chain = new Set(chainOf(own));
    return this.#program.findings.some(
      ({ module, from, proposal }) =>
        proposal === null &&
        module.jurisdiction !== null &&
        chain.has(module.jurisdiction) &&
        (from === null || from <= this.#asOf),
    );
  }

  /** Whether no transaction meets the condition of the row on the day: a slip in the row, and no gap of the law. */
  #isImpossible({ id }: MatrixRow, own: Jurisdiction): boolean {
    const asked = this.#conditions.get(id);
    return asked !== undefined && this.#limits.isImpossible(asked, own.name, this.#asOf);
  }

  /** How much of the transactions that the row asks about lies within a limit. */
  #covers({ id }: MatrixRow, limit: Expr, own: Jurisdiction): Covered {
    return this.#limits.covers(this.#conditions.get(id) ?? null, limit, own.name, this.#asOf);
  }
}

/** What a permission waits for. */
interface Waiting {
  readonly text: string;
  /** for how many things */
  readonly waits: number;
  /** of how many origins a measure may be */
  readonly origins: number;
}

/** Of several permissions the one that waits for least. */
function mildest(all: readonly Waiting[]): Waiting | undefined {
  return all.toSorted((a, b) => a.waits - b.waits || b.origins - a.origins)[0];
}

const STRENGTH: readonly Allowed[] = ["absent", "unknown", "limited", "conditional", "available"];

function strongest(powers: readonly Allowed[]): Allowed {
  return STRENGTH[Math.max(0, ...powers.map((power) => STRENGTH.indexOf(power)))]!;
}

/** A power that was held already when the sources begin with it counts on earlier days too, as measures do. */
function isOn(
  {
    from,
    until,
    before = false,
  }: { readonly from: IsoDate | null; readonly until: IsoDate | null; readonly before?: boolean },
  day: IsoDate,
): boolean {
  return (from === null || before || from <= day) && (until === null || day < until);
}

function carrierOf({ id, title, citations }: Measure | Authority): Carrier {
  return { id, title, citations: citations.map((citation) => citation.text) };
}

function byId(a: Carrier, b: Carrier): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
