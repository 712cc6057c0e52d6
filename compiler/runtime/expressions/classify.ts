/** `item is S` (H9): by the codes the case states, else by the parameters of the item declarations. */

import { readField } from "../cases/facts.ts";
import type { RecordValue } from "../cases/records.ts";
import type { ItemInfo } from "../law/model.ts";
import { remark } from "../remarks.ts";
import { atOrBelow, type Code, type Scheme } from "../values/codes.ts";
import { isIn } from "../values/compare.ts";
import { schemeSet, union } from "../values/sets.ts";
import { and, isUnknown, MISSING, NO, or, type Truth, UNSTATED, type Unknown, YES } from "../values/truth.ts";
import { type SetValue, stateOf, type Value, worse } from "../values/values.ts";
import type { Context, Env } from "./context.ts";
import { EntryReadings, entryTruth } from "./entry-readings.ts";
import type { EntryRun } from "./entry-runs.ts";

export function classified(item: Value, set: SetValue, env: Env): Truth {
  switch (item.kind) {
    case "record":
      break;
    case "absent":
      return NO;
    case "set":
      return isIn(item, set);
    default:
      return stateOf(item) ?? MISSING;
  }
  let result: Truth = set.open ?? NO;
  for (const scheme of set.schemes) {
    result = or(result, classifiedIn(item, set, scheme, env));
    if (result === YES) break;
  }
  const absent = item.perhapsAbsent;
  if (absent === null || result === NO) return result;
  return isUnknown(result) ? worse(result, absent) : absent;
}

function classifiedIn(item: RecordValue, set: SetValue, scheme: Scheme, env: Env): Truth {
  const { stated, closed } = statedCodes(item, scheme, env);
  let byCode: Truth = NO;
  for (const code of stated) byCode = or(byCode, set.contains(code));
  if (byCode === YES) {
    const { trace } = env.context;
    const mark = trace?.notes.length ?? 0;
    const contradicted =
      env.context.epoch.model.items(scheme).length > 0 && byParameters(item, set, scheme, env) === NO;
    if (contradicted) contradict("codeCounts", item, scheme, env);
    trace?.drop(mark);
    return YES;
  }
  const parameters = byParameters(item, set, scheme, env);
  if (byCode === NO && stated.length > 0 && closed) {
    if (parameters !== YES) return NO;
    contradict("parametersCount", item, scheme, env);
  }
  return parameters;
}

function contradict(
  what: "codeCounts" | "parametersCount",
  item: RecordValue,
  scheme: Scheme,
  env: Env,
): void {
  const fact = `${item.path === "" ? "" : `${item.path}.`}codes`;
  env.context.remarks.add("contradiction", remark(what, { fact, scheme: scheme.name }));
}

/** The stated codes of a scheme that exist on the day. Others are ignored, with a caveat. */
function statedCodes(
  item: RecordValue,
  scheme: Scheme,
  env: Env,
): { readonly stated: readonly Code[]; readonly closed: boolean } {
  const field = item.info.fields.get("codes");
  const statement = field === undefined ? undefined : item.statement(field);
  if (statement === undefined || statement === "unknown" || statement.kind !== "set")
    return { stated: [], closed: false };
  const stated = (statement.members ?? []).filter(
    (member) => member.kind === "code" && member.scheme === scheme,
  ) as Code[];
  const existing = stated.filter((code) => {
    if (exists(code, env)) return true;
    env.context.remarks.add(
      "caveat",
      remark("noSuchCode", { scheme: scheme.name, code: code.text, day: env.context.day }),
    );
    return false;
  });
  return { stated: existing, closed: statement.open === null };
}

function exists(code: Code, { context }: Env): boolean {
  const { members } = code.scheme;
  if (members.length > 0 && !members.some((member) => atOrBelow(code, member) || atOrBelow(member, code)))
    return false;
  const declarations = context.epoch.model.itemsAt(code);
  return declarations.length === 0 || declarations.some((item) => context.epoch.itemRows(item).length > 0);
}

function byParameters(item: RecordValue, set: SetValue, scheme: Scheme, env: Env): Truth {
  const { context } = env;
  const { model } = context.epoch;
  const { runs, undeclared } = model.itemsIn(set, scheme);
  // What was read of entries does not depend on who asks; rows are kept for each that asks.
  const isShared = context.trace?.rows == null;
  let readings: EntryReadings | null = null;
  let result: Truth = NO;
  for (const run of runs) {
    if (isShared && run.alone) {
      readings ??= EntryReadings.of(item, context);
      result = or(result, readings.truthOf(run, context));
    } else result = or(result, readEach(run, item, context));
    if (result === YES) return YES;
  }
  return undeclared ? or(result, withoutCode(item, env)) : result;
}

function readEach({ entries }: EntryRun, item: RecordValue, context: Context): Truth {
  let result: Truth = NO;
  for (const { declaration, member } of entries) {
    result = or(result, and(readOne(declaration, item, context), member));
    if (result === YES) break;
  }
  return result;
}

function readOne(declaration: ItemInfo, item: RecordValue, context: Context): Truth {
  return context.once(declaration, item, MISSING, () => entryTruth(declaration, item, context));
}

/**
 * Nothing but a stated code can settle a code that has no declaration: not knowing it is not knowing the codes. They are
 * asked for even where the case states some, for those are of another scheme or too coarse.
 */
function withoutCode(item: RecordValue, env: Env): Unknown {
  const field = item.info.fields.get("codes");
  const statement = field === undefined ? undefined : item.statement(field);
  const state = statement === "unknown" ? UNSTATED : MISSING;
  if (field !== undefined) env.context.trace?.add(item.factNote(field, state));
  return state;
}

/** Under some control list of a country: as stated, else by the schemes of that jurisdiction. */
export function listedBy(item: Value, country: Value, env: Env): Truth {
  if (item.kind === "absent" || country.kind === "absent") return NO;
  if (item.kind !== "record") return stateOf(item) ?? MISSING;
  if (country.kind !== "code") return stateOf(country) ?? MISSING;
  const schemes = env.context.epoch.model.schemesOf(country.text);
  const field = item.info.fields.get("listed_in");
  const stated = field === undefined ? null : readField(item, field, env);
  const listed = stated === null ? MISSING : stated.kind === "set" ? stated.contains(country) : NO;
  if (listed === YES || schemes.length === 0) return listed;
  return classified(item, schemes.map(schemeSet).reduce(union), env);
}
