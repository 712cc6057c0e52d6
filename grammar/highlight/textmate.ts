import { type TokenCategory, words } from "../tokens.ts";

/**
 * The TextMate grammar, made from the token table. It colors by line and knows no context, so that a keyword is
 * colored wherever it is not plainly a name: behind or before a dot, or before a colon.
 */
interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Pattern[];
}

export interface TextMateGrammar {
  readonly $schema: string;
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly Pattern[];
  readonly repository: Readonly<Record<string, { readonly patterns: readonly Pattern[] }>>;
}

const suffix = "cordon";
const scoped = (scope: string) => `${scope}.${suffix}`;

/** Words of one category that share their scope, as alternatives, the longer first. */
function wordPatterns(): Pattern[] {
  const byScope = new Map<string, Set<string>>();
  const taken = new Set<string>();
  const order: readonly TokenCategory[] = [
    "declaration",
    "kind",
    "clause",
    "operator",
    "outcome",
    "truth",
    "type",
    "header",
  ];
  for (const category of order) {
    for (const { word, scope, category: own } of Object.values(words)) {
      if (own !== category || taken.has(word)) continue;
      taken.add(word);
      byScope.set(scope, (byScope.get(scope) ?? new Set()).add(word));
    }
  }
  return [...byScope].map(([scope, spelled]) => ({
    name: scoped(scope),
    match: `(?<![\\w.-])(?:${[...spelled].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|")})(?![\\w-]|\\.\\w|\\s*:)`,
  }));
}

export function textMateGrammar(): TextMateGrammar {
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "Cordon",
    scopeName: scoped("source"),
    fileTypes: ["cordon"],
    patterns: [
      "comments",
      "texts",
      "dates",
      "codes",
      "numbers",
      "declared",
      "words",
      "functions",
      "signs",
    ].map((name) => ({
      include: `#${name}`,
    })),
    repository: {
      comments: {
        patterns: [
          {
            name: scoped("comment.line.documentation"),
            begin: "///",
            end: "$",
            patterns: [{ name: scoped("storage.type.class.documentation"), match: "@[a-z]+" }],
          },
          { name: scoped("comment.line.double-slash"), match: "//.*$" },
        ],
      },
      texts: {
        patterns: [
          {
            name: scoped("string.quoted.double"),
            begin: '"',
            end: '"|$',
            patterns: [{ name: scoped("constant.character.escape"), match: '\\\\["\\\\n]' }],
          },
        ],
      },
      dates: {
        patterns: [{ name: scoped("constant.numeric.date"), match: "\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b" }],
      },
      codes: {
        patterns: [
          { name: scoped("constant.other.code"), match: "\\b\\d[A-Z]\\d+(?:\\.[A-Za-z0-9]+)*" },
          { name: scoped("constant.other.code"), match: "'[^'\\n]*'?" },
        ],
      },
      numbers: {
        patterns: [
          {
            match: `\\b(\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:e[+-]?\\d+)?)(?:[ \\t]+((?!(?:${joining()})\\b)[A-Za-z]\\w*(?:[*/][A-Za-z]\\w*)*|%))?`,
            captures: {
              "1": { name: scoped("constant.numeric") },
              "2": { name: scoped("keyword.other.unit") },
            },
          },
        ],
      },
      declared: {
        patterns: [
          {
            match: `(?<![\\w.-])(${declaring()})[ \\t]+([A-Za-z_]\\w*)(?![\\w-]|\\.\\w|\\s*:)(?=[ \\t]*(?:["={(]|of\\b|open\\b|by\\b|within\\b|below\\b))`,
            captures: {
              "1": { name: scoped("keyword.declaration") },
              "2": { name: scoped("entity.name.type") },
            },
          },
          {
            match: `(?<![\\w.-])(list|end-user|end-use|service|extraterritorial)[ \\t]+(measure)[ \\t]+([A-Za-z_]\\w*)`,
            captures: {
              "1": { name: scoped("storage.modifier") },
              "2": { name: scoped("keyword.declaration") },
              "3": { name: scoped("entity.name.type") },
            },
          },
        ],
      },
      words: {
        patterns: [
          { name: scoped(words.Case.scope), match: "(?<![\\w.-])case[ \\t]+by[ \\t]+case(?![\\w-])" },
          ...wordPatterns(),
        ],
      },
      functions: { patterns: [{ name: scoped("entity.name.function"), match: "\\b[A-Za-z_]\\w*(?=\\()" }] },
      signs: {
        patterns: [
          { name: scoped("keyword.operator.comparison"), match: "<=|>=|!=|<|>|=" },
          { name: scoped("keyword.operator.range"), match: "\\.\\." },
          { name: scoped("keyword.operator.arithmetic"), match: "[-+*/&|]" },
          { name: scoped("punctuation.separator"), match: "[,:.]" },
          { name: scoped("punctuation.section"), match: "[{}()\\[\\]]" },
        ],
      },
    },
  };
}

/** Words that declare what stands right behind them. */
function declaring(): string {
  const others = new Set(["module", "use", "item", "scenario", "measure"]);
  const names = Object.values(words)
    .filter((w) => w.category === "declaration" && !others.has(w.word))
    .map((w) => w.word);
  return [...new Set(names)].join("|");
}

/** Words that may follow a number on its line and are no unit. */
function joining(): string {
  const spelled = Object.values(words)
    .filter((w) => w.category === "operator" || w.category === "clause" || w.word === "days")
    .map((w) => w.word);
  return [...new Set(spelled)].join("|");
}
