/** The validator of translation finds nothing in a faithful build, and every fault seeded into one. */
import { describe, expect, test } from "vitest";
import { translationFaults } from "../../compiler/analysis/index.ts";
import { requireFaithful, UnfaithfulBuild } from "../../compiler/analysis/translation/faithful.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import type { Bundle, Cell, Row } from "../../compiler/runtime/format.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { checkSources } from "../property/compile.ts";
import { exampleLaw } from "../support/examples.ts";
import { generateProgram, sourcesOf } from "../support/generate-program.ts";
import { Random } from "../support/generate-random.ts";

const { program } = exampleLaw();
const normal = normalize(program);
const bundle = buildBundle(normal, program);

/** A copy of the build that may be spoilt. */
function copy(): Writable<Bundle> {
  return structuredClone(bundle) as unknown as Writable<Bundle>;
}

type Writable<T> = T extends readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Writable<T[K]> }
    : T;

type Place = {
  readonly row: Writable<Row>;
  readonly table: Writable<Bundle["tables"][number]["tables"][number]>;
};

function rowsOf(spoilt: Writable<Bundle>): readonly Place[] {
  return spoilt.tables.flatMap(({ tables }) =>
    tables.flatMap((table) => table.rows.map((row) => ({ row, table }))),
  );
}

function faultsOf(spoilt: Writable<Bundle>) {
  return translationFaults(normal, program, spoilt as unknown as Bundle);
}

/** Spoils the first row that the change applies to; the change says whether it did. */
function spoil(change: (place: Place) => boolean): {
  readonly faults: ReturnType<typeof faultsOf>;
  readonly id: string;
} {
  const spoilt = copy();
  const place = rowsOf(spoilt).find(change);
  if (place === undefined) throw new Error("nothing to spoil");
  return { faults: faultsOf(spoilt), id: place.row.id };
}

function cellWith(row: Writable<Row>, test: (cell: Writable<Cell>) => boolean): Writable<Cell> | undefined {
  return Object.values(row.cells).find(test);
}

describe("a faithful build", () => {
  test("of the examples has no fault", () => {
    expect(faultsOf(copy())).toEqual([]);
  });

  test("of generated programs has no fault", () => {
    for (let seed = 500; seed < 540; seed++) {
      const { program: generated } = checkSources(sourcesOf(generateProgram(seed)));
      const form = normalize(generated);
      expect(translationFaults(form, generated, buildBundle(form, generated)), `seed ${seed}`).toEqual([]);
    }
  });

  test("says the same when its bounds are written otherwise", () => {
    const spoilt = copy();
    for (const { row } of rowsOf(spoilt)) {
      for (const cell of Object.values(row.cells)) {
        // 4800 and 4800.0 are one number
        if (cell.ge !== undefined && /^\d+$/.test(cell.ge)) cell.ge = `${cell.ge}.0`;
      }
    }
    expect(faultsOf(spoilt)).toEqual([]);
  });
});

