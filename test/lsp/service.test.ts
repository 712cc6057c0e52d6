import { afterEach, describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/index.ts";
import { actions } from "../../lsp/service/actions.ts";
import { completions } from "../../lsp/service/completion.ts";
import { formatAll, formatOnType, formatRange } from "../../lsp/service/formatting.ts";
import { hints } from "../../lsp/service/hints.ts";
import { hover } from "../../lsp/service/hover.ts";
import { links } from "../../lsp/service/links.ts";
import {
  definitions,
  highlights,
  implementations,
  prepareRename,
  references,
  rename,
  typeDefinitions,
} from "../../lsp/service/navigation.ts";
import { folds, outline, selections, workspaceSymbols } from "../../lsp/service/outline.ts";
import { runScenarios } from "../../lsp/service/scenarios.ts";
import { LanguageService } from "../../lsp/service/service.ts";
import { semanticTokens } from "../../lsp/service/tokens.ts";
import { LocalCheck } from "../../lsp/service/whole.ts";
import { law } from "./law.ts";
import { marked } from "./markers.ts";

let service: LanguageService;
afterEach(() => service.dispose());

/** The small law with one file replaced by marked text. */
function open(path: string, source: string) {
  const found = marked(source);
  const host = new MemoryHost({ ...law, [path]: found.text });
  service = new LanguageService(host, new LocalCheck(host));
  return { ...found, snapshot: service.snapshot };
}

const at = (file: string) => law[file]!;
const measures = "us/measures.cordon";

function labels(source: string, path = measures): string[] {
  const { snapshot, at: places } = open(path, source);
  return completions(snapshot, path, places.here!).items.map(({ label }) => label);
}

function written(place: { path: string; start: number; end: number }): string {
  const text = service.snapshot.text(place.path)!;
  return `${place.path}:${text.slice(0, place.start).split("\n").length}:${text.slice(place.start, place.end)}`;
}

describe("completion", () => {
  const inMeasure = (line: string) => at(measures).replace("  when fast\n", `  ${line}\n`);

  it("offers the clauses of a measure, not those of a scenario", () => {
    const found = labels(inMeasure("/*here*/"));
    expect(found).toEqual(expect.arrayContaining(["when", "unless", "requires", "destinations"]));
    expect(found).not.toContain("given");
    expect(found).not.toContain("list");
  });
  it("offers what the outcome may be", () => {
    expect(labels(inMeasure("requires /*here*/"))).toEqual(["license", "notice"]);
  });
  it("offers authorities where one is named", () => {
    expect(labels(inMeasure("authority /*here*/"))).toContain("ecra");
  });
  it("offers countries and groups as destinations", () => {
    expect(labels(inMeasure("destinations /*here*/"))).toEqual(
      expect.arrayContaining(["ac_zone", "CN", "NL"]),
    );
  });
  it("offers the facts of what stands before the dot, while the rest is missing", () => {
    const found = labels(inMeasure("when item./*here*/"));
    expect(found).toEqual(["codes", "tpp", "for_data_center"]);
  });
  it("offers the values of the fact that is compared", () => {
    expect(labels(inMeasure("when act = /*here*/")).slice(0, 3)).toEqual([
      "shipment",
      "transmission",
      "release",
    ]);
  });
  it("offers the unit of the fact behind a number", () => {
    expect(labels(inMeasure("when item.tpp >= 4800 /*here*/"))).toContain("TPP");
  });
  it("offers instruments behind `by` and their days behind `from`", () => {
    expect(labels(inMeasure("from 2023-11-17 by /*here*/"))).toContain("rule_2023");
    expect(labels(inMeasure("from /*here*/"))).toContain("2023-11-17");
  });
  it("offers citations of the module in a citation, and of those it uses", () => {
    expect(labels(inMeasure('cite "/*here*/"'))).toEqual([
      "15 CFR 742.6(a)(6)",
      "50 USC 4811",
      "87 FR 62186",
      "88 FR 73458",
    ]);
  });
  it("offers entries of lists by key with their names, and lists, where a case states them", () => {
    const own = (place: string) => `module us.own of US current to 2026-01-01
use trade, us.base
record firm { entries : set of text possible_entries : set of text screened : set of text }
fact firms of transaction : list of firm
list named "Named firms" of firm from "named.csv" { cite "15 CFR 744 supp. 4" key id column name : text }
scenario "s" { given { firms: [{ ${place} }] } expect on 2024-01-01 US license }
`;
    const offered = (place: string) => {
      const found = marked(own(place));
      const host = new MemoryHost({
        ...law,
        "us/own.cordon": found.text,
        "us/named.csv": "id,name\nA-1,First Firm\nA-2,\n",
      });
      service = new LanguageService(host, new LocalCheck(host));
      const { items } = completions(service.snapshot, "us/own.cordon", found.at.here!);
      return items.map(({ detail, insertText }) => `${insertText}: ${detail}`);
    };
    const keys = ["A-1: First Firm, named", "A-2: named"];
    expect(offered('entries: {"/*here*/"}')).toEqual(keys);
    expect(offered('roles: {}, possible_entries: {"A-1", "/*here*/"}')).toEqual(keys);
    expect(offered("entries: {/*here*/}")).toEqual(['"A-1": First Firm, named', '"A-2": named']);
    expect(offered('screened: {"/*here*/"}')).toEqual(["named: Named firms"]);
    expect(offered('entries: {}, other: {"/*here*/"}')).toEqual([]);
  });
  it("offers modules in `use`, and declarations with snippets between declarations", () => {
    expect(labels(at(measures).replace("us.base\n", "us.base, /*here*/\n"))).toContain("us.scenarios");
    const found = labels(`${at(measures)}\n/*here*/`);
    expect(found).toEqual(expect.arrayContaining(["group", "scenario", "list measure"]));
  });
  it("offers facts and values within a case", () => {
    const scenario = (facts: string) =>
      at("us/scenarios.cordon").replace("act: shipment, departure: US, destination: CN,", facts);
    expect(labels(scenario("/*here*/"), "us/scenarios.cordon")).toEqual(
      expect.arrayContaining(["act", "departure", "destination"]),
    );
    expect(labels(scenario("act: /*here*/,"), "us/scenarios.cordon")).toContain("transmission");
  });
  it("offers nothing in a comment", () => {
    expect(labels(`// a comment /*here*/\n${at(measures)}`)).toEqual([]);
  });
});

describe("hover", () => {
  const text = (source: string, path = measures) => {
    const { snapshot, at: places } = open(path, source);
    return hover(snapshot, null, path, places.here!, { asOf: "2024-01-01" })?.markdown ?? null;
  };
  it("tells a group with its comment and its versions, and marks the one of the day", () => {
    const found = text(at(measures).replace("destinations ac_zone", "destinations ac_/*here*/zone"))!;
    expect(found).toContain('group ac_zone "Country group D:5"');
    expect(found).toContain("Countries of concern for advanced computing.");
    expect(found).toContain("- from 2022-10-21 by rule_2022");
    expect(found).toContain("- **from 2023-11-17 by rule_2023**");
  });
  it("tells a fact with its type and its question", () => {
    const found = text(at(measures).replace("item.tpp", "item.t/*here*/pp"))!;
    expect(found).toContain('tpp : TPP >= 0 "Total processing performance?"');
  });
  it("tells a word of the language", () => {
    expect(text(at(measures).replace("requires", "req/*here*/uires"))).toContain("**requires**");
  });
  it("tells who carries out an entry of a list", async () => {
    const { snapshot, at: places } = open(
      measures,
      at(measures).replace("items 3A090.a", "items 3A0/*here*/90.a"),
    );
    const whole = await service.whole();
    const found = hover(snapshot, whole, measures, places.here!, { asOf: null })!.markdown;
    expect(found).toContain('item 3A090.a "Advanced chips"');
    expect(found).toContain("- Advanced computing (`us.measures`)");
  });
  it("names countries, and is silent on blanks", () => {
    expect(text(at("us/base.cordon").replace("= CN, MO", "= C/*here*/N, MO"), "us/base.cordon")).toContain(
      "China",
    );
    expect(text(`/*here*/\n\n${at(measures)}`)).toBeNull();
  });
});

describe("navigation", () => {
  it("finds the declaration of what is named in another module", () => {
    const { snapshot, at: places } = open(
      measures,
      at(measures).replace("destinations ac", "destinations /*here*/ac"),
    );
    expect(definitions(snapshot, measures, places.here!).map(written)).toEqual(["us/base.cordon:26:ac_zone"]);
  });
  it("finds the entry that a code names, and who carries it out", async () => {
    const { snapshot, at: places } = open(measures, at(measures).replace("items 3A", "items /*here*/3A"));
    expect(definitions(snapshot, measures, places.here!).map(written)).toEqual([`${measures}:7:3A090.a`]);
    const whole = await service.whole();
    expect(implementations(snapshot, whole, measures, places.here!).map(written)).toEqual([
      `${measures}:10:ac_a`,
    ]);
  });
  it("finds the type of a fact", () => {
    const { snapshot, at: places } = open(
      "us/base.cordon",
      at("us/base.cordon").replace("= act in", "= /*here*/act in"),
    );
    const [found] = typeDefinitions(snapshot, "us/base.cordon", places.here!);
    expect(found!.path).toBe("trade.cordon");
  });
  it("finds all uses in all files, also of what was typed just now", async () => {
    const { snapshot, at: places } = open(
      measures,
      at(measures).replace("define fast", "define /*here*/fast"),
    );
    const whole = await service.whole();
    const found = references(snapshot, whole, measures, places.here!, true).map(written);
    expect(found).toEqual([`${measures}:5:fast`, `${measures}:17:fast`]);
    service.setText(measures, `// moved\n${snapshot.text(measures)!}`);
    const later = await service.whole();
    expect(references(later.snapshot, later, measures, places.here! + 9, false).map(written)).toEqual([
      `${measures}:18:fast`,
    ]);
  });
  it("marks the occurrences of the same file", () => {
    const {
      snapshot,
      at: places,
      ranges,
    } = open(
      measures,
      at(measures).replace("define fast", "define «/*here*/fast»").replace("when fast", "when «fast»"),
    );
    const found = highlights(snapshot, measures, places.here!).map(({ start, end }) => ({ start, end }));
    expect(found).toEqual(ranges);
  });
});

describe("rename", () => {
  it("changes every place in every file, and the program stays without findings", async () => {
    const { snapshot, at: places } = open(
      "us/base.cordon",
      at("us/base.cordon").replace("group ac", "group /*here*/ac"),
    );
    const whole = await service.whole();
    const result = rename(snapshot, whole, "us/base.cordon", places.here!, "chip_zone");
    if (result.kind === "refused") throw new Error(result.reason);
    expect(result.places.map(written)).toEqual(["us/base.cordon:26:ac_zone", `${measures}:16:ac_zone`]);
    for (const path of new Set(result.places.map((place) => place.path))) {
      const own = result.places.filter((place) => place.path === path).toReversed();
      let text = service.snapshot.text(path)!;
      for (const { start, end } of own) text = `${text.slice(0, start)}chip_zone${text.slice(end)}`;
      service.setText(path, text);
    }
    const after = await service.whole();
    expect([...after.findings.values()].flat()).toEqual([]);
  });
  it("refuses what has no name of its own, and names the language cannot have", async () => {
    const { snapshot, at: places } = open(
      measures,
      at(measures).replace("requires", "/*here*/requires").replace("define fast", "define /*fast*/fast"),
    );
    const whole = await service.whole();
    expect(prepareRename(snapshot, measures, places.here!)).toBeNull();
    expect(rename(snapshot, whole, measures, places.fast!, "two words").kind).toBe("refused");
  });
});

describe("outline", () => {
  it("lists declarations with their versions and facts", () => {
    const { snapshot } = open(measures, at(measures));
    const found = outline(snapshot.parsed(measures)!);
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "module us.measures",
      "define fast",
      "item 3A090.a",
      "list measure ac_a",
    ]);
    expect(found[3]!.children.map(({ name }) => name)).toEqual(["from 2022-10-21"]);
  });
  it("finds declarations of all files by letters of their names", async () => {
    open(measures, at(measures));
    const found = workspaceSymbols(await service.whole(), "rule");
    expect(found.map(({ name, container }) => `${container} ${name}`)).toEqual([
      "us.base rule_2022",
      "us.base rule_2023",
    ]);
  });
  it("folds blocks and grows a selection from the word to the file", () => {
    const { snapshot, at: places } = open(
      measures,
      at(measures).replace("requires license", "requires /*here*/license"),
    );
    const parsed = snapshot.parsed(measures)!;
    const lines = folds(parsed).map(
      ({ start, end }) => `${parsed.source.position(start).line}-${parsed.source.position(end).line}`,
    );
    expect(lines).toEqual(["10-21"]);
    const around = selections(parsed, places.here!).map(
      ({ start, end }) => parsed.source.text.slice(start, end).length,
    );
    expect(around).toEqual(around.toSorted((a, b) => a - b));
    expect(around.at(-1)).toBe(parsed.source.text.length);
  });
});

