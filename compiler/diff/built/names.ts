/** Declarations of a build by id: read when something first names them. */
import type {
  Citation,
  Define,
  Exception,
  Expr,
  Group,
  Item,
  List,
  ListCell,
  Measure,
  Reach,
  Review,
  Saving,
  Type,
  Unencodable,
} from "../../check/tree.ts";
import type { NormalDefine, NormalGroup, NormalReview } from "../../normal/normal-program.ts";
import type { Rectangle } from "../../normal/timeline.ts";
import type {
  Bundle,
  Effective,
  ListDocument,
  MeasureInfo,
  Table,
  TableDocument,
  X,
  XPolicy,
  XType,
} from "../../runtime/format.ts";
import {
  citationOf,
  constantsOf,
  type Names,
  NO_NAMES,
  readGrid,
  readPolicy,
  readX,
  type Scope,
  variable,
  withName,
} from "./expressions.ts";
import { declared, NO_CHRONOLOGY, NOWHERE, Vocabulary } from "./vocabulary.ts";

export function rectangleOf(x: Effective): Rectangle {
  return {
    from: x.from,
    until: x.until,
    knownFrom: x.knownFrom ?? null,
    knownUntil: x.knownUntil ?? null,
    view: x.view ?? "both",
    state: x.state ?? "in_force",
  };
}

export class BundleNames implements Names {
  readonly vocabulary: Vocabulary;
  protected readonly bundle: Bundle;
  protected readonly infos = new Map<
    string,
    { readonly info: MeasureInfo; readonly document: TableDocument }
  >();
  protected readonly measures = new Map<string, Measure>();
  protected readonly reaches = new Map<string, Reach>();
  protected readonly exceptions = new Map<string, Exception>();
  protected readonly items = new Map<string, Item>();
  protected readonly lists = new Map<string, List>();
  protected readonly unencodables = new Map<string, Unencodable>();
  protected readonly defines = new Map<string, NormalDefine>();
  protected readonly groups = new Map<string, NormalGroup>();
  protected readonly reviews = new Map<string, NormalReview>();

  constructor(bundle: Bundle) {
    this.bundle = bundle;
    this.vocabulary = new Vocabulary(
      bundle.definitions,
      (x, field) => readX(x, withName(NO_NAMES, field.it), this),
      (id) => this.group(id),
    );
    for (const document of bundle.tables)
      for (const [id, info] of Object.entries(document.measures)) this.infos.set(id, { info, document });
  }

  define(id: string, receiver: Type | null, args: readonly Type[]): Define {
    const known = this.defines.get(id);
    if (known !== undefined) return known.define;
    const x = this.bundle.definitions.defines[id];
    if (x === undefined) throw new Error(`no definition ${id}`);
    const isProperty = x.parameters[0] === "it";
    const it = isProperty ? variable("it", receiver ?? { kind: "truth" }) : null;
    const parameters = x.parameters
      .slice(isProperty ? 1 : 0)
      .map((name, i) => variable(name, args[i] ?? { kind: "truth" }));
    const scope = [...(it === null ? [] : [it]), ...parameters].reduce(withName, NO_NAMES);
    const versions = x.versions.map(({ effective, value }) => ({
      effective: rectangleOf(effective),
      value: readX(value, scope, this),
      formula: null,
      span: NOWHERE,
    }));
    const type: Type = x.truth ? { kind: "truth" } : (versions[0]?.value.type ?? { kind: "truth" });
    const define: Define = {
      ...declared(id, x.title, this.vocabulary.module),
      of: receiver?.kind === "record" ? receiver.record : null,
      it,
      parameters,
      type,
      chronology: NO_CHRONOLOGY,
    };
    this.defines.set(id, { define, versions });
    return define;
  }

  group(id: string): Group {
    const known = this.groups.get(id);
    if (known !== undefined) return known.group;
    const x = this.bundle.definitions.groups[id];
    if (x === undefined) throw new Error(`no group ${id}`);
    const versions = x.versions.map(({ effective, value }) => ({
      effective: rectangleOf(effective),
      value: readX(value, NO_NAMES, this),
      span: NOWHERE,
    }));
    const group: Group = {
      ...declared(id, x.title, this.vocabulary.module),
      of: memberType(versions.map(({ value }) => value)),
      open: x.open === true,
      chronology: NO_CHRONOLOGY,
    };
    this.groups.set(id, { group, versions });
    return group;
  }

  review(id: string, scope: Scope): Review {
    const known = this.reviews.get(id);
    if (known !== undefined) return known.review;
    const x = this.bundle.definitions.reviews[id];
    if (x === undefined) throw new Error(`no review ${id}`);
    const review: Review = {
      ...declared(id, x.title, this.vocabulary.module),
      captures: [...scope.names.values()],
      chronology: NO_CHRONOLOGY,
    };
    const versions = x.versions.map(({ effective, limbs }) => ({
      effective: rectangleOf(effective),
      grid: readGrid(limbs, scope, this),
      span: NOWHERE,
    }));
    this.reviews.set(id, { review, versions });
    return review;
  }

