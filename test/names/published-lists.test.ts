import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { build } from "../../compiler/index.ts";
import { matchParty, PartyIndex } from "../../compiler/names/index.ts";
import { partyLists } from "../../compiler/names/lists.ts";
import { load } from "../../compiler/runtime/index.ts";
import { ABSENT, deniedRows, jpRows, jsonLines, PRESENT, usRows, withLists } from "./published-lists.ts";

const TRADE = resolve(import.meta.dirname, "../../examples/trade");

function vocabulary(): Record<string, string> {
  const files = readdirSync(TRADE).map((name) => [`trade/${name}`, readFileSync(join(TRADE, name), "utf8")]);
  return Object.fromEntries(files) as Record<string, string>;
}

/** Half of the lists of the United States and the whole list of Japan, through the lists of the language. */
describe.runIf(PRESENT)("published party lists", { timeout: 300_000 }, () => {
  // The body of a suite runs even where its tests do not.
  const us = PRESENT ? usRows() : [];
  const jp = PRESENT ? jpRows() : [];
  const { program, diagnostics } = PRESENT
    ? withLists(vocabulary(), jsonLines(us), jsonLines(jp), deniedRows())
    : { program: null, diagnostics: [] };

  it("are read with every entry", () => {
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const counts = program!.lists.map(({ name, rows }) => [name, rows.length]);
    expect(counts).toEqual([
      ["denied", 581],
      ["end_users", 835],
      ["screening", 12_941],
    ]);
  });

  it("have entries that cannot be read as they are, each reported at its line", () => {
    const bad = withLists(vocabulary(), jsonLines(usRows(false)), jsonLines(jp), deniedRows());
    const source = bad.workspace.data.get("us.jsonl");
    const found = bad.diagnostics
      .filter(({ span }) => span.file === "us.jsonl")
      .map(({ code, span, message }) => {
        const line = source?.kind === "text" ? source.source.position(span.start).line : 0;
        return `${line} ${code} ${/(?:found )?`?([^`]+)`?$/.exec(message)![1]}`;
      });
    expect(found).toHaveLength(26);
    expect(found).toContain("555 data/bad-cell UK");
    expect(found.filter((line) => line.includes("data/control-character"))).toHaveLength(1);
    expect(found).toContain("12922 data/bad-cell TURKIYE");
  });

  it("keep names in other scripts, aliases, policies and concerns", () => {
    const { lists } = partyLists(program!);
    const aliases = lists.flatMap(({ entries }) => entries.flatMap((entry) => entry.aliases));
    const screening = program!.lists.find(({ name }) => name === "screening")!;
    const withPolicy = screening.rows.filter((row) => row.cells.get("review")?.kind === "review");
    const withScope = screening.rows.filter((row) => row.cells.get("scope")?.kind === "condition");
    const concerned = program!.lists
      .find(({ name }) => name === "end_users")!
      .rows.filter((row) => row.cells.get("concerns")?.kind === "values");
    expect(aliases).toHaveLength(17_115);
    expect(aliases.filter((alias) => /\p{Script=Han}/u.test(alias)).length).toBeGreaterThan(20);
    expect([withPolicy.length, withScope.length, concerned.length]).toEqual([1723, 1725, 833]);
  });

  it("answer for an entry by its own scope and policy, on its days", () => {
    const compilation = withLists(vocabulary(), jsonLines(us), jsonLines(jp), deniedRows());
    const engine = load(build(compilation, { tablesOnly: true }).bundle);
    const verdict = (entries: string, asOf: string) => {
      const parties = [
        { roles: ["end_user"], screened: ["screening", "denied", "end_users"], entries: [entries] },
      ];
      const facts = { act: "shipment", departure: "US", destination: "CN", parties, end_uses: [] };
      const answer = engine.evaluate(facts, { asOf, jurisdictions: ["RL"] });
      if ("problems" in answer) throw new Error("the case is refused");
      const [determination] = answer.determinations;
      return [determination!.verdict, determination!.reviewPolicy];
    };
    const byPolicy = (review: string) =>
      us.find((row) => row.scope === "all_items" && row.review === review)!.id;
    expect(verdict(byPolicy("presumption of denial"), "2026-08-01")).toEqual([
      "license_required",
      "presumption_of_denial",
    ]);
    expect(verdict(byPolicy("case by case"), "2026-08-01")).toEqual(["license_required", "case_by_case"]);
    // The first of the denied persons: from 19 June 2003 to 29 June 2056.
    expect(verdict("DPL-1", "2019-01-01")[0]).toBe("prohibited");
    expect(verdict("DPL-1", "2056-06-29")[0]).not.toBe("prohibited");
  });

  it("report a bad row with its line, and keep the others", () => {
    const rows = jsonLines(us).split("\n");
    rows[4] = rows[4]!.replace('"country":["CN"]', '"country":["Chyna"]');
    rows[6] = rows[6]!.replace(/"id":"[^"]*"/, `"id":"${us[2]!.id}"`);
    rows[8] = "17";
    const { workspace, ...bad } = withLists(vocabulary(), rows.join("\n"), jsonLines(jp), deniedRows());
    const source = workspace.data.get("us.jsonl");
    const lines = bad.diagnostics
      .filter(({ span }) => span.file === "us.jsonl")
      .map(({ code, span }) => [code, source?.kind === "text" ? source.source.position(span.start).line : 0]);
    expect(lines).toContainEqual(["data/bad-cell", 5]);
    expect(lines).toContainEqual(["data/duplicate-key", 7]);
    expect(lines).toContainEqual(["data/not-a-row", 9]);
  });

  it("are matched by name", () => {
    const { lists } = partyLists(program!);
    const [first] = matchParty("OOO KRONSHTADT", new PartyIndex(lists), "2026-08-01");
    expect(first?.score).toBe(100);
  });
});

describe.skipIf(PRESENT)("published party lists", () => {
  it("are not here", (context) => context.skip(ABSENT));
});
