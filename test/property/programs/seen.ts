/**
 * What a case gets to see of a law, worked out from the law as it is written and from answers of the oracle: which conditions are
 * asked and what they come to, which rows hold, which exceptions release. Every condition is asked by itself, as a measure that holds
 * exactly where it does; what is asked at all follows from the measures, as `grammar/MEANING.md` has it.
 */
import { nextDay, previousDay } from "../../../compiler/check/days.ts";
import type {
  CaseJson,
  Chronology,
  ConditionClause,
  DatedVersion,
  Declared,
  Exception,
  Expr,
  Group,
  IsoDate,
  Item,
  Jurisdiction,
  LimbValue,
  Measure,
  MeasureBody,
  PolicyValue,
  Program,
  Reach,
} from "../../../compiler/check/tree.ts";
import { interpret, type OracleDetermination, severity } from "../../../compiler/oracle/index.ts";
import { checkSources } from "../compile.ts";

export type View = "text" | "practice";

type Requirement = OracleDetermination["requirements"][number];

/** A case as it is put to a jurisdiction. */
export interface Asked {
  readonly given: CaseJson;
  readonly jurisdiction: string;
  readonly view: View;
}

/** `open`: facts that the case does not state decide it. */
type Truth = "yes" | "no" | "open";

const CONTRARY: Readonly<Record<Truth, Truth>> = { yes: "no", no: "yes", open: "open" };

type Tested = readonly [test: Expr, truth: Truth];

/** Whatever stands at a place of the sources: `kind file start end detail`. */
export type Key = string;

/** What one case comes to on one day. */
export interface Reading {
  readonly answer: OracleDetermination;
  readonly yes: ReadonlySet<Key>;
  readonly no: ReadonlySet<Key>;
  /** by declaration: what it came to wherever it was asked, as text */
  readonly values: ReadonlyMap<string, string>;
  /** by group: tests that look into it on that day, and find a member or may find one */
  readonly members: ReadonlyMap<string, readonly Tested[]>;
}

type Sources = Readonly<Record<string, string>>;

/** A law with the answers of its conditions by themselves. */
export class Seen {
  readonly program: Program;
  /** every thing that may be seen, with the number of its sides */
  readonly points = new Map<Key, number>();
  readonly #sources: Sources;
  /** the law with nothing but one measure for each condition, and their ids by module and text of the condition */
  readonly #alone: Program;
  readonly #probes = new Map<string, string>();
  /** tests that are written as their contrary: `x != y` is not the case where `x = y` is */
  readonly #contrary = new Set<Expr>();
  readonly #truths = new Map<string, ReadonlyMap<string, Truth>>();
  readonly #readings = new Map<string, Reading>();

  constructor(program: Program, sources: Sources) {
    this.program = program;
    this.#sources = sources;
    const probes = new Map<string, string[]>();
    const ask = (expr: Expr): void => {
      const { file } = expr.span;
      const key = `${file} ${this.#text(expr)}`;
      if (this.#probes.has(key)) return;
      const own = probes.get(file) ?? [];
      probes.set(file, own);
      const name = `probe_${this.#probes.size}`;
      const when = this.#text(expr);
      own.push(`list measure ${name} { authority power cite "Probe"
  when (${when}) requires license from 1990-01-01 }\n`);
      this.#probes.set(key, `${file.replace(".cordon", "")}.${name}`);
    };
    this.#list(ask);
    const asked = Object.entries(sources).map(([path, text]) => [
      path,
      `${text}${(probes.get(path) ?? []).join("")}`,
    ]);
    const checked = checkSources(Object.fromEntries(asked));
    if (checked.errors.length > 0) throw new Error(checked.errors.join("\n"));
    // no ground: what a case does not say of it would leave each condition open
    const alone = checked.program.measures.filter(({ name }) => name.startsWith("probe_"));
    this.#alone = {
      ...checked.program,
      measures: alone.map((measure) => ({ ...measure, reach: null })),
      exceptions: [],
    };
  }

  // ------------------------------------------------------------------------------------------- what may be seen

