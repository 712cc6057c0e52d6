import { findMessage, messageCodes, nearCodes } from "../../messages.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { out, print } from "../terminal.ts";

/** Prints the page of a finding: why it matters, a source that has it, and the source mended. */
export async function explain(code: string): Promise<ExitCode> {
  const message = findMessage(code);
  if (message === null) throw unknownCode(code);
  const { why, wrong, right } = message.page;
  print(`${out.bold(code)} (${message.severity})

${why.trim()}

${out.red("Wrong")}

${indent(wrong)}

${out.green("Right")}

${indent(right)}
`);
  return EXIT.clean;
}

function unknownCode(code: string): Unusable {
  // People also type a part of a code.
  const partial = code.length < 4 ? [] : [...messageCodes].filter((known) => known.includes(code));
  const suggestions = [...new Set([...nearCodes(code), ...partial])].slice(0, 5);
  return new Unusable(
    `there is no finding with the code ${code}`,
    suggestions.length === 0
      ? "the code of a finding stands in brackets before its message"
      : `did you mean ${suggestions.join(", ")}?`,
  );
}

function indent(text: string): string {
  return text
    .trim()
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}
