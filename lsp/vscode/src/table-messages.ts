/** What the extension and the page of the decision table say to each other. */

export interface ShownTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly {
    readonly id: string;
    readonly title: string;
    /** the question the fact answers, and its unit; empty: nothing to add */
    readonly note: string;
    readonly kind: "days" | "input" | "effect";
  }[];
  readonly rows: readonly ShownRow[];
}

export interface ShownRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly limb: string;
  readonly citations: string;
  /** of a text before the newest, because the newest has errors */
  readonly isOld: boolean;
  readonly cells: readonly {
    readonly text: string;
    /** it has a clause of its own to go to */
    readonly leads: boolean;
  }[];
}

/** A row to light, and those of its cells that the cursor is in. */
export interface Lit {
  readonly row: string;
  readonly cells: readonly number[];
}

export type ToTable =
  | {
      readonly type: "show";
      readonly uri: string;
      /** what to say above the tables; null: nothing */
      readonly note: string | null;
      readonly tables: readonly ShownTable[];
    }
  | { readonly type: "light"; readonly lit: readonly Lit[] };

export type FromTable =
  | { readonly type: "ready" }
  | { readonly type: "reveal"; readonly row: string; readonly cell: number | null };
