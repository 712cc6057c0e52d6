import { entry } from "../../grammar/base/registry.ts";

/** Findings about values: types, units, sets, quantifiers, calls. */
export const valueMessages = {
  "check/type": entry<{ what: string; found: string; expected: string; hint: string | null }>({
    severity: "error",
    message: ({ what, found, expected }) => `${what} is ${found}; ${expected} is expected here`,
    help: ({ hint }) => hint ?? undefined,
    page: {
      why: "A test of a thing against another kind of thing has no answer. Rather than reading it as false, the checker refuses it.",
      wrong: "define odd = destination and act = shipment",
      right: "define odd = destination = CN and act = shipment",
    },
  }),
  "check/not-comparable": entry<{ left: string; right: string }>({
    severity: "error",
    message: ({ left, right }) => `${left} cannot be compared with ${right}`,
    page: {
      why: "Only values of one type can be equal or ordered.",
      wrong: "define odd = actor = item",
      right: "define even = departure = destination",
    },
  }),
  "check/not-ordered": entry<{ type: string; operator: string }>({
    severity: "error",
    message: ({ type, operator }) => `${type} has no order, so \`${operator}\` cannot be asked`,
    help: () => "use `=` or `in`, or declare the enum with `<` between its values",
    page: {
      why: "Values of an enum are ordered only where the enum says so: `enum knowledge = none < suspects < aware`.",
      wrong: "define odd = act >= shipment",
      right: "define odd = act in {shipment, transmission}",
    },
  }),
  "check/truth-compare": entry<{ positive: boolean }>({
    severity: "error",
    message: () => "a condition is not compared with `yes` or `no`",
    help: ({ positive }) => (positive ? "write the condition alone" : "write `not` before the condition"),
    page: {
      why: "A fact that is not applicable answers no, but compared with `no` it would count as unequal. Writing `not` leaves no doubt.",
      wrong: "define odd = item.for_data_center = no",
      right: "define odd = not item.for_data_center",
    },
  }),
  "check/set-compare": entry<{ operator: string }>({
    severity: "error",
    message: ({ operator }) => `sets are not compared by \`${operator}\``,
    help: () => "use `meets` for a common member, `in` for one member",
    page: {
      why: "That one set of roles *is* another could mean that they are equal, that one contains the other, or that they share a member. The language has a word for the last.",
      wrong: "define odd = item.family = circuit",
      right: "define odd = circuit in item.family",
    },
  }),
  "check/set-in-set": entry({
    severity: "error",
    message: () => "`in` asks about one member, but a set stands on its left",
    help: () => "use `meets`: it holds if the two sets share a member",
    page: {
      why: "A set in a set may mean that all its members are there, or that some are. `meets` says that some are; `not (S meets T)` that none is.",
      wrong: "define odd = item.family in {circuit, computer}",
      right: "define odd = item.family meets {circuit, computer}",
    },
  }),
  "check/unknown-unit": entry<{ unit: string; near: readonly string[] }>({
    severity: "error",
    message: ({ unit }) => `there is no unit \`${unit}\``,
    help: ({ near }) =>
      near.length > 0
        ? `did you mean ${near.map((n) => `\`${n}\``).join(" or ")}?`
        : "declare it with `unit`, or `use` the module that does",
    page: {
      why: "A threshold without a known unit cannot be compared with anything.",
      wrong: "define fast = item.io_bandwidth >= 600 Gbps",
      right: "define fast = item.io_bandwidth >= 600 GB/s",
    },
  }),
  "check/unit-missing": entry<{ unit: string }>({
    severity: "error",
    message: ({ unit }) => `the number has no unit; it is compared with an amount in \`${unit}\``,
    help: ({ unit }) => `write the unit after the number, as in \`5 ${unit}\``,
    page: {
      why: "A bare number leaves the reader to guess the unit, and a change of the fact's unit would silently change the threshold.",
      wrong: "define fast = item.io_bandwidth >= 600",
      right: "define fast = item.io_bandwidth >= 600 GB/s",
    },
  }),
  "check/unit-mismatch": entry<{ left: string; right: string }>({
    severity: "error",
    message: ({ left, right }) => `${left} and ${right} measure different things`,
    page: {
      why: "Amounts can be compared and added only where one unit converts into the other. Units of one dimension, such as nm and um, convert by themselves.",
      wrong: "define fine = item.wavelength <= 193 mm2",
      right: "define fine = item.wavelength <= 193 nm",
    },
  }),
  "check/byte-bit": entry<{ written: string; wanted: string; converted: string | null }>({
    severity: "error",
    message: ({ written, wanted }) =>
      `\`${written}\` counts other things than \`${wanted}\`: one counts bits, the other bytes`,
    help: ({ converted }) =>
      converted === null ? "write the amount in the other unit" : `the same amount is \`${converted}\``,
    page: {
      why: "Data sheets give bandwidth in bits as often as in bytes, and the law's thresholds are in bytes. A mistake is a factor of eight, so the two are never mixed silently.",
      wrong: "define fast = item.io_bandwidth >= 4800 Gbit/s",
      right: "define fast = item.io_bandwidth >= 600 GB/s",
    },
  }),
  "check/scale-arithmetic": entry<{ unit: string }>({
    severity: "error",
    message: ({ unit }) => `amounts in \`${unit}\` cannot be calculated with: its zero is not nothing`,
    help: () => "state the amount in `K`",
    page: {
      why: "Twice 10 °C is not 20 °C. Temperatures in Celsius are compared, not added or multiplied.",
      wrong: "define hot(C t) of item = designed_ambient > 2 * t",
      right: "define hot(K t) of item = designed_ambient > 2 * t",
    },
  }),
  "check/money-arithmetic": entry({
    severity: "error",
    message: () => "amounts of money are compared, not calculated with",
    help: () => "state the total as a fact of its own, with a question",
    page: {
      why: "Two amounts may be in two currencies, and the law sets no exchange rate.",
      wrong: "define dear = item.value * 2 > 5000 EUR",
      right: "define dear = item.value > 2500 EUR",
    },
  }),
  "check/number-needed": entry<{ found: string }>({
    severity: "error",
    message: ({ found }) => `a number is expected here, not ${found}`,
    page: {
      why: "Only numbers can be added, multiplied and summed.",
      wrong: "define odd of item = tpp / origin > 1 TPP",
      right: "define odd of item = tpp / die_area > 1 TPP/mm2",
    },
  }),
  "check/mixed-and-or": entry({
    severity: "error",
    message: () => "`and` and `or` are mixed without parentheses",
    help: () => "put parentheses round the part that belongs together, or use `any of { ... }`",
    page: {
      why: "`A and B or C` is the classic ambiguity of drafting: readers disagree whether C stands alone. The language does not choose for them.",
      wrong: "define odd = act = shipment and departure = US or destination = CN",
      right: "define odd = (act = shipment and departure = US) or destination = CN",
    },
  }),
  "check/loose-values": entry<{ values: readonly string[]; left: string; meant: string }>({
    severity: "error",
    message: ({ values, left }) =>
      `${values.map((one) => `\`${one}\``).join(" and ")} ${values.length === 1 ? "stands" : "stand"} alone: \`${left}\` is compared with what stands before the first \`or\` only`,
    help: ({ meant }) => `write \`${meant}\``,
    page: {
      why: "`or` joins whole conditions. A value alone after it is not a condition; the values that a fact may have are written as a set.",
      wrong: "define there = destination = CN or JP",
      right: "define there = destination in {CN, JP}",
    },
  }),
  "check/arguments": entry<{ name: string; expected: number; found: number }>({
    severity: "error",
    message: ({ name, expected, found }) => {
      if (expected === 0) return `\`${name}\` takes no values: leave the brackets out`;
      const values = expected === 1 ? "one value" : `${expected} values`;
      return found === 0
        ? `\`${name}\` needs ${values} in brackets`
        : `\`${name}\` takes ${values}, not ${found}`;
    },
    page: {
      why: "A phrase with a gap, such as `based_in(C)`, says something only when the gap is filled.",
      wrong: "define made_in(countries C) of item = origin in C\ndefine odd = item.made_in",
      right: "define made_in(countries C) of item = origin in C\ndefine odd = item.made_in(CN)",
    },
  }),
  "check/not-callable": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` takes no values in brackets`,
    page: {
      why: "Only a define with parameters is followed by brackets.",
      wrong: "define odd = destination(CN) = CN",
      right: "define odd = destination = CN",
    },
  }),
  "check/list-path": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is a list, so it is not clear which of its elements is meant`,
    help: ({ name }) => `write \`any x in ${name} where x. ...\``,
    page: {
      why: "A transaction has several parties. The law says whether any, all or none of them must meet a test, so the rule has to say it too.",
      wrong: "define odd = parties.headquarters = CN",
      right: "define odd = any p in parties where p.headquarters = CN",
    },
  }),
  "check/no-fields": entry<{ what: string; field: string }>({
    severity: "error",
    message: ({ what, field }) => `${what}, so it has no \`${field}\``,
    page: {
      why: "Only records and entries of lists have parts.",
      wrong: "define odd = destination.name = CN",
      right: "define odd = destination = CN",
    },
  }),
  "check/not-classified": entry<{ found: string }>({
    severity: "error",
    message: ({ found }) => `\`is\` asks for a classification, which ${found} does not have`,
    help: () => "use `in` for sets, `=` for values",
    page: {
      why: "`x is 3B001` holds of an item that falls under the code, and of a code at or below it.",
      wrong: "define odd = item.tpp is 3B001",
      right: "define odd = item is 3B001",
    },
  }),
  "check/range": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => `this range holds nothing that can be told: ${problem}`,
    help: () => "a range runs from a code to a later sibling, as in `3D991..3D994`",
    page: {
      why: "A range stands for the siblings from the first to the last. Ends on different levels have no siblings between them.",
      wrong: "group odd of codes = 3D994..3D991",
      right: "group odd of codes = 3D991..3D994",
    },
  }),
  "check/table-width": entry<{ cells: number; headers: number }>({
    severity: "error",
    message: ({ cells, headers }) =>
      `the row has ${cells} ${cells === 1 ? "cell" : "cells"}, the table ${headers} ${headers === 1 ? "column" : "columns"}`,
    help: () => "fill a column that does not matter with `*`",
    page: {
      why: "A row that is short by one cell would test every later column against the wrong value.",
      wrong: "define odd = any of table destination | departure { (1) CN }",
      right: "define odd = any of table destination | departure { (1) CN | * }",
    },
  }),
  "check/cell": entry<{ cell: string; column: string }>({
    severity: "error",
    message: ({ cell, column }) => `the cell ${cell} does not fit its column, which is ${column}`,
    page: {
      why: "A cell tests the value at the head of its column: `yes` and `no` test conditions, bounds test numbers, sets test members.",
      wrong: "define odd = any of table destination | departure { (1) yes | US }",
      right: "define odd = any of table destination | departure { (1) CN | US }",
    },
  }),
  "check/released": entry<{ name: string; measure: string | null }>({
    severity: "error",
    message: ({ name, measure }) =>
      measure === null
        ? "`released` stands only in an exception"
        : `\`${measure}\` binds no \`${name}\` that could be meant`,
    help: ({ measure }) =>
      measure === null ? undefined : "every measure the exception releases must bind the name, to one type",
    page: {
      why: "`released.e` is the element that the requirement to be released has bound with `for any`. A measure that does not bind the name has no such element.",
      wrong: "define odd = RFF in released.e.usable",
      right: "define even = act = shipment",
    },
  }),
  "check/capture": entry<{ name: string; user: string }>({
    severity: "error",
    message: ({ name, user }) =>
      `\`${name}\` must be bound by every measure that uses this, but \`${user}\` does not bind it, or to another type`,
    help: ({ name }) => `bind it there with \`for any ${name} in ...\``,
    page: {
      why: "A shared review grid may speak of the use or party that its measure is about. It can do so only if each measure that uses the grid binds that name.",
      wrong: `review by_place = { (1) case by case when u.place = CN, (2) presumption of denial otherwise }
list measure chips {
  authority act
  cite "RL Act s. 2"
  from 2023-01-01
  items RCN 3A090
  requires license
  review by_place
}
end-use measure fabs {
  authority act
  cite "RL Act s. 3"
  from 2023-01-01
  for any u in end_uses
  requires license
  review by_place
}`,
      right: `review by_place = { (1) case by case when u.place = CN, (2) presumption of denial otherwise }
end-use measure fabs {
  authority act
  cite "RL Act s. 3"
  from 2023-01-01
  for any u in end_uses
  requires license
  review by_place
}`,
    },
  }),
  "check/listed-as": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`as ${name}\` names an entry only where an element is bound`,
    help: () => "write `any p in parties listed in LIST as e where ...`",
    page: {
      why: "A party may match several entries. Which one `e` means is fixed where the pair of party and entry is bound.",
      wrong: "define odd = any p in parties where p listed in black_list as e",
      right: "define odd = any p in parties where p.headquarters = CN",
    },
  }),
  "check/unit-declaration": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `the unit \`${name}\` is defined by itself or by nothing that is known`,
    page: {
      why: "A derived unit is a number of units that are known before it.",
      wrong: "unit widget = 2 gadget",
      right: "unit gadget\nunit widget = 2 gadget",
    },
  }),
  "check/unknown-type": entry<{ name: string; near: readonly string[] }>({
    severity: "error",
    message: ({ name }) => `there is no type or unit \`${name}\``,
    help: ({ near }) =>
      near.length > 0
        ? `did you mean ${near.map((n) => `\`${n}\``).join(" or ")}?`
        : "types are `yes or no`, `number`, `money`, `date`, `text`, `code`, a unit, an enum, a record or a scheme",
    page: {
      why: "The type of a fact says which values a case may give and which tests make sense.",
      wrong: "fact weight of item : kilo",
      right: "fact weight of item : kg",
    },
  }),
  "check/type-use": entry<{ type: string; hint: string }>({
    severity: "error",
    message: ({ type }) => `${type} cannot stand here`,
    help: ({ hint }) => hint,
    page: {
      why: "A list holds records, a set holds plain values, and the types `condition`, `review` and `exception` are for columns of data lists.",
      wrong: "record visit { hosts : set of party }",
      right: "record visit { hosts : list of party }",
    },
  }),
  "check/unless-on-value": entry({
    severity: "error",
    message: () => "`unless` stands only behind a condition",
    page: {
      why: "A condition with `unless` is false where the second condition holds. For a number or a set, nothing would say what it is then.",
      wrong: "group allies = JP, NL unless act = shipment",
      right: "group allies = JP, NL",
    },
  }),
  "check/one-value": entry({
    severity: "error",
    message: () => "one value is expected here, not several",
    help: () => "join conditions by `and` or `or`; several members are for groups and sets",
    page: {
      why: "A comma between conditions could mean that both must hold or that one is enough.",
      wrong: "define odd = act = shipment, destination = CN",
      right: "define odd = act = shipment and destination = CN",
    },
  }),
  "check/levels": entry<{ pattern: string }>({
    severity: "error",
    message: ({ pattern }) => `\`${pattern}\` does not show how a code is cut into levels`,
    help: () => "write a sample code with a bar between its levels, as in `3|B|001|.a|.1`",
    page: {
      why: "Every range and every `at or below` of the scheme rests on its levels.",
      wrong: 'codes odd below by levels "||"',
      right: 'codes even below by levels "3|B|001|.a|.1"',
    },
  }),
  "check/field-range": entry<{ operator: string }>({
    severity: "error",
    message: ({ operator }) => `\`${operator}\` does not bound this fact`,
    help: () => "a number or an amount may be bounded by `<`, `<=`, `>` and `>=`",
    page: {
      why: "A range says which values a case may give. Only numbers and amounts have one.",
      wrong: "fact visits of transaction : text > 0",
      right: "fact visits of transaction : number > 0",
    },
  }),
  "check/empty-range": entry({
    severity: "error",
    message: () => "no value lies in this range",
    page: {
      why: "A fact without a possible value could never be given.",
      wrong: "fact visits of transaction : number >= 10 <= 5",
      right: "fact visits of transaction : number >= 5 <= 10",
    },
  }),
  "check/closed-when": entry<{ field: string }>({
    severity: "error",
    message: ({ field }) => `\`${field}\` is no list, so \`closed when\` says nothing about it`,
    page: {
      why: "A list of a case may be incomplete until something is in it; a single fact is given or it is not.",
      wrong: "fact visits of transaction : number closed when act = shipment",
      right: "fact stops of transaction : set of country closed when act = shipment",
    },
  }),
  "check/no-transaction": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `nothing declares the record \`${name}\` that this needs`,
    help: () => "use a vocabulary such as `trade`, or declare the record",
    page: {
      why: "Measures test the facts of a transaction, and items test an item record. Without these records there is nothing to test.",
      wrong: "module lonely\ncodes first below by dots\nitem first 3A090 = yes",
      right: "module lonely\nuse trade\ncodes first below by dots\nitem first 3A090 = tpp >= 4800 TPP",
    },
  }),
};
