import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchChromium, skipReason } from "../support/chromium.ts";

const root = resolve(import.meta.dirname, "../..");

describe.skipIf(chromiumPath === null)(`the page with Monaco${skipReason}`, () => {
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    // As its README says to build it.
    const common = { absWorkingDir: root, bundle: true, write: false, outdir: "out" } as const;
    const built = await Promise.all([
      build({
        ...common,
        entryPoints: ["lsp/editors/monaco/page/page.ts"],
        format: "esm",
        loader: { ".ttf": "dataurl" },
      }),
      build({
        ...common,
        entryPoints: { "lsp-worker": "lsp/worker/main.ts" },
        define: { CORDON_VERSION: '"test"' },
      }),
      build({
        ...common,
        entryPoints: { "editor.worker": "monaco-editor/editor/editor.worker.js" },
      }),
    ]);
    const served = new Map(
      built.flatMap(({ outputFiles }) => outputFiles.map(({ path, text }) => [basename(path), text])),
    );
    served.set("index.html", readFileSync(resolve(root, "lsp/editors/monaco/page/index.html"), "utf8"));
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    page.on("pageerror", (error) => troubles.push(error.message));
    // There is no server: what the page asks for is answered here.
    await page.route("**/*", (route) => {
      const name = basename(new URL(route.request().url()).pathname) || "index.html";
      const body = served.get(name);
      const types: Readonly<Record<string, string>> = {
        html: "text/html",
        css: "text/css",
        js: "text/javascript",
      };
      return body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ body, contentType: types[name.split(".").at(-1)!]! });
    });
    await page.goto("http://page.test/index.html");
  }, 120_000);
  afterAll(() => browser?.close());

  it("shows what is wrong, and completes", async () => {
    await page.locator(".monaco-editor [role=textbox]").first().focus();
    await page.keyboard.press("Control+End");
    // Not key by key: the end of the line would take what is suggested just then.
    await page.keyboard.insertText("enum color = red, red\n");
    await page.locator(".squiggly-error").first().waitFor();
    await page.keyboard.type("rec");
    await page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "record" }).first().waitFor();
    expect(troubles).toEqual([]);
  });
});
