/** The license requirements of the whole list, gathered by where they apply: fourteen columns, and the places stated in words. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Entry, Row } from "./data.ts";
import { readPlace } from "./places.ts";
import { readScope, type Scope } from "./scope.ts";

/** Of one category of the list, what a requirement covers. */
export interface Coverage {
  readonly codes: Set<string>;
  readonly except: Set<string>;
  /** Codes of which a part is covered, or which are covered on conditions, that the list states in words. */
  readonly words: Set<string>;
  /** Software and technology, covered where it serves items of certain codes, or where it does not. */
  readonly served: Extract<Scope, { kind: "serves" }>[];
}

export interface Requirements {
  /** By the name of the requirement (`ns_1`, `worldwide`), then by the digit of the category. */
  readonly coverage: ReadonlyMap<string, ReadonlyMap<string, Coverage>>;
  /** Entries without a line of requirements: another agency's, a reference to another entry, or a place elsewhere in the law. */
  readonly bare: readonly string[];
  /** For each entry what its lines say, for the index: "NS 1, MT 1 (in part), UN". */
  readonly index: ReadonlyMap<string, readonly string[]>;
}

/** What the rest of the examples encodes with its own versions and history. Their texts win. */
const ENCODED: Readonly<Record<string, RegExp>> = {
  macau_d5: /^(?:3B001|3B002|3D992|3E992|3A090)/,
  zone_a: /^(?:3A090|4A090|3D001|4D090|4E001|.*\.z\.)/,
  zone_b: /^(?:3A090|4A090|3D001|4D090|4E001|.*\.z\.)/,
  worldwide: /^(?:2[BDE]910|2E903|3A90[14]|3B001|3B90[34]|3C90[789]|3D90[17]|3E90[15]|4[ADE]906)/,
};

/** Entries for which a license is required everywhere although they have no line (15 CFR 738.3(a)(1)). */
const EVERYWHERE = new Set(["0A983", "5A980", "5D980", "5E980"]);

/** Reads every line of every entry. Throws for a line whose place nobody can read: none is dropped in silence. */
export function gather(entries: readonly Entry[]): Requirements {
  const coverage = new Map<string, Map<string, Coverage>>();
  const index = new Map<string, string[]>();
  const bare: string[] = [];
  const put = (name: string, scope: Scope, eccn: string) => {
    const categories = coverage.get(name) ?? new Map<string, Coverage>();
    coverage.set(name, categories);
    const digit = eccn[0]!;
    const held: Coverage = categories.get(digit) ?? {
      codes: new Set(),
      except: new Set(),
      words: new Set(),
      served: [],
    };
    categories.set(digit, held);
    add(held, scope, ENCODED[name]);
  };
  for (const entry of entries) {
    const said: string[] = [];
    if (EVERYWHERE.has(entry.eccn)) {
      put("all_destinations", { kind: "codes", codes: [entry.eccn], except: [] }, entry.eccn);
      said.push("all destinations");
    } else if (entry.countryChart.length === 0) {
      bare.push(entry.eccn);
      said.push("no line of its own");
    }
    for (const row of entry.countryChart) {
      const name = requirementOf(entry.eccn, row);
      const reason = (/^[A-Z]{2}\b/.exec(row.control) ?? ["Russian sanctions"])[0];
      if (name === null) {
        said.push(reason);
        continue;
      }
      const scopes = scopesOf(entry.eccn, name, row);
      for (const scope of scopes) put(name, scope, entry.eccn);
      const whole = scopes.length === 1 && scopes[0]!.kind === "codes" && scopes[0]!.codes[0] === entry.eccn;
      const column = /^[a-z]{2}_\d$/.test(name) ? name.toUpperCase().replace("_", " ") : reason;
      said.push(whole ? column : `${column} in part`);
    }
    index.set(entry.eccn, [...new Set(said)]);
  }
  return { coverage, bare: bare.sort(), index };
}

/** The requirement to which a line belongs; null if the rest of the examples states it. */
function requirementOf(eccn: string, row: Row): string | null {
  const place = readPlace(row.control, row.countryChart);
  switch (place.kind) {
    case "column":
      return place.column;
    case "stated":
      return place.name;
    case "elsewhere":
      return null;
    case "unread": {
      const name = UNREAD[`${eccn} ${row.control.slice(0, 2)}`];
      if (name === undefined) throw new Error(`${eccn}: no place can be read in "${row.countryChart}"`);
      return name;
    }
  }
}

/** Two lines whose column the source has lost. */
const UNREAD: Readonly<Record<string, string>> = { "1D018 MT": "mt_1", "4A001 NP": "np_1" };

interface Reading {
  readonly eccn: string;
  readonly reason: string;
  readonly codes: string;
  readonly except: string;
  readonly words: string;
  /** Codes of the items for which it counts, those behind a minus sign left out. */
  readonly serves: string;
  /** Codes of the items for whose development or production it does not count; all else of the entry then does. */
  readonly spares: string;
}

/** Lines that were read by a person, since they mix paragraphs with words. */
const READINGS: ReadonlyMap<string, Reading> = new Map(
  parse<Reading>(readFileSync(new URL("readings.csv", import.meta.url), "utf8"), { columns: true }).map(
    (reading) => [`${reading.eccn} ${reading.reason.toLowerCase().replace(" ", "_")}`, reading],
  ),
);

function scopesOf(eccn: string, name: string, row: Row): Scope[] {
  const reading = READINGS.get(`${eccn} ${name}`);
  if (reading === undefined) return [readScope(eccn, row.control)];
  const list = (text: string) => text.split(" ").filter((code) => code !== "");
  if (reading.serves !== "" || reading.spares !== "") {
    const [except, codes] = [true, false].map((left) =>
      list(reading.serves).flatMap((code) => (code.startsWith("-") === left ? [code.replace("-", "")] : [])),
    );
    const spares = list(reading.spares);
    return [{ kind: "serves", eccn, codes: codes!, except: except!, spares, reason: false }];
  }
  return [
    { kind: "codes", codes: list(reading.codes), except: list(reading.except) },
    ...(reading.words === "" ? [] : [{ kind: "words" as const, codes: list(reading.words) }]),
  ];
}

function add(held: Coverage, scope: Scope, encoded: RegExp | undefined): void {
  const left = (codes: readonly string[]) => codes.filter((code) => encoded?.test(code) !== true);
  switch (scope.kind) {
    case "codes":
      for (const code of left(scope.codes)) held.codes.add(code);
      for (const code of left(scope.except)) held.except.add(code);
      return;
    case "words":
      for (const code of left(scope.codes)) held.words.add(code);
      return;
    case "serves":
      if (left([scope.eccn]).length > 0) held.served.push(scope);
  }
}
