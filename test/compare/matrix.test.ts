import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Analysis } from "../../compiler/analysis/index.ts";
import type { Expr } from "../../compiler/check/tree.ts";
import { LAGS_FORMAT, lagsOf } from "../../compiler/compare/lags.ts";
import { Limits } from "../../compiler/compare/limits.ts";
import { type MatrixReport, matrixOf } from "../../compiler/compare/matrix.ts";
import { readMatrix } from "../../compiler/compare/matrix-file.ts";
import { matrixProblems, planProblems } from "../../compiler/compare/matrix-names.ts";
import {
  htmlSheet,
  lagSheet,
  markdownSheet,
  matrixSheet,
  prettySheet,
} from "../../compiler/compare/tables.ts";
import { conditionsOf } from "../../compiler/compare/where.ts";
import { checkSources } from "../property/compile.ts";
import { EXAMPLES, exampleLaw } from "../support/examples.ts";
import { problemsBy } from "../support/schema-problems.ts";

const compilation = exampleLaw();
const read = readMatrix(readFileSync(resolve(EXAMPLES, "matrix.json"), "utf8"));
if (read.kind === "wrong") throw new Error(JSON.stringify(read.problems));
const { file } = read;

const asked = file.rows.flatMap(({ id, power }) =>
  typeof power === "object" && power.when !== undefined ? [{ id, when: power.when }] : [],
);
const found = conditionsOf(
  compilation,
  asked.map(({ when }) => when),
);
if (found.kind === "wrong") throw new Error(found.problems.map(({ message }) => message).join("; "));
const { program } = found;
const conditions = new Map<string, Expr>(asked.map(({ id }, i) => [id, found.conditions[i]!]));

function matrix(asOf: string, limits?: Limits): MatrixReport {
  return matrixOf(program, file, conditions, asOf, limits);
}

/** The cells of a row, in the order of the columns. */
function row(report: MatrixReport, id: string): string {
  return report.rows
    .find((r) => r.id === id)!
    .cells.map(({ state }) => state)
    .join(" ");
}

const WORDS: Readonly<Record<string, string>> = {
  Y: "exercised",
  A: "available",
  C: "conditional",
  P: "limited",
  N: "absent",
  "-": "not applicable",
};

