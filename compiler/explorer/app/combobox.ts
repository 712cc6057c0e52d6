/** A field in which one types to search and picks with keys or a pointer: the combobox pattern of ARIA 1.2. */
import type { VNode } from "preact";
import { useId, useMemo, useRef, useState } from "preact/hooks";
import { h } from "./dom.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** said beside the label: a code, where it comes from */
  readonly hint?: string;
  /** language of the label, where it is not the page's */
  readonly lang?: string | undefined;
}

export interface ComboboxProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** asked for when the field is opened: lists of all codes and countries are long, and most fields stay closed */
  readonly choices: () => readonly Choice[];
  readonly placeholder?: string;
  /** what stands in the field while nobody types */
  readonly text?: string;
  readonly count: (n: number) => string;
  readonly onPick: (value: string) => void;
  /** text that is no choice, as typed; absent: only choices count */
  readonly onText?: (text: string) => void;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
}

/** Choices shown at once: beyond, one types on. */
const SHOWN = 60;

export function Combobox(props: ComboboxProps): VNode {
  const { label, choices, text = "", onPick, onText } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const known = useMemo(() => (isOpen ? indexed(choices()) : NONE), [isOpen]);
  const found = useMemo(() => search(known, typed ?? ""), [known, typed]);
  const shown = found.slice(0, SHOWN);
  const current = Math.min(active, shown.length - 1);
  const close = (): void => {
    setOpen(false);
    setTyped(null);
    setActive(0);
  };
  const pick = (choice: Choice | undefined): void => {
    close();
    if (choice !== undefined) onPick(choice.value);
  };
  const leave = (): void => {
    const said = typed?.trim() ?? "";
    if (typed !== null && said !== "" && said !== text) {
      const same = choices().find((c) =>
        [c.value, c.label].some((t) => t.toLowerCase() === said.toLowerCase()),
      );
      if (same !== undefined) onPick(same.value);
      else onText?.(said);
    }
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = (to: number): void => {
      event.preventDefault();
      setOpen(true);
      setActive(Math.max(0, Math.min(shown.length - 1, to)));
    };
    if (event.key === "ArrowDown") move(isOpen ? current + 1 : 0);
    else if (event.key === "ArrowUp") move(current - 1);
    else if (event.key === "PageDown") move(current + 8);
    else if (event.key === "PageUp") move(current - 8);
    else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen && shown[current] !== undefined) pick(shown[current]);
      else leave();
    }
  };
  return h("div", { class: "combo" }, [
    h("label", { for: id, class: props.hideLabel === true ? "hidden" : "" }, label),
    h("input", {
      ref: input,
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: false,
      "aria-expanded": isOpen && shown.length > 0,
      "aria-controls": `${id}-list`,
      "aria-autocomplete": "list",
      "aria-activedescendant": isOpen && current >= 0 ? `${id}-${current}` : undefined,
      "aria-describedby": props.describedBy,
      "aria-invalid": props.invalid === true ? true : undefined,
      placeholder: props.placeholder,
      value: typed ?? text,
      onFocus: (event: FocusEvent) => (event.currentTarget as HTMLInputElement).select(),
      onClick: () => setOpen(true),
      onInput: (event: Event) => {
        setTyped((event.currentTarget as HTMLInputElement).value);
        setOpen(true);
        setActive(0);
      },
      onKeyDown,
      onBlur: leave,
    }),
    h(
      "ul",
      { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: !isOpen || shown.length === 0 },
      shown.map((choice, at) =>
        h(
          "li",
          {
            key: choice.value,
            id: `${id}-${at}`,
            role: "option",
            "aria-selected": at === current,
            lang: choice.lang,
            ref: at === current ? scrollIntoSight : null,
            // before the field loses its focus
            onMouseDown: (event: MouseEvent) => {
              event.preventDefault();
              pick(choice);
            },
          },
          [
            h("span", null, choice.label),
            choice.hint === undefined ? null : h("small", null, ` ${choice.hint}`),
          ],
        ),
      ),
    ),
    h("span", { class: "hidden", role: "status" }, isOpen && typed !== null ? props.count(found.length) : ""),
  ]);
}

function scrollIntoSight(option: HTMLLIElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}

/** Choices with the text in which they are found. */
type Indexed = readonly { readonly choice: Choice; readonly text: string }[];

const NONE: Indexed = [];

function indexed(choices: readonly Choice[]): Indexed {
  return choices.map((choice) => ({
    choice,
    text: `${choice.label} ${choice.hint ?? ""} ${choice.value}`.toLowerCase(),
  }));
}

/** Every word has to be found; those first whose text begins with the first word. */
function search(known: Indexed, typed: string): readonly Choice[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const [first] = words;
  if (first === undefined) return known.map(({ choice }) => choice);
  const found = known.filter(({ text }) => words.every((word) => text.includes(word)));
  const begins = ({ choice, text }: Indexed[number]): boolean =>
    choice.value.toLowerCase().startsWith(first) || text.startsWith(first);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].map(({ choice }) => choice);
}
