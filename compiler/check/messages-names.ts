import { entry } from "../../grammar/base/registry.ts";

/** Findings about names: what is declared, where it is seen, what it refers to. */
export const nameMessages = {
  "bind/no-module": entry<{ declaration: string }>({
    severity: "error",
    message: ({ declaration }) => `the file declares ${declaration} but does not say which module it is`,
    help: () => "begin the file with `module NAME`, or `module NAME of JURISDICTION`",
    page: {
      why: "Every declaration has an id that begins with its module; tables, scenarios and other files refer to it by that id.",
      wrong: "group allies = JP, NL",
      right: "module demo\nuse trade\ngroup allies = JP, NL",
    },
  }),
  "bind/misplaced-module": entry({
    severity: "error",
    message: () => "a file has one `module`, before all other declarations",
    help: () => "move these declarations to a file of their own",
    page: {
      why: "If a file could change its module half-way, moving a declaration would change its id and so the tables.",
      wrong: "module demo\nuse trade\nmodule demo.second",
      right: "module demo\nuse trade",
    },
  }),
  "bind/module-conflict": entry<{ module: string; what: string }>({
    severity: "error",
    message: ({ module, what }) => `the files of module \`${module}\` disagree on ${what}`,
    help: () => "write the same in every file of the module, or in one of them only",
    page: {
      why: "The jurisdiction of a module decides whose law its measures are, and `current to` how far its answers can be trusted. Both hold for the whole module.",
      wrong:
        "module demo.again of RL current to 2025-12-31\nuse trade\n// and in another file: module demo.again of RL current to 2026-01-31",
      right:
        "module demo.again of RL current to 2026-01-31\nuse trade\n// and in another file: module demo.again of RL current to 2026-01-31",
    },
  }),
  "bind/duplicate": entry<{ name: string; kind: string }>({
    severity: "error",
    message: ({ name, kind }) => `${kind} \`${name}\` is declared twice`,
    help: () => "rename one of them, or make the second a dated version of the first",
    page: {
      why: "Two declarations of one name leave open which of them a reference means. A change of law is a new version of the same declaration, not a second one.",
      wrong: "group allies = JP, NL\ngroup allies = JP, NL, KR",
      right: "group allies {\n  from 2023-01-01 = JP, NL\n  from 2024-01-01 add KR\n}",
    },
  }),
  "bind/unknown-module": entry<{ path: string; near: readonly string[] }>({
    severity: "error",
    message: ({ path }) => `there is no module \`${path}\``,
    help: ({ near }) =>
      near.length > 0 ? `did you mean ${quoted(near)}?` : "check the path and the sources of the workspace",
    page: {
      why: "A used module brings its names into the file. If it is not there, every name of it is unknown.",
      wrong: "module demo\nuse trade, trdae",
      right: "module demo\nuse trade",
    },
  }),
  "bind/unknown-name": entry<{
    name: string;
    expected: string;
    near: readonly string[];
    hint: string | null;
  }>({
    severity: "error",
    message: ({ name, expected }) => `\`${name}\` is not known here as ${expected}`,
    help: ({ near, hint }) =>
      hint ??
      (near.length > 0 ? `did you mean ${quoted(near)}?` : "declare it, or `use` the module that does"),
    page: {
      why: "A misspelt name in a rule would make the rule test something else or nothing. Names are looked up among variables, facts, the declarations of this module and of the modules it uses, and the codes and values of the type expected.",
      wrong: "define to_china = destnation = CN",
      right: "define to_china = destination = CN",
    },
  }),
  "bind/wrong-kind": entry<{ name: string; found: string; expected: string }>({
    severity: "error",
    message: ({ name, found, expected }) => `\`${name}\` is ${found}; ${expected} is expected here`,
    page: {
      why: "Each clause names declarations of one kind: `by` an instrument, `authority` an authority, `releases` a measure.",
      wrong: "group allies = JP, NL\nreach far { from 2023-01-01 by allies = departure = US }",
      right:
        'instrument rule_2023 { cite "88 FR 73458" published 2023-10-25 }\nreach far { from 2023-01-01 by rule_2023 = departure = US }',
    },
  }),
  "bind/ambiguous": entry<{ name: string; first: string; second: string }>({
    severity: "error",
    message: ({ name, first, second }) => `\`${name}\` may be ${first} or ${second}`,
    help: () => "rename one of them, or write the path in full",
    page: {
      why: "A name is looked up by the type that is expected where it stands. If two declarations fit, a reader of the law could take it for either, so the checker takes it for neither.",
      wrong: "define free_zone = destination = CN\ndefine odd = free_zone",
      right: "define to_china = destination = CN\ndefine odd = free_zone or to_china",
    },
  }),
  "bind/unknown-field": entry<{ field: string; of: string; near: readonly string[] }>({
    severity: "error",
    message: ({ field, of }) => `${of} has no fact or define \`${field}\``,
    help: ({ near }) =>
      near.length > 0
        ? `did you mean ${quoted(near)}?`
        : "add it with `fact`, or with a `define ... of` the record",
    page: {
      why: "What stands after a dot is a field of the record before it, or a define `of` that record.",
      wrong: "define light = item.weigth_class = 1",
      right: "define light = item.kind = software",
    },
  }),
  "bind/unknown-code": entry<{ code: string; scheme: string; near: readonly string[] }>({
    severity: "error",
    message: ({ code, scheme }) => `\`${code}\` is not ${scheme}`,
    help: ({ near }) => (near.length > 0 ? `did you mean ${quoted(near)}?` : undefined),
    page: {
      why: "A code that does not exist is never met: a rule about it would silently never apply.",
      wrong: "group allies = JP, XZ",
      right: "group allies = JP, NL",
    },
  }),
  "bind/no-scheme": entry<{ code: string }>({
    severity: "error",
    message: ({ code }) => `it is not clear which scheme the code \`${code}\` belongs to`,
    help: () =>
      "write the scheme before it, as in `annex_i 3B001`, or give the jurisdiction a `codes` clause",
    page: {
      why: "One code means different things in different lists: 3B001.f.4 is an entry of American, European and Dutch law. A code without a scheme belongs to the first scheme of the module's jurisdiction.",
      wrong:
        "module demo.neutral\nuse trade\ncodes first below by dots\ncodes second below by dots\ngroup tools of codes = 3B001",
      right: "module demo.neutral\nuse trade\ncodes first below by dots\ngroup tools of codes = first 3B001",
    },
  }),
  "bind/bad-code": entry<{ code: string; scheme: string }>({
    severity: "error",
    message: ({ code, scheme }) => `\`${code}\` is not written as a code of \`${scheme}\` is`,
    help: () => "codes of this scheme are cut into levels as its `below by` says",
    page: {
      why: "Whether a code lies below another is read from how it is written. A code that cannot be cut into levels would lie below nothing.",
      wrong: "codes tariff below by digits\ngroup chips of tariff = tariff '85x'",
      right: "codes tariff below by digits\ngroup chips of tariff = tariff '8542'",
    },
  }),
  "bind/reserved-field": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `a fact cannot be called \`${name}\`: the word is part of the language`,
    help: ({ name }) => `choose another name, such as \`${name}_fact\``,
    page: {
      why: "Conditions name facts without a dot. A fact with the name of a word that conditions use could not be told from that word.",
      wrong: "record visit { today : date }",
      right: "record visit { visit_day : date }",
    },
  }),
  "bind/shadowed": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is already bound here`,
    help: () => "give the inner one a name of its own",
    page: {
      why: "Two parties of one name in one condition read as the same party.",
      wrong: "define odd = any p in parties where any p in parties where p.headquarters = CN",
      right: "define odd = any p in parties where p.headquarters = CN",
    },
  }),
  "bind/cycle": entry<{ path: readonly string[] }>({
    severity: "error",
    message: ({ path }) =>
      path.length === 1
        ? `\`${path[0]}\` is defined by itself`
        : `${path.map((name) => `\`${name}\``).join(" → ")} → \`${path[0]}\` is a circle`,
    help: () => "define one of them by facts alone",
    page: {
      why: "A definition that needs itself has no answer. Every program answers every case, so circles are refused.",
      wrong: "define inner of item = outer\ndefine outer of item = inner",
      right: "define inner of item = kind = software\ndefine outer of item = inner",
    },
  }),
  "bind/unused-declaration": entry<{ kind: string; name: string }>({
    severity: "hint",
    message: ({ kind, name }) => `${kind} \`${name}\` is not used`,
    help: () => "remove it, or check that the measure that needs it names it",
    page: {
      why: "An unused definition is often a forgotten reference: the rule that should have named it does not.",
      wrong: "group allies = JP, NL\nreach far = departure = US",
      right: "group allies = JP, NL\nreach far = departure in allies",
    },
  }),
  "bind/unused-import": entry<{ path: string }>({
    severity: "warning",
    message: ({ path }) => `nothing of module \`${path}\` is used in this file`,
    help: () => "remove it from `use`",
    page: {
      why: "A `use` tells readers what a file rests on. One that is not needed misleads them.",
      wrong:
        "module demo.second\nuse trade, demo.first\ngroup allies = JP, NL\n// module demo.first in another file",
      right: "module demo.second\nuse trade\ngroup allies = JP, NL",
    },
  }),
  "bind/unused-variable": entry<{ name: string }>({
    severity: "warning",
    message: ({ name }) => `\`${name}\` is bound but not used`,
    help: () => "use it in the condition, or remove it",
    page: {
      why: "A name that is bound and not tested usually means that the condition tests something else than intended.",
      wrong: "define made_in(countries C) of item = origin = CN",
      right: "define made_in(countries C) of item = origin in C",
    },
  }),
  "bind/scheme-twice": entry<{ scheme: string; first: string }>({
    severity: "error",
    message: ({ scheme, first }) => `the scheme \`${scheme}\` already belongs to \`${first}\``,
    help: () => "declare a scheme for each jurisdiction, even where the codes look alike",
    page: {
      why: "Whether a country lists an item is decided by the schemes of its jurisdiction. A scheme shared by two would make one country's list the other's.",
      wrong: "jurisdiction NX { codes RCN }",
      right: "codes NCN below by dots\njurisdiction NX { codes NCN }",
    },
  }),
  "bind/transaction-twice": entry({
    severity: "error",
    message: () => "the record `transaction` is declared in two modules",
    help: () => "add facts to the one with `fact NAME of transaction : TYPE`",
    page: {
      why: "All jurisdictions answer the same case, so there is one record of facts.",
      wrong: "record transaction { weight : kg }",
      right: "fact weight of transaction : kg",
    },
  }),
};

function quoted(names: readonly string[]): string {
  const all = names.map((name) => `\`${name}\``);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
