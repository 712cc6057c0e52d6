/** A page of a report, before it is written in a format. Text is raw here; each writer escapes all of it. */
import type { Span } from "../../grammar/base/span.ts";
import type { Phrase, Statement } from "./phrase.ts";

export interface Page {
  /** path without extension, relative to the folder of its language; may stand in a folder (`measure/us.ac_a`) */
  readonly name: string;
  readonly title: string;
  /** the pages above it, the first page of the report first; absent on that one */
  readonly trail?: readonly PageLink[];
  /** what it does beside being read; absent: it has no script */
  readonly behavior?: Behavior;
  /** its tables hold pieces of kind `clause`: each sentence gets an anchor */
  readonly hasClauses?: boolean;
  readonly parts: readonly Part[];
}

/** A page by its name, and what a link to it says. */
export interface PageLink {
  readonly page: string;
  readonly text: string;
}

/**
 * Script and style of a page that is played with. Both are allowed by their hash and must be the compiler's own: no text
 * of a source may stand in them. Such texts travel as data, in a `raw` block.
 */
export interface Behavior {
  readonly script: string;
  readonly style: string;
  /** it runs itself once more in a thread of its own */
  readonly threads?: true;
}

/** A part of a page, made when it is written: the page of a large law is never whole in memory. */
export interface Part {
  /** ids of the declarations it describes */
  readonly ids: readonly string[];
  /** the section that begins here, or null */
  readonly section: { readonly id: string; readonly title: string } | null;
  readonly blocks: () => readonly Block[];
}

/** Blocks that describe no declaration. */
export function plainPart(blocks: () => readonly Block[]): Part {
  return { ids: [], section: null, blocks };
}

/** The heading of a section. */
export function sectionPart(title: string, word: string): Part {
  const id = `section.${word}`;
  const heading: Block = { kind: "heading", level: 2, text: [title], id, span: null };
  return { ids: [], section: { id, title }, blocks: () => [heading] };
}

export type Block =
  | {
      readonly kind: "heading";
      readonly level: 2 | 3 | 4;
      readonly text: Phrase;
      /** id of the declaration described below it, or a word for a section */
      readonly id: string | null;
      /** its source */
      readonly span: Span | null;
    }
  | { readonly kind: "paragraph"; readonly text: Phrase }
  /** the author's own comment on a declaration */
  | { readonly kind: "remark"; readonly text: string }
  | { readonly kind: "facts"; readonly rows: readonly (readonly [label: string, value: Phrase])[] }
  | { readonly kind: "statements"; readonly statements: readonly Statement[] }
  | Table
  /** links to other pages of the report */
  | { readonly kind: "links"; readonly links: readonly PageLink[] }
  /** ways into the report: each a page, what it answers, and perhaps a figure */
  | { readonly kind: "cards"; readonly cards: readonly Card[] }
  /** what is read on demand; on paper it is always shown */
  | { readonly kind: "fold"; readonly summary: Phrase; readonly blocks: readonly Block[] }
  | Figure
  | Raw;

export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Phrase[])[];
  /** the first cell of each row names it */
  readonly rowHeads?: boolean;
  /** each row is read by itself: on a phone its cells stand below one another, each with the head of its column */
  readonly stacks?: boolean;
  /** it has as many columns as a law needs: where the page is too narrow for them, it scrolls in itself, and its head does not stay */
  readonly scrolls?: boolean;
}

export interface Card {
  readonly page: string;
  readonly title: string;
  readonly text: Phrase;
}

/** A drawing with the same data as a table: the table is all that Markdown shows. */
export interface Figure {
  readonly kind: "figure";
  /**
   * Markup of one `<svg>`, made and escaped by the compiler, sized by its `viewBox`. The content policy forbids `style`
   * attributes and elements in it: it is drawn with presentation attributes, and `currentColor` follows light and dark.
   */
  readonly svg: string;
  readonly caption: Phrase;
  /** what the drawing shows, in a sentence, for those who do not see it */
  readonly alternative: string;
  readonly table: Table;
}

/** Markup of a page with a behavior, made and escaped by the compiler. */
export interface Raw {
  readonly kind: "raw";
  /** writes it in pieces: data of a large law is never whole in memory */
  readonly write: (write: (text: string) => void) => void;
  /** what Markdown says instead */
  readonly instead: Phrase;
}

/** Resolves what pieces point at: where a declaration is described, and where a span stands in its file. */
export interface Targets {
  /** page name of the declaration, or null if the report does not describe it */
  readonly pageOf: (id: string) => string | null;
  /** where a span stands in the sources that travel with the report, or null where its text is not at hand */
  readonly placeOf: (span: Span) => Place | null;
}

/** From a page to the folder that page names are relative to. */
export function rootOf(page: string): string {
  return "../".repeat(page.split("/").length - 1);
}

/** Address of a page, relative to that folder; never outside it, whatever the page is called. */
export function pageAddress(page: string, extension: "html" | "md"): string {
  const parts = page.split("/").filter((part) => !["", ".", ".."].includes(part));
  return `${parts.map(encodeURIComponent).join("/")}.${extension}`;
}

/** A line of a declaration, as a reader finds it and as a link reaches it. */
export interface Place {
  /** `us/base.cordon#ac_zone:3` */
  readonly text: string;
  /** relative to the report folder */
  readonly address: string;
  /** the declaration it lies in, and its first character counted from the declaration's */
  readonly declaration: string;
  readonly offset: number;
}

/** Anchor of the sentence that says a clause; of no line and of no declaration. */
export function clauseAnchor({ declaration, offset }: Place): string {
  return `${anchor(declaration)}-c${offset}`;
}

/** An anchor that is safe in an address and distinct for distinct ids. */
export function anchor(id: string): string {
  return id.replace(/[^A-Za-z0-9._]/gu, (c) => `~${c.codePointAt(0)!.toString(16)}~`);
}

// Control characters, and the marks that make a reader see another order than the file holds.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Shows invisible and direction-changing characters by name: sources are not trusted to look like what they are. */
export function visible(text: string): string {
  return text.replace(
    INVISIBLE,
    (c) => `[U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}

/** Path of a source's page inside the report folder: never leaves it, whatever the file is called. */
export function sourcePagePath(file: string): string {
  const parts = file.split("/").filter((part) => part !== "" && part !== ".");
  return `source/${parts.map((part) => (part === ".." ? "__" : part)).join("/")}.html`;
}

/** Address of a line of a declaration (counted from 1, from its first line), relative to the report folder. */
export function sourceAddress(file: string, declaration: string, line: number): string {
  return `${sourcePagePath(file).split("/").map(encodeURIComponent).join("/")}#${lineAnchor(declaration, line)}`;
}

/** Anchor of a line of a declaration; no declaration's own anchor has a hyphen. */
export function lineAnchor(declaration: string, line: number): string {
  return `${anchor(declaration)}-L${line}`;
}
