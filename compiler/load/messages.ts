/** Findings of loading: the workspace, its data files, and suppressions in comments. */
import { entry, type MessagePage, type MessageTable, reporter } from "../../grammar/base/registry.ts";

const page = (why: string, wrong: string, right: string): MessagePage => ({ why, wrong, right });
const lines = (...text: readonly string[]): string => text.join("\n");
const meant = (near: readonly string[]): string | undefined =>
  near.length === 0 ? undefined : `did you mean ${near.map((name) => `\`${name}\``).join(" or ")}?`;

const workspaceMessages = {
  "workspace/unreadable-file": entry<{ path: string; reason: string }>({
    severity: "error",
    message: ({ path, reason }) => `\`${path}\` cannot be read: ${reason}`,
    help: () => "sources and data files are UTF-8 text that this user may read",
    page: page(
      "A file that cannot be read may hold measures. Without it, an answer could be that nothing is required where something is, so nothing is built until the file can be read.",
      "a source saved as UTF-16, or without read permission",
      "the same source saved as UTF-8",
    ),
  }),
  "workspace/too-large": entry<{ path: string; size: number; limit: number }>({
    severity: "error",
    message: ({ path, size, limit }) => `\`${path}\` has ${size} characters; at most ${limit} are read`,
    help: () => "split the file",
    page: page(
      "A limit on the size of files keeps a wrong or hostile file from taking all memory. No list of parties or text of law comes near it.",
      "a database dump with the ending of a source",
      "the dump left out by `exclude`, or its rows split over several lists",
    ),
  }),
  "workspace/no-sources": entry<{ where: string }>({
    severity: "error",
    message: ({ where }) => `there are no sources in \`${where}\``,
    help: () => "name a folder that holds `.cordon` files, or change `sources` in `cordon.json`",
    page: page(
      "Checking nothing finds nothing wrong, and a build of nothing requires no license for anything. Both would look like success.",
      lines("cordon check measurs"),
      lines("cordon check measures"),
    ),
  }),
  "workspace/no-such-path": entry<{ path: string; near: readonly string[] }>({
    severity: "error",
    message: ({ path }) => `there is no file or folder \`${path}\``,
    help: ({ near }) => meant(near),
    page: page(
      "A path on the command line names nothing. Going on without it could miss measures.",
      lines("cordon check us/advanced_computing.cordn"),
      lines("cordon check us/advanced_computing.cordon"),
    ),
  }),
  "workspace/unknown-package": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `the policy package \`${name}\` is not installed`,
    help: ({ name }) => `run \`npm install ${name}\`, or take it out of \`packages\` in \`cordon.json\``,
    page: page(
      "Modules of a policy package that is not installed cannot be used. A package is found in `node_modules` by its `cordon.json`.",
      lines("{", '  "name": "my-measures",', '  "packages": ["@ministry/vocabluary"]', "}"),
      lines("{", '  "name": "my-measures",', '  "packages": ["@ministry/vocabulary"]', "}"),
    ),
  }),
  "workspace/malformed-manifest": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => `\`cordon.json\` is not JSON: ${problem}`,
    page: page(
      "The manifest says which files belong to the workspace. If it cannot be read, nobody can tell whether all measures are there.",
      lines("{", '  "name": "my-measures",', "}"),
      lines("{", '  "name": "my-measures"', "}"),
    ),
  }),
  "workspace/manifest-field": entry<{ problem: string; near: readonly string[] }>({
    severity: "error",
    message: ({ problem }) => problem,
    help: ({ near }) => meant(near),
    page: page(
      "A field of the manifest is not one that Cordon knows, or its value is not what the field should hold. A misspelt field would silently have no effect.",
      lines("{", '  "name": "my-measures",', '  "source": "src"', "}"),
      lines("{", '  "name": "my-measures",', '  "sources": ["src/**/*.cordon"]', "}"),
    ),
  }),
  "workspace/home-fact": entry<{ problem: string; help: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    help: ({ help }) => help,
    page: page(
      "For `cordon compare --from-home` the manifest names the facts that say from where an act is done, and those that say where it goes. Each is a fact of the transaction, or of a record in it, that is a country. A fact that decides whether another fact applies is refused, because it cannot differ between two laws that are asked about one act.",
      lines(
        "{",
        '  "name": "my-measures",',
        '  "home": { "facts": ["depature"], "abroad": ["destination"] }',
        "}",
      ),
      lines(
        "{",
        '  "name": "my-measures",',
        '  "home": { "facts": ["departure"], "abroad": ["destination"] }',
        "}",
      ),
    ),
  }),
} satisfies MessageTable;

