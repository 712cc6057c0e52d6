import type { ParseResult } from "../../grammar/parse-result.ts";
import type { DataRead } from "../load/workspace.ts";

/** What the checker needs of a workspace: its parsed files, and the text of the data files they name. */
export interface CheckInput {
  /** in any order; the result does not depend on it */
  readonly files: readonly ParseResult[];
  /**
   * The data file that the source file `relativeTo` names: as a workspace reads it, or its bare text, or null where there
   * is none.
   */
  readData(relativeTo: string, path: string): DataRead | string | null;
  /** whether to keep what each piece of syntax refers to: only an editor asks; absent: yes */
  readonly references?: boolean;
  /** files are left out that may use what others declare, so that nothing is called unused */
  readonly isPartial?: boolean;
}
