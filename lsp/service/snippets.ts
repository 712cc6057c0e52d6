/** Whole declarations to fill in, offered where a declaration may begin. */
import type { Completion } from "./completion.ts";

/** Stops are written `<1:preset>`. */
function snippet(label: string, detail: string, lines: readonly string[]): Completion {
  const insertText = lines
    .join("\n")
    .replaceAll(/<(\d)(:[^>]*)?>/g, (_, stop: string, preset = "") => `\${${stop}${preset}}`);
  return { label, kind: "snippet", detail, documentation: null, insertText, rank: 1 };
}

export const snippets: readonly Completion[] = [
  snippet("list measure", "a control that rests on the classification of the item", [
    'list measure <1:name> "<2:title>" {',
    "  authority <3:authority>",
    '  cite "<4:citation>"',
    "  items <5:3A001>",
    "  destinations <6:CN>",
    "  requires license",
    "  from <7:2026-01-01>",
    "}",
  ]),
  snippet("end-user measure", "a control that rests on who takes part", [
    'end-user measure <1:name> "<2:title>" {',
    "  authority <3:authority>",
    '  cite "<4:citation>"',
    "  for any <5:p> in parties listed in <6:entity_list>",
    "  requires license",
    "  from <7:2026-01-01>",
    "}",
  ]),
  snippet("group", "a dated set of countries", [
    'group <1:name> "<2:citation>" {',
    "  from <3:2026-01-01> = <4:CN>",
    "}",
  ]),
  snippet("exception", "what lifts the requirements of measures", [
    'exception <1:name> "<2:title>" {',
    '  cite "<3:citation>"',
    "  releases <4:measure>",
    "  when <5:condition>",
    "  from <6:2026-01-01>",
    "}",
  ]),
  snippet("instrument", "a legal act and its days", [
    'instrument <1:name> "<2:title>" {',
    '  cite "<3:citation>"',
    "  published <4:2026-01-01>",
    "  from <5:2026-01-01>",
    "}",
  ]),
  snippet("scenario", "a transaction and the answer it must get", [
    'scenario "<1:title>" {',
    "  given { act: shipment, departure: <2:US>, destination: <3:CN>, item: { <4> } }",
    "  expect on <5:2026-01-01> <6:US> <7:license>",
    "}",
  ]),
];
