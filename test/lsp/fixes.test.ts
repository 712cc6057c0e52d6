import { describe, expect, it } from "vitest";
import { compile, type Diagnostic, MemoryHost, proofs } from "../../compiler/index.ts";
import { withFixes } from "../../lsp/service/fixes.ts";
import { Snapshot } from "../../lsp/service/snapshot.ts";
import { law } from "./law.ts";

const path = "us/measures.cordon";
const text = law[path]!;

function found(source: string, code: string): { finding: Diagnostic; source: string } {
  const compilation = compile(new MemoryHost({ ...law, [path]: source }), []);
  const all = code.startsWith("proof/") ? proofs(compilation) : compilation.diagnostics;
  const finding = all.find((one) => one.code === code && one.span.file === path);
  expect(finding, all.map((one) => one.code).join()).toBeDefined();
  return { finding: withFixes(Snapshot.of(new MemoryHost({ ...law, [path]: source })), finding!), source };
}

/** The text after the fix with a title. */
function fixed(source: string, code: string, title: string): string {
  const { finding } = found(source, code);
  const fix = finding.fixes.find((one) => one.title === title);
  expect(fix, finding.fixes.map((one) => one.title).join()).toBeDefined();
  return fix!.edits.reduceRight(
    (now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end),
    source,
  );
}