const LIST = lines(
  'list entity_list "Entity List" of party from "lists/el.csv" {',
  '  cite "15 CFR 744 supp. 4"',
  "  key id",
  "  column footnotes : set of number",
  "  dated from added until removed",
  "}",
);
const signName = (sign: string): string =>
  sign === ";" ? "semicolons" : sign === "," ? "commas" : sign === "\t" ? "tabs" : "bars";

const inFile = (rows: string): string =>
  lines(LIST, "", "// lists/el.csv", ...rows.split("\n").map((r) => `// ${r}`));

const dataMessages = {
  "data/not-found": entry<{ path: string; tried: readonly string[] }>({
    severity: "error",
    message: ({ path }) => `there is no data file \`${path}\``,
    help: ({ tried }) => `looked for ${tried.map((place) => `\`${place}\``).join(", ")}`,
    page: page(
      "The entries of a list stand in a data file beside the sources. Without it the list would be empty, and an empty list of parties catches nobody.",
      'list entity_list of party from "list/el.csv" { key id }',
      'list entity_list of party from "lists/el.csv" { key id }',
    ),
  }),
  "data/outside": entry<{ path: string }>({
    severity: "error",
    message: ({ path }) => `the data file \`${path}\` lies outside the workspace`,
    help: () => "keep data files in the folder of the manifest or below it",
    page: page(
      "Sources and policy packages come from others. A package must not be able to read files elsewhere on the machine by naming them as a list.",
      'list entity_list of party from "../../private/customers.csv" { key id }',
      'list entity_list of party from "lists/customers.csv" { key id }',
    ),
  }),
  "data/unknown-format": entry<{ path: string }>({
    severity: "error",
    message: ({ path }) => `\`${path}\` is neither CSV, TSV, JSON nor JSON Lines`,
    help: () => "the ending of a data file is `.csv`, `.tsv`, `.json` or `.jsonl`",
    page: page(
      "The ending of the file says how it is read. Guessing could read a list as something else and lose entries.",
      'list entity_list of party from "lists/el.xlsx" { key id }',
      'list entity_list of party from "lists/el.csv" { key id }',
    ),
  }),
  "data/malformed": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => `the data file is malformed here: ${problem}`,
    page: page(
      "The file does not follow the rules of its format at this place, so what it says from here on is uncertain. Entries before it were still checked.",
      inFile('id,name\n1,"Example Works'),
      inFile('id,name\n1,"Example Works"'),
    ),
  }),
  "data/no-column": entry<{ column: string; near: readonly string[] }>({
    severity: "error",
    message: ({ column }) => `the data file has no column \`${column}\``,
    help: ({ near }) => meant(near) ?? "the first line of a CSV file names its columns",
    page: page(
      "The list declares a column (or its key, or the day an entry was added) that the file does not have.",
      inFile("id,footnote,added,removed\nX1,5,2024-12-02,"),
      inFile("id,footnotes,added,removed\nX1,5,2024-12-02,"),
    ),
  }),
  "data/duplicate-column": entry<{ column: string }>({
    severity: "error",
    message: ({ column }) => `two columns are named \`${column}\``,
    help: () => "give every column a name of its own",
    page: page(
      "With two columns of one name nobody can tell which of them a cell belongs to.",
      inFile("id,footnotes,footnotes\nX1,5,4"),
      inFile("id,footnotes,earlier_footnotes\nX1,5,4"),
    ),
  }),
  "data/cell-count": entry<{ found: number; expected: number }>({
    severity: "error",
    message: ({ found, expected }) =>
      `this row has ${found} ${found === 1 ? "cell" : "cells"}, the first line has ${expected}`,
    help: () => "put a cell that holds a comma in double quotes",
    page: page(
      "A row with more or fewer cells than there are columns has lost its place: values would land in wrong columns.",
      inFile("id,name,footnotes\nX1,Example Works, Ltd.,5"),
      inFile('id,name,footnotes\nX1,"Example Works, Ltd.",5'),
    ),
  }),
  "data/separator": entry<{ found: string; expected: string }>({
    severity: "error",
    message: ({ found, expected }) =>
      `${signName(found)} part the columns of this file, and ${signName(expected)} are to part them`,
    help: ({ expected }) =>
      `save it with ${signName(expected)} between the columns; within a cell, semicolons separate the members of a set`,
    page: page(
      "In countries that write decimals with a comma, spreadsheets separate columns with semicolons. Here, semicolons separate the members of a set within a cell.",
      inFile("id;name;footnotes\nX1;Example Works;5"),
      inFile("id,name,footnotes\nX1,Example Works,5"),
    ),
  }),
  "data/not-a-row": entry<{ found: string }>({
    severity: "error",
    message: ({ found }) => `expected an object for each row, found ${found}`,
    help: () => 'write a list of objects: `[{ "id": "X1" }]`',
    page: page(
      "A JSON data file is a list of objects (or JSON Lines: one object a line), whose keys are the columns.",
      '["X1", "X2"]',
      '[{ "id": "X1" }, { "id": "X2" }]',
    ),
  }),
  "data/bad-cell": entry<{ column: string; expected: string; found: string; near: readonly string[] }>({
    severity: "error",
    message: ({ column, expected, found }) => `\`${column}\` should be ${expected}, found ${found}`,
    help: ({ near }) => meant(near),
    page: page(
      "The cell is not of the type its column declares. It is reported and the entry left out, never guessed at.",
      inFile("id,footnotes\nX1,five"),
      inFile("id,footnotes\nX1,5"),
    ),
  }),
  "data/unknown-name": entry<{ column: string; kind: string; name: string; near: readonly string[] }>({
    severity: "error",
    message: ({ column, kind, name }) => `\`${column}\` names the ${kind} \`${name}\`, which does not exist`,
    help: ({ near }) => meant(near),
    page: page(
      "A column of type `condition`, `review` or `exception` holds names of declarations of the sources that the list can see.",
      inFile("id,review\nX1,presumtion of denial"),
      inFile("id,review\nX1,presumption of denial"),
    ),
  }),
  "data/no-key": entry<{ column: string }>({
    severity: "error",
    message: ({ column }) => `this row has no \`${column}\``,
    help: ({ column }) => `\`${column}\` is the key of the list: every entry needs its own`,
    page: page(
      "A case uses keys to state which entries a party is. An entry without a key could never be stated.",
      inFile("id,name\n,Example Works"),
      inFile("id,name\nX1,Example Works"),
    ),
  }),
  "data/duplicate-key": entry<{ key: string; line: number }>({
    severity: "error",
    message: ({ key, line }) =>
      `the key \`${key}\` is already that of line ${line}, for some of the same days`,
    help: () => "give the entry another key, or end the earlier one before this one begins",
    page: page(
      "Two entries of one key in force on the same day leave open which of them a party is. The same key may return later: removed and listed again.",
      inFile("id,added,removed\nX1,2020-01-01,\nX1,2024-01-01,"),
      inFile("id,added,removed\nX1,2020-01-01,2022-06-30\nX1,2024-01-01,"),
    ),
  }),
  "data/until-before-from": entry<{ from: string; until: string }>({
    severity: "error",
    message: ({ from, until }) => `the entry ends on ${until}, which is not after ${from}, its first day`,
    help: () => "the second date is the first day on which the entry no longer stands",
    page: page(
      "An entry that ends before it begins is never in force. Most often the two dates were swapped or a year was mistyped.",
      inFile("id,added,removed\nX1,2024-12-02,2023-12-02"),
      inFile("id,added,removed\nX1,2022-12-02,2023-12-02"),
    ),
  }),
  "data/control-character": entry<{ column: string; code: string }>({
    severity: "error",
    message: ({ column, code }) => `\`${column}\` contains the invisible character ${code}`,
    help: () => "remove it",
    page: page(
      "Control characters and marks that reverse the direction of text make a name look different from what it is. A reviewer could not see what is compared.",
      "a name copied from a document together with an invisible mark",
      "the name typed anew",
    ),
  }),
  "data/too-long": entry<{ column: string; length: number; limit: number }>({
    severity: "error",
    message: ({ column, length, limit }) =>
      `\`${column}\` has ${length} characters; at most ${limit} are read`,
    help: () => "shorten the text, or check for a quote that was never closed",
    page: page(
      "A cell of that length is nearly always the rest of the file behind a quote that was not closed.",
      inFile('id,name\nX1,"Example Works\nX2,Example Mills'),
      inFile('id,name\nX1,"Example Works"\nX2,Example Mills'),
    ),
  }),
  "data/too-many": entry<{ shown: number; total: number }>({
    severity: "error",
    message: ({ shown, total }) => `the data file has ${total} problems; the first ${shown} are shown`,
    help: () => "fix these and check again",
    page: page(
      "A file with very many problems usually has one cause, such as another separator or a missing column.",
      inFile("id;name\nX1;Example Works"),
      inFile("id,name\nX1,Example Works"),
    ),
  }),
} satisfies MessageTable;

