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
} from "../../check/tree.ts";
import type { NormalProgram, Rule } from "../../normal/normal-program.ts";
import type { Rectangle } from "../../normal/timeline.ts";
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
} from "../../runtime/format.ts";
import type { PropId } from "../conditions/prop.ts";
import { definitionFaults } from "./definitions.ts";
import { type Fault, Held } from "./held.ts";
import { SourceTerms } from "./source-terms.ts";
import type { TableTerms } from "./table-terms.ts";
import { setKey } from "./terms.ts";

export type { Fault } from "./held.ts";

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

class Validation {
  readonly #normal: NormalProgram;
  readonly #program: Program;
  readonly #bundle: Bundle;
  readonly #held: Held;

  constructor(normal: NormalProgram, program: Program, bundle: Bundle) {
    this.#normal = normal;
    this.#program = program;
    this.#bundle = bundle;
    this.#held = new Held(bundle.definitions);
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
      for (const id of rules.keys()) this.#held.fault(id, "the row is missing");
    }
    this.#named();
    this.#held.add(definitionFaults(this.#program, this.#bundle, this.#held.terms));
    this.#held.compare();
    return this.#held.faults;
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
      if (document.kind !== required.of.kind) this.#held.fault(id, "the row is of another kind");
      if ((document.measures[row.of]?.reach ?? null) !== (reach?.id ?? null)) {
        this.#held.fault(id, "the measure needs another ground");
      }
      const writing = this.#rule(required, found, saves);
      this.#requirement(id, required, row.then, writing);
      requirement.delete(id);
    } else if (reaching !== undefined) {
      this.#rule(reaching, found, reaching.effect.saves);
      const grounds = "grounds" in row.then ? row.then.grounds : [];
      this.#held.equal(id, "grounds", [...reaching.effect.grounds].sort(), [...grounds].sort());
      ground.delete(id);
    } else if (classifying !== undefined) {
      this.#rule(classifying, found, []);
      const { scheme, code } = classifying.effect;
      const { then } = row;
      this.#held.equal(id, "code", [scheme.id, code], "scheme" in then ? [then.scheme, then.code] : []);
      classification.delete(id);
    } else if (releasing !== undefined) {
      const writing = this.#rule(releasing, found, []);
      this.#release(releasing, row.then, writing);
      release.delete(id);
    } else if (intended !== undefined) {
      this.#rule(intended, found, []);
      this.#held.equal(id, "reason", intended.effect.because, "gap" in row.then ? row.then.gap : null);
      gap.delete(id);
    } else {
      const isKnown = this.#ruleIds().has(id);
      this.#held.fault(id, isKnown ? "the row stands twice" : "the row has no measure");
    }
    this.#held.forget();
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
      if (found.has(rule.id)) this.#held.fault(rule.id, "two rules have this name");
      found.set(rule.id, rule);
    }
    return found;
  }

  // ---------------------------------------------------------------------------------------------------------- rows

  /** What all kinds of rules have in common. */
  #rule(
    rule: Rule<Declared, unknown>,
    { row, table, columns, document }: Found,
    saves: readonly Saving[],
  ): Writing {
    const it = "it" in rule.of ? (rule.of as { it: SourceIt }).it : null;
    const writing: Writing = { source: new SourceTerms(this.#held.terms, it), table: this.#held.table };
    const { props } = this.#held.space;
    this.#held.equal(rule.id, "declaration", rule.of.id, row.of);
    this.#held.equal(rule.id, "jurisdiction", rule.jurisdiction?.name ?? "common", document.jurisdiction);
    this.#held.equal(rule.id, "limbs", rule.limbs, row.limbs);
    this.#held.equal(rule.id, "citations", rule.citations, row.citations);
    this.#held.equal(rule.id, "time", rectangleOf(rule.effective), effectiveOf(row.effective));
    this.#held.equal(
      rule.id,
      "bound names",
      rule.binders.map((binder: Binder) => writing.source.binder(binder)),
      table.each.map((binder) => this.#held.table.binder(binder)),
    );
    this.#savings(rule.id, saves, table.saves ?? [], writing);
    const cells = Object.entries(row.cells).flatMap(([name, cell]): PropId[] => {
      const input = columns.get(name);
      if (input === undefined) {
        this.#held.fault(rule.id, `the cell ${name} has no column`);
        return [];
      }
      return [this.#held.table.cell(cell, input)];
    });
    const parts = rule.parts.map((part) => writing.source.formula(part));
    this.#held.same(rule.id, "condition", props.and(...parts), props.and(...cells));
    return writing;
  }

  #savings(id: string, saves: readonly Saving[], table: readonly XSaving[], { source }: Writing): void {
    this.#held.equal(
      id,
      "savings",
      saves.map((s) => [s.until, s.asOf]),
      table.map((s) => [s.until, s.asOf]),
    );
    saves.forEach((saving, i) => {
      const other = table[i];
      if (other !== undefined) {
        this.#held.same(id, "saving", source.truth(saving.condition), this.#held.table.truth(other.when));
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
      this.#held.fault(id, "the row makes no requirement");
      return;
    }
    this.#held.equal(
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
    this.#held.equal(
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
    const yes = this.#held.space.props.constant("yes");
    this.#held.same(
      id,
      what,
      expr === null ? yes : source.truth(expr),
      x === undefined ? yes : this.#held.table.truth(x),
    );
  }

  #policy(id: string, value: PolicyValue | null, table: XPolicy | null, source: SourceTerms): void {
    if (value === null || table === null) {
      this.#held.equal(id, "review", value === null, table === null);
      return;
    }
    switch (value.kind) {
      case "policy":
        this.#held.equal(id, "review", value.policy, "policy" in table ? table.policy : null);
        return;
      case "review":
        this.#held.equal(id, "review", value.review.id, "review" in table ? table.review : null);
        return;
      case "column":
        this.#held.equal(
          id,
          "review",
          source.key(value.column),
          "column" in table ? this.#held.table.key(table.column) : null,
        );
        return;
      case "grid":
        this.#grid(id, value.grid, "grid" in table ? table.grid : [], source);
    }
  }

  #grid(id: string, grid: PolicyGridValue, table: readonly XPolicyLimb[], source: SourceTerms): void {
    this.#held.equal(
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
      this.#held.fault(rule.id, "the row releases nothing");
      return;
    }
    const { releases, obligations } = rule.effect;
    this.#held.equal(
      rule.id,
      "releases",
      releases.map(({ measure, limb }) => [measure.id, limb?.text ?? null]),
      then.releases.map(({ measure, limb }) => [measure, limb ?? null]),
    );
    this.#held.equal(
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
    this.#held.equal(
      "definitions",
      "defines",
      ids(defines.map((d) => d.define)),
      Object.keys(definitions.defines).sort(),
    );
    this.#held.equal(
      "definitions",
      "groups",
      ids(groups.map((g) => g.group)),
      Object.keys(definitions.groups).sort(),
    );
    this.#held.equal(
      "definitions",
      "reviews",
      ids(reviews.map((r) => r.review)),
      Object.keys(definitions.reviews).sort(),
    );
    for (const { define, versions } of defines) {
      const other = definitions.defines[define.id];
      if (other === undefined) continue;
      const source = new SourceTerms(this.#held.terms, define.it);
      const isTruth = define.type.kind === "truth" || define.type.kind === "condition";
      this.#held.equal(define.id, "kind", isTruth, other.truth);
      const names = [...(define.it === null ? [] : ["it"]), ...define.parameters.map((p) => p.name)];
      this.#held.equal(define.id, "parameters", names, other.parameters);
      this.#times(define.id, versions, other.versions);
      versions.forEach(({ value, formula }, i) => {
        const table = other.versions[i]?.value;
        if (table === undefined) return;
        if (isTruth) {
          const truth = formula === null ? source.truth(value) : source.formula(formula);
          this.#held.same(define.id, "condition", truth, this.#held.table.truth(table));
        } else if (define.type.kind === "set") {
          this.#held.equal(
            define.id,
            "set",
            setKey(source.set(value)),
            setKey(this.#held.table.set(table as never)),
          );
        } else this.#held.equal(define.id, "value", source.key(value), this.#held.table.key(table));
      });
      this.#held.forget();
    }
    for (const { group, versions } of groups) {
      const other = definitions.groups[group.id];
      if (other === undefined) continue;
      this.#held.equal(group.id, "openness", group.open, other.open ?? false);
      this.#times(group.id, versions, other.versions);
      const source = new SourceTerms(this.#held.terms);
      versions.forEach(({ value }, i) => {
        const table = other.versions[i]?.value;
        if (table !== undefined) {
          this.#held.equal(
            group.id,
            "members",
            setKey(source.set(value)),
            setKey(this.#held.table.set(table)),
          );
        }
      });
    }
    for (const { review, versions } of reviews) {
      const other = definitions.reviews[review.id];
      if (other === undefined) continue;
      this.#times(review.id, versions, other.versions);
      const source = new SourceTerms(this.#held.terms);
      versions.forEach(({ grid }, i) => {
        this.#grid(review.id, grid, other.versions[i]?.limbs ?? [], source);
      });
      this.#held.forget();
    }
  }

  #times(
    id: string,
    versions: readonly { readonly effective: Rectangle }[],
    table: readonly { readonly effective: Effective }[],
  ): void {
    this.#held.equal(
      id,
      "time",
      versions.map((v) => rectangleOf(v.effective)),
      table.map((v) => effectiveOf(v.effective)),
    );
  }
}

type SourceIt = ConstructorParameters<typeof SourceTerms>[1];

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
