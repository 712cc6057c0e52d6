/** The small programs as sources, with the place of every condition, and the probes by which the oracle is asked about them. */

import type { GroupModel, ItemModel, LimbModel, MeasureModel } from "./small-program.ts";
import type { Condition } from "./small-world.ts";
import { HEAD } from "./small-world.ts";

export interface Written {
  readonly text: string;
  /** start of each condition in the text */
  readonly places: ReadonlyMap<Condition, number>;
}

class Writer {
  text = HEAD;
  readonly places = new Map<Condition, number>();

  add(...parts: readonly (string | Condition)[]): void {
    for (const part of parts) {
      if (typeof part === "string") this.text += part;
      else {
        this.places.set(part, this.text.length);
        this.text += part.text;
      }
    }
  }

  /** Parts with `between` between them. */
  list<T>(values: readonly T[], between: string, write: (value: T) => void): void {
    values.forEach((value, i) => {
      if (i > 0) this.add(between);
      write(value);
    });
  }
}

/** The source of the groups. */
export function written(groups: readonly GroupModel[]): Written {
  const writer = new Writer();
  for (const [index, group] of groups.entries()) writeGroup(writer, group, index);
  return writer;
}

function writeGroup(
  writer: Writer,
  { measure, exception, universe, item, scenario }: GroupModel,
  index: number,
): void {
  writeMeasure(writer, measure, index);
  if (exception !== null) {
    const { name, limb, from, until } = exception;
    writer.add(`exception ${name} {\n  cite "Rule X"\n  releases ${measure.name}${limb ?? ""}\n`);
    for (const condition of exception.when) writer.add("  when ", condition, "\n");
    writer.add(`  from ${from}\n${until === null ? "" : `  until ${until}\n`}}\n`);
  }
  if (universe !== null) {
    writer.add(`universe ${universe.name} {\n  from ${universe.from}\n`);
    for (const condition of universe.when) writer.add("  when ", condition, "\n");
    writer.add(`  covered by ${measure.name}\n`);
    if (universe.gaps.length > 0) {
      writer.add("  gaps { ");
      writer.list(universe.gaps, ", ", ({ label, condition }) =>
        writer.add(`${label} `, condition, ' because "it is meant"'),
      );
      writer.add(" }\n");
    }
    writer.add("}\n");
  }
  if (item !== null) writeItem(writer, item);
  if (scenario !== null) {
    const { title, on, limb } = scenario;
    writer.add(
      `scenario "${title}" {\n  given { act: sale, departure: US, destination: CN }\n`,
      `  expect on ${on} US license by ${measure.name}${limb ?? ""}\n}\n`,
    );
  }
}

function writeMeasure(writer: Writer, measure: MeasureModel, index: number): void {
  const { name, authority, versions, until, unclear, review } = measure;
  if (typeof authority === "object") {
    writer.add(`authority narrow${index} of US { cite "Act 3" from 2000-01-01 permits list limited to `);
    writer.add(authority.limitedTo, " }\n");
  }
  writer.add(
    `list measure ${name} {\n  authority ${typeof authority === "object" ? `narrow${index}` : authority} cite "Rule 1"\n`,
  );
  for (const condition of measure.when) writer.add("  when ", condition, "\n");
  for (const condition of measure.unless) writer.add("  unless ", condition, "\n");
  writer.add("  requires license\n");
  if (review.length > 0) {
    writer.add("  review { ");
    writer.list(review, ", ", (limb) => {
      writer.add(`${limb.label} ${limb.policy}`);
      if (limb.when === null) writer.add(" otherwise");
      else writer.add(" when ", limb.when);
      if (limb.except !== null) writer.add(` except ${limb.except}`);
    });
    writer.add(" }\n");
  }
  for (const { from, limbs } of versions) {
    writer.add(`  from ${from} {\n    `);
    writer.add("when ");
    writeLimbs(writer, limbs);
    writer.add("\n  }\n");
  }
  if (until !== null) writer.add(`  until ${until}\n`);
  if (unclear !== null) {
    const end = unclear.until === null ? "" : ` until ${unclear.until}`;
    writer.add(`  unclear from ${unclear.from}${end} because "nobody knows"\n`);
  }
  writer.add("}\n");
}

function writeItem(writer: Writer, { code, limbs, hole }: ItemModel): void {
  writer.add(`item UCL ${code} "An entry" {\n  from 2020-01-01 by old_law = `);
  writeLimbs(writer, limbs);
  writer.add("\n");
  if (hole !== null) writer.add(`  suspended from ${hole.from} until ${hole.until}\n`);
  writer.add("}\n");
}

function writeLimbs(writer: Writer, limbs: readonly LimbModel[]): void {
  writer.add("any of { ");
  writer.list(limbs, ", ", ({ label, atoms }) => {
    writer.add(`${label} `);
    writer.list(atoms, " and ", (atom) => writer.add(atom));
  });
  writer.add(" }");
}

/** A program in which each condition is the whole of one measure, `probe_0`, `probe_1`, ... */
export function probes(conditions: readonly Condition[]): string {
  return `${HEAD}${conditions
    .map(
      ({ text }, i) =>
        `list measure probe_${i} { authority power cite "Rule 2" when ${text} requires license from 2000-01-01 }`,
    )
    .join("\n")}\n`;
}
