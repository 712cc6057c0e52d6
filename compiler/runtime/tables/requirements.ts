/** Requirements (section 3 of the meaning): a measure × version × limb × outcome × binding, as rows of tables. */
import { type BinderProgram, bindingLabel, forEachBinding } from "../expressions/binders.ts";
import type { Context, Env } from "../expressions/context.ts";
import type { Note } from "../expressions/trace.ts";
import type { RequirementEffect, Row } from "../format.ts";
import type { Declaration } from "../law/model.ts";
import { and, doubt, isUnknown, NO, not, or, type Truth, type Unknown, YES } from "../values/truth.ts";
import type { Value } from "../values/values.ts";
import type { IndexedRow, TableIndex } from "./table-index.ts";
import type { TableProgram } from "./table-program.ts";

/** A row that holds or may hold, with the names it is bound to. */
export interface Hit {
  /** row id, and the bindings */
  readonly id: string;
  readonly row: IndexedRow;
  readonly program: TableProgram;
  readonly holds: Truth;
  /** the evaluation (of the day the measure is read on) and frame in which its review and routes are read */
  readonly env: Env;
  /** bound values by name */
  readonly names: ReadonlyMap<string, Value>;
  /** facts that would settle whether it holds */
  readonly notes: readonly Note[];
}

export interface Requirement extends Hit {
  readonly effect: RequirementEffect;
  readonly measure: Declaration;
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/**
 * Some rows of a table. Conditions that ask about other declarations read the rows of those alone, so that rows of one
 * table may rest on each other.
 */
export interface Selection {
  readonly key: string;
  readonly keeps: (row: Row) => boolean;
}

/** Rows of a table that hold or may hold for the case, by the day each measure is read on (savings). */
export function hitsOf(
  program: TableProgram,
  context: Context,
  selection: Selection | null = null,
): readonly Hit[] {
  const key = selection?.key ?? "all";
  return readOn(program, context, (on) =>
    on.once(program, key, [], () => hitsOn(program, on, selection, null)),
  );
}

/** The rows of an exception, asked about one requirement to be released. */
export function hitsFor(program: TableProgram, context: Context, released: Requirement): readonly Hit[] {
  return readOn(program, context, (on) => hitsOn(program, on, null, released.names));
}

function readOn(
  program: TableProgram,
  context: Context,
  read: (on: Context) => readonly Hit[],
): readonly Hit[] {
  const days = readings(program, context);
  if (days.length === 1 && days[0]!.applies === YES) return read(days[0]!.on);
  return days.flatMap(({ on, applies, notes }) =>
    read(on).map((hit) =>
      applies === YES ? hit : { ...hit, holds: doubt(hit.holds, applies), notes: [...notes, ...hit.notes] },
    ),
  );
}

interface DayOfReading {
  readonly on: Context;
  readonly applies: typeof YES | Unknown;
  readonly notes: readonly Note[];
}

/** On which days a table is read: its own, unless savings of its measure hold; then the earliest day of theirs. */
function readings(program: TableProgram, context: Context): readonly DayOfReading[] {
  const saves = program.table.saves ?? [];
  if (saves.length === 0) return [{ on: context, applies: YES, notes: [] }];
  const { trace } = context;
  const mark = trace?.notes.length ?? 0;
  const env: Env = { context, frame: [], released: null };
  const days: DayOfReading[] = [];
  let unsaved: Truth = YES;
  for (const asOf of new Set(saves.map((saving) => saving.asOf))) {
    // One of the savings of a day suffices to have the table read on it.
    let holds: Truth = NO;
    for (const { when, until, asOf: other } of saves) {
      if (other === asOf && (until === null || context.day < until))
        holds = or(holds, program.model.test(when, [])(env));
    }
    const applies = and(unsaved, holds);
    if (applies !== NO) days.push({ on: context.on(asOf), applies, notes: trace?.since(mark) ?? [] });
    unsaved = and(unsaved, not(holds));
  }
  if (unsaved !== NO) days.push({ on: context, applies: unsaved, notes: trace?.since(mark) ?? [] });
  trace?.drop(mark);
  return days;
}

function hitsOn(
  program: TableProgram,
  context: Context,
  selection: Selection | null,
  released: Env["released"],
): Hit[] {
  const index = context.epoch.index(program, selection);
  const hits: Hit[] = [];
  if (index.rows.length === 0 || isOutOfReach(index, context)) return hits;
  const { trace } = context;
  const visit = (env: Env, exists: Truth, shared: readonly Note[], label: string): void => {
    const bound = program.binders.length === 0 ? env : { ...env, frame: env.frame.slice() };
    const mark = trace?.notes.length ?? 0;
    index.read(env, (row, truth) => {
      const holds = and(exists, truth);
      const own = trace?.since(mark) ?? [];
      trace?.drop(mark);
      if (holds === NO) return;
      hits.push({
        id: label === "" ? row.row.id : `${row.row.id}[${label}]`,
        row,
        program,
        holds,
        env: bound,
        names: program.binders.length === 0 ? NO_NAMES : namesOf(program, bound.frame),
        notes: isUnknown(holds) ? [...shared, ...own] : [],
      });
    });
  };
  bindAll(program.binders, 0, { context, frame: [], released }, YES, [], [], visit);
  return hits;
}

/** Whether nothing that the rows ask for could arise: each measure has a ground of reach, and the act is within none. */
function isOutOfReach({ reaches }: TableIndex, context: Context): boolean {
  const { trace } = context;
  // Whoever has rows kept goes by their order: what a row asks itself comes before its ground.
  if (reaches === null || trace?.rows != null) return false;
  const mark = trace?.notes.length ?? 0;
  const isOut = reaches.every((reach) => context.epoch.grounds.reached(reach, context) === NO);
  trace?.drop(mark);
  return isOut;
}

/** Visits every joint binding; the list of a later name may depend on an earlier one. */
function bindAll(
  binders: readonly BinderProgram[],
  depth: number,
  env: Env,
  exists: Truth,
  notes: readonly Note[],
  labels: readonly string[],
  visit: (env: Env, exists: Truth, notes: readonly Note[], label: string) => void,
): void {
  const binder = binders[depth];
  if (binder === undefined) {
    visit(env, exists, notes, labels.join(","));
    return;
  }
  const { trace } = env.context;
  forEachBinding(binder, env, (holds, mark, element, entry) => {
    const all = trace === null ? notes : [...notes, ...trace.since(mark)];
    trace?.drop(mark);
    const both = and(exists, holds);
    if (both !== NO)
      bindAll(binders, depth + 1, env, both, all, [...labels, bindingLabel(binder, element, entry)], visit);
    return true;
  });
}

function namesOf(program: TableProgram, frame: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(program.names.map((name, place) => [name, frame[place]!]));
}

/** The requirement of a hit: it also needs the ground of its measure. */
export function requirementOf(hit: Hit, context: Context): Requirement | null {
  const effect = hit.row.row.then;
  if (!("verdict" in effect)) return null;
  const measure = context.epoch.model.declarations.get(hit.row.row.of);
  if (measure === undefined) return null;
  if (measure.reach === undefined) return { ...hit, effect, measure };
  const { trace } = hit.env.context;
  const mark = trace?.notes.length ?? 0;
  const reach = hit.env.context.epoch.grounds.reached(measure.reach, hit.env.context);
  const notes = trace?.since(mark) ?? [];
  trace?.drop(mark);
  const holds = and(hit.holds, reach);
  return holds === NO ? null : { ...hit, effect, measure, holds, notes: [...hit.notes, ...notes] };
}
