import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildPlayground } from "../../lsp/playground/build.ts";
import { encodeProgram } from "../../lsp/playground/link.ts";
import { faultsOfAccess } from "../support/accessibility.ts";
import { chromiumPath, launchChromium, skipReason } from "../support/chromium.ts";

/** Beyond this the page would be slow to come over a network. */
const MOST_BYTES = 6_000_000;
/** For bundling and the start of a browser on a machine that does other work, in milliseconds. */
const SLOW = 120_000;
/** the example that the page opens with */
const EXAMPLE = "first";
const VIEWPORT = { width: 1366, height: 768 };

describe.skipIf(chromiumPath === null)(`the playground in Chromium${skipReason}`, () => {
  let folder: string;
  let address: string;
  let size: number;
  let browser: Browser;
  /** what no page may do: complain, throw, or ask for anything from outside */
  let troubles: string[] = [];
  const opened: Page[] = [];
  /** most of what is tried happens on one page: to compile its scripts anew each time would take most of the time */
  let shared: Page | null = null;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cordon-playground-"));
    const page = await buildPlayground();
    size = Buffer.byteLength(page);
    writeFileSync(join(folder, "index.html"), page);
    address = pathToFileURL(join(folder, "index.html")).href;
    browser = await launchChromium();
  }, SLOW);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
    const found = troubles;
    troubles = [];
    expect(found).toEqual([]);
  });

  async function open(fragment = ""): Promise<Page> {
    const context = await browser.newContext({ viewport: VIEWPORT });
    context.setDefaultTimeout(SLOW);
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        troubles.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(address))
        troubles.push(`request: ${request.url()}`);
    });
    await page.goto(address + fragment);
    await page.locator(".table tbody tr").first().waitFor();
    return page;
  }

  /** A page for this test alone. */
  async function openApart(fragment: string): Promise<Page> {
    const page = await open(fragment);
    opened.push(page);
    return page;
  }

  /** The page with the first example as it was written, whatever was done on it before. */
  async function begin(): Promise<Page> {
    if (shared === null) {
      shared = await open();
      return shared;
    }
    await chooseView(shared, "Table");
    await shared.getByLabel("Example").selectOption(EXAMPLE);
    await drawn(shared);
    await shared.locator(".table tbody tr", { hasText: "fast_processors" }).first().waitFor();
    await shared.getByText("Nothing found").waitFor();
    return shared;
  }

  /** What was set has reached the page. */
  const drawn = (page: Page): Promise<void> =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );

  /** Follows a link from the page that is open. */
  const follow = (page: Page, fragment: string): Promise<void> =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);

  const text = async (page: Page, selector: string): Promise<string> =>
    (await page.locator(selector).textContent()) ?? "";

  /** Puts the cursor behind the first occurrence of some words of the source, which is found in the shown text. */
  async function putCursor(page: Page, words: string): Promise<void> {
    await page.locator(".editor [role=textbox]").first().focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+f");
    await page.locator(".find-widget textarea").first().fill(words);
    await page.locator(".find-widget .matchesCount", { hasText: /of/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".find-widget.visible").waitFor({ state: "detached" });
    await page.keyboard.press("ArrowRight");
  }

  /** Does something again until it has its effect: an editor lets a question fall when the text is drawn anew meanwhile. */
  async function until(seen: Locator, act: () => Promise<void>): Promise<void> {
    for (let tries = 10; ; tries--) {
      await act();
      const isSeen = await seen.waitFor({ timeout: SLOW / 20 }).then(
        () => true,
        () => false,
      );
      if (isSeen) return;
      if (tries === 0) throw new Error(`nothing came of it: ${seen}`);
    }
  }

  const chooseView = (page: Page, name: string): Promise<void> => page.getByRole("tab", { name }).click();

  it("is one file of bearable size", () => {
    expect(size).toBeLessThan(MOST_BYTES);
  });

  it("opens from disk, checked and compiled", async () => {
    const page = await openApart("");
    expect(await text(page, ".findings")).toContain("Nothing found");
    expect(await text(page, "#side-panel")).toContain("fast_processors");
    const colors = await page
      .locator(".monaco-editor .view-line span span")
      .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
    expect(colors).toBeGreaterThan(4);
  });

  it("says what a mistake breaks, and offers to mend it", async () => {
    const page = await begin();
    await putCursor(page, "destination in partners");
    await page.keyboard.press("Backspace");
    await page.locator(".squiggly-error").first().waitFor();
    const finding = page.locator(".finding.error").first();
    await finding.waitFor();
    expect(await finding.textContent()).toContain("`partner`");
    await finding.click();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget", { hasText: "write `partners`" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Nothing found").waitFor();
  });

  it("reads the manifest, and says what is wrong in it", async () => {
    const page = await begin();
    await page.getByRole("tab", { name: "cordon.json" }).click();
    await putCursor(page, '"version"');
    await page.keyboard.press("Home");
    await page.keyboard.insertText('"tongue": "en", ');
    await page.locator(".finding.error", { hasText: "no field of" }).first().click();
    await page.locator(".squiggly-error").first().waitFor();
  });

  it("proves what holds of every case", async () => {
    const page = await begin();
    await putCursor(page, "items 1A001.a");
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("when item.tpp < 100 TPP and item.tpp > 200 TPP");
    await page.locator(".finding", { hasText: "proof/" }).first().waitFor();
  });

  it("completes and hovers", async () => {
    const page = await begin();
    await putCursor(page, "unless destination in");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("rev");
    const proposed = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "review" }).first();
    await until(proposed, () => page.keyboard.press("Control+Space"));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    const hover = page.locator(".monaco-hover:not(.hidden) .hover-contents").first();
    await until(hover, async () => {
      await page.locator(".tabs, [role=tablist]").first().hover();
      await page.locator(".view-line span", { hasText: "partners" }).last().hover();
    });
    expect(await hover.textContent()).toContain("Countries with equivalent controls");
  });

  it("formats", async () => {
    const page = await begin();
    await putCursor(page, "topic ai_chips");
    await page.keyboard.press("Home");
    await page.keyboard.type("      ");
    await page.getByRole("button", { name: "Format" }).click();
    await page.getByText("The text is formatted.").waitFor();
    const line = page.locator(".view-line", { hasText: "topic" }).first();
    // The editor draws a moment after it was told.
    await expect
      .poll(async () => (await line.textContent())?.replaceAll("\u00a0", " "))
      .toBe("  topic ai_chips");
  });

  it("renames in every file", async () => {
    const page = await begin();
    await putCursor(page, "and tpp");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("F2");
    await page.locator(".rename-input").fill("performance");
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "performance" }).first().waitFor();
    await page.getByRole("tab", { name: "trade.cordon" }).click();
    await page.locator(".view-line", { hasText: "performance" }).first().waitFor();
    await page.getByText("Nothing found").waitFor();
  });

  it("leads from a row to its clause, and from the clause to its row", async () => {
    const page = await begin();
    const row = page.locator("tr", { has: page.getByRole("button", { name: "not (in partners)" }) });
    expect(await row.getAttribute("aria-current")).toBeNull();
    await row.getByRole("button", { name: "not (in partners)" }).click();
    await page.locator("tr.lit").waitFor();
    expect(await row.getAttribute("aria-current")).toBe("true");
    expect(await page.evaluate(() => document.activeElement?.closest(".monaco-editor") !== null)).toBe(true);
    await putCursor(page, "from 2026-02-01 by order_2026 = circuit");
    await page.locator("tr.lit", { hasText: "1A001.a" }).first().waitFor();
    expect(await row.getAttribute("aria-current")).toBeNull();
  });

  it("answers a case, as a form and as JSON, and says what is missing", async () => {
    const page = await begin();
    await chooseView(page, "Case");
    await page.locator(".determination", { hasText: "license required" }).waitFor();
    await page.getByRole("combobox", { name: "destination" }).fill("CA");
    await page.locator(".determination", { hasText: "no requirement" }).waitFor();
    await page.getByRole("button", { name: "take away destination" }).click();
    await page.locator(".determination", { hasText: "undetermined" }).waitFor();
    await page.locator(".missing").getByRole("button", { name: "State it" }).first().click();
    await page.getByRole("combobox", { name: "destination" }).fill("BR");
    await page.locator(".determination", { hasText: "license required" }).waitFor();
    await page.locator(".reasons").getByRole("button", { name: "Fast processors" }).click();
    expect(await page.evaluate(() => document.activeElement?.closest(".monaco-editor") !== null)).toBe(true);
    await page.getByRole("button", { name: "JSON", exact: true }).click();
    await page.locator(".json textarea").fill('{ "act": "sale" }');
    await page.locator(".problems", { hasText: "nothing is answered" }).waitFor();
    await page.locator(".json textarea").fill("{");
    await page.getByText("The case is no JSON object.").waitFor();
  });

  it("runs scenarios, and shows beside the source what differs", async () => {
    const page = await begin();
    await chooseView(page, "Scenarios");
    await page.getByText("It passed.", { exact: true }).waitFor();
    await putCursor(page, "2026-02-01 XX ");
    await page.keyboard.press("Shift+End");
    await page.keyboard.type("no requirement");
    await page.getByText("1 of 1 failed.").waitFor();
    await page.locator(".scenario-failure").first().waitFor();
    expect(await text(page, ".scenarios .failure >> nth=0")).toContain("expected no requirement");
  });

  it("keeps the program in a link", async () => {
    const page = await begin();
    await chooseView(page, "Case");
    await page.getByRole("combobox", { name: "destination" }).fill("JP");
    await putCursor(page, "Fast processors");
    await page.keyboard.type(" 快");
    await page.waitForFunction(() => location.hash.startsWith("#program="));
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.locator(".notice", { hasText: /nothing was sent/ }).waitFor();
    const link = page.url();
    const other = await openApart(link.slice(link.indexOf("#")));
    expect(await other.locator(".view-line", { hasText: "快" }).count()).toBeGreaterThan(0);
    await chooseView(other, "Case");
    await other.locator(".determination").waitFor();
    expect(await other.getByRole("combobox", { name: "destination" }).inputValue()).toBe("JP");
  });

  it.each([
    ["damaged", "#program=AAAA", "This link is damaged"],
    ["of markup", "#program=<img src=x onerror=alert(1)>", "This link is damaged"],
    ["huge", `#program=${"A".repeat(1_000_001)}`, "This link is too long"],
    ["of no example", "#example=__proto__", "an example that there is not"],
    ["of something else", "#anything", "does not hold a program"],
  ])("shows an example and a sentence for a link %s", async (_, fragment, sentence) => {
    const page = await begin();
    await follow(page, fragment);
    await page.locator(".notice", { hasText: sentence }).waitFor();
    await page.locator("#side-panel", { hasText: "fast_processors" }).waitFor();
  });

  it("takes the text of a stranger for text", async () => {
    const fragment = await encodeProgram({
      files: {
        "a.cordon":
          'module a of XX\njurisdiction XX "<img src=x onerror=document.title=1>" {\n  reach r\n}\nreach r "<script>document.title=1</script>" = no\n',
      },
      open: "a.cordon",
      question: { json: '{"<img src=x onerror=document.title=1>": 1}', asOf: "2026-01-01" },
    });
    const page = await begin();
    await follow(page, fragment!);
    await page.getByRole("tab", { name: "a.cordon" }).waitFor();
    for (const view of ["Case", "Scenarios", "Table"]) {
      await chooseView(page, view);
      await page.locator(`#side-panel[aria-label="${view}"]`).waitFor();
      await drawn(page);
    }
    expect(await page.title()).toBe("Cordon playground");
    expect(await page.locator("img").count()).toBe(0);
  });

  it("shows each example without errors", async () => {
    const page = await begin();
    const choice = page.getByLabel("Example");
    const ids = await choice
      .locator("option")
      .evaluateAll((options) => options.map((o) => o.getAttribute("value")!));
    expect(ids.length).toBeGreaterThan(8);
    for (const id of ids.slice(1)) {
      await choice.selectOption(id);
      await page.locator(".table tbody tr, .panel .hint").first().waitFor();
      expect(await page.locator(".finding.error").count()).toBe(0);
    }
  });

  it("is worked by keys alone", async () => {
    const page = await begin();
    await page.getByRole("tab", { name: "Table" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "Case" }).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("End");
    expect(await page.getByRole("tab", { name: "Scenarios" }).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Home");
    await page.locator(".table button").first().focus();
    await page.keyboard.press("Enter");
    // In the editor a tab is a tab, until one says otherwise.
    await page.keyboard.press("Control+m");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".monaco-editor") === null)).toBe(true);
  });

  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    it.each(["Table", "Case", "Scenarios"])("has no fault of accessibility in %s", async (view) => {
      const page = await begin();
      await page.emulateMedia({ colorScheme });
      await chooseView(page, view);
      await page
        .locator({ Table: ".table", Case: ".determination", Scenarios: ".scenarios li" }[view]!)
        .first()
        .waitFor();
      const violations = await faultsOfAccess(page, { goodPractice: false });
      expect(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
        ),
      ).toEqual([]);
    });
  });

  it.each([
    [360, 740],
    [768, 1024],
    [1366, 768],
  ])("fits into %d by %d", async (width, height) => {
    const page = await begin();
    await page.setViewportSize({ width, height });
    for (const view of ["Case", "Scenarios", "Table"]) {
      await chooseView(page, view);
      await drawn(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize(VIEWPORT);
  });
});