describe("a fault in the table writer", () => {
  const inCondition = "condition differs";

  test("a turned operator is found, with the values for which it matters", () => {
    const { faults, id } = spoil(({ row }) => {
      const cell = cellWith(row, (c) => c.ge !== undefined);
      if (cell?.ge === undefined) return false;
      cell.gt = cell.ge;
      delete cell.ge;
      return true;
    });
    expect(faults).toMatchObject([{ id, what: inCondition }]);
    expect(faults[0]!.where).toMatch(/= \d/);
  });

  test("a bound that is off by one is found", () => {
    const { faults, id } = spoil(({ row }) => {
      const cell = cellWith(row, (c) => c.le !== undefined && /^\d+$/.test(c.le));
      if (cell === undefined) return false;
      cell.le = String(Number(cell.le) + 1);
      return true;
    });
    expect(faults).toMatchObject([{ id, what: inCondition }]);
  });

  test("a dropped cell is found", () => {
    const { faults, id } = spoil(({ row }) => {
      const [name] = Object.keys(row.cells);
      if (name === undefined) return false;
      delete row.cells[name];
      return true;
    });
    expect(faults).toMatchObject([{ id, what: inCondition }]);
  });

  test("a negation left out is found", () => {
    const { faults, id } = spoil(({ row }) => {
      const cell = cellWith(row, (c) => c.not === true);
      if (cell === undefined) return false;
      delete cell.not;
      return true;
    });
    expect(faults).toMatchObject([{ id, what: inCondition }]);
  });

  test("another group is found", () => {
    const { faults, id } = spoil(({ row }) => {
      const cell = cellWith(row, (c) => c.in?.[0] === "group");
      if (cell === undefined) return false;
      cell.in = ["group", "us.groups.A1"];
      return true;
    });
    expect(faults).toMatchObject([{ id, what: inCondition }]);
  });

  test("a shifted date is found", () => {
    const { faults, id } = spoil(({ row }) => {
      if (row.effective.from === null) return false;
      row.effective.from = "2023-11-18";
      return true;
    });
    expect(faults).toMatchObject([{ id, what: "time differs" }]);
  });

  test("a swapped verdict is found", () => {
    const { faults, id } = spoil(({ row }) => {
      if (!("verdict" in row.then) || row.then.verdict !== "license_required") return false;
      row.then.verdict = "prohibited";
      return true;
    });
    expect(faults).toMatchObject([{ id, what: "verdict differs" }]);
  });

  test("another limb is found", () => {
    const { faults, id } = spoil(({ row }) => {
      if (row.limbs.length === 0) return false;
      row.limbs = ["(zz)", ...row.limbs.slice(1)];
      return true;
    });
    expect(faults).toMatchObject([{ id, what: "limbs differs" }]);
  });

  test("a word too many in a set, and one too few, are found", () => {
    for (const change of [
      (set: unknown[]) => set.push(["enum", "no_such_word"]),
      (set: unknown[]) => set.length > 2 && set.pop(),
    ]) {
      const { faults, id } = spoil(({ row }) => {
        const set = cellWith(row, (c) => c.in?.[0] === "set" && c.in.length > 2)?.in;
        return set !== undefined && change(set as unknown[]) !== false;
      });
      // rows that share the cell are spoilt with it
      expect(faults.map((fault) => fault.id)).toContain(id);
      expect(new Set(faults.map((fault) => fault.what))).toEqual(new Set([inCondition]));
    }
  });

  test("two rows that changed places are found", () => {
    const spoilt = copy();
    const table = spoilt.tables.flatMap(({ tables }) => tables).find(({ rows }) => rows.length > 1)!;
    const [one, two] = table.rows;
    [one!.id, two!.id] = [two!.id, one!.id];
    const named = new Set(faultsOf(spoilt).map(({ id }) => id));
    expect(named).toEqual(new Set([one!.id, two!.id]));
  });

  test("a row that stands twice is found", () => {
    const spoilt = copy();
    const { rows } = spoilt.tables[0]!.tables[0]!;
    rows.push(structuredClone(rows[0]!));
    expect(faultsOf(spoilt)).toMatchObject([{ id: rows[0]!.id, what: "the row stands twice" }]);
  });

  test("a lost row and a row too many are found", () => {
    const lost = copy();
    const table = lost.tables[0]!.tables[0]!;
    const [row] = table.rows.splice(0, 1);
    expect(faultsOf(lost)).toMatchObject([{ id: row!.id, what: "the row is missing" }]);
    const more = copy();
    more.tables[0]!.tables[0]!.rows.push({ ...structuredClone(row!), id: "no.such/row" });
    expect(faultsOf(more)).toMatchObject([{ id: "no.such/row", what: "the row has no measure" }]);
  });

  test("a group, a formula and a fact that are defined otherwise are found", () => {
    const groups = copy();
    const [id, group] = Object.entries(groups.definitions.groups).find(([, g]) => g.versions.length > 1)!;
    group.versions[0]!.value = ["world"];
    expect(faultsOf(groups)).toMatchObject([{ id, what: "members differs" }]);

    const facts = copy();
    const item = facts.definitions.records["trade.item"]!;
    delete item.fields.wavelength!.appliesWhen;
    expect(faultsOf(facts)).toMatchObject([{ id: "trade.item.wavelength", what: "fact differs" }]);

    const units = copy();
    units.definitions.units.TPP!.factor = "2";
    expect(faultsOf(units)).toMatchObject([{ id: "TPP", what: "unit differs" }]);
  });

  test("an entry of a data list that reads otherwise is found", () => {
    const spoilt = copy();
    const [list] = spoilt.lists;
    list!.rows[0]!.from = "2000-01-01";
    expect(faultsOf(spoilt)).toMatchObject([{ id: list!.id, what: "entries differs" }]);
  });

  test("a word that is ordered by another enum is found, and none where several have it", () => {
    const { program, errors } = checkSources({
      "law.cordon": `module law of XX
jurisdiction XX { reach everywhere }
enum stage = early < middle < late
enum part_of_day = late < noon < early
record transaction { stage : stage hour : part_of_day }
reach everywhere = stage = early or stage != early
authority power of XX { cite "Act 1" from 2010-01-01 permits list }
define beyond(stage s) = s >= middle or s >= late
list measure sales { authority power cite "Rule 1" when beyond(late) requires license from 2020-01-01 }
`,
    });
    expect(errors).toEqual([]);
    const own = normalize(program);
    const written = JSON.stringify(buildBundle(own, program));
    const faults = (text: string) => translationFaults(own, program, JSON.parse(text) as Bundle);
    expect(faults(written)).toEqual([]);
    const swapped = written.replaceAll('"late","law.stage"', '"late","law.part_of_day"');
    expect(
      faults(swapped)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["law.beyond", "law.sales/2020-01-01/-"]);
  });

  test("any single cell that is dropped at random is found", () => {
    const random = new Random(11);
    for (let i = 0; i < 25; i++) {
      const spoilt = copy();
      const candidates = rowsOf(spoilt).filter(({ row }) => Object.keys(row.cells).length > 0);
      const { row } = random.pick(candidates);
      const name = random.pick(Object.keys(row.cells));
      delete row.cells[name];
      expect(faultsOf(spoilt), `${row.id} without ${name}`).toMatchObject([
        { id: row.id, what: inCondition },
      ]);
    }
  });
});

