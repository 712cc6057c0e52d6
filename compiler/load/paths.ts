/** Paths as hosts name them: `/`-separated, relative to the host's root, which is the empty path. No platform's rules. */

/** One spelling for a path: no `.`, no inner `..`, no doubled or trailing `/`. A leading `..` stays. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  const absolute = path.startsWith("/");
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (absolute ? "/" : "") + parts.join("/");
}

/** The pieces joined; empty ones are the root. */
export function joinPath(...pieces: readonly string[]): string {
  const present = pieces.filter((piece) => piece !== "");
  return normalizePath(present.join("/"));
}

/** The folder a file stands in; the empty path for one at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether `path` is `folder` or lies below it. */
export function liesBelow(path: string, folder: string): boolean {
  if (path === folder || path.startsWith(`${folder}/`)) return true;
  return folder === "" && !path.startsWith("/") && !path.startsWith("../") && path !== "..";
}

/** `path` as seen from `folder`, at or above which it lies. */
export function relativePath(folder: string, path: string): string {
  return folder === "" ? path : path === folder ? "" : path.slice(folder.length + 1);
}

/** The path itself and the folders above it up to the root, nearest first. */
export function ancestors(path: string): string[] {
  const found = [path];
  for (let at = path; at !== ""; ) {
    at = folderOf(at);
    found.push(at);
  }
  return found;
}
