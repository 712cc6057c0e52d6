/** Back from a folder of emitted files to a bundle, for evaluation without the sources. */
import type { Host } from "../host.ts";
import { contentHash } from "../load/sha256.ts";
import type {
  Bundle,
  DefinitionsDocument,
  ListDocument,
  Manifest,
  TableDocument,
} from "../runtime/format.ts";
import { DEFINITIONS_FORMAT, LIST_FORMAT, MANIFEST_FORMAT, TABLE_FORMAT } from "./formats.ts";

export interface ReadBundle {
  /** null where the folder holds no build that can be evaluated */
  readonly bundle: Bundle | null;
  /** one sentence for each thing that is wrong; empty for a whole, unchanged build */
  readonly problems: readonly string[];
}

export type AnyDocument = Manifest | DefinitionsDocument | TableDocument | ListDocument;

/**
 * Reads a build. The manifest says which files belong to it; a file that is missing, changed or not in its format is a
 * problem, and then there is no bundle: half a build would answer "no requirement" where a table is missing.
 *
 * @param known documents by the hash of their file, of this build and of those read before: equal files are one document
 */
export function readBundle(
  host: Host,
  folder: string,
  known: Map<string, AnyDocument> = new Map(),
): ReadBundle {
  const problems: string[] = [];
  const under = (path: string): string => (folder === "" || folder === "." ? path : `${folder}/${path}`);
  const manifest = parse(host.readFile(under("manifest.json")), "manifest.json", problems);
  if (manifest === null || manifest.format !== MANIFEST_FORMAT) {
    if (manifest !== null) problems.push(`manifest.json is not in format ${MANIFEST_FORMAT}`);
    return { bundle: null, problems };
  }
  let definitions: DefinitionsDocument | null = null;
  const tables: TableDocument[] = [];
  const lists: ListDocument[] = [];
  for (const file of manifest.files) {
    const text = host.readFile(under(file.path));
    if (text !== null && hashOf(host, text) !== file.hash) {
      problems.push(`${file.path} is not the file the manifest names: its hash differs`);
      continue;
    }
    const before = text === null ? undefined : known.get(file.hash);
    const document = before ?? parse(text, file.path, problems);
    if (document === null) continue;
    known.set(file.hash, document);
    if (document.format === DEFINITIONS_FORMAT) definitions = document;
    else if (document.format === TABLE_FORMAT) tables.push(document);
    else if (document.format === LIST_FORMAT) lists.push(document);
    else problems.push(`${file.path} has the unknown format ${JSON.stringify(document.format)}`);
  }
  if (definitions === null && problems.length === 0) problems.push("the build has no definitions");
  if (definitions === null || problems.length > 0) return { bundle: null, problems };
  return { bundle: { manifest, definitions, tables, lists }, problems };
}

function hashOf(host: Host, text: string): string {
  return host.contentHash?.(text) ?? contentHash(text);
}

function parse(text: string | null, path: string, problems: string[]): AnyDocument | null {
  if (text === null) {
    problems.push(`${path} is missing`);
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isDocument(value)) return value;
    problems.push(`${path} is not a document of a build: it states no format`);
  } catch {
    problems.push(`${path} is not JSON`);
  }
  return null;
}

/** Documents are taken at their word beyond their format; the manifest's hashes vouch for what the compiler wrote. */
function isDocument(value: unknown): value is AnyDocument {
  return typeof value === "object" && value !== null && "format" in value && typeof value.format === "string";
}
