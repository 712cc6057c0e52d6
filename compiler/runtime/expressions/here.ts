/** `here`: the state whose determination is made. */

import type { Model } from "../law/model.ts";
import { codeOf } from "../values/codes.ts";
import { type SetValue, UNKNOWN_MISSING, type Value } from "../values/values.ts";
import type { Env } from "./context.ts";

/** A country code; the states of a union that is asked itself; or unknown. */
export type Here = Value | { readonly kind: "states"; readonly group: string };

/** The country code of the jurisdiction's own name; for a union its states; another jurisdiction is nowhere known. */
export function hereOf(model: Model, jurisdiction: string): Here {
  const { country } = model.vocabulary;
  const isMember = country?.members.some((member) => member.text === jurisdiction) ?? false;
  if (country !== null && isMember) return codeOf(country, jurisdiction);
  const states = model.bundle.definitions.jurisdictions[jurisdiction]?.states;
  return states === undefined ? UNKNOWN_MISSING : { kind: "states", group: states };
}

/** `here` as one value: a union has none. */
export function placeHere({ context }: Env): Value {
  return context.here.kind === "states" ? UNKNOWN_MISSING : context.here;
}

/** The states of a union that is asked itself, on the day the law is read; else null. */
export function statesHere({ context }: Env): SetValue | null {
  return context.here.kind === "states" ? context.epoch.group(context.here.group, context) : null;
}

/** `here` as the cells of a column ask about it: of a union, whether one of its states is in a set. */
export function askedHere(env: Env): Value {
  return statesHere(env) ?? placeHere(env);
}
