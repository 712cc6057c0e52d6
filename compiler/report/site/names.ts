/** Where each declaration is described, and what its page is called. */
import { anchor } from "../document.ts";

/**
 * Gives pages distinct names, also on file systems that do not tell letters by case. Whoever asks first has the name as
 * wished, so names must be asked for in an order that does not depend on files.
 */
export class PageNames {
  readonly #taken = new Set<string>();

  /** `wished` in characters that are safe in an address, or with a number behind it. */
  take(wished: string): string {
    const safe = wished.split("/").map(safePart).join("/");
    let name = safe;
    for (let count = 2; this.#taken.has(name.toLowerCase()); count++) name = `${safe}_${count}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

/** Longest part of a page's path: file systems end at 255 bytes. */
const LONGEST = 120;

function safePart(part: string): string {
  const safe = anchor(part).replace(/^\.+/, "_");
  return (safe.length <= LONGEST ? safe : safe.slice(0, LONGEST)) || "_";
}
