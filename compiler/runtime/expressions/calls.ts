/** Defines of the day, and the cells of list entries. */

import type { X, XDefine } from "../format.ts";
import type { ListRow } from "../values/lists.ts";
import { factSet } from "../values/sets.ts";
import { doubt, MISSING, NO, type Truth, YES } from "../values/truth.ts";
import {
  ABSENT,
  truthOfValue,
  truthValue,
  UNKNOWN_MISSING,
  unknownValue,
  type Value,
} from "../values/values.ts";
import { EMPTY_SET } from "./compile-sets.ts";
import type { Env } from "./context.ts";

/**
 * The value of a define for its arguments. Outside its versions a condition is no and a value unknown; where its text is
 * unclear or unrecorded, a condition is unknown where it would hold, and a value unknown.
 */
export function callDefine(define: XDefine, args: Value[], env: Env): Value {
  const [only] = args;
  const isKey =
    args.length === 0 || (args.length === 1 && (only?.kind === "record" || only?.kind === "code"));
  const placeholder = define.truth ? truthValue(MISSING) : UNKNOWN_MISSING;
  if (!isKey || env.released !== null) return evaluateDefine(define, args, env);
  return env.context.once(define, only ?? null, placeholder, () => evaluateDefine(define, args, env));
}

function evaluateDefine(define: XDefine, args: Value[], env: Env): Value {
  const { epoch } = env.context;
  const version = epoch.version(define.versions);
  if (version === null) return define.truth ? truthValue(NO) : UNKNOWN_MISSING;
  const own: Env = { context: env.context, frame: args, released: env.released };
  if (!define.truth) {
    if (version.effective.state !== undefined) return UNKNOWN_MISSING;
    return epoch.model.value(version.value, define.parameters)(own);
  }
  const truth = epoch.model.test(version.value, define.parameters)(own);
  return truthValue(version.effective.state === undefined ? truth : doubt(truth));
}

/** A column of a list entry. Blank: not applicable. */
export function cellValue(entry: Value, column: string, env: Env): Value {
  if (entry.kind === "absent") return ABSENT;
  if (entry.kind !== "entry") return UNKNOWN_MISSING;
  if (entry.row === null) return unknownValue(entry.state);
  const cell = entry.row.cells.get(column);
  if (cell === undefined) return ABSENT;
  if (typeof cell === "string") return { kind: "text", text: cell };
  if (!Array.isArray(cell)) return UNKNOWN_MISSING;
  return constantCell(cell, entry.row, env);
}

/** Exception ids stand as plain texts; everything else is an expression. */
function constantCell(cell: readonly unknown[], row: ListRow, env: Env): Value {
  if (cell.length === 0) return EMPTY_SET;
  const { model } = env.context.epoch;
  if (isExpression(cell))
    return env.context.once(row, cell, UNKNOWN_MISSING, () => model.value(cell, NO_NAMES)(env));
  return factSet(cell.map((id) => ({ kind: "text", text: String(id) })));
}

const NO_NAMES: readonly string[] = [];

/** Operators of the constants a list may hold. */
const CONSTANTS = new Set(["yes", "no", "number", "money", "date", "text", "enum", "code", "codes", "set"]);

function isExpression(cell: readonly unknown[]): cell is X {
  return typeof cell[0] === "string" && CONSTANTS.has(cell[0]);
}

/** The condition an entry names. Blank: every case; an unknown entry: unknown. */
export function entryTruth(entry: Value, column: string, env: Env): Truth {
  if (entry.kind === "absent") return NO;
  if (entry.kind !== "entry") return MISSING;
  if (entry.row === null) return entry.state;
  const cell = entry.row.cells.get(column);
  if (cell === undefined) return YES;
  const id = conditionId(cell);
  const define = id === null ? undefined : env.context.epoch.model.defines.get(id);
  return id === null || define === undefined ? MISSING : truthOfValue(callDefine(define, [], env));
}

/** A define's id, alone or as a call without arguments. */
function conditionId(cell: unknown): string | null {
  if (typeof cell === "string") return cell;
  if (!Array.isArray(cell)) return null;
  const id = cell[0] === "call" ? cell[1] : cell.length === 1 ? cell[0] : null;
  return typeof id === "string" ? id : null;
}
