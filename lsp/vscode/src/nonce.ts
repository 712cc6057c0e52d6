/** A word that cannot be guessed, for the content security policy of one page. */
export function makeNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(18))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
