/**
 * The pages in a real browser, opened from disk: that nothing of a source runs or breaks out, that nothing overflows a phone, that
 * every page is accessible, and that a reader gets to an answer.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultsOfAccess } from "../../support/accessibility.ts";
import { chromiumPath, launchChromium, type Opened, openPage, skipReason } from "../../support/chromium.ts";
import { explorerProgram } from "../../support/explorer-page.ts";
import { HOSTILE, siteSaying } from "./hostile-site.ts";

describe.skipIf(chromiumPath === null)(`the report in a browser${skipReason}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-report-"));
  let browser: Browser;
  let explorer: string;
  /** where the report of a law that says nothing odd stands, and addresses of its pages */
  let root: string;
  let pages: readonly string[];

  /** Writes the report of a law whose every text is `said`; gives back the addresses of its pages. */
  function written(said: string, name: string): readonly string[] {
    const addresses: string[] = [];
    for (const [path, text] of siteSaying(said, explorer)) {
      const file = join(folder, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      if (path.endsWith(".html")) addresses.push(pathToFileURL(file).href);
    }
    return addresses;
  }

  function opened(width: number, colorScheme: "light" | "dark"): Promise<Opened> {
    return openPage(browser, { viewport: { width, height: 800 }, colorScheme });
  }

  beforeAll(async () => {
    explorer = await explorerProgram();
    pages = written("Chip", "plain");
    root = join(folder, "plain");
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(HOSTILE)("lets nothing of %s run, break out or overflow", async (what, said) => {
    const { context, page, complaints } = await opened(360, "light");
    for (const address of written(said, what)) {
      await page.goto(address);
      const seen = await page.evaluate(() => ({
        hacked: "hacked" in window,
        foreign: document.querySelectorAll("img, iframe, object, embed, link, base, svg[onload]").length,
        handlers: [...document.querySelectorAll("*")].filter((element) =>
          [...element.attributes].some(({ name }) => name.startsWith("on") || name === "style"),
        ).length,
        addresses: [...document.querySelectorAll("[href], [src]")]
          .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "")
          .filter((address) => /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(address)),
        // what is wider than the window scrolls within itself
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        main: document.querySelectorAll("main").length,
      }));
      expect(seen, address).toEqual({
        hacked: false,
        foreign: 0,
        handlers: 0,
        addresses: [],
        overflow: expect.toSatisfy((pixels: number) => pixels <= 0),
        main: 1,
      });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("is asked by rules that find what is wrong", async () => {
    const { context, page } = await opened(1280, "light");
    const found = async (...asked: [{ goodPractice?: boolean; without?: string[] }?]): Promise<string[]> =>
      (await faultsOfAccess(page, ...asked)).map(({ id, nodes }) => `${id} ${nodes.length}`).sort();
    const faulty =
      '<img src="data:,"><img src="data:,"><p style="color: #ccc; background: #fff">faint</p><h4>Deep</h4>';
    const content = (inside: string): string =>
      `<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>${inside}</main>`;
    await page.setContent(content(faulty));
    expect(await found()).toEqual(["color-contrast 1", "heading-order 1", "image-alt 2"]);
    expect(await found({ goodPractice: false })).toEqual(["color-contrast 1", "image-alt 2"]);
    expect(await found({ without: ["image-alt"] })).toEqual(["color-contrast 1", "heading-order 1"]);
    // a page with a frame is asked with it
    const frame = `<iframe title="Inner" srcdoc="${content(faulty).replaceAll('"', "&quot;")}"></iframe>`;
    await page.setContent(content(frame));
    await page.frameLocator("iframe").getByText("faint").waitFor();
    expect(await found({ goodPractice: false })).toEqual(["color-contrast 1", "image-alt 2"]);
    await context.close();
  });

  it.each([
    ["light", 1280, /report\/(?!zh)/],
    ["dark", 1280, /zh\/(?:index|products|XX|glossary|measure\/law\.chips|product\/law\.chip)\.html$/],
    ["light", 360, /report\/(?:index|products|search|map|XX|measure\/law\.chips)\.html$/],
  ] as const)("is accessible in %s at %i pixels", async (scheme, width, which) => {
    const { context, page } = await opened(width, scheme);
    const chosen = pages.filter((address) => which.test(address));
    expect(chosen.length).toBeGreaterThan(5);
    for (const address of chosen) {
      await page.goto(address);
      const violations = await faultsOfAccess(page);
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      expect(found, address).toEqual([]);
    }
    await context.close();
  });

  it.each([
    [
      "English",
      "report/",
      "Products",
      "license required",
      /Chiplicense required.*Chip \(15 CFR 742\.6\(a\)\(6\)\)2022-10-21$/s,
    ],
    [
      "Chinese",
      "report/zh/",
      "产品",
      "需要许可",
      /Chip需要许可.*Chip（15 CFR 742\.6\(a\)\(6\)）2022-10-21$/s,
    ],
  ])("leads from the first page to the reason of an answer in three clicks in %s", async (...told) => {
    const [, path, products, verdict, reason] = told;
    const { context, page, complaints } = await opened(1280, "light");
    await page.goto(pathToFileURL(join(root, `${path}index.html`)).href);
    await page.locator("main").getByRole("link", { name: products }).click();
    await page.getByRole("rowheader").getByRole("link", { name: "Chip" }).click();
    const row = page.getByRole("row").filter({ hasText: verdict });
    expect(await row.textContent()).toMatch(reason);
    await row.getByRole("cell").getByRole("link", { name: "Chip", exact: true }).click();
    expect(new URL(page.url()).pathname.endsWith(`/${path}measure/law.chips.html`)).toBe(true);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Chip");
    // each cell leads to its sentence on the same page
    const cell = page.locator("td a[href^='#']").first();
    const target = (await cell.getAttribute("href"))!;
    expect(await page.locator(target.replace(/[.~]/g, "\\$&")).count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("stacks the rows of wide tables on a phone, under captions as wide as they are", async () => {
    const { context, page } = await opened(360, "light");
    await page.goto(pathToFileURL(join(root, "report/XX.html")).href);
    const table = page.locator("table.stack").first();
    // captions that repeat a heading are hidden; others say which part of a long table it is
    await table.locator("caption").evaluate((caption) => caption.classList.remove("vh"));
    const [whole, ...parts] = await table.evaluate((element) =>
      [element, ...element.querySelectorAll("caption, tbody tr:first-child > *")].map(
        (part) => part.getBoundingClientRect().width,
      ),
    );
    expect(parts.length).toBeGreaterThan(2);
    expect([...new Set(parts)]).toEqual([whole]);
    await context.close();
  });

  it("shows a caption whole above a table that is wider than a phone", async () => {
    const { context, page } = await opened(360, "light");
    await page.goto(pathToFileURL(join(root, "report/measure/law.chips.html")).href);
    const edges = await page.evaluate(() =>
      [...document.querySelectorAll("table:not(.stack) caption:not(.vh)")].map((caption) => ({
        caption: caption.getBoundingClientRect().right,
        table: caption.parentElement!.getBoundingClientRect().right,
      })),
    );
    expect(Math.max(...edges.map(({ table }) => table))).toBeGreaterThan(360);
    expect(Math.max(...edges.map(({ caption }) => caption))).toBeLessThanOrEqual(360);
    await context.close();
  });

  it("finds what it is asked, from disk", async () => {
    const { context, page, complaints } = await opened(1280, "light");
    await page.goto(pathToFileURL(join(root, "report/search.html")).href);
    await page.getByRole("searchbox").fill("742.6(a)");
    await page
      .getByRole("status")
      .getByText(/^\d+ found$/)
      .waitFor();
    await page.getByRole("searchbox").fill("xcl 1a001");
    await page.getByRole("searchbox").press("Enter");
    await page.waitForURL(/XX\/items\.html#law\.XCL/);
    await page.goto(`${pathToFileURL(join(root, "report/search.html")).href}#q=nothing+like+it`);
    await page.getByRole("status").getByText("Nothing found.", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("goes to the same page in the other language, and back", async () => {
    const { context, page } = await opened(1280, "light");
    const address = pathToFileURL(join(root, "report/measure/law.chips.html")).href;
    await page.goto(address);
    await page.getByRole("link", { name: "中文" }).click();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-Hans");
    expect(await page.getByRole("heading", { level: 2 }).first().textContent()).toContain("规定内容");
    // sources travel once
    await page.locator("main a.place").first().click();
    expect(new URL(page.url()).pathname).toContain("/report/source/");
    await page.goBack();
    await page.getByRole("link", { name: "English" }).click();
    expect(page.url()).toBe(address);
    await context.close();
  });

  it("prints every section, without what only a screen needs", async () => {
    const { context, page } = await opened(1280, "dark");
    await page.goto(pathToFileURL(join(root, "report/measure/law.chips.html")).href);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator("header.bar").isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await context.close();
  });
});
