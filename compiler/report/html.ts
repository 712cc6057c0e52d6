/**
 * Pages as HTML that opens from disk: one file each, no network, no script but where a page is played with, readable in light
 * and dark, at phone and desk size, and on paper.
 *
 * Invariant: every text of a source passes `text()`. Sources are hostile until read: they may hold markup, scripts
 * and characters that reverse the order of what is shown.
 */
import escapeHtml from "escape-html";
import type { Span } from "../../grammar/base/span.ts";
import {
  anchor,
  type Behavior,
  type Block,
  clauseAnchor,
  type Figure,
  type Page,
  type PageLink,
  type Part,
  pageAddress,
  rootOf,
  type Table,
  type Targets,
  visible,
} from "./document.ts";
import { type Phrase, type Piece, plain, type Statement } from "./phrase.ts";
import { STYLE } from "./style.ts";
import { languageOf } from "./wording/wording.ts";

export { STYLE } from "./style.ts";

/** Escapes a text of a source for an element or a quoted attribute. */
export function text(raw: string): string {
  return escapeHtml(visible(raw));
}

/** What stands around every page of a report. */
export interface Frame {
  /** language of the page, as HTML names it */
  readonly lang: string;
  /** name of the whole report */
  readonly title: string;
  /** pages that every page leads to */
  readonly nav: readonly PageLink[];
  /** the same page in other languages: the path from the folder of this language to that of the other */
  readonly languages: readonly { readonly lang: string; readonly text: string; readonly folder: string }[];
  /** from the folder of this language to the report's folder, where the sources are: empty or `../` */
  readonly home: string;
  readonly foot: Phrase;
  readonly words: FrameWords;
}

/** Words of the frame itself, most of them for those who hear a page. */
export interface FrameWords {
  readonly skip: string;
  readonly site: string;
  readonly trail: string;
  readonly contents: string;
  readonly languages: string;
  readonly data: string;
}

/** SHA-256 of a text in base64, as a content security policy asks for. */
export type Hash = (text: string) => string;

/** A page of its own, outside a report, around a body. `styleHash` is the hash of `STYLE`: nothing else may run. */
export function shell(title: string, body: string, styleHash: string): string {
  return `${head(title, "en", `style-src 'sha256-${styleHash}'`, STYLE)}<body>\n<div class="page">\n${body}\n</div>\n</body>\n</html>\n`;
}

function head(title: string, lang: string, allowed: string, style: string): string {
  return `<!doctype html>
<html lang="${text(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${allowed}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${style}</style>
</head>
`;
}

/** Rows of one table element; a longer table is written as several, of which the browser draws those in view. */
const ROWS = 100;
/** Tables with more columns scroll sideways on a narrow screen. */
const NARROW = 4;
/** A value no longer than a day is not broken between lines. */
const SHORT = 14;
/** A page with more parts is drawn as it comes into view. */
const PARTS = 24;

/** Writes one page, block by block. */
export class HtmlPage {
  readonly #page: Page;
  readonly #targets: Targets;
  readonly #frame: Frame;
  readonly #write: (text: string) => void;
  /** from this page to the folder of its language */
  readonly #root: string;
  readonly #isLong: boolean;
  /** anchors of clauses already given: a clause common to several versions is said in each */
  readonly #clauses = new Set<string>();
  #isOpen = false;
  /** the last heading: a table under it that is called the same does not say so twice */
  #heading = "";

  /** Begins the page: its head, title and contents. */
  constructor(page: Page, targets: Targets, frame: Frame, hash: Hash, write: (text: string) => void) {
    this.#page = page;
    this.#targets = targets;
    this.#frame = frame;
    this.#write = write;
    this.#root = rootOf(page.name);
    this.#isLong = page.parts.length > PARTS;
    this.#begin(hash);
  }

