import { afterEach, describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/index.ts";
import { hints } from "../../lsp/service/hints.ts";
import { hover } from "../../lsp/service/hover.ts";
import { LanguageService } from "../../lsp/service/service.ts";
import { LocalCheck } from "../../lsp/service/whole.ts";
import { law } from "./law.ts";

let service: LanguageService;
afterEach(() => service.dispose());

const measures = "us/measures.cordon";
/** A regime, and a second state whose list follows the same entry. */
const files: Readonly<Record<string, string>> = {
  ...law,
  "regime.cordon": `module regime

use trade

codes WAL "Regime list" below by dots

item WAL '4.A.1' "Fast chips" = tpp >= 4800 TPP
`,
  "nl.cordon": `module nl.base of NL

use trade, regime

jurisdiction NL "Netherlands" {
  reach leaves_nl
  codes EUL
}

reach leaves_nl = act = shipment and departure = NL

codes EUL "Annex" below by dots

item EUL '4A001' "Rechner 😀 出口" = it is WAL '4.A.1'
`,
  [measures]: law[measures]!.replace("= tpp >= 4800 TPP", "{ from 2022-10-21 = it is WAL '4.A.1' }").replace(
    "use trade, us.base",
    "use trade, us.base, regime",
  ),
};

async function at(path: string, piece: string, asOf: string | null): Promise<string> {
  const host = new MemoryHost(files);
  service = new LanguageService(host, new LocalCheck(host));
  const whole = await service.whole();
  expect([...whole.findings.values()].flat().map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  const found = hover(service.snapshot, whole, path, files[path]!.indexOf(piece), { asOf });
  return found?.markdown ?? "";
}

describe("hover on the law", () => {
  it("says in a sentence what a measure asks for on the day, with its versions and citation", async () => {
    const found = await at(measures, "ac_a", "2024-01-01");
    expect(found).toMatch(
      /\*On 2024-01-01:\* A license is required where .*the item is classified under ECCN 3A090\.a/,
    );
    expect(found).toContain("*15 CFR 742.6(a)(6)*");
    expect(found).toContain("- **from 2022-10-21 by rule_2022**");
  });
  it("says nothing of a day before the first version", async () => {
    expect(await at(measures, "ac_a", "2020-01-01")).not.toMatch(/license is required/);
    service.dispose();
    expect(await at(measures, "ac_a", null)).toContain("*From 2022-10-21:* A license is required");
  });
  it.each([
    ["suspended from 2024-01-01 until 2025-01-01", "Suspended from 1 January 2024, until 1 January 2025"],
    ["unclear from 2024-01-01", "Unclear whether in force from 1 January 2024"],
    ["through 2024-05-31", "Ended on 1 June 2024"],
  ])("says of what is %s that it is, and marks no version", async (clause, reserve) => {
    const text = files[measures]!.replace(
      "  from 2022-10-21 by rule_2022\n}",
      `  from 2022-10-21 by rule_2022\n  ${clause}\n}`,
    );
    const host = new MemoryHost({ ...files, [measures]: text });
    service = new LanguageService(host, new LocalCheck(host));
    const whole = await service.whole();
    const on = (asOf: string): string =>
      hover(service.snapshot, whole, measures, text.indexOf("ac_a"), { asOf })!.markdown;
    expect(on("2024-06-01")).toContain(`*On 2024-06-01:* **${reserve}.** Its text: A license is required`);
    expect(on("2024-06-01")).toContain("- from 2022-10-21 by rule_2022");
    expect(on("2023-06-01")).toContain("*On 2023-06-01:* A license is required");
    expect(on("2023-06-01")).toContain("- **from 2022-10-21 by rule_2022**");
    const labels = (asOf: string): string[] =>
      hints(service.snapshot, measures, text.indexOf("list measure ac_a"), text.length, asOf).map(
        ({ label }) => label,
      );
    expect(labels("2023-06-01").some((label) => label.includes("in force"))).toBe(true);
    expect(labels("2024-06-01").filter((label) => label.includes("in force"))).toEqual([]);
  });
  it("says of what a proposal holds that it is no law", async () => {
    const [before, measure] = files[measures]!.split("/// Chips for training");
    const text = `${before}proposal plan "A plan" {\n/// Chips for training${measure}}\n`;
    const host = new MemoryHost({ ...files, [measures]: text });
    service = new LanguageService(host, new LocalCheck(host));
    const found = hover(service.snapshot, await service.whole(), measures, text.indexOf("ac_a"), {
      asOf: "2024-06-01",
    })!.markdown;
    expect(found).toContain("*On 2024-06-01:* **A proposal, not law.** Its text: A license is required");
    expect(found).toContain("- from 2022-10-21 by rule_2022");
  });
  it("says when a condition holds", async () => {
    expect(await at(measures, "fast", null)).toMatch(
      /Holds where the TPP of the item is at least 4800 TPP\./,
    );
  });
  it("tells a quantity in other units", async () => {
    const trade = `${law["trade.cordon"]!}record tool {\n  wavelength : nm\n  bandwidth : GB/s\n}\n`;
    const path = "tools.cordon";
    const text =
      "module tools\n\nuse trade\n\ndefine short of tool = wavelength < 193 nm\ndefine fast of tool = bandwidth >= 600 GB/s\n";
    const host = new MemoryHost({ ...law, "trade.cordon": trade, [path]: text });
    service = new LanguageService(host, new LocalCheck(host));
    const told = (piece: string) =>
      hover(service.snapshot, null, path, text.indexOf(piece), { asOf: null })?.markdown;
    expect(told("193")).toContain("`193 nm` = `0.193 um`");
    expect(told("600")).toContain("`0.6 TB/s`");
    expect(told("600")).toBe(told("GB/s"));
  });
  it("names who carries out the same entry of a regime elsewhere", async () => {
    const entry = "In common with others:\n- 4.A.1: 4A001 (`nl.base`)";
    expect(await at(measures, "3A090.a", null)).toContain(entry);
    service.dispose();
    expect(await at(measures, "ac_a", null)).toContain(entry);
    service.dispose();
    expect(await at("regime.cordon", "'4.A.1'", null)).toContain(
      "Carried out by:\n- Rechner 😀 出口 (`nl.base`)\n- Advanced chips (`us.measures`)",
    );
  });
});
