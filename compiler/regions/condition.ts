/**
 * What a region of transactions asks, as data. Diagrams and search make it, `told.ts` cuts it to what is told of a change, and
 * `words.ts` alone puts it into words.
 */

/** What is asked about: a fact of the transaction or of an element of a list, or what is made of several. */
export interface Asked {
  /**
   * `codes`: the code of one scheme that an item is stated under; `entries`: of one list, those that a party is; `computed`: a product
   * or sum of facts; `total`: of the elements of a list; `relation`: of facts to each other
   */
  readonly is: "fact" | "codes" | "entries" | "computed" | "total" | "relation";
  /** as the language writes it: `item.tpp`, `parties[].entries (entity_list)`, `departure = destination` */
  readonly label: string;
  /** of what is no more than one fact, the path from the transaction, through lists; else null */
  readonly path: readonly string[] | null;
  /** the outermost name of the first fact that it looks at: `item` of `item.tpp / item.die_area`; null: none comes first */
  readonly first: string | null;
  /** names of the facts that it looks at */
  readonly facts: readonly string[];
  /** of codes their scheme by name, of entries their list by id; else null */
  readonly of: string | null;
}

/** A box: every transaction that meets all of its conditions is in the region. */
export type Box = readonly Condition[];

export type Condition = FactCondition | ListCondition;

export interface FactCondition {
  readonly is: "fact";
  readonly asked: Asked;
  readonly may: May;
}

/** What the fact may be. */
export type May =
  /** any of these */
  | { readonly is: "values"; readonly parts: readonly Part[] }
  /** a set has such a member, or none of them */
  | { readonly is: "member"; readonly has: boolean; readonly part: Part }
  /** a set is stated, or stated unknown */
  | { readonly is: "stated"; readonly isKnown: boolean };

export type Part =
  /** bounds as they are written, with their units; null: none */
  | {
      readonly is: "range";
      readonly low: string | null;
      readonly lowOpen: boolean;
      readonly high: string | null;
      readonly highOpen: boolean;
      readonly currency: string | null;
    }
  /** one of these, or any other */
  | { readonly is: "words"; readonly isNot: boolean; readonly words: readonly SaidWord[] }
  | { readonly is: "mark"; readonly mark: Mark }
  /** a total of which some is not known; null: nothing is */
  | { readonly is: "unknown"; readonly atLeast: string | null };

/** A code without its scheme, a word of an enumeration, the key of an entry; null stands for each code that the law does not name. */
export type SaidWord = string | null;

/** What a fact may be beside values, as it is written. */
export type Mark =
  | "yes"
  | "no"
  | "any"
  | "given"
  | "stated"
  | "not stated"
  | "not applicable"
  | "stated unknown"
  | "no code"
  | "in another currency"
  | "cannot be determined";

/** That a list has an element that answers in one of these ways, or none that does. */
export interface ListCondition {
  readonly is: "element";
  /** path of the list, as it is written */
  readonly list: string;
  /** the path from the transaction, through the lists around it */
  readonly path: readonly string[];
  readonly has: boolean;
  /** each way meets all of its conditions; a way without any is every element; null: the ways were not made out */
  readonly ways: readonly Box[] | null;
  /** ways that are not among them; null: some, not counted */
  readonly more: number | null;
}

/** Whether two conditions ask the same. */
export function isSame(a: Condition, b: Condition): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