describe("the matrix of powers on 14 March 2025", () => {
  const report = matrix("2025-03-14");

  it("is allowed by its published schema", () => {
    expect(problemsBy("compiler/compare/matrix-report.schema.json", report)).toEqual([]);
  });

  /**
   * What a published comparison of that day says, and after the colon what we say where that is something else. The
   * words: Y exercised, A available, C conditional, P limited, N absent, - not applicable.
   */
  const EXPECTED: Readonly<Record<string, string>> = {
    // Korea's notice of 28 February 2025 is in force; the comparison does not count it
    R02: "Y N Y Y Y C:Y",
    R03: "Y N N N P P",
    // of weapons and military ends everyone makes use; the comparison asks about chips alone
    R04: "Y A:Y A:Y A:Y A:Y A:Y",
    R05: "Y P P P N N",
    R06: "Y A:Y A:Y A:Y A:Y A:Y",
    R07: "Y C C C C C",
    R08: "Y N N N N N",
    // the comparison is silent about shares of content
    R09: "?:Y ?:- ?:- ?:- ?:- ?:-",
    R10: "Y N N N N N",
    // the comparison is silent but for the United States and Japan
    R11: "Y ?:N ?:N ?:N N ?:N",
  };

  it.each(Object.entries(EXPECTED))("%s reads %s", (id, cells) => {
    const expected = cells.split(" ").map((cell) => WORDS[cell.at(-1) ?? ""]);
    expect(report.rows.find((r) => r.id === id)!.cells.map(({ state }) => state)).toEqual(expected);
  });

  it("has lists of the regimes everywhere, the American one though its first recorded day is later", () => {
    expect(row(report, "R01").split(" ")).toEqual(Array(6).fill("exercised"));
  });

  it("says why a row does not fit, and where a power ends that no statute limits", () => {
    const remarks = (id: string) => report.rows.find((r) => r.id === id)!.cells.map(({ remark }) => remark);
    expect(remarks("R09").slice(1)).toEqual(Array(5).fill(expect.stringContaining("no share")));
    expect(remarks("R10")[1]).toContain("Art. 215 TFEU");
    expect(remarks("R02")[5]).toContain("28 February 2025");
  });

  it("names the power that a finding would carry to services for advanced plants", () => {
    const cell = report.rows.find(({ id }) => id === "R07")!.cells[4]!;
    expect(cell.authorities.map(({ id }) => id)).toEqual(["jp.base.fefta"]);
    expect(cell.condition).toContain("a finding that making advanced chips");
  });

  it("is the same where what was compared for another day is handed on, and less is compared then", () => {
    const asking = vi.spyOn(Analysis.prototype, "attempt");
    onTestFinished(() => asking.mockRestore());
    const limits = new Limits(program);
    matrix("2026-09-24", limits);
    asking.mockClear();
    const handedOn = matrix("2025-03-14", limits);
    const fewer = asking.mock.calls.length;
    asking.mockClear();
    expect(handedOn).toEqual(matrix("2025-03-14"));
    expect(fewer).toBeLessThan(asking.mock.calls.length);
  });

  it("names what carries a cell", () => {
    const [us, , nl] = report.rows.find(({ id }) => id === "R02")!.cells;
    expect(us!.measures.map(({ id }) => id)).toContain("us.advanced_computing.ac_a");
    expect(nl!.measures).toContainEqual({
      id: "nl.equipment_order.equipment_order",
      title: expect.any(String) as string,
      citations: ["Stcrt. 2023, 18212, art. 2"],
    });
  });

  it("says the same in every format", () => {
    const sheet = matrixSheet(report);
    const plain = { strong: (text: string) => text, soft: (text: string) => text };
    for (const text of [prettySheet(sheet, plain), markdownSheet(sheet), htmlSheet(sheet)]) {
      expect(text).toContain("conditional");
      expect(text).toMatch(/fdp.{1,2}advanced.{1,2}computing/);
    }
  });
});

it("calls a row impossible that asks about transactions that there cannot be, and not a gap of the law", () => {
  const when = ["destination = CN and destination = JP", "destination = CN"];
  const found = conditionsOf(compilation, when);
  if (found.kind === "wrong") throw new Error(found.problems.map(({ message }) => message).join("; "));
  const [never, sometimes] = found.conditions;
  const asked = (id: string, kind: "service" | "end-use") => ({
    id,
    title: id,
    kinds: [kind],
    topics: { any: ["a topic of no measure"] },
  });
  const rows = [
    { ...asked("never", "service"), notApplicable: { US: "a reason" } },
    asked("sometimes", "service"),
    { ...asked("unasked", "end-use"), power: false as const },
  ];
  const conditions = new Map([
    ["never", never!],
    ["sometimes", sometimes!],
    ["unasked", never!],
  ]);
  const report = matrixOf(
    found.program,
    { ...file, columns: ["US", "NL", "KR"], rows },
    conditions,
    "2025-03-14",
  );
  expect(row(report, "never")).toBe("not applicable impossible impossible");
  expect(row(report, "sometimes").split(" ")).not.toContain("impossible");
  expect(row(report, "unasked")).toBe("absent absent absent");
  expect(report.rows[0]!.cells.map(({ authorities }) => authorities)).toEqual([[], [], []]);
  expect(problemsBy("compiler/compare/matrix-report.schema.json", report)).toEqual([]);
  expect(matrixSheet(report).notes).toContain(
    "never NL, KR, impossible: no transaction meets the condition of this row on 2025-03-14, so that it says nothing of powers",
  );
});

describe("the matrix on other days", () => {
  it("lets the Union list what states agreed on since May 2025, and shows its exercise since November", () => {
    expect(matrix("2025-06-01").rows[1]!.cells[1]).toMatchObject({
      state: "conditional",
      condition: "a measure that other states agree on",
    });
    expect(matrix("2025-11-15").rows[1]!.cells[1]).toMatchObject({ state: "exercised" });
  });

  it("has the Korean power for lists of like-minded states since August 2024, and not before", () => {
    const korea = (day: string): string => matrix(day).rows[1]!.cells[5]!.state;
    expect([korea("2024-08-20"), korea("2024-08-21"), korea("2025-02-28")]).toEqual([
      "absent",
      "conditional",
      "exercised",
    ]);
  });
});

