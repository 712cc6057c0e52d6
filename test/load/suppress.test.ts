import { describe, expect, it } from "vitest";
import { applySuppressions } from "../../compiler/load/suppress.ts";
import type { Diagnostic, Severity } from "../../grammar/base/diagnostic.ts";
import { parse } from "../../grammar/parse.ts";

const codes = new Set(["check/free", "check/unused", "check/bad", "suppress/stale"]);

/** Applies suppressions to findings placed at the first occurrence of a text. */
function remaining(
  text: string,
  ...found: readonly (readonly [code: string, at: string, severity?: Severity])[]
): string[] {
  const parsed = parse("a.cordon", text);
  const diagnostics = found.map(([code, at, severity = "warning"]): Diagnostic => {
    const start = text.indexOf(at);
    return {
      code,
      severity,
      message: "m",
      span: { file: "a.cordon", start, end: start + at.length },
      related: [],
      fixes: [],
    };
  });
  return applySuppressions([parsed], diagnostics, codes).map((d) => d.code);
}

const two = `module m
group a = CN
// allow check/unused: kept for the next rule
group b = HK
group c = MO
`;

describe("findings set aside", () => {
  it("in the declaration below a comment, and nowhere else", () => {
    expect(remaining(two, ["check/unused", "b = "])).toEqual([]);
    expect(remaining(two, ["check/unused", "HK"])).toEqual([]);
    expect(remaining(two, ["check/unused", "b = "], ["check/unused", "c = "])).toEqual(["check/unused"]);
    expect(remaining(two, ["check/unused", "b = "], ["check/free", "b = "])).toEqual(["check/free"]);
    expect(remaining(two, ["check/unused", "b = "], ["check/unused", "a = "])).toEqual(["check/unused"]);
  });

  it("in a clause", () => {
    const text = `module m
instrument i {
  // allow check/free: no number yet
  cite "none yet"
  from 2024-01-01
}
`;
    expect(remaining(text, ["check/free", '"none yet"'])).toEqual([]);
    expect(remaining(text, ["check/free", "2024"], ["check/free", '"none yet"'])).toEqual(["check/free"]);
  });

  it("on the line of a comment behind source", () => {
    const text = "module m\ngroup a = CN  // allow check/unused: later\ngroup b = HK\n";
    expect(remaining(text, ["check/unused", "a = "])).toEqual([]);
    expect(remaining(text, ["check/unused", "b = "], ["check/unused", "a = "])).toEqual(["check/unused"]);
  });

  it("past other comments, and several at once", () => {
    const text = `module m
// allow check/unused, check/free: both for one reason
// more about it
/// What it is.
group a = CN
`;
    expect(remaining(text, ["check/unused", "a = "], ["check/free", "CN"])).toEqual([]);
  });
});

describe("comments that set nothing aside", () => {
  it("without a reason have no effect and are a finding", () => {
    expect(remaining("module m\n// allow check/unused\ngroup a = CN\n", ["check/unused", "a = "])).toEqual([
      "check/unused",
      "suppress/no-reason",
    ]);
    expect(remaining("module m\n// allow check/unused:  \ngroup a = CN\n", ["check/unused", "a = "])).toEqual(
      ["check/unused", "suppress/no-reason"],
    );
  });

  it("that name no finding are a finding", () => {
    expect(remaining("module m\n// allow check/unusd: typo\ngroup a = CN\n")).toEqual([
      "suppress/unknown-code",
    ]);
    expect(remaining("module m\n// allow unused: typo\ngroup a = CN\n")).toEqual(["suppress/unknown-code"]);
  });

  it("that are stale are a finding with a fix, unless errors hide what is there", () => {
    const text = "module m\n// allow check/unused: no longer\ngroup a = CN\n";
    expect(remaining(text)).toEqual(["suppress/stale"]);
    expect(remaining(text, ["check/bad", "a = ", "error"])).toEqual(["check/bad"]);
    const [stale] = applySuppressions([parse("a.cordon", text)], [], codes);
    const edit = stale!.fixes[0]!.edits[0]!;
    expect(text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end)).toBe(
      "module m\ngroup a = CN\n",
    );
    const behind = "module m\ngroup a = CN  // allow check/unused: no longer\n";
    const [other] = applySuppressions([parse("a.cordon", behind)], [], codes);
    const cut = other!.fixes[0]!.edits[0]!;
    expect(behind.slice(0, cut.span.start) + behind.slice(cut.span.end)).toBe("module m\ngroup a = CN\n");
  });

  it("cannot set an error aside", () => {
    const text = "module m\n// allow check/bad: please\ngroup a = CN\n";
    expect(remaining(text, ["check/bad", "a = ", "error"])).toEqual(["check/bad", "suppress/error"]);
  });

  it("are no comments at all if they are prose", () => {
    expect(remaining("module m\n// allow ships to pass\ngroup a = CN\n")).toEqual([]);
    expect(remaining("module m\n/// allow check/unused: documentation\ngroup a = CN\n")).toEqual([]);
  });
});
