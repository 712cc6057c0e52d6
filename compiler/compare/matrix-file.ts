/** The rows of a matrix of powers: queries over measures and powers, kept as data beside the sources. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { nearNames } from "../../grammar/base/suggest.ts";
import type { Measure } from "../check/tree.ts";
import { describeJson, type JsonNode, memberOf, nodeAt, plainJson, readJson } from "../load/json.ts";
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

/** Something wrong with a matrix: one sentence, and where in its text. */
export interface MatrixProblem {
  /** UTF-16 offset into the text */
  readonly at: number;
  readonly message: string;
}

/** A matrix, and the text in which its parts have their places. */
export interface ReadMatrix {
  readonly kind: "matrix";
  readonly file: MatrixFile;
  readonly root: JsonNode;
}

let validator: ValidateFunction<MatrixFile> | undefined;

/** The matrix of a text, or what is wrong with its form; what it names is `matrixProblems`' concern. */
export function readMatrix(
  text: string,
): ReadMatrix | { readonly kind: "wrong"; readonly problems: readonly MatrixProblem[] } {
  const {
    values: [root],
    problems,
  } = readJson(text);
  if (root === undefined || problems.length > 0) {
    const [problem] = problems;
    return {
      kind: "wrong",
      problems: [{ at: problem?.start ?? 0, message: problem?.message ?? "the file is empty" }],
    };
  }
  const json = plainJson(root);
  validator ??= new Ajv2020({ allErrors: true, verbose: true }).compile<MatrixFile>(schema);
  if (validator(json)) return { kind: "matrix", file: json, root };
  return { kind: "wrong", problems: (validator.errors ?? []).flatMap((error) => problemsOf(root, error)) };
}

/** What an error of the schema says, in words; what it says of alternatives is said once. */
function problemsOf(root: JsonNode, error: ErrorObject): readonly MatrixProblem[] {
  const { instancePath, keyword, schemaPath } = error;
  const node = nodeAt(root, instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  const name = instancePath.split("/").findLast((step) => step !== "" && !/^\d+$/.test(step));
  const isRow = /^\/rows\/\d+$/.test(instancePath);
  const what = name === undefined ? "the matrix" : isRow ? "a row" : `\`${name}\``;
  const one = (message: string, at = node.start): MatrixProblem[] => [{ at, message }];
  switch (keyword) {
    case "oneOf":
      return node.kind === "object"
        ? []
        : one(`${what} is \`false\` or an object, which may have \`when\` and \`finding\``);
    case "const":
      return [];
    case "type":
      return schemaPath.includes("/oneOf/")
        ? []
        : one(
            `${what} should be ${TYPES[String(params.type)] ?? String(params.type)}, found ${describeJson(node)}`,
          );
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      const [near] = nearNames(key, known);
      const help = near === undefined ? `it may have ${known.join(", ")}` : `did you mean \`${near}\`?`;
      return one(
        `${what} has nothing called \`${key}\`; ${help}`,
        node.kind === "object" ? memberOf(node, key)?.start : undefined,
      );
    }
    case "required":
      return one(`\`${String(params.missingProperty)}\` is missing`);
    case "enum":
      return one(`${what} knows ${(params.allowedValues as readonly string[]).join(", ")}`);
    case "minItems":
      return one(`${what} is empty`);
    case "uniqueItems":
      return one(`${what} names something twice`);
    case "pattern":
      return one(`${what} is a day, such as 2025-03-14`);
    default:
      return one(`${what} ${error.message ?? "is wrong"}`);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  array: "a list",
  object: "an object",
  boolean: "true or false",
  integer: "a whole number",
};
