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
  readonly html: string;
  /** where on the page the declaration stands that was asked for; null: none was, or it has no place there */
  readonly anchor: string | null;
}

/**
 * The page of the report on which a declaration stands, by its id; without one, or where none describes it, the page of the
 * jurisdiction whose law a file is, and of a file of no jurisdiction the first page. Null while there are errors.
 */
export function reportPage(compilation: Compilation, file: string, id: string | null): ReportPage | null {
  const { program, diagnostics, sources } = checkedLaw(compilation);
  if (diagnostics.some(({ severity }) => severity === "error")) return null;
  const jurisdiction = jurisdictionOf(compilation, file);
  const output = new Pages();
  report(
    program,
    { sources, hash: sha256Base64, jurisdictions: jurisdiction === null ? null : [jurisdiction] },
    output,
  );
  const pages = new Map(output.files().map(({ path, text }) => [path, text]));
  const place = id === null ? null : anchor(id);
  for (const html of place === null ? [] : pages.values())
    if (html.includes(` id="${place}"`)) return { html, anchor: place };
  const own = [`report/${jurisdiction}.html`, `report/${jurisdiction}_.html`, "report/index.html"];
  const html = own.map((path) => pages.get(path)).find((page) => page !== undefined);
  return html === undefined ? null : { html, anchor: null };
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