  #point(kind: string, span: Expr["span"], sides: number, detail = ""): void {
    this.points.set(keyOf(kind, span, detail), sides);
  }

  #list(ask: (expr: Expr) => void): void {
    const { measures, exceptions, defines, groups, items, reaches, reviews } = this.program;
    const all = (exprs: readonly (Expr | null)[]): void => {
      for (const expr of exprs) if (expr !== null) this.#leaves(expr, ask);
    };
    for (const measure of measures) {
      this.#dates(measure.chronology);
      all(measure.saves.map(({ condition }) => condition));
      for (const { condition } of measure.saves) ask(condition);
      for (const version of measure.chronology.versions) {
        const { value } = version;
        all([...value.conditions, ...value.exclusions].map(({ condition }) => condition));
        all([...value.outcomes, ...value.routes].map(({ when }) => when));
        all(limbsOf(value.review).map(({ when }) => when));
        for (const { id, span } of rowsOf(measure, version)) this.#point("row", span, 1, id);
      }
    }
    for (const { chronology } of exceptions) {
      this.#dates(chronology);
      for (const { value, span } of chronology.versions) {
        this.#point("exception", span, 2);
        all([...value.conditions, ...value.exclusions].map(({ condition }) => condition));
      }
    }
    for (const { chronology } of reviews) {
      this.#dates(chronology);
      for (const { value } of chronology.versions) all(value.limbs.map(({ when }) => when));
    }
    for (const { chronology } of groups) this.#dates(chronology);
    for (const { chronology } of [...defines, ...items, ...reaches]) {
      this.#dates(chronology);
      for (const { value } of chronology.versions) {
        all([value.value, value.unless]);
        ask(value.value);
      }
    }
    for (const { chronology } of [...items, ...reaches])
      for (const version of chronology.versions) {
        const limbs = outermost(version.value.value);
        for (const { span } of limbs) this.#point("row", span, 1);
        if (limbs.length === 0) this.#point("row", version.span, 1);
        for (const limb of limbs) {
          ask(limb.condition);
          if (limb.unless !== null) ask(limb.unless);
        }
      }
  }

  #dates({ versions, statuses }: Chronology<unknown>): void {
    for (const { from, span } of versions) if (from !== null) this.#point("date", span, 2, from);
    for (const { from, until, span } of statuses)
      for (const day of [from, until]) if (day !== null) this.#point("date", span, 2, day);
  }

  /** The tests in a condition that have two sides. */
  #leaves(expr: Expr, ask: (expr: Expr) => void): void {
    for (const part of partsOf(expr)) {
      if (expr.kind === "not" && this.#text(part) === this.#text(expr)) this.#contrary.add(part);
      this.#leaves(part, ask);
    }
    const kind = kindOf(expr);
    if (kind === null) return;
    this.#point(kind, expr.span, 2);
    ask(expr);
  }

  // --------------------------------------------------------------------------------------------- what is answered

  #text({ span }: Pick<Expr, "span">): string {
    return this.#sources[span.file]!.slice(span.start, span.end);
  }

  /** Whether a condition holds by itself. */
  #truth(expr: Expr, { given, jurisdiction, view }: Asked, day: IsoDate): Truth {
    const at = `${jurisdiction} ${view} ${day} ${JSON.stringify(given)}`;
    let known = this.#truths.get(at);
    if (known === undefined) {
      const { requirements } = interpret(this.#alone, given, { asOf: day, jurisdiction, view });
      known = new Map(requirements.map(({ measure, holds }) => [measure, holds === "yes" ? holds : "open"]));
      this.#truths.set(at, known);
    }
    const truth = known.get(this.#probes.get(`${expr.span.file} ${this.#text(expr)}`)!) ?? "no";
    return this.#contrary.has(expr) ? CONTRARY[truth] : truth;
  }

  /** What the case comes to on a day. */
  on(asked: Asked, day: IsoDate): Reading {
    const key = `${asked.jurisdiction} ${asked.view} ${day} ${JSON.stringify(asked.given)}`;
    const known = this.#readings.get(key);
    if (known !== undefined) return known;
    const { given, jurisdiction, view } = asked;
    const answer = interpret(this.program, given, { asOf: day, jurisdiction, view });
    const visit = new Visit(this.program, asked, day, answer, (expr, on) => this.#truth(expr, asked, on));
    visit.all();
    const reading = { answer, yes: visit.yes, no: visit.no, values: visit.values(), members: visit.members };
    this.#readings.set(key, reading);
    return reading;
  }

  /** The sides that an expectation sees: `key side`. */
  by(asked: Asked, day: IsoDate): ReadonlySet<string> {
    const own = this.on(asked, day);
    const seen = new Set<string>();
    for (const key of own.yes) seen.add(`${key}: 0`);
    for (const key of own.no) if (this.points.get(key) === 2) seen.add(`${key}: 1`);
    const next = nextDay(day);
    for (const [id, days] of this.#datesById()) {
      for (const key of days.get(day) ?? []) if (this.#isOther(id, asked, day)) seen.add(`${key}: 1`);
      for (const key of days.get(next) ?? []) if (this.#isOther(id, asked, next)) seen.add(`${key}: 0`);
    }
    return seen;
  }

  /** Whether a declaration comes to something else for a case than on the day before; a group: for a test that is made. */
  #isOther(id: string, asked: Asked, day: IsoDate): boolean {
    const eve = previousDay(day);
    const [before, after] = [this.on(asked, eve), this.on(asked, day)];
    return (
      (before.values.get(id) ?? "") !== (after.values.get(id) ?? "") ||
      (before.members.get(id) ?? []).some(([test, truth]) => this.#truth(test, asked, day) !== truth) ||
      (after.members.get(id) ?? []).some(([test, truth]) => this.#truth(test, asked, eve) !== truth)
    );
  }

  #byId: ReadonlyMap<string, ReadonlyMap<IsoDate, readonly Key[]>> | null = null;

  /** The dates of each declaration. */
  #datesById(): ReadonlyMap<string, ReadonlyMap<IsoDate, readonly Key[]>> {
    if (this.#byId !== null) return this.#byId;
    const { measures, exceptions, defines, groups, items, reaches, reviews } = this.program;
    const all: readonly (Declared & { readonly chronology: Chronology<unknown> })[] = [
      ...measures,
      ...exceptions,
      ...defines,
      ...groups,
      ...items,
      ...reaches,
      ...reviews,
    ];
    this.#byId = new Map(
      all.map(({ id, chronology: { versions, statuses } }) => {
        const days = new Map<IsoDate, Key[]>();
        const add = (day: IsoDate | null, span: Expr["span"]): void => {
          if (day !== null) days.set(day, [...(days.get(day) ?? []), keyOf("date", span, day)]);
        };
        for (const { from, span } of versions) add(from, span);
        for (const { from, until, span } of statuses) for (const day of [from, until]) add(day, span);
        return [id, days];
      }),
    );
    return this.#byId;
  }
}

/** Goes through all that is asked of a case on a day. */
class Visit {
  readonly yes = new Set<Key>();
  readonly no = new Set<Key>();
  readonly members = new Map<string, Tested[]>();
  readonly #program: Program;
  readonly #asked: Asked;
  readonly #day: IsoDate;
  readonly #answer: OracleDetermination;
  readonly #truth: (expr: Expr, day: IsoDate) => Truth;
  readonly #done = new Set<string>();
  /** by declaration, what it came to: each thing once for each day as of which it was read */
  readonly #values = new Map<string, Map<string, string>>();

  constructor(
    program: Program,
    asked: Asked,
    day: IsoDate,
    answer: OracleDetermination,
    truth: (expr: Expr, day: IsoDate) => Truth,
  ) {
    this.#program = program;
    this.#asked = asked;
    this.#day = day;
    this.#answer = answer;
    this.#truth = truth;
  }

  values(): ReadonlyMap<string, string> {
    return new Map([...this.#values].map(([id, found]) => [id, [...found.values()].sort().join(", ")]));
  }

  all(): void {
    const { program, day, answer } = { program: this.#program, day: this.#day, answer: this.#answer };
    const line = lineOf(program.jurisdictions.find(({ name }) => name === this.#asked.jurisdiction)!);
    const governs = ({ jurisdiction }: Measure | Exception): boolean =>
      line.some(({ id }) => id === jurisdiction.id);
    const measures = program.measures.filter(governs);
    const exceptions = program.exceptions.filter(governs);
    const ground = line.find(({ reach }) => reach !== null)?.reach ?? null;
    if (ground !== null) this.#reach(ground, day);
    for (const measure of measures) {
      if (measure.reach !== null && this.#inForce(measure.chronology, day) !== null)
        this.#reach(measure.reach as Reach, day);
      this.#measure(measure, day);
      const own = answer.requirements.filter((requirement) => requirement.measure === measure.id);
      for (const requirement of own) {
        for (const read of this.#daysOf(measure, day)) this.#requirement(measure, requirement, read);
        for (const exception of exceptions) this.#exception(exception, measure, requirement);
      }
    }
  }

  /** What is read of a requirement that arises, or may, as the law of a day has it. */
  #requirement(measure: Measure, requirement: Requirement, read: IsoDate): void {
    const version = this.#inForce(measure.chronology, read);
    const row =
      version === null ? undefined : rowsOf(measure, version).find(({ id }) => id === requirement.id);
    if (version === null || row === undefined) return;
    const { id, holds, verdict, review, releasedBy, perhapsReleasedBy } = requirement;
    if (holds === "yes") this.yes.add(keyOf("row", row.span, row.id));
    this.#value(measure.id, `${id} ${holds} ${releasedBy.join()}`);
    for (const exception of releasedBy) this.#value(exception, measure.id);
    for (const exception of perhapsReleasedBy) this.#value(exception, `perhaps ${measure.id}`);
    const { value } = version;
    this.#review(value.review, read);
    if (value.review?.kind === "review")
      this.#value(value.review.review.id, `${measure.id} ${review.least} ${review.most}`);
    const governs = releasedBy.length === 0 && severity(verdict) >= severity(this.#answer.atLeast);
    if (governs) for (const { when } of value.routes) this.#expr(when, read);
  }

  #value(id: string, what: string, read = ""): void {
    this.#values.set(id, (this.#values.get(id) ?? new Map()).set(`${what} ${read}`, what));
  }

  #exception(
    exception: Exception,
    measure: Measure,
    { limb, releasedBy, perhapsReleasedBy }: Requirement,
  ): void {
    const version = this.#inForce(exception.chronology, this.#day);
    const isNamed = version?.value.releases.some(
      (release) =>
        release.measure.id === measure.id && (release.limb === null || limb.includes(release.limb.text)),
    );
    if (version === null || !isNamed) return;
    this.#clauses([...version.value.conditions, ...version.value.exclusions], this.#day);
    const key = keyOf("exception", version.span);
    if (releasedBy.includes(exception.id)) this.yes.add(key);
    else if (!perhapsReleasedBy.includes(exception.id)) this.no.add(key);
  }

  #measure(measure: Measure, day: IsoDate): void {
    if (!this.#isFirst(measure, day)) return;
    for (const { condition, until } of measure.saves)
      if (until === null || day < until) this.#expr(condition, day);
    for (const read of this.#daysOf(measure, day)) {
      const version = this.#inForce(measure.chronology, read);
      if (version === null) continue;
      if (measure.reach !== null) this.#reach(measure.reach as Reach, read);
      const { conditions, exclusions, outcomes } = version.value;
      this.#clauses([...conditions, ...exclusions], read);
      for (const { when } of outcomes) this.#expr(when, read);
    }
  }

  /** The days on which a measure may be read: the first of its savings that holds, and those before it that may; else the day. */
  #daysOf({ saves }: Measure, day: IsoDate): readonly IsoDate[] {
    const running = saves.filter(({ until }) => until === null || day < until);
    const days: IsoDate[] = [];
    for (const asOf of [...new Set(running.map((saving) => saving.asOf))].sort()) {
      const truths = running.filter((one) => one.asOf === asOf).map((one) => this.#truth(one.condition, day));
      if (truths.some((truth) => truth !== "no")) days.push(asOf);
      if (truths.includes("yes")) return days;
    }
    return [...days, day];
  }

  #clauses(clauses: readonly ConditionClause[], day: IsoDate): void {
    for (const { condition } of clauses) this.#expr(condition, day);
  }

  #review(policy: PolicyValue | null, day: IsoDate): void {
    const grid =
      policy?.kind === "review"
        ? (this.#inForce(policy.review.chronology, day)?.value.limbs ?? [])
        : limbsOf(policy);
    for (const { when } of grid) this.#expr(when, day);
  }

  #reach(reach: Reach, day: IsoDate): void {
    this.#guarded(reach, day, true);
  }

  /** A define, an entry or a ground: what it says on a day. */
  #guarded(declared: Pick<Item, "id" | "chronology">, day: IsoDate, hasRows: boolean): void {
    if (!this.#isFirst(declared, day)) return;
    const version = this.#inForce(declared.chronology, day);
    if (version === null) return;
    const { value } = version.value;
    this.#expr(value, day);
    const truth = this.#truth(value, day);
    // what a saving has read as of an earlier day came to the same then
    if (truth !== "no") this.#value(declared.id, truth, day);
    if (!hasRows) return;
    const limbs = outermost(value);
    for (const { condition, unless, span } of limbs)
      if (this.#truth(condition, day) === "yes" && (unless === null || this.#truth(unless, day) === "no"))
        this.yes.add(keyOf("row", span));
    if (limbs.length === 0 && truth === "yes") this.yes.add(keyOf("row", version.span));
  }

  #expr(expr: Expr | null, day: IsoDate): void {
    if (expr === null) return;
    for (const part of partsOf(expr)) this.#expr(part, day);
    if (expr.kind === "call") this.#guarded(expr.define, day, false);
    if (expr.kind === "requiredBy") for (const measure of expr.measures) this.#measure(measure, day);
    if (expr.kind === "classified")
      for (const item of this.#itemsIn(expr.codes)) this.#guarded(item, day, true);
    const kind = kindOf(expr);
    if (kind === null) return;
    const truth = this.#truth(expr, day);
    if (truth !== "open") this[truth].add(keyOf(kind, expr.span));
    if (expr.kind !== "in" || expr.set.kind !== "group" || day !== this.#day || truth === "no") return;
    const { id } = expr.set.group as Group;
    this.members.set(id, [...(this.members.get(id) ?? []), [expr, truth]]);
  }

  #itemsIn(codes: Expr): readonly Item[] {
    const named = codes.kind === "setLiteral" ? codes.members : [codes];
    return named.map((code) => {
      if (code.kind !== "const" || code.value.kind !== "code") throw new Error(`${code.kind} is no code`);
      const { value } = code;
      return this.#program.items.find(
        (item) => item.scheme.id === value.scheme.id && item.code === value.code,
      )!;
    });
  }

  #isFirst({ id }: Pick<Declared, "id">, day: IsoDate): boolean {
    const key = `${id} ${day}`;
    if (this.#done.has(key)) return false;
    this.#done.add(key);
    return true;
  }

  #inForce<T>({ versions, statuses }: Chronology<T>, day: IsoDate): DatedVersion<T> | null {
    const without =
      this.#asked.view === "practice" ? ["suspended", "ended", "unenforced"] : ["suspended", "ended"];
    const isOut = statuses.some(
      ({ word, from, until }) => without.includes(word) && from <= day && (until === null || day < until),
    );
    return isOut ? null : (versions.findLast(({ from }) => from === null || from <= day) ?? null);
  }
}

/** Rows of measures are known by their ids. */
export function keyOf(kind: string, { file, start, end }: Expr["span"], detail = ""): Key {
  if (kind === "row" && detail !== "") return `row ${detail}`;
  return `${kind} ${file} ${start} ${end} ${detail}`;
}

function lineOf(jurisdiction: Jurisdiction): readonly Jurisdiction[] {
  return [jurisdiction, ...(jurisdiction.within === null ? [] : lineOf(jurisdiction.within))];
}

/** The rows of a version: each way through its outermost blocks, with each outcome. */
function rowsOf(
  { id }: Measure,
  { value, from, span }: DatedVersion<MeasureBody>,
): readonly { readonly id: string; readonly span: Expr["span"] }[] {
  const blocks = value.conditions.flatMap(({ clause, condition }) =>
    clause === "when" && condition.kind === "limbs" && condition.quantifier === "any"
      ? [condition.limbs]
      : [],
  );
  let ways: readonly { readonly labels: string; readonly span: Expr["span"] }[] = [{ labels: "", span }];
  for (const limbs of blocks)
    ways = ways.flatMap(({ labels }) =>
      limbs.map((limb) => ({ labels: `${labels}${limb.label?.text ?? ""}`, span: limb.span })),
    );
  return ways.flatMap((way) =>
    value.outcomes.map(({ label }) => ({
      id: `${id}/${from ?? "undated"}/${`${way.labels}${label?.text ?? ""}` || "-"}`,
      span: way.span,
    })),
  );
}

function limbsOf(policy: PolicyValue | null): readonly { readonly when: Expr | null }[] {
  return policy?.kind === "grid" ? policy.grid.limbs : [];
}

function outermost(expr: Expr): readonly LimbValue[] {
  return expr.kind === "limbs" && expr.quantifier === "any" ? expr.limbs : [];
}

/** Conditions within a condition; what is no condition has none. */
function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "and":
    case "or":
      return expr.operands;
    case "not":
      return [expr.operand];
    case "limbs":
      return expr.limbs.flatMap(({ condition, unless }) => [condition, ...(unless === null ? [] : [unless])]);
    case "compare":
    case "in":
    case "classified":
    case "call":
    case "requiredBy":
    case "field":
    case "const":
      return [];
    default:
      throw new Error(`no law of this world has ${expr.kind}`);
  }
}

/** Which of the things with two sides a test is; null: none. */
function kindOf(expr: Expr): "threshold" | "list" | null {
  switch (expr.kind) {
    case "compare":
      if (![expr.left, expr.right].some(({ kind }) => kind === "const")) return null;
      return expr.op === "=" || expr.op === "!=" ? "list" : "threshold";
    case "in":
    case "classified":
      return "list";
    default:
      return null;
  }
}
