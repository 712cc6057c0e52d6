/** What declarations are called, beside their ids. */
import type { LawSide } from "./law-side.ts";

/** The title of a declaration; null: it has none, or is not known. */
export type Titles = (id: string) => string | null;

export const UNTITLED: Titles = () => null;

/** As the newer of two laws calls them; what only the older one has, as that does. */
export function titlesOf(old: LawSide, now: LawSide): Titles {
  const titles = new Map([...old.legal, ...now.legal].map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? null;
}

/** The first ids, those of the jurisdiction that answers before others, and how many more there are. */
export function fewIds(
  ids: readonly string[],
  like: readonly string[],
): { readonly shown: readonly string[]; readonly rest: number } {
  const roots = new Set(like.map((id) => id.split(".")[0]));
  const isNear = (id: string): boolean => roots.has(id.split(".")[0]);
  const sorted = [...ids.filter(isNear), ...ids.filter((id) => !isNear(id))];
  return { shown: sorted.slice(0, MOST_IDS), rest: Math.max(0, sorted.length - MOST_IDS) };
}

const MOST_IDS = 6;

/** The first ids with their titles, one to a line. */
export function namesText(
  ids: readonly string[],
  like: readonly string[],
  titles: Titles,
): readonly string[] {
  const { shown, rest } = fewIds(ids, like);
  return [...shown.map((id) => nameText(id, titles)), ...moreText(rest)];
}

export function nameText(id: string, titles: Titles): string {
  const title = titles(id);
  return title === null ? id : `${title}, ${id}`;
}

export function moreText(rest: number): readonly string[] {
  return rest === 0 ? [] : [`and ${rest} more`];
}
