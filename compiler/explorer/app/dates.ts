/** The two clocks: the day of the act, with all days on which the law changes, and the state of knowledge. */
import type { VNode } from "preact";
import { h } from "./dom.ts";
import type { Kit } from "./kit.ts";
import type { Period } from "./research.ts";

export interface DatesProps {
  readonly kit: Kit;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly history: Readonly<Record<string, readonly Period[]>> | null;
  readonly onAsOf: (day: string) => void;
  readonly onKnownAt: (day: string | null) => void;
}

export function Dates({ kit, asOf, knownAt, history, onAsOf, onKnownAt }: DatesProps): VNode {
  const { texts, language, engine, data } = kit;
  const only = engine.model.bundle.definitions.only?.asOf;
  if (only !== undefined) return h("p", null, texts.onlyDay(language.date(only)));
  const days = daysOf(kit);
  const at = days.findLastIndex((day) => day <= asOf);
  return h("div", { class: "dates" }, [
    h("div", { class: "day" }, [
      h("label", { for: "as-of" }, texts.asOf),
      h("input", {
        id: "as-of",
        type: "date",
        value: asOf,
        onInput: (event: Event) => {
          const day = (event.currentTarget as HTMLInputElement).value;
          if (day !== "") onAsOf(day);
        },
      }),
      h("button", { type: "button", onClick: () => onAsOf(data.asOf) }, `${texts.latest} ${data.asOf}`),
      h("button", { type: "button", onClick: () => onAsOf(today()) }, texts.today),
      h("label", { for: "known-at", class: "known" }, texts.knownAt),
      h("input", {
        id: "known-at",
        type: "date",
        value: knownAt ?? "",
        onInput: (event: Event) => {
          const day = (event.currentTarget as HTMLInputElement).value;
          onKnownAt(day === "" ? null : day);
        },
      }),
    ]),
    h("input", {
      type: "range",
      class: "through",
      min: 0,
      max: days.length - 1,
      step: 1,
      value: Math.max(0, at),
      "aria-label": texts.everyDay,
      "aria-valuetext": language.date(asOf),
      onInput: (event: Event) => {
        const day = days[Number((event.currentTarget as HTMLInputElement).value)];
        if (day !== undefined) onAsOf(day);
      },
    }),
    h(Strips, { kit, asOf, days, history, onAsOf }),
  ]);
}

/** Every day on which the law changes, and the day to which it was read. */
function daysOf({ engine, data }: Kit): readonly string[] {
  return [...new Set([...engine.days, data.asOf])].sort();
}

/** The reader's own day: the page may look at a clock, the law does not. */
function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * One strip for each jurisdiction, in step with the slider above it: what it answers over time. The same is said in words
 * in a list of days, for those who do not see the strips.
 */
function Strips({
  kit,
  asOf,
  days,
  history,
  onAsOf,
}: {
  readonly kit: Kit;
  readonly asOf: string;
  readonly days: readonly string[];
  readonly history: DatesProps["history"];
  readonly onAsOf: (day: string) => void;
}): VNode | null {
  const { language, texts } = kit;
  if (history === null) return h("p", { class: "strips waiting soft" }, texts.looking);
  const names = Object.keys(history);
  const last = Math.max(1, days.length - 1);
  const place = (day: string | null, otherwise: number): number =>
    day === null ? otherwise : days.filter((one) => one < day).length;
  const changes = [
    ...new Set(
      Object.values(history).flatMap((own) => own.flatMap(({ from }) => (from === null ? [] : [from]))),
    ),
  ].sort();
  return h("div", null, [
    h(
      "div",
      { class: "strips", "aria-hidden": "true" },
      names.map((name) =>
        h("div", { class: "strip", key: name }, [
          h("span", null, name),
          h("svg", { viewBox: `0 0 ${last} 1`, preserveAspectRatio: "none" }, [
            ...history[name]!.map(({ from, until, verdict }) => {
              const [x, to] = [place(from, 0), place(until, last)];
              return h("rect", {
                key: from ?? "",
                class: `f-${verdict}`,
                x,
                y: 0,
                width: Math.max(0, to - x),
                height: 1,
              });
            }),
            h("rect", {
              key: "now",
              class: "now",
              x: Math.min(last, Math.max(0, place(asOf, 0) + (days.includes(asOf) ? 0 : -1))),
              y: 0,
              width: last / 300,
              height: 1,
            }),
          ]),
        ]),
      ),
    ),
    changes.length === 0
      ? null
      : h("details", { class: "changes" }, [
          h("summary", null, `${texts.changeDays} (${changes.length})`),
          h(
            "ul",
            null,
            changes.map((day) =>
              h("li", { key: day }, [
                h(
                  "button",
                  { type: "button", class: "quiet", onClick: () => onAsOf(day) },
                  language.date(day),
                ),
                " ",
                names
                  .flatMap((name) => {
                    const own = history[name]!.find(({ from }) => from === day);
                    return own === undefined
                      ? []
                      : [`${name}${language.colon}${language.terms.verdict[own.verdict]}`];
                  })
                  .join(language.semicolon),
              ]),
            ),
          ),
        ]),
  ]);
}
