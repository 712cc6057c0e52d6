import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/host.ts";
import { catalogFindings, checkedLaw, compile } from "../../compiler/index.ts";
import schema from "../../compiler/load/catalog.schema.json" with { type: "json" };
import { Wording } from "../../compiler/report/wording/wording.ts";

const LAW = `module demo of Ruritania

jurisdiction Ruritania "Republic of Ruritania" {
  agency Office
}

record item "A thing" {
  weight : kg >= 0 "How heavy is it?"
  colors : set of {red, blue} "Which colors has it?"
}
record transaction "A transaction" {
  item : item
}
`;

function opened(catalog: string, more: Readonly<Record<string, string>> = {}) {
  return compile(
    new MemoryHost({
      "cordon.json": '{ "name": "demo" }',
      "demo.cordon": LAW,
      "i18n/zh.json": catalog,
      ...more,
    }),
    [],
  );
}

/** Codes with what is marked in the catalog. */
function findings(catalog: string): string[] {
  const compilation = opened(catalog);
  expect(compilation.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return catalogFindings(compilation).map(
    ({ code, span, help }) => `${code} ${catalog.slice(span.start, span.end)} | ${help ?? ""}`,
  );
}

const json = (value: object): string => JSON.stringify(value);

describe("a catalog of translations", () => {
  it("has a schema that is one", () => {
    const ajv = new Ajv2020();
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it("gives what authors write by the text itself", () => {
    const { catalogs } = checkedLaw(opened(json({ texts: { "A remark.": "说明。" } })));
    expect([...catalogs.zh.texts]).toEqual([["A remark.", "说明。"]]);
    const said = (text: string) => new Wording("zh", catalogs.zh).sentence(text);
    expect(said("A\n remark.")).toBe("说明。");
    expect(said("A remark that changed.")).toEqual({
      kind: "foreign",
      text: "A remark that changed.",
      lang: "en",
    });
    expect(findings(json({ texts: { "Nobody says this.": "无人如此说。" } }))).toEqual([]);
  });

  it("names an enum as well as its values", () => {
    const law = `${LAW}\nenum hue "A hue" = warm, cold\n`;
    const catalog = json({ words: { "demo.hue": "色调", "demo.hue.warm": "暖", "demo.hue.grey": "灰" } });
    const found = catalogFindings(opened(catalog, { "demo.cordon": law }));
    expect(found.map(({ span }) => catalog.slice(span.start, span.end))).toEqual(['"demo.hue.grey"']);
  });

  it("gives titles and words by id", () => {
    const { catalogs } = checkedLaw(
      opened(
        json({
          titles: {
            "demo.item": "物项",
            "demo.Ruritania": { of: "Republic of Ruritania", text: "卢里坦尼亚" },
          },
          words: { "demo.item.weight": "重量", "agency:Office": "办公室" },
        }),
      ),
    );
    expect([...catalogs.zh.titles]).toEqual([
      ["demo.item", "物项"],
      ["demo.Ruritania", "卢里坦尼亚"],
    ]);
    expect([...catalogs.zh.words]).toEqual([
      ["demo.item.weight", "重量"],
      ["agency:Office", "办公室"],
    ]);
    expect(catalogs.en.titles.size).toBe(0);
  });

  it("is found right where it names what there is", () => {
    expect(
      findings(
        json({
          titles: {
            "demo.item": { of: "A thing", text: "物项" },
            "demo.item.weight": { of: "How heavy is it?", text: "重量是多少？" },
          },
          words: { "demo.item.colors.red": "红", "agency:Office": "办公室" },
        }),
      ),
    ).toEqual([]);
  });

  it("is told of what is not declared, with what may be meant", () => {
    expect(findings(json({ titles: { "demo.itm": "物项" }, words: { "demo.item.wieght": "重量" } }))).toEqual(
      [
        'catalog/unknown-id "demo.itm" | did you mean `demo.item`?',
        'catalog/unknown-id "demo.item.wieght" | did you mean `demo.item.weight`?',
      ],
    );
  });

  it("is told of a title that has changed since", () => {
    const compilation = opened(json({ titles: { "demo.item": { of: "An item", text: "物项" } } }));
    expect(catalogFindings(compilation).map(({ code, message }) => `${code} ${message}`)).toEqual([
      "catalog/stale-title `demo.item` was translated from the title `An item`, which is now `A thing`",
    ]);
  });

  it.each([
    ['{ "titles": { "demo.item": "物项", } }', ["catalog/malformed"]],
    ["[]", ["catalog/field"]],
    ['{ "title": {} }', ["catalog/field"]],
    ['{ "titles": { "demo.item": 3 }, "words": { "demo.item": "" } }', ["catalog/field", "catalog/field"]],
  ])("is refused whole where it is %s", (catalog, codes) => {
    const compilation = opened(catalog);
    expect(catalogFindings(compilation).map(({ code }) => code)).toEqual(codes);
    expect(checkedLaw(compilation).catalogs.zh.titles.size).toBe(0);
  });

  it("says nothing about a law with errors: what is left out would seem unknown", () => {
    const compilation = opened(json({ titles: { "demo.itm": "物项" } }), { "broken.cordon": "module" });
    expect(compilation.diagnostics.length).toBeGreaterThan(0);
    expect(catalogFindings(compilation)).toEqual([]);
  });
});
