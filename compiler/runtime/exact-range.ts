/**
 * The exact answer to an incomplete case (H1, section 5 of the meaning): the hull of the answers of its completions.
 *
 * Truth values leave more open than the completions do, where unknown conditions depend on one another. The search takes
 * a fact that is not given, completes it with one value for each class that the law tells apart, and decides each of the
 * cases so made by truth values again; what is then determined, or within what was found already, needs no more. Where
 * the values tried do not stand for all (an open list, a calculation, a comparison of two facts), they show what is
 * possible, and the truth values what is not; between the two the range is said to be inexact.
 */
import type { Verdict } from "./answer.ts";
import type { Case } from "./case.ts";
import { Completions, LawOfDay, type Split } from "./completions.ts";
import { Context, type Env } from "./context.ts";
import { type Decision, decide, severity } from "./determine.ts";
import type { Epoch } from "./epoch.ts";
import { readField } from "./facts.ts";
import { calculates } from "./field-questions.ts";
import { absence, boundsOf } from "./intervals.ts";
import { type FactNote, type OpenFact, openFacts } from "./missing.ts";
import type { Model } from "./model.ts";
import { Questions } from "./questions.ts";
import { RecordValue, type Statement } from "./records.ts";
import { milder, stricter, strictness } from "./review.ts";
import { inForce } from "./time.ts";
import { type Note, Trace } from "./trace.ts";
import { isUnknown, MISSING, NO } from "./truth.ts";
import { type Plain, stateOf } from "./values.ts";
import type { FieldInfo } from "./vocabulary.ts";

/** What may still come out. */
export interface Range {
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  readonly review: Pick<Decision["review"], "least" | "most">;
}

export interface ExactRange extends Range {
  /** false: some of it may be impossible */
  readonly exact: boolean;
  /** paths of the facts on which it turns */
  readonly matters: ReadonlySet<string>;
}

/** Facts that are evidence of others, never tried: without stated codes the parameters decide. */
const EVIDENCE: ReadonlySet<string> = new Set(["codes", "screened", "entries", "possible_entries"]);

/**
 * Narrows the range of a decision that was made with a trace. `budget`: how many completions, whole or partial, may be
 * decided; where it does not suffice, the rest of the range is that of the truth values.
 */
export function exactRange(
  decision: Decision,
  jurisdiction: string,
  context: Context,
  budget: number,
): ExactRange {
  return new Search(jurisdiction, context, budget).run(decision, context);
}

class Search {
  readonly #jurisdiction: string;
  readonly #root: Context;
  readonly #law: LawOfDay;
  /** of the case that is looked at */
  #completions: Completions;
  readonly #matters = new Set<string>();
  #left: number;
  /** the hull of the completions found so far */
  #found: Range | null = null;
  /** the hull of what could not be searched */
  #unsearched: Range | null = null;

  constructor(jurisdiction: string, context: Context, budget: number) {
    this.#jurisdiction = jurisdiction;
    this.#root = context;
    this.#left = budget;
    this.#law = lawOf(jurisdiction, context);
    this.#completions = new Completions(this.#law, [], []);
  }

