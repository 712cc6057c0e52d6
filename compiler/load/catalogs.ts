/**
 * Catalogs of translations: `i18n/zh.json` beside a manifest holds titles and words of what is declared there in another
 * language. They change what a report says, never what the law answers.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { span } from "../../grammar/base/span.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import type { Declared, Program } from "../check/tree.ts";
import schema from "./catalog.schema.json" with { type: "json" };
import { type JsonNode, type JsonObject, memberOf, nodeAt, plainJson, readJson } from "./json.ts";
import { reportLoad } from "./messages.ts";
import { joinPath } from "./paths.ts";
import { sourceOf, type Workspace } from "./workspace.ts";

/** Titles and words in one language, by the id of what they name, and texts of authors, by themselves. */
export interface Catalog {
  readonly titles: ReadonlyMap<string, string>;
  readonly words: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, string>;
}

/** Languages for which a catalog is looked for. */
const CATALOG_LANGUAGES = ["en", "zh"] as const;

let validator: ValidateFunction<unknown> | undefined;

interface Entry {
  readonly id: string;
  readonly text: string;
  /** the title it was translated from, where the catalog says */
  readonly of: string | null;
  readonly node: JsonNode;
}

interface ReadCatalog {
  readonly titles: readonly Entry[];
  readonly words: readonly Entry[];
  readonly texts: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the catalogs of a workspace say in a language; those of its packages give way to its own. Broken ones say nothing. */
export function catalogIn(workspace: Workspace, language: string): Catalog {
  const titles = new Map<string, string>();
  const words = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const path of catalogPaths(workspace, language)) {
    const read = readCatalog(workspace, path);
    for (const { id, text } of read?.titles ?? []) titles.set(id, text);
    for (const { id, text } of read?.words ?? []) words.set(id, text);
    for (const { id, text } of read?.texts ?? []) texts.set(id, text);
  }
  return { titles, words, texts };
}

/**
 * What is wrong with the catalogs of a workspace: they cannot be read, name what is not there, or translate a title that has
 * changed. `program` must have been checked without errors: what is left out of it would seem unknown.
 */
export function checkCatalogs(workspace: Workspace, program: Program): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let known: Known | null = null;
  for (const language of CATALOG_LANGUAGES)
    for (const path of catalogPaths(workspace, language)) {
      const read = readCatalog(workspace, path);
      if (read === null) continue;
      known ??= knownNames(program);
      found.push(...read.diagnostics, ...checkEntries(path, read, known));
    }
  return found;
}

function checkEntries(path: string, read: ReadCatalog, { titles, words }: Known): Diagnostic[] {
  const found: Diagnostic[] = [];
  const unknown = ({ id, node }: Entry, names: Iterable<string>): void => {
    const near = nearNames(id, names);
    found.push(reportLoad("catalog/unknown-id", span(path, node.start, node.end), { id, near }));
  };
  for (const entry of read.titles) {
    const { id, of, node } = entry;
    // Rows of a matrix of powers stand in a file of their own, which not every command reads.
    if (id.startsWith("matrix.")) continue;
    const title = titles.get(id);
    if (title === undefined) unknown(entry, titles.keys());
    else if (of !== null && title !== of)
      found.push(reportLoad("catalog/stale-title", span(path, node.start, node.end), { id, of, title }));
  }
  for (const entry of read.words) if (!words.has(entry.id)) unknown(entry, words);
  return found;
}

/** Packages first, so that the workspace has the last word. */
function catalogPaths({ roots }: Workspace, language: string): readonly string[] {
  const folders = [...roots].sort((a, b) => Number(a.package === null) - Number(b.package === null));
  return folders.map(({ folder }) => joinPath(folder, "i18n", `${language}.json`));
}

/** Null where there is no catalog. */
function readCatalog(workspace: Workspace, path: string): ReadCatalog | null {
  const source = sourceOf(workspace, path);
  if (source === null) return null;
  const { values, problems } = readJson(source.text);
  const nothing = { titles: [], words: [], texts: [] };
  const root = values[0];
  if (root === undefined || problems.length > 0) {
    const diagnostics = problems.map((problem) =>
      reportLoad("catalog/malformed", span(path, problem.start, problem.end), { problem: problem.message }),
    );
    return { ...nothing, diagnostics };
  }
  // The schema is our own: a test holds it against its meta-schema, so starting need not.
  validator ??= new Ajv2020({ allErrors: true, meta: false, validateSchema: false }).compile(schema);
  if (root.kind !== "object" || !validator(plainJson(root)))
    return { ...nothing, diagnostics: shapeProblems(path, root, validator.errors ?? []) };
  return {
    titles: entries(root, "titles"),
    words: entries(root, "words"),
    texts: entries(root, "texts"),
    diagnostics: [],
  };
}

