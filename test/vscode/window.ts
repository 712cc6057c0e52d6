/** A window of VS Code as a person uses it: what is clicked, typed and seen. */
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from "playwright-core";

export class Window {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #pathOf: (title: string) => string;

  private constructor(page: Page, context: BrowserContext, pathOf: (title: string) => string) {
    this.page = page;
    this.#context = context;
    this.#pathOf = pathOf;
  }

  /** Opens a folder and waits for its files; `pathOf` says where a picture of that title goes. */
  static async open(
    browser: Browser,
    server: string,
    folder: string,
    pathOf: (title: string) => string,
  ): Promise<Window> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${server}/?folder=${encodeURIComponent(folder)}`);
    const window = new Window(page, context, pathOf);
    await page.locator(".explorer-folders-view").waitFor();
    return window;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async photograph(title: string): Promise<void> {
    await this.page.screenshot({ path: this.#pathOf(title) });
  }

  file(name: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
  }

  /** Unfolds a folder of the explorer. */
  async openFolder(name: string): Promise<void> {
    await this.file(name).first().click();
    await this.page
      .locator(`.explorer-folders-view .monaco-list-row[aria-expanded="true"][aria-label^="${name}"]`)
      .waitFor();
  }

  /** Opens a file by its name in the explorer, and waits until the extension runs. */
  async openFile(name: string): Promise<void> {
    await this.file(name).dblclick();
    await this.editor(name).locator(".view-line").first().waitFor();
    await this.statusBar("as-of day").or(this.statusBar("as of")).waitFor();
  }

  /** An open file. */
  editor(name: string): Locator {
    return this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);
  }

  /** A line that holds a text; what is outside of the view is not there. */
  lineOf(name: string, text: string): Locator {
    return this.editor(name)
      .locator(".view-line")
      .filter({ hasText: new RegExp(text.split(" ").map(escaped).join("\\s")) })
      .first();
  }

  /** Puts the focus into the first group of editors. */
  async focus(): Promise<void> {
    await this.page.keyboard.press("Control+1");
    await this.page
      .locator(".editor-group-container.active")
      .first()
      .and(this.page.locator(".editor-group-container").first())
      .waitFor();
  }

  async closeEditor(): Promise<void> {
    await this.command("View: Close Editor");
  }

  statusBar(text: string): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    // The list is made when it opens: a command whose extension is registered a moment later is not in it.
    const choice = this.choice(title);
    for (let tries = 12; ; tries--) {
      await this.page.keyboard.press("F1");
      await this.page.locator(".quick-input-widget:visible input").fill(`>${title}`);
      const shown = await choice.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (shown || tries === 0) break;
      await this.page.keyboard.press("Escape");
    }
    await choice.click();
  }

  /** An entry of the list that is open above. */
  choice(label: string): Locator {
    const rows = ".quick-input-widget:visible .monaco-list-row";
    return this.page.locator(`${rows}[aria-label="${label}"], ${rows}[aria-label^="${label},"]`).first();
  }

  /** Puts the cursor of the editor with the focus into a line and column, counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+g");
    await this.page.locator(".quick-input-widget:visible input").fill(`:${line}:${column}`);
    await this.page
      .locator(".quick-input-widget:visible .monaco-list-row", { hasText: `line ${line}` })
      .waitFor();
    await this.page.keyboard.press("Enter");
    await this.statusBar(`Ln ${line}, Col`).waitFor();
  }

  /** Changes the colors of the window. */
  async theme(name: string): Promise<void> {
    await this.command("Preferences: Color Theme");
    await this.page.locator(".quick-input-widget:visible input").fill(name);
    await this.choice(name).click();
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Opens a step of the walkthrough and presses its button. */
  async step(title: string, button: string): Promise<void> {
    const step = this.page.locator(".getting-started-step", { hasText: title }).first();
    await step.click();
    await step.getByRole("button", { name: button, exact: true }).click();
  }

  /** The content of the webview that is in sight. */
  get webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");
  }

  /** A rendered page of Markdown. */
  get markdown(): Locator {
    return this.webview.locator(".markdown-body");
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
