/** The sources that stand for the Commerce Control List: one file a category, and one with the Country Chart and its measures. */
import { countryCode } from "./countries.ts";
import type { Chart, Data } from "./data.ts";
import { valueLimits, writeEligibility } from "./eligibility.ts";
import { head } from "./head.ts";
import { type Coverage, gather, type Requirements } from "./requirements.ts";
import type { Scope } from "./scope.ts";

/** Writes all sources, by their path below `examples/us/ccl`; they are not yet laid out. */
export function writeSources(data: Data, titles: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const requirements = gather(data.entries);
  const files = new Map<string, string>();
  for (const digit of "0123456789") {
    files.set(`category-${digit}.cordon`, writeCategory(digit, data, requirements, titles));
  }
  files.set("requirements.cordon", writeRequirements(requirements));
  files.set("chart.cordon", writeChart(data.chart, requirements));
  files.set("eligibility.cordon", writeEligibility(data));
  return files;
}

const CATEGORIES = [
  "nuclear and miscellaneous items, firearms",
  "materials, chemicals, microorganisms and toxins",
  "materials processing",
  "electronics",
  "computers",
  "telecommunications and information security",
  "sensors and lasers",
  "navigation and avionics",
  "marine",
  "aerospace and propulsion",
];

/** The index of a category and the codes of each requirement in it. */
function writeCategory(
  digit: string,
  data: Data,
  requirements: Requirements,
  titles: ReadonlyMap<string, string>,
): string {
  const limits = valueLimits(data.entries);
  const index = data.entries
    .filter((entry) => entry.eccn.startsWith(digit))
    .map(({ eccn }) => {
      const said = requirements.index.get(eccn)!.join(", ");
      const limit = limits.get(eccn);
      const title = titles.get(eccn);
      return `// ${eccn}${title === undefined ? "" : `  ${title}`}: ${said}${limit === undefined ? "" : `; LVS ${limit} USD`}`;
    });
  const bare = requirements.bare.filter((eccn) => eccn.startsWith(digit));
  const anyWords = (name: string) =>
    [...requirements.coverage.get(name)!.values()].some((coverage) => coverage.words.size > 0);
  const groups = parts(requirements).flatMap(({ name, kind, byCategory }) => {
    const coverage = byCategory.get(digit);
    if (coverage === undefined) return [];
    if (kind === "served") return [servedDefine(name, digit, coverage, anyWords(name))];
    const codes = [...coverage[kind]].sort();
    return [
      `group ${partName(name, kind, digit)} of codes ${quote(label(name, kind))} = ${codes.join(", ")}`,
    ];
  });
  if (bare.length > 0)
    groups.push(
      `group no_line_${digit} of codes "Entries without a license requirement of their own" = ${bare.join(", ")}`,
    );
  return `${head(`Commerce Control List, Category ${digit}: ${CATEGORIES[Number(digit)]} (15 CFR 774 supp. 1).\n/// First an index of the entries with their reasons for control ("in part": some paragraphs, or on conditions), then the\n/// codes of each requirement.`, groups.some((text) => text.startsWith("define")) ? "trade, us.base" : "us.base")}${index.join("\n")}\n\n${groups.join("\n")}\n`;
}

/**
 * Software and technology by what they serve. Where an item counts only if it is controlled for the same reason, and the list
 * says in words whether it is, the answer stays open.
 */
function servedDefine(name: string, digit: string, { served }: Coverage, anyWords: boolean): string {
  const limbs = new Map<string, string[]>();
  for (const scope of served) {
    const { eccn } = scope;
    const served = scope.codes.length > 0 ? [forItems(name, scope, anyWords)] : [];
    const spared = scope.spares.length > 0 ? [`not made_for_any(${codeSet(scope.spares)})`] : [];
    const condition = [...served, ...spared].join(" or ");
    const held = limbs.get(eccn) ?? [];
    if (!held.includes(condition)) held.push(condition);
    limbs.set(eccn, held);
  }
  const lines = [...limbs].map(
    ([eccn, conditions]) =>
      `('${eccn}') it is ${eccn} and ${conditions.length === 1 && !conditions[0]!.includes(" or not ") ? conditions[0] : `(${conditions.join(" or ")})`}`,
  );
  return `define ${partName(name, "served", digit)} of item ${quote(label(name, "served"))} = any of { ${lines.join(", ")} }`;
}

