/** Single values of a case: truth, quantities, money, dates, texts, names and codes. */
import { codeOf, type Scheme } from "../values/codes.ts";
import { compare, type Exact, exactText, parseExact } from "../values/exact.ts";
import { nearNames } from "../values/near.ts";
import { NO, YES } from "../values/truth.ts";
import { type Plain, truthValue } from "../values/values.ts";
import { expectation, type FieldType, type Range, type Vocabulary } from "../values/vocabulary.ts";

export type Scalar =
  | { readonly ok: true; readonly value: Plain }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly help: string };

export function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** What stands there, in words and cut short. */
export function found(json: unknown): string {
  if (json === null) return "null";
  if (json === undefined) return "nothing";
  if (Array.isArray(json)) return "an array";
  if (typeof json === "object") return "an object";
  if (typeof json === "string") return `the text \`${short(json)}\``;
  return `\`${short(String(json))}\``;
}

function short(text: string): string {
  const clean = text.replace(/\p{Cc}/gu, " ");
  return clean.length > 60 ? `${clean.slice(0, 57)}...` : clean;
}

function refuse(code: string, message: string, help: string): Scalar {
  return { ok: false, code, message, help };
}

function wrongType(json: unknown, type: FieldType, help: string): Scalar {
  return refuse("case/wrong-type", `expected ${expectation(type)}, found ${found(json)}`, help);
}

export function readScalar(json: unknown, type: FieldType, range: Range, vocabulary: Vocabulary): Scalar {
  switch (type.kind) {
    case "truth":
      if (json === true || json === "yes") return { ok: true, value: truthValue(YES) };
      if (json === false || json === "no") return { ok: true, value: truthValue(NO) };
      return wrongType(json, type, 'write true or false; where it is not known, { "unknown": true }');
    case "number":
      return readQuantity(json, type, range, vocabulary);
    case "money":
      return readMoney(json, type);
    case "date":
      return readDate(json, type);
    case "text":
      return typeof json === "string"
        ? { ok: true, value: { kind: "text", text: json } }
        : wrongType(json, type, "write it in quotes");
    case "enum": {
      if (typeof json !== "string") return wrongType(json, type, "write the name in quotes");
      if (type.enum.rank.has(json)) return { ok: true, value: { kind: "enum", name: json, enum: type.enum } };
      return refuse(
        "case/unknown-value",
        `\`${short(json)}\` is none of the values`,
        nearest(json, type.enum.values) ?? `give ${expectation(type)}`,
      );
    }
    case "code":
      return type.scheme === null ? readAnyCode(json, type, vocabulary) : readCode(json, type, type.scheme);
    default:
      return wrongType(json, type, `give ${expectation(type)}`);
  }
}

function nearest(word: string, names: Iterable<string>): string | null {
  const near = nearNames(word, names);
  return near.length === 0 ? null : `did you mean ${near.map((name) => `\`${name}\``).join(" or ")}?`;
}

// ------------------------------------------------------------------------------------------- quantities and money

const QUANTITY = /^([+-]?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(\S.*)?$/u;

interface Amount {
  readonly value: Exact;
  readonly unit: string | null;
}

/** `"4992 TPP"`, `{ "value": 4992, "unit": "TPP" }` or a bare JSON number; null: none of these. */
function readAmount(json: unknown): Amount | null {
  if (typeof json === "number")
    return Number.isFinite(json) ? { value: json === 0 ? 0 : json, unit: null } : null;
  if (typeof json === "string") {
    const match = QUANTITY.exec(json.trim());
    const value = match === null ? null : parseExact(match[1]!.replaceAll("_", ""));
    return value === null ? null : { value, unit: match![2]?.trim() ?? "" };
  }
  if (!isObject(json)) return null;
  const { value, unit, ...others } = json;
  if (Object.keys(others).length > 0 || typeof unit !== "string") return null;
  if (typeof value === "number")
    return Number.isFinite(value) ? { value: value === 0 ? 0 : value, unit } : null;
  return null;
}

type QuantityType = Extract<FieldType, { kind: "number" }>;

export function isUnitless(unit: string): boolean {
  return unit === "" || unit === "1" || unit === "number";
}

function readQuantity(json: unknown, type: QuantityType, range: Range, vocabulary: Vocabulary): Scalar {
  const amount = readAmount(json);
  const example = isUnitless(type.unit)
    ? "write a number without quotes"
    : `write "12.5 ${type.unit}" or a bare number of ${type.unit}`;
  if (amount === null) return wrongType(json, type, example);
  // What no JSON number holds exactly can only be said in text: a scenario hands on 26 digits so.
  const onlyInText = amount.unit === "" && typeof amount.value !== "number" && isUnitless(type.unit);
  if (amount.unit === "" && !onlyInText) {
    const help = isUnitless(type.unit)
      ? `write ${exactText(amount.value)} without quotes`
      : `write ${exactText(amount.value)} without quotes, or with its unit: "${exactText(amount.value)} ${type.unit}"`;
    return refuse(
      "case/number-as-text",
      `expected ${expectation(type)}, found a number sent as text, ${found(json)}`,
      help,
    );
  }
  let value = amount.value;
  if (amount.unit !== null && !onlyInText) {
    const converted = vocabulary.units.convert(value, amount.unit, type.unit);
    if (!converted.ok) return wrongUnit(amount.unit, type, converted.why, vocabulary);
    value = converted.value;
  }
  if (isOutside(value, range)) {
    const unit = isUnitless(type.unit) ? "" : ` ${type.unit}`;
    return refuse(
      "case/out-of-range",
      `${exactText(value)}${unit} is outside ${rangeText(range)}${unit}`,
      "correct the value, or its unit",
    );
  }
  return { ok: true, value: { kind: "number", value } };
}

function wrongUnit(
  unit: string,
  type: QuantityType,
  why: "unknown-unit" | "other-dimension",
  vocabulary: Vocabulary,
): Scalar {
  const message =
    why === "unknown-unit"
      ? `there is no unit \`${short(unit)}\``
      : `\`${short(unit)}\` does not measure the same as \`${type.unit}\``;
  const like = vocabulary.units.like(type.unit).slice(0, 6);
  const help = why === "unknown-unit" ? nearest(unit, vocabulary.units.names) : null;
  return refuse(
    "case/wrong-unit",
    message,
    help ?? `give ${expectation(type)}${like.length > 1 ? `; units that convert: ${like.join(", ")}` : ""}`,
  );
}

