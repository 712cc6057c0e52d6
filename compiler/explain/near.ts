/**
 * How far a case is from each clause: every row in force, on every binding of its names, with the cells that fail. The rows
 * with the fewest failing cells are the clauses that nearly apply.
 */
import { cellText } from "../print/table.ts";
import type { RecordValue } from "../runtime/cases/records.ts";
import { type BinderProgram, bindingLabel, forEachBinding } from "../runtime/expressions/binders.ts";
import { isFixed } from "../runtime/expressions/compile-sets.ts";
import type { Context, Env } from "../runtime/expressions/context.ts";
import type { Row } from "../runtime/format.ts";
import type { ItemInfo } from "../runtime/law/model.ts";
import type { CellTest } from "../runtime/tables/cell-test.ts";
import { Reading, type TableProgram } from "../runtime/tables/table-program.ts";
import { touches } from "../runtime/values/sets.ts";
import { isUnknown, NO, YES } from "../runtime/values/truth.ts";
import type { Value } from "../runtime/values/values.ts";
import { valueInWords } from "./values.ts";

/** One cell of a row, with what it asks and what the case says. */
export interface CellFinding {
  /** in the words of the source: `item.tpp`, `destination` */
  readonly subject: string;
  /** `>= 4800 TPP`, `in ac_zone`, `yes` */
  readonly asks: string;
  /** `4792 TPP`; in words */
  readonly is: string;
  readonly holds: "yes" | "no" | "unknown";
  /** where the cell asks for a classification: the entries that the item comes nearest to */
  readonly entries: readonly EntryFinding[];
}

/** An entry of a control list that the item does not meet. */
export interface EntryFinding {
  readonly id: string;
  readonly citations: readonly string[];
  readonly failing: readonly CellFinding[];
}

/** A clause with its cells read for the case. */
export interface ClauseFinding {
  /** row id, and the bindings */
  readonly id: string;
  readonly measure: string;
  readonly title: string | null;
  readonly verdict: string;
  readonly citations: readonly string[];
  /** cells that hold, cells that may hold, cells that fail */
  readonly holding: readonly CellFinding[];
  readonly unknown: readonly CellFinding[];
  readonly failing: readonly CellFinding[];
}

