/** Syntax highlighting for Kate, and all that uses its framework, made from the token table. */
import { type TokenCategory, words } from "../../../grammar/tokens.ts";

/** Categories of words with the style of Kate they have. */
const STYLES: Readonly<Partial<Record<TokenCategory, string>>> = {
  declaration: "dsKeyword",
  kind: "dsAttribute",
  clause: "dsControlFlow",
  operator: "dsOperator",
  outcome: "dsImport",
  truth: "dsConstant",
  type: "dsDataType",
  header: "dsOthers",
};

export function kateSyntax(): string {
  const taken = new Set<string>();
  const categories = Object.entries(STYLES).map(([category, style]) => {
    const spelled = Object.values(words)
      .filter((info) => info.category === category && !taken.has(info.word))
      .map(({ word }) => word);
    for (const word of spelled) taken.add(word);
    return { category, style, spelled: [...new Set(spelled)].sort() };
  });
  const lists = categories.flatMap(({ category, spelled }) => [
    `    <list name="${category}">`,
    ...spelled.map((word) => `      <item>${word}</item>`),
    "    </list>",
  ]);
  const rules = categories.map(
    ({ category }) => `        <keyword attribute="${category}" context="#stay" String="${category}"/>`,
  );
  const styles = categories.map(
    ({ category, style }) => `      <itemData name="${category}" defStyleNum="${style}"/>`,
  );
  // A hyphen belongs to a word here: `end-use` is one.
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE language>
<language name="Cordon" section="Sources" version="1" kateversion="5.62" extensions="*.cordon" license="Apache-2.0" author="The Cordon authors">
  <highlighting>
${lists.join("\n")}
    <contexts>
      <context name="Normal" attribute="Text" lineEndContext="#stay">
        <StringDetect attribute="Documentation" context="Documentation" String="///"/>
        <Detect2Chars attribute="Comment" context="Comment" char="/" char1="/"/>
        <DetectChar attribute="String" context="String" char="&quot;"/>
        <RegExpr attribute="Date" context="#stay" String="\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b"/>
        <RegExpr attribute="Code" context="#stay" String="\\b\\d[A-Z]\\d+(?:\\.[A-Za-z0-9]+)*|'[^']*'?"/>
        <RegExpr attribute="Number" context="#stay" String="\\b\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:e[+-]?\\d+)?"/>
        <RegExpr attribute="Text" context="#stay" String="\\.[A-Za-z_]\\w*|[A-Za-z_]\\w*(?=\\.\\w|\\s*:)"/>
${rules.join("\n")}
        <DetectChar attribute="Text" context="#stay" char="{" beginRegion="block"/>
        <DetectChar attribute="Text" context="#stay" char="}" endRegion="block"/>
      </context>
      <context name="String" attribute="String" lineEndContext="#pop">
        <RegExpr attribute="Escape" context="#stay" String="\\\\[&quot;\\\\n]"/>
        <DetectChar attribute="String" context="#pop" char="&quot;"/>
      </context>
      <context name="Comment" attribute="Comment" lineEndContext="#pop">
        <IncludeRules context="##Comments"/>
      </context>
      <context name="Documentation" attribute="Documentation" lineEndContext="#pop">
        <RegExpr attribute="Tag" context="#stay" String="@[a-z]+"/>
      </context>
    </contexts>
    <itemDatas>
      <itemData name="Text" defStyleNum="dsNormal"/>
${styles.join("\n")}
      <itemData name="String" defStyleNum="dsString"/>
      <itemData name="Escape" defStyleNum="dsSpecialChar"/>
      <itemData name="Date" defStyleNum="dsBaseN"/>
      <itemData name="Code" defStyleNum="dsConstant"/>
      <itemData name="Number" defStyleNum="dsDecVal"/>
      <itemData name="Comment" defStyleNum="dsComment"/>
      <itemData name="Documentation" defStyleNum="dsDocumentation"/>
      <itemData name="Tag" defStyleNum="dsAnnotation"/>
    </itemDatas>
  </highlighting>
  <general>
    <keywords casesensitive="1" weakDeliminator="-"/>
    <comments>
      <comment name="singleLine" start="//" position="afterwhitespace"/>
    </comments>
    <folding indentationsensitive="0"/>
  </general>
</language>
`;
}
