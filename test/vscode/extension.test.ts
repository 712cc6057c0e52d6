/** The packaged extension in a real VS Code, as a person uses it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canRun, Stories, skipReason, template } from "./stories.ts";
import type { Window } from "./window.ts";

describe.skipIf(!canRun)(`the extension in VS Code${skipReason}`, () => {
  let stories: Stories;
  beforeAll(async () => {
    stories = await Stories.begin();
  }, 180_000);
  afterAll(() => stories?.end(), 60_000);

  it("shows findings while one types, explains them, completes, hovers, renames and formats", async () => {
    await stories.onTemplate("edit", async (window, root) => {
      const { page } = window;
      await window.openFile("measures.cordon");

      // a mistake, and what it means
      await window.goTo(32, 1);
      await page.keyboard.press("End");
      await page.keyboard.type("x");
      await page.locator(".squiggly-error").first().waitFor();
      await window.command("Cordon: Explain a Finding");
      await window.markdown.getByRole("heading", { name: "bind/unknown-name" }).waitFor();
      await window.photograph("explain");
      await window.closeEditor();
      await window.focus();
      await window.goTo(32, 16);
      await window.until(window.markdown.getByRole("heading", { name: "bind/unknown-name" }), async () => {
        await page.keyboard.press("Control+k");
        await page.keyboard.press("Control+i");
        await page.locator(".monaco-hover:not(.hidden) a", { hasText: "bind/unknown-name" }).click();
      });
      await window.closeEditor();
      await window.focus();
      await page.keyboard.press("Control+z");
      await page.locator(".squiggly-error").first().waitFor({ state: "detached" });

      // completion knows the clause
      await window.goTo(37, 1);
      await page.keyboard.press("End");
      await page.keyboard.type(" or destination = ");
      await page.keyboard.press("Control+Space");
      const offered = page.locator(".suggest-widget.visible .monaco-list-row");
      await offered.filter({ hasText: "partners" }).first().waitFor();
      await page.keyboard.type("B");
      await offered.filter({ hasText: "BR" }).first().waitFor();
      await window.photograph("complete");
      await page.keyboard.press("Escape");
      await page.keyboard.type("R");

      // hover
      await window.goTo(32, 16);
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
      await page.locator(".monaco-hover:not(.hidden) .hover-contents", { hasText: "Trade Act" }).waitFor();
      await window.photograph("hover");

      // rename
      await window.goTo(40, 28);
      await page.keyboard.press("F2");
      await page.locator(".rename-box input").fill("order_of_2026");
      await page.keyboard.press("Enter");
      await window.lineOf("measures.cordon", "instrument order_of_2026").waitFor();

      // one layout
      await window.goTo(36, 1);
      await page.keyboard.type("        ");
      await window.command("Format Document");
      await window
        .editor("measures.cordon")
        .locator(".view-line", { hasText: /^\s\sitems/ })
        .waitFor();
      await page.keyboard.press("Control+s");
      // The rename saves too: only one layout breaks the line that the longer name made too long.
      const saved = (): readonly (string | undefined)[] => {
        const text = readFileSync(join(root, "measures.cordon"), "utf8");
        return [
          /instrument order_of_2026 .*\{\n {2}cite/.exec(text)?.[0],
          /\n {2}items .*\n {2}unless .*/.exec(text)?.[0],
          String(text.match(/order_of_2026/g)?.length),
        ];
      };
      await expect
        .poll(saved, { timeout: 60_000 })
        .toEqual([
          'instrument order_of_2026 "Order on fast processors" {\n  cite',
          "\n  items 1A001.a\n  unless destination in partners or destination = BR",
          "3",
        ]);
    });
  });

  it("runs scenarios from their lens and from the testing view, and shows what came where it was expected", async () => {
    await stories.onTemplate("scenarios", async (window) => {
      const { page } = window;
      await window.openFile("measures.cordon");
      await window.goTo(46, 1);
      const lens = page.locator(".codelens-decoration a", { hasText: "run scenario" });
      await window.answered("The scenario passed", () =>
        window.until(page.locator(".codicon-testing-passed-icon").first(), () => lens.click()),
      );

      // another answer than the law gives
      await window.goTo(45, 34);
      await page.keyboard.press("End");
      await window.erase("no requirement");
      await page.keyboard.type("license");
      await window.command("Test: Run All Tests");
      await page.locator(".codicon-testing-failed-icon").first().waitFor();
      await window
        .editor("measures.cordon")
        .getByText("expected license required, came no requirement")
        .first()
        .waitFor();
      await window.photograph("failed");
      await window.command("Testing: Focus on Test Explorer View");
      await page.locator(".test-explorer .monaco-list-row", { hasText: "measures.cordon" }).waitFor();
      await window.photograph("explorer");
    });
  });

  it("shows the decision table beside the source, and leads both ways", async () => {
    await stories.onTemplate("table", async (window) => {
      const { page } = window;
      await window.openFile("measures.cordon");
      await window.goTo(31, 15);
      await window.command("Cordon: Show the Decision Table Beside");
      const row = window.webview.locator("tbody tr", { hasText: "fast_processors" });
      await row.and(window.webview.locator(".lit")).waitFor();

      // from a cell to its clause, and from a clause to its cell
      await window.until(window.statusBar("Ln 37, Col"), () =>
        row.locator("td", { hasText: "partners" }).click(),
      );
      await row.locator("td.lit", { hasText: "partners" }).waitFor();
      await window.focus();
      await window.goTo(26, 65);
      await window.webview
        .locator("tbody tr", { hasText: "1A001.a" })
        .locator("td.lit", { hasText: "4800" })
        .waitFor();
      await window.photograph("light");

      // it follows while one types, and keeps what has errors for a moment
      await page.keyboard.press("End");
      await window.erase("4800 TPP");
      await window.webview.locator("tr.old th", { hasText: "1A001.a" }).waitFor();
      await window.photograph("old");
      await page.keyboard.type("2400 TPP");
      await window.webview.locator("tr:not(.old) td", { hasText: "2400" }).waitFor();

      // by keyboard alone
      await window.webview.locator("tbody th", { hasText: "fast_processors" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await window.statusBar("Ln 36, Col").waitFor();

      for (const theme of ["Dark Modern", "Dark High Contrast", "Light Modern"]) {
        await window.theme(theme);
        expect(await window.faultsOfAccess(), theme).toEqual([]);
        await window.photograph(theme.replaceAll(" ", "-"));
      }
    });
  });

  it("compares the working copy with HEAD by whose answers change", async () => {
    await stories.onTemplate("diff", async (window) => {
      const { page } = window;
      await window.openFile("measures.cordon");
      await window.goTo(26, 1);
      await page.keyboard.press("End");
      await window.erase("4800 TPP");
      await page.keyboard.type("2400 TPP");
      await window.command("Cordon: Compare Answers with HEAD");
      await window.webview.getByRole("heading", { name: "1 tighter" }).waitFor();
      await window.webview.getByText("Sources that differ: measures.cordon.").waitFor();
      await window.photograph("page");
      expect(await window.faultsOfAccess()).toEqual([]);
      await window.until(window.statusBar("Ln 25, Col"), () =>
        window.webview.getByRole("link", { name: "measures.cordon:25" }).click(),
      );
    });
  });

  it("reads the law as of a day, and previews the report and the calendar", async () => {
    await stories.onTemplate("pages", async (window) => {
      const { page } = window;
      await window.openFile("measures.cordon");
      await window.until(window.choice("2026-02-01"), () => window.statusBar("no as-of day").click());
      await window.choose("2026-02-01");
      await window.statusBar("as of 2026-02-01").waitFor();
      await window.photograph("day");
      await window.focus();
      await window.goTo(31, 15);
      await window.command("Cordon: Preview the Report");
      await window.webview.getByRole("heading", { name: "Fast processors" }).first().waitFor();
      await window.photograph("report");
      await window.until(window.webview.getByRole("heading", { level: 1, name: "Items" }), () =>
        window.webview.getByRole("link", { name: "Items", exact: true }).first().click(),
      );
      await window.photograph("report-items");
      expect(await window.faultsOfAccess()).toEqual([]);
      await window.until(window.webview.getByRole("heading", { name: "Fast processors" }).first(), () =>
        window.webview.getByRole("link", { name: "Fast processors" }).first().click(),
      );
      await window.until(window.statusBar("selected)"), () =>
        window.webview.locator('a[href^="command:cordon.openSource"]').first().click(),
      );
      expect(await page.locator(".squiggly-error").count()).toBe(0);
      await window.command("Cordon: Show the Calendar of Changes");
      await window.markdown.getByText("2026-02-01").first().waitFor();
      await window.photograph("calendar");

      await window.until(window.choice("circle-slash  No day"), () =>
        window.statusBar("as of 2026-02-01").click(),
      );
      await window.choose("circle-slash  No day");
      await window.statusBar("no as-of day").waitFor();
    });
  });

  it("leads a newcomer from an empty folder to a measure of their own with a passing scenario", async () => {
    const root = stories.workspace("newcomer", {});
    await stories.inWindow("newcomer", root, async (window) => {
      const { page } = window;
      await window.command("Cordon: Get Started");
      await page.getByText("From nothing to a measure of your own").first().waitFor();
      await window.walkthrough.getByText("Nothing is sent anywhere").waitFor();
      await window.photograph("01-start");
      await window.step("Create a workspace", "Create a workspace");
      await window.editor("measures.cordon").locator(".view-line").first().waitFor();
      await window.photograph("02-workspace");

      await window.step("Read a measure", "Open the measures");
      const word = window.lineOf("measures.cordon", "authority trade_act").getByText("trade_act");
      await window.until(page.locator(".monaco-hover:not(.hidden)", { hasText: "Trade Act" }), async () => {
        await page.mouse.move(0, 0);
        await word.hover();
      });
      await window.photograph("03-read");

      await window.step("See its decision table", "Show the table beside");
      await window.webview.locator("tbody tr", { hasText: "fast_processors" }).waitFor();
      await window.photograph("04-table");
      await window.answered("The scenario passed", () => window.step("Run a scenario", "Run the scenarios"));
      await window.photograph("05-scenario");

      await window.step("Write a measure of your own", "Insert a measure");
      await window.webview.locator("tbody tr", { hasText: "my_measure" }).waitFor();
      await window.photograph("06-measure");
      await window.focus(2);
      await window.statusBar("Ln 49, Col").waitFor();
      await page.keyboard.type("chips_to_brazil");
      await window.webview.locator("tbody tr", { hasText: "chips_to_brazil" }).waitFor();
      await window.photograph("07-name");

      await window.step("Test it with a scenario", "Insert a scenario");
      await window.lineOf("measures.cordon", 'scenario "What chips_to_brazil must answer"').waitFor();
      await window.photograph("08-prove");
      // Lenses that were scrolled out of sight, or replaced, stay for a while.
      const run = page.locator(".codelens-decoration a:visible", { hasText: "run scenario" }).last();
      await window.answered("The scenario passed", () => run.click());
      await window.photograph("09-passed");

      // to a country that the measure does not name
      await window.focus(2);
      await page.keyboard.press("Tab");
      await page.keyboard.type("CA");
      await window.lineOf("measures.cordon", "destination: CA").waitFor();
      const came = window.editor("measures.cordon").getByText("came no requirement").first();
      await window.until(came, () => run.click());
      await window.photograph("10-failed");

      await window.step("Choose a day", "Choose a day");
      await window.choice("2026-02-01").click();
      await window.statusBar("as of 2026-02-01").waitFor();
      await window.photograph("11-day");
    });
  });

  it("checks a workspace that is not trusted, and runs nothing of it", async () => {
    const trace = join(stories.workspace("trace", {}), "ran");
    const root = stories.workspace("restricted", {
      ...template,
      "server.js": `require("node:fs").writeFileSync(${JSON.stringify(trace)}, "");`,
      ".vscode/settings.json": JSON.stringify({ "cordon.server.path": "server.js" }),
    });
    const story = async (window: Window): Promise<void> => {
      await window.openFile("measures.cordon");
      await window.statusBar("Restricted Mode").waitFor();
      await window.answered("The scenario passed", () =>
        window.command("Cordon: Run the Scenarios of This File"),
      );
      // A file that nobody has opened is checked too, and each fault told once.
      writeFileSync(join(root, "broken.cordon"), "module example.broken of XX\nreach broken = nowhere\n");
      await window.page.locator('[id="status.problems"] [aria-label*="Errors: 1"]').waitFor();
      await window.photograph("problem");
      expect(existsSync(trace)).toBe(false);
    };
    const settings = {
      "security.workspace.trust.enabled": true,
      "security.workspace.trust.startupPrompt": "never",
    };
    await stories.inWindow("restricted", root, story, settings);
  });

  it("works in a browser, where the language server is a worker", async () => {
    const root = stories.workspace("web", template);
    const settings = { "remote.extensionKind": { "cordon.cordon": ["web"] } };
    const story = async (window: Window): Promise<void> => {
      await window.openFile("measures.cordon");
      await window.command("Cordon: Show the Decision Table Beside");
      await window.webview.locator("tbody tr", { hasText: "fast_processors" }).waitFor();
      await window.focus();
      await window.answered("The scenario passed", () =>
        window.command("Cordon: Run the Scenarios of This File"),
      );
      await window.goTo(32, 1);
      await window.page.keyboard.press("End");
      await window.page.keyboard.type("x");
      await window.page.locator(".squiggly-error").first().waitFor();
    };
    await stories.inWindow("web", root, story, settings);
  });

  it("opens the law of the United States with its tables", async () => {
    const root = stories.workspace("examples", examples());
    await stories.inWindow("examples", root, async (window) => {
      await window.openFolder("us");
      await window.openFile("advanced-computing.cordon");
      await window.command("Cordon: Show the Decision Table Beside");
      await window.webview.locator("tbody tr", { hasText: "ac_a" }).first().waitFor();
      await window.photograph("table");
      expect(await window.page.locator(".squiggly-error").count()).toBe(0);
    });
  });
});

/** The sources of the examples and what they read. */
function examples(): Record<string, string> {
  const root = resolve(import.meta.dirname, "../../examples");
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(?:cordon|csv)$|^(?:cordon|matrix)\.json$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), "utf8")]));
}
