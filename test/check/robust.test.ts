import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../compiler/check/check.ts";
import { printProgram } from "../../compiler/print/program.ts";
import type { Edit } from "../../grammar/base/diagnostic.ts";
import { parse } from "../../grammar/parse.ts";
import { checkSource, HEAD } from "../support/carets.ts";
import { vocabulary } from "../support/vocabulary.ts";

const folder = join(import.meta.dirname, "programs");
const samples = readdirSync(folder)
  .filter((name) => name.endsWith(".cordon"))
  .map((name) => readFileSync(join(folder, name), "utf8"));

/** Pieces that a program is made of: words, numbers, strings, marks and the blanks between them. */
function pieces(text: string): string[] {
  return text.match(/"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_.]+|\s+|./gs) ?? [];
}

const edited = fc
  .record({
    sample: fc.constantFrom(...samples),
    edits: fc.array(
      fc.record({ at: fc.nat(), other: fc.nat(), kind: fc.constantFrom("drop", "double", "swap", "take") }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  .map(({ sample, edits }) => {
    const parts = pieces(sample);
    for (const { at, other, kind } of edits) {
      const i = at % parts.length;
      const j = other % parts.length;
      if (kind === "drop") parts.splice(i, 1);
      else if (kind === "double") parts.splice(i, 0, parts[i]!, " ");
      else if (kind === "take") parts[i] = parts[j]!;
      else [parts[i], parts[j]] = [parts[j]!, parts[i]!];
    }
    return parts.join("");
  });

describe("the checker", () => {
  it("answers every program, with findings that lie in their files", () => {
    fc.assert(
      fc.property(edited, (text) => {
        const { result, main } = checkSource(text);
        for (const { span, related, message } of result.diagnostics) {
          expect(message).not.toMatch(/undefined|\[object|NaN/);
          for (const place of [span, ...related.map((r) => r.span)]) {
            expect(place.start).toBeLessThanOrEqual(place.end);
            if (place.file === "main.cordon") expect(place.end).toBeLessThanOrEqual(main.source.text.length);
          }
        }
        printProgram(result.program);
      }),
      { numRuns: 200 },
    );
  });

  it("answers every beginning of a program", () => {
    for (const sample of samples) {
      for (let end = 0; end < sample.length; end += 31) {
        const { result } = checkSource(sample.slice(0, end));
        expect(result.program.modules.length).toBeGreaterThan(0);
      }
    }
  });

  it("does not depend on the order of files or of declarations", () => {
    const shuffled = (text: string): string => {
      const declarations = text.split(/\n(?=\S)(?!\}|\/\/\/)/);
      const kept = declarations.filter((d) => !d.startsWith("///"));
      return kept.reverse().join("\n");
    };
    const text = samples.join("\n").replaceAll(/^\/\/\/.*\n/gm, "");
    const sources = { ...vocabulary, "main.cordon": HEAD + text };
    const program = (entries: [string, string][]): string => {
      const files = entries
        .filter(([path]) => path.endsWith(".cordon"))
        .map(([path, source]) => parse(path, source));
      const { program, diagnostics } = check({ files, readData: (_, path) => vocabulary[path] ?? null });
      expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
      return printProgram(program);
    };
    const straight = program(Object.entries(sources));
    expect(program(Object.entries(sources).reverse())).toBe(straight);
    const turned = program(Object.entries({ ...sources, "main.cordon": HEAD + shuffled(text) }));
    expect(turned).toBe(straight);
  });

  it("gives the same result twice for the same syntax trees", () => {
    const files = Object.entries({ ...vocabulary, "main.cordon": HEAD + samples.join("\n") })
      .filter(([path]) => path.endsWith(".cordon"))
      .map(([path, source]) => parse(path, source));
    const input = { files, readData: (_: string, path: string) => vocabulary[path] ?? null };
    const [first, second] = [check(input), check(input)];
    expect(second.diagnostics).toEqual(first.diagnostics);
    expect(printProgram(second.program)).toBe(printProgram(first.program));
  });

  it("finds its way through long chains", () => {
    const chain = Array.from({ length: 3000 }, (_, i) => [
      `define v${i} of item = ${i === 2999 ? "tpp" : `v${i + 1}`}`,
      `define c${i} of item = ${i === 2999 ? "published" : `c${i + 1} and published`}`,
      `group g${i} = ${i === 2999 ? "JP" : `g${i + 1}`}`,
    ]);
    const { result } = checkSource(chain.flat().join("\n"));
    expect(result.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
    expect(result.program.groups.length).toBeGreaterThanOrEqual(3000);
  });
});

describe("fixes", () => {
  const broken: readonly (readonly [source: string, fixed: string])[] = [
    ["define fast of item = io_bandwidth >= 4800 Gbit/s", "define fast of item = io_bandwidth >= 600 GB/s"],
    ["define fast of item = io_bandwidth >= 600", "define fast of item = io_bandwidth >= 600 GB/s"],
    [
      "define odd = export and free_zone or contract.large",
      "define odd = (export and free_zone) or contract.large",
    ],
    [
      "define odd = export or free_zone and contract.large",
      "define odd = export or (free_zone and contract.large)",
    ],
    ["define odd = item.published = no", "define odd = not item.published"],
    ["define odd = item.published != no", "define odd = item.published"],
    ["define odd = item.family in {circuit}", "define odd = item.family meets {circuit}"],
    ["define odd = destnation = CN", "define odd = destination = CN"],
    ["define odd = actor.headquaters = CN", "define odd = actor.headquarters = CN"],
    ["define odd = actor.based_im(CN)", "define odd = actor.based_in(CN)"],
    ["define odd = exprot and free_zone", "define odd = export and free_zone"],
    ["define odd = item.family = circuit", "define odd = circuit in item.family"],
    ["define odd = item.family = {circuit, computer}", "define odd = item.family meets {circuit, computer}"],
    ["group some = GBR", "group some = GB"],
    [
      "group some { from 2020-01-01 = JP from before 2023-01-01 = NL }",
      "group some { from 2020-01-01 = JP from 2023-01-01 = NL }",
    ],
    ['instrument odd { cite "88 F.R. 73458" }', 'instrument odd { cite "88 FR 73458" }'],
    ["use trade\ngroup some = JP\nuse demo.first", "use trade\ngroup some = JP\n"],
    ["define fast of item = io_bandwidth >= 600 Gbps", "define fast of item = io_bandwidth >= 600 Gbit/s"],
  ];
  it.each(broken)("%s", (source, fixed) => {
    const { findings } = checkSource(source, { files: { "first.cordon": "module demo.first\nuse trade\n" } });
    const own = findings.filter(
      (f) => f.span.file === "main.cordon" && (f.code !== "bind/unused-import") !== /demo.first/.test(source),
    );
    const fix = own.find((finding) => finding.fixes.length > 0)!.fixes[0]!;
    expect(applied(source, fix.edits)).toBe(fixed);
  });

  it("brings in the module that declares a name", () => {
    const files = { "other.cordon": "module demo.other of RL\nuse trade\ngroup friends = JP\n" };
    const { findings, main } = checkSource("define odd = destination in friends", { files });
    const { edits } = findings.find((finding) => finding.code === "bind/unknown-name")!.fixes[0]!;
    expect(changed(main.source.text, edits)).toContain("use trade, ruritania, demo.other\n");
  });
});

function applied(source: string, edits: readonly Edit[]): string {
  return changed(HEAD + source, edits).slice(HEAD.length);
}

function changed(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span, newText }) => out.slice(0, span.start) + newText + out.slice(span.end), text);
}
