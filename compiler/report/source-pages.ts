/**
 * The sources as pages with numbered lines. A report travels without its workspace, so its links to lines lead to
 * copies that travel with it.
 */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import { shell, text } from "./html.ts";

export function sourcePage(source: SourceFile, styleHash: string): string {
  const lines = source.text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  const body = lines
    .map(
      (line, index) =>
        `<span id="L${index + 1}"><a href="#L${index + 1}">${String(index + 1).padStart(5)}</a>  ${text(line)}</span>`,
    )
    .join("\n");
  return shell(source.path, `<main>\n<h1>${text(source.path)}</h1>\n<pre>${body}</pre>\n</main>`, styleHash);
}