describe("fixes of the editor", () => {
  it("remove what closes nothing", () => {
    expect(fixed(`${text}}`, "syntax/unexpected-closer", "remove it")).toBe(text);
  });
  it("close a text before the brace of its declaration", () => {
    const open = text.replace('"Advanced computing" {', '"Advanced computing {');
    expect(fixed(open, "syntax/unterminated-text", "close the text")).toBe(text);
  });
  it("write a backslash itself", () => {
    const escaped = text.replace("Advanced computing", "Advanced \\q");
    expect(fixed(escaped, "syntax/unknown-escape", "write the backslash itself")).toContain(
      '"Advanced \\\\q"',
    );
  });
  it("remove a declaration that nothing uses, with its comment", () => {
    const more = text.replace(
      "item ECCN",
      "/// 出口 😀\n/// more\ndefine slow = item.tpp < 3 TPP\n\nitem ECCN",
    );
    expect(fixed(more, "bind/unused-declaration", "remove the declaration")).toBe(text);
  });
  it("remove the second of two clauses", () => {
    const twice = text.replace("  requires license\n", "  requires license\n  requires license\n");
    expect(fixed(twice, "check/clause-twice", "remove the second")).toBe(text);
  });
  it("name a power of the jurisdiction, what is required, and the rule and its day", () => {
    const moved = (line: string, clause: string) =>
      text.replace(`${line}\n`, "").replace('"Advanced computing" {', `"Advanced computing" {\n  ${clause}`);
    const without = (line: string) => text.replace(`${line}\n`, "");
    expect(fixed(without("  authority ecra"), "check/no-authority", "write `authority ecra`")).toBe(text);
    expect(fixed(without("  requires license"), "check/missing-clause", "write `prohibits`")).toBe(
      moved("  requires license", "prohibits"),
    );
    expect(
      fixed(
        without("  from 2022-10-21 by rule_2022"),
        "check/missing-clause",
        "write `from 2023-11-17 by rule_2023`",
      ),
    ).toBe(moved("  from 2022-10-21 by rule_2022", "from 2023-11-17 by rule_2023"));
  });
  it("name the instrument of the day", () => {
    const group = (by: string) =>
      `${text}\ngroup own {\n  from 2022-10-21 by rule_2022 = CN\n  from 2023-11-17${by} add MO\n}\n`;
    expect(fixed(group(""), "check/no-instrument", "write `by rule_2023`")).toBe(group(" by rule_2023"));
  });
  it.each([
    ["destination = China", "bind/unknown-name", "destination = CN"],
    ["destination = Russia", "bind/unknown-name", "destination = RU"],
    ['destination = "CN"', "check/type", "destination = CN"],
    ['act = "release"', "check/type", "act = release"],
    ["act is release", "check/not-classified", "act = release"],
    ["act is not release", "check/not-classified", "act != release"],
    ["item.for_data_center is no", "check/not-classified", "not item.for_data_center"],
    ["item.for_data_center is not no", "check/not-classified", "item.for_data_center"],
    ["item.tpp >= 4800 tpp", "check/unknown-unit", "item.tpp >= 4800 TPP"],
    ["item is A5x", "bind/unknown-name", "item is 'A5x'"],
  ])("write what `%s` means", (wrong, code, meant) => {
    const { finding, source } = found(`${text}\ndefine own = ${wrong}\n`, code);
    const [fix] = finding.fixes;
    const [edit] = fix!.edits;
    expect(source.slice(0, edit!.span.start) + edit!.newText + source.slice(edit!.span.end)).toBe(
      `${text}\ndefine own = ${meant}\n`,
    );
  });
  it.each([
    ["nanometers", "nm"],
    ["Micrometre", "um"],
    ["kilowatts", "kW"],
    ["gigahertz", "GHz"],
    ["NM", "nm"],
    ["eur", "EUR"],
    ["percent", "%"],
  ])("write the unit %s as %s, and offer no other", (written, unit) => {
    const { finding } = found(`${text}\ndefine own = item.tpp >= 4800 ${written}\n`, "check/unknown-unit");
    expect(finding.fixes.map(({ edits: [edit] }) => edit!.newText)).toEqual([unit]);
  });
  it("offer no other pressure for an atmosphere, which is 101325 Pa", () => {
    const { finding } = found(`${text}\ndefine own = item.tpp >= 1 atm\n`, "check/unknown-unit");
    expect(finding.fixes.map(({ edits: [edit] }) => edit!.newText)).not.toContain("Pa");
  });
  it("leave out the name of an entry that nothing asks about", () => {
    const source = (named: string) => `module us.own of US current to 2026-01-01
use trade, us.base
record firm { entries : set of text possible_entries : set of text screened : set of text }
fact firms of transaction : list of firm
list named "Named" of firm from "named.csv" { cite "15 CFR 744 supp. 4" key id column name : text }
define some_listed = any f in firms listed in named${named}
`;
    const files = { ...law, "us/named.csv": "id,name\nA-1,First\n" };
    const at = "us/own.cordon";
    const { diagnostics } = compile(new MemoryHost({ ...files, [at]: source(" as e") }), []);
    const [edit] = diagnostics.find(({ code }) => code === "bind/unused-variable")!.fixes[0]!.edits;
    const old = source(" as e");
    expect(old.slice(0, edit!.span.start) + edit!.newText + old.slice(edit!.span.end)).toBe(source(""));
  });
  it("strike a condition that never matters", () => {
    const both = text.replace("  when fast\n", "  when fast\n  when item.tpp >= 5000 TPP\n");
    expect(fixed(both, "proof/idle-condition", "strike the condition")).toBe(
      both.replace("  when fast\n", ""),
    );
  });
  it("write the code that was meant, or take back a comment about an error", () => {
    const allow = (code: string) => text.replace("define fast", `// allow ${code}: because\ndefine fast`);
    const meant = "bind/unused-declaration";
    expect(fixed(allow("bind/unused-declaratio"), "suppress/unknown-code", `write \`${meant}\``)).toBe(
      allow(meant),
    );
    const error = text.replace("  when fast", "  // allow bind/unknown-name: because\n  when fastt");
    expect(fixed(error, "suppress/error", "remove the comment")).toBe(
      text.replace("when fast", "when fastt"),
    );
  });
  it("set a warning aside where it stands, and leave the reason to the author", () => {
    const more = `${text}\ndefine slow = item.tpp < 3 TPP\n`;
    const title = "allow `bind/unused-declaration` here, for a reason to be written";
    const allowed = fixed(more, "bind/unused-declaration", title);
    expect(allowed).toContain("\n// allow bind/unused-declaration: \ndefine slow");
    expect(found(allowed, "suppress/no-reason").finding.fixes).toEqual([]);
    const reasoned = allowed.replace("declaration: ", "declaration: it is read by others");
    const codes = compile(new MemoryHost({ ...law, [path]: reasoned }), []).diagnostics.map(
      ({ code }) => code,
    );
    expect(codes).toEqual([]);
  });
  it("offer nothing of the kind for an error", () => {
    const { finding } = found(text.replace("when fast", "when item.tpp"), "check/type");
    expect(finding.fixes).toEqual([]);
  });
});
