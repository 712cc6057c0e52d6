/**
 * The Commerce Control List as law: every entry against every row of the Country Chart, compared with a reading of the data
 * that shares nothing with the generator of the sources. The data are no part of this repository: CORDON_DATA names their
 * folder.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "../../compiler/runtime/index.ts";
import { countryCode } from "../../examples/tools/ccl/countries.ts";
import { generate } from "../../examples/tools/ccl/generate.ts";
import { EXAMPLES, examples } from "../support/examples.ts";

const folder = join(process.env.CORDON_DATA ?? "", "ear");
const present = process.env.CORDON_DATA !== undefined && existsSync(join(folder, "ccl.json"));
const long = process.env.CORDON_LONG === "1";

interface Listed {
  readonly eccn: string;
  readonly licenceExceptionFlags: Readonly<Record<string, string>>;
  readonly countryChart: readonly { readonly control: string; readonly countryChart: string }[];
}

interface Chart {
  readonly countries: Readonly<
    Record<string, { readonly marks: readonly string[]; readonly footnotes: readonly number[] }>
  >;
  readonly footnotes: Readonly<Record<string, string>>;
}

function read(name: string) {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

const DAY = "2026-08-15";

/** Ordinary goods of an entry, too dear for shipments of limited value, to a firm of no list, under no exception. */
function shipment(eccn: string, destination: string) {
  return {
    act: "shipment",
    departure: "US",
    destination,
    via: [],
    circumstances: [],
    destination_in_iec_table: false,
    ...(destination === "UA" ? { occupied_region: false } : {}),
    actor: { roles: ["exporter"], headquarters: "US", parent_headquarters: "US" },
    item: {
      kind: eccn[1] === "D" ? "software" : eccn[1] === "E" ? "technology" : "commodity",
      family: ["other"],
      origin: "US",
      codes: [`ECCN ${eccn}`],
      value: "1000000 USD",
      designed_for: [],
      required_for: [],
    },
    parties: [
      {
        roles: ["end_user"],
        nature: ["commercial"],
        headquarters: destination,
        parent_headquarters: destination,
        screened: ["entity_list"],
      },
    ],
    end_uses: [{ purpose: "civil.other", informed_by: [] }],
  };
}

/** Records that hold the lines of the entry behind them; their own stand in the heading, which only a person can read here. */
const GLUED: Readonly<Record<string, string>> = { "0D606": "0D614", "2B351": "2B352", "3E001": "3E002" };
const apart = (record: Listed): Listed[] => {
  const next = GLUED[record.eccn];
  const heading = [{ control: "in the heading", countryChart: "in the heading" }];
  return next === undefined
    ? [record]
    : [
        { ...record, countryChart: heading },
        { ...record, eccn: next },
      ];
};
const listed = (): readonly Listed[] => (read("ccl.json").entries as readonly Listed[]).flatMap(apart);

/** What the data say of an entry without interpretation: the columns that apply to all of it, and whether that is everything. */
function plainReading({ countryChart }: Listed): {
  readonly columns: readonly string[];
  readonly plain: boolean;
} {
  const columns: string[] = [];
  let plain = countryChart.length > 0;
  for (const { control, countryChart: place } of countryChart) {
    const whole = /^([A-Z]{2}) applies to (?:the )?entire entry\.?$/.exec(control.trim());
    const column = /^[A-Z]{2} Column (\d)\.?$/.exec(place.trim());
    if (whole && column) {
      if (whole[1] !== "AT") columns.push(`${whole[1]} ${column[1]}`);
    } else plain = false;
  }
  return { columns, plain };
}

/** Whether the entry names an exception that neither the value nor a statement of the exporter decides. */
const eligible = ({ licenceExceptionFlags: flags }: Listed) =>
  ["GBS", "APP", "ENC", "ACE"].some(
    (symbol) => flags[symbol] !== undefined && !flags[symbol].startsWith("N/A"),
  );

describe.skipIf(present)("the Commerce Control List", () => {
  it("is not here", (context) => context.skip("CORDON_DATA names no folder with ear/ccl.json"));
});

describe.runIf(present)("the Commerce Control List", () => {
  const prepared = load(examples().bundle).prepare({
    asOf: DAY,
    jurisdictions: ["US"],
  });
  const decide = (eccn: string, destination: string) => prepared.decide(shipment(eccn, destination))[0];

  it("stands in the sources as the generator writes it", async () => {
    for (const [name, text] of await generate(folder)) {
      expect(`${name}\n${readFileSync(join(EXAMPLES, "us", "ccl", name), "utf8")}`).toBe(`${name}\n${text}`);
    }
  });

  it("answers every entry for every row as the data say", { timeout: 3_600_000 }, () => {
    const entries = listed();
    const chart: Chart = read("country-chart.json");
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    const before = process.cpuUsage();
    let asked = 0;
    const rows = Object.entries(chart.countries);
    entries.forEach((entry, index) => {
      const { columns, plain } = plainReading(entry);
      rows.forEach(([name, { marks, footnotes }], row) => {
        if (!long && (index * rows.length + row) % 211 !== 0) return;
        asked += 1;
        const code = countryCode(name);
        const verdict = decide(entry.eccn, code)!;
        counts[verdict] = (counts[verdict] ?? 0) + 1;
        const required = columns.some((column) => marks.includes(column)) || code === "RU" || code === "BY";
        const noted = footnotes.some((footnote) => chart.footnotes[footnote]!.includes(entry.eccn));
        // Footnotes 2 and 4 free "certain" cameras on conditions that stand elsewhere, and name them by kind. A code that stops at
        // the entry does not say whether the camera is one of them.
        const perhapsFreed =
          entry.eccn === "6A003" &&
          footnotes.some((footnote) => chart.footnotes[footnote]!.includes("thermal imaging cameras"));
        const right =
          required && !eligible(entry) && !perhapsFreed
            ? verdict === "license_required"
            : required
              ? verdict !== "no_requirement"
              : plain && !noted
                ? verdict === "no_requirement"
                : entry.countryChart.length > 0 ||
                  verdict === "undetermined" ||
                  verdict === "license_required";
        if (!right) wrong.push(`${entry.eccn} to ${code}: ${verdict}, marks ${marks.join(", ")}`);
      });
    });
    const used = process.cpuUsage(before);
    console.log(
      `${asked} of ${entries.length} x ${rows.length} answers in ${((used.user + used.system) / 1e6).toFixed(1)} s of CPU: ${JSON.stringify(counts)}`,
    );
    expect(asked).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  it("never answers that an embargoed destination needs nothing", { timeout: 600_000 }, () => {
    const entries = listed();
    const free: string[] = [];
    for (const [index, { eccn }] of [...entries, { eccn: "EAR99" }].entries()) {
      for (const [place, destination] of ["CU", "IR", "KP", "SY", "RU", "BY"].entries()) {
        if (!long && eccn !== "EAR99" && (index + place) % 17 !== 0) continue;
        const verdict = decide(eccn, destination);
        if (verdict !== "license_required" && verdict !== "undetermined")
          free.push(`${eccn} to ${destination}: ${verdict}`);
      }
    }
    expect(free).toEqual([]);
  });
});
