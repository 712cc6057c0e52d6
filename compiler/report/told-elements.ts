/** What is told of the elements of a list: neither what they are not, where it is told what they are, nor which others there are none of. */
import type { FactCondition } from "../diff/report.ts";

export const ELEMENT = "has element";
export const NO_ELEMENT = "has no element";
export const ELEMENT_WITH = `${ELEMENT} with `;
export const NO_ELEMENT_WITH = `${NO_ELEMENT} with `;
export const OR = ", or ";
export const OR_WITH = ", or with ";

/** Conditions on one element, beyond which those alone are told that the edits are about. */
const MOST_PARTS = 4;
const NONE_OF = " includes none of ";

/** What is told, and what is not. */
export interface Shortened<T> {
  readonly told: T;
  readonly left: readonly FactCondition[];
}

/** An element that is not of other families, and under no other entries, is of what it is said to be. */
export function elementInShort(
  condition: FactCondition,
  isMeant: (part: FactCondition) => boolean,
): Shortened<FactCondition> {
  const { fact, values } = condition;
  if (!values.startsWith(ELEMENT_WITH) || values.includes(OR_WITH)) return { told: condition, left: [] };
  const parts = partsOf(values.slice(ELEMENT_WITH.length));
  const asElement = (part: string): FactCondition => ({ fact, values: `${ELEMENT_WITH}${part}` });
  const firm = parts.filter((part) => !isEdge(part, parts));
  const meant = firm.filter((part) => isMeant(asElement(part)));
  const told = firm.length > MOST_PARTS && meant.length > 0 ? meant : firm;
  if (told.length === 0 || told.length === parts.length) return { told: condition, left: [] };
  return {
    told: asElement(told.join(" and ")),
    left: parts.filter((part) => !told.includes(part)).map(asElement),
  };
}

const GOES_ON = /^(?:[<>]=? |= |\d+ more$)/;

/** What is said of the element, each condition by itself: `x.size > 1 nm and <= 2 nm` is one, and so is what stands in parentheses. */
function partsOf(words: string): readonly string[] {
  const parts: string[] = [];
  for (const piece of words.split(" and ")) {
    const last = parts.at(-1);
    const goesOn = last !== undefined && (GOES_ON.test(piece) || depthOf(last) > 0);
    if (goesOn) parts[parts.length - 1] = `${last} and ${piece}`;
    else parts.push(piece);
  }
  return parts;
}

function depthOf(text: string): number {
  return text.split("(").length - text.split(")").length;
}

function isEdge(part: string, all: readonly string[]): boolean {
  if (part.endsWith(" or no code")) return true;
  const at = part.indexOf(NONE_OF);
  return (
    at !== -1 && all.some((one) => one.startsWith(`${part.slice(0, at)} includes `) && !one.includes(NONE_OF))
  );
}

/**
 * Where a party under an edited list is told of, that there are none under other entries of the list is no matter of the edit. It is
 * told all the same where it is said in one way.
 */
export function withoutOthersListed(
  box: readonly FactCondition[],
  edited: readonly string[],
): Shortened<readonly FactCondition[]> {
  const lists = edited.map((id) => `entries (${id.slice(id.lastIndexOf(".") + 1)}) includes `);
  const isOfList = (list: string, way: string): boolean => way.includes(list) && partsOf(way).length === 1;
  const left = box.filter(
    ({ fact, values }) =>
      values.startsWith(NO_ELEMENT_WITH) &&
      lists.some(
        (list) =>
          values
            .slice(NO_ELEMENT_WITH.length)
            .split(OR_WITH)
            .every((way) => isOfList(list, way)) &&
          box.some((one) => one.fact === fact && one.values.startsWith(ELEMENT) && one.values.includes(list)),
      ),
  );
  const ways = left.flatMap(({ values }) => values.split(OR_WITH));
  if (ways.length <= 1) return { told: box, left: [] };
  return { told: box.filter((one) => !left.includes(one)), left };
}
