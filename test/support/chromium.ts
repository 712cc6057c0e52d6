/** The browser of the tests: the one that `CORDON_CHROMIUM` names, else Debian's, else none. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const named = process.env.CORDON_CHROMIUM ?? "/usr/bin/chromium";

/** The path of the browser; null where there is none, and tests that need it are to be skipped. */
export const chromiumPath: string | null = existsSync(named) ? named : null;

/** Why such tests are skipped, for the title of their suite; empty where they run. */
export const skipReason = chromiumPath === null ? ` (skipped: no Chromium at ${named})` : "";

/** A browser of its own; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === null) throw new Error(`no Chromium at ${named}`);
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Milliseconds in which one step has to come to its end, so that a test says which step it waited for: as many as a machine may
 * need that does other things beside.
 */
const STEP = 120_000;

export interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  /** whatever the page says on its console, asks of a reader, or asks of a network */
  readonly complaints: string[];
}

/** A page in a context of its own, which the caller closes. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Opened> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(STEP);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(?:file|blob|data):/.test(request.url())) complaints.push(`request ${request.url()}`);
  });
  return { context, page, complaints };
}
