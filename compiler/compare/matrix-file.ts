/** The rows of a matrix of powers: queries over measures and powers, kept as data beside the sources. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Measure } from "../check/tree.ts";
import schema from "./matrix.schema.json" with { type: "json" };

export interface MatrixFile {
  readonly title: string;
  readonly columns: readonly string[];
  /** ids of authorities and measures that belong to another chapter, such as sanctions */
  readonly setAside?: readonly string[];
  /** an earlier day, with which a report compares its own */
  readonly since?: string;
  readonly comparison?: ComparisonPlan;
  readonly rows: readonly MatrixRow[];
}

/** What a report puts to every jurisdiction alike. */
export interface ComparisonPlan {
  /** ids of cases that state an item */
  readonly products: readonly string[];
  /** of how many products, from the first, all destinations are drawn */
  readonly maps?: number;
  /** the country to which the situations go */
  readonly destination: string;
  /** by jurisdiction, ids of cases that are put over each other: how a product leaves there */
  readonly situations: Readonly<Record<string, readonly string[]>>;
}

/** What is asked of measures must hold of one measure as a whole. */
export interface MatrixRow {
  readonly id: string;
  readonly title: string;
  readonly kinds: readonly Measure["kind"][];
  /** the measure states one of these, and a power must allow them */
  readonly origins?: readonly NonNullable<Measure["origin"]>[];
  readonly topics?: { readonly any?: readonly string[]; readonly none?: readonly string[] };
  /** the measure singles out states: of destination, or where parties have their headquarters */
  readonly countrySpecific?: boolean;
  /** some limb of its review has one of these policies */
  readonly review?: readonly string[];
  /** some condition of the measure names one of these facts */
  readonly facts?: readonly string[];
  /** jurisdictions whose law the question does not fit, and why; what a measure exercises counts all the same */
  readonly notApplicable?: Readonly<Record<string, string>>;
  /** what a reader should know of a cell, by jurisdiction: where a power ends that no statute limits, and by which source */
  readonly remarks?: Readonly<Record<string, string>>;
  /** absent: a power of the kinds is looked for; false: only exercise counts */
  readonly power?: PowerQuery | false;
}

export interface PowerQuery {
  /** the transactions that a power has to cover, as in `--where`; absent: all */
  readonly when?: string;
  /** what would carry a power over its limits, where it has some: the cell is then conditional */
  readonly finding?: string;
}

let validator: ValidateFunction<MatrixFile> | undefined;

/** The matrix, or one sentence for each thing that is wrong. */
export function readMatrix(text: string): MatrixFile | readonly string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [`it is not JSON: ${error instanceof Error ? error.message : String(error)}`];
  }
  validator ??= new Ajv2020({ allErrors: true }).compile<MatrixFile>(schema);
  if (validator(json)) return json;
  return (validator.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath === "" ? "the file" : instancePath} ${message ?? "is wrong"}${"additionalProperty" in params ? `: ${String(params.additionalProperty)}` : ""}`,
  );
}
