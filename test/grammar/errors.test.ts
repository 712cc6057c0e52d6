import { describe, expect, test } from "vitest";
import { parse } from "../../grammar/parse.ts";
import { checkTree } from "../support/check-tree.ts";
import { printFindings } from "../support/print-tree.ts";

/** Broken sources by what is wrong with them. The snapshot shows each finding below the line it points at. */
const broken: Record<string, string> = {
  "condition half typed": `list measure m "M" {
  when destination in
  requires license
}
group g = CN`,
  "operator at the end of a line": `define d = departure = US and
define e = departure = NL`,
  "clause word alone": `list measure m "M" {
  authority
  cite "1"
  items
  requires license
}`,
  "clause word alone before the brace": `list measure m "M" { when }
list measure n "N" { requires }
group g = CN`,
  "brace of a measure missing": `list measure m "M" {
  requires license
  when deemed

end-use measure n "N" {
  requires license
}`,
  "brace of a version missing": `list measure m "M" {
  from 2024-01-01 {
    when deemed
  requires license
}
group g = CN`,
  "brace of limbs missing": `list measure m "M" {
  when any of { (1) deemed,
                (2) export
  requires license
}
group g = CN`,
  "opening brace missing": `list measure m "M"
  requires license
}
group g = CN`,
  "one brace too many": `group g {
  from 2024-01-01 = CN
}
}
group h = CN`,
  "bracket missing": `define d = (departure = US or departure = NL
define e = item.mrf(0.25 <= 45 nm`,
  "bracket of a list missing": `scenario "S" {
  given { parties: [ { headquarters: CN }, via: {NL} }
  expect on 2024-01-01 US license
}`,
  "comma between limbs missing": `define d = any of {
  (1) departure = US
  (2) departure = NL
}`,
  "comma between members missing": "group g = {CN HK MO}",
  "comma between facts missing": `scenario "S" {
  given { act: shipment departure: US }
  expect on 2024-01-01 US license
}`,
  "equals missing": `define d any of { (1) deemed }
group g CN, HK`,
  "value of a version missing": `group g {
  from 2024-01-01
  from 2025-01-01 = CN
}`,
  "date missing": `list measure m "M" {
  from by rule
  requires license
}`,
  "date written otherwise": `list measure m "M" {
  from 1.2.2024
  requires license
}`,
  "text not closed": `instrument i "Rule of 2024 {
  cite "1"
}
group g = CN`,
  "code not closed": `group g of codes = '7(16), 3A001
group h = CN`,
  "name missing": `group = CN
define (countries C) of party = headquarters in C
list measure "M" { requires license }`,
  "measure without kind": `measure m "M" {
  requires license
}
group g = CN`,
  "unknown declaration": `rule m "M" {
  requires license
}
group g = CN`,
  "unknown clause": `list measure m "M" {
  penalty is high
  requires license
}`,
  "declaration inside a measure": `list measure m "M" {
  requires license
  group zone = CN
}
group g = CN`,
  "clause of another block": `jurisdiction NL "Netherlands" {
  reach r
  when deemed
  agency CDIU
}`,
  "typographic signs": `define d = tpp ≥ 4800 TPP and x ≤ 3 – 2
group g “Zone” = CN`,
  "signs of other languages": `group g = CN;
# a comment
define d = a && b
define e = a || b`,
  "block comment": `/* about
this group */
group g = CN`,
  "type missing": `record r {
  a :
  b : number
  c
}`,
  "wrong sign in a record": `record r { a = number, b : text }`,
  "operand twice": "define d = departure departure = US",
  "operator twice": "define d = tpp >= >= 4800 TPP",
  "unknown word as operator": "define d = tpp above 4800 TPP",
  "quantifier without list": `define d = any p where p.government
define e = any of
define f = all`,
  "label without condition": "define d = any of { (1), (2) deemed }",
  "label without bracket": "define d = any of { (1 deemed, (2) export }",
  "except without label": `review r = { (1) case by case otherwise except 2 }`,
  "review policy half typed": `review r = { (1) presumption of when deemed }
review s = { (1) presumption }`,
  "requires something else": `list measure m "M" {
  requires permission
  when deemed
}`,
  "expectation half typed": `scenario "S" {
  given { act: shipment }
  expect 2024-01-01 US license
  expect on 2024-01-01 US
  expect on 2024-01-01 US denied
}`,
  "second given": `scenario "S" {
  given { act: shipment }
  given { act: release }
  expect on 2024-01-01 US license
}`,
  "case without its sign": `case b a with { act: shipment }
case c = a { act: shipment }
scenario "S" {
  given with a
  expect on 2024-01-01 US license
}`,
  "universe half typed": `universe
universe a { from }
universe b { when covered by m }
universe c { when act = shipment coverd by m }
universe d {
  when act = shipment
  covered m
  gaps { (1) destination = MO becuse "free", (2) destination = JP }
  permits list
}
define after = act = shipment`,
  "case half typed": `case
case b =
case c = a with
case d = a wiht { act: not giwen }
cse e { act: shipment }
scenario "S" {
  given
  expect on 2024-01-01 US license
}`,
  "table cell missing": `define d = any of table departure | destination {
  (1) US | ,
  (2) | CN
}`,
  "unknown escape": 'instrument i "a \\d" { cite "1" }',
  "module half typed": `module
use
use us.
group g = CN`,
  "missing brace at the end of the file": `list measure m "M" {
  from 2024-01-01 {
    when any of { (1) deemed`,
  "member behind a dot missing": `define d = item.
define e = item. = 3`,
  "number with two points": "define d = tpp >= 48.00.1 TPP",
  nonsense: "%%% ] ) } § 1 'a' \"b\" 2024-01-01 3A001",
};

describe("errors", () => {
  const shown: string[] = [];
  for (const [name, text] of Object.entries(broken)) {
    test(name, () => {
      const result = parse("test.cordon", text);
      expect(result.diagnostics.length).toBeGreaterThan(0);
      expect(checkTree(result)).toEqual([]);
      shown.push(`=== ${name}\n${printFindings(result)}\n`);
    });
  }
  test("read like this", async () => {
    await expect(shown.join("\n")).toMatchFileSnapshot("snapshots/errors.txt");
  });
});
