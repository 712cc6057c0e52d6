/**
 * What is told of the regions of a change: what they ask of places, of the facts that the edited declarations look at, and of
 * entries of edited lists. Each way of writing a change tells the same.
 */
import { type Asked, type Box, type Condition, type FactCondition, isSame, type Part } from "./condition.ts";
import {
  elementInShort,
  inFewWays,
  isEdgeOfCodes,
  withoutExcluded,
  withoutOthersListed,
} from "./elements.ts";
import { boxText, MOST_WORDS } from "./words.ts";

/** What is known of a change whose regions are told. */
export interface Edits {
  readonly regions: readonly Box[];
  /** names of the facts that the edited declarations look at */
  readonly about: readonly string[];
  /** words that these say in one of the laws alone */
  readonly words: readonly string[];
  /** ids of the edited declarations */
  readonly edited: readonly string[];
}

export interface ToldRegions {
  /** boxes that differ in nothing that is told are one */
  readonly boxes: readonly Box[];
  /** how many more there are */
  readonly rest: number;
  /** conditions that are not told: only on facts that no edit looks at, or on others, or on facts of which that is not known */
  readonly leftOut: "none" | "elsewhere" | "any";
}

/** Whether a condition asks what the edits are about; `isOfElement`: of an element of a list. */
type Meaning = (condition: Condition, isOfElement?: boolean) => boolean;

const MOST_BOXES = 3;
/** Conditions on facts that no edited declaration looks at. */
const MOST_OTHERS = 6;
/** Facts that a reader always wants to hear of. */
const PLACES = new Set(["destination", "departure", "act"]);

export function toldRegions(edits: Edits): ToldRegions {
  const { regions, words, edited } = edits;
  const named = new Set(words);
  const first = new Set([...words, ...codesOf(edited).map(({ code }) => code)]);
  const isMeant = meaning(edits);
  const isAbout = (condition: Condition, box: Box): boolean => {
    if (isEdge(condition)) return false;
    // what no element is makes up one condition with what one element is
    if (isNone(condition) && !isBesideElement(condition, box)) return false;
    return isPlace(condition) || isMeant(condition);
  };
  const ofEdits = regions.map((box) => box.filter((condition) => isAbout(condition, box)));
  // an edited group looks at no fact: what is dealt with, and how, has to be told by something else
  const isSilent = ofEdits.every((own) => own.every(isPlace));
  const short = isSilent ? regions.map(plainly) : ofEdits;
  const cut = new Set<Condition>();
  const told = regions.map((box, at) => {
    const own = short[at]!;
    // whatever its parameters are, an entry holds under a code that is stated
    const isApart = short.some((other) => seemsWider(own, other));
    const kept = isApart ? box.filter((one) => own.includes(one) || isOfCodes(one)) : own;
    for (const condition of box) if (!kept.includes(condition)) cut.add(condition);
    const elements = kept.map((condition) => elementInShort(condition, (part) => isMeant(part, true)));
    const listed = withoutOthersListed(withoutExcluded(elements.map((one) => one.told)), edited);
    for (const one of [...elements.flatMap(({ left }) => left), ...listed.left]) cut.add(one);
    const shown = listed.told.map((one) => namedFirst(one, first));
    return elementsFirst(withoutRepeated(shown), named).map(inFewWays);
  });
  const distinct = [...new Map(told.map((box) => [boxText(box), box])).values()];
  // a condition that is left out may be on a fact that others are told of, and where nothing is told of the edits, it may be what
  // they are about
  const isElsewhere = !isSilent && ![...cut].some((one) => isMeant(one));
  return {
    boxes: distinct.slice(0, MOST_BOXES),
    rest: Math.max(0, distinct.length - MOST_BOXES),
    leftOut: cut.size === 0 ? "none" : isElsewhere ? "elsewhere" : "any",
  };
}

/** What is not told of two elements may be all that parts them. */
function withoutRepeated(box: Box): Box {
  return [...new Map(box.map((one) => [boxText([one]), one])).values()];
}

/**
 * Which conditions ask of the facts that the edited declarations look at, of edited lists, of elements under edited entries, or
 * of what joins or leaves an edited group.
 */
function meaning({ about, words, edited }: Edits): Meaning {
  const wanted = new Set(about);
  const named = new Set(words);
  const entries = codesOf(edited);
  const isMeant = (condition: Condition, isOfElement = false): boolean => {
    if (condition.is === "element") {
      const ways = condition.ways ?? [];
      if (condition.has && ways.some((way) => way.length === 0)) return wanted.has(condition.path.at(-1)!);
      return ways.some((way) => way.some((one) => isMeant(one, true)));
    }
    const { asked } = condition;
    const said = namesOf(condition);
    // a number that an edit writes or strikes may stand in a comparison of anything
    if (said.some((word) => named.has(word))) return true;
    switch (asked.is) {
      case "entries":
        return edited.includes(asked.of!);
      case "codes":
        return isOfElement && entries.some(({ scheme, code }) => scheme === asked.of && said.includes(code));
      case "relation":
        return isOfElement && isOfFacts(asked, wanted);
      default:
        // of an element what else is said of an edited record matters, as the country of a facility
        if (isOfElement && asked.path?.slice(1).some((step) => wanted.has(step))) return true;
        return isOfFacts(asked, wanted);
    }
  };
  return isMeant;
}

