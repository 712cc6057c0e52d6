import { describe, expect, it } from "vitest";
import { caseFacts, evaluateCase, scenarioRuns } from "../../compiler/editor/index.ts";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { library } from "../../lsp/playground/examples.ts";
import { decodeFragment, encodeProgram } from "../../lsp/playground/link.ts";
import { isPath, programOf } from "../../lsp/playground/program.ts";

const all = library("0.1.0");

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  first: ["XX license_required"],
  // Facts are left out on purpose: the page shows what would settle the answer of the union.
  "nl-scanners": ["NL license_required", "EU undetermined"],
  "us-chips": ["US license_required"],
};

describe("an example of the playground", () => {
  it("has a name of its own", () => {
    const ids = all.examples.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe("first");
  });

  it.each(all.examples.map((example) => [example.id, example] as const))(
    "%s checks, and its scenarios pass",
    (_, example) => {
      const { files } = programOf(all, example);
      expect(Object.keys(files).filter((path) => !isPath(path))).toEqual([]);
      const compilation = compile(new MemoryHost(files), []);
      const errors = compilation.diagnostics.filter(({ severity }) => severity === "error");
      expect(errors.map(({ span, message }) => `${span.file}: ${message}`)).toEqual([]);
      const results = [...(scenarioRuns(compilation, () => true) ?? [])].flat();
      expect(results.filter(({ passed }) => !passed).map(({ scenario }) => scenario.title)).toEqual([]);
    },
  );

  it.each(
    all.examples.filter(({ question }) => question !== null).map((example) => [example.id, example] as const),
  )("%s answers its own case", (_, example) => {
    const { files, question } = programOf(all, example);
    const compilation = compile(new MemoryHost(files), []);
    const evaluated = evaluateCase(compilation, JSON.parse(question.json), { asOf: question.asOf });
    const verdicts =
      evaluated !== null && "answer" in evaluated
        ? evaluated.answer.determinations.map(({ jurisdiction, verdict }) => `${jurisdiction} ${verdict}`)
        : evaluated;
    expect(verdicts).toEqual(expect.arrayContaining([...ANSWERS[example.id]!]));
    expect(evaluated).toMatchObject({ places: expect.any(Object) });
  });

  it("fits into a link", async () => {
    const longest = all.examples
      .map((example) => programOf(all, example))
      .toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0]!;
    const fragment = await encodeProgram(longest);
    expect(await decodeFragment(fragment ?? "")).toMatchObject({ kind: "program" });
  });
});

describe("a case in the editor", () => {
  const { files } = programOf(all, all.examples[0]!);

  it("may state the facts of the transaction, and begins with those of scenarios", () => {
    const facts = caseFacts(compile(new MemoryHost(files), []));
    expect(facts).toMatchObject({
      transaction: "trade.transaction",
      jurisdictions: ["XX"],
      countrySchemes: ["trade.country"],
      cases: [{ asOf: "2026-01-31", facts: { act: "shipment" } }],
    });
    expect(facts?.countries).toContainEqual(["NL", "Netherlands"]);
  });

  it("has no facts without a transaction, and no answer with errors", () => {
    expect(caseFacts(compile(new MemoryHost({ "a.cordon": "module a\n" }), []))).toBeNull();
    const wrong = { ...files, "measures.cordon": `${files["measures.cordon"]}\nuse nothing\n` };
    expect(evaluateCase(compile(new MemoryHost(wrong), []), {}, { asOf: "2026-02-01" })).toBeNull();
  });

  it("that cannot be read gives its problems", () => {
    const evaluated = evaluateCase(
      compile(new MemoryHost(files), []),
      { act: "sale" },
      { asOf: "2026-02-01" },
    );
    expect(evaluated).toMatchObject({ problems: [{ path: "act" }] });
  });
});
