/** Generates measures of every kind, and the exceptions that release them. */
import type { Conditions, Root } from "./generate-conditions.ts";
import { DAYS, type Draft, POLICIES, TRANSACTION } from "./generate-draft.ts";

export interface MadeMeasure {
  readonly name: string;
  readonly limbs: readonly string[];
  readonly binds: readonly string[];
  /** binds an entry `e` */
  readonly listed: boolean;
}

export function makeExtraterritorial(draft: Draft, ground: string): void {
  const name = `${draft.module}_abroad`;
  // It must not ask for the very ground it extends.
  const saved = draft.sight;
  draft.sight = {
    ...saved,
    conditions: saved.conditions.filter((known) => known !== ground && !known.includes("_case")),
  };
  const body = bodyOf(draft, [], false);
  draft.sight = saved;
  draft.add(
    name,
    `extraterritorial measure ${name} {`,
    ...headerOf(draft),
    `  extends ${ground}`,
    ...body.lines,
    "}",
  );
  draft.grounds.push(name);
  if (draft.random.chance(0.3)) draft.sight.conditions.push(name);
}

function headerOf(draft: Draft): string[] {
  return [`  authority ${draft.module}_power`, '  cite "Rule 1"'];
}

export function makeMeasures(draft: Draft): MadeMeasure[] {
  const { random } = draft;
  const made: MadeMeasure[] = [];
  const count = draft.size === "whole" ? random.between(1, 3) : random.between(1, 2);
  for (let i = 0; i < count; i++) {
    const name = `${draft.module}_m${i}`;
    const kind = random.pick(["list", "end-user", "end-use", "service"]);
    const binder = random.chance(0.5) ? makeBinder(draft) : null;
    const body = bodyOf(draft, binder?.roots ?? [], true, binder?.entry ?? null);
    draft.add(
      name,
      `${kind} measure ${name} {`,
      ...headerOf(draft),
      ...(random.chance(0.3) ? [`  reach ${random.pick(draft.grounds)}`] : []),
      ...(binder === null ? [] : [binder.line]),
      ...body.lines,
      "}",
    );
    made.push({
      name,
      limbs: body.limbs,
      binds: binder === null ? [] : [binder.name],
      listed: binder !== null && binder.entry !== null,
    });
    // A later measure may ask whether an earlier one arises.
    draft.sight.measures.push(name);
  }
  return made;
}

/** `for any x in L [listed in D as e] [where C]` */
function makeBinder(draft: Draft): {
  line: string;
  name: string;
  roots: readonly Root[];
  entry: string | null;
} {
  const { random } = draft;
  const conditions = draft.conditions();
  const [name, path, record] = random.pick([
    ["p", "parties", "party"],
    ["u", "end_uses", "end_use"],
  ] as const);
  const root: Root = { record, prefix: `${name}.` };
  const listed = record === "party" && draft.sight.lists.length > 0 && random.chance(0.6);
  const entry = listed ? "e" : null;
  const inList = listed ? ` listed in ${random.pick(draft.sight.lists)} as e` : "";
  const roots: Root[] = [root];
  let owners = "";
  if (record === "party" && random.chance(0.3)) {
    const ownersListed = entry === null && draft.sight.lists.length > 0 && random.chance(0.5);
    owners = `, o in p.owners${ownersListed ? ` listed in ${random.pick(draft.sight.lists)} as f` : ""}`;
    roots.push({ record: "owner", prefix: "o." });
  }
  const where = random.chance(0.6) ? ` where ${conditions.condition(roots, 0)}` : "";
  return { line: `  for any ${name} in ${path}${inList}${owners}${where}`, name, roots, entry };
}

function bodyOf(
  draft: Draft,
  bound: readonly Root[],
  outcome: boolean,
  entry: string | null = null,
): { lines: string[]; limbs: string[] } {
  const { random } = draft;
  const conditions = draft.conditions();
  const roots = [...bound, TRANSACTION];
  const limbs: string[] = [];
  const when = (): string => {
    if (random.chance(0.4)) {
      limbs.push("(1)");
      return `when any of {${conditions.limbList(roots, 1)}}`;
    }
    if (random.chance(0.15)) {
      limbs.push("(a)");
      return `when any ${conditions.table(roots)}`;
    }
    return `when ${conditions.condition(roots, 2)}`;
  };
  const common: string[] = [];
  if (draft.sight.codes.length > 0 && random.chance(0.25)) common.push(`  items ${conditions.codeSet()}`);
  if (random.chance(0.25)) common.push(`  destinations ${conditions.countrySet(1)}`);
  if (random.chance(0.15) && draft.sight.conditions.length > 0)
    common.push(`  activities ${random.pick(draft.sight.conditions)}`);
  if (random.chance(0.5)) common.push(`  ${when()}`);
  if (random.chance(0.15)) common.push(`  unless ${conditions.condition(roots, 1)}`);
  if (entry !== null && random.chance(0.5)) common.push(`  when ${conditions.entryTest(entry)}`);
  const outcomes = outcome ? outcomeOf(draft, conditions, roots, entry) : [];
  const days = random.some(DAYS, 1, 3);
  const before = random.chance(0.2) ? "before " : "";
  const versions = days.map((day, i) => {
    const clauses = random.chance(0.5)
      ? ` { ${random.chance(0.7) ? when() : `unless ${conditions.condition(roots, 0)}`} }`
      : " { }";
    return `  from ${i === 0 ? before : ""}${day}${draft.by()}${days.length === 1 && clauses === " { }" ? "" : clauses}`;
  });
  const saves = outcome && random.chance(0.15) ? [savingOf(draft, conditions, days)] : [];
  if (saves.length > 0 && random.chance(0.2)) saves.push(savingOf(draft, conditions, days));
  return {
    lines: [...common, ...outcomes, ...versions, ...draft.statuses(days[0]!, 0.3, true), ...saves],
    limbs,
  };
}

