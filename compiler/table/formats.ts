/**
 * Names and versions of the formats written. The runtime has them too and may not be imported here but for its types;
 * the types keep the two equal.
 */
import type { DefinitionsDocument, ListDocument, Manifest, TableDocument } from "../runtime/format.ts";

export const TABLE_FORMAT: TableDocument["format"] = "cordon/table@1";
export const DEFINITIONS_FORMAT: DefinitionsDocument["format"] = "cordon/definitions@1";
export const LIST_FORMAT: ListDocument["format"] = "cordon/list@1";
export const MANIFEST_FORMAT: Manifest["format"] = "cordon/manifest@1";
