/** Whose answers change, as a page: what the server found, with ways to what was edited. */
import escapeHtml from "escape-html";
import type { DiffAnswer, DiffEntry } from "./protocol.ts";

export const OPEN_PLACE = "cordon.openPlace";
export const SHOW_DETAILS = "cordon.showChangesInFull";

export interface ChangesOptions {
  /** what the law was compared with */
  readonly commit: string;
  /** paths of the sources that differ */
  readonly files: readonly string[];
  /** of the styles */
  readonly nonce: string;
  /** path of a source, as a person knows it */
  readonly pathOf: (uri: string) => string;
}

const KINDS: Readonly<Record<DiffEntry["kind"], string>> = {
  answer: "Answers that change",
  scenario: "Scenarios that answer otherwise",
  text: "Texts that change",
  note: "To be noted",
};

/** The page; no script runs on it, and its only commands are the two above. */
export function changesPage({ blocked, summary, entries }: DiffAnswer, options: ChangesOptions): string {
  const { commit, files, nonce } = options;
  const sections = (["answer", "scenario", "text", "note"] as const).flatMap((kind) => {
    const found = entries.filter((entry) => entry.kind === kind);
    if (found.length === 0) return [];
    return [
      `<h2>${KINDS[kind]}</h2>\n<ul class="entries">${found.map((entry) => item(entry, options)).join("\n")}</ul>`,
    ];
  });
  const head =
    blocked === null
      ? `<h1>${escapeHtml(summary === "" ? "No answer changes" : summary)}</h1>`
      : `<h1>Not compared</h1>\n<p>The two could not be compared: ${escapeHtml(blocked)}. Mend the errors and compare again.</p>`;
  const full =
    blocked === null && entries.length > 0
      ? `<p><a href="command:${SHOW_DETAILS}">All of it, with regions and citations</a></p>`
      : "";
  const differs =
    files.length === 0
      ? "No source differs."
      : `Sources that differ: ${files.map((file) => `<code>${escapeHtml(file)}</code>`).join(", ")}.`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>Compared with HEAD</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
${head}
<p class="soft">The working copy, unsaved text included, compared with commit <code>${escapeHtml(commit)}</code>. ${differs}</p>
${sections.join("\n")}
${full}
</body>
</html>`;
}

function item(entry: DiffEntry, { pathOf }: ChangesOptions): string {
  const { direction, title, where, witness, places } = entry;
  const sign =
    direction === "tighter" ? "▲" : direction === "looser" ? "▼" : direction === "changed" ? "◆" : "•";
  const regions = where.map((region) => `<li>${escapeHtml(region)}</li>`).join("");
  const links = places.map(({ uri, range }) => {
    const target = encodeURIComponent(JSON.stringify([uri, range]));
    return `<a href="command:${OPEN_PLACE}?${target}">${escapeHtml(pathOf(uri))}:${range.start.line + 1}</a>`;
  });
  const shown =
    witness === null
      ? ""
      : `<details><summary>a case that shows it, as of ${escapeHtml(witness.asOf)}</summary><pre>${escapeHtml(JSON.stringify(witness.case, null, 2))}</pre></details>`;
  return `<li class="${direction ?? "plain"}"><p><span class="sign" aria-hidden="true">${sign}</span> ${escapeHtml(title)}</p>
${regions === "" ? "" : `<ul class="where">${regions}</ul>`}
${links.length === 0 ? "" : `<p class="soft">edited: ${links.join(", ")}</p>`}
${shown}</li>`;
}

const STYLE = `
body { padding: 0 1.2rem 2rem; font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5;
  color: var(--vscode-foreground); background: var(--vscode-editor-background); }
h1 { margin: 1rem 0 0.25rem; font-size: 1.5em; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1.1em; }
p { margin: 0.25rem 0; }
.soft { color: var(--vscode-descriptionForeground); }
.entries { margin: 0; padding: 0; list-style: none; }
.entries > li { margin: 0 0 0.75rem; padding: 0.4rem 0.8rem; border-left: 3px solid var(--vscode-descriptionForeground); }
.entries > .tighter { border-left-color: var(--vscode-charts-red, var(--vscode-contrastBorder)); }
.entries > .looser { border-left-color: var(--vscode-charts-green, var(--vscode-contrastBorder)); }
.entries > .changed { border-left-color: var(--vscode-charts-yellow, var(--vscode-contrastBorder)); }
.tighter .sign { color: var(--vscode-charts-red, inherit); }
.looser .sign { color: var(--vscode-charts-green, inherit); }
.where { margin: 0.25rem 0; padding-left: 1.4rem; font-family: var(--vscode-editor-font-family); }
pre { margin: 0.25rem 0; padding: 0.5rem; overflow-x: auto; background: var(--vscode-textCodeBlock-background);
  font-family: var(--vscode-editor-font-family); }
code { font-family: var(--vscode-editor-font-family); }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
summary { cursor: pointer; }
`;
