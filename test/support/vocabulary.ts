/** A small vocabulary and a small jurisdiction for tests of the checker; the real vocabulary lives in examples. */
const trade = `module trade
unit TPP = 1 TOPS*bit
enum act = shipment, transmission, release, service
enum item_kind = commodity, software, technology
enum family = circuit, computer, lithography, other
enum stage = development, production, use
enum role = purchaser, end_user, carrier
enum product = logic, nand, dram
enum knowledge = none < suspects < aware
codes country "ISO 3166" below by levels "UA|-43"
codes purpose below by dots = wmd.nuclear, wmd.chemical, military, ic_production, civil
codes HS below by digits
record transaction {
  act : act
  departure, destination : country
  via : set of country
  item : item
  actor : party
  parties : list of party closed when any p in parties where end_user in p.roles
  end_uses : list of end_use
  contract : contract
  licenses : list of held_license
  free_zone : yes or no
}
record contract { date : date "When was it signed?" value : money >= 0 large : yes or no }
record held_license { state : country granted, expires : date }
record party {
  id, name : text
  roles : set of role
  headquarters : country
  parent_headquarters : country or not applicable
  nationalities : set of country
  owners : list of owner
  employer : party or not applicable
  screened, entries, possible_entries : set of text
}
record owner { share : % >= 0 <= 100 headquarters : country screened, entries, possible_entries : set of text }
record end_use {
  purpose : purpose
  place : country
  facility : facility or not applicable
  knowledge : knowledge
  informed_by : set of country
}
record facility { country : country makes : set of product node : nm > 0 applies when logic in makes non_planar : yes or no }
record item {
  kind : item_kind
  family : set of family
  codes : set of code
  hs : set of HS
  origin : country
  listed_in : set of country
  value : money
  stages : set of stage
  contains : list of item
  designed_for : list of relation
  lineage : list of source
  content : list of content
  modes : list of mode
  for_data_center, published : yes or no
  tpp : TPP applies when circuit in family = max of m.rate * m.bits for m in modes where m.dense
  die_area : mm2 > 0 or not applicable
  performance_density : TPP/mm2 or not applicable = tpp / die_area
  io_bandwidth : GB/s applies when circuit in family
  wavelength, overlay : nm applies when lithography in family
  numerical_aperture : number > 0
  designed_ambient : K
  qubits, cnot_error : number
}
record mode { rate : TOPS bits : bit dense : yes or no }
record relation { item : item stage : stage }
record source { item : item origin : country }
record content { origin : country share : % >= 0 <= 100 controlled : yes or no }
define based_in(countries C) of party = headquarters in C or parent_headquarters in C
define ic_fab(countries C) of end_use = purpose is ic_production and facility.country in C
`;

const ruritania = `module ruritania of RL
use trade
jurisdiction RL "Ruritania" {
  reach leaves
  codes RCN
  agency RBX
}
codes RCN "Ruritanian control numbers" below by dots
reach leaves = departure = US
authority act of RL {
  cite "RL Act s. 1"
  permits list
  permits end-user
  permits end-use
  permits extraterritorial
}
define export = act in {shipment, transmission} and departure = US
instrument law_2022 { cite "87 FR 62186" announced 2022-10-07 from 2022-10-21 }
instrument law_2023 { cite "88 FR 73458" announced 2023-10-17 published 2023-10-25 }
group zone { from 2022-10-21 by law_2022 = CN from 2023-11-17 by law_2023 add MO }
list black_list of party from "black.csv" {
  key id
  dated from added until removed
  column footnotes : set of integer
  column scope : condition
  column review : review
  column usable : set of exception
}
`;

export const vocabulary: Readonly<Record<string, string>> = {
  "trade.cordon": trade,
  "ruritania.cordon": ruritania,
  "black.csv":
    "id,added,removed,footnotes,scope,review,usable\nalpha,2020-01-01,,1;5,,presumption of denial,\n",
};
