/** Test files of the conformance kit, which come with and without a prefix. */
import { DOMParser, type Element } from "@xmldom/xmldom";

export type TestElement = Element;

export function parseTestFile(text: string): TestElement {
  return new DOMParser().parseFromString(text, "text/xml").documentElement!;
}

/** Child elements by local name. */
export function elements(parent: TestElement, name: string): TestElement[] {
  const found: TestElement[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === 1 && (node as Element).localName === name) found.push(node as Element);
  return found;
}