function savingOf(draft: Draft, conditions: Conditions, days: readonly string[]): string {
  const { random } = draft;
  const until = random.chance(0.5) ? ` until ${DAYS.at(-1)}` : "";
  const before = random.chance(0.5) ? "2022-12-01" : days[0]!;
  return `  saves ${conditions.atom([TRANSACTION])}${until} as of ${before}`;
}

function outcomeOf(
  draft: Draft,
  conditions: Conditions,
  roots: readonly Root[],
  entry: string | null,
): string[] {
  const { random } = draft;
  const lines: string[] = [];
  lines.push(
    random.weighted<string>([
      [5, () => "  requires license"],
      [1, () => "  requires notice to AGY"],
      [1, () => "  requires notice to AGY awaiting decision"],
      [1.5, () => "  prohibits"],
      [
        1.5,
        () =>
          `  requires { (x) license when ${conditions.condition(roots, 0)}, (y) notice to AGY ${random.chance(0.5) ? "otherwise" : `when ${conditions.condition(roots, 0)} except (x)`} }`,
      ],
    ]),
  );
  if (random.chance(0.5)) {
    lines.push(
      random.weighted<string>([
        [2, () => `  review ${random.pick(POLICIES)}`],
        [2, () => `  review ${draft.module}_policy`],
        [2, () => `  review ${draft.grid(conditions, roots)}`],
        [entry === null ? 0 : 2, () => `  review ${entry}.review`],
        [roots.some(({ prefix }) => prefix === "u.") ? 3 : 0, () => `  review ${draft.module}_by_use`],
      ]),
    );
  }
  if (random.chance(0.3)) lines.push(`  routes { individual, bulk when ${conditions.condition(roots, 0)} }`);
  return lines;
}

/** The name that all released measures bind, as an exception sees it. */
function boundByAll(released: readonly MadeMeasure[]): Root | null {
  if (released.every((measure) => measure.binds.includes("p")))
    return { record: "party", prefix: "released.p." };
  if (released.every((measure) => measure.binds.includes("u")))
    return { record: "end_use", prefix: "released.u." };
  return null;
}

export function makeExceptions(draft: Draft, measures: readonly MadeMeasure[]): void {
  const { random } = draft;
  for (const name of draft.planned) {
    const released = random.some(measures, 1, 2);
    const targets = released.map(({ name: measure, limbs }) => {
      return limbs.length > 0 && random.chance(0.3) ? `${measure}${random.pick(limbs)}` : measure;
    });
    const saved = draft.sight;
    draft.sight = {
      ...saved,
      measures: [...draft.common.measures, ...measures.map((measure) => measure.name)],
    };
    const conditions = draft.conditions();
    const lines = [`  releases ${targets.join(", ")}`];
    if (random.chance(0.7)) lines.push(`  when ${conditions.condition([TRANSACTION], 1)}`);
    if (random.chance(0.3)) lines.push(`  unless ${conditions.condition([TRANSACTION], 0)}`);
    const bound = boundByAll(released);
    if (bound !== null && random.chance(0.5)) lines.push(`  when ${conditions.condition([bound], 0)}`);
    const listed = released.every((measure) => measure.listed);
    if (listed && random.chance(0.6)) lines.push(`  when ${name} in released.e.usable`);
    else if (listed && random.chance(0.5)) lines.push(`  when ${conditions.entryTest("released.e")}`);
    const obliges = random.chance(0.5);
    if (obliges) lines.push(`  obliges report to AGY within 30 days "a report"`);
    const days = random.some(DAYS, 1, 2);
    for (const day of days) lines.push(`  from ${day}${draft.by()}${days.length > 1 ? " { }" : ""}`);
    lines.push(...draft.statuses(days[0]!, 0.2));
    draft.sight = saved;
    draft.add(name, `exception ${name} {`, '  cite "Rule 2"', ...lines, "}");
    if (obliges && !lines.some((line) => line.includes("suspended")))
      draft.obligations.push(...days.map((day) => `${draft.module}.${name}/${day}/1`));
  }
}
