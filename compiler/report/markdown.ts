/**
 * Pages as Markdown for reading in a repository. Every text of a source is escaped: no markup of a source becomes
 * markup of the page.
 */
import type { Span } from "../../grammar/base/span.ts";
import {
  anchor,
  type Block,
  clauseAnchor,
  type Page,
  type Part,
  pageAddress,
  rootOf,
  type Table,
  type Targets,
  visible,
} from "./document.ts";
import type { Phrase, Piece, Statement } from "./phrase.ts";

/** Escapes a text for a line of Markdown. */
export function markdownText(raw: string): string {
  return (
    visible(raw)
      .replace(/\s+/g, " ")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/[\\`*_{}[\]()#|~!]/g, "\\$&")
      .replace(/^(\s*)([-+=])/, "$1\\$2")
      // A digit cannot be escaped: the point behind it makes the list.
      .replace(/^(\s*\d+)\./, "$1\\.")
      // A bare address would become a link by itself.
      .replace(/:(?=\/\/)/g, "&#58;")
      .replace(/@/g, "&#64;")
  );
}

/** A text as code; a backtick inside is shown as an apostrophe-like mark, so that the code cannot end early. */
function code(raw: string): string {
  return `\`${visible(raw).replace(/\s+/g, " ").replaceAll("`", "ˋ").replaceAll("|", "¦")}\``;
}

/** Writes one page, block by block. */
export class MarkdownPage {
  readonly #page: Page;
  readonly #targets: Targets;
  readonly #write: (text: string) => void;
  /** from this page to the folder of its language, and from there to that of the report */
  readonly #root: string;
  readonly #home: string;
  readonly #clauses = new Set<string>();

  /** Begins the page with the way to it and its title. `home` leads from the folder of its language to the report's. */
  constructor(page: Page, targets: Targets, home: string, write: (text: string) => void) {
    this.#page = page;
    this.#targets = targets;
    this.#write = write;
    this.#root = rootOf(page.name);
    this.#home = home;
    const trail = (page.trail ?? []).map((link) => `${this.#link(link.text, link.page)} / `).join("");
    write(
      trail === ""
        ? `# ${markdownText(page.title)}`
        : `${trail}${markdownText(page.title)}\n\n# ${markdownText(page.title)}`,
    );
  }

  part(_part: Part): void {
    // Parts follow one another; nothing parts them.
  }

  block(block: Block): void {
    switch (block.kind) {
      case "table":
        this.#table(block);
        break;
      case "fold":
        this.#write(`\n\n**${this.#phrase(block.summary)}**`);
        for (const inner of block.blocks) this.block(inner);
        break;
      case "figure":
        this.#write(`\n\n${this.#phrase(block.caption)}`);
        this.#table(block.table);
        break;
      default: {
        const text = this.#short(block);
        if (text !== "") this.#write(`\n\n${text}`);
      }
    }
  }

  end(): void {
    this.#write("\n");
  }

  /** Row by row: a table of dates or citations has one for each declaration. */
  #table({ head, rows }: Table): void {
    this.#write(`\n\n${row(head.map(markdownText))}\n${row(head.map(() => "---"))}`);
    for (const cells of rows) this.#write(`\n${row(cells.map((cell) => this.#phrase(cell)))}`);
  }

  #short(block: Exclude<Block, { kind: "table" | "fold" | "figure" }>): string {
    switch (block.kind) {
      case "heading": {
        const id = block.id === null ? "" : `<a id="${anchor(block.id)}"></a>`;
        return `${"#".repeat(block.level)} ${id}${this.#phrase(block.text)}${this.#place(block.span)}`;
      }
      case "paragraph":
        return this.#phrase(block.text);
      case "remark":
        return block.text
          .split("\n")
          .map((line) => `> ${markdownText(line)}`.trimEnd())
          .join("\n");
      case "facts":
        return block.rows
          .map(([label, value]) => `- ${markdownText(label)}: ${this.#phrase(value)}`)
          .join("\n");
      case "statements":
        return this.#statements(block.statements, "").join("\n");
      case "links":
        return block.links.map((link) => `- ${this.#link(link.text, link.page)}`).join("\n");
      case "cards":
        return block.cards
          .map((card) => `- ${this.#link(card.title, card.page)}: ${this.#phrase(card.text)}`)
          .join("\n");
      case "raw":
        return this.#phrase(block.instead);
    }
  }

  #phrase(phrase: Phrase): string {
    return phrase.map((piece) => this.#piece(piece)).join("");
  }

  #piece(piece: Piece): string {
    if (typeof piece === "string") return spaced(piece);
    switch (piece.kind) {
      case "literal":
        return code(piece.text);
      case "foreign":
        return markdownText(piece.text);
      case "strong":
        return `**${markdownText(piece.text)}**`;
      case "place":
        return this.#place(piece.span).trim();
      case "break":
        return "; ";
      case "badge":
        return `**${markdownText(piece.text)}**`;
      case "clause": {
        const place = this.#targets.placeOf(piece.span);
        return place === null
          ? markdownText(piece.text)
          : `[${markdownText(piece.text)}](#${clauseAnchor(place)})`;
      }
      case "link":
        // a page that reads its fragment is played with: only its HTML form can be
        return piece.fragment === undefined
          ? this.#link(piece.text, piece.page, piece.id)
          : `[${markdownText(piece.text)}](${this.#root}${pageAddress(piece.page, "html")}#${piece.fragment})`;
      case "term": {
        const page = this.#targets.pageOf(piece.id);
        if (page === null) return markdownText(piece.text);
        const file = page === this.#page.name ? "" : this.#root + pageAddress(page, "md");
        return `[${markdownText(piece.text)}](${file}#${anchor(piece.id)})`;
      }
    }
  }

  #link(said: string, page: string, id?: string): string {
    const place = id === undefined ? "" : `#${anchor(id)}`;
    return `[${markdownText(said)}](${this.#root}${pageAddress(page, "md")}${place})`;
  }

  #statements(statements: readonly Statement[], indent: string): string[] {
    return statements.flatMap((s) => {
      const label = s.label === null ? "" : `**${markdownText(s.label)}** `;
      const cite = s.citation === null ? "" : ` \\[${markdownText(s.citation)}\\]`;
      return [
        `${indent}- ${this.#clauseId(s.span)}${label}${this.#phrase(s.phrase)}${cite}${this.#place(s.span)}`,
        ...this.#statements(s.parts, `${indent}  `),
      ];
    });
  }

  /** The anchor of a clause, where it is first said. */
  #clauseId(span: Span | null): string {
    const place = span === null || this.#page.hasClauses !== true ? null : this.#targets.placeOf(span);
    if (place === null) return "";
    const id = clauseAnchor(place);
    if (this.#clauses.has(id)) return "";
    this.#clauses.add(id);
    return `<a id="${id}"></a>`;
  }

  #place(span: Span | null): string {
    if (span === null) return "";
    const place = this.#targets.placeOf(span);
    if (place === null) return ` (${markdownText(span.file)})`;
    return ` ([${markdownText(place.text)}](${markdownAddress(this.#root + this.#home + place.address)}))`;
  }
}

/** Brackets would end the link. */
function markdownAddress(address: string): string {
  return address.replaceAll("(", "%28").replaceAll(")", "%29");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A piece keeps the blanks at its ends: it stands beside others. */
function spaced(piece: string): string {
  const inner = piece.trim();
  if (inner === "") return piece === "" ? "" : " ";
  const before = /^\s/.test(piece) ? " " : "";
  const after = /\s$/.test(piece) ? " " : "";
  return `${before}${markdownText(inner)}${after}`;
}
