/** A page that opens from disk, with nothing but its own style. */
import { contentHash } from "../load/sha256.ts";
import { STYLE, shell } from "../report/html.ts";

/** `body` is markup, escaped by its maker; the title is escaped here. */
export function page(title: string, body: string): string {
  return shell(title, body, styleHash());
}

/** SHA-256 of the style in base64, as a content security policy asks for. */
function styleHash(): string {
  const hex = contentHash(STYLE).replace(/^sha256-/, "");
  return btoa(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));
}