export function isOutside(value: Exact, range: Range): boolean {
  if (range.low !== null) {
    const order = compare(value, range.low);
    if (order < 0 || (order === 0 && range.lowOpen)) return true;
  }
  if (range.high === null) return false;
  const order = compare(value, range.high);
  return order > 0 || (order === 0 && range.highOpen);
}

function rangeText(range: Range): string {
  const low =
    range.low === null ? null : `${range.lowOpen ? "more than" : "at least"} ${exactText(range.low)}`;
  const high =
    range.high === null ? null : `${range.highOpen ? "less than" : "at most"} ${exactText(range.high)}`;
  return `the declared range: ${[low, high].filter((part) => part !== null).join(" and ")}`;
}

function readMoney(json: unknown, type: FieldType): Scalar {
  const amount = readAmount(json);
  const help = 'write "5000 EUR" or { "value": 5000, "unit": "EUR" }';
  if (amount === null) return wrongType(json, type, help);
  if (amount.unit === null || amount.unit === "") {
    const code = amount.unit === null ? "case/wrong-unit" : "case/number-as-text";
    return refuse(code, `an amount of money needs its currency, found ${found(json)}`, help);
  }
  if (!/^[A-Z]{3}$/.test(amount.unit))
    return refuse("case/wrong-unit", `\`${short(amount.unit)}\` is no currency code`, help);
  return { ok: true, value: { kind: "money", amount: amount.value, currency: amount.unit } };
}

// ------------------------------------------------------------------------------------------------ dates and codes

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = DAY.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

function readDate(json: unknown, type: FieldType): Scalar {
  if (typeof json !== "string") return wrongType(json, type, 'write "2026-01-31"');
  if (isDay(json)) return { ok: true, value: { kind: "date", day: json } };
  return refuse(
    "case/bad-date",
    `\`${short(json)}\` is no day of the calendar`,
    "write year, month and day: 2026-01-31",
  );
}

function readCode(json: unknown, type: FieldType, scheme: Scheme): Scalar {
  if (typeof json !== "string") return wrongType(json, type, `write the code in quotes`);
  const bare = json.startsWith(`${scheme.name} `) ? json.slice(scheme.name.length + 1).trim() : json;
  if (bare === "" || bare !== bare.trim() || bare.length > 100)
    return wrongType(json, type, "write the code without spaces around it");
  const code = codeOf(scheme, bare);
  if (scheme.members.length > 0 && !scheme.members.some((member) => related(code.path, member.path))) {
    const kind = scheme.country ? "country code" : `code of ${scheme.name}`;
    return refuse(
      "case/unknown-code",
      `\`${short(bare)}\` is no ${kind}`,
      nearest(
        bare,
        scheme.members.map((m) => m.text),
      ) ??
        (scheme.country ? "use ISO 3166-1 codes of two capitals, such as NL" : `give ${expectation(type)}`),
    );
  }
  return { ok: true, value: code };
}

function related(a: readonly string[], b: readonly string[]): boolean {
  const depth = Math.min(a.length, b.length);
  return depth > 0 && a[depth - 1] === b[depth - 1];
}

/** A code of any scheme, `SCHEME CODE`. Whether the code exists on the day is not a question of the case's form. */
function readAnyCode(json: unknown, type: FieldType, vocabulary: Vocabulary): Scalar {
  if (typeof json !== "string") return wrongType(json, type, 'write "SCHEME CODE" in quotes');
  const space = json.indexOf(" ");
  const name = space === -1 ? "" : json.slice(0, space);
  const scheme = vocabulary.schemeNames.get(name);
  if (scheme === undefined) {
    const message =
      space === -1
        ? `\`${short(json)}\` does not say of which scheme it is`
        : `there is no scheme \`${short(name)}\``;
    const help =
      nearest(
        name,
        [...vocabulary.schemes.values()].map((s) => s.name),
      ) ??
      `write "SCHEME CODE"; the schemes are ${[...vocabulary.schemes.values()]
        .map((s) => s.name)
        .slice(0, 10)
        .join(", ")}`;
    return refuse("case/unknown-scheme", message, help);
  }
  const bare = json.slice(space + 1).trim();
  if (bare === "" || bare.length > 100) return wrongType(json, type, 'write "SCHEME CODE"');
  return { ok: true, value: codeOf(scheme, bare) };
}
