/** The manifest: what files a build consists of, with their hashes, and which data files it rests on. */
import type { Program } from "../check/tree.ts";
import { contentHash } from "../load/sha256.ts";
import type {
  Bundle,
  DefinitionsDocument,
  ListDocument,
  Manifest,
  ManifestFile,
  TableDocument,
} from "../runtime/format.ts";
import { canonicalText } from "./canonical.ts";
import { byText } from "./expressions.ts";
import { MANIFEST_FORMAT } from "./formats.ts";
import { CORDON_VERSION } from "./version.ts";

export type Input = Manifest["inputs"][number];

/** A file of a build before it is written: what the manifest says of it but its hash, and what it holds. */
export interface DocumentFile extends Omit<ManifestFile, "hash"> {
  readonly document: DefinitionsDocument | TableDocument | ListDocument;
}

/** Every document of a build but the manifest, with its place in the output folder; sorted by path. */
export function documentFiles({ definitions, tables, lists }: Bundle): readonly DocumentFile[] {
  const files: DocumentFile[] = [
    { path: "definitions.json", kind: "definitions", document: definitions },
    ...tables.map((document) => ({
      path: `${fileName(document.jurisdiction)}/${document.kind}.json`,
      kind: document.kind,
      jurisdiction: document.jurisdiction,
      rows: document.tables.reduce((sum, table) => sum + table.rows.length, 0),
      document,
    })),
    ...lists.map((document) => ({
      path: `lists/${fileName(document.id)}.json`,
      kind: "data" as const,
      rows: document.rows.length,
      document,
    })),
  ];
  return files.sort((a, b) => byText(a.path, b.path));
}

/** The data files a program rests on, with the hashes of what was read. */
export function dataFiles(program: Program): readonly Input[] {
  const inputs = new Map(program.lists.map((list) => [list.file, list.contentHash]));
  return [...inputs].map(([path, hash]) => ({ path, hash })).sort((a, b) => byText(a.path, b.path));
}

export function makeManifest(files: readonly ManifestFile[], inputs: readonly Input[]): Manifest {
  const rest = { files, inputs };
  return { format: MANIFEST_FORMAT, cordon: CORDON_VERSION, build: manifestHash(rest), ...rest };
}

/** Whether the manifest's hash of itself is right. */
export function manifestHash(manifest: Pick<Manifest, "files" | "inputs">): string {
  return contentHash(canonicalText({ files: manifest.files, inputs: manifest.inputs }));
}

/** Names become file names; what a file system might refuse becomes `-`. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, "-");
}
