/** A small law in four files that the tests of the editor work on. */
export const law: Readonly<Record<string, string>> = {
  "cordon.json": '{ "name": "small", "sources": ["**/*.cordon"] }\n',
  "trade.cordon": `module trade

codes country "Countries" below by levels "UA|-43"

enum act = shipment, transmission, release

record transaction {
  act : act "What is done?"
  departure, destination : country "Where?"
  item : item
}

record item {
  codes : set of code
  tpp : TPP >= 0 "Total processing performance?"
  for_data_center : yes or no asserted "For data centers?"
}

unit TPP = 1 TOPS*bit
`,
  "us/base.cordon": `module us.base of US current to 2026-01-01

use trade

jurisdiction US "United States" {
  reach leaves_us
  codes ECCN
  agency BIS
}

reach leaves_us = act in {shipment, transmission} and departure = US and destination != US

codes ECCN "Commerce Control List" below by levels "3|A|001|.a|.1"

instrument rule_2022 "Rule of October 2022" { cite "87 FR 62186" published 2022-10-13 from 2022-10-21 }

instrument rule_2023 "Rule of October 2023" { cite "88 FR 73458" from 2023-11-17 }

authority ecra "Export Control Reform Act" of US {
  cite "50 USC 4811"
  from 2018-08-13
  permits list
}

/// Countries of concern for advanced computing.
group ac_zone "Country group D:5" {
  from 2022-10-21 by rule_2022 = CN, MO
  from 2023-11-17 by rule_2023 add {RU, VN}
}
`,
  "us/measures.cordon": `module us.measures of US current to 2026-01-01

use trade, us.base

define fast = item.tpp >= 4800 TPP

item ECCN 3A090.a "Advanced chips" = tpp >= 4800 TPP

/// Chips for training large models.
list measure ac_a "Advanced computing" {
  authority ecra
  cite "15 CFR 742.6(a)(6)"
  topic chips
  origin unilateral
  items 3A090.a
  destinations ac_zone
  when fast
  requires license
  review presumption of denial
  from 2022-10-21 by rule_2022
}
`,
  "us/scenarios.cordon": `module us.scenarios of US current to 2026-01-01

use trade, us.base, us.measures

scenario "chips to China" {
  given { act: shipment, departure: US, destination: CN, item: { codes: {3A090.a}, tpp: 4992 TPP } }
  expect on 2024-01-01 US license by ac_a review presumption of denial
}
`,
};
