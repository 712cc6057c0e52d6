/** Pages that an editor shows: what a finding means, and the report of a jurisdiction. */
import type { Severity } from "../../grammar/base/diagnostic.ts";
import { type Compilation, checkedLaw } from "../index.ts";
import { contentHash } from "../load/sha256.ts";
import { findMessage } from "../messages.ts";
import { MemoryOutput, type Output, type OutputFile } from "../output.ts";
import { anchor } from "../report/document.ts";
import { report } from "../report/index.ts";

export interface FindingPage {
  readonly code: string;
  readonly severity: Severity;
  readonly markdown: string;
}

/** The page of a finding; null for a code there is none of. */
export function findingPage(code: string): FindingPage | null {
  const message = findMessage(code);
  if (message === null) return null;
  const { why, wrong, right } = message.page;
  const source = (text: string): string => `\`\`\`cordon\n${text.trim()}\n\`\`\``;
  const markdown = [`# ${code}`, why.trim(), "## Wrong", source(wrong), "## Right", source(right)].join(
    "\n\n",
  );
  return { code, severity: message.severity, markdown };
}

export interface ReportPage {
  /** its place below the first page, against which its links are meant: `US/terms.html` */
  readonly path: string;
  readonly html: string;
  /** where on the page the declaration stands that was asked for; null: none was, or it has no place there */
  readonly anchor: string | null;
}

/** Which page is asked for; both null: that of the jurisdiction. */
export interface AskedPage {
  /** id of a declaration */
  readonly id: string | null;
  /** place of a page below the first one, as a link on another page leads there */
  readonly page: string | null;
}

/**
 * A page of the report: the one that is named; else the one on which a declaration stands; else, or where none describes it, the
 * page of the jurisdiction whose law a file is, and of a file of no jurisdiction the first page. Null while there are errors, and
 * for a page that there is not.
 */
export function reportPage(
  compilation: Compilation,
  file: string,
  { id, page }: AskedPage,
): ReportPage | null {
  const { program, diagnostics, sources } = checkedLaw(compilation);
  if (diagnostics.some(({ severity }) => severity === "error")) return null;
  const jurisdiction = jurisdictionOf(compilation, file);
  const pagesOf = (jurisdictions: readonly string[] | null): ReadonlyMap<string, string> => {
    const output = new Pages();
    report(program, { sources, hash: sha256Base64, jurisdictions }, output);
    return new Map(output.files().map(({ path, text }) => [path.slice("report/".length), text]));
  };
  const own = pagesOf(jurisdiction === null ? null : [jurisdiction]);
  if (page !== null) {
    const html = own.get(page) ?? (jurisdiction === null ? undefined : pagesOf(null).get(page));
    return html === undefined ? null : { path: page, html, anchor: null };
  }
  const place = id === null ? null : anchor(id);
  for (const [path, html] of place === null ? [] : own)
    if (html.includes(` id="${place}"`)) return { path, html, anchor: place };
  for (const path of [`${jurisdiction}.html`, `${jurisdiction}_.html`, "index.html"]) {
    const html = own.get(path);
    if (html !== undefined) return { path, html, anchor: null };
  }
  return null;
}

/** The name of the jurisdiction whose law a file is; null: it is of none. */
export function jurisdictionOf({ program, workspace }: Compilation, file: string): string | null {
  const head = workspace.files.get(file)?.file.declarations.find(({ kind }) => kind === "ModuleDeclaration");
  if (head?.kind !== "ModuleDeclaration") return null;
  const path = head.path.parts.map(({ text }) => text).join(".");
  return program.modules.find((module) => module.path === path)?.jurisdiction?.name ?? null;
}

/** Keeps the pages and lets go of the quoted sources, which are as large as the law. */
class Pages implements Output {
  readonly #kept = new MemoryOutput();

  begin(path: string): OutputFile {
    if (/^report\/(?!source\/).*\.html$/.test(path)) return this.#kept.begin(path);
    return { write: () => undefined, end: () => undefined };
  }

  files(): ReturnType<MemoryOutput["files"]> {
    return this.#kept.files();
  }
}

function sha256Base64(text: string): string {
  const hex = contentHash(text).replace(/^sha256-/, "");
  return btoa(String.fromCharCode(...hex.match(/../g)!.map((pair) => Number.parseInt(pair, 16))));
}
