/** Lags where a control ends, or is open, and what is said of the day; the rest of lags stands in `matrix.test.ts`. */
import { describe, expect, it } from "vitest";
import { type First, lagsOf } from "../../compiler/compare/lags.ts";
import { notesOf } from "../../compiler/compare/notes.ts";
import { lagSheet, markdownSheet, prettySheet } from "../../compiler/compare/tables.ts";
import { checkSources } from "../property/compile.ts";
import { exampleLaw } from "../support/examples.ts";

const { program: examples } = exampleLaw();

describe("a control of an item held in common", () => {
  const law = (entry: string, measure: string): readonly First[] => {
    const { program, errors } = checkSources({
      "law.cordon": `module law of AA current to 2030-01-01
jurisdiction RR { members both  codes SHARED }
group both = AT, BE
codes SHARED below by dots
jurisdiction AA { reach leaves  codes ACL }
codes ACL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
record transaction { act : act "What?"  item : item "Which item?" }
record item { codes : set of code "Which codes?"  size : number >= 0 "How large?" }
reach leaves "1" = act = shipment
authority act_a "Act" of AA { cite "99 USC 1" from 2000-01-01 permits list }
unencodable unread "Not read" { cite "99 CFR 2"  because "it was not read" }
item SHARED 1A001.a "Shared" { from 2001-01-01 = size > 5 }
item ACL 2A001.a "Own" { ${entry} }
list measure listed "Listed" {
  authority act_a  cite "99 CFR 1"  topic chips  origin regime
  items ACL 2A001.a
  requires license
  ${measure}
}
`,
    });
    expect(errors).toEqual([]);
    return lagsOf(program, ["AA"], "2026-01-01").flatMap(({ firsts }) => firsts);
  };
  const since = "from 2003-01-01 = it is SHARED 1A001.a";

  it("goes on where nothing ends it", () => {
    expect(law(since, "from 2002-01-01")).toMatchObject([{ on: "2003-01-01", until: null, open: false }]);
  });

  it("ends with the measure, with the entry, and where the entry names it no longer", () => {
    expect(law(since, "from 2002-01-01\n  until 2010-01-01")).toMatchObject([{ until: "2010-01-01" }]);
    expect(law(`${since}\n  until 2011-01-01`, "from 2002-01-01")).toMatchObject([{ until: "2011-01-01" }]);
    expect(law(`${since}\n  from 2012-01-01 = size > 9`, "from 2002-01-01")).toMatchObject([
      { on: "2003-01-01", until: "2012-01-01" },
    ]);
  });

  it("has not ended where the entry names it again, nor where it ends after the day", () => {
    expect(
      law(
        `${since}\n  from 2012-01-01 = size > 9\n  from 2013-01-01 = it is SHARED 1A001.a`,
        "from 2002-01-01",
      ),
    ).toMatchObject([{ on: "2003-01-01", until: null }]);
    expect(law(`${since}\n  until 2027-01-01`, "from 2002-01-01")).toMatchObject([{ until: null }]);
  });

  it("is none where the entry ended before the measure began", () => {
    expect(law(`${since}\n  until 2004-01-01`, "from 2005-01-01")).toEqual([]);
  });

  it("is open where text that could not be encoded has to hold too, and nowhere else", () => {
    const open = (condition: string): boolean[] =>
      law(`from 2003-01-01 = ${condition}`, "from 2002-01-01").map((first) => first.open);
    expect(open("it is SHARED 1A001.a and unread")).toEqual([true]);
    expect(open("it is SHARED 1A001.a and not unread")).toEqual([true]);
    expect(open("all of { (1) unread, (2) it is SHARED 1A001.a }")).toEqual([true]);
    expect(open("it is SHARED 1A001.a or unread")).toEqual([false]);
    expect(open("it is SHARED 1A001.a and (size > 3 or unread)")).toEqual([false]);
    expect(open("(it is SHARED 1A001.a and unread) or (size > 3 and it is SHARED 1A001.a)")).toEqual([false]);
    expect(law(since, "from 2002-01-01 { unless unread }")).toMatchObject([{ open: true }]);
  });

  it("takes the day from which it is settled, where it was open before", () => {
    expect(
      law(
        "from 2003-01-01 = it is SHARED 1A001.a and unread\n  from 2007-01-01 = it is SHARED 1A001.a",
        "from 2002-01-01",
      ),
    ).toMatchObject([{ on: "2007-01-01", open: false }]);
  });
});

