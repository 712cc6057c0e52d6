/** Finds scenarios in a text without the server, which need not have read the file yet. */

export interface TitledScenario {
  readonly title: string;
  /** offset of the word `scenario` */
  readonly start: number;
}

/** The scenarios of a source in their order. A title that is not closed on its line is none. */
export function scenariosInText(text: string): TitledScenario[] {
  return [...text.matchAll(/^([ \t]*)scenario[ \t\r\n]+"((?:[^"\\\r\n]|\\["\\n])*)"/gm)].map((match) => ({
    title: match[2]!.replaceAll(/\\(["\\n])/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped)),
    start: match.index + match[1]!.length,
  }));
}
