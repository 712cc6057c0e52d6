/**
 * Random laws of three jurisdictions in which no fault is seeded, with entries, defines, savings, statuses, grounds and outcomes under
 * conditions: what `cordon check` proves of them is so by the oracle's answers to every transaction, no version, limb or entry that is
 * empty is passed over, and each case that is offered is answered as it says.
 * `CORDON_LONG=1` looks at 100 laws, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import type {
  CaseJson,
  Chronology,
  Expr,
  IsoDate,
  LimbValue,
  Program,
} from "../../../compiler/check/tree.ts";
import { interpret } from "../../../compiler/oracle/index.ts";
import { prove } from "../../../compiler/proofs/index.ts";
import type { Diagnostic } from "../../../grammar/base/diagnostic.ts";
import { Random } from "../../support/generate-random.ts";
import { checked, daysOf } from "./scenarios.ts";
import { randomStates, type States } from "./states-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 100 : 8;
/** Conditions of each law that are tried without, of those of which it is said that they never matter. */
const TRIED = LONG ? 8 : 1;

type Sources = Readonly<Record<string, string>>;

/** A way for a version to hold: all of these conditions on the days on which it is in force. */
interface Rule {
  readonly name: string;
  readonly from: IsoDate;
  /** labels of its limb and its outcome; empty: it has none */
  readonly label: string;
  readonly module: string;
  readonly days: readonly IsoDate[];
  readonly text: string;
  /** some condition asks for the day, or for an entry, whose code a case may state: it may hold otherwise than in these transactions */
  readonly isWider: boolean;
  /** it gives way to another measure, which its text does not show */
  readonly givesWay: boolean;
}

/** The rules of measures, exceptions and entries, as they are written. */
function rulesOf(program: Program, sources: Sources, days: readonly IsoDate[]): readonly Rule[] {
  const text = ({ span }: Pick<Expr, "span">): string => sources[span.file]!.slice(span.start, span.end);
  const limbText = ({ condition, unless }: LimbValue): string =>
    unless === null ? text(condition) : `(${text(condition)}) and not (${text(unless)})`;
  const ways = (
    exprs: readonly Expr[],
  ): readonly { readonly label: string; readonly parts: readonly string[] }[] =>
    exprs.reduce<readonly { readonly label: string; readonly parts: readonly string[] }[]>(
      (before, expr) =>
        before.flatMap(({ label, parts }) =>
          expr.kind === "limbs" && expr.quantifier === "any"
            ? expr.limbs.map((limb) => ({
                label: label + (limb.label?.text ?? ""),
                parts: [...parts, limbText(limb)],
              }))
            : [{ label, parts: [...parts, text(expr)] }],
        ),
      [{ label: "", parts: [] }],
    );
  const rules: Rule[] = [];
  const add = (
    { name, module }: { readonly name: string; readonly module: { readonly path: string } },
    { versions, statuses }: Chronology<unknown>,
    at: number,
    label: string,
    parts: readonly string[],
    givesWay = false,
  ): void => {
    const { from } = versions[at]!;
    const next = versions[at + 1]?.from ?? null;
    const isOut = (day: IsoDate): boolean =>
      statuses.some(
        ({ word, from: since, until }) =>
          (word === "suspended" || word === "ended") && since <= day && (until === null || day < until),
      );
    const own = days.filter((day) => from! <= day && (next === null || day < next) && !isOut(day));
    const whole =
      parts.length === 0
        ? "(departure = US or departure != US)"
        : parts.map((part) => `(${part})`).join(" and ");
    rules.push({
      name,
      from: from!,
      label,
      module: module.path,
      days: own,
      text: whole,
      isWider: /today|item is/.test(whole),
      givesWay,
    });
  };
  for (const measure of program.measures)
    measure.chronology.versions.forEach(({ value }, i) => {
      const givesWay = value.exclusions.some(({ condition }) => condition.kind === "requiredBy");
      const excluded = value.exclusions
        .filter(({ condition }) => condition.kind !== "requiredBy")
        .map(({ condition }) => `not (${text(condition)})`);
      const whens = value.outcomes.flatMap(({ when }) => (when === null ? [] : [text(when)]));
      for (const { label, parts } of ways(value.conditions.map(({ condition }) => condition)))
        for (const outcome of value.outcomes) {
          const own = outcome.otherwise
            ? whens.map((when) => `not (${when})`)
            : outcome.when === null
              ? []
              : [text(outcome.when)];
          add(
            measure,
            measure.chronology,
            i,
            label + (outcome.label?.text ?? ""),
            [...parts, ...excluded, ...own],
            givesWay,
          );
        }
    });
  for (const exception of program.exceptions)
    exception.chronology.versions.forEach(({ value }, i) => {
      const parts = value.conditions.map(({ condition }) => text(condition));
      add(exception, exception.chronology, i, "", parts);
    });
  for (const item of program.items)
    item.chronology.versions.forEach(({ value }, i) => {
      for (const { label, parts } of ways([value.value]))
        add({ ...item, name: `${item.scheme.name} ${item.code}` }, item.chronology, i, label, parts);
    });
  return rules;
}