/** One finding for each place: that a value fits none of two forms is said once. */
function shapeProblems(path: string, root: JsonNode, errors: readonly ErrorObject[]): Diagnostic[] {
  const places = new Map<number, Diagnostic>();
  for (const { instancePath, keyword, params } of errors) {
    const node = nodeAt(root, instancePath);
    const extra = String(params.additionalProperty);
    const key =
      keyword === "additionalProperties" && node.kind === "object" ? memberOf(node, extra)?.key : null;
    const [, section = "", id = section] = instancePath.split("/");
    const name = key?.value ?? id.replaceAll("~1", "/").replaceAll("~0", "~");
    const at = key ?? node;
    places.set(at.start, reportLoad("catalog/field", span(path, at.start, at.end), { name }));
  }
  if (places.size === 0) return [reportLoad("catalog/field", span(path, root.start, root.end), { name: "" })];
  return [...places.values()];
}

function entries(root: JsonObject, section: "titles" | "words" | "texts"): readonly Entry[] {
  const node = memberOf(root, section)?.value;
  if (node?.kind !== "object") return [];
  return node.members.flatMap(({ key, value }): Entry[] => {
    const text = textOf(value, "text") ?? textOf(value, null);
    return text === null ? [] : [{ id: key.value, text, of: textOf(value, "of"), node: key }];
  });
}

/** A text, or the text a member of an object holds. */
function textOf(node: JsonNode, member: string | null): string | null {
  const found =
    node.kind === "object" && member !== null ? memberOf(node, member)?.value : member === null ? node : null;
  return found?.kind === "text" ? found.value : null;
}

interface Known {
  /** titles by id; null: declared without one */
  readonly titles: ReadonlyMap<string, string | null>;
  readonly words: ReadonlySet<string>;
}

/** Whatever a catalog may name. */
function knownNames(program: Program): Known {
  const titles = new Map<string, string | null>();
  const words = new Set<string>();
  for (const declared of declarations(program)) {
    titles.set(declared.id, declared.title);
    words.add(declared.id);
  }
  for (const record of program.records)
    for (const field of record.fields.values()) {
      titles.set(field.id, field.question);
      words.add(field.id);
      const of = field.type.kind === "set" ? field.type.of : field.type;
      if (of.kind === "enum") for (const value of of.enum.values) words.add(`${of.enum.id}.${value}`);
    }
  for (const { id, values } of program.enums) {
    words.add(id);
    for (const value of values) words.add(`${id}.${value}`);
  }
  // A code above several members is named by use alone.
  for (const scheme of program.schemes)
    for (const code of scheme.members)
      for (let name = code; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf("."))))
        words.add(`${scheme.id}.${name}`);
  for (const list of program.lists) for (const column of list.columns.keys()) words.add(`column:${column}`);
  addFreeNames(program, words);
  return { titles, words };
}

function declarations(program: Program): readonly Pick<Declared, "id" | "title">[] {
  return [
    program.jurisdictions,
    program.instruments,
    program.records,
    program.schemes,
    program.groups,
    program.lists,
    program.defines,
    program.items,
    program.reaches,
    program.reviews,
    program.measures,
    program.exceptions,
    program.authorities,
    program.findings,
    program.unencodables,
    program.omissions,
    program.universes,
    program.cases,
    program.proposals,
  ].flat();
}

/** Names that are only used: topics, types of license, duties, agencies. */
function addFreeNames(program: Program, words: Set<string>): void {
  for (const jurisdiction of program.jurisdictions)
    for (const agency of jurisdiction.agencies) words.add(`agency:${agency}`);
  for (const authority of program.authorities)
    for (const agency of authority.heldBy) words.add(`agency:${agency}`);
  for (const measure of program.measures) {
    for (const topic of measure.topics) words.add(`topic:${topic}`);
    for (const { value } of measure.chronology.versions) {
      for (const { route } of value.routes) words.add(`route:${route}`);
      for (const { to } of value.outcomes) if (to !== null) words.add(`agency:${to}`);
      // An exception speaks of what the released requirement binds as of a column.
      for (const { variable } of value.binders) words.add(`column:${variable.name}`);
    }
  }
  for (const exception of program.exceptions)
    for (const { value } of exception.chronology.versions)
      for (const { duty, to } of value.obligations) words.add(`duty:${duty}`).add(`agency:${to}`);
}
