import { format as prettierFormat } from "prettier";
import { parse } from "../parse.ts";
import * as plugin from "./plugin.ts";
import { FormatRefusal } from "./plugin.ts";
import { sameComments, sameTree } from "./same.ts";

export { FormatRefusal };

/**
 * The text in its one layout. The result is proved before it is returned: it parses to the same tree, and every
 * comment is there.
 *
 * @throws {FormatRefusal} if the text does not parse; nothing is formatted by guess
 */
export async function format(path: string, text: string): Promise<string> {
  const before = parse(path, text);
  const errors = before.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new FormatRefusal(errors);
  let formatted = await once(path, text);
  // A comment at an odd place settles where the layout puts it, which may move a line break: go on until it rests.
  for (let pass = 1; before.comments.length > 0 && pass < MAX_PASSES; pass++) {
    const next = await once(path, formatted);
    if (next === formatted) break;
    formatted = next;
  }
  const after = parse(path, formatted);
  if (!sameTree(before.file, after.file) || !sameComments(before.comments, after.comments))
    throw new Error(`formatting ${path} would change its meaning or lose a comment; nothing was written`);
  return formatted;
}

const MAX_PASSES = 6;

function once(path: string, text: string): Promise<string> {
  return prettierFormat(text, {
    parser: "cordon",
    filepath: path,
    plugins: [plugin],
    ...plugin.defaultOptions,
  });
}
