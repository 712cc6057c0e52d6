/**
 * A program in the fragment of an address: JSON, deflated, in letters that an address takes as they are. A fragment never leaves
 * the browser, and what comes in one is data of a stranger: it is measured and checked before anything is made of it.
 */
import { isPath, type Program } from "./program.ts";

/** Beyond these a link is refused, or not made: what browsers take, and what a page can hold without effort. */
export const LIMITS = { fragment: 1_000_000, text: 4_000_000, files: 200 } as const;

export type Linked =
  | { readonly kind: "none" }
  | { readonly kind: "example"; readonly id: string }
  | { readonly kind: "program"; readonly program: Program }
  /** `reason`: one sentence for the reader */
  | { readonly kind: "refused"; readonly reason: string };

const KEY = "program=";
const EXAMPLE = "example=";
const VERSION = 1;

/** The fragment of a program, with its `#`; null where it would be too long for a link. */
export async function encodeProgram({ files, open, question }: Program): Promise<string | null> {
  const json = JSON.stringify({ version: VERSION, files, open, question });
  if (json.length > LIMITS.text) return null;
  const deflated = new Blob([json]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  const fragment = `#${KEY}${toBase64Url(bytes)}`;
  return fragment.length > LIMITS.fragment ? null : fragment;
}

/** What a fragment asks for. Never throws. */
export async function decodeFragment(fragment: string): Promise<Linked> {
  const text = fragment.replace(/^#/, "");
  if (text === "") return { kind: "none" };
  if (text.length > LIMITS.fragment) return refused("This link is too long to be a program.");
  if (text.startsWith(EXAMPLE)) return { kind: "example", id: text.slice(EXAMPLE.length) };
  if (!text.startsWith(KEY)) return refused("This link does not hold a program.");
  const bytes = fromBase64Url(text.slice(KEY.length));
  const json = bytes === null ? null : await inflate(bytes);
  if (json === null) return refused("This link is damaged: a part of it may be missing.");
  if (json === "too large") return refused("This link holds more text than the playground takes.");
  let value: unknown;
  try {
    value = JSON.parse(json.text);
  } catch {
    return refused("This link is damaged: a part of it may be missing.");
  }
  const program = readProgram(value);
  return typeof program === "string" ? refused(program) : { kind: "program", program };
}

function refused(reason: string): Linked {
  return { kind: "refused", reason };
}

/** The program, or why it is none. */
function readProgram(value: unknown): Program | string {
  if (!isRecord(value)) return "This link does not hold a program.";
  if (value.version !== VERSION)
    return "This link was made by another version of the playground, and cannot be read.";
  const { files, open, question } = value;
  if (!isRecord(files)) return "This link does not hold a program.";
  const entries = Object.entries(files);
  if (entries.length === 0 || entries.length > LIMITS.files) return "This link does not hold a program.";
  const texts: [string, string][] = [];
  for (const [path, text] of entries) {
    if (!isPath(path) || typeof text !== "string")
      return "This link holds a file that the playground does not take.";
    texts.push([path, text]);
  }
  const first = texts.find(([path]) => path.endsWith(".cordon"))?.[0];
  if (first === undefined) return "This link does not hold a program.";
  const asked = isRecord(question) ? question : {};
  const day = typeof asked.asOf === "string" && /^\d{4}-\d{2}-\d{2}$/.test(asked.asOf) ? asked.asOf : "";
  return {
    files: Object.fromEntries(texts),
    open: typeof open === "string" && Object.hasOwn(files, open) ? open : first,
    question: { json: typeof asked.json === "string" ? asked.json : "", asOf: day },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text; null where the bytes are no deflated text. A small link may hold a giant: it is read only up to the limit. */
async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly text: string } | "too large" | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode() };
      text += decoder.decode(value, { stream: true });
      if (text.length > LIMITS.text) {
        await reader.cancel();
        return "too large";
      }
    }
  } catch {
    return null;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
