import { describe, expect, it } from "vitest";
import { check } from "../../../compiler/check/check.ts";
import { Checker } from "../../../compiler/check/incremental.ts";
import type { CheckInput } from "../../../compiler/check/input.ts";
import { LazyParse } from "../../../compiler/load/lazy-parse.ts";
import type { ParseResult } from "../../../grammar/parse-result.ts";
import { walk } from "../../../grammar/walk.ts";
import { law, watchList } from "./law.ts";

/** A generator of its own (mulberry32), so that a seed gives the same edits everywhere. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Everything that can be reached from a value, as text; a declaration that was met before is told by its number. */
function dump(value: unknown): string {
  const numbers = new Map<object, number>();
  const write = (part: unknown): unknown => {
    if (typeof part === "bigint") return String(part);
    if (typeof part !== "object" || part === null) return part;
    const known = numbers.get(part);
    if (known !== undefined) return `#${known}`;
    if ("span" in part && ("id" in part || "name" in part || "path" in part)) numbers.set(part, numbers.size);
    if (part instanceof Map) return [...part].map(([key, inner]) => [write(key), write(inner)]);
    if (part instanceof Set || Array.isArray(part)) return [...part].map(write);
    const entries = Object.entries(part).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, write(inner)]),
    );
  };
  return JSON.stringify(write(value), null, 1);
}

/** What is known of every name, place by place. */
function references(files: readonly ParseResult[], found: ReturnType<typeof check>["references"]): string[] {
  const lines: string[] = [];
  for (const { file, source } of files) {
    walk(file, (node) => {
      const reference = found.get(node);
      if (reference === undefined) return undefined;
      const { kind, name, span, target } = reference;
      const id = target !== null && "id" in target ? target.id : "";
      lines.push(`${source.path} ${node.start} ${kind} ${name} ${id} ${JSON.stringify(span)}`);
      return undefined;
    });
  }
  return lines;
}

/** One law in the hands of a checker that goes on from edit to edit. */
class Desk {
  readonly checker = new Checker();
  readonly texts = new Map(Object.entries(law));
  readonly #parsed = new Map<string, ParseResult>();
  data = watchList;
  readonly sheds: boolean;

  constructor(sheds = false) {
    this.sheds = sheds;
  }

  input(): CheckInput {
    const files = [...this.texts].map(([path, text]) => {
      const known = this.#parsed.get(path);
      if (known?.source.text === text) return known;
      const parsed = new LazyParse(path, text);
      this.#parsed.set(path, parsed);
      return parsed;
    });
    return { files, readData: (_, path) => (path === "watch.csv" ? this.data : null) };
  }

  edit(path: string, from: string | RegExp, to: string): this {
    const text = this.texts.get(path)!;
    const edited = text.replace(from, to);
    expect(edited, `${path} has ${from}`).not.toBe(text);
    this.texts.set(path, edited);
    return this;
  }

  /** Compares with a check of its own; how many files were looked into. */
  compare(what: string, withProgram = true): number {
    const input = this.input();
    const result = this.checker.check(input);
    const fresh = check(input);
    expect(result.diagnostics, what).toEqual(fresh.diagnostics);
    // Of one that gives back what it can, references are to be had of the files it looked into.
    const files = input.files.filter(
      ({ source }) => !this.sheds || this.checker.lastChecked.has(source.path),
    );
    expect(references(files, result.references), what).toEqual(references(files, fresh.references));
    if (withProgram && !this.sheds) expect(dump(result.program), what).toBe(dump(fresh.program));
    if (this.sheds) this.checker.shed();
    return this.checker.lastChecked.size;
  }
}

