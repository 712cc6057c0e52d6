/** A checked program with its normal form, indexed for the questions the analysis asks. */
import type {
  CaseJson,
  Exception,
  Expr,
  Group,
  Item,
  Measure,
  Program,
  Reach,
  Scheme,
} from "../../check/tree.ts";
import type { Formula } from "../../normal/condition.ts";
import type {
  Classification,
  Ground,
  NormalDefine,
  NormalGroup,
  NormalProgram,
  NormalReview,
  Releasing,
  Requirement,
  Rule,
} from "../../normal/normal-program.ts";
import { walk } from "../../normal/walk.ts";
import type { OracleDetermination } from "../../oracle/index.ts";

export type RequirementRule = Rule<Measure, Requirement>;
export type GroundRule = Rule<Reach | Measure, Ground>;
export type ItemRule = Rule<Item, Classification>;
export type ReleaseRule = Rule<Exception, Releasing>;

/** Answers a case in place of the oracle: for laws that are only a part of one, or were read from tables. */
export type Judge = (
  facts: CaseJson,
  at: {
    readonly asOf: string;
    readonly knownAt: string | null;
    readonly view: "text" | "practice";
    readonly jurisdiction: string;
  },
) => OracleDetermination | null;

export class Law {
  readonly program: Program;
  readonly normal: NormalProgram;
  /** who replays witnesses; null: the oracle, which needs the program as checked */
  readonly judge: Judge | null;
  readonly countries: Scheme | null;
  readonly defines: ReadonlyMap<string, NormalDefine>;
  readonly reviews: ReadonlyMap<string, NormalReview>;
  readonly requirementsOf: ReadonlyMap<string, readonly RequirementRule[]>;
  /** rules of exceptions by the measures that they release, or limbs of them */
  readonly releasesOf: ReadonlyMap<string, readonly ReleaseRule[]>;
  /** rules by the ground they make, an extraterritorial measure's own id included */
  readonly groundsOf: ReadonlyMap<string, readonly GroundRule[]>;
  readonly groundRulesOf: ReadonlyMap<string, readonly GroundRule[]>;
  readonly itemsOf: ReadonlyMap<string, readonly ItemRule[]>;
  readonly #entries = new Map<string, ReadonlyMap<string, readonly ItemRule[]>>();
  readonly #groups: ReadonlyMap<string, NormalGroup>;
  #columns: ReadonlySet<string> | null = null;

  constructor(program: Program, normal: NormalProgram, judge: Judge | null = null) {
    this.program = program;
    this.normal = normal;
    this.judge = judge;
    this.countries = program.schemes.find((scheme) => scheme.isCountry) ?? null;
    this.defines = new Map(normal.defines.map((d) => [d.define.id, d]));
    this.reviews = new Map(normal.reviews.map((r) => [r.review.id, r]));
    this.#groups = new Map(normal.groups.map((g) => [g.group.id, g]));
    this.requirementsOf = grouped(normal.requirements, (rule) => [rule.of.id]);
    this.releasesOf = grouped(normal.releases, ({ effect }) => [
      ...new Set(effect.releases.map(({ measure }) => measure.id)),
    ]);
    this.groundsOf = grouped(normal.grounds, (rule) => rule.effect.grounds);
    this.groundRulesOf = grouped(normal.grounds, (rule) => [rule.of.id]);
    this.itemsOf = grouped(normal.classifications, (rule) => [rule.effect.scheme.id]);
  }

  /** Columns of data lists that some condition, review or route reads. */
  get columns(): ReadonlySet<string> {
    this.#columns ??= usedColumns(this.program, this.normal);
    return this.#columns;
  }

  /** Rules of the entries of a scheme, by code. */
  entriesOf(scheme: Scheme): ReadonlyMap<string, readonly ItemRule[]> {
    let entries = this.#entries.get(scheme.id);
    if (entries === undefined) {
      entries = grouped(this.itemsOf.get(scheme.id) ?? [], (rule) => [rule.effect.code]);
      this.#entries.set(scheme.id, entries);
    }
    return entries;
  }

  group(group: Group): NormalGroup | null {
    return this.#groups.get(group.id) ?? null;
  }
}

function grouped<T>(values: readonly T[], keys: (value: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    for (const key of keys(value)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else group.push(value);
    }
  }
  return groups;
}

function usedColumns(program: Program, normal: NormalProgram): ReadonlySet<string> {
  const columns = new Set<string>();
  for (const expr of expressionsOf(program, normal)) {
    walk(expr, (part) => {
      if (part.kind === "column") columns.add(part.column);
    });
  }
  return columns;
}

/** Every expression of the law; parts of rules as whole conditions. */
export function* expressionsOf(program: Program, normal: NormalProgram): Generator<Expr> {
  const rules = [...normal.requirements, ...normal.grounds, ...normal.classifications, ...normal.releases];
  for (const rule of rules) for (const part of rule.parts) yield* leaves(part);
  for (const { versions } of normal.defines) for (const { value } of versions) yield value;
  for (const { effect } of normal.requirements) {
    for (const { when } of effect.routes) if (when !== null) yield when;
    for (const { condition } of effect.saves) yield condition;
    if (effect.review?.kind === "column") yield effect.review.column;
    if (effect.review?.kind === "grid") yield* gridExpressions(effect.review.grid.limbs);
  }
  for (const { versions } of normal.reviews)
    for (const { grid } of versions) yield* gridExpressions(grid.limbs);
  for (const record of program.records) {
    for (const field of record.fields.values()) {
      for (const expr of [field.appliesWhen, field.closedWhen, field.formula]) if (expr !== null) yield expr;
    }
  }
}

function* gridExpressions(
  limbs: readonly { readonly when: Expr | null; readonly policy: { readonly kind: string } }[],
): Generator<Expr> {
  for (const limb of limbs) {
    if (limb.when !== null) yield limb.when;
    if (isColumn(limb.policy)) yield limb.policy.column;
  }
}

function isColumn(policy: {
  readonly kind: string;
}): policy is { readonly kind: "column"; readonly column: Expr } {
  return policy.kind === "column";
}

function* leaves(formula: Formula): Generator<Expr> {
  if (formula.kind === "all" || formula.kind === "any") for (const part of formula.parts) yield* leaves(part);
  else yield formula.expr;
}
