/**
 * Declarations to fill in, in the syntax of the editor's snippets, with the names of a source as presets: what is left as it
 * is should check, so that a newcomer changes one thing at a time.
 */

/** Names that a source declares with a word, in their order. */
function declared(text: string, word: string): string[] {
  return [...text.matchAll(new RegExp(`^[ \\t]*${word}[ \\t]+([A-Za-z_]\\w*)`, "gm"))].map(
    (match) => match[1]!,
  );
}

/** A place to fill in, with what stands there until then. */
function stop(number: number, preset: string): string {
  return `\${${number}:${preset}}`;
}

/** A stop with values to choose from; where there are none, the preset. */
function choice(number: number, values: readonly string[], preset = ""): string {
  const distinct = [...new Set(values)];
  return distinct.length < 2 ? stop(number, distinct[0] ?? preset) : `\${${number}|${distinct.join(",")}|}`;
}

/** A name that the source does not have yet. */
function freeName(text: string, name: string): string {
  const taken = new Set([...text.matchAll(/[A-Za-z_]\w*/g)].map(([word]) => word));
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name}_${count}`)) count++;
  return `${name}_${count}`;
}

const POLICIES = ["case by case", "presumption of denial", "presumption of approval", "policy of denial"];

/** A measure whose presets are names and codes of the source. */
export function measureSnippet(text: string): string {
  const codes = [...text.matchAll(/^[ \t]*item[ \t]+\S+[ \t]+(\d[\w.]*)/gm)].map((match) => match[1]!);
  return [
    `list measure ${stop(1, freeName(text, "my_measure"))} "${stop(2, "What is controlled")}" {`,
    `  authority ${choice(3, declared(text, "authority"), "act")}`,
    `  cite "${stop(4, "99 CFR 3.1")}"`,
    `  items ${choice(5, codes, "1A001")}`,
    `  destinations ${stop(6, "BR")}`,
    "  requires license",
    `  review ${choice(7, POLICIES)}`,
    `  from ${stop(8, "2026-06-01")}`,
    "}$0",
  ].join("\n");
}

/** A scenario of the last measure of the source, with the transaction of its last scenario. */
export function scenarioSnippet(text: string): string {
  const jurisdiction = /^[ \t]*module[ \t]+[\w.]+[ \t]+of[ \t]+([A-Z]{2,3})\b/m.exec(text)?.[1] ?? "US";
  const measure = [...text.matchAll(/^[ \t]*[a-z-]+[ \t]+measure[ \t]+([A-Za-z_]\w*)/gm)].at(-1);
  const name = measure?.[1];
  const body = measure === undefined ? "" : text.slice(measure.index, endOf(text, measure.index));
  const from = /\bfrom[ \t]+(\d{4}-\d{2}-\d{2})/.exec(body)?.[1] ?? "2026-06-01";
  const plain = `{ act: ${stop(2, "shipment")}, departure: ${stop(3, "US")}, destination: ${stop(4, "CN")}, item: { ${stop(5, "")} } }`;
  return [
    `scenario "${stop(1, name === undefined ? "What must be answered" : `What ${name} must answer`)}" {`,
    `  given ${lastGiven(text) ?? plain}`,
    `  expect on ${stop(6, from)} ${stop(7, jurisdiction)} ${stop(8, name === undefined ? "license" : `license by ${name}`)}`,
    "}$0",
  ].join("\n");
}

/** The transaction of the last scenario with its destination as a stop; null where there is none on one line. */
function lastGiven(text: string): string | null {
  const given = [...text.matchAll(/^[ \t]*given[ \t]+(\{.*\})[ \t]*$/gm)].at(-1)?.[1];
  if (given === undefined) return null;
  const escaped = given.replaceAll(/[\\$}]/g, (sign) => `\\${sign}`);
  return escaped.replace(
    /\bdestination:([ \t]*)([\w-]+)/,
    (_, gap: string, to: string) => `destination:${gap}${stop(2, to)}`,
  );
}

/** Where the braces that open behind a place are closed; else the end of the text. */
function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = text.indexOf("{", start); at !== -1 && at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}
