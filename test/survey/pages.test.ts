import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { boundMatrix } from "../../compiler/cli/matrix.ts";
import { readFragment } from "../../compiler/explorer/link.ts";
import type { Block, Page, Table } from "../../compiler/report/document.ts";
import { type Phrase, type Piece, plain } from "../../compiler/report/phrase.ts";
import { Wording } from "../../compiler/report/wording/wording.ts";
import { load } from "../../compiler/runtime/index.ts";
import { surveysOf } from "../../compiler/survey/index.ts";
import { EXAMPLES, type Examples, examples } from "../support/examples.ts";
import { htmlOf } from "../support/explorer-page.ts";

const AS_OF = "2026-09-24";

describe("pages over all jurisdictions", () => {
  let law: Examples;
  let pages: ReadonlyMap<string, Page>;

  beforeAll(() => {
    law = examples();
    const file = resolve(EXAMPLES, "matrix.json");
    const matrix = boundMatrix(law.compilation, "matrix.json", readFileSync(file, "utf8"));
    const source = { program: law.program, bundle: law.bundle, jurisdictions: null, explorer: "1", matrix };
    const site = { language: "en", wording: new Wording("en"), day: AS_OF, addressOf: () => null } as const;
    pages = new Map(surveysOf(source, site).map(({ page }) => [page.name, page]));
  }, 300_000);

  const blocksOf = (name: string): readonly Block[] =>
    pages.get(name)!.parts.flatMap((part) => part.blocks());
  const tablesOf = (blocks: readonly Block[]): readonly Table[] =>
    blocks.flatMap((block) =>
      block.kind === "table"
        ? [block]
        : block.kind === "figure"
          ? [block.table]
          : block.kind === "fold"
            ? tablesOf(block.blocks)
            : [],
    );
  const badgeOf = (phrase: Phrase): string =>
    phrase.flatMap((piece) => (typeof piece !== "string" && piece.kind === "badge" ? [piece.tone] : []))[0] ??
    "";

  it("are the explorer, the timeline, the powers and the comparison", () => {
    expect([...pages.keys()]).toEqual(["explorer", "timeline", "matrix", "comparison"]);
  });

  it("show in the matrix of March 2025 what was published then, but for what the law of that day contradicts", () => {
    const table = tablesOf(blocksOf("matrix")).find(({ caption }) => caption.endsWith("on 14 March 2025"))!;
    const cells = new Map(
      table.rows.map(([row, ...own]) => [
        plain(row!).slice(0, 3),
        own.map(badgeOf).map((tone) => WORDS[tone] ?? tone),
      ]),
    );
    expect(table.head.slice(1)).toEqual(["US", "EU", "NL", "DE", "JP", "KR"]);
    expect(Object.fromEntries(cells)).toMatchObject({
      // Korea's notice of 28 February 2025 lies before the publication, which does not mention it
      R02: ["used", "absent", "used", "used", "used", "used"],
      R03: ["used", "absent", "absent", "absent", "limited", "limited"],
      R05: ["used", "limited", "limited", "limited", "absent", "absent"],
      R07: ["used", "conditional", "conditional", "conditional", "conditional", "conditional"],
      R08: ["used", "absent", "absent", "absent", "absent", "absent"],
      R10: ["used", "absent", "absent", "absent", "absent", "absent"],
      R11: ["used", "absent", "absent", "absent", "absent", "absent"],
    });
  });

  it("say what has changed in the matrix since, and by which measure from which day", () => {
    const table = tablesOf(blocksOf("matrix")).find(({ caption }) => caption.startsWith("What changed"))!;
    const rows = table.rows.map((row) => row.map((cell) => plain(cell)));
    const union = rows.find(([row, name]) => row?.startsWith("R02") && name === "EU")!;
    expect(union.slice(2, 4)).toEqual(["○ absent", "● exercised"]);
    expect(union[4]).toContain("Items of the 500-series since 2025-11-15");
  });

  it("answer in the comparison as the tables do, and open each answer's own case", () => {
    const engine = load(law.bundle);
    const table = tablesOf(blocksOf("comparison"))[0]!;
    const names = table.head.slice(1);
    let opened = 0;
    for (const row of table.rows)
      row.slice(1).forEach((cell, at) => {
        const link = cell.find((piece): piece is Extract<Piece, { kind: "link" }> => isLink(piece))!;
        const shared = readFragment(link.fragment!);
        if (shared === null || shared === "unreadable") throw new Error("no case");
        const asked = { asOf: shared.asOf!, jurisdictions: [names[at]!] };
        const answer = engine.evaluate(shared.facts, asked);
        if ("problems" in answer) throw new Error(answer.problems[0]!.message);
        expect(badgeOf(cell)).toBe(answer.determinations[0]!.verdict);
        opened++;
      });
    expect(opened).toBe(table.rows.length * 6);
    const scanner = table.rows.find(([name]) => plain(name!) === "ASML NXT:1980Di")!;
    expect(plain(scanner[names.indexOf("NL") + 1]!)).toContain("license required since 7 September 2024");
    // extreme ultraviolet was listed before the sources begin
    const ultraviolet = table.rows.find(([name]) => plain(name!).startsWith("ASML NXE:3600D"))!;
    expect(plain(ultraviolet[names.indexOf("NL") + 1]!)).toContain(
      "license required since 1 January 2019 or earlier",
    );
    expect(badgeOf(scanner[names.indexOf("US") + 1]!)).toBe("no_requirement");
  });

  it("give the day before something was asked for another answer", () => {
    const engine = load(law.bundle);
    const table = tablesOf(blocksOf("comparison"))[0]!;
    const scanner = table.rows.find(([name]) => plain(name!) === "ASML NXT:1980Di")!;
    const cell = scanner[table.head.indexOf("NL")]!;
    const link = cell.find((piece): piece is Extract<Piece, { kind: "link" }> => isLink(piece))!;
    const shared = readFragment(link.fragment!);
    if (shared === null || shared === "unreadable") throw new Error("no case");
    const on = (asOf: string): unknown => {
      const answer = engine.evaluate(shared.facts, { asOf, jurisdictions: ["NL"] });
      return "problems" in answer ? null : answer.determinations[0]!.verdict;
    };
    expect([on("2024-09-06"), on("2024-09-07")]).toEqual(["no_requirement", "license_required"]);
  });

  it("have all data of a drawing in the table beside it", () => {
    for (const block of [...blocksOf("timeline"), ...blocksOf("comparison")]) {
      if (block.kind !== "figure") continue;
      const said = block.table.rows.map((row) => row.map((cell) => plain(cell)).join(" ")).join("\n");
      for (const [, title] of block.svg.matchAll(/<title>(.*?)<\/title>/g)) {
        const country = /\(([A-Z]{2})\)$/.exec(title!)?.[1];
        const day = /\d{4}-\d{2}-\d{2}|\d{1,2} \w+ \d{4}/.exec(title!)?.[0];
        if (country !== undefined) expect(said).toContain(`(${country})`);
        else expect(said).toContain(day === undefined ? title : day.includes("-") ? day : isoOf(day));
      }
      expect(block.alternative.length).toBeGreaterThan(20);
    }
  });

  it("show destinations by what each answers, every country once for each jurisdiction", () => {
    const tables = tablesOf(blocksOf("comparison")).slice(2);
    expect(tables).toHaveLength(3);
    const countries = law.bundle.definitions.schemes["trade.country"]!.members!.length;
    for (const { rows } of tables)
      for (const name of ["US", "NL", "JP"]) {
        const codes = rows
          .filter(([own]) => plain(own!) === name)
          .flatMap(([, , list]) => [...plain(list!).matchAll(/\(([A-Z]{2})\)/g)].map((match) => match[1]));
        expect(codes).toHaveLength(countries);
        expect(new Set(codes).size).toBe(countries);
      }
  });

  it("do not depend on the order of declarations", () => {
    const { program } = law;
    const turned = Object.fromEntries(
      Object.entries(program).map(([key, value]) => [key, Array.isArray(value) ? value.toReversed() : value]),
    ) as unknown as typeof program;
    const site = { language: "en", wording: new Wording("en"), day: AS_OF, addressOf: () => null } as const;
    const source = { bundle: law.bundle, jurisdictions: null, explorer: "1", matrix: null };
    const [one, other] = [program, turned].map((own) =>
      surveysOf({ ...source, program: own }, site).map(({ page }) => htmlOf(page)),
    );
    expect(other).toEqual(one);
  });
});

/** A matrix is told by tones here, as a reader sees them. */
const WORDS: Readonly<Record<string, string>> = {
  good: "used",
  neutral: "absent",
  license_required: "limited",
  notification_required: "conditional",
};

function isLink(piece: Piece): boolean {
  return typeof piece !== "string" && piece.kind === "link";
}

/** `7 September 2024` as a day. */
function isoOf(said: string): string {
  return new Date(`${said} UTC`).toISOString().slice(0, 10);
}
