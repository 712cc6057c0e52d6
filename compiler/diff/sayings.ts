/** A law of sources as texts, for a comparison. */
import { epochs, type Law } from "../analysis/index.ts";
import type { Field } from "../check/tree.ts";
import type { Rectangle } from "../normal/timeline.ts";
import type { Dated, FactSaying, Sayings, Slice } from "./slices.ts";
import { type Structure, structureOf } from "./structure.ts";

export function sayingsOf(law: Law): Sayings {
  const { program } = law;
  const owned = new Map<string, string[]>();
  for (const { id, jurisdiction } of [...program.measures, ...program.exceptions]) {
    const known = owned.get(jurisdiction.id);
    if (known === undefined) owned.set(jurisdiction.id, [id]);
    else known.push(id);
  }
  return {
    dated: datedParts(law),
    fixed: fixedParts(law),
    facts: new Map(
      program.records.flatMap(({ fields }) =>
        [...fields.values()].map((field) => [field.id, factSaid(field)]),
      ),
    ),
    saves: new Map(
      program.measures
        .filter(({ saves }) => saves.length > 0)
        .map(({ id, saves }) => [id, saves.map(({ asOf }) => asOf)]),
    ),
    items: program.items.map(({ id, scheme, code }) => ({ id, scheme: scheme.id, code })),
    owned,
    jurisdictions: new Map(
      program.jurisdictions.map(({ name, id, within }) => [name, { id, within: within?.name ?? null }]),
    ),
    days: epochs(law),
  };
}

/** A ground rests on the measures that extend it. */
export function extendedBy(measure: string): Structure {
  return { text: `extended by ${measure}`, names: new Set([measure]) };
}

/** The whole of the two clocks between two days of the act. */
export function between(from: string | null, until: string | null): Rectangle {
  return { from, until, knownFrom: null, knownUntil: null, view: "both", state: "in_force" };
}

function datedParts({ normal, program }: Law): readonly Dated[] {
  const rules = [
    ...normal.requirements,
    ...normal.grounds,
    ...normal.classifications,
    ...normal.releases,
  ].map(({ of, limbs, effective, binders, parts, effect }) =>
    part(of.id, effective, { limbs, binders, parts, effect }),
  );
  const extensions = normal.grounds.flatMap(({ of, effective, effect }) =>
    effect.grounds
      .filter((ground) => ground !== of.id)
      .map((ground): Dated => ({ id: ground, effective, says: () => extendedBy(of.id) })),
  );
  return [
    ...rules,
    ...extensions,
    ...normal.defines.flatMap(({ define, versions }) =>
      versions.map(({ effective, value }) =>
        part(define.id, effective, { value, parameters: define.parameters }),
      ),
    ),
    ...normal.groups.flatMap(({ group, versions }) =>
      versions.map(({ effective, value }) => part(group.id, effective, { value, open: group.open })),
    ),
    ...normal.reviews.flatMap(({ review, versions }) =>
      versions.map(({ effective, grid }) => part(review.id, effective, grid)),
    ),
    ...program.lists.flatMap((list) =>
      list.rows.map(
        ({ key, from, until, cells }): Dated => ({
          id: list.id,
          effective: between(from, until),
          says: () => {
            const { text, names } = structureOf(cells);
            return { text: `${JSON.stringify(key)} ${text}`, names };
          },
        }),
      ),
    ),
  ];
}

function part(id: string, effective: Rectangle, value: object): Dated {
  return { id, effective, says: () => structureOf(value) };
}

function factSaid(field: Field): FactSaying {
  const { appliesWhen, formula, type } = field;
  const isPlain = type.kind !== "list" && type.kind !== "record";
  const rest = isPlain ? { ...apart(field), appliesWhen: null, formula: null } : apart(field);
  return {
    mayBeLeftOut: isPlain && (appliesWhen !== null || formula !== null),
    rest: structureOf(rest).text,
  };
}

/** Without its record: a fact rests on none of the others there, and what looks at a record names the facts it looks at. */
function apart(field: Field): object {
  return { ...field, record: null };
}

/** What has no date: the vocabulary and the jurisdictions. */
function fixedParts({ program }: Law): Slice {
  const fixed = new Map<string, Structure>();
  for (const declared of [...program.jurisdictions, ...program.schemes, ...program.enums]) {
    fixed.set(declared.id, structureOf(declared));
  }
  for (const record of program.records) {
    for (const field of record.fields.values()) fixed.set(field.id, structureOf(apart(field)));
  }
  return fixed;
}
