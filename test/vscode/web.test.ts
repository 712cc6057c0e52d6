/** The extension in the host for browsers, where the language server is a worker. */
import { afterAll, beforeAll, describe, it } from "vitest";
import { canRun, Stories, skipReason, template } from "./stories.ts";

describe.skipIf(!canRun)(`the extension in a browser${skipReason}`, { retry: 2 }, () => {
  let stories: Stories;
  beforeAll(async () => {
    stories = await Stories.begin({ "remote.extensionKind": { "cordon.cordon": ["web"] } });
  }, 180_000);
  afterAll(() => stories?.end(), 60_000);

  it("checks, runs scenarios and shows the table", async () => {
    const root = stories.workspace("web", template);
    await stories.inWindow("web", root, async (window) => {
      const { page } = window;
      await window.openFile("measures.cordon");
      await window.command("Cordon: Show the Decision Table Beside");
      await window.webview.locator("tbody tr", { hasText: "fast_processors" }).waitFor();
      await window.focus();
      await window.command("Cordon: Run the Scenarios of This File");
      await window.statusBar("The scenario passed").waitFor();
      await window.goTo(32, 1);
      await page.keyboard.press("End");
      await page.keyboard.type("x");
      await page.locator(".squiggly-error").first().waitFor();
    });
  });
});
