import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Paint, renderConsole, renderFinding } from "../../compiler/render/console.ts";
import { codeFrame } from "../../compiler/render/frame.ts";
import { SourceFile } from "../../grammar/base/source-file.ts";
import { finding, lookup, measure } from "./findings.ts";

const shown = (source: SourceFile, marked: string, width = 80): string =>
  renderFinding(finding(source, marked), { source: lookup(source), width });

describe("one finding", () => {
  it("says what, where, in which measure and under which citation, what else, and what to do", () => {
    const diagnostic = finding(measure, "600 Gbit/s", {
      help: "write `75 GB/s`",
      subject: { name: "us.base.ac_a", citation: "15 CFR 742.6(a)" },
      related: [{ span: finding(measure, "item 3A090.a").span, message: "the item" }],
      fixes: [
        { title: "write `75 GB/s`", safe: true, edits: [] },
        { title: "change the unit of the fact", safe: false, edits: [] },
      ],
    });
    expect(`\n${renderFinding(diagnostic, { source: lookup(measure) })}`).toBe(`
error[check/example]: something about \`600 Gbit/s\`
 --> us/base.cordon:2:42
  |
2 |     from 2022-10-21 by v1 = io_bandwidth >= 600 Gbit/s
  |                                             ^^^^^^^^^^
  = in: \`us.base.ac_a\`, 15 CFR 742.6(a)
  = see: the item
 --> us/base.cordon:1:1
  |
1 | item 3A090.a {
  | ------------
  = help: write \`75 GB/s\`
  = fix: write \`75 GB/s\`
  = possible fix: change the unit of the fact`);
  });

  it("puts the mark under wide characters and behind them", () => {
    const lines = (marked: string) => shown(measure, marked).split("\n").slice(-2);
    expect(lines("北京")).toEqual(['4 | group 北京 = "中国🚀" + XX // ok', "  |       ^^^^"]);
    expect(lines("XX")).toEqual(['4 | group 北京 = "中国🚀" + XX // ok', "  |                         ^^"]);
  });

  it("gives columns in UTF-16 units, as editors count", () => {
    expect(shown(measure, "XX")).toContain(" --> us/base.cordon:4:21");
  });

  it("marks the first line of a longer span and says where it ends", () => {
    expect(shown(measure, "{ (1) a,\n  (2) b }").split("\n").slice(-2)).toEqual([
      "5 | define x = { (1) a,",
      "  |            ^^^^^^^^ through line 6",
    ]);
  });

  it("cuts a long line on both sides and says so", () => {
    const long = new SourceFile("long.cordon", `${"a".repeat(500)} BAD ${"b".repeat(500)}`);
    const [line, mark] = shown(long, "BAD", 60).split("\n").slice(-2);
    expect(line).toBe(`1 | …${"a".repeat(23)} BAD ${"b".repeat(25)}…`);
    expect(mark).toBe(`  | ${" ".repeat(25)}^^^`);
    expect(shown(long, "a".repeat(500), 60).split("\n").at(-1)).toBe(`  | ${"^".repeat(54)}…`);
  });

  it("marks the end of a file by one sign", () => {
    const end = { file: measure.path, start: measure.text.length, end: measure.text.length };
    const text = renderFinding(finding(measure, "}", { span: end }), { source: lookup(measure) });
    expect(text.split("\n").slice(-3)).toEqual(["  |", "7 |", "  | ^"]);
  });

  it("shows the place alone where the text is not at hand", () => {
    const diagnostic = finding(measure, "XX");
    expect(renderFinding(diagnostic, { source: () => null }).split("\n")[1]).toBe("--> us/base.cordon");
  });

  it("lets no text of a source take the terminal over", () => {
    const evil = new SourceFile("evil\u001b[2J.cordon", "define \u001b[31mx\u202E = 1\r\ny");
    const text = shown(evil, "\u001b[31mx");
    expect(text).toContain("define <U+001B>[31mx<U+202E> = 1");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the point of the test
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it("fits any text, span and width into a frame that marks what it should", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(
        text,
        fc.nat(300),
        fc.nat(300),
        fc.integer({ min: 40, max: 120 }),
        (content, a, b, width) => {
          const source = new SourceFile("x", content);
          const start = Math.min(a, b, content.length);
          const end = Math.min(Math.max(a, b), content.length);
          const frame = codeFrame(source, { file: "x", start, end }, width, "^");
          expect(frame.marks).toMatch(/^ *\^+…?$/);
          expect(frame.marks.length).toBeLessThanOrEqual(width + 1);
          expect(frame.line).toBe(source.position(start).line);
        },
      ),
      { seed: 20261125, numRuns: 2000 },
    );
  });
});

describe("all findings", () => {
  const first = finding(measure, "item");
  const second = finding(measure, "XX", { severity: "warning" });
  const other = finding(measure, "group", {
    span: { file: "nl/base.cordon", start: 0, end: 5 },
    severity: "hint",
  });

  it("come in the order of files and places, however they were found, each once", () => {
    const options = { source: lookup(measure) };
    const text = renderConsole([first, second, other], options);
    expect(renderConsole([other, second, first, second], options)).toBe(text);
    const places = [...text.matchAll(/--> (\S+)/g)].map((match) => match[1]);
    expect(places).toEqual(["nl/base.cordon", "us/base.cordon:1:1", "us/base.cordon:4:21"].sort());
  });

  it("end in one line of numbers", () => {
    const last = (found: readonly (typeof first)[], files?: number) =>
      renderConsole(found, { source: lookup(measure), ...(files === undefined ? {} : { files }) })
        .split("\n")
        .at(-2);
    expect(last([first, second, other])).toBe(
      "1 error, 1 warning, 1 hint in 2 files (`cordon explain CODE` says more about one)",
    );
    expect(last([first, finding(measure, "define")])).toMatch(/^2 errors in 1 file /);
    expect(last([], 12)).toBe("no findings in 12 files");
    expect(last([])).toBe("no findings");
  });

  it("are cut after a limit, which is said", () => {
    const text = renderConsole([first, second, other], { source: lookup(measure), limit: 1 });
    expect(text).toContain("2 more findings are not shown");
    expect(text).toContain("1 error, 1 warning, 1 hint");
  });

  it("are colored by the functions given and are otherwise the same text", () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const paint: Paint = {
      red: mark("red"),
      yellow: mark("yellow"),
      cyan: mark("cyan"),
      dim: mark("dim"),
      bold: mark("bold"),
    };
    const colored = renderConsole([first, second], { source: lookup(measure), paint });
    expect(colored).toContain("<red>error[check/example]</red>");
    expect(colored).toContain("<yellow>warning[check/example]</yellow>");
    expect(colored.replaceAll(/<\/?(?:red|yellow|cyan|dim|bold)>/g, "")).toBe(
      renderConsole([first, second], { source: lookup(measure) }),
    );
  });
});
