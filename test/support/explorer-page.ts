/** The explorer's page of the examples, without the rest of their report. */
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { build as bundleOf } from "esbuild";
import { explorerPage } from "../../compiler/explorer/page.ts";
import { checkedLaw } from "../../compiler/index.ts";
import type { Page } from "../../compiler/report/document.ts";
import { type Frame, HtmlPage } from "../../compiler/report/html.ts";
import type { LanguageName } from "../../compiler/report/wording/glossary.ts";
import { languages } from "../../compiler/report/wording/language.ts";
import { Wording } from "../../compiler/report/wording/wording.ts";
import type { Examples } from "./examples.ts";

const root = resolve(import.meta.dirname, "../..");

/** The page in each language, on the day to which the examples were read. */
export async function explorerPages(
  { program, bundle, compilation }: Examples,
  names: readonly LanguageName[],
): Promise<ReadonlyMap<LanguageName, string>> {
  const script = await explorerProgram();
  const { catalogs } = checkedLaw(compilation);
  return new Map(
    names.map((language) => {
      const addressOf = (id: string): string => `measure/${id}.html#${id}`;
      const source = {
        program,
        bundle,
        wording: new Wording(language, catalogs[language]),
        asOf: "2026-09-24",
        addressOf,
      };
      return [language, htmlOf(explorerPage(source, script, []), language)];
    }),
  );
}

/** As `build.mjs` makes it. */
export async function explorerProgram(): Promise<string> {
  const { outputFiles } = await bundleOf({
    absWorkingDir: root,
    entryPoints: ["compiler/explorer/app/main.ts"],
    bundle: true,
    write: false,
    platform: "browser",
    target: "es2022",
    format: "iife",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}

/** A page as a report writes it; what it links to is not there. */
export function htmlOf(page: Page, language: LanguageName = "en"): string {
  const pieces: string[] = [];
  const targets = { pageOf: () => "elsewhere", placeOf: () => null };
  const writer = new HtmlPage(page, targets, frameOf(language), sha256, (text) => pieces.push(text));
  for (const part of page.parts) {
    writer.part(part);
    for (const block of part.blocks()) writer.block(block);
  }
  writer.end();
  return pieces.join("");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function frameOf(name: LanguageName): Frame {
  const language = languages[name];
  const { frame } = language.texts;
  return {
    lang: language.tag,
    title: frame.title,
    nav: [],
    languages: [],
    home: "",
    foot: [frame.lead],
    words: {
      skip: frame.skip,
      site: frame.pages,
      trail: frame.breadcrumbs,
      contents: frame.contents,
      languages: frame.language,
      data: frame.overview,
    },
  };
}
