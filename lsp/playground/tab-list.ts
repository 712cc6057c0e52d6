/** Tabs as the ARIA practices have them: one stop of the tab key, arrows between them. */
import { h, type JSX } from "preact";

export interface TabListProps {
  readonly label: string;
  readonly tabs: readonly (readonly [id: string, title: string])[];
  readonly chosen: string;
  /** id of the element that the tabs change */
  readonly panel: string;
  readonly onChoose: (id: string) => void;
}

export function TabList({ label, tabs, chosen, panel, onChoose }: TabListProps): JSX.Element {
  const move = (event: KeyboardEvent, index: number): void => {
    const last = tabs.length - 1;
    const to =
      event.key === "ArrowRight"
        ? (index + 1) % tabs.length
        : event.key === "ArrowLeft"
          ? (index + last) % tabs.length
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? last
              : null;
    if (to === null) return;
    event.preventDefault();
    onChoose(tabs[to]![0]);
    const list = (event.currentTarget as HTMLElement).parentElement;
    (list?.children[to] as HTMLElement | undefined)?.focus();
  };
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": label },
    tabs.map(([id, title], index) =>
      h(
        "button",
        {
          key: id,
          type: "button",
          role: "tab",
          "aria-selected": id === chosen ? "true" : "false",
          "aria-controls": panel,
          tabIndex: id === chosen ? 0 : -1,
          onClick: () => onChoose(id),
          onKeyDown: (event: KeyboardEvent) => move(event, index),
        },
        title,
      ),
    ),
  );
}
