/** What a link to the explorer says: a case, a day and a state of knowledge, in the fragment of its address. Data only. */
import type { CaseJson } from "../check/tree.ts";

export interface Shared {
  readonly facts: CaseJson;
  /** null: the day on which the explorer begins */
  readonly asOf: string | null;
  /** null: everything is known */
  readonly knownAt: string | null;
}

/** Longest fragment that is read: a case of a few hundred facts. */
const LONGEST = 200_000;
/** Deepest nesting of a case that is read. */
const DEEPEST = 40;

/** `on=2026-09-24&case=...`, without the `#`; the same facts give the same text. */
export function fragmentOf({ facts, asOf, knownAt }: Shared): string {
  const parts: string[] = [];
  if (asOf !== null) parts.push(`on=${written(asOf)}`);
  if (knownAt !== null) parts.push(`known=${written(knownAt)}`);
  parts.push(`case=${written(JSON.stringify(facts))}`);
  return parts.join("&");
}

/** Also without the characters that would end a link in Markdown. */
function written(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*~]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Reads a fragment. It may come from anybody: whether it is a case is for the runtime to say.
 *
 * @returns null for a fragment that states no case; `unreadable` for one that tries and fails
 */
export function readFragment(fragment: string): Shared | "unreadable" | null {
  const text = fragment.replace(/^#/, "");
  if (!/(^|&)case=/.test(text)) return null;
  if (text.length > LONGEST) return "unreadable";
  try {
    const parts = new Map(
      text.split("&").map((part) => {
        const at = part.indexOf("=");
        return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))] as const;
      }),
    );
    const facts: unknown = JSON.parse(parts.get("case") ?? "");
    if (!isRecord(facts) || depth(facts) > DEEPEST) return "unreadable";
    return { facts: facts as CaseJson, asOf: parts.get("on") ?? null, knownAt: parts.get("known") ?? null };
  } catch {
    return "unreadable";
  }
}

function isRecord(json: unknown): boolean {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** How deep a value is nested, counted only as far as matters. */
function depth(json: unknown, above = 0): number {
  if (typeof json !== "object" || json === null || above > DEEPEST) return above;
  return Object.values(json).reduce<number>((most, part) => Math.max(most, depth(part, above + 1)), above);
}
