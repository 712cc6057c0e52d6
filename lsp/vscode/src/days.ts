/** Days as they are written in measures; no clock is read here. */

/** The text if it names a day of the calendar, such as `2026-09-24`; else null. */
export function dayOf(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const read = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== text ? null : text;
}

/** The days from which something holds in a source, each once, in order, with the line that first names it. */
export function daysNamedIn(text: string): { readonly day: string; readonly line: string }[] {
  const first = new Map<string, string>();
  for (const line of text.split(/\r?\n/))
    for (const [, day = ""] of line.matchAll(/\b(?:from|until|on)[ \t]+(\d{4}-\d{2}-\d{2})\b/g))
      if (dayOf(day) !== null && !first.has(day)) first.set(day, line.trim());
  return [...first].map(([day, line]) => ({ day, line })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