  list(id: string): List {
    const known = this.lists.get(id);
    if (known !== undefined) return known;
    const x = this.bundle.lists.find((list) => list.id === id);
    if (x === undefined) throw new Error(`no list ${id}`);
    const columns = new Map(
      Object.entries(x.columns).map(([name, type]) => {
        return [name, { name, type: this.#columnType(type), span: NOWHERE }];
      }),
    );
    const list: List = {
      ...declared(id, x.title, this.vocabulary.module),
      name: x.names[0] ?? id,
      record: this.vocabulary.transaction,
      file: "",
      citation: x.citation === null ? null : citationOf(x.citation),
      key: "",
      columns,
      rows: x.rows.map((row) => ({
        key: row.key,
        from: row.from ?? null,
        until: row.until ?? null,
        cells: new Map(Object.entries(row.cells).map(([name, cell]) => [name, this.#cell(x, name, cell)])),
        span: NOWHERE,
      })),
      contentHash: "",
    };
    this.lists.set(id, list);
    return list;
  }

  #columnType(x: ListDocument["columns"][string]): Type {
    if (x.kind === "condition" || x.kind === "review" || x.kind === "exception") return { kind: x.kind };
    return this.vocabulary.type(x as XType);
  }

  #cell(list: ListDocument, column: string, cell: ListDocument["rows"][number]["cells"][string]): ListCell {
    switch (list.columns[column]?.kind) {
      case "condition":
        return { kind: "condition", define: this.define(cell as string, null, []) };
      case "review":
        return { kind: "review", policy: readPolicy(cell as XPolicy, NO_NAMES, this) };
      case "exception":
        return { kind: "exceptions", exceptions: (cell as string[]).map((id) => this.exception(id)) };
      case "set":
        return { kind: "values", values: constantsOf(cell as X, this) };
      default:
        return { kind: "value", value: constantsOf(cell as X, this)[0]! };
    }
  }

  ground(id: string): Reach | Measure {
    return this.infos.get(id)?.document.kind === "extraterritorial" ? this.measure(id) : this.reachOf(id);
  }

  measure(id: string): Measure {
    const known = this.measures.get(id);
    if (known !== undefined) return known;
    const found = this.infos.get(id);
    const kind = found?.document.kind ?? "list";
    const measure: Measure = {
      ...this.declaredOf(id),
      kind: kind as Measure["kind"],
      jurisdiction: this.vocabulary.jurisdictions.get(found?.document.jurisdiction ?? "")!,
      authority: null,
      citations: this.citationsOf(id),
      topics: found?.info.topics ?? [],
      origin: (found?.info.origin ?? null) as Measure["origin"],
      reach: found?.info.reach === undefined ? null : this.ground(found.info.reach),
      extends: [],
      chronology: NO_CHRONOLOGY,
      saves: found === undefined ? [] : this.savesOfMeasure(id, found.document),
    };
    this.measures.set(id, measure);
    return measure;
  }

  savesOfMeasure(id: string, document: TableDocument): readonly Saving[] {
    const table = document.tables.find((t) => t.saves !== undefined && t.rows.some((row) => row.of === id));
    return table === undefined ? [] : this.savesOf(table);
  }

  exception(id: string): Exception {
    const known = this.exceptions.get(id);
    if (known !== undefined) return known;
    const { document } = this.infos.get(id) ?? {};
    const exception: Exception = {
      ...this.declaredOf(id),
      jurisdiction: this.vocabulary.jurisdictions.get(document?.jurisdiction ?? "")!,
      citations: this.citationsOf(id),
      chronology: NO_CHRONOLOGY,
    };
    this.exceptions.set(id, exception);
    return exception;
  }

  unencodable(id: string): Unencodable {
    const known = this.unencodables.get(id);
    if (known !== undefined) return known;
    const x = this.bundle.definitions.unencodable[id];
    const made: Unencodable = {
      ...declared(id, x?.title ?? null, this.vocabulary.module),
      citations: [],
      because: x?.because ?? "",
    };
    this.unencodables.set(id, made);
    return made;
  }

  reachOf(id: string): Reach {
    return this.vocabulary.reach(id, this.reaches);
  }

  declaredOf(id: string): ReturnType<typeof declared> {
    const info = this.infos.get(id)?.info;
    const { module } = this.vocabulary;
    if (info === undefined) return declared(id, null, module);
    return declared(id, info.title, module, id.slice(info.module.length + 1));
  }

  citationsOf(id: string): readonly Citation[] {
    return (this.infos.get(id)?.info.citations ?? []).map(citationOf);
  }

  /** The record that entries of control lists are tests of: the one a transaction calls its item. */
  itemRecord(): Type {
    const field = this.vocabulary.transaction.fields.get("item");
    if (field?.type.kind === "record") return field.type;
    throw new Error("a transaction has no item");
  }

  savesOf(table: Table): readonly Saving[] {
    return (table.saves ?? []).map(({ when, until, asOf }) => ({
      condition: readX(when, NO_NAMES, this),
      until,
      asOf,
      span: NOWHERE,
    }));
  }
}

function memberType(values: readonly Expr[]): Type {
  for (const { type } of values) if (type.kind === "set") return type.of;
  return { kind: "truth" };
}