describe("a row that names no origin", () => {
  const asking = (origins: readonly string[] | undefined, asOf: string) => {
    const row = { id: "X1", title: "Lists of processors", kinds: ["list"], topics: { any: ["ai_chips"] } };
    const rows = [origins === undefined ? row : { ...row, origins }] as typeof file.rows;
    const report = matrixOf(program, { ...file, rows }, new Map(), asOf);
    return report.rows[0]!.cells.map(({ jurisdiction, state, condition }) => [
      jurisdiction,
      state,
      condition,
    ]);
  };

  it("finds no free hand where a power permits what a regime has adopted, and nothing else", () => {
    expect(asking(undefined, "2024-08-20")).toEqual([
      ["US", "exercised", null],
      ["EU", "conditional", "a measure that a regime has adopted"],
      ["NL", "available", null],
      ["DE", "available", null],
      ["JP", "available", null],
      ["KR", "conditional", "a measure that a regime has adopted"],
    ]);
    expect(asking(undefined, "2024-08-21").at(-1)).toEqual([
      "KR",
      "conditional",
      "a measure that other states agree on or a regime has adopted",
    ]);
    expect(asking(["regime"], "2024-08-20").at(-1)).toEqual(["KR", "available", null]);
  });
});

describe("the matrix on 1 December 2025", () => {
  it("differs from that of March in one cell beyond the regimes: the Union lists what a regime does not", () => {
    const [march, december] = [matrix("2025-03-14"), matrix("2025-12-01")];
    const changed = march.rows.flatMap(({ id, cells }, i) =>
      cells.flatMap(({ jurisdiction, state }, at) => {
        const now = december.rows[i]!.cells[at]!.state;
        return now === state ? [] : [`${id} ${jurisdiction}: ${state} > ${now}`];
      }),
    );
    expect(changed).toEqual(["R02 EU: absent > exercised"]);
    const carriers = (name: string): string[] =>
      december.rows
        .find(({ id }) => id === "R02")!
        .cells.find(({ jurisdiction }) => jurisdiction === name)!
        .measures.map(({ id }) => id);
    // new since March: chips of high performance in Japan, the 500 series in every state of the Union
    expect(carriers("JP")).toContain("jp.list_control.ai_chip_licenses");
    for (const name of ["EU", "NL", "DE"]) expect(carriers(name)).toContain("eu.measures.annex_i_500");
  });
});

