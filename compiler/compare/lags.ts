/**
 * How long after the first state each other one controlled an item that a regime, or like-minded states, hold in common. The
 * engine decides, for each day on which a list changes, whether the entries that its measures ask for take in every such item,
 * some, or none; in whose words they are written does not matter. A state's measures are also those of its union.
 */
import { Props } from "../analysis/conditions/prop.ts";
import { lawOf } from "../analysis/index.ts";
import type { CaseJson, IsoDate, Item, Program } from "../check/tree.ts";
import { itemField, NationalList } from "./asked.ts";
import { Covers, type Extent } from "./covers.ts";
import { type Controlled, Stages } from "./stages.ts";

export const LAGS_FORMAT = "cordon-lags/1";

export interface Lag {
  /** as the law writes it: `shared immersion-scanner` */
  readonly item: string;
  readonly title: string | null;
  /** in the order of their days; the first that covers it wholly has no lag */
  readonly firsts: readonly First[];
}

export interface First {
  readonly jurisdiction: string;
  /** the best that its list came to up to the day of the table */
  readonly covered: Exclude<Extent, "not">;
  /** since when */
  readonly on: IsoDate;
  /** it was already so on that day, and its beginning is not recorded */
  readonly before: boolean;
  /** since when it is so no longer; null: it is so on the day of the table */
  readonly until: IsoDate | null;
  /** what the list comes to on the day of the table */
  readonly now: Extent;
  /** it rests on text that could not be encoded: it may be asked for, and may be not */
  readonly open: boolean;
  /** days after the first that covers it wholly; null: this one does not, or the beginning of one of the two is not recorded */
  readonly lag: number | null;
  readonly measure: string;
  /** the national entries that cover the item from that day on */
  readonly entries: readonly string[];
  /** one of these entries names the item, or an entry that does; else they cover it in words of their own */
  readonly named: boolean;
  /** when the list covered a part of it only, with items that show it */
  readonly partly: readonly Partly[];
}

export interface Partly {
  readonly on: IsoDate;
  readonly before: boolean;
  readonly until: IsoDate | null;
  readonly entries: readonly string[];
  /** one of them names the item */
  readonly named: boolean;
  /** facts of an item that is covered */
  readonly within: CaseJson;
  /** of one that is not; null: none is known not to be */
  readonly beyond: CaseJson | null;
}

/** Items held in common that one of the jurisdictions controls by a list, up to a day. */
export function lagsOf(program: Program, jurisdictions: readonly string[], asOf: IsoDate): readonly Lag[] {
  const law = lawOf(program);
  const field = itemField(law);
  if (field === null) return [];
  const shared = new Set(
    program.jurisdictions.filter(({ members }) => members !== null).flatMap(({ schemes }) => schemes),
  );
  const items = program.items.filter(({ scheme }) => shared.has(scheme));
  const props = new Props();
  const lists = program.jurisdictions
    .filter(({ name }) => jurisdictions.includes(name))
    .map((jurisdiction) => {
      const list = new NationalList(law, props, jurisdiction.name, field);
      const asked = list.asked().filter(({ from }) => from === null || from <= asOf);
      return { jurisdiction, list, asked };
    });
  const covers = new Covers(
    law,
    props,
    field,
    lists.flatMap(({ list }) => items.flatMap((item) => list.formsOf(item).map(({ prop }) => prop))),
    lists.flatMap(({ asked }) => asked.map(({ prop }) => prop)),
  );
  const stages = lists.map(
    ({ list, asked, jurisdiction }) => new Stages(jurisdiction, list, asked, covers, asOf),
  );
  return items
    .map((item) =>
      lagOf(
        item,
        stages.flatMap((of) => of.controlled(item) ?? []),
      ),
    )
    .filter(({ firsts }) => firsts.length > 0)
    .sort((a, b) => (a.item < b.item ? -1 : a.item > b.item ? 1 : 0));
}

function lagOf({ scheme, code, title }: Item, controlled: readonly Controlled[]): Lag {
  const sorted = controlled.toSorted((a, b) =>
    `${a.on} ${a.jurisdiction}` < `${b.on} ${b.jurisdiction}` ? -1 : 1,
  );
  const wholly = sorted.filter(({ covered }) => covered === "wholly");
  const [start] = wholly;
  return {
    item: `${scheme.name} ${code}`,
    title,
    firsts: sorted.map((one) => ({
      ...one,
      lag:
        start === undefined || start.before || one.before || !wholly.includes(one)
          ? null
          : daysBetween(start.on, one.on),
    })),
  };
}

function daysBetween(a: IsoDate, b: IsoDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
}
