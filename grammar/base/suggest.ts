import { distance } from "fastest-levenshtein";

/** The names nearest to `word`, best first: at most `limit`, and only those a person could have meant. */
export function nearNames(word: string, names: Iterable<string>, limit = 3): string[] {
  const budget = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const scored: { name: string; score: number }[] = [];
  for (const name of new Set(names)) {
    if (name === word || Math.abs(name.length - word.length) > budget) continue;
    const other = name.toLowerCase();
    const score = swapped(lower, other) ? 1 : distance(lower, other);
    if (score <= budget) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, limit).map((s) => s.name);
}

/** Two neighboring letters change places, the commonest slip of the fingers; as a distance it would count double. */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && i + 1 < a.length && a.slice(i + 2) === b.slice(i + 2);
}