describe("layout", () => {
  const broad = at(measures).replace("  requires license", "       requires    license");
  const apply = (text: string, edits: readonly { start: number; end: number; newText: string }[]) =>
    edits
      .toReversed()
      .reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
  it("changes only the lines that need it", async () => {
    const { snapshot } = open(measures, broad);
    const edits = await formatAll(snapshot, measures);
    expect(edits.map(({ newText }) => newText)).toEqual(["  requires license\n"]);
    expect(apply(broad, edits)).toBe(at(measures));
  });
  it("lays out the declarations of a range, and the one that was just closed", async () => {
    const { snapshot, text } = open(measures, broad);
    expect(await formatRange(snapshot, measures, 0, 30)).toEqual([]);
    const place = text.indexOf("requires");
    expect(apply(broad, await formatRange(snapshot, measures, place, place))).toBe(at(measures));
    expect(apply(broad, await formatOnType(snapshot, measures, text.lastIndexOf("}") + 1))).toBe(
      at(measures),
    );
  });
  it("leaves alone what does not parse", async () => {
    const { snapshot } = open(measures, broad.replace("requires", "reqires"));
    expect(await formatAll(snapshot, measures)).toEqual([]);
  });
});

describe("other features", () => {
  it("colors names by what they are", () => {
    const { snapshot, text } = open(measures, at(measures));
    const found = new Map(
      semanticTokens(snapshot, measures).map(({ start, end, type }) => [text.slice(start, end), type]),
    );
    expect(found.get("ac_a")).toBe("class");
    expect(found.get("tpp")).toBe("property");
    expect(found.get("ac_zone")).toBe("variable");
    expect(found.get("ecra")).toBe("class");
  });
  it("says until when a version holds and how many members a group has", () => {
    const { snapshot, text } = open("us/base.cordon", at("us/base.cordon"));
    const found = hints(snapshot, "us/base.cordon", 0, text.length, "2024-01-01").map(({ label }) => label);
    expect(found).toEqual(["until 2023-11-17", "2 members", "in force", "4 members"]);
  });
  it("hints what names stand for on the day, and quantities in the unit of their fact", () => {
    const source = `${at(measures)}
define limit {
  from 2022-10-21 by rule_2022 = 4800 TPP
  from 2023-11-17 by rule_2023 = 2400 TPP
}
define twice = 2 * limit
define deadline = 2024-02-01
define slow of item = tpp < limit or 3 POPS*bit <= tpp < twice
define late = today >= deadline
`;
    const { snapshot, text } = open(measures, source);
    const values = (asOf: string | null): string[] =>
      hints(snapshot, measures, text.indexOf("define twice"), text.length, asOf).map(
        ({ offset, label }) => `${text.slice(text.lastIndexOf(" ", offset - 1) + 1, offset)} ${label}`,
      );
    expect(values("2023-01-01")).toEqual([
      "limit = 4800 TPP",
      "limit = 4800 TPP",
      "POPS*bit = 3000 TPP",
      "twice = 9600 TPP",
      "deadline = 2024-02-01",
    ]);
    expect(values("2023-11-17")).toContain("twice = 4800 TPP");
    // Where the day decides and none is chosen, or nothing holds yet, there is nothing to say.
    for (const day of [null, "2022-01-01"])
      expect(values(day)).toEqual(["POPS*bit = 3000 TPP", "deadline = 2024-02-01"]);
  });
  it("links citations to the public register", () => {
    const { snapshot } = open(measures, at(measures));
    expect(links(snapshot, measures).map(({ target }) => target.value)).toEqual([
      "https://www.ecfr.gov/current/title-15/section-742.6",
    ]);
    const { snapshot: british } = open(
      measures,
      at(measures).replace("15 CFR 742.6", "SI 2008/3231, art. 4"),
    );
    expect(links(british, measures).map(({ target }) => target.value)).toEqual([
      "https://www.legislation.gov.uk/uksi/2008/3231",
    ]);
  });
  it("offers the fixes of findings, and to clean up `use`", async () => {
    const { text } = open(
      measures,
      at(measures).replace("use trade, us.base", "use trade, us.base, us.scenarios"),
    );
    const findings = (await service.whole()).findings.get(measures)!;
    expect(findings.map(({ code }) => code)).toEqual(["bind/unused-import"]);
    const found = actions(findings, 0, text.length);
    expect(found.map(({ kind }) => kind)).toEqual(["quickfix", "source.organizeImports", "source.fixAll"]);
    const [edit] = found[0]!.edits;
    expect(text.slice(0, edit!.start) + text.slice(edit!.end)).toBe(at(measures));
  });
  it("runs scenarios, and says what differed", () => {
    const path = "us/scenarios.cordon";
    const { snapshot } = open(path, at(path));
    expect(runScenarios(snapshot.focus(path).compilation, path, null)).toMatchObject([
      { passed: true, messages: [] },
    ]);
    service.setText(path, at(path).replace("4992", "4799"));
    const [failed] = runScenarios(service.snapshot.focus(path).compilation, path, null)!;
    expect(failed!.passed).toBe(false);
    const [first] = failed!.failures;
    expect(service.snapshot.text(path)!.slice(first!.start, first!.end)).toMatch(/^expect on 2024-01-01 US/);
    expect(runScenarios(service.snapshot.focus(path).compilation, path, ["no such title"])).toEqual([]);
    service.setText(path, at(path).replace("us.measures\n", "us.measuress\n"));
    expect(runScenarios(service.snapshot.focus(path).compilation, path, null)).toBeNull();
  });
});

