import { afterEach, describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/index.ts";
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
