/**
 * Pages as HTML that opens from disk: one file, no script, no network, readable in light and dark and on paper.
 *
 * Invariant: every text of a source passes `text()`. Sources are hostile until read: they may hold markup, scripts
 * and characters that reverse the order of what is shown.
 */
import escapeHtml from "escape-html";
import type { Span } from "../../grammar/base/span.ts";
import { anchor, type Block, type Page, type Targets, visible } from "./document.ts";
import type { Phrase, Piece, Statement } from "./phrase.ts";

export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fdfdfc; --soft: #5b6570; --line: #d5d9de; --link: #0b57a4; --mark: #eef2f6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e6ea; --paper: #14171b; --soft: #9aa4af; --line: #333a42; --link: #7db8ff; --mark: #20262d; } }
body { margin: 0 auto; padding: 1.5rem; max-width: 60rem; color: var(--ink); background: var(--paper); font: 1rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, h3, h4, nav, table, dt { font-family: system-ui, sans-serif; }
h1 { font-size: 1.7rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h3 { margin-top: 1.8rem; }
a { color: var(--link); } a.place { color: var(--soft); font: 0.8rem system-ui, sans-serif; text-decoration: none; white-space: nowrap; }
a.place:hover, a.place:focus { text-decoration: underline; }
code { background: var(--mark); padding: 0 0.2em; font-size: 0.92em; }
ul.statements { padding-left: 1.4rem; } ul.statements li { margin: 0.25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; } dt { color: var(--soft); font-size: 0.9rem; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; } caption { text-align: left; color: var(--soft); padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem 0.3rem 0; }
.remark { color: var(--soft); white-space: pre-wrap; } .cite { color: var(--soft); }
pre { font: 0.85rem/1.45 ui-monospace, Consolas, monospace; overflow-x: auto; } pre a { color: var(--soft); text-decoration: none; } pre span:target { background: var(--mark); outline: 1px solid var(--link); }
@media print { body { max-width: none; } a { color: inherit; } a.place { white-space: normal; } }
`;

/** Escapes a text of a source for an element or a quoted attribute. */
export function text(raw: string): string {
  return escapeHtml(visible(raw));
}

/** A whole page around a body. `styleHash` is the base64 SHA-256 of `STYLE`: no other style and no script may run. */
export function shell(title: string, body: string, styleHash: string): string {
  return `${pageHead(title, styleHash)}${body}${PAGE_END}`;
}

/** What every page begins with. */
export function pageHead(title: string, styleHash: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
`;
}

/** What every page ends with. */
export const PAGE_END = `
</body>
</html>
`;

/** Writes one page, block by block. */
export class HtmlPage {
  readonly #page: string;
  readonly #targets: Targets;
  readonly #write: (text: string) => void;

  /** Begins the page: its head, title and contents. */
  constructor(page: Page, targets: Targets, styleHash: string, write: (text: string) => void) {
    this.#page = page.name;
    this.#targets = targets;
    this.#write = write;
    const contents = page.parts.flatMap(({ section }) =>
      section === null ? [] : [`<a href="#${anchor(section.id)}">${text(section.title)}</a>`],
    );
    const nav = contents.length < 2 ? "" : `<nav aria-label="Contents">${contents.join(" · ")}</nav>\n`;
    write(`${pageHead(page.title, styleHash)}<main>\n<h1>${text(page.title)}</h1>\n${nav}`);
  }

  block(block: Block): void {
    if (block.kind === "table") this.#table(block);
    else this.#write(this.#short(block));
    this.#write("\n");
  }

  end(): void {
    this.#write(`</main>${PAGE_END}`);
  }

  /** Row by row: a table of dates or citations has one for each declaration. */
  #table({ caption, head, rows }: Extract<Block, { kind: "table" }>): void {
    const titles = head.map((cell) => `<th scope="col">${text(cell)}</th>`).join("");
    this.#write(`<table><caption>${text(caption)}</caption><thead><tr>${titles}</tr></thead><tbody>\n`);
    for (const row of rows)
      this.#write(`<tr>${row.map((cell) => `<td>${this.#phrase(cell)}</td>`).join("")}</tr>\n`);
    this.#write("</tbody></table>");
  }

  #short(block: Exclude<Block, { kind: "table" }>): string {
    switch (block.kind) {
      case "heading": {
        const id = block.id === null ? "" : ` id="${anchor(block.id)}"`;
        return `<h${block.level}${id}>${this.#phrase(block.text)}${this.#place(block.span)}</h${block.level}>`;
      }
      case "paragraph":
        return `<p>${this.#phrase(block.text)}</p>`;
      case "remark":
        return `<p class="remark">${text(block.text)}</p>`;
      case "facts":
        return `<dl>${block.rows.map(([label, value]) => `<dt>${text(label)}</dt><dd>${this.#phrase(value)}</dd>`).join("")}</dl>`;
      case "statements":
        return this.#statements(block.statements);
      case "links":
        return `<ul>${block.links.map((link) => `<li><a href="${encodeURIComponent(link.page)}.html">${text(link.text)}</a></li>`).join("")}</ul>`;
    }
  }

  #phrase(phrase: Phrase): string {
    return phrase.map((piece) => this.#piece(piece)).join("");
  }

  #piece(piece: Piece): string {
    if (typeof piece === "string") return text(piece);
    switch (piece.kind) {
      case "literal":
        return `<code>${text(piece.text)}</code>`;
      case "strong":
        return `<strong>${text(piece.text)}</strong>`;
      case "place":
        return this.#place(piece.span).trim();
      case "term": {
        const page = this.#targets.pageOf(piece.id);
        if (page === null) return text(piece.text);
        const file = page === this.#page ? "" : `${encodeURIComponent(page)}.html`;
        return `<a href="${file}#${anchor(piece.id)}">${text(piece.text)}</a>`;
      }
    }
  }

  #statements(statements: readonly Statement[]): string {
    if (statements.length === 0) return "";
    return `<ul class="statements">${statements.map((s) => this.#statement(s)).join("\n")}</ul>`;
  }

  #statement(s: Statement): string {
    const label = s.label === null ? "" : `<strong>${text(s.label)}</strong> `;
    const cite = s.citation === null ? "" : ` <span class="cite">[${text(s.citation)}]</span>`;
    const parts = s.parts.length === 0 ? "" : `\n${this.#statements(s.parts)}`;
    return `<li>${label}${this.#phrase(s.phrase)}${cite}${this.#place(s.span)}${parts}</li>`;
  }

  #place(span: Span | null): string {
    if (span === null) return "";
    const place = this.#targets.placeOf(span);
    if (place === null) return ` <span class="cite">${text(span.file)}</span>`;
    return ` <a class="place" href="${text(place.address)}">${text(place.text)}</a>`;
  }
}
