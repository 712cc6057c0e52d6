/** Where each declaration is described: which page of the site is whose. */
import type { Measure } from "../../check/tree.ts";
import type { JurisdictionModel, ReportModel } from "../model.ts";
import { PageNames } from "./names.ts";

/** Above so many, the measures of one module share a page: nobody leafs through thousands of pages. */
const OWN_PAGES = 60;

/** The pages of one jurisdiction, by what they hold; names only, whether or not they have content. */
export interface PartPages {
  readonly items: string;
  readonly entries: string;
  readonly exceptions: string;
  readonly terms: string;
  readonly authorities: string;
  readonly scenarios: string;
  readonly proposals: string;
}

export class Homes {
  readonly names = new PageNames();
  readonly #parts = new Map<JurisdictionModel, PartPages>();
  readonly #measures = new Map<string, string>();
  readonly #products = new Map<string, string>();
  /** declarations that stand on a page with others */
  readonly #declared = new Map<string, string>();

  constructor(model: ReportModel, products: readonly { readonly id: string }[], fixed: readonly string[]) {
    for (const page of fixed) this.names.take(page);
    const parts = [...model.jurisdictions, model.shared];
    for (const part of parts) if (part.jurisdiction !== null) this.names.take(part.page);
    for (const part of parts) this.#place(part, model);
    for (const { id } of products) this.#products.set(id, this.names.take(`product/${id}`));
  }

  /** Page of a declaration; null if the report describes it nowhere. */
  pageOf(id: string): string | null {
    return this.#measures.get(id) ?? this.#declared.get(id) ?? this.#products.get(id) ?? null;
  }

  of(part: JurisdictionModel): PartPages {
    return this.#parts.get(part)!;
  }

  #place(part: JurisdictionModel, model: ReportModel): void {
    const folder = part.jurisdiction === null ? "shared" : part.page;
    const take = (name: string): string => this.names.take(`${folder}/${name}`);
    const pages: PartPages = {
      items: take("items"),
      entries: take("entries"),
      exceptions: take("exceptions"),
      terms: take("terms"),
      authorities: take("authorities"),
      scenarios: take("scenarios"),
      proposals: take("proposals"),
    };
    this.#parts.set(part, pages);
    const lay = (page: string, all: readonly { readonly id: string }[]): void => {
      for (const { id } of all) this.#declared.set(id, page);
    };
    lay(pages.items, part.items);
    lay(pages.exceptions, part.exceptions);
    lay(pages.terms, [
      ...part.groups,
      ...part.reaches,
      ...part.defines,
      ...part.reviews,
      ...part.lists,
      ...part.gaps,
      ...part.universes,
    ]);
    const ofPart = (d: {
      readonly module: { readonly jurisdiction: unknown };
      readonly proposal: string | null;
    }) => d.proposal === null && d.module.jurisdiction === part.jurisdiction;
    lay(pages.authorities, model.program.authorities.filter(ofPart));
    lay(pages.authorities, model.program.instruments.filter(ofPart));
    lay(pages.proposals, part.proposals);
    lay(
      pages.proposals,
      part.proposals.flatMap(({ measures }) => measures),
    );
    for (const [module, measures] of byModule(part.measures)) {
      const shared = measures.length > OWN_PAGES ? this.names.take(`measure/${module}`) : null;
      for (const { id } of measures) this.#measures.set(id, shared ?? this.names.take(`measure/${id}`));
    }
  }
}

/** Measures by the path of their module, both in order. */
export function byModule(measures: readonly Measure[]): ReadonlyMap<string, readonly Measure[]> {
  const found = new Map<string, Measure[]>();
  for (const measure of measures) {
    const known = found.get(measure.module.path);
    if (known === undefined) found.set(measure.module.path, [measure]);
    else known.push(measure);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
