/** The report of the examples in a real browser: every kind of page is accessible and fits, and leads a reader to an answer. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Program, Scenario } from "../../compiler/check/tree.ts";
import { boundMatrix } from "../../compiler/cli/matrix.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { build, compile } from "../../compiler/index.ts";
import { Products } from "../../compiler/report/site/links.ts";
import { faultsOfAccess } from "../support/accessibility.ts";
import { chromiumPath, launchChromium, type Opened, openPage, skipReason } from "../support/chromium.ts";
import { explorerProgram } from "../support/explorer-page.ts";

const LONG = process.env.CORDON_LONG === "1";

const examples = resolve(import.meta.dirname, "../../examples");

/** One page of each kind; the explorer has tests of its own. */
const KINDS = [
  "index",
  "products",
  "product/cases.products.nxt_1980di",
  "items",
  "glossary",
  "search",
  "citations",
  "map",
  "timeline",
  "matrix",
  "comparison",
  "KR",
  "KR/items",
  "KR/terms",
  "KR/authorities",
  "KR/exceptions",
  "KR/scenarios",
  "KR/proposals",
  "JP/entries",
  "measure/nl.equipment_order.equipment_order",
] as const;

const LOOKS = [
  { language: "en", colorScheme: "light", width: 1366, media: "screen" },
  { language: "zh", colorScheme: "dark", width: 390, media: "screen" },
  { language: "zh", colorScheme: "light", width: 700, media: "print" },
] as const;
type Look = (typeof LOOKS)[number];

/** Measures with more columns of rows than a page has room for. */
const WIDE = [
  "measure/eu.measures.art_8",
  "measure/us.screened_parties.denied_persons",
  "measure/us.us_persons.us_persons",
] as const;

/** Kinds that are printed most. */
const PRINTED = ["index", "matrix", "comparison", "measure/nl.equipment_order.equipment_order"] as const;

/** Parts made alike that are looked at, in one place; the long suite looks at all of them, of all pages. */
const ALIKE = 12;
/** Of those, parts whose elements are the same through and through, but for what they say. */
const SAME = 3;

/** On the page: takes away what is made like enough of what stands beside it. */
function keepFew({ alike, same }: { alike: number; same: number }): void {
  const made = ({ tagName, classList }: Element): string => `${tagName} ${classList}`;
  const shapes = new Map<string, number>();
  const known = new Map<Element, number>();
  const shapeOf = (element: Element): number => {
    let shape = known.get(element);
    if (shape === undefined) {
      const told = ["role", "lang", "scope", "type", "tabindex"].map((name) => element.getAttribute(name));
      const says = [...element.childNodes].some(
        ({ nodeType, nodeValue }) => nodeType === 3 && nodeValue!.trim(),
      );
      const within = new Set([...element.children].map(shapeOf));
      const whole = JSON.stringify([
        made(element),
        element.getAttributeNames().sort(),
        told,
        says,
        ...within,
      ]);
      shape = shapes.get(whole) ?? shapes.size;
      shapes.set(whole, shape);
      known.set(element, shape);
    }
    return shape;
  };
  for (const parent of document.querySelectorAll("main, main *")) {
    const met = new Map<string, number>();
    const isOver = (kind: string, most: number): boolean => {
      met.set(kind, (met.get(kind) ?? 0) + 1);
      return met.get(kind)! > most;
    };
    for (const child of [...parent.children])
      if (isOver(`made ${made(child)}`, alike) || isOver(`shape ${shapeOf(child)}`, same)) child.remove();
  }
}

/** What a reader of each language looks for. */
const READERS = [
  {
    language: "en",
    products: "Products",
    answer:
      /Netherlands →\s*ChinaNetherlandslicense required.*Advanced production equipment \(Stcrt\. 2023, 18212, art\. 2\)2024-09-07$/,
    measure: "Advanced production equipment",
  },
  {
    language: "zh",
    products: "产品",
    answer: /荷兰 →\s*中国荷兰需要许可.*先进生产设备（Stcrt\. 2023, 18212, art\. 2）2024-09-07$/,
    measure: "先进生产设备",
  },
] as const;

function said({ language, colorScheme, width, media }: Look): string {
  return `${language}, ${colorScheme}, ${width} wide, ${media}`;
}

/**
 * The law with the scenarios that the pages looked at tell of: to run all of them takes as long as all the rest of a report, and
 * others do.
 */
function withFewScenarios(program: Program): Program {
  const asked = new Set(new Products(program, program.jurisdictions).asked);
  const isShown = (scenario: Scenario): boolean =>
    asked.has(scenario) || scenario.module.jurisdiction?.name === "KR";
  return { ...program, scenarios: program.scenarios.filter(isShown) };
}

