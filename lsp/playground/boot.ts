/**
 * The script that stands in the page itself: unpacks the others, which stand beside it as compressed data, and starts them. It
 * is the one script that the page's policy names by its hash.
 */
import type { Library } from "./program.ts";

/** What the page is made of; scripts as addresses in this browser. */
export interface Parts {
  readonly library: Library;
  readonly server: string;
  readonly editorWorker: string;
}

async function text(id: string): Promise<string> {
  const packed = atob(document.getElementById(id)?.textContent?.trim() ?? "");
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

function script(...parts: readonly string[]): string {
  return URL.createObjectURL(new Blob([...parts], { type: "text/javascript" }));
}

async function start(): Promise<void> {
  const style = document.createElement("style");
  style.textContent = await text("page-style");
  document.head.append(style);
  const server = await text("page-server");
  const parts: Parts = {
    library: JSON.parse(await text("page-library")) as Library,
    // With its own text, from which it starts another of itself to prove beside.
    server: script(`globalThis.cordonScript = ${JSON.stringify(server)};\n`, server),
    editorWorker: script(await text("page-editor-worker")),
  };
  Object.assign(globalThis, { cordonParts: parts });
  const main = document.createElement("script");
  main.src = script(await text("page-main"));
  document.head.append(main);
}

start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  const told = document.getElementById("page-start");
  if (told !== null)
    told.textContent = `The playground could not start (${why}). It needs a current Chromium, Firefox or Safari.`;
});
