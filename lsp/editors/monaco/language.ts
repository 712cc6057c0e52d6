/** Cordon as a language of Monaco: its words, brackets and colors. */
import * as monaco from "monaco-editor/editor.js";
import configuration from "../../../grammar/highlight/language-configuration.gen.json" with { type: "json" };
import { LANGUAGE } from "./client.ts";
import rules from "./monarch.gen.json" with { type: "json" };

/** Tells Monaco what Cordon is; to be called once, before the first document. */
export function registerLanguage(): void {
  monaco.languages.register({ id: LANGUAGE, extensions: [".cordon"], aliases: ["Cordon"] });
  const { brackets, autoClosingPairs, surroundingPairs, onEnterRules, indentationRules } = configuration;
  monaco.languages.setLanguageConfiguration(LANGUAGE, {
    comments: configuration.comments,
    brackets: brackets.map(([open, close]) => [open!, close!]),
    autoClosingPairs,
    surroundingPairs: surroundingPairs.map(([open, close]) => ({ open: open!, close: close! })),
    wordPattern: new RegExp(configuration.wordPattern, "g"),
    indentationRules: {
      increaseIndentPattern: new RegExp(indentationRules.increaseIndentPattern),
      decreaseIndentPattern: new RegExp(indentationRules.decreaseIndentPattern),
    },
    onEnterRules: onEnterRules.map(({ beforeText, action }) => ({
      beforeText: new RegExp(beforeText),
      action: { indentAction: monaco.languages.IndentAction.None, appendText: action.appendText },
    })),
  });
  monaco.languages.setMonarchTokensProvider(LANGUAGE, rules as unknown as monaco.languages.IMonarchLanguage);
  defineTheme("cordon-light", "vs", LIGHT);
  defineTheme("cordon-dark", "vs-dark", DARK);
}

interface Palette {
  readonly keyword: string;
  readonly kind: string;
  readonly outcome: string;
  readonly string: string;
  readonly number: string;
  readonly code: string;
  readonly comment: string;
  readonly type: string;
  readonly name: string;
  readonly property: string;
  readonly function: string;
  readonly text: string;
  readonly background: string;
  readonly lineNumber: string;
}

// Each has at least 4.5 : 1 against its background (WCAG 2.2, 1.4.3).
const LIGHT: Palette = {
  keyword: "7a1fa2",
  kind: "0b5cad",
  outcome: "a3260b",
  string: "7a4b00",
  number: "0b6b3a",
  code: "006a6a",
  comment: "5b6470",
  type: "0b5cad",
  name: "1f4e9e",
  property: "1b1f24",
  function: "6b4a00",
  text: "1b1f24",
  background: "ffffff",
  lineNumber: "667080",
};
const DARK: Palette = {
  keyword: "d3a4f5",
  kind: "8cc4ff",
  outcome: "ffab91",
  string: "e8c07d",
  number: "9ad8ac",
  code: "7fd6d6",
  comment: "a0a9b4",
  type: "8cc4ff",
  name: "a9c8ff",
  property: "e6e9ee",
  function: "f0d58a",
  text: "e6e9ee",
  background: "14171c",
  lineNumber: "8f98a5",
};

function defineTheme(name: string, base: "vs" | "vs-dark", colors: Palette): void {
  const rule = (token: string, foreground: string, fontStyle = "") => ({ token, foreground, fontStyle });
  monaco.editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [
      rule("", colors.text),
      rule("keyword", colors.keyword),
      rule("keyword.declaration", colors.keyword, "bold"),
      rule("keyword.kind", colors.kind),
      rule("keyword.operator", colors.keyword),
      rule("constant.outcome", colors.outcome, "bold"),
      rule("constant.language", colors.outcome),
      rule("constant.code", colors.code),
      rule("string", colors.string),
      rule("number", colors.number),
      rule("number.date", colors.number),
      rule("comment", colors.comment, "italic"),
      rule("type", colors.type),
      rule("operator", colors.text),
      rule("delimiter", colors.text),
      rule("identifier", colors.text),
      // what the server says of names
      rule("namespace", colors.kind),
      rule("class", colors.name, "bold"),
      rule("enumMember", colors.code),
      rule("property", colors.property),
      rule("variable", colors.name),
      rule("function", colors.function),
      rule("event", colors.name),
    ],
    colors: {
      "editor.foreground": `#${colors.text}`,
      "editor.background": `#${colors.background}`,
      "editorLineNumber.foreground": `#${colors.lineNumber}`,
      "editorLineNumber.activeForeground": `#${colors.text}`,
      "editorCodeLens.foreground": `#${colors.comment}`,
      "editorInlayHint.foreground": `#${colors.comment}`,
      "editorInlayHint.background": `#${colors.background}`,
    },
  });
}
