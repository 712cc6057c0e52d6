/** DMN files from a few words, for tests that need many small tables. */
export interface TableText {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  /** name, type and allowed values */
  readonly inputs: readonly (readonly [name: string, type?: string, allowed?: string])[];
  /** name, allowed values and default */
  readonly outputs?: readonly (readonly [name: string, allowed?: string | undefined, otherwise?: string])[];
  /** cells of a row, inputs first, parted by `|` */
  readonly rules: readonly string[];
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function text(tag: string, content: string | undefined, attributes = ""): string {
  return content === undefined ? "" : `<${tag}${attributes}><text>${escaped(content)}</text></${tag}>`;
}

/** A model with one decision, `decision`, whose logic is the table. */
export function writeDmn(
  table: TableText,
  namespace = "https://www.omg.org/spec/DMN/20191111/MODEL/",
): string {
  const outputs = table.outputs ?? [["result"]];
  const inputs = table.inputs.map(
    ([name, type, allowed]) =>
      `<input>${text("inputExpression", name, type === undefined ? "" : ` typeRef="${type}"`)}${text("inputValues", allowed)}</input>`,
  );
  const results = outputs.map(
    ([name, allowed, otherwise]) =>
      `<output name="${escaped(name)}">${text("outputValues", allowed)}${text("defaultOutputEntry", otherwise)}</output>`,
  );
  const rules = table.rules.map((rule) => {
    const cells = rule.split("|").map((cell) => cell.trim());
    const entries = cells.map((cell, i) =>
      text(i < table.inputs.length ? "inputEntry" : "outputEntry", cell),
    );
    return `<rule>${entries.join("")}</rule>`;
  });
  const aggregation = table.aggregation === undefined ? "" : ` aggregation="${table.aggregation}"`;
  return `<definitions xmlns="${namespace}" name="model">
<decision name="decision"><decisionTable id="table" hitPolicy="${table.hitPolicy ?? "UNIQUE"}"${aggregation}>
${[...inputs, ...results, ...rules].join("\n")}
</decisionTable></decision></definitions>`;
}
