/** The case as text: to read it, to paste another, to open a file. */
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { isRecord, type Json } from "./case.ts";
import { h } from "./dom.ts";
import type { Kit } from "./kit.ts";

export interface CaseTextProps {
  readonly kit: Kit;
  readonly facts: Json;
  readonly onCase: (facts: Json) => void;
}

export function CaseText({ kit, facts, onCase }: CaseTextProps): VNode {
  const { texts } = kit;
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState("");
  const use = (text: string): void => {
    const read = readCaseText(text);
    if (typeof read === "string") {
      setTyped(text);
      setWrong(read === "notJson" ? texts.notJson : texts.notRecord);
      return;
    }
    setTyped(null);
    setWrong("");
    onCase(read.facts);
  };
  return h("details", { class: "case-text" }, [
    h("summary", null, texts.asJson),
    h("p", { id: "case-hint" }, texts.jsonHint),
    h("textarea", {
      rows: 12,
      spellcheck: false,
      "aria-label": texts.asJson,
      "aria-describedby": "case-hint case-wrong",
      value: typed ?? JSON.stringify(facts, null, 2),
      onInput: (event: Event) => setTyped((event.currentTarget as HTMLTextAreaElement).value),
    }),
    h("p", { id: "case-wrong", class: "problem", role: "alert" }, wrong),
    h("div", { class: "buttons" }, [
      h(
        "button",
        { type: "button", disabled: typed === null, onClick: () => typed !== null && use(typed) },
        texts.useJson,
      ),
      h("label", { class: "file" }, [
        texts.openFile,
        h("input", {
          type: "file",
          accept: ".json,application/json",
          onChange: (event: Event) => {
            const input = event.currentTarget as HTMLInputElement;
            void input.files?.[0]?.text().then(use);
            input.value = "";
          },
        }),
      ]),
    ]),
  ]);
}

/** The facts of a case file: the day and state of knowledge that it may state beside them are set on the page. */
function readCaseText(text: string): { readonly facts: Json } | "notJson" | "notRecord" {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return "notJson";
  }
  if (!isRecord(json)) return "notRecord";
  return { facts: json };
}
