import { describe, expect, it } from "vitest";
import { type Note, Trace } from "../../compiler/runtime/expressions/trace.ts";

describe("what an unknown answer rests on", () => {
  const note = (id: string): Note => ({ kind: "unencodable", id });

  it("is remembered once, however often it is repeated", () => {
    const trace = new Trace();
    // Each use repeats what the one before remembered twice: without care the list doubles forty times.
    let remembered: readonly Note[] = [note("a"), note("b")];
    for (let use = 0; use < 40; use++) {
      const mark = trace.notes.length;
      trace.addAll(remembered);
      trace.addAll(remembered);
      remembered = trace.since(mark);
      trace.drop(mark);
    }
    expect(remembered).toEqual([note("a"), note("b")]);
  });

  it("counts from the mark", () => {
    const trace = new Trace();
    trace.add(note("before"));
    const mark = trace.notes.length;
    trace.add(note("after"));
    expect(trace.since(mark)).toEqual([note("after")]);
  });
});
