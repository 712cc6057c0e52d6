import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/index.ts";
import { type Completion, completions } from "../../lsp/service/completion.ts";
import { Snapshot } from "../../lsp/service/snapshot.ts";
import { law } from "./law.ts";

const measures = "us/measures.cordon";
/** A law with what a policy writer has around: groups of two sorts, topics, types of license, duties, parties. */
const files: Readonly<Record<string, string>> = {
  ...law,
  "trade.cordon": law["trade.cordon"]!.replace(
    "  item : item\n",
    "  item : item\n  parties : list of party\n",
  ).concat("\nenum role = buyer, carrier\n\nrecord party {\n  roles : set of role\n  seat : country\n}\n"),
  "us/base.cordon": `${law["us/base.cordon"]!}
group chip_codes of codes = {3A090.a}
define exported = act = shipment and destination != US
define by_weight(number k) = k > 3
list firms "Firms" from "firms.csv" {
  key id
  column id : text
  dated from from
}
`,
  "us/firms.csv": "id,from\na,2024-01-01\n",
  [measures]: `${law[measures]!}
list measure ac_b "Slower computing" {
  authority ecra
  cite "15 CFR 742.6(a)(7)"
  topic chips
  items 3A090.a
  when item.tpp < 4800 TPP
  requires license
  routes { individual, global }
  from 2022-10-21 by rule_2022
}
`,
  "us/exceptions.cordon": `module us.exceptions of US

use trade, us.base, us.measures

exception small "Small" {
  cite "15 CFR 740.1"
  releases ac_a
  from 2024-01-01
  obliges report to BIS within 30 days
}
`,
};

function offered(source: string, path = measures): { items: readonly Completion[]; replaced: string } {
  const offset = source.indexOf("@");
  const text = source.replace("@", "");
  const snapshot = Snapshot.of(new MemoryHost({ ...files, [path]: text }));
  const { items, start, end } = completions(snapshot, path, offset);
  return { items, replaced: text.slice(start, end) };
}
const labels = (source: string, path?: string): string[] =>
  offered(source, path).items.map(({ label }) => label);
const inMeasure = (line: string): string => files[measures]!.replace("  when fast\n", `  ${line}\n`);
const behind = (text: string): string => `${files[measures]!}\n${text}\n`;

describe("completion for a policy writer", () => {
  it("goes on with a code that is begun, dots and all", () => {
    for (const begun of ["items 3A0@", "items 3A090.@", "items 3A090.a@"]) {
      const { items, replaced } = offered(inMeasure(begun));
      expect(items.map(({ label }) => label)).toContain("3A090.a");
      expect(replaced).toBe(begun.slice("items ".length, -1));
    }
  });
  it("writes a code of another scheme behind the name of it, and after that name only its codes", () => {
    const regime = `module regime\n\nuse trade\n\ncodes SHARED "Shared" below by dots\n\nitem SHARED 'etch' "Etching" = tpp >= 1 TPP\n\nitem SHARED 3A090.a "Computing" = tpp >= 2 TPP\n`;
    const source = (line: string): string => inMeasure(line).replace("use trade", "use regime, trade");
    const at = (line: string): readonly Completion[] => {
      const text = source(line);
      const offset = text.indexOf("@");
      const sources = { ...files, "regime.cordon": regime, [measures]: text.replace("@", "") };
      return completions(Snapshot.of(new MemoryHost(sources)), measures, offset).items;
    };
    const written = (line: string): string[] => at(line).map(({ insertText }) => insertText);
    expect(written("items @")).toEqual(
      expect.arrayContaining(["3A090.a", "SHARED 'etch'", "SHARED 3A090.a", "ECCN", "SHARED"]),
    );
    expect(written("items 3A0@")).toEqual(expect.arrayContaining(["3A090.a", "SHARED 3A090.a"]));
    for (const line of ["items SHARED @", "items ECCN 3A090.a, SHARED @", "when item is SHARED @"])
      expect(written(line)).toEqual(["'etch'", "3A090.a"]);
    expect(written("items SHARED 3A0@")).toEqual(["'etch'", "3A090.a"]);
    expect(written("items ECCN @")).toEqual(["3A090.a"]);
  });
  it("tells groups of countries from groups of codes", () => {
    expect(labels(inMeasure("destinations @"))).toEqual(expect.arrayContaining(["ac_zone", "CN"]));
    expect(labels(inMeasure("destinations @"))).not.toContain("chip_codes");
    expect(labels(inMeasure("items @"))).toEqual(expect.arrayContaining(["chip_codes", "3A090.a", "ECCN"]));
    expect(labels(inMeasure("items @"))).not.toContain("ac_zone");
  });
  it("knows topics, types of license, duties and agencies from their uses", () => {
    expect(labels(inMeasure("topic @"))).toContain("chips");
    expect(labels(inMeasure("routes { @ }"))).toEqual(expect.arrayContaining(["individual", "global"]));
    expect(labels(inMeasure("requires notice to @"))).toContain("BIS");
    const path = "us/exceptions.cordon";
    const another = (clause: string): string =>
      `${files[path]!}\nexception other "Other" {\n  ${clause}\n}\n`;
    expect(labels(another("obliges @"), path)).toContain("report");
    expect(labels(another("obliges report to @"), path)).toContain("BIS");
  });
  it("offers conditions without parameters as activities", () => {
    expect(labels(inMeasure("activities @"))).toEqual(expect.arrayContaining(["exported", "fast"]));
    expect(labels(inMeasure("activities @"))).not.toContain("by_weight");
  });
  it("offers lists of facts to take elements from, and lists of parties they may stand on", () => {
    expect(labels(inMeasure("for any p in @"))[0]).toBe("parties");
    expect(labels(inMeasure("for any p in parties listed in @"))).toContain("firms");
  });
  it("offers records for a property, schemes and codes for an entry", () => {
    expect(labels(behind("define big of @"))).toEqual(expect.arrayContaining(["item", "party"]));
    expect(labels(behind("item @"))).toContain("ECCN");
  });
  it("offers values in the braces of a set, and facts in those of a record", () => {
    const given = (facts: string): string =>
      law["us/scenarios.cordon"]!.replace("item: { codes: {3A090.a}, tpp: 4992 TPP }", facts);
    const path = "us/scenarios.cordon";
    expect(labels(given("item: { codes: {@} }"), path)).toContain("3A090.a");
    expect(labels(given("parties: [{ roles: {@} }]"), path)).toEqual(
      expect.arrayContaining(["buyer", "carrier"]),
    );
    expect(labels(given("parties: [{ roles: {buyer, @} }]"), path)).toContain("carrier");
    expect(labels(given("item: { @ }"), path)).toEqual(expect.arrayContaining(["codes", "tpp"]));
  });
  it("offers in an expectation the law of the module first, and how it is asked in words of their own meaning", () => {
    const { items } = offered(behind('scenario "a" {\n  given { act: shipment }\n  expect on 2024-01-01 @'));
    const [first] = [...items].sort((a, b) => a.rank - b.rank);
    expect(first).toMatchObject({ label: "US", documentation: "United States" });
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(["known at", "in practice"]));
    expect(items.map(({ label }) => label)).not.toContain("in");
    expect(items.map(({ label }) => label)).not.toContain("known");
  });
  it("offers answers in whole phrases", () => {
    const path = "us/scenarios.cordon";
    const text = law[path]!.replace("US license by ac_a review presumption of denial", "US @");
    expect(labels(text, path)).toEqual(
      expect.arrayContaining(["no requirement", "not reached", "license", "prohibited"]),
    );
  });
});
