/**
 * File patterns of a manifest: `*` within a folder name, `**` across folders, `?` one character, `{a,b}` alternatives.
 * Small on purpose: hosts list files, patterns only choose among them.
 */

/** A test for paths (`/`-separated, relative to the folder of the manifest). A pattern ending in `/` means all below. */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map((pattern) => globExpression(pattern));
  return (path) => expressions.some((expression) => expression.test(path));
}

function globExpression(pattern: string): RegExp {
  const clean = pattern.replace(/^\.\//, "").replace(/\/$/, "/**");
  let source = "";
  let depth = 0;
  for (let i = 0; i < clean.length; i++) {
    const character = clean[i]!;
    if (clean.startsWith("**/", i)) {
      source += "(?:[^/]+/)*";
      i += 2;
    } else if (clean.startsWith("**", i)) {
      source += ".*";
      i += 1;
    } else if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (character === "{") {
      source += "(?:";
      depth++;
    } else if (character === "}" && depth > 0) {
      source += ")";
      depth--;
    } else if (character === "," && depth > 0) source += "|";
    else source += character.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
  }
  return new RegExp(`^${source}${")".repeat(depth)}$`, "u");
}