const suppressMessages = {
  "suppress/no-reason": entry<{ code: string }>({
    severity: "warning",
    message: ({ code }) => `\`allow ${code}\` gives no reason`,
    help: ({ code }) => `write \`// allow ${code}: why this is right here\``,
    page: page(
      "A reviewer or a court will ask why a finding was set aside. The reason is written next to it, so that nobody has to remember it.",
      lines("// allow check/citation-form", 'instrument notice { cite "none yet" }'),
      lines(
        "// allow check/citation-form: the notice has no number yet",
        'instrument notice { cite "none yet" }',
      ),
    ),
  }),
  "suppress/unknown-code": entry<{ code: string; near: readonly string[] }>({
    severity: "warning",
    message: ({ code }) => `there is no finding \`${code}\``,
    help: ({ near }) => meant(near),
    page: page(
      "A comment that sets aside a finding which does not exist sets nothing aside: most often the code is misspelt.",
      lines(
        "// allow check/citation-from: the notice has no number yet",
        'instrument notice { cite "none yet" }',
      ),
      lines(
        "// allow check/citation-form: the notice has no number yet",
        'instrument notice { cite "none yet" }',
      ),
    ),
  }),
  "suppress/error": entry<{ code: string }>({
    severity: "warning",
    message: ({ code }) => `\`${code}\` is an error and cannot be allowed`,
    help: () => "fix what it reports",
    page: page(
      "An error means that the source has no certain meaning. Setting it aside would build tables that nobody can vouch for.",
      lines("// allow data/no-key: the gazette prints none", 'list l of party from "lists/l.csv" { key id }'),
      lines('list l of party from "lists/l.csv" { key id }', "// with a key made up for the entry"),
    ),
  }),
  "suppress/stale": entry<{ code: string }>({
    severity: "warning",
    message: ({ code }) => `nothing here causes \`${code}\` any more`,
    help: () => "remove the comment",
    page: page(
      "The comment sets aside a finding that no longer occurs. Left in place, it would hide the next one.",
      lines(
        "// allow check/citation-form: the notice has no number yet",
        'instrument notice { cite "88 FR 73458" }',
      ),
      lines('instrument notice { cite "88 FR 73458" }'),
    ),
  }),
} satisfies MessageTable;

