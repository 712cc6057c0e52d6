/** What a matrix names has to be there: a row that asks for what the law lacks would find nothing, and say so of the law. */
import { nearNames } from "../../grammar/base/suggest.ts";
import { isCountryCode } from "../check/countries.ts";
import { isDay } from "../check/days.ts";
import type { Program } from "../check/tree.ts";
import { nodeAt } from "../load/json.ts";
import type { MatrixProblem, ReadMatrix } from "./matrix-file.ts";

/** One sentence for each name that the program lacks, for rows of one name, for a day that is none. */
export function matrixProblems({ file, root }: ReadMatrix, program: Program): readonly MatrixProblem[] {
  const problems: MatrixProblem[] = [];
  const wrong = (path: readonly (string | number)[], message: string): void => {
    problems.push({ at: nodeAt(root, pointerOf(path)).start, message });
  };
  const known = namesOf(program);
  const look = (kind: keyof Names, name: string, path: readonly (string | number)[]): void => {
    if (!known[kind].has(name)) wrong(path, missing(WORDS[kind], name, known[kind]));
  };

  for (const [i, name] of file.columns.entries()) look("jurisdictions", name, ["columns", i]);
  for (const [i, id] of (file.setAside ?? []).entries()) look("carriers", id, ["setAside", i]);
  if (file.since !== undefined && !isDay(file.since)) wrong(["since"], `there is no day ${file.since}`);
  const ids = new Set<string>();
  for (const [i, row] of file.rows.entries()) {
    const at = ["rows", i];
    if (ids.has(row.id)) wrong([...at, "id"], `there are two rows ${row.id}`);
    ids.add(row.id);
    for (const [n, name] of (row.facts ?? []).entries()) look("facts", name, [...at, "facts", n]);
    for (const part of ["any", "none"] as const)
      for (const [n, name] of (row.topics?.[part] ?? []).entries())
        look("topics", name, [...at, "topics", part, n]);
    for (const part of ["notApplicable", "remarks"] as const)
      for (const name of Object.keys(row[part] ?? {})) look("jurisdictions", name, [...at, part, name]);
  }
  return problems;
}

/** The same for what a report puts to every jurisdiction, which needs the cases of the program. */
export function planProblems(
  { file: { comparison }, root }: ReadMatrix,
  { cases, jurisdictions }: Program,
): readonly MatrixProblem[] {
  if (comparison === undefined) return [];
  const ids = new Set(cases.map(({ id }) => id));
  const names = new Set(jurisdictions.map(({ name }) => name));
  const problems: MatrixProblem[] = [];
  const wrong = (path: readonly (string | number)[], message: string): void => {
    problems.push({ at: nodeAt(root, pointerOf(["comparison", ...path])).start, message });
  };
  const look = (id: string, path: readonly (string | number)[]): void => {
    if (!ids.has(id)) wrong(path, missing("case", id, ids));
  };
  for (const [i, id] of comparison.products.entries()) look(id, ["products", i]);
  if (!isCountryCode(comparison.destination))
    wrong(["destination"], `\`${comparison.destination}\` is not a country`);
  for (const [name, situations] of Object.entries(comparison.situations)) {
    if (!names.has(name)) wrong(["situations", name], missing("jurisdiction", name, names));
    for (const [i, id] of situations.entries()) look(id, ["situations", name, i]);
  }
  return problems;
}

interface Names {
  readonly jurisdictions: ReadonlySet<string>;
  readonly carriers: ReadonlySet<string>;
  readonly facts: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
}

const WORDS: Readonly<Record<keyof Names, string>> = {
  jurisdictions: "jurisdiction",
  carriers: "authority or measure",
  facts: "fact or definition",
  topics: "topic",
};

function namesOf({ jurisdictions, authorities, measures, records, defines }: Program): Names {
  return {
    jurisdictions: new Set(jurisdictions.map(({ name }) => name)),
    carriers: new Set([...authorities, ...measures].map(({ id }) => id)),
    facts: new Set([
      ...records.flatMap(({ fields }) => [...fields.keys()]),
      ...defines.map(({ name }) => name),
    ]),
    topics: new Set(measures.flatMap(({ topics }) => topics)),
  };
}

function missing(kind: string, name: string, known: ReadonlySet<string>): string {
  // facts are named as a record declares them, without the way that leads there
  const [near] = nearNames(name, known).concat([...known].filter((one) => name.endsWith(`.${one}`)));
  const help = near === undefined ? "" : `; did you mean \`${near}\`?`;
  return `there is no ${kind} \`${name}\`${help}`;
}

function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