/** Codes as a set. What is no whole entry stands in quotation marks: all entries that begin so. */
const codeSet = (codes: readonly string[]) =>
  `{${codes.map((code) => (code.length < 5 ? `'${code}'` : code)).join(", ")}}`;

function forItems(
  name: string,
  { codes, except, reason }: Extract<Scope, { kind: "serves" }>,
  anyWords: boolean,
): string {
  const set = except.length === 0 ? codeSet(codes) : `${codeSet(codes)} - ${codeSet(except)}`;
  if (!reason) return `serves(${set})`;
  const inWords = anyWords ? ` or (serves(${set} & ${name}_words) and scope_in_words)` : "";
  return `(serves(${set} & ${name})${inWords})`;
}

type Kind = keyof Coverage;

interface Part {
  readonly name: string;
  readonly kind: Kind;
  readonly byCategory: ReadonlyMap<string, Coverage>;
}

const KINDS: readonly Kind[] = ["codes", "except", "words", "served"];
const size = (coverage: Coverage, kind: Kind) => [...coverage[kind]].length;

/** The parts of all requirements that hold anything, in the order of their names. */
function parts({ coverage }: Requirements): Part[] {
  return [...coverage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, categories]) =>
      KINDS.map((kind) => ({
        name,
        kind,
        byCategory: new Map([...categories].filter(([, held]) => size(held, kind) > 0).sort()),
      })),
    )
    .filter((part) => part.byCategory.size > 0);
}

const suffix: Readonly<Record<Kind, string>> = {
  codes: "",
  except: "_except",
  words: "_words",
  served: "_served",
};
const partName = (name: string, kind: Kind, digit: string) => `${name}${suffix[kind]}_of_${digit}`;
const quote = (text: string) => `"${text}"`;

const NAMES: Readonly<Record<string, string>> = {
  all_but_canada: "All destinations but Canada",
  all_destinations: "All destinations",
  china_russia_venezuela: "China, Russia, Venezuela",
  encryption: "Encryption items",
  iraq: "Iraq",
  iraq_pakistan: "Iraq and Pakistan",
  macau_d5: "Macau and D:5",
  no_convention: "States outside the Chemical Weapons Convention",
  pakistan: "Pakistan",
  united_nations: "Embargoes of the United Nations",
  worldwide: "Worldwide",
  zone_a: "Advanced computing, paragraph a",
  zone_b: "Advanced computing, paragraph b",
};

function label(name: string, kind: Kind): string {
  const column = /^([a-z]{2})_(\d)$/.exec(name);
  const text = column === null ? NAMES[name]! : `${column[1]!.toUpperCase()} column ${column[2]}`;
  return `${text}${{ codes: "", except: ", but not", words: ", in words", served: ", by what it serves" }[kind]}`;
}

/** The sets of the whole list, each the sum of its categories. */
function writeRequirements(requirements: Requirements): string {
  const held = parts(requirements);
  const sets = held.flatMap(({ name, kind, byCategory }) => {
    const all = [...byCategory.keys()].map((digit) => partName(name, kind, digit));
    if (kind === "except") return [];
    if (kind === "codes") {
      const except =
        held.find((part) => part.name === name && part.kind === "except")?.byCategory ?? new Map();
      const minus = [...except.keys()].map((digit) => ` - ${partName(name, "except", digit)}`);
      return `group ${name} of codes ${quote(label(name, kind))} = ${all.join(" + ")}${minus.join("")}`;
    }
    return kind === "served"
      ? `define ${name}_served of item ${quote(label(name, kind))} = ${all.join(" or ")}`
      : `group ${name}${suffix[kind]} of codes ${quote(label(name, kind))} = ${all.join(" + ")}`;
  });
  const digits = [...new Set(requirements.bare.map((eccn) => eccn[0]!))].sort();
  sets.push(
    `group no_line of codes "Entries without a license requirement of their own" = ${digits.map((digit) => `no_line_${digit}`).join(" + ")}`,
  );
  return `${head("the requirements of the Commerce Control List over all categories, by column of the\n/// Country Chart and by the places that entries state in words.", "trade")}${sets.join("\n")}\n`;
}

