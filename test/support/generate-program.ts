/**
 * Seeded, type-directed generation of well-typed Cordon sources: three jurisdictions (one of them within another), a
 * small vocabulary, and law of every kind with its dates, statuses, savings and exceptions.
 */
import {
  CODES,
  captureReview,
  makeDefines,
  makeGroups,
  makeInstruments,
  makeItems,
  makeList,
  makeProperties,
  makeReaches,
  makeReviews,
  makeUnencodable,
  makeUniverse,
} from "./generate-declarations.ts";
import { DAYS, Draft, emptySight, type Piece, type Size } from "./generate-draft.ts";
import { makeExceptions, makeMeasures } from "./generate-measures.ts";
import { Random } from "./generate-random.ts";
import { makeVocabulary, type Vocabulary, vocabularyText } from "./generate-vocabulary.ts";

export type { Piece, Size } from "./generate-draft.ts";

export interface GeneratedProgram {
  readonly seed: number;
  readonly size: Size;
  readonly vocabulary: Vocabulary;
  readonly pieces: readonly Piece[];
  /** data files by path */
  readonly data: Readonly<Record<string, string>>;
  /** days on which something changes */
  readonly days: readonly string[];
  readonly jurisdictions: readonly string[];
  /** codes a case may state, as a case writes them */
  readonly codes: readonly string[];
  readonly entryKeys: readonly string[];
  /** ids of obligations */
  readonly obligations: readonly string[];
}

/** The law modules: name, jurisdiction, scheme, and the modules whose names it sees. */
const LAWS: readonly Law[] = [
  { module: "eu", jurisdiction: "EU", scheme: "EUL", uses: ["words"] },
  { module: "de", jurisdiction: "DE", scheme: "DEL", uses: ["words", "eu"] },
  { module: "us", jurisdiction: "US", scheme: "UCL", uses: ["words", "eu"] },
];

/** Codes no declaration names: headings, and codes below or beside the declared ones. */
const ODD_CODES: Readonly<Record<string, readonly string[]>> = {
  UCL: ["3A", "3A001.a.9"],
  EUL: ["9"],
  DEL: ["7"],
};

/** Files by path, as a workspace holds them. */
export function sourcesOf(program: GeneratedProgram): Record<string, string> {
  const files: Record<string, string> = {
    "words.cordon": vocabularyText(program.vocabulary),
    ...program.data,
  };
  for (const law of lawsOf(program.size)) {
    const pieces = program.pieces.filter((piece) => piece.module === law.module);
    const head = [`module ${law.module} of ${law.jurisdiction}`, `use ${law.uses.join(", ")}`];
    files[`${law.module}.cordon`] =
      `${[...head, ...pieces.map((piece) => piece.lines.join("\n"))].join("\n")}\n`;
  }
  return files;
}

interface Law {
  readonly module: string;
  readonly jurisdiction: string;
  readonly scheme: string;
  readonly uses: readonly string[];
}

function lawsOf(size: Size): readonly Law[] {
  return size === "whole" ? LAWS : [{ module: "us", jurisdiction: "US", scheme: "UCL", uses: ["words"] }];
}

const PERMITS = ["list", "end-user", "end-use", "service", "extraterritorial"].map(
  (kind) => `  permits ${kind}`,
);

export function generateProgram(seed: number, size: Size = "whole"): GeneratedProgram {
  const random = new Random(seed);
  const draft = new Draft(random, size, makeVocabulary(random));
  const laws = lawsOf(size);
  for (const [i, one] of laws.entries()) law(draft, one, new Random(seed * 3 + i));
  const codes = laws.flatMap(({ scheme }) =>
    [...(CODES[scheme] ?? []), ...(ODD_CODES[scheme] ?? [])].map(
      (code) => `${scheme} ${code.replaceAll("'", "")}`,
    ),
  );
  return {
    seed,
    size,
    vocabulary: draft.vocabulary,
    pieces: draft.pieces,
    data: draft.data,
    days: DAYS,
    jurisdictions: laws.map(({ jurisdiction }) => jurisdiction),
    codes,
    entryKeys: ["E1", "E2", "E3", "E4"],
    obligations: draft.obligations,
  };
}

/** `apart`: for what changes no answer, so that it changes no other choice either. */
function law(draft: Draft, { module, jurisdiction, scheme }: Law, apart: Random): void {
  const { random } = draft;
  draft.module = module;
  // The union's codes and groups of countries are in sight everywhere.
  const { groups, codes } = draft.common;
  draft.sight = { ...emptySight(), groups: [...groups], codes: [...codes] };
  const within = jurisdiction === "DE" ? " within EU" : "";
  const reach = random.chance(0.85) || jurisdiction === "EU" ? `  reach ${module}_ground` : "  agency AGX";
  draft.add(
    "jurisdiction",
    `jurisdiction ${jurisdiction}${within} {`,
    reach,
    `  codes ${scheme}`,
    "  agency AGY",
    "}",
  );
  draft.add("scheme", schemeText(draft, scheme));
  draft.planned = Array.from({ length: random.between(0, 2) }, (_, i) => `${module}_free${i}`);
  draft.grounds = [`${module}_ground`];
  makeInstruments(draft);
  makeGroups(draft);
  makeUnencodable(draft);
  if (draft.often()) makeList(draft);
  if (draft.often()) makeItems(draft, scheme);
  if (draft.often()) makeProperties(draft);
  makeDefines(draft);
  makeReaches(draft);
  makeReviews(draft);
  draft.add(
    "authority",
    `authority ${module}_power of ${jurisdiction} {`,
    '  cite "Act 1"',
    "  from 2010-01-01",
    ...PERMITS,
    "}",
  );
  draft.sight.measures.push(...draft.common.measures);
  const measures = makeMeasures(draft);
  if (apart.chance(0.4))
    makeUniverse(
      draft,
      measures.map(({ name }) => name),
      apart,
    );
  const asked = draft.sight.measures;
  draft.sight.measures = [];
  captureReview(draft);
  makeExceptions(draft, measures);
  if (module === "eu") draft.common = { ...draft.sight, measures: asked };
}

function schemeText(draft: Draft, scheme: string): string {
  if (scheme === "UCL") return `codes UCL "Control list" below by levels "3|B|001|.a|.1"`;
  if (scheme === "DEL") return `codes DEL "National list" below by brackets`;
  const declared = draft.random.chance(0.5) ? " = '1.a', '1.b', '2.a.1'" : "";
  return `codes EUL "Common list" below by dots${declared}`;
}
