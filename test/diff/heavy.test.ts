import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { Behavior } from "../../compiler/diff/behavior.ts";
import { SourceSide } from "../../compiler/diff/law-side.ts";
import { Pair } from "../../compiler/diff/pair.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { compile, hasErrors } from "../../compiler/index.ts";

const root = resolve(import.meta.dirname, "../../examples");

/** The examples, with one line of American law edited. */
class Edited extends NodeHost {
  override readFile(path: string): string | null {
    const text = super.readFile(path);
    if (!path.endsWith("us/advanced-computing.cordon") || text === null) return text;
    const edited = text.replace(
      "= not for_data_center and tpp < 4800 TPP",
      "= not for_data_center and tpp < 4700 TPP",
    );
    expect(edited).not.toBe(text);
    return edited;
  }
}

describe("one line of the definition of consumer chips, on which most of American law rests", () => {
  it("is followed to every kind of change, by a few questions", () => {
    const [old, now] = [new NodeHost(root), new Edited(root)].map((host) => {
      const { program, diagnostics } = compile(host, []);
      expect(hasErrors(diagnostics)).toBe(false);
      return new SourceSide(program);
    });
    const pair = new Pair(old!, now!);
    const days = ["2023-11-16", "2023-11-17", "2024-01-10"];
    const behavior = new Behavior(pair, days);
    const changes = behavior.changesOf("US");

    // one change for each pair of answers, from the day of the rule, and none left open
    expect(behavior.notes).toEqual([]);
    expect(new Set(changes.map(({ from, until }) => `${from} ${until}`))).toEqual(
      new Set(["2023-11-17 null"]),
    );
    const kinds = changes
      .filter(({ old: before, new: after }) => before.verdict !== after.verdict)
      .map(({ old: before, new: after }) => [before.verdict, before.atMost, after.verdict, after.atMost]);
    expect(kinds.length).toBeGreaterThan(0);
    expect(new Set(kinds.map(String)).size).toBe(kinds.length);

    // what a reader looks for is shown by a plain case
    const control = changes.find(
      (change) => change.old.verdict === "no_requirement" && change.new.verdict === "license_required",
    );
    expect(control).toMatchObject({
      direction: "tighter",
      reasons: expect.arrayContaining(["us.advanced_computing.ac_a"]),
      edited: ["us.advanced_computing.consumer_chip"],
      plain: true,
    });
    const { case: facts, asOf } = control!.witness!;
    const answers = pair.ask(facts, asOf, "US", "text");
    expect([answers?.oldSide.verdict, answers?.newSide.verdict]).toEqual([
      "no_requirement",
      "license_required",
    ]);

    const { questions, conflicts } = behavior.effort;
    expect(questions).toBeGreaterThan(0);
    expect(questions).toBeLessThan(200);
    expect(conflicts).toBeLessThan(25_000);
  }, 300_000);
});
