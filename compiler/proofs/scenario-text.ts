/** A case with its expectations as a scenario in the language. */
import type { CaseJson, Field, IsoDate, RecordType, Type, Verdict } from "../check/tree.ts";

/** Verdicts as an expectation names them. */
export const EXPECTED: Readonly<Record<Verdict | "undetermined", string>> = {
  prohibited: "prohibited",
  license_required: "license",
  notification_required: "notice",
  authorized: "authorized",
  no_requirement: "no requirement",
  not_reached: "not reached",
  undetermined: "undetermined",
};

/** What a written scenario expects of one day. */
export interface ExpectationText {
  readonly on: IsoDate;
  readonly practice: boolean;
  readonly jurisdiction: string;
  /** as the language names it: `license`, `no requirement` */
  readonly verdict: string;
}

/** The scenario, or null for a case that only a case file can state (a fraction without end, for example). */
export function scenarioText(
  title: string,
  facts: CaseJson,
  transaction: RecordType,
  expectations: readonly ExpectationText[],
): string | null {
  const given = caseText(facts, transaction);
  if (given === null) return null;
  const expects = expectations.map(
    ({ on, practice, jurisdiction, verdict }) =>
      `  expect on ${on}${practice ? " in practice" : ""} ${jurisdiction} ${verdict}`,
  );
  return [`scenario ${quoted(title)} {`, `  given ${given}`, ...expects, "}"].join("\n");
}

/** The facts of a case as a `given` writes them. */
export function caseText(facts: CaseJson, transaction: RecordType): string | null {
  return recordText(facts, transaction);
}

/** Lists that a case file calls closed are written plainly, as the language has no word for it. */
export function speakable(facts: CaseJson): CaseJson {
  if (Array.isArray(facts)) return facts.map(speakable);
  if (!isObject(facts)) return facts;
  if (Array.isArray(facts.closed) && Object.keys(facts).length === 1) return facts.closed.map(speakable);
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, speakable(value)]));
}

function recordText(json: CaseJson, record: RecordType): string | null {
  if (!isObject(json)) return null;
  const entries: string[] = [];
  for (const [name, value] of Object.entries(json)) {
    const field = record.fields.get(name);
    const text = field === undefined ? null : fieldText(value, field);
    if (text === null) return null;
    entries.push(`${name}: ${text}`);
  }
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function fieldText(json: CaseJson, field: Field): string | null {
  if (isObject(json)) {
    if (json.unknown === true) return "unknown";
    if (json.notApplicable === true) return "not applicable";
  }
  return valueText(json, field.type);
}

function valueText(json: CaseJson, type: Type): string | null {
  switch (type.kind) {
    case "truth":
      return typeof json === "boolean" ? (json ? "yes" : "no") : null;
    case "number":
    case "money":
      if (typeof json !== "number" && typeof json !== "string") return null;
      return /^-?\d+(\.\d+)?( \S.*)?$/.test(String(json)) ? String(json) : null;
    case "date":
    case "enum":
      return typeof json === "string" ? json : null;
    case "text":
      return typeof json === "string" ? quoted(json) : null;
    case "code":
      return typeof json === "string" ? codeText(json, type.scheme === null) : null;
    case "set":
      return membersText(json, type.of, "{", "}");
    case "list":
      return membersText(json, { kind: "record", record: type.of }, "[", "]");
    case "record":
      return recordText(json, type.record);
    default:
      return null;
  }
}

function membersText(json: CaseJson, of: Type, open: string, close: string): string | null {
  if (!Array.isArray(json)) return null;
  const members = json.map((member: CaseJson) => valueText(member, of));
  return members.includes(null) ? null : `${open}${members.join(", ")}${close}`;
}

/** A code of any scheme says which one; a bare code stands as it is. */
function codeText(code: string, withScheme: boolean): string {
  // anything else, a hyphen among it, would be read as something else than one code
  const bare = /^(?:[A-Za-z_]\w*|\d[A-Z]\d+)(?:\.[A-Za-z0-9]+)*$/;
  if (!withScheme) return bare.test(code) ? code : `'${code}'`;
  const [scheme = "", ...rest] = code.split(" ");
  const own = rest.join(" ");
  return `${scheme} ${bare.test(own) ? own : `'${own}'`}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function isObject(json: CaseJson): json is { readonly [key: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
