import { describe, expect, test } from "vitest";
import { parse } from "../../grammar/parse.ts";
import { checkTree } from "../support/check-tree.ts";
import { printTree } from "../support/print-tree.ts";

/** Small sources by construct; the snapshot shows their trees. */
const constructs: Record<string, string> = {
  module: "module us.base of US current to 2026-09-24\nuse trade, us.other",
  jurisdiction: 'jurisdiction DE "Germany" within EU { codes al_a, al_b  agency BAFA }',
  instrument:
    'instrument i "An act" { cite "1 FR 2"  announced 2022-10-07  published 2022-10-13  from 2022-10-21 }',
  units: 'unit TPP "performance" = 1 TOPS*bit\nunit nit',
  enums: "enum act = shipment, use\nenum know = none < suspects < aware",
  record: `record item {
  kind : item_kind   family : set of family   contains : list of item closed when whole
  density : TPP/mm2 >= 0 or not applicable = tpp / die_area "How dense?"
  share : % <= 100 %   mode : {none < some}   dense : yes or no asserted
  tpp, peak : TPP applies when circuit in family = max of m.rate * m.bits for m in modes where m.dense
}`,
  fact: 'fact pitch, height of item : nm > 0 "Smallest?"',
  codes: 'codes AT1 "Table 1" below by levels "3|B|001" = wmd.nuclear, 3A090.a, \'7(16)\'',
  group: `group open_one of codes open "Open" = {}
group zone "Zone" {
  from before 2019-01-01 = CN, HK
  from 2023-01-17 by i add MO + D1 - D5
  from 2024-01-01 remove CN
  until 2025-01-01 by j
}`,
  list: `list el "Entities" of party from "el.csv" {
  cite "744 supp. 4"  key id  column footnotes : set of integer  dated from added until removed
}`,
  define:
    'define advanced(products P, number k) of facility "IC" = any of { (1) logic in P, (2) node <= 16 nm unless old cite "x" } unless note',
  reach: 'reach r "Ground" = any of { (1) departure = US, (2) US in via }',
  review: `review r "Policy" = {
  (1) presumption of denial when destination in MO except (2) and (3)(a),
  (2) policy of denial when e.review cite "1",
  (3)(a) mix when a,
  case by case otherwise,
}
review s = entitlement`,
  item: "item annex_i '3B501 header' \"Header\" = it is ECCN 3A090 - 3A090.c\nitem 3A090.a { from 2022-10-21 by v1 = tpp >= 4800 TPP unless chip }\nitem ECCN EAR99 = yes",
  measure: `end-use measure m "Title" {
  authority a   cite "1"   topic t, u   origin regime   reach r   activities export, reexport
  items 3A090.a, annex_i 4A090, '1'..'15'   destinations MO + D5, {SY}
  for any p in parties, o in p.owners listed in el as e where 5 in e.footnotes
  when deemed   unless (i) rebutted cite "2"   unless (deemed)
  requires { (1) license when a, (2) notice to here awaiting decision otherwise except (1) }
  review { (1) case by case otherwise }
  routes { individual, (b) global when a }
  saves contract.date < 2023-10-18 until 2024-03-01 as of 2023-11-16
  suspended from 2025-11-10 through 2026-11-09 by i because "stay"
  from before 2019-01-01 { prohibits }
  from 2024-01-01 by i
}`,
  exception: `exception NAC "Notified" {
  releases ac_a, us.x.ac_b(ii), c
  obliges notice to BIS before 25 days "SNAP-R" when a
  obliges registration with here within 30 days
  obliges report to BIS
}`,
  authority: `authority a "Act" of US {
  held by BIS, DDTC   from before 2018-08-13
  permits service limited to u.purpose is wmd provided origin in {regime} from 2024-01-01 by i until 2025-01-01
}`,
  finding: 'finding f "F" by BIS { from 2022-10-07 by i  treats a is b and c as a is d }',
  universe: `universe u "U" {
  cite "1"
  from 2024-01-01
  when a and b
  unless c
  covered by m + n
  gaps { (1) d because "it is meant" cite "2", e because "so is this" }
  until 2025-01-01
}`,
  omitted: 'omitted o "O" { cite "1" because "not needed" }\nomitted p { cite "2" }',
  unencodable: 'unencodable u "U" { cite "1" because "missing" }',
  scenario: `scenario "S" {
  given { act: shipment, "list id": 5 %, item: { codes: {3A090.a, annex_i 3B501}, tpp: 4992 TPP }, via: {},
          owners: open [ { share: unknown }, {} ], employer: not applicable, on: 2024-01-01, ok: no, name: "x" }
  expect on 2024-01-01 known at 2023-01-01 in practice US license by a, b(1) review policy of denial routes { x, y }
  expect on 2024-01-01 NL undetermined missing item.tpp, act
  expect on 2024-01-01 NL not reached
}`,
  case: `case a "A" { act: shipment }
case b = a
case c "C" = a with b with { item: { tpp: not given, mass: not applicable } }
scenario "S" { given c with { act: release } expect on 2024-01-01 US license review case by case }`,
  proposal: 'proposal p "P" { service measure m { requires license } group g = CN }',
  precedence: "define d = not a and b or c + d * e - f / g >= 1 and x in {a} + b or y",
  comparisons: "define d = 1.6 <= x < 5.92 TPP/mm2 and a = b and c != 1e-4 and n < 21_000",
  "negative numbers": "define d = t < -54 C and u >= 10 - 5 and x - 3 > y",
  memberships:
    "define d = a not in B and s meets {t} and x is not unknown and x is 3A090 + 4A090 and p listed in L as e and item listed by departure",
  knowledge: "define d = known that a.b and unknown whether c or not required by us.x + y - z",
  quantifiers: "define d = all x in l and no y in m.n(1, a) where z or w",
  table:
    "define d = any of table item | u.p or q { (1) yes | no, (2) * | >= 5 nm, ('3 a') al_b 2B909 | 34..99 cite \"1\" }",
  aggregates:
    "define d = (sum of x.share for x in p.owners where x listed in r) >= 50 % and (count of x for x in y) > 1",
  labels: "define d = all of { (a)(3) x, ('17-2 ho') (y), (1a) z, w }",
};

describe("trees", () => {
  const shown: string[] = [];
  for (const [name, text] of Object.entries(constructs)) {
    test(name, () => {
      const result = parse("test.cordon", text);
      expect(result.diagnostics).toEqual([]);
      expect(checkTree(result)).toEqual([]);
      shown.push(`=== ${name}\n${text}\n---\n${printTree(result)}\n`);
    });
  }
  test("look like this", async () => {
    await expect(shown.join("\n")).toMatchFileSnapshot("snapshots/trees.txt");
  });
});