describe("a build", () => {
  test("of the examples is proved in all its parts", () => {
    expect(requireFaithful(normal, program, bundle)).toEqual([]);
  });

  const named = (id: string): RegExp => new RegExp(id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const kinds: Readonly<Record<string, (place: Place) => boolean>> = {
    "a dropped cell": ({ row }) => {
      const [column] = Object.keys(row.cells);
      return column !== undefined && delete row.cells[column];
    },
    "a shifted bound": ({ row }) => {
      const cell = cellWith(row, ({ ge }) => ge !== undefined && /^\d+$/.test(ge));
      if (cell?.ge === undefined) return false;
      cell.ge = `${cell.ge}.5`;
      return true;
    },
    "a wrong verdict": ({ row }) => {
      if (!("verdict" in row.then) || row.then.verdict !== "license_required") return false;
      row.then.verdict = "notification_required";
      return true;
    },
    "a wrong limb": ({ row }) => row.limbs.length > 0 && row.limbs.push("(zz)") > 0,
    "a wrong set": ({ row }) => {
      const cell = cellWith(row, (c) => c.in?.[0] === "group");
      if (cell === undefined) return false;
      cell.in = ["world"];
      return true;
    },
    "a wrong date": ({ row }) => {
      if (row.effective.from === null) return false;
      row.effective.from = "1999-01-01";
      return true;
    },
  };
  for (const [kind, change] of Object.entries(kinds)) {
    test(`with ${kind} is refused, and the row is named`, () => {
      const spoilt = copy();
      const place = rowsOf(spoilt).find(change);
      const refused = (): unknown => requireFaithful(normal, program, spoilt as unknown as Bundle);
      expect(refused).toThrow(UnfaithfulBuild);
      expect(refused).toThrow(named(place!.row.id));
    });
  }
});
