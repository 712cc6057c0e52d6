import { entry, reporter } from "./base/registry.ts";

/** Findings of lexer and parser. Texts name tokens by their labels: a word in backticks, or `a date`. */
export const syntaxMessages = {
  "syntax/expected": entry<{ expected: string; found: string }>({
    severity: "error",
    message: ({ expected, found }) => `expected ${expected}, found ${found}`,
    page: {
      why: "Something is missing here, or stands in the wrong place. The rest of the file was still read.",
      wrong: "define in_zone = destination in",
      right: "define in_zone = destination in {CN, HK}",
    },
  }),
  "syntax/unknown-declaration": entry<{ found: string; meant: string | null }>({
    severity: "error",
    message: ({ found }) => `${found} does not start a declaration`,
    help: ({ meant }) => (meant === null ? undefined : `did you mean ${meant}?`),
    page: {
      why: "Every declaration starts with a reserved word such as `group`, `item` or `list measure`, so that a mistake stays in the declaration in which it was made.",
      wrong: "gruop zone = CN, HK",
      right: "group zone = CN, HK",
    },
  }),
  "syntax/unknown-clause": entry<{ found: string; place: string; meant: string | null }>({
    severity: "error",
    message: ({ found, place }) => `${found} does not start a clause of ${place}`,
    help: ({ meant }) => (meant === null ? undefined : `did you mean ${meant}?`),
    page: {
      why: "Every clause starts with a reserved word; the text up to the next clause was skipped.",
      wrong: 'list measure m "Tools" {\n  cite "15 CFR 742.6"\n  reqires license\n}',
      right: 'list measure m "Tools" {\n  cite "15 CFR 742.6"\n  requires license\n}',
    },
  }),
  "syntax/misspelt-word": entry<{ found: string; meant: string }>({
    severity: "error",
    message: ({ found }) => `unexpected word ${found}`,
    help: ({ meant }) => `did you mean ${meant}?`,
    page: {
      why: "A word of the language was written differently. It was read as the word it resembles, so that the rest of the file could be checked.",
      wrong: "define in_zone = destination in {CN} adn departure = US",
      right: "define in_zone = destination in {CN} and departure = US",
    },
  }),
  "syntax/reserved-name": entry<{ word: string; declared: string }>({
    severity: "error",
    message: ({ word, declared }) => `\`${word}\` is a word of the language and cannot name this ${declared}`,
    help: ({ word, declared }) => `choose another name, such as \`${word}_${declared}\``,
    page: {
      why: "Words such as `when`, `unless`, `not` and `from` begin a clause or join conditions. If a declaration had such a name, nobody could tell at a glance whether the word is its name or begins a clause. Facts and values may have any name; declarations may have any name but these.",
      wrong: "define unless = departure = US",
      right: "define unless_released = departure = US",
    },
  }),
  "syntax/missing-closer": entry<{ closer: string; opener: string }>({
    severity: "error",
    message: ({ closer, opener }) => `${closer} is missing: ${opener} is not closed`,
    page: {
      why: "A bracket was opened and not closed. What follows was read as if the closing bracket stood here.",
      wrong: "group zone {\n  from 2022-10-21 = CN, HK\ndefine in_zone = destination in zone",
      right: "group zone {\n  from 2022-10-21 = CN, HK\n}\ndefine in_zone = destination in zone",
    },
  }),
  "syntax/unexpected-closer": entry<{ closer: string }>({
    severity: "error",
    message: ({ closer }) => `${closer} closes nothing`,
    page: {
      why: "There is one closing bracket too many, or an opening one is missing further up.",
      wrong: "group zone = CN, HK\n}",
      right: "group zone = CN, HK",
    },
  }),
  "syntax/missing-comma": entry<{ found: string }>({
    severity: "error",
    message: ({ found }) => `a comma is missing before ${found}`,
    page: {
      why: "Commas separate the limbs of a block and the members of a set; a comma after the last one is allowed.",
      wrong: "define d = any of {\n  (1) departure = US\n  (2) US in via\n}",
      right: "define d = any of {\n  (1) departure = US,\n  (2) US in via\n}",
    },
  }),
  "syntax/misplaced-declaration": entry<{ found: string; place: string }>({
    severity: "error",
    message: ({ found, place }) => `the declaration ${found} cannot stand inside ${place}`,
    help: () => "close the block with `}` before it",
    page: {
      why: "Declarations stand side by side; only a proposal contains others.",
      wrong: 'list measure m "Tools" {\n  requires license\n  group zone = CN, HK\n}',
      right: 'group zone = CN, HK\nlist measure m "Tools" {\n  requires license\n}',
    },
  }),
  "syntax/repeated-clause": entry<{ found: string }>({
    severity: "error",
    message: ({ found }) => `${found} stands here a second time`,
    help: () => "a scenario states its facts once; write a second scenario for other facts",
    page: {
      why: "A scenario is one transaction with one set of facts.",
      wrong:
        'scenario "two" {\n  given { act: shipment }\n  given { act: release }\n  expect on 2024-01-01 US license\n}',
      right: 'scenario "one" {\n  given { act: shipment }\n  expect on 2024-01-01 US license\n}',
    },
  }),
  "syntax/unknown-character": entry<{ found: string; meant: string | null }>({
    severity: "error",
    message: ({ found }) => `the language has no ${found}`,
    help: ({ meant }) => (meant === null ? undefined : `write ${meant}`),
    page: {
      why: "Word processors replace signs with typographic ones, and other languages use signs that Cordon does not have: there is no `;`, and comments start with `//`.",
      wrong: "define fast = tpp ≥ 4800 TPP",
      right: "define fast = tpp >= 4800 TPP",
    },
  }),
  "syntax/other-writing": entry<{
    found: string;
    what: string;
    meant: readonly string[];
    advice: string | null;
  }>({
    severity: "error",
    message: ({ found, what }) => `\`${found}\` is not how ${what} here`,
    help: ({ meant, advice }) =>
      advice ?? (meant.length === 0 ? "remove it" : `write ${meant.map((one) => `\`${one}\``).join(" or ")}`),
    page: {
      why: "Laws write numbers, days and comparisons in many ways, and some can be read in two ways: `4,800` is 4800 in one country and 4.8 in another, and 01/06 is in June or in January. Here each has one form: commas separate the members of a list, a day is `2025-06-01`, a comparison is a sign, the label of a limb is in parentheses, and commas separate limbs, which the words before them join (`any of`, `all of`). The currency follows an amount (`5000 EUR`), a code that looks like a name is in quotes (`'ML1'`), and `or` also holds where both sides do, so that `and/or` says no more.",
      wrong: "define fast = item.tpp >= 4,800 TPP",
      right: "define fast = item.tpp >= 4800 TPP",
    },
  }),
  "syntax/hidden-character": entry<{ character: string; where: string }>({
    severity: "error",
    message: ({ character, where }) => `the character ${character} in ${where} cannot be seen`,
    help: () => "remove it, and look at the line again: it may read differently now",
    page: {
      why: "Zero-width characters, and characters that control the direction of text, make a line look different from what a machine reads: a reviewer would approve a different law from the one that is built. They come along when text is copied from a web page or a PDF. Within a text or a quoted code they also make equal names unequal. Joiners within emoji, and within scripts whose letters are joined, are not a mistake.",
      wrong: "define in_zone = destination in {CN,\u200b HK}",
      right: "define in_zone = destination in {CN, HK}",
    },
  }),
  "syntax/hidden-in-comment": entry<{ character: string }>({
    severity: "warning",
    message: ({ character }) => `the character ${character} in a comment cannot be seen`,
    help: () => "remove it: it may make the comment look like code, or code like a comment",
    page: {
      why: "In a comment, characters that control the direction of text can move what is shown beside it, so that a line seems to say what it does not say; zero-width characters hide what was written. Joiners within emoji, and within scripts whose letters are joined, are not a mistake.",
      wrong: "group zone = CN // all of it \u202e KH ,",
      right: "group zone = CN // all of it",
    },
  }),
  "syntax/unterminated-text": entry<{ quote: string }>({
    severity: "error",
    message: ({ quote }) => `the closing ${quote} is missing`,
    help: () => "a text or a quoted code ends on the line on which it starts",
    page: {
      why: "A text without its closing quote ends with its line; the rest of the line was taken as part of it.",
      wrong: 'instrument v1 "Rule of October 2022 {\n}',
      right: 'instrument v1 "Rule of October 2022" {\n}',
    },
  }),
  "syntax/unknown-escape": entry<{ found: string }>({
    severity: "error",
    message: ({ found }) => `unknown escape ${found} in a text`,
    help: () => 'write `\\"` for a quote, `\\\\` for a backslash, `\\n` for a line break',
    page: {
      why: "In a text a backslash starts an escape; only three are known.",
      wrong: 'instrument v1 "C:\\rules" { }',
      right: 'instrument v1 "C:\\\\rules" { }',
    },
  }),
  "syntax/too-large": entry<{ limit: string }>({
    severity: "error",
    message: ({ limit }) =>
      `the source has more than ${limit} words and signs; nothing from here on was read`,
    help: () => "cut it into several files",
    page: {
      why: "A source is read in full before anything is said about it. The text of the longest regulation has less than a tenth of this size; anything larger was made by a machine that went astray.",
      wrong: "define d = ((((... millions of signs ...))))",
      right: "define d = departure = US",
    },
  }),
  "syntax/too-deep": entry<{ what: string }>({
    severity: "error",
    message: ({ what }) => `${what} is nested too deeply to be read`,
    help: () => "name a part of it with `define` or `group`",
    page: {
      why: "Nesting deeper than in any legal text is refused, so that every tool can rely on a bounded depth.",
      wrong: "define d = ((((... a thousand brackets ...))))",
      right: "define inner = departure = US\ndefine d = inner or destination = CN",
    },
  }),
} as const;

export const reportSyntax = reporter(syntaxMessages);
export type SyntaxCode = keyof typeof syntaxMessages;