/** Where each rule holds, `day transaction`, asked of a law that consists of them. */
function holdings(
  rules: readonly Rule[],
  { sources, acts, names }: States,
): ReadonlyMap<Rule, ReadonlySet<string>> {
  const probes = new Map<string, string>();
  rules.forEach(({ module, text }, i) => {
    const probe = `list measure rule_${i} { authority power cite "Rule 3" when ${text} reach everywhere requires license from 1990-01-01 }\n`;
    probes.set(module, (probes.get(module) ?? "") + probe);
  });
  const asked = Object.entries(sources).map(([path, text]) => [
    path,
    text + (probes.get(path.replace(".cordon", "")) ?? ""),
  ]);
  const law = checked(Object.fromEntries(asked));
  const alone = {
    ...law,
    measures: law.measures.filter(({ name }) => name.startsWith("rule_")),
    exceptions: [],
  };
  const found = new Map(rules.map((rule) => [rule, new Set<string>()]));
  const days = [...new Set(rules.flatMap((rule) => rule.days))];
  for (const jurisdiction of names)
    for (const asOf of days)
      acts.forEach((facts, act) => {
        for (const { measure } of interpret(alone, facts, { asOf, jurisdiction }).requirements) {
          const [module, name] = measure.split(".");
          const rule = rules[Number(name!.slice("rule_".length))]!;
          // what a union has is asked of the union
          if (module === jurisdiction.toLowerCase() && rule.days.includes(asOf))
            found.get(rule)!.add(`${asOf} ${act}`);
        }
      });
  return found;
}

/** The requirements that arise, by day and transaction, with what releases them, and whether an item is one of the entries. */
function requirements(
  sources: Sources,
  acts: readonly CaseJson[],
  jurisdiction: string,
  days: readonly IsoDate[],
): readonly string[] {
  const path = `${jurisdiction.toLowerCase()}.cordon`;
  const items = [...sources[path]!.matchAll(/^item (\w+) (\w+)/gm)].map(
    ([, scheme, code]) =>
      `list measure is_${code} { authority power cite "Rule 3" when item is ${scheme} ${code} reach everywhere requires license from 1990-01-01 }\n`,
  );
  const law = checked({ ...sources, [path]: sources[path]! + items.join("") });
  return days.flatMap((asOf) =>
    acts.map((facts) =>
      interpret(law, facts, { asOf, jurisdiction })
        .requirements.map(({ id, releasedBy }) => `${id} ${releasedBy.join()}`)
        .join(";"),
    ),
  );
}

/** The case that a finding offers is answered as it says. */
function replays(sources: Sources, { fixes, span }: Diagnostic): boolean {
  return fixes.every(({ edits: [edit] }) => {
    const file = edit!.span.file ?? span.file;
    const text = sources[file]!;
    const changed = `${text.slice(0, edit!.span.start)}${edit!.newText}${text.slice(edit!.span.end)}`;
    const program = checked({ ...sources, [file]: changed });
    return (
      program.scenarios.length === 1 &&
      program.scenarios[0]!.expectations.every(
        ({ on, jurisdiction, verdict }) =>
          interpret(program, program.scenarios[0]!.given as CaseJson, {
            asOf: on,
            jurisdiction: jurisdiction.name,
          }).verdict === verdict,
      )
    );
  });
}

function smallStates(random: Random): States {
  for (;;) {
    const measures = random.pick([2, 3]);
    const states = randomStates(random, { measures, open: false, today: true, entries: true });
    if (states.acts.length <= 200) return states;
  }
}