describe.skipIf(chromiumPath === null)(`the report of the examples in a browser${skipReason}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-examples-"));
  let browser: Browser;
  const looks = new Map<Look, Opened>();
  /** names of all pages, without their language */
  let all: readonly string[];

  const addressOf = (name: string, language: string): string =>
    pathToFileURL(join(folder, "report", language === "en" ? "" : language, `${name}.html`)).href;

  beforeAll(async () => {
    const compilation = compile(new NodeHost(examples), []);
    const matrix = boundMatrix(
      compilation,
      "matrix.json",
      readFileSync(join(examples, "matrix.json"), "utf8"),
    );
    const explorer = await explorerProgram();
    const law = LONG ? compilation : { ...compilation, program: withFewScenarios(compilation.program) };
    const { files } = build(law, { languages: ["en", "zh"], explorer, matrix });
    for (const { path, text } of files) {
      if (!/^report\/.*\.html$/.test(path)) continue;
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    all = files.flatMap(({ path }) => /^report\/(?!zh\/|source\/)(.*)\.html$/.exec(path)?.[1] ?? []);
    browser = await launchChromium();
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /**
   * What the rules object to on one page, and whether it is wider than its window. Of parts that stand side by side and
   * are made alike, as rows of a table, a few are looked at unless it `isWhole`: the rules ask of every node what surrounds it, and a
   * page of some thousand nodes takes them ten seconds.
   */
  async function objections(
    { page }: Opened,
    name: string,
    { language, media }: Look,
    isWhole: boolean,
  ): Promise<string[]> {
    await page.goto(addressOf(name, language));
    // what is folded is looked at too; and what is drawn as it comes into view is drawn now, or it has no place yet
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
      for (const part of document.querySelectorAll<HTMLElement>(".part"))
        part.style.contentVisibility = "visible";
    });
    const beyond =
      media === "print" ? 0 : await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (!isWhole) await page.evaluate(keepFew, { alike: ALIKE, same: SAME });
    // nobody points at what is on paper
    const violations = await faultsOfAccess(page, { without: media === "print" ? ["target-size"] : [] });
    const found = violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html.slice(0, 160)}`);
    return beyond > 0 ? [...found, `${name} is ${beyond} pixels wider than its window`] : found;
  }

  /** One page for each look, which goes from one address to the next: rules that were compiled take half of the time. */
  async function looked(look: Look): Promise<Opened> {
    const known = looks.get(look);
    if (known !== undefined) return known;
    const { colorScheme, width, media } = look;
    const opened = await openPage(browser, { colorScheme, viewport: { width, height: 900 } });
    await opened.page.emulateMedia({ media, colorScheme });
    looks.set(look, opened);
    return opened;
  }

  it.each(
    LOOKS.flatMap((look) =>
      (look.media === "print" ? PRINTED : KINDS).map((name) => [name, said(look), look] as const),
    ),
  )("%s has nothing that the rules of accessibility object to (%s)", async (name, _, look) => {
    const opened = await looked(look);
    const complaints = opened.complaints.length;
    expect(await objections(opened, name, look, false)).toEqual([]);
    expect(opened.complaints.slice(complaints)).toEqual([]);
  });

  it("has no page of a measure that is wider than its window, however many columns its rows have", async () => {
    const { context, page } = await openPage(browser, { viewport: { width: 1366, height: 900 } });
    const beyond: Record<string, number> = {};
    for (const name of WIDE) {
      await page.goto(addressOf(name, "en"));
      beyond[name] = await page.evaluate(() => {
        for (const fold of document.querySelectorAll("details")) fold.open = true;
        for (const part of document.querySelectorAll<HTMLElement>(".part"))
          part.style.contentVisibility = "visible";
        return document.documentElement.scrollWidth - innerWidth;
      });
    }
    expect(beyond).toEqual(Object.fromEntries(WIDE.map((name) => [name, 0])));
    await context.close();
  });

  it.runIf(LONG).each(LOOKS.map((look) => [said(look), look] as const))(
    "all pages have nothing that the rules of accessibility object to (%s)",
    async (_, look) => {
      const opened = await looked(look);
      const found: string[] = [];
      for (const name of all) found.push(...(await objections(opened, name, look, true)));
      expect(found).toEqual([]);
    },
    3_600_000,
  );

  it.each(READERS.flatMap((reader) => [1366, 390].map((width) => [reader.language, width, reader] as const)))(
    "tells in three clicks whether an NXT:1980Di may go to a fab in China, under whose law, why, and since when (%s, %d wide)",
    async (language, width, reader) => {
      const { context, page } = await openPage(browser, { viewport: { width, height: 844 } });
      await page.goto(addressOf("index", language));
      await page.getByRole("main").getByRole("link", { name: reader.products, exact: true }).click();
      await page.getByRole("rowheader").getByRole("link", { name: "ASML NXT:1980Di" }).click();
      const row = page.getByRole("row").filter({ hasText: "NXT:1980Di to China" }).first();
      expect(await row.textContent()).toMatch(reader.answer);
      await row.getByRole("link", { name: reader.measure }).click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(reader.measure);
      await context.close();
    },
  );

  it("tells the same from the search, and puts all jurisdictions side by side in the comparison", async () => {
    const { context, page } = await openPage(browser);
    await page.goto(addressOf("search", "en"));
    await page.getByRole("searchbox").fill("1980Di");
    await page.getByRole("searchbox").press("Enter");
    await page.waitForURL(/product\/cases\.products\.nxt_1980di/);
    expect(
      await page.getByRole("row").filter({ hasText: "NXT:1980Di to China" }).first().textContent(),
    ).toContain("license required");
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Comparison" }).click();
    const row = page.getByRole("row").filter({ hasText: "ASML NXT:1980Di" }).first();
    expect(await row.textContent()).toMatch(/license required\s+since 7 September 2024/);
    await context.close();
  });
});