const catalogMessages = {
  "catalog/malformed": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => `the catalog of translations is not JSON: ${problem}`,
    page: page(
      "A catalog holds the titles of declarations and the words of the vocabulary in another language. One that cannot be read translates nothing, and a report would fall back to the language of the sources everywhere.",
      lines("// i18n/zh.json", '{ "titles": { "us.base.ecra": "2018年出口管制改革法", } }'),
      lines("// i18n/zh.json", '{ "titles": { "us.base.ecra": "2018年出口管制改革法" } }'),
    ),
  }),
  "catalog/field": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) =>
      name === "" ? "the catalog is not an object" : `\`${name}\` is not what a catalog holds here`,
    help: () =>
      "a catalog has `titles` and `words`: texts by id, or `text` with the title it is a translation `of`",
    page: page(
      "Only texts can be translations, and only under `titles` and `words`; a misspelt section would silently translate nothing.",
      lines("// i18n/zh.json", '{ "title": { "us.base.ecra": "2018年出口管制改革法" } }'),
      lines("// i18n/zh.json", '{ "titles": { "us.base.ecra": "2018年出口管制改革法" } }'),
    ),
  }),
  "catalog/unknown-id": entry<{ id: string; near: readonly string[] }>({
    severity: "warning",
    message: ({ id }) => `the catalog translates \`${id}\`, which is not declared`,
    help: ({ near }) => meant(near) ?? "take the entry out, or write the id as `module.name`",
    page: page(
      "The declaration was renamed or taken out, or its id is misspelt. The translation is used nowhere, and what it was meant for appears untranslated.",
      lines("// i18n/zh.json", '{ "titles": { "us.base.erca": "2018年出口管制改革法" } }'),
      lines("// i18n/zh.json", '{ "titles": { "us.base.ecra": "2018年出口管制改革法" } }'),
    ),
  }),
  "catalog/stale-title": entry<{ id: string; of: string; title: string | null }>({
    severity: "warning",
    message: ({ id, of, title }) =>
      title === null
        ? `\`${id}\` was translated from the title \`${of}\` and has none now`
        : `\`${id}\` was translated from the title \`${of}\`, which is now \`${title}\``,
    help: () => "translate the title as it reads now, and write it behind `of`",
    page: page(
      "The title has changed since it was translated, so the two languages of a report may say different things. A catalog that notes which title it translates lets this be found.",
      lines(
        "// title in the source: Advanced processors to the zone",
        '{ "titles": { "us.ac_a": { "of": "Advanced processors", "text": "先进处理器" } } }',
      ),
      lines(
        "// title in the source: Advanced processors to the zone",
        '{ "titles": { "us.ac_a": { "of": "Advanced processors to the zone", "text": "运往管制区的先进处理器" } } }',
      ),
    ),
  }),
} satisfies MessageTable;

export const loadMessages = {
  ...workspaceMessages,
  ...dataMessages,
  ...suppressMessages,
  ...catalogMessages,
};

/** Reports a finding of loading. */
export const reportLoad = reporter(loadMessages);
