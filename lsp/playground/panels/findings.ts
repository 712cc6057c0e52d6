/** What the checker found, in all files of the program. */
import { h, type JSX } from "preact";
import type { Finding } from "../workspace.ts";

const WORDS = { error: "Error", warning: "Warning", hint: "Hint" } as const;
const ORDER = { error: 0, warning: 1, hint: 2 } as const;

export interface FindingsProps {
  readonly findings: readonly Finding[];
  /** the shown file: hints of others, which one does not edit, are only counted */
  readonly path: string;
  readonly onGo: (finding: Finding) => void;
}

export function Findings({ findings, path: shown, onGo }: FindingsProps): JSX.Element {
  const listed = findings.filter(({ severity, path }) => severity !== "hint" || path === shown);
  const elsewhere = findings.length - listed.length;
  const sorted = listed.toSorted(
    (a, b) =>
      ORDER[a.severity] - ORDER[b.severity] ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : a.range.startLineNumber - b.range.startLineNumber),
  );
  return h(
    "section",
    { class: "findings", "aria-labelledby": "findings-title" },
    h("h2", { id: "findings-title" }, "Findings"),
    h("p", { role: "status", class: "count" }, countOf(listed, elsewhere)),
    sorted.length === 0
      ? null
      : h(
          "ul",
          null,
          sorted.map((finding) => {
            const { severity, message, code, path, range } = finding;
            const [what, ...rest] = message.split("\n");
            return h(
              "li",
              { key: `${path} ${range.startLineNumber} ${range.startColumn} ${code}` },
              h(
                "button",
                { type: "button", class: `finding ${severity}`, onClick: () => onGo(finding) },
                h("span", { class: "severity" }, WORDS[severity]),
                h("span", { class: "what" }, what),
                rest.map((line) => h("span", { class: "help" }, line)),
                h("span", { class: "where" }, `${path}:${range.startLineNumber} · ${code}`),
              ),
            );
          }),
        ),
  );
}

function countOf(findings: readonly Finding[], elsewhere: number): string {
  const parts = (["error", "warning", "hint"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  if (elsewhere > 0) parts.push(`${elsewhere} hint${elsewhere === 1 ? "" : "s"} in other files`);
  return parts.length === 0 ? "Nothing found: the program is in order." : parts.join(", ");
}
