/** A window of VS Code as a person uses it: what is clicked, typed and seen. */
import { type BrowserContext, errors, type FrameLocator, type Locator, type Page } from "playwright-core";
import { faultsOfAccess } from "../support/accessibility.ts";

/** For a machine that does other work, in milliseconds. */
const SLOW = 60_000;

/** Pages of the extension among all that an editor shows. */
const OURS = '[src*="extensionId=cordon.cordon"]';

export class Window {
  readonly page: Page;
  readonly #pathOf: (title: string) => string;

  private constructor(page: Page, pathOf: (title: string) => string) {
    this.page = page;
    this.#pathOf = pathOf;
  }

  /** Opens a folder and waits for its files; `pathOf` says where a picture of that title goes. */
  static async open(
    context: BrowserContext,
    server: string,
    folder: string,
    pathOf: (title: string) => string,
  ): Promise<Window> {
    const page = await context.newPage();
    page.setDefaultTimeout(SLOW);
    await page.goto(`${server}/?folder=${encodeURIComponent(folder)}`);
    const window = new Window(page, pathOf);
    await page.locator(".explorer-folders-view .monaco-list").waitFor();
    return window;
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async photograph(title: string): Promise<void> {
    await this.page.screenshot({ path: this.#pathOf(title) });
  }

  /**
   * Does something until it is seen to have an effect. What is clicked may be moved, or drawn anew, in just that moment: then a
   * person clicks again.
   */
  async until(seen: Locator, act: () => Promise<void>): Promise<void> {
    for (let tries = 5; ; tries--) {
      await act();
      if (await isSeen(seen, tries === 0 ? SLOW : SLOW / 6)) return;
      if (tries === 0) throw new Error(`nothing came of it: ${seen}`);
    }
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
    await this.until(this.editor(name).locator(".view-line").first(), () => this.file(name).dblclick());
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

  /** Puts the focus into the source in the n-th group of editors. */
  async focus(group = 1): Promise<void> {
    const there = this.page
      .locator(".editor-group-container")
      .nth(group - 1)
      .locator(".monaco-editor.focused");
    await this.until(there, () => this.page.keyboard.press(`Control+${group}`));
  }

  async closeEditor(): Promise<void> {
    await this.command("View: Close Editor");
  }

  /** Saves and closes all that is open, and shows the files again. */
  async clear(): Promise<void> {
    await this.command("View: Close All Editors");
    await this.page.locator(".editor-group-container .tab").first().waitFor({ state: "detached" });
    await this.command("View: Show Explorer");
    await this.page.locator(".explorer-folders-view .monaco-list").waitFor();
  }

  statusBar(text: string): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  /** Does something that is answered in the status bar, where answers stand for some seconds only. */
  async answered(text: string, act: () => Promise<void>): Promise<void> {
    await Promise.all([this.statusBar(text).waitFor(), act()]);
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    // The list is made when it opens: a command whose extension is registered a moment later is not in it.
    let isOpen = false;
    await this.until(this.choice(title), async () => {
      if (isOpen) await this.page.keyboard.press("Escape");
      isOpen = true;
      await this.page.keyboard.press("F1");
      await this.page.locator(".quick-input-widget:visible input").fill(`>${title}`);
    });
    await this.choose(title);
  }

  /** An entry of the list that is open above. */
  choice(label: string): Locator {
    const rows = ".quick-input-widget:visible .monaco-list-row";
    return this.page.locator(`${rows}[aria-label="${label}"], ${rows}[aria-label^="${label},"]`).first();
  }

  /** Takes an entry of that list, by keys: it may still grow, and a click would take what came into its place. */
  async choose(label: string): Promise<void> {
    const choice = this.choice(label);
    await choice.waitFor();
    const focused = this.page.locator(".quick-input-widget:visible .monaco-list-row.focused");
    for (let steps = 0; !(await choice.and(focused).isVisible()); steps++) {
      if (steps > 100) throw new Error(`${label} cannot be reached by keys`);
      await this.page.keyboard.press("ArrowDown");
    }
    await this.page.keyboard.press("Enter");
    await choice.waitFor({ state: "hidden" });
  }

  /** Puts the cursor of the editor with the focus into a line and column, counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+g");
    await this.page.locator(".quick-input-widget:visible input").fill(`:${line}:${column}`);
    await this.page
      .locator(".quick-input-widget:visible .monaco-list-row", { hasText: `line ${line}` })
      .waitFor();
    await this.page.keyboard.press("Enter");
    // The cursor may have been there already: what is typed next is meant for the editor.
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await this.page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await this.statusBar(`Ln ${line}, Col`).waitFor();
  }

  /** Takes letters away before the cursor. */
  async erase(text: string): Promise<void> {
    for (let count = 0; count < text.length; count++) await this.page.keyboard.press("Backspace");
  }

  /** Changes the colors of the window. */
  async theme(name: string): Promise<void> {
    await this.command("Preferences: Color Theme");
    await this.page.locator(".quick-input-widget:visible input").fill(name);
    await this.choose(name);
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Opens a step of the walkthrough and presses its button. */
  async step(title: string, button: string): Promise<void> {
    const step = this.page.locator(".getting-started-step", { hasText: title }).first();
    // A click on the one that is open would close it.
    await step.waitFor();
    const open = step.and(this.page.locator(".expanded"));
    if (!(await open.isVisible())) await this.until(open, () => step.click());
    await step.getByRole("button", { name: button, exact: true }).click();
  }

  /** The content of the page of the extension that is in sight. */
  get webview(): FrameLocator {
    return this.#webviewOf(OURS);
  }

  /**
   * What stands in the way of somebody with another sense or tool on that page. A copy is asked: the page itself may run no
   * scripts, and the clocks of such a page stand still.
   */
  async faultsOfAccess(): Promise<string[]> {
    const content = await this.webview.locator("html").evaluate((shown) => {
      const copy = shown.cloneNode(true) as HTMLElement;
      for (const script of copy.querySelectorAll("script, meta[http-equiv]")) script.remove();
      // what the editor draws behind the page
      copy.style.background = "var(--vscode-editor-background)";
      return copy.outerHTML;
    });
    const copy = await this.page.context().newPage();
    try {
      await copy.setContent(content);
      const violations = await faultsOfAccess(copy, { goodPractice: false });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
      );
    } finally {
      await copy.close();
    }
  }

  /** A rendered page of Markdown. */
  get markdown(): Locator {
    return this.#webviewOf('[src*="extensionId=vscode.markdown-language-features"]').locator(
      ".markdown-body",
    );
  }

  /** What stands beside the steps of a walkthrough. */
  get walkthrough(): FrameLocator {
    return this.#webviewOf('[src*="extensionId=&"]');
  }

  #webviewOf(selector: string): FrameLocator {
    return this.page.frameLocator(`iframe.webview.ready${selector}:visible`).frameLocator("#active-frame");
  }
}

async function isSeen(sought: Locator, timeout: number): Promise<boolean> {
  try {
    await sought.waitFor({ timeout });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
