/** Countries as ISO 3166-1 alpha-2 codes, and their subdivisions (ISO 3166-2) below them: `CN`, `UA-43`. */
import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };
import chinese from "i18n-iso-countries/langs/zh.json" with { type: "json" };
import { nearNames } from "../../grammar/base/suggest.ts";

countries.registerLocale(english);
countries.registerLocale(chinese);

/** Every country code, in alphabetic order. */
export const countryCodes: readonly string[] = Object.keys(countries.getAlpha2Codes()).sort();

const known: ReadonlySet<string> = new Set(countryCodes);

/** Codes that other registers use for a country, and names people write instead of a code. */
const OTHER_CODES: ReadonlyMap<string, string> = new Map([
  ["UK", "GB"],
  ["EL", "GR"],
  ["KO", "KR"],
  ["JA", "JP"],
  ["USA", "US"],
  ["PRC", "CN"],
  ["ROC", "TW"],
  ["ROK", "KR"],
  ["DPRK", "KP"],
  ["UAE", "AE"],
]);

/** Names in everyday use, where the register's first name is a long form. */
const SHORT_NAMES: Readonly<Record<"en" | "zh", Readonly<Record<string, string>>>> = {
  en: {
    CD: "DR Congo",
    CN: "China",
    FM: "Micronesia",
    IR: "Iran",
    LA: "Laos",
    MD: "Moldova",
    MK: "North Macedonia",
    RU: "Russia",
    SY: "Syria",
    TW: "Taiwan",
    TZ: "Tanzania",
    US: "United States",
  },
  zh: { TW: "台湾" },
};

/** Whether `code` is a country of ISO 3166-1 (alpha-2, upper case). */
export function isCountry(code: string): boolean {
  return known.has(code);
}

/** Whether `code` has the form of a subdivision of a country: `UA-43`. The register of subdivisions is not consulted. */
export function isSubdivision(code: string): boolean {
  return /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code) && known.has(code.slice(0, 2));
}

/** Whether `code` may stand where a country is expected. */
export function isCountryCode(code: string): boolean {
  return isCountry(code) || isSubdivision(code);
}

/** The short name of a country, or null; a subdivision is named by its code behind that of its country. */
export function countryName(code: string, language: "en" | "zh"): string | null {
  if (isSubdivision(code)) {
    const name = countryName(code.slice(0, 2), language);
    return language === "zh" ? `${name}（${code}）` : `${name} (${code})`;
  }
  const short = Object.hasOwn(SHORT_NAMES[language], code) ? SHORT_NAMES[language][code] : undefined;
  if (short !== undefined) return short;
  return known.has(code) ? (countries.getName(code, language, { select: "official" }) ?? null) : null;
}

/** The codes of countries that have this very name, in English or Chinese. */
export function countriesNamed(name: string): string[] {
  if (name.length < 4) return [];
  const codes = [countries.getAlpha2Code(name, "en"), countries.getAlpha2Code(name, "zh")];
  return [...new Set(codes.filter((code) => code !== undefined))];
}

/** Country codes a person may have meant by `text`, best first, at most three: by another code, by name, by one letter. */
export function nearCountries(text: string): string[] {
  const upper = text.toUpperCase();
  const certain = [
    ...(known.has(upper) ? [upper] : []),
    OTHER_CODES.get(upper),
    countries.alpha3ToAlpha2(upper),
    countries.getAlpha2Code(text, "en"),
    countries.getAlpha2Code(text, "zh"),
  ].filter((code) => code !== undefined && code !== text);
  if (certain.length > 0) return [...new Set(certain.map(String))].slice(0, 3);
  if (text.length === 2) return nearNames(upper, countryCodes);
  const names = new Map(countryCodes.map((code) => [countryName(code, "en") ?? code, code]));
  return nearNames(text, names.keys()).map((name) => names.get(name)!);
}
