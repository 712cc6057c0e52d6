/** The real examples and generated programs through normal form and tables: invariants, schemas, same bytes. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { type Host, MemoryHost } from "../../compiler/host.ts";
import { compile, hasErrors } from "../../compiler/index.ts";
import { violations } from "../../compiler/normal/invariants.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { spanOf } from "../../compiler/table/places.ts";
import { checkSources } from "../property/compile.ts";
import { type Emitted, emitted } from "../support/emitted.ts";
import { generateProgram, sourcesOf } from "../support/generate-program.ts";
import { shuffleSources } from "../support/shuffle-sources.ts";

const ajv = new Ajv2020({ strictTuples: false });
const schema = (name: string): object =>
  JSON.parse(
    readFileSync(new URL(`../../compiler/table/schema/${name}.schema.json`, import.meta.url), "utf8"),
  );
ajv.addSchema(schema("expression"));
const validators = new Map(
  ["table", "definitions", "list", "manifest"].map((name) => [`cordon/${name}@1`, ajv.compile(schema(name))]),
);

/** Why files do not fit the published schemas. */
function schemaProblems(files: Emitted["files"]): string[] {
  return files.flatMap(({ path, text }) => {
    const document: unknown = JSON.parse(text);
    const format =
      typeof document === "object" && document !== null && "format" in document ? document.format : "none";
    const validate = validators.get(String(format));
    if (validate === undefined) return [`${path}: unknown format ${String(format)}`];
    return validate(document) ? [] : [`${path}: ${ajv.errorsText(validate.errors)}`];
  });
}

const root = fileURLToPath(new URL("../../examples", import.meta.url));

/** Every file of the examples, in memory. */
function exampleFiles(): Record<string, string> {
  const host: Host = new NodeHost(root);
  const paths = host.listFiles(".", [".cordon", ".csv", ".json"]);
  return Object.fromEntries(paths.map((path) => [path, host.readFile(path)!]));
}

function compiledFrom(files: Readonly<Record<string, string>>): Program {
  const { program, diagnostics } = compile(new MemoryHost(files), []);
  const errors = diagnostics.filter((d) => d.severity === "error");
  expect(errors.map((d) => `${d.span.file}: ${d.message}`)).toEqual([]);
  expect(hasErrors(diagnostics)).toBe(false);
  return program;
}

describe("the examples", () => {
  const files = exampleFiles();
  const program = compiledFrom(files);
  const normal = normalize(program);
  const bundle = buildBundle(normal, program);

  it("keep the invariants of the normal form", () => {
    expect(normal.requirements.length).toBeGreaterThan(50);
    expect(violations(normal)).toEqual([]);
  });

  it("fit the published schemas", () => {
    expect(schemaProblems(emitted(program, bundle).files)).toEqual([]);
  });

  it("give the same bytes in any order of files and declarations", () => {
    const expected = emitted(program, bundle).files;
    for (const seed of [1, 2]) {
      const other = emitted(compiledFrom(shuffleSources(files, seed))).files;
      expect(other.map((f) => f.path)).toEqual(expected.map((f) => f.path));
      other.forEach((file, i) => {
        expect(file.text === expected[i]!.text, `${file.path} (seed ${seed})`).toBe(true);
      });
    }
  });

  it("give every row and cell a place in its declaration that is not blank", () => {
    const declared = new Map(
      [program.measures, program.exceptions, program.items, program.reaches, program.universes]
        .flat()
        .map((d) => [d.id, d]),
    );
    let places = 0;
    for (const document of bundle.tables) {
      for (const { rows } of document.tables) {
        for (const row of rows) {
          const of = declared.get(row.of)!;
          for (const at of [row.at, ...Object.values(row.cells).map((cell) => cell.at)]) {
            const span = spanOf(at, document.sources, of);
            expect(span.start, row.id).toBeGreaterThanOrEqual(of.span.start);
            expect(span.end, row.id).toBeLessThanOrEqual(of.span.end);
            expect(files[span.file]!.slice(span.start, span.end).trim(), row.id).not.toBe("");
            places++;
          }
        }
      }
    }
    expect(places).toBeGreaterThan(500);
  });

  it("use every column, and name no column that is not there", () => {
    for (const table of bundle.tables.flatMap((d) => d.tables)) {
      const used = new Set(table.rows.flatMap((row) => Object.keys(row.cells)));
      expect([...used].sort()).toEqual(table.inputs.map((input) => input.id).sort());
    }
  });

  it("refer only to what is defined", () => {
    const { definitions } = bundle;
    const known = new Map<string, ReadonlySet<string>>([
      ["call", new Set(Object.keys(definitions.defines))],
      ["group", new Set(Object.keys(definitions.groups))],
      ["unencodable", new Set(Object.keys(definitions.unencodable))],
      ["codes", new Set(Object.keys(definitions.schemes))],
      ["reached", new Set(bundle.tables.flatMap((d) => Object.keys(d.measures)))],
      ["required", new Set(bundle.tables.flatMap((d) => Object.keys(d.measures)))],
    ]);
    const unknown = new Set<string>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) {
        const names = known.get(String(value[0]));
        const referred = value[0] === "required" ? value.slice(1) : value.slice(1, 2);
        if (names !== undefined && value.length > 1) {
          for (const name of referred)
            if (typeof name === "string" && !names.has(name)) unknown.add(`${value[0]} ${name}`);
        }
        value.forEach(visit);
      } else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
    };
    visit([bundle.tables.map((d) => d.tables), definitions]);
    expect([...unknown]).toEqual([]);
  });
});

describe("generated programs", () => {
  it("keep the invariants, fit the schemas and do not depend on the order of declarations", () => {
    for (let seed = 1; seed <= 25; seed++) {
      const sources = sourcesOf(generateProgram(seed));
      const { program, errors } = checkSources(sources);
      expect(errors, `seed ${seed}`).toEqual([]);
      expect(violations(normalize(program)), `seed ${seed}`).toEqual([]);
      const { files } = emitted(program);
      expect(schemaProblems(files), `seed ${seed}`).toEqual([]);
      const other = checkSources(shuffleSources(sources, seed));
      expect(other.errors, `seed ${seed}, shuffled`).toEqual([]);
      expect(emitted(other.program).files, `seed ${seed}, shuffled`).toEqual(files);
    }
  });
});
