/** What is owed, and what authorities permit, each in one line: of sources, of builds, and of the checked program. */
import type { Authority, Expr, IsoDate } from "../check/tree.ts";

/** As sources and builds state it. */
export interface Owed {
  readonly duty: string;
  readonly to: string;
  readonly timing?: string | null;
  readonly days?: number | null;
  readonly text?: string | null;
}

/** What an exception obliges to: `notice to BIS before 25 days "by letter" when destination = CN`. */
export function obligationText({ duty, to, timing, days, text }: Owed, when: string | null): string {
  const due = timing == null ? "" : ` ${timing} ${days} days`;
  const more = text == null ? "" : ` ${JSON.stringify(text)}`;
  return `${duty} to ${to}${due}${more}${when === null ? "" : ` when ${when}`}`;
}

export function noticeText(to: string, awaitingDecision: boolean): string {
  return `notice to ${to}${awaitingDecision ? " awaiting decision" : ""}`;
}

/** By whom and from when until when powers are held: `held by BIS from before 2020-01-01`; empty where nothing is said of it. */
export function heldText({ heldBy, from, before, until }: Authority): string {
  const by = heldBy.length === 0 ? "" : ` by ${heldBy.join(", ")}`;
  const held = `${by}${spanText(from, until, before)}`;
  return held === "" ? "" : `held${held}`;
}

/** `permits list limited to purpose = military from 2020-01-01`; `print` writes conditions. */
export function permitText(
  { kind, limitedTo, provided, from, until }: Authority["permits"][number],
  print: (expr: Expr) => string,
): string {
  const limited = limitedTo === null ? "" : ` limited to ${print(limitedTo)}`;
  const origins = provided === null ? "" : ` provided origin in {${provided.origins.join(", ")}}`;
  return `permits ${kind}${limited}${origins}${spanText(from, until)}`;
}

function spanText(from: IsoDate | null, until: IsoDate | null, before = false): string {
  const start = from === null ? "" : ` from ${before ? "before " : ""}${from}`;
  return `${start}${until === null ? "" : ` until ${until}`}`;
}
