/**
 * Stories of people who use the packaged extension in a real VS Code. Pictures of what was seen go to a folder of the system's
 * for passing files, or to the one that `CORDON_SHOTS` names.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { templateFiles } from "../../compiler/init/template.ts";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { CodeServer, codeServer } from "./code-server.ts";
import { Window } from "./window.ts";

const missing = [
  ...(chromiumPath === null ? ["no Chromium"] : []),
  ...(codeServer === null ? ["no code-server: `node test/vscode/prepare.mjs` installs it"] : []),
];

/** Whether stories can be told here. */
export const canRun = missing.length === 0;

/** Why they cannot, for the title of a suite; empty where they can. */
export const skipReason = canRun ? "" : ` (skipped: ${missing.join("; ")})`;

/** The files of a new workspace: text by path. */
export const template: Readonly<Record<string, string>> = Object.fromEntries(
  templateFiles("demo", "0.1.0").map(({ path, text }) => [path, text]),
);

export class Stories {
  readonly #folder: string;
  readonly #server: CodeServer;
  readonly #browser: Browser;
  /** one for all windows: nineteen megabytes of scripts are read and compiled once */
  readonly #context: BrowserContext;
  readonly #shots: string;

  private constructor(folder: string, server: CodeServer, browser: Browser, context: BrowserContext) {
    this.#folder = folder;
    this.#server = server;
    this.#browser = browser;
    this.#context = context;
    this.#shots = process.env.CORDON_SHOTS ?? join(folder, "shots");
    mkdirSync(this.#shots, { recursive: true });
  }

  /** Packages the extension, and starts an editor with it. */
  static async begin(): Promise<Stories> {
    const folder = mkdtempSync(join(tmpdir(), "cordon-vscode-test-"));
    const vsix = join(folder, "cordon.vsix");
    const script = resolve(import.meta.dirname, "../../lsp/vscode/package.ts");
    execFileSync(process.execPath, [script, vsix], { stdio: "pipe" });
    const server = await CodeServer.start(folder, vsix);
    const browser = await launchChromium();
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    return new Stories(folder, server, browser, context);
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A folder with files, each a text by its path. */
  workspace(name: string, files: Readonly<Record<string, string>>): string {
    const root = join(this.#folder, name);
    mkdirSync(root);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  }

  /**
   * A window on a folder, with settings beside those of all. After the story it is photographed, also where the story failed,
   * and closed.
   */
  async inWindow(
    name: string,
    root: string,
    story: (window: Window) => Promise<void>,
    settings: object = {},
  ): Promise<void> {
    const pathOf = (title: string) => join(this.#shots, `${name}-${title}.png`);
    this.#server.configure(settings);
    const window = await Window.open(this.#context, this.#server.address, root, pathOf);
    try {
      await story(window);
    } finally {
      await window.photograph("end");
      await window.close();
    }
  }
}
