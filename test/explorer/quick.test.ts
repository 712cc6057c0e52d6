import { beforeAll, describe, expect, it } from "vitest";
import {
  factAt,
  fieldAt,
  type Json,
  type Path,
  stateOf,
  textOf,
  UNKNOWN,
  withFact,
  withoutFact,
} from "../../compiler/explorer/app/case.ts";
import { QuickAnswer, quickAnswer } from "../../compiler/explorer/app/quick.ts";
import { changedPaths } from "../../compiler/explorer/app/reads.ts";
import { type Engine, load } from "../../compiler/runtime/index.ts";
import type { Vocabulary } from "../../compiler/runtime/values/vocabulary.ts";
import { settledOnly } from "../../compiler/settled.ts";
import { type Examples, examples } from "../support/examples.ts";

describe("the answer between two keystrokes", () => {
  let law: Examples;
  let engine: Engine;
  beforeAll(() => {
    law = examples();
    engine = load(law.bundle);
  }, 300_000);

  it("is the library's without its search and without practice", () => {
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    const chosen = all.filter((_, at) => at % Math.ceil(all.length / 40) === 0);
    expect(chosen.length).toBeGreaterThan(20);
    for (const { given, expectations, title } of chosen) {
      const asOf = expectations[0]!.on;
      const answer = engine.evaluate(given, { asOf, completions: 0 });
      if ("problems" in answer) throw new Error(title);
      const quick = quickAnswer(engine, { facts: given as Json, asOf, knownAt: null });
      expect(quick.problems, title).toEqual([]);
      expect(quick.determinations, title).toEqual(
        answer.determinations.map((one) => ({ ...one, practice: null })),
      );
    }
  });

  it("settles as much where only what is settled is asked for", () => {
    const settled = settledOnly(engine);
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    for (const { given, expectations, title } of all.filter((_, at) => at % 60 === 0)) {
      const { on: asOf } = expectations[0]!;
      const jurisdictions = [...engine.jurisdictions];
      const [full, plain] = [
        engine.evaluate(given, { asOf, completions: 0 }),
        settled.evaluate(given, { asOf, jurisdictions }),
      ];
      if ("problems" in full || "problems" in plain) throw new Error(title);
      const told = full.determinations.map((one, at) => ({
        ...one,
        practice: null,
        missing: plain.determinations[at]!.missing,
        caveats: plain.determinations[at]!.caveats,
      }));
      expect(plain.determinations, title).toEqual(told);
    }
  });

  it("says every verdict before what any of them rests on, and says the same verdict then", () => {
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    let open = 0;
    for (const { given, expectations, title } of all.filter((_, at) => at % 150 === 0)) {
      const [fact] = Object.keys(given as object);
      const answer = new QuickAnswer(engine, {
        facts: withoutFact(given as Json, [fact!]),
        asOf: expectations[0]!.on,
        knownAt: null,
      });
      while (!answer.isDecided) answer.next();
      const first = answer.verdicts;
      open += first.size;
      const settled = answer.determinations.map(({ jurisdiction }) => jurisdiction);
      expect([...first.keys(), ...settled].toSorted(), title).toEqual(engine.jurisdictions.toSorted());
      while (!answer.isComplete) answer.next();
      for (const { jurisdiction, verdict, atLeast, atMost } of answer.determinations)
        if (first.has(jurisdiction))
          expect(first.get(jurisdiction), title).toEqual({ verdict, atLeast, atMost });
    }
    expect(open).toBeGreaterThan(20);
  });

  it("is the same object where it says the same", () => {
    const facts: Json = { destination: "CN", item: { family: ["lithography"] } };
    const ask = (more: Json, before: QuickAnswer | null = null) =>
      quickAnswer(
        engine,
        { facts: { ...facts, ...(more as object) }, asOf: "2026-09-24", knownAt: null },
        before,
      );
    const first = ask({});
    const again = ask({}, first);
    expect(again.asked).toEqual([]);
    expect(again.determinations.every((one, at) => one === first.determinations[at])).toBe(true);
    const other = ask({ destination: "NL" }, first);
    const changed = other.determinations.filter((one, at) => one !== first.determinations[at]);
    expect(changed.map(({ jurisdiction }) => jurisdiction)).toContain("US");
    expect(other.asked).toContain("US");
  });

  it("asks only those again that have read what changed, and answers as if all had been asked", () => {
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    let [changes, asked] = [0, 0];
    for (const { given, expectations, title } of all.filter((_, at) => at % 240 === 0)) {
      const ask = (facts: Json, before: QuickAnswer | null = null) =>
        quickAnswer(engine, { facts, asOf: expectations[0]!.on, knownAt: null }, before);
      const first = ask(given as Json);
      let last = first;
      for (const path of leavesOf(given as Json, engine.model.vocabulary).slice(0, 16)) {
        const facts = withFact(given as Json, path, UNKNOWN);
        const [quick, anew] = [ask(facts, first), ask(facts)];
        expect(quick.determinations, `${title}: ${textOf(path)}`).toEqual(anew.determinations);
        // one change after another, each from what was kept of all before
        last = ask(facts, last);
        expect(last.determinations, `${title}: ${textOf(path)}, after others`).toEqual(anew.determinations);
        if (anew.problems.length > 0) continue;
        changes++;
        asked += quick.asked.length;
      }
    }
    expect(changes).toBeGreaterThan(90);
    // counted when it was written: 3.2 of 7
    expect(asked / changes).toBeLessThan(4);
  });

  it("does not take what nobody asked about, and what changed meanwhile, for what it was", () => {
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    const asked = (facts: Json, before: QuickAnswer | null = null) =>
      quickAnswer(engine, { facts, asOf: "2026-09-24", knownAt: null }, before);
    const act: Path = ["act"];
    const necessary: Path = ["item", "minimum_necessary"];
    const advice = all
      .map(({ given, title }) => ({ facts: given as Json, title }))
      .filter(({ facts }) => factAt(facts, act) === "service" && factAt(facts, necessary) !== undefined);
    expect(advice.length).toBeGreaterThan(10);
    for (const { facts, title } of advice.slice(0, 4)) {
      // at home, where fewer laws ask of the item; then another item there; then abroad with that
      const home = asked(withFact(facts, ["destination"], "US"));
      const change = (before: Json): Json =>
        withoutFact(withoutFact(before, necessary), ["item", "serves_licensed_item"]);
      const other = asked(change(home.question.facts), home);
      expect(other.asked.length, title).toBeLessThan(engine.jurisdictions.length);
      const abroad = change(facts);
      expect(asked(abroad, other).determinations, title).toEqual(asked(abroad).determinations);
    }
  });

  it("keeps what stood when a case is changed before all have answered", () => {
    const ask = (destination: string) => ({
      facts: { destination, item: { family: ["lithography"] } },
      asOf: "2026-09-24",
      knownAt: null,
    });
    const first = quickAnswer(engine, ask("CN"));
    const cut = new QuickAnswer(engine, ask("NL"), first);
    expect(cut.determinations).toEqual(first.determinations);
    expect([...cut.waiting]).toEqual(cut.asked);
    cut.next();
    expect([...cut.waiting]).toEqual(cut.asked.slice(1));
    expect(cut.determinations).toEqual(first.determinations);
    while (!cut.isDecided) cut.next();
    const [said] = cut.verdicts.keys();
    cut.next();
    expect([...cut.verdicts.keys()]).not.toContain(said);
    const back = quickAnswer(engine, ask("CN"), cut);
    // what had said no more than a verdict answers to the case before as it did
    expect(back.asked).toEqual([said]);
    expect(back.determinations).toEqual(first.determinations);
  });

  it("asks all again on another day, and where a case could not be read before", () => {
    const on = (asOf: string, facts: Json, before: QuickAnswer | null) =>
      quickAnswer(engine, { facts, asOf, knownAt: null }, before);
    const first = on("2026-09-24", { destination: "CN" }, null);
    expect(on("2026-09-23", { destination: "CN" }, first).asked).toEqual(engine.jurisdictions);
    const wrong = on("2026-09-24", { item: 1 }, first);
    expect(on("2026-09-24", { destination: "CN" }, wrong).asked).toEqual(engine.jurisdictions);
  });

  it("tells where two cases differ, as far down as that can be told", () => {
    const between = (before: Json, after: Json) => changedPaths(before, after, engine.model.vocabulary);
    expect(between({ item: { tpp: "1 TPP" } }, { item: { tpp: "2 TPP", kind: "commodity" } })).toEqual([
      "item.tpp",
      "item.kind",
    ]);
    expect(
      between({ parties: [{ headquarters: "CN" }, {}] }, { parties: [{ headquarters: "NL" }, {}] }),
    ).toEqual(["parties[0].headquarters"]);
    expect(between({ parties: [{}] }, { parties: [{}, {}] })).toEqual(["parties"]);
    expect(between({ parties: [] }, { parties: UNKNOWN })).toEqual(["parties"]);
    expect(between({ parties: [{}] }, { parties: { open: [{}] } })).toEqual(["parties"]);
    expect(between({}, { item: { tpp: "1 TPP" } })).toEqual(["item"]);
    expect(between({ item: UNKNOWN }, { item: {} })).toEqual(["item"]);
    expect(between({}, { obligations: { "us.NAC/1": true } })).toBeNull();
  });

  it("says what is wrong with a case and with a day", () => {
    const wrongCase = quickAnswer(engine, { facts: { item: 1 }, asOf: "2026-09-24", knownAt: null });
    expect(wrongCase.problems.map(({ path }) => path)).toEqual(["item"]);
    const wrongDay = quickAnswer(engine, { facts: {}, asOf: "2026-02-30", knownAt: null });
    expect(wrongDay.problems.map(({ path }) => path)).toEqual(["asOf"]);
    expect([...wrongCase.determinations, ...wrongDay.determinations]).toEqual([]);
  });
});

/** Every stated fact that is no record, elements of lists too. */
function leavesOf(facts: Json, vocabulary: Vocabulary, path: Path = []): readonly Path[] {
  if (typeof facts !== "object" || facts === null) return [path];
  const kind = path.length === 0 ? "record" : fieldAt(vocabulary, path)?.type.kind;
  const isElement = typeof path.at(-1) === "number";
  if (Array.isArray(facts) && kind === "list")
    return [path, ...facts.flatMap((element: Json, at) => leavesOf(element, vocabulary, [...path, at]))];
  if ((kind === "record" || isElement) && stateOf(facts) === "stated")
    return Object.entries(facts).flatMap(([name, value]) =>
      leavesOf(value as Json, vocabulary, [...path, name]),
    );
  return [path];
}