describe("what a list covers in words of its own", () => {
  const law = (entries: string, measures: string): readonly First[] => {
    const { program, errors } = checkSources({
      "law.cordon": `module law of AA current to 2030-01-01
jurisdiction RR { members both  codes SHARED }
group both = AT, BE
codes SHARED below by dots
jurisdiction AA { reach leaves  codes ACL }
codes ACL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
enum sort = tool, circuit
record transaction { act : act "What?"  destination : country "Where?"  item : item "Which item?" }
record item {
  codes : set of code "Which codes?"
  sorts : set of sort "Which sorts?"
  size : number >= 0 applies when tool in sorts "How large?"
  speed : number >= 0 applies when circuit in sorts "How fast?"
}
reach leaves "1" = act = shipment
authority act_a "Act" of AA { cite "99 USC 1" from 2000-01-01 permits list }
item SHARED 1A001.a "Shared" { from 2001-01-01 = size > 5 }
${entries}
${measures}
`,
    });
    expect(errors).toEqual([]);
    return lagsOf(program, ["AA"], "2026-01-01").flatMap(({ firsts }) => firsts);
  };
  const measure = (name: string, clauses: string): string =>
    `list measure ${name} "Listed" {
  authority act_a  cite "99 CFR 1"  topic chips  origin regime
  ${clauses}
  requires license
  from 2002-01-01
}`;
  const all = measure("listed", "items ACL");

  it("counts wholly where the text is wider, and is said to be its own", () => {
    expect(law('item ACL 2A001 "Own" { from 2003-01-01 = size > 4 }', all)).toMatchObject([
      { covered: "wholly", on: "2003-01-01", named: false, now: "wholly", partly: [] },
    ]);
    expect(law('item ACL 2A001 "Own" { from 2003-01-01 = it is SHARED 1A001.a }', all)).toMatchObject([
      { covered: "wholly", named: true },
    ]);
  });

  it("counts in part where the text is narrower, with an item on either side", () => {
    const [first] = law('item ACL 2A001 "Own" { from 2003-01-01 = size > 7 }', all);
    expect(first).toMatchObject({ covered: "in part", on: "2003-01-01", lag: null, named: false });
    const sizes = first!.partly.map(({ within, beyond }) =>
      [within, beyond].map((facts) => (facts as { item: { size: number } }).item.size),
    );
    expect(sizes).toEqual([[expect.any(Number), expect.any(Number)]]);
    expect(sizes[0]![0]).toBeGreaterThan(7);
    expect(sizes[0]![1]).toBeGreaterThan(5);
    expect(sizes[0]![1]).toBeLessThanOrEqual(7);
  });

  it("counts wholly where it takes several entries, from the day of the last", () => {
    const entries = `item ACL 2A001.a "Large" { from 2003-01-01 = size > 7 }
item ACL 2A001.b "Middle" { from 2004-01-01 = 5 < size <= 7 }`;
    expect(law(entries, all)).toMatchObject([
      { covered: "wholly", on: "2004-01-01", partly: [{ on: "2003-01-01", until: "2004-01-01" }] },
    ]);
  });

  it("is not covered by what is listed for something else, nor by what it is besides", () => {
    expect(law('item ACL 2A001 "Fast" { from 2003-01-01 = circuit in sorts and speed > 3 }', all)).toEqual(
      [],
    );
    expect(law('item ACL 2A001 "Both" { from 2003-01-01 = circuit in sorts and size > 7 }', all)).toEqual([]);
  });

  it("ends where the entry becomes narrower", () => {
    const entry = 'item ACL 2A001 "Own" {\n from 2003-01-01 = size > 4\n from 2005-01-01 = size > 9\n}';
    const [first] = law(entry, all);
    expect(first).toMatchObject({ covered: "wholly", until: "2005-01-01", now: "in part" });
    const sheet = markdownSheet(
      lagSheet([{ item: "SHARED 1A001.a", title: null, firsts: [first!] }], ["AA"], "2026-01-01"),
    );
    expect(sheet).toContain("| 2003-01-01, in its own words, until 2005-01-01, since then in part |");
    expect(sheet).toMatch(
      /in part 2005-01-01: ACL 2A001 covers one with .*size 10.*; the list does not cover one with size 6/,
    );
  });

  it("names what asks for it of every state before what does of single ones", () => {
    const entries = `item ACL 2A001.a "Row" { from 2003-01-01 = size > 4 }
item ACL 2A001.b "Own" { from 2003-01-01 = size > 5 }`;
    const measures = `${measure("an_embargo", "items ACL  destinations RU")}\n${measure("listed", "items ACL 2A001.b")}`;
    expect(law(entries, measures.replaceAll("\\n", "\n"))).toMatchObject([
      { measure: "law.listed", entries: ["ACL 2A001.b"] },
    ]);
  });

  it("counts an entry from the day on which a group of codes takes it in", () => {
    const entries = `item ACL 2A001 "Own" { from 2003-01-01 = size > 4 }
group listed_codes of codes { from 2004-01-01 = ACL 2A001  until 2008-01-01 }`;
    expect(law(entries, measure("listed", "items listed_codes"))).toMatchObject([
      { on: "2004-01-01", until: "2008-01-01", now: "not" },
    ]);
  });
});

