/** A law in ten files with every kind of declaration, for edits that reach from file to file. */
export const law: Readonly<Record<string, string>> = {
  "trade.cordon": `module trade

codes country "Countries" below by levels "UA|-43"
enum act = shipment, transmission, release
enum role = purchaser, end_user
unit TPP = 1 TOPS*bit

record transaction {
  act : act "What is done?"
  departure, destination : country "Where?"
  item : item
  parties : list of party
}
record item {
  codes : set of code
  tpp : TPP >= 0 "Total processing performance?"
  area : mm2 > 0 or not applicable "Die area?"
  for_data_center : yes or no asserted "For data centers?"
}
record party {
  roles : set of role
  headquarters : country "Where is the headquarters?"
  entries, screened : set of text
}
define density of item = tpp / area
define based_in(countries C) of party = headquarters in C
`,
  "us/base.cordon": `module us.base of US current to 2026-01-01

use trade

jurisdiction US "United States" { reach leaves_us codes ECCN agency BIS }
codes ECCN "Commerce Control List" below by levels "3|A|001|.a|.1"
reach leaves_us = act in {shipment, transmission} and departure = US and destination != US
authority ecra "Export Control Reform Act" of US { cite "50 USC 4811" from 2018-08-13 permits list permits end-user }
`,
  "us/groups.cordon": `module us.base of US current to 2026-01-01

use trade

instrument rule_2022 "Rule of October 2022" { cite "87 FR 62186" published 2022-10-13 from 2022-10-21 }
instrument rule_2023 "Rule of October 2023" { cite "88 FR 73458" from 2023-11-17 }

/// Countries of concern.
group zone "Country group D:5" {
  from 2022-10-21 by rule_2022 = CN, MO
  from 2023-11-17 by rule_2023 add {RU, VN}
}
group friends "Friends" = JP, NL, KR
group chips of codes "Advanced chips" = 3A090.a, 3A090.b
`,
  "us/items.cordon": `module us.items of US current to 2026-01-01

use trade, us.base

fact trained of item : yes or no "Is it trained?"
fact grade of item : act applies when fast "Which grade?"
fact half of item : TPP = tpp / 2
define fast of item = tpp >= 4800 TPP
define least of item = tpp / 2

item ECCN 3A090.a "Advanced chips" = fast or density >= 5.92 TPP/mm2
item ECCN 3A090.b "Lesser chips" = least >= 800 TPP and for_data_center
item 3A001.x "Other chips" = tpp >= 100 TPP
`,
  "us/measures.cordon": `module us.measures of US current to 2026-01-01

use trade, us.base, us.items, us.reviews

list measure ac_a "Advanced computing" {
  authority ecra
  cite "15 CFR 742.6(a)(6)"
  topic chips
  origin unilateral
  items chips
  destinations zone
  when any of {
    (1) item.tpp >= 4800 TPP,
    (2) item.density >= 5.92 TPP/mm2
  }
  requires license
  review shared_grid
  from 2022-10-21 by rule_2022
}

end-user measure hq "Headquarters" {
  authority ecra
  cite "15 CFR 744.23"
  topic chips
  origin unilateral
  for any p in parties where p.based_in(zone)
  requires license
  review party_grid
  from 2023-11-17 by rule_2023 { when item is 3A090.a }
  from 2024-04-04 { when item is chips }
}

extraterritorial measure fdp "Direct product" {
  authority ecra
  cite "15 CFR 734.9"
  origin unilateral
  extends leaves_us
  when any p in parties where end_user in p.roles
  from 2022-10-21
}

group both of measures "Both" = ac_a, hq
`,
  "us/reviews.cordon": `module us.reviews of US current to 2026-01-01

use trade, us.base

review shared_grid "Grid" {
  from 2022-10-21 = {
    (1) case by case when destination in friends,
    (2) presumption of denial otherwise
  }
}
review party_grid "Grid of the party" = {
  (1) case by case when p.based_in(friends),
  (2) inner_grid otherwise
}
review inner_grid "Inner grid" = {
  (1) presumption of denial when end_user in p.roles,
  (2) presumption of approval otherwise
}
unencodable good_faith "Good faith" { cite "15 CFR 732.1" because "no fact settles it" }
omitted annex "Annex" { cite "15 CFR 774" because "not read" }
`,
  "us/exceptions.cordon": `module us.exceptions of US current to 2026-01-01

use trade, us.base, us.items, us.measures, us.reviews

exception NAC "Notified computing" {
  cite "15 CFR 740.8"
  releases ac_a(1), hq
  when item is chips and not item.for_data_center
  unless required by us.measures - ac_a
  obliges notice to BIS before 25 days
  from 2023-11-17 by rule_2023
}
exception HBM "Memory" {
  cite "15 CFR 740.25"
  releases both
  when good_faith or fdp or item.grade = release or item.trained
  from 2024-12-31
}
universe gap_free "Chips to the zone" {
  cite "15 CFR 742"
  from 2023-11-17
  when destination in zone and item is 3A090.a
  covered by both
}
finding serves "Serves" by BIS {
  cite "87 FR 62186"
  from 2022-10-07
  treats p.headquarters = CN as p.headquarters = RU
}
proposal plan "Plan" {
  list measure planned "Planned" {
    authority ecra
    cite "15 CFR 742.9"
    topic chips
    origin unilateral
    destinations zone
    when item.fast
    requires license
    review presumption of denial
    from 2027-01-01
  }
}
`,
  "us/watch.cordon": `module us.watch of US current to 2026-01-01

use trade, us.base, us.items, us.exceptions, us.reviews

list watched of party from "watch.csv" {
  cite "15 CFR 744"
  key id
  column scope : condition
  column review : review
  column usable : set of exception
}
define any_chip = item is chips

end-user measure watched_parties "Watched parties" {
  authority ecra
  cite "15 CFR 744.11"
  topic chips
  origin unilateral
  for any p in parties listed in watched as e
  when e.scope
  requires license
  review e.review
  from 2022-10-21 by rule_2022
}
`,
  "cases.cordon": `module cases

use trade

case product "A chip" = { item: { grade: not applicable, tpp: 4992 TPP, area: 800 mm2, for_data_center: yes } }
case to_china "A chip to China" = product with { act: shipment, departure: US, destination: CN, parties: [] }
`,
  "us/scenarios.cordon": `module us.scenarios of US current to 2026-01-01

use trade, us.base, us.measures, us.exceptions, cases

scenario "chips to China" {
  given to_china with { item: { codes: {3A090.a} } }
  expect on 2024-01-01 US license by ac_a(1)
}
scenario "chips under the exception" {
  given to_china with { destination: VN, item: { codes: {3A090.b}, for_data_center: no }, obligations: { NAC: yes } }
  expect on 2024-01-01 US no requirement by NAC
}
`,
};

/** The data file of its list. */
export const watchList = `id,scope,review,usable
W-1,any_chip,shared_grid,NAC
W-2,,presumption of denial,
`;
