/** Generates the named parts of a law: instruments, groups, data lists, items, defines, reaches, reviews. */
import { Conditions, type Root } from "./generate-conditions.ts";
import { DAYS, type Draft, TRANSACTION } from "./generate-draft.ts";
import { makeExtraterritorial } from "./generate-measures.ts";
import type { Random } from "./generate-random.ts";
import { COUNTRIES } from "./generate-vocabulary.ts";

const ITEM: Root = { record: "item", prefix: "" };

export const CODES: Readonly<Record<string, readonly string[]>> = {
  UCL: ["3A001", "3A001.a", "3A001.a.1", "3A001.b", "3A002.a", "4A001"],
  EUL: ["'1'", "'1.a'", "'1.b'", "'2'", "'2.a'", "'2.a.1'"],
  DEL: ["'7(1)'", "'7(1)(a)'", "'7(2)'", "'8(1)'"],
};

export function makeInstruments(draft: Draft): void {
  const { random } = draft;
  draft.instruments = [];
  for (let i = 0; i < 2; i++) {
    const name = `${draft.module}_rule${i}`;
    const dates = random.pick([
      "published 2023-01-20",
      "published 2022-10-01",
      "announced 2023-11-01",
      "published 2024-05-01 from 2024-04-04",
    ]);
    draft.add(name, `instrument ${name} { cite "88 FR 1000" ${dates} }`);
    draft.instruments.push(name);
  }
}

export function makeGroups(draft: Draft): void {
  const { random } = draft;
  for (let i = 0; i < 2; i++) {
    const name = `${draft.module}_zone${i}`;
    const open = random.chance(0.15) ? " open" : "";
    const members = (): string => random.some(COUNTRIES, 1, 3).join(", ");
    draft.add(name, ...draft.dated(`group ${name}${open}`, members, "set"));
    draft.sight.groups.push(name);
  }
}

export function makeUnencodable(draft: Draft): void {
  if (!draft.random.chance(0.3)) return;
  const name = `${draft.module}_unread`;
  draft.add(name, `unencodable ${name} { because "the text could not be read" }`);
  draft.sight.unencodables.push(name);
}

export function makeList(draft: Draft): void {
  const { random } = draft;
  if (!random.chance(0.6)) return;
  const name = `${draft.module}_parties`;
  const scope = `${draft.module}_scope`;
  draft.add(scope, `define ${scope} = ${draft.conditions().atom([TRANSACTION])}`);
  draft.add(
    name,
    `list ${name} of party from "${name}.csv" {`,
    '  cite "Annex"',
    "  key id",
    "  column notes : set of number",
    "  column scope : condition",
    "  column grade : number",
    "  column review : review",
    "  column concerns : set of purpose",
    ...(draft.planned.length > 0 ? ["  column usable : set of exception"] : []),
    "  dated from added until removed",
    "}",
  );
  const rows = ["E1", "E2", "E3", "E4"]
    .filter(() => random.chance(0.7))
    .map((key) => {
      const added = random.chance(0.3) ? "" : random.pick(DAYS.slice(0, 4));
      const removed = random.chance(0.3) ? random.pick(DAYS.filter((day) => day > added)) : "";
      const review = random.pick(["", "presumption of denial", "case by case", `${draft.module}_policy`]);
      const concerns = random.pick(["", "wmd.nuclear", "wmd; civil.other"]);
      const usable = random.some(draft.planned, 0, 1).join("");
      const scoped = random.chance(0.5) ? scope : "";
      const notes = random.pick(["", "1", "1; 5"]);
      const cells = [key, notes, scoped, random.pick(["", "1", "2"]), review, concerns];
      return [...cells, ...(draft.planned.length > 0 ? [usable] : []), added, removed].join(",");
    });
  const columns = ["id", "notes", "scope", "grade", "review", "concerns"];
  const head = [...columns, ...(draft.planned.length > 0 ? ["usable"] : []), "added", "removed"].join(",");
  draft.data[`${name}.csv`] = `${[head, ...rows].join("\n")}\n`;
  draft.sight.lists.push(name);
  if (random.chance(0.4)) {
    const group = `${draft.module}_lists`;
    draft.add(group, `group ${group} of lists = ${name}`);
    draft.sight.lists.push(group);
  }
}

export function makeItems(draft: Draft, scheme: string): void {
  const { random } = draft;
  const codes = CODES[scheme] ?? [];
  const own = codes.map((code) => `${scheme} ${code}`);
  for (const code of random.some(codes, 2, 4)) {
    // An item's condition sees no codes yet: definitions must not go round in circles.
    const saved = draft.sight;
    draft.sight = {
      ...saved,
      codes: saved.codes.filter((known) => !known.startsWith(scheme)),
      lists: [],
      conditions: [],
      properties: [],
      listedBy: false,
    };
    const conditions = draft.conditions();
    const lines = draft.dated(`item ${scheme} ${code}`, () => conditions.condition([ITEM], 1), "condition", [
      ITEM,
    ]);
    draft.sight = saved;
    draft.add(`${scheme} ${code}`, ...lines);
  }
  draft.sight.codes.push(...own);
  if (scheme === "UCL") draft.sight.codes.push("UCL 3A001..3A002", "UCL '3A'");
  if (random.chance(0.3)) draft.sight.codes.push(scheme);
  const group = `${draft.module}_items`;
  if (random.chance(0.5)) {
    draft.add(
      group,
      ...draft.dated(`group ${group} of codes`, () => random.some(own, 1, 2).join(", "), "set"),
    );
    draft.sight.codes.push(group);
  }
}

