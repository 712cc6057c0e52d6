import { describe, expect, it } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { atHome, type BoundHomes, type Home, type HomeFacts, homesOf } from "../../compiler/compare/home.ts";
import { compareJurisdictions } from "../../compiler/compare/index.ts";
import { htmlCompare, markdownCompare, prettyCompare } from "../../compiler/compare/render.ts";
import { type CompareReport, type Difference, publishedComparison } from "../../compiler/compare/report.ts";
import { whereOf } from "../../compiler/compare/where.ts";
import { type Compilation, compile, MemoryHost, manifestFindings } from "../../compiler/index.ts";
import { interpret } from "../../compiler/oracle/index.ts";
import { writtenExpr } from "../../compiler/print/written.ts";
import { cordonMany, type Run, workspace } from "../cli/run-cli.ts";
import { exampleLaw } from "../support/examples.ts";
import { problemsBy } from "../support/schema-problems.ts";

const WORDS = `module words
enum act = shipment, service
codes country "ISO 3166-1" below by levels "UA|-43"
record transaction {
  act : act
  departure : country
  destination : country
  size : number >= 0
  actor : firm
  above : transaction or not applicable
}
record firm { seat : country name : text }
`;

/** A country that asks for a license from a size on, of what leaves it. */
function law(name: string, size: number, more = ""): string {
  return `module law_${name.toLowerCase()} of ${name}
use words
jurisdiction ${name} { reach leaves agency Office ${more} }
reach leaves "Act 1" = act = shipment and departure = ${name} and destination != ${name}
authority power of ${name} { cite "Act 2" from 2020-01-01 permits list }
list measure large { authority power cite "Rule of ${name}" when size >= ${size} requires license from 2020-01-01 }
`;
}

const UNION = `module union of EU
use words
jurisdiction EU { reach leaves_union agency Council states of_union }
group of_union { from 2019-01-01 = SE, AT, FI from 2024-01-01 remove AT }
reach leaves_union "Act 3" = act = shipment and departure = here and destination not in of_union
authority union_power of EU { cite "Act 4" from 2020-01-01 permits list }
list measure union_large { authority union_power cite "Rule of the Union" when size >= 50 requires license from 2020-01-01 }
`;

function compiled(sources: Readonly<Record<string, string>>): Compilation {
  const compilation = compile(new MemoryHost({ "words.cordon": WORDS, ...sources }), []);
  expect(compilation.diagnostics.filter((d) => d.severity === "error").map((d) => d.message)).toEqual([]);
  return compilation;
}

const NORWAY_AND_KOREA = { "no.cordon": law("NO", 10), "kr.cordon": law("KR", 20) };
const FACTS: HomeFacts = { facts: ["departure"], abroad: ["destination"] };
const ASOF = "2023-01-01";

function bound(found: BoundHomes): ReadonlyMap<string, Home> {
  if (found.kind === "wrong") throw new Error(found.message);
  return found.homes;
}

function atHomes(
  { program }: Compilation,
  names: readonly string[],
  asOf = ASOF,
  facts = FACTS,
): CompareReport {
  const homes = bound(homesOf(program, names, asOf, facts));
  return compareJurisdictions(program, names, { asOf, homes });
}

const told = ({ left, right }: Difference): string => `${left.verdict} ${right.verdict}`;

