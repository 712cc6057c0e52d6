/** The browser of the tests: the one that `CORDON_CHROMIUM` names, else Debian's, else none. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

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
