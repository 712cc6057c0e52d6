/** Where the explorer's script begins: on the page it draws, in a thread it does research. */
import { render } from "preact";
import { languages } from "../../report/wording/language.ts";
import { load } from "../../runtime/index.ts";
import type { ExplorerData } from "../data.ts";
import { DATA_ID, ROOT_ID } from "../places.ts";
import { obligationsOf } from "../said.ts";
import { explorerTexts } from "../texts.ts";
import { App } from "./app.ts";
import { h } from "./dom.ts";
import { Codes, type Kit } from "./kit.ts";
import { Marks } from "./marks.ts";
import { Words } from "./words.ts";
import { Researcher, type ToWorker } from "./worker.ts";

if (typeof document === "undefined") work();
else begin();

function work(): void {
  const researcher = new Researcher((message) => postMessage(message));
  addEventListener("message", ({ data }: MessageEvent<ToWorker>) => researcher.receive(data));
}

function begin(): void {
  const script = document.currentScript?.textContent ?? null;
  const root = document.getElementById(ROOT_ID);
  const text = document.getElementById(DATA_ID)?.textContent;
  if (root === null || text === undefined || text === null) return;
  const data = JSON.parse(text) as ExplorerData;
  const engine = load(data.bundle);
  const language = languages[data.language];
  const said = new Words(engine, data);
  const kit: Kit = {
    engine,
    marks: new Marks(data.bundle),
    data,
    language,
    texts: explorerTexts[data.language],
    said,
    codes: new Codes(engine, data, said),
    obligations: new Map(obligationsOf(data.bundle).map((one) => [one.id, one])),
  };
  root.replaceChildren();
  render(h(App, { kit, script, tables: JSON.stringify(data.bundle) }), root);
}
