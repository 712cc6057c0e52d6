/** The two source files of a new workspace, in the layout of `cordon fmt`. */

export const VOCABULARY = `/// The facts of a case, and the questions that ask for them. Add what your law asks about.
module trade

enum act "What is done" = shipment, transmission, release

enum family "Product family" = circuit, lithography, other

/// Twice the multiply-accumulate rate in tera-operations per second, times the bit length of the operation.
unit TPP "Total processing performance" = 1 TOPS*bit

codes country "ISO 3166-1 and 3166-2" below by levels "UA|-43"

record transaction "One act with one item" {
  act : act "What is done?"
  departure : country "From which country does the item leave?"
  destination : country "In which country does it end up?"
  item : item "What is the item?"
}

record item "A commodity, software or technology" {
  family : set of family "Which families of product does it belong to (all that fit)?"
  codes : set of code "How is it classified, in which schemes?"
  tpp : TPP >= 0 applies when circuit in family "Total processing performance?"
}
`;

export const EXAMPLE = `/// An invented country with one measure. Its citations have a real form, but numbers that no law has. Replace it with your own.
module example.chips of XX current to 2026-11-01

use trade

jurisdiction XX "Exampleland" {
  reach leaves
  codes XCL
  agency Trade_Office
}

codes XCL "Control list of Exampleland" below by dots

reach leaves "99 CFR 1.1" = act in {shipment, transmission} and departure != destination

authority trade_act "Trade Act" of XX {
  cite "99 USC 1002"
  held by Trade_Office
  from 2020-01-01
  permits list
}

instrument order_2026 "Order on fast processors" { cite "999 FR 1001" published 2026-01-10 from 2026-02-01 }

item XCL 1A001.a "Fast processors" {
  from 2026-02-01 by order_2026 = circuit in family and tpp >= 4800 TPP
}

group partners "Countries with equivalent controls" = CA, JP, NO

list measure fast_processors "Fast processors" {
  authority trade_act
  cite "99 CFR 2.1"
  topic ai_chips
  origin unilateral
  items 1A001.a
  unless destination in partners
  requires license
  review case by case
  from 2026-02-01 by order_2026
}

scenario "A processor at the threshold needs a license from the first day of the order" {
  given { act: shipment, departure: NL, destination: BR, item: { family: {circuit}, tpp: 4800 TPP } }
  expect on 2026-01-31 XX no requirement
  expect on 2026-02-01 XX license by fast_processors review case by case
}
`;