/** Every requirement row of the jurisdiction in force on the day, with its cells; the fewest failing cells first. */
export function clausesOf(jurisdiction: string, context: Context): readonly ClauseFinding[] {
  const { epoch } = context;
  const { model } = epoch;
  const found: ClauseFinding[] = [];
  for (const name of model.chain(jurisdiction)) {
    for (const program of model.requirementPrograms(name)) {
      const { rows } = epoch.index(program);
      if (rows.length === 0) continue;
      visitBindings(program.binders, 0, { context, frame: [], released: null }, [], (env, label, missing) => {
        const reading = missing === null ? new Reading(program, env) : null;
        for (const { row, index } of rows)
          found.push(clause(program, row, index, reading, label, missing, context));
      });
    }
  }
  const best = new Map<string, ClauseFinding>();
  for (const one of found) {
    const key = one.failing.length === 0 ? one.id : one.id.replace(/\[[A-Za-z_]\w*=.*$/, "");
    const before = best.get(key);
    if (before === undefined || distance(one) < distance(before)) best.set(key, one);
  }
  return [...best.values()].sort(
    (a, b) =>
      distance(a) - distance(b) ||
      b.holding.length - a.holding.length ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** Failing cells count; what is not known stands between. */
function distance({ failing, unknown }: ClauseFinding): number {
  return failing.length * 1000 + unknown.length;
}

type Visit = (env: Env, label: string, missing: BinderProgram | null) => void;

/** Every joint binding; a name that nothing can be bound to is visited once as missing. */
function visitBindings(
  binders: readonly BinderProgram[],
  depth: number,
  env: Env,
  labels: readonly string[],
  visit: Visit,
): void {
  const binder = binders[depth];
  if (binder === undefined) {
    visit({ ...env, frame: env.frame.slice() }, labels.join(","), null);
    return;
  }
  let some = false;
  forEachBinding(binder, env, (holds, _mark, element, entry) => {
    if (holds === NO) return true;
    some = true;
    visitBindings(binders, depth + 1, env, [...labels, bindingLabel(binder, element, entry)], visit);
    return true;
  });
  if (!some) visit(env, labels.join(","), binder);
}

function clause(
  program: TableProgram,
  row: Row,
  index: number,
  reading: Reading | null,
  label: string,
  missing: BinderProgram | null,
  context: Context,
): ClauseFinding {
  const cells =
    reading === null
      ? unread(program, index, missing)
      : program.cells(index).map((test) => read(test, reading));
  const reach = reachOf(row, context);
  const all = [...(reach === null ? [] : [reach]), ...cells];
  const declared = context.epoch.model.declarations.get(row.of);
  return {
    id: label === "" ? row.id : `${row.id}[${label}]`,
    measure: row.of,
    title: declared?.title ?? null,
    verdict: "verdict" in row.then ? row.then.verdict : "",
    citations: row.citations,
    holding: all.filter((cell) => cell.holds === "yes"),
    unknown: all.filter((cell) => cell.holds === "unknown"),
    failing: all.filter((cell) => cell.holds === "no"),
  };
}

/** Cells of a row whose name stands for nothing in the case: that there is nothing fails, and with it all that is asked of it. */
function unread(program: TableProgram, index: number, missing: BinderProgram | null): CellFinding[] {
  const lists = missing?.lists?.map((id) => id.slice(id.lastIndexOf(".") + 1)).join(" or ");
  const none: CellFinding = {
    subject: missing === null ? "binding" : listName(missing),
    asks: lists === undefined ? "an element" : `an element listed in ${lists}`,
    is: "none",
    holds: "no",
    entries: [],
  };
  const name = missing?.source.var ?? "";
  const about = program
    .cells(index)
    .filter(({ column }) =>
      JSON.stringify(program.table.inputs[column]!.value).includes(`["var","${name}"]`),
    );
  const rest = about.map(({ cell, column }): CellFinding => {
    const input = program.table.inputs[column]!;
    return {
      subject: input.label,
      asks: cellText(cell, input.unit),
      is: "nothing to ask it of",
      holds: "no",
      entries: [],
    };
  });
  return [none, ...rest];
}

function listName({ source }: BinderProgram): string {
  const [op, , field] = source.in as readonly [string, unknown, unknown];
  return op === "get" && typeof field === "string" ? field : source.var;
}

/** The ground that the row's measure needs, as a cell of its own. */
function reachOf(row: Row, context: Context): CellFinding | null {
  const { model, grounds } = context.epoch;
  const reach = model.declarations.get(row.of)?.reach;
  if (reach === undefined) return null;
  const truth = grounds.reached(reach, context);
  return {
    subject: `reach ${reach.slice(reach.lastIndexOf(".") + 1)}`,
    asks: "yes",
    is: truth === YES ? "yes" : truth === NO ? "no" : "not known",
    holds: truth === YES ? "yes" : truth === NO ? "no" : "unknown",
    entries: [],
  };
}

function read(test: CellTest, reading: Reading): CellFinding {
  const input = reading.program.table.inputs[test.column]!;
  const value = reading.value(test.column);
  const truth = test.test(value, reading.env);
  const holds = truth === YES ? "yes" : isUnknown(truth) ? "unknown" : "no";
  return {
    subject: input.label,
    asks: cellText(test.cell, input.unit),
    is: value.kind === "record" ? MEMBERSHIP[holds] : valueInWords(value, input.unit),
    holds,
    entries: holds === "no" ? entriesNear(test, value, reading.env) : [],
  };
}

const MEMBERSHIP = { yes: "as asked", no: "not so", unknown: "not known" } as const;

const ENTRIES = 2;

/**
 * The entries a classification asks for: those first that fail in the fewest cells, and of these what holds in most. One that
 * holds is taken out of what is asked for, and no way to it.
 */
function entriesNear(test: CellTest, value: Value, env: Env): readonly EntryFinding[] {
  const { classified, not } = test.cell;
  if (classified === undefined || not === true || value.kind !== "record" || !isFixed(classified)) return [];
  const { epoch } = env.context;
  const { demands } = epoch.model.set(classified)(env);
  const items = new Set<ItemInfo>();
  for (const demand of demands)
    for (const item of epoch.model.items(demand.scheme)) if (touches(demand, item.code)) items.add(item);
  const found = [...items].flatMap((item) => entryFindings(item, value, env.context));
  return found
    .filter(({ entry }) => entry.failing.length > 0)
    .sort(
      (a, b) =>
        a.entry.failing.length - b.entry.failing.length ||
        b.holding - a.holding ||
        (a.entry.id < b.entry.id ? -1 : 1),
    )
    .slice(0, ENTRIES)
    .map(({ entry }) => entry);
}

interface NearEntry {
  readonly entry: EntryFinding;
  /** cells that hold */
  readonly holding: number;
}

function entryFindings(item: ItemInfo, record: RecordValue, context: Context): readonly NearEntry[] {
  return context.epoch.itemRows(item).map(({ program, index }) => {
    const reading = program.readingOf(record, context);
    const cells = program.cells(index).map((test) => read(test, reading));
    const row = program.row(index);
    return {
      entry: {
        id: row.id,
        citations: row.citations,
        failing: cells.filter((cell) => cell.holds === "no"),
      },
      holding: cells.filter((cell) => cell.holds === "yes").length,
    };
  });
}
