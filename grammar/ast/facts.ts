/** Facts and types: the vocabulary that cases are written in. */
import type { CompareOperator, Expression, NumberLiteral, UnitExpression } from "./expressions.ts";
import type { ErrorClause } from "./measures.ts";
import type { Cite, Name, Node, Text } from "./node.ts";

/** `unit TPP = 1 TOPS*bit`; without a definition a unit of its own dimension */
export interface UnitDeclaration extends Node {
  readonly kind: "UnitDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly factor: NumberLiteral | null;
}

/** `enum act = shipment, release` or, ordered, `enum k = none < suspects < aware` */
export interface EnumDeclaration extends Node {
  readonly kind: "EnumDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly values: readonly Name[];
  readonly ordered: boolean;
}

export interface RecordDeclaration extends Node {
  readonly kind: "RecordDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly fields: readonly (Field | ErrorClause)[];
}

/** `fact smallest_pitch, cell_height of item : nm "Smallest metal pitch?"`: fields added to a record elsewhere */
export interface FactDeclaration extends Node {
  readonly kind: "FactDeclaration";
  readonly names: readonly Name[];
  readonly record: Name;
  readonly type: TypeExpression;
  readonly modifiers: readonly FieldModifier[];
}

export interface Field extends Node {
  readonly kind: "Field";
  readonly names: readonly Name[];
  readonly type: TypeExpression;
  readonly modifiers: readonly FieldModifier[];
}

export type TypeExpression = TruthType | NamedType | UnitType | CollectionType | InlineEnumType;

/** `yes or no` */
export interface TruthType extends Node {
  readonly kind: "TruthType";
}

/** `number`, `money`, `date`, `text`, `code`, an enum, a record, a code scheme, or a single unit (`nm`, `TPP`) */
export interface NamedType extends Node {
  readonly kind: "NamedType";
  readonly name: Name;
}

/** `GB/s/mm2`, `%` */
export interface UnitType extends Node {
  readonly kind: "UnitType";
  readonly unit: UnitExpression;
}

export interface CollectionType extends Node {
  readonly kind: "CollectionType";
  readonly collection: "set" | "list";
  readonly of: TypeExpression;
}

/** `{none < suspects < aware}` or `{low, high}` */
export interface InlineEnumType extends Node {
  readonly kind: "InlineEnumType";
  readonly values: readonly Name[];
  readonly ordered: boolean;
}

export type FieldModifier =
  | OptionalModifier
  | AssertedModifier
  | RangeModifier
  | AppliesModifier
  | ClosedModifier
  | FormulaModifier
  | QuestionModifier;

/** `or not applicable` */
export interface OptionalModifier extends Node {
  readonly kind: "OptionalModifier";
}
/** `asserted`: a human judgement, recorded as such */
export interface AssertedModifier extends Node {
  readonly kind: "AssertedModifier";
}
/** `> 0`, `>= 0`, `<= 100 %`; the unit of the field where none is written */
export interface RangeModifier extends Node {
  readonly kind: "RangeModifier";
  readonly operator: CompareOperator;
  readonly bound: NumberLiteral;
}
/** `applies when circuit in family`: otherwise not applicable by itself */
export interface AppliesModifier extends Node {
  readonly kind: "AppliesModifier";
  readonly condition: Expression;
}
/** `closed when C`: a list given in a case may have further members until C holds (rule H18) */
export interface ClosedModifier extends Node {
  readonly kind: "ClosedModifier";
  readonly condition: Expression;
}
/** `= tpp / die_area`: stated, or computed where it is not */
export interface FormulaModifier extends Node {
  readonly kind: "FormulaModifier";
  readonly value: Expression;
}
export interface QuestionModifier extends Node {
  readonly kind: "QuestionModifier";
  readonly text: Text;
}

/** `codes AT1 "Appended table 1" below by brackets [= wmd.nuclear, civil]` */
export interface CodesDeclaration extends Node {
  readonly kind: "CodesDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly levels: CodeLevels | null;
  readonly members: readonly CodePath[];
}

export interface CodeLevels extends Node {
  readonly kind: "CodeLevels";
  readonly by: "dots" | "brackets" | "digits" | "levels";
  /** the pattern of `below by levels "3|B|001|.a|.1"` */
  readonly pattern: Text | null;
}

/** A member of a scheme: `wmd.nuclear`, `3A090.a` or `'7(16)'`; `text` is without quotes. */
export interface CodePath extends Node {
  readonly kind: "CodePath";
  readonly text: string;
}

export interface ListDeclaration extends Node {
  readonly kind: "ListDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly record: Name;
  readonly file: Text;
  readonly clauses: readonly ListClause[];
}

export type ListClause = Cite | KeyClause | ColumnClause | DatedClause | ErrorClause;

export interface KeyClause extends Node {
  readonly kind: "KeyClause";
  readonly column: Name;
}
/** `column footnotes : set of integer`; types `condition`, `review`, `exception` hold names of declarations */
export interface ColumnClause extends Node {
  readonly kind: "ColumnClause";
  readonly name: Name;
  readonly type: TypeExpression;
}
/** `dated from added until removed` */
export interface DatedClause extends Node {
  readonly kind: "DatedClause";
  readonly from: Name;
  readonly until: Name | null;
}
