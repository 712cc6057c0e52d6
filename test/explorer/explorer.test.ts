import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseJson, Scenario } from "../../compiler/check/tree.ts";
import { fragmentOf } from "../../compiler/explorer/link.ts";
import { type Engine, load } from "../../compiler/runtime/index.ts";
import { faultsOfAccess } from "../support/accessibility.ts";
import { chromiumPath, launchChromium, openPage, skipReason } from "../support/chromium.ts";
import { type Examples, examples } from "../support/examples.ts";
import { explorerPages } from "../support/explorer-page.ts";

const folder = mkdtempSync(join(tmpdir(), "cordon-explorer-"));

interface Window {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: "light" | "dark";
}
/** on which the explorer begins */
const FIRST_DAY = "2026-09-24";
const DESK: Window = { viewport: { width: 1280, height: 720 }, colorScheme: "light" };

describe.skipIf(chromiumPath === null)(`the explorer in a browser${skipReason}`, () => {
  let law: Examples;
  let engine: Engine;
  let browser: Browser;
  /** One for all: what was left is read anew where it is opened again, but its program is compiled already. */
  let page: Page;
  /** of the page that is open as on a desk; null: another is open, or none */
  let atHand: "en" | "zh" | null = null;
  /** whatever the page complains of, or asks of a network */
  let trouble: readonly string[];

  const address = (language = "en"): string => pathToFileURL(join(folder, `${language}.html`)).href;

  async function opened(url: string, { viewport, colorScheme }: Window = DESK): Promise<void> {
    atHand = null;
    // to another case of the same page a browser would go without reading it again
    await page.goto("about:blank");
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.goto(url);
    await page.waitForSelector(".explorer");
  }

  /**
   * The page on a desk as it is when it opens, without facts. Where it is at hand its program goes on: to read the law anew, and to
   * get ready for what a reader may ask, takes seconds.
   */
  async function atDesk(language: "en" | "zh" = "en"): Promise<void> {
    if (atHand === language) {
      await page.locator("details.case-text").evaluate((fold: HTMLDetailsElement) => {
        fold.open = false;
      });
      await show({}, FIRST_DAY);
      return;
    }
    await opened(address(language));
    atHand = language;
  }

  /** Shows a case by its link, as the address bar would. */
  async function show(facts: CaseJson, asOf: string): Promise<void> {
    const before = await page.evaluate(
      (fragment) => {
        const changes = Number(document.querySelector<HTMLElement>(".explorer")?.dataset.changes);
        // a browser says nothing of an address that stays
        if (location.hash === `#${fragment}`) dispatchEvent(new Event("hashchange"));
        else location.hash = fragment;
        return changes;
      },
      fragmentOf({ facts, asOf, knownAt: null }),
    );
    // the answers to the case before may be settled, and of the same day
    await page.waitForFunction(
      (changes) =>
        Number(document.querySelector<HTMLElement>(".explorer")?.dataset.changes) > changes &&
        document.querySelectorAll('.answer[data-settled="false"]').length === 0 &&
        document.querySelectorAll(".answer").length > 0,
      before,
    );
  }

  const shownAnswers = (): Promise<Record<string, string>> =>
    page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>(".answer")].map(({ dataset }) => [
          dataset.jurisdiction,
          `${dataset.verdict} ${dataset.atLeast} ${dataset.atMost} ${dataset.review}`,
        ]),
      ),
    );

  function expectedAnswers(facts: CaseJson, asOf: string): Record<string, string> {
    const answer = engine.evaluate(facts, { asOf });
    if ("problems" in answer) throw new Error("no case");
    return Object.fromEntries(
      answer.determinations.map((d) => [
        d.jurisdiction,
        `${d.verdict} ${d.atLeast} ${d.atMost} ${d.reviewPolicy ?? ""}`,
      ]),
    );
  }

  beforeAll(async () => {
    law = examples();
    for (const [language, text] of await explorerPages(law, ["en", "zh"]))
      writeFileSync(join(folder, `${language}.html`), text);
    engine = load(law.bundle);
    browser = await launchChromium();
    ({ page, complaints: trouble } = await openPage(browser));
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("answers first, and gets ready for what a reader may ask then", async () => {
    await atDesk();
    await page.waitForFunction(() => performance.getEntriesByName("cordon-warm").length > 0);
    const [answered, ready] = await page.evaluate(() => {
      const { startTime, duration } = performance.getEntriesByName("cordon-answer")[0]!;
      return [startTime + duration, performance.getEntriesByName("cordon-warm")[0]!.startTime];
    });
    expect(ready).toBeGreaterThanOrEqual(answered);
  });

  it("answers as the library does, for scenarios of the examples", async () => {
    const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
    const step = process.env.CORDON_LONG === "1" ? 1 : Math.ceil(all.length / 12);
    const chosen = all.filter((_, at) => at % step === 0);
    await atDesk();
    for (const { given, expectations, title } of chosen as Scenario[]) {
      const asOf = expectations[0]!.on;
      await show(given, asOf);
      expect(await shownAnswers(), title).toEqual(expectedAnswers(given, asOf));
    }
  });

  it("tells a reader in two steps whether a scanner may go to China, under whose law, why and since when", async () => {
    await atDesk();
    const begin = page.getByRole("combobox").first();
    await begin.fill("1980Di to China");
    await page.getByRole("option", { name: "NXT:1980Di to China" }).first().click();
    const dutch = page.locator("#answer-NL");
    await dutch.locator(".verdict").getByText("license required").waitFor();
    await dutch.getByText("since 7 September 2024").waitFor();
    expect(
      await dutch.getByRole("link", { name: "Advanced production equipment" }).getAttribute("href"),
    ).toMatch(/\.html#nl\.equipment_order\.equipment_order$/);
    expect(await dutch.locator(".cite").first().textContent()).toContain("Stcrt. 2023, 18212, art. 2");
  });

  it("marks what is still the answer to the case before, until all have answered", async () => {
    await atDesk();
    await show({ destination: "CN" }, "2026-01-01");
    // a clock on which every answer takes as long as a frame has: one jurisdiction a frame
    const marked = await page.evaluate(async () => {
      const now = performance.now.bind(performance);
      let late = 0;
      performance.now = () => {
        late += 50;
        return now() + late;
      };
      const noted = new Set<string>();
      /** verdicts that were shown as answers to this case before all was said */
      const early = new Set<string>();
      const verdictsNow = (): string[] =>
        [...document.querySelectorAll<HTMLElement>(".answer")]
          .filter((answer) => answer.querySelector(".verdict[aria-busy=false]") !== null)
          .map(
            ({ dataset }) =>
              `${dataset.jurisdiction} ${dataset.verdict} ${dataset.atLeast} ${dataset.atMost}`,
          );
      const shown = document.querySelector<HTMLElement>(".explorer")!.dataset.changes;
      const out = document.querySelector(".out")!;
      const done = new Promise<void>((resolve) => {
        const watch = new MutationObserver((changes) => {
          for (const { target } of changes)
            if (target instanceof Element && target.getAttribute("aria-busy") === "true")
              noted.add(target.querySelector(".answer")?.id ?? target.textContent!.trim().slice(0, 2));
          if (document.querySelector<HTMLElement>(".explorer")!.dataset.changes !== shown)
            for (const verdict of verdictsNow()) early.add(verdict);
          if (noted.size > 0 && out.getAttribute("aria-busy") === "false") {
            watch.disconnect();
            resolve();
          }
        });
        watch.observe(document.body, { subtree: true, attributeFilter: ["aria-busy"] });
      });
      location.hash = location.hash.replace("CN", "RU");
      await done;
      const left = document.querySelectorAll("[aria-busy=true]").length;
      return { noted: [...noted], left, early: [...early], late: verdictsNow() };
    });
    expect(marked.early.toSorted()).toEqual(marked.late.toSorted());
    expect(marked.late.length).toBe(engine.jurisdictions.length);
    expect(marked.noted.filter((name) => name.startsWith("answer-")).length).toBeGreaterThan(1);
    expect(marked.noted.filter((name) => /^[A-Z]{2}$/.test(name)).length).toBeGreaterThan(1);
    expect(marked.left).toBe(0);
  });

  it("is led by the keyboard, and says what it found", async () => {
    await atDesk();
    const begin = page.getByRole("combobox").first();
    await begin.focus();
    await page.keyboard.type("NVIDIA H20");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByText("Added: NVIDIA H20", { exact: true }).waitFor();
    expect(await page.locator("[data-live]").textContent()).toMatch(/US: /);
    await page.keyboard.type("zzz no such thing");
    await page.getByText("0 results").waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    expect(await begin.getAttribute("aria-expanded")).toBe("false");
  });

  it("lets every kind of fact be set, and answers with it", async () => {
    await atDesk();
    // stated from the start: which facts are asked for is the law's affair
    await show({ item: { tpp: "1 TPP" } }, FIRST_DAY);
    const fact = (path: string) => page.locator(`[data-path="${path}"]`);
    await fact("departure").getByRole("combobox").first().fill("Japan");
    await page.getByRole("option", { name: "Japan JP" }).click();
    await fact("item.family").getByRole("combobox").first().fill("circuit");
    await page.getByRole("option", { name: "circuit", exact: true }).click();
    for (const name of ["transistor count", "for data center"]) {
      await page.getByRole("combobox", { name: "Add a fact: item" }).fill(name);
      await page.locator("[role=option]:visible", { hasText: name }).first().click();
    }
    await fact("item.transistor_count").getByRole("textbox").fill("5e10");
    await fact("item.tpp").getByRole("textbox").fill("4800");
    await fact("item.for_data_center").getByText("yes", { exact: true }).click();
    await page.getByRole("button", { name: "Add to parties" }).click();
    const text = async (): Promise<string> => {
      // the form is drawn after the verdicts
      await page.locator('.out[aria-busy="false"]').waitFor();
      return page.getByRole("textbox", { name: "The case as JSON" }).inputValue();
    };
    await page.getByText("The case as JSON").click();
    expect(JSON.parse(await text())).toEqual({
      departure: "JP",
      item: { family: ["circuit"], transistor_count: 50_000_000_000, tpp: "4800 TPP", for_data_center: true },
      parties: [{}],
    });
    await fact("item.tpp").getByRole("slider").press("ArrowRight");
    expect(JSON.parse(await text()).item.tpp).toMatch(/^\d+ TPP$/);
    await fact("item.tpp")
      .getByRole("combobox", { name: /How TPP stands/ })
      .selectOption("unknown");
    expect(JSON.parse(await text()).item.tpp).toEqual({ unknown: true });
    await fact("item.for_data_center").getByText("not stated", { exact: true }).click();
    expect(JSON.parse(await text()).item).not.toHaveProperty("for_data_center");
  });

  it("refuses what is no case, and says why", async () => {
    await atDesk();
    await page.getByText("The case as JSON").click();
    const text = page.getByRole("textbox", { name: "The case as JSON" });
    await text.fill("{");
    await page.getByRole("button", { name: "Use this case" }).click();
    await page.getByText("This is not JSON.").waitFor();
    await text.fill('{"destination": "Atlantis", "item": {"tpp": "1 kg"}}');
    await page.getByRole("button", { name: "Use this case" }).click();
    await page.locator(".problems").waitFor();
    expect(await page.locator(".problems li").count()).toBe(2);
    expect(await page.locator(".answer").count()).toBe(0);
    expect(await page.locator("[data-live]").textContent()).toBe("This is no case yet");
  });

  it("gives a link that opens the same case", async () => {
    await atDesk();
    const scenario = law.program.scenarios.find(({ title }) => title === "NXT:1980Di to China")!;
    await show(scenario.given, "2024-09-06");
    await page.locator("#as-of").fill("2024-09-07");
    await page.waitForFunction(() => location.hash.includes("on=2024-09-07"));
    const link = page.url();
    await opened(link);
    await page.getByText("The case as JSON").click();
    const text = await page.getByRole("textbox", { name: "The case as JSON" }).inputValue();
    expect(JSON.parse(text)).toEqual(scenario.given);
    expect(await page.locator("#as-of").inputValue()).toBe("2024-09-07");
    expect(await page.locator("#answer-NL").getAttribute("data-verdict")).toBe("license_required");
  });

  it("speaks Chinese on the Chinese page: questions, facts, values, titles", async () => {
    await atDesk("zh");
    const scenario = law.program.scenarios.find(({ title }) => title === "NXT:1980Di to China")!;
    await show(scenario.given, "2026-09-24");
    const dutch = page.locator("#answer-NL");
    expect(await dutch.getByRole("heading", { level: 3 }).textContent()).toBe("NL 荷兰");
    expect(await dutch.getByRole("link", { name: "先进生产设备" }).getAttribute("lang")).toBeNull();
    const family = page.locator('[data-path="item.family"]');
    expect(await family.locator(".tags span").textContent()).toBe("光刻设备");
    expect(await page.locator('[data-path="item"] > legend').textContent()).toBe("物项");
  });

  /** Texts that a reader sees and that claim to be in the language of the page, with a word that only English has. */
  const englishSeen = (): Promise<readonly string[]> =>
    page.evaluate(() => {
      const found: string[] = [];
      const walker = document.createTreeWalker(document.querySelector(".explorer")!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const { parentElement: holder, textContent: text } = node;
        if (holder === null || holder.closest("[lang]") !== document.documentElement) continue;
        if (holder.closest("code, textarea, option") !== null) continue;
        if (/\b(?:the|of|and|is|are|not|which|from|with|this|that|to)\b/.test(text ?? ""))
          found.push(text ?? "");
      }
      return found;
    });

  it.each([
    ["caveats and contradictions", "Advice on interception, 4A005", "保留说明", "矛盾"],
    ["caveats and obligations", "EU005: an item of 5D001 to China", "保留说明", "义务"],
  ])("says %s in Chinese", async (_, title, ...headings) => {
    await atDesk("zh");
    await show(law.program.scenarios.find((scenario) => scenario.title === title)!.given, "2026-11-26");
    for (const name of headings)
      expect(await page.getByRole("heading", { level: 4, name, exact: true }).count()).toBeGreaterThan(0);
    await page.locator(".answer").getByText("的法律查阅至2026年").first().waitFor();
    expect(await englishSeen()).toEqual([]);
  });

  it("says in Chinese why it refuses a case", async () => {
    await opened(
      `${address("zh")}#case=${encodeURIComponent('{"destination": "Atlantis", "item": {"tpp": "1 kg"}}')}`,
    );
    await page.locator(".problems li").first().waitFor();
    expect(await page.locator(".problems li").allTextContents()).toEqual([
      expect.stringMatching(/^destination 没有此编码：/),
      expect.stringMatching(/^item\.tpp 单位或货币有误：/),
    ]);
    expect(await englishSeen()).toEqual([]);
  });

  it.each([
    [
      "markup",
      { act: "<img src=x onerror=alert(1)>", item: { family: ["</script><script>alert(2)</script>"] } },
    ],
    ["names of the language", { __proto__: { polluted: true }, constructor: 1, toString: [] }],
    ["text for a number", { item: { tpp: "javascript:alert(3)" }, parties: "x" }],
  ])("takes a link with %s for data", async (_, facts) => {
    await opened(`${address()}#case=${encodeURIComponent(JSON.stringify(facts))}`);
    await page.locator(".problems, .answer").first().waitFor();
    expect(await page.evaluate(() => "polluted" in {} || document.querySelector("img") !== null)).toBe(false);
  });

  it("begins with no facts where a link cannot be read", async () => {
    await opened(`${address()}#case=%7B%22a%22`);
    await page.getByText("The case in this link cannot be read", { exact: false }).waitFor();
    expect(await page.locator(".answer").count()).toBeGreaterThan(0);
  });

  it.each([
    ["a desk, light", "en", { viewport: { width: 1400, height: 900 }, colorScheme: "light" }],
    ["a phone, dark", "en", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
    ["a desk in Chinese, dark", "zh", { viewport: { width: 1400, height: 900 }, colorScheme: "dark" }],
  ] as const)("has nothing that the rules of accessibility object to on %s", async (_, language, options) => {
    await opened(address(language), options);
    const scenario = law.program.scenarios.find(({ title }) => title === "NXT:1980Di to China")!;
    await show(scenario.given, "2025-12-01");
    await page.locator(".strip").first().waitFor();
    const violations = await faultsOfAccess(page);
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`),
    ).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
  });

  it("never complains, and asks nothing of a network", () => {
    expect(trouble).toEqual([]);
  });
});
