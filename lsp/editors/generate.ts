/** Writes the files of other editors that are made from the token table. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { emacsWords } from "./emacs/words.ts";
import { kateSyntax } from "./kate/syntax.ts";
import { monarchRules } from "./monaco/monarch.ts";
import { vimSyntax } from "./neovim/syntax.ts";

/** The generated files of this folder, by path. A test compares them with what is committed. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    "emacs/cordon-words.el": emacsWords(),
    "kate/cordon.gen.xml": kateSyntax(),
    "monaco/monarch.gen.json": `${JSON.stringify(monarchRules(), null, 2)}\n`,
    "neovim/syntax/cordon.vim": vimSyntax(),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of Object.entries(generatedFiles()))
    writeFileSync(join(import.meta.dirname, path), text);
}