  /** Begins a part: what follows until the next one is its own. */
  part(part: Part): void {
    this.#closePart();
    if (!this.#isLong || part.section !== null) return;
    this.#write('<div class="part">\n');
    this.#isOpen = true;
  }

  block(block: Block): void {
    switch (block.kind) {
      case "table":
        this.#table(block);
        break;
      case "raw":
        block.write(this.#write);
        break;
      case "fold":
        this.#write(`<details><summary>${this.#phrase(block.summary)}</summary>\n`);
        for (const inner of block.blocks) this.block(inner);
        this.#write("</details>");
        break;
      case "figure":
        this.#figure(block);
        break;
      default:
        this.#write(this.#short(block));
    }
    this.#write("\n");
  }

  end(): void {
    this.#closePart();
    const { behavior } = this.#page;
    const script = behavior === undefined ? "" : `<script>${behavior.script}</script>\n`;
    this.#write(
      `</main>\n</div>\n<footer class="foot">${this.#phrase(this.#frame.foot)}</footer>\n</div>\n${script}</body>\n</html>\n`,
    );
  }

  #closePart(): void {
    if (this.#isOpen) this.#write("</div>\n");
    this.#isOpen = false;
  }

  /** The attribute of an author's text that is in another language than the page. */
  #languageOf(raw: string): string {
    const lang = languageOf(raw);
    return this.#frame.lang.startsWith(lang) ? "" : ` lang="${lang}"`;
  }