test(`what is proved of ${PROGRAMS} laws`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count: Record<string, number> = {
    "never-holds": 0,
    shadowed: 0,
    "idle-condition": 0,
    "exception-idle": 0,
    replayed: 0,
  };
  for (let seed = START; seed < START + PROGRAMS; seed++) {
    const random = new Random(seed * 141_650_963);
    const states = smallStates(random);
    const { sources } = states;
    const program = checked(sources);
    const days = daysOf(sources);
    const rules = rulesOf(program, sources, days);
    const holds = holdings(rules, states);
    const say = (what: string): void => {
      wrong.push(`seed ${seed}: ${what}`);
    };
    const findings = prove(program);
    const told = new Set<string>();
    let tried = 0;
    for (const finding of findings) {
      const { code, message, subject, span } = finding;
      const version = /version of (\d{4}-\d\d-\d\d)/.exec(message)?.[1];
      const limb = /limb `([^`]*)`/.exec(message)?.[1] ?? null;
      const module = span.file.replace(".cordon", "");
      const name = subject?.name ?? "";
      const about = rules.filter(
        (rule) =>
          rule.module === module &&
          (rule.name === name || rule.name.endsWith(` ${name}`)) &&
          rule.from === version,
      );
      const own = about.filter(({ label }) => limb === null || label === limb);
      const here = `${code} ${module} ${message}`;
      const kind = code.slice("proof/".length);
      count[kind] = (count[kind] ?? 0) + 1;
      if (!replays(sources, finding)) say(`${here}: its case is answered otherwise`);
      count.replayed! += finding.fixes.length;
      if (kind === "never-holds") {
        told.add(`${module} ${name} ${version} ${limb ?? ""}`);
        if (own.length === 0) say(`${here}: about nothing`);
        for (const rule of own)
          if (!rule.givesWay && holds.get(rule)!.size > 0)
            say(`${here}: it holds on ${[...holds.get(rule)!][0]}`);
      } else if (kind === "shadowed") {
        const others = new Set(
          about.filter((rule) => !own.includes(rule)).flatMap((rule) => [...holds.get(rule)!]),
        );
        const alone = own.flatMap((rule) => [...holds.get(rule)!]).find((cell) => !others.has(cell));
        const isAlone = alone !== undefined && own.every(({ givesWay }) => !givesWay);
        if (own.length === 0 || isAlone) say(`${here}: it adds ${alone}`);
      } else if (kind === "exception-idle") {
        const released = name.slice("x_".length);
        const cells = own.flatMap((rule) => [...holds.get(rule)!]);
        const met = new Set(
          rules
            .filter((rule) => rule.module === module && rule.name === released)
            .flatMap((rule) => [...holds.get(rule)!]),
        );
        const hasMore = /unless required by|saves/.test(sources[span.file]!);
        if (!hasMore && cells.some((cell) => met.has(cell)))
          say(`${here}: it releases ${cells.find((cell) => met.has(cell))}`);
      } else if (kind === "idle-condition" && tried++ < TRIED) {
        const asked = module.toUpperCase();
        const before = requirements(sources, states.acts, asked, days);
        const text = sources[span.file]!;
        const isIdle = ["departure = US or departure != US", "departure = US and departure = NL"].some(
          (always) => {
            const changed = `${text.slice(0, span.start)}(${always})${text.slice(span.end)}`;
            const after = requirements({ ...sources, [span.file]: changed }, states.acts, asked, days);
            return after.every((one, i) => one === before[i]);
          },
        );
        if (!isIdle) say(`${here}: it matters: ${text.slice(span.start, span.end)}`);
      }
    }
    // a version that is empty as a whole is told once, else its limbs
    const byVersion = new Map<string, Rule[]>();
    for (const rule of rules) {
      const key = `${rule.module} ${rule.name.split(" ").at(-1)} ${rule.from}`;
      byVersion.set(key, [...(byVersion.get(key) ?? []), rule]);
    }
    for (const [key, own] of byVersion) {
      if (own.some(({ isWider }) => isWider) || own[0]!.days.length === 0) continue;
      const empty = own.filter((rule) => holds.get(rule)!.size === 0);
      const missed = empty.length === own.length ? [`${key} `] : empty.map(({ label }) => `${key} ${label}`);
      for (const one of missed) if (!told.has(one)) say(`never-holds is missed of ${one}`);
    }
  }
  console.info(`${PROGRAMS} laws from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 10)).toEqual([]);
  const sought = [
    "never-holds",
    "shadowed",
    "idle-condition",
    "replayed",
    ...(LONG ? ["exception-idle"] : []),
  ];
  for (const what of sought) expect(count[what], what).toBeGreaterThan(0);
});