describe("the examples", () => {
  const names = ["US", "EU", "NL", "DE", "JP", "KR"];
  const lags = lagsOf(examples, names, "2026-09-24");
  const of = (item: string, name: string): First | undefined =>
    lags.find((lag) => lag.item === item)!.firsts.find(({ jurisdiction }) => jurisdiction === name);

  it("do not claim what Korea's announcement left unsaid", () => {
    for (const item of ["cryogenic-circuit", "parametric-amplifier", "quantum-parts", "layout-from-images"])
      expect(of(`shared ${item}`, "KR")).toMatchObject({ on: "2025-02-28", open: true, lag: null });
    expect(of("shared quantum-computer", "KR")).toMatchObject({ on: "2025-02-28", open: false, lag: 220 });
  });

  it("say that the United States let go what the regime lists of scanners by their resolution", () => {
    expect(of("WAL 3.B.1.f.1.b", "US")).toMatchObject({ before: true, until: "2023-11-17" });
    expect(of("WAL 3.B.1.f.1.b", "NL")).toMatchObject({ before: true, until: null });
  });

  it.each(["2022-12-31", "2024-10-01", "2025-08-01", "2026-09-24"])(
    "let nothing else go by %s: a wider text names what it widens",
    (asOf) => {
      const ended = lagsOf(examples, names, asOf).flatMap(({ item, firsts }) =>
        firsts.flatMap(({ jurisdiction, until }) =>
          until === null ? [] : [`${item} ${jurisdiction} ${until}`],
        ),
      );
      expect(ended).toEqual(asOf < "2023-11-17" ? [] : ["WAL 3.B.1.f.1.b US 2023-11-17"]);
    },
  );

  it("have Japan go on with dry etch when it widened its entry", () => {
    expect(of("shared dry-etch.anisotropic", "JP")).toMatchObject({ on: "2023-07-23", until: null });
  });

  it("name what the United States and the Union list in the words of the regime", () => {
    for (const item of ["WAL 3.B.1.b", "WAL 3.B.1.e", "WAL 3.B.1.h"])
      expect(of(item, "US")).toMatchObject({ on: "2019-01-01", before: true });
    for (const item of ["WAL 4.A.3.b", "WAL 4.D.1.b", "WAL 4.E.1.b", "WAL 5.E.2"])
      expect(of(item, "DE")).toMatchObject({ on: "2019-01-01", before: true, until: null });
  });

  it("tell with the table how far each law was read, and what is not recorded", () => {
    const table = (asOf: string): string =>
      prettySheet(
        lagSheet(
          lagsOf(examples, ["US", "NL"], asOf),
          ["US", "NL"],
          asOf,
          notesOf(examples, ["US", "NL"], [], asOf),
        ),
        { strong: (text) => text, soft: (text) => text },
      );
    expect(table("2026-09-24")).toContain("the law of NL was read up to 2025-12-31; later changes");
    expect(table("2026-09-24")).toContain(
      "the law of US was read up to 2026-09-24, in part up to 2026-07-31 only;",
    );
    expect(table("2026-08-24")).toContain("part of the law of US was read up to 2026-07-31;");
    expect(table("2015-01-01")).toMatch(
      /measures of US had begun before the sources begin with them \(2018-08-13 to /,
    );
  });

  it("are shown with what is perhaps so, and what has ended", () => {
    const sheet = markdownSheet(lagSheet(lags, names, "2026-09-24"));
    expect(sheet).toContain("| perhaps 2025-02-28 |");
    expect(sheet).toContain("| by 2019-01-01, until 2023-11-17, since then in part |");
    expect(sheet).toContain("perhaps: the entry that would cover it rests on text that could not be encoded");
    expect(sheet).toContain("until a day: since then it is so no longer");
    expect(sheet).toContain("in its own words: none of the entries that cover it names it");
  });
});