  #begin(hash: Hash): void {
    const { title, behavior } = this.#page;
    const { lang, words } = this.#frame;
    const whole = this.#page.name === "index" ? title : `${title} · ${this.#frame.title}`;
    const body = `<body>
<a class="skip" href="#main">${text(words.skip)}</a>
${this.#bar()}
<div class="page">
${this.#trail()}`;
    const contents = this.#contents();
    const [split, nav] = contents === "" ? ["", ""] : [' class="split"', `${contents}\n`];
    const style = behavior === undefined ? STYLE : `${STYLE}${behavior.style}`;
    this.#write(
      `${head(whole, lang, policy(style, behavior, hash), style)}${body}<div${split}>\n${nav}<main id="main" tabindex="-1">\n<h1>${text(title)}</h1>\n`,
    );
  }

  #bar(): string {
    const { nav, title, languages, words } = this.#frame;
    const links = nav.map(({ page, text: said }) => {
      const current = page === this.#page.name ? ' aria-current="page"' : "";
      return `<a href="${this.#address(page)}"${current}>${text(said)}</a>`;
    });
    const others = languages.map(
      ({ lang, text: said, folder }) =>
        `<a lang="${text(lang)}" hreflang="${text(lang)}" href="${text(this.#root + folder)}${pageAddress(this.#page.name, "html")}">${text(said)}</a>`,
    );
    const switcher =
      others.length === 0
        ? ""
        : `<nav class="langs" aria-label="${text(words.languages)}">${others.join("")}</nav>`;
    return `<header class="bar"><a class="home" href="${this.#address("index")}">${text(title)}</a><nav aria-label="${text(words.site)}">${links.join("")}</nav>${switcher}</header>`;
  }

  #trail(): string {
    const { trail = [], title } = this.#page;
    if (trail.length === 0) return "";
    const above = trail.map(
      ({ page, text: said }) => `<li><a href="${this.#address(page)}">${text(said)}</a></li>`,
    );
    return `<nav class="trail" aria-label="${text(this.#frame.words.trail)}"><ol>${above.join("")}<li aria-current="page">${text(title)}</li></ol></nav>\n`;
  }

  #contents(): string {
    const sections = this.#page.parts.flatMap(({ section }) => (section === null ? [] : [section]));
    if (sections.length < 2) return "";
    const links = sections.map(({ id, title }) => `<li><a href="#${anchor(id)}">${text(title)}</a></li>`);
    return `<nav class="contents" aria-label="${text(this.#frame.words.contents)}"><ul>${links.join("")}</ul></nav>`;
  }

  /** Row by row: a table of dates or citations has one for each declaration. */
  #table(table: Table): void {
    const { caption, head, rows } = table;
    const roles = rolesOf(table);
    const titles = head.map((cell) => `<th scope="col"${roles.head}>${text(cell)}</th>`).join("");
    const looks = [...(head.length > NARROW ? ["wide"] : []), ...(table.stacks === true ? ["stack"] : [])];
    const look = looks.length === 0 ? "" : ` class="${looks.join(" ")}"`;
    const isLong = rows.length > ROWS + ROWS / 2;
    for (let from = 0; from === 0 || from < rows.length; from += isLong ? ROWS : rows.length) {
      const piece = isLong ? rows.slice(from, from + ROWS) : rows;
      const numbers = isLong ? ` (${from + 1}–${from + piece.length} / ${rows.length})` : "";
      const said = text(caption + numbers);
      const box = piece.some((row) => row.some((cell) => cell.some(isLink)))
        ? ""
        : ` tabindex="0" role="region" aria-label="${said}"`;
      this.#write(
        `<div class="scroll${isLong ? " part" : ""}${table.scrolls === true ? " across" : ""}"${box}><table${look}${roles.table}><caption${caption + numbers === this.#heading ? ' class="vh"' : ""}>${said}</caption><thead${roles.group}><tr${roles.row}>${titles}</tr></thead><tbody${roles.group}>\n`,
      );
      for (const row of piece) this.#write(this.#row(row, table, roles));
      this.#write("</tbody></table></div>\n");
      if (rows.length === 0) return;
    }
  }

  #row(row: readonly Phrase[], { head, rowHeads, stacks }: Table, roles: Roles): string {
    const cells = row.map((cell, i) => {
      const inner = this.#phrase(cell);
      if (rowHeads === true && i === 0) return `<th scope="row"${roles.rowHead}>${inner}</th>`;
      const named = stacks === true ? ` data-head="${text(head[i] ?? "")}"` : "";
      return `<td${roles.cell}${named}>${inner}</td>`;
    });
    return `<tr${roles.row}>${cells.join("")}</tr>\n`;
  }

  #figure({ svg, caption, alternative, table }: Figure): void {
    this.#write(
      `<figure><div class="scroll" role="img" aria-label="${text(alternative)}" tabindex="0">${svg}</div><figcaption>${this.#phrase(caption)}</figcaption><details><summary>${text(this.#frame.words.data)}</summary>\n`,
    );
    this.#table(table);
    this.#write("</details></figure>");
  }

  #short(block: Exclude<Block, { kind: "table" | "raw" | "fold" | "figure" }>): string {
    switch (block.kind) {
      case "heading": {
        this.#heading = plain(block.text);
        const id = block.id === null ? "" : ` id="${anchor(block.id)}"`;
        return `<h${block.level}${id}>${this.#phrase(block.text)}${this.#place(block.span)}</h${block.level}>`;
      }
      case "paragraph":
        return `<p>${this.#phrase(block.text)}</p>`;
      case "remark":
        return `<p class="remark"${this.#languageOf(block.text)}>${text(block.text)}</p>`;
      case "facts":
        return `<dl>${block.rows.map(([label, value]) => `<dt>${text(label)}</dt><dd>${this.#phrase(value)}</dd>`).join("")}</dl>`;
      case "statements":
        return this.#statements(block.statements);
      case "links":
        return `<ul>${block.links.map((link) => `<li><a href="${this.#address(link.page)}">${text(link.text)}</a></li>`).join("")}</ul>`;
      case "cards":
        return `<ul class="cards">${block.cards.map((card) => `<li><a href="${this.#address(card.page)}">${text(card.title)}</a><p>${this.#phrase(card.text)}</p></li>`).join("")}</ul>`;
    }
  }

  #address(page: string): string {
    return `${this.#root}${pageAddress(page, "html")}`;
  }

  #phrase(phrase: Phrase): string {
    return phrase.map((piece) => this.#piece(piece)).join("");
  }

  #piece(piece: Piece): string {
    if (typeof piece === "string") return text(piece);
    switch (piece.kind) {
      case "literal":
        return `<code${piece.text.length <= SHORT ? ' class="s"' : ""}>${text(piece.text)}</code>`;
      case "strong":
        return `<strong>${text(piece.text)}</strong>`;
      case "badge":
        return `<span class="badge t-${piece.tone}">${text(piece.text)}</span>`;
      case "foreign":
        return `<span lang="${text(piece.lang)}">${text(piece.text)}</span>`;
      case "place":
        return this.#place(piece.span).trim();
      case "break":
        return "<br>";
      case "clause":
        return this.#clause(piece.text, piece.span);
      case "link": {
        return `<a href="${this.#address(piece.page)}${text(placeIn(piece))}">${text(piece.text)}</a>`;
      }
      case "term":
        return this.#term(
          piece.text,
          piece.id,
          piece.lang === undefined ? "" : ` lang="${text(piece.lang)}"`,
        );
    }
  }

  #term(said: string, id: string, lang: string): string {
    const page = this.#targets.pageOf(id);
    if (page === null) return lang === "" ? text(said) : `<span${lang}>${text(said)}</span>`;
    const file = page === this.#page.name ? "" : this.#address(page);
    return `<a href="${file}#${anchor(id)}"${lang}>${text(said)}</a>`;
  }

  #statements(statements: readonly Statement[]): string {
    if (statements.length === 0) return "";
    return `<ul class="statements">${statements.map((s) => this.#statement(s)).join("\n")}</ul>`;
  }

  #statement(s: Statement): string {
    const label = s.label === null ? "" : `<strong>${text(s.label)}</strong> `;
    const cite = s.citation === null ? "" : ` <span class="cite">[${text(s.citation)}]</span>`;
    const parts = s.parts.length === 0 ? "" : `\n${this.#statements(s.parts)}`;
    return `<li${this.#clauseId(s.span)}>${label}${this.#phrase(s.phrase)}${cite}${this.#mark(s.span)}${parts}</li>`;
  }

  /** The anchor of a clause, where it is first said; only pages whose rows lead to clauses have any. */
  #clauseId(span: Span | null): string {
    if (span === null || this.#page.hasClauses !== true) return "";
    const place = this.#targets.placeOf(span);
    if (place === null) return "";
    const id = clauseAnchor(place);
    if (this.#clauses.has(id)) return "";
    this.#clauses.add(id);
    return ` id="${id}"`;
  }

  #clause(said: string, span: Span): string {
    const place = this.#targets.placeOf(span);
    if (place === null) return text(said);
    return `<a href="#${clauseAnchor(place)}">${text(said)}</a>`;
  }

  /** The place of a sentence, as a mark that is heard and shown in full on demand: there is one behind every sentence. */
  #mark(span: Span | null): string {
    const place = span === null ? null : this.#targets.placeOf(span);
    if (place === null) return this.#place(span);
    const line = /:(\d+)$/.exec(place.text)?.[1] ?? place.text;
    const full = text(place.text);
    return ` <a class="place mark" href="${text(this.#root + this.#frame.home + place.address)}" title="${full}" aria-label="${full}">${text(line)}</a>`;
  }

  #place(span: Span | null): string {
    if (span === null) return "";
    const place = this.#targets.placeOf(span);
    if (place === null) return ` <span class="cite">${text(span.file)}</span>`;
    return ` <a class="place" href="${text(this.#root + this.#frame.home + place.address)}">${text(place.text)}</a>`;
  }
}