/** Days between two days of the calendar. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

describe("lags on items of the examples", () => {
  const names = ["US", "NL", "JP", "EU", "DE", "KR"];
  const lags = lagsOf(compilation.program, names, "2026-01-01");

  // days of first effect, as the gazettes of the states have them
  it.each([
    [
      "shared dry-etch.isotropic",
      { JP: "2023-07-23", US: "2023-11-17", DE: "2024-07-23", EU: "2025-11-15", NL: "2025-11-15" },
    ],
    [
      "shared immersion-scanner",
      { JP: "2023-07-23", NL: "2023-09-01", US: "2023-11-17", DE: "2025-11-15", EU: "2025-11-15" },
    ],
    [
      "shared gate-all-around.process",
      {
        DE: "2024-07-23",
        US: "2024-09-06",
        JP: "2024-09-08",
        NL: "2024-12-01",
        KR: "2025-02-28",
        EU: "2025-11-15",
      },
    ],
  ])("%s", (item, days: Readonly<Record<string, string | undefined>>) => {
    const { firsts } = lags.find((lag) => lag.item === item)!;
    const [first] = Object.values(days);
    const whole = firsts.filter(({ covered }) => covered === "wholly");
    expect(whole.map(({ jurisdiction, on, lag }) => [jurisdiction, on, lag])).toEqual(
      Object.entries(days).map(([name, on]) => [name, on, daysBetween(first!, on!)]),
    );
  });

  it("counts for a state the law of its union, and entries that name it by way of others", () => {
    // scanners below 193 nm are in the Annex I of the Union and, by way of an ordinance, in row 7(16) of Japan
    const { firsts } = lags.find(({ item }) => item === "WAL 3.B.1.f.1.a")!;
    expect(firsts.map(({ jurisdiction, measure, entries }) => [jurisdiction, measure, ...entries])).toEqual([
      ["DE", "eu.measures.annex_i_export", "annex_i 3B001.f.1.a"],
      ["EU", "eu.measures.annex_i_export", "annex_i 3B001.f.1.a"],
      ["JP", "jp.list_control.rows_1_to_15", "jp_order 7(16)"],
      ["KR", "kr.strategic_items.strategic_items", "kr_annex_2 3B001.f.1.a"],
      ["NL", "eu.measures.annex_i_export", "annex_i 3B001.f.1.a"],
      ["US", "us.equipment.long_listed_equipment", "ECCN 3B001.f.1.a"],
    ]);
  });

  it("names a measure that follows what is held in common before an embargo that asks for it too", () => {
    const measures = (item: string): string[] =>
      lags.find((lag) => lag.item === item)!.firsts.map(({ measure }) => measure);
    expect(measures("WAL 3.D.6")).toContain("eu.measures.annex_i_export");
    expect(measures("shared isotopes")).toContain("us.equipment.plurilateral");
    expect([...measures("WAL 3.D.6"), ...measures("shared isotopes")].join(" ")).not.toMatch(
      /embargo|russia/,
    );
  });

  it("has no lag where the beginning is not recorded", () => {
    const [first, ...later] = lags.find(({ item }) => item === "WAL 3.B.1.f.1.a")!.firsts;
    expect(first).toMatchObject({ on: "2019-01-01", before: true });
    expect(later.at(-1)).toMatchObject({ jurisdiction: "US", lag: null });
  });
});

describe("lags", () => {
  const lags = lagsOf(compilation.program, ["US", "NL", "JP", "DE"], "2026-09-14");
  const of = (item: string) => lags.find((lag) => lag.item === item)!.firsts;

  it("counts the days after the first state, for an item held in common", () => {
    expect(of("shared quantum-computer").map(({ jurisdiction, on, lag }) => [jurisdiction, on, lag])).toEqual(
      [
        ["DE", "2024-07-23", 0],
        ["US", "2024-09-06", 45],
        ["JP", "2024-09-08", 47],
        ["NL", "2024-12-01", 131],
      ],
    );
    expect(of("shared immersion-scanner").slice(0, 2)).toMatchObject([
      { jurisdiction: "JP", on: "2023-07-23", measure: "jp.list_control.equipment_licenses" },
      { jurisdiction: "NL", on: "2023-09-01", lag: 40, measure: "nl.equipment_order.equipment_order" },
    ]);
  });

  it("knows nothing of what is later than the day", () => {
    const early = lagsOf(compilation.program, ["US", "NL", "JP", "DE"], "2024-08-01");
    expect(
      early.find(({ item }) => item === "shared quantum-computer")?.firsts.map((f) => f.jurisdiction),
    ).toEqual(["DE"]);
  });

  it("is allowed by its published schema, and says it as a table", () => {
    const jurisdictions = ["US", "NL", "JP", "DE"];
    const report = { format: LAGS_FORMAT, asOf: "2026-09-14", jurisdictions, notes: [], items: lags };
    expect(problemsBy("compiler/compare/lags.schema.json", report)).toEqual([]);
    const sheet = markdownSheet(lagSheet(lags, jurisdictions, "2026-09-14"));
    expect(sheet).toContain("2024-12-01 \\(+131 days\\)");
    // the United States know resists by the code alone
    expect(lags.find(({ item }) => item === "WAL 3.C.2.a")?.firsts.map((f) => f.jurisdiction)).not.toContain(
      "US",
    );
    expect(sheet).toContain(
      "none written out: no entry whose words are in the sources covers such an item for what makes it one; one that is known by its code alone may",
    );
    expect(sheet).toContain("by a day: already so on that day");
    const recorded = lags.filter(({ item }) => item === "shared quantum-computer");
    expect(markdownSheet(lagSheet(recorded, jurisdictions, "2026-09-14"))).not.toMatch(/alone may|by a day/);
  });
});

describe("lags of a small law", () => {
  const law = (items: string): readonly (readonly [string, string])[] => {
    const { program, errors } = checkSources({
      "law.cordon": `module law of AA current to 2030-01-01
jurisdiction RR { members both  codes SHARED }
group both = AT, BE
codes SHARED below by dots
jurisdiction AA { reach leaves  codes ACL }
jurisdiction BB { reach leaves  codes BCL }
codes ACL below by dots
codes BCL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
record transaction { act : act "What?"  item : item "Which item?" }
record item { codes : set of code "Which codes?"  size : number >= 0 "How large?" }
reach leaves "1" = act = shipment
authority act_a "Act" of AA { cite "99 USC 1" from 2000-01-01 permits list }
item SHARED 1A001.a "Shared" { from 2001-01-01 = size > 5 }
item ACL 2A001.a "Named" { from 2003-01-01 = it is SHARED 1A001.a }
item ACL 2A001.b "Named by way of another" { from 2005-01-01 = it is ACL 2A001.a }
group later_out of codes { from 2010-01-01 = ACL 2A001.a }
list measure listed "Listed" {
  authority act_a  cite "99 CFR 1"  topic chips  origin regime
  items ${items}
  requires license
  from 2002-01-01
}
`,
    });
    expect(errors).toEqual([]);
    return lagsOf(program, ["AA"], "2026-01-01").flatMap(({ firsts }) =>
      firsts.map(({ on, entries: carried }) => [on, carried.join(" ")] as const),
    );
  };

  it("follows the entries of an entry", () => {
    expect(law("ACL 2A001.a")).toEqual([["2003-01-01", "ACL 2A001.a"]]);
    expect(law("ACL 2A001.b")).toEqual([["2005-01-01", "ACL 2A001.b"]]);
    expect(law("ACL")).toEqual([["2003-01-01", "ACL 2A001.a"]]);
    expect(law("ACL 2A001.b..2A001.d")).toEqual([["2005-01-01", "ACL 2A001.b"]]);
    expect(law("ACL 2A001.c..2A001.d")).toEqual([]);
  });

  it("does not count what a set takes out", () => {
    expect(law("ACL - ACL 2A001.a")).toEqual([["2005-01-01", "ACL 2A001.b"]]);
    expect(law("ACL - ACL 2A001")).toEqual([]);
    expect(law("ACL 2A001.a + ACL 2A001.b - ACL 2A001.a")).toEqual([["2005-01-01", "ACL 2A001.b"]]);
    expect(law("(ACL - ACL 2A001) + ACL 2A001.a")).toEqual([["2003-01-01", "ACL 2A001.a"]]);
  });

  it("counts what a set takes out on some days alone", () => {
    expect(law("ACL 2A001.a - later_out")).toEqual([["2003-01-01", "ACL 2A001.a"]]);
  });
});

it("says where no item held in common is asked for, in place of an empty table", () => {
  const lags = lagsOf(compilation.program, ["US", "NL"], "1950-01-01");
  expect(lags).toEqual([]);
  expect(markdownSheet(lagSheet(lags, ["US", "NL"], "1950-01-01"))).toContain(
    "on 1950-01-01 no list measure of US, NL asks for an item held in common",
  );
});

describe("a file of rows", () => {
  const wrong = (text: string): readonly string[] => {
    const found = readMatrix(text);
    return found.kind === "wrong"
      ? found.problems.map(({ at, message }) => `${text.slice(at, at + 12)}: ${message}`)
      : matrixProblems(found, compilation.program).map(
          ({ at, message }) => `${text.slice(at, at + 12)}: ${message}`,
        );
  };
  const rows = (row: string, more = ""): string =>
    `{"title":"x","columns":["US"],${more}"rows":[{"id":"a","title":"b","kinds":["list"]${row}}]}`;

  it("is refused where its form is none, each mistake in a sentence at its place", () => {
    expect(wrong("{")).toHaveLength(1);
    expect(wrong("")).toHaveLength(1);
    expect(wrong("[]")).toEqual(["[]: the matrix should be an object, found a list"]);
    expect(wrong('{"title":"x","columns":["US",],"rows":[]}')).toHaveLength(1);
    expect(wrong(rows(',"id":"c"'))).toEqual([expect.stringContaining('"id":"c"')]);
    expect(wrong(rows(',"kind":"list"'))).toEqual([
      '"kind":"list: a row has nothing called `kind`; did you mean `kinds`?',
    ]);
    expect(wrong('{"title":"x","columns":["US"],"rows":[]}')).toEqual(["[]}: `rows` is empty"]);
    expect(wrong(rows("").replace('["list"]', '["lists"]'))).toEqual([
      '"lists"]}]}: `kinds` knows list, end-user, end-use, service, extraterritorial',
    ]);
    expect(wrong(rows(',"power":true'))).toEqual([
      "true}]}: `power` is `false` or an object, which may have `when` and `finding`",
    ]);
    expect(wrong(rows(',"power":{"wen":"yes"}'))).toEqual([
      '"wen":"yes"}: `power` has nothing called `wen`; did you mean `when`?',
    ]);
  });

  it("is refused where it names what the law lacks, which would read as if the law had no such power", () => {
    expect(wrong(rows(',"facts":["us_shrae"]'))).toEqual([
      '"us_shrae"]}: there is no fact or definition `us_shrae`; did you mean `us_share`?',
    ]);
    expect(wrong(rows(',"facts":["item.tpp"]'))).toEqual([
      '"item.tpp"]}: there is no fact or definition `item.tpp`; did you mean `tpp`?',
    ]);
    expect(wrong(rows(',"topics":{"any":["ai_chip"]}'))).toEqual([
      '"ai_chip"]}}: there is no topic `ai_chip`; did you mean `ai_chips`?',
    ]);
    expect(wrong(rows(',"topics":{"none":["ai_chip"]}'))).toHaveLength(1);
    expect(wrong(rows(',"remarks":{"ZZ":"y"}'))).toEqual(['"y"}}]}: there is no jurisdiction `ZZ`']);
    expect(wrong(rows(',"notApplicable":{"us":"y"}'))).toEqual([
      '"y"}}]}: there is no jurisdiction `us`; did you mean `US`?',
    ]);
    expect(wrong(rows("", '"setAside":["us.base.ecr"],'))).toEqual([
      '"us.base.ecr: there is no authority or measure `us.base.ecr`; did you mean `us.base.ecra`?',
    ]);
    expect(wrong(rows("", '"since":"2026-02-31",'))).toEqual(['"2026-02-31": there is no day 2026-02-31']);
    expect(wrong(rows('},{"id":"a","title":"c","kinds":["list"]'))).toEqual([
      '"a","title":: there are two rows a',
    ]);
    expect(wrong(rows(""))).toEqual([]);
  });

  it("is refused where its plan for a report names cases, or a country, that are not there", () => {
    const plan = (comparison: string): readonly string[] => {
      const text = rows("", `"comparison":${comparison},`);
      const found = readMatrix(text);
      if (found.kind === "wrong") throw new Error(JSON.stringify(found.problems));
      return planProblems(found, compilation.program).map(({ message }) => message);
    };
    const good = `"products":["cases.products.h100"],"destination":"CN","situations":{"NL":["cases.situations.dutch_to_china"]}`;
    expect(plan(`{${good}}`)).toEqual([]);
    expect(
      plan(`{${good}}`.replace("h100", "h1000").replace('"CN"', '"QQ"').replace('"NL"', '"QL"')),
    ).toEqual([
      "there is no case `cases.products.h1000`; did you mean `cases.products.h100`?",
      "`QQ` is not a country",
      expect.stringContaining("there is no jurisdiction `QL`"),
    ]);
    expect(plan(`{${good}}`.replace("dutch_to_china", "dutch_to_mars"))).toEqual([
      expect.stringContaining("there is no case `cases.situations.dutch_to_mars`"),
    ]);
  });
});
