/** Makes a page of a report fit for a preview: in the editor's theme, with links that lead into the editor. */

export const OPEN_SOURCE = "cordon.openSource";

export interface PreviewOptions {
  readonly isDark: boolean;
  /** of the one script and the styles that may run */
  readonly nonce: string;
  /** where to scroll to; null: stay */
  readonly anchor: string | null;
}

/**
 * The page with a policy of its own: nothing runs but what has the nonce. Links to sources become commands; those to pages
 * that a preview does not have lose their address.
 */
export function previewOf(html: string, { isDark, nonce, anchor }: PreviewOptions): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">`;
  const scroll =
    anchor === null
      ? ""
      : `<script nonce="${nonce}">document.getElementById(${JSON.stringify(anchor).replaceAll("<", "\\u003c")})?.scrollIntoView();</script>`;
  return html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, () => policy)
    .replaceAll("<style>", `<style nonce="${nonce}">`)
    .replaceAll("(prefers-color-scheme:dark)", isDark ? "(min-width:0)" : "(max-width:0)")
    .replaceAll("color-scheme:light dark", `color-scheme:${isDark ? "dark" : "light"}`)
    .replace(/<script\b(?![^>]*\bnonce=)[^>]*>[\s\S]*?<\/script>/g, "")
    .replaceAll(/ href="([^"]*)"/g, (_, address: string) => link(address))
    .replace("</body>", () => `${scroll}</body>`);
}

function link(address: string): string {
  if (address.startsWith("#") || /^(?:https?|mailto):/.test(address)) return ` href="${address}"`;
  const source = /^(?:\.\.\/)?source\/([^#"]+)\.html(?:#(.*))?$/.exec(address);
  if (source === null) return "";
  const place = [decodeURIComponent(source[1]!), source[2] ?? ""];
  return ` href="command:${OPEN_SOURCE}?${encodeURIComponent(JSON.stringify(place))}"`;
}

export interface SourcePlace {
  /** path below the workspace */
  readonly path: string;
  /** id of a declaration; empty: the file */
  readonly id: string;
  /** line of the declaration, counted from 0 */
  readonly line: number;
}

/** What the arguments of such a link mean. */
export function sourcePlace(path: string, fragment: string): SourcePlace {
  const [, name = "", line = "1"] = /^(.*?)(?:-L(\d+))?$/.exec(fragment) ?? [];
  const id = name.replaceAll(/~([0-9a-f]+)~/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  return {
    path: path
      .split("/")
      .map((part) => (part === "__" ? ".." : part))
      .join("/"),
    id,
    line: Number(line) - 1,
  };
}
