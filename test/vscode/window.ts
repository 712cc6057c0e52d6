/** A window of VS Code as a person uses it: what is clicked, typed and seen. */
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from "playwright-core";

export class Window {
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.#context = context;
  }

  static async open(browser: Browser, server: string, folder: string): Promise<Window> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${server}/?folder=${encodeURIComponent(folder)}`);
    const window = new Window(page, context);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return window;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  file(name: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
  }

  async openFile(name: string): Promise<void> {
    await this.file(name).dblclick();
    await this.editor(name).locator(".view-line").first().waitFor();
    await this.statusBar("as-of day").or(this.statusBar("as of")).waitFor();
  }

  /** The text of an open file. */
  editor(name: string): Locator {
    return this.page.locator(`.editor-instance:has([data-uri$="/${name}"])`);
  }

  statusBar(text: string): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    const input = this.page.locator(".quick-input-widget:visible input");
    await input.fill(`>${title}`);
    await this.page
      .locator(".quick-input-widget:visible .monaco-list-row", { hasText: title })
      .first()
      .waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** Puts the cursor into a line, counted from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press("Control+g");
    const input = this.page.locator(".quick-input-widget:visible input");
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** The content of the webview that is in sight. */
  get webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");
  }
}
