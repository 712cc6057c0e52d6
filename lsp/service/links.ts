/** Links from citations and data files to where they can be read. */
import { walk } from "../../grammar/walk.ts";
import type { Snapshot } from "./snapshot.ts";

export interface Link {
  readonly start: number;
  readonly end: number;
  /** an address, or the path of a file of the workspace */
  readonly target: { readonly kind: "address" | "file"; readonly value: string };
  readonly tooltip: string;
}

/** Public addresses that can be built from a citation alone; other systems cite by page, for which there is none. */
const registers: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /^(\d+) CFR (\d+)\.(\d+\w*)/,
    ([, title, part, section]) => `https://www.ecfr.gov/current/title-${title}/section-${part}.${section}`,
  ],
  [
    /^(\d+) CFR (?:part )?(\d+)/,
    ([, title, part]) => `https://www.ecfr.gov/current/title-${title}/part-${part}`,
  ],
  [/^(\d+) FR (\d+)/, ([, volume, page]) => `https://www.federalregister.gov/citation/${volume}-FR-${page}`],
  [
    /^(\d+) USC (\d+\w*)/,
    ([, title, section]) => `https://www.law.cornell.edu/uscode/text/${title}/${section}`,
  ],
  [
    /^Regulation \(EU\) (?:No )?(\d{4})\/(\d+)/,
    ([, year, number]) => `https://eur-lex.europa.eu/eli/reg/${year}/${number}/oj`,
  ],
  [/^SI (\d{4})\/(\d+)/, ([, year, number]) => `https://www.legislation.gov.uk/uksi/${year}/${number}`],
];

export function addressOf(citation: string): string | null {
  for (const [pattern, address] of registers) {
    const found = pattern.exec(citation);
    if (found !== null) return address(found);
  }
  return null;
}

export function links(snapshot: Snapshot, path: string): Link[] {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return [];
  const found: Link[] = [];
  walk(parsed.file, (node) => {
    if (node.kind === "Cite" && !node.citation.missing) {
      const { start, end, value } = node.citation;
      const address = addressOf(value);
      if (address !== null)
        found.push({
          start: start + 1,
          end: end - 1,
          target: { kind: "address", value: address },
          tooltip: value,
        });
    }
    if (node.kind === "ListDeclaration" && !node.file.missing) {
      const file = dataPath(snapshot, path, node.file.value);
      const { start, end, value } = node.file;
      if (file !== null)
        found.push({ start: start + 1, end: end - 1, target: { kind: "file", value: file }, tooltip: value });
    }
    return undefined;
  });
  return found.sort((a, b) => a.start - b.start);
}

/** The data file that was read for a list; null where there is none. */
function dataPath(snapshot: Snapshot, path: string, name: string): string | null {
  const { workspace } = snapshot.focus(path).compilation;
  for (const [file, read] of workspace.data)
    if (read.kind === "text" && (file === name || file.endsWith(`/${name}`) || name.endsWith(file)))
      return file;
  return null;
}
