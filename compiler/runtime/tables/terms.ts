/**
 * What expressions of a build speak of, and the columns of its tables, made ready once for all bundles that hold the same
 * definitions: two builds that are compared, and the parts of one. A bundle never changes once it is loaded.
 */
import type { DefinitionsDocument, Input, Table, XDefine, XGroup } from "../format.ts";
import type { Rests } from "../law/entries-alone.ts";
import { readVocabulary, type Vocabulary } from "../values/vocabulary.ts";
import { TableColumns } from "./columns.ts";

const known = new WeakMap<DefinitionsDocument, Terms>();

export class Terms {
  readonly vocabulary: Vocabulary;
  readonly groups: ReadonlyMap<string, XGroup>;
  readonly defines: ReadonlyMap<string, XDefine>;
  /** the codes that a column of entries rests on; null: it asks for more than its item (`entries-alone.ts`) */
  readonly needs = new WeakMap<Input, Rests | null>();
  readonly #columns = new WeakMap<Table["inputs"], TableColumns[]>();

  private constructor(definitions: DefinitionsDocument) {
    this.vocabulary = readVocabulary(definitions);
    this.groups = new Map(Object.entries(definitions.groups));
    this.defines = new Map(Object.entries(definitions.defines));
  }

  static of(definitions: DefinitionsDocument): Terms {
    let terms = known.get(definitions);
    if (terms === undefined) {
      terms = new Terms(definitions);
      known.set(definitions, terms);
    }
    return terms;
  }

  /** The columns of a table, and of others that have the same under the same names. */
  columnsOf(table: Table): TableColumns {
    let made = this.#columns.get(table.inputs);
    if (made === undefined) {
      made = [];
      this.#columns.set(table.inputs, made);
    }
    let columns = made.find(({ each, scope }) => each === table.each && scope === table.scope);
    if (columns === undefined) {
      columns = new TableColumns(this, table);
      made.push(columns);
    }
    return columns;
  }
}
