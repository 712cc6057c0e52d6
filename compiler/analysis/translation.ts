/**
 * Translation validation: a build says what its measures say. Every row is held against its rule, every definition
 * against its declaration; conditions are compared as functions, not as texts, with names left as names, so that what is
 * found equal is equal for every transaction and on every day.
 */
import type {
  Binder,
  Declared,
  Expr,
  PolicyGridValue,
  PolicyValue,
  Program,
  RouteValue,
  Saving,
} from "../check/tree.ts";
import type { NormalProgram, Rule } from "../normal/normal-program.ts";
import type { Rectangle } from "../normal/timeline.ts";
import type {
  Bundle,
  Effect,
  Effective,
  Input,
  Row,
  Table,
  X,
  XPolicy,
  XPolicyLimb,
  XSaving,
} from "../runtime/format.ts";
import { OutOfNodes } from "./diagram.ts";
import type { PropId } from "./prop.ts";
import { regionsOf, regionText } from "./regions.ts";
import { SourceTerms } from "./source-terms.ts";
import { Space } from "./space.ts";
import { TableTerms } from "./table-terms.ts";
import { setKey, Terms } from "./terms.ts";
import { definitionFaults } from "./translation-definitions.ts";

/** A place where a build does not say what its sources say. */
export interface Fault {
  /** id of the row or definition */
  readonly id: string;
  readonly what: string;
  /** facts for which the two differ, in words; null where no condition is concerned */
  readonly where: string | null;
  /** too large to be compared: shown neither to be equal nor to differ */
  readonly isOpen: boolean;
}

/** Every fault of a whole build; empty for a faithful one. @param normal of the program the build was made from */
export function translationFaults(normal: NormalProgram, program: Program, bundle: Bundle): readonly Fault[] {
  return new Validation(normal, program, bundle).faults();
}

/** A row, and where it stands. */
interface Found {
  readonly row: Row;
  readonly table: Table;
  /** the columns of the table by id */
  readonly columns: ReadonlyMap<string, Input>;
  readonly document: Bundle["tables"][number];
}

type RuleOf<K extends "requirements" | "grounds" | "classifications" | "releases" | "gaps"> = Map<
  string,
  NormalProgram[K][number]
>;

/** Rules that no row was found for yet, by id. */
interface Awaited {
  readonly requirement: RuleOf<"requirements">;
  readonly ground: RuleOf<"grounds">;
  readonly classification: RuleOf<"classifications">;
  readonly release: RuleOf<"releases">;
  readonly gap: RuleOf<"gaps">;
}

interface Writing {
  readonly source: SourceTerms;
  readonly table: TableTerms;
}

interface Pair {
  readonly id: string;
  readonly what: string;
  readonly source: PropId;
  readonly table: PropId;
}

/** Conditions after which those seen are compared and forgotten: some megabytes. */
const BATCH = 2_000;

class Validation {
  readonly #normal: NormalProgram;
  readonly #program: Program;
  readonly #bundle: Bundle;
  #space: Space;
  #terms: Terms;
  #table: TableTerms;
  readonly #faults: Fault[] = [];
  /** conditions that are not one node: to be compared as diagrams */
  #open: Pair[] = [];

  constructor(normal: NormalProgram, program: Program, bundle: Bundle) {
    this.#normal = normal;
    this.#program = program;
    this.#bundle = bundle;
    this.#space = new Space();
    this.#terms = new Terms(this.#space);
    this.#table = new TableTerms(this.#terms, bundle.definitions);
  }

  faults(): readonly Fault[] {
    const { requirements, grounds, classifications, releases, gaps } = this.#normal;
    const awaited = {
      requirement: this.#awaited(requirements),
      ground: this.#awaited(grounds),
      classification: this.#awaited(classifications),
      release: this.#awaited(releases),
      gap: this.#awaited(gaps),
    };
    for (const document of this.#bundle.tables) {
      for (const table of document.tables) {
        const columns = new Map(table.inputs.map((input) => [input.id, input]));
        for (const row of table.rows) this.#row({ row, table, columns, document }, awaited);
      }
    }
    for (const rules of Object.values(awaited)) {
      for (const id of rules.keys()) this.#fault(id, "the row is missing");
    }
    this.#named();
    this.#faults.push(...definitionFaults(this.#program, this.#bundle, this.#terms));
    this.#compareOpen();
    return this.#faults;
  }

