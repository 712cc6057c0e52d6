/** Which fact of a case is completed next, and how. */
import { type Step, stepsOf, valuesGiven } from "../cases/case-places.ts";
import { readField } from "../cases/facts.ts";
import type { RecordValue } from "../cases/records.ts";
import type { Context, Env } from "../expressions/context.ts";
import { calculates } from "../expressions/field-questions.ts";
import type { FactNote, Note } from "../expressions/trace.ts";
import { absence, boundsOf } from "../values/intervals.ts";
import { isUnknown, MISSING, NO } from "../values/truth.ts";
import { stateOf } from "../values/values.ts";
import type { FieldInfo } from "../values/vocabulary.ts";
import { Completions, type LawOfDay, type Split } from "./completions.ts";

/** Facts that are evidence of others, never tried: without stated codes the parameters decide. */
export const EVIDENCE: ReadonlySet<string> = new Set(["codes", "screened", "entries", "possible_entries"]);

export interface Choice extends Split {
  readonly steps: readonly Step[];
  /** paths of the facts that the split is about: the fact itself, and those through which it was found */
  readonly paths: readonly string[];
}

function named(choice: Choice | null, path: string): Choice | null {
  return choice && { ...choice, paths: [...choice.paths, path] };
}

export function envOf(context: Context, record: RecordValue | null = null): Env {
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

export class Choices {
  readonly #findLaw: () => LawOfDay;
  /** of the case that is looked at */
  #completions: Completions | null = null;

  /** `findLaw` is asked when a fact is first completed. */
  constructor(findLaw: () => LawOfDay) {
    this.#findLaw = findLaw;
  }

  /** The first fact that can be completed, those with a complete split first. `notes`: all facts that are open. */
  first(notes: readonly Note[], context: Context): Choice | null {
    this.#lookAt(notes, context);
    return this.#ofNotes(notes, context);
  }

  /** For each fact that can be completed, how; of facts that hang together only one. */
  all(notes: readonly Note[], context: Context): readonly Choice[] {
    this.#lookAt(notes, context);
    const taken: string[] = [];
    const overlaps = (path: string): boolean =>
      taken.some((other) => path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`));
    const choices: Choice[] = [];
    for (const note of notes) {
      if (note.kind !== "fact" || note.state !== MISSING) continue;
      const choice = this.#ofNote(note, context);
      if (choice === null || choice.paths.some(overlaps)) continue;
      taken.push(...choice.paths);
      choices.push(choice);
    }
    return choices;
  }

  #lookAt(notes: readonly Note[], context: Context): void {
    const law = this.#findLaw();
    const given = law.questions.comparesFacts ? valuesGiven(context.case.facts) : [];
    const fields = notes.flatMap((note) => (note.kind === "fact" ? [note.field] : []));
    this.#completions = new Completions(law, given, fields);
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
    const completions = this.#completions;
    if (completions === null || EVIDENCE.has(field.name)) return null;
    const path = record.pathOf(field);
    const chosen = (split: Split | null): Choice | null => split && { ...split, steps, paths: [path] };
    const statement = record.statement(field);
    if (statement === "unknown") return null;
    if (statement !== undefined) {
      if (statement.kind === "interval") return chosen(completions.within(boundsOf(statement)));
      if (statement.kind === "set" && statement.open !== null)
        return chosen(completions.ofSet(field, statement.members ?? []));
      if (statement.kind === "list" && !statement.closed) return chosen(completions.ofList(statement));
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
    if (formula === null) return chosen(completions.ofUnstated(record, field, field.range, lacking));
    // What goes into a calculation ranges freely between its bounds; of other formulas the parts come first.
    const { value, notes } = traced(context, () => formula(own));
    if (stateOf(value) === null) return null;
    const parts = notes.flatMap((note) => (note.kind === "fact" ? [note.record.pathOf(note.field)] : []));
    if (!calculates(field.formula, model)) {
      const first = this.#ofNotes(notes, context);
      if (first !== null) return { ...first, paths: [...first.paths, path] };
    }
    const bounds = value.kind === "interval" ? boundsOf(value) : field.range;
    const free = chosen(completions.ofUnstated(record, field, bounds, absence(value) !== null));
    return free && { ...free, paths: [...free.paths, ...parts] };
  }
}