describe("staged findings", () => {
  it("are the same from a file with what it needs as from the whole", async () => {
    for (const [path, text] of Object.entries(law)) {
      if (!path.endsWith(".cordon")) continue;
      open(path, text);
      await service.whole();
      service.setText(path, text.replaceAll("CN", "CX_").replace("license", "licence"));
      const quick = service.findings(path).map(({ code, span }) => `${code} ${span.start}`);
      const whole = (await service.whole()).findings
        .get(path)!
        .map(({ code, span }) => `${code} ${span.start}`);
      expect(quick, path).toEqual(whole);
      service.dispose();
    }
  });
  it("know the facts that a module adds without being used, in rules, behind a dot and in cases", async () => {
    const more = {
      "more.cordon": "module more\nuse trade\nfact cores, threads of item : number >= 0\n",
      "us/own.cordon": `module us.own of US current to 2026-01-01
use trade, us.base
define many of item = cores >= 10
define more_yet = item.threads >= 20
scenario "With cores" {
  given { act: shipment, departure: US, destination: CN, item: { codes: {}, cores: 3, threads: 4, legs: 2 } }
  expect on 2024-01-01 US no requirement
}
`,
    };
    const host = new MemoryHost({ ...law, ...more });
    service = new LanguageService(host, new LocalCheck(host));
    const unknown = () =>
      service
        .findings("us/own.cordon")
        .filter(({ severity }) => severity === "error")
        .map(({ span }) => service.snapshot.text("us/own.cordon")!.slice(span.start, span.end));
    expect(unknown()).toEqual(["legs"]);
    service.setText("more.cordon", more["more.cordon"].replace("threads", "legs"));
    expect(unknown()).toEqual(["threads", "threads"]);
    const renamed = more["us/own.cordon"].replace("threads: 4, ", "").replace("threads", "legs");
    service.setText("us/own.cordon", renamed);
    expect(unknown()).toEqual([]);
  });
});
