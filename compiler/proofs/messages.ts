import { entry, reporter } from "../../grammar/base/registry.ts";

const dated = "from 2022-10-21 by law_2022";

/** Findings that are proved over all transactions and days. */
export const proofMessages = {
  "proof/never-holds": entry<{ what: string }>({
    severity: "warning",
    message: ({ what }) => `${what} can never hold: no transaction meets its conditions`,
    help: () => "compare its bounds, sets and exclusions; one of them excludes what another requires",
    page: {
      why: "A text that no transaction meets controls nothing, although it reads as if it did. Usually a bound is on the wrong side, or an exclusion takes away everything that the clause is about.",
      wrong: 'item RCN 1A001 "Fast circuits" = circuit in family and tpp >= 4800 TPP and tpp < 600 TPP',
      right: 'item RCN 1A001 "Fast circuits" = circuit in family and tpp >= 600 TPP and tpp < 4800 TPP',
    },
  }),
  "proof/shadowed": entry<{ what: string; by: string }>({
    severity: "warning",
    message: ({ what, by }) => `${what} adds nothing: all that it covers is covered by ${by}`,
    help: () => "strike it, or say what it covers that the others do not",
    page: {
      why: "Limbs of one block have one effect. One that holds only where others hold changes no answer; often one of its bounds was meant to be different.",
      wrong: 'item RCN 1A001 "Fast circuits" = any of {\n  (1) tpp >= 1600 TPP,\n  (2) tpp >= 4800 TPP\n}',
      right:
        'item RCN 1A001 "Fast circuits" = any of {\n  (1) tpp >= 4800 TPP,\n  (2) tpp >= 1600 TPP and performance_density >= 5.92 TPP/mm2\n}',
    },
  }),
  "proof/policies-overlap": entry<{ a: string; b: string; measure: string; day: string }>({
    severity: "warning",
    message: ({ a, b, measure, day }) =>
      `${a} and ${b} can both hold in one case of \`${measure}\` on ${day}`,
    help: () => "write `except (label)` behind the limb that gives way, or narrow one of the two",
    page: {
      why: "Review policies have no order of precedence. Where two of them hold, the stricter one is used, which may not be what the text means; `except` says which of them gives way.",
      wrong: `list measure demo {\n  authority act cite "RL 1"\n  when act = shipment\n  requires license\n  review { (1) presumption of denial when destination = CN, (2) case by case when item.published }\n  ${dated}\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when act = shipment\n  requires license\n  review { (1) presumption of denial when destination = CN, (2) case by case otherwise }\n  ${dated}\n}`,
    },
  }),
  "proof/limb-never-governs": entry<{ what: string }>({
    severity: "warning",
    message: ({ what }) => `${what} holds in no case of a measure that uses it`,
    help: () => "compare its condition with those of the measure, and with the limbs it gives way to",
    page: {
      why: "A limb of a review that no application falls under states a policy that is never applied. Its condition contradicts the measure's, or what it gives way to always holds.",
      wrong: `list measure demo {\n  authority act cite "RL 1"\n  when destination in {CN, MO}\n  requires license\n  review { (1) presumption of denial when destination = JP, (2) case by case otherwise }\n  ${dated}\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when destination in {CN, MO}\n  requires license\n  review { (1) presumption of denial when destination = MO, (2) case by case otherwise }\n  ${dated}\n}`,
    },
  }),
  "proof/no-policy": entry<{ measure: string; day: string }>({
    severity: "warning",
    message: ({ measure, day }) => `some case of \`${measure}\` on ${day} falls under no limb of this review`,
    help: () => "add a limb with `otherwise`, or widen one",
    page: {
      why: "A review that is silent for some applications leaves the agency without a policy, and the answer without one.",
      wrong: `list measure demo {\n  authority act cite "RL 1"\n  when act = shipment\n  requires license\n  review { (1) presumption of denial when destination = CN }\n  ${dated}\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when act = shipment\n  requires license\n  review { (1) presumption of denial when destination = CN, (2) case by case otherwise }\n  ${dated}\n}`,
    },
  }),
  "proof/idle-condition": entry<{ what: string }>({
    severity: "warning",
    message: ({ what }) =>
      `this condition of \`${what}\` never matters: it is met wherever the other conditions are`,
    help: () => "strike it, or compare its bounds and sets with those of the others",
    page: {
      why: "A condition that the others imply changes no answer and still asks users for its fact. Usually one of the two was meant to be narrower.",
      wrong: `list measure demo {\n  authority act cite "RL 1"\n  when item.tpp >= 4800 TPP\n  unless item.tpp < 1600 TPP\n  requires license\n  ${dated}\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when item.tpp >= 1600 TPP\n  unless item.tpp >= 4800 TPP\n  requires license\n  ${dated}\n}`,
    },
  }),
  "proof/gap": entry<{ universe: string; day: string; measures: readonly string[] }>({
    severity: "warning",
    message: ({ universe, day, measures }) =>
      `some case of the universe \`${universe}\` on ${day} is covered by none of ${measures.map((name) => `\`${name}\``).join(", ")}`,
    help: () => "widen a measure, or write the gap down under `gaps` with its reason",
    page: {
      why: "A universe says that its measures leave no transaction uncovered. A gap that is meant is written down with its reason, becomes a row of the tables, and is no finding.",
      wrong: `list measure demo {\n  authority act cite "RL 1"\n  when destination in {CN, MO}\n  requires license\n  ${dated}\n}\nuniverse sales "Every sale to the zone" {\n  from 2022-10-21\n  when destination in {CN, MO, JP} and act = shipment and departure = US\n  covered by demo\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when destination in {CN, MO}\n  requires license\n  ${dated}\n}\nuniverse sales "Every sale to the zone" {\n  from 2022-10-21\n  when destination in {CN, MO, JP} and act = shipment and departure = US\n  covered by demo\n  gaps { (1) destination = JP because "an ally" }\n}`,
    },
  }),
  "proof/gap-not-provable": entry<{ universe: string; day: string }>({
    severity: "hint",
    message: ({ universe, day }) =>
      `whether the measures cover the universe \`${universe}\` on ${day} cannot be proved`,
    help: () => "narrow the universe, or split it in two; text that is not encoded may stand in the way",
    page: {
      why: "A universe that is neither proved nor refuted gives no assurance. Usually the answer turns on text declared `unencodable`, or the universe takes in too much of the law at once.",
      wrong: `unencodable grave { cite "RL 9" because "a judgement" }\nlist measure demo {\n  authority act cite "RL 1"\n  when destination = CN and grave\n  requires license\n  ${dated}\n}\nuniverse sales {\n  from 2022-10-21\n  when destination = CN and act = shipment and departure = US\n  covered by demo\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when destination = CN\n  requires license\n  ${dated}\n}\nuniverse sales {\n  from 2022-10-21\n  when destination = CN and act = shipment and departure = US\n  covered by demo\n}`,
    },
  }),
  "proof/gap-closed": entry<{ what: string; universe: string }>({
    severity: "warning",
    message: ({ what, universe }) => `${what} of the universe \`${universe}\` is none: all of it is covered`,
    help: () => "strike it: what it says is free is not free",
    page: {
      why: "A gap that is written down tells readers that nothing is required. Where a measure covers all of it, or the universe does not contain it, that is not true.",
      wrong: `list measure demo {\n  authority act cite "RL 1"\n  when destination in {CN, MO}\n  requires license\n  ${dated}\n}\nuniverse sales {\n  from 2022-10-21\n  when destination in {CN, MO} and act = shipment and departure = US\n  covered by demo\n  gaps { (1) destination = MO because "a free port" }\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when destination in {CN, MO}\n  requires license\n  ${dated}\n}\nuniverse sales {\n  from 2022-10-21\n  when destination in {CN, MO} and act = shipment and departure = US\n  covered by demo\n}`,
    },
  }),
  "proof/exception-idle": entry<{ what: string; measures: string }>({
    severity: "warning",
    message: ({ what, measures }) =>
      `${what} can never release anything: it never holds where ${measures} does`,
    help: () => "compare its dates, items and destinations with those of what it releases",
    page: {
      why: "An exception that never meets a requirement it releases promises a relief that nobody can use.",
      wrong: `list measure demo {\n  authority act cite "RL 1"\n  when destination = CN\n  requires license\n  ${dated}\n}\nexception SAMPLE {\n  cite "RL 2"\n  releases demo\n  when destination = JP\n  ${dated}\n}`,
      right: `list measure demo {\n  authority act cite "RL 1"\n  when destination in {CN, JP}\n  requires license\n  ${dated}\n}\nexception SAMPLE {\n  cite "RL 2"\n  releases demo\n  when destination = JP\n  ${dated}\n}`,
    },
  }),
  "proof/ultra-vires": entry<{ what: string; authority: string; problem: string }>({
    severity: "warning",
    message: ({ what, authority, problem }) =>
      `${what} lies outside the powers of \`${authority}\`: ${problem}`,
    help: () =>
      "narrow the measure, name another authority, or declare the official finding on which it rests",
    page: {
      why: "A measure is lawful only within a power that its authority has on that day: it must be of a kind that the power permits, within the power's limits on transactions, and of the origin that the power asks for. Official findings may bring a case within a limit.",
      wrong:
        'authority narrow of RL { cite "RL 9" permits end-use limited to any u in end_uses where u.purpose is military }\nend-use measure demo {\n  authority narrow cite "RL 1"\n  when any u in end_uses where u.purpose is ic_production\n  requires license\n  from 2022-10-21 by law_2022\n}',
      right:
        'authority narrow of RL { cite "RL 9" permits end-use limited to any u in end_uses where u.purpose is military }\nfinding fabs_serve by RBX {\n  cite "RL 8"\n  treats u.purpose is ic_production as u.purpose is military\n}\nend-use measure demo {\n  authority narrow cite "RL 1"\n  when any u in end_uses where u.purpose is ic_production\n  requires license\n  from 2022-10-21 by law_2022\n}',
    },
  }),
  "proof/vires-not-provable": entry<{ what: string; authority: string; why: string }>({
    severity: "hint",
    message: ({ what, authority, why }) =>
      `whether ${what} lies within the powers of \`${authority}\` cannot be proved: ${why}`,
    help: () => "encode what decides it, or leave the question to the lawyers with a reason",
    page: {
      why: "Text declared `unencodable` is neither true nor false. Where a power or a measure rests on it, the proof ends there. It also ends where a case beyond the power is neither excluded nor confirmed, and where the question is too large.",
      wrong:
        'unencodable grave { cite "RL 9" because "a judgement" }\nauthority narrow of RL { cite "RL 9" permits end-use limited to grave }\nend-use measure demo {\n  authority narrow cite "RL 1"\n  when any u in end_uses where u.purpose is military\n  requires license\n  from 2022-10-21 by law_2022\n}',
      right:
        'authority narrow of RL { cite "RL 9" permits end-use limited to any u in end_uses where u.purpose is military }\nend-use measure demo {\n  authority narrow cite "RL 1"\n  when any u in end_uses where u.purpose is military\n  requires license\n  from 2022-10-21 by law_2022\n}',
    },
  }),
  "proof/hole-in-time": entry<{ code: string; from: string; until: string }>({
    severity: "warning",
    message: ({ code, from, until }) => `no text of \`${code}\` is in force from ${from} until ${until}`,
    help: () =>
      "correct a date, or name the instrument of the suspension with `by`, or its reason with `because`",
    page: {
      why: "An entry that lapses and returns frees everything under it in between. Where the law does that, it does so by an instrument; if none is named, a date is usually wrong.",
      wrong:
        'item RCN 1A001 "Fast circuits" {\n  from 2022-10-21 by law_2022 = tpp >= 4800 TPP\n  suspended from 2023-10-21 until 2023-11-17\n  from 2023-11-17 by law_2023 = tpp >= 1600 TPP\n}',
      right:
        'item RCN 1A001 "Fast circuits" {\n  from 2022-10-21 by law_2022 = tpp >= 4800 TPP\n  from 2023-11-17 by law_2023 = tpp >= 1600 TPP\n}',
    },
  }),
  "proof/scenario-outside": entry<{ name: string; on: string; periods: string }>({
    severity: "warning",
    message: ({ name, on, periods }) => `\`${name}\` is not in force on ${on}: it is ${periods}`,
    help: () => "move the date, or name the rule that governs on that day",
    page: {
      why: "A scenario that names a rule on a day on which the rule has no text tests nothing of that rule.",
      wrong:
        'list measure demo {\n  authority act cite "RL 1"\n  when act = shipment\n  requires license\n  from 2022-10-21 by law_2022\n}\nscenario "Too early" {\n  given { act: shipment, departure: US }\n  expect on 2022-10-20 RL license by demo\n}',
      right:
        'list measure demo {\n  authority act cite "RL 1"\n  when act = shipment\n  requires license\n  from 2022-10-21 by law_2022\n}\nscenario "In time" {\n  given { act: shipment, departure: US }\n  expect on 2022-10-21 RL license by demo\n}',
    },
  }),
};

export const reportProof = reporter(proofMessages);
export type ProofCode = keyof typeof proofMessages;
