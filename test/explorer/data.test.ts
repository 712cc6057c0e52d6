import { beforeAll, describe, expect, it } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { type ExplorerData, explorerData, writeData } from "../../compiler/explorer/data.ts";
import { checkedLaw } from "../../compiler/index.ts";
import { Wording } from "../../compiler/report/wording/wording.ts";
import { type Examples, examples } from "../support/examples.ts";

describe("what the explorer's page carries", () => {
  let law: Examples;
  let data: ExplorerData;
  let wording: Wording;
  const dataOf = ({ program, bundle }: Examples, program_ = program): ExplorerData =>
    explorerData({
      program: program_,
      bundle,
      wording: wording,
      asOf: "2026-09-24",
      addressOf: (id) => (id.startsWith("nl.") ? `x.html#${id}` : null),
    });
  const written = (carried: ExplorerData): string => {
    const pieces: string[] = [];
    writeData(carried, (text) => pieces.push(text));
    return pieces.join("");
  };

  beforeAll(() => {
    law = examples();
    wording = new Wording("zh", checkedLaw(law.compilation).catalogs.zh);
    data = dataOf(law);
  }, 300_000);

  it("is written whole, with the very tables of the build", () => {
    const read = JSON.parse(written(data)) as ExplorerData;
    expect(read).toEqual(JSON.parse(JSON.stringify(data)));
    expect(read.bundle).toEqual(JSON.parse(JSON.stringify(law.bundle)));
  });

  it("gives every scenario its facts back", () => {
    const facts = data.scenarios.map(({ title, on, given }) => [
      title,
      on,
      Object.fromEntries(Object.entries(given).map(([name, number]) => [name, data.pool[number]])),
    ]);
    const law_ = law.program.scenarios
      .filter(({ proposal }) => proposal === null)
      .map(({ title, given, expectations }) => [
        title,
        expectations
          .map(({ on }) => on)
          .sort()
          .at(-1),
        given,
      ]);
    const text = (all: readonly unknown[]): string[] => all.map((one) => JSON.stringify(one)).sort();
    expect(text(facts)).toEqual(text(law_));
  });

  it("names countries in the language of the page, and links only to what the report tells of", () => {
    expect(data.countries.CN).toBe("中国");
    expect(data.addresses["nl.equipment_order.equipment_order"]).toBe(
      "x.html#nl.equipment_order.equipment_order",
    );
    expect(Object.keys(data.addresses).every((id) => id.startsWith("nl."))).toBe(true);
  });

  it("says in the language of the page what a catalog has in it, and notes what none has", () => {
    const { titles, words } = data.said;
    expect(titles["nl.equipment_order.equipment_order"]).toBe("先进生产设备");
    expect(titles.NL).toBe("荷兰");
    expect(words["trade.item.die_area"]).toBe("芯片面积");
    expect(words["route:individual"]).toBe("个案许可");
    expect(data.cases.map(({ title }) => title)).toContain("稀释制冷机");
    for (const missed of wording.missing.keys()) {
      const [section, id] = missed.split(" ", 2) as ["titles" | "words", string];
      expect(data.said[section], missed).not.toHaveProperty([id]);
    }
    const english = explorerData({
      ...law,
      wording: new Wording("en"),
      asOf: "2026-09-24",
      addressOf: () => null,
    });
    expect(english.said.titles).toEqual({});
    expect(english.cases.map(({ title }) => title)).toContain("A dilution refrigerator");
  });

  it("cannot end the element that holds it, whatever a source says", () => {
    const hostile = { title: "</script><script>alert(1)</script>", given: "<!--\u2028" as CaseJson };
    const text = written({ ...data, cases: [hostile] });
    expect(text).not.toMatch(/[<\u2028\u2029]/);
    expect((JSON.parse(text) as ExplorerData).cases).toEqual([hostile]);
  });

  it("does not depend on the order of declarations", () => {
    const turned = Object.fromEntries(
      Object.entries(law.program).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.toReversed() : value,
      ]),
    ) as unknown as typeof law.program;
    expect(written(dataOf(law, turned))).toBe(written(data));
  });
});
