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

/** A window that the next story goes on with, and its folder. */
interface Kept {
  readonly window: Window;
  readonly root: string;
}

export class Stories {
  readonly #folder: string;
  readonly #server: CodeServer;
  readonly #browser: Browser;
  /** one for all windows: nineteen megabytes of scripts are read and compiled once */
  readonly #context: BrowserContext;
  readonly #shots: string;
  /** the name of the one that is told */
  #story = "";
  /** null: the next story on the template opens a window */
  #kept: Kept | null = null;
  /** how many windows on the template there were */
  #count = 0;

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
    writeFiles(root, files);
    return root;
  }

  /**
   * A window on the template, all of it committed. It is that of the story before where that went well: to open one takes longer
   * than most stories. Its files and editors are as in the beginning; what else a story sets, it takes back.
   */
  async onTemplate(name: string, story: (window: Window, root: string) => Promise<void>): Promise<void> {
    this.#story = name;
    const kept = this.#kept ?? (await this.#onNewTemplate());
    this.#kept = null;
    const { window, root } = kept;
    try {
      await story(window, root);
      await window.photograph("end");
      await window.clear();
      writeFiles(root, template);
      this.#kept = kept;
    } finally {
      if (this.#kept === null) await this.#leave(window);
    }
  }

  async #onNewTemplate(): Promise<Kept> {
    this.#count++;
    const root = this.workspace(`template-${this.#count}`, template);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...args], {
        cwd: root,
        stdio: "pipe",
      });
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "Begin");
    return { window: await this.#open(root, {}), root };
  }

  /** A window on a folder for one story, with settings beside those of all. */
  async inWindow(
    name: string,
    root: string,
    story: (window: Window) => Promise<void>,
    settings: object = {},
  ): Promise<void> {
    // its settings are not for a window that is open still
    await this.#kept?.window.close();
    this.#kept = null;
    this.#story = name;
    const window = await this.#open(root, settings);
    try {
      await story(window);
    } finally {
      await this.#leave(window);
    }
  }

  async #open(root: string, settings: object): Promise<Window> {
    this.#server.configure(settings);
    const pathOf = (title: string) => join(this.#shots, `${this.#story}-${title}.png`);
    return await Window.open(this.#context, this.#server.address, root, pathOf);
  }

  /** Its last picture is taken also where the story failed. */
  async #leave(window: Window): Promise<void> {
    await window.photograph("end");
    await window.close();
  }
}

function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
