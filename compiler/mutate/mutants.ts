/** All mutants of a program: those of its conditions, and those of clauses, exceptions, verdicts and dates. */
import type { PolicyName } from "../../grammar/ast.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type {
  CaseJson,
  ConditionClause,
  DatedVersion,
  Exception,
  Expr,
  IsoDate,
  Measure,
  OutcomeValue,
  Program,
} from "../check/tree.ts";
import { type Dated, datedDeclarations, everyExpression, expressionsOf } from "../dependents/parts.ts";
import { changesOf, groupsUnder, literalChanges, memberAdded, shortClause } from "./expressions.ts";
import type { Edit, Mutant, MutantKind, Trigger } from "./mutant.ts";

/** Mutants of the copy `twin`, in the order of places; one that is written once for several versions changes them all. */
export function mutantsOf(twin: Program, isRequested: (file: string) => boolean): readonly Mutant[] {
  const found = new Map<string, Mutant>();
  const add = (mutant: Mutant): void => {
    const { span, kind, change } = mutant;
    if (!isRequested(span.file)) return;
    const key = `${kind} ${span.file} ${span.start} ${span.end} ${change}`;
    const known = found.get(key);
    found.set(key, known === undefined ? mutant : joined(known, mutant));
  };
  const declarations = datedDeclarations(twin);
  const tests = groupTests(twin, declarations);
  const countries = countriesAskedAbout(twin);
  for (const dated of declarations) {
    const { versions } = dated.chronology;
    for (const mutant of dateMutants(dated)) add(mutant);
    for (const version of versions) {
      const days = [version.from ?? versions[1]?.from ?? SOME_DAY];
      const common = { of: dated.declared.id, days };
      for (const expr of everyExpression(dated, version)) {
        const added = memberAdded(expr, countries);
        for (const { at, limbs, ...change } of [...changesOf(expr), ...(added === null ? [] : [added])]) {
          const trigger: Trigger =
            limbs === undefined
              ? { kind: "other truth", exprs: [at], elsewhere: false }
              : { kind: "not", truth: "no", of: limbs };
          add({ ...common, ...change, span: at.span, trigger });
        }
      }
      if (dated.kind === "group") {
        for (const change of expressionsOf(dated, version).flatMap(literalChanges)) {
          const exprs = tests.get(dated.declared.id) ?? [];
          const trigger: Trigger = { kind: "other truth", exprs, elsewhere: true };
          add({ ...common, ...change, span: version.span, trigger });
        }
      }
      if (dated.kind === "measure")
        for (const change of bodyChanges(version as MeasureVersion, dated.declared.id))
          add({ ...common, ...change });
      if (dated.kind === "exception")
        for (const change of exceptionChanges(version as ExceptionVersion)) add({ ...common, ...change });
    }
  }
  return [...found.values()].sort(byPlace);
}

type MeasureVersion = Measure["chronology"]["versions"][number];
type ExceptionVersion = Exception["chronology"]["versions"][number];
type Change = Omit<Mutant, "of" | "days">;

/** Destinations of the scenarios, the most frequent first. */
function countriesAskedAbout(program: Program): readonly string[] {
  const counts = new Map<string, number>();
  for (const { given } of program.scenarios) {
    const destination = (given as { readonly [key: string]: CaseJson }).destination;
    if (typeof destination === "string") counts.set(destination, (counts.get(destination) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([country]) => country);
}

/** For a law without any date, where one day is as good as another. */
const SOME_DAY = "2000-01-02";

function joined(a: Mutant, b: Mutant): Mutant {
  const edits = b.edits.filter(
    (edit) => !a.edits.some((e) => e.target === edit.target && e.key === edit.key),
  );
  const days = [...new Set([...a.days, ...b.days])].sort();
  const { trigger } = a;
  if (trigger.kind === "other truth" && b.trigger.kind === "other truth") {
    const exprs = [...new Set([...trigger.exprs, ...b.trigger.exprs])];
    return { ...a, edits: [...a.edits, ...edits], days, trigger: { ...trigger, exprs } };
  }
  if (trigger.kind === "not" && b.trigger.kind === "not") {
    const of = [...new Set([...trigger.of, ...b.trigger.of])];
    return { ...a, edits: [...a.edits, ...edits], days, trigger: { ...trigger, of } };
  }
  return { ...a, edits: [...a.edits, ...edits], days };
}

function byPlace(a: Mutant, b: Mutant): number {
  if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
  const order = a.span.start - b.span.start || a.span.end - b.span.end;
  if (order !== 0) return order;
  const [left, right] = [`${a.kind} ${a.change}`, `${b.kind} ${b.change}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The tests that look into a group, by its id; into the states of a union, those that ask about the state itself. */
function groupTests(
  { jurisdictions }: Program,
  declarations: readonly Dated[],
): ReadonlyMap<string, readonly Expr[]> {
  const tests = new Map<string, Expr[]>();
  const states = jurisdictions.flatMap((jurisdiction) => jurisdiction.states ?? []);
  for (const dated of declarations) {
    for (const version of dated.chronology.versions) {
      for (const expr of everyExpression(dated, version)) {
        for (const { id } of new Set([...groupsUnder(expr), ...(asksHere(expr) ? states : [])]))
          tests.set(id, [...(tests.get(id) ?? []), expr]);
      }
    }
  }
  return tests;
}

function asksHere(expr: Expr): boolean {
  if (expr.kind === "compare") return expr.left.kind === "here" || expr.right.kind === "here";
  return expr.kind === "in" && expr.element.kind === "here";
}

// -------------------------------------------------------------------------------------------------------- clauses

/** The clause left out of its list; blocks of limbs lose a limb instead, and the rows keep their names. */
function clausesLeftOut(
  body: object,
  key: "conditions" | "exclusions",
  clauses: readonly ConditionClause[],
  kind: MutantKind,
): readonly Change[] {
  return clauses
    .filter(({ condition }) => condition.kind !== "limbs")
    .map((clause) => ({
      kind,
      span: clause.span,
      change: `\`${shortClause(clause)}\` is left out`,
      edits: [{ target: body, key, value: clauses.filter((other) => other !== clause) }],
      trigger: { kind: "not", truth: key === "conditions" ? "yes" : "no", of: [clause.condition] },
    }));
}

