import { codeKey } from "./codes.ts";
import { exactText } from "./exact.ts";
import type { Value } from "./values.ts";

/** A key that is equal for values that no fixed test can tell apart; null where none is cheap enough. */
export function valueKey(value: Value): string | null {
  switch (value.kind) {
    case "number":
      return typeof value.value === "number" ? `n${value.value}` : `n${exactText(value.value)}`;
    case "code":
      return `c${codeKey(value)}`;
    case "enum":
      return `e${value.name}`;
    case "truth":
      return `t${value.truth}`;
    case "date":
      return `d${value.day}`;
    case "text":
      return value.text.length > 100 ? null : `x${value.text}`;
    case "absent":
      return "absent";
    case "unknown":
      return `u${value.state}${value.perhapsAbsent ?? 0}`;
    default:
      return null;
  }
}
