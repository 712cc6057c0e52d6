/** Values that a case comes to, in words. */
import { type Exact, exactText } from "../runtime/values/exact.ts";
import { isUnknown, YES } from "../runtime/values/truth.ts";
import type { Value } from "../runtime/values/values.ts";

/** `4992 TPP`, `CN`, `not known`; `unit`: that of the column the value stands in. */
export function valueInWords(value: Value, unit: string | undefined): string {
  const amount = (text: string): string => (unit === undefined || unit === "" ? text : `${text} ${unit}`);
  switch (value.kind) {
    case "number":
      return amount(numberInWords(value.value));
    case "interval": {
      const { low, high } = value;
      if (low === null && high === null) return "not known";
      if (low === null) return `not known, at most ${amount(numberInWords(high!))}`;
      if (high === null) return `not known, at least ${amount(numberInWords(low))}`;
      return `not known, between ${numberInWords(low)} and ${amount(numberInWords(high))}`;
    }
    case "money":
      return `${numberInWords(value.amount)} ${value.currency}`;
    case "enum":
      return value.name;
    case "code":
      return value.text;
    case "date":
      return value.day;
    case "text":
      return value.text;
    case "truth":
      return isUnknown(value.truth) ? "not known" : value.truth === YES ? "yes" : "no";
    case "perhaps":
      return `${valueInWords(value.value, unit)}, if it applies`;
    case "absent":
      return "not applicable";
    case "unknown":
      return "not known";
    case "set": {
      const members = (value.members ?? []).map((member) => valueInWords(member, unit));
      if (value.open !== null)
        return members.length === 0 ? "not known" : `${members.join(", ")} and perhaps more`;
      return members.length === 0 ? "none" : members.join(", ");
    }
    case "list":
      return `${value.elements.length} ${value.elements.length === 1 ? "element" : "elements"}`;
    case "record":
      return value.path === "" ? "the transaction" : value.path;
    case "entry":
      return value.row?.key ?? "not known";
  }
}

/** `6.25`; `6.0435... (2496/413)`: cut off and not rounded, as it may lie just below a limit. */
function numberInWords(value: Exact): string {
  const exact = exactText(value);
  const [numerator, denominator] = exact.split("/");
  if (denominator === undefined) return exact;
  const digits = String((BigInt(numerator!) * 10_000n) / BigInt(denominator));
  const [sign, whole] = digits.startsWith("-") ? ["-", digits.slice(1)] : ["", digits];
  const padded = whole.padStart(5, "0");
  return `${sign}${padded.slice(0, -4)}.${padded.slice(-4)}... (${exact})`;
}
