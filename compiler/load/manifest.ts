/** The manifest `cordon.json` of a workspace: read, validated against its published schema, never trusted. */
import type { ErrorObject } from "ajv";
import type { Diagnostic, Related } from "../../grammar/base/diagnostic.ts";
import { span } from "../../grammar/base/span.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import schema from "./cordon.schema.json" with { type: "json" };
import { describeJson, type JsonNode, memberOf, nodeAt, plainJson, readJson } from "./json.ts";
import { validate } from "./manifest-validator.gen.js";
import { reportLoad } from "./messages.ts";

export const MANIFEST_NAME = "cordon.json";

export interface Manifest {
  readonly name: string;
  readonly version: string | null;
  readonly description: string | null;
  /** patterns relative to the folder of the manifest */
  readonly sources: readonly string[];
  readonly exclude: readonly string[];
  /** policy packages in `node_modules` */
  readonly packages: readonly string[];
  /** folder of data files, relative to the folder of the manifest */
  readonly lists: string | null;
  /** null: all jurisdictions answer */
  readonly defaultJurisdictions: readonly string[] | null;
  /** facts of the transaction, by path: which say from where an act is done, and which where it goes */
  readonly home: { readonly facts: readonly string[]; readonly abroad: readonly string[] } | null;
  readonly language: "en" | "zh";
}

/** What holds in a folder without a manifest. */
export const defaultManifest: Manifest = {
  name: "workspace",
  version: null,
  description: null,
  sources: ["**/*.cordon"],
  exclude: [],
  packages: [],
  lists: null,
  defaultJurisdictions: null,
  home: null,
  language: "en",
};

/** Reads a manifest. Every problem is one finding at its place; fields that are wrong take their defaults. */
export function readManifest(
  path: string,
  text: string,
): { readonly manifest: Manifest; readonly diagnostics: readonly Diagnostic[] } {
  const { values, problems } = readJson(text);
  const diagnostics: Diagnostic[] = problems.map((problem) =>
    reportLoad("workspace/malformed-manifest", span(path, problem.start, problem.end), {
      problem: problem.message,
    }),
  );
  const root = values[0];
  if (root === undefined || diagnostics.length > 0) return { manifest: defaultManifest, diagnostics };
  const plain = plainJson(root);
  if (validate(plain)) return { manifest: fromPlain(plain as Partial<Manifest>), diagnostics };
  for (const error of validate.errors ?? []) diagnostics.push(describeError(path, root, error));
  return { manifest: defaultManifest, diagnostics };
}

function fromPlain(plain: Partial<Manifest>): Manifest {
  const {
    name,
    version,
    description,
    sources,
    exclude,
    packages,
    lists,
    defaultJurisdictions,
    home,
    language,
  } = plain;
  return {
    name: name ?? defaultManifest.name,
    version: version ?? null,
    description: description ?? null,
    sources: sources ?? defaultManifest.sources,
    exclude: exclude ?? [],
    packages: packages ?? [],
    lists: lists ?? null,
    defaultJurisdictions: defaultJurisdictions ?? null,
    home: home ?? null,
    language: language ?? "en",
  };
}

/**
 * A fault of `home` that shows against the sources alone.
 *
 * @param at its place in `home`, as a JSON pointer
 */
export function homeFinding(
  path: string,
  text: string,
  found: {
    readonly at: string;
    readonly problem: string;
    readonly help: string;
    readonly related: readonly Related[];
  },
): Diagnostic {
  const { at, problem, help, related } = found;
  const [root] = readJson(text).values;
  const { start, end } = root === undefined ? { start: 0, end: 0 } : nodeAt(root, `/home${at}`);
  return reportLoad("workspace/home-fact", span(path, start, end), { problem, help }, { related });
}

function describeError(path: string, root: JsonNode, error: ErrorObject): Diagnostic {
  const node = nodeAt(root, error.instancePath);
  const field = error.instancePath
    .split("/")
    .filter((step) => step !== "")
    .join(".");
  const report = (problem: string, at: { start: number; end: number } = node, near: readonly string[] = []) =>
    reportLoad("workspace/manifest-field", span(path, at.start, at.end), { problem, near });
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      const at = node.kind === "object" ? memberOf(node, key)?.key : undefined;
      return report(
        `\`${key}\` is no field of \`cordon.json\``,
        at,
        nearNames(key, Object.keys(schema.properties)),
      );
    }
    case "required":
      return report(`\`${String(params.missingProperty)}\` is missing`, {
        start: node.start,
        end: node.start + 1,
      });
    case "type": {
      const wanted = { string: "a text", array: "a list", object: "an object" }[String(params.type)];
      const what = field === "" ? "`cordon.json`" : `\`${field}\``;
      return report(`${what} should be ${wanted ?? String(params.type)}, found ${describeJson(node)}`);
    }
    case "enum":
      return report(
        `\`${field}\` should be ${(params.allowedValues as string[]).map((v) => `\`${v}\``).join(" or ")}`,
      );
    case "uniqueItems":
      return report(`\`${field}\` names something twice`);
    case "pattern":
      return report(`\`${field}\` is not written as ${FORMS[field.replace(/\.\d+$/, "")] ?? "it should be"}`);
    case "minItems":
    case "minLength":
      return report(`\`${field}\` should not be empty`);
    default:
      return report(`\`${field}\` ${error.message ?? "is not what it should be"}`);
  }
}

const FORMS: Readonly<Record<string, string>> = {
  name: "npm writes names, such as `my-measures` or `@ministry/measures`",
  version: "a version, such as `1.0.0`",
  defaultJurisdictions: "the name of a jurisdiction, such as `US`",
};
