/** Every finding there is, by code: what `cordon explain CODE` looks up and what suppressions may name. */

import type { MessageEntry, MessageTable } from "../grammar/base/registry.ts";
import { nearNames } from "../grammar/base/suggest.ts";
import { syntaxMessages } from "../grammar/messages.ts";
import { checkMessages } from "./check/messages.ts";
import { loadMessages } from "./load/messages.ts";
import { proofMessages } from "./proofs/messages.ts";

const tables: readonly MessageTable[] = [syntaxMessages, checkMessages, loadMessages, proofMessages];

const registry: ReadonlyMap<string, MessageTable[string]> = new Map(
  tables.flatMap((table) => Object.entries(table)).sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** The codes of all findings, in alphabetic order. */
export const messageCodes: ReadonlySet<string> = new Set(registry.keys());

/** The entry of a finding, or null for a code there is none of. Its texts take the arguments of that finding. */
export function findMessage(code: string): Pick<MessageEntry<never>, "severity" | "page"> | null {
  return registry.get(code) ?? null;
}

/** Codes a person may have meant, best first: near ones, or those whose name after the area is the same. */
export function nearCodes(code: string): string[] {
  const tail = code.split("/").at(-1);
  const sameName = [...messageCodes].filter((known) => known.split("/").at(-1) === tail);
  return [...new Set([...sameName, ...nearNames(code, messageCodes)])].slice(0, 3);
}
