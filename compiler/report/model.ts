/**
 * What a report shows: for each jurisdiction its own declarations in a fixed order, taken from the checked program
 * and never from the text. Proposals are shown apart: they are not law.
 */
import type {
  Citation,
  Declared,
  Define,
  Exception,
  Group,
  IsoDate,
  Item,
  Jurisdiction,
  List,
  Measure,
  Program,
  Proposal,
  Reach,
  Review,
  Scenario,
  Unencodable,
  Universe,
} from "../check/tree.ts";
import { compare, compareNatural } from "./order.ts";

export interface JurisdictionModel {
  /** null: declarations of modules that belong to no jurisdiction */
  readonly jurisdiction: Jurisdiction | null;
  /** name of its page */
  readonly page: string;
  readonly title: string;
  /** earliest day to which one of its modules was read */
  readonly currentTo: string | null;
  readonly measures: readonly Measure[];
  readonly exceptions: readonly Exception[];
  readonly items: readonly Item[];
  readonly groups: readonly Group[];
  readonly reaches: readonly Reach[];
  readonly defines: readonly Define[];
  readonly reviews: readonly Review[];
  readonly lists: readonly List[];
  readonly gaps: readonly Unencodable[];
  readonly universes: readonly Universe[];
  readonly proposals: readonly Proposal[];
  readonly scenarios: readonly Scenario[];
}

export interface ReportModel {
  readonly program: Program;
  readonly jurisdictions: readonly JurisdictionModel[];
  /** vocabulary and shared terms, on the first page */
  readonly shared: JurisdictionModel;
  /** exceptions by the id of the measure they release */
  readonly releasedBy: ReadonlyMap<string, readonly Exception[]>;
}

/** Sorts a program into the pages of a report; `only` keeps some jurisdictions. */
export function reportModel(
  program: Program,
  only: readonly string[] | null = null,
  /** names of pages, in lower case, that no jurisdiction's page takes */
  taken: readonly string[] = [],
  /** names of jurisdictions that come first, in this order; then by name */
  first: readonly string[] = [],
): ReportModel {
  const rankOf = ({ name }: Jurisdiction): number =>
    first.includes(name) ? first.indexOf(name) : first.length;
  const shown = [...program.jurisdictions]
    .filter((jurisdiction) => only === null || only.includes(jurisdiction.name))
    .sort((a, b) => rankOf(a) - rankOf(b) || byId(a, b));
  return {
    program,
    jurisdictions: shown.map((jurisdiction) => jurisdictionModel(program, jurisdiction, taken)),
    shared: jurisdictionModel(program, null, taken),
    releasedBy: releases(program),
  };
}

function jurisdictionModel(
  program: Program,
  jurisdiction: Jurisdiction | null,
  taken: readonly string[],
): JurisdictionModel {
  const own = <T extends Declared>(all: readonly T[]): T[] =>
    all.filter((d) => d.proposal === null && d.module.jurisdiction === jurisdiction).sort(byId);
  const dates = program.modules
    .filter((module) => module.jurisdiction === jurisdiction)
    .flatMap((module) => (module.currentTo === null ? [] : [module.currentTo]))
    .sort();
  const parts = {
    measures: ofLaw(program.measures, jurisdiction),
    exceptions: ofLaw(program.exceptions, jurisdiction),
    items: own(program.items).sort(byCode),
    groups: own(program.groups),
    reaches: own(program.reaches),
    defines: own(program.defines),
    reviews: own(program.reviews),
    lists: own(program.lists),
    gaps: own(program.unencodables),
    universes: own(program.universes),
    proposals: program.proposals.filter((p) => p.module.jurisdiction === jurisdiction).sort(byId),
  };
  return {
    jurisdiction,
    page: jurisdiction === null ? "shared" : pageName(jurisdiction.name, taken),
    title: jurisdiction === null ? "Shared terms" : (jurisdiction.title ?? jurisdiction.name),
    currentTo: dates[0] ?? null,
    ...parts,
    scenarios: program.scenarios
      .filter((scenario) => scenario.module.jurisdiction === jurisdiction)
      .sort(
        (a, b) =>
          compare(a.module.path, b.module.path) ||
          compareNatural(a.title, b.title) ||
          compare(contentOf(a), contentOf(b)),
      ),
  };
}

/** What a scenario says, wherever it stands: the order of two with one title in one module. */
function contentOf({ given, expectations }: Scenario): string {
  const expected = expectations.map(({ jurisdiction, span: _, ...rest }) => ({
    ...rest,
    of: jurisdiction.id,
  }));
  return JSON.stringify([given, expected]);
}

/** Measures and exceptions say themselves whose law they are. */
function ofLaw<T extends Measure | Exception>(all: readonly T[], jurisdiction: Jurisdiction | null): T[] {
  return all.filter((d) => d.proposal === null && d.jurisdiction === jurisdiction).sort(byCitation);
}

/** The page of a jurisdiction; one named like another page or a folder of pages steps aside. */
function pageName(name: string, taken: readonly string[]): string {
  return taken.includes(name.toLowerCase()) ? `${name}_` : name;
}

/**
 * The day a report is about: the one asked for, else the last to which some module of a jurisdiction was read. No clock is read.
 */
export function reportDay(
  program: Program,
  asOf: IsoDate | null,
  only: readonly string[] | null,
): IsoDate | null {
  if (asOf !== null) return asOf;
  const days = program.modules.flatMap(({ jurisdiction, currentTo }) =>
    currentTo !== null && jurisdiction !== null && (only?.includes(jurisdiction.name) ?? true)
      ? [currentTo]
      : [],
  );
  return days.sort().at(-1) ?? null;
}

function releases(program: Program): ReadonlyMap<string, readonly Exception[]> {
  const found = new Map<string, Set<Exception>>();
  for (const exception of program.exceptions) {
    if (exception.proposal !== null) continue;
    for (const version of exception.chronology.versions)
      for (const { measure } of version.value.releases) {
        const known = found.get(measure.id) ?? new Set();
        found.set(measure.id, known.add(exception));
      }
  }
  return new Map([...found].map(([id, exceptions]) => [id, [...exceptions].sort(byId)]));
}

function byId(a: Declared, b: Declared): number {
  return compare(a.id, b.id);
}

/** The order of the law as far as citations tell it; then by name. Places in files play no part. */
function byCitation(a: Cited, b: Cited): number {
  return compareNatural(a.citations?.[0]?.text ?? "", b.citations?.[0]?.text ?? "") || byId(a, b);
}

type Cited = Declared & { readonly citations?: readonly Citation[] };

function byCode(a: Item, b: Item): number {
  return compare(a.scheme.id, b.scheme.id) || compareNatural(a.code, b.code) || byId(a, b);
}