export function makeDefines(draft: Draft): void {
  for (let i = 0; i < 2; i++) {
    const name = `${draft.module}_case${i}`;
    const conditions = draft.conditions();
    draft.add(
      name,
      ...draft.dated(`define ${name}`, () => conditions.condition([TRANSACTION], 1), "condition"),
    );
    draft.sight.conditions.push(name);
  }
}

export function makeProperties(draft: Draft): void {
  const { random } = draft;
  const module = draft.module;
  const record = random.pick(["party", "item", "end_use"]);
  const conditions = draft.conditions();
  const test = `${module}_trait`;
  const lines = draft.dated(
    `define ${test} of ${record}`,
    () => conditions.condition([{ record, prefix: "" }], 1),
    "condition",
    [{ record, prefix: "" }],
  );
  draft.add(test, ...lines);
  draft.sight.properties.push({ name: test, record, parameter: null, value: null });
  if (random.chance(0.5)) {
    const name = `${module}_within`;
    const head = `define ${name}(countries C) of party`;
    draft.add(name, ...draft.dated(head, () => `${random.pick(["headquarters", "parent"])} in C`, "other"));
    draft.sight.properties.push({ name, record: "party", parameter: "countries", value: null });
  }
  if (random.chance(0.5)) {
    const name = `${module}_inside`;
    const head = `define ${name}(codes C) of item`;
    draft.add(name, ...draft.dated(head, () => `any c in contains where c is C`, "other"));
    draft.sight.properties.push({ name, record: "item", parameter: "codes", value: null });
  }
  if (random.chance(0.5)) {
    const name = `${module}_size`;
    const value = (): string => random.pick(["wavelength * 2", "wavelength / aperture", "wavelength"]);
    draft.add(name, ...draft.dated(`define ${name} of item`, value, "other"));
    draft.sight.properties.push({ name, record: "item", parameter: null, value: "45 nm" });
  }
}

export function makeReaches(draft: Draft): void {
  const name = `${draft.module}_ground`;
  const saved = draft.sight;
  const conditions = draft.conditions();
  if (draft.random.chance(0.5)) {
    draft.add(name, `reach ${name} = departure in {${COUNTRIES.slice(0, -1).join(", ")}}`);
  } else {
    const easy = draft.random.chance(0.5) ? "departure in {US, DE, FR, JP}" : null;
    const ground = (): string => easy ?? conditions.condition([TRANSACTION], 0);
    draft.add(name, ...draft.dated(`reach ${name}`, ground, "condition"));
  }
  draft.sight = saved;
  if (draft.random.chance(0.4)) draft.sight.conditions.push(name);
  if (draft.random.chance(0.5)) makeExtraterritorial(draft, name);
}

export function makeReviews(draft: Draft): void {
  const conditions = draft.conditions();
  const name = `${draft.module}_policy`;
  draft.add(name, ...draft.dated(`review ${name}`, () => draft.grid(conditions, [TRANSACTION]), "other"));
}

/** A named grid that uses a name which every measure with it binds; made where a measure does. */
export function captureReview(draft: Draft): void {
  const name = `${draft.module}_by_use`;
  if (!draft.pieces.some((piece) => piece.lines.join("\n").includes(`review ${name}`))) return;
  const conditions = draft.conditions();
  const bound: Root = { record: "end_use", prefix: "u." };
  draft.add(name, ...draft.dated(`review ${name}`, () => draft.grid(conditions, [bound]), "other"));
}

/** Measures that are to cover certain transactions, and what they leave: it changes no answer, and may be untrue. */
export function makeUniverse(draft: Draft, measures: readonly string[], random: Random): void {
  const names = { vocabulary: draft.vocabulary, days: DAYS, ...draft.sight };
  const conditions = new Conditions(random, names);
  const roots = [TRANSACTION];
  const gap = (i: number): string => `(${i}) ${conditions.condition(roots, 0)} because "left free ${i}"`;
  const gaps = Array.from({ length: random.between(0, 2) }, (_, i) => gap(i + 1));
  draft.add(
    `${draft.module}_covered`,
    `universe ${draft.module}_covered {`,
    ...(random.chance(0.6) ? [`  from ${random.pick(DAYS)}`] : []),
    `  when ${conditions.condition(roots, 1)}`,
    ...(random.chance(0.3) ? [`  unless ${conditions.condition(roots, 0)}`] : []),
    `  covered by ${measures.join(" + ")}`,
    ...(gaps.length === 0 ? [] : [`  gaps { ${gaps.join(", ")} }`]),
    "}",
  );
}
