/** The names nearest to a word, best first, at most three: for "did you mean" in the help of a refused case. */
export function nearNames(word: string, names: Iterable<string>): string[] {
  if (word.length > 60) return [];
  const budget = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of new Set(names)) {
    if (name === word || Math.abs(name.length - word.length) > budget) continue;
    const score = distance(lower, name.toLowerCase());
    if (score <= budget) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map((entry) => entry.name);
}

/** Edits (insert, delete, replace) between two words. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