/** The id of an edited entry of a control list ends with its scheme and its code: `us.computing.ECCN 3A090.a`. */
function codesOf(edited: readonly string[]): readonly { readonly scheme: string; readonly code: string }[] {
  return edited.flatMap((id) => {
    const space = id.indexOf(" ");
    if (space === -1) return [];
    return [{ scheme: id.slice(id.lastIndexOf(".", space) + 1, space), code: id.slice(space + 1) }];
  });
}

function isOfFacts({ facts }: Asked, wanted: ReadonlySet<string>): boolean {
  return facts.some((name) => wanted.has(name));
}

/** The words among the values of a fact. One of hundreds of countries is not named by that, as a code or an entry of a list is. */
function namesOf({ asked, may }: FactCondition): readonly string[] {
  const parts: readonly Part[] = may.is === "values" ? may.parts : may.is === "member" ? [may.part] : [];
  return parts.flatMap((part) => {
    if (part.is !== "words" || (part.words.length > MOST_WORDS && asked.is === "fact")) return [];
    return part.words.filter((word) => word !== null);
  });
}

/** What a thing is not is the edge of other entries, and says little by itself. */
function isEdge(condition: Condition): boolean {
  if (condition.is === "element") return condition.ways === null;
  const { may } = condition;
  return (may.is === "member" && !may.has) || isEdgeOfCodes(condition);
}

function isNone(condition: Condition): boolean {
  return condition.is === "element" && !condition.has;
}

function isPlace(condition: Condition): boolean {
  const path = condition.is === "fact" ? condition.asked.path : condition.path;
  return path?.length === 1 && PLACES.has(path[0]!);
}

/** What a box says of places, and a few conditions of what else is so: neither what is not so, nor what elements of lists are. */
function plainly(box: Box): Box {
  const isPlain = (one: Condition): boolean => one.is === "fact" && !isEdge(one) && !isDenial(one);
  const others = box.filter((one) => !isPlace(one) && isPlain(one)).slice(0, MOST_OTHERS);
  return box.filter((one) => isPlace(one) || others.includes(one));
}

/** Whether it says what a fact is not, and no more. */
function isDenial({ may }: FactCondition): boolean {
  if (may.is !== "values") return false;
  const { parts } = may;
  if (parts.some((part) => part.is === "words" && part.isNot)) return true;
  return parts.every((part) => part.is === "mark" && DENIALS.has(part.mark));
}

const DENIALS: ReadonlySet<string> = new Set(["no", "not stated", "not applicable"]);

function isBesideElement(condition: Condition, box: Box): boolean {
  return condition.is === "element" && box.some((one) => isOfSameList(one, condition) && !isNone(one));
}

function isOfSameList(one: Condition, other: Condition): boolean {
  return one.is === "element" && other.is === "element" && one.list === other.list;
}

/** Where more codes or entries are meant than are told, those that the edits name are told. */
function namedFirst(condition: Condition, named: ReadonlySet<string>): Condition {
  if (condition.is === "element") {
    const ways = condition.ways?.map((way) => way.map((one) => namedFirst(one, named))) ?? null;
    return { ...condition, ways };
  }
  if (condition.asked.is === "fact") return condition;
  const inPart = (part: Part): Part => {
    if (part.is !== "words" || part.words.length <= MOST_WORDS) return part;
    const isNamed = (word: string | null): boolean => word !== null && named.has(word);
    return {
      ...part,
      words: [...part.words.filter(isNamed), ...part.words.filter((word) => !isNamed(word))],
    };
  };
  const { may } = condition;
  if (may.is === "values") return { ...condition, may: { ...may, parts: may.parts.map(inPart) } };
  return may.is === "member" ? { ...condition, may: { ...may, part: inPart(may.part) } } : condition;
}

/** What an element is says more than what none is; of elements that is told first which the edits name, as a party that is struck. */
function elementsFirst(box: Box, named: ReadonlySet<string>): Box {
  const isNamed = (one: Condition): boolean =>
    one.is === "fact"
      ? namesOf(one).some((word) => named.has(word))
      : (one.ways?.some((way) => way.some(isNamed)) ?? false);
  const rank = (one: Condition): number => {
    if (one.is === "fact") return 0;
    if (!one.has) return 3;
    return isNamed(one) ? 1 : 2;
  };
  return box.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether the smaller box, as it is told, would seem to hold the larger one whole. */
function seemsWider(box: Box, other: Box): boolean {
  return box.length < other.length && box.every((one) => other.some((two) => isSame(one, two)));
}

function isOfCodes(condition: Condition): boolean {
  if (condition.is !== "fact" || condition.asked.is !== "codes") return false;
  return !isEdge(condition) && !isDenial(condition);
}
