import { entry } from "../../grammar/base/registry.ts";

/** Findings about dates, clauses and what a legal declaration needs. */
export const lawMessages = {
  "check/bad-date": entry<{ date: string; problem: string }>({
    severity: "error",
    message: ({ date, problem }) => `\`${date}\` is no day of the calendar: ${problem}`,
    page: {
      why: "A version that begins on a day that does not exist would begin on another day than the law says.",
      wrong: "define odd = contract.date < 2023-02-30",
      right: "define odd = contract.date < 2023-03-01",
    },
  }),
  "check/same-date": entry<{ date: string }>({
    severity: "error",
    message: ({ date }) => `two versions begin on ${date}`,
    help: () => "one day has one text; join them, or correct a date",
    page: {
      why: "On every day one version is in force. If two begin on the same day, the text of that day is undefined.",
      wrong: "group allies {\n  from 2023-01-01 = JP, NL\n  from 2023-01-01 add KR\n}",
      right: "group allies {\n  from 2023-01-01 = JP, NL, KR\n}",
    },
  }),
  "check/no-instrument": entry<{ date: string }>({
    severity: "hint",
    message: ({ date }) =>
      `this version names no instrument, as others here do: it counts as known from ${date} on`,
    help: () => "name the rule that made it with `by`, so that `known at` can tell what had been published",
    page: {
      why: "An answer `known at` a day uses only what had been published by then. Without an instrument a text is taken to be published on the day it begins, which is often too late.",
      wrong:
        'instrument rule_2023 { cite "88 FR 73458" published 2023-10-25 }\ngroup allies {\n  from 2023-11-17 by rule_2023 = JP, NL\n  from 2024-05-01 add KR\n}',
      right:
        'instrument rule_2023 { cite "88 FR 73458" published 2023-10-25 }\ninstrument rule_2024 { cite "89 FR 23876" published 2024-04-04 }\ngroup allies {\n  from 2023-11-17 by rule_2023 = JP, NL\n  from 2024-05-01 by rule_2024 add KR\n}',
    },
  }),
  "check/before-not-first": entry<{ date: string }>({
    severity: "error",
    message: ({ date }) => `\`from before ${date}\` is not the earliest version`,
    help: () => "`before` says that the beginning is not recorded; a later version begins on its day",
    page: {
      why: "What was in force before the earliest version is unknown. What was in force before a later one is the earlier one.",
      wrong: "group allies {\n  from 2020-01-01 = JP\n  from before 2023-01-01 = JP, NL\n}",
      right: "group allies {\n  from before 2020-01-01 = JP\n  from 2023-01-01 = JP, NL\n}",
    },
  }),
  "check/until-before-from": entry<{ from: string; until: string }>({
    severity: "error",
    message: ({ from, until }) => `it ends on ${until}, before it begins on ${from}`,
    page: {
      why: "A period that ends before it begins has no day, so the clause would never have an effect.",
      wrong: "group allies {\n  from 2023-01-01 = JP, NL\n  suspended from 2024-05-01 until 2024-04-01\n}",
      right: "group allies {\n  from 2023-01-01 = JP, NL\n  suspended from 2024-04-01 until 2024-05-01\n}",
    },
  }),
  "check/status-outside": entry<{ word: string; date: string; first: string | null }>({
    severity: "error",
    message: ({ word, date, first }) =>
      first === null
        ? `\`${word}\` needs a dated version to apply to`
        : `\`${word}\` on ${date} lies before the first version, which begins on ${first}`,
    page: {
      why: "Only a text that exists can be suspended or ended. The date is probably wrong.",
      wrong: "group allies {\n  from 2023-01-01 = JP, NL\n  until 2022-01-01\n}",
      right: "group allies {\n  from 2022-01-01 = JP, NL\n  until 2023-01-01\n}",
    },
  }),
  "check/after-end": entry<{ what: string; date: string; end: string }>({
    severity: "error",
    message: ({ what, date, end }) =>
      `${what} of ${date} never takes effect: the declaration ends for good on ${end}`,
    help: () => "for a gap in time write `suspended from D until D`",
    page: {
      why: "`until D` ends a declaration for good. A text that lapses and returns is suspended in between, so that the gap is said.",
      wrong: "group allies {\n  from 2022-01-01 = JP, NL\n  until 2023-01-01\n  from 2024-01-01 = JP\n}",
      right:
        "group allies {\n  from 2022-01-01 = JP, NL\n  suspended from 2023-01-01 until 2024-01-01\n  from 2024-01-01 = JP\n}",
    },
  }),
  "check/no-version": entry({
    severity: "error",
    message: () => "the declaration has no value and no version",
    help: () => "write `= ...`, or at least one `from DATE = ...`",
    page: {
      why: "A name without a value has no meaning on any day.",
      wrong: "group allies { }",
      right: "group allies = {}",
    },
  }),
  "check/first-change": entry<{ word: string }>({
    severity: "error",
    message: ({ word }) => `\`${word}\` changes the version before it, but this is the first`,
    help: () => "begin with `from DATE = ...`",
    page: {
      why: "`add` and `remove` change the set that was in force the day before.",
      wrong: "group allies {\n  from 2023-01-01 add KR\n}",
      right: "group allies {\n  from 2023-01-01 = JP, NL\n  from 2024-01-01 add KR\n}",
    },
  }),
  "check/add-to-condition": entry<{ word: string }>({
    severity: "error",
    message: ({ word }) => `\`${word}\` changes a set; this declaration is none`,
    help: () => "write the new version in full, `from DATE = ...`",
    page: {
      why: "Only groups have members that can be added and removed.",
      wrong: "reach far {\n  from 2023-01-01 = departure = US\n  from 2024-01-01 add departure = NL\n}",
      right: "reach far {\n  from 2023-01-01 = departure = US\n  from 2024-01-01 = departure in {US, NL}\n}",
    },
  }),
  "check/dated-group": entry<{ holds: string }>({
    severity: "error",
    message: ({ holds }) => `a group of ${holds} has one version`,
    help: () => "date the rules that name the group, or use a second group",
    page: {
      why: "Which lists or measures a rule names is the text of that rule, and is dated there.",
      wrong: "group mine of measures {\n  from 2023-01-01 = demo\n}",
      right: "group mine of measures = demo",
    },
  }),
  "check/duplicate-label": entry<{ label: string }>({
    severity: "error",
    message: ({ label }) => `the label \`${label}\` stands twice in this block`,
    page: {
      why: "A label is the identity of a limb: it becomes the id of a row and its citation.",
      wrong: "define odd = any of { (1) act = shipment, (1) act = release }",
      right: "define even = any of { (1) act = shipment, (2) act = release }",
    },
  }),
  "check/unknown-label": entry<{ label: string; known: readonly string[] }>({
    severity: "error",
    message: ({ label }) => `there is no limb \`${label}\``,
    help: ({ known }) =>
      known.length === 0
        ? "no limb there has a label"
        : `the limbs are ${known.map((l) => `\`${l}\``).join(", ")}`,
    page: {
      why: "A reference to a limb that does not exist would displace or release nothing.",
      wrong:
        "review odd = { (1) case by case when act = shipment except (3), (2) presumption of denial otherwise }",
      right:
        "review even = { (1) case by case when act = shipment except (2), (2) presumption of denial when destination = CN }",
    },
  }),
  "check/two-otherwise": entry({
    severity: "error",
    message: () => "a block has one `otherwise`",
    page: {
      why: "`otherwise` holds where no other limb does. Two of them would each wait for the other.",
      wrong: "review odd = { (1) case by case otherwise, (2) presumption of denial otherwise }",
      right: "review even = { (1) case by case when act = release, (2) presumption of denial otherwise }",
    },
  }),
  "check/except-self": entry<{ label: string }>({
    severity: "error",
    message: ({ label }) => `limb \`${label}\` is displaced by itself`,
    page: {
      why: "A limb that gives way to itself never counts.",
      wrong:
        "review odd = { (1) case by case when act = release except (1), (2) presumption of denial otherwise }",
      right: "review even = { (1) case by case when act = release, (2) presumption of denial otherwise }",
    },
  }),
  "check/missing-clause": entry<{ kind: string; name: string; clause: string; hint: string }>({
    severity: "error",
    message: ({ kind, name, clause }) => `${kind} \`${name}\` has no \`${clause}\``,
    help: ({ hint }) => hint,
    page: {
      why: "Every rule says since when it holds, where it is written and what it does. A rule without one of these cannot be traced or applied.",
      wrong: 'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  requires license\n}',
      right:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  from 2023-01-01\n  requires license\n}',
    },
  }),
  "check/no-authority": entry<{ name: string }>({
    severity: "warning",
    message: ({ name }) => `measure \`${name}\` names no authority`,
    help: () => "name the power it rests on, so that its limits can be checked",
    page: {
      why: "A measure is lawful within a power. Without `authority` nothing can say whether it is ultra vires.",
      wrong: 'list measure chips {\n  cite "RL Act s. 2"\n  from 2023-01-01\n  requires license\n}',
      right:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  from 2023-01-01\n  requires license\n}',
    },
  }),
  "check/clause-twice": entry<{ clause: string }>({
    severity: "error",
    message: ({ clause }) => `\`${clause}\` stands twice`,
    help: () => "join the two; `when` and `unless` are the clauses that add up",
    page: {
      why: "Two `items` clauses could mean either list or what they share.",
      wrong:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  from 2023-01-01\n  items RCN 3A090\n  items RCN 4A090\n  requires license\n}',
      right:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  from 2023-01-01\n  items RCN 3A090, RCN 4A090\n  requires license\n}',
    },
  }),
  "check/common-and-versioned": entry<{ clause: string }>({
    severity: "error",
    message: ({ clause }) => `\`${clause}\` is common to all versions and stands in a version too`,
    help: () => "move it into each version, or out of them all",
    page: {
      why: "A version could be meant to replace the common clause or to add to it. Only `when` and `unless` add up.",
      wrong:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  destinations CN\n  requires license\n  from 2023-01-01 { destinations RU }\n}',
      right:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  requires license\n  from 2023-01-01 { destinations CN, RU }\n}',
    },
  }),
  "check/misplaced-clause": entry<{ clause: string; where: string; hint: string }>({
    severity: "error",
    message: ({ clause, where }) => `\`${clause}\` does not belong in ${where}`,
    help: ({ hint }) => hint,
    page: {
      why: "An extraterritorial measure makes an item subject to the law and gives no verdict; an exception lifts verdicts and gives none; the header of a measure holds for all its versions.",
      wrong:
        'extraterritorial measure far_chips {\n  authority act\n  cite "RL Act s. 3"\n  extends leaves\n  from 2023-01-01\n  requires license\n}',
      right:
        'extraterritorial measure far_chips {\n  authority act\n  cite "RL Act s. 3"\n  extends leaves\n  from 2023-01-01\n  items RCN 3A090\n}',
    },
  }),
  "check/no-jurisdiction": entry<{ module: string }>({
    severity: "error",
    message: ({ module }) => `module \`${module}\` is of no jurisdiction, so this is nobody's law`,
    help: () => "write `module NAME of JURISDICTION`",
    page: {
      why: "Measures and exceptions are the law of someone. The jurisdiction decides whose answer they change.",
      wrong:
        'module neutral\nuse trade\nlist measure chips {\n  cite "RL Act s. 2"\n  from 2023-01-01\n  requires license\n}',
      right: "module neutral\nuse trade\ngroup allies = JP, NL",
    },
  }),
  "check/unknown-agency": entry<{ name: string; jurisdiction: string; near: readonly string[] }>({
    severity: "warning",
    message: ({ name, jurisdiction }) => `\`${name}\` is no agency of \`${jurisdiction}\``,
    help: ({ near }) =>
      near.length > 0
        ? `did you mean ${near.map((n) => `\`${n}\``).join(" or ")}?`
        : "add it to the `agency` clause of the jurisdiction",
    page: {
      why: "A notice goes to someone. A misspelt agency would be printed in every report as if it existed.",
      wrong:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  from 2023-01-01\n  requires notice to RBZ\n}',
      right:
        'list measure chips {\n  authority act\n  cite "RL Act s. 2"\n  from 2023-01-01\n  requires notice to RBX\n}',
    },
  }),
  "check/citation-form": entry<{ hint: string }>({
    severity: "hint",
    message: () => "this citation follows no known form",
    help: ({ hint }) => hint,
    page: {
      why: "Reports index measures by the instrument they are written in, and `diff` names the citation. A citation in free form can only be printed.",
      wrong: 'instrument rule { cite "the rule of October" published 2023-10-25 }',
      right: 'instrument rule { cite "88 FR 73458" published 2023-10-25 }',
    },
  }),
  "check/permit-limit": entry({
    severity: "error",
    message: () =>
      "`provided` limits the measure itself: only `origin in {unilateral, coordinated, regime}` can be said",
    page: {
      why: "Some powers reach only measures that carry out a regime. Conditions on transactions stand in `limited to`.",
      wrong: 'authority narrow of RL {\n  cite "RL Act s. 1"\n  permits list provided destination = CN\n}',
      right: 'authority narrow of RL {\n  cite "RL Act s. 1"\n  permits list provided origin in {regime}\n}',
    },
  }),
  "check/finding-name": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `it is not clear what \`${name}\` stands for`,
    help: () =>
      "in a finding, a free name stands for an element of the one list whose records have the facts written after the name",
    page: {
      why: "A finding treats one condition on a use or party as another. The name must fit one kind of element.",
      wrong: 'finding odd by RBX {\n  cite "88 FR 73458"\n  treats x.flavor = 1 as x.flavor = 2\n}',
      right:
        'finding even by RBX {\n  cite "88 FR 73458"\n  treats u.purpose is ic_production as u.purpose is military\n}',
    },
  }),
  "check/list-column": entry<{ column: string; problem: string }>({
    severity: "error",
    message: ({ column, problem }) => `column \`${column}\` ${problem}`,
    page: {
      why: "The columns of a data file are typed, so that a wrong row is found when the list is loaded and not when a party is screened.",
      wrong: 'list black_list of party from "black.csv" {\n  key id\n  column scope : list of party\n}',
      right: 'list black_list of party from "black.csv" {\n  key id\n  column scope : condition\n}',
    },
  }),
  "check/case-value": entry<{ found: string; field: string; expected: string }>({
    severity: "error",
    message: ({ found, field, expected }) => `\`${field}\` is ${expected}; ${found} was given`,
    page: {
      why: "A scenario is a case. A value of the wrong type is refused there as it would be in a case file.",
      wrong: 'scenario "odd" {\n  given { parties: CN }\n  expect on 2024-01-01 RL not reached\n}',
      right:
        'scenario "even" {\n  given { parties: [{ headquarters: CN }], departure: NL }\n  expect on 2024-01-01 RL not reached\n}',
    },
  }),
  "check/case-twice": entry<{ field: string }>({
    severity: "error",
    message: ({ field }) => `\`${field}\` is given twice`,
    page: {
      why: "Two values of one fact leave open which of them the scenario is about.",
      wrong:
        'scenario "odd" {\n  given { destination: CN, destination: RU }\n  expect on 2024-01-01 RL not reached\n}',
      right:
        'scenario "even" {\n  given { destination: CN, departure: NL }\n  expect on 2024-01-01 RL not reached\n}',
    },
  }),
  "check/case-not-applicable": entry<{ field: string }>({
    severity: "error",
    message: ({ field }) => `\`${field}\` always applies, so it cannot be \`not applicable\``,
    help: () => "give it, leave it out, or state `unknown`",
    page: {
      why: "Every test on a fact that is not applicable answers no. A fact may be not applicable only where the vocabulary says so.",
      wrong:
        'scenario "odd" {\n  given { destination: not applicable }\n  expect on 2024-01-01 RL not reached\n}',
      right:
        'scenario "even" {\n  given { destination: unknown, departure: NL }\n  expect on 2024-01-01 RL not reached\n}',
    },
  }),
  "check/case-element-not-given": entry<{ field: string }>({
    severity: "error",
    message: ({ field }) => `\`${field}\` cannot be taken back inside a list`,
    help: () => "leave it out: a list that is given replaces the whole list of the case before",
    page: {
      why: "`not given` takes back a fact of the case that a scenario builds on. Lists are not merged element by element, so an element has nothing to take back.",
      wrong:
        'scenario "odd" {\n  given { parties: [{ headquarters: not given }] }\n  expect on 2024-01-01 RL not reached\n}',
      right:
        'scenario "even" {\n  given { parties: [{ headquarters: CN }], departure: NL }\n  expect on 2024-01-01 RL not reached\n}',
    },
  }),
  "check/case-nothing-to-take-back": entry<{ field: string }>({
    severity: "warning",
    message: ({ field }) => `\`${field}\` is not given before, so there is nothing to take back`,
    help: () => "remove it, or name the case that gives the fact",
    page: {
      why: "`not given` takes back a fact of a case. Where no case gives the fact, it has no effect, and a misspelling would go unnoticed.",
      wrong:
        'scenario "odd" {\n  given { departure: NL, destination: not given }\n  expect on 2024-01-01 RL not reached\n}',
      right:
        'case to_china { departure: NL, destination: CN }\nscenario "even" {\n  given to_china with { destination: not given }\n  expect on 2024-01-01 RL not reached\n}',
    },
  }),
  "check/unlisted-code": entry<{ code: string; scheme: string; near: readonly string[] }>({
    severity: "warning",
    message: ({ code, scheme }) => `\`${scheme}\` has no code \`${code}\`, so that nothing is made of it`,
    help: ({ near }) =>
      near.length > 0
        ? `did you mean ${near.map((one) => `\`${one}\``).join(" or ")}?`
        : "state a code that the list has, or state the parameters of the item",
    page: {
      why: "The codes of this list are written out, and this is not one of them, nor below or above one. A code that does not exist is left out of the case, with a caveat, so the scenario asks about an item without it. For a list whose codes are not written out, any code may be stated.",
      wrong: `codes GL "General list" = 'G1', 'G2'
scenario "a code too many" {
  given { act: shipment, departure: US, destination: CN, item: { codes: {GL 'G3'} } }
  expect on 2025-01-01 RL no requirement
}`,
      right: `codes GL "General list" = 'G1', 'G2'
scenario "a code of the list" {
  given { act: shipment, departure: US, destination: CN, item: { codes: {GL 'G2'} } }
  expect on 2025-01-01 RL no requirement
}`,
    },
  }),
  "check/no-expectation": entry({
    severity: "warning",
    message: () => "the scenario expects nothing",
    help: () => "add `expect on DATE JURISDICTION ...`",
    page: {
      why: "A scenario without an expectation cannot fail and so shows nothing.",
      wrong: 'scenario "odd" { given { destination: CN } }',
      right: 'scenario "even" {\n  given { departure: NL }\n  expect on 2024-01-01 RL not reached\n}',
    },
  }),
};
