/** The smallest page with an editor for Cordon: two files, and the server in a worker beside the page. */
import * as monaco from "monaco-editor/editor.js";
import { startClient } from "../client.ts";
import "../features.ts";
import { registerLanguage } from "../language.ts";

const FOLDER = "memory://page/law";
const files = {
  [`${FOLDER}/trade.cordon`]: "module trade\n\nrecord transaction {\n  weight : kg\n}\n",
  [`${FOLDER}/measures.cordon`]: "module law\n\nuse trade\n",
};

Object.assign(globalThis, {
  MonacoEnvironment: { getWorker: () => new Worker("editor.worker.js") },
});
registerLanguage();
const models = Object.entries(files).map(([address, text]) =>
  monaco.editor.createModel(text, "cordon", monaco.Uri.parse(address)),
);
const [shown] = models;
monaco.editor.create(document.getElementById("editor")!, {
  model: shown!,
  theme: "cordon-light",
  automaticLayout: true,
  "semanticHighlighting.enabled": true,
});
const client = await startClient(new Worker("lsp-worker.js"), { folder: FOLDER, files });
client.open(shown!);
