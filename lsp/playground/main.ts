/** Starts the page with what `boot.ts` unpacked. */
import { h, render } from "preact";
import "../editors/monaco/features.ts";
import { registerLanguage } from "../editors/monaco/language.ts";
import { App } from "./app.ts";
import type { Parts } from "./boot.ts";

const { library, server, editorWorker } = (globalThis as unknown as { readonly cordonParts: Parts })
  .cordonParts;

const worker = (script: string): Worker => new Worker(script);
Object.assign(globalThis, { MonacoEnvironment: { getWorker: () => worker(editorWorker) } });
registerLanguage();
// What the page was unpacked from is as large as the page.
document.body.replaceChildren();
render(h(App, { library, startServer: () => worker(server) }), document.body);
