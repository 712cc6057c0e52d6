/** The files of a server that cannot read any: texts by address, as the client sends them. */
import type { Host } from "../../compiler/index.ts";
import { uriOf } from "../server.ts";

/** Texts by address; null takes a file away. */
export type SentFiles = Readonly<Record<string, string | null>>;

const MANIFEST = "cordon.json";

/** Whether what came over the wire is what it should be. */
export function isSentFiles(value: unknown): value is SentFiles {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([uri, text]) => URL.canParse(uri) && (text === null || typeof text === "string"),
  );
}

export class FileStore {
  /** by decoded address: editors encode the same address in different ways */
  readonly #texts = new Map<string, string>();

  put(files: SentFiles): void {
    for (const [uri, text] of Object.entries(files)) {
      if (text === null) this.#texts.delete(decoded(uri));
      else this.#texts.set(decoded(uri), text);
    }
  }

  all(): SentFiles {
    return Object.fromEntries(this.#texts);
  }

  text(uri: string): string | null {
    return this.#texts.get(decoded(uri)) ?? null;
  }

  /** The nearest folder around a file that holds a manifest, else the editor's folder that holds the file, else its own. */
  rootOf(uri: string, folders: readonly string[]): string {
    const own = uri.slice(0, Math.max(0, uri.lastIndexOf("/")));
    // An address such as `untitled:Untitled-1` has no folder: all of them stand together.
    if (own === "") return uri.slice(0, uri.indexOf(":") + 1);
    for (let folder = own; folder.includes("/"); folder = folder.slice(0, folder.lastIndexOf("/")))
      if (this.text(`${folder}/${MANIFEST}`) !== null) return folder;
    return folders.map(withoutSlash).find((folder) => uri.startsWith(`${folder}/`)) ?? own;
  }

  host(root: string): Host {
    const below = `${decoded(root)}/`;
    const texts = this.#texts;
    const readFile = (path: string): string | null => this.text(uriOf(root, path));
    return {
      readFile,
      listFiles(folder, extensions) {
        const prefix = folder === "" || folder === "." ? below : `${below}${folder}/`;
        // As on disk: what is installed belongs to the workspace only where it is asked for by its folder.
        return [...texts.keys()]
          .filter((uri) => uri.startsWith(prefix) && extensions.some((end) => uri.endsWith(end)))
          .filter((uri) => !uri.slice(prefix.length).split("/").includes("node_modules"))
          .map((uri) => uri.slice(below.length))
          .sort();
      },
      resolvePackage(name) {
        const folder = `node_modules/${name}`;
        return readFile(`${folder}/${MANIFEST}`) === null ? null : folder;
      },
    };
  }
}

export function withoutSlash(uri: string): string {
  return uri.replace(/\/$/, "");
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