describe("two countries, each asked about what leaves it", () => {
  const compilation = compiled(NORWAY_AND_KOREA);
  const report = atHomes(compilation, ["NO", "KR"]);
  const [pair] = report.pairs;

  it("differ where one draws its line below the other, and nowhere because an act leaves the other", () => {
    expect(pair!.differences.map(told)).toEqual(["license_required no_requirement"]);
    const asItStands = compareJurisdictions(compilation.program, ["NO", "KR"], { asOf: ASOF });
    expect(asItStands.pairs[0]!.differences.map(told)).toContain("license_required not_reached");
    expect(asItStands.home).toBeNull();
  });

  it("are shown by cases that the oracle answers so, each put to its own", () => {
    const { witness, counterpart } = pair!.differences[0]!;
    expect((witness as Facts).departure).toBe("NO");
    expect({ ...(witness as Facts), departure: "KR" }).toEqual(counterpart);
    const verdict = (facts: CaseJson | null, jurisdiction: string): string =>
      interpret(compilation.program, facts!, { asOf: ASOF, jurisdiction }).verdict;
    expect(verdict(witness, "NO")).toBe("license_required");
    expect(verdict(counterpart, "KR")).toBe("no_requirement");
    expect(["NO", "KR"]).not.toContain((witness as Facts).destination);
  });

  it("are told of with what was put in, in each format", () => {
    const plain = { strong: (text: string) => text, soft: (text: string) => text };
    const note =
      "each is asked about the same act from its own territory: departure is NO for NO, KR for KR; destination is in the territory of neither, nor of a union that it lies within";
    expect(report.notes).toContain(note);
    expect(report.home).toEqual({ NO: { departure: "NO" }, KR: { departure: "KR" } });
    expect(problemsBy("compiler/compare/compare.schema.json", publishedComparison(report))).toEqual([]);
    for (const text of [prettyCompare(report, plain), markdownCompare(report), htmlCompare(report)]) {
      expect(text).toContain("each from its own territory");
      expect(text).toContain("for NO; for KR with departure = KR");
    }
  });

  it("are asked within a condition as each reads it", () => {
    const text = "departure = here and size < 15";
    const found = whereOf(compilation, text);
    if (found.kind === "wrong") throw new Error(found.problems[0]?.message);
    const where = { text, condition: found.condition };
    const homes = bound(homesOf(found.program, ["NO", "KR"], ASOF, FACTS));
    const [limited] = compareJurisdictions(found.program, ["NO", "KR"], { asOf: ASOF, where, homes }).pairs;
    expect(limited!.differences.map(told)).toEqual(["license_required no_requirement"]);
    expect(limited!.isEmpty).toBe(false);
  });
});

type Facts = Readonly<Record<string, CaseJson>>;

describe("a union", () => {
  const compilation = compiled({
    "union.cordon": UNION,
    "fi.cordon": `module fi of FI\njurisdiction FI within EU { agency Board }\n`,
    "no.cordon": law("NO", 10),
  });

  it("is at home in its first state without a law of its own, and its states count as one territory", () => {
    const homes = (asOf: string): ReadonlyMap<string, Home> =>
      bound(homesOf(compilation.program, ["EU", "FI", "NO"], asOf, FACTS));
    const seen = (asOf: string, name: string): readonly [string, readonly string[]] => {
      const home = homes(asOf).get(name)!;
      const outside = home.abroad.map(({ isOutside }) => writtenExpr(isOutside)).join();
      return [home.facts.get("departure")!, [...outside.matchAll(/\b[A-Z]{2}\b/g)].map(String).sort()];
    };
    expect(seen(ASOF, "EU")).toEqual(["AT", ["AT", "FI", "SE"]]);
    expect(seen(ASOF, "FI")).toEqual(["FI", ["AT", "FI", "SE"]]);
    expect(seen(ASOF, "NO")).toEqual(["NO", ["NO"]]);
    expect(seen("2024-01-01", "EU")).toEqual(["SE", ["FI", "SE"]]);
  });

  it("asks for what its member asks for, and a third country for more", () => {
    const { pairs } = atHomes(compilation, ["EU", "FI", "NO"]);
    const all = pairs.map(({ left, right, differences }) => [`${left} ${right}`, differences.map(told)]);
    expect(Object.fromEntries(all)).toEqual({
      "EU FI": [],
      "EU NO": ["no_requirement license_required"],
      "FI NO": ["no_requirement license_required"],
    });
  });
});