  /** Holds a row against its rule, which then awaits none. */
  #row(found: Found, { requirement, ground, classification, release, gap }: Awaited): void {
    const { row, document } = found;
    const { id } = row;
    const required = requirement.get(id);
    const reaching = ground.get(id);
    const classifying = classification.get(id);
    const releasing = release.get(id);
    const intended = gap.get(id);
    if (required !== undefined) {
      const { reach, saves } = required.effect;
      if (document.kind !== required.of.kind) this.#fault(id, "the row is of another kind");
      if ((document.measures[row.of]?.reach ?? null) !== (reach?.id ?? null)) {
        this.#fault(id, "the measure needs another ground");
      }
      const writing = this.#rule(required, found, saves);
      this.#requirement(id, required, row.then, writing);
      requirement.delete(id);
    } else if (reaching !== undefined) {
      this.#rule(reaching, found, reaching.effect.saves);
      const grounds = "grounds" in row.then ? row.then.grounds : [];
      this.#equal(id, "grounds", [...reaching.effect.grounds].sort(), [...grounds].sort());
      ground.delete(id);
    } else if (classifying !== undefined) {
      this.#rule(classifying, found, []);
      const { scheme, code } = classifying.effect;
      const { then } = row;
      this.#equal(id, "code", [scheme.id, code], "scheme" in then ? [then.scheme, then.code] : []);
      classification.delete(id);
    } else if (releasing !== undefined) {
      const writing = this.#rule(releasing, found, []);
      this.#release(releasing, row.then, writing);
      release.delete(id);
    } else if (intended !== undefined) {
      this.#rule(intended, found, []);
      this.#equal(id, "reason", intended.effect.because, "gap" in row.then ? row.then.gap : null);
      gap.delete(id);
    } else {
      const isKnown = this.#ruleIds().has(id);
      this.#fault(id, isKnown ? "the row stands twice" : "the row has no measure");
    }
    this.#forget();
  }

  #ruleIds(): ReadonlySet<string> {
    const { requirements, grounds, classifications, releases, gaps } = this.#normal;
    const rules = [requirements, grounds, classifications, releases, gaps].flat();
    return new Set(rules.map((rule) => rule.id));
  }

  /** Rules by id. */
  #awaited<R extends { readonly id: string }>(rules: readonly R[]): Map<string, R> {
    const found = new Map<string, R>();
    for (const rule of rules) {
      if (found.has(rule.id)) this.#fault(rule.id, "two rules have this name");
      found.set(rule.id, rule);
    }
    return found;
  }

  /**
   * Compares what was seen and starts afresh, now and then: a row is compared with its own rule alone, so that nothing of
   * those before is needed.
   */
  #forget(): void {
    if (this.#space.props.size <= BATCH) return;
    this.#compareOpen();
    this.#open = [];
    this.#space = new Space();
    this.#terms = new Terms(this.#space);
    this.#table = new TableTerms(this.#terms, this.#bundle.definitions);
  }

  #fault(id: string, what: string, where: string | null = null): void {
    this.#faults.push({ id, what, where, isOpen: false });
  }

  #equal(id: string, what: string, source: unknown, table: unknown): void {
    if (JSON.stringify(source) !== JSON.stringify(table)) this.#fault(id, `${what} differs`);
  }

  #same(id: string, what: string, source: PropId, table: PropId): void {
    if (source !== table) this.#open.push({ id, what, source, table });
  }

  // ---------------------------------------------------------------------------------------------------------- rows

  /** What all kinds of rules have in common. */
  #rule(
    rule: Rule<Declared, unknown>,
    { row, table, columns, document }: Found,
    saves: readonly Saving[],
  ): Writing {
    const it = "it" in rule.of ? (rule.of as { it: SourceIt }).it : null;
    const writing: Writing = { source: new SourceTerms(this.#terms, it), table: this.#table };
    const { props } = this.#space;
    this.#equal(rule.id, "declaration", rule.of.id, row.of);
    this.#equal(rule.id, "jurisdiction", rule.jurisdiction?.name ?? "common", document.jurisdiction);
    this.#equal(rule.id, "limbs", rule.limbs, row.limbs);
    this.#equal(rule.id, "citations", rule.citations, row.citations);
    this.#equal(rule.id, "time", rectangleOf(rule.effective), effectiveOf(row.effective));
    this.#equal(
      rule.id,
      "bound names",
      rule.binders.map((binder: Binder) => writing.source.binder(binder)),
      table.each.map((binder) => this.#table.binder(binder)),
    );
    this.#savings(rule.id, saves, table.saves ?? [], writing);
    const cells = Object.entries(row.cells).flatMap(([name, cell]): PropId[] => {
      const input = columns.get(name);
      if (input === undefined) {
        this.#fault(rule.id, `the cell ${name} has no column`);
        return [];
      }
      return [this.#table.cell(cell, input)];
    });
    const parts = rule.parts.map((part) => writing.source.formula(part));
    this.#same(rule.id, "condition", props.and(...parts), props.and(...cells));
    return writing;
  }

  #savings(id: string, saves: readonly Saving[], table: readonly XSaving[], { source }: Writing): void {
    this.#equal(
      id,
      "savings",
      saves.map((s) => [s.until, s.asOf]),
      table.map((s) => [s.until, s.asOf]),
    );
    saves.forEach((saving, i) => {
      const other = table[i];
      if (other !== undefined) {
        this.#same(id, "saving", source.truth(saving.condition), this.#table.truth(other.when));
      }
    });
  }

  #requirement(
    id: string,
    rule: NormalProgram["requirements"][number],
    then: Effect,
    writing: Writing,
  ): void {
    const { verdict, to, awaitingDecision, review, routes } = rule.effect;
    if (!("verdict" in then)) {
      this.#fault(id, "the row makes no requirement");
      return;
    }
    this.#equal(
      id,
      "verdict",
      [verdict, to, awaitingDecision],
      [then.verdict, then.to ?? null, then.awaitingDecision ?? false],
    );
    this.#policy(id, review, then.review ?? null, writing.source);
    this.#routes(id, routes, then.routes ?? [], writing.source);
  }

  #routes(
    id: string,
    routes: readonly RouteValue[],
    table: readonly { readonly route: string; readonly when?: X }[],
    source: SourceTerms,
  ): void {
    this.#equal(
      id,
      "routes",
      routes.map((r) => r.route),
      table.map((r) => r.route),
    );
    routes.forEach(({ when }, i) => {
      const other = table[i]?.when;
      this.#condition(id, "route", when, other, source);
    });
  }

  #condition(id: string, what: string, expr: Expr | null, x: X | undefined, source: SourceTerms): void {
    const yes = this.#space.props.constant("yes");
    this.#same(
      id,
      what,
      expr === null ? yes : source.truth(expr),
      x === undefined ? yes : this.#table.truth(x),
    );
  }

  #policy(id: string, value: PolicyValue | null, table: XPolicy | null, source: SourceTerms): void {
    if (value === null || table === null) {
      this.#equal(id, "review", value === null, table === null);
      return;
    }
    switch (value.kind) {
      case "policy":
        this.#equal(id, "review", value.policy, "policy" in table ? table.policy : null);
        return;
      case "review":
        this.#equal(id, "review", value.review.id, "review" in table ? table.review : null);
        return;
      case "column":
        this.#equal(
          id,
          "review",
          source.key(value.column),
          "column" in table ? this.#table.key(table.column) : null,
        );
        return;
      case "grid":
        this.#grid(id, value.grid, "grid" in table ? table.grid : [], source);
    }
  }

  #grid(id: string, grid: PolicyGridValue, table: readonly XPolicyLimb[], source: SourceTerms): void {
    this.#equal(
      id,
      "review",
      grid.limbs.map((l) => [l.label?.text ?? null, l.otherwise, l.except.map((e) => e.text)]),
      table.map((l) => [l.label ?? null, l.otherwise ?? false, l.except ?? []]),
    );
    grid.limbs.forEach((limb, i) => {
      const other = table[i];
      if (other === undefined) return;
      this.#condition(id, "review", limb.when, other.when, source);
      this.#policy(id, limb.policy, other.policy, source);
    });
  }

  #release(rule: NormalProgram["releases"][number], then: Effect, { source }: Writing): void {
    if (!("releases" in then)) {
      this.#fault(rule.id, "the row releases nothing");
      return;
    }
    const { releases, obligations } = rule.effect;
    this.#equal(
      rule.id,
      "releases",
      releases.map(({ measure, limb }) => [measure.id, limb?.text ?? null]),
      then.releases.map(({ measure, limb }) => [measure, limb ?? null]),
    );
    this.#equal(
      rule.id,
      "obligations",
      obligations.map((o) => [o.id, o.duty, o.to, o.timing, o.days, o.text]),
      then.obligations.map((o) => [o.id, o.duty, o.to, o.timing ?? null, o.days ?? null, o.text ?? null]),
    );
    obligations.forEach(({ when }, i) => {
      this.#condition(rule.id, "obligation", when, then.obligations[i]?.when, source);
    });
  }

  // ------------------------------------------------------------------------------------------------- named things

  #named(): void {
    const { definitions } = this.#bundle;
    const { defines, groups, reviews } = this.#normal;
    this.#equal(
      "definitions",
      "defines",
      ids(defines.map((d) => d.define)),
      Object.keys(definitions.defines).sort(),
    );
    this.#equal(
      "definitions",
      "groups",
      ids(groups.map((g) => g.group)),
      Object.keys(definitions.groups).sort(),
    );
    this.#equal(
      "definitions",
      "reviews",
      ids(reviews.map((r) => r.review)),
      Object.keys(definitions.reviews).sort(),
    );
    for (const { define, versions } of defines) {
      const other = definitions.defines[define.id];
      if (other === undefined) continue;
      const source = new SourceTerms(this.#terms, define.it);
      const isTruth = define.type.kind === "truth" || define.type.kind === "condition";
      this.#equal(define.id, "kind", isTruth, other.truth);
      const names = [...(define.it === null ? [] : ["it"]), ...define.parameters.map((p) => p.name)];
      this.#equal(define.id, "parameters", names, other.parameters);
      this.#times(define.id, versions, other.versions);
      versions.forEach(({ value, formula }, i) => {
        const table = other.versions[i]?.value;
        if (table === undefined) return;
        if (isTruth) {
          const truth = formula === null ? source.truth(value) : source.formula(formula);
          this.#same(define.id, "condition", truth, this.#table.truth(table));
        } else if (define.type.kind === "set") {
          this.#equal(define.id, "set", setKey(source.set(value)), setKey(this.#table.set(table as never)));
        } else this.#equal(define.id, "value", source.key(value), this.#table.key(table));
      });
      this.#forget();
    }
    for (const { group, versions } of groups) {
      const other = definitions.groups[group.id];
      if (other === undefined) continue;
      this.#equal(group.id, "openness", group.open, other.open ?? false);
      this.#times(group.id, versions, other.versions);
      const source = new SourceTerms(this.#terms);
      versions.forEach(({ value }, i) => {
        const table = other.versions[i]?.value;
        if (table !== undefined) {
          this.#equal(group.id, "members", setKey(source.set(value)), setKey(this.#table.set(table)));
        }
      });
    }
    for (const { review, versions } of reviews) {
      const other = definitions.reviews[review.id];
      if (other === undefined) continue;
      this.#times(review.id, versions, other.versions);
      const source = new SourceTerms(this.#terms);
      versions.forEach(({ grid }, i) => {
        this.#grid(review.id, grid, other.versions[i]?.limbs ?? [], source);
      });
      this.#forget();
    }
  }

  #times(
    id: string,
    versions: readonly { readonly effective: Rectangle }[],
    table: readonly { readonly effective: Effective }[],
  ): void {
    this.#equal(
      id,
      "time",
      versions.map((v) => rectangleOf(v.effective)),
      table.map((v) => effectiveOf(v.effective)),
    );
  }

  // ----------------------------------------------------------------------------------------------------- diagrams

  /** Conditions that are written differently, compared as functions. */
  #compareOpen(): void {
    for (const { source, table } of this.#open) {
      this.#space.tell(source);
      this.#space.tell(table);
    }
    const { diagrams } = this.#space;
    for (const { id, what, source, table } of this.#open) {
      try {
        const differ = diagrams.apply(DIFFER, this.#space.node(source), this.#space.node(table));
        if (differ === diagrams.no) continue;
        const [region] = regionsOf(this.#space, differ, 1).regions;
        this.#fault(id, `${what} differs`, region === undefined ? null : regionText(region));
      } catch (error) {
        if (!(error instanceof OutOfNodes)) throw error;
        this.#faults.push({ id, what: `${what} is too large to be compared`, where: null, isOpen: true });
      }
    }
  }
}

type SourceIt = ConstructorParameters<typeof SourceTerms>[1];

const DIFFER = {
  name: "differ",
  commutative: true,
  apply: (a: unknown, b: unknown): "yes" | "no" => (a === b ? "no" : "yes"),
};

function ids(declared: readonly Declared[]): readonly string[] {
  return declared.map((d) => d.id).sort();
}

function rectangleOf(r: Rectangle): unknown {
  return [r.from, r.until, r.knownFrom, r.knownUntil, r.view, r.state];
}

function effectiveOf(e: Effective): unknown {
  return [
    e.from,
    e.until,
    e.knownFrom ?? null,
    e.knownUntil ?? null,
    e.view ?? "both",
    e.state ?? "in_force",
  ];
}
