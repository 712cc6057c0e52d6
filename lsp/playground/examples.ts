/** The programs that come with the page: that of `cordon init`, and parts of `examples/` with all they use. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { templateFiles } from "../../compiler/init/template.ts";
import { parse } from "../../grammar/parse.ts";
import type { Example, Library, Question } from "./program.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");

interface Choice {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** the first is shown; what they use comes with them */
  readonly paths: readonly string[];
  /** absent: the case of the first scenario */
  readonly question?: { readonly facts: object; readonly asOf: string };
}

/** The file of a case beside the examples. */
const A800 = JSON.parse(readFileSync(join(EXAMPLES, "cases/a800-to-china.json"), "utf8")) as object;

const SCANNER = {
  case: "An immersion scanner with an overlay of one nanometer, from the Netherlands to a firm in China",
  act: "shipment",
  departure: "NL",
  destination: "CN",
  item: {
    kind: "commodity",
    family: ["lithography"],
    codes: [],
    wavelength: "193 nm",
    numerical_aperture: 1.35,
    chuck_overlay: "1 nm",
  },
  actor: { roles: ["exporter"], headquarters: "NL" },
  parties: [{ roles: ["end_user"], nature: ["commercial"], headquarters: "CN" }],
};

const CHOICES: readonly Choice[] = [
  {
    id: "nl-scanners",
    title: "Netherlands: scanners and deposition tools",
    about: "The Dutch order on equipment for making semiconductors: a list measure with limits in numbers.",
    paths: ["nl/equipment-order.cordon", "nl/second-list.cordon", "eu/annex-i.cordon"],
    question: { facts: SCANNER, asOf: "2025-06-01" },
  },
  {
    id: "us-chips",
    title: "United States: advanced computing circuits",
    about: "3A090 in all its versions, with thresholds of performance and density, exceptions and dates.",
    paths: ["us/advanced-computing.cordon"],
    question: { facts: A800, asOf: "2024-01-01" },
  },
  {
    id: "us-end-use",
    title: "United States: end use and facilities",
    about: "744.23: what an item is used for, and in which kind of facility.",
    paths: ["us/end-use.cordon", "us/scenarios/end-use.cordon", "us/ccl/embargoes.cordon"],
  },
  {
    id: "us-entities",
    title: "United States: the Entity List and owners of half",
    about: "A list of parties read from a data file, and a rule on affiliates whose stay ends by itself.",
    paths: [
      "us/entity-list.cordon",
      "us/scenarios/entity-list.cordon",
      "us/foreign-direct-product.cordon",
      "us/ccl/embargoes.cordon",
      // whose lists free a scanner from the rule on content
      "eu/annex-i.cordon",
      "jp/equipment.cordon",
      "kr/strategic-items.cordon",
      "nl/equipment-order.cordon",
    ],
  },
  {
    id: "us-persons",
    title: "United States: support by US persons",
    about: "A service measure: who acts, and for whom.",
    paths: ["us/us-persons.cordon"],
  },
  {
    id: "eu-catch-all",
    title: "European Union: catch-all controls",
    about: "Article 4: informed by an authority, aware, or with grounds to suspect.",
    paths: [
      "eu/catch-all.cordon",
      "eu/scenarios/catch-all.cordon",
      "us/foreign-direct-product.cordon",
      "eu/states.cordon",
      "eu/annex-i.cordon",
      "de/base.cordon",
      "nl/equipment-order.cordon",
    ],
  },
  {
    id: "de-list",
    title: "Germany: national list",
    about: "National entries beside those of the union.",
    paths: [
      "de/national-list.cordon",
      "de/scenarios/national-list.cordon",
      "us/foreign-direct-product.cordon",
      "nl/equipment-order.cordon",
    ],
  },
  {
    id: "jp-catch-all",
    title: "Japan: catch-all matrix",
    about: "Destination, trigger and customs heading together decide.",
    paths: ["jp/catch-all.cordon", "jp/scenarios/catch-all.cordon"],
  },
  {
    id: "jp-chips",
    title: "Japan: chips and equipment",
    about: "License types that depend on the destination.",
    paths: ["jp/chips.cordon", "jp/scenarios/chips.cordon", "us/advanced-computing.cordon"],
  },
  {
    id: "kr-situational",
    title: "Korea: situational licenses",
    about: "Regions of destinations, and situations in which a license is needed all the same.",
    paths: ["kr/situational.cordon", "kr/scenarios/situational.cordon"],
  },
  {
    id: "regimes",
    title: "One regime entry, several states",
    about: "What members agreed on, and on which day each of them put it into force.",
    paths: ["regimes/wassenaar.cordon"],
  },
];

export function library(version: string): Library {
  const template = new Map(templateFiles("playground", version).map(({ path, text }) => [path, text]));
  const kept = ["measures.cordon", "trade.cordon", "cordon.json"];
  const { asOf, ...facts } = JSON.parse(template.get("case.json")!) as { readonly asOf: string };
  const first: Example = {
    id: "first",
    title: "A first measure",
    about:
      "An invented country with one measure: what the command cordon init writes. Change it, and see what follows.",
    paths: kept,
    open: kept[0]!,
    question: asked(facts, asOf),
  };
  const sources = readSources();
  const files: Record<string, string> = {};
  for (const path of kept) files[path] = template.get(path)!;
  const examples = CHOICES.map(({ id, title, about, paths, question }): Example => {
    const all = closure(paths, sources);
    for (const path of all) files[path] = readFileSync(join(EXAMPLES, path), "utf8");
    return {
      id,
      title,
      about,
      paths: all,
      open: paths[0]!,
      question: question === undefined ? null : asked(question.facts, question.asOf),
    };
  });
  return { examples: [first, ...examples], files };
}

function asked(facts: object, asOf: string): Question {
  return { json: JSON.stringify(facts, null, 2), asOf };
}

interface Source {
  readonly module: string;
  readonly uses: readonly string[];
  /** data files it reads */
  readonly data: readonly string[];
}

function readSources(): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const path of readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".cordon")) continue;
    const text = readFileSync(join(EXAMPLES, path), "utf8");
    let module = path;
    const uses: string[] = [];
    const nameOf = (parts: readonly { readonly text: string }[]): string =>
      parts.map((part) => part.text).join(".");
    for (const declaration of parse(path, text).file.declarations) {
      if (declaration.kind === "ModuleDeclaration") module = nameOf(declaration.path.parts);
      if (declaration.kind === "UseDeclaration")
        uses.push(...declaration.paths.map(({ parts }) => nameOf(parts)));
    }
    const data = [...text.matchAll(/"([\w./-]+\.csv)"/g)].map(([, name]) => name!);
    sources.set(path, { module, uses, data });
  }
  return sources;
}

/** The files with all files of the modules they use, and the data these read; sorted. */
function closure(paths: readonly string[], sources: ReadonlyMap<string, Source>): string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    const source = sources.get(path);
    if (source === undefined) throw new Error(`examples/${path} is not there`);
    if (found.has(path)) return;
    found.add(path);
    for (const name of source.data) found.add(join(path, "..", name));
    for (const [other, { module }] of sources)
      if (module === source.module || source.uses.includes(module)) visit(other);
  };
  for (const path of paths) visit(path);
  return [...found].sort();
}
