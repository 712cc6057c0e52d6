/** The manifest: what files a build consists of, with their hashes, and which data files it rests on. */
import type { Program } from "../check/tree.ts";
import { contentHash } from "../load/sha256.ts";
import type {
  DefinitionsDocument,
  ListDocument,
  Manifest,
  ManifestFile,
  TableDocument,
} from "../runtime/format.ts";
import { canonicalText } from "./canonical.ts";
import { byText } from "./expressions.ts";
import { MANIFEST_FORMAT } from "./formats.ts";

export interface BuiltFile {
  readonly path: string;
  readonly text: string;
  readonly kind: ManifestFile["kind"];
  readonly jurisdiction: string | null;
  readonly rows: number | null;
}

/** Every document of a build but the manifest, as a file; sorted by path. */
export function documentFiles(
  definitions: DefinitionsDocument,
  tables: readonly TableDocument[],
  lists: readonly ListDocument[],
): readonly BuiltFile[] {
  const files: BuiltFile[] = [
    {
      path: "definitions.json",
      text: textOf(definitions),
      kind: "definitions",
      jurisdiction: null,
      rows: null,
    },
    ...tables.map((document) => ({
      path: `${fileName(document.jurisdiction)}/${document.kind}.json`,
      text: textOf(document),
      kind: document.kind,
      jurisdiction: document.jurisdiction,
      rows: document.tables.reduce((sum, table) => sum + table.rows.length, 0),
    })),
    ...lists.map((document) => ({
      path: `lists/${fileName(document.id)}.json`,
      text: textOf(document),
      kind: "data" as const,
      jurisdiction: null,
      rows: document.rows.length,
    })),
  ];
  return files.sort((a, b) => byText(a.path, b.path));
}

export function makeManifest(files: readonly BuiltFile[], program: Program, cordon: string): Manifest {
  const listed = files.map(
    (file): ManifestFile => ({
      path: file.path,
      hash: contentHash(file.text),
      kind: file.kind,
      ...(file.jurisdiction === null ? {} : { jurisdiction: file.jurisdiction }),
      ...(file.rows === null ? {} : { rows: file.rows }),
    }),
  );
  const inputs = new Map(program.lists.map((list) => [list.file, list.contentHash]));
  const rest = {
    files: listed,
    inputs: [...inputs].map(([path, hash]) => ({ path, hash })).sort((a, b) => byText(a.path, b.path)),
  };
  return { format: MANIFEST_FORMAT, cordon, build: contentHash(canonicalText(rest)), ...rest };
}

/** Whether the manifest's hash of itself is right. */
export function manifestHash(manifest: Pick<Manifest, "files" | "inputs">): string {
  return contentHash(canonicalText({ files: manifest.files, inputs: manifest.inputs }));
}

/** Names become file names; what a file system might refuse becomes `-`. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, "-");
}

/** Documents are immutable; their text is made once. */
const texts = new WeakMap<object, string>();

export function textOf(document: object): string {
  let text = texts.get(document);
  if (text === undefined) {
    text = canonicalText(document);
    texts.set(document, text);
  }
  return text;
}