describe("what is asked of the manifest", () => {
  const { program } = compiled(NORWAY_AND_KOREA);
  const refused = (facts: HomeFacts, names = ["NO", "KR"], of = program): string => {
    const found = homesOf(of, names, ASOF, facts);
    return found.kind === "wrong" ? `${found.message}; ${found.help}` : "fine";
  };

  it("is facts of the transaction that are a country", () => {
    expect(refused({ facts: ["departure", "actor.seat"], abroad: [] })).toBe("fine");
    expect(refused({ facts: ["depature"], abroad: [] })).toBe(
      "`home.facts` of cordon.json names `depature`, which is no fact of the transaction that is a country; did you mean `departure`?",
    );
    expect(refused({ facts: ["departure"], abroad: ["actor.name"] })).toMatch(
      /^`home.abroad` .*`actor.name`/,
    );
  });

  it("is no fact on which it rests whether another one applies", () => {
    const { program: other } = compiled({
      ...NORWAY_AND_KOREA,
      "words.cordon": WORDS.replace(
        "actor : firm",
        "actor : firm\n  inland : yes or no applies when actor.seat = NO",
      ),
    });
    expect(refused({ facts: ["actor.seat"], abroad: [] }, ["NO", "KR"], other)).toMatch(
      /^whether `inland` applies rests on `actor.seat`, which `home.facts` of cordon.json names/,
    );
  });

  it("makes sense of countries and unions alone", () => {
    const regime = compiled({
      ...NORWAY_AND_KOREA,
      "w.cordon": "module w of WA\njurisdiction WA { agency Forum }\n",
    });
    expect(refused(FACTS, ["NO", "WA"], regime.program)).toMatch(/^WA has no territory/);
  });

  it("is put over what a case states of the same record", () => {
    const home = bound(
      homesOf(program, ["NO"], ASOF, { facts: ["departure", "actor.seat"], abroad: [] }),
    ).get("NO");
    expect(atHome({ size: 1, actor: { name: "A", seat: "KR" } }, home)).toEqual({
      size: 1,
      departure: "NO",
      actor: { name: "A", seat: "NO" },
    });
    expect(atHome({ size: 1 }, undefined)).toEqual({ size: 1 });
  });
});

describe("a check", () => {
  const found = (home: object | null, words = WORDS, more: Readonly<Record<string, string>> = {}) => {
    const manifest = `{\n  "name": "north"${home === null ? "" : `,\n  "home": ${JSON.stringify(home)}`}\n}`;
    const files = { ...NORWAY_AND_KOREA, "words.cordon": words, "cordon.json": manifest, ...more };
    const compilation = compile(new MemoryHost(files), []);
    const text = (files as Readonly<Record<string, string>>)["cordon.json"]!;
    return manifestFindings(compilation).map(({ code, message, help, span, related }) => ({
      code,
      message,
      help,
      at: `${span.file} ${text.slice(span.start, span.end)}`,
      related: related.map((one) => `${one.span.file} ${words.slice(one.span.start, one.span.end)}`),
    }));
  };

  it("finds each path of a manifest that is no country, at its place", () => {
    expect(found({ facts: ["departure", "depature"], abroad: ["actor.name", "destination"] })).toEqual([
      {
        code: "workspace/home-fact",
        message:
          "`home.facts` of cordon.json names `depature`, which is no fact of the transaction that is a country",
        help: "did you mean `departure`?",
        at: 'cordon.json "depature"',
        related: [],
      },
      {
        code: "workspace/home-fact",
        message:
          "`home.abroad` of cordon.json names `actor.name`, which is no fact of the transaction that is a country",
        help: "there are `departure`, `destination`, `actor.seat`, `above.departure`, `above.destination`, `above.actor.seat`",
        at: 'cordon.json "actor.name"',
        related: [],
      },
    ]);
  });

  it("shows the fact that applies by one of them", () => {
    const words = WORDS.replace(
      "size : number >= 0",
      "size : number >= 0\n  inland : yes or no applies when destination = NO",
    );
    expect(found({ facts: ["departure", "destination"], abroad: ["destination"] }, words)).toMatchObject([
      {
        message: "whether `inland` applies rests on `destination`, which `home.facts` of cordon.json names",
        at: 'cordon.json "destination"',
        related: ["words.cordon inland"],
      },
    ]);
    // where an act goes is put to both as it stands
    expect(found({ facts: ["departure"], abroad: ["destination"] }, words)).toEqual([]);
  });

  it("is silent without home, and of a law with errors, of which parts may be missing", () => {
    expect(found(null)).toEqual([]);
    expect(found(FACTS)).toEqual([]);
    expect(
      found({ facts: ["depature"], abroad: [] }, WORDS, { "x.cordon": "module x\nuse nowhere\n" }),
    ).toEqual([]);
  });

  it("says that there is no transaction to have facts", () => {
    const files = { "cordon.json": JSON.stringify({ name: "north", home: FACTS }), "x.cordon": "module x\n" };
    expect(manifestFindings(compile(new MemoryHost(files), [])).map(({ message }) => message)).toEqual([
      "the sources declare no record transaction",
    ]);
  });
});

