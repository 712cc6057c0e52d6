import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boundMatrix } from "../../compiler/cli/matrix.ts";
import type { LanguageName } from "../../compiler/report/wording/glossary.ts";
import { Wording } from "../../compiler/report/wording/wording.ts";
import { surveysOf } from "../../compiler/survey/index.ts";
import { chromiumPath, launchChromium, skipReason } from "../support/chromium.ts";
import { examples, htmlOf } from "../support/explorer-page.ts";

const folder = mkdtempSync(join(tmpdir(), "cordon-survey-"));

describe.skipIf(chromiumPath === null)(
  `pages over all jurisdictions in a browser${skipReason}`,
  { retry: 2 },
  () => {
    let browser: Browser;

    beforeAll(async () => {
      const { program, bundle, compilation } = examples();
      const path = resolve(import.meta.dirname, "../../examples/matrix.json");
      const bound = boundMatrix(compilation, "matrix.json", readFileSync(path, "utf8"));
      // one map shows what every map looks like
      const { comparison } = bound.file;
      const file =
        comparison === undefined ? bound.file : { ...bound.file, comparison: { ...comparison, maps: 1 } };
      for (const language of ["en", "zh"] satisfies LanguageName[]) {
        const site = { language, wording: new Wording(language), day: "2026-09-24", addressOf: () => null };
        const source = { program, bundle, jurisdictions: null, explorer: null, matrix: { ...bound, file } };
        for (const { page } of surveysOf(source, site))
          writeFileSync(join(folder, `${language}-${page.name}.html`), htmlOf(page, language));
      }
      browser = await launchChromium();
    }, 300_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const pages = ["timeline", "matrix", "comparison"];
    const looks = [
      ["en", "light", 1400],
      ["zh", "dark", 390],
    ] as const;

    it.each(pages.flatMap((page) => looks.map((look) => [page, ...look] as const)))(
      "%s (%s, %s, %i wide) has nothing that the rules of accessibility object to",
      async (name, language, colorScheme, width) => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        const trouble: string[] = [];
        page.on("console", (message) => trouble.push(message.text()));
        page.on("pageerror", (error) => trouble.push(error.message));
        await page.goto(pathToFileURL(join(folder, `${language}-${name}.html`)).href);
        // what is folded is looked at too
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll("details")) fold.open = true;
        });
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        expect(trouble).toEqual([]);
        await context.close();
      },
    );
  },
);