/** Attributes that say what the elements of a table are. */
type Roles = Readonly<Record<"table" | "group" | "row" | "head" | "rowHead" | "cell", string>>;

/** Drawn as blocks, elements of a table are no table any more to those who hear it, unless they say so. */
function rolesOf({ stacks }: Table): Roles {
  const role = (name: string): string => (stacks === true ? ` role="${name}"` : "");
  return {
    table: role("table"),
    group: role("rowgroup"),
    row: role("row"),
    head: role("columnheader"),
    rowHead: role("rowheader"),
    cell: role("cell"),
  };
}

/** The place of a page that a link leads to, with its `#`; empty: the page itself. */
function placeIn({ id, fragment }: Extract<Piece, { kind: "link" }>): string {
  return fragment !== undefined ? `#${fragment}` : id === undefined ? "" : `#${anchor(id)}`;
}

function isLink(piece: Piece): boolean {
  return typeof piece !== "string" && ["term", "place", "link", "clause"].includes(piece.kind);
}

/** What a page may do: show its own style, and run its own script where it has one. */
function policy(style: string, behavior: Behavior | undefined, hash: Hash): string {
  const styles = `style-src 'sha256-${hash(style)}'`;
  if (behavior === undefined) return styles;
  // a thread is made from the page's own script, which is all that a `blob:` can come from
  const threads = behavior.threads === true ? "; worker-src blob:" : "";
  return `${styles}; script-src 'sha256-${hash(behavior.script)}'${threads}`;
}
