import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { words } from "../../grammar/tokens.ts";
import { generatedFiles } from "../../lsp/editors/generate.ts";
import { monarchRules } from "../../lsp/editors/monaco/monarch.ts";

const folder = resolve(import.meta.dirname, "../../lsp/editors");
const read = (path: string): string => readFileSync(resolve(folder, path), "utf8");
const spelled = new Set(Object.values(words).map(({ word }) => word));
const COMMAND = ["cordon", "lsp", "--stdio"];

describe("generated files", () => {
  it.each(Object.entries(generatedFiles()))("%s is what `npm run generate` writes", (path, text) => {
    expect(read(path)).toBe(text);
  });
});

describe("Kate", () => {
  const problems: string[] = [];
  const syntax = new DOMParser({
    onError: (_level, message) => problems.push(String(message)),
  }).parseFromString(read("kate/cordon.gen.xml"), "text/xml");
  const all = (name: string) => [...syntax.getElementsByTagName(name)];

  it("has well-formed XML whose references lead somewhere", () => {
    expect(problems).toEqual([]);
    const styles = new Set(all("itemData").map((one) => one.getAttribute("name")));
    const contexts = new Set(all("context").map((one) => one.getAttribute("name")));
    const rules = all("context").flatMap((context) => [context, ...context.getElementsByTagName("*")]);
    for (const rule of rules) {
      const attribute = rule.getAttribute("attribute");
      if (attribute !== null) expect(styles).toContain(attribute);
      const context = rule.getAttribute("context");
      if (context !== null && !context.startsWith("#")) {
        if (!context.includes("##")) expect(contexts).toContain(context);
      }
    }
    const lists = new Set(all("list").map((one) => one.getAttribute("name")));
    for (const rule of all("keyword")) expect(lists).toContain(rule.getAttribute("String"));
  });

  it("has every word of the language, once, and expressions that compile", () => {
    const items = all("item").map((one) => one.textContent);
    expect(items.toSorted()).toEqual([...spelled].sort());
    for (const rule of all("RegExpr")) expect(() => new RegExp(rule.getAttribute("String")!)).not.toThrow();
  });

  it("starts the server for files that it calls by the same name", () => {
    const { cordon } = (
      JSON.parse(read("kate/lspclient.json")) as {
        servers: Record<string, { command: string[]; highlightingModeRegex: string }>;
      }
    ).servers;
    expect(cordon?.command).toEqual(COMMAND);
    expect(all("language")[0]!.getAttribute("name")).toMatch(new RegExp(cordon!.highlightingModeRegex));
  });
});

describe("Helix", () => {
  it("has settings that name one language and its server", () => {
    const settings = parseToml(read("helix/languages.toml")) as {
      "language-server": Record<string, { command: string; args: string[] }>;
      language: { name: string; "file-types": string[]; "language-servers": string[] }[];
    };
    expect(settings.language).toHaveLength(1);
    const [language] = settings.language;
    expect(language!["file-types"]).toEqual(["cordon"]);
    const server = settings["language-server"][language!["language-servers"][0]!]!;
    expect([server.command, ...server.args]).toEqual(COMMAND);
  });
});

describe("Monaco", () => {
  it("knows every word, and has patterns that compile", () => {
    const rules = monarchRules();
    const lists = Object.entries(rules).flatMap(([name, list]) =>
      name === "tokenizer" ? [] : (list as string[]),
    );
    expect(lists.toSorted()).toEqual([...spelled].sort());
    for (const [pattern] of rules.tokenizer.root!) expect(() => new RegExp(pattern)).not.toThrow();
  });
});