function bodyChanges({ value: body }: MeasureVersion, measure: string): readonly Change[] {
  const trigger: Trigger = { kind: "requirement", measure };
  const changes: Change[] = [
    ...clausesLeftOut(body, "conditions", body.conditions, "condition"),
    ...clausesLeftOut(body, "exclusions", body.exclusions, "condition"),
  ];
  for (const outcome of body.outcomes) {
    const other = OTHER_VERDICT[outcome.verdict];
    changes.push({
      kind: "verdict",
      span: outcome.span,
      change: `${words(outcome.verdict)} becomes ${words(other)}`,
      edits: [{ target: outcome, key: "verdict", value: other }],
      trigger,
    });
  }
  if (body.review?.kind === "policy") {
    const { policy } = body.review;
    const other = OTHER_POLICY[policy];
    changes.push({
      kind: "verdict",
      span: body.outcomes[0]?.span ?? body.conditions[0]!.span,
      change: `review ${words(policy)} becomes ${words(other)}`,
      edits: [{ target: body, key: "review", value: { kind: "policy", policy: other } }],
      trigger,
    });
  }
  return changes;
}

const OTHER_VERDICT: Readonly<Record<OutcomeValue["verdict"], OutcomeValue["verdict"]>> = {
  prohibited: "license_required",
  license_required: "prohibited",
  notification_required: "license_required",
};

const OTHER_POLICY: Readonly<Record<PolicyName, PolicyName>> = {
  policy_of_denial: "presumption_of_denial",
  presumption_of_denial: "case_by_case",
  case_by_case: "presumption_of_denial",
  presumption_of_approval: "case_by_case",
  entitlement: "case_by_case",
};

function words(name: string): string {
  return name.replaceAll("_", " ");
}

function exceptionChanges(version: ExceptionVersion): readonly Change[] {
  const { value: body, span } = version;
  return [
    {
      kind: "exception",
      span,
      change: "the exception releases nothing",
      edits: [{ target: body, key: "releases", value: [] }],
      trigger: { kind: "not", truth: "no", of: [version] },
    },
    ...clausesLeftOut(body, "conditions", body.conditions, "exception"),
    ...clausesLeftOut(body, "exclusions", body.exclusions, "exception"),
  ];
}

// ---------------------------------------------------------------------------------------------------------- dates

/**
 * Each first day a day earlier and a day later, unless that would meet the version next to it. What is made of a chronology is kept
 * with it (`compiler/normal/timeline.ts`), so that a mutant has one of its own.
 */
function dateMutants({ declared, chronology }: Dated): readonly Mutant[] {
  const { versions, statuses } = chronology;
  const taken = new Set(versions.map(({ from }) => from));
  const make = (
    target: DatedVersion<unknown> | (typeof statuses)[number],
    key: "from" | "until",
    day: IsoDate,
  ): readonly Mutant[] =>
    [-1, 1].flatMap((by): readonly Mutant[] => {
      const other = dayOfNumber(dayNumber(day) + by);
      if (taken.has(other)) return [];
      const moved = <T extends object>(one: T): T => (one === target ? { ...one, [key]: other } : one);
      const value = { versions: versions.map(moved), statuses: statuses.map(moved) };
      const edits: readonly Edit[] = [{ target: declared, key: "chronology", value }];
      const days = [by < 0 ? other : day];
      const change = `${key} ${day} becomes ${other}`;
      return [
        {
          kind: "date",
          of: declared.id,
          span: target.span,
          change,
          edits,
          trigger: { kind: "day", days },
          days,
        },
      ];
    });
  return [
    ...versions.flatMap((version) =>
      version.from === null || version.before ? [] : make(version, "from", version.from),
    ),
    ...statuses.flatMap((status) => [
      ...make(status, "from", status.from),
      ...(status.until === null ? [] : make(status, "until", status.until)),
    ]),
  ];
}