describe("the command", () => {
  const run = (manifest: object, ...args: readonly string[]): Run => {
    const text = JSON.stringify({ name: "north", ...manifest });
    const cwd = workspace({ "words.cordon": WORDS, "cordon.json": text, ...NORWAY_AND_KOREA });
    const [done] = cordonMany([
      { cwd, args: ["compare", "NO", "KR", "--as-of", ASOF, "--from-home", ...args] },
    ]);
    return done!;
  };

  it("reads from the manifest which facts say where an act is done from", () => {
    const done = run({ home: FACTS }, "--format", "json");
    expect(done.stderr).toBe("");
    const { home, pairs } = JSON.parse(done.stdout) as CompareReport;
    expect(home).toEqual({ NO: { departure: "NO" }, KR: { departure: "KR" } });
    expect(pairs[0]!.differences.map(told)).toEqual(["license_required no_requirement"]);
  });

  it("says what is missing there, or is no fact", () => {
    expect(run({})).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: cordon.json does not say which facts tell from where an act is done
help: write there, for example, "home": { "facts": ["departure"], "abroad": ["destination"] }
`,
    });
    expect(run({ home: { facts: ["seat"], abroad: [] } }).stderr).toContain("names `seat`, which is no fact");
    expect(run({ home: FACTS }, "--lags").stderr).toContain("--lags");
  });
});

describe("the law of the examples on 2026-09-24", () => {
  const where =
    "lithography in item.family and item.kind = commodity and act = shipment and destination = CN";

  it("has the Netherlands ask for a license for scanners that Germany lets go", () => {
    const found = whereOf(exampleLaw(), where);
    if (found.kind === "wrong") throw new Error(found.problems[0]?.message);
    const asOf = "2026-09-24";
    const facts = { facts: ["departure", "actor.located_in"], abroad: ["destination"] };
    const homes = bound(homesOf(found.program, ["NL", "DE"], asOf, facts));
    const condition = { text: where, condition: found.condition };
    const [pair] = compareJurisdictions(found.program, ["NL", "DE"], { asOf, where: condition, homes }).pairs;
    const free = pair!.differences.filter((one) => told(one) === "license_required no_requirement");
    expect(free.flatMap(({ reasons }) => reasons.left.map(({ measure }) => measure))).toContain(
      "nl.equipment_order.equipment_order",
    );
    for (const { witness, counterpart, left, right } of pair!.differences) {
      const verdict = (given: CaseJson, jurisdiction: string): string =>
        interpret(found.program, given, { asOf, jurisdiction }).verdict;
      if (left.verdict !== "undetermined") expect(verdict(witness!, "NL")).toBe(left.verdict);
      if (right.verdict !== "undetermined") expect(verdict(counterpart!, "DE")).toBe(right.verdict);
    }
  }, 120_000);
});
