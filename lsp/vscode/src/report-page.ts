/** Makes a page of a report fit for a preview: in the editor's theme, with links that lead into the editor. */

export const OPEN_SOURCE = "cordon.openSource";
export const OPEN_PAGE = "cordon.openReportPage";

export interface PreviewOptions {
  /** place of the page below the first one: `US/terms.html` */
  readonly path: string;
  readonly isDark: boolean;
  /** of the one script and the styles that may run */
  readonly nonce: string;
  /** where to scroll to; null: stay */
  readonly anchor: string | null;
}

/**
 * The page with a policy of its own: nothing runs but what has the nonce. Links to sources and to other pages become commands;
 * those to pages that are nothing without their scripts lose their address.
 */
export function previewOf(html: string, { path, isDark, nonce, anchor }: PreviewOptions): string {
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
    .replaceAll(/ href="([^"]*)"/g, (_, address: string) => link(address, path))
    .replace("</body>", () => `${scroll}</body>`);
}

/** Pages that a script draws. */
const DRAWN = /^(?:search|explorer)\.html$/;

function link(address: string, from: string): string {
  if (address.startsWith("#") || /^(?:https?|mailto):/.test(address)) return ` href="${address}"`;
  const base = "report:/";
  const { pathname, hash, protocol } = new URL(address.replaceAll("&amp;", "&"), base + from);
  if (protocol !== "report:" || !pathname.endsWith(".html")) return "";
  const page = decodeURIComponent(pathname.slice(1));
  const place = decodeURIComponent(hash.slice(1));
  const source = /^source\/(.+)\.html$/.exec(page);
  if (source !== null) return command(OPEN_SOURCE, [source[1]!, place]);
  return DRAWN.test(page) ? "" : command(OPEN_PAGE, [page, place]);
}

function command(name: string, place: readonly string[]): string {
  return ` href="command:${name}?${encodeURIComponent(JSON.stringify(place))}"`;
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
