/** The scenarios of all files, and what running them found. */
import { h, type JSX } from "preact";
import type { Place, ScenarioRun } from "../requests.ts";

/** The scenarios of one file. */
export interface FileRun {
  readonly uri: string;
  readonly path: string;
  readonly run: ScenarioRun;
}

export interface ScenarioProps {
  /** null: they are being run */
  readonly runs: readonly FileRun[] | null;
  readonly onGo: (place: Place) => void;
}

export function ScenarioPanel({ runs, onGo }: ScenarioProps): JSX.Element {
  if (runs === null) return h("p", { role: "status", class: "hint" }, "The scenarios are being run.");
  const blocked = runs.find(({ run }) => run.blocked !== null)?.run.blocked ?? null;
  const results = runs.flatMap(({ run }) => run.results);
  const failed = results.filter(({ passed }) => !passed).length;
  const count =
    blocked !== null
      ? `Not run: ${blocked}.`
      : results.length === 0
        ? "This program has no scenarios. Write one: given a case, expect an answer."
        : failed === 0
          ? results.length === 1
            ? "It passed."
            : `All ${results.length} passed.`
          : `${failed} of ${results.length} failed.`;
  return h(
    "div",
    { class: "scenarios" },
    h("p", { role: "status", class: failed > 0 || blocked !== null ? "warning" : "hint" }, count),
    runs.map(({ uri, path, run }) =>
      run.results.length === 0
        ? null
        : h(
            "section",
            { key: uri, "aria-label": path },
            h("h3", null, path),
            h(
              "ul",
              null,
              // What failed is what one came for.
              run.results
                .toSorted((a, b) => Number(a.passed) - Number(b.passed))
                .map(({ title, passed, range, failures }) =>
                  h(
                    "li",
                    { key: `${range.start.line} ${title}`, class: passed ? "passed" : "failed" },
                    h("span", { class: "mark" }, passed ? "passed" : "failed"),
                    h("button", { type: "button", onClick: () => onGo({ uri, range }) }, title),
                    failures.map(({ message, range: at }) =>
                      h(
                        "button",
                        { type: "button", class: "failure", onClick: () => onGo({ uri, range: at }) },
                        message,
                      ),
                    ),
                  ),
                ),
            ),
          ),
    ),
  );
}