/** By reason for control: its name, where it is explained, the topic, and which regime asks for it. */
const REASONS: Readonly<
  Record<string, readonly [name: string, cite: string, topic: string, origin: string]>
> = {
  cb: ["Chemical and biological weapons", "15 CFR 742.2", "wmd", "regime"],
  cc: ["Crime control", "15 CFR 742.7", "human_rights", "unilateral"],
  fc: ["Firearms convention", "15 CFR 742.17", "military", "coordinated"],
  mt: ["Missile technology", "15 CFR 742.5", "wmd", "regime"],
  np: ["Nuclear nonproliferation", "15 CFR 742.3", "nuclear", "regime"],
  ns: ["National security", "15 CFR 742.4", "technology", "regime"],
  rs: ["Regional stability", "15 CFR 742.6", "military", "unilateral"],
};

/** Reviews that `us/ccl/policies` declares, by reason; the others share one. */
const POLICIES: Readonly<Record<string, string>> = {
  ns: "national_security_review",
  rs: "regional_stability_review",
};

/** Marks that Australia and the United Kingdom had before April 2024. */
const UNTIL_2024 = new Set(["ns_1", "mt_1", "rs_1"]);

/** The columns as country groups, and a list measure for each. */
function writeChart(chart: Chart, requirements: Requirements): string {
  const heirs = Object.entries(chart.territoryInheritance);
  const inherited = new Set(heirs.map(([territory]) => countryCode(territory)));
  const withHeirs = (rows: readonly string[]) =>
    [
      ...rows.map(countryCode).filter((code) => !inherited.has(code)),
      ...heirs.filter(([, { row }]) => rows.includes(row)).map(([territory]) => countryCode(territory)),
    ].sort();
  const rows = Object.keys(chart.countries);
  const marked = (mark: string) =>
    withHeirs(rows.filter((row) => chart.countries[row]!.marks.includes(mark)));
  const text: string[] = [
    `group charted "Destinations with a row, or with one that speaks for them" = ${withHeirs(rows).join(", ")}`,
  ];
  for (const mark of chart.columns) {
    const members = marked(mark);
    if (members.length === 0) continue;
    const name = mark.toLowerCase().replace(" ", "_");
    const [reason, cite, topic, origin] = REASONS[name.slice(0, 2)]!;
    const column = `${reason}, column ${name[3]}`;
    text.push(
      UNTIL_2024.has(name)
        ? `/// @confidence likely\ngroup column_${name} ${quote(column)} { from before 2022-10-07 = ${[...members, "AU", "GB", "KY"].sort().join(", ")} from 2024-04-19 by aukus_2024 remove AU, GB, KY }`
        : `group column_${name} ${quote(column)} = ${members.join(", ")}`,
    );
    const held = requirements.coverage.get(name)!;
    const has = (kind: Kind) => [...held.values()].some((coverage) => size(coverage, kind) > 0);
    const limbs = [
      ...(has("codes") ? [`(1) item is ${name}`] : []),
      ...(has("words") ? [`(2) item is ${name}_words and scope_in_words`] : []),
      ...(has("served") ? [`(3) item.${name}_served`] : []),
    ];
    text.push(
      `/// @confidence likely\nlist measure chart_${name} ${quote(column)} { authority ecra cite ${quote(cite)} topic ${topic} origin ${origin} activities export, reexport, deemed destinations column_${name} when any of { ${limbs.join(", ")} } requires license review ${POLICIES[name.slice(0, 2)] ?? "column_review"} from before 2022-10-07 }`,
    );
  }
  return `${head("Commerce Country Chart (15 CFR 738 supp. 1) as country groups, and the license requirement of each\n/// column. A row speaks for the territories that the regulations name: China for Hong Kong, Switzerland for Liechtenstein,\n/// the United Kingdom for the Cayman Islands.\n///\n/// The department's own table of 12 November 2025 and the regulation of 23 July 2026 agree but for column CC 2. Since\n/// October 2022 rows and entries were eased for partners and hardly made stricter (from memory): where a column asks for a license\n/// today it is taken to have asked since then. Older answers are undetermined there.", "trade, us.base")}${text.join("\n\n")}\n`;
}
