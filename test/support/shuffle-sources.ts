/** The same sources in another order: for tests that the order of files and declarations leaves no trace. */
import { parse } from "../../grammar/parse.ts";

/** A small generator with a seed; good enough to shuffle with. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Files in another order, and in each Cordon file all that follows `module` and `use` in another order. */
export function shuffleSources(
  files: Readonly<Record<string, string>>,
  seed: number,
): Record<string, string> {
  const random = randomFrom(seed);
  return Object.fromEntries(
    shuffled(Object.entries(files), random).map(([path, text]) => [
      path,
      path.endsWith(".cordon") ? shuffleDeclarations(path, text, random) : text,
    ]),
  );
}

function shuffleDeclarations(path: string, text: string, random: () => number): string {
  const { file } = parse(path, text);
  const isHead = (kind: string): boolean => kind === "ModuleDeclaration" || kind === "UseDeclaration";
  const last = file.declarations.findLastIndex((d) => isHead(d.kind));
  const head = file.declarations[last];
  const start = head === undefined ? 0 : head.end;
  const bodies = file.declarations.slice(last + 1).filter((d) => !isHead(d.kind));
  // what stands between two declarations (comments and documentation) belongs to the one that follows
  const pieces = bodies.map((d, i) => text.slice(i === 0 ? start : bodies[i - 1]!.end, d.end));
  const rest = text.slice(bodies.at(-1)?.end ?? start);
  return `${text.slice(0, start)}\n${shuffled(pieces, random).join("\n")}\n${rest}`;
}
