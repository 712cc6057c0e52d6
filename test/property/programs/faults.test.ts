/**
 * Random programs of a small world with seeded faults: what the proofs find is what enumeration of every transaction on
 * every day finds, no more and no less. `CORDON_LONG=1` looks at 1,000 programs, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import { interpret } from "../../../compiler/oracle/index.ts";
import { prove } from "../../../compiler/proofs/index.ts";
import type { Diagnostic } from "../../../grammar/base/diagnostic.ts";
import { checkSources } from "../compile.ts";
import { enumerate } from "./enumerate.ts";
import { conditionsOf, type Fault, faultsOf, orderOf } from "./expected.ts";
import { type GroupModel, randomGroups, SEEDS, type Seed } from "./small-program.ts";
import { type Written, written } from "./small-text.ts";
import { WORDS } from "./small-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
/** In the long suite some 0.2 s a program: under four minutes on a machine that is idle. */
const PROGRAMS = LONG ? 1000 : 26;

const CODE_OF: Readonly<Record<Seed, string>> = {
  gap: "proof/gap",
  "closed gap": "proof/gap-closed",
  overlap: "proof/policies-overlap",
  "silent review": "proof/no-policy",
  "dead review limb": "proof/limb-never-governs",
  "shadowed limb": "proof/shadowed",
  "empty limb": "proof/never-holds",
  "idle condition": "proof/idle-condition",
  "idle exception": "proof/exception-idle",
  "ultra vires": "proof/ultra-vires",
  "wrong kind of power": "proof/ultra-vires",
  "hole in time": "proof/hole-in-time",
  "scenario outside": "proof/scenario-outside",
};

function textOf({ code, about }: Fault): string {
  return `${code} ${about}`;
}

/** The finding as the enumeration names it. */
function faultOf(
  { code, message, span, subject }: Diagnostic,
  groups: readonly GroupModel[],
  source: Written,
): Fault {
  const name = subject?.name ?? "";
  const version = /version of (\d{4}-\d\d-\d\d)/.exec(message)?.[1];
  const limb = /limb `(\(\d\))`/.exec(message)?.[1];
  const named = (...parts: readonly (string | undefined)[]): Fault => ({
    code,
    about: parts.filter((part) => part !== undefined).join(" "),
  });
  switch (code) {
    case "proof/never-holds":
    case "proof/shadowed":
    case "proof/ultra-vires":
    case "proof/exception-idle":
      return named(name, version, limb);
    case "proof/limb-never-governs":
      return named(name, limb);
    case "proof/policies-overlap":
      return named(name, ...[...message.matchAll(/`(\(\d\))/g)].map(([, label]) => label));
    case "proof/gap-closed":
      return named(name, /gap `(\(\d\))`/.exec(message)?.[1]);
    case "proof/scenario-outside":
      return named(name, /in force on (\S+):/.exec(message)?.[1]);
    case "proof/idle-condition": {
      const group = groups.find(({ measure, item }) => measure.name === name || item?.code === name)!;
      const place = orderOf(group).findIndex((condition) => {
        const start = source.places.get(condition)!;
        return start <= span.start && span.end <= start + condition.text.length;
      });
      return named(name, String(place));
    }
    default:
      return named(name);
  }
}

/** The scenario that a finding offers, added to the program, gets the answer that it expects. */
function replays(source: Written, { fixes }: Diagnostic): boolean {
  return fixes.every(({ edits }) => {
    const [edit] = edits;
    const text = `${source.text.slice(0, edit!.span.start)}${edit!.newText}${source.text.slice(edit!.span.end)}`;
    const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": text });
    const added = program.scenarios.filter(({ title }) => edit!.newText.includes(JSON.stringify(title)));
    return (
      errors.length === 0 &&
      added.length === 1 &&
      added[0]!.expectations.every(
        ({ on, jurisdiction, verdict }) =>
          interpret(program, added[0]!.given, { asOf: on, jurisdiction: jurisdiction.name }).verdict ===
          verdict,
      )
    );
  });
}

test(`the proofs find the faults of ${PROGRAMS} small programs, and no others`, {
  timeout: 3_600_000,
}, () => {
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  let seeded = 0;
  let witnesses = 0;
  for (let seed = START; seed < START + PROGRAMS; seed++) {
    const kind = SEEDS[seed % SEEDS.length]!;
    const groups = randomGroups(seed, kind);
    const source = written(groups);
    const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": source.text });
    expect(errors, `seed ${seed}\n${source.text}`).toEqual([]);
    const expected = faultsOf(groups, enumerate(groups.flatMap(conditionsOf)))
      .map(textOf)
      .sort();
    if (expected.some((fault) => fault.startsWith(`${CODE_OF[kind]} `))) seeded++;
    const findings = prove(program);
    const found = findings.map((finding) => textOf(faultOf(finding, groups, source))).sort();
    for (const fault of expected) {
      const [code = ""] = fault.split(" ");
      counts.set(code, (counts.get(code) ?? 0) + 1);
      if (!found.includes(fault)) wrong.push(`seed ${seed}: missed ${fault}`);
    }
    for (const fault of found) if (!expected.includes(fault)) wrong.push(`seed ${seed}: invented ${fault}`);
    for (const finding of findings) {
      if (!replays(source, finding))
        wrong.push(`seed ${seed}: the witness of ${finding.code} does not replay`);
      witnesses += finding.fixes.length;
    }
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.info(
    `${PROGRAMS} programs from seed ${START}: ${total} faults (${seeded} programs with the seeded one), ${witnesses} witnesses replayed; ` +
      [...counts]
        .sort()
        .map(([code, count]) => `${code.slice(6)} ${count}`)
        .join(", "),
  );
  expect(wrong).toEqual([]);
  expect(seeded).toBeGreaterThan(PROGRAMS * 0.7);
});
