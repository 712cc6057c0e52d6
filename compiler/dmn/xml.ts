/** The few questions that are asked of the XML, and its strict reading. */
import { DOMParser, type Document, type Element, type Node } from "@xmldom/xmldom";
import type { Place, Problem } from "./model.ts";

const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ["http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"],
  ["http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"],
  ["https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"],
  ["https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"],
  ["https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"],
  ["https://www.omg.org/spec/DMN/20240513/MODEL/", "1.6"],
]);

export type { Element } from "@xmldom/xmldom";

/** Reads a document whole or not at all; what the parser would repair is an error here. */
export function parseXml(text: string): { readonly root: Element } | { readonly problem: Problem } {
  let complaint: string | undefined;
  let place: Place = START;
  let document: Document | undefined;
  // Refused before it is read: entities could make a small file a huge one.
  if (PROLOG.test(text)) return { problem: notXml("a document type declaration is not read", START) };
  try {
    document = new DOMParser({
      onError: (level, message, context: { readonly locator?: Locator }) => {
        if (level === "warning") return;
        complaint ??= message;
        place = placeAt(context.locator);
        throw new Error(message);
      },
    }).parseFromString(text.replace(/^\uFEFF/, ""), "text/xml");
  } catch (error) {
    complaint ??= error instanceof Error ? error.message : String(error);
  }
  const root = document?.documentElement;
  if (complaint === undefined && root != null) return { root };
  const [message] = (complaint ?? "there is no element").split("\n");
  return { problem: notXml(message!, place) };
}

const START: Place = { line: 1, column: 1 };

/** Where the parser is: at the last thing that it began to read. */
interface Locator {
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

function placeAt({ lineNumber, columnNumber }: Locator = {}): Place {
  // before the first element it counts no lines
  return { line: Math.max(1, lineNumber ?? 1), column: Math.max(1, columnNumber ?? 1) };
}

const PROLOG = /^\uFEFF?(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|\s)*<!DOCTYPE/i;

function notXml(reason: string, place: Place): Problem {
  return { severity: "error", where: "file", place, message: `this is not XML that can be read: ${reason}` };
}

/** Version of DMN by the namespace of an element; undefined for a foreign one. */
export function versionOf(element: Element): string | undefined {
  return NAMESPACES.get(element.namespaceURI ?? "");
}

export function knownVersions(): string {
  const versions = [...NAMESPACES.values()];
  return `${versions[0]} to ${versions.at(-1)}`;
}

export function placeOf(element: Element): Place {
  return { line: element.lineNumber ?? 1, column: element.columnNumber ?? 1 };
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** Child elements of DMN with this name; elements of extensions are never taken for ours. */
export function children(element: Element, name?: string): Element[] {
  const found: Element[] = [];
  for (let node = element.firstChild; node !== null; node = node.nextSibling)
    if (isElement(node) && versionOf(node) !== undefined && (name === undefined || node.localName === name))
      found.push(node);
  return found;
}

export function child(element: Element, name: string): Element | undefined {
  return children(element, name)[0];
}

/** All elements of DMN with this name below an element, in the order of the document. */
export function descendants(element: Element, name: string): Element[] {
  return children(element).flatMap((one) => [
    ...(one.localName === name ? [one] : []),
    ...descendants(one, name),
  ]);
}

export function attribute(element: Element, name: string): string | null {
  const value = element.getAttribute(name);
  return value === null || value === "" ? null : value;
}

/** Text of the `text` child, or of the element itself in what is only text. */
export function textOf(element: Element): string {
  return (child(element, "text")?.textContent ?? "").trim();
}
