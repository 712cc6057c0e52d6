/** The explorer's page of a report: its root, its data, its script. */
import { type Page, type PageLink, plainPart } from "../report/document.ts";
import { text } from "../report/html.ts";
import { type ExplorerSource, explorerData, writeData } from "./data.ts";
import { DATA_ID, ROOT_ID } from "./places.ts";
import { EXPLORER_STYLE } from "./style.ts";
import { explorerTexts } from "./texts.ts";

/** Name of the page. */
export const EXPLORER_PAGE = "explorer";

/** `script`: the page's program, as `build.mjs` makes it from `app/`. */
export function explorerPage(source: ExplorerSource, script: string, trail: readonly PageLink[]): Page {
  const { language } = source.wording;
  const texts = explorerTexts[language.name];
  return {
    name: EXPLORER_PAGE,
    title: language.texts.headings.explorer,
    trail,
    behavior: { script, style: EXPLORER_STYLE, threads: true },
    parts: [
      plainPart(() => [
        { kind: "paragraph", text: [texts.lead] },
        {
          kind: "raw",
          write: (write) => {
            write(`<div id="${ROOT_ID}"><p>${text(texts.loading)}</p></div>\n`);
            write(`<noscript><p>${text(texts.noScript)}</p></noscript>\n`);
            write(`<script type="application/json" id="${DATA_ID}">`);
            writeData(explorerData(source), write);
            write("</script>\n");
          },
          instead: [texts.noScript],
        },
      ]),
    ],
  };
}
