/** Country names as the regulations print them, and their codes. */
import countries from "i18n-iso-countries";

/** Names that the register of countries does not know in this form, and two misprints of the tables. */
const PRINTED: Readonly<Record<string, string>> = {
  Bahamas: "BS",
  "Bahamas, The": "BS",
  "The Bahamas": "BS",
  "Bosnia & Herzegovina": "BA",
  Brunei: "BN",
  Burma: "MM",
  "China (PRC)": "CN",
  "Congo (Democratic Republic of the)": "CD",
  "Congo (Democratic Republic of)": "CD",
  "Congo (Republic of the)": "CG",
  "Cote d'Ivoire": "CI",
  "Cote d'lvoire": "CI",
  "Gambia, The": "GM",
  Iran: "IR",
  "Korea, North": "KP",
  "Korea, South": "KR",
  Kosovo: "XK",
  Laos: "LA",
  Moldova: "MD",
  Syria: "SY",
  Macau: "MO",
  "Micronesia (Federated State of)": "FM",
  "Micronesia, Federated States of": "FM",
  "Saint Kitts & Nevis": "KN",
  "Sao Tome & Principe": "ST",
  Seycheles: "SC",
  "Sint Maarten (the Dutch two-fifths of the island of Saint Martin)": "SX",
  "South Sudan, Republic of": "SS",
  "St. Kitts and Nevis": "KN",
  "St. Lucia": "LC",
  "St. Vincent and the Grenadines": "VC",
  "Trinidad & Tobago": "TT",
  Türkiye: "TR",
  "Vatican City": "VA",
  "hong kong": "HK",
  liechtenstein: "LI",
  "cayman islands": "KY",
};

/** The code of a country by its printed name. Throws for a name that nobody knows: a row is never lost in silence. */
export function countryCode(name: string): string {
  const printed = name.trim();
  const code = PRINTED[printed] ?? countries.getAlpha2Code(printed, "en");
  if (code === undefined) throw new Error(`no code for the country "${name}"`);
  return code;
}