describe("checking again", () => {
  it("finds nothing wrong with the law of these tests", () => {
    const errors = check(new Desk().input()).diagnostics.filter(({ severity }) => severity === "error");
    expect(errors).toEqual([]);
  });

  it("looks into no file that a change of a body cannot touch", () => {
    const desk = new Desk();
    expect(desk.compare("at first")).toBe(Object.keys(law).length);
    desk.edit(
      "us/measures.cordon",
      "topic chips\n  origin unilateral\n  items chips",
      "topic chips\n  origin regime\n  items chips",
    );
    // The grids see where the names stand that the measures bind for them.
    expect(desk.compare("a clause")).toBe(2);
    desk.edit("us/scenarios.cordon", "2024-01-01", "2024-01-02");
    expect(desk.compare("a scenario")).toBe(1);
    desk.edit("us/groups.cordon", "CN, MO", "CN, MO, IR");
    expect(desk.compare("a member of a group")).toBe(1);
    desk.edit("us/items.cordon", "tpp >= 100 TPP", "tpp >= 10 TPP");
    expect(desk.compare("a threshold")).toBe(1);
    desk.edit("us/items.cordon", "module us.items", "/// Items.\nmodule us.items");
    expect(desk.compare("a line above facts")).toBeLessThan(Object.keys(law).length);
    expect(desk.compare("nothing")).toBe(0);
  });

  it("follows what others see: labels, types, days of instruments, cases, grids", () => {
    const desk = new Desk();
    desk.compare("at first");
    desk.edit("us/measures.cordon", "(1) item.tpp", "(x) item.tpp");
    expect(desk.compare("a label that an exception and a scenario name")).toBeGreaterThan(1);
    desk.edit("us/items.cordon", "least of item = tpp / 2", "least of item = area / 2");
    desk.compare("the type of a value");
    desk.edit("us/groups.cordon", "published 2022-10-13", "published 2022-10-14");
    expect(desk.compare("when a rule was published")).toBeGreaterThan(1);
    desk.edit("cases.cordon", "tpp: 4992 TPP", "tpp: 1 TPP");
    expect(desk.compare("a case that others build on")).toBeLessThan(4);
    desk.edit("us/measures.cordon", "for any p in parties where p.b", "for any q in parties where q.b");
    expect(desk.compare("what a measure binds for a grid")).toBeGreaterThan(1);
  });

  it("checks everything anew where types, files or data change", () => {
    const desk = new Desk();
    const all = Object.keys(law).length;
    desk.compare("at first");
    desk.data = watchList.replace("W-2", "W-3");
    expect(desk.compare("a data file")).toBe(all);
    desk.edit("trade.cordon", "tpp : TPP >= 0", "tpp : TPP >= 1");
    expect(desk.compare("a fact")).toBe(all);
    desk.texts.set("us/new.cordon", "module us.new of US\n");
    expect(desk.compare("a new file")).toBe(all + 1);
    desk.texts.delete("us/new.cordon");
    expect(desk.compare("a file less")).toBe(all);
  });

  it("says what is wrong as a measure is typed letter by letter", () => {
    const desk = new Desk();
    desk.compare("at first");
    const before = desk.texts.get("us/measures.cordon")!;
    const typed = `
list measure typed "Typed" {
  authority ecra
  cite "15 CFR 742.9"
  origin unilateral
  destinations zone
  when item.tpp >= 4800 TPP
  requires license
  review shared_grid
  from 2024-01-01
}
`;
    for (let i = 1; i <= typed.length; i++) {
      desk.texts.set("us/measures.cordon", before + typed.slice(0, i));
      desk.compare(`after ${JSON.stringify(typed.slice(0, i))}`, i % 7 === 0);
    }
  });

  const seed = Number(process.env.CORDON_SEED ?? 20261126);
  const edits = process.env.CORDON_LONG === undefined ? 150 : 20_000;

  it.each([
    ["keeps", false],
    ["gives back", true],
  ])(
    `equals a check of its own after any edits where it %s what it has (seed ${seed})`,
    { timeout: 3_600_000 },
    (_, sheds) => {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;
      const words = [
        ...new Set(
          Object.values(law)
            .join(" ")
            .match(/[A-Za-z_][\w.]*/g),
        ),
      ];
      const lines = Object.values(law).flatMap((text) => text.split("\n"));
      let desk = new Desk(sheds);
      let partial = 0;
      for (let i = 1; i <= edits; i++) {
        // Now and then all begins again, lest everything is wrong all the time.
        if (random(25) === 0) desk = new Desk(sheds);
        const path = pick([...desk.texts.keys()]);
        const text = desk.texts.get(path)!;
        const at = text.split("\n");
        const line = random(at.length);
        switch (random(10)) {
          case 0:
            desk.texts.set(path, law[path]!);
            break;
          case 1:
            desk.data = pick([
              watchList,
              watchList.replace("NAC", "HBM"),
              watchList.replace("any_chip", "fast"),
              "",
            ]);
            break;
          case 2:
            desk.texts.set(path, at.toSpliced(line, 1).join("\n"));
            break;
          case 3:
            desk.texts.set(path, at.toSpliced(line, 0, pick(lines)).join("\n"));
            break;
          case 4: {
            // A name is changed everywhere, as by rename.
            const [from, to] = [pick(words), pick(words)];
            for (const [name, old] of desk.texts)
              desk.texts.set(name, old.replaceAll(` ${from} `, ` ${to} `));
            break;
          }
          case 5: {
            const start = random(text.length);
            desk.texts.set(path, text.slice(0, start) + text.slice(start + 1 + random(6)));
            break;
          }
          default: {
            const found = [...text.matchAll(/[A-Za-z_][\w.]*/g)];
            const word = found[random(Math.max(1, found.length))];
            if (word === undefined) break;
            const end = word.index + word[0].length;
            desk.texts.set(
              path,
              text.slice(0, word.index) + pick([...words, "zones", "x"]) + text.slice(end),
            );
          }
        }
        desk.compare(`after ${i} edits`, random(3) === 0);
        if (desk.checker.lastChecked.size < desk.texts.size) partial++;
      }
      expect(partial).toBeGreaterThan(edits / 4);
    },
  );
});