  run(decision: Decision, context: Context): ExactRange {
    this.#explore(context.case, { decision, context });
    const found = this.#found;
    const rest = this.#unsearched;
    const range = found === null ? rangeOf(decision) : rest === null ? found : union(found, rest);
    const exact = found !== null && (rest === null || isWithin(rest, found));
    return { ...range, exact, matters: this.#matters };
  }

  /** Finds the answers of the completions of a case, and returns their hull. */
  #explore(facts: Case, traced: { decision: Decision; context: Context }): Range {
    const range = rangeOf(traced.decision);
    const open = openFacts(traced.decision);
    const split = this.#choose(open, traced.context);
    if (split === null) {
      // Nothing that is not given can be completed: this is the answer.
      this.#find(range);
      if (!isPoint(range)) this.#note(open);
      return range;
    }
    const { statements, complete } = split;
    const hulls: Range[] = [];
    const later: Child[] = [];
    const covered = (): boolean => this.#found !== null && isWithin(range, this.#found);
    let i = 0;
    for (; i < statements.length && this.#left > 0 && !covered(); i++) {
      const completed: Case = { ...facts, facts: stated(facts.facts, split.steps, statements[i]) };
      const child = { completed, range: rangeOf(this.#decide(completed, null).decision) };
      if (isPoint(child.range)) {
        this.#find(child.range);
        hulls.push(child.range);
      } else if (gain(child.range, this.#found) >= gain(range, this.#found))
        hulls.push(this.#follow(child, open));
      else later.push(child);
    }
    while (later.length > 0 && !covered())
      hulls.push(this.#follow(later.splice(this.#best(later), 1)[0]!, open));
    if (i < statements.length || later.length > 0) {
      // Nothing new can come of the rest, or there is no time for it.
      if (covered()) this.#note(open);
      else this.#leave(range, open);
      return range;
    }
    const hull = hulls.reduce(union);
    if (hulls.some((one) => !isWithin(hull, one))) for (const path of split.paths) this.#matters.add(path);
    if (complete) return hull;
    this.#leave(range, open);
    return range;
  }

  #follow({ completed, range }: Child, open: readonly OpenFact[]): Range {
    if (this.#found !== null && isWithin(range, this.#found)) {
      this.#note(open);
      return range;
    }
    if (this.#left > 0) return this.#explore(completed, this.#decide(completed, new Trace()));
    this.#leave(range, open);
    return range;
  }

  #decide(facts: Case, trace: Trace | null): { decision: Decision; context: Context } {
    this.#left--;
    const { epoch, day, here } = this.#root;
    const context = new Context(facts, epoch, day, here, trace);
    return { decision: decide(this.#jurisdiction, context), context };
  }

  #find(range: Range): void {
    this.#found = this.#found === null ? range : union(this.#found, range);
  }

  #leave(range: Range, open: readonly OpenFact[]): void {
    this.#unsearched = this.#unsearched === null ? range : union(this.#unsearched, range);
    this.#note(open);
  }

  #note(open: readonly OpenFact[]): void {
    for (const { path } of open) this.#matters.add(path);
  }

  /** The range that may add most to what was found: first to its upper end, then to its lower one. */
  #best(children: readonly Child[]): number {
    let best = 0;
    for (let i = 1; i < children.length; i++) {
      if (gain(children[i]!.range, this.#found) > gain(children[best]!.range, this.#found)) best = i;
    }
    return best;
  }

  // ------------------------------------------------------------------------------------------------ choosing a fact

  /** The weightiest fact that can be completed, those with a complete split first. */
  #choose(open: readonly OpenFact[], context: Context): Choice | null {
    const given = this.#law.questions.comparesFacts ? valuesGiven(context.case.facts) : [];
    const fields = open.map(({ note }) => note.field);
    this.#completions = new Completions(this.#law, given, fields);
    let partial: Choice | null = null;
    for (const { note } of open) {
      const choice = this.#ofNote(note, context);
      if (choice?.complete) return choice;
      partial ??= choice;
    }
    return partial;
  }

  #ofNotes(notes: readonly Note[], context: Context): Choice | null {
    let partial: Choice | null = null;
    for (const note of notes) {
      if (note.kind !== "fact" || note.state !== MISSING) continue;
      const choice = this.#ofNote(note, context);
      if (choice?.complete) return choice;
      partial ??= choice;
    }
    return partial;
  }

  /** How to complete a fact that was noted; a record on the way to it that may not apply comes first. */
  #ofNote({ record, field }: FactNote, context: Context): Choice | null {
    const path = record.pathOf(field);
    if (path.includes("[?]")) return null;
    const steps = stepsOf(path);
    let at: RecordValue = context.case.facts;
    for (let i = 0; i < steps.length; i++) {
      const name = steps[i]!;
      const own = typeof name === "string" ? at.info.fields.get(name) : undefined;
      if (own === undefined) return null;
      if (i === steps.length - 1) return named(this.#ofField(at, own, steps, context), path);
      const statement = at.statement(own);
      if (statement === undefined) {
        const value = readField(at, own, envOf(context, at));
        if (value.kind !== "record") return null;
        if (value.perhapsAbsent !== null)
          return named(this.#ofField(at, own, steps.slice(0, i + 1), context), path);
        at = value;
      } else if (typeof statement === "string") return null;
      else if (statement.kind === "record") at = statement;
      else if (statement.kind === "list") {
        const index = steps[++i];
        const element = typeof index === "number" ? statement.elements[index] : undefined;
        if (element === undefined) return null;
        at = element;
      } else return null;
    }
    return null;
  }

  #ofField(record: RecordValue, field: FieldInfo, steps: readonly Step[], context: Context): Choice | null {
    if (EVIDENCE.has(field.name)) return null;
    const path = record.pathOf(field);
    const chosen = (split: Split | null): Choice | null => split && { ...split, steps, paths: [path] };
    const statement = record.statement(field);
    if (statement === "unknown") return null;
    if (statement !== undefined) {
      if (statement.kind === "interval") return chosen(this.#completions.within(boundsOf(statement)));
      if (statement.kind === "set" && statement.open !== null)
        return chosen(this.#completions.ofSet(field, statement.members ?? []));
      if (statement.kind === "list" && !statement.closed) return chosen(this.#completions.ofList(statement));
      return null;
    }
    const { model } = context.epoch;
    const own = envOf(context, record);
    const applies = model.appliesWhen(field);
    let lacking = field.optional;
    if (applies !== null) {
      const { value: truth, notes } = traced(context, () => applies(own));
      if (truth === NO) return null;
      if (isUnknown(truth)) {
        const first = this.#ofNotes(notes, context);
        if (first !== null) return first;
        lacking = true;
      }
    }
    const formula = model.formula(field);
    if (formula === null) return chosen(this.#completions.ofUnstated(record, field, field.range, lacking));
    // What goes into a calculation ranges freely between its bounds; of other formulas the parts come first.
    const { value, notes } = traced(context, () => formula(own));
    if (stateOf(value) === null) return null;
    const parts = notes.flatMap((note) => (note.kind === "fact" ? [note.record.pathOf(note.field)] : []));
    if (!calculates(field.formula, model)) {
      const first = this.#ofNotes(notes, context);
      if (first !== null) return { ...first, paths: [...first.paths, path] };
    }
    const bounds = value.kind === "interval" ? boundsOf(value) : field.range;
    const free = chosen(this.#completions.ofUnstated(record, field, bounds, absence(value) !== null));
    return free && { ...free, paths: [...free.paths, ...parts] };
  }
}

/** A case with one more fact, and the range that the truth values leave it. */
interface Child {
  readonly completed: Case;
  readonly range: Range;
}

const asked = new WeakMap<Model, Questions>();

/** What all law of a build asks, whenever in force: a fact may be stated unknown wherever any condition asks for that. */
function askedAnywhere(model: Model): Questions {
  const known = asked.get(model) ?? new Questions(model, null, () => true, null, []);
  asked.set(model, known);
  return known;
}

interface KnownLaw {
  readonly day: string;
  readonly law: LawOfDay;
}

const laws = new WeakMap<Epoch, Map<string, KnownLaw>>();

/** The questions of a jurisdiction's law; those of one day are those of another unless the law looks at the day itself. */
function lawOf(jurisdiction: string, { epoch, day, here }: Context): LawOfDay {
  const byName = laws.get(epoch) ?? new Map<string, KnownLaw>();
  laws.set(epoch, byName);
  const known = byName.get(jurisdiction);
  if (known !== undefined && (known.day === day || !known.law.questions.asksForToday)) return known.law;
  const { model } = epoch;
  // Nothing here depends on a case.
  const nothing: Case = {
    name: null,
    facts: new RecordValue(model.vocabulary.transaction, "", []),
    obligations: new Map(),
  };
  const context = new Context(nothing, epoch, day, here, null);
  const days = [...new Set([day, ...model.savingDays])];
  const contexts = days.map((other) => context.on(other));
  const questions = new Questions(
    model,
    jurisdiction,
    (effective) => contexts.some((one) => inForce(effective, { ...one.epoch.moment, day: one.day })),
    here.kind === "code" ? here : null,
    days,
  );
  const law = new LawOfDay(
    questions,
    askedAnywhere(model),
    contexts.map((one) => envOf(one)),
  );
  byName.set(jurisdiction, { day, law });
  return law;
}

interface Choice extends Split {
  readonly steps: readonly Step[];
  /** paths of the facts that the split is about: the fact itself, and those through which it was found */
  readonly paths: readonly string[];
}

function named(choice: Choice | null, path: string): Choice | null {
  return choice && { ...choice, paths: [...choice.paths, path] };
}

function envOf(context: Context, record: RecordValue | null = null): Env {
  return { context, frame: record === null ? [] : [record], released: null };
}

function traced<T>(context: Context, read: () => T): { readonly value: T; readonly notes: readonly Note[] } {
  const { trace } = context;
  const mark = trace?.notes.length ?? 0;
  const value = read();
  const notes = trace?.since(mark) ?? [];
  trace?.drop(mark);
  return { value, notes };
}

// ------------------------------------------------------------------------------------------------- places in a case

type Step = string | number;

/** `parties[0].headquarters` as steps. */
function stepsOf(path: string): readonly Step[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((found) =>
    found[1] === undefined ? found[0] : Number(found[1]),
  );
}

/** The single values that a record states, and the records in it. */
function valuesGiven(record: RecordValue): Plain[] {
  const values: Plain[] = [];
  for (const field of record.info.fields.values()) {
    const statement = record.statement(field);
    if (statement === undefined || statement === "unknown") continue;
    switch (statement.kind) {
      case "record":
        values.push(...valuesGiven(statement));
        break;
      case "list":
        values.push(...statement.elements.flatMap(valuesGiven));
        break;
      case "set":
        values.push(...(statement.members ?? []));
        break;
      case "number":
      case "money":
      case "enum":
      case "code":
      case "date":
      case "text":
        values.push(statement);
    }
  }
  return values;
}

/** The record with a statement at a place in it. */
function stated(record: RecordValue, steps: readonly Step[], statement: Statement): RecordValue {
  const [name, ...rest] = steps;
  const field = typeof name === "string" ? record.info.fields.get(name) : undefined;
  if (field === undefined) return record;
  if (rest.length === 0) return record.with(field, statement);
  const current = record.statement(field);
  if (current !== undefined && current !== "unknown" && current.kind === "list") {
    const [index, ...within] = rest;
    const elements = current.elements.map((element, i) =>
      i === index ? stated(element, within, statement) : element,
    );
    return record.with(field, { ...current, elements });
  }
  if (field.type.kind !== "record") return record;
  const inner =
    current !== undefined && current !== "unknown" && current.kind === "record"
      ? current
      : new RecordValue(field.type.record, record.pathOf(field), []);
  return record.with(field, stated(inner, rest, statement));
}

// ----------------------------------------------------------------------------------------------------------- ranges

function rangeOf({ atLeast, atMost, review }: Decision): Range {
  return { atLeast, atMost, review: { least: review.least, most: review.most } };
}

/** Whether nothing is left open. */
export function isPoint({ atLeast, atMost, review }: Range): boolean {
  return atLeast === atMost && review.least === review.most;
}

function union(a: Range, b: Range): Range {
  return {
    atLeast: severity(a.atLeast) <= severity(b.atLeast) ? a.atLeast : b.atLeast,
    atMost: severity(a.atMost) >= severity(b.atMost) ? a.atMost : b.atMost,
    review: {
      least: milder(a.review.least, b.review.least),
      most: stricter(a.review.most, b.review.most),
    },
  };
}

function isWithin(inner: Range, outer: Range): boolean {
  return (
    severity(inner.atLeast) >= severity(outer.atLeast) &&
    severity(inner.atMost) <= severity(outer.atMost) &&
    strictness(inner.review.least) >= strictness(outer.review.least) &&
    strictness(inner.review.most) <= strictness(outer.review.most)
  );
}

/** How promising it is to look into a range: what it may add, and how certain that is. */
function gain(range: Range, found: Range | null): number {
  const [low, high] = [severity(range.atLeast), severity(range.atMost)];
  const [mild, strict] = [strictness(range.review.least), strictness(range.review.most)];
  if (found === null) return 1000 + high * 10 + low;
  const above = high - severity(found.atMost);
  const below = severity(found.atLeast) - low;
  const stricterBy = strict - strictness(found.review.most);
  const milderBy = strictness(found.review.least) - mild;
  if (above > 0) return 1000 + above * 10 + low;
  if (below > 0) return 500 + below * 10 - high;
  if (stricterBy > 0) return 200 + stricterBy * 10 + mild;
  return milderBy > 0 ? 100 + milderBy * 10 - strict : 0;
}
