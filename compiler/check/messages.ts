import { reporter } from "../../grammar/base/registry.ts";
import { lawMessages } from "./messages-law.ts";
import { nameMessages } from "./messages-names.ts";
import { valueMessages } from "./messages-values.ts";

/** Every finding of the checker, by code. */
export const checkMessages = { ...nameMessages, ...valueMessages, ...lawMessages };

export type CheckCode = keyof typeof checkMessages;

/** Builds a diagnostic of the checker. */
export const report = reporter(checkMessages);
