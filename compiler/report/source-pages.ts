/**
 * The sources, declaration by declaration. A report travels without its workspace, so its links lead to copies that travel
 * with it. Lines are counted within their declaration, and declarations stand in the order of their names: moving one in
 * its file changes no byte of a report.
 */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Span } from "../../grammar/base/span.ts";
import type { Program } from "../check/tree.ts";
import { lineAnchor, type Page, type Place, plainPart, sourceAddress, sourcePagePath } from "./document.ts";
import { text } from "./html.ts";
import { compare } from "./order.ts";

interface Excerpt {
  /** unique in the report */
  readonly id: string;
  readonly name: string;
  readonly span: Span;
}

/** The declarations of a program by file, each with its place. */
export class Sources {
  readonly #files: ReadonlyMap<string, SourceFile>;
  /** ascending by start */
  readonly #excerpts = new Map<string, Excerpt[]>();

  constructor(program: Program, files: ReadonlyMap<string, SourceFile>) {
    this.#files = files;
    for (const excerpt of excerptsOf(program, files)) {
      const known = this.#excerpts.get(excerpt.span.file);
      if (known === undefined) this.#excerpts.set(excerpt.span.file, [excerpt]);
      else known.push(excerpt);
    }
    for (const excerpts of this.#excerpts.values()) excerpts.sort((a, b) => a.span.start - b.span.start);
  }

  /** The declaration a span stands in, and the line within it. */
  placeOf(span: Span): Place | null {
    const file = this.#files.get(span.file);
    const excerpt = this.#innermost(span);
    if (file === undefined || excerpt === null) return null;
    const line = file.position(span.start).line - file.position(excerpt.span.start).line + 1;
    return {
      text: `${span.file}#${excerpt.name}:${line}`,
      address: sourceAddress(span.file, excerpt.id, line),
      declaration: excerpt.id,
      offset: span.start - excerpt.span.start,
    };
  }

  #innermost(span: Span): Excerpt | null {
    const excerpts = this.#excerpts.get(span.file) ?? [];
    let low = 0;
    let high = excerpts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (excerpts[middle]!.span.start <= span.start) low = middle + 1;
      else high = middle;
    }
    // The last that begins before it; a proposal holds others, so that one may already have ended.
    for (let i = low - 1; i >= 0; i--) if (excerpts[i]!.span.end >= span.end) return excerpts[i]!;
    return null;
  }

  /** One page for each file that declares something, each made when it is asked for. `titleOf` says that it is a source. */
  *pages(titleOf: (file: string) => string): Generator<{ readonly path: string; readonly page: Page }> {
    for (const [path, excerpts] of this.#excerpts) {
      const file = this.#files.get(path);
      if (file !== undefined) yield { path, page: sourcePage(file, excerpts, titleOf(path)) };
    }
  }
}

function excerptsOf(program: Program, files: ReadonlyMap<string, SourceFile>): Excerpt[] {
  const { units: _, modules: __, transaction: ___, scenarios, enums, ...declared } = program;
  const named = Object.values(declared)
    .flat()
    .map(({ id, name, span }) => ({ id, name, span }));
  const values = enums.map(({ id, name, span }) => ({ id, name, span }));
  const titled = scenarios
    .map((scenario) => ({
      scenario,
      text: files.get(scenario.span.file)?.text.slice(scenario.span.start, scenario.span.end) ?? "",
    }))
    .sort((a, b) => compare(a.scenario.title, b.scenario.title) || compare(a.text, b.text));
  const counted = new Map<string, number>();
  const cases = titled.map(({ scenario }) => {
    const id = `scenario.${scenario.module.path}.${scenario.title}`;
    const count = (counted.get(id) ?? 0) + 1;
    counted.set(id, count);
    return { id: count === 1 ? id : `${id} ${count}`, name: "scenario", span: scenario.span };
  });
  const all = [...named, ...values, ...cases];
  // An inline enum lies within its record; the record shows it.
  return all.filter(
    (excerpt) => !values.includes(excerpt) || !named.some((outer) => encloses(outer.span, excerpt.span)),
  );
}

function encloses(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

function sourcePage(file: SourceFile, excerpts: readonly Excerpt[], title: string): Page {
  return {
    name: sourcePagePath(file.path).replace(/\.html$/, ""),
    title,
    parts: [...excerpts]
      .sort((a, b) => compare(a.id, b.id))
      .map((excerpt) =>
        plainPart(() => [
          { kind: "heading", level: 2, text: [excerpt.name], id: null, span: null },
          { kind: "raw", write: (write) => write(`<pre>${lines(file, excerpt)}</pre>`), instead: [] },
        ]),
      ),
  };
}

function lines(file: SourceFile, excerpt: Excerpt): string {
  return file.text
    .slice(excerpt.span.start, excerpt.span.end)
    .split(/\r\n|\n|\r/)
    .map((line, index) => {
      const id = lineAnchor(excerpt.id, index + 1);
      return `<span id="${id}"><a href="#${id}">${String(index + 1).padStart(4)}</a>  ${text(line)}</span>`;
    })
    .join("\n");
}
